"""A quotation and its passage, one line over the other, word under word, with carets under what differs.

    quoted  The only           longing I still have
    source  The only political longing I still have
                     ^^^^^^^^^

Long stretches that agree are shortened to the words next to a difference; long omissions to their ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from quoth.model.finding import Alignment, EditKind
from quoth.writers.columns import columns

__all__ = ["Cell", "Line", "interlinear"]

BESIDE = 7  # words that agree shown on each side of a difference
WHOLE = 20  # agreeing words that are shown whole
HIDDEN = 5  # words shown at each end of a long omission

DIFFERS: frozenset[EditKind] = frozenset({"spelling", "slip", "replace", "insert", "omit", "move"})


class Cell(NamedTuple):
    """A word or a few, above and below; `op` as in EditOp. There is one for each word, and tuples are made fast."""

    quoted: str
    printed: str
    op: EditKind

    @property
    def width(self) -> int:
        quoted = columns(self.quoted)
        return quoted if self.quoted == self.printed else max(quoted, columns(self.printed))

    @property
    def differs(self) -> bool:
        return self.op in DIFFERS


class Line(NamedTuple):
    """Cells that fit into one line of the page."""

    cells: tuple[Cell, ...]


def interlinear(place: Alignment, text: str, width: int) -> tuple[Line, ...]:
    """Lines of at most `width` columns (a single wider word stands alone). `text` is the manuscript's."""
    lines: list[Line] = []
    row: list[Cell] = []
    filled = 0  # columns of the row, with a blank behind each cell
    for cell in _passed_over(_cells(place, text, width)):
        room = cell.width
        if row and filled + room > width:
            lines.append(Line(cells=tuple(row)))
            row, filled = [], 0
        row.append(cell)
        filled += room + 1
    return (*lines, Line(cells=tuple(row))) if row else tuple(lines)


def _cells(place: Alignment, text: str, width: int) -> list[Cell]:
    """A cell for each word, or for the words of one difference; a point goes with the word it stands at."""
    cells: list[Cell] = []
    above = below = " "  # the letters before, in either text
    for edit in place.edits:
        quoted, printed = edit.quotation.of(text), place.printed(edit)
        atoms = _atoms(quoted, printed, edit.op, width)
        if atoms and cells and (_touch(above, quoted) or _touch(below, printed)):
            atoms[0] = _gone_on(cells, atoms[0], above=_touch(above, quoted), below=_touch(below, printed))
        cells += atoms
        above, below = quoted[-1:] or above, printed[-1:] or below
    return cells


def _touch(before: str, letters: str) -> bool:
    """Whether `letters` go on with the word that the letter before them ends."""
    return bool(letters) and not before.isspace() and not letters[0].isspace()


def _atoms(quoted: str, printed: str, op: EditKind, width: int) -> list[Cell]:
    above, below = quoted.split(), printed.split()
    if op in ("equal", "accidental") and len(above) == len(below):
        return [Cell(quoted=one, printed=other, op=op) for one, other in zip(above, below, strict=True)]
    return [Cell(quoted=_shortened(above, width), printed=_shortened(below, width), op=op)] if above or below else []


def _gone_on(cells: list[Cell], cell: Cell, *, above: bool, below: bool) -> Cell:
    """`cell` and the cells it goes on with, which leave the list: it touches the last letter above, or below."""
    last = cells.pop()
    while (above and not last.quoted) or (below and not last.printed):
        last = _joined(cells.pop(), last)
    return _joined(last, cell, above="" if above else " ", below="" if below else " ")


def _joined(cell: Cell, other: Cell, *, above: str = " ", below: str = " ") -> Cell:
    """One cell of two, with what stands between their words where both have some."""
    op = other.op if other.differs or cell.op == "equal" else cell.op
    quoted = above.join(filter(None, (cell.quoted, other.quoted)))
    return Cell(quoted=quoted, printed=below.join(filter(None, (cell.printed, other.printed))), op=op)


def _passed_over(cells: list[Cell]) -> Iterator[Cell]:
    """The cells, but of many in a row that agree only those at the ends."""
    for differs, run in groupby(cells, key=lambda cell: cell.differs or cell.op in ("ellipsis", "bracket")):
        stretch = list(run)
        if differs or len(stretch) <= WHOLE:
            yield from stretch
        else:
            passed = f"[{len(stretch) - 2 * BESIDE} words]"
            yield from (*stretch[:BESIDE], Cell(quoted=passed, printed=passed, op="equal"), *stretch[-BESIDE:])


def _shortened(words: list[str], width: int) -> str:
    """The words of one side of a difference; of many, or of more than `width` columns, those at the ends."""
    whole = " ".join(words)
    if len(words) <= 2 * HIDDEN + 2 and columns(whole) <= width:
        return whole
    for ends in range(min(HIDDEN, (len(words) - 1) // 2), 0, -1):
        shown = f"{' '.join(words[:ends])} [{len(words) - 2 * ends} words] {' '.join(words[-ends:])}"
        if columns(shown) <= width:
            return shown
    return whole
