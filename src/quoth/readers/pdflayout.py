"""From the rows of all pages to paragraphs: what stands at the edges is set apart, what was broken is joined again.

Judged by the whole file: the size of its type, the distance of its lines, what recurs at the edges of its pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from quoth.model.manuscript import BlockKind
from quoth.readers.folios import page_labels, printed_numbers, running_heads
from quoth.readers.pdfpage import HYPHEN, RAISED_SIZE, Piece, Row

__all__ = ["FootNote", "Paragraph", "Sheet", "call_label", "paragraphs", "take_apart"]

EDGE = 2  # rows at the head and at the foot of a page that may be no text
SMALL_TYPE = 0.93  # of the size of the text: notes are set smaller
GREAT_TYPE = 1.14  # headings are set greater
INDENT = 0.7  # of the size: set in further, a line begins a paragraph
APART = 1.3  # times the usual distance of lines
SHORT = 0.88  # of the measure: a line that ends before it has ended its paragraph, if it stops

_CALL = re.compile(r"(\d{1,4}|[*†‡§¶‖]{1,4})[.,;:]?")
_NOTE_HEAD = re.compile(r"(\d{1,3}|[*†‡§¶‖]{1,3})(?:[.)]\s|\s)\s*\S")
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

    `numbers` are what could be its printed number.
    """

    number: int
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
    """The usual `size` of the text, and `leading` from line to line, in points."""

    size: float
    leading: float


# -- pages -----------------------------------------------------------------------------------------------------------


def take_apart(pages: Sequence[Sequence[Row]]) -> list[Sheet]:
    """The pages, in order, without what stands at their edges, their notes set apart."""
    sheets = _without_margins(pages)
    usual = _usual([sheet.body for sheet in sheets])
    before: FootNote | None = None
    found = []
    for sheet in sheets:
        found.append(_with_notes(sheet, usual, before))
        before = found[-1].notes[-1] if found[-1].notes else None
    return found


def _without_margins(pages: Sequence[Sequence[Row]]) -> list[Sheet]:
    by_height = [sorted(rows, key=lambda row: -row.y) for rows in pages]
    tops = [rows[:EDGE] for rows in by_height]
    feet = [rows[max(EDGE, len(rows) - EDGE) :][::-1] for rows in by_height]
    numbers = [
        tuple(number for row in (*top, *foot) for number in printed_numbers(row.text.strip()))
        for top, foot in zip(tops, feet, strict=True)
    ]
    labels = page_labels(numbers)
    marginal = [[*above, *below] for above, below in zip(_marginal(tops, labels), _marginal(feet, labels), strict=True)]
    return [
        Sheet(
            number=number,
            numbers=numbers[number],
            marginal=tuple(marginal[number]),
            body=tuple(row for row in rows if not any(row is other for other in marginal[number])),
        )
        for number, rows in enumerate(pages)
    ]


def _marginal(edges: Sequence[Sequence[Row]], labels: Sequence[str | None]) -> list[list[Row]]:
    """The rows of one edge that are heads or folios, from the outermost inwards up to the first that is not."""
    heads = running_heads([[row.text for row in edge] for edge in edges])
    found: list[list[Row]] = []
    for edge, are_heads, label in zip(edges, heads, labels, strict=True):
        inner = next(
            (at for at, row in enumerate(edge) if not (are_heads[at] or _is_folio(row.text, label))), len(edge)
        )
        found.append(list(edge[:inner]))
    return found


def _is_folio(text: str, label: str | None) -> bool:
    return label is not None and len(text) < 30 and any(n.lower() == label for n in printed_numbers(text.strip()))


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


def paragraphs(sheets: Sequence[Sheet]) -> list[Paragraph]:
    """The text of all pages, in paragraphs that run on over lines, columns and pages."""
    usual = _usual([sheet.body for sheet in sheets])
    found: list[Paragraph] = []
    for sheet in sheets:
        edges = _edges(sheet.body)
        for row in sheet.body:
            if not found or _begins(found[-1], sheet.number, row, edges, usual):
                begun = [found[-1].rows.pop()] if found and _began_before(found[-1], sheet.number, row, edges) else []
                found.append(Paragraph(rows=begun))
            found[-1].rows.append((sheet.number, row))
    frames = {sheet.number: _edges(sheet.body) for sheet in sheets}
    for paragraph in found:
        paragraph.kind, paragraph.level = _kind(paragraph, frames, usual)
    return found


Edges = dict[int, tuple[float, float]]  # by column: where most lines begin, and where full ones end


def _edges(body: Sequence[Row]) -> Edges:
    edges = {}
    for column in {row.column for row in body}:
        rows = [row for row in body if row.column == column]
        starts = Counter(round(row.left) for row in rows)
        most = starts.most_common(1)[0][1]
        # Of two frequent edges the left one is the margin, the other the indent.
        left = min(start for start, times in starts.items() if times * 3 >= most)
        ends = sorted(row.right for row in rows)
        edges[column] = (float(left), ends[len(ends) * 9 // 10])
    return edges


def _begins(paragraph: Paragraph, number: int, row: Row, edges: Edges, usual: _Usual) -> bool:
    """Whether `row` begins a new paragraph after the one so far."""
    at, last = paragraph.rows[-1]
    if abs(row.size - last.size) > 0.12 * usual.size:
        return True
    left, right = edges[row.column]
    if at != number or row.column != last.column or row.y > last.y:
        return _begins_page(last, row, left, right)
    if last.y - row.y > APART * usual.leading:
        return True
    step = row.left - last.left
    full = last.right - left > SHORT * (right - left)
    stopped = _STOPS.search(last.text) is not None
    if step > INDENT * row.size:  # an indent; after one full line that goes on, the second line of a hanging one
        return stopped or not full or len(paragraph.rows) > 1
    if step < -INDENT * row.size:  # back to the margin: after its first line, or where a set-in passage ends
        return len(paragraph.rows) > 1
    if not stopped or full or not _CAPITAL.match(row.text):
        return False
    return not _is_set_in(paragraph, row, left)


def _began_before(paragraph: Paragraph, number: int, row: Row, edges: Edges) -> bool:
    """Whether the paragraph of `row` began with the row before it: that one is set in like those before, but runs full
    and does not stop, and `row` stands back at the margin. Those before were headings, or paragraphs of a line."""
    at, last = paragraph.rows[-1]
    left, right = edges[row.column]
    full = last.right - left > SHORT * (right - left) and not _STOPS.search(last.text)
    return at == number and len(paragraph.rows) > 1 and full and last.left - row.left > INDENT * row.size


def _is_set_in(paragraph: Paragraph, row: Row, left: float) -> bool:
    """Lines set in at one edge are verse, or a quotation, in which a short line proves nothing."""
    lines = [line for _, line in paragraph.rows[-2:]]
    return len(lines) > 1 and row.left - left > INDENT * row.size and all(abs(row.left - x.left) < 2 for x in lines)


def _begins_page(last: Row, row: Row, left: float, right: float) -> bool:
    if last.text.endswith((HYPHEN, "-")):
        return False
    stopped = _STOPS.search(last.text) is not None
    if row.left - left > INDENT * row.size:
        return stopped
    return stopped and last.right - last.left < SHORT * (right - left) and _CAPITAL.match(row.text) is not None


def _kind(paragraph: Paragraph, frames: dict[int, Edges], usual: _Usual) -> tuple[BlockKind, int]:
    rows, text = paragraph.rows, paragraph.text
    size = max(row.size for _, row in rows)
    if size > GREAT_TYPE * usual.size and len(text) < 300:
        return "heading", 1 if size > 1.5 * usual.size else 2
    letters = [letter for letter in text if letter.isalpha()]
    if len(rows) < 3 and 2 < len(letters) < 80 and not any(map(str.islower, letters)):
        return "heading", 3
    insets = [row.left - frames[number][row.column][0] for number, row in rows]
    if len(rows) > 1 and min(insets) > INDENT * usual.size:
        return ("verse", 0) if _ragged(rows, frames) else ("quote", 1)
    return ("quote", 1) if len(rows) > 1 and size < SMALL_TYPE * usual.size else ("paragraph", 0)


def _ragged(rows: Sequence[Placed], frames: dict[int, Edges]) -> bool:
    """Lines that end early and begin with capitals."""
    short = sum(
        row.right < frames[n][row.column][0] + 0.8 * (frames[n][row.column][1] - frames[n][row.column][0])
        for n, row in rows
    )
    capitals = sum(_CAPITAL.match(row.text) is not None for _, row in rows)
    return short * 10 >= len(rows) * 8 and capitals * 10 >= len(rows) * 7
