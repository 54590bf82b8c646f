"""What Word prints at each footnote and endnote: numbers are not in the file, they are counted by its rules.

ECMA-376 17.11: format, start and restart come from the document's settings and are overruled by each section; a note
with a mark of its own is not counted. Deleted calls do not count either: the text is read as accepted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from quoth.model.manuscript import NoteKind
from quoth.readers.numerals import roman
from quoth.readers.ooxml import WORD, attribute, local, only

__all__ = ["Call", "bookmarked", "formatted", "note_calls", "own_mark", "sections"]

_CHICAGO = "*†‡§"
_TOO_LARGE = 1000
_DEFAULT_FORMAT: dict[NoteKind, str] = {"footnote": "decimal", "endnote": "lowerRoman"}
_REFERENCES: dict[str, NoteKind] = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_NOT_ACCEPTED = {"del", "moveFrom", "mc:Fallback"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One note as called: `reference` names it for the builder, `id` in its own part. `custom`: its label stands in
    the text, as letters after the call."""

    reference: str
    id: str
    kind: NoteKind
    label: str
    custom: bool


@dataclass(slots=True)
class _Counter:
    """Counts the notes of one kind."""

    kind: NoteKind
    settings: dict[str, str]
    section: int = -1
    number: int = 0

    def label(self, section: int, properties: dict[str, str]) -> str:
        rules = {**self.settings, **properties}
        start = int(rules["numStart"]) if rules.get("numStart", "").isdecimal() else 1
        if self.section < 0 or (section != self.section and rules.get("numRestart") == "eachSect"):
            self.number = start - 1
        self.section, self.number = section, self.number + 1
        return formatted(self.number, rules.get("numFmt", _DEFAULT_FORMAT[self.kind]))


def note_calls(
    body: etree._Element, settings: etree._Element | None
) -> tuple[dict[etree._Element, Call], list[NoteKind]]:
    """The calls in `body`, by element and in order; and the kinds of notes whose numbers begin anew on each page,
    which nobody but the printer can count."""
    counters = {kind: _Counter(kind, _rules(settings, kind)) for kind in _DEFAULT_FORMAT}
    found: dict[etree._Element, Call] = {}
    by_page: dict[NoteKind, None] = {}
    ends = sections(body)
    for section, element in _references(body, ends):
        kind = _REFERENCES[local(element)]
        properties = _rules(ends[section], kind) if section < len(ends) else {}
        custom = attribute(element, "customMarkFollows") in {"1", "true", "on"}
        label = own_mark(element) if custom else counters[kind].label(section, properties)
        if {**counters[kind].settings, **properties}.get("numRestart") == "eachPage":
            by_page[kind] = None
        identity = attribute(element, "id") or ""
        found[element] = Call(reference=f"{kind}-{identity}", id=identity, kind=kind, label=label, custom=custom)
    return found, list(by_page)


def sections(body: etree._Element) -> list[etree._Element]:
    """The properties of each section in order. They stand at a section's end: in its last paragraph, the last one's
    at the end of the body."""
    every = (element for space in WORD for element in body.iter(f"{{{space}}}sectPr"))
    return [element for element in every if local(_parent(element)) in {"pPr", "body"}]


def _references(body: etree._Element, ends: list[etree._Element]) -> Iterator[tuple[int, etree._Element]]:
    """Each accepted call with the number of its section."""
    section, closing = 0, {_parent(_parent(end)): end for end in ends}
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "end":
            section += element in closing and local(element) == "p"
        elif local(element) in _REFERENCES and not any(local(a) in _NOT_ACCEPTED for a in element.iterancestors()):
            yield section, element


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    return element if parent is None else parent


def _rules(properties: etree._Element | None, kind: NoteKind) -> dict[str, str]:
    """numFmt, numStart and numRestart where set."""
    stated = only(properties, f"{kind}Pr")
    pairs = ((name, attribute(only(stated, name), "val")) for name in ("numFmt", "numStart", "numRestart"))
    return {name: value for name, value in pairs if value is not None}


def bookmarked(body: etree._Element, calls: dict[etree._Element, Call]) -> dict[str, Call]:
    """The calls inside bookmarks, by the bookmark's name: a NOTEREF field calls such a note once more."""
    open_now: dict[str, str] = {}
    found: dict[str, Call] = {}
    for element in body.iter():
        name = local(element)
        if name == "bookmarkStart":
            open_now[attribute(element, "id") or ""] = attribute(element, "name") or ""
        elif name == "bookmarkEnd":
            open_now.pop(attribute(element, "id") or "", None)
        elif element in calls:
            found.update(dict.fromkeys(open_now.values(), calls[element]))
    return found


def own_mark(reference: etree._Element) -> str:
    """The mark that an author set himself: what follows the call in its run, else the next run if it is short."""
    run = _parent(reference)
    mark = _letters(reference.itersiblings())
    if not mark:
        following = run.getnext()
        mark = _letters(iter(following)) if following is not None and local(following) == "r" else ""
        mark = mark if len(mark) <= 3 else ""
    return mark or "*"


def _letters(elements: Iterator[etree._Element]) -> str:
    return "".join(symbol(element) if local(element) == "sym" else element.text or "" for element in elements
                   if local(element) in {"t", "sym"}).strip()  # fmt: skip


_SYMBOL_CAPITALS = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SYMBOL_SMALL = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL_SIGNS = {0x2A: "∗", 0xA2: "′", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB4: "×", 0xB7: "•", 0xBC: "…", 0xD7: "⋅"}


def symbol(element: etree._Element) -> str:
    """The letter of w:sym. Codes of symbol fonts stand in the private area, at F000 and up (17.3.3.30)."""
    try:
        code = int(attribute(element, "char") or "", 16)
        letter = chr(code)
    except (ValueError, OverflowError):
        return ""
    if not 0xF000 <= code <= 0xF0FF:
        return "" if 0xD800 <= code < 0xE000 else letter
    code -= 0xF000
    if (attribute(element, "font") or "").lower() != "symbol":
        return "•"  # a pictogram: no letter, and no part of a word
    if chr(code).isascii() and chr(code).isalpha():
        return (_SYMBOL_CAPITALS if chr(code).isupper() else _SYMBOL_SMALL)[(code & 0x1F) - 1]
    return _SYMBOL_SIGNS.get(code) or (chr(code) if code < 0x7F else "•")


def formatted(number: int, numbering: str) -> str:
    """`number` as Word prints it in a numbering format (ST_NumberFormat); formats not known here are decimal, and so
    are numbers too large for their format."""
    if not 1 <= number < _TOO_LARGE:
        return str(number)
    if numbering in {"lowerRoman", "upperRoman"}:
        return roman(number).upper() if numbering == "upperRoman" else roman(number)
    if numbering in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if numbering == "upperLetter" else letter
    if numbering == "chicago":
        return _CHICAGO[(number - 1) % 4] * ((number - 1) // 4 + 1)
    return f"{number:02}" if numbering == "decimalZero" else str(number)
