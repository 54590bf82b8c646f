"""Spelling that a manuscript changes throughout: one decision of the author's, not many slips.

What is changed is known by the habit of spelling that one side has and the other has not: who prints "show" for "shew"
may print "honor" for "honour" or leave it. A habit that the manuscript keeps anywhere in the same book is not changed
throughout, and each of its words is told where it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from quoth.engine.words import habits
from quoth.fold import folded
from quoth.judge.wording import permitted
from quoth.model.finding import Alignment, EditOp

__all__ = ["Respelling", "respelling"]

THROUGHOUT = 3  # words that are changed, none left as it was: fewer may be slips
QUOTATIONS = 2  # in which they stand

# Words that look as if they could be spelt otherwise, and are not: to have one of them as it is keeps no habit.
_FIXED = (
    "silence promise surprised expressed called homesick vogue genre devour even just that endroit autrefois parents"
)

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Respelling:
    """What is spelt otherwise throughout in what a manuscript quotes of one book. `edits` in order, each with its
    place; `words` the pairs (as quoted, as printed), the most frequent first, with their number."""

    edits: tuple[tuple[Alignment, EditOp], ...]
    words: tuple[tuple[tuple[str, str], int], ...]

    @property
    def quotations(self) -> int:
        return len({place.quotation for place, _ in self.edits})

    def __contains__(self, edit: EditOp) -> bool:
        return any(edit is other for _, other in self.edits)


def respelling(places: Sequence[Alignment], text: str) -> Respelling | None:
    """The spelling that is changed throughout in these passages of one book; None where none is. `text` is the
    manuscript's."""
    changed = [(place, edit) for place in places for edit in place.edits if _is_spelling(place, edit, text)]
    if len(changed) < THROUGHOUT:
        return None
    kept = {habit for place in places for word in _kept(place) for habit in _old(word)}
    told = tuple((place, edit) for place, edit in changed if _change(place, edit, text).isdisjoint(kept))
    if len({edit.quotation for _, edit in told}) < THROUGHOUT:
        return None
    found = Respelling(edits=told, words=tuple(_counted(told, text)))
    return found if found.quotations >= QUOTATIONS else None


def _is_spelling(place: Alignment, edit: EditOp, text: str) -> bool:
    """Whether a word is spelt otherwise; also in letters that are folded to the same, as of "daß" and "dass"."""
    if edit.op != "accidental":
        return edit.op == "spelling"
    quoted, printed = edit.quotation.of(text), place.printed(edit)
    same = quoted.lower() == printed.lower() or not (quoted.isalpha() and printed.isalpha())
    return not same and not permitted(edit, place, text)


def _counted(told: Iterable[tuple[Alignment, EditOp]], text: str) -> list[tuple[tuple[str, str], int]]:
    """The pairs of words with their number, the most frequent first; in whatever case, shown as they first stand."""
    pairs = [(edit.quotation.of(text), place.printed(edit)) for place, edit in told]
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for quoted, printed in pairs:
        first.setdefault((quoted.lower(), printed.lower()), (quoted, printed))
    counts = Counter((quoted.lower(), printed.lower()) for quoted, printed in pairs)
    return [(first[pair], count) for pair, count in counts.most_common()]


def _kept(place: Alignment) -> Iterator[str]:
    """The words that the quotation has as the source has them."""
    for edit in place.edits:
        if edit.op == "equal":
            yield from map(folded, _WORD.findall(place.printed(edit)))


def _old(word: str) -> Iterable[Hashable]:
    """What is shown to be kept by a word that stands as it was: the habits of spelling that it has, and itself."""
    return {word, *(habits(word) - _LOOSE)}


def _change(place: Alignment, edit: EditOp, text: str) -> set[Hashable]:
    """What a change does away with: the source's habits of spelling that the quotation has not; and its very word."""
    quoted, printed = folded(edit.quotation.of(text)), folded(place.printed(edit))
    return {printed, *(habits(printed) - habits(quoted))}


_LOOSE = frozenset(habit for word in _FIXED.split() for habit in habits(word))
