"""Markdown to pandoc's tree, each word with its line and column.

The tree is what pandoc makes of CommonMark with footnotes, tables, definition lists, attributes and a YAML head; what
would turn an author's letters into something else (smart quotes, emoji, formulas between "$", lettered lists) is
switched off.
"""

from __future__ import annotations

import gc
import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from quoth import pandoc
from quoth.errors import DamagedFile, TooLarge

__all__ = ["Places", "parse"]

LARGEST = 3_000_000  # letters: three long books
SLOWEST = 30.0  # seconds, and one more for every
LETTERS_A_SECOND = 50_000  # letters; pandoc reads some 200,000
TAB = 4  # columns: CommonMark, 2.2

FORMAT = (
    "commonmark_x+sourcepos-smart-emoji-tex_math_dollars-fancy_lists-subscript-superscript-task_lists"
    "-gfm_auto_identifiers-alerts"
)
_PLACE = re.compile(r"(\d+):(\d+)-(\d+):(\d+)")


class Places:
    """From pandoc's lines and columns (a tab reaches to its stop) to offsets in a text whose lines end in "\\n"."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._tabbed = "\t" in text

    def span(self, place: str) -> tuple[int, int] | None:
        """Start and stop of "12:5-12:9"; of places in several pieces, from the first to the last."""
        pieces = _PLACE.findall(place)
        if not pieces:
            return None
        return self._offset(int(pieces[0][0]), int(pieces[0][1])), self._offset(int(pieces[-1][2]), int(pieces[-1][3]))

    def line(self, offset: int) -> str:
        """The whole line around `offset`."""
        start = self.start_of_line(offset)
        stop = self.text.find("\n", start)
        return self.text[start : None if stop < 0 else stop]

    def start_of_line(self, offset: int) -> int:
        return self.starts[self.number(offset)]

    def number(self, offset: int) -> int:
        """Which line `offset` is in, from 0."""
        return bisect_right(self.starts, offset) - 1

    def _offset(self, line: int, column: int) -> int:
        if line > len(self.starts):
            return len(self.text)
        start = self.starts[line - 1]
        if not self._tabbed or "\t" not in self.text[start : start + column]:
            return min(start + column - 1, len(self.text))
        at, reached = start, 1
        while reached < column and at < len(self.text):
            reached += TAB - (reached - 1) % TAB if self.text[at] == "\t" else 1
            at += 1
        return at


def parse(text: str, path: str) -> tuple[dict[str, Any], bool]:
    """pandoc's tree of `text`, and whether its YAML head could be understood.

    TooLarge where it is too long, too slow or too deep; DamagedFile where pandoc refuses it.
    """
    if len(text) > LARGEST:
        raise TooLarge("the Markdown is too long", where=path, todo="Split it into its chapters.")
    tree = _run(text, FORMAT, path)
    if tree is not None:
        return tree, True
    tree = _run(text, FORMAT + "-yaml_metadata_block", path)
    if tree is None:
        raise DamagedFile(
            "the Markdown could not be parsed", where=path, todo="Check it with another Markdown program."
        )
    return tree, False


def _run(text: str, format: str, path: str) -> dict[str, Any] | None:
    try:
        seconds = SLOWEST + len(text) / LETTERS_A_SECOND
        written = pandoc.run(text, f"--from={format}", "--to=json", seconds=seconds)
        if written is None:
            return None
        with _no_garbage_collection():
            tree: dict[str, Any] = json.loads(written)
    except pandoc.Exhausted as much:
        what = f"the Markdown takes too {'much memory' if much.of == 'memory' else 'long'} to parse"
        raise TooLarge(what, where=path, todo="Split it into its chapters.") from much
    except RecursionError as deep:
        raise TooLarge("the Markdown is nested too deeply", where=path, todo="Take some of its quotes apart.") from deep
    return tree


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """A tree of millions of small lists, none of them garbage: looking for some takes longer than the parse."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
