"""Answers that are kept: given again as they were, or not at all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from quoth.library import answers
from quoth.library.answers import Answers

SAID = {b"one": b'[["first"]]', b"two": b"[]", b"three": '["größer"]'.encode()}


def test_what_was_kept_is_given_again_and_nothing_else(tmp_path: Path) -> None:
    kept = Answers(tmp_path / "answers")
    assert kept.to(SAID) == {}
    assert not kept.path.exists()
    kept.keep({key: SAID[key] for key in (b"one", b"two")})
    kept.keep({b"three": SAID[b"three"]})
    assert kept.to([*SAID, b"four"]) == SAID
    assert kept.to([b"two"]) == {b"two": b"[]"}


def test_an_answer_that_was_changed_on_the_disk_is_not_given(tmp_path: Path) -> None:
    kept = Answers(tmp_path / "answers")
    kept.keep(SAID)
    with sqlite3.connect(kept.path) as database:
        database.execute("UPDATE answer SET said = ? WHERE key = ?", (b'[["fist"]]', b"one"))
    assert kept.to(SAID) == {key: SAID[key] for key in (b"two", b"three")}


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(4000)])
def test_a_damaged_file_is_done_without_and_made_anew(tmp_path: Path, content: bytes) -> None:
    kept = Answers(tmp_path / "answers")
    kept.path.write_bytes(content)
    assert kept.to(SAID) == {}
    kept.keep(SAID)  # takes what is damaged away, or is kept
    kept.keep(SAID)
    assert kept.to(SAID) == SAID


def test_where_nothing_can_be_kept_nobody_is_told(tmp_path: Path) -> None:
    kept = Answers(tmp_path / "no such folder" / "answers")
    kept.keep(SAID)
    assert kept.to(SAID) == {}


def test_what_grows_too_large_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Answers(tmp_path / "answers")
    kept.keep(SAID)
    monkeypatch.setattr(answers, "MOST", 100)
    kept.keep({b"four": b"4"})
    assert kept.to([*SAID, b"four"]) == {b"four": b"4"}
