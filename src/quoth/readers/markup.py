"""The walk through an (X)HTML tree in reading order: every letter goes to the builder, or is known not to be one.

What is a page mark or a note has been found before (pagination, noting), what a class looks like is in the style
sheet; here the elements become blocks, lines, emphasis and asides, and each text node is said with its address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from quoth.model.manuscript import BlockKind
from quoth.readers.builder import Builder, Node
from quoth.readers.comments import COMMENT, comment_of
from quoth.readers.compositor import Compositor, Sort
from quoth.readers.gutenberg import END, START
from quoth.readers.hypertext import BLOCKS, UNREAD, Document, Element, Slot, classes, squeezed
from quoth.readers.kinds import HEADINGS, Section, is_line_number, is_marginal, kind_of, section_begun
from quoth.readers.noting import Noting, survey_notes
from quoth.readers.pagination import Pagination, survey_pages
from quoth.readers.stylesheet import Styles, read_styles

__all__ = ["say_documents"]

DEEPEST = 300  # elements below this are read, without addresses

_SLANTED = frozenset({"i", "em", "cite", "dfn", "var"})
_CELLS = frozenset({"td", "th"})
_RUBY = frozenset({"rt", "rp"})


def say_documents(
    builder: Builder,
    documents: tuple[Document, ...],
    *,
    sheets: tuple[str, ...] = (),
    listed: Mapping[tuple[str, str], str] | None = None,
) -> None:
    """Say `documents`, one book in reading order, to `builder`.

    `sheets` are style sheets kept beside them; `listed` the book's own list of pages, see `survey_pages`.
    """
    pages = survey_pages(documents, listed)
    noting = survey_notes(documents, pages.turns)
    walk = _Walk(builder, read_styles(documents, sheets), pages, noting, licensed=is_licensed(documents))
    for document in documents:
        if not document.whole:
            builder.warn("W132", "elements nested deeper than can be followed were left out", document.part)
        walk.document(document)
    if pages.doubtful:
        some = ", ".join(pages.doubtful[:5])
        builder.warn("W131", f"{len(pages.doubtful)} page marks are out of order and were passed over: {some}")


def is_licensed(documents: tuple[Document, ...]) -> bool:
    """Whether a Project Gutenberg header stands before the text."""
    return any(START.search(str(text)) for document in documents for text in document.root.itertext())


@dataclass(slots=True)
class _Frame:
    """An element that is being read. `undo` is what to do when it ends, last first."""

    element: Element
    path: str
    kind: BlockKind
    level: int
    pre: bool
    verse: bool
    children: int = 0
    texts: int = 0
    undo: list[Callable[[], None]] = field(default_factory=list)


class _Walk:
    """Says documents, one after the other, to one builder."""

    def __init__(self, builder: Builder, styles: Styles, pages: Pagination, noting: Noting, *, licensed: bool) -> None:
        """`licensed`: a Project Gutenberg header is to come; all up to its end is boilerplate."""
        self._builder, self._styles, self._pages, self._noting = builder, styles, pages, noting
        self._setting = Compositor(builder, licensed=licensed)
        self._part = ""
        self._frames: list[_Frame] = []
        self._in_run = False  # in a note that ends with its block
        self._section: Section | None = None

    def document(self, document: Document) -> None:
        """Say all of `document`."""
        self._part = self._setting.part = document.part
        self._section = None
        if document.part in self._pages.opening:
            self._builder.page(self._pages.opening[document.part])
        self._frames = [_Frame(document.root, "", "paragraph", 0, pre=False, verse=False)]
        walk = etree.iterwalk(document.root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._leave(element)
            elif not self._enter(element):
                walk.skip_subtree()
        self._end_block()

    # -- elements ----------------------------------------------------------------------------------------------

    def _enter(self, element: Element) -> bool:
        """Begin `element`; False where nothing inside it is text."""
        outer = self._frames[-1]
        outer.children += element.tag != COMMENT
        path = f"{outer.path}/*[{outer.children}]" if len(self._frames) <= DEEPEST else ""
        frame = _Frame(element, path, outer.kind, outer.level, outer.pre, outer.verse)
        self._frames.append(frame)
        if element.tag == COMMENT:
            self._setting.comment(comment_of(element))
            return False
        self._begin_note(frame)
        if element.tag in UNREAD or self._is_mark(element):
            return False
        if element.tag in BLOCKS:
            self._block(frame)
        else:
            self._inline(frame)
        self._text((element, False), frame)
        return True

    def _leave(self, element: Element) -> None:
        frame = self._frames.pop()
        for step in reversed(frame.undo):
            step()
        if element.tail and len(self._frames) > 1:
            self._text((element, True), self._frames[-1])

    def _is_mark(self, element: Element) -> bool:
        """Whether `element` is a mark and no text; if so it is counted as read."""
        turn = self._pages.turns.get(element)
        if turn is not None:
            printed = squeezed(element) if turn.swallow else ""
            if turn.label is None:
                self._builder.recognised(printed)
            else:
                self._builder.page(turn.label, mark=printed)
            if turn.swallow:
                return True
        if element in self._noting.calls:
            self._builder.call(self._noting.calls[element], mark=squeezed(element))
            return True
        if element in self._noting.left_out or element.tag in _RUBY or is_line_number(element):
            self._builder.recognised(squeezed(element))
            return True
        return False

    def _begin_note(self, frame: _Frame) -> None:
        body = self._noting.bodies.get(frame.element)
        if body is None:
            return
        if body.run:
            self._end_run()
            self._in_run = True
        else:
            if frame.element.tag in BLOCKS:
                self._end_block()
            if body.called_here:
                self._builder.call(body.reference)
            frame.undo.append(self._setting.end_aside)
            frame.kind = "note"
        self._setting.begin_note(body)

    # -- blocks ------------------------------------------------------------------------------------------------

    def _block(self, frame: _Frame) -> None:
        element = frame.element
        if element.tag in _CELLS:
            self._setting.end_cell()
        if frame.verse and element.tag not in HEADINGS and not _holds_lines(element):
            self._setting.end_line()
            frame.undo.append(self._setting.end_line)
            return
        if element.tag not in _CELLS or _holds_blocks(element):
            self._end_block()
            frame.undo.append(self._end_block)
        self._sort(frame)
        frame.pre = frame.pre or element.tag == "pre"

    def _sort(self, frame: _Frame) -> None:
        """What kind of block `frame` is."""
        element = frame.element
        frame.kind, frame.level = kind_of(element, self._styles, (frame.kind, frame.level))
        frame.verse = frame.kind == "verse" or (frame.verse and frame.kind == "epigraph")
        if begun := section_begun(element):
            self._section = begun
        elif element.tag in HEADINGS and self._section is not None and self._section.ended_by(element):
            self._section = None
        if not frame.pre and element.tag != "pre" and END.search(_own_text(element)):
            self._setting.begin_licence()

    def _end_block(self) -> None:
        self._end_run()
        self._setting.end_block()

    def _end_run(self) -> None:
        if self._in_run:
            self._in_run = False
            self._setting.end_aside()

    # -- inline ------------------------------------------------------------------------------------------------

    def _inline(self, frame: _Frame) -> None:
        element = frame.element
        if element.tag == "br":
            self._setting.break_line()
        elif element.tag == "img":
            self._picture(element)
        elif element.tag == "q":
            self._setting.sign("“", self._sort_here(frame))
            frame.undo.append(lambda: self._setting.sign("”", self._sort_here(frame)))
        look = self._styles.look(element)
        if (look.aside or is_marginal(element)) and len(squeezed(element)) > 3:  # a letter that floats is a drop cap
            self._marginal(frame)
        elif look.line:
            self._setting.end_line()
            frame.undo.append(self._setting.end_line)
        slant = look.slant or ("italic" if element.tag in _SLANTED else "")
        if slant == "italic" or (slant == "normal" and self._setting.is_slanted()):
            self._setting.slant()
            frame.undo.append(self._setting.unslant)

    def _marginal(self, frame: _Frame) -> None:
        frame.kind = "caption" if any("caption" in name for name in classes(frame.element)) else "aside"
        if self._setting.is_writing:
            frame.undo.append(self._setting.end_aside)
            self._setting.begin_aside(frame.kind)
        else:
            frame.undo.append(self._end_block)

    def _picture(self, element: Element) -> None:
        """A drop cap may be a picture: its letter is in the alternative text."""
        letter = element.get("alt") or ""
        follows = (element.tail or "")[:1]
        if len(letter.strip("“‘\"'«„")) == 1 and letter[-1:].isalpha() and follows.isalpha():
            self._setting.sign(letter, self._sort_here(self._frames[-2]))

    # -- letters -----------------------------------------------------------------------------------------------

    def _text(self, slot: Slot, frame: _Frame) -> None:
        element, tail = slot
        text = (element.tail if tail else element.text) or ""
        if not text:
            return
        frame.texts += 1
        if not frame.pre and not self._setting.is_writing and text.isspace():
            return  # between blocks
        head, foot = self._noting.cuts.get(slot, (0, 0))
        stop = max(head, len(text) - foot)
        if head or foot:
            self._builder.recognised(text[:head])
            self._builder.recognised(text[stop:])
        node = Node(self._part, f"{frame.path}/text()[{frame.texts}]") if frame.path else None
        write = self._setting.lines if frame.pre else self._setting.text
        write(text[head:stop], node, head, self._sort_here(frame))

    def _sort_here(self, frame: _Frame) -> Sort:
        if self._section is not None and frame.kind in {"paragraph", "list", "table"}:
            return self._section.kind, 0
        return frame.kind, frame.level


def _holds_blocks(element: Element) -> bool:
    return any(inner.tag in BLOCKS for inner in element.iterdescendants())


def _holds_lines(element: Element) -> bool:
    """Whether a block in verse is a stanza, not one line."""
    return element.tag not in {"li", "dd", "dt"} and any(
        inner.tag in BLOCKS or inner.tag == "br" or (inner.tag == "span" and inner.getparent() is element)
        for inner in element.iterdescendants()
    )


def _own_text(element: Element) -> str:
    """The text that stands in `element` and in no block inside it: its beginning."""
    return (element.text or "") + "".join(
        (inner.text or "") + (inner.tail or "") for inner in element if inner.tag not in BLOCKS and inner.tag != "style"
    )
