"""A reference as an item of CSL-JSON, and back.

Source of the names: CSL 1.0.2, "Variables" and "Types", and the schema csl-data.json.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from quoth.find.names import words_of
from quoth.model.reference import Reference
from quoth.records.people import csl_names, printed_names

__all__ = ["Item", "as_item", "as_reference", "year_of"]

Item = dict[str, Any]

# What a reference calls a fact, and what CSL does.
_FACTS = {
    "container": "container-title", "edition": "edition", "volumes": "number-of-volumes",
    "volume": "volume", "issue": "issue", "pages": "page", "publisher": "publisher",
    "place": "publisher-place",
    "doi": "DOI", "url": "URL",
}  # fmt: skip
_PEOPLE = ("author", "editor", "translator")
_SMALL_WORDS = {
    "en": words_of("the of and in on to for from by with at his her"),
    "de": words_of("und der die das den dem des aus von zu im am über für mit ein eine"),
    "fr": words_of("et le la les l’ des du de au aux en sur une dans par"),
    "es": words_of("y el la los las del de en un una por para"),
    "it": words_of("e il lo la gli le del della dei di in un una per"),
    "nl": words_of("en de het een van in op voor met"),
}
_YEARS = re.compile(r"(?P<first>\d{4})(?:\s?[-–/]\s?(?P<last>\d{1,4}))?[a-z]?$")
_PERIODICALS = words_of("""
    times magazine review quarterly post chronicle gazette herald mercury zeitung revue proceedings transactions
    monthly weekly daily news tribune observer spectator guardian telegraph tageblatt anzeiger gazeta правда известия
""")


def as_item(id: str, reference: Reference) -> Item:
    """`reference` in CSL's variables; what it does not say is not there, but for the title, which is then ""."""
    item: Item = {"id": id, "type": reference.type or _type(reference), "title": reference.title}
    if language := _language(reference.title):
        item["language"] = language
    for role in _PEOPLE:
        if names := csl_names(getattr(reference, role)):
            item[role] = names
    item |= {variable: getattr(reference, fact) for fact, variable in _FACTS.items() if getattr(reference, fact)}
    return item | ({"issued": _issued(reference.year)} if reference.year else {})


def _type(reference: Reference) -> str:
    """What a work is that nobody says the type of: a book, unless it can only be a periodical or stands in one."""
    if reference.container:
        return "chapter" if reference.editor or reference.publisher else "article-journal"
    last = reference.title.lower().split()[-1:]
    return "periodical" if not reference.author and not _PERIODICALS.isdisjoint(last) else "book"


def _language(title: str) -> str | None:
    """The language of a title that is surely not English: styles set English titles in capitals, and no others."""
    words = title.lower().split()
    found = {language: sum(word in small for word in words) for language, small in _SMALL_WORDS.items()}
    best = max(found, key=lambda language: found[language])
    alone = list(found.values()).count(found[best]) == 1
    return best if alone and best != "en" and found[best] > 1 and not found["en"] else None


def _issued(year: str) -> dict[str, Any]:
    """Years as date-parts, "1880-6" as from and to; anything else as it is printed."""
    found = _YEARS.match(year)
    if found is None:
        return {"literal": year}
    first, last = found["first"], found["last"]
    ends = [first, first[: 4 - len(last)] + last] if last else [first]
    return {"date-parts": [[int(end)] for end in ends]}


def as_reference(item: Mapping[str, Any]) -> Reference:
    """What `item`, of whoever's making, says; a variable of the wrong kind is as if it were not there."""
    facts: dict[str, Any] = {fact: _plain(item.get(variable)) for fact, variable in _FACTS.items()}
    facts |= {role: printed_names(_names(item.get(role))) for role in _PEOPLE}
    volumes = facts.pop("volumes")
    return Reference(
        **facts,
        title=_plain(item.get("title")),
        type=_plain(item.get("type")),
        year=year_of(item),
        volumes=int(volumes) if volumes.isdecimal() else None,
    )


def year_of(item: Mapping[str, Any]) -> str:
    """The year that `item` was issued in, "1880-1886" for several; "" where it does not say."""
    issued = item.get("issued")
    if not isinstance(issued, Mapping):
        return _plain(issued)
    parts = issued.get("date-parts")
    dates = parts if isinstance(parts, list) else []
    years = [str(date[0]) for date in dates if isinstance(date, list) and date and date[0]]
    return "-".join(dict.fromkeys(years)) or _plain(issued.get("literal")) or _plain(issued.get("raw"))


def _plain(value: object) -> str:
    """A string or number without the mark-up that CSL allows in one."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return re.sub(r"</?(?:i|b|sc|sub|sup|span)\b[^>]*>", "", str(value)).strip()


def _names(value: object) -> list[dict[str, str]]:
    people = value if isinstance(value, list) else []
    return [
        {part: said for part, said in person.items() if isinstance(said, str)}
        for person in people
        if isinstance(person, Mapping)
    ]
