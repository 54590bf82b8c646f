"""What a paragraph of a plain text is, by its looks: a heading, verse, a quotation set in, a note, a plate's caption.

Most paragraphs are told at once by the lengths and ends of their lines. Only those that could be something else are
read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, product
from typing import TypeAlias

import numpy as np

from quoth.model.manuscript import BLOCK_KINDS, BlockKind
from quoth.readers.letters import Letters
from quoth.readers.lines import Flags, Numbers, Runs
from quoth.readers.paragraphs import LONGEST_HEADING, Layout, Sheet, verses

__all__ = ["interruptions", "kinds"]

_OPENS_QUOTED = re.compile(r"[\"'“‘„«]")
_ANNOUNCES = re.compile(r"[^\n\"“„«]*\w:\s*[\"“„«]")
_ENDS_QUOTED = re.compile(r"[\"”“»][.,;]?(?:[\[(^{]?\d+[\])}]?|\*+)?\Z")
_NUMERAL = r"(?:[IVXLCDM]+|[ivxlcdm]+|\d+)"
_ORDINAL = r"(?:the\s+)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|one|two|three|four|five)"
_DIVISIONS = (
    "book", "part", "volume", "vol", "buch", "teil", "band", "livre", "partie", "tome", "parte", "libro", "kniha",
    "książka", "часть", "книга", "том", "chapter", "chap", "kapitel", "chapitre", "capítulo", "capitolo", "rozdział",
    "kapitola", "глава", "letter", "canto", "act", "scene", "section", "§",
)  # fmt: skip
_DIVISION = re.compile(rf"({'|'.join(_DIVISIONS)})[.\s]*(?:{_NUMERAL}|{_ORDINAL})\b.*|{_NUMERAL}\.?", re.IGNORECASE)
_GREAT = frozenset(
    ["book", "part", "volume", "vol", "buch", "teil", "band", "livre", "partie", "tome", "parte", "libro", "часть",
     "книга", "том"]
)  # fmt: skip
_PLATE = re.compile(r"\[(?:illustration|frontispiece|abbildung|image|figure|map|portrait)\b", re.IGNORECASE)
_NOTE = re.compile(r"\[(?:foot|end)?note\s*[\w*†‡§]+\s*:", re.IGNORECASE)
_PAGE_AT_END = re.compile(r"(?:\.[ .]*\.|\s{2,})\s*(?:\d{1,4}|[ivxlc]{1,8})\s*$")

PEEK = 12  # letters of a line that mostly tell whether it has words, and whether they are set in capitals
LONGEST_TITLE = 60  # letters

_LONG = {"s": "ſ"}
_NUMBER = {kind: number for number, kind in enumerate(BLOCK_KINDS)}
_WORDED = Letters(r"[^\W_]")
_SMALL = Letters("[a-zà-öø-ÿ]")
_BRACKET, _LABELS = Letters(r"\["), Letters("(?i:[ifampen])")
_NOTES_BEGIN = frozenset("FfEeNn")
_FIGURES = Letters(r"[\divxlc]")
_LEADERS = Letters(r"[\s.]")
_ADORNING, _NUMERALS, _AFTER_NUMERAL = Letters("[_*= ]"), Letters(r"(?i:[\divxlcdm])"), Letters(r"(?i:[\divxlcdm._*=])")
_BEGINNINGS = np.array(
    sorted(
        {
            ord(first) << 32 | ord(second)
            for word in _DIVISIONS[:-1]
            for first, second in product(*({letter, letter.upper(), _LONG.get(letter, letter)} for letter in word[:2]))
        }
    )
)
_UNTITLED = Letters(r"[*\[(–—-]")
_GOING_ON = Letters(r"[,)\]]")

_Seen: TypeAlias = Iterator[tuple[int, BlockKind, int]]  # paragraph, kind, level


def kinds(sheet: Sheet, found: Runs, alone: Flags, layout: Layout) -> tuple[Numbers, Numbers]:
    """What each of the paragraphs `found` is, as a number of `BLOCK_KINDS`, with the depth of headings and 1 for
    quotations."""
    numbers = np.full(len(found.firsts), _NUMBER["paragraph"])
    levels = np.zeros_like(numbers)
    quoted, verse = _set_in(sheet, found, alone, layout), verses(sheet, found, layout)
    numbers[quoted], levels[quoted] = _NUMBER["quote"], 1
    numbers[verse], levels[verse] = _NUMBER["verse"], 0
    page = _Page(sheet, found)
    for at in np.flatnonzero(verse & ~quoted).tolist():
        if _announces(page.letters(at)):
            numbers[at] = _NUMBER["paragraph"]
    for at, kind, level in chain(_headings(page, alone, layout), _interrupting(page)):
        numbers[at], levels[at] = _NUMBER[kind], level
    return numbers, levels


def interruptions(sheet: Sheet, found: Runs, alone: Flags, layout: Layout) -> tuple[Numbers, Numbers]:  # noqa: ARG001
    """The same where all that matters is what interrupts the text: whatever else there is, is a paragraph."""
    numbers = np.full(len(found.firsts), _NUMBER["paragraph"])
    for at, kind, _ in _interrupting(_Page(sheet, found)):
        numbers[at] = _NUMBER[kind]
    return numbers, np.zeros_like(numbers)


def _interrupting(page: _Page) -> _Seen:
    """What the text around it runs on over. Of what could be two things it is the last that is told."""
    yield from _contents(page)
    yield from _labelled(page)
    yield from _ornaments(page)


def _set_in(sheet: Sheet, found: Runs, alone: Flags, layout: Layout) -> Flags:
    """Quotations. A single set-in line has to be more than the indented first line of a one-line paragraph."""
    indents = sheet.lines.indents
    apart = alone & (indents[found.firsts] >= layout.margin + 3) & layout.filled
    return (found.least(indents) >= layout.margin + 2) & ((found.sizes > 1) | apart)


def _announces(lines: Sequence[str]) -> bool:
    """Whether the first line says what is quoted up to the last ("In May she wrote: "..."): running text, wherever its
    lines end."""
    return _ANNOUNCES.match(lines[0]) is not None and _ENDS_QUOTED.search(lines[-1]) is not None


class _Page:
    """Paragraphs, and their letters for those who want to read some."""

    def __init__(self, sheet: Sheet, found: Runs) -> None:
        self.sheet, self.lines, self.found = sheet, sheet.lines, found
        self._bounds = [*found.firsts.tolist(), found.lines]

    def letters(self, paragraph: int, most: int | None = None) -> list[str]:
        """The lines of a paragraph, or the first of them, as they are written."""
        first, stop = self._bounds[paragraph], self._bounds[paragraph + 1]
        stop = stop if most is None else min(stop, first + most)
        places = zip(self.lines.starts[first:stop].tolist(), self.lines.stops[first:stop].tolist(), strict=True)
        return [self.lines.text[start:end] for start, end in places]

    def first_lines(self, paragraphs: Numbers) -> Iterator[tuple[int, str]]:
        """Each of the paragraphs, with its first line as it is written."""
        first = self.found.firsts[paragraphs]
        places = zip(
            paragraphs.tolist(), self.lines.starts[first].tolist(), self.lines.stops[first].tolist(), strict=True
        )
        return ((paragraph, self.lines.text[start:stop]) for paragraph, start, stop in places)

    def among_first(self, letters: Letters, peek: int, some: Flags | slice = slice(None)) -> Flags:
        """Whether one of the first letters of a paragraph, or each of some, `peek` of them, is one of `letters`."""
        firsts = self.found.firsts[some]
        start, last = self.lines.starts[firsts], self.lines.stops[firsts] - 1
        among, todo = np.ones(len(start), np.bool_), np.arange(len(start))
        for at in range(peek):
            todo = todo[~letters.hold(self.lines.points[np.minimum(start[todo] + at, last[todo])])]
        among[todo] = False
        return among


def _ornaments(page: _Page) -> _Seen:
    for at in np.flatnonzero(~page.among_first(_WORDED, 3)).tolist():
        if not any(map(str.isalnum, "".join(page.letters(at)))):
            yield at, "aside", 0


def _labelled(page: _Page) -> _Seen:
    """Captions and notes that say what they are."""
    start = page.lines.starts[page.found.firsts]
    labelled = _BRACKET.hold(page.lines.first[page.found.firsts]) & _LABELS.hold(page.lines.points[start + 1])
    for at, line in page.first_lines(np.flatnonzero(labelled)):
        if _PLATE.match(line):
            yield at, "caption", 0
        elif line[1] in _NOTES_BEGIN and (_NOTE.match(line) or _NOTE.match(" ".join(page.letters(at, 3)))):
            yield at, "note", 0  # of lines like "[Note", "12", ":", too


def _contents(page: _Page) -> _Seen:
    """Lines that mostly end with the number of a page, after dots or a gap."""
    lines, sizes = page.lines, page.found.sizes
    led = _FIGURES.hold(lines.last)
    number = lines.before(_FIGURES, led)
    led[led] = (number - 1 > lines.starts[led]) & np.logical_and(
        *(_LEADERS.hold(lines.points[np.maximum(number - back, 0)]) for back in (1, 2))
    )
    for at in np.flatnonzero((sizes > 2) & (page.found.count(led) * 5 >= sizes * 3)).tolist():
        text = page.letters(at)
        if sum(map(_ends_with_page, text)) * 5 >= len(text) * 3:
            yield at, "contents", 0


def _ends_with_page(line: str) -> bool:
    """The end of the line mostly says so. Before that stand dots, which are slow to go through."""
    return any(_PAGE_AT_END.search(line, begin) for begin in (max(len(line) - PEEK, 0), 0))


def _headings(page: _Page, alone: Flags, layout: Layout) -> _Seen:
    lines, found = page.lines, page.found
    short = alone & (found.sizes <= 4) & (found.most(lines.lengths) <= LONGEST_HEADING)
    unfilled = found.count((lines.widths > layout.measure * 0.9) & ~found.last) == 0
    loud = short.copy()
    loud[short] = ~page.among_first(_SMALL, PEEK, short)
    titled = _titled(page)
    divided = short & unfilled
    divided[divided] = _may_divide(page, found.firsts[divided])
    some = np.flatnonzero(divided | loud | (short & titled))
    looks = zip(*(look[some].tolist() for look in (divided, loud, titled, found.sizes == 1)), strict=True)
    for (at, line), (divides, is_loud, is_titled, is_one) in zip(page.first_lines(some), looks, strict=True):
        if ":" in line and _ANNOUNCES.match(line):  # 'Letter 5 has this: "among the', before a page turns
            continue
        level = _division(line) if divides else 0
        if not level and (is_loud or is_titled):
            text = line if is_one else " ".join(page.letters(at))
            level = 3 if _is_title(text, titled=is_titled) else 0
        if level:
            yield at, "heading", level


def _may_divide(page: _Page, firsts: Numbers) -> Flags:
    """Whether lines begin with the first two letters of a word for a division, or could be a number alone; most of what
    may stand around that, one letter of it, is passed over."""
    lines, starts, stops = page.lines, page.lines.starts[firsts], page.lines.stops[firsts]
    adorned, last = _ADORNING.hold(lines.first[firsts]), lines.last[firsts]
    first, second = (lines.points[np.minimum(starts + adorned + ahead, stops)] for ahead in (0, 1))
    beginning = first.astype(np.int64) << 32 | second
    word = _BEGINNINGS.take(np.searchsorted(_BEGINNINGS, beginning), mode="clip") == beginning
    one = _AFTER_NUMERAL.hold(second) | (starts + adorned + 1 == stops) | _ADORNING.hold(last)
    number = _NUMERALS.hold(first) & one & _AFTER_NUMERAL.hold(last)
    may: Flags = word | number | (first == ord("§")) | (adorned & _ADORNING.hold(first))
    return may


def _division(line: str) -> int:
    division = _DIVISION.fullmatch(line.strip("_*= "))
    return 0 if division is None else 1 if (division[1] or "").lower() in _GREAT else 2


def _is_title(text: str, *, titled: bool) -> bool:
    if _OPENS_QUOTED.match(text):
        return False
    if titled and len(text.split()) <= 10:
        return any(map(str.isalpha, text))
    return text.isupper() and sum(map(str.isalpha, text)) > 2


def _titled(page: _Page) -> Flags:
    """Short lines that begin like a title, stop at nothing, and stand before a paragraph that is none."""
    lines, first = page.lines, page.found.firsts
    length, single = lines.lengths[first], page.found.sizes == 1
    begins = page.sheet.begun[first] & ~_UNTITLED.hold(lines.first[first])
    stops = page.sheet.ended[first] | _GOING_ON.hold(lines.last[first])
    goes_on = np.roll(~single, -1) | (np.roll(length, -1) > 2 * length + 40)
    goes_on[-1:] = False
    titled: Flags = single & begins & ~stops & goes_on & (length <= LONGEST_TITLE)
    return titled
