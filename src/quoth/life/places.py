"""Places that the running text names: which names it uses as those of places, and what each can mean.

A place of many is taken where the text names the country or state beside it, or where one is so much larger than the
others that nobody would mean them without saying so. Otherwise it is ambiguous, and all are shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from quoth.life.choices import PlaceRule
from quoth.life.gazetteer import Gazetteer, Listed
from quoth.life.given import GIVEN
from quoth.life.names import TITLES, Name
from quoth.life.people import slug
from quoth.life.signs import is_thing
from quoth.model.life import Place, PlaceCandidate, PlaceStatus
from quoth.model.text import Span

__all__ = ["find_places", "place_names"]

_AT = re.compile(
    r"\b(?:in|at|near|into|via|inside|outside|across|throughout|through|within|en\s+route\s+to|leaving|left|leave|leaves|"
    r"reached|reach|reaches|reaching|visited|visit|visits|visiting|entered|entering|settled|nach|aus|bei|à|en|dans|in|"
    r"back\s+to|moved\s+to|went\s+to|came\s+to|returned\s+to|sent\s+to|journey\s+to|return\s+to|travelled\s+to|traveled\s+to|"
    r"flew\s+to|fled\s+to|exiled\s+to|city\s+of|town\s+of|village\s+of|capital\s+of|suburb\s+of|siege\s+of|defen[cs]e\s+of|"
    r"University\s+of|streets\s+of|north\s+of|south\s+of|east\s+of|west\s+of|arrived\s+(?:in|at|from))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_WAY = re.compile(
    r"\b(?:to|from|toward|towards|around|between|for|of|leave|von|um|de|von|vers|pour|born|Born:?|Died:?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*(?:,|;|(?:,\s*)?\b(?:and|or|to|und|et)\b|–|-)\s*")
FEWEST = 0.15  # of the mentions of a town's name must say that it is a place: "Victoria" is one, and a queen
TITLED = 0.5  # where a person has the name too
LARGER = 8  # times the inhabitants of all others, for one to be meant without a word
OFTEN = 3  # mentions of a country make it one that the text is about
KNOWN = 50_000  # inhabitants: a smaller place is not meant without its country, for the list has not all of them
LAND = 10_000_000  # inhabitants: what a whole land weighs among towns of its name
EXACT = 10  # times its inhabitants a place weighs whose name of today it is


@dataclass(slots=True, kw_only=True)
class _Use:
    """How a text uses a name: `at` of its `mentions` stand behind “in” or the like, `way` behind “to”, “of” or in a
    row with other places."""

    mentions: list[Name] = field(default_factory=list)
    at: int = 0
    way: int = 0

    def add(self, name: Name, stands: str) -> None:
        self.mentions.append(name)
        self.at += stands == "at"
        self.way += stands == "way"


def place_names(
    names: Sequence[Name], text: str, gazetteer: Gazetteer, chosen: Mapping[str, PlaceRule]
) -> dict[str, tuple[Name, ...]]:
    """The names that the text uses as those of places, and where, in order of first mention."""
    titled = {name.words.split()[-1] for name in names if _is_titled(name.words)}
    told: dict[str, _Use] = {}
    row: Name | None = None  # the last name, where it stood as that of a place
    for name in names:
        known = gazetteer.candidates(name.words) and not _is_noise(name.words, gazetteer)
        stands = _stands(name, row, text, gazetteer) if known else ""
        row = name if stands else None
        if known or name.words in chosen:
            told.setdefault(name.words, _Use()).add(name, stands)
    meant = {words for words, use in told.items() if words not in chosen and _is_place(words, use, gazetteer, titled)}
    said = {words for words in told if words in chosen and not chosen[words].is_none}
    return {words: tuple(use.mentions) for words, use in told.items() if words in meant or words in said}


def _is_noise(words: str, gazetteer: Gazetteer) -> bool:
    """Nouns and letters that some town is called, too: “University”, “BBC”."""
    land = gazetteer.candidates(words)[0].place.kind == "land"
    return not land and is_thing(words)


def _is_titled(words: str) -> bool:
    first, *more = words.split()
    return bool(more) and "of" not in more and (first.rstrip(".") in TITLES or first in GIVEN)


def _stands(name: Name, before: Name | None, text: str, gazetteer: Gazetteer) -> str:
    """ "at" behind “in” or the like, or before its land; "way" behind “to”, “of”; "" as anything does."""
    words = text[max(0, name.span.start - 32) : name.span.start]
    if _AT.search(words) or _is_in_land(name, text, gazetteer):
        return "at"
    return "way" if _WAY.search(words) or _is_listed(name, before, text) else ""


def _is_listed(name: Name, before: Name | None, text: str) -> bool:
    """“Basel, Heidelberg and Strasbourg”: in a row with a name that stands as a place."""
    return before is not None and _LISTED.fullmatch(text[before.span.stop : name.span.start]) is not None


def _is_in_land(name: Name, text: str, gazetteer: Gazetteer) -> bool:
    """“Stephenville, Texas”."""
    behind = re.match(r",\s+([A-Z]\w+(?:\s[A-Z]\w+)?)", text[name.span.stop : name.span.stop + 40])
    lands = {behind[1], behind[1].split()[0]} if behind else set()
    return any(one.place.kind == "land" for land in lands for one in gazetteer.candidates(land))


def _is_place(words: str, use: _Use, gazetteer: Gazetteer, titled: Collection[str]) -> bool:
    land = any(listed.place.kind == "land" for listed in gazetteer.candidates(words))
    share = use.at / len(use.mentions)
    if words in titled or words in GIVEN:
        return use.at > 0 and share >= TITLED
    if land:
        return True
    return share >= FEWEST or (
        use.at + use.way > 0 and use.at + use.way >= len(use.mentions) / 2 and _is_large(words, gazetteer)
    )


def _is_large(words: str, gazetteer: Gazetteer) -> bool:
    return gazetteer.candidates(words)[0].place.population >= 100_000


def find_places(
    uses: Mapping[str, Sequence[Name]], text: str, gazetteer: Gazetteer, chosen: Mapping[str, PlaceRule]
) -> tuple[Place, ...]:
    """In order of first mention; names that mean the same place are forms of one."""
    ground = _Ground(text=text, gazetteer=gazetteer, lands=_lands(uses, gazetteer), chosen=chosen)
    places: dict[str, Place] = {}
    for words, mentions in uses.items():
        place = _place(words, mentions, ground)
        key = _key(place)
        places[key] = _both(places[key], place) if key in places else place
    return tuple(sorted(places.values(), key=lambda place: place.mentions[0]))


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
