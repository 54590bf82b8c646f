"""Which forms of names are of the same person. They are joined only where there is one person that they can mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

from quoth.find.names import words_of
from quoth.life.names import TITLES

__all__ = ["Register", "bare"]

_HERS = words_of("""
    Mrs Ms Miss Lady Dame Queen Princess Duchess Countess Baroness Viscountess Marchioness Empress Tsarina Sister Madame
    Mme Mademoiselle Mlle Frau Fräulein Gräfin Doña Signora Aunt Archduchess Infanta Princesse Prinzessin Königin
    Herzogin Fürstin Reine Duchesse Comtesse Mère Sœur Schwester Mama Grandmother Mistress
""")
_OF_THEIR_OWN = words_of("""
    King Queen Prince Princess Emperor Empress Tsar Czar Kaiser Pope Saint St Archduke Archduchess Infanta König Königin
    Prinz Prinzessin Roi Reine Princesse Cousin Aunt Uncle Brother Sister
""")
MOSTLY = 4  # a given name alone is not a person's whose whole name stands but once in so many


@lru_cache(maxsize=1 << 14)
def bare(words: str) -> tuple[str, ...]:
    """Its words without titles: ("Victor", "Serge"), ("Catherine", "of Aragon"); all of "Duke of Kent"."""
    parts = tuple(words.split())
    if "of" in parts:
        at = parts.index("of")
        named = [word for word in parts[:at] if word.rstrip(".") not in TITLES]
        return (*named, " ".join(parts[at:])) if named else (words,)
    while len(parts) > 1 and parts[0].rstrip(".") in TITLES:
        parts = parts[1:]
    return parts


def _title(words: str) -> str:
    first = words.split(maxsplit=1)[0].rstrip(".")
    return first if first in TITLES else ""


def _alike(head: str, words: str) -> bool:
    """Whether two whole names can be one person's: the same last, and nothing before it that contradicts."""
    one, other = bare(head), bare(words)
    if one[-1] != other[-1] or _contradict(_title(head), _title(words)):
        return False
    first, second = one[0].rstrip("."), other[0].rstrip(".")
    if min(len(first), len(second)) == 1:
        return first[0] == second[0]
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    return all(word in rest for word in shorter)  # in the same order: “Otto Jespersen” is “Jens Otto Harry Jespersen”


def _contradict(one: str, other: str) -> bool:
    """A lady is no lord, and a knight is not the peer of his name."""
    return (one in _HERS) != (other in _HERS) if one and other else False


def _groups(known: Collection[str]) -> dict[str, list[str]]:
    """Whole names that can be one person's, under the longest."""
    groups: dict[str, list[str]] = {}
    by_last: dict[str, list[str]] = {}
    for words in sorted((words for words in known if len(bare(words)) > 1), key=lambda words: (-len(words), words)):
        last = bare(words)[-1]
        same = [head for head in by_last.get(last, []) if _alike(head, words)]
        if len(same) != 1:
            by_last.setdefault(last, []).append(words)
        groups.setdefault(same[0] if len(same) == 1 else words, []).append(words)
    return groups


def _singles(known: Collection[str]) -> dict[str, list[str]]:
    """Forms of one word, however titled, by that word."""
    single: dict[str, list[str]] = {}
    for words in sorted(known):
        if len(bare(words)) == 1:
            single.setdefault(bare(words)[0], []).append(words)
    return single


@dataclass(slots=True, kw_only=True)
class Register:
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
    def of(cls, known: Collection[str], counts: Counter[str]) -> Register:
        groups = _groups(known)
        by_last: dict[str, list[str]] = {}
        by_first: dict[str, list[str]] = {}
        for head in groups:
            by_first.setdefault(bare(head)[0], []).append(head)
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
        parts, title = bare(words), _title(words)
        if len(parts) > 1:
            return self._with_byname(words, parts) or self.head.get(words)
        by_last = [head for head in self.by_last.get(parts[0], []) if not self._is_other(head, title)]
        by_first = [head for head in self.by_first.get(parts[0], []) if not self._is_other(head, title)]
        titled = [head for head in (by_last or by_first) if self._has_title(head, title)]
        if len(by_last) == 1:
            return by_last[0]
        if self.opening in by_last and not titled:
            return self.opening  # in a life its own bearer is called by the name that others share
        if len(titled) == 1:
            return titled[0]
        plain = not kin and title not in _OF_THEIR_OWN
        if not by_last and len(by_first) == 1 and plain and self._is_usual(by_first[0], words):
            return by_first[0]
        return self._single(words, parts[0])

    def _with_byname(self, words: str, parts: tuple[str, ...]) -> str | None:
        """“Prince Leopold of Saxe-Coburg” is “Prince Leopold”, where no other Leopold is of anywhere."""
        titled = words.partition(" of ")[0]
        alone = len(self.by_first.get(parts[0], [])) == 1
        named = parts[-1].startswith("of ") and titled in self.single.get(parts[0], [])
        return self._single(titled, parts[0]) if alone and named else None

    def _single(self, words: str, name: str) -> str | None:
        """A person known by one name, however titled: “Victoria”, “Princess Victoria”; but not “Mr” and “Mrs”."""
        forms = [form for form in self.single.get(name, []) if not _contradict(_title(form), _title(words))]
        if not forms:
            return None
        return max(forms, key=lambda form: (self.counts[form], form)) if words in forms or words == name else None

    def _is_other(self, head: str, title: str) -> bool:
        """Whether a title is not one of this person, whose other titles the text tells."""
        titles = {_title(form) for form in self.groups[head]} - {""}
        knight = "Sir" in titles and title == "Lord"
        return knight or any(_contradict(title, other) for other in titles)

    def _has_title(self, head: str, title: str) -> bool:
        return bool(title) and any(_title(form) == title for form in self.groups[head])

    def _is_usual(self, head: str, words: str) -> bool:
        return sum(self.counts[form] for form in self.groups[head]) * MOSTLY >= self.counts[words]


def _last_names(head: str) -> set[str]:
    last = bare(head)[-1]
    untied = re.sub(r"^(?:d[’']|[ae]l-)", "", last)
    return {last, untied, last[:1].upper() + last[1:], *untied.split("-")}
