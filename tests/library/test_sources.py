"""Which files are sources, and what they are called."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.errors import MissingFile, NotAFile
from quoth.library import open_library
from quoth.library.sources import distinct, find_sources


def touch(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"the words of {name}", "utf-8", "replace")
    return folder


def paths(*folders: Path) -> list[str]:
    return [file.path for file in find_sources(folders)[0]]


def test_books_are_found_at_any_depth_in_order(tmp_path: Path) -> None:
    touch(tmp_path, "b.txt", "a/z.epub", "a/b/c.pdf", "B.txt", "a.txt")
    assert paths(tmp_path) == ["B.txt", "a.txt", "a/b/c.pdf", "a/z.epub", "b.txt"]


def test_what_is_no_book_is_passed_over(tmp_path: Path) -> None:
    touch(tmp_path, ".hidden.txt", ".git/notes.txt", "cover.JPG", "page_files/style.css", "~$thesis.docx", "old.txt~")
    touch(tmp_path, "book.txt", "scan.djvu", "README", "letters.doc")
    assert paths(tmp_path) == ["README", "book.txt", "letters.doc", "scan.djvu"]


def test_a_file_named_outright_is_a_source_whatever_it_is_called(tmp_path: Path) -> None:
    touch(tmp_path, ".hidden.txt", "data.csv")
    assert paths(tmp_path / ".hidden.txt") == [".hidden.txt"]
    assert paths(tmp_path / "data.csv", tmp_path / ".hidden.txt") == [".hidden.txt", "data.csv"]


def test_of_several_folders_the_names_are_told(tmp_path: Path) -> None:
    touch(tmp_path, "greville/1.txt", "letters/1.txt", "old/letters/1.txt", "one.txt")
    folders = [tmp_path / name for name in ("letters", "greville", "old/letters", "one.txt")]
    assert paths(*folders) == ["greville/1.txt", "letters-2/1.txt", "letters/1.txt", "one.txt"]


def test_a_file_reached_twice_counts_once(tmp_path: Path) -> None:
    touch(tmp_path, "books/greville/1.txt")
    assert paths(tmp_path / "books", tmp_path / "books" / "greville") == ["books/greville/1.txt"]
    assert paths(tmp_path / "books", tmp_path / "books") == ["greville/1.txt"]


def test_links_are_followed_and_loops_end(tmp_path: Path) -> None:
    touch(tmp_path, "books/1.txt", "elsewhere/2.txt")
    (tmp_path / "books" / "more").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "books" / "again").symlink_to(tmp_path / "books")
    (tmp_path / "elsewhere" / "back").symlink_to(tmp_path / "books")
    assert paths(tmp_path / "books") == ["1.txt", "more/2.txt"]


def test_a_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    touch(tmp_path, "1.txt")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "absent.txt")
    (tmp_path / "lost.jpg").symlink_to(tmp_path / "absent.jpg")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    files, failures = find_sources([tmp_path])
    assert [file.path for file in files] == ["1.txt"]
    assert [(row.path, row.code) for row in failures] == [("lost.txt", "E101"), ("self.txt", "E101")]


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs sockets that are files")
def test_what_is_neither_file_nor_folder_is_no_source(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as place, socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(place)  # a socket's path must be short
        server.bind("socket.txt")
        assert paths(Path(place)) == []
        with pytest.raises(NotAFile):
            find_sources([Path("socket.txt")])


def test_a_missing_folder_is_an_error_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name in ("absent", "loop"):
        with pytest.raises(MissingFile) as missing:
            find_sources([tmp_path / name])
        assert missing.value.where == str(tmp_path / name)


def test_names_in_any_script_are_names(tmp_path: Path) -> None:
    names = ["Война и мир.txt", "Les misérables, I.txt", "紅樓夢.txt", "...txt", "?!.txt"]
    library = open_library([touch(tmp_path / "books", *names)], cache=tmp_path / "cache")
    assert {witness.path: witness.id for witness in library.state.witnesses} == {
        "?!.txt": "source",
        "Les misérables, I.txt": "Les-misérables-I",
        "Война и мир.txt": "Война-и-мир",
        "紅樓夢.txt": "紅樓夢",
    }
    assert library.text("紅樓夢")[:] == "the words of 紅樓夢.txt"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no names that are no letters")
def test_names_that_are_no_letters_are_written_out(tmp_path: Path) -> None:
    touch(tmp_path / "books", os.fsdecode(b"caf\xe9.txt"))
    library = open_library([tmp_path / "books"], cache=tmp_path / "cache")
    assert [(witness.id, witness.path) for witness in library.state.witnesses] == [("caf-xe9", "caf\\xe9.txt")]


def test_files_with_one_stem_have_different_ids(tmp_path: Path) -> None:
    touch(tmp_path / "books", "1/letters.txt", "2/letters.txt", "2/letters-2.txt", "3/letters.md")
    library = open_library([tmp_path / "books"], cache=tmp_path / "cache")
    assert {witness.path: witness.id for witness in library.state.witnesses} == {
        "1/letters.txt": "letters",
        "2/letters-2.txt": "letters-2",
        "2/letters.txt": "letters-3",
        "3/letters.md": "letters-4",
    }
    assert [witness.id for witness in library.state.witnesses] == ["letters", "letters-2", "letters-3", "letters-4"]


@given(names=st.lists(st.sampled_from(["a", "a-2", "a-2-2", "a-3", "b"]), max_size=8))
def test_distinct_names_are_distinct_and_the_first_keeps_its_own(names: list[str]) -> None:
    made = distinct(names)
    assert len(set(made)) == len(names)
    for name in set(names):
        assert made[names.index(name)] == name
    assert all(new.startswith(name) for new, name in zip(made, names, strict=True))
