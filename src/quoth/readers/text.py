"""Plain text: the manuscript's text is the file's own, letter for letter, with every line end written as "\\n".

Nothing is taken out. What is no part of a sentence (page marks, running heads) is told in `Manuscript.skipped`, and
is a block of its own ("aside") where it does not stand inside a paragraph that runs on over it.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quoth.model.manuscript import Address, Block, Manuscript, ReadWarning
from quoth.model.text import Span
from quoth.readers.encoding import decode
from quoth.readers.gutenberg import Licence, survey_licence
from quoth.readers.paragraphs import Layout, Line, kinds, paragraphs, survey
from quoth.readers.textpages import Paging, survey_pages

__all__ = ["read"]

TAB = 8  # columns

_LINE_END = re.compile(r"\r\n?|\n")
_LINE = re.compile(r"(?P<indent>[ \t\u00a0\u3000]*)(?P<text>\S(?:[^\n\f]*\S)?)|\f|\n(?=[^\S\n\f]*(?:\n|\Z))")
_UNFINISHED = re.compile(r"[^\s.!?…:;\"”’»)\]]$")
_SMALL = re.compile(r"[\"'“‘„«(\[_]*[a-zà-ÿа-яё]")
_EMPHASIS = re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]*(?:\n(?!\s*\n)[^_\n]*){0,4})(?<=[^\s_])_(?![\w_])")


def read(data: bytes, path: str) -> Manuscript:
    """The manuscript in a plain text file. Never fails: whatever bytes there are, are letters in some encoding."""
    decoded = decode(data)
    text = _LINE_END.sub("\n", decoded.text)
    paging, licence = survey_pages(text), survey_licence(text)
    return Manuscript(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        format="text",
        encoding=decoded.encoding,
        metadata=licence.metadata,
        text=text,
        blocks=tuple(_blocks(text, paging, licence)),
        pages=paging.pages,
        emphasis=tuple(Span(start=found.start(1), stop=found.end(1)) for found in _EMPHASIS.finditer(text)),
        addresses=_addresses(decoded.text),
        line_starts=(0, *(end.end() for end in _LINE_END.finditer(decoded.text))),
        warnings=(*decoded.warnings, *_unlabelled(paging)),
        skipped=paging.apart,
    )


def _addresses(raw: str) -> tuple[Address, ...]:
    """One for the file, and one after each line end of two letters, as the text has one for it."""
    starts = [0, *(end.end() for end in re.finditer("\r\n", raw))] if raw else []
    return tuple(Address(start=start - at, part="", path="", offset=start) for at, start in enumerate(starts))


def _unlabelled(paging: Paging) -> tuple[ReadWarning, ...]:
    if paging.labelled:
        return ()
    message = "the pages carry no printed numbers: they are counted from 1"
    return (ReadWarning(code="W181", message=message),)


def _blocks(text: str, paging: Paging, licence: Licence) -> Iterator[Block]:
    groups, asides = _groups(text, paging)
    layout = survey([group.lines for group in groups])
    found = paragraphs([group.lines for group in _run_on(groups, layout)], layout)
    spans = [Span(start=paragraph.lines[0].start, stop=paragraph.lines[-1].stop) for paragraph in found]
    blocks = [
        Block(span=span, kind=kind, level=level)
        for span, (kind, level) in zip(spans, kinds(found, layout), strict=True)
    ]
    blocks += [Block(span=aside, kind="aside") for aside in asides if not _inside(aside, spans)]
    for block in sorted(blocks, key=lambda block: block.span):
        outside = licence.covers(block.span.start, block.span.stop)
        yield Block(span=block.span, kind="boilerplate") if outside else block


@dataclass(slots=True)
class _Group:
    """Lines without a blank line between them. `turned`: a page turns before the first."""

    lines: list[Line]
    turned: bool


def _groups(text: str, paging: Paging) -> tuple[list[_Group], list[Span]]:
    """The lines of the text in groups, and the lines that are no part of it (page marks, heads)."""
    groups, asides, turned, blank = list[_Group](), list[Span](), False, True
    apart = {(span.start, span.stop) for span in paging.apart}
    for found in _LINE.finditer(text):
        line = _line(found)
        if line is None:
            turned, blank = turned or found[0] == "\f", True
        elif (line.start, line.stop) in apart:
            turned, blank = True, True
            asides.append(Span(start=line.start, stop=line.stop))
        elif blank:
            groups.append(_Group([line], turned))
            turned, blank = False, False
        else:
            groups[-1].lines.append(line)
    return groups, asides


def _line(found: re.Match[str]) -> Line | None:
    if not found["text"]:
        return None
    indent = len(found["indent"].expandtabs(TAB))
    return Line(start=found.start("text"), stop=found.end("text"), text=found["text"], indent=indent)


def _run_on(groups: Sequence[_Group], layout: Layout) -> list[_Group]:
    """A paragraph that runs over a page break is one."""
    joined: list[_Group] = []
    for group in groups:
        if joined and group.turned and _unfinished(joined[-1].lines[-1], group.lines[0], layout):
            joined[-1] = _Group([*joined[-1].lines, *group.lines], joined[-1].turned)
        else:
            joined.append(group)
    return joined


def _unfinished(last: Line, first: Line, layout: Layout) -> bool:
    if not _UNFINISHED.search(last.text):
        return False
    return bool(_SMALL.match(first.text)) or (last.width > layout.measure * 0.6 and first.indent == layout.margin)


def _inside(aside: Span, spans: Sequence[Span]) -> bool:
    at = bisect_right(spans, aside) - 1
    return at >= 0 and spans[at].stop > aside.start
