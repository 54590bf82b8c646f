"""Two reports side by side: what a change of quoth gained, lost and changed is listed, and nothing else is."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

import compare
import quoth
from quoth.writers import json as json_writer

BOOK = "I set these pages down for my daughter, who has asked me what the harbour was. The pilots kept a slate there.\n"
LIFE = (
    "She wrote “I set these pages down for my daughter, who has asked me”, “The pilots kept a slate there” and again "
    "“The pilots kept a slate there”.\n"
)


def report(folder: Path, book: str = BOOK, life: str = LIFE) -> dict[str, Any]:
    (folder / "books").mkdir(exist_ok=True)
    (folder / "books" / "voss.txt").write_text(book, encoding="utf-8")
    (folder / "life.txt").write_text(life, encoding="utf-8")
    return json_writer.as_data(quoth.check(folder / "life.txt", [folder / "books"]))


def said(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in compare.differences(old, new)]


def test_equal_reports_differ_in_nothing(tmp_path: Path) -> None:
    whole = report(tmp_path)
    assert said(whole, whole) == []


def test_each_kind_of_difference_is_named_with_its_text(tmp_path: Path) -> None:
    whole = report(tmp_path)
    first, second = "I set these pages down for my daughter, who has asked me", "The pilots kept a slate there"
    changed = report(tmp_path, BOOK.replace("my daughter", "his daughter"))
    assert said(whole, changed) == [("changed", first), ("finding come", first)]
    assert said(changed, whole) == [("changed", first), ("finding gone", first)]
    gone = report(tmp_path, BOOK.split("The", maxsplit=1)[0])
    assert said(whole, gone) == [("lost", second), ("lost", second)]
    assert said(gone, whole) == [("gained", second), ("gained", second)]


def test_a_quotation_more_of_the_same_words_is_seen_once(tmp_path: Path) -> None:
    once = report(tmp_path, life=LIFE.replace(" and again “The pilots kept a slate there”", ""))
    assert said(once, report(tmp_path)) == [("seen", "The pilots kept a slate there")]
    assert said(report(tmp_path), once) == [("unseen", "The pilots kept a slate there")]


def test_the_command_compares_two_kept_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [tmp_path / "old.json", tmp_path / "new.json"]
    for file, book in zip(files, (BOOK, BOOK.replace("slate", "ledger")), strict=True):
        file.write_text(json.dumps(report(tmp_path, book)), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["compare.py", *map(str, files)])
    assert compare.main() == 1
    shown = capsys.readouterr().out
    assert "changed: 2" in shown
    assert "verbatim" in shown
    monkeypatch.setattr(sys, "argv", ["compare.py", str(files[0]), str(files[0])])
    assert compare.main() == 0
