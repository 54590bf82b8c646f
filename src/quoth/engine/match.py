"""Where a quotation stands in a library: the best places, best first.

    sought ─► seeds ─► chains ─► layouts ─► the few that chance does not explain ─► Alignments

A short quotation that is not found whole in the witnesses it is cited from is sought there once more, with seeds that
are rare in them alone and less evidence asked for: a place in a cited book is likely from the start. The pages where
it is expected, because a note names them or its neighbours stand there, are looked at word by word.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from quoth.engine.align import Ground, Step, lay_out, score
from quoth.engine.chain import Chain, chains
from quoth.engine.edits import tell
from quoth.engine.params import Params
from quoth.engine.seed import Ranges, Searchable, seeds, seeds_in, seeds_near
from quoth.engine.sought import Sought, sought
from quoth.fold import hashed
from quoth.library.segment import GUARDS, Segment
from quoth.model.finding import Alignment
from quoth.model.manuscript import PageMark, Quotation
from quoth.model.source import Passage
from quoth.model.text import Span

__all__ = ["Near", "Searchable", "locate"]

_PARAMS = Params()


class _Place(NamedTuple):
    """A layout in one witness. Its bounds are positions in the segment."""

    witness: str
    ground: Ground
    steps: list[Step]
    bits: float
    start: int
    stop: int

    @property
    def whole(self) -> bool:
        """Whether all words stand there in one piece."""
        return all(step.kind == "same" for step in self.steps)

    @property
    def missing(self) -> int:
        """How many words of the quotation do not stand there."""
        return sum(step.quotation[1] - step.quotation[0] for step in self.steps if not step.matches)

    @property
    def words(self) -> list[int]:
        return self.ground.words(self.start, self.stop)

    @property
    def letters(self) -> Span:
        """Its code points in the witness."""
        return Span(start=self.ground.span(self.start)[0], stop=self.ground.span(self.stop - 1)[1])

    def overlaps(self, other: _Place) -> bool:
        return self.witness == other.witness and self.start < other.stop and other.start < self.stop


class Near(NamedTuple):
    """A stretch of a witness where a passage is expected: cited pages, or the surroundings of a neighbour's passage."""

    witness: str
    span: Span


def locate(
    text: str,
    quotation: Quotation,
    library: Searchable,
    *,
    prefer: Sequence[str] = (),
    near: Sequence[Near] = (),
    params: Params = _PARAMS,
) -> tuple[Alignment, ...]:
    """The places where the words of `quotation` (of the manuscript `text`) stand, best first; () where nothing is
    more than chance. `prefer` are ids of the witnesses the quotation is cited from, the likeliest first: they are
    looked at more closely, and come first among equals. In the stretches `near` a place is expected: it needs less
    to be believed, and comes before one elsewhere that is better by no more than chance would make it."""
    ranges = Ranges(library)
    wanted = sought(text, quotation, ranges.count, library.total)
    if not len(wanted):
        return ()
    places = _places(wanted, _chains(wanted, ranges, params), library, params)
    believed = _believed(places, library.total, params)
    expected, words = _looked_near(wanted, ranges, library, near, params)
    if expected:
        places = _distinct([*places, *expected])
        believed = _distinct([*believed, *_believed(expected, words, params, whole=0.0, chance=params.near_chance)])
    if len(wanted) <= params.closer and not any(place.whole and place.witness in prefer for place in believed):
        closer, words_closer = _looked_closer(wanted, ranges, library, prefer, params)
        places = _distinct([*places, *closer])
        believed = _distinct(
            [*believed, *_believed(closer, words_closer, params, whole=0.0, chance=params.cited_chance)]
        )
    rank = {witness: order for order, witness in enumerate(prefer)}
    bonus = math.log2((library.total + 1) / (words + 1)) if words else 0.0
    believed.sort(key=lambda place: _merit(place, rank, bonus if _expected(place, near) else 0.0))
    return tuple(_alignment(place, places, wanted, library, params) for place in believed[: params.kept])


def _merit(place: _Place, rank: dict[str, int], bonus: float) -> tuple[float, int, int, str, int]:
    """Sorts the better place first: evidence, then the order preferred, then the tighter passage. `bonus`: the bits
    that a place is worth for standing where it is expected."""
    preferred = rank.get(place.witness, len(rank))
    return -round(place.bits + bonus, 6), preferred, place.stop - place.start, place.witness, place.start


def _expected(place: _Place, near: Sequence[Near]) -> bool:
    return any(stretch.witness == place.witness and stretch.span.overlaps(place.letters) for stretch in near)


# -- places ----------------------------------------------------------------------------------------------------------


def _chains(wanted: Sought, ranges: Ranges, params: Params) -> Iterator[tuple[Segment, Chain]]:
    for number, segment in enumerate(ranges.segments):
        for chain in chains(wanted, seeds(wanted, ranges, number, params), segment, params):
            yield segment, chain


def _looked_closer(
    wanted: Sought, ranges: Ranges, library: Searchable, prefer: Sequence[str], params: Params
) -> tuple[list[_Place], int]:
    """The places in the witnesses preferred, and how many words these have."""
    found: list[tuple[Segment, Chain]] = []
    words = 0
    for number, segment in enumerate(ranges.segments):
        for witness, name in enumerate(segment.witnesses):
            if name in prefer[: params.witnesses]:
                near = seeds_in(wanted, ranges, number, witness, params)
                found += [(segment, chain) for chain in chains(wanted, near, segment, params)]
                words += int(segment.first[witness + 1] - segment.first[witness])
    return _places(wanted, found, library, params), words


def _looked_near(
    wanted: Sought, ranges: Ranges, library: Searchable, near: Sequence[Near], params: Params
) -> tuple[list[_Place], int]:
    """The places in the stretches where one is expected, and how many words these have."""
    found: list[tuple[Segment, Chain]] = []
    words = 0
    for segment in ranges.segments if near else ():
        for stretch in near:
            begin, end = _bounds(segment, stretch)
            if begin < end:
                here = seeds_near(wanted, segment, begin, end, params)
                found += [(segment, chain) for chain in chains(wanted, here, segment, params)]
                words += end - begin
    return _places(wanted, found, library, params, enough=_needed(words, params.near_chance)), words


def _bounds(segment: Segment, stretch: Near) -> tuple[int, int]:
    """The positions of the words that begin in the stretch; nothing where another segment has the witness."""
    if stretch.witness not in segment.witnesses:
        return 0, 0
    witness = segment.witnesses.index(stretch.witness)
    first, stop = int(segment.first[witness]), int(segment.first[witness + 1]) - GUARDS
    starts = segment.starts[first:stop]
    begin, end = np.searchsorted(starts, [stretch.span.start, stretch.span.stop])
    return first + int(begin), first + int(end)


def _places(
    wanted: Sought,
    found: Iterable[tuple[Segment, Chain]],
    library: Searchable,
    params: Params,
    enough: float | None = None,
) -> list[_Place]:
    """The layouts of the most promising chains, best first; none that overlaps a better one. `enough`: bits that
    would be believed, None for those that the whole library asks for."""
    promising = sorted(found, key=lambda pair: -pair[1].bits)[: params.finalists]
    enough = _needed(library.total, params.chance) if enough is None else enough
    least = params.likely * min(enough, wanted.worth(0, len(wanted)))
    places: list[_Place] = []
    for segment, chain in promising:
        if chain.bits < least:
            break
        places.append(_place(wanted, segment, chain, library, params))
        least = max(least, params.likely * places[-1].bits)
    return _distinct(places)


def _place(wanted: Sought, segment: Segment, chain: Chain, library: Searchable, params: Params) -> _Place:
    witness = segment.witnesses[chain.witness]
    ground = Ground(segment, chain.witness, library.text(witness))
    steps = lay_out(wanted, chain, ground, params)
    matches = [step for step in steps if step.matches]
    start, stop = matches[0].passage[0], matches[-1].passage[1]
    return _Place(witness, ground, steps, score(steps, wanted, params), start, stop)


def _distinct(places: Sequence[_Place]) -> list[_Place]:
    """Best first, without those that overlap a better one."""
    kept: list[_Place] = []
    for place in sorted(places, key=lambda place: (-place.bits, place.witness, place.start)):
        if not any(place.overlaps(other) for other in kept):
            kept.append(place)
    return kept


# -- chance ----------------------------------------------------------------------------------------------------------


def _believed(
    places: Sequence[_Place], words: int, params: Params, *, whole: float | None = None, chance: float | None = None
) -> list[_Place]:
    """The places that chance does not explain, among so many words.

    Where all words stand in one piece there is nothing that could have been chosen to fit: such a place is believed
    where less than one is expected, and always where a place is expected anyway (`whole` 0).
    """
    needed = _needed(words, params.chance if chance is None else chance)
    least = _needed(words, 1.0) if whole is None else whole
    return [
        place
        for place in places
        if (place.whole and place.bits >= least) or place.bits - params.missing * place.missing >= needed
    ]


def _needed(words: int, chance: float) -> float:
    """Bits that are expected in `chance` places of so many words."""
    return math.log2(words + 1) - math.log2(chance)


# -- alignments ------------------------------------------------------------------------------------------------------


def _alignment(
    place: _Place, places: Sequence[_Place], wanted: Sought, library: Searchable, params: Params
) -> Alignment:
    told = tell(wanted, place.steps, place.ground, lambda letters: library.frequency(hashed(letters)), params.swap)
    others = [other.bits for other in places if other.words != place.words]
    pages = next((held.pages for held in library.state.witnesses if held.id == place.witness), ())
    passage = Passage(
        witness=place.witness,
        span=told.passage,
        text=told.passage.of(place.ground.text),
        pages=_touched(pages, told.passage),
        counted=bool(pages) and all(page.counted for page in pages),
    )
    return Alignment(
        quotation=wanted.span,
        passage=passage,
        edits=told.edits,
        score_bits=round(place.bits, 3),
        margin=round(place.bits - max(others, default=0.0), 3),
        matched=round(told.matched, 4),
    )


def _touched(pages: Sequence[PageMark], span: Span) -> tuple[str, ...]:
    """Labels of the pages that the span touches, in order."""
    first = bisect_right(pages, span.start, key=lambda page: page.offset) - 1
    stop = bisect_left(pages, span.stop, key=lambda page: page.offset)
    return tuple(page.label for page in pages[max(0, first) : stop])
