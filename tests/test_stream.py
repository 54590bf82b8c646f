"""The other way round: a library that runs past gives the report that its index would give."""

from __future__ import annotations

from pathlib import Path

import pytest

import quoth
from quoth.demo import portrait
from quoth.library import passed, stream
from quoth.library.reading import Reading, read_source
from quoth.library.sources import SourceFile
from quoth.writers import json

HALVES = "She recalled it: “The sea was ca lm that night, and no body on the qu ay remem bered the storm”.\n"
BOOK = "The sea was calm that night, and nobody on the quay remembered the storm.\n\nShe wrote nothing for a year.\n"


@pytest.fixture(autouse=True)
def _cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QUOTH_CACHE", str(tmp_path / "cache"))


def both(manuscript: Path, *sources: Path) -> tuple[str, str]:
    """The report of each way, the one that writes nothing first."""
    streamed = json.write(quoth.check(manuscript, sources, stream=True))
    return streamed, json.write(quoth.check(manuscript, sources))


def test_the_demo_is_the_same_and_nothing_is_written(tmp_path: Path) -> None:
    with portrait() as (manuscript, _):
        streamed = json.write(quoth.check(manuscript, stream=True))
        assert not (tmp_path / "cache" / "libraries").exists()
        assert streamed == json.write(quoth.check(manuscript))


@pytest.mark.parametrize("room", [0, 20, 10_000])
def test_books_that_do_not_stay_in_memory_are_read_again(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passed, "KEPT", room)
    read: list[str] = []

    def spy(source: SourceFile) -> Reading:
        read.append(source.path)
        return read_source(source)

    for module in (stream, passed):
        monkeypatch.setattr(module, "read_source", spy)
    with portrait() as (manuscript, _):
        streamed = json.write(quoth.check(manuscript, stream=True))
        assert (len(read) > len(set(read))) == (room < 10_000)
        assert streamed == json.write(quoth.check(manuscript))


def test_words_broken_in_the_manuscript_are_mended(tmp_path: Path) -> None:
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "quay.txt").write_text(BOOK * 3, encoding="utf-8")
    (tmp_path / "life.md").write_text(HALVES, encoding="utf-8")
    streamed, indexed = both(tmp_path / "life.md", tmp_path / "books")
    assert streamed == indexed
    assert '"text": "The sea was calm that night' in streamed


def test_what_damaged_words_may_have_been_is_asked_for_when_all_has_run_past(tmp_path: Path) -> None:
    (tmp_path / "books").mkdir()
    printed = "The wind roared high in the great trees which embowered the gates at nightfall"
    (tmp_path / "books" / "gates.txt").write_text(f"{printed}.\n\n{BOOK * 3}", encoding="utf-8")
    damaged = "Thc wimd roarcd hiqh im the qreat treos whicb ennbowered thc gatcs at niqhtfall"
    (tmp_path / "life.md").write_text(f"She recalled it: “{damaged}”.\n", encoding="utf-8")
    streamed, indexed = both(tmp_path / "life.md", tmp_path / "books")
    assert streamed == indexed
    assert f'"text": "{printed}"' in streamed


def test_what_is_joined_from_another_place_is_asked_for_when_all_has_run_past(tmp_path: Path) -> None:
    (tmp_path / "books").mkdir()
    pilots = "The pilots carried a lamp, and nobody followed him"  # "him" at the end of what is asked for later
    book = f"{pilots}.\n\n" + "She never asked him why.\n\n" * 800 + "Then it was spring.\n\n" + BOOK
    (tmp_path / "books" / "quay.txt").write_text(book, encoding="utf-8")
    quoted = f"{pilots}. The sea was calm that night, and nobody on the quay remembered the storm"
    (tmp_path / "life.md").write_text(f"She recalled it: “{quoted}”.\n", encoding="utf-8")
    streamed, indexed = both(tmp_path / "life.md", tmp_path / "books")
    assert streamed == indexed
    assert '"rule": "Q305"' in streamed


def test_a_manuscript_among_its_sources_is_no_witness(tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text(BOOK, encoding="utf-8")
    (tmp_path / "life.md").write_text(HALVES.replace("ca lm", "calm") * 4, encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing follows")
    streamed, indexed = both(tmp_path / "life.md", tmp_path)
    assert streamed == indexed
    assert "W203" in streamed


def test_a_life_and_a_volume_that_it_cites(data: Path) -> None:
    sources = data / "victoria" / "sources"
    streamed, indexed = both(data / "victoria" / "queen-victoria-ch1-5.epub", sources / "greville_2.htm")
    assert streamed == indexed
    assert "Q104" in streamed
