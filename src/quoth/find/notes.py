"""Notes whose marks were flattened into the text: `voiceless.3`, `dizziness..” 1`, `word[12]`, `word¹²`, `word*`.

No expression can tell a note mark from a year, a page or an age. What tells is that the numbers of a list of notes
are met again, in the same order, in the text before the list. So every number that stands where a mark could stand
is a call with a weight (how much it looks like a mark), and the heaviest rising chain of pairs (call,
entry of a list) is what the author meant: a longest common subsequence, weighted, in which restarting numbers,
numbers missing or given twice, and stray numbers need no rule of their own. A list that the text does not answer is
no list of notes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from quoth.find.calls import Call, possible_calls
from quoth.find.lists import NOTE_HEADINGS, Entry, note_lists
from quoth.model.manuscript import Block, BlockKind, Manuscript, Note
from quoth.model.text import Span

__all__ = ["find_notes"]

ANSWERED = 0.5  # share of a list's entries that must find a mark
CLEAR = 0.45  # mean weight of the marks of a list that has no heading to show for it
ALONE = 0.8  # weight of the mark of a note that stands alone


def find_notes(manuscript: Manuscript) -> Manuscript:
    """The manuscript with its flattened notes added, and the blocks of their lists re-kinded "note".

    Notes that a reader found stay as they are. A note whose mark was not found has no anchors. Without a list that
    the text answers there are no flattened notes.
    """
    calls = list(possible_calls(manuscript))
    if not calls:
        return manuscript
    places: dict[int, list[int]] = {}
    for call in calls:
        if call.label.isdecimal():
            places.setdefault(int(call.label), []).append(call.span.start)
    lists = note_lists(manuscript, places)
    in_lists = {entry.block for notes in lists if len(notes) > 1 for entry in notes}
    starts = [block.span.start for block in manuscript.blocks]
    called = [c for c in calls if bisect_left(starts, c.span.start + 1) - 1 not in in_lists]
    pairs = _heaviest_chain(called, lists)
    believed: list[list[Entry]] = []
    for notes in lists:
        due = believed[-1][-1].number + 1 if believed else 1
        if _believed(manuscript, notes, pairs, called, due=due):
            believed.append(notes)
    return _with_notes(manuscript, believed, pairs, called) if believed else manuscript


# -- marks and entries ---------------------------------------------------------------------------------------------


def _heaviest_chain(calls: Sequence[Call], lists: Sequence[Sequence[Entry]]) -> dict[int, int]:
    """Entry's start → index of its call: both in order of the text, every mark before the list that answers.

    Hunt and Szymanski's way to the longest common subsequence, with weights: the best chain that ends before a
    call is kept in a tree of prefix maxima.
    """
    by_label: dict[str, list[int]] = {}
    for i, call in enumerate(calls):
        by_label.setdefault(call.label, []).append(i)
    best = _PrefixMaxima(len(calls))
    links: list[tuple[int, int, int]] = []  # entry's start, call, the link before it (-1: none)
    for notes in lists:
        for entry in notes:
            fresh = []
            for i in by_label.get(_label(entry), ()):
                if calls[i].span.start >= notes[0].start:
                    break
                weight, before = best.below(i)
                # A longer list is the likelier one; among equals the first mark is taken.
                weight += calls[i].weight * (1.0 if len(notes) > 1 else 0.7)
                fresh.append((i, weight, len(links)))
                links.append((entry.start, i, before))
            for i, weight, link in fresh:
                best.put(i, weight, link)
    _, link = best.below(len(calls))
    pairs: dict[int, int] = {}
    while link >= 0:
        entry_start, i, link = links[link]
        pairs[entry_start] = i
    return pairs


def _label(entry: Entry) -> str:
    return str(entry.number) if entry.number else entry.label


class _PrefixMaxima:
    """The heaviest chain that ends at any call below a given one (a Fenwick tree)."""

    def __init__(self, size: int) -> None:
        self._best = [(0.0, -1)] * (size + 1)

    def below(self, index: int) -> tuple[float, int]:
        best = (0.0, -1)
        while index > 0:
            if self._best[index][0] >= best[0]:
                best = self._best[index]
            index &= index - 1
        return best

    def put(self, index: int, weight: float, link: int) -> None:
        index += 1
        while index < len(self._best):
            if weight > self._best[index][0]:
                self._best[index] = (weight, link)
            index += index & -index


def _believed(
    manuscript: Manuscript, notes: Sequence[Entry], pairs: dict[int, int], calls: Sequence[Call], *, due: int
) -> bool:
    """A list of notes is one that the text answers: half of its entries, by marks that look like marks. A note that
    stands alone is the first of its page or the one that is `due`."""
    weights = [calls[pairs[entry.start]].weight for entry in notes if entry.start in pairs]
    if not weights or len(weights) < ANSWERED * len(notes):
        return False
    if _headed(manuscript, notes[0]):
        return True
    if len(notes) > 1:
        return sum(weights) >= CLEAR * len(weights)
    return weights[0] >= ALONE and notes[0].number in {0, 1, due}


def _called_again(
    lists: Sequence[Sequence[Entry]], pairs: dict[int, int], calls: Sequence[Call]
) -> dict[int, list[Span]]:
    """Entry's start → further marks in brackets of the same number, between its first mark and its list."""
    again: dict[int, list[Span]] = {}
    taken = set(pairs.values())
    for notes in lists:
        called = [pairs[entry.start] for entry in notes if entry.start in pairs]
        if 2 * sum(calls[i].boxed for i in called) <= len(called):
            continue
        by_label = {_label(entry): entry.start for entry in notes if entry.start in pairs}
        for i in range(called[0], len(calls)):
            start = by_label.get(calls[i].label)
            if calls[i].span.start >= notes[0].start:
                break
            if start is not None and calls[i].boxed and i not in taken and i > pairs[start]:
                again.setdefault(start, []).append(calls[i].span)
    return again


def _headed(manuscript: Manuscript, entry: Entry) -> bool:
    block = manuscript.blocks[entry.block].span
    before = manuscript.text[block.start : entry.start].strip()
    if not before and entry.block:
        before = manuscript.blocks[entry.block - 1].span.of(manuscript.text).strip()
    return NOTE_HEADINGS.fullmatch(before.rstrip(":.")) is not None


# -- the manuscript with its notes ---------------------------------------------------------------------------------


def _with_notes(
    manuscript: Manuscript,
    lists: Sequence[Sequence[Entry]],
    pairs: dict[int, int],
    calls: Sequence[Call],
) -> Manuscript:
    notes: list[Note] = []
    pieces: dict[int, list[int]] = {}  # block → where its entries begin
    again = _called_again(lists, pairs, calls)
    section = max((note.section + 1 for note in manuscript.notes), default=0)
    before = 0
    for entries in lists:
        for place, entry in enumerate(entries):
            section += entry.number < before
            before = entry.number
            follower = entries[place + 1] if place + 1 < len(entries) else None
            body, blocks = _body(manuscript, entry, follower)
            pieces.setdefault(entry.block, []).append(entry.start)
            for block in blocks:
                pieces.setdefault(block, [])
            anchors = (calls[pairs[entry.start]].span, *again.get(entry.start, ())) if entry.start in pairs else ()
            number = len(manuscript.notes) + len(notes) + 1
            notes.append(
                Note(id=f"n{number}", label=entry.label, kind="flattened", span=body, anchors=anchors, section=section)
            )
    return replace(manuscript, notes=(*manuscript.notes, *notes), blocks=tuple(_rekinded(manuscript, pieces)))


def _body(manuscript: Manuscript, entry: Entry, follower: Entry | None) -> tuple[Span, range]:
    """The note's own words, and the indices of the blocks after its own that belong to it.

    A note runs up to the next one. The last one of a list ends with its block: what comes after a list (an
    author's biography, the foot of a web page) is no part of it, unless the sentence visibly runs on.
    """
    text, blocks = manuscript.text, manuscript.blocks
    if follower is not None and follower.block == entry.block:
        stop, last = follower.start, entry.block
    else:
        last = follower.block - 1 if follower is not None else _last_block(manuscript, entry)
        stop = blocks[last].span.stop
    stop = max(entry.body, entry.body + len(text[entry.body : stop].rstrip()))
    return Span(start=entry.body, stop=stop), range(entry.block + 1, last + 1)


def _last_block(manuscript: Manuscript, entry: Entry) -> int:
    text, blocks, last = manuscript.text, manuscript.blocks, entry.block
    while last + 1 < len(blocks) and blocks[last + 1].kind == blocks[entry.block].kind:
        after = blocks[last + 1].span.of(text).lstrip()
        empty = not text[entry.body : blocks[last].span.stop].strip()
        if not (empty or text.endswith(":", blocks[last].span.start, blocks[last].span.stop) or after[:1].islower()):
            break
        last += 1
    return last


def _rekinded(manuscript: Manuscript, pieces: dict[int, list[int]]) -> Iterator[Block]:
    """The blocks, with those of the lists cut where a note begins and called what they are."""
    for index, block in enumerate(manuscript.blocks):
        if index not in pieces:
            yield block
            continue
        cuts = [start for start in sorted(pieces[index]) if start > block.span.start]
        first_is_note = not pieces[index] or min(pieces[index]) == block.span.start
        edges = [block.span.start, *cuts, block.span.stop]
        for piece, (start, next_start) in enumerate(pairwise(edges)):
            stop = start + len(manuscript.text[start:next_start].rstrip())
            kind: BlockKind = "note" if piece or first_is_note else block.kind
            yield replace(
                block, span=Span(start=start, stop=stop), kind=kind, level=0 if kind == "note" else block.level
            )
