"""The portrait: a text with its evidence, as a folder of pages that are read without a server, a network or a script.

    quoth.portray("life.docx", "site/", sources=["books/"])

`pages` makes the files, and touches none; `folder.publish` puts them where they belong.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from quoth.model.finding import Report
from quoth.portrait.apparatus import apparatus_page
from quoth.portrait.chronology import chronology_page
from quoth.portrait.edition import Around, Options, edition_of
from quoth.portrait.exports import described, exports
from quoth.portrait.map import map_page
from quoth.portrait.method import method_page
from quoth.portrait.people import people_page
from quoth.portrait.reading import reading_page
from quoth.portrait.works import works_page

__all__ = ["Options", "pages"]

BESIDE: Final = ("portrait.css", "portrait.js")


def pages(report: Report, options: Options, around: Around) -> Mapping[str, bytes]:
    """The files of the portrait, by their paths in its folder. Same report, same bytes."""
    edition = edition_of(report, options, around)
    made = {
        "index.html": reading_page(edition),
        "chronology.html": chronology_page(edition),
        "map.html": map_page(edition),
        "people.html": people_page(edition),
        "works.html": works_page(edition),
        "apparatus.html": apparatus_page(edition),
        "method.html": method_page(edition),
        **exports(edition),
        **{name: files(__name__).joinpath("beside", name).read_bytes() for name in BESIDE},
    }
    return described(edition, made)
