"""Plain text: the manuscript's text is the file's own, letter for letter, with every line end written as "\\n".

Nothing is taken out. What is no part of a sentence (page marks, running heads) is told in `Manuscript.skipped`, and
is a block of its own ("aside") where it does not stand inside a paragraph that runs on over it.

What there are thousands of (blocks, addresses, line starts) is kept as rows of numbers: a source is mostly indexed and
never looked at.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from quoth.model.manuscript import BLOCK_KINDS, Address, Block, Manuscript, ReadWarning
from quoth.model.rows import NUMBER, Rows
from quoth.model.text import Span
from quoth.readers.encoding import Decoded, decode
from quoth.readers.gutenberg import Licence, survey_licence
from quoth.readers.letters import Letters
from quoth.readers.lines import Flags, Lines, Numbers, Runs, lines_of
from quoth.readers.looks import interruptions, kinds
from quoth.readers.paragraphs import Layout, Sheet, paragraphs, survey
from quoth.readers.textheads import FINISHED
from quoth.readers.textpages import Paging, survey_pages

__all__ = ["read", "read_sparingly"]

_SMALL = re.compile(r"[\"'“‘„«(\[_]*[a-zà-ÿа-яё]")
_PAIRS = (("“", "”"), ("„", "“”"), ("«", "»"))  # an opening mark, and those that close it
_OPENING = frozenset("\"'“‘„‚«")
_MOST_BREAKS = 4
_EMPHASIS = re.compile(rf"_[^_\n]*(?:\n(?!\s*\n)[^_\n]*){{0,{_MOST_BREAKS}}}_")
_WORDED, _PARTING = Letters(r"\w"), Letters(r"[\s_]")
Looks: TypeAlias = Callable[[Sheet, Runs, Flags, Layout], tuple[Numbers, Numbers]]  # see `looks`

_ASIDE, _BOILERPLATE = BLOCK_KINDS.index("aside"), BLOCK_KINDS.index("boilerplate")


def read(data: bytes, path: str) -> Manuscript:
    """The manuscript in a plain text file. Never fails: whatever bytes there are, are letters in some encoding."""
    decoded = decode(data)
    lines = lines_of(decoded.text)
    line_starts, addresses = _places(decoded.text, lines)
    return replace(_read(data, path, decoded, lines, kinds), line_starts=line_starts, addresses=addresses)


def read_sparingly(data: bytes, path: str) -> Manuscript:
    """The same without what is of no use for a source: headings, verse and quotations are called paragraphs, and nobody
    says where the letters stand in the file."""
    decoded = decode(data)
    return _read(data, path, decoded, lines_of(decoded.text), interruptions)


def _read(data: bytes, path: str, decoded: Decoded, lines: Lines, looks: Looks) -> Manuscript:
    paging, licence = survey_pages(lines), survey_licence(lines)
    return Manuscript(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        format="text",
        encoding=decoded.encoding,
        metadata=licence.metadata,
        text=lines.text,
        blocks=_blocks(lines, paging, licence, looks),
        pages=paging.pages,
        emphasis=_emphasis(lines),
        warnings=(*decoded.warnings, *_unlabelled(paging)),
        skipped=paging.apart,
    )


def _unlabelled(paging: Paging) -> tuple[ReadWarning, ...]:
    if paging.labelled:
        return ()
    message = "the pages carry no printed numbers: they are counted from 1"
    return (ReadWarning(code="W181", message=message),)


# -- rows ------------------------------------------------------------------------------------------------------


def _block(start: int, stop: int, kind: int, level: int) -> Block:
    return Block(span=_span(start, stop), kind=BLOCK_KINDS[kind], level=level)


def _span(start: int, stop: int) -> Span:
    return Span(start=start, stop=stop)


def _address(start: int, offset: int) -> Address:
    return Address(start=start, part="", path="", offset=offset)


def _columns(*columns: Numbers) -> tuple[bytes, ...]:
    return tuple(column.astype(NUMBER).tobytes() for column in columns)


def _emphasis(lines: Lines) -> Rows[Span]:
    """What stands between underscores, on one line mostly; what goes on over some is matched with the pattern."""
    marks = np.flatnonzero(lines.points == ord("_"))
    before, after = lines.points[marks - 1], lines.points[marks + 1]  # before the first letter stands the last, a break
    opens = ~_WORDED.hold(before) & ~_PARTING.hold(after)
    closes = ~_PARTING.hold(before) & ~_WORDED.hold(after)
    lines_between = np.diff(np.searchsorted(lines.breaks_by("\n"), marks))
    pairs = opens[:-1] & closes[1:] & (lines_between <= _MOST_BREAKS)
    begins, turn = [], 0
    for at in np.flatnonzero(pairs).tolist():
        if at >= turn and (not lines_between[at] or _EMPHASIS.match(lines.text, marks[at])):
            begins.append(at)
            turn = at + 2
    first = np.array(begins, np.int64)
    return Rows(columns=_columns(marks[first] + 1, marks[first + 1]), make=_span)


def _places(raw: str, lines: Lines) -> tuple[Rows[int], Rows[Address]]:
    """Where the lines of the file begin in it, and the addresses of the text's letters in the file: one for the file,
    and one after each line end of two letters, as the text has one for it."""
    ends = lines.breaks_by("\n")
    double = _are_double(raw, len(lines.text), ends)
    begins = np.concatenate([[0], ends + 1])
    in_file = begins + np.concatenate([[0], np.cumsum(double)])
    turned = np.flatnonzero(np.concatenate([[bool(raw)], double]))
    addresses = Rows(columns=_columns(begins[turned], in_file[turned]), make=_address)
    return Rows(columns=_columns(in_file), make=int), addresses


def _are_double(raw: str, length: int, ends: Numbers) -> Flags:
    """Which of the lines that end at `ends` of the text end with two letters in the file, whose letters are `raw`;
    `length` is that of the text, where they are one."""
    double = len(raw) - length
    if double in (0, len(ends)):
        return np.full(len(ends), double > 0)
    return np.array([len(end) > 1 for end in re.findall(r"\r\n?|\n", raw)])


# -- blocks ----------------------------------------------------------------------------------------------------


def _blocks(lines: Lines, paging: Paging, licence: Licence, looks: Looks) -> Rows[Block]:
    apart = _apart(lines, paging.apart)
    sheet = Sheet(lines.without(apart))
    groups = Runs(firsts=np.flatnonzero(sheet.lines.parted), lines=len(sheet.lines))
    layout = survey(sheet, groups)
    found, alone = paragraphs(sheet, _run_on(sheet.lines, groups, layout), layout)
    numbers, levels = looks(sheet, found, alone, layout)
    starts, stops = sheet.lines.starts[found.firsts], sheet.lines.stops[found.firsts + found.sizes - 1]
    apart[apart] = ~_inside(lines.starts[apart], starts, stops)
    others = np.zeros(np.count_nonzero(apart), np.int64)
    rows = np.stack(
        [
            np.concatenate([starts, lines.starts[apart]]),
            np.concatenate([stops, lines.stops[apart]]),
            np.concatenate([numbers, others + _ASIDE]),
            np.concatenate([levels, others]),
        ]
    )
    starts, stops, numbers, levels = rows[:, np.argsort(rows[0])]
    outside = (stops <= licence.start) | (starts >= licence.stop)
    numbers[outside], levels[outside] = _BOILERPLATE, 0
    return Rows(columns=_columns(starts, stops, numbers, levels), make=_block)


def _apart(lines: Lines, spans: Sequence[Span]) -> Flags:
    """Which lines are nothing but one of the `spans` that are no part of the text: page marks, heads."""
    starts, stops = (np.array([getattr(span, end) for span in spans], np.int64) for end in ("start", "stop"))
    place = np.searchsorted(lines.starts, starts)
    whole = place[(np.append(lines.starts, -1)[place] == starts) & (np.append(lines.stops, -1)[place] == stops)]
    apart = np.zeros(len(lines), np.bool_)
    apart[whole] = True
    return apart


def _inside(asides: Numbers, starts: Numbers, stops: Numbers) -> Flags:
    """Which of the asides that begin at `asides` stand inside a paragraph that runs on over them."""
    around = np.searchsorted(starts, asides) - 1
    return np.append(stops, 0)[around] > asides


def _run_on(lines: Lines, groups: Runs, layout: Layout) -> Runs:
    """A paragraph that runs over a page break is one."""
    turned = groups.firsts[1:][lines.turned[groups.firsts[1:]]]
    run_on = [line for line in turned.tolist() if _is_unfinished(lines, line - 1, line, layout)]
    return Runs(firsts=groups.firsts[~np.isin(groups.firsts, run_on)], lines=groups.lines) if run_on else groups


def _is_unfinished(lines: Lines, last: int, first: int, layout: Layout) -> bool:
    if lines.text[lines.stops[last] - 1] in FINISHED:
        return False
    if _SMALL.match(_letters(lines, first)):
        return True
    if lines.text[lines.starts[first]] not in _OPENING and _is_left_open(_letters(lines, last)):
        return True
    width = lines.indents[last] + lines.stops[last] - lines.starts[last]
    return bool(width > layout.measure * 0.6 and lines.indents[first] == layout.margin)


def _is_left_open(line: str) -> bool:
    """Whether the last quotation mark of a line is an opening one."""
    at, closing = max((line.rfind(opening), closing) for opening, closing in _PAIRS)
    return line.count('"') % 2 == 1 or (at >= 0 and not any(mark in closing for mark in line[at + 1 :]))


def _letters(lines: Lines, line: int) -> str:
    return lines.text[lines.starts[line] : lines.stops[line]]
