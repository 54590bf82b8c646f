"""What the library holds, file by file, as an SQLite database that is written once for every commit.

Readers open it read-only and immutable: no locks, no journal, nobody changes it under them. Tables:

    file     every source file at the last look, and the segment that has its words
    witness  those that were read; the lists among their metadata and their warnings are JSON, page marks, asides
             and emphasis are packed (see `late`) and stay so until somebody looks at them
    failure  those that could not be read, and why

The schema has a version; a catalogue of another version is not read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from quoth.library.late import Late, edges, packed, unpacked
from quoth.library.sealed import damaged
from quoth.model.manuscript import Metadata, PageMark, ReadWarning
from quoth.model.source import Failure, Witness
from quoth.model.text import Span

__all__ = ["SCHEMA", "Catalogue", "Holding", "read_catalogue", "write_catalogue"]

SCHEMA = 5

_TABLES = """
CREATE TABLE catalogue (maker TEXT, "commit" TEXT);
CREATE TABLE file (path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, sha256 TEXT, digest TEXT,
                   segment TEXT, place INTEGER);
CREATE TABLE witness (path TEXT PRIMARY KEY REFERENCES file, id TEXT UNIQUE, sha256 TEXT, format TEXT, metadata TEXT,
                      title_page TEXT, words INTEGER, words_read_share REAL, warnings TEXT,
                      page_count INTEGER, pages BLOB, aside_count INTEGER, asides BLOB,
                      emphasis_count INTEGER, emphasis BLOB);
CREATE TABLE failure (path TEXT PRIMARY KEY REFERENCES file, code TEXT, what TEXT, todo TEXT);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One source file as it was last read: a witness, or a failure.

    `path`, `size`, `mtime_ns` are those of the `SourceFile`; `mtime_ns` is -1 for a failure that is no fault of the
    file's, which then never looks unchanged. `sha256` is of the file, "" where it could not be opened. `digest` is of
    what was read, `segment` the name of the folder with its words and text, `place` which of that segment's witnesses
    it is; "", "" and -1 for a failure.
    """

    path: str
    size: int
    mtime_ns: int
    sha256: str
    digest: str = ""
    segment: str = ""
    place: int = -1
    witness: Witness | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """One commit. `holdings` in order of path; `maker` is the quoth that read them."""

    maker: str
    commit: str
    holdings: tuple[Holding, ...]

    def segments(self) -> dict[str, dict[int, str]]:
        """The segments that hold words of the witnesses: by name, which witness (id) is at which place."""
        held: dict[str, dict[int, str]] = {}
        for holding in sorted(self.holdings, key=lambda holding: (holding.segment, holding.place)):
            if holding.witness:
                held.setdefault(holding.segment, {})[holding.place] = holding.witness.id
        return held


def write_catalogue(catalogue: Catalogue, path: Path) -> None:
    """Write the database; `path` must not exist. The same catalogue gives the same bytes. Nothing is done here to have
    them safely on the disk."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript(
            f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA user_version={SCHEMA}; BEGIN; {_TABLES}"
        )
        database.execute("INSERT INTO catalogue VALUES (?, ?)", (catalogue.maker, catalogue.commit))
        witnesses = [holding.witness for holding in catalogue.holdings if holding.witness]
        failures = [holding.failure for holding in catalogue.holdings if holding.failure]
        _fill(database, "file", map(_file_row, catalogue.holdings))
        _fill(database, "witness", map(_witness_row, witnesses))
        _fill(database, "failure", ((row.path, row.code, row.what, row.todo) for row in failures))
        database.execute("COMMIT")


def read_catalogue(path: Path) -> Catalogue | None:
    """The catalogue; None if its schema is of another version. Raises `DamagedIndex` when it cannot be read."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)) as database:
            if database.execute("PRAGMA user_version").fetchone() != (SCHEMA,):
                return None
            maker, commit = database.execute("SELECT * FROM catalogue").fetchone()
            return Catalogue(maker=maker, commit=commit, holdings=tuple(_holdings(database)))
    except (sqlite3.Error, TypeError, ValueError, KeyError) as trouble:
        raise damaged(path, "the catalogue cannot be read") from trouble


def _fill(database: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    columns = len(database.execute(f"PRAGMA table_info({table})").fetchall())
    database.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * columns)})", rows)  # noqa: S608


def _file_row(holding: Holding) -> tuple[Any, ...]:
    return (
        holding.path, holding.size, holding.mtime_ns, holding.sha256, holding.digest, holding.segment, holding.place,
    )  # fmt: skip


def _witness_row(witness: Witness) -> tuple[Any, ...]:
    metadata = json.dumps(asdict(witness.metadata), ensure_ascii=False)
    warnings = json.dumps([asdict(warning) for warning in witness.warnings], ensure_ascii=False)
    pages = [(page.offset, page.label, page.index, page.counted) for page in witness.pages]
    return (
        witness.path, witness.id, witness.sha256, witness.format, metadata, witness.title_page, witness.words,
        witness.words_read_share, warnings, len(pages), packed(list(zip(*pages, strict=True))), len(witness.asides),
        packed(edges(witness.asides)), len(witness.emphasis), packed(edges(witness.emphasis)),
    )  # fmt: skip


def _holdings(database: sqlite3.Connection) -> Iterator[Holding]:
    witnesses = {witness.path: witness for witness in _witnesses(database)}
    failures = {row[0]: Failure(path=row[0], code=row[1], what=row[2], todo=row[3])
                for row in database.execute("SELECT path, code, what, todo FROM failure")}  # fmt: skip
    columns = "path, size, mtime_ns, sha256, digest, segment, place"
    for path, size, mtime_ns, sha256, digest, segment, place in database.execute(
        f"SELECT {columns} FROM file ORDER BY path"  # noqa: S608
    ):
        yield Holding(
            path=path,
            size=size,
            mtime_ns=mtime_ns,
            sha256=sha256,
            digest=digest,
            segment=segment,
            place=place,
            witness=witnesses.get(path),
            failure=failures.get(path),
        )


def _witnesses(database: sqlite3.Connection) -> Iterator[Witness]:
    for (
        path, id, sha256, format, metadata, title_page, words, share, warnings, page_count, pages, aside_count, asides,
        emphasis_count, emphasis,
    ) in database.execute("SELECT * FROM witness"):  # fmt: skip
        yield Witness(
            id=id,
            path=path,
            sha256=sha256,
            format=format,
            metadata=_metadata(json.loads(metadata)),
            title_page=title_page,
            pages=Late(page_count, partial(_pages, pages)) if page_count else (),
            words=words,
            words_read_share=share,
            warnings=tuple(ReadWarning(**warning) for warning in json.loads(warnings)),
            asides=Late(aside_count, partial(_spans, asides), partial(unpacked, asides)) if aside_count else (),
            emphasis=Late(emphasis_count, partial(_spans, emphasis)) if emphasis_count else (),
        )


def _pages(data: bytes) -> tuple[PageMark, ...]:
    return tuple(
        PageMark(offset=offset, label=label, index=index, counted=counted)
        for offset, label, index, counted in unpacked(data)
    )


def _spans(data: bytes) -> tuple[Span, ...]:
    return tuple(Span(start=start, stop=stop) for start, stop in unpacked(data))


def _metadata(row: dict[str, Any]) -> Metadata:
    values: dict[str, Any] = {name: tuple(said) if isinstance(said, list) else said for name, said in row.items()}
    return Metadata(**values)
