"""The whole portrait as an RO-Crate: what each file is, with its hash; what was checked, against what, by what.

Source: RO-Crate Metadata Specification 1.1. No licence is given to the author's words: that is the author's to do.
GeoNames and Natural Earth are named where they are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

from quoth.portrait.edition import Edition
from quoth.version import __version__

__all__ = ["PATH", "crate"]

PATH: Final = "ro-crate-metadata.json"
SPECIFICATION: Final = "https://w3id.org/ro/crate/1.1"
_DAY: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?\Z")

_TYPES: Final = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "xml": "application/tei+xml",
    "csv": "text/csv",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
    "geojson": "application/geo+json",
    "jsonld": "application/ld+json",
}
_GEONAMES: Final = "https://www.geonames.org/"
_EARTH: Final = "https://www.naturalearthdata.com/"
_BY: Final = "https://creativecommons.org/licenses/by/4.0/"
# What files are made of besides the manuscript and the books.
_MADE_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "map.html": (_GEONAMES, _EARTH),
    "data/places.geojson": (_GEONAMES,),
    "data/linked-places.jsonld": (_GEONAMES,),
    "data/portrait.xml": (_GEONAMES,),
}

Entity = dict[str, Any]


def crate(edition: Edition, files: Mapping[str, bytes], meanings: Mapping[str, str]) -> Entity:
    """The metadata of a folder with `files` by their paths; `meanings` says of some what they are."""
    described = [_file(path, content, meanings.get(path, "")) for path, content in files.items()]
    graph = [_descriptor(), _root(edition, list(files)), *described, *_context(edition)]
    return {"@context": [f"{SPECIFICATION}/context", {"sha256": "http://schema.org/sha256"}], "@graph": graph}


def _descriptor() -> Entity:
    return {
        "@id": PATH,
        "@type": "CreativeWork",
        "conformsTo": {"@id": SPECIFICATION},
        "about": {"@id": "./"},
    }


def _root(edition: Edition, paths: list[str]) -> Entity:
    """The folder. The date of publication is the one that the user gives: no clock is looked at."""
    day = edition.options.date
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": edition.title,
        "description": "A text with its evidence: every quotation beside what its source has, when, where and who.",
        "hasPart": [{"@id": path} for path in paths],
        "isBasedOn": [{"@id": "#manuscript"}, *({"@id": id} for id in _witnesses(edition))],
        "mentions": {"@id": "#check"},
    } | ({"datePublished": day} if _DAY.match(day) else {})


def _file(path: str, content: bytes, meaning: str) -> Entity:
    made_of = [{"@id": id} for id in _MADE_OF.get(path, ())]
    return {
        "@id": path,
        "@type": "File",
        "name": meaning or path,
        "encodingFormat": _TYPES[path.rpartition(".")[2]],
        "contentSize": str(len(content)),
        "sha256": sha256(content).hexdigest(),
    } | ({"isBasedOn": made_of} if made_of else {})


def _witnesses(edition: Edition) -> list[str]:
    return [f"#f{number}" for number in edition.files.values()]


def _context(edition: Edition) -> Iterator[Entity]:
    """What the files are made of and by, none of it in the folder."""
    manuscript = edition.report.manuscript
    name = manuscript.path.replace("\\", "/").rpartition("/")[2]
    yield _text("#manuscript", edition.title, name, manuscript.sha256, manuscript.metadata.authors)
    for id, witness in zip(_witnesses(edition), edition.report.library.witnesses, strict=True):
        said = witness.metadata
        yield _text(id, said.title or witness.path, witness.path, witness.sha256, said.authors)
    yield {
        "@id": "#check",
        "@type": "CreateAction",
        "name": "Every quotation looked for in every source",
        "instrument": {"@id": "#quoth"},
        "object": [{"@id": "#manuscript"}, *({"@id": id} for id in _witnesses(edition))],
        "result": {"@id": "./"},
    }
    yield {"@id": "#quoth", "@type": "SoftwareApplication", "name": "quoth", "softwareVersion": __version__}
    yield {"@id": _GEONAMES, "@type": "CreativeWork", "name": "GeoNames", "license": {"@id": _BY}}
    yield {"@id": _BY, "@type": "CreativeWork", "name": "Creative Commons Attribution 4.0 International"}
    yield {"@id": _EARTH, "@type": "CreativeWork", "name": "Natural Earth", "description": "In the public domain."}


def _text(id: str, title: str, path: str, digest: str, authors: tuple[str, ...]) -> Entity:
    by = {"creditText": "; ".join(authors)} if authors else {}
    return {"@id": id, "@type": "CreativeWork", "name": title, "alternateName": path, "sha256": digest} | by
