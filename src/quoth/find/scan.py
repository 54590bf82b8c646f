"""One note, read from left to right as references, their places, and commentary.

A reference is believed where places end it ("Greville, II, 326-8;"), where it names its imprint, where italics or
quotation marks set its title off, or where the manuscript's bibliography or an earlier note knows its form. Everything
else a note says is commentary. Quotations inside a note are skipped; places behind them still belong to the
reference before ("Creevey, I, 264: 'Prinny has…' 279").
"""

from __future__ import annotations

import re
from dataclasses import fields, replace

from quoth.find.articles import goes_on_to_the_page, read_article, read_paper
from quoth.find.back import Back, back_at, back_behind
from quoth.find.forms import Forms
from quoth.find.heads import author_of, form_of
from quoth.find.law import laws_in
from quoth.find.locators import Tail
from quoth.find.phrases import DATED, HEREAFTER, IN, LEAD, NAMED_BACK, PRIVATE, QUOTED_IN, SIGNAL
from quoth.find.pieces import Pieces
from quoth.find.references import Parsed
from quoth.find.stretch import Stretch
from quoth.model.citation import Cite, Locator
from quoth.model.reference import Reference
from quoth.model.text import Span

__all__ = ["scan"]


_BOUNDARY = re.compile(r"[,.:;)\]”’\"'!?]+\s*|\s+")
_GAP = re.compile(r"[\s,;.:—–]*(?:--)?[\s,;.:—–]*(?:(?:and|und|et|y|&)\s+)?")
_NEXT = re.compile(r"[;:!?]\s+|(?<!\s\w)(?<!^\w)\.[”’\"']?\s+|--|[—–]|[(\[]\s*|,\s(?=see\s|cf\.)")
LONGEST_LABEL = 7  # letters, with what stands before it
_LABEL_AT_END = re.compile(
    r"[,(\s](?:pp?|SS?|vols?|Bde?|nos?|Nr|ch|chaps?|cols?|Sp|Abt|fols?|ll?)\Z"
)  # its point is no boundary
_AND_AT_END = re.compile(r"\s(?:and|und|et|y|e|&)\s*$")


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
        self.pieces = Pieces(stretch, forms)
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
        tail = self.pieces.tail(back.stop)
        if back.form == "idem" and tail is None:
            head = self._with_places(back.stop, signal, authored=True)
            if head is not None:
                self.cites[-1] = replace(self.cites[-1], form="idem")
                return head
        return self._add(at, back.end, tail, signal=signal, reference=Parsed(), back=back)

    def _author_back(self, at: int, signal: str) -> int | None:
        """ "Vogel, op. cit., n. 7, pp. 80-1"."""
        back = back_behind(self.text, at, self.pieces.limit(at))
        if back is None or self._is_quoted_behind(at, back.start):
            return None
        held = self._contribution(at, back.start, signal)
        at, signal = held or (at, signal)
        reference = self.pieces.parse(at, back.start) if at < back.start else Parsed()
        if reference is None or not (held or reference.author or self.stretch.marked(at, back.start)):
            return None
        if back.form == "idem" and reference.author:
            back = replace(back, form="op-cit")
        reference = replace(reference, year=reference.year or back.year)
        return self._add(at, back.end, self.pieces.tail(back.stop), signal=signal, reference=reference, back=back)

    def _is_quoted_behind(self, at: int, stop: int) -> bool:
        """Whether another reference begins between: "Adams, Diary, 3, quoted in Vogel, op. cit."."""
        found = QUOTED_IN.search(self.text, at, stop)
        return found is not None and not self.stretch.inside(found.start(), at)

    def _contribution(self, at: int, stop: int, signal: str) -> tuple[int, str] | None:
        """ "N. Naffine, ‘The Subject’ in Thornton, op. cit.": the contribution is cited first, then the book that holds
        it. Gives where the book is named and with which word; None where there is no contribution."""
        titles = [
            mark for mark in (*self.stretch.quoted, *self.stretch.emphasis) if at <= mark.start and mark.stop <= stop
        ]
        found = IN.match(self.text[:stop], max(mark.stop for mark in titles)) if titles else None
        reference = self.pieces.parse(at, found.start()) if found else None
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
        tail = self.pieces.tail(gap.end()) if gap else None
        if tail and not tail.labelled:
            tail = None
        named = Parsed(**{fact.name: getattr(law.reference, fact.name) for fact in fields(Reference)})
        stop = self._add(at, law.stop, tail, signal=signal, reference=named)
        located = tuple(self._there(locator) for locator in law.locators)
        self.cites[-1] = replace(self.cites[-1], locators=located + self.cites[-1].locators)
        return stop

    def _article(self, at: int, signal: str) -> int | None:
        """An article, and its pages; where the page meant stands behind them, that alone is the place."""
        article = read_article(self.stretch, at) or read_paper(self.stretch, at)
        if article is None or self._is_quoted_from(at, article.reference):
            return None
        tail, reference = self.pieces.tail(article.places), article.reference
        if tail and tail.year and not reference.year:
            reference = replace(reference, year=tail.year)
        tail, reference = self._to_the_page(tail, reference)
        return self._add(at, article.end, tail, signal=signal, reference=reference)

    def _to_the_page(self, tail: Tail | None, reference: Parsed) -> tuple[Tail | None, Parsed]:
        """ "S. 211–259, hier S. 215": the first pages are those of the article, and only the others are cited."""
        first, *rest = (tail.locators if tail else ()) or (None,)
        if tail and first and rest and first.last and goes_on_to_the_page(self.text, first.span.stop):
            return replace(tail, locators=tuple(rest)), replace(reference, pages=f"{first.first}-{first.last}")
        return tail, reference

    def _is_quoted_from(self, at: int, article: Parsed) -> bool:
        """ "“It was a fine day.” *Journal*, 3 May 1840": a sentence, and the book it is quoted from, which is known."""
        quotation = self.stretch.quotation_at(at)
        sentence = quotation is not None and self.text[quotation.stop - 2] in ".!?…"
        return sentence and not article.author and self.forms.know_title(article.container)

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
        limit = self.pieces.limit(at)
        if self.pieces.tail(at) is not None:
            return None  # places that belong to nothing: "Back cover"
        for found in _BOUNDARY.finditer(self.text, at, limit):
            if self.stretch.inside(found.end(), at) or self._ends_in_label(at, found.start()):
                continue
            head = self.text[at : found.start() + len(found.group().rstrip(" \t\n\u00a0,.:;"))]
            tail, imprint = self.pieces.set_apart(found.end()) if head else (None, None)
            if tail is None:
                continue
            weak = found.group().isspace() and not tail.labelled
            reference = self.pieces.head(at, at + len(head), tail, weak, authored=authored, imprint=imprint)
            if reference is not None:
                pages, reference = self._to_the_page(tail, reference)
                return self._add(at, at + len(head), pages, signal=signal, reference=reference)
        return None

    def _ends_in_label(self, at: int, stop: int) -> bool:
        return _LABEL_AT_END.search(self.text, max(at, stop - LONGEST_LABEL), stop) is not None

    def _dated(self, at: int, signal: str) -> int | None:
        """A work that the manuscript names elsewhere, by its author and year: "Steinbach 1979 found that …"."""
        found = next((found for found in self.dated if found.start() == at), None)
        if found is None:
            return None
        tail = self.pieces.tail(found.start("year"))
        named = Parsed(author=found["author"], year=found["year"])
        return self._add(at, found.end(), tail, signal=signal, reference=named)

    def _without_places(self, at: int, signal: str) -> int | None:
        """A whole segment that is nothing but a reference."""
        for stop in self.pieces.ends(at):
            head = _AND_AT_END.sub("", self.text[at:stop]).rstrip(" ,.:;")
            reference = self.pieces.parse(at, at + len(head)) if head else None
            if reference is None or not self.pieces.is_complete(head, reference, at, signal):
                continue
            return self._add(at, at + len(head), None, signal=signal, reference=reference)
        return None

    def _continuation(self, at: int) -> int | None:
        """Further places of the reference before: "; II, 39-40", "and August 15, 1839"."""
        tail = self.pieces.tail(at, self.volume)
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
