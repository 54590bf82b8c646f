"""A quotation and its passage, one line over the other, word under word, with carets under what differs.

    quoted  The only           longing I still have
    source  The only political longing I still have
                     ^^^^^^^^^

Long stretches that agree are shortened to the words next to a difference; long omissions to their ends.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from quoth.model.finding import Alignment, EditKind

__all__ = ["Cell", "Line", "interlinear"]

BESIDE = 7  # words that agree shown on each side of a difference
WHOLE = 20  # agreeing words that are shown whole
HIDDEN = 5  # words shown at each end of a long omission

DIFFERS: frozenset[EditKind] = frozenset({"spelling", "slip", "replace", "insert", "omit", "move"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A word or a few, above and below; `op` as in EditOp."""

    quoted: str
    printed: str
    op: EditKind

    @property
    def width(self) -> int:
        return max(columns(self.quoted), columns(self.printed))

    @property
    def differs(self) -> bool:
        return self.op in DIFFERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Cells that fit into one line of the page."""

    cells: tuple[Cell, ...]


def columns(text: str) -> int:
    """How many columns `text` takes in a terminal."""
    return sum(
        2 if unicodedata.east_asian_width(letter) in "WF" else 0 if unicodedata.combining(letter) else 1
        for letter in text
    )


def interlinear(place: Alignment, text: str, width: int) -> tuple[Line, ...]:
    """Lines of at most `width` columns (a single wider cell stands alone). `text` is the manuscript's."""
    lines: list[Line] = []
    row: list[Cell] = []
    for cell in _passed_over(_cells(place, text)):
        if row and sum(c.width + 1 for c in row) + cell.width > width:
            lines.append(Line(cells=tuple(row)))
            row = []
        row.append(cell)
    return (*lines, Line(cells=tuple(row))) if row else tuple(lines)


def _cells(place: Alignment, text: str) -> list[Cell]:
    """A cell for each word, or for the words of one difference; a point goes with the word it stands at."""
    cells: list[Cell] = []
    goes_on = False  # the next letters belong to the last word
    for edit in place.edits:
        quoted, printed = edit.quotation.of(text), place.printed(edit)
        atoms = _atoms(quoted, printed, edit.op)
        if atoms and cells and goes_on and not _spaced(quoted[:1], printed[:1]):
            atoms[0] = _joined(cells.pop(), atoms[0])
        cells += atoms
        if quoted or printed:
            goes_on = not _spaced(quoted[-1:], printed[-1:])
    return cells


def _atoms(quoted: str, printed: str, op: EditKind) -> list[Cell]:
    above, below = quoted.split(), printed.split()
    if op in ("equal", "accidental") and len(above) == len(below):
        return [Cell(quoted=one, printed=other, op=op) for one, other in zip(above, below, strict=True)]
    return [Cell(quoted=_shortened(above), printed=_shortened(below), op=op)] if above or below else []


def _spaced(*letters: str) -> bool:
    return any(letter.isspace() for letter in letters)


def _joined(cell: Cell, other: Cell) -> Cell:
    op = other.op if other.differs or cell.op == "equal" else cell.op
    return Cell(quoted=cell.quoted + other.quoted, printed=cell.printed + other.printed, op=op)


def _passed_over(cells: list[Cell]) -> Iterator[Cell]:
    """The cells, but of many in a row that agree only those at the ends."""
    for differs, run in groupby(cells, key=lambda cell: cell.differs or cell.op in ("ellipsis", "bracket")):
        stretch = list(run)
        if differs or len(stretch) <= WHOLE:
            yield from stretch
        else:
            passed = f"[{len(stretch) - 2 * BESIDE} words]"
            yield from (*stretch[:BESIDE], Cell(quoted=passed, printed=passed, op="equal"), *stretch[-BESIDE:])


def _shortened(words: list[str]) -> str:
    if len(words) <= 2 * HIDDEN + 2:
        return " ".join(words)
    return f"{' '.join(words[:HIDDEN])} [{len(words) - 2 * HIDDEN} words] {' '.join(words[-HIDDEN:])}"
