"""What stands between the words of a book and is not of it, and what only looks so."""

from __future__ import annotations

import pytest

from quoth.judge.apparatus import bare

BEFORE, BEHIND = "I have never regretted a roof that", "leaked on every book one owned."


@pytest.mark.parametrize(
    "between", ["12", "THE LETTERS OF ANNA VOSS 12", "12\n\nTHE LETTERS", "THE LETTERS\n12", "1848"]
)
def test_a_running_head_is_not_of_the_text(between: str) -> None:
    assert bare(f"{BEFORE}\n\n{between}\n\n{BEHIND}").split() == f"{BEFORE} {BEHIND}".split()


@pytest.mark.parametrize(
    "between",
    [
        "12",  # no blank line parts it from the text
        "1848",
        "IN 1848",
    ],
)
def test_a_line_that_runs_on_is_of_the_text(between: str) -> None:
    printed = f"{BEFORE}\n{between}\n{BEHIND}"
    assert bare(printed) == printed


@pytest.mark.parametrize(
    "between",
    [
        "THE LETTERS",  # no number
        "In 1848",
        "בשנת 1848 פרצה המלחמה",  # no capitals in the script, so nothing tells a head from the text
        "في سنة 1848",
        "一八四八年 12 月",
        "12 " + "CAPITALS " * 12,
        "12\n\nA\n\nB\n\nC",
    ],
)
def test_what_could_be_of_the_text_is_of_the_text(between: str) -> None:
    printed = f"{BEFORE}\n\n{between}\n\n{BEHIND}"
    assert bare(printed) == printed


def test_a_lone_year_between_sentences_heads_a_part() -> None:
    printed = f"The harbour froze.\n\n1848\n\n{BEHIND}"
    assert bare(printed) == printed


def test_a_head_is_not_where_no_text_runs_on() -> None:
    assert bare("12\n\nTHE LETTERS") == "12\n\nTHE LETTERS"
