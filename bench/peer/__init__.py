"""Other programs that can be asked where a quotation stands, each used as somebody who knows it would use it.

One program, one file. Each has `HOW` (a sentence on how it is used), `needs` (modules that must be importable) and

    index(library, place)           make in the folder `place` what can be made before a quotation is known
    search(library, place, texts)   an `Answer` for each of the texts, None where the program finds nothing

A program that keeps what it has found, or whose answers are not told by what its user waits for, has two more:

    again(library, place, texts)    the same search once more
    answers(library, place, texts)  its answers; `search` gives none then

None of them is a dependency of quoth; what is not installed is skipped, and said.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol, cast

__all__ = ["PEERS", "Answer", "Peer", "missing", "passages", "peer", "share", "words"]

PEERS = (
    "quoth_check", "tantivy_passages", "tantivy_books", "fts5_passages", "rapidfuzz_texts", "krokai_check",
    "quid_compare",
)  # fmt: skip
PASSAGE = 200  # words; the next begins in the middle of the last, so that a quotation of 100 lies whole in one


class Answer(NamedTuple):
    """Where the words stand; `start` and `stop` None where the program names the book alone. `verified`: the program
    says that they stand there as they are."""

    book: str
    start: int | None
    stop: int | None
    verified: bool


class Peer(Protocol):
    HOW: str
    needs: tuple[str, ...]
    slow: bool  # too slow to be measured more than once

    def index(self, library: Path, place: Path) -> None: ...

    def search(self, library: Path, place: Path, texts: Sequence[str]) -> list[Answer | None] | None: ...


def peer(name: str) -> Peer:
    return cast(Peer, importlib.import_module(f"peer.{name}"))


def missing(name: str) -> list[str]:
    """Modules that a peer needs and that are not installed."""
    return [module for module in peer(name).needs if importlib.util.find_spec(module) is None]


_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """As search engines cut a text: runs of letters and digits, without case."""
    return _WORD.findall(text.lower())


def passages(text: str) -> Iterator[tuple[int, int]]:
    """The spans of overlapping passages that cover a text."""
    spans = [found.span() for found in _WORD.finditer(text)]
    for first in range(0, max(len(spans) - PASSAGE // 2, min(1, len(spans))), PASSAGE // 2):
        part = spans[first : first + PASSAGE]
        yield part[0][0], part[-1][1]


def share(wanted: Sequence[str], passage: str) -> float:
    """Share of the words wanted that a passage has: what a search engine's user can check for himself."""
    there = set(words(passage))
    return sum(word in there for word in wanted) / max(1, len(wanted))
