"""What kind of block an (X)HTML element is: by its name, its type, its class, and how it is drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from quoth.model.manuscript import BlockKind
from quoth.readers.compositor import Sort
from quoth.readers.hypertext import Element, classes, squeezed, types
from quoth.readers.stylesheet import Styles

__all__ = ["HEADINGS", "Section", "is_line_number", "is_marginal", "kind_of", "section_begun"]

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LONGEST_CAPTION = 600  # letters
SHORTEST_SET_OFF = 40  # letters; less is a signature, a date, a motto

_TAGS: dict[str, BlockKind] = {
    "blockquote": "quote", "figcaption": "caption", "caption": "caption", "legend": "caption", "li": "list",
    "dt": "list", "dd": "list", "td": "table", "th": "table", "tr": "table", "nav": "contents", "aside": "aside",
}  # fmt: skip
_TYPES: dict[str, BlockKind] = {
    "epigraph": "epigraph", "toc": "contents", "landmarks": "contents", "page-list": "contents", "loi": "contents",
    "lot": "contents", "pagelist": "contents", "bibliography": "bibliography", "biblioentry": "bibliography",
    "verse": "verse", "poem": "verse", "song": "verse", "hymn": "verse", "imprint": "boilerplate",
    "colophon": "boilerplate", "copyright-page": "boilerplate", "pullquote": "aside",
}  # fmt: skip
_MARGINAL = re.compile(r"(?:page|run(?:ning)?|side|margin(?:al)?)[-_]?(?:head(?:er|ing)?|notes?)s?|marginalia")
_FIGURE = re.compile(r"(?:fig(?:ure)?|illus(?:tration)?|image|img|photo|plate|picture)[-_]?\w*")
_CLASSES: tuple[tuple[re.Pattern[str], BlockKind], ...] = (
    (re.compile(r"epigraphs?|motto(?:es)?"), "epigraph"),
    (re.compile(r"poem\d?|poetry|poetry-container|verse|stanza|lg|song|hymn|linegroup"), "verse"),
    (re.compile(r"block-?quot(?:e|ation)?s?\d*|quot(?:e|ation)s?|bq|extracts?|block|cit"), "quote"),
    (re.compile(r"(?:fig(?:ure)?-?|img-?|photo-?|wp-)?caption(?:-?text)?\d*|legend"), "caption"),
    (_FIGURE, "caption"),
    (re.compile(r"toc\d?|contents?|table-of-contents|tableofcontents"), "contents"),
    (re.compile(r"biblio(?:graphy|graphie)?s?(?:[-_]?(?:entry|item))?|works-?cited"), "bibliography"),
    (re.compile(r"trans(?:cribers?-?)?notes?|tnotes?|tn(?:ote)?box|pg-?(?:boilerplate|header|footer)"), "boilerplate"),
    (_MARGINAL, "aside"),
    (re.compile(r"pullquotes?"), "aside"),
)  # fmt: skip
_STRONG: frozenset[BlockKind] = frozenset({"boilerplate", "contents", "bibliography", "epigraph", "note", "caption"})
_LINE_NUMBER = re.compile(r"line-?(?:num(?:ber)?|no)s?|lineno|ln(?:um)?|versenum(?:ber)?")
_CONTENTS = re.compile(
    r"(?:table of |list of )?(?:contents|illustrations|plates|maps|portraits)(?: (?:of|to) .{1,60})?|"
    r"inhalt(?:sverzeichnis)?|table des matières|sommaire|sommario|indice|índice|contenido|содержание|оглавление|"
    r"spis treści|inhoud|innehåll",
    re.IGNORECASE,
)
_BIBLIOGRAPHY = re.compile(
    r"(?:select(?:ed)? |general )?(?:bibliograph(?:y|ie|ía)|bibliografi[aeę]|works cited|references cited|"
    r"literatur(?:verzeichnis)?|quellen(?:verzeichnis)?|библиография|литература|"
    r"list of (?:authorities|sources|references))(?: .{1,60})?",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\W*(?:chapter|introduction|preface|foreword|prologue|part|book|kapitel|chapitre|глава|index)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What comes under a heading like "Contents", up to the next heading of its rank."""

    kind: BlockKind
    rank: int

    def ended_by(self, heading: Element) -> bool:
        text = squeezed(heading)
        if self.kind == "contents":
            return heading.find(".//a[@href]") is None  # headings inside contents lead to the chapters
        return int(str(heading.tag)[1]) <= self.rank or bool(_BODY.match(text))


def section_begun(element: Element) -> Section | None:
    """The section that `element` begins, None where it is no heading of one."""
    if element.tag not in HEADINGS:
        return None
    text = squeezed(element).strip(" .:*—-[]")
    rank = int(str(element.tag)[1])
    if _CONTENTS.fullmatch(text):
        return Section(kind="contents", rank=rank)
    return Section(kind="bibliography", rank=rank) if _BIBLIOGRAPHY.fullmatch(text) else None


def kind_of(element: Element, styles: Styles, outer: Sort) -> Sort:
    """The kind and level of `element` inside a block of kind `outer`."""
    kind, level = outer
    tag = str(element.tag)
    if tag in HEADINGS:
        return ("caption", 0) if _under_picture(element) else ("heading", int(tag[1])) if kind not in _STRONG else outer
    said = _said(element)
    if said is None and tag == "p" and kind == "paragraph" and _set_off(element, styles):
        said = "quote"
    if said is None or kind in {"boilerplate", "contents"}:
        return _heading_paragraph(element, outer)
    if kind in _STRONG and said not in _STRONG:
        return outer
    return said, (level + 1 if said == "quote" else 0)


def _said(element: Element) -> BlockKind | None:
    said = [_TYPES[word] for word in types(element) if word in _TYPES]
    said += _of_classes(classes(element))
    if "caption" in said and not _is_figure(element) and not any("caption" in name for name in classes(element)):
        said.remove("caption")
    if element.tag in {"body", "html"}:
        said = [kind for kind in said if kind in {"contents", "bibliography", "boilerplate", "epigraph"}]
    for kind in ("boilerplate", "epigraph", "verse"):
        if kind in said:
            return kind
    return said[0] if said else _TAGS.get(str(element.tag))


@lru_cache(maxsize=1024)
def _of_classes(names: tuple[str, ...]) -> list[BlockKind]:
    return [kind for name in names for pattern, kind in _CLASSES if pattern.fullmatch(name)]


def _heading_paragraph(element: Element, outer: Sort) -> Sort:
    """A title or subtitle set as a paragraph."""
    if element.tag == "p" and outer[0] == "paragraph" and types(element) & {"title", "subtitle", "fulltitle"}:
        return "heading", 2
    rank = element.get("aria-level") or "2"
    return (
        ("heading", int(rank))
        if "heading" in types(element) and rank.isdecimal() and outer[0] == "paragraph"
        else outer
    )


def _is_figure(element: Element) -> bool:
    """Whether a picture stands in `element`, with a caption at most beside it."""
    return element.find(".//img") is not None and len(squeezed(element)) <= LONGEST_CAPTION


def _under_picture(heading: Element) -> bool:
    """Whether a heading of a low rank is set right under a picture: its caption."""
    before = heading.getprevious()
    return int(str(heading.tag)[1]) >= 4 and before is not None and before.tag == "img"


def _set_off(element: Element, styles: Styles) -> bool:
    return (
        bool(element.get("class") or element.get("style"))
        and styles.set_off(element)
        and len(squeezed(element)) >= SHORTEST_SET_OFF
    )


def is_marginal(element: Element) -> bool:
    """Whether an inline element stands in the margin or at the head of the page by its class."""
    return _any_is(_MARGINAL, classes(element))


def is_line_number(element: Element) -> bool:
    """The numbers beside the lines of verse."""
    return _any_is(_LINE_NUMBER, classes(element)) and squeezed(element).strip(".[]").isdecimal()


@lru_cache(maxsize=1024)
def _any_is(pattern: re.Pattern[str], names: tuple[str, ...]) -> bool:
    return any(pattern.fullmatch(name) for name in names)
