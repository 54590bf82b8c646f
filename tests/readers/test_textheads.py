"""Running heads in plain text without form feeds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.readers.test_text import PROSE, wrapped

from quoth.readers.text import read

Heads = Callable[[int], str]

ALONE: dict[str, Heads] = {
    "number before": lambda page: f"{page} THE LIFE OF A BAKER.",
    "number behind": lambda page: f"THE LIFE OF A BAKER    {page}",
    "two sides": lambda page: f"THE WINTER {page}" if page % 2 else f"{page} THE LIFE OF A BAKER",
    "left pages": lambda page: "" if page % 2 else f"{page} | The Life of a Baker",
}


def book(head: Heads, pages: range, *, torn: bool = True) -> str:
    """Pages under heads between blank lines. `torn`: the page turns inside sentences, and once inside a word."""
    words = (PROSE + " ").split() * 4
    cut = words[3:] + words[:3] if torn else words  # "… through | the winter …"
    text = wrapped(" ".join(cut))
    turned = text.rstrip() + " in the win-\n\n{}\n\nter. " if torn else text + "\n\n{}\n\n"
    return text + "".join(f"\n\n{head(page)}\n\n{text}" for page in pages) + turned.format(head(pages.stop)) + text


@pytest.mark.parametrize("kind", ALONE)
def test_lines_that_recur_with_a_rising_number_inside_sentences_are_heads(kind: str) -> None:
    head = ALONE[kind]
    manuscript = read(book(head, range(211, 240)).encode(), "a.txt")
    told = [head(page) for page in range(211, 241) if head(page)]
    assert [span.of(manuscript.text) for span in manuscript.skipped] == told
    labels = {page.label for page in manuscript.pages}
    assert labels == ({""} if kind == "left pages" else {"", *map(str, range(211, 240))})  # where the last ends?
    assert not any(block.kind == "heading" for block in manuscript.blocks)
    whole = next(block for block in manuscript.blocks if "ter. " in block.span.of(manuscript.text))
    assert "win-" in whole.span.of(manuscript.text)


def test_a_number_alone_above_the_title_of_the_page_is_of_the_page_above_or_below() -> None:
    manuscript = read(book(lambda page: f"{page}\n\nTHE LIFE OF A BAKER", range(11, 40)).encode(), "a.txt")
    apart = [span.of(manuscript.text) for span in manuscript.skipped]
    assert apart == [line for page in range(11, 41) for line in (str(page), "THE LIFE OF A BAKER")]
    assert manuscript.pages == ()


def test_heads_that_a_scanner_misread_are_heads_too() -> None:
    spoilt = {20: "2O THE LIFE OF A BAKFR", 21: "THE LIFE OE A BAKER", 30: "80 THE LIFE 0F A BAKER"}
    manuscript = read(
        book(lambda page: spoilt.get(page, f"{page} THE LIFE OF A BAKER"), range(11, 40)).encode(), "a.txt"
    )
    apart = [span.of(manuscript.text) for span in manuscript.skipped]
    assert [apart[page - 11] for page in spoilt] == list(spoilt.values())
    labels = [page.label for page in manuscript.pages]
    assert "19" not in labels  # where page 20 begins, no number says
    assert labels[:8] == [str(page) for page in range(11, 19)]


def test_each_volume_of_a_file_has_its_own_numbers() -> None:
    head = ALONE["number before"]
    manuscript = read((book(head, range(1, 20)) + "\n\n" + book(head, range(1, 20))).encode(), "a.txt")
    assert [page.label for page in manuscript.pages].count("7") == 2


@pytest.mark.parametrize(
    "head",
    [
        lambda page: f"LETTER {page}",
        lambda page: f"{page}. To his brother",
        lambda page: f"{page}",
        lambda page: f"{page} Ibid.",
    ],
)
def test_headings_that_recur_are_no_running_heads(head: Heads) -> None:
    manuscript = read(book(head, range(11, 40), torn=False).encode(), "a.txt")
    assert not manuscript.pages
    assert not manuscript.skipped


@pytest.mark.parametrize("apart", [1, 120])
def test_lines_that_do_not_stand_a_page_apart_are_no_running_heads(apart: int) -> None:
    torn = wrapped("the shutters, and wrote to his brother that the winter went on, and") * apart
    text = "".join(f"{torn}\n\nTHE WINTER {at}\n\n" for at in range(1, 40)) + torn
    assert read(text.encode(), "a.txt").skipped == ()
