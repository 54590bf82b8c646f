"""What notes cite: each note is read from left to right as references, their places, and commentary.

A reference is believed where places end it ("Greville, II, 326-8;"), where it names its imprint, where italics or
quotation marks set its title off, or where the manuscript's bibliography or an earlier note knows its form. Everything
else a note says is commentary. Quotations inside a note are skipped; places behind them still belong to the
reference before ("Creevey, I, 264: 'Prinny has…' 279").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quoth.find.bibliography import find_bibliography, surname
from quoth.find.locators import Tail, begins_date, ends_at, read_tail
from quoth.find.references import Reference, is_kind_of_book, is_name, key_words, parse_reference, significant
from quoth.model.citation import Citation, Cite, CiteForm, Locator
from quoth.model.manuscript import Manuscript
from quoth.model.text import OffsetMap, Span

__all__ = ["find_citations", "is_private"]

LONGEST_BRACKET = 200  # letters of a citation in the running text

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]+")
_SIGNAL = re.compile(
    r"(?<!\w)(?:but\s|and\s)?(?:(?:as\s)?(?:quoted|cited|qtd\.|reprinted|printed|reproduced|translated|given)\s(?:in|by|from|after)|"
    r"see(?:,?\s(?:also|especially|e\.\s?g\.|for example|for instance))?,?|cf\.?|compare|e\.\s?g\.,?|for example,|"
    r"from|in|after|vide|confer|contra|accord|"
    r"vgl\.(?:\sauch)?|siehe(?:\sauch)?|zit(?:iert|\.)?\s(?:nach|n\.|bei|in)|"
    r"voir(?:\saussi)?|cité\s(?:dans|par|d['’]après)|véase|citado\s(?:en|por)|vedi|cit(?:ato)?\.?\sin|см\.)\s+(?=\S)",
    re.IGNORECASE,
)
_IBID = r"ibid(?:em)?\b\.?|ib\.|ebd\.|ebenda\b|ibíd\.|ivi\b|там же"
_IDEM = r"id\.|idem\b|eadem\b|eid\.|ders\.|dies\."
_OP_CIT = r"op\.\s?cit\.?|loc\.\s?cit\.?|art\.\s?cit\.?|a\.\s?a\.\s?O\.|œuvre citée|obra citada|cit\.|ук\. соч\.|n\.\s?d\.\s?\d"
_SUPRA = r"supra|above|infra|oben|ci-dessus"
_BACK = re.compile(
    rf"(?:(?P<ibid>{_IBID})|(?P<idem>{_IDEM})|(?P<op_cit>{_OP_CIT})|(?P<supra>{_SUPRA},?\s(?:note|n\.|fn\.?)))(?!\w)",
    re.IGNORECASE,
)
_AUTHOR_BACK = re.compile(
    rf",?\s[\[(]?(?:(?P<op_cit>{_OP_CIT})|(?P<idem>{_IDEM}|{_IBID})|(?P<supra>(?:{_SUPRA}),?\s(?=note|n\.|fn)))(?!\w)",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"(?:private|personal)\s(?:information|communication|collection|knowledge|archive)|(?:author['’]s\s)?interview\swith\b[^.;]*|"
    r"information\sprivée|communication\spersonnelle|Privatmitteilung|persönliche\sMitteilung|comunicación\spersonal",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(r"[,.:;)\]”’\"'!?]+\s*|\s+")
_GAP = re.compile(r"[\s,;.:—–]*(?:--)?[\s,;.:—–]*(?:(?:and|und|et|y|&)\s+)?")
_NEXT = re.compile(r"[;:!?]\s+|(?<!\s\w)(?<!^\w)\.[”’\"']?\s+|--|[—–]|[(\[]\s*|,\s(?=see\s|cf\.)")
_OPENING = {"“": "”", "„": "“”", "«": "»", "‘": "’", "‹": "›", '"': '"', "'": "'"}
_AFTER_TITLE = re.compile(r"[,.]?\s*(?:in\b|\(|\[|\d|,|$)")
_ANY_YEAR = re.compile(r"\((?:[^()]*\D)?(?:1[4-9]|20)\d\d[a-d]?(?:[-–]\d+)?\)")
_CAPITAL = re.compile(r"[^\W\d_a-zß-ÿ]|\d")
_STARTS_NO_TITLE = frozenset(
    "in on at he she it this these that there his her they we i when while as but and for to if so yet here such both"
    " all some many most nobody no not what who which perhaps".split()
)
_BRACKET = re.compile(rf"[\[(](?P<inside>[^\[\]()\n]{{4,{LONGEST_BRACKET}}})[\])]")


def find_citations(manuscript: Manuscript) -> tuple[Citation, ...]:
    """One citation a note, and one for each bracket of the running text that surely cites, in the order in which a
    reader meets them; their cites are c1, c2, …"""
    known = _known(manuscript)
    found: list[tuple[int, Citation]] = []
    at = 0
    for note in sorted(manuscript.notes, key=lambda note: note.span):
        at = max(at, note.anchors[0].start if note.anchors else at)
        stretch = _readable(manuscript, note.span)
        found.append((at, Citation(note=note.id, span=note.span, cites=_Scanner(stretch, known, note.id).scan())))
    for span in _brackets(manuscript):
        cites = _Scanner(_readable(manuscript, span), known, None).scan()
        if _sure(cites, span, known):
            found.append((span.start, Citation(note=None, span=span, cites=cites)))
    return _numbered(citation for _, citation in sorted(found, key=lambda pair: pair[0]))


def _numbered(citations: Iterator[Citation]) -> tuple[Citation, ...]:
    numbered, count = [], 0
    for citation in citations:
        cites = tuple(replace(cite, id=f"c{count + i}") for i, cite in enumerate(citation.cites, 1))
        count += len(cites)
        numbered.append(replace(citation, cites=cites))
    return tuple(numbered)


def _known(manuscript: Manuscript) -> set[str]:
    """The forms that name a work in this manuscript, folded; the scanner adds what it learns."""
    return {key for entry in find_bibliography(manuscript) for key in entry.keys}


# -- citations in the running text ---------------------------------------------------------------------------------


def _brackets(manuscript: Manuscript) -> Iterator[Span]:
    """What stands in brackets in the running text and holds a figure."""
    for block in manuscript.blocks:
        if block.kind in {"paragraph", "quote", "verse", "list", "epigraph", "caption"}:
            text = block.span.of(manuscript.text)
            for found in _BRACKET.finditer(text):
                if any(letter.isdigit() for letter in found["inside"]):
                    yield Span(start=block.span.start + found.start(1), stop=block.span.start + found.end(1))


def _sure(cites: Sequence[Cite], span: Span, known: set[str]) -> bool:
    """Brackets cite where they hold references and nothing else, each with a place and a label or a known form."""
    if not cites or cites[0].span.start > span.start + 12 or cites[-1].span.stop < span.stop - 2:
        return False
    return all(cite.locators and (cite.form in {"ibid", "op-cit"} or cite.title or cite.year) for cite in cites) or all(
        cite.locators and _forms(cite) & known for cite in cites
    )


def _forms(cite: Cite) -> set[str]:
    """The folded forms by which later notes may name what `cite` names."""
    title = " ".join(significant(key_words(cite.title)))
    return {form for form in (surname(cite.author), title, " ".join(key_words(f"{cite.author} {cite.title}"))) if form}


# -- a note as it is read ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """A note's words without invisible letters and underscores; `origin` leads back to the manuscript, `quoted` are the
    quotations in it with their marks, `emphasis` what is set in italics."""

    text: str
    origin: OffsetMap
    emphasis: tuple[Span, ...]
    quoted: tuple[Span, ...]

    def back(self, start: int, stop: int) -> Span:
        return self.origin.span_back(Span(start=start, stop=stop))


def _readable(manuscript: Manuscript, span: Span) -> _Stretch:
    raw = span.of(manuscript.text)
    marks = [mark.shifted(-span.start) for mark in manuscript.emphasis if span.holds(mark)]
    underscored = [Span(start=m.start(), stop=m.end()) for m in re.finditer(r"(?<!\w)_(?=\S)[^_\n]+_(?!\w)", raw)]
    dropped = sorted(
        [(m.start(), m.end()) for m in _INVISIBLE.finditer(raw)]
        + [edge for mark in underscored for edge in ((mark.start, mark.start + 1), (mark.stop - 1, mark.stop))]
    )
    derived, origin, pieces, at, length = [0], [span.start], [], 0, 0
    for start, stop in dropped:
        pieces.append(raw[at:start])
        length += start - at
        if derived[-1] == length:
            origin[-1] = span.start + stop
        else:
            derived.append(length)
            origin.append(span.start + stop)
        at = stop
    text = "".join([*pieces, raw[at:]])
    starts = [start for start, _ in dropped]

    def place(offset: int) -> int:
        before = dropped[: bisect_left(starts, offset)]
        return offset - sum(min(stop, offset) - start for start, stop in before)

    emphasis = tuple(Span(start=place(mark.start), stop=place(mark.stop)) for mark in sorted([*marks, *underscored]))
    emphasis = tuple(mark for mark in emphasis if not _BACK.match(text[mark.start : mark.stop]) and len(mark))
    return _Stretch(
        text=text,
        origin=OffsetMap(derived=tuple(derived), origin=tuple(origin)),
        emphasis=emphasis,
        quoted=tuple(_quotations(text)),
    )


def _quotations(text: str) -> Iterator[Span]:
    """What stands in quotation marks, marks included, outermost only."""
    at = 0
    while at < len(text):
        closing = _OPENING.get(text[at])
        opens = closing and (at == 0 or not text[at - 1].isalnum()) and text[at + 1 : at + 2].strip()
        stop = _closed(text, at, closing or "") if opens else None
        if stop is not None:
            yield Span(start=at, stop=stop)
        at = stop or at + 1


def _closed(text: str, at: int, closing: str) -> int | None:
    """Behind the mark that closes the quotation opened at `at`: the first that no letter follows, and for marks that
    are apostrophes too, one with a point beside it if there is any."""
    ends = [
        i + 1
        for i in range(at + 1, len(text))
        if text[i] in closing and not text[i - 1].isspace() and not text[i + 1 : i + 2].isalnum()
    ]
    if not ends:
        return None
    pointed = [i for i in ends if text[i - 2] in ".,!?;…" or text[i : i + 1] in ("", ".", ",", ";", ":", ")", "—", "-")]
    return pointed[0] if pointed and set(closing) & set("'’") else ends[0]


# -- the scanner ---------------------------------------------------------------------------------------------------


class _Scanner:
    """Reads one stretch. `known` is shared by all notes and grows."""

    def __init__(self, stretch: _Stretch, known: set[str], note: str | None) -> None:
        self.stretch, self.text, self.known, self.note = stretch, stretch.text, known, note
        self.end = len(self.text)
        self.cites: list[Cite] = []
        self.volume = ""

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
            quotation = self._quotation_at(at)
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
        for pattern, where in ((_NEXT, "end"), (_SIGNAL, "start")):
            found = pattern.search(self.text, at + 1)
            while found and any(q.start < getattr(found, where)() < q.stop for q in quotations):
                found = pattern.search(self.text, found.end())
            if found:
                starts.append(getattr(found, where)())
        return min([start for start in starts if start > at], default=self.end)

    def _quotation_at(self, at: int) -> Span | None:
        return next((quotation for quotation in self.stretch.quoted if quotation.start == at), None)

    # -- kinds of references

    def _reference(self, at: int) -> int | None:
        """Reads a reference that begins at `at`; gives where it ends, None if there is none."""
        signal = _SIGNAL.match(self.text, at)
        begin = signal.end() if signal else at
        said = " ".join(signal.group().split()).rstrip(",") if signal else ""
        stop = self._back_reference(begin, said) or self._author_back(begin, said) or self._private(begin, said)
        return stop or self._with_places(begin, said) or self._without_places(begin, said)

    def _back_reference(self, at: int, signal: str) -> int | None:
        """ "Ibid.", "id.", "op. cit." with nothing before them."""
        found = _BACK.match(self.text, at)
        if found is None:
            return None
        form: CiteForm = found.lastgroup.replace("_", "-") if found.lastgroup else "ibid"  # type: ignore[assignment]
        behind = re.compile(r"[.,:]*\s*").match(self.text, found.start("supra") + 6 if form == "supra" else found.end())
        tail = self._tail(behind.end()) if behind else None
        if form == "idem" and tail is None:
            head = self._with_places(behind.end() if behind else found.end(), signal)
            if head is not None:
                self.cites[-1] = replace(self.cites[-1], form="idem")
                return head
        return self._add(at, found.end(), tail, Reference(), form, signal)

    def _author_back(self, at: int, signal: str) -> int | None:
        """ "Vogel, op. cit., n. 7, pp. 80-1"."""
        stop = self._limit(at)
        found = _AUTHOR_BACK.search(self.text, at, stop)
        if found is None or not is_name(self.text[at : found.start()]):
            return None
        form: CiteForm = "supra" if found["supra"] else "op-cit"
        behind = re.compile(r"[.,:)\]]*\s*(?:\((?:1[4-9]|20)\d\d\),?\s)?").match(self.text, found.end())
        tail = self._tail(behind.end()) if behind else None
        author = self.text[at : found.start()].strip(" ,")
        return self._add(at, found.end(), tail, Reference(author=author), form, signal)

    def _private(self, at: int, signal: str) -> int | None:
        """A source that nobody can open: cited, and never held against a book."""
        found = _PRIVATE.match(self.text, at)
        if found is None:
            return None
        return self._add(at, found.end(), None, Reference(title=found.group().strip()), "full", signal)

    def _with_places(self, at: int, signal: str) -> int | None:
        """A head and the places that end it: the first boundary behind which places stand, and then an end."""
        limit = self._limit(at)
        for found in _BOUNDARY.finditer(self.text, at, limit):
            if self._inside(found.end(), at):
                continue
            head = self.text[at : found.start() + len(found.group().rstrip(" \t\n\u00a0,.:;"))]
            tail = self._tail(found.end()) if head else None
            if tail is None:
                continue
            weak = found.group().isspace() and not tail.labelled
            reference = self._head(at, at + len(head), tail, weak)
            if reference is not None:
                return self._add(at, at + len(head), tail, reference, None, signal)
        return None

    def _without_places(self, at: int, signal: str) -> int | None:
        """A whole segment that is nothing but a reference."""
        for stop in self._ends(at):
            head = self.text[at:stop].rstrip(" ,.:;")
            reference = self._parse(at, at + len(head)) if head else None
            if reference is None or not self._complete(head, reference, at, signal):
                continue
            return self._add(at, at + len(head), None, reference, None, signal)
        return None

    def _continuation(self, at: int) -> int | None:
        """Further places of the reference before: "; II, 39-40", "and August 15, 1839"."""
        tail = self._tail(at, self.volume)
        if tail is None or not self.cites or not tail.locators:
            return None
        cite = self.cites[-1]
        self.volume = tail.locators[-1].volume or self.volume if tail.locators else self.volume
        self.cites[-1] = replace(
            cite,
            span=Span(start=cite.span.start, stop=self.stretch.back(at, tail.stop).stop),
            locators=cite.locators + self._located(tail),
        )
        return tail.stop

    # -- what they are made of

    def _limit(self, at: int) -> int:
        """No head runs over a semicolon, or into a quotation that is no title."""
        limit = self.end
        for found in re.compile(r";").finditer(self.text, at):
            if not self._inside(found.start(), at):
                limit = found.start() + 1
                break
        for quotation in self.stretch.quoted:
            if at <= quotation.start < limit and not self._is_title(at, quotation):
                return quotation.start
        return limit

    def _is_title(self, at: int, quotation: Span) -> bool:
        """An article's title: it follows an author, or opens the reference, and the reference goes on behind it."""
        before = self.text[at : quotation.start]
        if any(
            mark.stop == quotation.start or self.text[mark.stop : quotation.start] == " "
            for mark in self.stretch.emphasis
        ):
            return True
        goes_on = _AFTER_TITLE.match(self.text, quotation.stop) is not None
        inner = self.text[quotation.start : quotation.stop]
        if len(inner.split()) > 25 or not goes_on:
            return False
        if before.strip():
            return (
                before.rstrip().endswith(",")
                and is_name(before)
                or re.search(r"[Aa]rt\.\s*$|s\.\s?v\.\s*$", before) is not None
            )
        return re.match(r"[,.]?\s*(?:in\b|\((?:1[4-9]|20)\d\d)|,\s*[A-Z]", self.text[quotation.stop :]) is not None

    def _inside(self, offset: int, at: int) -> bool:
        """Whether `offset` lies in the middle of a title or of brackets."""
        marks = (*self.stretch.emphasis, *self.stretch.quoted)
        if any(at <= mark.start < offset < mark.stop for mark in marks):
            return True
        before = self.text[at:offset]
        return before.count("(") > before.count(")") or before.count("[") > before.count("]")

    def _tail(self, at: int, volume: str = "") -> Tail | None:
        """Places that stand at `at` and are believed: labelled, or with an end behind them."""
        tail = read_tail(self.text, at, self.end, volume=volume)
        if tail is None:
            return None
        bare_volume = not tail.locators
        if not ends_at(self.text, tail.stop, self.end, comma=not bare_volume) and not (
            tail.labelled and not self.text[tail.stop : tail.stop + 1].isalnum()
        ):
            return None
        return tail

    def _head(self, at: int, stop: int, tail: Tail, weak: bool) -> Reference | None:
        """The reference that stands before places, if it can be one."""
        text = self.text[at:stop]
        marked = any(at <= mark.start < stop for mark in self.stretch.emphasis)
        titled = any(at <= mark.start < stop for mark in self.stretch.quoted)
        if weak and not (marked or titled or _ANY_YEAR.search(text) or self._is_known(text)):
            return None
        reference = self._parse(at, stop)
        if reference is None or (
            not tail.locators and not tail.volume and not self._cited_by_year(reference, text, marked)
        ):
            return None
        if tail.year and not reference.year:
            reference = replace(reference, year=tail.year)
        if marked or titled or self._is_known(text):
            return reference
        return reference if _plausible(text, reference, tail.labelled) else None

    def _cited_by_year(self, reference: Reference, text: str, marked: bool) -> bool:
        """Only a year behind the head: enough for a reference with an imprint, or a known author."""
        return bool(marked or reference.place or reference.translator or reference.editor or self._is_known(text))

    def _parse(self, at: int, stop: int) -> Reference | None:
        text = self.text[at:stop]
        if begins_date(text) and not any(mark.start == at for mark in self.stretch.emphasis):
            return None
        if not text.strip(" ,.") or not (_CAPITAL.match(text.lstrip("“‘„«\"'([ ")) or self._is_known(text)):
            marked = any(mark.start == at for mark in self.stretch.emphasis)
            if not marked:
                return None
        inner = Span(start=at, stop=stop)
        emphasis = [mark.shifted(0) for mark in self.stretch.emphasis if inner.overlaps(mark) and mark.start >= at]
        moved = [Span(start=m.start - at, stop=min(m.stop, stop) - at) for m in emphasis]
        quoted = [Span(start=q.start - at, stop=q.stop - at) for q in self.stretch.quoted if inner.holds(q)]
        reference = parse_reference(text, moved, quoted)
        if (moved or quoted) and not reference.author and reference.loose and _before(text, [*moved, *quoted]):
            return None  # commentary stands before the title; it is read again from the title on
        if not moved and not quoted and reference.author and not reference.title and self._is_title_word(text):
            return replace(reference, author="", title=reference.author)
        return reference

    def _is_title_word(self, text: str) -> bool:
        """Whether a lone name has been met as the beginning of a title: "Memoirs" after Memoirs of a Revolutionary."""
        words = " ".join(significant(key_words(text)))
        titles = [form for form in self.known if form.startswith(f"{words} ")]
        return bool(titles) and words not in self.known

    def _is_known(self, text: str) -> bool:
        words = key_words(text)
        return bool(words) and (" ".join(words) in self.known or " ".join(significant(words)) in self.known)

    def _complete(self, head: str, reference: Reference, at: int, signal: str) -> bool:
        """Whether a head without places surely cites."""
        if self._is_known(head) and head[:1].isupper():
            return True
        marked = any(mark.start >= at and mark.stop <= at + len(head) for mark in self.stretch.emphasis)
        if marked and signal and self._is_known(reference.title):
            return True
        if marked:
            return _is_imprint(reference.loose) and (bool(reference.author) or head.startswith(self._first_marked(at)))
        if reference.author and reference.year and not reference.title:
            return bool(signal) or surname(reference.author) in self.known
        return bool(reference.author and reference.title and reference.year and _plausible(head, reference, True))

    def _first_marked(self, at: int) -> str:
        mark = next((mark for mark in self.stretch.emphasis if mark.start >= at), None)
        return self.text[mark.start : mark.stop] if mark else "\0"

    def _ends(self, at: int) -> Iterator[int]:
        """Where a head without places may end, the farthest first: the semicolon, then each full stop before it."""
        limit = self._limit(at)
        limit = limit - 1 if self.text[limit - 1 : limit] == ";" else limit
        yield limit
        stops = [found.start() for found in re.compile(r"\.\s").finditer(self.text, at, limit)]
        yield from reversed([stop for stop in stops if not self._inside(stop, at)])

    # -- building

    def _located(self, tail: Tail) -> tuple[Locator, ...]:
        return tuple(
            replace(locator, span=self.stretch.back(locator.span.start, locator.span.stop)) for locator in tail.locators
        )

    def _add(
        self, at: int, stop: int, tail: Tail | None, reference: Reference, form: CiteForm | None, signal: str
    ) -> int:
        """Keeps the cite and learns its forms; gives where it ends."""
        stop = tail.stop if tail else stop
        cite = Cite(
            id="",
            note=self.note,
            span=self.stretch.back(at, stop),
            form=form or _form(reference),
            author=_author_of(reference),
            title=reference.title,
            editor=reference.editor,
            translator=reference.translator,
            place=reference.place,
            publisher=reference.publisher,
            year=reference.year,
            volume=tail.volume if tail else "",
            signal=signal,
            locators=self._located(tail) if tail else (),
        )
        self.cites.append(cite)
        self.volume = (tail.locators[-1].volume or tail.volume) if tail and tail.locators else ""
        if cite.form in {"full", "short", "author"}:
            self.known |= _forms(cite)
        return stop


def _is_imprint(loose: str) -> bool:
    """Whether what follows a title may be a publisher or a society: names, no prose."""
    return not loose or (is_name(loose) and len(loose.split()) <= 6)


def is_private(cite: Cite) -> bool:
    """Whether `cite` names a source that nobody else can open: "private information", an interview."""
    return not cite.author and _PRIVATE.fullmatch(cite.title) is not None


def _author_of(reference: Reference) -> str:
    """The author as printed, a possessive dropped; what stands behind the title where it says more."""
    before = re.sub(r"['’]s?$", "", reference.author)
    return reference.by if not before or before in reference.by else before


def _form(reference: Reference) -> CiteForm:
    if reference.full:
        return "full"
    if reference.title:
        return "short"
    return "full" if reference.year else "author"


def _before(text: str, marks: Sequence[Span]) -> bool:
    return bool(text[: min(mark.start for mark in marks)].strip(" ,.:"))


def _plausible(text: str, reference: Reference, labelled: bool) -> bool:
    """Whether words without a marked title can be a reference: capitals as titles and names have them, or the order of
    a full reference."""
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    if not words or len(words) > 40 or words[0].lower() in _STARTS_NO_TITLE:
        return False
    author = reference.author or reference.by
    if author and is_name(author) and (reference.full or reference.place):
        return True
    small = [word for word in words if word[0].islower() and len(significant([word.lower()])) and _is_content(word)]
    if not small:
        return len(words) <= 16
    return labelled and bool(reference.author) and len(small) * 2 <= len(words)


def _is_content(word: str) -> bool:
    return word.lower() not in {"by", "edited", "translated", "trans", "ed", "eds", "vol", "compiled", "written"} and (
        significant([word.lower(), "\0"]) != ("\0",)
    )
