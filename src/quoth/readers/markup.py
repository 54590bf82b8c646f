"""The walk through an (X)HTML tree in reading order: every letter goes to the builder, or is known not to be one.

What is a page mark or a note has been found before (pagination, noting), what a class looks like is in the style
sheet; here the elements become blocks, lines, emphasis and asides, and each text node is said with its address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from quoth.model.manuscript import BlockKind
from quoth.readers.builder import Builder, Node
from quoth.readers.hypertext import BLOCKS, UNREAD, Document, Element, Slot, classes, squeezed
from quoth.readers.kinds import HEADINGS, Section, is_line_number, is_marginal, kind_of, section_begun
from quoth.readers.licence import END, START
from quoth.readers.noting import Body, Noting, survey_notes
from quoth.readers.pagination import Pagination, survey_pages
from quoth.readers.stylesheet import Styles, read_styles

__all__ = ["say_documents"]

DEEPEST = 300  # elements below this are read, without addresses

_WHITE = " \t\n\r\f"
_BLANK_LINES = re.compile(r"(?:[ \t]*\r?\n){2,}")
_SLANTED = frozenset({"i", "em", "cite", "dfn", "var"})
_BREAKING = frozenset({"br", "hr"})
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
        self._in_licence, self._header_ends = licensed, False
        self._part = ""
        self._frames: list[_Frame] = []
        self._written = False  # the block to write into is open
        self._empty = True  # and holds no letters yet
        self._breaks = 0  # line breaks since the last letter
        self._cell = False  # a table cell ended since the last letter
        self._slants = 0
        self._run: Body | None = None  # a note that ends with its block
        self._section: Section | None = None

    def document(self, document: Document) -> None:
        """Say all of `document`."""
        self._part = document.part
        self._section = None
        if document.part in self._pages.opening:
            self._builder.page(self._pages.opening[document.part])
        top = _Frame(document.root, "", "paragraph", 0, pre=False, verse=False)
        self._frames = [top]
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
        outer.children += 1
        path = f"{outer.path}/*[{outer.children}]" if len(self._frames) <= DEEPEST else ""
        frame = _Frame(element, path, outer.kind, outer.level, outer.pre, outer.verse)
        self._frames.append(frame)
        if element.tag in UNREAD or self._is_mark(element):
            return False
        self._begin_note(frame)
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
            self._run = body
            self._builder.begin_note(body.reference, body.label, body.kind, part=self._part)
            self._written, self._empty, self._breaks = True, True, 0
            return
        written, empty = self._written, self._empty
        if frame.element.tag in BLOCKS:
            self._end_block()
            written = False
        else:
            self._builder.call(body.reference)  # a note set where it is called
        self._aside(frame, lambda: self._builder.begin_note(body.reference, body.label, body.kind, part=self._part))
        frame.undo.insert(0, lambda: self._resume(written, empty))
        frame.kind = "note"

    def _resume(self, written: bool, empty: bool) -> None:
        self._written, self._empty, self._breaks = written, empty, 0

    def _aside(self, frame: _Frame, begin: Callable[[], None]) -> None:
        """What is in `frame` is no part of the block around it."""
        begin()
        self._written, self._empty, self._breaks = True, True, 0
        frame.undo.append(self._builder.end_aside)

    # -- blocks ------------------------------------------------------------------------------------------------

    def _block(self, frame: _Frame) -> None:
        element = frame.element
        if element.tag in {"td", "th"}:
            self._cell = True
        if frame.verse and not _holds_lines(element) and not frame.element.tag.startswith("h"):
            self._breaks += 1
            frame.undo.append(self._line_ends)
            return
        if not (element.tag in {"td", "th"} and not _holds_blocks(element)):
            self._end_block()
            frame.undo.append(self._end_block)
        self._sort(frame)
        frame.pre = frame.pre or element.tag == "pre"

    def _sort(self, frame: _Frame) -> None:
        """What kind of block `frame` is."""
        element = frame.element
        frame.kind, frame.level = kind_of(element, self._styles, (frame.kind, frame.level))
        frame.verse = frame.kind == "verse" or (frame.verse and frame.kind == "epigraph")
        if begun := section_begun(element, self._section):
            self._section = begun
        elif element.tag in HEADINGS and self._section is not None and self._section.ended_by(element):
            self._section = None
        if END.search(_own_text(element)) and not frame.pre and element.tag != "pre":
            self._in_licence, self._header_ends = True, False

    def _end_block(self) -> None:
        self._end_run()
        if not self._written:
            return
        for _ in range(bool(self._slants)):
            self._builder.end_emphasis()
        if not self._in_aside():
            self._builder.close()
        self._written, self._breaks, self._cell = False, 0, False

    def _in_aside(self) -> bool:
        return any(self._builder.end_aside in frame.undo for frame in self._frames)

    def _end_run(self) -> None:
        if self._run is not None:
            self._run = None
            self._builder.end_aside()

    def _open(self, frame: _Frame) -> None:
        if self._header_ends:
            self._in_licence, self._header_ends = False, False
        kind, level = frame.kind, frame.level
        if self._section is not None and kind in {"paragraph", "list", "table"}:
            kind = self._section.kind
        self._builder.open("boilerplate" if self._in_licence else kind, level=level, part=self._part)
        self._written, self._empty, self._breaks, self._cell = True, True, 0, False
        if self._slants:
            self._builder.begin_emphasis()

    def _line_ends(self) -> None:
        self._breaks += 1

    # -- inline ------------------------------------------------------------------------------------------------

    def _inline(self, frame: _Frame) -> None:
        element = frame.element
        if element.tag in _BREAKING:
            self._breaks += 1
        elif element.tag == "img":
            self._picture(element)
        elif element.tag == "q":
            self._say_sign("“", frame)
            frame.undo.append(lambda: self._say_sign("”", frame))
        elif self._out_of_line(element):
            self._marginal(frame)
            return
        elif self._styles.line(element):
            self._line_ends()
            frame.undo.append(self._line_ends)
        self._slant(frame)

    def _out_of_line(self, element: Element) -> bool:
        if not (is_marginal(element) or self._styles.aside(element)):
            return False
        return len(squeezed(element)) > 3  # a letter that floats is a drop cap

    def _marginal(self, frame: _Frame) -> None:
        kind: BlockKind = "caption" if any("caption" in name for name in classes(frame.element)) else "aside"
        if not self._written:
            frame.kind = kind
            frame.undo.append(self._end_block)
            return
        written, empty = self._written, self._empty
        frame.undo.append(lambda: self._resume(written, empty))
        self._aside(frame, lambda: self._builder.begin_aside(kind, part=self._part))

    def _picture(self, element: Element) -> None:
        """A drop cap may be a picture: its letter is in the alternative text."""
        letter = element.get("alt") or ""
        follows = (element.tail or "")[:1]
        if len(letter.strip("“‘\"'«„")) == 1 and letter[-1:].isalpha() and follows.isalpha():
            self._say_sign(letter, self._frames[-1])

    def _slant(self, frame: _Frame) -> None:
        slant = self._styles.slant(frame.element)
        if slant == "" and frame.element.tag in _SLANTED:
            slant = "italic"
        if slant == "italic" or (slant == "normal" and self._slants):
            self._turn_emphasis()
            self._slants += 1
            frame.undo.append(self._unslant)

    def _turn_emphasis(self) -> None:
        """Begin a stretch; slanted within slanted, or upright within it, the outer one stops meanwhile."""
        if self._written and self._slants:
            self._builder.end_emphasis()
        if self._written:
            self._builder.begin_emphasis()

    def _unslant(self) -> None:
        self._slants -= 1
        if self._written:
            self._builder.end_emphasis()
            if self._slants:
                self._builder.begin_emphasis()

    # -- letters -----------------------------------------------------------------------------------------------

    def _text(self, slot: Slot, frame: _Frame) -> None:
        element, tail = slot
        text = (element.tail if tail else element.text) or ""
        if not text:
            return
        frame.texts += 1
        head, foot = self._noting.cuts.get(slot, (0, 0))
        stop = max(head, len(text) - foot)
        if head or foot:
            self._builder.recognised(text[:head])
            self._builder.recognised(text[stop:])
        node = Node(part=self._part, path=f"{frame.path}/text()[{frame.texts}]") if frame.path else None
        if frame.pre:
            self._say_lines(text[head:stop], node, head, frame)
        else:
            self._say(text[head:stop], node, head, frame)

    def _say(self, text: str, node: Node | None, offset: int, frame: _Frame) -> None:
        bare = text.lstrip(_WHITE)
        if not bare:
            if text and self._written and not self._breaks:
                self._builder.say(text, node, offset=offset, collapse=True)
            return
        self._ready(frame)
        self._builder.say(text, node, offset=offset, collapse=True)
        self._empty = False
        self._see_start(text)

    def _ready(self, frame: _Frame) -> None:
        """Set the breaks that are due, and have a block to write into."""
        if self._breaks > 1 and self._written and not (self._slants or self._in_aside() or self._run):
            self._end_block()
        if not self._written:
            self._open(frame)
        elif self._breaks and not self._empty:
            self._builder.newline()
        elif self._cell and not self._empty:
            self._builder.say("\t")
        self._breaks, self._cell = 0, False

    def _say_sign(self, sign: str, frame: _Frame) -> None:
        """Letters that the file means and does not spell."""
        self._ready(frame)
        self._builder.say(sign)
        self._empty = False

    def _say_lines(self, text: str, node: Node | None, offset: int, frame: _Frame) -> None:
        """Text whose lines are kept: blank ones part blocks."""
        done = 0
        for blank in _BLANK_LINES.finditer(text):
            self._lines(text[done : blank.start()], node, offset + done, frame)
            self._end_block()
            done = blank.end()
        self._lines(text[done:], node, offset + done, frame)

    def _lines(self, lines: str, node: Node | None, offset: int, frame: _Frame) -> None:
        if not self._written:
            white = len(lines) - len(lines.lstrip("\r\n"))
            lines, offset = lines[white:], offset + white
        if not lines.strip():
            if lines and self._written:
                self._builder.say(lines, node, offset=offset)
            return
        if END.search(lines):
            self._in_licence, self._header_ends = True, False
        self._ready(frame)
        self._builder.say(lines, node, offset=offset)
        self._empty = False
        self._see_start(lines)

    def _see_start(self, text: str) -> None:
        """The header ends with the block in which its last line stands."""
        if self._in_licence and START.search(text):
            self._header_ends = True


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
