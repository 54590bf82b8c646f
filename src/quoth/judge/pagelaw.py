"""The law by which the pages of one edition answer to those of another, learned from quotations that were found.

Two editions are the same words in other lines of type: page n of the one is near slope · n + offset of the other. Which
law holds, if any, is a question of length: the law that, told together with what it leaves unexplained, takes the
fewest bits (minimum description length, Rissanen 1978). So a law of more parts must explain more pages, and a few slips
never make one. A slope is one of those through every two points, the one that leaves least unexplained, made better by
the median of those of the points it explains (Theil 1950, Sen 1968): a third of wrong pages does not move it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from quoth.model.source import Leg

__all__ = ["Cited", "Fit", "Pair", "Volumes", "best_fit", "distance"]

FEWEST = 3  # pairs that agree: two pages are on one line whatever they are
CONVINCING = 10.0  # bits that a law must save: a thousand to one
AGREEING = 2 / 3  # of the pairs
CLOSEST, LOOSEST = 2.0, 15.0  # pages from the law: within the first nothing departs; scattered past the second, no law
SPREAD = 4.5  # times the median distance: three standard deviations where distances are Laplace's or so
FLATTEST, STEEPEST = 0.2, 5.0
STEP = 1 / 500  # slopes are told to so much: a page in a book
TRIED = 400  # slopes: those of thirty pages, or so many evenly out of more

Key = tuple[str | None, str]  # the volume named, and the file
Points = Sequence[tuple[float, float]]  # page cited, page found


class Cited(NamedTuple):
    """Pages named: `first` and `last` in arabic figures, `volume` None where none is named."""

    volume: str | None
    first: int
    last: int


class Pair(NamedTuple):
    """Where one quotation was found (file, first and last page), and all the pages that its notes name."""

    witness: str
    first: int
    last: int
    cited: tuple[Cited, ...]


class Volumes(NamedTuple):
    """Which volume named is which file: by `number` (file → volume, None: any), at a cost in bits. `own`: each has a
    law of its own, as where one edition counts its pages through all volumes."""

    number: Mapping[str, str | None]
    bits: float
    own: bool = False

    def admits(self, volume: str | None, witness: str) -> bool:
        number = self.number.get(witness)
        return volume is None or number is None or number == volume


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A law and what it explains. `agreeing` of `pairs` lie so near it that they do not depart from it (`reach`), and
    no further than `within`; all in pages."""

    volumes: Volumes
    legs: tuple[Leg, ...]
    bits: float
    pairs: int
    agreeing: int
    within: float
    reach: float


def distance(leg: Leg, cited: Cited, first: int, last: int) -> float:
    """Pages between those found and those that the leg says; 0 where they touch."""
    low, high = leg.image(cited.first, cited.last)
    return max(0.0, low - last, first - high)


def best_fit(pairs: Sequence[Pair], volumes: Sequence[Volumes]) -> Fit | None:
    """The law that holds between the pages cited and those found, where it is not simply the same page: of another
    edition. None where there is none, or it cannot be known.

    `volumes` are the ways in which volumes may answer to files, the first that in which they are the files' own.
    """
    wrong = 1 + math.log2(len(volumes[0].number) * _highest(pairs))  # bits of a page that no law explains
    fits = [_weighed(pairs, way, legs, told, wrong) for way in volumes for legs, told in _laws(pairs, way)]
    same = _weighed(pairs, volumes[0], _shared(volumes[0], 1.0, 0.0), 0.0, wrong)
    best = min(filter(_holds, fits), key=lambda fit: fit.bits, default=None)
    return best if best is not None and best.bits <= same.bits - CONVINCING else None


def _highest(pairs: Sequence[Pair]) -> int:
    """The highest page found or cited."""
    return max((page for pair in pairs for page in (pair.last, *(at.last for at in pair.cited))), default=1)


def _holds(fit: Fit) -> bool:
    return fit.agreeing >= max(FEWEST, AGREEING * fit.pairs) and fit.reach <= LOOSEST


def _laws(pairs: Sequence[Pair], way: Volumes) -> Iterator[tuple[tuple[Leg, ...], float]]:
    """Laws that may hold, the simplest first, each with the bits that it takes to tell it."""
    points = _points(pairs, way)
    if not points:
        return
    slopes = [1.0]
    steep = _slope(points, shared=not way.own)
    slopes += [steep] if steep and steep != 1.0 else []
    if not way.own:
        yield _shared(way, 1.0, 0.0), 0.0
    for slope in slopes:
        told = _code(abs(slope - 1.0) / STEP) if slope != 1.0 else 0.0
        if not way.own:
            yield _shared(way, slope, 0.0), told
            offset = _offset([point for group in points.values() for point in group], slope)
            yield _shared(way, slope, offset), told + _code(abs(offset))
        own = {key: _offset(group, slope) for key, group in points.items()}
        named = math.log2(max(2, len(way.number))) * way.own  # bits of which file a volume is
        yield _apiece(slope, own), told + sum(_code(abs(offset)) + named for offset in own.values())


def _points(pairs: Sequence[Pair], way: Volumes) -> dict[Key, list[tuple[float, float]]]:
    """Pages cited and found, by volume and file, of the pairs that leave no choice."""
    points: dict[Key, list[tuple[float, float]]] = {}
    for pair in pairs:
        may_be = [cited for cited in pair.cited if way.admits(cited.volume, pair.witness)]
        if len(may_be) == 1:
            key = (may_be[0].volume, pair.witness)
            middle = ((may_be[0].first + may_be[0].last) / 2, (pair.first + pair.last) / 2)
            points.setdefault(key, []).append(middle)
    return points


def _slope(points: Mapping[Key, Points], *, shared: bool) -> float | None:
    """The slope that leaves least unexplained, of those through every two points; then, among the points that it
    explains, the median one. Through points of one group only, where each has a law of its own."""
    groups = [[point for group in points.values() for point in group]] if shared else list(points.values())
    tried = [slope for slope, _ in _slopes(groups)]
    if not tried:
        return None
    best = min(tried[:: 1 + len(tried) // TRIED], key=lambda slope: sum(_left(group, slope) for group in groups))
    return round(_median_slope([_explained(group, best) for group in groups]) or best, 3)


def _slopes(groups: Sequence[Points]) -> list[tuple[float, float]]:
    """The slopes through every two points, flattest first, and how far apart the points are."""
    slopes = (
        ((y2 - y1) / (x2 - x1), abs(x2 - x1))
        for group in groups
        for (x1, y1), (x2, y2) in combinations(group, 2)
        if x1 != x2
    )
    return sorted(slope for slope in slopes if FLATTEST < slope[0] < STEEPEST)


def _left(points: Points, slope: float) -> float:
    """What a slope leaves unexplained, the offset being the best: in bits, so that a wild point weighs little more than
    a wrong one."""
    offset = _median(y - slope * x for x, y in points)
    return sum(math.log2(1 + abs(y - slope * x - offset)) for x, y in points)


def _explained(points: Points, slope: float) -> Points:
    offset = _median(y - slope * x for x, y in points)
    apart = [abs(y - slope * x - offset) for x, y in points]
    reach = max(CLOSEST, SPREAD * _median(apart))
    return [point for point, far in zip(points, apart, strict=True) if far <= reach]


def _median(values: Iterable[float]) -> float:
    from statistics import median  # noqa: PLC0415 - loads fractions and decimals, and few manuscripts have a law

    return median(values)


def _median_slope(groups: Sequence[Points]) -> float | None:
    """The median of the slopes through every two points, the further apart the weightier."""
    slopes = _slopes(groups)
    half, seen = sum(weight for _, weight in slopes) / 2, 0.0
    for slope, weight in slopes:
        seen += weight
        if seen >= half:
            return slope
    return None


def _offset(points: Points, slope: float) -> float:
    return float(round(_median(y - slope * x for x, y in points)))


def _shared(way: Volumes, slope: float, offset: float) -> tuple[Leg, ...]:
    """The same law for all files."""
    return tuple(Leg(volume=number, witness=file, slope=slope, offset=offset) for file, number in way.number.items())


def _apiece(slope: float, offsets: Mapping[Key, float]) -> tuple[Leg, ...]:
    """A law for each volume and file, with an offset of its own."""
    ordered = sorted(offsets.items(), key=lambda item: (item[0][0] or "", item[0][1]))
    return tuple(Leg(volume=volume, witness=file, slope=slope, offset=offset) for (volume, file), offset in ordered)


def _weighed(pairs: Sequence[Pair], way: Volumes, legs: tuple[Leg, ...], told: float, wrong: float) -> Fit:
    apart = [_apart(pair, legs) for pair in pairs]
    reach = max(CLOSEST, SPREAD * _median(apart)) if apart else math.inf
    agreeing = [pages for pages in apart if pages <= reach]
    return Fit(
        volumes=way,
        legs=legs,
        bits=way.bits + told + sum(min(wrong, _code(pages)) for pages in apart),
        pairs=len(apart),
        agreeing=len(agreeing),
        within=max(agreeing, default=0.0),
        reach=reach,
    )


def _apart(pair: Pair, legs: Sequence[Leg]) -> float:
    """Pages from where the law has the quotation to where it is; infinite where no leg leads to its file."""
    return min(
        (
            distance(leg, cited, pair.first, pair.last)
            for leg in legs
            for cited in pair.cited
            if leg.witness == pair.witness and leg.admits(cited.volume)
        ),
        default=math.inf,
    )


def _code(number: float) -> float:
    """The bits of a number of which small ones are likely (Elias's gamma code, for broken numbers, too)."""
    return 1 + 2 * math.log2(1 + number) if number < math.inf else math.inf
