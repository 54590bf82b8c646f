"""What the user owns: a work has editions, an edition has witnesses, a witness has passages."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.model.manuscript import Metadata, PageMark, ReadWarning
from quoth.model.reference import Reference
from quoth.model.text import Span

__all__ = ["Edition", "Failure", "LibraryState", "Passage", "Witness", "Work"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A work that the manuscript cites. `id` is made from author and title ("greville-memoirs").

    `reference` is all that the manuscript says of it. `witnesses` are the ids of the files that carry it, all volumes,
    in order of volume; () means that the library does not hold it.
    """

    id: str
    reference: Reference
    witnesses: tuple[str, ...] = ()

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
class Edition:
    """What a page number belongs to: publisher, place and year of one printing of a work, one volume of it."""

    work: str
    volume: str = ""
    publisher: str = ""
    place: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One file of the library that carries the text of an edition.

    `id` is short, readable and unique in the library (the file's name, made so). `path` is relative to its
    source folder, with "/". `title_page` is the head of the text, where a book says what it is. `words` counts
    folded words. `asides` are the stretches of the text that interrupt it (notes, captions, tables), in order.
    """

    id: str
    path: str
    sha256: str
    format: str
    metadata: Metadata
    title_page: str = ""
    pages: tuple[PageMark, ...] = ()
    words: int = 0
    words_read_share: float = 1.0
    warnings: tuple[ReadWarning, ...] = ()
    asides: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A file among the sources that could not be read, and what to do. `code` is that of the error."""

    path: str
    code: str
    what: str
    todo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryState:
    """The library at one commit: `commit` is a digest of what it holds; witnesses are in order of id."""

    commit: str
    witnesses: tuple[Witness, ...]
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a witness. `pages` are the labels of the pages it touches, in order; () where unpaged. `counted`:
    the labels only count the pages of the file, and cannot be held against a page that a note names."""

    witness: str
    span: Span
    text: str
    pages: tuple[str, ...] = ()
    counted: bool = False
