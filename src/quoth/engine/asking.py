"""What the engine will ask of a library about some quotations, known before there is one: for a library that runs past.

Words that are broken in two in the manuscript are mended where the library knows the whole: so pieces that follow each
other are asked for as one word too, up to three of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quoth.engine.params import Params
from quoth.engine.sought import Sought, sought
from quoth.engine.stacks import LONGEST, Stacks
from quoth.fold import hashed
from quoth.library import Library
from quoth.library.asked import Asked, asked
from quoth.model.manuscript import Quotation
from quoth.model.source import LibraryState

__all__ = ["asked_of", "asking"]

PIECES = 3

Token = tuple[int, int]  # its hash, and the word after it


def asking(text: str, quotations: Sequence[Quotation], params: Params | None = None) -> Asked:
    """The n-grams of these quotations of the manuscript `text`. Short ones lead somewhere only where they are rare,
    and those that cannot be longer, before an ellipsis or the end, also where they are not."""
    nothing = Stacks(Library(state=LibraryState(commit="", witnesses=()), segments=()))
    return asked_of(sought(text, quotations, nothing), (params or Params()).widened)


def asked_of(every: Sequence[Sought], params: Params) -> Asked:
    """The n-grams of these."""
    limits: dict[tuple[int, ...], int] = {}
    for one in every:
        ends = set(one.parts)
        for gram, stop in _grams(_tokens(one)):
            last = len(gram) == LONGEST or stop in ends
            limits[gram] = max(limits.get(gram, 0), params.places if last else params.crowd)
    return asked(limits)


def _tokens(one: Sought) -> list[list[Token]]:
    """At each word, itself and what it may be with those after it."""
    words = range(len(one))
    return [
        [(hashed("".join(one.letters[at:stop])), stop) for stop in range(at + 1, min(at + PIECES, len(one)) + 1)]
        for at in words
    ]


def _grams(tokens: Sequence[Sequence[Token]]) -> Iterator[tuple[tuple[int, ...], int]]:
    """Every n-gram, and the word after it."""
    for here in tokens:
        for one, next_ in here:
            yield (one,), next_
            for two, after in tokens[next_] if next_ < len(tokens) else ():
                yield (one, two), after
                for three, stop in tokens[after] if after < len(tokens) else ():
                    yield (one, two, three), stop
