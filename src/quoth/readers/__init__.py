"""One format, one file; here is the table, and the one door: `read` a path.

What a file is, its content says; its name is asked only where the content could be several things.
"""

# ruff: noqa: PLC0415 - each reader is imported when its format is first met; `--help` needs none of them

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from quoth.errors import EmptyFile, MissingFile, NotAFile, QuothError, TooLarge
from quoth.model.manuscript import Manuscript, ReadWarning
from quoth.readers.sniff import HEAD, SUFFIXES, sniff

__all__ = ["FORMATS", "SUFFIXES", "Reader", "is_plain", "read"]

LARGEST = 512 << 20  # bytes
_BLANK = b" \t\r\n\f\v\x00\xef\xbb\xbf\xff\xfe"

Reader = Callable[[bytes, str], Manuscript]


def _text(data: bytes, path: str) -> Manuscript:
    from quoth.readers.text import read

    return read(data, path)


def _text_of_source(data: bytes, path: str) -> Manuscript:
    from quoth.readers.text import read_sparingly

    return read_sparingly(data, path)


def _markdown(data: bytes, path: str) -> Manuscript:
    from quoth.readers.markdown import read

    return read(data, path)


def _html(data: bytes, path: str) -> Manuscript:
    from quoth.readers.html import read

    return read(data, path)


def _epub(data: bytes, path: str) -> Manuscript:
    from quoth.readers.epub import read

    return read(data, path)


def _docx(data: bytes, path: str) -> Manuscript:
    from quoth.readers.docx import read

    return read(data, path)


def _pdf(data: bytes, path: str) -> Manuscript:
    from quoth.readers.pdf import read

    return read(data, path)


def _tei(data: bytes, path: str) -> Manuscript:
    from quoth.readers.tei import read

    return read(data, path)


FORMATS: dict[str, Reader] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "epub": _epub,
    "docx": _docx,
    "pdf": _pdf,
    "tei": _tei,
}


_OF_SOURCES: dict[str, Reader] = {**FORMATS, "text": _text_of_source}


def read(path: Path, *, name: str | None = None, source: bool = False) -> Manuscript:
    """The manuscript in the file at `path`, called `name` where it is not to be called as the path is. Of a `source`
    nobody asks what a library does not keep: where that is told apart at some cost, it is left out.

    Raises an InputError where there is no readable file, it holds nothing, or no reader knows what it is.
    """
    where = name if name is not None else path.as_posix()
    data = _bytes(path, where)
    if not (data[:HEAD].strip(_BLANK) or data.strip(_BLANK)):  # the whole is copied
        raise EmptyFile("the file holds no text", where=where, todo="Check that it was saved.")
    format = sniff(data, where)
    manuscript = (_OF_SOURCES if source else FORMATS)[format](data, where)
    expected = SUFFIXES.get(path.suffix.lower(), format)
    if expected == format:
        return manuscript
    warning = ReadWarning(
        code="W102", message=f"the name says {expected}, but the content is {format}; read as {format}"
    )
    return replace(manuscript, warnings=(warning, *manuscript.warnings))


def is_plain(path: Path) -> bool:
    """Whether the file is plain text, as far as its name and its beginning tell; not where it cannot be read."""
    if SUFFIXES.get(path.suffix.lower()) != "text" or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return sniff(file.read(HEAD), path.name) == "text"
    except (OSError, QuothError):
        return False


def _bytes(path: Path, where: str) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "no ordinary file"
            raise NotAFile(f"this is {kind}", where=where, todo="Name a file.")
        if status.st_size > LARGEST:
            size = f"{status.st_size >> 20} MB, and at most {LARGEST >> 20} MB are read"
            raise TooLarge(f"the file has {size}", where=where, todo="Split it, or take the text out of it first.")
        return path.read_bytes()
    except FileNotFoundError as missing:
        raise MissingFile("there is no such file", where=where, todo="Check the path.") from missing
    except (OSError, ValueError) as refused:  # a name with a zero byte is a ValueError
        reason = getattr(refused, "strerror", None) or str(refused)
        raise NotAFile(
            f"the file cannot be opened ({reason})", where=where, todo="Check the path and the rights."
        ) from refused
