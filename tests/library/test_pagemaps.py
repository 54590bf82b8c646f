"""What the user says of pages: read as it is meant, refused where it means nothing, held over what was read."""

from __future__ import annotations

from pathlib import Path

import pytest

import quoth
from quoth.config import settings_for
from quoth.errors import ConfigError
from quoth.library.pagemaps import page_rule, repaged
from quoth.model.manuscript import Metadata, PageMark
from quoth.model.source import Witness


def book(*labels: str, sheets: list[int] | None = None, counted: bool = False) -> Witness:
    """A file with a page for each label, "" for none; `sheets` are the scans they stand on, one each if not said."""
    indices = sheets or list(range(len(labels)))
    pages = tuple(
        PageMark(offset=at * 100, label=label, index=index, counted=counted)
        for at, (label, index) in enumerate(zip(labels, indices, strict=True))
    )
    return Witness(id="book", path="shelf/book.pdf", sha256="", format="pdf", metadata=Metadata(), pages=pages)


def called(witness: Witness, *lines: str) -> list[str]:
    rules = [rule for line in lines if (rule := page_rule(line))]
    assert len(rules) == len(lines)
    (mended,), warnings = repaged([witness], {"book.pdf": rules})
    assert warnings == ()
    return [mark.label for mark in mended.pages]


def test_from_a_scan_on_pages_count_up() -> None:
    assert called(book("1", "2", "3", "4"), "scan 3 = p. 1") == ["1", "2", "1", "2"]


def test_roman_front_matter_and_a_later_line_wins() -> None:
    assert called(book(*"12345"), "scan 1 = i", "scan 4 = 1") == ["i", "ii", "iii", "1", "2"]


def test_a_stretch_ends_where_it_says() -> None:
    assert called(book(*"12345"), "scan 2-3 = none") == ["1", "", "", "4", "5"]


def test_two_pages_on_a_scan_that_nobody_parts() -> None:
    assert called(book(*"123"), "scan 2 = 10, 11") == ["1", "10–11", "12–13"]


def test_two_pages_on_a_scan_that_were_parted() -> None:
    assert called(book(*"1234", sheets=[0, 0, 1, 1]), "scan 1 = 10, 11") == ["10", "11", "12", "13"]


def test_pages_as_they_were_read_are_shifted() -> None:
    assert called(book("xi", "xii", "1", "2", "3"), "p. 2-3 = p. 7") == ["xi", "xii", "1", "7", "8"]


def test_a_count_beside_what_was_said_is_no_number() -> None:
    rule = page_rule("scan 2 = p. 1")
    assert rule is not None
    (mended,), _ = repaged([book("1", "2", counted=True)], {"book.pdf": [rule]})
    assert [(mark.label, mark.counted) for mark in mended.pages] == [("", False), ("1", False)]


@pytest.mark.parametrize("line", ["scan twelve = 1", "12 = 1", "scan 12", "scan 2 = 10, 12", "scan 2 = 10, 11, 12", ""])
def test_what_means_nothing_is_refused(line: str) -> None:
    assert page_rule(line) is None


def test_what_was_said_of_no_page_is_told() -> None:
    rules = [rule for line in ("scan 9 = 1", "p. 77 = 1") if (rule := page_rule(line))]
    _, warnings = repaged([book("1", "2")], {"book.pdf": rules, "lost.pdf": rules})
    assert [warning.code for warning in warnings] == ["W205"] * 3


def test_a_check_holds_pages_against_what_the_settings_say(tmp_path: Path) -> None:
    words = ["The harbour froze in the night and nobody was sorry", "The gulls have taken to sitting on the piano"]
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "voss.txt").write_text(
        f"The Letters of Anna Voss\f{words[0]}.\f{words[1]}.\n", encoding="utf-8"
    )
    life = tmp_path / "life.md"
    note = "[^1]: Anna Voss, *The Letters of Anna Voss* (Lund: Ekman, 1911), pp. 41."
    life.write_text(f"“{words[1]}.”[^1]\n\n{note}\n", encoding="utf-8")
    settings = tmp_path / "quoth.toml"
    settings.write_text(
        'sources = ["books"]\nignore = ["F"]\n[pages]\n"voss.txt" = "scan 2 = p. 40"\n', encoding="utf-8"
    )
    report = quoth.check(life)
    assert [verdict.location for verdict in report.verdicts] == ["cited-page"]
    assert report.findings == ()
    settings.write_text('sources = ["books"]\n', encoding="utf-8")
    assert [finding.rule for finding in quoth.check(life).findings] == ["F101"]


@pytest.mark.parametrize("said", ['ignore = ["Z9"]', 'ignore = [""]', '[pages]\n"a" = "twelve"', "pages = 3"])
def test_settings_that_mean_nothing_are_errors(said: str, tmp_path: Path) -> None:
    (tmp_path / "quoth.toml").write_text(said, encoding="utf-8")
    with pytest.raises(ConfigError):
        settings_for(tmp_path / "life.md")
