"""Where the pages of the printed book begin, in all the ways in which (X)HTML says so.

A page mark is an element that holds nothing but the page's number, or nothing at all: `<span class="pagenum">[Pg
12]</span>`, `<a id="Page_12"></a>`, `<span epub:type="pagebreak" title="12"/>`. A link to a page ("see p. 12", an
index) is none. Lists of pages (EPUB's nav and NCX, Adobe's page map) name the element at which a page begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from quoth.readers.hypertext import BLOCKS, Document, Element, classes, short_text, squeezed, types
from quoth.readers.numerals import arabic

__all__ = ["Pagination", "Turn", "page_label", "survey_pages"]

LONGEST_MARK = 24  # letters
FAR = 20  # pages: a leap over more, taken back at the next mark, is a slip

_LABEL = r"(\d{1,4}[a-z]?|[ivxlcdm]{1,9})"
_WORDS = r"(?:pages?|pg|pp?|pag|pág|seite|s|str|стр|с|fol|f)"
_PRINTED = re.compile(rf"[\[({{<|_/\s\-–—]*(?:{_WORDS}\b)?[.:#]?\s*{_LABEL}[\])}}>|_/\s.\-–—]*", re.IGNORECASE)
_NAMED = re.compile(
    rf"(?:page|pg|pag|pb|seite|folio)(?:no|num|break|-?list|number)?[-_.:]*(?:[ivx]+[-_.])?{_LABEL}", re.IGNORECASE
)
_NAMED_SHORTLY = re.compile(r"[ps][-_.]?(\d{1,4})", re.IGNORECASE)
_CLASS = re.compile(
    r"(?:x-ebookmaker-)?(?:(?:new)?page|pg|pag|pb|folio|seite)(?:[-_]?(?:no|nr|num|numb|number|break|mark|s))?|pnum|pno|pn"
)
_LISTED = frozenset({"td", "th", "li", "dt", "dd", "body", "html"})  # contents print page numbers, too
_NOTE_TYPES = frozenset({"noteref", "footnote", "endnote", "rearnote", "backlink"})  # listed by mistake
_IN_NOTE = re.compile(r"(?:foot|end)-?note|^fn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What stands at a page mark. `label` is None where the mark turns no page (said twice, out of order, inside a
    note that spans two pages). `swallow`: the element's own text is the printed mark and no part of the text."""

    label: str | None
    swallow: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """Turns by element; `opening` are labels of pages that begin with a part. `doubtful` labels were out of order."""

    turns: dict[Element, Turn] = field(repr=False)
    opening: dict[str, str] = field(default_factory=dict)
    doubtful: tuple[str, ...] = ()


def page_label(printed: str) -> str | None:
    """The label in "[Pg 12]", "{12}", "page xiv"; None where `printed` is anything else."""
    whole = _PRINTED.fullmatch(printed.strip())
    return _plain(whole[1]) if whole else None


def survey_pages(documents: tuple[Document, ...], listed: Mapping[tuple[str, str], str] | None = None) -> Pagination:
    """All page marks of `documents`. `listed`: labels by (part, id) from the book's own list of pages, id "" for
    the beginning of the part; where there is such a list, it names the pages."""
    listed = listed or {}
    found = [mark for document in documents for mark in _marks(document, listed)]
    found = _without_paragraph_numbers(_without_contents(found))
    turns, doubtful = _in_order(found)
    opening = {part: label for (part, name), label in listed.items() if not name}
    return Pagination(turns=turns, opening=opening, doubtful=doubtful)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Mark:
    element: Element
    label: str
    swallow: bool
    weak: bool = False  # nothing but an id like "p12" speaks for it
    named: bool = True  # its id says so, or its type


def _marks(document: Document, listed: Mapping[tuple[str, str], str]) -> Iterator[_Mark]:
    inside: Element | None = None
    for element in document.elements:
        if inside is not None:
            if any(ancestor is inside for ancestor in element.iterancestors()):
                continue
            inside = None
        mark = _listed(element, document.part, listed) or _mark(element)
        if mark is not None:
            inside = element if mark.swallow else None
            yield mark


def _listed(element: Element, part: str, listed: Mapping[tuple[str, str], str]) -> _Mark | None:
    if not listed:
        return None
    label = next((listed[part, name] for name in _names(element) if (part, name) in listed), None)
    if label is None or types(element) & _NOTE_TYPES:
        return None
    text = squeezed(element) if len(element) < 4 else "…"
    return _Mark(element=element, label=label, swallow=not text or page_label(text) is not None)


def _mark(element: Element) -> _Mark | None:
    if not element.keys():
        return None
    names, typed = _names(element), "pagebreak" in types(element)
    marked = typed or any(_CLASS.fullmatch(name) for name in classes(element))
    if not (names or marked) or (not typed and (element.tag in _LISTED or _leads_away(element, marked))):
        return None
    text = short_text(element, LONGEST_MARK)
    if text is None:
        return _page_element(element, names, marked)
    named = _from_names(element, names)
    printed = page_label(text) if text else None
    said = page_label(element.get("title") or element.get("aria-label") or "") if marked else None
    if text and printed is None:
        return None
    if not (marked or named):
        return _shortly_named(element, names, printed)
    label = said or printed or named
    return _Mark(element=element, label=label, swallow=True, named=typed or named is not None) if label else None


def _leads_away(element: Element, marked: bool) -> bool:
    """Whether it is a link to a page ("see p. 12"): one in a page mark leads to itself, if anywhere."""
    links = [e for e in (element, *element.iterdescendants("a")) if e.get("href")]
    return bool(links) and not (marked and any(_names(e) for e in links))


def _page_element(element: Element, names: tuple[str, ...], marked: bool) -> _Mark | None:
    """An element that holds a whole page, or the first block of one."""
    label = _from_names(element, names) if marked or element.tag in BLOCKS else None
    return _Mark(element=element, label=label, swallow=False) if label else None


def _shortly_named(element: Element, names: tuple[str, ...], printed: str | None) -> _Mark | None:
    short = next((whole[1] for name in names if (whole := _NAMED_SHORTLY.fullmatch(name))), None)
    if short is None or element.tag in BLOCKS:
        return None
    return _Mark(element=element, label=printed or short, swallow=True, weak=printed is None)


def _names(element: Element) -> tuple[str, ...]:
    name = element.get("name") if element.tag == "a" else None
    return tuple(dict.fromkeys(n for n in (element.get("id"), name) if n))


def _from_names(element: Element, names: tuple[str, ...]) -> str | None:
    inner = tuple(name for child in element.iterdescendants() for name in _names(child)) if len(element) < 4 else ()
    for name in (*names, *inner):
        if whole := _NAMED.fullmatch(name):
            return _plain(whole[1])
    return None


def _plain(label: str) -> str:
    return label.lower() if not label.isdecimal() else str(int(label))


def _without_contents(marks: list[_Mark]) -> list[_Mark]:
    """Where the marks have ids that say so, a page's bare number is one that contents print."""
    named = sum(1 for mark in marks if mark.named)
    return [mark for mark in marks if mark.named] if named * 2 > len(marks) else marks


def _without_paragraph_numbers(marks: list[_Mark]) -> list[_Mark]:
    """Anchors like "p12" number paragraphs as often as pages; pages mostly turn in mid-paragraph."""
    weak = [mark for mark in marks if mark.weak]
    starting = sum(1 for mark in weak if _begins_block(mark.element))
    return [mark for mark in marks if not mark.weak] if starting * 5 > len(weak) * 4 else marks


def _begins_block(element: Element) -> bool:
    before = element.getprevious()
    parent = element.getparent()
    if parent is None or before is not None:
        return before is not None and before.tag in BLOCKS and not (before.tail or "").strip()
    return parent.tag in BLOCKS and not (parent.text or "").strip()


def _in_order(marks: list[_Mark]) -> tuple[dict[Element, Turn], tuple[str, ...]]:
    turns: dict[Element, Turn] = {}
    doubtful: list[str] = []
    before: int | None = None
    values = [_value(mark.label) for mark in marks]
    for i, mark in enumerate(marks):
        after = values[i + 1] if i + 1 < len(values) else None
        kept = before != values[i] and not (_in_note(mark.element) and before is not None and values[i] != before + 1)
        if kept and before is not None and _slip(before, values[i], after):
            doubtful.append(mark.label)
            kept = False
        if kept:
            before = values[i]
        turns[mark.element] = Turn(label=mark.label if kept else None, swallow=mark.swallow)
    return turns, tuple(doubtful)


def _slip(before: int, value: int, after: int | None) -> bool:
    """Whether the count goes on from `before` to `after` as if `value` were not there."""
    if after is None or not before < after <= before + FAR:
        return False
    return value < before or value > max(after, before + FAR)


def _value(label: str) -> int:
    """Roman numbers come before arabic ones, as front matter does."""
    digits = re.match(r"\d+", label)
    if digits:
        return int(digits[0])
    return (arabic(label) or 0) - 10_000


def _in_note(element: Element) -> bool:
    return any(
        _IN_NOTE.search(name) for ancestor in element.iterancestors() for name in (*classes(ancestor), *types(ancestor))
    )
