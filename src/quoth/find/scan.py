"""One note, read from left to right as references, their places, and commentary.

A reference is believed where places end it ("Greville, II, 326-8;"), where it names its imprint, where italics or
quotation marks set its title off, or where the manuscript's bibliography or an earlier note knows its form. Everything
else a note says is commentary. Quotations inside a note are skipped; places behind them still belong to the
reference before ("Creevey, I, 264: 'Prinny has…' 279").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace

from quoth.find.articles import goes_on_to_the_page, read_article
from quoth.find.back import Back, back_at, back_behind
from quoth.find.forms import Forms
from quoth.find.heads import ANY_YEAR, author_of, form_of, is_contained, is_correspondence, is_imprint, is_plausible
from quoth.find.labels import YEAR
from quoth.find.law import laws_in
from quoth.find.locators import Tail, begins_date, ends_at, read_tail
from quoth.find.names import surname
from quoth.find.phrases import DATED, HEREAFTER, IN, LEAD, NAMED_BACK, PRIVATE, SIGNAL
from quoth.find.references import Parsed, parse_reference
from quoth.find.stretch import Stretch
from quoth.model.citation import Cite, Locator
from quoth.model.reference import Reference
from quoth.model.text import Span

__all__ = ["scan"]


_BOUNDARY = re.compile(r"[,.:;)\]”’\"'!?]+\s*|\s+")
_GAP = re.compile(r"[\s,;.:—–]*(?:--)?[\s,;.:—–]*(?:(?:and|und|et|y|&)\s+)?")
_NEXT = re.compile(r"[;:!?]\s+|(?<!\s\w)(?<!^\w)\.[”’\"']?\s+|--|[—–]|[(\[]\s*|,\s(?=see\s|cf\.)")
_FULL_STOP = re.compile(r"\.\s")
_SAME = "Idem Idem"  # a name to stand for the one before
_YEAR_BEHIND = re.compile(rf"\s\((?:[^()\d]{{0,30}}\s)?(?P<year>{YEAR})\)")  # 73 YALE L.J. 733, 737–38 (1964)
_AND_AT_END = re.compile(r"\s(?:and|und|et|y|e|&)\s*$")
_OPENING = "“‘„«\"'([ "
_CAPITAL = re.compile(r"[^\W\d_a-zß-ÿ]|\d")


def scan(stretch: Stretch, forms: Forms, note: str | None) -> tuple[Cite, ...]:
    """What `stretch` cites, in order; ids are left "". `forms` are learnt from."""
    return _Scan(stretch, forms, note).scan()


class _Scan:
    """Reads one stretch."""

    def __init__(self, stretch: Stretch, forms: Forms, note: str | None) -> None:
        self.stretch, self.text, self.forms, self.note = stretch, stretch.text, forms, note
        self.end = len(self.text)
        self.cites: list[Cite] = []
        self.volume = ""
        self._limits: dict[int, int] = {}
        self.dated = [
            found
            for found in (DATED.finditer(self.text) if forms.dated else ())
            if forms.know_dated(found["author"], found["year"])
        ]
        self.laws = laws_in(self.text)
        self.backs = list(NAMED_BACK.finditer(self.text))

    def scan(self) -> tuple[Cite, ...]:
        at, open_ = 0, False  # open: nothing but points and quotations since the last reference
        while at < self.end:
            gap = _GAP.match(self.text, at)
            at = gap.end() if gap else at
            stop = self._reference(at)
            if stop is None and open_:
                stop = self._continuation(at)
            if stop is not None:
                at, open_ = stop, True
                continue
            quotation = self.stretch.quotation_at(at)
            if quotation is not None:
                at = quotation.stop
                continue
            at, open_ = self._next(at), False
        return tuple(self.cites)

    def _limit(self, at: int) -> int:
        """How far a reference that begins at `at` can go."""
        if at not in self._limits:
            self._limits[at] = self.stretch.limit(at)
        return self._limits[at]

    def _next(self, at: int) -> int:
        """Where a reference may begin next: behind a point or bracket, at a signal, at italics, behind a quotation."""
        quotations = [quotation for quotation in self.stretch.quoted if quotation.start > at]
        starts = [quotation.start for quotation in quotations]
        starts += [mark.start for mark in self.stretch.emphasis if mark.start > at]
        starts += [found.start() for found in self.dated if found.start() > at]
        starts += [found.start() for found in self.backs if found.start() > at]
        starts += [law.start for law in self.laws.values() if law.start > at and not law.bare]
        for pattern, where in ((_NEXT, "end"), (SIGNAL, "start")):
            found = pattern.search(self.text, at + 1)
            while found and any(q.start < getattr(found, where)() < q.stop for q in quotations):
                found = pattern.search(self.text, found.end())
            if found:
                starts.append(getattr(found, where)())
        return min([start for start in starts if start > at], default=self.end)

    # -- kinds of references

    def _reference(self, at: int) -> int | None:
        """Reads a reference that begins at `at`; gives where it ends, None if there is none."""
        signal = SIGNAL.match(self.text, at) or LEAD.match(self.text, at)
        if signal and signal.re is LEAD and not self.stretch.marked(signal.end(), signal.end() + 1):
            signal = None
        begin = signal.end() if signal else at
        said = " ".join(signal.group().split()).rstrip(",") if signal else ""
        stop = self._back_reference(begin, said) or self._author_back(begin, said)
        stop = stop or self._law(begin, said) or self._private(begin, said) or self._article(begin, said)
        return stop or self._with_places(begin, said) or self._dated(begin, said) or self._without_places(begin, said)

    def _back_reference(self, at: int, signal: str) -> int | None:
        """ "Ibid.", "id.", "op. cit." with nothing before them."""
        back = back_at(self.text, at, signalled=bool(signal))
        if back is None:
            return None
        again = back_at(self.text, back.stop, signalled=False) if back.form == "idem" else None
        back = again if again and again.form == "op-cit" else back  # "ders., a.a.O."
        tail = self._tail(back.stop)
        if back.form == "idem" and tail is None:
            head = self._with_places(back.stop, signal, authored=True)
            if head is not None:
                self.cites[-1] = replace(self.cites[-1], form="idem")
                return head
        return self._add(at, back.end, tail, signal=signal, reference=Parsed(), back=back)

    def _author_back(self, at: int, signal: str) -> int | None:
        """ "Vogel, op. cit., n. 7, pp. 80-1"."""
        back = back_behind(self.text, at, self._limit(at))
        if back is None:
            return None
        held = self._contribution(at, back.start, signal)
        at, signal = held or (at, signal)
        reference = self._parse(at, back.start) if at < back.start else Parsed()
        if reference is None or not (held or reference.author or self.stretch.marked(at, back.start)):
            return None
        if back.form == "idem" and reference.author:
            back = replace(back, form="op-cit")
        reference = replace(reference, year=reference.year or back.year)
        return self._add(at, back.end, self._tail(back.stop), signal=signal, reference=reference, back=back)

    def _contribution(self, at: int, stop: int, signal: str) -> tuple[int, str] | None:
        """ "N. Naffine, ‘The Subject’ in Thornton, op. cit.": the contribution is cited first, then the book that holds
        it. Gives where the book is named and with which word; None where there is no contribution."""
        titles = [
            mark for mark in (*self.stretch.quoted, *self.stretch.emphasis) if at <= mark.start and mark.stop <= stop
        ]
        found = IN.match(self.text[:stop], max(mark.stop for mark in titles)) if titles else None
        reference = self._parse(at, found.start()) if found else None
        if found is None or reference is None:
            return None
        self._add(at, found.start(), None, signal=signal, reference=reference)
        return (found.start("who") if found["who"] else stop), found["signal"]

    def _law(self, at: int, signal: str) -> int | None:
        """A case or a statute, and the pages or sections of it that are cited."""
        law = self.laws.get(at)
        if law is None:
            return None
        gap = re.compile(r",?\s*").match(self.text, law.stop)
        tail = self._tail(gap.end()) if gap else None
        if tail and not tail.labelled:
            tail = None
        named = Parsed(**{fact.name: getattr(law.reference, fact.name) for fact in fields(Reference)})
        stop = self._add(at, law.stop, tail, signal=signal, reference=named)
        located = tuple(self._there(locator) for locator in law.locators)
        self.cites[-1] = replace(self.cites[-1], locators=located + self.cites[-1].locators)
        return stop

    def _article(self, at: int, signal: str) -> int | None:
        """An article, and its pages; where the page meant stands behind them, that alone is the place."""
        article = read_article(self.stretch, at)
        if article is None:
            return None
        tail, reference = self._tail(article.places), article.reference
        first, *rest = tail.locators if tail else (None,)
        if tail and first and rest and first.last and goes_on_to_the_page(self.text, first.span.stop):
            tail = replace(tail, locators=tuple(rest))
            reference = replace(reference, pages=f"{first.first}-{first.last}")
        return self._add(at, article.end, tail, signal=signal, reference=reference)

    def _private(self, at: int, signal: str) -> int | None:
        """A source that nobody can open: cited, and never held against a book."""
        found = PRIVATE.match(self.text, at)
        if found is None:
            return None
        named = Parsed(type="personal_communication", title=found.group().strip())
        return self._add(at, found.end(), None, signal=signal, reference=named)

    def _with_places(self, at: int, signal: str, *, authored: bool = False) -> int | None:
        """A head and the places that end it: the first boundary behind which places stand, and then an end.
        `authored`: "idem" before it stands for the author."""
        limit = self._limit(at)
        if self._tail(at) is not None:
            return None  # places that belong to nothing: "Back cover"
        for found in _BOUNDARY.finditer(self.text, at, limit):
            if self.stretch.inside(found.end(), at):
                continue
            head = self.text[at : found.start() + len(found.group().rstrip(" \t\n\u00a0,.:;"))]
            tail = self._tail(found.end()) if head else None
            if tail is None:
                continue
            weak = found.group().isspace() and not tail.labelled
            reference = self._head(at, at + len(head), tail, weak, authored=authored)
            if reference is not None:
                return self._add(at, at + len(head), tail, signal=signal, reference=reference)
        return None

    def _dated(self, at: int, signal: str) -> int | None:
        """A work that the manuscript names elsewhere, by its author and year: "Steinbach 1979 found that …"."""
        found = next((found for found in self.dated if found.start() == at), None)
        if found is None:
            return None
        tail = self._tail(found.start("year"))
        named = Parsed(author=found["author"], year=found["year"])
        return self._add(at, found.end(), tail, signal=signal, reference=named)

    def _without_places(self, at: int, signal: str) -> int | None:
        """A whole segment that is nothing but a reference."""
        for stop in self._ends(at):
            head = _AND_AT_END.sub("", self.text[at:stop]).rstrip(" ,.:;")
            reference = self._parse(at, at + len(head)) if head else None
            if reference is None or not self._complete(head, reference, at, signal):
                continue
            return self._add(at, at + len(head), None, signal=signal, reference=reference)
        return None

    def _continuation(self, at: int) -> int | None:
        """Further places of the reference before: "; II, 39-40", "and August 15, 1839"."""
        tail = self._tail(at, self.volume)
        if tail is None or not self.cites or not tail.locators:
            return None
        cite = self.cites[-1]
        self.volume = tail.locators[-1].volume or self.volume
        self.cites[-1] = replace(
            cite,
            span=Span(start=cite.span.start, stop=self.stretch.back(at, tail.stop).stop),
            locators=cite.locators + self._located(tail),
        )
        return tail.stop

    # -- what they are made of

    def _tail(self, at: int, volume: str = "") -> Tail | None:
        """Places that stand at `at` and are believed: labelled, or with an end behind them."""
        tail = read_tail(self.text, at, self.end, volume=volume)
        if tail is None:
            return None
        if ends_at(self.text, tail.stop, self.end, comma=bool(tail.locators)):
            return tail
        dated = _YEAR_BEHIND.match(self.text, tail.stop) if tail.locators and not tail.year else None
        if dated and ends_at(self.text, dated.end(), self.end, comma=True):
            return replace(tail, year=dated["year"], year_stop=at, stop=dated.end())
        return tail if tail.labelled and not self.text[tail.stop : tail.stop + 1].isalnum() else None

    def _head(self, at: int, stop: int, tail: Tail, weak: bool, *, authored: bool) -> Parsed | None:
        """The reference that stands before places, if it can be one."""
        text = self.text[at:stop]
        marked = bool(self.stretch.marked(at, stop))
        titled = any(at <= mark.start < stop for mark in self.stretch.quoted)
        if weak and not (marked or titled or ANY_YEAR.search(text) or self.forms.know(text) or self._knows_both(text)):
            return None
        reference = self._parse(at, tail.year_stop if tail.year else stop, authored=authored)
        if self._is_letter(text, tail):
            return None
        placed = tail.locators or tail.volume
        if reference is None or not (placed or marked or self._cited_by_year(reference, text)):
            return None
        if tail.year and not reference.year:
            reference = replace(reference, year=tail.year)
        if marked or titled or self.forms.know(text):
            return reference
        named = replace(reference, author=reference.author or "Idem") if authored else reference
        return reference if is_plausible(text, named, labelled=tail.labelled) else None

    def _is_letter(self, text: str, tail: Tail) -> bool:
        """ "Abigail Adams to John Adams, August 22, 1777, in …": the book behind it is cited, not the letter."""
        printed = re.match(r",\sin\s[“‘\"]?[^\W\d_a-zß-ÿ]", self.text[tail.stop : tail.stop + 8]) is not None
        return printed and is_correspondence(text)

    def _knows_both(self, text: str) -> bool:
        """Whether `text` is an author and a title, or the beginning of one, that the manuscript names elsewhere."""
        author, _, title = text.partition(", ")
        return bool(title) and self.forms.know(author) and (self.forms.know(title) or self.forms.name_a_title(title))

    def _cited_by_year(self, reference: Parsed, text: str) -> bool:
        """Only a year behind the head: enough for a reference with an imprint, or a known author."""
        return bool(reference.place or reference.translator or reference.editor or self.forms.know(text))

    def _parse(self, at: int, stop: int, *, authored: bool = False) -> Parsed | None:
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
        titles = sorted([*emphasis, *quoted])
        if titles and not reference.author and reference.loose and text[: titles[0].start].strip(" ,.:"):
            return None  # commentary stands before the title; it is read again from the title on
        if not titles and reference.author and not reference.title and self.forms.name_a_title(text):
            return replace(reference, author="", title=reference.author)
        return reference

    def _complete(self, head: str, reference: Parsed, at: int, signal: str) -> bool:
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

    def _ends(self, at: int) -> Iterator[int]:
        """Where a head without places may end, the farthest first: the semicolon, then each full stop before it."""
        limit = self._limit(at)
        yield limit
        stops = [found.start() for found in _FULL_STOP.finditer(self.text, at, limit)]
        yield from reversed([stop for stop in stops if not self.stretch.inside(stop, at)])

    # -- building

    def _located(self, tail: Tail) -> tuple[Locator, ...]:
        return tuple(self._there(locator) for locator in tail.locators)

    def _there(self, locator: Locator) -> Locator:
        """The locator with its place in the manuscript."""
        return replace(locator, span=self.stretch.back(locator.span.start, locator.span.stop))

    def _add(
        self, at: int, stop: int, tail: Tail | None, *, signal: str, reference: Parsed, back: Back | None = None
    ) -> int:
        """Keeps the cite and learns its forms; gives where it ends, and the short form that is announced for it."""
        stop = tail.stop if tail else stop
        noted = (self._there(back.note),) if back and back.note else ()
        announced = HEREAFTER.match(self.text, stop)
        cite = Cite(
            id="",
            note=self.note,
            span=self.stretch.back(at, stop),
            form=back.form if back else form_of(reference),
            reference=reference.reference(author=author_of(reference)),
            volume=tail.volume if tail else "",
            signal=signal,
            locators=noted + (self._located(tail) if tail else ()),
            alias=_bare(announced["alias"] or announced["alias2"]) if announced else "",
        )
        self.cites.append(cite)
        self.volume = (tail.locators[-1].volume or tail.volume) if tail and tail.locators else ""
        if cite.form in {"full", "short", "author"}:
            self.forms.learn(cite)
        return announced.end() if announced else stop


def _bare(alias: str) -> str:
    """A short form without the marks around it."""
    return alias.strip(" ,.:“”„‟‘’«»\"'_")
