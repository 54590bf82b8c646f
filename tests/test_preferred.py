"""Two editions of the same words: the one that has them is the passage, whatever stands between them there."""

from __future__ import annotations

from pathlib import Path

import pytest

import quoth

SAID = "the harbour was never so quiet as in that winter, when a watchman weighed the ice and nobody believed him"
FILLING = "Other things are told here, of which nobody has made a quotation, and which fill a page or two. " * 8


@pytest.mark.parametrize(
    "foot", ["wei-\n\n94\n\nLETTERS OF ANNA VOSS\n\nghed", "weighed\n\n94\n\nLETTERS OF ANNA VOSS\n\n"]
)
def test_words_over_the_foot_of_a_page_come_before_others_in_another_edition(tmp_path: Path, foot: str) -> None:
    books = tmp_path / "books"
    books.mkdir()
    broken = SAID.replace("weighed ", foot if foot.endswith("\n") else f"{foot} ")
    (books / "letters.txt").write_text(f"{FILLING}\n\nAnd {broken}.\n\n{FILLING}\n", encoding="utf-8")
    other = SAID.replace("believed", "doubted")
    (books / "memoirs.txt").write_text(f"{FILLING[5:]}\n\nAnd {other}.\n\n{FILLING[5:]}\n", encoding="utf-8")
    page = tmp_path / "page.txt"
    page.write_text(f"She wrote: “{SAID}”.\n", encoding="utf-8")
    verdict = quoth.check(page, [books]).verdicts[0]
    assert verdict.alignment
    assert (verdict.wording, verdict.alignment.passage.witness) == ("verbatim", "letters")
