"""rapidfuzz, which compares letters: every text of the library is compared with every quotation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import fuzz

from peer import Answer

HOW = "partial_ratio_alignment of every quotation with every text, in small letters; found from 70 on, verified at 100"
needs = ("rapidfuzz",)
slow = True

ENOUGH = 70.0  # of 100
_SPACE = str.maketrans("\n\t\f\N{NO-BREAK SPACE}\N{THIN SPACE}", "     ")


def index(library: Path, place: Path) -> None:
    """Nothing can be made before a quotation is known."""


def search(library: Path, place: Path, texts: Sequence[str]) -> list[Answer | None]:  # noqa: ARG001  there is no index
    books = {file.name: _plain(file.read_text(encoding="utf-8")) for file in sorted(library.iterdir())}
    return [_found(_plain(text), books) for text in texts]


def _plain(text: str) -> str:
    return text.translate(_SPACE).lower()


def _found(text: str, books: dict[str, str]) -> Answer | None:
    best, answer = ENOUGH, None
    for name, book in books.items():
        found = fuzz.partial_ratio_alignment(text, book, score_cutoff=best)
        if found and (answer is None or found.score > best):
            best, answer = found.score, Answer(name, found.dest_start, found.dest_end, found.score == 100)
        if best == 100:
            break
    return answer
