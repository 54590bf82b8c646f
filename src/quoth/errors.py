"""What stops a run, and what to do about it.

Three kinds of trouble are never mixed: a `QuothError` stops the run, a `ReadWarning` is about a file,
a `Finding` is about the author's text.

    QuothError
    ├── InputError              something the user named cannot be used
    │   ├── MissingFile         E101  there is nothing at that path
    │   ├── NotAFile            E102  a folder, a socket or a device where a file is wanted
    │   ├── EmptyFile           E103  the file holds no text at all
    │   ├── UnknownFormat       E104  no reader for what the file is
    │   ├── DamagedFile         E105  the file is not what it says it is
    │   ├── ProtectedFile       E106  a password is needed
    │   ├── TooLarge            E107  over a limit on size, depth, entities or unpacked bytes
    │   ├── NeedsOcr            E108  page images without a text layer
    │   ├── NotAFolder          E109  a file where a folder is wanted
    │   └── NoZotero            E110  Zotero was asked for and does not answer
    ├── LibraryError            the library cannot be used
    │   ├── NoSources           E201  a library was asked for and none is named
    │   ├── DamagedIndex        E202  the index on disk is not whole
    │   └── UnwritableIndex     E203  the index cannot be written where it belongs
    └── ConfigError             E301  quoth.toml or a flag says something that cannot be meant

Every error says what is wrong, where, and what to do next; codes are stable.
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "ConfigError",
    "DamagedFile",
    "DamagedIndex",
    "EmptyFile",
    "InputError",
    "LibraryError",
    "MissingFile",
    "NeedsOcr",
    "NoSources",
    "NoZotero",
    "NotAFile",
    "NotAFolder",
    "ProtectedFile",
    "QuothError",
    "TooLarge",
    "UnknownFormat",
    "UnwritableIndex",
]


class QuothError(Exception):
    """Stops the run.

    `what` is a clause without a final point, `where` a path or a place in a file as the user named it,
    `todo` a sentence in the imperative.
    """

    code: ClassVar[str] = "E000"

    def __init__(self, what: str, *, where: str, todo: str) -> None:
        super().__init__(what, where, todo)
        self.what = what
        self.where = where
        self.todo = todo

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders: keyword-only arguments need their own way back.
        return (_rebuilt, (type(self), self.what, self.where, self.todo))

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.todo}"


def _rebuilt(kind: type[QuothError], what: str, where: str, todo: str) -> QuothError:
    return kind(what, where=where, todo=todo)


class InputError(QuothError):
    """Something the user named cannot be used."""

    code = "E100"


class MissingFile(InputError):
    """There is nothing at that path."""

    code = "E101"


class NotAFile(InputError):
    """A folder, a socket or a device where a file is wanted."""

    code = "E102"


class EmptyFile(InputError):
    """The file holds no text at all."""

    code = "E103"


class UnknownFormat(InputError):
    """No reader for what the file is."""

    code = "E104"


class DamagedFile(InputError):
    """The file is not what it says it is."""

    code = "E105"


class ProtectedFile(InputError):
    """A password is needed."""

    code = "E106"


class TooLarge(InputError):
    """Over a limit on size, depth, entities or unpacked bytes."""

    code = "E107"


class NeedsOcr(InputError):
    """Page images without a text layer."""

    code = "E108"


class NotAFolder(InputError):
    """A file where a folder is wanted."""

    code = "E109"


class NoZotero(InputError):
    """Zotero was asked for and does not answer."""

    code = "E110"


class LibraryError(QuothError):
    """The library cannot be used."""

    code = "E200"


class NoSources(LibraryError):
    """A library was asked for and none is named."""

    code = "E201"


class DamagedIndex(LibraryError):
    """The index on disk is not whole."""

    code = "E202"


class UnwritableIndex(LibraryError):
    """The index cannot be written where it belongs."""

    code = "E203"


class ConfigError(QuothError):
    """quoth.toml or a flag says something that cannot be meant."""

    code = "E301"
