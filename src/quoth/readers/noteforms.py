"""What note marks, note calls, notes and ways back look like in (X)HTML, element by element.

The classes are those that word processors, converters, blogs and transcribers write; the types are EPUB's and ARIA's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from quoth.model.manuscript import NoteKind
from quoth.readers.hypertext import Element, classes, slot_before, squeezed, text_of, types

__all__ = [
    "LABELLED", "LONGEST_MARK", "NOTES_HEADING", "OWN_NUMBER", "RAISED", "is_named_note", "is_note_like", "is_raised",
    "kind_of_note", "leads_back", "mark_in", "opening_of", "own_label", "says_it_calls",
    "says_its_type",
]  # fmt: skip

LONGEST_MARK = 16  # letters

_MARK = re.compile(
    r"[\[({⁽]?\s*(?:(?:(?:foot|end)?note|fn|anm)\.?\s?#?)?"
    r"([*†‡§‖¶⁂#]{1,5}|\d{1,4}[a-z]?|[a-z]|[ivxl]{1,7})\s*[\])}⁾.:]{0,2}",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"\s*((?:(?:foot|end)?note|anm(?:erkung)?|nota?)\.?\s+)?[\[({]?\s*"
    r"([*†‡§‖¶]{1,3}(?![*†‡§‖¶ ])|\d{1,4}[a-z]?|[a-z](?=\s?[\]).:]))"
    r"\s*[\])}]?(?:[.:)]|\s|(?=\[))\s*",
    re.IGNORECASE,
)
OWN_NUMBER = re.compile(  # a letter without a point or brackets may be the first word
    r"\s*(?:(?:foot|end)?note\s+)?[\[({]?\s*([*†‡§‖¶⁂#]{1,5}|\d{1,4}[a-z]?|[ivxl]{1,7}|[a-z])?"
    r"\s*[\])}]?\s*[.:)]*(?!\w)(?<![A-Za-z])\s*",
    re.IGNORECASE,
)
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BACK = re.compile(r"[\W_]*(?:(?:back|return|retour|zurück|up|top)\b[\w\s]{0,24})?[\W_]*", re.IGNORECASE)
_REF_CLASS = re.compile(
    r"(?:foot|end|side|rear)?[-_]?(?:note|fn)s?[-_]?(?:ref(?:erence)?|anchor|call|mark|link|num(?:ber)?|sup)s?|reference|"
    r"super(?:script)?[-_]?(?:note|ref)"
)
_NOTE_CLASS = re.compile(
    r"(?:foot|end|rear|chapter)[-_]?notes?[-_]?(?:text|body|block|list|item|section|area)?s?\d*|fns?\d*|notes|"
    r"references|reflist"
)
_WEAK_CLASS = re.compile(r"notes?[-_]?\d*[a-z]?|note\d+\w{0,8}|fn\w{0,4}")
NOTE_TYPES = frozenset({"footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes"})
_END_TYPES = frozenset({"endnote", "endnotes", "rearnote", "rearnotes"})
NOTES_HEADING = re.compile(
    r"[\W_]*(?:(?:foot|end)?notes?(?: and references| to .{1,60}| on .{1,60})?|references|anmerkungen|fu(?:ß|ss)noten|"
    r"endnoten|noten|notas|note|примечания|сноски|przypisy|noter|viitteet)[\W_]*(?:[ivxl\d]+)?[\W_]*",
    re.IGNORECASE,
)


def mark_in(text: str) -> str:
    """The label in a note mark ("[12]" is "12"), "" where `text` is none."""
    whole = _MARK.fullmatch(text.strip().translate(RAISED))
    return whole[1] if whole else ""


def own_label(body: Element) -> str:
    """The number that a note has at its head, "" where it has none."""
    found = LABELLED.match(opening_of(body))
    return found[2] if found else ""


def _around(source: Element) -> Iterable[Element]:
    return (source, *islice(source.iterancestors("sup", "span", "small"), 3), *islice(source.iterchildren(), 3))


def _types_near(source: Element) -> frozenset[str]:
    return frozenset().union(*(types(e) for e in _around(source)))


def _says_so_by_class(source: Element) -> bool:
    return any(_REF_CLASS.fullmatch(name) for e in _around(source) for name in classes(e))


def is_raised(source: Element) -> bool:
    """Whether a mark is set as one: above the line, or in brackets."""
    if any(e.tag == "sup" for e in _around(source)) or squeezed(source)[:1] in {"[", "(", "{"}:
        return True
    before = slot_before(source, ())
    return before is not None and text_of(before).rstrip()[-1:] in {"[", "("}


def _back_class(source: Element) -> bool:
    names = [name for e in (source, *source.iterancestors("span", "sup")) for name in classes(e)]
    return any("backlink" in name or name in {"back", "footnote-back", "return", "fnback"} for name in names)


def opening_of(element: Element) -> str:
    """The first letters inside `element`."""
    letters = ""
    for text in element.itertext():
        letters += str(text)
        if len(letters) > 40:
            break
    return letters.translate(RAISED)


def says_it_calls(source: Element) -> bool:
    """Whether a mark says by its type or its class that it calls a note."""
    return "noteref" in _types_near(source) or _says_so_by_class(source)


def says_its_type(source: Element) -> bool:
    """Whether it says so in the words of EPUB or ARIA, which mean nothing else."""
    return "noteref" in _types_near(source)


def leads_back(source: Element, text: str) -> bool:
    """Whether a link says that it leads back to the text; `text` is what it shows."""
    if "backlink" in _types_near(source) or _back_class(source):
        return True
    return bool(text) and bool(_BACK.fullmatch(text)) and not mark_in(text)


def is_named_note(element: Element) -> bool:
    """Whether `element` says beyond doubt that it is one note."""
    return bool(types(element) & {"footnote", "endnote", "rearnote"}) or "footnote" in classes(element)


def is_note_like(element: Element) -> bool:
    """Whether `element` says by type or class that it is a note, or holds notes."""
    if types(element) & NOTE_TYPES:
        return True
    return any(_NOTE_CLASS.fullmatch(name) or _WEAK_CLASS.fullmatch(name) for name in classes(element))


def kind_of_note(body: Element, *, under_heading: bool) -> NoteKind:
    """What the elements around `body` say; a note under a heading like "Notes" is an endnote."""
    for element in (body, *body.iterancestors()):
        said = types(element)
        if said & _END_TYPES or any("endnote" in name or name == "notes" for name in classes(element)):
            return "endnote"
        if said & NOTE_TYPES or any("footnote" in name for name in classes(element)):
            return "footnote"
    return "endnote" if under_heading else "footnote"
