"""HTML and SVG as trees of elements, never as strings: nothing that a manuscript says can become mark-up.

An element is made of a tag and attributes that stand in the lists below, and of text; a script or style with contents
cannot be said at all, nor an attribute that runs code, nor an address that is not of a page. The serialiser escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from lxml import etree

__all__ = ["Content", "Element", "append", "el", "outward", "serialised", "told"]

Element = etree._Element
Content = Element | str | None

# What a page may be made of. Nothing here runs, embeds or submits but the page's own script, named in its head.
_TAGS: Final = """
    html head title meta link script body header footer nav main aside section article div p h1 h2 h3 h4 h5 h6 a abbr em
    strong span small sup sub bdi q cite blockquote figure figcaption ol ul li dl dt dd table caption thead tbody tr th
    td time mark ins del code label input button output details summary br hr kbd
    svg g path circle line rect text desc
"""
_ATTRIBUTES: Final = """
    id class lang dir href src rel hidden title role datetime scope colspan type name content charset for tabindex
    placeholder autocomplete open value start defer http-equiv
    viewBox preserveAspectRatio d cx cy r x y x1 x2 y1 y2 width height transform text-anchor focusable
"""
TAGS: Final = frozenset(_TAGS.split())
ATTRIBUTES: Final = frozenset(_ATTRIBUTES.split())
_OPEN_ENDED = re.compile(r"(?:aria|data)-[a-z-]+\Z")

_INWARD = re.compile(r"(?:[a-z][a-z0-9/-]*\.(?:html|css|js|json|geojson|jsonld|csv|txt|xml))?(?:#[a-z][a-z0-9-]*)?\Z")
_OUTWARD = re.compile(r"https?://[^\s<>\"'\\]{1,2000}\Z")

# XML has no letters for these: controls, halves of surrogate pairs, and the two that are no letters at all.
_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def el(tag: str, attributes: dict[str, str] | None = None, *contents: Content | Iterable[Content]) -> Element:
    """An element. None among the contents is nothing. Raises ValueError where a page of ours has no such thing, which
    is a fault of ours and never of a manuscript: what a manuscript says is text, or the value of an attribute."""
    if tag not in TAGS:
        raise ValueError(f"no page has <{tag}>")
    element = etree.Element(tag)
    for name, value in (attributes or {}).items():
        element.set(name, _value(name, value))
    for content in contents:
        append(element, content)
    if tag in ("script", "style") and (element.text or len(element)):
        raise ValueError("no page has code inside it")
    return element


def _value(name: str, value: str) -> str:
    if name not in ATTRIBUTES and not _OPEN_ENDED.match(name):
        raise ValueError(f"no element has {name}=")
    if name in ("href", "src") and not _INWARD.match(value) and not _OUTWARD.match(value):
        raise ValueError(f"{name}= leads nowhere: {value[:80]!r}")
    return told(value)


def append(element: Element, content: Content | Iterable[Content]) -> None:
    """Put `content` behind what `element` has."""
    if content is None:
        return
    if isinstance(content, str):
        _write(element, told(content))
    elif isinstance(content, etree._Element):
        element.append(content)
    else:
        for each in content:
            append(element, each)


def _write(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def told(text: str) -> str:
    """`text` with what no page can hold shown as such: U+FFFD for each."""
    return _UNSAYABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def outward(address: str) -> str | None:
    """`address`, where it is one of the web's that a reader may follow; None for every other."""
    return address if _OUTWARD.match(address) else None


def serialised(page: Element) -> bytes:
    """The page as a file, in UTF-8."""
    return etree.tostring(page, method="html", encoding="utf-8", doctype="<!DOCTYPE html>") + b"\n"
