"""People whom the running text names: `signs.py` says which names are people's, `forms.py` which are of one person."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from quoth.life.forms import Register
from quoth.life.names import Name
from quoth.life.signs import KIN, OTHER_NAME, is_thing, known_people
from quoth.model.text import Span

__all__ = ["Somebody", "find_people", "slug"]


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
    register = Register.of(known_people(heard, text), Counter(name.words for name in heard))
    people: dict[str, Somebody] = {}
    before: tuple[str, Name] | None = None
    for name in heard:
        person = register.person(
            name.words, kin=KIN.search(text[max(0, name.span.start - 24) : name.span.start]) is not None
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
    return near and OTHER_NAME.search(text[one.span.stop : other.span.start]) is not None


def slug(words: str) -> str:
    """“Victor Serge” → “victor-serge”."""
    return re.sub(r"[\W_]+", "-", words.lower()).strip("-")
