"""Edit operations: a layout of words told in spans of both texts, for the eye and for the judge.

A layout becomes *cells*: stretches of words on both sides with what sets them apart. Cells become operations that
tile both spans. What stands between two words goes with the step that has words on one side only (an
omission takes the space before its first word, an ellipsis the dots); between two words that both sides have, it is a
step of its own, equal or accidental.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from quoth.engine.align import Step
from quoth.engine.damage import Form, Lexicon, runs_on
from quoth.engine.ends import FACING, faced
from quoth.engine.ground import Ground
from quoth.engine.sought import Mark, Sought
from quoth.engine.words import difference
from quoth.fold import folded
from quoth.model.finding import EditKind, EditOp
from quoth.model.text import Letters, Span

__all__ = ["Told", "tell"]

PART = 4  # words in a row that nobody writes twice by chance, a few pages apart
AROUND = 3000  # words on either side of a passage: some ten pages of print in which a part of it may stand
NEARLY = 0.8  # share of such words that must stand there

_STANDING = ("equal", "accidental", "spelling", "slip", "move")  # kinds whose words the passage has


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The operations, the passage they cover, and the share of the quotation's words that stand in it."""

    edits: tuple[EditOp, ...]
    passage: Span
    matched: float


class _Cell(NamedTuple):
    """Words `quotation` of the quotation against words `passage` of the segment; `marks` of the author among them.
    `aside`: which aside of the ground it is, None if it is none."""

    op: EditKind
    quotation: tuple[int, int]
    passage: tuple[int, int]
    weight: float = 0.0
    marks: tuple[Mark, ...] = ()
    aside: int | None = None

    @property
    def words(self) -> int:
        return self.quotation[1] - self.quotation[0]

    @property
    def printed(self) -> int:
        return self.passage[1] - self.passage[0]


def tell(sought: Sought, steps: Sequence[Step], ground: Ground, lexicon: Lexicon, swap: int) -> Told:
    """The operations of a layout. `lexicon` is what is known of words; `swap` the words over which
    a group of words may have moved."""
    cells = _cells(sought, faced(steps, sought, ground), ground, lexicon)
    cells = _harmed_too(cells, sought, ground, lexicon)
    cells = _moved(_merged(cells), sought, ground, swap)
    cells = _opened_elsewhere(cells, sought, ground)
    cells = [cell._replace(op="move") if _stands_elsewhere(cell, cells, sought, ground) else cell for cell in cells]
    first, last = _ends(cells)
    passage = Span(start=ground.span(first)[0], stop=ground.span(last - 1)[1])
    standing = sum(cell.words for cell in cells if cell.op in _STANDING or (cell.op == "bracket" and cell.printed))
    return Told(edits=_tiled(sought, cells, ground, passage), passage=passage, matched=standing / max(1, len(sought)))


def _ends(cells: Sequence[_Cell]) -> tuple[int, int]:
    return cells[0].passage[0], cells[-1].passage[1]


# -- cells -----------------------------------------------------------------------------------------------------------


def _cells(sought: Sought, steps: Sequence[Step], ground: Ground, lexicon: Lexicon) -> list[_Cell]:
    cells: list[_Cell] = []
    told = 0  # marks already in a cell
    for step in steps:
        due = tuple(mark for mark in sought.marks[told:] if mark.before <= step.quotation[0])
        told += len(due)
        at, here = step.quotation[0], step.passage[0]
        if due and step.kind != "omit":
            cells.append(_marked(due, (at, at), (here, here)))
        if step.kind == "same" and step.quotation[1] - at == step.passage[1] - here:
            cells += _one_for_one(sought, step, ground)
        elif step.kind == "other":
            cells += _told_apart(sought, step, ground, lexicon)
        elif step.kind != "omit":
            cells.append(_cell(sought, step, ground, lexicon))
        elif due:
            cells.append(_marked(due, (at, at), step.passage))
        else:
            cells += _left_out(step, ground)
    rest = sought.marks[told:]
    if rest:
        stop, end = steps[-1].quotation[1], steps[-1].passage[1]
        cells.append(_marked(rest, (stop, stop), (end, end)))
    return cells


def _one_for_one(sought: Sought, step: Step, ground: Ground) -> Iterator[_Cell]:
    """The same words on both sides: stretches of them that have the same letters, and each other word by itself."""
    ahead = step.passage[0] - step.quotation[0]
    stretches = _stretches(sought, step, ground)
    for (one, op), (two, _) in pairwise([*stretches, (step.quotation[1], "equal")]):
        weight = 0.5 if op in ("spelling", "bracket") else 0.0
        yield _Cell(op=op, quotation=(one, two), passage=(one + ahead, two + ahead), weight=weight)


def _stretches(sought: Sought, step: Step, ground: Ground) -> list[tuple[int, EditKind]]:
    """The words with which such a stretch begins, and what it is."""
    (start, stop), emended = step.quotation, sought.emended
    printed = _printed(ground, step.passage)
    if _quoted(sought, step.quotation) == printed and emended.isdisjoint(range(start, stop)):
        return [(start, "equal")]
    begins, ends = ground.spans(*step.passage)
    text, origin = sought.text, begins[0]
    stretches: list[tuple[int, EditKind]] = []
    goes_on, since, before = False, 0, 0  # since, before: where the word before ends on each side
    for word, begin, end in zip(range(start, stop), begins, ends, strict=True):
        here, there = sought.starts[word], sought.stops[word]
        quoted, shown = text[here:there], printed[begin - origin : end - origin]
        same = quoted == shown and word not in emended
        if not (same and goes_on and text[since:here] == printed[before - origin : begin - origin]):
            stretches.append((word, "bracket" if word in emended else _dressed(quoted, shown)))
        goes_on, since, before = same, there, end
    return stretches


def _dressed(quoted: str, printed: str) -> EditKind:
    """What sets the same folded words apart."""
    if quoted == printed:
        return "equal"
    return "spelling" if ("&" in quoted) != ("&" in printed) else "accidental"


def _told_apart(sought: Sought, step: Step, ground: Ground, lexicon: Lexicon) -> list[_Cell]:
    """Words against more words or fewer: the first or the last of them may be a word and its damage, before or behind
    the mark of a note."""
    (start, stop), (here, there) = step.quotation, step.passage
    if start == stop or here == there:
        return _one_sided(sought, step, ground, lexicon)
    first = Step("other", (start, start + 1), (here, here + 1))
    last = Step("other", (stop - 1, stop), (there - 1, there))
    if stop - start != there - here and _compared(sought, last, ground, lexicon) != "replace":
        rest = Step("other", (start, stop - 1), (here, there - 1))
        return [*_told_apart(sought, rest, ground, lexicon), _cell(sought, last, ground, lexicon)]
    if stop - start != there - here and _compared(sought, first, ground, lexicon) != "replace":
        rest = Step("other", (start + 1, stop), (here + 1, there))
        return [_cell(sought, first, ground, lexicon), *_told_apart(sought, rest, ground, lexicon)]
    return [_cell(sought, step, ground, lexicon)]


def _one_sided(sought: Sought, step: Step, ground: Ground, lexicon: Lexicon) -> list[_Cell]:
    if step.passage[0] == step.passage[1]:
        return [_cell(sought, step._replace(kind="insert"), ground, lexicon)]
    return _left_out(step._replace(kind="omit"), ground)


def _left_out(step: Step, ground: Ground) -> list[_Cell]:
    """What an omission leaves out of the text that runs there, and what only interrupts it."""
    cells: list[_Cell] = []
    start, stop = step.passage
    for number in ground.asides.within(start, stop):
        begin, end = int(ground.asides.begins[number]), int(ground.asides.ends[number])
        cells += [_omitted(step, start, begin)] if start < begin else []
        cells.append(_Cell(op="accidental", quotation=step.quotation, passage=(begin, end), aside=number))
        start = end
    return [*cells, _omitted(step, start, stop)] if start < stop else cells


def _omitted(step: Step, start: int, stop: int) -> _Cell:
    return _Cell(op="omit", quotation=step.quotation, passage=(start, stop), weight=stop - start)


def _marked(marks: tuple[Mark, ...], quotation: tuple[int, int], passage: tuple[int, int]) -> _Cell:
    op: EditKind = "ellipsis" if any(mark.ellipsis for mark in marks) else "bracket"
    return _Cell(op=op, quotation=quotation, passage=passage, weight=passage[1] - passage[0], marks=marks)


def _cell(sought: Sought, step: Step, ground: Ground, lexicon: Lexicon) -> _Cell:
    words, printed = step.quotation[1] - step.quotation[0], step.passage[1] - step.passage[0]
    if step.kind == "insert":
        return _Cell(op="insert", quotation=step.quotation, passage=step.passage, weight=words)
    op = _compared(sought, step, ground, lexicon)
    weight = {"equal": 0.0, "accidental": 0.0, "replace": float(max(words, printed))}.get(op, 0.5)
    return _Cell(op=op, quotation=step.quotation, passage=step.passage, weight=weight)


def _harmed_too(cells: list[_Cell], sought: Sought, ground: Ground, lexicon: Lexicon) -> list[_Cell]:
    """Where one word of a passage is damaged for certain, a name that stands nowhere else may be, too."""
    if not any(cell.op == "slip" for cell in cells):
        return cells
    looked = []
    for cell in cells:
        if cell.op == "replace" and cell.words == cell.printed == 1:
            step = Step("other", cell.quotation, cell.passage)
            op = _compared(sought, step, ground, lexicon, beside=True)
            cell = cell if op == "replace" else cell._replace(op=op, weight=0.5)  # noqa: PLW2901
        looked.append(cell)
    return looked


def _compared(sought: Sought, step: Step, ground: Ground, lexicon: Lexicon, *, beside: bool = False) -> EditKind:
    """The kind of a step that has words on both sides. `beside`: a word beside these is damaged."""
    quoted, printed = _quoted(sought, step.quotation), _printed(ground, step.passage)
    if not sought.emended.isdisjoint(range(*step.quotation)):
        return "bracket"
    if step.kind == "same" or quoted == printed:
        return _dressed(quoted, printed)
    letters = "".join(sought.letters[slice(*step.quotation)])
    form = Form(folded(printed), printed)
    kind = difference(letters, form.word, (quoted, printed), lexicon, beside=beside)
    return "slip" if kind == "replace" and _runs_on(letters, form, step, sought, lexicon) else kind


def _runs_on(quoted: str, printed: Form, step: Step, sought: Sought, lexicon: Lexicon) -> bool:
    (start, stop), (first, last) = step.quotation, step.passage
    alone = stop - start == last - first == 1
    behind = stop == len(sought) and runs_on(quoted, printed, lexicon, behind=True)
    return alone and (behind or (start == 0 and runs_on(quoted, printed, lexicon, behind=False)))


def _quoted(sought: Sought, words: tuple[int, int]) -> str:
    return sought.text[sought.starts[words[0]] : sought.stops[words[1] - 1]]


def _printed(ground: Ground, words: tuple[int, int]) -> str:
    return ground.text[ground.span(words[0])[0] : ground.span(words[1] - 1)[1]]


_OTHER = ("replace", "insert", "omit")


def _merged(cells: Sequence[_Cell]) -> list[_Cell]:
    """Neighbours that are other words, inserted or omitted, as one."""
    merged: list[_Cell] = []
    for cell in cells:
        if merged and cell.op in _OTHER and merged[-1].op in _OTHER:
            cell = _together("replace", merged.pop(), cell)  # noqa: PLW2901
        merged.append(cell)
    return merged


def _together(op: EditKind, first: _Cell, last: _Cell) -> _Cell:
    quotation, passage = (first.quotation[0], last.quotation[1]), (first.passage[0], last.passage[1])
    words, printed = quotation[1] - quotation[0], passage[1] - passage[0]
    if op == "replace":
        op = "omit" if not words else "insert" if not printed else "replace"
    return _Cell(op=op, quotation=quotation, passage=passage, weight=max(words, printed))


def _moved(cells: Sequence[_Cell], sought: Sought, ground: Ground, swap: int) -> list[_Cell]:
    """Words that the quotation has a little before or after their place, as one move with all between."""
    kept: list[_Cell] = []
    for cell in cells:
        start = _moved_from(kept, cell, sought, ground, swap)
        if start is None:
            kept.append(cell)
            continue
        whole = _together("move", kept[start], cell) if start < len(kept) else cell._replace(op="move")
        kept[start:] = [whole._replace(weight=float(max(cell.words, cell.printed)))]
    return kept


def _moved_from(before: Sequence[_Cell], cell: _Cell, sought: Sought, ground: Ground, swap: int) -> int | None:
    """Which of the cells before has the words that this one lacks, or lacks those that it has; the number of cells
    before where this one has all of them itself, in another order."""
    if cell.op == "replace":
        return len(before) if sorted(_words(sought, cell)) == sorted(_there(ground, cell)) else None
    if cell.op not in ("insert", "omit"):
        return None
    room = swap
    for index in range(len(before) - 1, -1, -1):
        other = before[index]
        if {other.op, cell.op} == {"insert", "omit"}:
            inserted, omitted = (other, cell) if other.op == "insert" else (cell, other)
            return index if _without_and(_words(sought, inserted)) == _without_and(_there(ground, omitted)) else None
        room -= other.words
        if room < 0 or other.op not in _STANDING:
            return None
    return None


def _without_and(words: Sequence[str]) -> list[str]:
    """What moves in a list ("firm, and courageous, and honest") may leave an "and" behind, or bring one."""
    return [word for word in words if word not in ("and", "und", "et", "e", "y")] or list(words)


def _opened_elsewhere(cells: list[_Cell], sought: Sought, ground: Ground) -> list[_Cell]:
    """A part at the beginning that stands elsewhere to its end: its last words are not held against those that happen
    to stand before the next part, one of which they may share."""
    for last in (3, 1):
        if len(cells) <= last + 1 or (cells[0].op, cells[last].op) != ("insert", "replace"):
            continue
        words, here = cells[last].quotation[1], cells[last].passage[1]
        whole = _Cell(op="insert", quotation=(0, words), passage=(here, here), weight=words)
        rest = [whole, *cells[last + 1 :]]
        if all(cell.words <= FACING for cell in cells[1 : last + 1]) and _stands_elsewhere(whole, rest, sought, ground):
            return rest
    return cells


def _stands_elsewhere(cell: _Cell, cells: Sequence[_Cell], sought: Sought, ground: Ground) -> bool:
    """Whether words that the passage has not stand near it in the witness, in a row and nearly all: parts between
    dots, given in an order of the author's own."""
    if cell.op != "insert" or cell.words < PART:
        return False
    first, last = _ends(cells)
    begin, end = max(ground.start, first - AROUND), min(ground.stop, last + AROUND)
    there = ground.stacks.at(begin, end).copy()
    for other in cells:
        if other.op in _STANDING:
            there[other.passage[0] - begin : other.passage[1] - begin] = 0  # the quotation has had these
    rows = len(there) - cell.words + 1
    wanted = sought.hashes[slice(*cell.quotation)]
    same = sum((there[at : at + rows] == word).astype(np.int32) for at, word in enumerate(wanted)) if rows > 0 else 0
    return bool(np.max(same) >= max(PART, NEARLY * cell.words))


def _words(sought: Sought, cell: _Cell) -> list[str]:
    return list(sought.letters[slice(*cell.quotation)])


def _there(ground: Ground, cell: _Cell) -> list[str]:
    return ground.letters(*cell.passage)


# -- spans -----------------------------------------------------------------------------------------------------------


def _tiled(sought: Sought, cells: Sequence[_Cell], ground: Ground, passage: Span) -> tuple[EditOp, ...]:
    """The cells as operations that touch, from the first letter of both spans to the last."""
    tiles = _Tiles(sought.text, ground.text, sought.span.start, passage.start)
    for cell in cells:
        start, stop = _span_quoted(sought, cell, tiles.quotation)
        first, last = _span_printed(ground, cell, tiles.passage)
        if cell.words and cell.printed:
            tiles.between(start, first)
        tiles.lay(cell.op, stop, last, cell.weight)
    tiles.between(sought.span.stop, passage.stop)
    return tiles.edits()


def _span_quoted(sought: Sought, cell: _Cell, at: int) -> tuple[int, int]:
    if cell.marks:
        return at, max(at, *(mark.span.stop for mark in cell.marks))
    if not cell.words:
        return at, at
    return sought.starts[cell.quotation[0]], sought.stops[cell.quotation[1] - 1]


def _span_printed(ground: Ground, cell: _Cell, at: int) -> tuple[int, int]:
    if cell.aside is not None:
        return at, int(ground.asides.letters[cell.aside])
    return (ground.span(cell.passage[0])[0], ground.span(cell.passage[1] - 1)[1]) if cell.printed else (at, at)


class _Tiles:
    """Operations laid one after the other."""

    def __init__(self, quoted: str, printed: Letters, quotation: int, passage: int) -> None:
        self.quoted, self.printed = quoted, printed
        self.quotation, self.passage = quotation, passage
        self._laid: list[tuple[EditKind, int, int, float]] = [("equal", quotation, passage, 0.0)]  # each to where

    def between(self, quotation: int, passage: int) -> None:
        """What stands between two words that both sides have."""
        if quotation > self.quotation or passage > self.passage:
            same = self.quoted[self.quotation : quotation] == self.printed[self.passage : passage]
            self.lay("equal" if same else "accidental", quotation, passage, 0.0)

    def lay(self, op: EditKind, quotation: int, passage: int, weight: float) -> None:
        """Operation `op` up to these two offsets."""
        if op == "equal" == self._laid[-1][0] and len(self._laid) > 1:
            self._laid.pop()
        self._laid.append((op, quotation, passage, weight))
        self.quotation, self.passage = quotation, passage

    def edits(self) -> tuple[EditOp, ...]:
        return tuple(
            EditOp(
                op=op,
                quotation=Span(start=start, stop=quotation),
                passage=Span(start=first, stop=passage),
                weight=weight,
            )
            for (_, start, first, _), (op, quotation, passage, weight) in pairwise(self._laid)
        )
