"""What makes a name a person's: what it begins with, what the text says of it, and its company.

Nothing of this is known for sure of one name; a name that is a person's anywhere in a text is one everywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from quoth.find.names import words_of
from quoth.life.forms import bare
from quoth.life.given import DOUBTFUL, FAMILY_FIRST, GIVEN
from quoth.life.names import TITLES, Name

__all__ = ["KIN", "OTHER_NAME", "is_thing", "known_people"]

_DOES = re.compile(
    r",?\s+(?:(?:was|were|had|has|is|himself|herself|then|also|never|later|soon|first|once|now|finally|who)\s+){0,3}"
    r"(?:born|died|married|wrote|went|came|returned|studied|worked|taught|lived|grew|met|felt|believed|remembered|thought|"
    r"knew|became|began|arrived|left|moved|recalled|loved|hated|refused|insisted|told|asked|said|appointed|arrested|"
    r"imprisoned|exiled|educated|elected|expelled|killed|buried|graduated|served|attended|retired|resigned|"
    r"decided|tried|wanted|hoped|feared|read|spoke|starred|succeeded|agreed|argued|described|admired|replied|answered|"
    r"lay|sat|stood|took|gave|wept|smiled|laughed|ist|war|wurde|hatte|schrieb|starb|naquit|mourut|écrivit|fut)\b"
    r"|\s+(?:published|composed|painted|played|won|received|opened|spent|made|found|founded|designed|directed)\b"
)
_LIVED = re.compile(r"\s*[(\[](?:née?|born|b\.|d\.|died|m\.|geb\.|\d{1,2}\s[A-Z]\w+\s\d{4}\s?[-–—])")
_YEARS = re.compile(r"\s*\((?:c\.\s?)?(?P<from>\d{4})\s?[-–—]\s?(?:c\.\s?)?(?P<to>\d{4})\)")
_RELATION = (
    r"(?:wife|husband|brother|sister|son|daughter|father|mother|friend|uncle|aunt|cousin|nephew|niece|lover|mistress|"
    r"grandfather|grandmother|grandson|granddaughter|fiancée?|stepfather|stepmother|half-brother|half-sister|godfather|"
    r"godmother|child|twin|widow|widower|bride|valet|maid|nurse|governess|tutor|mentor|pupil|disciple|companion|comrade|"
    r"colleague|partner|classmate|schoolmate|roommate|teammate|co-star|collaborator|assistant|rival|successor|predecessor)"
)
_CALLING = (
    r"(?:teacher|poet|novelist|writer|philosopher|painter|composer|actor|actress|historian|linguist|editor|biographer|"
    r"mathematician|physicist|scholar|critic|translator|author|physician|doctor|surgeon|lawyer|architect|artist|sculptor|"
    r"journalist|publisher|philologist|economist|sociologist|psychologist|chemist|astronomer|botanist|naturalist|explorer|"
    r"soldier|priest|theologian|preacher|missionary|banker|merchant|politician|statesman|diplomat|singer|pianist|conductor|"
    r"violinist|dancer|photographer|filmmaker|director|presenter|engineer|inventor|scientist|anarchist|revolutionary|"
    r"socialist|activist|student|secretary|neighbour|neighbor|professor|realist|publicist|printer|bookseller)"
)
KIN = re.compile(
    rf"\b(?:{_RELATION}|{_CALLING}|by|Frau|Mann|Sohn|Tochter|Bruder|Schwester|Freund|femme|mari|fils|fille|frère|sœur|ami|"
    r"amie),?\s+$"
)
_KIN_OF = re.compile(
    rf"(?:\b(?:his|her|their|whose|my|two|three|four)|[’']s(?:\s\[\d+\])?)\s+(?:(?!and\b)[\w-]+\s+){{0,2}}{_RELATION}s?,?\s+$"
)
_MET = re.compile(
    r"\b(?:met|meets|meeting|marry|married|marrying|befriended|alongside|opposite|with|among|avec|mit)\s+$"
)
_PEOPLES = re.compile(
    r".*(?:[^\W\d_]{2}ish|ese|ian|[a-z]{2}ean|ican)$|"
    r"(?:French|Czech|Welsh|Dutch|Greek|Swiss|Turk|Catholic|Islamic|Soviet|Old|New|Royal|National|High)$"
)
_THINGS = words_of("""
    Party Press Revolution University College School Institute Church Street Road Avenue Palace Castle House Hall
    Bridge River Bay Lake Mountain Mountains Island Islands Sea Ocean Army Navy War Battle Treaty Act Bill Congress
    Parliament Society Academy Museum Theatre Theater Opera Orchestra Festival Award Awards Prize Times Review
    Journal Magazine Quarterly Reader Gazette News Herald Union Republic Kingdom Empire State States County City
    Office Department Ministry Government Court Council Committee Commission Company Club League Association
    Foundation Bank Hotel Hospital Prison Cathedral Abbey Park Square Station Airport Center Centre Library Series
    Game Games Cup Olympics Principle North South East West Isle Isles Male Female Airlines Sox Baseball Draft
    Theory Law Laws Grammar Language Languages English Exhibition Bible Day Year Song Studies Study Research
    Sciences Star Movie Principles Mysteries Chronicles Stories Tales Letters Memoirs Lectures Cabinet Water
    Religion Faith Parade Hill Hills Mount Valley Forest Garden Gardens Terrace Place Lodge Tower Gate Port Fund
    Trust Convention Conference Constitution Declaration Letter Question Crisis
""")
_OFFICES = words_of("""
    Minister Ministers Chamberlain Steward Regent Royal Mother Lieutenant Election Mayor Consort Highness Majesty
    Secretary Dowager General Advocate Chancellor Treasurer Marshal Justice Superior Regnant Elector Imperial Dock
""")
_DETERMINED = re.compile(
    r"\b(?:the|a|an|this|that|these|those|his|her|their|our|my|your|its|its own)\s+$", re.IGNORECASE
)
OTHER_NAME = re.compile(
    r"\b(?:born|née?|geboren(?:er?)?|geb\.|real\s+name(?:\s+was)?|pseudonym(?:\s+of)?|alias|known\s+as)\s+$"
)


def known_people(names: Sequence[Name], text: str) -> set[str]:
    """The names that are people's. `names` are those that are no places and stand in no title."""
    common = _common(names, text)
    known = {name.words for name in names if _is_person(name, text)} - common
    return known | _supposed(names, known, text) - common


def is_thing(words: str) -> bool:
    """“Communist Party”, “Prime Minister”, “BBC”."""
    initials = all(re.fullmatch(r"(?:[^\W\d_]\.-?)+", word) for word in words.split())
    return initials or words.isupper() or re.split(r"[\s-]", words)[-1] in _THINGS | _OFFICES


def _is_person(name: Name, text: str) -> bool:
    first, *more = name.words.split()
    if first.rstrip(".") in TITLES:
        return bool(more)
    before, behind = text[max(0, name.span.start - 60) : name.span.start], text[name.span.stop : name.span.stop + 48]
    if more:
        return _is_named(first) or bool(_DOES.match(behind) or _LIVED.match(behind) or KIN.search(before))
    if (_KIN_OF.search(before) or OTHER_NAME.search(before)) and not _is_people(first):
        return True
    does = _DOES.match(behind) is not None
    return does if not name.opens else does and first in GIVEN - DOUBTFUL


def _is_named(first: str) -> bool:
    """Whether a longer name begins as those of people do: with a given name, an initial, a Chinese family name."""
    return (
        first.split("-", maxsplit=1)[0] in GIVEN or first in FAMILY_FIRST or bool(re.fullmatch(r"(?:[A-Z]\.)+", first))
    )


def _supposed(heard: Sequence[Name], known: set[str], text: str) -> set[str]:
    """Names that nothing but their company says to be people's: of the surname of somebody known, in a row with
    people, behind “with” or “opposite” and of words that the text does not write small; and given names alone."""
    surnames = {bare(words)[-1] for words in known if len(bare(words)) > 1}
    small = _small_words(text)
    found: set[str] = set()
    for at, name in enumerate(heard):
        first, *more = name.words.split()
        if name.words in known or name.words in found or _is_people(first):
            continue
        if not more:
            supposed = first in GIVEN - DOUBTFUL and not name.opens
        else:
            proper = small.isdisjoint(word.lower() for word in (first, *more))
            met = proper and _is_met(name, text)
            supposed = met or more[-1] in surnames or _is_in_row(heard, at, known | found, text)
        found.update({name.words} if supposed else ())
    return found


def _is_people(word: str) -> bool:
    """“French”, “Russian”."""
    return word not in GIVEN and _PEOPLES.match(word) is not None


SHORT_LIFE = 15  # years: what lasted less was a war or an office as likely as a life


def _is_met(name: Name, text: str) -> bool:
    years = _YEARS.match(text, name.span.stop)
    lived = years is not None and int(years["to"]) - int(years["from"]) >= SHORT_LIFE
    return lived or _MET.search(text[max(0, name.span.start - 16) : name.span.start]) is not None


_ROW = re.compile(r",\s+(?:and\s+|or\s+)?|\s+(?:and|und|et)\s+")


def _is_in_row(heard: Sequence[Name], at: int, known: set[str], text: str) -> bool:
    """“Jerry Sands, Stolmy Pimentel and …”: beside a whole name that is a person's, a comma between at most."""
    beside = [(heard[at - 1], heard[at])] if at else []
    beside += [(heard[at], heard[at + 1])] if at + 1 < len(heard) else []
    return any(
        one.sentence == other.sentence
        and _ROW.fullmatch(text[one.span.stop : other.span.start]) is not None
        and any(name.words in known and " " in name.words for name in (one, other))
        for one, other in beside
    )


@lru_cache(maxsize=1)
def _small_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\b[a-zß-öø-ÿ]{3,}\b", text))


def _common(names: Sequence[Name], text: str) -> set[str]:
    """Single words that stand behind an article as often as not, or name many: nouns and peoples with a capital."""
    determined: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for name in names:
        counts[name.words] += 1
        determined[name.words] += _DETERMINED.search(text[max(0, name.span.start - 12) : name.span.start]) is not None
    return {words for words, number in counts.items() if " " not in words and determined[words] * 5 > number}
