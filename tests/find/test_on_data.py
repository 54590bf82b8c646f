"""Notes and quotations of real texts. What is expected is told by counts and places: the texts are not ours."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from quoth.find.notes import find_notes
from quoth.find.quotations import find_quotations
from quoth.model.manuscript import Manuscript, Quotation
from quoth.readers import read


def found_in(manuscript: Manuscript) -> tuple[Manuscript, tuple[Quotation, ...]]:
    manuscript = find_notes(manuscript)
    return manuscript, find_quotations(manuscript)


@pytest.fixture(scope="module")
def serge(data: Path) -> tuple[Manuscript, tuple[Quotation, ...]]:
    return found_in(read(data / "serge" / "essay.txt"))


def test_all_notes_of_the_pasted_essay_are_paired(serge: tuple[Manuscript, tuple[Quotation, ...]]) -> None:
    manuscript, _ = serge
    assert [note.label for note in manuscript.notes] == [str(n) for n in range(1, 18)]
    assert [[anchor.of(manuscript.text) for anchor in note.anchors] for note in manuscript.notes] == [
        [note.label] for note in manuscript.notes
    ]
    assert max(len(note.span) for note in manuscript.notes) < 160  # the author's biography is no note


def test_quotations_of_the_pasted_essay_are_whole(serge: tuple[Manuscript, tuple[Quotation, ...]]) -> None:
    manuscript, quotations = serge
    labels = {note.id: note.label for note in manuscript.notes}
    outer = [q for q in quotations if q.within is None and q.role == "quotation"]
    kinds = {label: [q.kind for q in outer if labels[q.notes[0]] == label] for label in labels.values()}
    assert kinds == {
        **{str(n): ["block"] for n in (2, 3, 4, 5, 7, 10, 11, 12, 13, 15, 16, 17)},
        "1": ["epigraph"],
        **{str(n): ["inline"] for n in (6, 8, 14)},
        "9": ["inline", "inline"],
    }
    for quotation in outer:
        block = manuscript.blocks[quotation.block].span
        if quotation.kind == "block":
            assert quotation.span.start <= block.start + 1
            assert re.fullmatch(r"\W{0,2}\d+", manuscript.text[quotation.span.stop : block.stop])
    assert all(q.role != "quotation" or q.near for q in quotations)


@pytest.mark.parametrize("edition", ["queen-victoria-ch1-5.epub", "queen-victoria-1921-ch1-5.html"])
def test_quotations_of_a_biography_are_found(data: Path, edition: str) -> None:
    manuscript, quotations = found_in(read(data / "victoria" / edition))
    rows = [json.loads(line) for line in (data / "victoria" / "notes.jsonl").read_text(encoding="utf-8").splitlines()]
    gold = [(str(row["n"]), plain(quoted)) for row in rows for quoted in row["quotes"]]
    labels = {note.id: note.label for note in manuscript.notes}
    found: dict[str, set[str]] = {}
    for quotation in quotations:
        words = plain(quotation.span.of(manuscript.text))
        found.setdefault(words, set()).update(labels[note] for note in quotation.notes)
    if edition.endswith(".epub"):
        assert [row for row in gold if row[0] not in found.get(row[1], ())] == []
    else:  # another edition: spellings differ, and the numbering restarts
        assert sum(words in found for _, words in gold) >= 0.88 * len(gold)


def plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.replace("\N{WORD JOINER}", "").lower()))


def test_a_novel_is_dialogue(data: Path) -> None:
    manuscript, quotations = found_in(read(data / "middlemarch" / "middlemarch.txt"))
    assert manuscript.notes == ()
    assert len(quotations) > 4500
    assert not [q for q in quotations if q.role == "quotation" and q.kind in {"inline", "nested"}]
