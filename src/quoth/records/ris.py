"""RIS, read by its tags: pandoc would lose the place, the translator, the attached files and many a year.

Source: the RIS specification of Research Information Systems; the tags of Zotero and EndNote where they differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from quoth.errors import DamagedFile
from quoth.model.record import Record
from quoth.records.csljson import record
from quoth.records.item import Item
from quoth.records.people import csl_names

__all__ = ["read"]

_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  ?- ?(?P<value>.*)")
_TYPES = {
    "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "CHAP": "chapter", "ECHAP": "chapter", "JOUR": "article-journal",
    "EJOUR": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper", "THES": "thesis",
    "RPRT": "report", "UNPB": "manuscript", "MANSCPT": "manuscript", "CONF": "paper-conference",
    "CPAPER": "paper-conference", "ELEC": "webpage", "ENCYC": "entry-encyclopedia", "DICT": "entry-dictionary",
    "SER": "periodical", "PAMP": "pamphlet", "PCOMM": "personal_communication", "MAP": "map", "MPCT": "motion_picture",
}  # fmt: skip
_PEOPLE = {"AU": "author", "A1": "author", "ED": "editor", "A4": "translator", "TA": "translator"}
_TEXTS = {
    "TI": "title", "T1": "title", "CT": "title", "BT": "container-title", "T2": "container-title",
    "JO": "container-title", "JF": "container-title", "T3": "collection-title", "PB": "publisher",
    "CY": "publisher-place", "PP": "publisher-place", "ET": "edition", "NV": "number-of-volumes", "VL": "volume",
    "IS": "issue", "DO": "DOI", "UR": "URL", "ID": "id",
}  # fmt: skip
_DATES = ("PY", "Y1", "DA")
_ATTACHED = frozenset({"L1", "L4"})


def read(text: str, path: Path) -> tuple[Record, ...]:
    """The records in order; those without a title are left out. DamagedFile where no line is RIS."""
    found = list(_records(text))
    if not found:
        todo = "Export the bibliography again, as RIS."
        raise DamagedFile("no record of this file is RIS", where=str(path), todo=todo)
    made = (record(_item(tags), _files(tags, path.parent)) for tags in found)
    return tuple(each for each in made if each.reference.title)


def _records(text: str) -> Iterator[list[tuple[str, str]]]:
    """The tags of each record and their values; a line without a tag goes on with the one before."""
    tags: list[tuple[str, str]] = []
    for line in text.splitlines():
        found = _LINE.match(line.strip("\ufeff"))
        if found is None:
            if tags and line.strip():
                tags[-1] = (tags[-1][0], f"{tags[-1][1]} {line.strip()}")
        elif found["tag"] == "TY":
            tags = [("TY", found["value"].strip())]
        elif found["tag"] == "ER" and tags:
            yield tags
            tags = []
        elif tags:
            tags.append((found["tag"], found["value"].strip()))
    if tags:
        yield tags


def _item(tags: list[tuple[str, str]]) -> Item:
    said = dict(reversed(tags))  # the first of a kind stands
    item: dict[str, Any] = {"type": _TYPES.get(said["TY"], "document")}
    for tag, value in tags:
        if tag in _TEXTS and value:
            item.setdefault(_TEXTS[tag], value)
        elif role := _role(tag, item):
            item.setdefault(role, []).extend(csl_names(value))
    if item["type"] == "book" and "title" not in item and "container-title" in item:
        item["title"] = item.pop("container-title")
    first, last = said.get("SP", ""), said.get("EP", "")
    if first:
        item["page"] = f"{first}-{last}" if last and last != first else first
    years = (re.match(r"\d{4}", said.get(tag, "")) for tag in _DATES)
    year = next((found.group() for found in years if found), None)
    return item | ({"issued": {"date-parts": [[int(year)]]}} if year else {})


def _role(tag: str, item: Item) -> str | None:
    """A2 is the editor of what a chapter stands in, and of a series elsewhere."""
    return "editor" if tag == "A2" and item["type"] in ("chapter", "paper-conference") else _PEOPLE.get(tag)


def _files(tags: list[tuple[str, str]], folder: Path) -> tuple[str, ...]:
    named = (value for tag, value in tags if tag in _ATTACHED)
    paths = (unquote(urlsplit(name).path) if name.startswith("file:") else name for name in named)
    return tuple(str((folder / path).absolute()) for path in paths if path and "://" not in path)
