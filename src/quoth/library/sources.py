"""Which files are sources: everything under the named folders that could be a book, in order of path.

Followed: links to folders, each folder once, so that a link leading back ends there. Passed over in silence: hidden
files and folders, and files whose ending says that they are no books (`NOT_BOOKS`: pictures, sound, style sheets,
programs, data, and the files that word processors and browsers leave while they work). Every other file is tried, so
that a book in a format nobody here can read is named and not lost. A file named outright is always tried.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from quoth.errors import MissingFile, NotAFile
from quoth.model.source import Failure

__all__ = ["NOT_BOOKS", "SourceFile", "distinct", "find_sources"]

_PICTURES = ".avif .bmp .gif .heic .ico .jpeg .jpg .png .psd .svg .tif .tiff .webp"
_SOUND_AND_FILM = ".aac .avi .flac .m4a .m4v .mkv .mov .mp3 .mp4 .ogg .opus .wav .webm"
_DRESS_OF_WEB_PAGES = ".css .eot .js .map .mjs .otf .ttf .wasm .woff .woff2"
_PROGRAMS = ".c .dll .exe .h .ipynb .jar .java .php .pl .ps1 .py .pyc .rb .rs .sh .so .sql .ts"
_DATA = ".bib .cfg .conf .csv .db .enl .ini .json .jsonl .lnk .lock .log .ncx .opf .ris .sqlite .toml .tsv .yaml .yml"
_UNFINISHED = ".bak .crdownload .download .part .swp .tmp"
NOT_BOOKS = frozenset(
    " ".join((_PICTURES, _SOUND_AND_FILM, _DRESS_OF_WEB_PAGES, _PROGRAMS, _DATA, _UNFINISHED)).split()
)
OPEN_ELSEWHERE = "~$"  # what a word processor calls its notes on a document that it has open
BACKUP = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file that could be a book. `path` is what it is called in the library: relative to its source folder, with
    "/", the folder's name before it where there are several. `size` in bytes, `mtime_ns` as the system has it."""

    path: str
    place: Path
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class _Found:
    path: str
    place: Path
    status: os.stat_result


def find_sources(
    folders: Sequence[Path], single: Sequence[Path] = ()
) -> tuple[tuple[SourceFile, ...], tuple[Failure, ...]]:
    """The files under `folders` (each a folder or a file), in order of path, and what could not be looked into.

    A file that is reached twice counts once. `single` files change nothing in what the others are called. Raises
    `MissingFile` and `NotAFile` for what the user named.
    """
    roots = sorted(dict.fromkeys(_resolved(folder) for folder in folders))
    names = distinct([_printable(root.name) for root in roots])
    seen: set[tuple[int, int]] = set()
    files: list[SourceFile] = []
    failures: list[Failure] = []
    for root, name in zip(roots, names, strict=True):
        status = root.stat()
        within = "" if len(roots) == 1 else name + "/"
        found = _walk(root, within, seen) if S_ISDIR(status.st_mode) else [_Found(name, root, status)]
        for item in found:
            if isinstance(item, Failure):
                failures.append(item)
            elif S_ISREG(item.status.st_mode) and not _met(item.status, seen):
                files.append(_source(item.path, item.place, item.status))
    return tuple(sorted([*files, *_besides(single, files, seen)], key=_path)), tuple(sorted(failures, key=_path))


def _path(row: SourceFile | Failure) -> str:
    return row.path


def _source(path: str, place: Path, status: os.stat_result) -> SourceFile:
    return SourceFile(path=path, place=place, size=status.st_size, mtime_ns=status.st_mtime_ns)


def _besides(single: Sequence[Path], files: Sequence[SourceFile], seen: set[tuple[int, int]]) -> list[SourceFile]:
    """The `single` files that were not met, each called by its name."""
    found: list[SourceFile] = []
    for place in sorted({_resolved(file) for file in single}):
        status = place.stat()
        if not _met(status, seen):
            *_, name = distinct([*(file.path for file in (*files, *found)), _printable(place.name)])
            found.append(_source(name, place, status))
    return found


def distinct(names: Sequence[str]) -> list[str]:
    """The names, made different: of equal ones the second gets "-2", and so on, past any that is taken."""
    taken = set(names)
    met: set[str] = set()
    made = []
    for name in names:
        number, new = 2, name
        while new in met or (new != name and new in taken):
            new, number = f"{name}-{number}", number + 1
        met.add(new)
        made.append(new)
    return made


def _resolved(folder: Path) -> Path:
    try:
        place = folder.expanduser().resolve()
        mode = place.stat().st_mode
    except (OSError, RuntimeError) as trouble:
        todo = "Check the spelling, or name another folder with --sources."
        raise MissingFile("there is no such folder or file of sources", where=str(folder), todo=todo) from trouble
    if not S_ISDIR(mode) and not S_ISREG(mode):
        todo = "Name a folder of books, or a book."
        raise NotAFile("this is neither a folder nor a file", where=str(folder), todo=todo)
    return place


def _walk(folder: Path, within: str, seen: set[tuple[int, int]]) -> Iterator[_Found | Failure]:
    """What lies in `folder` and below, in order of name."""
    if _met(folder.stat(), seen):
        return
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as trouble:
        yield _unreachable(within or ".", trouble)
        return
    for name in names:
        path, place = within + _printable(name), folder / name
        try:
            status = place.stat()
        except OSError as trouble:
            if not _is_passed_over(name):
                yield _unreachable(path, trouble)
            continue
        if S_ISDIR(status.st_mode) and not name.startswith("."):
            yield from _walk(place, path + "/", seen)
        elif not S_ISDIR(status.st_mode) and not _is_passed_over(name):
            yield _Found(path, place, status)


def _is_passed_over(name: str) -> bool:
    return name.startswith((".", OPEN_ELSEWHERE)) or name.endswith(BACKUP) or Path(name).suffix.lower() in NOT_BOOKS


def _met(status: os.stat_result, seen: set[tuple[int, int]]) -> bool:
    """Whether this file or folder was here before, under whatever name."""
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return True
    seen.add(key)
    return False


def _unreachable(path: str, trouble: OSError) -> Failure:
    reason = trouble.strerror or type(trouble).__name__
    todo = "Check that it exists and that you may read it."
    return Failure(path=path, code=MissingFile.code, what=f"it cannot be reached ({reason})", todo=todo)


def _printable(name: str) -> str:
    """The name in letters: bytes that are no letters, which some systems allow, are written as such."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
