"""The works as BibTeX, in UTF-8, with the fields of BibLaTeX where BibTeX has none (translator, volumes, date).

Titles stand in double braces: they are printed as they are, and no style changes a capital. Source: the BibLaTeX
manual, 2.1 and 2.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quoth.model.source import Work
from quoth.records.item import Item, year_of
from quoth.records.people import Name
from quoth.writers.csl import items

__all__ = ["write"]

_TYPES = {
    "book": "book", "chapter": "incollection", "entry-encyclopedia": "incollection", "entry-dictionary": "incollection",
    "entry": "incollection", "paper-conference": "inproceedings", "article-journal": "article", "article": "article",
    "article-magazine": "article", "article-newspaper": "article", "thesis": "phdthesis", "report": "techreport",
    "manuscript": "unpublished", "pamphlet": "booklet",
}  # fmt: skip
_FIELDS = {
    "edition": "edition", "number-of-volumes": "volumes", "volume": "volume", "issue": "number", "page": "pages",
    "collection-title": "series", "publisher-place": "address", "ISBN": "isbn", "ISSN": "issn", "note": "note",
}  # fmt: skip
_CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PUBLISHERS = {"phdthesis": "school", "techreport": "institution"}
_WRITTEN = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip
_MARKUP = re.compile(r"</?(?:i|b|sc|sub|sup|span)\b[^>]*>")


def write(works: Iterable[Work]) -> str:
    """One entry after the other, with a final line end; "" for no works."""
    return "\n".join(map(_entry, items(works)))


def _entry(item: Item) -> str:
    kind = _TYPES.get(item["type"], "misc")
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(item, kind) if value)
    return f"@{kind}{{{_key(item['id'])},\n{fields}}}\n"


def _key(id: object) -> str:
    return re.sub(r"[\s,{}\"#%~\\=']+", "-", str(id))


def _fields(item: Item, kind: str) -> Iterator[tuple[str, str]]:
    for role in ("author", "editor", "translator"):
        yield role, " and ".join(_name(name) for name in item.get(role, ()))
    yield "title", _title(item["title"])
    yield _CONTAINERS.get(kind, "booktitle"), _title(item.get("container-title", ""))
    yield _PUBLISHERS.get(kind, "publisher"), _text(item.get("publisher"))
    yield from ((field, _text(item.get(variable))) for variable, field in _FIELDS.items())
    year = year_of(item)
    yield ("date", year.replace("-", "/")) if re.fullmatch(r"\d{4}-\d{4}", year) else ("year", _text(year))
    yield from ((name.lower(), re.sub(r"[{}\\]", "", str(item.get(name, "")))) for name in ("DOI", "URL"))


def _name(name: Name) -> str:
    """ "von Stockmar, Ernst"; a body, a description or a name with a comma in it is held together by braces."""
    if "literal" in name:
        return "others" if name["literal"] == "et al." else f"{{{_text(name['literal'])}}}"
    particle = name.get("dropping-particle") or name.get("non-dropping-particle", "")
    given = _text(name.get("given"))
    parts = [f"{particle} {_text(name.get('family'))}".strip(), name.get("suffix", "")]
    return ", ".join(filter(None, [*parts, f"{{{given}}}" if "," in given else given]))


def _title(value: object) -> str:
    return f"{{{_text(value)}}}" if value else ""


def _text(value: object) -> str:
    """Letters that mean something to TeX written out; the mark-up that CSL allows left out."""
    plain = " ".join(_MARKUP.sub("", "" if value is None else str(value)).split())
    return "".join(_WRITTEN.get(letter, letter) for letter in plain)
