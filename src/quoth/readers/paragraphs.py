"""From lines to paragraphs: what a text file shows by blank lines, indents and line lengths alone.

Three ways of writing are told apart by evidence. Where lines are filled up to a measure and broken, a paragraph
ends at a blank line, at an indented line, or (failing both) at a line that ends short with a full stop. Where most
lines that touch end a sentence, every line is a paragraph. What is set in from the rest is quoted; where set-in
lines end early and begin with capitals, it is verse.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from quoth.model.manuscript import BlockKind

__all__ = ["Layout", "Line", "Paragraph", "kinds", "paragraphs", "survey"]

LONGEST_HEADING = 80  # letters a line
CROWDED = 25  # lines: touching lines beyond this many are no single paragraph
CENTRED = 8  # columns: set in further than this, lines are placed one by one
SHORT = 0.75  # of the measure

_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]*_]*$|[\"”»]$|[-–—]{2,}$|—$")
_FULL_STOP = re.compile(r"[.!?…][\"'”’»)\]*_\d]*$")
_STARTS = re.compile(r"[\"'“‘„«»(\[*_—–-]*[^\W\d_a-zà-ÿа-яё]")
_OPENS_QUOTED = re.compile(r"[\"'“‘„«]")
_NUMERAL = r"(?:[IVXLCDM]+|[ivxlcdm]+|\d+)"
_ORDINAL = r"(?:the\s+)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|one|two|three|four|five)"
_DIVISION = re.compile(
    r"(book|part|volume|vol|buch|teil|band|livre|partie|tome|parte|libro|kniha|książka|часть|книга|том|"
    r"chapter|chap|kapitel|chapitre|capítulo|capitolo|rozdział|kapitola|глава|letter|canto|act|scene|section|§)"
    rf"[.\s]*(?:{_NUMERAL}|{_ORDINAL})\b.*|{_NUMERAL}\.?",
    re.IGNORECASE,
)
_GREAT = frozenset(
    ["book", "part", "volume", "vol", "buch", "teil", "band", "livre", "partie", "tome", "parte", "libro", "часть",
     "книга", "том"]
)  # fmt: skip
_PLATE = re.compile(r"\[(?:illustration|frontispiece|abbildung|image|figure|map|portrait)\b", re.IGNORECASE)
_NOTE = re.compile(r"\[(?:foot|end)?note\s*[\w*†‡§]+\s*:", re.IGNORECASE)
_PAGE_AT_END = re.compile(r"(?:\.[ .]*\.|\s{2,})\s*(?:\d{1,4}|[ivxlc]{1,8})\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank: code points into the text, without the white space around it. `indent` in columns."""

    start: int
    stop: int
    text: str
    indent: int

    @property
    def width(self) -> int:
        return self.indent + len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together. `alone`: a blank line, or nothing, stands on both sides."""

    lines: tuple[Line, ...]
    alone: bool = True

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a file is laid out. `measure`: the length up to which lines are filled, in letters. `margin`: the indent
    of ordinary lines."""

    filled: bool
    measure: int
    margin: int


def survey(groups: Sequence[Sequence[Line]]) -> Layout:
    """What the lines show together. `groups` are runs of lines without a blank line between them."""
    lines = [line for group in groups for line in group]
    widths = sorted(line.width for line in lines)
    margin = Counter(line.indent for line in lines).most_common(1)[0][0] if lines else 0
    touching = [line for group in groups for line in group[:-1]]
    ended = sum(_ENDS.search(line.text) is not None for line in touching)
    measure = widths[len(widths) * 9 // 10] if widths else 0
    return Layout(filled=ended * 2 < len(touching) or measure < 60, measure=measure, margin=margin)


def paragraphs(groups: Sequence[Sequence[Line]], layout: Layout) -> list[Paragraph]:
    """The paragraphs of each group of touching lines, in order."""
    found = []
    for group in groups:
        parts = _filled(group, layout) if layout.filled else _by_line(group)
        found += [Paragraph(lines=tuple(part), alone=len(parts) == 1) for part in parts]
    return found


def _by_line(group: Sequence[Line]) -> list[Sequence[Line]]:
    verse = len(group) > 1 and all(len(line.text) <= LONGEST_HEADING for line in group)
    stopped = sum(_FULL_STOP.search(line.text) is not None for line in group)
    return [group] if verse and stopped * 2 <= len(group) else [[line] for line in group]


def _filled(group: Sequence[Line], layout: Layout) -> list[Sequence[Line]]:
    if min(line.indent for line in group) > layout.margin + CENTRED or _is_verse(Paragraph(lines=tuple(group)), layout):
        return [group]
    parts = _cut(group, [at for at in range(1, len(group)) if _begins_by_indent(group, at)])
    if len(parts) == 1 and len(group) > CROWDED:
        return _cut(group, [at for at in range(1, len(group)) if _ends_short(group[at - 1], group[at], layout)])
    return parts


def _cut(group: Sequence[Line], cuts: Sequence[int]) -> list[Sequence[Line]]:
    return [group[start:stop] for start, stop in zip((0, *cuts), (*cuts, len(group)), strict=True)]


def _begins_by_indent(group: Sequence[Line], at: int) -> bool:
    """A line set in further than both its neighbours begins a paragraph; so does one where a set-in passage begins,
    or ends, after a finished sentence."""
    before, here = group[at - 1], group[at]
    after = group[at + 1] if at + 1 < len(group) else None
    base = min(line.indent for line in group)
    if here.indent > before.indent and before.indent == base:
        return after is None or after.indent < here.indent or _ENDS.search(before.text) is not None
    if here.indent == before.indent > base:
        return _FULL_STOP.search(before.text) is not None and after is not None and after.indent == base
    return here.indent == base < before.indent and at > 1 and group[at - 2].indent >= before.indent


def _ends_short(before: Line, here: Line, layout: Layout) -> bool:
    stopped = _FULL_STOP.search(before.text) and _STARTS.match(here.text)
    return bool(stopped) and before.width < layout.measure * 0.8


def kinds(found: Sequence[Paragraph], layout: Layout) -> list[tuple[BlockKind, int]]:
    """What each paragraph is, with the depth of headings and 1 for quotations."""
    return [
        _kind(paragraph, found[at + 1] if at + 1 < len(found) else None, layout) for at, paragraph in enumerate(found)
    ]


def _kind(paragraph: Paragraph, after: Paragraph | None, layout: Layout) -> tuple[BlockKind, int]:
    if not any(map(str.isalnum, paragraph.text)):
        return "aside", 0  # an ornament
    if _PLATE.match(paragraph.text):
        return "caption", 0
    if _NOTE.match(paragraph.text):
        return "note", 0
    if _is_contents(paragraph):
        return "contents", 0
    if level := _heading(paragraph, after, layout):
        return "heading", level
    if _is_verse(paragraph, layout):
        return "verse", 0
    set_in = all(line.indent >= layout.margin + 2 for line in paragraph.lines)
    return ("quote", 1) if set_in and (len(paragraph.lines) > 1 or _apart(paragraph, layout)) else ("paragraph", 0)


def _apart(paragraph: Paragraph, layout: Layout) -> bool:
    """Whether a single set-in line is more than the indented first line of a one-line paragraph."""
    return layout.filled and paragraph.alone and paragraph.lines[0].indent >= layout.margin + 3


def _is_contents(paragraph: Paragraph) -> bool:
    numbered = sum(_PAGE_AT_END.search(line.text) is not None for line in paragraph.lines)
    return len(paragraph.lines) > 2 and numbered * 5 >= len(paragraph.lines) * 3


def _heading(paragraph: Paragraph, after: Paragraph | None, layout: Layout) -> int:
    """The depth of a heading, 0 for what is none."""
    lines, text = paragraph.lines, paragraph.text
    if not paragraph.alone or len(lines) > 4 or any(len(line.text) > LONGEST_HEADING for line in lines):
        return 0
    letters = [letter for letter in text if letter.isalpha()]
    division = _DIVISION.fullmatch(lines[0].text.strip("_*= "))
    if division and (len(lines) == 1 or not _fills(lines, layout)):
        return 1 if (division[1] or "").lower() in _GREAT else 2
    if _OPENS_QUOTED.match(text) or not letters:
        return 0
    if len(letters) > 2 and all(not letter.islower() for letter in letters) and any(map(str.isupper, letters)):
        return 3
    return 3 if _titled(paragraph, after) else 0


def _fills(lines: Sequence[Line], layout: Layout) -> bool:
    return any(line.width > layout.measure * 0.9 for line in lines[:-1])


def _titled(paragraph: Paragraph, after: Paragraph | None) -> bool:
    """A short line that begins like a title, stops at nothing, and stands before a paragraph that is none."""
    line = paragraph.lines[0]
    if len(paragraph.lines) > 1 or _ENDS.search(line.text) or line.text[-1] in ",)]" or not _STARTS.match(line.text):
        return False
    if len(line.text) > 60 or len(line.text.split()) > 10 or line.text[0] in "*[(-–—":
        return False
    return after is not None and (len(after.lines) > 1 or len(after.text) > 2 * len(line.text) + 40)


def _is_verse(paragraph: Paragraph, layout: Layout) -> bool:
    lines = paragraph.lines
    set_in = all(line.indent >= layout.margin + 2 for line in lines)
    if len(lines) < (2 if set_in else 3):
        return False
    capital = sum(_STARTS.match(line.text) is not None for line in lines)
    short = median(len(line.text) for line in lines[:-1]) < min(layout.measure, 100) * SHORT
    return short and capital * 10 >= len(lines) * 7 and max(line.width for line in lines) < max(layout.measure, 60)
