"""The works as RIS, the exchange format of EndNote, Zotero and library catalogues.

One tag a line, two spaces, a hyphen, a space; CRLF line ends. Source: the RIS specification of Research Information
Systems, and the tags that Zotero writes (A4 translator, NV number of volumes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quoth.model.source import Work
from quoth.records.item import Item, year_of
from quoth.records.people import Name, printed_names
from quoth.writers.csl import items

__all__ = ["write"]

_TYPES = {
    "book": "BOOK", "chapter": "CHAP", "article-journal": "JOUR", "article": "JOUR", "article-magazine": "MGZN",
    "article-newspaper": "NEWS", "periodical": "SER", "thesis": "THES", "report": "RPRT", "manuscript": "UNPB",
    "paper-conference": "CONF", "webpage": "ELEC", "entry-encyclopedia": "ENCYC", "entry-dictionary": "DICT",
    "pamphlet": "PAMP", "motion_picture": "MPCT", "map": "MAP", "legal_case": "CASE", "personal_communication": "PCOMM",
}  # fmt: skip
_PEOPLE = {"author": "AU", "translator": "A4"}
_TAGS = {
    "container-title": "T2", "collection-title": "T3", "publisher": "PB", "publisher-place": "CY", "edition": "ET",
    "number-of-volumes": "NV", "volume": "VL", "issue": "IS", "DOI": "DO", "URL": "UR", "ISBN": "SN", "ISSN": "SN",
}  # fmt: skip
_MARKUP = re.compile(r"</?(?:i|b|sc|sub|sup|span)\b[^>]*>")


def write(works: Iterable[Work]) -> str:
    """One record after the other, each closed by ER; "" for no works."""
    return "\r\n".join("".join(f"{tag}  - {value}\r\n" for tag, value in _record(item)) for item in items(works))


def _record(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(item["type"], "GEN")
    yield "ID", str(item["id"])
    for role, tag in (*_PEOPLE.items(), ("editor", "A2" if "container-title" in item else "ED")):
        yield from ((tag, _name(name)) for name in item.get(role, ()))
    for variable, tag in {"title": "TI", **_TAGS}.items():
        if item.get(variable):
            yield tag, _line(item[variable])
    if year := year_of(item):
        yield "PY", _line(year)
    first, _, last = _line(item.get("page", "")).partition("-")
    yield from ((tag, page.strip()) for tag, page in (("SP", first), ("EP", last)) if page.strip())
    yield "ER", ""


def _name(name: Name) -> str:
    """Surname, given names, suffix; RIS knows no particles of its own."""
    return _line(printed_names([name]))


def _line(value: object) -> str:
    return " ".join(_MARKUP.sub("", str(value)).split())
