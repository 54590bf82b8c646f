"""The full-text search of SQLite, with passages of 200 words as rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from peer import Answer, passages, share, words

HOW = (
    "passages of 200 words, each beginning in the middle of the last; the words as a phrase first, else the best "
    "passage by BM25 for the twelve rarest, if it has two thirds of all"
)
needs = ("sqlite3",)
slow = False

ENOUGH = 2 / 3  # of the words of a quotation
RAREST = 12  # words: with all of them the common ones make it read half of the index


def index(library: Path, place: Path) -> None:
    place.mkdir(parents=True)
    with closing(sqlite3.connect(place / "passages.db")) as database:
        database.execute(
            "CREATE VIRTUAL TABLE passages USING fts5(text, book UNINDEXED, start UNINDEXED, stop UNINDEXED, "
            "tokenize = 'unicode61 remove_diacritics 2')"
        )
        for file in sorted(library.iterdir()):
            text = file.read_text(encoding="utf-8")
            rows = ((text[start:stop], file.name, start, stop) for start, stop in passages(text))
            database.executemany("INSERT INTO passages VALUES (?, ?, ?, ?)", rows)
        database.execute("INSERT INTO passages(passages) VALUES ('optimize')")
        database.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(passages, row)")
        database.commit()


def search(library: Path, place: Path, texts: Sequence[str]) -> list[Answer | None]:  # noqa: ARG001  the index knows
    with closing(sqlite3.connect(place / "passages.db")) as database:
        return [_found(words(text), database) for text in texts]


def _found(wanted: list[str], database: sqlite3.Connection) -> Answer | None:
    phrase = " ".join(wanted)
    if found := _best(f'"{phrase}"', database):
        return Answer(*found[:3], verified=True)
    found = _best(" OR ".join(f'"{word}"' for word in _rarest(wanted, database)), database)
    if found and share(wanted, found[3]) >= ENOUGH:
        return Answer(*found[:3], verified=False)
    return None


def _best(query: str, database: sqlite3.Connection) -> tuple[str, int, int, str] | None:
    asked = "SELECT book, start, stop, text FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 1"
    found: tuple[str, int, int, str] | None = database.execute(asked, (query,)).fetchone() if query else None
    return found


def _rarest(wanted: Sequence[str], database: sqlite3.Connection) -> list[str]:
    """The words that stand in the fewest passages, of those that stand in any."""
    asked = "SELECT doc FROM vocabulary WHERE term = ?"
    counts = {word: database.execute(asked, (word,)).fetchone() for word in dict.fromkeys(wanted)}
    known = sorted((count[0], word) for word, count in counts.items() if count)
    return [word for _, word in known[:RAREST]]
