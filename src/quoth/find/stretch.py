"""A note's words as its references are read: without what is invisible, with what is set off.

Every offset leads back to the manuscript.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from quoth.find.names import is_name
from quoth.find.phrases import points_back, signals
from quoth.model.manuscript import Manuscript
from quoth.model.text import OffsetMap, Span

__all__ = ["LONGEST_TITLE", "Stretch", "quotations_in", "read_stretch"]

LONGEST_TITLE = 25  # words

_INVISIBLE = re.compile(
    "[\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}-\N{ZERO WIDTH JOINER}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}]+"
)
_UNDERSCORED = re.compile(r"(?<!\w)_(?=\S)[^_\n]+_(?!\w)")
_OPENING = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "‚": "‘’", "‹": "›", "›": "‹", '"': '"', "'": "'"}
_OPENS = re.compile(f"[{''.join(_OPENING)}]")
_GOES_ON = re.compile(r"[,.]?\s*(?:in\b|\(|\[|\d|,|$)")
_IN_A_PAPER = re.compile(r"\s(?:[^\W\d_a-zß-ÿ][\w’'-]*\s?){1,6},\s\d")  # ‘Title?’ The Age, 26 April 1997
_ARTICLE_GOES_ON = re.compile(r"[,.]?\s*(?:in\b|\((?:1[4-9]|20)\d\d)|,\s*(?:[A-Z]|(?:1[4-9]|20)\d\d)")
_IMPRINT_END = re.compile(r"\([^()]*(?:1[4-9]|20)\d\d[a-d]?\)(?=\.\s+[^\W\d_a-zß-ÿ])")
_HEADWORD = re.compile(r"(?:[Aa]rt\.|[Ss]\.\s?v\.)\s*$")
_SERIES = re.compile(r"(?:\b(?:coll(?:ection|\.)|collana|colección|Reihe|series|ser\.)\s|[(\[])$", re.IGNORECASE)
_OF_SERIES = re.compile(
    r"[,.]?\s*(?:n[°ºo]\.?|nr\.?|no\.|vol\.|Bd\.|t\.)?\s?\d|[,.]\s(?:1[4-9]|20)\d\d|\)", re.IGNORECASE
)
_POINTS = ("", ".", ",", ";", ":", ")", "—", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A note's words without invisible letters and underscores; `origin` leads back to the manuscript, `quoted` are the
    quotations in it with their marks, `emphasis` what is set in italics."""

    text: str
    origin: OffsetMap
    emphasis: tuple[Span, ...]
    quoted: tuple[Span, ...]

    def back(self, start: int, stop: int) -> Span:
        """Where the letters `start` to `stop` stand in the manuscript."""
        return self.origin.span_back(Span(start=start, stop=stop))

    def marked(self, start: int, stop: int) -> tuple[Span, ...]:
        """What begins between `start` and `stop` and is set in italics."""
        return tuple(mark for mark in self.emphasis if start <= mark.start < stop)

    def quotation_at(self, at: int) -> Span | None:
        return next((quotation for quotation in self.quoted if quotation.start == at), None)

    def inside(self, offset: int, at: int) -> bool:
        """Whether `offset` lies in the middle of a title or of brackets, for who reads from `at` on."""
        if any(at <= mark.start < offset < mark.stop for mark in (*self.emphasis, *self.quoted)):
            return True
        before = self.text[at:offset]
        return before.count("(") > before.count(")") or before.count("[") > before.count("]")

    def limit(self, at: int) -> int:
        """How far a reference that begins at `at` can go: no further than a semicolon, and not into a quotation that
        is no title."""
        semicolons = (found.start() for found in re.finditer(";", self.text[at:]))
        limit = next((at + offset for offset in semicolons if not self.inside(at + offset, at)), len(self.text))
        imprint = _IMPRINT_END.search(self.text, at, limit)
        if imprint and not self.inside(imprint.start(), at):
            limit = imprint.end()
        for quotation in self.quoted:
            if at <= quotation.start < limit and not (self._is_title(at, quotation) or self._is_series(quotation)):
                return quotation.start
        return limit

    def _is_series(self, quotation: Span) -> bool:
        """A publisher's series, which stands in the imprint: "coll. « Points », 1973", "(« Que sais-je ? », n° 2)"."""
        before, behind = self.text[: quotation.start], self.text[quotation.stop :]
        return _SERIES.search(before) is not None and _OF_SERIES.match(behind) is not None

    def _is_title(self, at: int, quotation: Span) -> bool:
        """An article's title: it follows an author, or opens the reference, and the reference goes on behind it."""
        before = self.text[at : quotation.start]
        if any(self.text[mark.stop : quotation.start].strip() == "" for mark in self.marked(at, quotation.start)):
            return True
        if len(quotation.of(self.text).split()) > LONGEST_TITLE:
            return False
        if before.rstrip().endswith(",") and is_name(before) and _IN_A_PAPER.match(self.text, quotation.stop):
            return True
        if not _GOES_ON.match(self.text, quotation.stop):
            return False
        if not before.strip():
            return _ARTICLE_GOES_ON.match(self.text, quotation.stop) is not None
        if _HEADWORD.search(before) is not None:
            return True
        pointed = before.rstrip().endswith((",", ":")) or _ARTICLE_GOES_ON.match(self.text, quotation.stop) is not None
        return pointed and is_name(before)


def read_stretch(manuscript: Manuscript, span: Span, without: Span | None = None) -> Stretch:
    """The words of `span`, but for those of `without`. Plain text's _underscores_ count as italics."""
    raw = span.of(manuscript.text)
    underscored = [Span(start=m.start(), stop=m.end()) for m in _UNDERSCORED.finditer(raw)]
    edges = [edge for mark in underscored for edge in ((mark.start, mark.start + 1), (mark.stop - 1, mark.stop))]
    hidden = [(without.start - span.start, without.stop - span.start)] if without else []
    hidden += [*edges, *(found.span() for found in _INVISIBLE.finditer(raw))]
    dropped = sorted(each for each in hidden if without is None or each == hidden[0] or not _within(each, hidden[0]))
    text, origin = _without(raw, dropped, span.start)
    first = bisect_left(manuscript.emphasis, Span(start=span.start, stop=span.start))
    inside = takewhile(lambda mark: mark.start <= span.stop, islice(manuscript.emphasis, first, None))
    marks = [mark.shifted(-span.start) for mark in inside if mark.stop <= span.stop]
    emphasis = [
        Span(start=_moved(mark.start, dropped), stop=_moved(mark.stop, dropped))
        for mark in sorted([*marks, *underscored])
    ]
    titles = tuple(
        mark for mark in emphasis if len(mark) and not (points_back(mark.of(text)) or signals(mark.of(text)))
    )
    quoted = tuple(found for found in quotations_in(text) if not any(mark.holds(found) for mark in titles))
    return Stretch(text=text, origin=origin, emphasis=titles, quoted=quoted)


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _without(raw: str, dropped: list[tuple[int, int]], start: int) -> tuple[str, OffsetMap]:
    """`raw` without the stretches `dropped`, and the way back to a text in which it begins at `start`."""
    edges = [0, *(edge for stretch in dropped for edge in stretch), len(raw)]
    kept = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b] or [(0, 0)]
    derived = [0]
    for a, b in kept[:-1]:
        derived.append(derived[-1] + b - a)
    origin = tuple(start + a for a, _ in kept)
    return "".join(raw[a:b] for a, b in kept), OffsetMap(derived=tuple(derived), origin=origin)


def _moved(offset: int, dropped: list[tuple[int, int]]) -> int:
    before = dropped[: bisect_left(dropped, (offset, -1))]
    return offset - sum(min(stop, offset) - start for start, stop in before)


def quotations_in(text: str) -> Iterator[Span]:
    """What stands in quotation marks, marks included, outermost only."""
    found = _OPENS.search(text)
    while found:
        at = found.start()
        closing = _OPENING[text[at]]
        inside = text[at] == "«" or text[at + 1 : at + 2].strip()  # French sets a space inside its marks
        opens = inside and (at == 0 or not text[at - 1].isalnum())
        stop = _closed(text, at, closing) if opens else None
        if stop is not None:
            yield Span(start=at, stop=stop)
        found = _OPENS.search(text, stop or at + 1)


def _closed(text: str, at: int, closing: str) -> int | None:
    """Behind the mark that closes the quotation opened at `at`: the first that no letter follows, and for marks that
    are apostrophes too, one with a point beside it if there is any."""
    ends = [
        i + 1
        for i in range(at + 1, len(text))
        if text[i] in closing and (text[i] == "»" or not text[i - 1].isspace()) and not text[i + 1 : i + 2].isalnum()
    ]
    if not ends:
        return None
    again = text.find(text[at], ends[0]) if text[at] not in closing else -1
    ends = [end for end in ends if again < 0 or end <= again]  # what opens behind one is another
    pointed = [i for i in ends if text[i - 2] in ".,!?;…" or text[i : i + 1] in _POINTS]
    return pointed[0] if pointed and set(closing) & set("'’") else ends[0]
