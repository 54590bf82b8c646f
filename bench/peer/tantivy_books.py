"""tantivy with whole books as documents: fewer and larger, but it can only say which book."""

from __future__ import annotations

from pathlib import Path

from peer.tantivy_passages import needs, search, slow, write

__all__ = ["HOW", "index", "needs", "search", "slow"]

HOW = "whole books as documents; the words as a phrase first, else the best book by BM25, if it has two thirds of them"


def index(library: Path, place: Path) -> None:
    files = sorted(library.iterdir())
    write(({"text": file.read_text(encoding="utf-8"), "book": file.name} for file in files), place)
