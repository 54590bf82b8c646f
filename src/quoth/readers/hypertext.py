"""An (X)HTML document as a tree, and what its elements say of themselves.

One parser for web pages and for the chapters of an EPUB: a chapter that is not well-formed is still read. Comments,
but for those that speak to quoth, and processing instructions are left out of the tree; the XPaths of addresses count
its elements and text nodes.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

from lxml import etree

from quoth.readers.builder import count_words
from quoth.readers.comments import keep_comments

__all__ = [
    "BLOCKS", "UNREAD", "Document", "Element", "Slot", "block_of", "classes", "opens_block", "parse_html", "raw_words",
    "short_text", "slot_after", "slot_before", "slots", "squeezed", "text_of", "types", "within",
]  # fmt: skip

Element: TypeAlias = etree._Element
Slot: TypeAlias = tuple[Element, bool]  # an element's first text, or (True) the text after its end

BLOCKS = frozenset({
    "html", "body", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "dl", "dt", "dd",
    "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "figure", "figcaption", "section", "article",
    "aside", "nav", "header", "footer", "main", "hgroup", "address", "pre", "center", "form", "fieldset", "legend",
    "hr", "details", "summary", "menu", "dir",
})  # fmt: skip
UNREAD = frozenset({
    "head", "script", "style", "template", "noscript", "iframe", "object", "svg", "canvas", "audio", "video", "select",
    "textarea",
})  # fmt: skip

_TYPOGRAPHIC = frozenset({
    "i", "em", "b", "strong", "small", "big", "font", "u", "s", "tt", "cite", "abbr", "ins", "del", "bdi", "bdo", "wbr",
    "q",
})  # fmt: skip
_PREFIX = re.compile(r"^(?:doc-|z3998:)")
_NONE: frozenset[str] = frozenset()
_TOO_DEEP = "Excessive depth"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Document:
    """`part` is the member of an EPUB, "" for a web page. `elements` are all of them, in document order; holding
    them keeps each the same object, so that it can be a key. `whole` is False where nesting was too deep to go on."""

    part: str
    root: Element
    whole: bool = True
    elements: tuple[Element, ...] = field(repr=False)
    order: dict[Element, int] = field(repr=False)


def parse_html(text: str, part: str = "") -> Document | None:
    """The tree of `text`, None where it holds nothing to read."""
    parser = etree.HTMLParser(encoding="utf-8", remove_pis=True, no_network=True, huge_tree=True, recover=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if root is None:
        return None
    keep_comments(root)
    elements = tuple(root.iter())
    order = {element: i for i, element in enumerate(elements)}
    whole = not any(_TOO_DEEP in str(entry.message) for entry in parser.error_log)
    return Document(part=part, root=root, whole=whole, elements=elements, order=order)


def classes(element: Element) -> tuple[str, ...]:
    """The class names of `element`, in small letters."""
    return _words(element.get("class") or "")


def types(element: Element) -> frozenset[str]:
    """What `element` is in the words of EPUB and ARIA, without their prefixes: {"noteref"}, {"pagebreak"}."""
    said, role = element.get("epub:type"), element.get("role")
    return _types(f"{said or ''} {role or ''}") if said or role else _NONE


@lru_cache(maxsize=4096)
def _words(attribute: str) -> tuple[str, ...]:
    return tuple(attribute.lower().split())


@lru_cache(maxsize=4096)
def _types(said: str) -> frozenset[str]:
    return frozenset(_PREFIX.sub("", word) for word in said.lower().split())


def slots(element: Element) -> Iterator[Slot]:
    """The places for text inside `element`, in document order."""
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield inner, False
        elif inner is not element:
            yield inner, True


def squeezed(element: Element) -> str:
    """All the text inside `element`, white space folded."""
    text = "".join(map(str, element.itertext())) if len(element) else element.text or ""
    return " ".join(text.split())


def raw_words(document: Document) -> int:
    """How many words the file holds outside head, scripts and styles, counted without the walk.

    Letters parted only by typographic mark-up ("Q<small>UEEN</small>") or by an empty anchor are one word.
    """
    letters: list[str] = []
    walk = etree.iterwalk(document.root, events=("start", "end"))
    for event, element in walk:
        if element.tag not in _TYPOGRAPHIC and (
            element.tag in BLOCKS or element.tag == "br" or element.text or len(element)
        ):
            letters.append(" ")
        if event == "start" and element.tag in UNREAD:
            walk.skip_subtree()
        elif event == "start":
            letters.append(element.text or "")
        else:
            letters.append(element.tail or "")
    return count_words("".join(letters))


def block_of(element: Element) -> Element:
    """The nearest block around `element`, or itself."""
    holder: Element | None = element
    while holder is not None and holder.tag not in BLOCKS:
        element, holder = holder, holder.getparent()
    return element if holder is None else holder


def text_of(slot: Slot) -> str:
    """What stands in `slot`."""
    element, tail = slot
    return (element.tail if tail else element.text) or ""


def within(element: Element, holder: Element) -> bool:
    """Whether `element` stands in `holder`, or is it."""
    return element is holder or any(ancestor is holder for ancestor in element.iterancestors())


def slot_before(element: Element, marks: Container[Element]) -> Slot | None:
    """The nearest slot before `element` in its block that is not white; empty anchors and `marks` are
    stepped over."""
    at: Element | None = element
    while at is not None and at.tag not in BLOCKS:
        for previous in at.itersiblings(preceding=True):
            if (previous.tail or "").strip():
                return previous, True
            if previous not in marks and (squeezed(previous) or previous.tag == "br"):
                return None
        at = at.getparent()
        if at is not None and (at.text or "").strip():
            return at, False
    return None


def slot_after(element: Element, marks: Container[Element]) -> Slot | None:
    """The nearest slot after it, likewise."""
    at: Element | None = element
    while at is not None and at.tag not in BLOCKS:
        for follower in chain((at,), at.itersiblings()):
            if follower is not at and follower not in marks and (squeezed(follower) or follower.tag == "br"):
                return None
            if (follower.tail or "").strip():
                return follower, True
        at = at.getparent()
    return None


def opens_block(element: Element, marks: Container[Element]) -> bool:
    """Whether no word stands before `element` in its block."""
    block = block_of(element)
    for inner, tail in slots(block):
        if inner is element and not tail:
            return True
        known = inner in marks or (tail and inner.getparent() in marks)
        if not (known and not tail) and any(c.isalnum() for c in text_of((inner, tail))):
            return False
    return True


def short_text(element: Element, longest: int) -> str | None:
    """The text inside `element`, white space folded; None where it is longer than `longest` letters."""
    letters, length = [], 0
    for text in element.itertext():
        letters.append(str(text))
        length += len(text.strip())
        if length > longest:
            return None
    return " ".join("".join(letters).split())
