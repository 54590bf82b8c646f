"""How a page is written into a `Builder`: blocks open with their first letter, white space and line breaks wait for
the next one, emphasis outlasts blocks, and a licence around the book is kept apart from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from quoth.model.manuscript import BlockKind
from quoth.readers.builder import Builder, Node
from quoth.readers.gutenberg import END, START, is_credit
from quoth.readers.noting import Body

__all__ = ["Compositor", "Sort"]

Sort: TypeAlias = tuple[BlockKind, int]  # the kind of a block and its level

_WHITE = " \t\n\r\f"
_BLANK_LINES = re.compile(r"(?:[ \t]*\r?\n){2,}")


@dataclass(slots=True)
class _Line:
    """Where the letters go in one flow: the text itself, or an aside."""

    written: bool = False  # a block is open
    empty: bool = True  # and holds no letters yet
    breaks: int = 0  # line breaks since the last letter
    cell: bool = False  # a table cell began since the last letter
    white: tuple[str, Node | None, int] | None = None  # white space since the last letter, and its place
    slants: int = 0  # how many emphases are open
    drawn: bool = False  # whether letters have been written in the innermost


class Compositor:
    """`part` is the member that is being written, `licensed` whether a licence stands before the book."""

    def __init__(self, builder: Builder, *, licensed: bool) -> None:
        self.part = ""
        self._builder = builder
        self._in_licence, self._header_ends, self._in_credits = licensed, False, False
        self._line = _Line()
        self._around: list[_Line] = []  # the lines that asides interrupt, outermost first

    @property
    def is_writing(self) -> bool:
        """Whether a block is open."""
        return self._line.written

    # -- letters -----------------------------------------------------------------------------------------------

    def text(self, text: str, node: Node | None, offset: int, sort: Sort) -> None:
        """Write the letters of `node` from `offset` on, white space folded, into a block of `sort`."""
        bare = text.strip(_WHITE)
        first = len(text) - len(text.lstrip(_WHITE)) if len(bare) < len(text) else 0
        self._wait(text[:first], node, offset)
        if bare.strip() or (bare and self._line.written):  # a no-break space alone makes no block
            self._ready(sort, bare)
            self._begin_emphasis()
            self._builder.say(bare, node, offset=offset + first, collapse=True)
            self._written(bare)
            self._wait(text[first + len(bare) :], node, offset + first + len(bare))

    def _wait(self, white: str, node: Node | None, offset: int) -> None:
        """White space is written before the next letter, if any follows on its line."""
        if white and self._line.written and self._line.white is None:
            self._line.white = (white, node, offset)

    def sign(self, letters: str, sort: Sort) -> None:
        """Write letters that the file means and does not spell."""
        self._ready(sort, letters)
        self._begin_emphasis()
        self._builder.say(letters)
        self._line.empty = False

    def lines(self, text: str, node: Node | None, offset: int, sort: Sort) -> None:
        """Write text whose lines are kept; blank ones part blocks."""
        done = 0
        for blank in _BLANK_LINES.finditer(text):
            self._stretch(text[done : blank.start()], node, offset + done, sort)
            self.end_block()
            done = blank.end()
        self._stretch(text[done:], node, offset + done, sort)

    def _stretch(self, lines: str, node: Node | None, offset: int, sort: Sort) -> None:
        if not self._line.written:
            white = len(lines) - len(lines.lstrip("\r\n"))
            lines, offset = lines[white:], offset + white
        if lines.strip():
            if END.search(lines):
                self.begin_licence()
            self._ready(sort, lines)
            self._begin_emphasis()
            self._builder.say(lines, node, offset=offset)
            self._written(lines)
        elif lines and self._line.written:
            self._builder.say(lines, node, offset=offset)

    def _ready(self, sort: Sort, letters: str) -> None:
        """Set the breaks that are due, and have a block to write `letters` into."""
        line = self._line
        if line.breaks > 1 and line.written and not line.slants and not self._around:
            self.end_block()  # an empty line parts paragraphs
            line = self._line
        if not line.written:
            self._open(sort, letters)
        elif line.breaks and not line.empty:
            self._builder.newline()
        elif line.cell and not line.empty:
            self._builder.say("\t")
        elif line.white:
            white, node, offset = line.white
            self._builder.say(white, node, offset=offset, collapse=True)
        line.breaks, line.cell, line.white = 0, False, None

    def _written(self, letters: str) -> None:
        self._line.empty = False
        if self._in_licence and START.search(letters):
            self._header_ends = True  # with the block in which its last line stands

    # -- lines and blocks --------------------------------------------------------------------------------------

    def end_line(self) -> None:
        """What follows stands on a line of its own."""
        self._line.breaks = max(self._line.breaks, 1)

    def break_line(self) -> None:
        """A line break; two of them leave an empty line."""
        self._line.breaks += 1

    def comment(self, says: str) -> None:
        """A comment behind the last letter, or before the next block."""
        self._builder.comment(says, ahead=not self._line.written)

    def end_cell(self) -> None:
        self._line.cell = True

    def end_block(self) -> None:
        line = self._line
        if line.written:
            self._stop_emphasis()
            if not self._around:
                self._builder.close()
            self._line = _Line(slants=line.slants)

    def begin_licence(self) -> None:
        """What follows is no part of the book."""
        self._in_licence, self._header_ends = True, False

    def _open(self, sort: Sort, letters: str) -> None:
        """Begin a block with its first `letters`; credits stand between the header and the book."""
        if self._header_ends:
            self._in_licence, self._header_ends, self._in_credits = False, False, True
        self._in_credits = self._in_credits and is_credit(letters)
        kind, level = sort
        apart = self._in_licence or self._in_credits
        self._builder.open("boilerplate" if apart else kind, level=level, part=self.part)
        self._line.written, self._line.empty = True, True

    # -- asides ------------------------------------------------------------------------------------------------

    def begin_aside(self, kind: BlockKind) -> None:
        """What follows, up to `end_aside`, stands beside the line it interrupts."""
        self._builder.begin_aside(kind, part=self.part)
        self._interrupt()

    def begin_note(self, body: Body) -> None:
        """The same, for the words of a note."""
        self._builder.begin_note(body.reference, body.label, body.kind, part=self.part)
        self._interrupt()

    def _interrupt(self) -> None:
        self._around.append(self._line)
        self._line = _Line(written=True)

    def end_aside(self) -> None:
        self._builder.end_aside()
        self._line = self._around.pop()

    # -- emphasis ----------------------------------------------------------------------------------------------

    def slant(self) -> None:
        """Emphasis within emphasis, or upright letters in it, stop the outer one meanwhile."""
        self._stop_emphasis()
        self._line.slants += 1

    def unslant(self) -> None:
        self._stop_emphasis()
        self._line.slants -= 1

    def is_slanted(self) -> bool:
        return self._line.slants > 0

    def _begin_emphasis(self) -> None:
        """An emphasis begins with its first letter."""
        line = self._line
        if line.slants and not line.drawn:
            self._builder.begin_emphasis()
            line.drawn = True

    def _stop_emphasis(self) -> None:
        if self._line.drawn:
            self._builder.end_emphasis()
            self._line.drawn = False
