"""Changes that make other words of a quotation: what no reader of quotations may be silent about.

Every function takes the words of a passage in one line, the dice and the words of the library, and gives them changed
in one place and what was done; None where the passage has nothing to change in that way.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["MEANINGFUL", "Change", "Vocabulary"]

Change = tuple[str, str]  # the words changed, and what was done in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Words of the library: `names` that stand with a capital inside sentences, `words` as common as they are,
    `lookalikes` by word: other common words that differ by one letter."""

    names: Sequence[str]
    words: Sequence[str]
    lookalikes: Mapping[str, Sequence[str]]


Maker = Callable[[str, random.Random, Vocabulary], Change | None]
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def _spelled_like(word: str, model: str) -> str:
    """`word` with the capitals of `model`."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def _put(text: str, found: re.Match[str], word: str) -> Change:
    told = _spelled_like(word, found[0]) if word else ""
    changed = f"{text[: found.start()]}{told}{text[found.end() :]}"
    return " ".join(changed.split()), f"{found[0]} → {told or '-'}"


def _from_table(table: Mapping[str, Sequence[str]]) -> Maker:
    """One word of the table as another."""

    def made(text: str, dice: random.Random, _: Vocabulary) -> Change | None:
        found = [word for word in _WORD.finditer(text) if word[0].lower() in table]
        if not found:
            return None
        word = dice.choice(found)
        return _put(text, word, dice.choice(table[word[0].lower()]))

    return made


def _both_ways(pairs: str) -> dict[str, list[str]]:
    """A table of "one/two" pairs, each leading to the other."""
    table: dict[str, list[str]] = {}
    for one, two in (pair.split("/") for pair in pairs.split()):
        table.setdefault(one, []).append(two)
        table.setdefault(two, []).append(one)
    return table


# -- negation --------------------------------------------------------------------------------------------------------

_DENIED = {"not": [""], "never": ["", "ever"], "no": ["a", "some"], "nothing": ["something"], "nobody": ["somebody"],
           "none": ["some"], "nor": ["and"], "neither": ["either"], "cannot": ["can"], "without": ["with"]}  # fmt: skip
_SHORT = re.compile(r"(?<=[^\W\d_])n['’]t\b")
_AUXILIARY = re.compile(
    r"\b(?:is|was|were|are|am|had|has|have|will|would|could|should|may|might|must|shall|can|do|does|did)\b(?!\s+not\b)"
    r"(?!['’-])",
)


def _denial_dropped(text: str, dice: random.Random, words: Vocabulary) -> Change | None:
    short = list(_SHORT.finditer(text))
    if short and dice.random() < 0.5:
        return _put(text, dice.choice(short), "")
    return _from_table(_DENIED)(text, dice, words)


def _denial_added(text: str, dice: random.Random, _: Vocabulary) -> Change | None:
    found = list(_AUXILIARY.finditer(text))
    if not found:
        return None
    verb = dice.choice(found)
    return f"{text[: verb.end()]} {'not' if dice.random() < 0.8 else 'never'}{text[verb.end() :]}", f"{verb[0]} + not"


# -- numbers, names, persons, times ----------------------------------------------------------------------------------

_CARDINALS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand"
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth twelfth twentieth"
_FAMILIES = (_CARDINALS.split(), _ORDINALS.split())
_FIGURES = re.compile(r"(?<![\w.,])\d+(?![\w])")


def _number(text: str, dice: random.Random, _: Vocabulary) -> Change | None:
    found = list(_FIGURES.finditer(text))
    for family in _FAMILIES:
        found += [word for word in _WORD.finditer(text) if word[0].lower() in family]
    if not found:
        return None
    word = dice.choice(found)
    if word[0].isdecimal():
        at = dice.randrange(len(word[0]))
        figure = dice.choice([other for other in "123456789" if other != word[0][at]])
        return _put(text, word, word[0][:at] + figure + word[0][at + 1 :])
    family = next(family for family in _FAMILIES if word[0].lower() in family)
    return _put(text, word, dice.choice([other for other in family if other != word[0].lower()]))


def _name(text: str, dice: random.Random, words: Vocabulary) -> Change | None:
    known = set(words.names)
    found = [word for word in _WORD.finditer(text) if word[0] in known]
    if not found:
        return None
    word = dice.choice(found)
    return _put(text, word, dice.choice([name for name in words.names if name != word[0]]))


_PERSONS = {"he": ["she", "they", "I"], "she": ["he"], "his": ["her", "my", "their"], "him": ["her", "them"],
            "her": ["his"], "himself": ["herself"], "herself": ["himself"], "they": ["we", "he"],
            "we": ["they"], "our": ["their"], "their": ["our"], "us": ["them"], "them": ["us"],
            "my": ["his"]}  # fmt: skip
_TIMES = _both_ways(
    "is/was are/were has/had have/had will/would can/could may/might do/did does/did say/said says/said go/went "
    "come/came comes/came know/knew take/took takes/took make/made makes/made see/saw sees/saw give/gave gives/gave "
    "find/found think/thought thinks/thought feel/felt write/wrote writes/wrote stand/stood tell/told speak/spoke "
    "become/became begin/began keep/kept hold/held seem/seemed seems/seemed want/wanted look/looked live/lived "
    "call/called ask/asked appear/appeared"
)


# -- words -----------------------------------------------------------------------------------------------------------


def _swapped(text: str, dice: random.Random, _: Vocabulary) -> Change | None:
    """Two neighbours in the other order. Points stay where they are."""
    pairs = [(a, b) for a, b in pairwise(_WORD.finditer(text)) if text[a.end() : b.start()] == " "]
    pairs = [(a, b) for a, b in pairs if a[0].lower() != b[0].lower()]
    if not pairs:
        return None
    one, two = dice.choice(pairs)
    return f"{text[: one.start()]}{two[0]} {one[0]}{text[two.end() :]}", f"{one[0]} ↔ {two[0]}"


def _deleted(text: str, dice: random.Random, _: Vocabulary) -> Change | None:
    """A word inside is gone."""
    found = list(_WORD.finditer(text))[1:-1]
    found = [word for word in found if text[word.start() - 1] == " " and text[word.end() : word.end() + 1] in " ,;:."]
    return _put(text, dice.choice(found), "") if found else None


def _inserted(text: str, dice: random.Random, words: Vocabulary) -> Change | None:
    found = list(_WORD.finditer(text))[1:]
    found = [word for word in found if text[word.start() - 1] == " "]
    if not found:
        return None
    at = dice.choice(found).start()
    put = dice.choice(words.words)
    return f"{text[:at]}{put} {text[at:]}", f"+ {put}"


def _other(text: str, dice: random.Random, words: Vocabulary) -> Change | None:
    """A word as another one, of any kind."""
    word = dice.choice(list(_WORD.finditer(text)))
    return _put(text, word, dice.choice([other for other in words.words if other != word[0].lower()]))


def _lookalike(text: str, dice: random.Random, words: Vocabulary) -> Change | None:
    """A word as another one that differs from it by one letter."""
    return _from_table(words.lookalikes)(text, dice, words)


def _cut(text: str, dice: random.Random, _: Vocabulary) -> Change | None:
    """Two to ten words inside are gone, and no dots say so: not the book's own either."""
    words = text.split(" ")
    if len(words) < 8:
        return None
    count = dice.randint(2, min(10, len(words) - 5))
    at = dice.randint(2, len(words) - count - 2)
    if not any(map(str.isalnum, words[at - 1])) or not any(map(str.isalnum, words[at + count])):
        return None
    return " ".join([*words[:at], *words[at + count :]]), f"- {' '.join(words[at : at + count])}"


def _joined(text: str, dice: random.Random, _: Vocabulary) -> Change | None:
    """A sentence goes on into one that stands further down."""
    ends = [found.end() for found in re.finditer(r"[a-z]{3}[.?!]['’\"”]? (?=[A-Z\"“'‘])", text)]
    pairs = [(first, last) for first, last in pairwise(ends) if first >= 20 and len(text) - last >= 20]
    if not pairs:
        return None
    first, last = dice.choice(pairs)
    return text[:first] + text[last:], f"- {text[first:last]}"


MEANINGFUL: dict[str, Maker] = {
    "negation dropped": _denial_dropped,
    "negation added": _denial_added,
    "number": _number,
    "name": _name,
    "person": _from_table(_PERSONS),
    "tense": _from_table(_TIMES),
    "two words swapped": _swapped,
    "word deleted": _deleted,
    "word inserted": _inserted,
    "another word": _other,
    "a letter, another word": _lookalike,
    "cut without dots": _cut,
    "sentences joined": _joined,
}
