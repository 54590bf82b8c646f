"""A check after a change gives the report that it would give had nothing been kept, and searches what has changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import quoth
from quoth.engine import recall
from quoth.engine.match import Search
from quoth.model.finding import Alignment
from quoth.model.manuscript import Quotation
from quoth.writers import json

BOOK = """The harbour was quiet that winter, and no ship came in before March. We counted the days by the bells.

My father never spoke of the storm again, not even to the men who had lost their boats in it.

In the spring the ice went out in one night, with a noise that the whole street heard.
"""
PAGE = """She remembered the harbour: “The harbour was quiet that winter, and no ship came in before March.”

Of her father she wrote: “My father never spoke of the storm again, not even to the men who had lost their boats”.

And of the spring: “the ice went out in one night, with a noise that the whole town heard”.
"""


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The beginnings of the quotations that are searched."""
    done: list[str] = []

    class Told(Search):
        def locate(self, text: str, quotation: Quotation, **more: object) -> tuple[Alignment, ...]:
            done.append(quotation.span.of(text)[:12])
            return super().locate(text, quotation, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(recall, "Search", Told)
    monkeypatch.setenv("QUOTH_CACHE", str(tmp_path / "cache"))
    return done


def desk(tmp_path: Path) -> tuple[Path, Path]:
    """A manuscript and its books."""
    books = tmp_path / "books"
    books.mkdir()
    (books / "harbour.txt").write_text(BOOK, encoding="utf-8")
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    return page, books


def checked(page: Path, books: Path) -> str:
    return json.write(quoth.check(page, [books]))


def test_what_has_changed_is_searched_and_the_report_is_as_if_all_were(
    tmp_path: Path, searched: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page, books = desk(tmp_path)
    first = checked(page, books)
    assert len(searched) == 3
    searched.clear()
    assert checked(page, books) == first
    assert searched == []
    page.write_text("A chapter before.\n\n" + PAGE.replace("before March", "before April"), encoding="utf-8")
    again = checked(page, books)
    assert searched == ["The harbour "]
    monkeypatch.setenv("QUOTH_CACHE", str(tmp_path / "other"))
    assert checked(page, books) == again != first


def test_a_book_that_has_changed_is_searched_anew(tmp_path: Path, searched: list[str]) -> None:
    page, books = desk(tmp_path)
    checked(page, books)
    searched.clear()
    (books / "harbour.txt").write_text(BOOK.replace("whole street", "whole town"), encoding="utf-8")
    assert '"verbatim"' in checked(page, books)
    assert len(searched) == 3
    assert len(list((tmp_path / "cache").rglob("answers-*"))) == 1  # those of the last commit are swept away


def test_pages_that_the_user_names_are_another_question(tmp_path: Path, searched: list[str]) -> None:
    page, books = desk(tmp_path)
    (books / "harbour.txt").write_text(BOOK.replace("\n\n", "\n\f\n"), encoding="utf-8")
    checked(page, books)
    (tmp_path / "quoth.toml").write_text('[pages]\n"harbour.txt" = "scan 1 = 7"\n', encoding="utf-8")
    searched.clear()
    assert '"7"' in checked(page, books)
    assert len(searched) == 3


def test_where_nothing_is_searched_no_compiler_is_loaded(tmp_path: Path) -> None:
    page, books = desk(tmp_path)
    program = "import sys, quoth; quoth.check(sys.argv[1], [sys.argv[2]]); print('llvmlite' in sys.modules)"
    command = [sys.executable, "-c", program, str(page), str(books)]
    loaded = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert loaded == ["True\n", "False\n"]
