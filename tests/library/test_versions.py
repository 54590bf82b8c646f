"""Indexes as every version of the format wrote them: today's quoth opens them, or makes them anew and says nothing.

`formats/A-B-C.zip` is an index of `SERGE` to which `NINON` was added later, written by the quoth whose catalogues were
of version A with tables of version B, and whose segments were of version C. Who changes one of these adds a sample.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from quoth.engine.stacks import Stacks
from quoth.executor import Serial
from quoth.library import open_library
from quoth.library.catalogue import SCHEMA
from quoth.library.sealed import OtherKind
from quoth.library.store import CATALOGUE, SEGMENT, Store

FORMATS = sorted((Path(__file__).parent / "formats").glob("*.zip"))
TODAY = "-".join((CATALOGUE.split()[-1], str(SCHEMA), SEGMENT.split()[-1]))

SERGE = "It is nothing to be born; the whole of life remains to be made, and unmade, and made again.\n"
NINON = "She kept her letters in a tin box, and the box under the floor, and the floor under her feet.\n"


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def books(tmp_path: Path) -> Path:
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "serge.txt").write_text(SERGE, "utf-8")
    (folder / "ninon.txt").write_text(NINON, "utf-8")
    return folder


def index(books: Path, cache: Path) -> Path:
    """The folder in which the index of these books lies."""
    open_library([books], cache=cache, executor=Serial())
    (folder,) = (cache / "libraries").iterdir()
    return folder


def unpack(sample: Path, folder: Path) -> None:
    """Put the sample in place of what lies there."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    with ZipFile(sample) as packed:
        packed.extractall(folder)


@pytest.mark.parametrize("sample", FORMATS, ids=[path.stem for path in FORMATS])
def test_an_index_of_any_version_is_opened_or_made_anew(sample: Path, books: Path, tmp_path: Path) -> None:
    fresh = open_library([books], cache=tmp_path / "fresh", executor=Serial())
    folder = index(books, tmp_path / "cache")
    unpack(sample, folder)
    library = open_library([books], cache=tmp_path / "cache", executor=Serial())
    assert (library.state, library.warnings) == (fresh.state, ())
    assert Stacks(library).often("and") == 4
    assert [library.text(name)[:] for name in ("ninon", "serge")] == [NINON, SERGE]
    assert not any(re.search(r"\.(npy|json|db)$", path.name) for path in folder.iterdir())  # all that was old is gone


def test_there_is_a_sample_of_this_version_and_it_is_read(books: Path, tmp_path: Path) -> None:
    folder = index(books, tmp_path / "cache")
    unpack(Path(__file__).parent / "formats" / f"{TODAY}.zip", folder)
    catalogue = Store(folder).catalogue()
    assert catalogue is not None
    texts = {
        read.text(place)[:]
        for name, witnesses in catalogue.segments().items()
        for _, read in [Store(folder).open(name, doubt=True)]
        for place in witnesses
    }
    assert texts == {SERGE, NINON}


@pytest.mark.parametrize("sample", [path for path in FORMATS if path.stem != TODAY], ids=lambda path: str(path.stem))
def test_an_old_version_is_never_taken_for_this_one(sample: Path, books: Path, tmp_path: Path) -> None:
    folder = index(books, tmp_path / "cache")
    unpack(sample, folder)
    assert Store(folder).catalogue() is None
    for segment in folder.glob("segment-*"):
        if sample.stem.rpartition("-")[2] != SEGMENT.split()[-1]:
            with pytest.raises(OtherKind):
                Store(folder).open(segment.name)
