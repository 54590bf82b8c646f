"""Writes late, for the readers of XML: so that nothing empty and nothing trailing is ever written.

A block opens with its first letter; white space and line breaks between letters are written before the next letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from quoth.model.manuscript import BlockKind, NoteKind
from quoth.readers.builder import Builder, Node

__all__ = ["WHITE", "Pen"]

WHITE = " \t\r\n\f"
_OPENING = tuple("([{¿¡“„‘‚«‹")
_CLOSING = tuple(",.;:!?)]}”’»›")


@dataclass(slots=True)
class _Due:
    """What is to be written before the next letter, and what that depends on."""

    wanted: tuple[BlockKind, int] | None = None  # a block to open
    white: str = ""  # "", " " or "\n"
    laid_out: bool = False  # the white space had a line break in it: it may only lay out the file
    glued: bool = False  # a word runs on over a break: white space is none
    before: str = ""  # the last letter written in this block
    emphasis: bool = False


class Pen:
    """`part` goes into the blocks that it opens. `depth` counts the asides around."""

    def __init__(self, builder: Builder, *, part: str = "") -> None:
        self._builder, self.part, self.depth = builder, part, 0
        self._due = _Due(wanted=("paragraph", 0))

    @property
    def between_blocks(self) -> bool:
        """Whether the next letter opens a block."""
        return self._due.wanted is not None

    @property
    def before(self) -> str:
        """The letter that the next one follows immediately, "" where something stands between."""
        return "" if self._due.wanted or self._due.white else self._due.before

    @property
    def line_end(self) -> str:
        """The last letter of the block so far."""
        return self._due.before

    def want(self, kind: BlockKind, level: int = 0) -> None:
        """The open block ends; the next letter opens one of `kind`."""
        if not self.depth:
            self._builder.close()
        self._due = _Due(wanted=(kind, level))

    def rename(self, kind: BlockKind) -> None:
        """The block that the next letter opens is of `kind`, if it opens one."""
        if self._due.wanted is not None:
            self._due.wanted = (kind, self._due.wanted[1])

    # -- letters -----------------------------------------------------------------------------------------------

    def say(self, text: str, node: Node, *, offset: int = 0) -> None:
        """Write letters: those of `node` from its letter `offset` on. A space that the file's layout made is not
        written where the points around say that none was printed ("(⏎<editor>", "</author>⏎</bibl>,")."""
        core, due = text.strip(WHITE), self._due
        at = len(text) - len(text.lstrip(WHITE))
        self.space(text[:at])
        if not core:
            return
        if due.laid_out and due.white == " " and (core[0] in _CLOSING or due.before in _OPENING):
            due.white = ""
        self.ready()
        self._builder.say(core, node, offset=offset + at, collapse=True)
        due.before, due.glued, due.laid_out = core[-1], False, False
        self.space(text[at + len(core) :])

    def space(self, white: str = " ") -> None:
        due = self._due
        if white and not due.glued:
            due.white = due.white or " "
            due.laid_out = due.laid_out or "\n" in white

    def new_line(self) -> None:
        self._due.white = "\n"

    def glue(self) -> None:
        """The word around this place is one word, whatever white space stands here."""
        self._due.white, self._due.glued = "", True

    def ready(self) -> None:
        """Write what is due before the next letter."""
        due = self._due
        if due.wanted is not None:
            kind, level = due.wanted
            self._builder.open(kind, level=level, part=self.part)
            due.wanted = None
        elif due.white == "\n":
            self._builder.newline()
        elif due.white:
            self._builder.say(" ", collapse=True)
        due.white = ""

    def emphasis(self, on: bool) -> None:
        """Whether the letters that follow are emphatic."""
        if on and not self._due.emphasis:
            self.ready()
            self._builder.begin_emphasis()
        elif self._due.emphasis and not on:
            self._builder.end_emphasis()
        self._due.emphasis = on

    # -- marks and asides --------------------------------------------------------------------------------------

    def call(self, reference: str, mark: str = "") -> None:
        """A note is called after the last letter, before any white space."""
        if self.between_blocks:
            self.ready()
        self._builder.call(reference, mark=mark)

    def comment(self, says: str, reference: str = "") -> None:
        """A comment behind the last letter, or before the next block."""
        self._builder.comment(says, reference=reference, ahead=self.between_blocks)

    def turn(self, label: str, *, counted: bool) -> None:
        """A page begins with the next letter; `counted` as in `PageMark`."""
        if not self.between_blocks:
            self.ready()
        self._builder.page(label, counted=counted)

    @contextmanager
    def aside(self, kind: BlockKind) -> Iterator[None]:
        """What follows does not interrupt the open block."""
        self._builder.begin_aside(kind, part=self.part)
        with self._apart():
            yield

    @contextmanager
    def note(self, reference: str, label: str, kind: NoteKind) -> Iterator[None]:
        """What follows is the body of a note."""
        self._builder.begin_note(reference, label, kind, part=self.part)
        with self._apart():
            yield

    @contextmanager
    def _apart(self) -> Iterator[None]:
        around, self._due = self._due, _Due()
        self.depth += 1
        yield
        self.depth -= 1
        self._due = around
        self._builder.end_aside()
