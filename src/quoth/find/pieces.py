"""What a piece of a note can be read as: a head that names a work, the places that end it, a whole reference.

Asked by `scan`, which walks a note from left to right; nothing here moves or learns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quoth.find.forms import Forms
from quoth.find.heads import ANY_YEAR, is_contained, is_correspondence, is_imprint, is_plausible
from quoth.find.labels import YEAR
from quoth.find.locators import Tail, begins_date, ends_at, read_tail
from quoth.find.names import is_name, surname
from quoth.find.references import Parsed, parse_imprint, parse_reference
from quoth.find.stretch import Stretch
from quoth.model.text import Span

__all__ = ["Pieces"]

_FULL_STOP = re.compile(r"\.\s")
_SAME = "Idem Idem"  # a name to stand for the one before
_YEAR_BEHIND = re.compile(
    rf"\s\((?:(?:\d{{1,2}}(?:st|nd|rd|th)\s)?[^()\d]{{0,30}}\s)?(?P<year>{YEAR})\)"
)  # 73 YALE L.J. 733, 737–38 (1964)
# What may stand between a volume and its pages
_IMPRINT = re.compile(
    rf"(?P<end>[,.:]?\s(?:\((?P<boxed>[^()]*{YEAR})\)|(?P<imprint>(?:[^;:()\d]|\d{{1,2}}(?:\.|e|nd|rd|th)\s(?=\w)|:\s){{2,90}}?{YEAR})))"
    r"(?=[,.:;)\s]|$)(?:[,.:]?\s+|$)?"
)
_SERIES = re.compile(r"\s\([^()]{3,80}\),\s")
_PROSE = re.compile(r",\s[a-zß-ÿ]{2,}\s")
_OPENING = "“‘„«\"'([ "
_CAPITAL = re.compile(r"[^\W\d_a-zß-ÿ]|\d")


class Pieces:
    """Reads pieces of one stretch; `forms` are those known so far."""

    def __init__(self, stretch: Stretch, forms: Forms) -> None:
        self.stretch, self.text, self.forms = stretch, stretch.text, forms
        self.end = len(self.text)
        self._limits: dict[int, int] = {}

    def limit(self, at: int) -> int:
        """How far a reference that begins at `at` can go."""
        if at not in self._limits:
            self._limits[at] = self.stretch.limit(at)
        return self._limits[at]

    def tail(self, at: int, volume: str = "") -> Tail | None:
        """Places that stand at `at` and are believed: labelled, or with an end behind them."""
        tail = read_tail(self.text, at, self.end, volume=volume)
        if tail is None:
            return None
        dated = _YEAR_BEHIND.match(self.text, tail.stop) if tail.locators and not tail.year else None
        if dated and ends_at(self.text, dated.end(), self.end, comma=True):
            return replace(tail, year=dated["year"], year_stop=at, stop=dated.end(), stated=True)
        if ends_at(self.text, tail.stop, self.end, comma=bool(tail.locators)) or self._goes_on_in_prose(at, tail):
            return tail
        return tail if tail.labelled and not self.text[tail.stop : tail.stop + 1].isalnum() else None

    def _goes_on_in_prose(self, at: int, tail: Tail) -> bool:
        """ "Ekman, *Tides*, 8, gives May": behind italics and their page a comma and any word."""
        italics = self.text[max(0, at - 2) : at] == ", " and any(mark.stop == at - 2 for mark in self.stretch.emphasis)
        return italics and bool(tail.locators) and _PROSE.match(self.text, tail.stop) is not None

    def set_apart(self, at: int) -> tuple[Tail | None, Parsed]:
        """Places that stand at `at`, and the imprint that stands between a volume and its pages: "t. I, Paris, Alber,
        1850, p. 112", "Bd. 1, 2. Aufl., München 1989, S. 317"."""
        tail = self._behind_brackets(self.tail(at))
        only = tail and tail.volume and all(locator.kind == "other" for locator in tail.locators)
        found = _IMPRINT.match(self.text, tail.stop) if tail and only else None
        imprint = parse_imprint(found["imprint"] or found["boxed"]) if found else Parsed()
        if tail is None or found is None or not (imprint.place or imprint.publisher or found["boxed"]):
            return tail, Parsed()
        pages = self.tail(found.end(), tail.volume)
        if pages is None or not pages.locators:
            return replace(tail, stop=found.end("end"), labelled=True), imprint
        return replace(pages, volume=tail.volume, labelled=True), imprint

    def _behind_brackets(self, tail: Tail | None) -> Tail | None:
        """ "1967 (« Que sais-je ? », n° 295), p. 23": behind a year a series in brackets, and then the pages."""
        boxed = _SERIES.match(self.text, tail.stop) if tail and tail.year and not tail.locators else None
        pages = self.tail(boxed.end()) if boxed else None
        if tail is None or pages is None or not pages.locators:
            return tail
        return replace(pages, year=tail.year, year_stop=tail.year_stop)

    def head(
        self, at: int, stop: int, tail: Tail, weak: bool, *, authored: bool, imprint: Parsed | None = None
    ) -> Parsed | None:
        """The reference that stands before places, if it can be one. `imprint` is what is said of it between them."""
        text = self.text[at:stop]
        known = self.forms.know(text)
        marked = bool(self.stretch.marked(at, stop))
        titled = any(at <= mark.start < stop for mark in self.stretch.quoted)
        if weak and not (tail.stated or marked or titled or ANY_YEAR.search(text) or known or self._knows_both(text)):
            return None
        reference = self.parse(at, tail.year_stop if tail.year else stop, authored=authored)
        if self._is_letter(text, tail):
            return None
        if reference is not None and imprint is not None:
            reference = _with(reference, imprint)
        if any(self.text[at : mark.start].endswith("(") for mark in self.stretch.marked(at, stop)):
            return None  # "Vogel (*Crossing*, 14) gives March": read again from the bracket on
        placed = tail.locators or tail.volume
        if reference is None or not (placed or marked or self._cited_by_year(reference, text)):
            return None
        if not (reference.title or known) and self._is_behind_a_title(at):
            return None
        if tail.year and not reference.year:
            reference = replace(reference, year=tail.year)
        if marked or titled or known:
            return reference
        named = replace(reference, author=reference.author or "Idem") if authored else reference
        return reference if is_plausible(text, named, labelled=tail.labelled) else None

    def _is_behind_a_title(self, at: int) -> bool:
        """ "‘The Crossing’, Berlin 1920, p. 3": what stands behind a title that was not understood is its imprint."""
        before = self.text[:at].rstrip()
        return before.endswith(",") and any(mark.stop == len(before) - 1 for mark in self.stretch.quoted)

    def _is_letter(self, text: str, tail: Tail) -> bool:
        """ "Abigail Adams to John Adams, August 22, 1777, in …": the book behind it is cited, not the letter."""
        printed = re.match(r",\sin:?\s[“‘\"]?[^\W\d_a-zß-ÿ]", self.text[tail.stop : tail.stop + 8]) is not None
        return printed and is_correspondence(re.sub(r",\s\d{1,2}$", "", text))

    def _knows_both(self, text: str) -> bool:
        """Whether `text` is an author and a title, or the beginning of one, that the manuscript names elsewhere."""
        author, _, title = text.partition(", ")
        return bool(title) and self.forms.know(author) and (self.forms.know(title) or self.forms.name_a_title(title))

    def _cited_by_year(self, reference: Parsed, text: str) -> bool:
        """Only a year behind the head: enough for a reference with an imprint, or a known author."""
        return bool(reference.place or reference.translator or reference.editor or self.forms.know(text))

    def parse(self, at: int, stop: int, *, authored: bool = False) -> Parsed | None:
        """What the letters from `at` to `stop` say as a reference; None where they cannot be one. `authored`: its
        author is the one before."""
        text, marks = self.text[at:stop], self.stretch.marked(at, stop)
        opens = bool(marks) and marks[0].start == at
        if not opens and (begins_date(text) or not (_CAPITAL.match(text.lstrip(_OPENING)) or self.forms.know(text))):
            return None
        emphasis = [Span(start=mark.start - at, stop=min(mark.stop, stop) - at) for mark in marks]
        inner = Span(start=at, stop=stop)
        quoted = [quotation.shifted(-at) for quotation in self.stretch.quoted if inner.holds(quotation)]
        if authored and not (emphasis or quoted):
            return replace(parse_reference(f"{_SAME}, {text}"), author="")
        reference = parse_reference(text, emphasis, quoted)
        if not (reference.author or reference.title or reference.by):
            return None  # an imprint is of something
        reference = self._split_at_colon(reference) if not (emphasis or quoted) else reference
        titles = sorted([*emphasis, *quoted])
        if titles and not reference.author and reference.loose and text[: titles[0].start].strip(" ,.:"):
            return None  # commentary stands before the title; it is read again from the title on
        if not titles and reference.author and not reference.title and self.forms.name_a_title(text):
            return replace(reference, author="", title=reference.author)
        return reference

    def _split_at_colon(self, reference: Parsed) -> Parsed:
        """ "Vogel: Die Überfahrt", where Vogel is somebody whom the manuscript cites."""
        author, colon, title = reference.title.partition(": ")
        known = colon and not reference.author and is_name(author) and self.forms.know(surname(author))
        return replace(reference, author=author, title=title) if known else reference

    def is_complete(self, head: str, reference: Parsed, at: int, signal: str) -> bool:
        """Whether a head without places surely cites."""
        if self.forms.know(head) and head[:1].isupper():
            return True
        marks = self.stretch.marked(at, at + len(head))
        if marks and signal and self.forms.know(reference.title):
            return True
        if marks:
            return is_imprint(reference.loose) and (bool(reference.author) or marks[0].start == at)
        if reference.author and reference.year and not reference.title:
            return bool(signal) or self.forms.know(surname(reference.author))
        if is_contained(head):
            return True
        imprint = reference.place or ANY_YEAR.search(head)
        return bool(reference.author and reference.title and imprint and is_plausible(head, reference, labelled=True))

    def ends(self, at: int) -> Iterator[int]:
        """Where a head without places may end, the farthest first: the semicolon, then each full stop before it."""
        limit = self.limit(at)
        yield limit
        stops = [found.start() for found in _FULL_STOP.finditer(self.text, at, limit)]
        yield from reversed([stop for stop in stops if not self.stretch.inside(stop, at)])


def _with(reference: Parsed, imprint: Parsed) -> Parsed:
    """The reference with what only its imprint says."""
    said = {fact: getattr(imprint, fact) for fact in ("place", "publisher", "year", "editor", "translator")}
    return replace(reference, **{fact: value for fact, value in said.items() if value and not getattr(reference, fact)})
