"""What a damaged quotation may have said: each word that the library does not know, read as one that it knows.

Too little of a short quotation may have come through a scanner whole to say where it stands, while most of its words
are but one letter away from what they were. A guess is never believed: it leads to places where the quotation itself is
then looked for, word by word, as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quoth.engine.asking import asked_of
from quoth.engine.params import Params
from quoth.engine.scanners import misreadings
from quoth.engine.sought import Sought, reread
from quoth.engine.stacks import Stacks

__all__ = ["Guess", "Guesses"]

_SHORTEST, _LONGEST = 3, 14  # letters of a word that is guessed at
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


class Guess(NamedTuple):
    """What a quotation may have said, and the stacks in which that can be sought: positions there are as in all."""

    sought: Sought
    stacks: Stacks


class Guesses:
    """Those at the quotations of a check. A library that ran past runs past once more for all of them together."""

    def __init__(self, stacks: Stacks, params: Params) -> None:
        self._stacks, self._params = stacks, params
        self._asked: dict[Sought, Guess | None] = {}

    def of(self, wanted: Sought, expected: Sequence[Sought]) -> Guess | None:
        """What `wanted` may have said; None where nothing else. `expected` are all that may be asked about."""
        again = self._stacks.library.again
        if again is None:
            return _guess(wanted, _likeliest(wanted, self._stacks), self._stacks)
        if wanted not in self._asked:
            damaged = [one for one in (wanted, *expected) if one.known <= self._params.damaged]
            letters = {one: _likeliest(one, self._stacks) for one in damaged}
            read = [reread(one, said, self._stacks) for one, said in letters.items() if said]
            stacks = Stacks(again(asked_of(read, self._params))) if read else self._stacks
            self._asked = {one: _guess(one, said, stacks) for one, said in letters.items()}
        return self._asked[wanted]


def _guess(wanted: Sought, letters: Sequence[str] | None, stacks: Stacks) -> Guess | None:
    return Guess(reread(wanted, letters, stacks), stacks) if letters else None


def _likeliest(wanted: Sought, stacks: Stacks) -> list[str] | None:
    """The words of the quotation, those that are unknown as the ones they most likely were; None where all stay as they
    are. Of several, one of whose letters another was taken for another comes before one that has lost a letter; then
    that which is commonest."""
    unknown = [word for word in dict.fromkeys(wanted.letters) if _SHORTEST <= len(word) <= _LONGEST]
    unknown = [word for word in unknown if not stacks.knows(word)]
    taken, lost = ({word: [*forms(word)] for word in unknown} for forms in (misreadings, _with_a_letter))
    known = stacks.known({form for forms in (taken, lost) for word in unknown for form in forms[word]})
    best: dict[str, str] = {}
    for word in unknown:
        likely = known.intersection(taken[word]) or known.intersection(lost[word])
        if likely:
            best[word] = max(likely, key=lambda form: (stacks.often(form), form))
    return [best.get(word, word) for word in wanted.letters] if best else None


def _with_a_letter(word: str) -> Iterator[str]:
    """The word with one letter more."""
    for at in range(len(word) + 1):
        for letter in _ALPHABET:
            yield word[:at] + letter + word[at:]
