"""A library is opened: what is read, what is kept, what is noticed, what is never lost."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.library.shelf import LATER, NINON, SERGE, Spy, found, parts, write

from quoth.engine.stacks import Stacks
from quoth.errors import MissingFile, NoSources, UnwritableIndex
from quoth.executor import Done, Failed, Outcomes, Overdue, Processes, Serial, WorkerKilled
from quoth.fold import fold
from quoth.library import open_library, writer
from quoth.library.reading import failure
from quoth.library.sources import SourceFile

pytestmark = pytest.mark.usefixtures("no_waiting_for_the_disk")


# -- what is held ------------------------------------------------------------------------------------------------------


def test_every_book_is_held_and_found(books: Path, cache: Path) -> None:
    library = open_library([books], cache=cache)
    assert [(w.id, w.path, w.format, w.words) for w in library.state.witnesses] == [
        ("ninon", "letters/ninon.txt", "text", 20),
        ("serge", "serge.txt", "text", 19),
    ]
    assert library.total == 39
    assert found(library, "tin box") == ["ninon"]
    assert found(library, "made") == ["serge", "serge"]
    assert Stacks(library).often("and") == 4
    assert not Stacks(library).knows("absent")
    assert library.text("serge")[:] == SERGE


def test_a_place_in_the_index_is_a_place_in_the_text(books: Path, cache: Path) -> None:
    library = open_library([books], cache=cache)
    (segment,) = library.segments
    start, _ = segment.range_of(fold("floor under her").hashes.tolist())
    place = int(segment.places(start, start + 1)[0])
    witness = segment.witnesses[segment.witness_at(place)]
    starts, stops = segment.spans(place, place + 3)
    stretch = slice(int(starts[0]), int(stops[2]))
    assert library.text(witness)[stretch] == "floor under her"


def test_boilerplate_is_no_part_of_a_book(tmp_path: Path, cache: Path) -> None:
    start, end = (f"*** {mark} OF THE PROJECT GUTENBERG EBOOK THE TIN BOX ***" for mark in ("START", "END"))
    licence = "This eBook is for the use of anyone anywhere at no cost whatsoever."
    write(
        tmp_path / "books",
        {"box.txt": f"{licence}\n\n{start}\n\nTHE TIN BOX\n\nby Nobody\n\n{NINON}\n\n{end}\n\n{licence}\n"},
    )
    library = open_library([tmp_path / "books"], cache=cache)
    assert found(library, "anyone anywhere") == []
    assert found(library, "tin box") == ["box", "box"]
    assert library.state.witnesses[0].title_page.startswith("THE TIN BOX\nby Nobody")
    assert licence in library.text("box")[:]


def test_every_text_can_be_asked_for_however_many(tmp_path: Path, cache: Path) -> None:
    write(tmp_path / "books", {f"{number}.txt": f"{NINON} {number}" for number in range(20)})
    library = open_library([tmp_path / "books"], cache=cache)
    for _ in range(2):
        for number in range(20):
            assert library.text(str(number))[:] == f"{NINON} {number}"
    with pytest.raises(KeyError):
        library.text("20")


# -- what is read ------------------------------------------------------------------------------------------------------


def test_a_second_open_reads_nothing(books: Path, cache: Path) -> None:
    first, second = Spy(), Spy()
    one = open_library([books], cache=cache, executor=first)
    two = open_library([books], cache=cache, executor=second)
    assert first.read == ["letters/ninon.txt", "serge.txt"]
    assert second.read == []
    assert two.state == one.state
    assert two.warnings == ()


def test_an_added_file_is_read_and_no_other(books: Path, cache: Path) -> None:
    before = open_library([books], cache=cache)
    write(books, {"later.txt": LATER})
    spy = Spy()
    after = open_library([books], cache=cache, executor=spy)
    assert spy.read == ["later.txt"]
    assert found(after, "tin box") == ["later", "ninon"]
    assert before.state.commit != after.state.commit


def test_a_changed_file_is_read_again_and_its_old_words_are_gone(books: Path, cache: Path) -> None:
    open_library([books], cache=cache)
    write(books, {"letters/ninon.txt": LATER})
    spy = Spy()
    after = open_library([books], cache=cache, executor=spy)
    assert spy.read == ["letters/ninon.txt"]
    assert found(after, "under her feet") == []
    assert found(after, "house was sold") == ["ninon"]
    assert after.text("ninon")[:] == LATER
    assert after.total == len(fold(SERGE)) + len(fold(LATER))


def test_a_change_that_keeps_the_size_is_noticed(books: Path, cache: Path) -> None:
    open_library([books], cache=cache)
    write(books, {"serge.txt": SERGE.replace("born", "torn")})
    os.utime(books / "serge.txt", (1, 1))
    assert found(open_library([books], cache=cache), "torn") == ["serge"]


def test_a_removed_file_disappears(books: Path, cache: Path) -> None:
    open_library([books], cache=cache)
    (books / "serge.txt").unlink()
    spy = Spy()
    after = open_library([books], cache=cache, executor=spy)
    assert spy.read == []
    assert [witness.id for witness in after.state.witnesses] == ["ninon"]
    assert found(after, "made") == []
    assert Stacks(after).often("and") == 2


def test_a_touched_file_is_not_read_again(books: Path, cache: Path) -> None:
    before = open_library([books], cache=cache)
    os.utime(books / "serge.txt", (1, 1))
    spy = Spy()
    after = open_library([books], cache=cache, executor=spy)
    assert (spy.read, after.state) == ([], before.state)


def test_what_another_quoth_has_read_is_read_again(books: Path, cache: Path) -> None:
    open_library([books], cache=cache)
    spy = Spy()
    with patch("quoth.library.writer.maker", lambda: "next"), patch("quoth.library.index.maker", lambda: "next"):
        open_library([books], cache=cache, executor=spy)
        open_library([books], cache=cache, executor=spy)
    assert spy.read == ["letters/ninon.txt", "serge.txt"]


def test_an_index_of_another_version_is_made_anew_without_alarm(books: Path, cache: Path) -> None:
    with patch("quoth.library.store.CATALOGUE", "quoth catalogue 0"):
        open_library([books], cache=cache)
    with patch("quoth.library.catalogue.SCHEMA", 99):
        open_library([books], cache=cache)
    spy = Spy()
    library = open_library([books], cache=cache, executor=spy)
    assert len(spy.read) == 2
    assert library.warnings == ()


def test_progress_counts_every_file_once(books: Path, cache: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    with patch.object(writer, "BATCH", 10):
        open_library([books], cache=cache, progress=lambda *step: steps.append(step))
    assert steps == [(1, 2, "letters/ninon.txt"), (2, 2, "serge.txt")]


def source(place: Path, content: bytes, size: int) -> SourceFile:
    """The file, said to be of this size."""
    place.write_bytes(content)
    return SourceFile(path=place.name, place=place, size=size, mtime_ns=0)


def test_few_small_files_are_read_here_and_others_in_processes(tmp_path: Path) -> None:
    files = [source(tmp_path / f"{n}.html", b"<html>A page.</html>", writer.SMALL // 4) for n in range(4)]
    assert writer.executor_for(files[:3]) == Serial()
    assert writer.executor_for(files) == Processes()


def test_plain_text_is_read_here_until_it_is_much(tmp_path: Path) -> None:
    files = [source(tmp_path / f"{n}.txt", b"A book.", writer.PLAIN * writer.SMALL // 4) for n in range(4)]
    assert writer.executor_for(files[:3]) == Serial()
    assert writer.executor_for(files) == Processes()


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"PK\x03\x04", b"<!DOCTYPE html>", b"\x00\x01\x02"])
def test_what_is_plain_text_by_name_alone_is_read_in_processes(content: bytes, tmp_path: Path) -> None:
    assert writer.executor_for([source(tmp_path / "book.txt", content, writer.SMALL)]) == Processes()


def test_a_file_that_is_gone_is_not_taken_for_plain_text(tmp_path: Path) -> None:
    file = SourceFile(path="gone.txt", place=tmp_path / "gone.txt", size=writer.SMALL, mtime_ns=0)
    assert writer.executor_for([file]) == Processes()


# -- the same bytes ----------------------------------------------------------------------------------------------------


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_same_files_make_the_same_bytes(books: Path, tmp_path: Path) -> None:
    write(books, {"empty.txt": "", "more.txt": LATER})
    open_library([books], cache=tmp_path / "one", executor=Serial())
    open_library([books], cache=tmp_path / "two", executor=Processes(2))
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert len(tree(tmp_path / "one")) == 6


def test_the_commit_does_not_depend_on_when_or_where(books: Path, cache: Path, tmp_path: Path) -> None:
    here = open_library([books], cache=cache)
    shutil.copytree(books, tmp_path / "elsewhere" / "books")
    os.utime(tmp_path / "elsewhere" / "books" / "serge.txt", (1, 1))
    assert open_library([tmp_path / "elsewhere" / "books"], cache=cache).state == here.state


BOOKS = st.dictionaries(st.sampled_from(["a.txt", "b.txt", "c.txt"]), st.sampled_from([SERGE, NINON, LATER, ""]))


@settings(max_examples=20, deadline=None)
@given(history=st.lists(BOOKS, min_size=1, max_size=5), few=st.integers(1, 3), little=st.sampled_from([4, 15, 10**6]))
def test_what_the_library_held_before_makes_no_difference(history: list[dict[str, str]], few: int, little: int) -> None:
    with tempfile.TemporaryDirectory() as place, patch.multiple(writer, FEW=few, LITTLE=little):
        books, cache = Path(place) / "books", Path(place) / "cache"
        for number, files in enumerate(history):
            shutil.rmtree(books, ignore_errors=True)
            books.mkdir()
            write(books, files)
            for path in books.iterdir():  # one clock tick a step, as for a person's edits
                os.utime(path, (number, number))
            library = open_library([books], cache=cache)
        fresh = open_library([books], cache=Path(place) / "fresh")
        assert library.state == fresh.state
        assert library.total == fresh.total
        for words in ("the", "tin box", "made", "until the house"):
            assert found(library, words) == found(fresh, words)
        for witness in library.state.witnesses:
            assert library.text(witness.id)[:] == files[witness.path]


# -- wear --------------------------------------------------------------------------------------------------------------


def test_many_small_segments_become_one(tmp_path: Path, cache: Path) -> None:
    for number in range(9):
        write(tmp_path / "books", {f"{number}.txt": NINON})
        library = open_library([tmp_path / "books"], cache=cache)
        assert len(library.segments) <= writer.FEW + 1
    assert found(library, "tin box") == list("012345678")
    assert [name.startswith("segment") for name in parts(cache)].count(True) == len(library.segments)


def test_a_segment_more_dead_than_alive_is_laid_anew(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "books"
    write(folder, {f"{number}.txt": NINON for number in range(5)})
    open_library([folder], cache=cache)
    sizes = []
    for number in (0, 1, 2):
        (folder / f"{number}.txt").unlink()
        (segment,) = open_library([folder], cache=cache).segments
        sizes.append(len(segment.witnesses))
    assert sizes == [5, 5, 2]


def test_a_large_library_is_committed_in_steps(books: Path, cache: Path) -> None:
    class Interrupted(Exception):
        pass

    def stop_after_the_first(done: int, of: int, path: str) -> None:
        if done == 2:
            raise Interrupted

    with patch.object(writer, "BATCH", 10):
        with pytest.raises(Interrupted):
            open_library([books], cache=cache, progress=stop_after_the_first)
        spy = Spy()
        library = open_library([books], cache=cache, executor=spy)
    assert spy.read == ["serge.txt"]
    assert len(library.state.witnesses) == 2


# -- what cannot be read -----------------------------------------------------------------------------------------------


def test_what_cannot_be_read_is_named_and_stops_nothing(books: Path, cache: Path) -> None:
    write(books, {"empty.txt": "", "points.txt": "... --- ..."})
    (books / "torn.epub").write_bytes(b"PK\x03\x04 and then nothing of the kind")
    library = open_library([books], cache=cache)
    assert [(row.path, row.code) for row in library.state.failures] == [
        ("empty.txt", "E103"), ("points.txt", "E103"), ("torn.epub", "E105"),
    ]  # fmt: skip
    assert all(row.what and row.todo for row in library.state.failures)
    assert len(library.state.witnesses) == 2


def test_a_failure_is_remembered_until_the_file_changes(books: Path, cache: Path) -> None:
    write(books, {"empty.txt": ""})
    before = open_library([books], cache=cache)
    spy = Spy()
    assert open_library([books], cache=cache, executor=spy).state == before.state
    os.utime(books / "empty.txt", (1, 1))
    assert open_library([books], cache=cache, executor=spy).state == before.state
    assert spy.read == []
    write(books, {"empty.txt": LATER})
    after = open_library([books], cache=cache, executor=spy)
    assert (spy.read, after.state.failures) == (["empty.txt"], ())


class Unlucky:
    """An executor in whose processes a library is missing, for a time."""

    mended = False

    def map(self, function: Callable[[Any], Any], items: Sequence[Any]) -> Outcomes[Any]:
        for index, item in enumerate(items):
            bad = item.path == "serge.txt" and not self.mended
            yield Failed(index=index, error=ImportError("lxml")) if bad else Done(index=index, result=function(item))


def test_what_is_no_fault_of_the_file_is_tried_every_time(books: Path, cache: Path) -> None:
    unlucky = Unlucky()
    for _ in range(2):
        library = open_library([books], cache=cache, executor=unlucky)
        assert [row.path for row in library.state.failures] == ["serge.txt"]
        assert parts(cache) == ["catalogue-2", "commit", "lock", "segment-1"]
    unlucky.mended = True
    assert open_library([books], cache=cache, executor=unlucky).state.failures == ()


class Deadly:
    """An executor whose process dies over one file."""

    def map(self, function: Callable[[Any], Any], items: Sequence[Any]) -> Outcomes[Any]:
        for index, item in enumerate(items):
            killed = item.path == "serge.txt"
            yield (
                Failed(index=index, error=WorkerKilled("killed"))
                if killed
                else Done(index=index, result=function(item))
            )


def test_a_file_that_kills_its_reader_is_a_failure(books: Path, cache: Path) -> None:
    library = open_library([books], cache=cache, executor=Deadly())
    assert [witness.id for witness in library.state.witnesses] == ["ninon"]
    assert [row.path for row in library.state.failures] == ["serge.txt"]
    assert "memory" in library.state.failures[0].what


def test_a_file_that_comes_to_no_end_says_so() -> None:
    row = failure("thick.pdf", Overdue("it was given up after 300 seconds"))
    assert row.what == "reading it came to no end (it was given up after 300 seconds)"
    assert "smaller files" in row.todo


@pytest.mark.parametrize("files", [{}, {"cover.jpg": "x", "style.css": "x"}, {"empty.txt": ""}])
def test_a_folder_without_books_is_an_empty_library(files: dict[str, str], tmp_path: Path, cache: Path) -> None:
    (tmp_path / "books").mkdir()
    write(tmp_path / "books", files)
    spy = Spy()
    for _ in range(2):
        library = open_library([tmp_path / "books"], cache=cache, executor=spy)
        assert (library.state.witnesses, library.segments, library.total) == ((), (), 0)
    assert spy.read == (["empty.txt"] if "empty.txt" in files else [])


def test_no_sources_and_missing_sources_are_errors(tmp_path: Path, cache: Path) -> None:
    with pytest.raises(NoSources):
        open_library([], cache=cache)
    with pytest.raises(MissingFile) as missing:
        open_library([tmp_path / "boks"], cache=cache)
    assert missing.value.where == str(tmp_path / "boks")
    assert not cache.exists()


# -- where the index lies ----------------------------------------------------------------------------------------------


def test_the_index_is_never_among_the_sources(books: Path, cache: Path) -> None:
    before = tree(books)
    open_library([books], cache=cache)
    assert tree(books) == before


def test_the_environment_says_where(books: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTH_CACHE", str(tmp_path / "said"))
    open_library([books])
    assert len(parts(tmp_path / "said")) == 4


def test_the_same_folders_in_any_order_have_one_index(books: Path, cache: Path) -> None:
    one = open_library([books / "letters", books], cache=cache)
    spy = Spy()
    two = open_library([books, books / "letters" / ".." / "letters", books], cache=cache, executor=spy)
    assert (spy.read, two.state) == ([], one.state)


def test_a_named_cache_that_cannot_be_written_is_an_error(books: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(UnwritableIndex) as refused:
        open_library([books], cache=tmp_path / "file")
    assert str(tmp_path / "file") in refused.value.where
    assert refused.value.todo


def test_without_a_cache_a_borrowed_folder_does(books: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.delenv("QUOTH_CACHE", raising=False)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: tmp_path / "file")
    library = open_library([books])
    assert [notice.code for notice in library.warnings] == ["W202"]
    assert found(library, "tin box") == ["ninon"]
