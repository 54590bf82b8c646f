"""What was cut: every omission of a quotation opened, marked by dots or not. How many words it takes, over which pages,
and what among them may turn the sense: a negation, a proviso, words of somebody else.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quoth.judge.senses import language_of, negation, proviso
from quoth.judge.surroundings import sentences
from quoth.model.finding import Alignment, EditOp
from quoth.model.manuscript import PageMark
from quoth.model.text import Span

__all__ = ["Cut", "cuts_of"]

_OTHER_VOICE = re.compile(r"[\"”’»].*?\n[ \t\r]*\n\s*[\"“‘«„]", re.DOTALL)  # a speech ends, a paragraph begins with one
_SENTENCE_END = re.compile(r"\s*[.!?…]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Words of the source that a quotation passes over. `hidden` are their letters; `parts` those of them that belong
    to sentences of which the quotation keeps something; `pages` the labels of the pages they stand on."""

    edit: EditOp
    hidden: str
    parts: tuple[str, ...]
    pages: tuple[str, ...]
    language: str

    @property
    def marked(self) -> bool:
        return self.edit.op == "ellipsis"

    @property
    def words(self) -> int:
        return _counted(self.hidden)

    @property
    def negation(self) -> str:
        """The negation among the words, "" if there is none: in a sentence that is kept in part before any other."""
        return self._first(negation)

    @property
    def proviso(self) -> str:
        """The proviso among the words of sentences that are kept in part, "" if there is none."""
        return next((found[0] for part in self.parts if (found := proviso(part, self.language))), "")

    @property
    def of_kept_sentence(self) -> bool:
        """Whether the negation denies something of a sentence that is kept in part."""
        return any(negation(part, self.language) for part in self.parts)

    @property
    def another_voice(self) -> bool:
        """Whether a speech ends among the words and another begins."""
        return _OTHER_VOICE.search(self.hidden) is not None

    @property
    def ends_sentence(self) -> bool:
        """Whether a sentence ends among the words, or with the last of them."""
        return len(sentences(self.hidden)) != len(self.parts) or len(self.parts) > 1

    def _first(self, sense: Callable[[str, str], re.Match[str] | None]) -> str:
        found = (sense(part, self.language) for part in (*self.parts, self.hidden))
        return next((match[0] for match in found if match), "")


@lru_cache(maxsize=1 << 8)  # several rules ask, and many words may be hidden
def _counted(letters: str) -> int:
    return len(_WORD.findall(letters))


def cuts_of(place: Alignment, pages: Sequence[PageMark]) -> Iterator[Cut]:
    """The cuts of a passage, in order. `pages` are the page marks of its witness."""
    for edit in place.edits:
        if edit.op in ("ellipsis", "omit") and any(map(str.isalnum, place.printed(edit))):
            yield Cut(
                edit=edit,
                hidden=place.printed(edit),
                parts=tuple(_parts(place, edit)),
                pages=_touched(pages, edit.passage),
                language=language_of(place.passage.before + place.passage.text + place.passage.after),
            )


def _parts(place: Alignment, edit: EditOp) -> Iterator[str]:
    """The pieces of sentences that begin or end among words that are kept."""
    start = place.passage.span.start
    before = (place.passage.before + place.passage.text[: edit.passage.start - start])[-40:]
    after = place.passage.text[edit.passage.stop - start :]
    hidden = place.printed(edit)
    pieces = sentences(hidden)
    opened = not _ends(before) and _SENTENCE_END.match(hidden) is None
    closed = _ends(hidden) or _SENTENCE_END.match(after) is not None
    if opened and pieces:
        yield pieces[0]
    if not closed and (len(pieces) > 1 or (pieces and not opened)):
        yield pieces[-1]


def _ends(words: str) -> bool:
    """Whether a sentence ends with these words."""
    return words.rstrip(" \n\t\r\"'”’»)]").endswith((".", "!", "?"))


def _touched(pages: Sequence[PageMark], span: Span) -> tuple[str, ...]:
    first = bisect_right(pages, span.start, key=lambda page: page.offset) - 1
    stop = bisect_left(pages, span.stop, key=lambda page: page.offset)
    return tuple(dict.fromkeys(page.label for page in pages[max(0, first) : stop] if page.label))
