"""References as libraries write them, and the user's own bibliography, read."""

# ruff: noqa: PLC0415 - each reader is imported when its format is first met; most checks have no bibliography

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from quoth.errors import MissingFile, NotAFile, TooLarge, UnknownFormat
from quoth.model.record import Record
from quoth.model.source import Work

__all__ = ["FORMATS", "attached_files", "digest", "open_records", "read_records"]

LARGEST = 50_000_000  # bytes: a hundred thousand entries

Reader = Callable[[str, Path], tuple[Record, ...]]


def _bibtex(text: str, path: Path) -> tuple[Record, ...]:
    from quoth.records.bibtex import read

    return read(text, path)


def _ris(text: str, path: Path) -> tuple[Record, ...]:
    from quoth.records.ris import read

    return read(text, path)


def _csljson(text: str, path: Path) -> tuple[Record, ...]:
    from quoth.records.csljson import read

    return read(text, path)


# What a bibliography is, by the ending of its name.
FORMATS: dict[str, Reader] = {".bib": _bibtex, ".bibtex": _bibtex, ".ris": _ris, ".json": _csljson}


def open_records(paths: Sequence[Path], *, of_zotero: bool = False) -> tuple[Record, ...]:
    """All entries of the bibliographies at `paths`, and of Zotero where it is asked, each under a key of its own.

    Raises InputError where one of them cannot be read, or Zotero does not answer.
    """
    found = [record for path in paths for record in read_records(path)]
    if of_zotero:
        from quoth.records import zotero  # loads what speaks to servers

        found += zotero.read()
    taken: dict[str, Record] = {}
    for record in found:
        number, key = 1, record.key
        while key in taken and taken[key].item != record.item:
            number += 1
            key = f"{record.key}-{number}"
        taken.setdefault(key, replace(record, key=key))
    return tuple(taken.values())


def read_records(path: Path) -> tuple[Record, ...]:
    """The entries of one bibliography, in order. Raises InputError where it is none that can be read."""
    reader = FORMATS.get(path.suffix.lower())
    if reader is None:
        todo = f"Export it as BibTeX, RIS or CSL-JSON ({', '.join(FORMATS)})."
        raise UnknownFormat("a bibliography of this format cannot be read", where=str(path), todo=todo)
    return reader(_text(path), path)


def _text(path: Path) -> str:
    if not path.exists():
        raise MissingFile("there is no such bibliography", where=str(path), todo="Check the spelling.")
    if not path.is_file():
        raise NotAFile("this is not a file", where=str(path), todo="Name the bibliography's file.")
    if path.stat().st_size > LARGEST:
        raise TooLarge("the bibliography is too large", where=str(path), todo="Export a part of it.")
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def attached_files(works: Iterable[Work]) -> dict[str, tuple[Path, ...]]:
    """The files that the entries of `works` name and that are there, by the entries' keys."""
    return {work.record.key: _there(work.record) for work in works if work.record and work.record.files}


def _there(record: Record) -> tuple[Path, ...]:
    places = (_place_in_zotero(file) if file.startswith("http:") else Path(file) for file in record.files)
    return tuple(place for place in places if place is not None and place.is_file())


def _place_in_zotero(file: str) -> Path | None:
    from quoth.records import zotero

    return zotero.place_of(file)


def digest(file: Path) -> str:
    """The SHA-256 of what is in `file`, as a witness has it."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
