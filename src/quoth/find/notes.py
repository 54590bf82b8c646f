"""Notes whose marks were flattened into the text: `voiceless.3`, `dizziness..” 1`, `word[12]`, `word¹²`, `word*`.

No expression can tell a note mark from a year, a page or an age. What tells is that the numbers of a list of notes
are met again, in the same order, in the text before the list. So every number that stands where a mark could stand
is a candidate with a weight (how much it looks like a mark), and the heaviest rising chain of pairs (candidate,
entry of a list) is what the author meant: a longest common subsequence, weighted, in which restarting numbers,
numbers missing or given twice, and stray numbers need no rule of their own. A list that the text does not answer is
no list of notes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quoth.find.lists import NOTE_HEADINGS, SYMBOLS, Entry, note_lists
from quoth.model.manuscript import Block, BlockKind, Manuscript, Note
from quoth.model.text import Span

__all__ = ["find_notes"]

ANSWERED = 0.5  # share of a list's entries that must find a mark
SURE = 1.0  # weight of a mark that can hardly be anything else

_UNCALLED: frozenset[BlockKind] = frozenset({"note", "contents", "boilerplate", "bibliography", "table"})
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBERS = r"\d{1,4}(?:[ \t]?[,;–-][ \t]?\d{1,4})*"
_MARK = re.compile(
    rf"(?=[\d\[［〔【(（⁰¹²³⁴⁵⁶⁷⁸⁹{SYMBOLS}])(?:"  # said once more, for speed
    rf"(?P<boxed>[\[［〔【][ \t]*(?:note[ \t]*)?{_NUMBERS}[ \t]*[\]］〕】])|"
    rf"(?P<round>[(（]{_NUMBERS}[)）])|"
    r"(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[,–⁻][⁰¹²³⁴⁵⁶⁷⁸⁹]+)*)|"
    rf"(?<=[.,;:!?…”’\"'»«›‹“‘)\]」』。，、！？—])(?P<pointed>{_NUMBERS})(?!\w|[.,:]\d|%|°)|"
    r"(?<=[.!?…”’\"'»«“‘)\]」』] )(?P<spaced>\d{1,4})(?=\s|$)|"
    r"(?<=[^\W\d_])(?P<glued>\d{1,4}(?:,\d{1,4})*)(?!\w|[.,:]\d|%|°|[-–]\w)|"
    rf"(?<=[^\s{SYMBOLS}])(?P<symbol>(?P<sign>[{SYMBOLS}])(?P=sign)*)(?=[\s.,;:!?)”’\"»]|$))",
    re.IGNORECASE,
)
# A number after one of these points to a place in a book (p.53), or counts something (No.1, Fig.2): no mark.
_COUNTED = re.compile(
    r"(?<!\w)(pp?|pgs?|s|nos?|nr|n|vols?|figs?|ch|chs?|chap|art|bd|sec|ll?|vv?|ff?|col|cols|fol|op|c|ca|st|t|г|с|стр|№)"
    r"\.?\s?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    span: Span
    label: str
    weight: float


def find_notes(manuscript: Manuscript) -> Manuscript:
    """The manuscript with its flattened notes added, and the blocks of their lists re-kinded "note".

    Notes that a reader found stay as they are. A note whose mark was not found has no anchors. Without a list that
    the text answers there are no flattened notes.
    """
    candidates = list(_candidates(manuscript))
    if not candidates:
        return manuscript
    places: dict[int, list[int]] = {}
    for candidate in candidates:
        if candidate.label.isdecimal():
            places.setdefault(int(candidate.label), []).append(candidate.span.start)
    lists = note_lists(manuscript, places)
    in_lists = {entry.block for notes in lists if len(notes) > 1 for entry in notes}
    starts = [block.span.start for block in manuscript.blocks]
    called = [c for c in candidates if bisect_left(starts, c.span.start + 1) - 1 not in in_lists]
    pairs = _heaviest_chain(called, lists)
    believed = [notes for notes in lists if _believed(manuscript, notes, pairs)]
    return _with_notes(manuscript, believed, pairs, called) if believed else manuscript


# -- marks ---------------------------------------------------------------------------------------------------------


def _candidates(manuscript: Manuscript) -> Iterator[_Candidate]:
    """Whatever could be a note's mark, in order; one of several numbers is one candidate for each."""
    for block in manuscript.blocks:
        if block.kind in _UNCALLED:
            continue
        for found in _MARK.finditer(manuscript.text, block.span.start, block.span.stop):
            shape = found.lastgroup if found.lastgroup != "sign" else "symbol"
            weight = _weight(manuscript.text, found, str(shape), block.span)
            if weight:
                yield from _labelled(found, str(shape), weight)


def _labelled(found: re.Match[str], shape: str, weight: float) -> Iterator[_Candidate]:
    span = Span(start=found.start(shape), stop=found.end(shape))
    if shape == "symbol":
        yield _Candidate(span=span, label=found[shape], weight=weight)
        return
    before = None
    for part in re.finditer(r"([–⁻-]?)\s*(\d+)", found[shape].translate(_RAISED)):
        number = int(part[2])
        if part[1] and before is not None and before < number <= before + 9:
            yield from (_Candidate(span=span, label=str(n), weight=weight) for n in range(before + 1, number))
        before = number
        yield _Candidate(span=span, label=str(number), weight=weight)


def _weight(text: str, found: re.Match[str], shape: str, block: Span) -> float:
    """How much it looks like a mark, 0 to 1."""
    start = found.start(shape)
    before = text[max(block.start, start - 12) : start]
    if start == block.start or (shape in {"pointed", "spaced", "glued"} and _COUNTED.search(before)):
        return 0.0
    if shape == "glued":
        return 0.3 if before[-1].isupper() else 0.8
    if shape == "spaced":
        return 0.5 if found.end() == block.stop or before.rstrip().endswith(("”", "’", "»", '"')) else 0.2
    if shape == "pointed" and len(before) > 1 and before[-1] in ".,:;'’" and before[-2].isdigit():
        return 0.3  # 3.14, 12:30, 1,000; but also a year that ends a sentence, and its note
    return 0.6 if shape == "round" else SURE


# -- marks and entries ---------------------------------------------------------------------------------------------


def _heaviest_chain(candidates: Sequence[_Candidate], lists: Sequence[Sequence[Entry]]) -> dict[int, int]:
    """Entry's start → index of its candidate: both in order of the text, every mark before the list that answers.

    Hunt and Szymanski's way to the longest common subsequence, with weights: the best chain that ends before a
    candidate is kept in a tree of prefix maxima.
    """
    by_label: dict[str, list[int]] = {}
    for i, candidate in enumerate(candidates):
        by_label.setdefault(candidate.label, []).append(i)
    best = _PrefixMaxima(len(candidates))
    links: list[tuple[int, int, int]] = []  # entry's start, candidate, the link before it (-1: none)
    for notes in lists:
        for entry in notes:
            fresh = []
            for i in by_label.get(_label(entry), ()):
                if candidates[i].span.start >= notes[0].start:
                    break
                weight, before = best.below(i)
                # A longer list is the likelier one; among equals the later mark, nearer to its list, is taken.
                weight += candidates[i].weight * (1.0 if len(notes) > 1 else 0.7)
                fresh.append((i, weight, len(links)))
                links.append((entry.start, i, before))
            for i, weight, link in reversed(fresh):
                best.put(i, weight, link)
    _, link = best.below(len(candidates))
    pairs: dict[int, int] = {}
    while link >= 0:
        entry_start, i, link = links[link]
        pairs[entry_start] = i
    return pairs


def _label(entry: Entry) -> str:
    return str(entry.number) if entry.number else entry.label


class _PrefixMaxima:
    """The heaviest chain that ends at any candidate below a given one (a Fenwick tree)."""

    def __init__(self, size: int) -> None:
        self._best = [(0.0, -1)] * (size + 1)

    def below(self, index: int) -> tuple[float, int]:
        best = (0.0, -1)
        while index > 0:
            best = max(best, self._best[index], key=_heft)
            index &= index - 1
        return best

    def put(self, index: int, weight: float, link: int) -> None:
        index += 1
        while index < len(self._best):
            if weight > self._best[index][0]:
                self._best[index] = (weight, link)
            index += index & -index


def _heft(chain: tuple[float, int]) -> float:
    return chain[0]


def _believed(manuscript: Manuscript, notes: Sequence[Entry], pairs: dict[int, int]) -> bool:
    """A list of notes is one that the text answers: half of its entries, and more than one, or under its heading."""
    answered = sum(entry.start in pairs for entry in notes)
    if answered < ANSWERED * len(notes) or not answered:
        return False
    return answered > 1 or notes[0].number <= 1 or _headed(manuscript, notes[0])


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
    candidates: Sequence[_Candidate],
) -> Manuscript:
    notes: list[Note] = []
    pieces: dict[int, list[int]] = {}  # block → where its entries begin
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
            anchors = (candidates[pairs[entry.start]].span,) if entry.start in pairs else ()
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
