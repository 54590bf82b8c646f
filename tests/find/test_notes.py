"""Flattened notes: cases of every shape, and whole manuscripts made at random with known marks."""

from __future__ import annotations

import pytest
from tests.find.texts import cases_in, planted_manuscript

from quoth.find.notes import find_notes

CASES = cases_in("notes.txt")


@pytest.mark.parametrize(("name", "case"), CASES, ids=[name for name, _ in CASES])
def test_case(name: str, case: str) -> None:
    body, _, expected = case.rpartition("---")
    manuscript, marks = planted_manuscript(body)
    manuscript = find_notes(manuscript)
    notes = [
        f"{note.label}{'' if note.anchors else ' -'} | {' '.join(note.span.of(manuscript.text).split())}"
        for note in manuscript.notes
    ]
    assert notes == expected.strip().splitlines()
    anchors = sorted({anchor for note in manuscript.notes for anchor in note.anchors})
    assert [(a.start, a.of(manuscript.text)) for a in anchors] == [(m.start, m.of(manuscript.text)) for m in marks]
    for note in manuscript.notes:
        kinds = {block.kind for block in manuscript.blocks if block.span.overlaps(note.span)}
        assert kinds == {"note"}
        assert note.kind == "flattened"
