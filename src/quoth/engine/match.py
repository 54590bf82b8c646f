"""Where a quotation stands in a library: the best places, best first.

    sought ─► seeds ─► chains ─► layouts ─► the few that chance does not explain ─► Alignments

A short quotation that is not found whole in the witnesses it is cited from is sought there once more, with seeds that
are rare in them alone and less evidence asked for: a place in a cited book is likely from the start. The pages where
it is expected, because a note names them or its neighbours stand there, are looked at word by word. A part between
ellipses that does not stand in the best place is looked for in all of its witness. Where nothing is believed after all,
one that is damaged is looked for, as it stands, where what it may have said stands; and one that is short or damaged is
sought everywhere once more, with seeds that are not so rare and in more regions.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.engine.align import lay_out, score
from quoth.engine.asides import Asides
from quoth.engine.chain import Chain, chains
from quoth.engine.damage import Lexicon
from quoth.engine.edits import tell
from quoth.engine.ground import Ground
from quoth.engine.health import Health
from quoth.engine.misread import Guesses
from quoth.engine.params import Params
from quoth.engine.places import Place, absent, beyond_chance, distinct, needed
from quoth.engine.scanners import is_scanned
from quoth.engine.seed import Seeds, seeds, seeds_between
from quoth.engine.sought import Sought, sought
from quoth.engine.stacks import Searchable, Stacks
from quoth.model.finding import Alignment
from quoth.model.manuscript import PageMark, Quotation
from quoth.model.source import Passage
from quoth.model.text import Span

__all__ = ["Near", "Search", "Searchable", "locate"]

TOGETHER = 64  # quotations that are looked for in one go
BESIDE = 400  # letters on either side of a passage that go with it

_PARAMS = Params()


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
) -> tuple[Alignment, ...]:
    """What `Search.locate` finds, for one quotation alone."""
    return Search(library).locate(text, quotation, prefer=prefer, near=near)


class Search:
    """A library and what was asked of it so far, for all the quotations of a check."""

    def __init__(self, library: Searchable, params: Params = _PARAMS) -> None:
        self.params, self.wider, self.stacks = params, params.widened, Stacks(library)
        self.total = self.stacks.total
        self.pages = {witness.id: witness.pages for witness in library.state.witnesses}
        self.asides = Asides(self.stacks)
        self.letters: dict[int, str] = {}  # of words, by hash
        self._bounds: dict[Near, tuple[int, int]] = {}
        self.health = Health(self.stacks)
        self.guesses = Guesses(self.stacks, params)
        self._sought: dict[tuple[Span, str], Sought] = {}
        self._waiting: dict[Sought, None] = {}  # in the order in which they are expected to be asked for
        self._ready: dict[Sought, list[Chain]] = {}

    def expect(self, text: str, quotations: Sequence[Quotation]) -> None:
        """Prepare for quotations of the manuscript `text`, of which no two have the same span: looked up together
        their words cost a small part of what they cost one by one."""
        found = sought(text, quotations, self.stacks)
        self._sought = {(one.span, one.id): two for one, two in zip(quotations, found, strict=True)}
        for wanted in found:  # most words of a passage are those of the quotation: they need not be read in the book
            self.letters.update(zip(wanted.hashes.tolist(), wanted.letters, strict=True))
        self._waiting = dict.fromkeys(wanted for wanted in found if len(wanted))

    @property
    def expected(self) -> list[Sought]:
        """All quotations that were prepared for."""
        return list(self._sought.values())

    def everywhere(self, wanted: Sought, params: Params) -> list[Chain]:
        """The chains of a quotation in the whole library, best first. Those that are expected after it are looked for
        with it: together they cost a small part of what they cost one by one."""
        if params is not self.params:
            return self._chained([wanted], params)[0]
        if wanted not in self._ready:
            self._waiting.pop(wanted, None)
            batch = [wanted, *islice(self._waiting, TOGETHER - 1)]
            self._ready |= zip(batch, self._chained(batch, params), strict=True)
            for other in batch[1:]:
                del self._waiting[other]
        return self._ready.pop(wanted)

    def _chained(self, sought: Sequence[Sought], params: Params) -> list[list[Chain]]:
        asked = [(wanted, _least(wanted, self.believable, params)) for wanted in sought]
        return chains(asked, seeds(sought, self.stacks, params), self.asides, params)

    @property
    def believable(self) -> float:
        """The bits that a place must have of which one is expected by chance in the whole library."""
        return needed(self.total, self.params.chance)

    def locate(
        self, text: str, quotation: Quotation, *, prefer: Sequence[str] = (), near: Sequence[Near] = ()
    ) -> tuple[Alignment, ...]:
        """The places where the words of `quotation` (of the manuscript `text`) stand, best first; () where nothing is
        more than chance. `prefer` are ids of the witnesses the quotation is cited from, the likeliest first: they are
        looked at more closely, and come first among equals. In the stretches `near` a place is expected: it needs less
        to be believed, and comes before one elsewhere that is better by no more than chance would make it."""
        wanted = self._wanted(text, quotation)
        if not len(wanted):
            return ()
        near = [stretch for stretch in near if stretch.witness in self.stacks.numbers]
        prefer = [witness for witness in prefer if witness in self.stacks.numbers]
        places, believed = self._found(wanted, prefer, near)
        rank = {witness: order for order, witness in enumerate(prefer)}
        words = sum(end - begin for begin, end in map(self.bounds, near))
        bonus = math.log2((self.total + 1) / (words + 1)) if words else 0.0
        believed.sort(key=lambda place: _merit(place, rank, bonus if _expected(place, near) else 0.0))
        return tuple(_alignment(place, places, wanted, self) for place in believed[: self.params.kept])

    def beside(self, text: str, quotation: Quotation, near: Sequence[Near]) -> tuple[Alignment, ...]:
        """The places in the stretches `near` alone, best first: for a quotation that was sought everywhere before."""
        wanted = self._wanted(text, quotation)
        near = [stretch for stretch in near if stretch.witness in self.stacks.numbers]
        if not len(wanted) or not near:
            return ()
        places, words = _looked_near(wanted, self, near)
        believed = beyond_chance(places, words, self.params, whole=0.0, chance=self.params.near_chance)
        believed.sort(key=lambda place: _merit(place, {}, 0.0))
        return tuple(_alignment(place, places, wanted, self) for place in believed[: self.params.kept])

    def _wanted(self, text: str, quotation: Quotation) -> Sought:
        known = self._sought.get((quotation.span, quotation.id))
        return known if known is not None and known.text is text else sought(text, [quotation], self.stacks)[0]

    def _found(self, wanted: Sought, prefer: Sequence[str], near: Sequence[Near]) -> tuple[list[Place], list[Place]]:
        """All places that were laid out, and those believed. A closer look is for what does not stand there whole."""
        params = self.params
        places = _looked_everywhere(wanted, self, params)
        believed = beyond_chance(places, self.total, params)
        if near and not any(place.whole and _expected(place, near) for place in believed):
            expected, words = _looked_near(wanted, self, near)
            places = distinct([*places, *expected])
            believed = distinct(
                [*believed, *beyond_chance(expected, words, params, whole=0.0, chance=params.near_chance)]
            )
        if self._is_open(wanted, believed, prefer):
            closer, words = _looked_closer(wanted, self, prefer)
            places = distinct([*places, *closer])
            believed = distinct(
                [*believed, *beyond_chance(closer, words, params, whole=0.0, chance=params.cited_chance)]
            )
        if believed and len(wanted.parts) > 2 and (apart := absent(believed[0], wanted)).any():
            places = distinct([*places, *_looked_on(wanted, self, believed[0], apart)])
            believed = distinct([*believed, *beyond_chance(places, self.total, params)])
        if not believed and wanted.known <= params.damaged:
            places = distinct([*places, *_looked_as_guessed(wanted, self)])
            believed = beyond_chance(places, self.total, params)
        if not believed and (len(wanted) <= params.wider or wanted.known <= params.damaged):
            places = distinct([*places, *_looked_everywhere(wanted, self, self.wider)])
            believed = beyond_chance(places, self.total, params)
        return places, believed

    def _is_open(self, wanted: Sought, believed: Sequence[Place], prefer: Sequence[str]) -> bool:
        """Whether the witnesses preferred may have what was not found in them: a short quotation, or one that so many
        others have that not all were looked at."""
        if any(place.whole and place.witness in prefer for place in believed):
            return False
        return len(wanted) <= self.params.closer or len(believed) >= self.params.finalists

    def lexicon(self, witness: int, wanted: Sought) -> Lexicon:
        """What is known of words when `wanted` is laid beside this witness."""
        return Lexicon(
            often=self.stacks.often,
            written=self.health.written,
            sound=self.health.sound,
            few=self.health.few,
            damaged=lambda: self.health.is_damaged(witness),
            throughout=lambda: self.health.is_throughout(witness),
            scanned=lambda: is_scanned(wanted.text),
        )

    def bounds(self, stretch: Near) -> tuple[int, int]:
        """The positions of the words that begin in the stretch."""
        known = self._bounds.get(stretch)
        if known is None:
            witness = self.stacks.numbers[stretch.witness]
            begin, end = self.stacks.positions(witness, [stretch.span.start, stretch.span.stop])
            known = self._bounds[stretch] = begin, end
        return known


def _merit(place: Place, rank: dict[str, int], bonus: float) -> tuple[float, int, int, str, int]:
    """Sorts the better place first: evidence, then the order preferred, then the tighter passage. `bonus`: the bits
    that a place is worth for standing where it is expected."""
    preferred = rank.get(place.witness, len(rank))
    return -round(place.bits + bonus, 6), preferred, place.stop - place.start, place.witness, place.start


def _expected(place: Place, near: Sequence[Near]) -> bool:
    return any(stretch.witness == place.witness and stretch.span.overlaps(place.letters) for stretch in near)


# -- places ----------------------------------------------------------------------------------------------------------


def _looked_everywhere(wanted: Sought, search: Search, params: Params) -> list[Place]:
    return _places(wanted, search, search.everywhere(wanted, params), params, _least(wanted, search.believable, params))


def _looked_closer(wanted: Sought, search: Search, prefer: Sequence[str]) -> tuple[list[Place], int]:
    """The places in the witnesses preferred, and how many words these have."""
    params, stacks = search.params, search.stacks
    held = dict.fromkeys(stacks.numbers[name] for name in prefer)
    extents = sorted(map(stacks.extent, list(held)[: params.witnesses]))
    found = seeds_between(wanted, stacks, extents, params.cited_crowd, params)
    words = sum(end - begin for begin, end in extents)
    return _places_of(wanted, search, found, _least(wanted, search.believable, params)), words


def _looked_near(wanted: Sought, search: Search, near: Sequence[Near]) -> tuple[list[Place], int]:
    """The places in the stretches where one is expected, and how many words these have."""
    params, stacks = search.params, search.stacks
    bounds = list(map(search.bounds, near))
    stretches = [(begin, end) for begin, end in _joined(bounds) if begin < end]
    found = seeds_between(wanted, stacks, stretches, params.near_crowd, params)
    words = sum(end - begin for begin, end in bounds)
    return _places_of(wanted, search, found, _least(wanted, needed(words, params.near_chance), params)), words


def _looked_on(wanted: Sought, search: Search, place: Place, apart: NDArray[np.bool_]) -> list[Place]:
    """The places in its witness that have what this one has, and of the words that stand `apart` from it more than
    chance would have there."""
    params, stacks = search.params, search.stacks
    extent = stacks.extent(place.ground.witness)
    found = seeds_between(wanted, stacks, [extent], params.cited_crowd, params)
    kept = apart[found.quotation] | ((place.start <= found.passage) & (found.passage < place.stop))
    edges = np.array([0, np.count_nonzero(kept)])
    found = Seeds(found.quotation[kept], found.passage[kept], found.length[kept], edges)
    better = place.bits - math.log2(params.cited_chance)
    return [other for other in _places_of(wanted, search, found, place.bits) if other.bits >= better]


def _looked_as_guessed(wanted: Sought, search: Search) -> list[Place]:
    """The places of a damaged quotation where what it may have said stands, or some of that."""
    params, stacks = search.params, search.stacks
    guess = search.guesses.of(wanted, search.expected)
    if guess is None:
        return []
    found = seeds([guess.sought], guess.stacks, params)
    likely = chains([(guess.sought, _least(guess.sought, search.believable, params))], found, search.asides, params)[0]
    stretches = _joined([_around(chain, len(wanted), stacks) for chain in likely[: params.finalists]])
    found = seeds_between(wanted, stacks, stretches, params.near_crowd, params)
    return _places_of(wanted, search, found, _least(wanted, search.believable, params))


def _around(chain: Chain, words: int, stacks: Stacks) -> tuple[int, int]:
    """The positions that a quotation of so many words may have that has this chain."""
    begin, end = stacks.extent(chain.witness)
    return max(begin, int(chain.runs[0, 1]) - words), min(end, int(chain.runs[-1, 1]) + words)


def _joined(stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that touch as one: pages that follow each other."""
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(stretches):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined


def _least(wanted: Sought, needed: float, params: Params) -> float:
    """The bits of a chain that is worth a layout, where so many would be believed."""
    whole = wanted.worth(0, len(wanted))
    return (params.likely if whole >= needed else params.likely_short) * min(needed, whole)


def _places_of(wanted: Sought, search: Search, found: Seeds, least: float) -> list[Place]:
    """The places that the seeds of some stretches lead to."""
    looked = chains([(wanted, least)] * (len(found.edges) - 1), found, search.asides, search.params)
    return _places(wanted, search, [chain for here in looked for chain in here], search.params, least)


def _places(wanted: Sought, search: Search, found: Sequence[Chain], params: Params, least: float) -> list[Place]:
    """The layouts of the most promising of these chains, best first; none that overlaps a better one, or whose chain
    has fewer than the `least` bits."""
    covered = params.covered * wanted.known**2 * len(wanted)
    places: list[Place] = []
    for chain in sorted(found, key=lambda chain: -chain.bits):
        if chain.bits < least or len(places) == params.finalists:
            break
        if chain.runs[:, 2].sum() >= covered:
            places.append(_place(wanted, chain, search))
            least = max(least, params.likely * places[-1].bits)
    return distinct(places)


def _place(wanted: Sought, chain: Chain, search: Search) -> Place:
    ground = Ground(search.stacks, chain.witness, search.letters, search.asides.of(chain.witness))
    steps = lay_out(wanted, chain, ground, search.params)
    matches = [step for step in steps if step.matches]
    start, stop = matches[0].passage[0], matches[-1].passage[1]
    return Place(ground.name, ground, steps, score(steps, wanted, ground, search.params), start, stop)


# -- alignments ------------------------------------------------------------------------------------------------------


def _alignment(place: Place, places: Sequence[Place], wanted: Sought, search: Search) -> Alignment:
    told = tell(wanted, place.steps, place.ground, search.lexicon(place.ground.witness, wanted), search.params.swap)
    others = [other.bits for other in places if other.words != place.words]
    pages = search.pages[place.witness]
    passage = Passage(
        witness=place.witness,
        span=told.passage,
        text=told.passage.of(place.ground.text),
        before=place.ground.text[max(0, told.passage.start - BESIDE) : told.passage.start],
        after=place.ground.text[told.passage.stop : told.passage.stop + BESIDE],
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
        alike=round(max(told.matched, place.alike), 4),
        expected=(search.total + 1) * 2.0**-place.bits,
    )


def _touched(pages: Sequence[PageMark], span: Span) -> tuple[str, ...]:
    """Labels of the pages that the span touches, in order."""
    first = bisect_right(pages, span.start, key=lambda page: page.offset) - 1
    stop = bisect_left(pages, span.stop, key=lambda page: page.offset)
    return tuple(page.label for page in pages[max(0, first) : stop])
