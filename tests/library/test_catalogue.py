"""The catalogue comes back as it went in; what is of another version is not read."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from quoth.errors import DamagedIndex
from quoth.library.catalogue import SCHEMA, Catalogue, Holding, read_catalogue, write_catalogue
from quoth.model.manuscript import Metadata, PageMark, ReadWarning
from quoth.model.source import Failure, Witness
from quoth.model.text import Span

MEMOIRS = Witness(
    id="memoirs",
    path="greville/memoirs.htm",
    sha256="ab" * 32,
    format="html",
    metadata=Metadata(title="O’Neil’s “Memoirs”", authors=("A, B", "C"), volume="2", identifiers=("urn:isbn:1",)),
    title_page="THE\nMEMOIRS",
    pages=(PageMark(offset=0, label="xiv", index=None), PageMark(offset=0, label="", index=3)),
    words=12,
    words_read_share=0.9871,
    warnings=(ReadWarning(code="W101", message="some; lost", where="page 3"),),
    asides=(Span(start=3, stop=9),),
)
CATALOGUE = Catalogue(
    maker="1+0",
    commit="c0ffee",
    holdings=(
        Holding(path="empty.txt", size=0, mtime_ns=-1, sha256="",
                failure=Failure(path="empty.txt", code="E103", what="it's empty", todo="Fill it.")),
        Holding(path=MEMOIRS.path, size=10**12, mtime_ns=2**62, sha256=MEMOIRS.sha256, digest="d", segment="segment-1",
                place=1, witness=MEMOIRS),
    ),
)  # fmt: skip


def test_a_catalogue_comes_back_as_it_was(tmp_path: Path) -> None:
    write_catalogue(CATALOGUE, tmp_path / "ünïcode ?#%.sqlite")
    assert read_catalogue(tmp_path / "ünïcode ?#%.sqlite") == CATALOGUE


def test_pages_are_unpacked_when_they_are_looked_at_and_not_to_be_counted(tmp_path: Path) -> None:
    write_catalogue(CATALOGUE, tmp_path / "catalogue")
    with patch("quoth.library.catalogue.unpacked", side_effect=AssertionError):
        catalogue = read_catalogue(tmp_path / "catalogue")
        assert catalogue is not None
        (witness,) = (holding.witness for holding in catalogue.holdings if holding.witness)
        assert (len(witness.pages), len(witness.asides), bool(witness.pages)) == (2, 1, True)
    assert (witness.pages[1:], witness.pages[0].label) == (MEMOIRS.pages[1:], "xiv")
    assert witness == MEMOIRS
    assert witness != replace(MEMOIRS, pages=MEMOIRS.pages[:1])
    assert witness.pages != (MEMOIRS.pages[1], MEMOIRS.pages[0])


def test_the_same_catalogue_makes_the_same_bytes_and_no_other_file(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_catalogue(CATALOGUE, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    read_catalogue(tmp_path / "one")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_its_segments_are_those_with_living_words() -> None:
    assert CATALOGUE.segments() == {"segment-1": {1: "memoirs"}}


@pytest.mark.parametrize("version", [SCHEMA - 1, SCHEMA + 1])
def test_another_schema_is_not_guessed_at(version: int, tmp_path: Path) -> None:
    write_catalogue(CATALOGUE, tmp_path / "catalogue")
    with closing(sqlite3.connect(tmp_path / "catalogue")) as database:
        database.execute(f"PRAGMA user_version={version}")
    assert read_catalogue(tmp_path / "catalogue") is None


def test_what_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalogue").write_bytes(b"no database at all" * 100)
    with pytest.raises(DamagedIndex):
        read_catalogue(tmp_path / "catalogue")
    with pytest.raises(DamagedIndex):
        read_catalogue(tmp_path / "absent")
