"""What the user owns: a work has editions, an edition has witnesses, a witness has passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quoth.model.manuscript import Metadata, PageMark, ReadWarning
from quoth.model.record import Record
from quoth.model.reference import Reference
from quoth.model.text import Span

__all__ = ["Concordance", "Edition", "Failure", "Leg", "LibraryState", "Passage", "Witness", "Work"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What a page number belongs to: one printing of a work, as the manuscript describes it. `record` as in a work."""

    id: str
    reference: Reference
    record: Record | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A work that the manuscript cites. `id` is made from author and title ("greville-memoirs").

    `reference` is all that the manuscript says of it. `witnesses` are the ids of the files that carry it, all volumes,
    in order of volume; () means that the library does not hold it. `record` is its entry in the user's own
    bibliography, None where that has none, or several that it could be. Where the manuscript cites several editions,
    `reference` and `record` are of the first, which has the work's id; `editions` are the others.
    """

    id: str
    reference: Reference
    witnesses: tuple[str, ...] = ()
    record: Record | None = None
    editions: tuple[Edition, ...] = ()

    @property
    def every_edition(self) -> tuple[Edition, ...]:
        return (Edition(id=self.id, reference=self.reference, record=self.record), *self.editions)

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
class Witness:
    """One file of the library that carries the text of an edition.

    `id` is short, readable and unique in the library (the file's name, made so). `path` is relative to its
    source folder, with "/". `title_page` is the head of the text, where a book says what it is. `words` counts
    folded words. `asides` are the stretches of the text that interrupt it (notes, captions, tables), `emphasis` those
    set in italics or the like, in order. None of `pages`, `asides` and `emphasis` is ever changed; they may be read
    from the disk when they are first looked at.
    """

    id: str
    path: str
    sha256: str
    format: str
    metadata: Metadata
    title_page: str = ""
    pages: Sequence[PageMark] = ()
    words: int = 0
    words_read_share: float = 1.0
    warnings: tuple[ReadWarning, ...] = ()
    asides: Sequence[Span] = ()
    emphasis: Sequence[Span] = ()


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
    the labels only count the pages of the file, and cannot be held against a page that a note names. `before` and
    `after` are the letters next to it, a few hundred: what was not quoted may say what the rest means."""

    witness: str
    span: Span
    text: str
    pages: tuple[str, ...] = ()
    counted: bool = False
    before: str = field(repr=False, default="")
    after: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """How the pages of one volume cited answer to those of one file: page n is slope · n + offset there.

    `volume` is the number that the cites use, None where they name none or any will do.
    """

    volume: str | None
    witness: str
    slope: float
    offset: float

    def admits(self, volume: str | None) -> bool:
        return self.volume is None or volume is None or self.volume == volume

    def image(self, first: int, last: int) -> tuple[float, float]:
        """Where the pages `first` to `last` begin and end in the file, in parts of pages. A page of the one edition
        may be more or less than one of the other: it reaches half of itself to either side."""
        half = (self.slope - 1.0) / 2
        return self.slope * first + self.offset - half, self.slope * last + self.offset + half


@dataclass(frozen=True, slots=True, kw_only=True)
class Concordance:
    """The cites of `work` follow another edition than that of the files: how its pages answer to theirs.

    Learned from quotations that were found: of `pairs` of pages, one for each page cited and found, `agreeing` lie
    `within` so many pages of where the law has them. A page further from it than `reach` departs from the law.
    `counted`: the cites count the volumes through, where the files begin anew with each part.
    """

    work: str
    legs: tuple[Leg, ...]
    pairs: int
    agreeing: int
    within: float
    reach: float
    counted: bool = False
