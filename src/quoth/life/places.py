"""What the names of places can mean.

A place of many is taken where the text names the country or state beside it, or where one is so much larger than the
others that nobody would mean them without saying so. Otherwise it is ambiguous, and all are shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quoth.life.choices import PlaceRule
from quoth.life.gazetteer import Gazetteer, Listed
from quoth.life.names import Name
from quoth.life.people import slug
from quoth.model.life import Coordinates, Place, PlaceCandidate, PlaceStatus
from quoth.model.text import Span

__all__ = ["find_places"]

LARGER = 8  # times the inhabitants of all others, for one to be meant without a word
OFTEN = 3  # mentions of a country make it one that the text is about
KNOWN = 50_000  # inhabitants: a smaller place is not meant without its country, for the list has not all of them
LAND = 10_000_000  # inhabitants: what a whole land weighs among towns of its name
EXACT = 10  # times its inhabitants a place weighs whose name of today it is


def find_places(
    uses: Mapping[str, Sequence[Name]], text: str, gazetteer: Gazetteer, chosen: Mapping[str, PlaceRule]
) -> tuple[Place, ...]:
    """In order of first mention; names that mean the same place are forms of one."""
    ground = _Ground(text=text, gazetteer=gazetteer, lands=_lands(uses, gazetteer), chosen=chosen)
    found = [_place(words, mentions, ground) for words, mentions in uses.items()]
    places: dict[str, Place] = {}
    for place in _beside_others(found, uses):
        key = _key(place)
        places[key] = _both(places[key], place) if key in places else place
    return tuple(sorted(places.values(), key=lambda place: place.mentions[0]))


NEAR, ELSEWHERE = 400, 1500  # kilometres: a place named beside others is near them, where its namesakes are not


def _beside_others(places: Sequence[Place], uses: Mapping[str, Sequence[Name]]) -> Iterable[Place]:
    """“Basel, Heidelberg and Strasbourg”: of an ambiguous name the place that lies near one of the same sentence."""
    told: dict[int, list[Coordinates]] = {}
    for place in places:
        if place.meant is not None and place.meant.kind == "town":
            for name in uses[place.name]:
                told.setdefault(name.sentence, []).append(place.meant.coordinates)
    for place in places:
        around = [point for name in uses[place.name] for point in told.get(name.sentence, ())]
        yield _nearest(place, around) if place.status == "ambiguous" and around else place


def _nearest(place: Place, around: Sequence[Coordinates]) -> Place:
    def away(candidate: PlaceCandidate) -> float:
        return min(candidate.coordinates.distance(point) for point in around)

    first, second, *_ = sorted(place.candidates, key=away)
    if away(first) > NEAR or away(second) < ELSEWHERE:
        return place
    return replace(place, status="resolved", meant=first, by="near")


def _key(place: Place) -> str:
    meant = place.meant
    return f"{meant.name}|{meant.country}|{meant.coordinates}" if meant else place.id


def _both(one: Place, other: Place) -> Place:
    name = max(one, other, key=lambda place: len(place.mentions)).name
    return Place(
        id=slug(name),
        name=name,
        names=(*one.names, *other.names),
        mentions=tuple(sorted([*one.mentions, *other.mentions])),
        status=one.status,
        meant=one.meant,
        candidates=one.candidates,
        by=one.by,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lands:
    """Where countries are named: codes by sentence, by block, and how often in all."""

    by_sentence: Mapping[int, frozenset[str]]
    by_block: Mapping[int, frozenset[str]]
    named: Counter[str]

    def usual(self, listed: Sequence[Listed]) -> frozenset[str]:
        """The one country of those of the candidates that the text is about; none where it names another of them."""
        codes = {one.place.country for one in listed if self.named[one.place.country]}
        return frozenset(codes) if len(codes) == 1 and self.named[min(codes)] >= OFTEN else frozenset()


def _lands(uses: Mapping[str, Sequence[Name]], gazetteer: Gazetteer) -> _Lands:
    sentences: dict[int, set[str]] = {}
    blocks: dict[int, set[str]] = {}
    named: Counter[str] = Counter()
    for words, mentions in uses.items():
        codes = {listed.place.country for listed in gazetteer.candidates(words) if listed.place.kind == "land"} - {""}
        for name in mentions if len(codes) == 1 else ():
            sentences.setdefault(name.sentence, set()).update(codes)
            blocks.setdefault(name.stretch.block, set()).update(codes)
            named.update(codes)
    return _Lands(
        by_sentence={at: frozenset(codes) for at, codes in sentences.items()},
        by_block={at: frozenset(codes) for at, codes in blocks.items()},
        named=named,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What decides between the places of one name."""

    text: str
    gazetteer: Gazetteer
    lands: _Lands
    chosen: Mapping[str, PlaceRule]


def _chosen(words: str, rule: PlaceRule, gazetteer: Gazetteer) -> PlaceCandidate | None:
    """None where the list has no place of that name in that country."""
    if rule.coordinates is not None:
        return PlaceCandidate(name=words, country="", coordinates=rule.coordinates)
    inside = [one for one in gazetteer.candidates(rule.name) if one.place.country == rule.country]
    return max(inside, key=_weight).place if inside else None


def _place(words: str, mentions: Sequence[Name], ground: _Ground) -> Place:
    spans = tuple(name.span for name in mentions)
    listed = ground.gazetteer.candidates(words)
    candidates = tuple(one.place for one in listed)
    if words in ground.chosen:
        meant = _chosen(words, ground.chosen[words], ground.gazetteer)
        status: PlaceStatus = "resolved" if meant else "unresolved"
        return Place(
            id=slug(words), name=words, names=(words,), mentions=spans, status=status, meant=meant, by="settings"
        )
    if (one := _land(words, listed, ground.gazetteer)) is not None:
        return _resolved(words, spans, one.place, candidates, "only")
    for beside in _beside(mentions, ground.text, ground.gazetteer, ground.lands):
        if (one := _outstanding([one for one in listed if beside(one)])) is not None:
            return _resolved(words, spans, one.place, candidates, "country")
    if known := [one for one in listed if one.usual]:
        return _resolved(words, spans, known[0].place, candidates, "usual")
    if (one := _outstanding(listed)) is not None and one.place.population >= KNOWN:
        return _resolved(words, spans, one.place, candidates, "only" if len(listed) == 1 else "population")
    usual = ground.lands.usual(listed)
    if (one := _outstanding([one for one in listed if one.place.country in usual])) is not None:
        return _resolved(words, spans, one.place, candidates, "text")
    status = "ambiguous" if len(listed) > 1 else "unresolved"
    return Place(id=slug(words), name=words, names=(words,), mentions=spans, status=status, candidates=candidates)


def _land(words: str, listed: Sequence[Listed], gazetteer: Gazetteer) -> Listed | None:
    """A whole land, where no other has the name and no city is better known by it: New York lies in New York."""
    lands = [one for one in listed if one.place.kind == "land"]
    if len(lands) != 1:
        return None
    if words not in gazetteer.states:
        return lands[0]
    towns = [one for one in listed if one.place.kind == "town" and one.place.population >= KNOWN]
    inside = [one for one in towns if one.place.country == "US" and one.region == gazetteer.states[words]]
    return inside[0] if inside else None if towns else lands[0]


def _resolved(
    words: str, spans: tuple[Span, ...], meant: PlaceCandidate, candidates: tuple[PlaceCandidate, ...], by: str
) -> Place:
    return Place(
        id=slug(words),
        name=words,
        names=(words,),
        mentions=spans,
        status="resolved",
        meant=meant,
        candidates=candidates,
        by=by,
    )


def _beside(
    mentions: Sequence[Name], text: str, gazetteer: Gazetteer, lands: _Lands
) -> Iterable[Callable[[Listed], bool]]:
    """What the text says of where it is, the surest first: the word behind it, then the sentence, then the block."""
    codes, states = set(), set()
    for name in mentions:
        behind = re.match(r",\s+((?:[A-Z][\w.]+\s?){1,3})", text[name.span.stop : name.span.stop + 48])
        words = behind[1].rstrip(". \n").split() if behind else []
        for land in (" ".join(words[:length]) for length in range(len(words), 0, -1)):
            if land in gazetteer.states:
                states.add(gazetteer.states[land])
            elif land in gazetteer.countries:
                codes.add(gazetteer.countries[land])
            elif any(one.place.kind == "land" for one in gazetteer.candidates(land)):
                codes.update(one.place.country for one in gazetteer.candidates(land))
    if states:
        yield lambda one: one.place.country == "US" and one.region in states
    if codes:
        yield lambda one: one.place.country in codes
    near = frozenset().union(*(lands.by_sentence.get(name.sentence, frozenset()) for name in mentions))
    if near:
        yield lambda one: one.place.country in near
    around = frozenset().union(*(lands.by_block.get(name.stretch.block, frozenset()) for name in mentions))
    if around:
        yield lambda one: one.place.country in around


def _outstanding(listed: Sequence[Listed]) -> Listed | None:
    """The one that is meant without a word: the only one, or by far the largest."""
    if len(listed) <= 1:
        return listed[0] if listed else None
    first, second, *_ = sorted(listed, key=_weight, reverse=True)
    return first if _weight(first) >= LARGER * _weight(second) else None


def _weight(listed: Listed) -> int:
    if listed.place.kind == "land":
        return LAND
    return max(1, listed.place.population) * (EXACT if listed.exact else 1)
