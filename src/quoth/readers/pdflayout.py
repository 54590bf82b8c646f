"""From the rows of all pages to paragraphs: what stands at the edges is set apart, what was broken is joined again.

Judged by the whole file: the size of its type, the distance of its lines, what recurs at the edges of its pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from quoth.model.manuscript import BlockKind
from quoth.readers.folios import count_read, folios_at_edges, page_labels, printed_numbers, running_heads
from quoth.readers.pdfpage import RAISED_SIZE, Piece, Row

__all__ = ["FootNote", "Paragraph", "Sheet", "call_label", "paragraphs", "take_apart"]

FEWEST_PARTED = 4  # printed numbers that count on from half to half of a scan
EDGE = 2  # rows at the head and at the foot of a page that may be no text
LEVEL = 2.0  # points: what stands less apart on two pages stands at one height
SMALL_TYPE = 0.93  # of the size of the text: notes are set smaller
GREAT_TYPE = 1.14  # headings are set greater
INDENT = 0.7  # of the size: set in further, a line begins a paragraph
APART = 1.3  # times the usual distance of lines
VERSE = 0.8  # of the measure: lines of verse end before it

_CALL = re.compile(r"(\d{1,4}|[*†‡§¶‖]{1,4})[.,;:]?")
_NOTE_HEAD = re.compile(r"(\d{1,3}|[*†‡§¶‖]{1,3})(?:[.)]\s|\s)\s*\S")
_ITEM = re.compile(r"(\d{1,4})[.)]\s")
_LISTED = re.compile(r"(?:\. ?){4,}\s*(?:\d{1,4}|[ivxlc]{1,8})$")  # leaders to a page number
_STOPS = re.compile(r"[.!?…:][\"'”’»)\]*\d⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_CAPITAL = re.compile(r"[\"'“‘„«(\[]*[A-ZÀ-ÞА-ЯЁ]")

Placed = tuple[int, Row]  # the number of its page, and the row


@dataclass(slots=True)
class FootNote:
    """A note at the foot of page `number`, and over on the next ones. `rows` begin with its label."""

    label: str
    number: int
    rows: list[Placed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page taken apart: its rows at the edges (heads, folios), the rows of its text, its notes.

    `number` counts pages, `scan` the pages of the file, from 0: where two stand on one, they differ. `numbers` are what
    could be its printed number.
    """

    number: int
    scan: int
    numbers: tuple[str, ...]
    marginal: tuple[Row, ...]
    body: tuple[Row, ...]
    notes: tuple[FootNote, ...] = ()


@dataclass(slots=True)
class Paragraph:
    """Rows that belong together."""

    rows: list[Placed] = field(default_factory=list)
    kind: BlockKind = "paragraph"
    level: int = 0

    @property
    def text(self) -> str:
        return " ".join(row.text for _, row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Usual:
    """The usual `size` of the text, and `leading` from line to line, in points. `indented`: paragraphs begin so."""

    size: float
    leading: float
    indented: bool = False


# -- pages -----------------------------------------------------------------------------------------------------------


def take_apart(pages: Sequence[Sequence[Row]]) -> list[Sheet]:
    """The pages, in order, without what stands at their edges, their notes set apart."""
    scans, parted = _parted(pages)
    sheets = [replace(sheet, scan=scan) for sheet, scan in zip(_without_margins(parted), scans, strict=True)]
    usual = _usual([sheet.body for sheet in sheets])
    before: FootNote | None = None
    found = []
    for sheet in sheets:
        found.append(_with_notes(sheet, usual, before))
        before = found[-1].notes[-1] if found[-1].notes else None
    return found


def _parted(pages: Sequence[Sequence[Row]]) -> tuple[list[int], Sequence[Sequence[Row]]]:
    """The pages of the book, and the page of the file that each stands on. Two columns are two pages where more printed
    numbers count on from column to column than from page to page."""
    whole = list(range(len(pages)))
    if 2 * sum(any(row.column for row in rows) for rows in pages) < sum(map(bool, pages)):
        return whole, pages
    halves = [[row for row in rows if bool(row.column) == right] for rows in pages for right in (False, True)]
    numbered = count_read([_numbers(*_edges(rows)) for rows in halves])
    if numbered < FEWEST_PARTED or numbered <= count_read([_numbers(*_edges(rows)) for rows in pages]):
        return whole, pages
    return [scan for scan in whole for _ in range(2)], halves


def _edges(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows at the head and at the foot of a page, the outermost first."""
    by_height = sorted(rows, key=lambda row: -row.y)
    return by_height[:EDGE], by_height[max(EDGE, len(by_height) - EDGE) :][::-1]


def _numbers(top: Sequence[Row], foot: Sequence[Row]) -> tuple[str, ...]:
    return tuple(number for row in (*top, *foot) for number in printed_numbers(row.text.strip()))


def _without_margins(pages: Sequence[Sequence[Row]]) -> list[Sheet]:
    edges = [_edges(rows) for rows in pages]
    tops, feet = [top for top, _ in edges], [foot for _, foot in edges]
    numbers = [_numbers(top, foot) for top, foot in zip(tops, feet, strict=True)]
    labels = page_labels(numbers)
    head_lines, foot_lines = ([[row.text for row in page] for page in edge] for edge in (tops, feet))
    high, low = folios_at_edges(head_lines, foot_lines, labels)
    greatest = GREAT_TYPE * _usual(pages).size
    above, below = _marginal(pages, tops, high, greatest), _marginal(pages, feet, low, greatest)
    marginal = [[*head, *foot] for head, foot in zip(above, below, strict=True)]
    return [
        Sheet(
            number=number,
            scan=number,
            numbers=numbers[number],
            marginal=tuple(marginal[number]),
            body=tuple(row for row in rows if not any(row is other for other in marginal[number])),
        )
        for number, rows in enumerate(pages)
    ]


def _marginal(
    pages: Sequence[Sequence[Row]], edges: Sequence[Sequence[Row]], numbered: Sequence[Sequence[bool]], greatest: float
) -> list[list[Row]]:
    """The rows of one edge that are heads or folios, from the outermost inwards up to the first that is not. What is
    set greater than `greatest` is a heading that the running heads repeat."""
    heads = running_heads([[row.text for row in edge] for edge in edges])
    apart = [
        [
            row
            for row, head, folio in zip(edge, are_heads, are_folios, strict=True)
            if folio or (head and row.size <= greatest and row not in listed)
        ]
        for edge, are_heads, are_folios, listed in zip(edges, heads, numbered, map(_listed, pages), strict=True)
    ]
    within = _heights_of_text(pages, apart)
    found: list[list[Row]] = []
    for edge, kept, are_folios in zip(edges, apart, numbered, strict=True):
        outside = [
            folio or (row in kept and _height(row) not in within) for row, folio in zip(edge, are_folios, strict=True)
        ]
        found.append(list(edge[: [*outside, False].index(False)]))
    return found


def _listed(rows: Sequence[Row]) -> list[Row]:
    """The rows that begin with a number and a point, where the one before or behind counts on with it: notes, of which
    many say the same."""
    items = [(int(found[1]), row) for row in rows if (found := _ITEM.match(row.text))]
    return [row for one, two in pairwise(items) if two[0] == one[0] + 1 for row in (one[1], two[1])]


def _heights_of_text(pages: Sequence[Sequence[Row]], apart: Sequence[Sequence[Row]]) -> frozenset[int]:
    """The heights of what may be `apart` from the text at which most pages have text: lines of a text recur too, but
    running heads stand where no page has text. None, where pages stand higher and lower, as a scanner saw them."""
    highest = Counter(max(map(_height, rows)) for rows in pages if rows)
    top, _ = highest.most_common(1)[0] if highest else (0, 0)
    if 2 * sum(highest[top + step] for step in (-1, 0, 1)) < highest.total():
        return frozenset()
    text, heads = Counter[int](), Counter[int]()
    for rows, others in zip(pages, apart, strict=True):
        outer = {_height(row) for row in others}
        heads.update(outer)
        text.update({_height(row) for row in rows} - outer)
    return frozenset(height for height in heads if text[height] > heads[height])


def _height(row: Row) -> int:
    return round(row.y / LEVEL)


def _usual(bodies: Sequence[Sequence[Row]]) -> _Usual:
    sizes, leadings = Counter[float](), Counter[float]()
    for body in bodies:
        for row in body:
            sizes[round(row.size * 2) / 2] += len(row.text)
        for before, row in pairwise(body):
            if before.y > row.y:
                leadings[round((before.y - row.y) * 2) / 2] += 1
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    return _Usual(size=size, leading=leadings.most_common(1)[0][0] if leadings else size * 1.2)


# -- notes -----------------------------------------------------------------------------------------------------------


def call_label(piece: Piece) -> str | None:
    """The label of the note that a superscript calls, None where it is none."""
    found = _CALL.fullmatch(piece.text) if piece.raised else None
    return found[1] if found else None


def _with_notes(sheet: Sheet, usual: _Usual, before: FootNote | None) -> Sheet:
    """`before` is the last note of the page before; it may run on at the foot of this one."""
    foot = _small_tail(sheet.body, usual)
    calls = {label for row in sheet.body[: len(sheet.body) - len(foot)] for p in row.pieces if (label := call_label(p))}
    notes, running = list[FootNote](), list[Placed]()
    for row in foot:
        label = _note_label(row)
        if label in calls and label not in {note.label for note in notes}:
            notes.append(FootNote(str(label), sheet.number, [(sheet.number, row)]))
        else:
            (notes[-1].rows if notes else running).append((sheet.number, row))
    unfinished = before is not None and not _STOPS.search(before.rows[-1][1].text)
    if not notes and not unfinished:
        return sheet
    if before is not None and unfinished:
        before.rows += running
        running = []
    kept = len(sheet.body) - len(foot) + len(running)
    return replace(sheet, body=sheet.body[:kept], notes=tuple(notes))


def _small_tail(body: Sequence[Row], usual: _Usual) -> Sequence[Row]:
    first = len(body)
    while first and body[first - 1].size <= SMALL_TYPE * usual.size:
        first -= 1
    return body[first:]


def _note_label(row: Row) -> str | None:
    """The number or sign that a foot note begins with."""
    first = row.pieces[0]
    set_apart = len(row.pieces) > 1 and (first.raised or first.size < RAISED_SIZE * row.size)
    if set_apart and (alone := _CALL.fullmatch(first.text)):
        return alone[1]
    head = _NOTE_HEAD.match(row.text)
    return head[1] if head else None


# -- paragraphs ------------------------------------------------------------------------------------------------------


Frames = dict[
    tuple[int, int], tuple[float, float]
]  # by page and column: where most lines begin, and where full ones end


def paragraphs(sheets: Sequence[Sheet]) -> list[Paragraph]:
    """The text of all pages, in paragraphs that run on over lines, columns and pages."""
    usual = _usual([sheet.body for sheet in sheets])
    frames = _frames(sheets)
    usual = replace(usual, indented=_are_indented(sheets, frames))
    found: list[Paragraph] = []
    for placed in ((sheet.number, row) for sheet in sheets for row in sheet.body):
        if not found or _begins(found[-1], placed, frames, usual):
            begun = [found[-1].rows.pop()] if found and _began_before(found[-1], placed, frames) else []
            found.append(Paragraph(rows=begun))
        found[-1].rows.append(placed)
    for paragraph in found:
        paragraph.kind, paragraph.level = _kind(paragraph, frames, usual)
    return found


def _frames(sheets: Sequence[Sheet]) -> Frames:
    frames = {}
    for sheet in sheets:
        for column in {row.column for row in sheet.body}:
            rows = [row for row in sheet.body if row.column == column]
            starts = Counter(round(row.left) for row in rows)
            most = starts.most_common(1)[0][1]
            # Of the frequent edges the leftmost is the margin, the others are indents.
            left = min(start for start, times in starts.items() if times * 3 >= most)
            ends = sorted(row.right for row in rows)
            frames[sheet.number, column] = (float(left), ends[len(ends) * 9 // 10])
    return frames


def _are_indented(sheets: Sequence[Sheet], frames: Frames) -> bool:
    """Whether paragraphs begin with an indent: more often than at the margin, after a line that ended early."""
    indented = flush = 0
    for sheet in sheets:
        for last, row in pairwise(sheet.body):
            if last.column != row.column or not _STOPS.search(last.text):
                continue
            set_in = row.left - frames[sheet.number, row.column][0] > INDENT * row.size
            indented += set_in and row.left - last.left > INDENT * row.size
            flush += not set_in and _had_room((sheet.number, last), row, frames)
    return indented > flush


def _begins(paragraph: Paragraph, placed: Placed, frames: Frames, usual: _Usual) -> bool:
    """Whether a row begins a new paragraph after the one so far."""
    (number, row), (page, last) = placed, paragraph.rows[-1]
    left = frames[number, row.column][0]
    stopped = _STOPS.search(last.text) is not None
    broke_off = stopped and not usual.indented and _had_room(paragraph.rows[-1], row, frames)
    if abs(row.size - last.size) > 0.12 * usual.size or (stopped and _counts_on(paragraph, row)):
        return True
    if page != number or row.column != last.column or row.y > last.y:
        return broke_off or (stopped and row.left - left > INDENT * row.size)
    if last.y - row.y > APART * usual.leading:
        return True
    step = row.left - last.left
    if step > INDENT * row.size:  # an indent; after one full line that goes on, the second line of a hanging one
        return stopped or len(paragraph.rows) > 1 or _had_room(paragraph.rows[-1], row, frames)
    if step < -INDENT * row.size:  # back to the margin: after its first line, or where a set-in passage ends
        return len(paragraph.rows) > 1
    if row.left - left > INDENT * row.size:
        # Set-in lines at one edge are paragraphs of a line each, or, past the second, verse or a quotation.
        return stopped and len(paragraph.rows) == 1 and _had_room(paragraph.rows[-1], row, frames)
    return broke_off


def _counts_on(paragraph: Paragraph, row: Row) -> bool:
    """Whether a row begins with the number after the one that the paragraph begins with: notes, items of a list."""
    one, two = (_ITEM.match(words) for words in (paragraph.rows[0][1].text, row.text))
    return one is not None and two is not None and int(two[1]) == int(one[1]) + 1


def _had_room(last: Placed, row: Row, frames: Frames) -> bool:
    """Whether the first word of `row`, with what is set right after it, would have stood on the line before, had that
    not ended of its own."""
    page, line = last
    glued = takewhile(lambda piece: not piece.spaced, row.pieces[1:])
    word = max([row.pieces[0], *glued], key=lambda piece: piece.right).right - row.left
    return line.right + 0.5 * line.size + word < frames[page, line.column][1]


def _began_before(paragraph: Paragraph, placed: Placed, frames: Frames) -> bool:
    """Whether the paragraph of a row began with the row before it: that one is set in like those before, but runs full
    and does not stop, and `row` stands back at the margin. Those before were headings, or paragraphs of a line."""
    (number, row), (page, last) = placed, paragraph.rows[-1]
    if page != number or len(paragraph.rows) == 1 or last.left - row.left <= INDENT * row.size:
        return False
    return not _STOPS.search(last.text) and not _had_room(paragraph.rows[-1], row, frames)


def _kind(paragraph: Paragraph, frames: Frames, usual: _Usual) -> tuple[BlockKind, int]:
    rows, text = paragraph.rows, paragraph.text
    size = max(row.size for _, row in rows)
    listed = sum(_LISTED.search(row.text) is not None for _, row in rows)
    if listed * 5 >= len(rows) * 3:
        return "contents", 0
    if size > GREAT_TYPE * usual.size and len(text) < 300:
        return "heading", 1 if size > 1.5 * usual.size else 2
    letters = [letter for letter in text if letter.isalpha()]
    if len(rows) < 3 and 2 < len(letters) < 80 and not any(map(str.islower, letters)):
        return "heading", 3
    if len(rows) > 1 and all(row.left - frames[number, row.column][0] > INDENT * usual.size for number, row in rows):
        return ("verse", 0) if _ragged(rows, frames) else ("quote", 1)
    return ("quote", 1) if len(rows) > 1 and size < SMALL_TYPE * usual.size else ("paragraph", 0)


def _ragged(rows: Sequence[Placed], frames: Frames) -> bool:
    """Lines that end early and begin with capitals."""
    short = 0
    for number, row in rows:
        left, right = frames[number, row.column]
        short += row.right < left + VERSE * (right - left)
    capitals = sum(_CAPITAL.match(row.text) is not None for _, row in rows)
    return short * 10 >= len(rows) * 8 and capitals * 10 >= len(rows) * 7
