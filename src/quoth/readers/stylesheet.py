"""What a style sheet says that changes what is text: out of the flow, on a line of its own, slanted, set off, hidden.

Books on the web name their classes as they like ("rightnote", "sni", "x12"); how a class is drawn says what it is.
Only rules for an element, a class, or an element with a class are read; the rest of CSS is about looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from quoth.readers.hypertext import Document, Element, classes

__all__ = ["Styles", "read_styles"]

LONGEST = 1 << 20  # letters of CSS that are read

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.IGNORECASE)
_LENGTH = re.compile(r"([\d.]+)\s*(em|rem|ex|%|px|pt)?")
_FAR = {"%": 4.0, "em": 1.5, "rem": 1.5, "ex": 3.0, "px": 24.0, "pt": 18.0}  # margins that set a block off

Declarations = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How an inline element is drawn. `aside`: taken out of the line it stands in; `line`: on lines of its own;
    `slant`: "italic", "normal" where slant is taken back, "" where nothing is said."""

    aside: bool = False
    line: bool = False
    slant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """Declarations by selector: ("span", ""), ("", "pagehead"), ("p", "letter")."""

    rules: dict[tuple[str, str], Declarations] = field(repr=False)
    drawn_in: bool = False  # most paragraphs are: then it says nothing
    _looks: dict[tuple[str, str, str], Look] = field(default_factory=dict, repr=False)

    def look(self, element: Element) -> Look:
        key = str(element.tag), element.get("class") or "", element.get("style") or ""
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = _look(self.of(element))
        return look

    def of(self, element: Element) -> Declarations:
        """What is declared for `element`, its own style attribute last."""
        tag = str(element.tag)
        said: Declarations = dict(self.rules.get((tag, ""), {}))
        for name in classes(element):
            said |= self.rules.get(("", name), {}) | self.rules.get((tag, name), {})
        return said | _declarations(element.get("style") or "")

    def set_off(self, element: Element) -> bool:
        """Whether a block is drawn in from both sides, as quotations are, and not centred."""
        if self.drawn_in or not (element.get("class") or element.get("style")):
            return False
        said = self.of(element)
        return said.get("text-align") not in {"center", "right"} and all(_far(said, side) for side in ("left", "right"))


def read_styles(documents: tuple[Document, ...], sheets: Iterable[str] = ()) -> Styles:
    """The rules of `sheets` and of the documents' own style elements."""
    rules = _rules(documents, sheets)
    styles = Styles(rules=rules)
    paragraphs = [element for document in documents for element in document.root.iter("p")]
    drawn_in = sum(1 for paragraph in paragraphs if styles.set_off(paragraph))
    return Styles(rules=rules, drawn_in=drawn_in * 3 > len(paragraphs))


def _rules(documents: tuple[Document, ...], sheets: Iterable[str]) -> dict[tuple[str, str], Declarations]:
    own = [text for d in documents for e in d.elements if e.tag == "style" and (text := e.text)]
    rules: dict[tuple[str, str], Declarations] = {}
    for sheet in (*sheets, *own):
        for selectors, body in _RULE.findall(_COMMENT.sub(" ", sheet[:LONGEST])):
            said = _declarations(body)
            for selector in selectors.lower().split(","):
                whole = _SELECTOR.fullmatch(selector.strip().removeprefix("<!--").strip())
                if whole and whole[0]:
                    rules.setdefault((whole[1] or "", whole[2] or ""), {}).update(said)
    return rules


def _look(said: Declarations) -> Look:
    slant = said.get("font-style", "")
    return Look(
        aside=said.get("position") in {"absolute", "fixed"} or said.get("float") in {"left", "right"},
        line=said.get("display") in {"block", "list-item", "table", "table-row"},
        slant="italic" if slant == "oblique" else slant if slant in {"italic", "normal"} else "",
    )


def _declarations(body: str) -> Declarations:
    pairs = (declaration.partition(":") for declaration in body.lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, colon, value in pairs if colon}


def _far(said: Declarations, side: str) -> bool:
    value = said.get(f"margin-{side}") or _shorthand(said.get("margin", ""), side)
    length = _LENGTH.fullmatch(value)
    return bool(length) and float(length[1].strip(".") or 0) >= _FAR.get(length[2] or "px", 24.0) if length else False


def _shorthand(margin: str, side: str) -> str:
    values = margin.split()
    if not values:
        return ""
    return values[3] if len(values) == 4 and side == "left" else values[1] if len(values) > 1 else values[0]
