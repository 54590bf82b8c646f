"""People whom the running text names, by rule: what makes a name a person's, and which forms are of the same person.

A name is a person's where a title or a given name begins it, where the text says that it was born, wrote, said, or
where it is a form of such a name. Forms are joined only where there is one person that they can mean.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from quoth.life.given import GIVEN
from quoth.life.names import TITLES, Name
from quoth.model.text import Span

__all__ = ["Somebody", "find_people", "is_thing", "slug"]

_DOES = re.compile(
    r",?\s+(?:(?:was|were|had|has|is|himself|herself|then|also|never|later|soon|first|once|now|finally|who)\s+){0,3}"
    r"(?:born|died|married|wrote|went|came|returned|studied|worked|taught|lived|grew|met|felt|believed|remembered|thought|"
    r"knew|became|began|arrived|left|moved|recalled|loved|hated|refused|insisted|told|asked|said|appointed|arrested|"
    r"imprisoned|exiled|educated|elected|expelled|killed|buried|buried|graduated|served|attended|retired|resigned|"
    r"decided|tried|wanted|hoped|feared|read|spoke|published|composed|painted|played|starred|won|received|succeeded|"
    r"opened|spent|lay|sat|stood|took|gave|made|found|wept|smiled|laughed|ist|war|wurde|hatte|schrieb|starb|naquit|"
    r"mourut|écrivit|fut)\b"
)
_KIN = re.compile(
    r"\b(?:wife|husband|brother|sister|son|daughter|father|mother|friend|uncle|aunt|cousin|nephew|niece|lover|mistress|"
    r"colleague|teacher|pupil|poet|novelist|writer|philosopher|painter|composer|actor|actress|historian|linguist|editor|"
    r"biographer|mathematician|physicist|scholar|critic|translator|by|Frau|Mann|Sohn|Tochter|Bruder|Schwester|Freund|femme|"
    r"mari|fils|fille|frère|sœur|ami|amie),?\s+$"
)
_THING = re.compile(
    r"\b(?:Party|Press|Revolution|University|College|School|Institute|Church|Street|Road|Avenue|Palace|Castle|House|Hall|"
    r"Bridge|River|Bay|Lake|Mountains?|Island|Islands|Sea|Ocean|Army|Navy|War|Battle|Treaty|Act|Bill|Congress|Parliament|"
    r"Society|Academy|Museum|Theatre|Theater|Opera|Orchestra|Festival|Award|Awards|Prize|Times|Review|Journal|Magazine|"
    r"Quarterly|Reader|Gazette|News|Herald|Union|Republic|Kingdom|Empire|State|States|County|City|Office|Department|"
    r"Ministry|Government|Court|Council|Committee|Commission|Company|Club|League|Association|Foundation|Bank|Hotel|"
    r"Hospital|Prison|Cathedral|Abbey|Park|Square|Station|Airport|Center|Centre|Library|Series|Game|Games|Cup|Olympics|"
    r"Principle|North|South|East|West|Isle|Isles|Male|Female|Airlines|Sox|League|Baseball|Draft|Theory|Law|Laws|Grammar|Language|Languages|English|Exhibition|Bible|Day|Year|Song|Bank|Studies)$"
)
_OFFICE = re.compile(
    r"\b(?:Minister|Ministers|Chamberlain|Steward|Regent|Royal|Mother|Lieutenant|Election|Mayor|Consort|Highness|Majesty|"
    r"Secretary|Dowager|General|Advocate|Chancellor|Treasurer|Marshal|Justice|Superior|Regnant|Elector|Imperial|Dock)$"
)
_DETERMINED = re.compile(
    r"\b(?:the|a|an|this|that|these|those|his|her|their|our|my|your|its|its own)\s+$", re.IGNORECASE
)
_ALSO = re.compile(
    r"\b(?:born|née?|geboren(?:er?)?|geb\.|real\s+name(?:\s+was)?|pseudonym(?:\s+of)?|alias|known\s+as)\s+$"
)
MOSTLY = 4  # a given name alone is not a person's whose whole name stands but once in so many


@dataclass(slots=True, kw_only=True)
class Somebody:
    """A person while the forms are gathered, by the fullest of them."""

    name: str
    mentions: list[Name] = field(default_factory=list)

    @property
    def forms(self) -> Counter[str]:
        return Counter(name.words for name in self.mentions)

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(name.span for name in self.mentions)


def find_people(names: Sequence[Name], text: str, places: Collection[str], works: Sequence[Span]) -> list[Somebody]:
    """In order of first mention. `places` are names that the text uses as those of places; `works` are stretches that
    are titles or otherwise set apart, and name no people."""
    starts = [work.start for work in works]
    heard = [name for name in names if name.words not in places and not is_thing(name.words)]
    heard = [name for name in heard if not _lies_in(name.span, works, starts)]
    known = {name.words for name in heard if _is_person(name, text)} - _common(heard, text)
    register = _Register.of(known, Counter(name.words for name in heard))
    people: dict[str, Somebody] = {}
    before: tuple[str, Name] | None = None
    for name in heard:
        person = register.person(
            name.words, kin=_KIN.search(text[max(0, name.span.start - 24) : name.span.start]) is not None
        )
        if person is None:
            continue
        if before and _is_other_name(before[1], name, text):
            register.joined[name.words] = person = before[0]
        people.setdefault(person, Somebody(name=person)).mentions.append(name)
        before = person, name
    return sorted(people.values(), key=lambda one: one.mentions[0].span)


def _lies_in(span: Span, works: Sequence[Span], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, span.start)
    return at > 0 and works[at - 1].overlaps(span)


def _is_other_name(one: Name, other: Name, text: str) -> bool:
    """“Victor Serge … was born Victor Kibalchich”."""
    near = one.sentence == other.sentence and other.span.start - one.span.stop < 80
    return near and _ALSO.search(text[one.span.stop : other.span.start]) is not None


# -- what makes a name a person's ------------------------------------------------------------------------------------


def is_thing(words: str) -> bool:
    initials = all(re.fullmatch(r"(?:[^\W\d_]\.-?)+", word) for word in words.split())
    return initials or words.isupper() or bool(_THING.search(words) or _OFFICE.search(words))


def _is_person(name: Name, text: str) -> bool:
    first, *more = name.words.split()
    if first.rstrip(".") in TITLES:
        return bool(more)
    if more and (first in GIVEN or re.fullmatch(r"(?:[A-Z]\.)+", first)):
        return True
    before, behind = text[max(0, name.span.start - 40) : name.span.start], text[name.span.stop : name.span.stop + 48]
    if more:
        return _DOES.match(behind) is not None or _KIN.search(before) is not None
    return not name.opens and _DOES.match(behind) is not None


def _common(names: Sequence[Name], text: str) -> set[str]:
    """Single words that stand behind an article as often as not, or name many: nouns and peoples with a capital."""
    determined: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for name in names:
        counts[name.words] += 1
        determined[name.words] += _DETERMINED.search(text[max(0, name.span.start - 12) : name.span.start]) is not None
    return {words for words, number in counts.items() if " " not in words and determined[words] * 5 > number}


# -- which forms are of the same person -------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 14)
def _bare(words: str) -> tuple[str, ...]:
    """The words of a name without its titles: ("Victor", "Serge"); of "Duke of Kent" all."""
    parts = tuple(words.split())
    if "of" in parts:
        return (words,)
    while len(parts) > 1 and parts[0].rstrip(".") in TITLES:
        parts = parts[1:]
    return parts


def _title(words: str) -> str:
    first = words.split(maxsplit=1)[0].rstrip(".")
    return first if first in TITLES else ""


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two whole names can be one person's: the same last, and first names of which none contradicts."""
    if one[-1] != other[-1]:
        return False
    first, second = one[0].rstrip("."), other[0].rstrip(".")
    initial = min(len(first), len(second)) == 1 and first[0] == second[0]
    shorter, longer = sorted((one, other), key=len)
    return (first == second or initial) and (initial or all(word in longer for word in shorter))


def _groups(known: Collection[str]) -> dict[str, list[str]]:
    """Whole names that can be one person's, under the longest."""
    groups: dict[str, list[str]] = {}
    by_last: dict[str, list[str]] = {}
    for words in sorted((words for words in known if len(_bare(words)) > 1), key=lambda words: (-len(words), words)):
        bare = _bare(words)
        same = [head for head in by_last.get(bare[-1], []) if _alike(_bare(head), bare)]
        if len(same) != 1:
            by_last.setdefault(bare[-1], []).append(words)
        groups.setdefault(same[0] if len(same) == 1 else words, []).append(words)
    return groups


def _singles(known: Collection[str]) -> dict[str, list[str]]:
    """Forms of one word, however titled, by that word."""
    single: dict[str, list[str]] = {}
    for words in sorted(known):
        if len(_bare(words)) == 1:
            single.setdefault(_bare(words)[0], []).append(words)
    return single


@dataclass(slots=True, kw_only=True)
class _Register:
    """Whole names in groups, each of one person, under the fullest of them; and single names that are people's."""

    groups: dict[str, list[str]]
    counts: Counter[str]
    opening: str | None
    head: dict[str, str]
    by_last: dict[str, list[str]]
    by_first: dict[str, list[str]]
    single: dict[str, list[str]]
    joined: dict[str, str] = field(default_factory=dict)
    answered: dict[tuple[str, bool], str | None] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Collection[str], counts: Counter[str]) -> _Register:
        groups = _groups(known)
        by_last: dict[str, list[str]] = {}
        by_first: dict[str, list[str]] = {}
        for head in groups:
            by_first.setdefault(_bare(head)[0], []).append(head)
            for last in _last_names(head):
                by_last.setdefault(last, []).append(head)
        head_of = {form: head for head, forms in groups.items() for form in forms}
        return cls(
            groups=groups,
            counts=counts,
            opening=next((head_of[words] for words in counts if words in head_of), None),
            head=head_of,
            by_last=by_last,
            by_first=by_first,
            single=_singles(known),
        )

    def person(self, words: str, *, kin: bool) -> str | None:
        """Whom a form means; None where it is nobody's, or could be several people's."""
        if words in self.joined:
            return self.joined[words]
        if (words, kin) not in self.answered:
            self.answered[words, kin] = self._sought(words, kin=kin)
        return self.answered[words, kin]

    def _sought(self, words: str, *, kin: bool) -> str | None:
        bare = _bare(words)
        if len(bare) > 1:
            return self.head.get(words)
        by_last = self.by_last.get(bare[0], [])
        by_first = self.by_first.get(bare[0], [])
        titled = [head for head in (by_last or by_first) if self._has_title(head, _title(words))]
        if len(by_last) == 1:
            return by_last[0]
        if self.opening in by_last and not titled:
            return self.opening  # in a life its own bearer is called by the name that others share
        if len(titled) == 1:
            return titled[0]
        if not by_last and len(by_first) == 1 and not kin and self._is_usual(by_first[0], words):
            return by_first[0]
        return self._single(words, bare[0])

    def _single(self, words: str, bare: str) -> str | None:
        """A person known by one name, however titled: “Victoria”, “Princess Victoria”."""
        forms = self.single.get(bare, [])
        if not forms:
            return None
        return max(forms, key=lambda form: (self.counts[form], form)) if words in forms or words == bare else None

    def _has_title(self, head: str, title: str) -> bool:
        return bool(title) and any(_title(form) == title for form in self.groups[head])

    def _is_usual(self, head: str, words: str) -> bool:
        return sum(self.counts[form] for form in self.groups[head]) * MOSTLY >= self.counts[words]


def _last_names(head: str) -> set[str]:
    last = _bare(head)[-1]
    return {last, *last.split("-")}


def slug(words: str) -> str:
    """“Victor Serge” → “victor-serge”."""
    return re.sub(r"[\W_]+", "-", words.lower()).strip("-")
