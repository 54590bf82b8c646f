"""BibTeX and BibLaTeX: pandoc reads the entries, and what pandoc leaves out or changes is read here.

pandoc sets English titles in small letters unless braces protect them, and passes over the `file` field, in which
Zotero and JabRef write where a work's files are. So the fields are found in the text first: titles get the
protection, files are noted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from quoth import pandoc
from quoth.errors import DamagedFile, TooLarge
from quoth.find.names import words_of
from quoth.model.record import Record
from quoth.records.csljson import records

__all__ = ["read"]

SLOWEST = 30.0  # seconds, and one more for every
LETTERS_A_SECOND = 50_000

_ENTRY = re.compile(r"@\s*(?!(?:comment|string|preamble)\b)\w+\s*[{(]\s*(?P<key>[^\s,{}()\"]+)\s*,", re.IGNORECASE)
_FIELD = re.compile(r"[\s,]*(?P<name>[\w-]+)\s*=\s*")
_TITLES = words_of("title subtitle booktitle booksubtitle maintitle mainsubtitle journaltitle shorttitle")
_TURN = re.compile(
    r'[{}",)]|\n\s*@\s*\w+\s*\{'
)  # what may end a value; where the next entry begins, a brace was forgotten
_ESCAPED = re.compile(r"\\([:;\\_{}&%$#])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """`start` to `stop` is the value with its braces or quotation marks."""

    key: str
    name: str
    start: int
    stop: int


def read(text: str, path: Path) -> tuple[Record, ...]:
    """The entries in order. DamagedFile where pandoc refuses the file, TooLarge where it comes to no end."""
    fields = list(_fields(text))
    files = {field.key: _files(text[field.start : field.stop], path.parent) for field in fields if field.name == "file"}
    try:
        seconds = SLOWEST + len(text) / LETTERS_A_SECOND
        written = pandoc.run(_protected(text, fields), "--from=biblatex", "--to=csljson", seconds=seconds)
    except pandoc.Exhausted as much:
        raise TooLarge("the bibliography cannot be read", where=str(path), todo="Split it.") from much
    if written is None:
        todo = "Let your reference manager export it again, or open it in a BibTeX editor."
        raise DamagedFile("an entry of the bibliography cannot be parsed", where=str(path), todo=todo)
    return tuple(replace(each, files=files.get(each.key, ())) for each in records(json.loads(written)))


def _fields(text: str) -> Iterator[_Field]:
    """Every field of every entry, in order; an entry that breaks off ends where it does."""
    for entry in _ENTRY.finditer(text):
        at, field = entry.end(), _FIELD.match(text, entry.end())
        while field:
            at = _value_end(text, field.end())
            yield _Field(key=entry["key"], name=field["name"].lower(), start=field.end(), stop=at)
            field = _FIELD.match(text, at)


def _value_end(text: str, start: int) -> int:
    """Where the value that begins at `start` ends: at a comma or the closing brace of the entry."""
    depth, quoted = 0, False
    for found in _TURN.finditer(text, start):
        letter = found.group()
        if letter == '"' and not depth:
            quoted = not quoted
        depth += (letter == "{") - (letter == "}")
        if depth < 0 or len(letter) > 1 or (letter in ",)" and not depth and not quoted):
            return found.start()
    return len(text)


def _protected(text: str, fields: list[_Field]) -> str:
    """`text` with the titles in double braces. Values that are put together (`#`) are left alone."""
    pieces, at = [], 0
    for field in fields:
        value = text[field.start : field.stop].strip()
        if field.name in _TITLES and len(value) > 1 and value[0] + value[-1] in ("{}", '""') and "#" not in value:
            pieces += [text[at : field.start], f"{{{{{value[1:-1]}}}}}"]
            at = field.stop
    return "".join([*pieces, text[at:]])


def _files(value: str, folder: Path) -> tuple[str, ...]:
    """The paths of a `file` field: "paper.pdf", "Full text:files/1/paper.pdf:application/pdf;:other.epub:EPUB"."""
    bare = value.strip().removeprefix("{").removesuffix("}").strip('"')
    paths = []
    for entry in re.split(r"(?<!\\);", bare):
        parts = re.split(r"(?<!\\):", entry)
        named = ":".join(parts[1:-1]) if len(parts) > 2 else entry
        path = _ESCAPED.sub(r"\1", named.strip())
        if path:
            paths.append(str((folder / path).absolute()))
    return tuple(paths)
