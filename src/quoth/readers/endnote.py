"""The citations that EndNote writes into Word documents: its records as items of CSL-JSON.

A record stands in the code of a field, or, when it is long, in the field's data. What is read is what tells a work:
its kind, people, titles, imprint, year and numbers; the pages that are cited are in the words. Source: EndNote's own
export, "EndNote XML", whose records these are.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

from lxml import etree

from quoth.errors import QuothError
from quoth.readers.xml import parse_xml

__all__ = ["endnote_items"]

_FIELD = re.compile(r"\s*ADDIN\s+EN\.CITE(?!\.)\s*(?P<cited><EndNote>.*</EndNote>)?", re.DOTALL)
_TYPES = {
    "Book": "book", "Edited Book": "book", "Classical Work": "classic", "Book Section": "chapter",
    "Electronic Book": "book", "Journal Article": "article-journal", "Magazine Article": "article-magazine",
    "Newspaper Article": "article-newspaper", "Thesis": "thesis", "Report": "report", "Case": "legal_case",
    "Statute": "legislation", "Manuscript": "manuscript", "Personal Communication": "personal_communication",
    "Conference Paper": "paper-conference", "Conference Proceedings": "paper-conference", "Web Page": "webpage",
}  # fmt: skip
_PEOPLE = {"authors": "author", "secondary-authors": "editor", "subsidiary-authors": "translator"}
_FACTS = {
    "titles/title": "title", "titles/secondary-title": "container-title", "pages": "page", "volume": "volume",
    "number": "issue", "num-vols": "number-of-volumes", "edition": "edition", "pub-location": "publisher-place",
    "publisher": "publisher", "isbn": "ISBN", "electronic-resource-num": "DOI",
}  # fmt: skip


def endnote_items(code: str, data: str) -> list[dict[str, Any]] | None:
    """The items that a field with this code cites, in order; `data` is the field's own, "" where it has none. None
    where the field is no citation of EndNote's; [] where it is not whole."""
    found = _FIELD.match(code)
    if found is None:
        return None
    cited = (found["cited"] or "").encode() or _decoded(data)
    try:
        root = parse_xml(cited, "EN.CITE")
    except QuothError:
        return []
    items = [_item(record) for record in root.iter("record")]
    return items if len(items) == len(list(root.iter("Cite"))) else []


def _decoded(data: str) -> bytes:
    try:
        return base64.b64decode(data, validate=False).rstrip(b"\0")
    except binascii.Error:
        return b""


def _item(record: etree._Element) -> dict[str, Any]:
    kind = record.find("ref-type")
    item: dict[str, Any] = {"type": _TYPES.get(kind.get("name", "") if kind is not None else "", "document")}
    for path, fact in _FACTS.items():
        said = _words(record.find(path))
        if said:
            item[fact] = said
    for group, role in _PEOPLE.items():
        people = [_person(_words(person)) for person in record.iterfind(f"contributors/{group}/author")]
        if people:
            item[role] = people
    year = re.search(r"\d{3,4}", _words(record.find("dates/year")))
    if year:
        item["issued"] = {"date-parts": [[int(year.group())]]}
    return item


def _words(element: etree._Element | None) -> str:
    """The words of an element, which EndNote wraps in <style> for every change of type."""
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""


def _person(name: str) -> dict[str, str]:
    """ "Voss, Anna"; a name that ends with a comma is an institution's."""
    family, comma, given = name.partition(",")
    if not comma or not given.strip():
        return {"literal": name.rstrip(",")}
    return {"family": family.strip(), "given": given.strip()}
