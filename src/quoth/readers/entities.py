"""The letters of XML's named entities, from the document's own declarations or from the standard sets.

The parser keeps references as nodes (see `readers.xml`), so nothing swells before it comes here; here a budget holds.
"""

from __future__ import annotations

import re
import unicodedata
from html.entities import html5

from lxml import etree

from quoth.errors import TooLarge

__all__ = ["Entities", "entity_name"]

BUDGET = 1 << 20  # letters that the entities of one document may come to
DEPTH = 16  # entities within entities

_REFERENCE = re.compile(r"&([^\s&;#]+);")
_TAG = re.compile(r"<[^>]*>")
# ISO 8879's ISOgrk1, which HTML did not take over: "agr" is alpha, "Agr" is Alpha.
_GREEK_NAMES = re.findall(r"\w+", "a b g d e z ee th i k l m n x o p r sf s t u ph kh ps oh")
_GREEK = dict(zip(_GREEK_NAMES, "αβγδεζηθικλμνξοπρςστυφχψω", strict=True))


def entity_name(node: etree._Element) -> str:
    """The name in a node that stands for a reference: "amp" of &amp;."""
    return (node.text or "")[1:-1]


class Entities:
    """The entities of the document whose root is `root`; `where` is what to call it in errors."""

    def __init__(self, root: etree._Element, where: str) -> None:
        dtd = root.getroottree().docinfo.internalDTD
        declared = () if dtd is None else dtd.iterentities()  # type: ignore[attr-defined]  # the stubs do not know it
        self._declared: dict[str, str | None] = {entity.name: entity.content for entity in declared}
        self._where, self._left = where, BUDGET

    def letters(self, name: str) -> str | None:
        """What `&name;` stands for, without any tags; None where nobody says (never declared, or kept in another
        file, which is not fetched). TooLarge where entities are heaped on entities."""
        return self._expand(name, DEPTH)

    def _expand(self, name: str, depth: int) -> str | None:
        declared = self._declared.get(name)
        if declared is None:
            return _standard(name)
        self._left -= len(declared)
        if self._left < 0 or not depth:
            raise TooLarge(f"the entity &{name}; swells without end", where=self._where, todo="Remove the entity.")
        plain = _TAG.sub("", declared)
        return _REFERENCE.sub(lambda inner: self._expand(inner[1], depth - 1) or "", plain)


def _standard(name: str) -> str | None:
    """From the sets of HTML, which hold nearly all of ISO 8879's, and from ISO's Greek letters."""
    letters = html5.get(f"{name};")
    if letters is None and name.endswith("gr"):
        letters = _GREEK.get(name[:-2].lower())
        if letters is not None and name[0].isupper():
            letters = letters.upper()
    return unicodedata.normalize("NFC", letters) if letters else None
