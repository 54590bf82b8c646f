"""Where a quotation stands in a library: the best places, best first.

sought ─► seeds ─► chains ─► layouts ─► the few that chance does not explain ─► Alignments
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from quoth.engine.align import Ground, Step, lay_out, score
from quoth.engine.chain import Chain, chains
from quoth.engine.edits import tell
from quoth.engine.params import Params
from quoth.engine.seed import Searchable, count, seeds
from quoth.engine.sought import Sought, sought
from quoth.fold import hashed
from quoth.library.segment import Segment
from quoth.model.finding import Alignment
from quoth.model.manuscript import PageMark, Quotation
from quoth.model.source import Passage
from quoth.model.text import Span

__all__ = ["Searchable", "locate"]

_PARAMS = Params()


class _Place(NamedTuple):
    """A layout in one witness."""

    witness: str
    ground: Ground
    steps: list[Step]
    bits: float

    @property
    def start(self) -> int:
        return next(step.passage[0] for step in self.steps if step.matches)

    @property
    def stop(self) -> int:
        return next(step.passage[1] for step in reversed(self.steps) if step.matches)

    @property
    def words(self) -> tuple[int, ...]:
        return tuple(self.ground.words(self.start, self.stop))


def locate(
    text: str, quotation: Quotation, library: Searchable, *, prefer: Sequence[str] = (), params: Params = _PARAMS
) -> tuple[Alignment, ...]:
    """The places where the words of `quotation` (of the manuscript `text`) stand, best first; () where nothing is
    more than chance. `prefer` are ids of the witnesses the quotation is cited from, the likeliest first: among equals
    they come first."""
    wanted = sought(text, quotation, partial(count, library), library.total)
    if not len(wanted):
        return ()
    places = _distinct(_places(wanted, library, params))
    believed = [place for place in places if _more_than_chance(place, library, params)]
    rank = {witness: order for order, witness in enumerate(prefer)}

    def worse(place: _Place) -> tuple[float, int, int, str, int]:
        return (
            -round(place.bits, 6),
            rank.get(place.witness, len(rank)),
            place.stop - place.start,
            place.witness,
            place.start,
        )

    believed.sort(key=worse)
    return tuple(_alignment(place, places, wanted, library, params) for place in believed[: params.kept])


def _places(wanted: Sought, library: Searchable, params: Params) -> list[_Place]:
    """The layouts of the most promising chains of all segments."""
    promising: list[tuple[Segment, Chain]] = []
    for segment in library.segments:
        found = seeds(wanted, segment, params)
        promising += [(segment, chain) for chain in chains(wanted, found, segment, params)]
    promising.sort(key=lambda pair: -pair[1].bits)
    likely = params.likely * promising[0][1].bits if promising else 0.0
    finalists = [pair for pair in promising[: params.finalists] if pair[1].bits >= likely]
    return [_place(wanted, segment, chain, library, params) for segment, chain in finalists]


def _place(wanted: Sought, segment: Segment, chain: Chain, library: Searchable, params: Params) -> _Place:
    witness = segment.witnesses[chain.witness]
    ground = Ground(segment, chain.witness, library.text(witness))
    steps = lay_out(wanted, chain, ground, params)
    return _Place(witness, ground, steps, score(steps, wanted, params))


def _distinct(places: Sequence[_Place]) -> list[_Place]:
    """Best first, without those that overlap a better one."""
    kept: list[_Place] = []
    for place in sorted(places, key=lambda place: -place.bits):
        if not any(
            other.witness == place.witness and other.start < place.stop and place.start < other.stop for other in kept
        ):
            kept.append(place)
    return kept


def _more_than_chance(place: _Place, library: Searchable, params: Params) -> bool:
    """Whether so many bits are expected by chance less often than `params.chance` in the whole library, or all words
    stand in one piece."""
    if all(step.kind == "same" for step in place.steps):
        return True
    return place.bits >= math.log2(library.total + 1) - math.log2(params.chance)


def _alignment(
    place: _Place, places: Sequence[_Place], wanted: Sought, library: Searchable, params: Params
) -> Alignment:
    def frequency(letters: str) -> int:
        return library.frequency(hashed(letters))

    told = tell(wanted, place.steps, place.ground, frequency, params.swap)
    others = [other.bits for other in places if other is not place and other.words != place.words]
    pages = next((held.pages for held in library.state.witnesses if held.id == place.witness), ())
    return Alignment(
        quotation=wanted.span,
        passage=Passage(
            witness=place.witness,
            span=told.passage,
            text=told.passage.of(place.ground.text),
            pages=_touched(pages, told.passage),
        ),
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
