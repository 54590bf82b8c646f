"""Word's styles: what a paragraph is and how a run looks, through everything that a style is based on.

Built-in styles have English names in the file whatever language Word speaks ("heading 1", "Quote"); people's own
styles have names of their own, and are known by what they are based on, by their outline level, or by their words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from quoth.model.manuscript import BlockKind
from quoth.readers.ooxml import attribute, children, local, only, switched_on

__all__ = ["Styles"]

BODY_LEVEL = 9  # w:outlineLvl 9 is body text (ECMA-376 17.3.1.20)
INDENT, RIGHT, FAR = 560, 280, 2400  # twips: just under 1 cm, 0.5 cm; over 4 cm is a signature, not a quotation

# Words of style names, in the languages whose word processors name styles so.
_NAMED: dict[BlockKind, str] = {
    "contents": r"^(toc|contents)\b|^table of (figures|authorities)|^(verzeichnis|inhaltsverzeichnis|tm) ?\d",
    "bibliography": r"bibliograph|works cited|^references?$|literaturverzeichnis|библиограф|список литературы",
    "epigraph": r"epigra(ph|f)|épigraphe|эпиграф|\bmotto\b",
    "caption": r"caption|légende|beschriftung|didascalia|leyenda|подпись",
    "quote": r"quot(e|ation)|block ?text|\bextract\b|zitat|\bcitations?\b|citazione|\bcitas?\b|цитат|cytat|citát",
    "verse": r"\b(verse|poem|poetry|strophe)\b|\bgedicht|\bvers\b|стих",
}
_NAMES = tuple((re.compile(pattern, re.IGNORECASE), kind) for kind, pattern in _NAMED.items())
_TITLES = {"title": 1, "subtitle": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Indent:
    left: int
    right: int
    first: int
    """Twips that the first line is set in (or out, below zero)."""


class Styles:
    """`root` is the root of the styles part, None where there is none; `body` that of the main part."""

    def __init__(self, root: etree._Element | None, body: etree._Element) -> None:
        styles = list(children(root, "style"))
        self._styles = {attribute(style, "styleId") or "": style for style in styles}
        self._default = {
            attribute(style, "type"): attribute(style, "styleId") or ""
            for style in styles
            if attribute(style, "default") in {"1", "true", "on"}
        }
        self._chains: dict[str, Sequence[etree._Element]] = {}
        self._said: dict[tuple[str, str], bool] = {}
        self._usual_left = self._most_common_left(body)

    # -- paragraphs --------------------------------------------------------------------------------------------

    def kind(self, paragraph: etree._Element) -> tuple[BlockKind, int]:
        """What a paragraph is, and the depth of a heading."""
        properties = only(paragraph, "pPr")
        level = self._outline(properties)
        if level is not None:
            return "heading", min(level + 1, 6)
        for i, style in enumerate(self._chain(properties, "pStyle", "paragraph")):
            name = attribute(only(style, "name"), "val") or ""
            if i == 0 and name.lower() in _TITLES:  # what is based on a title is often the author's name below it
                return "heading", _TITLES[name.lower()]
            named = next((kind for pattern, kind in _NAMES if pattern.search(name)), None)
            if named is not None:
                return named, int(named == "quote")
        if self._is_listed(properties):
            return "list", 0
        return ("quote", 1) if self._is_set_in(properties) else ("paragraph", 0)

    def breaks_page(self, paragraph: etree._Element) -> bool:
        properties = only(paragraph, "pPr")
        return next(self._switches(properties, "pageBreakBefore"), False)

    def _outline(self, properties: etree._Element | None) -> int | None:
        for source in self._sources(properties):
            level = attribute(only(source, "outlineLvl"), "val")
            if level is not None:
                return int(level) if level.isdecimal() and int(level) < BODY_LEVEL else None
        return None

    def _is_listed(self, properties: etree._Element | None) -> bool:
        for source in self._sources(properties):
            number = attribute(only(source, "numPr", "numId"), "val")
            if number is not None:
                return number != "0"
        return False

    def _is_set_in(self, properties: etree._Element | None) -> bool:
        """Set in from both sides, or from the left with all its lines, as a quotation without a style of its own."""
        indent = self._indent(properties)
        left = indent.left - self._usual_left
        return INDENT <= left <= FAR and (indent.right >= RIGHT or indent.first == 0)

    def _indent(self, properties: etree._Element | None) -> _Indent:
        found: dict[str, int] = {}
        for source in self._sources(properties):
            indent = only(source, "ind")
            for name in ("left", "start", "right", "end", "firstLine", "hanging"):
                value = _twips(attribute(indent, name))
                if value is not None:
                    found.setdefault({"start": "left", "end": "right"}.get(name, name), value)
        first = found.get("firstLine", 0) - found.get("hanging", 0)
        return _Indent(left=found.get("left", 0), right=found.get("right", 0), first=first)

    def _most_common_left(self, body: etree._Element) -> int:
        """The left indent of most of the text, in letters: some set their whole text in."""
        lefts: Counter[int] = Counter()
        for paragraph in body.iter():
            if local(paragraph) == "p":
                letters = sum(len(text.text or "") for text in paragraph.iter() if local(text) == "t")
                lefts[self._indent(only(paragraph, "pPr")).left] += letters
        return lefts.most_common(1)[0][0] if lefts else 0

    # -- runs --------------------------------------------------------------------------------------------------

    def is_emphatic(self, run: etree._Element, paragraph: etree._Element | None) -> bool:
        """Whether a run stands out from its paragraph: italic in roman, roman in italic, or underlined."""
        properties, around = only(run, "rPr"), self._paragraph_italic(paragraph)
        direct = switched_on(properties, "i")
        by_style = any(self._run_switch(properties, "i"))
        # i is a toggle (17.7.3): set in both styles, it is off again; set directly, it is what it says.
        italic = direct if direct is not None else by_style != around
        return italic != around or self._is_underlined(properties)

    def is_raised(self, run: etree._Element) -> bool:
        """Whether a run is a superscript, by hand or by its style."""
        properties = only(run, "rPr")
        styled = (only(style, "rPr") for style in self._based(attribute(only(properties, "rStyle"), "val") or ""))
        said = (attribute(only(each, "vertAlign"), "val") for each in (properties, *styled))
        return next((each for each in said if each is not None), "baseline") == "superscript"

    def is_hidden(self, run: etree._Element) -> bool:
        properties = only(run, "rPr")
        direct = switched_on(properties, "vanish")
        return direct if direct is not None else any(self._run_switch(properties, "vanish"))

    def _paragraph_italic(self, paragraph: etree._Element | None) -> bool:
        return self._says(self._identity(only(paragraph, "pPr"), "pStyle", "paragraph"), "i")

    def _is_underlined(self, properties: etree._Element | None) -> bool:
        kind = attribute(only(properties, "u"), "val")
        return kind is not None and kind != "none"  # set by hand only: hyperlinks are underlined by their style

    def _run_switch(self, properties: etree._Element | None, name: str) -> Iterator[bool]:
        """What the nearest style of the run's character style says; nothing where none does."""
        if only(properties, "rStyle") is not None:
            yield self._says(self._identity(properties, "rStyle", "character"), name)

    def _says(self, identity: str, name: str) -> bool:
        """What a style, or what it is based on, says of a property of runs. There are many runs and few styles."""
        if (identity, name) not in self._said:
            said = (switched_on(only(style, "rPr"), name) for style in self._based(identity))
            self._said[identity, name] = next((on for on in said if on is not None), False)
        return self._said[identity, name]

    # -- what a style is based on ------------------------------------------------------------------------------

    def _sources(self, properties: etree._Element | None) -> Iterator[etree._Element]:
        """Paragraph properties, the nearest first: direct ones, the style's, those of what it is based on."""
        if properties is not None:
            yield properties
        for style in self._chain(properties, "pStyle", "paragraph"):
            own = only(style, "pPr")
            if own is not None:
                yield own

    def _switches(self, properties: etree._Element | None, name: str) -> Iterator[bool]:
        for source in self._sources(properties):
            on = switched_on(source, name)
            if on is not None:
                yield on

    def _chain(self, properties: etree._Element | None, reference: str, kind: str) -> Sequence[etree._Element]:
        """The style that is referred to (the default one if none is), then what it is based on."""
        return self._based(self._identity(properties, reference, kind))

    def _identity(self, properties: etree._Element | None, reference: str, kind: str) -> str:
        return attribute(only(properties, reference), "val") or self._default.get(kind, "")

    def _based(self, identity: str) -> Sequence[etree._Element]:
        """A style and what it is based on. Circles end."""
        if identity not in self._chains:
            chain: dict[str, etree._Element] = {}
            at = identity
            while at in self._styles and at not in chain:
                chain[at] = self._styles[at]
                at = attribute(only(chain[at], "basedOn"), "val") or ""
            self._chains[identity] = tuple(chain.values())
        return self._chains[identity]


_MEASURES = {"": 1.0, "pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7, "pc": 240.0, "pi": 240.0}


def _twips(value: str | None) -> int | None:
    """A measure in twentieths of a point; strict documents write units."""
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?)([a-z]{0,2})", value or "")
    return None if found is None or found[2] not in _MEASURES else round(float(found[1]) * _MEASURES[found[2]])
