"""What a note says: CSL's words (a citation is a cluster of cites; a cite names one work and a place in it)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from quoth.model.reference import Reference
from quoth.model.text import Span

__all__ = ["Citation", "Cite", "CiteForm", "Entry", "Locator", "LocatorKind"]

CiteForm = Literal["full", "short", "author", "ibid", "idem", "op-cit", "supra"]
LocatorKind = Literal[
    "page", "chapter", "appendix", "line", "act", "scene", "number", "note", "column", "folio", "cover", "other"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """A place in a work, as printed but made whole: in "I, 222-3" volume is "1", first "222", last "223".

    `volume` is in arabic numerals, None where none is named. `first` and `last` are page labels as print has
    them, roman ones in small letters; `last` is None for a single page. Source: CSL specification, "locator".
    """

    kind: LocatorKind
    span: Span
    volume: str | None = None
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """One work named once. `id` is "c1", "c2", … in order of the text.

    `reference` is what it says of the work: nothing for "Ibid.", author or title for a short form. `volume` is a volume
    named before any page ("Letters, I, 216" has volume "1"; its locators have it too), "" where none is. `alias` is the
    short form announced for the work here ("hereafter cited as Letters"), "" where none is.
    """

    id: str
    note: str | None
    span: Span
    form: CiteForm
    reference: Reference = field(default_factory=Reference)
    volume: str = ""
    signal: str = ""
    locators: tuple[Locator, ...] = ()
    alias: str = ""

    @property
    def author(self) -> str:
        return self.reference.author

    @property
    def title(self) -> str:
        return self.reference.title

    @property
    def year(self) -> str:
        return self.reference.year


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """All that one note cites, in order. `note` is None for a citation in the running text.

    A note that cites nothing (commentary) has no cites.
    """

    note: str | None
    span: Span
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the manuscript's own bibliography or list of abbreviations.

    `keys` are the short forms it answers to, folded: surnames, abbreviations, short titles.
    """

    span: Span
    reference: Reference
    keys: tuple[str, ...] = ()
