"""Which names the text uses as those of places: by the list of places, and by what stands before them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from quoth.find.names import words_of
from quoth.life.choices import PlaceRule
from quoth.life.gazetteer import Gazetteer
from quoth.life.given import DOUBTFUL, GIVEN
from quoth.life.names import TITLES, Name
from quoth.life.signs import is_thing

__all__ = ["AT", "place_names"]

AT = re.compile(
    r"\b(?:in|at|near|into|via|inside|outside|across|throughout|through|within|en\s+route\s+to|leaving|left|leave|leaves|"
    r"reached|reach|reaches|reaching|visited|visit|visits|visiting|entered|entering|settled|nach|aus|bei|à|en|dans|in|"
    r"(?:back|moved|went|came|returned|sent|journey|return|travelled|traveled|flew|fled|exiled|sailed|emigrated|removed|"
    r"deported|banished|trip|visit|voyage|road|way)\s+(?:(?:back|north|south|east|west|on|out|home)\s+)?to|city\s+of|town\s+of|village\s+of|capital\s+of|suburb\s+of|siege\s+of|defen[cs]e\s+of|"
    r"University\s+of|streets\s+of|north\s+of|south\s+of|east\s+of|west\s+of|arrived\s+(?:in|at|from))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_WAY = re.compile(
    r"\b(?:to|from|toward|towards|around|between|for|of|leave|von|um|de|von|vers|pour|born|Born:?|Died:?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OUTRIGHT = re.compile(
    r"\b(?:(?:born|died|buried|bapti[sz]ed|raised|educated|grew\s+up|brought\s+up|settled|arrived|lived|living|resided|"
    r"stayed|landed|married|stationed|interned|imprisoned)\s+(?:in|at|near)|(?:villages?|town|city|hamlet|port|island|"
    r"parish|suburb|district|province|county|resort|valley|fortress|commune|hometown)\s+of|near)\s+$",
    re.IGNORECASE,
)
_STANDS_BY = re.compile(
    r"\b(?:in|at|near|on|under|across|to|from|of|off|along|over|around|above|crossed)\s+(?:the\s+)?$"
)
_NATURE = words_of(
    "Bay Island Islands Lake River Valley Mountains Sea Ocean Gulf Strait Straits Hills Peninsula Cove Sound"
)
_NATURE_OF = words_of("Lake Mount Cape River Isle Loch Lough Lac Mont")
_OF_NO_PLACE = re.compile(
    r"\b(?:Society|Association|Bank|Church|Order|Federation|Confederation|Academy|Museum|Institute|Congress|Duke|Earl|"
    r"Duchess|Countess|Bishop|Archbishop|Lord|Lady|Marquis|Marquess|Viscount|Treaty|Peace|Battle)\s+of\s+(?:the\s+)?$"
)
_LISTED = re.compile(r"\s*(?:,|;|(?:,\s*)?\b(?:and|or|to|und|et)\b|–|-)\s*")
FEWEST = 0.15  # of the mentions of a town's name must say that it is a place: "Victoria" is one, and a queen
TITLED = 0.5  # where a person has the name too
OUTRIGHT = 1 / 3  # of the mentions of a name on no list must say that it is a place
LARGE = 100_000  # inhabitants: such a town is one also behind “to” and “of”


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
    unlisted = _unlisted(names, text, gazetteer, titled)
    told: dict[str, _Use] = {}
    row: Name | None = None  # the last name, where it stood as that of a place
    for name in names:
        known = gazetteer.candidates(name.words) and not _is_noise(name.words, gazetteer)
        stands = _stands(name, row, text, gazetteer) if known else ""
        row = name if stands else None
        if (known and not _is_part(name, text)) or name.words in chosen or name.words in unlisted:
            told.setdefault(name.words, _Use()).add(name, stands)
    return {
        words: tuple(use.mentions)
        for words, use in told.items()
        if (
            not chosen[words].is_none
            if words in chosen
            else words in unlisted or _is_place(words, use, gazetteer, titled)
        )
    }


def _unlisted(names: Sequence[Name], text: str, gazetteer: Gazetteer, titled: Collection[str]) -> set[str]:
    """Names that no list has, of which the text says outright that they are places: “the village of Mazirat”."""
    counts: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for name in names:
        words = name.words.split()
        person = words[0] in GIVEN - DOUBTFUL or words[0].rstrip(".") in TITLES or words[-1] in titled
        if person or gazetteer.candidates(name.words):
            continue
        counts[name.words] += 1
        told[name.words] += _is_outright(name, text, gazetteer)
    return {words for words, number in counts.items() if told[words] and told[words] >= OUTRIGHT * number}


def _is_outright(name: Name, text: str, gazetteer: Gazetteer) -> bool:
    before = text[max(0, name.span.start - 32) : name.span.start]
    first, *more = name.words.split()
    if more and (more[-1] in _NATURE or first in _NATURE_OF):
        return _STANDS_BY.search(before) is not None
    said = _OUTRIGHT.search(before) is not None or (
        _is_in_land(name, text, gazetteer) and AT.search(before) is not None
    )
    return said and not is_thing(name.words)


def _is_part(name: Name, text: str) -> bool:
    """“the Bank of England”, “the Linguistic Society of America”: of something that has it in its name."""
    return _OF_NO_PLACE.search(text[max(0, name.span.start - 24) : name.span.start]) is not None


def _is_noise(words: str, gazetteer: Gazetteer) -> bool:
    """Nouns and letters that some town is called, too: “University”, “BBC”."""
    land = gazetteer.candidates(words)[0].place.kind == "land"
    city = words.endswith(" City")
    return not land and not city and is_thing(words) and words.rsplit(maxsplit=1)[-1] not in _NATURE


def _is_titled(words: str) -> bool:
    first, *more = words.split()
    return bool(more) and "of" not in more and (first.rstrip(".") in TITLES or first in GIVEN)


def _stands(name: Name, before: Name | None, text: str, gazetteer: Gazetteer) -> str:
    """ "at" behind “in” or the like, or before its land; "way" behind “to”, “of”; "" as anything does."""
    words = text[max(0, name.span.start - 32) : name.span.start]
    land = gazetteer.candidates(name.words)[0].place.kind == "land"
    owner = text[name.span.stop : name.span.stop + 2] in ("’s", "'s")
    if not land and owner and not _is_large(name.words, gazetteer):
        return ""  # “in Shaw's play”
    if AT.search(words) or _is_in_land(name, text, gazetteer):
        return "at"
    if not land and words.endswith(" the "):
        return ""  # “the flight of the Phoenix”
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
    share = use.at / len(use.mentions)
    if words in titled or words in GIVEN:
        return use.at > 0 and share >= TITLED
    if gazetteer.candidates(words)[0].place.kind == "land" and not _is_peerage(words, gazetteer):
        return True
    return share >= FEWEST or (
        use.at + use.way > 0 and use.at + use.way >= len(use.mentions) / 2 and _is_large(words, gazetteer)
    )


def _is_peerage(words: str, gazetteer: Gazetteer) -> bool:
    """A county of Britain is as often the lord of it: “Essex was beheaded”."""
    return words not in gazetteer.countries and gazetteer.candidates(words)[0].place.country == "GB"


def _is_large(words: str, gazetteer: Gazetteer) -> bool:
    place = gazetteer.candidates(words)[0].place
    return place.kind == "land" or place.population >= LARGE
