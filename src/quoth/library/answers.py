"""What a search of one commit has answered before, kept beside the index: who checks after every change waits for what
has changed alone.

An answer is kept under a key that holds all it depends on (who asks makes the key), so that none is ever out of date:
it is only no longer asked for. It goes when a later commit sweeps the folder, or when there are too many. Nobody needs
an answer that is kept: where the file cannot be read or written, or is damaged, the search is made again.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

__all__ = ["MOST", "Answers"]

MOST = 256_000_000  # bytes of a file, which begins anew when it is larger
PATIENCE = 1.0  # seconds that another run is waited for

_TABLE = "CREATE TABLE IF NOT EXISTS answer (key BLOB PRIMARY KEY, said BLOB, sum INTEGER) WITHOUT ROWID"


@dataclass(frozen=True, slots=True)
class Answers:
    """The file, which need not exist."""

    path: Path

    def to(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The answers under these keys. Those that there are not, or not as they were written, are left out."""
        if not self.path.is_file():
            return {}
        with suppress(sqlite3.Error), closing(self._opened()) as database:
            return dict(_whole(database, keys))
        return {}

    def keep(self, answers: Mapping[bytes, bytes]) -> None:
        """Keep these too. What is refused by the disk is not kept, and nobody told: it costs time alone."""
        if not answers:
            return
        with suppress(OSError):
            if self.path.is_file() and self.path.stat().st_size > MOST:
                self.path.unlink()
        try:
            self._add(answers)
        except sqlite3.DatabaseError as trouble:
            if not isinstance(trouble, sqlite3.OperationalError):  # damaged, and of use to nobody
                with suppress(OSError):
                    self.path.unlink()

    def _add(self, answers: Mapping[bytes, bytes]) -> None:
        with closing(self._opened()) as database, database:
            database.execute(_TABLE)
            rows = [(key, said, _sum(key, said)) for key, said in answers.items()]
            database.executemany("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", rows)

    def _opened(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.path, timeout=PATIENCE)
        database.execute("PRAGMA synchronous=OFF")
        return database


def _whole(database: sqlite3.Connection, keys: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    for key in keys:
        row = database.execute("SELECT said, sum FROM answer WHERE key = ?", (key,)).fetchone()
        if row and _sum(key, row[0]) == row[1]:
            yield key, row[0]


def _sum(key: bytes, said: bytes) -> int:
    return zlib.crc32(said, zlib.crc32(key))
