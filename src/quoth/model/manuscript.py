"""A text as it was read, and what was found in it.

Manuscripts and source books are read by the same readers into the same `Manuscript`, so that whatever
happens to a hyphen happens on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import compress, count
from typing import Literal, get_args

from quoth.model.rows import Rows
from quoth.model.text import Span

__all__ = [
    "BLOCK_KINDS",
    "Address",
    "Alteration",
    "AlterationKind",
    "Block",
    "BlockKind",
    "Comment",
    "Managed",
    "Manuscript",
    "Metadata",
    "Note",
    "NoteKind",
    "PageMark",
    "Quotation",
    "QuotationKind",
    "QuotationRole",
    "ReadWarning",
]

BlockKind = Literal[
    "heading", "paragraph", "quote", "verse", "epigraph", "caption", "list", "table", "note", "aside", "bibliography",
    "contents", "boilerplate",
]  # fmt: skip
BLOCK_KINDS: tuple[BlockKind, ...] = get_args(BlockKind)
NoteKind = Literal["footnote", "endnote", "flattened"]
QuotationKind = Literal["inline", "block", "epigraph", "nested"]
QuotationRole = Literal["quotation", "title", "term", "scare", "dialogue"]
AlterationKind = Literal["ellipsis", "insertion", "sic"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWarning:
    """Something about the file, never about the author's text: what was skipped, repaired or guessed.

    `code` is a W code, `where` a place in the file (a member, a page, a line) or "".
    """

    code: str
    message: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a stretch of the text stands in the file.

    The letters from `start` on, up to the next address, are the letters of the file's node `path` in its
    member `part`, from letter `offset` of that node on, one for one.

    `part`: a zip member, "page 12" of a PDF (counted from 1, as the file counts), "" where a file has one part.
    `path`: an XPath (HTML, EPUB, TEI, docx), "" in plain text, Markdown and PDF, where `offset` counts from
    the beginning of the part.
    """

    start: int
    part: str
    path: str
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the file says of itself. "" and () mean that it does not say."""

    title: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    volume: str = ""
    date: str = ""
    publisher: str = ""
    language: str = ""
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, a heading, a quotation set off: a stretch of text that is one thing on the page.

    Blocks are in reading order, do not overlap, and everything that can be read stands in one.
    `level` is the depth of a heading (1 to 6) or the nesting of a quote; 0 elsewhere.
    """

    span: Span
    kind: BlockKind
    level: int = 0
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMark:
    """A page begins here. `label` is what the page is called in print ("xiv", "214"); `index` counts file
    pages from 0, None where the file has no pages of its own. `counted`: nothing names the page, and its label is
    only its number in the file, which proves nothing about print."""

    offset: int
    label: str
    index: int | None = None
    counted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Managed:
    """A citation that a reference manager wrote: its words, and the items it cites, each a CSL-JSON object as text."""

    span: Span
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What the author says to quoth in a comment of the file ("quoth: …"), which no reader sees. `span` is what the
    comment is laid upon (Word), or empty, where it stands."""

    span: Span
    says: str

    @staticmethod
    def speaks(says: str) -> bool:
        """Whether a comment of these words speaks to quoth."""
        return says.lstrip()[:6].lower() == "quoth:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote or endnote.

    `id` is unique in the manuscript ("n1", in order of anchors); `label` is what is printed ("12", "*").
    `span` holds the note's own words without its label. `anchors` are where its marks stand in the text: empty
    spans where the mark was mark-up and is not in the text, the letters of the mark where it is (flattened
    notes). No anchor: the note is never called. `section` counts the stretches with a numbering of
    their own, from 0.
    """

    id: str
    label: str
    kind: NoteKind
    span: Span
    anchors: tuple[Span, ...]
    section: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """A change that the author marks: dots, brackets, [sic]. The span holds the whole mark, brackets included."""

    span: Span
    kind: AlterationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Other people's words in the manuscript.

    `span` holds the words without the outer quotation marks. `block` is the index of the block it begins in.
    `role` is "quotation" where the words claim to be somebody's; titles, terms, scare quotes and dialogue are
    kept, and never accused. `within` is the id of the quotation around it. `notes` are ids of the notes that
    answer for it, nearest first; `near` tells whether the nearest stands in the same block. `skipped`
    are letters inside the span that are not quoted: note marks, page marks.
    """

    id: str
    span: Span
    block: int
    kind: QuotationKind
    role: QuotationRole = "quotation"
    within: str | None = None
    speaker: str | None = None
    notes: tuple[str, ...] = ()
    near: bool = True
    alterations: tuple[Alteration, ...] = ()
    skipped: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A text as it was read.

    `path` is as the user wrote it; `format` is a key of the readers' table; `encoding` is None where the
    format fixes it. `emphasis` are the stretches set in italics or the like, in order: titles, mostly.
    `line_starts` are offsets into the *file's* decoded text where its lines begin, for formats that are lines
    (plain text, Markdown); () for the others, whose lines are those of `text`. `words_read_share` is the share of
    the raw words
    of the file that arrived in `text`, 0 to 1. `skipped` are letters of the text that belong to no sentence, though
    they may stand in one: printed page marks, running heads. In order, apart from one another. What there are
    thousands of may be `Rows`; those of `blocks` have the columns start, stop, number of the kind, level.
    """

    path: str
    sha256: str
    format: str
    encoding: str | None
    metadata: Metadata
    text: str = field(repr=False)
    blocks: tuple[Block, ...] | Rows[Block] = field(repr=False)
    notes: tuple[Note, ...] = field(repr=False, default=())
    pages: tuple[PageMark, ...] = field(repr=False, default=())
    emphasis: tuple[Span, ...] | Rows[Span] = field(repr=False, default=())
    addresses: tuple[Address, ...] | Rows[Address] = field(repr=False, default=())
    line_starts: tuple[int, ...] | Rows[int] = field(repr=False, default=())
    warnings: tuple[ReadWarning, ...] = ()
    words_read_share: float = 1.0
    skipped: tuple[Span, ...] = field(repr=False, default=())
    managed: tuple[Managed, ...] = field(repr=False, default=())
    comments: tuple[Comment, ...] = field(repr=False, default=())

    def in_full(self) -> Manuscript:
        """The same with all rows made, for those who look at them again and again."""
        return replace(
            self,
            blocks=tuple(self.blocks),
            emphasis=tuple(self.emphasis),
            addresses=tuple(self.addresses),
            line_starts=tuple(self.line_starts),
        )

    def blocks_of(self, kinds: frozenset[BlockKind]) -> Iterator[int]:
        """Which of the blocks are of these kinds, by index. Of rows the others are not made."""
        if isinstance(self.blocks, Rows):
            wanted = bytes(kind in kinds for kind in BLOCK_KINDS).ljust(256, b"\0")
            return compress(count(), bytes(list(self.blocks.column(2))).translate(wanted))
        return (at for at, block in enumerate(self.blocks) if block.kind in kinds)
