"""The portrait as TEI P5: the text letter for letter, what lies over it, and beside it what it tells and differs in.

Guidelines of the Text Encoding Initiative, chapters 3 (quotations, notes, bibliography), 12 (apparatus), 13 (names,
dates, people and places) and 16 (linking). The document is valid against the full schema (tei_all). Its identifiers are
the addresses of the pages: q12 is the twelfth quotation, e12 its evidence.
"""

from __future__ import annotations

from lxml import etree

from quoth.portrait.edition import Edition
from quoth.portrait.tei.body import body
from quoth.portrait.tei.elements import element
from quoth.portrait.tei.header import header, language
from quoth.portrait.tei.layers import layers_of
from quoth.portrait.tei.standoff import evidence, standoff

__all__ = ["document"]

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def document(edition: Edition) -> bytes:
    """The whole, in UTF-8. Same edition, same bytes."""
    manuscript = edition.report.manuscript
    beside = standoff(edition)
    text = element("text", {}, body(manuscript.text, manuscript.blocks, layers_of(edition)), evidence(edition))
    root = element("TEI", {_LANGUAGE: language(edition)}, _lined(header(edition)), "\n")
    for part in (_lined(beside) if beside is not None else None, text):
        if part is not None:
            root.append(part)
            part.tail = "\n"
    root.text = "\n"
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _lined(part: etree._Element) -> etree._Element:
    """On lines of its own: white space says nothing there."""
    etree.indent(part, space=" ", level=1)
    return part
