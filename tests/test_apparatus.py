"""What stands between the words of a book and is not of it, and what only looks so."""

from __future__ import annotations

import pytest

from quoth.judge.apparatus import bare, bare_part
from quoth.model.text import Span

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


@pytest.mark.parametrize("mark", ["[12]", "{12}", "^12", "(2)", "¹²", "*"])
def test_a_mark_beside_a_word_is_not_of_the_text(mark: str) -> None:
    for printed in (f"the roof{mark} leaked", f"the roof,{mark} leaked"):
        start = printed.index(mark)
        part = Span(start=start, stop=start + len(mark))
        assert bare_part(printed, part) in ("", "*")  # a star alone is told by its neighbours, as typists' italics are


def test_a_figure_that_is_a_word_is_of_the_text() -> None:
    printed = "he had 12 horses (12)"
    assert bare_part(printed, Span(start=7, stop=9)) == "12"
    assert bare_part(printed, Span(start=17, stop=21)) == "(12)"
