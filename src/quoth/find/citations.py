"""What the manuscript cites: one citation a note, and one for each bracket of the running text that surely cites."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quoth.find.bibliography import find_bibliography
from quoth.find.forms import Forms, listed_forms
from quoth.find.names import surname
from quoth.find.narrative import cited_by_the_sentence
from quoth.find.phrases import PRIVATE, points_back
from quoth.find.scan import scan
from quoth.find.stretch import read_stretch
from quoth.model.citation import Citation, Cite, Entry
from quoth.model.manuscript import BlockKind, Manuscript, Quotation
from quoth.model.text import Span

__all__ = ["find_citations", "is_private", "without_titles"]

LONGEST_BRACKET = 200  # letters of a citation in the running text
LEAD_IN = 12  # letters that may stand before it: "see also "

_RUNNING: frozenset[BlockKind] = frozenset({"paragraph", "quote", "verse", "list", "epigraph", "caption"})
_BRACKET = re.compile(rf"[\[(](?P<inside>[^\[\]()\n]{{1,{LONGEST_BRACKET}}})[\])]")


def find_citations(manuscript: Manuscript) -> tuple[Citation, ...]:
    """The citations in the order in which a reader meets them; their cites are c1, c2, …

    A note stands where it is called; one that is never called, where the note before it stands.
    """
    forms = listed_forms(find_bibliography(manuscript))
    found: list[tuple[int, Citation]] = []
    at = 0
    for note in sorted(manuscript.notes, key=lambda note: note.span):
        at = max(at, note.anchors[0].start if note.anchors else at)
        cites = scan(read_stretch(manuscript, note.span), forms, note.id)
        found.append((at, Citation(note=note.id, span=note.span, cites=cites)))
    for span, block in _brackets(manuscript):
        cites = scan(read_stretch(manuscript, span), forms.copy(), None)
        if not _sure(cites, span, forms):
            cites = cited_by_the_sentence(manuscript, span, block, forms)
        if cites:
            found.append((span.start, Citation(note=None, span=span, cites=cites)))
    return _numbered(citation for _, citation in sorted(found, key=lambda pair: pair[0]))


def without_titles(
    quotations: Sequence[Quotation], citations: Sequence[Citation], bibliography: Sequence[Entry]
) -> tuple[Quotation, ...]:
    """`quotations`, those of them called titles that are part of a reference: what stands in quotation marks in a list
    of works, or between where a cite begins and its first place, is an article or a series, and quotes nobody."""
    cites = [cite for citation in citations for cite in citation.cites]
    heads = sorted([*map(_head, cites), *(entry.span for entry in bibliography)])
    starts = [head.start for head in heads]
    found = []
    for quotation in quotations:
        before = bisect_right(starts, quotation.span.start) - 1
        inside = before >= 0 and heads[before].holds(quotation.span)
        found.append(replace(quotation, role="title") if inside and quotation.role == "quotation" else quotation)
    return tuple(found)


def _head(cite: Cite) -> Span:
    """A cite up to its first place."""
    stop = min((at.span.start for at in cite.locators if at.span.start > cite.span.start), default=cite.span.stop)
    return Span(start=cite.span.start, stop=stop)


def is_private(cite: Cite) -> bool:
    """Whether `cite` names a source that nobody else can open: "private information", an interview."""
    return not cite.author and PRIVATE.fullmatch(cite.title) is not None


def _numbered(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    numbered, count = [], 0
    for citation in citations:
        cites = tuple(replace(cite, id=f"c{count + i}") for i, cite in enumerate(citation.cites, 1))
        count += len(cites)
        numbered.append(replace(citation, cites=cites))
    return tuple(numbered)


def _brackets(manuscript: Manuscript) -> Iterator[tuple[Span, Span]]:
    """What stands in brackets in the running text and holds a figure or points back, each with its block."""
    for block in manuscript.blocks:
        if block.kind in _RUNNING:
            for found in _BRACKET.finditer(manuscript.text, block.span.start, block.span.stop):
                if any(letter.isdigit() for letter in found["inside"]) or points_back(found["inside"]):
                    yield Span(start=found.start("inside"), stop=found.end("inside")), block.span


def _sure(cites: Sequence[Cite], span: Span, forms: Forms) -> bool:
    """Brackets cite where they hold references and nothing else, each with a place, and with a title, a year or a
    form the manuscript knows: "[Serge, Memoirs, p. 23]", "(Smith 1999, 23)"."""
    if not cites or cites[0].span.start > span.start + LEAD_IN or cites[-1].span.stop < span.stop - 2:
        return False
    if cites[0].form == "ibid" and cites[0].span.start == span.start:
        cites = cites[1:]
    return all(cite.locators and (cite.form == "op-cit" or _named(cite, forms)) for cite in cites)


def _named(cite: Cite, forms: Forms) -> bool:
    if cite.author and (cite.title or cite.year):
        return True
    return forms.know(cite.title) or forms.know(surname(cite.author)) or forms.name_a_title(cite.title)
