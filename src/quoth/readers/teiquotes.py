"""How a quotation of a TEI text looks in print: set off or inline, and with which marks."""

from __future__ import annotations

from lxml import etree

from quoth.readers.teiheader import local_name, words_of
from quoth.readers.teinotes import is_division

__all__ = ["HOLDS_BLOCKS", "QUOTING", "has_marks", "is_set_off", "marks_for"]

QUOTING = {"q", "quote", "said", "soCalled"}
HOLDS_BLOCKS = {
    "body",
    "front",
    "back",
    "text",
    "group",
    "titlePage",
    "epigraph",
    "quote",
    "argument",
    "sp",
    "postscript",
}
_SET_OFF = {"p", "l", "lg", "ab", "sp", "list", "text", "body", "floatingText", "table", "div", "quote"}
_SURE_MARKS = '"“”„‟«»‹›「」『』'
_MARKS = _SURE_MARKS + "'‘’‚‛"


def is_set_off(element: etree._Element) -> bool:
    """Whether a quotation stands as a block of its own."""
    rend = " ".join(element.get(name, "") for name in ("rend", "rendition", "type")).lower()
    if "block" in rend or "display" in rend or any(local_name(child) in _SET_OFF for child in element):
        return True
    around = element.getparent()
    while around is not None and local_name(around) == "cit":
        around = around.getparent()
    return around is not None and (is_division(around) or local_name(around) in HOLDS_BLOCKS - {"sp", "quote"})


def has_marks(element: etree._Element, before: str) -> bool:
    """Whether an inline quotation's marks are in the text, inside it or around; `before` is the letter that it
    follows. It holds words. An apostrophe alone proves nothing."""
    words, tail = words_of(element), element.tail or ""
    opening = [letter for letter in (words[0], before) if letter and letter in _MARKS]
    closing = [letter for letter in (words[-1], tail[:1]) if letter and letter in _MARKS]
    return bool(opening and closing) or any(letter in _SURE_MARKS for letter in opening + closing)


def marks_for(element: etree._Element) -> tuple[str, str]:
    """The marks that an inline quotation gets: double ones, single ones inside these, and so on."""
    inner = sum(local_name(above) in QUOTING and not is_set_off(above) for above in element.iterancestors())
    return ("‘", "’") if inner % 2 else ("“", "”")
