"""What is emphatic in a quotation and not in its source, or the other way round, where both files keep emphasis.

Words are compared where quotation and passage agree letter for letter. A quotation or a passage that is set in italics
for the most part is set so by its printer, and nothing can be said of its words. Authors say in many ways that the
emphasis is theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from quoth.model.finding import Alignment
from quoth.model.text import Span

__all__ = ["KEEPING", "Emphasis", "Emphatic", "emphasis_of", "says_whose"]

KEEPING = frozenset({"markdown", "html", "epub", "docx", "tei"})  # formats that tell which words are emphatic
FAR = 8  # letters: what is left out between two words parts them
MOSTLY = 0.5  # share of letters from which on a text is set in italics

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_OWNED = (  # looked for where an emphasis was found: until then it need not be made
    r"\b(?:emphas[ie]s|italics?|italici[sz]ed|underlin\w+|stress)\b[^.;]{0,30}?"
    r"\b(?:mine|added|ours?|my own|supplied|author['’]?s)\b|"
    r"\b(?:my|our|added|author['’]s)\s(?:emphas[ie]s|italics|underlining)\b|"
    r"\bI (?:have )?(?:italici[sz]ed?|underlined?|emphasi[sz]ed?)\b|"
    r"\bHervorhebung(?:en)?\b[^;]{0,30}?\b(?:von mir|(?:d\.|des|vom|der)\s?(?:Verf|Vf|A\b)|hinzugef)|"
    r"\b(?:je souligne|nous soulignons|c['’]est (?:moi|nous) qui soulign\w+)\b|"
    r"\bitaliques? (?:de l['’]auteur|ajout\w+)\b|"
    r"\b(?:corsiv[oi] (?:mi[oe]i?|nostr[oi]|aggiunt[oi])|sottolineatura mia)\b|"
    r"\bcursivas? (?:m[íi]as?|nuestras?|añadidas?)\b|"
    r"\b(?:[ée]nfasis|subrayado) (?:m[íi]o|nuestro|añadido)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis:
    """Words of a quotation, as spans of the manuscript: `added` are emphatic only there, `dropped` only in the
    source."""

    added: tuple[Span, ...]
    dropped: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphatic:
    """The emphatic stretches of one text, in order, to be asked often. One may lie in another: `reach` is how far each
    and those before it go."""

    stretches: tuple[Span, ...]
    reach: tuple[int, ...]

    @classmethod
    def of(cls, emphasis: Iterable[Span]) -> Emphatic:
        stretches = tuple(emphasis)
        return cls(stretches=stretches, reach=tuple(accumulate((one.stop for one in stretches), max)))

    def near(self, span: Span) -> tuple[Span, ...]:
        """All that overlap `span`, and few others."""
        first = bisect_right(self.reach, span.start)
        return self.stretches[first : bisect_left(self.stretches, span.stop, first, key=lambda one: one.start)]


def says_whose(words: str) -> bool:
    """Whether these words say that an emphasis is the author's own."""
    return re.search(_OWNED, words, re.IGNORECASE) is not None


def emphasis_of(place: Alignment, text: str, ours: Sequence[Span], theirs: Sequence[Span]) -> Emphasis:
    """How the two differ; `ours` are the emphatic stretches of the manuscript, `theirs` those of the witness."""
    here, there = _letters(place.quotation, ours), _letters(place.passage.span, theirs)
    if _mostly(here, place.quotation) or _mostly(there, place.passage.span):
        return Emphasis(added=(), dropped=())
    added, dropped = _Run(), _Run()
    for number, (ours_at, theirs_at) in enumerate(_same_words(place, text)):
        if _holds(here, ours_at) and not _touches(there, theirs_at):
            added.take(number, ours_at)
        elif _holds(there, theirs_at) and not _touches(here, ours_at):
            dropped.take(number, ours_at)
    return Emphasis(added=tuple(added.stretches), dropped=tuple(dropped.stretches))


def _same_words(place: Alignment, text: str) -> Iterator[tuple[Span, Span]]:
    """The words that stand letter for letter in both, with their places in manuscript and witness."""
    for edit in place.edits:
        if edit.op == "equal" and len(edit.quotation) == len(edit.passage):
            by = edit.passage.start - edit.quotation.start
            for word in _WORD.finditer(text, edit.quotation.start, edit.quotation.stop):
                span = Span(start=word.start(), stop=word.end())
                yield span, span.shifted(by)


@dataclass(slots=True)
class _Run:
    """Words taken one after the other; those that follow each other are one stretch."""

    stretches: list[Span] = field(default_factory=list)
    last: int = -2

    def take(self, number: int, word: Span) -> None:
        if number == self.last + 1 and self.stretches and word.start - self.stretches[-1].stop <= FAR:
            self.stretches[-1] = Span(start=self.stretches[-1].start, stop=word.stop)
        else:
            self.stretches.append(word)
        self.last = number


def _letters(within: Span, stretches: Sequence[Span]) -> list[Span]:
    """The stretches as far as they lie in `within`, in order."""
    return [
        Span(start=max(one.start, within.start), stop=min(one.stop, within.stop))
        for one in stretches
        if one.overlaps(within)
    ]


def _mostly(stretches: Sequence[Span], whole: Span) -> bool:
    covered = {at for one in stretches for at in range(one.start, one.stop)}
    return len(covered) > MOSTLY * len(whole)


def _holds(stretches: Sequence[Span], word: Span) -> bool:
    return any(one.holds(word) for one in stretches)


def _touches(stretches: Sequence[Span], word: Span) -> bool:
    return any(one.overlaps(word) for one in stretches)
