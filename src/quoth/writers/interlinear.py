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

from quoth.model.finding import Alignment, EditKind, EditOp

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
    for cell in _cells(place, text):
        if row and sum(c.width + 1 for c in row) + cell.width > width:
            lines.append(Line(cells=tuple(row)))
            row = []
        row.append(cell)
    return (*lines, Line(cells=tuple(row))) if row else tuple(lines)


def _cells(place: Alignment, text: str) -> Iterator[Cell]:
    edits = place.edits
    for at, edit in enumerate(edits):
        quoted, printed = edit.quotation.of(text).split(), place.printed(edit).split()
        if edit.op in ("equal", "accidental") and len(quoted) == len(printed):
            yield from _agreeing(quoted, printed, edit, first=at == 0, last=at == len(edits) - 1)
        elif quoted or printed:
            yield Cell(quoted=_shortened(quoted), printed=_shortened(printed), op=edit.op)


def _agreeing(quoted: list[str], printed: list[str], edit: EditOp, *, first: bool, last: bool) -> Iterator[Cell]:
    """Word by word; in the middle of a long stretch a mark of how many were passed over."""
    count = len(quoted)
    head, tail = (0 if first and count > WHOLE else BESIDE), (0 if last and count > WHOLE else BESIDE)
    keep_all = count <= WHOLE
    if first and last and not keep_all:
        head, tail = BESIDE, BESIDE
    for at in range(count):
        if keep_all or at < head or at >= count - tail:
            yield Cell(quoted=quoted[at], printed=printed[at], op=edit.op)
        elif at == head:
            passed = f"[{count - head - tail} words]"
            yield Cell(quoted=passed, printed=passed, op="equal")


def _shortened(words: list[str]) -> str:
    if len(words) <= 2 * HIDDEN + 2:
        return " ".join(words)
    return f"{' '.join(words[:HIDDEN])} [{len(words) - 2 * HIDDEN} words] {' '.join(words[-HIDDEN:])}"
