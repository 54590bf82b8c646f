"""Where quotations begin and end: cases of many languages and shapes, and texts made at random with known ones."""

from __future__ import annotations

import pytest
from tests.find.texts import cases_in, planted_manuscript

from quoth.find.notes import find_notes
from quoth.find.quotations import find_quotations
from quoth.model.manuscript import Manuscript, Quotation

MARKS = cases_in("marks.txt")
BLOCKS = cases_in("blocks.txt")


def quotations_of(case: str) -> tuple[Manuscript, tuple[Quotation, ...]]:
    manuscript = find_notes(planted_manuscript(case)[0])
    return manuscript, find_quotations(manuscript)


@pytest.mark.parametrize(("name", "case"), [*MARKS, *BLOCKS], ids=[name for name, _ in [*MARKS, *BLOCKS]])
def test_found_where_planted(name: str, case: str) -> None:
    manuscript, quotations = quotations_of(case)
    expected = [span.of(manuscript.text) for span in planted_manuscript(case)[1]]
    assert [quotation.span.of(manuscript.text) for quotation in quotations] == expected
    assert [quotation.span for quotation in quotations] == planted_manuscript(case)[1]


@pytest.mark.parametrize(
    ("case", "roles"),
    [
        ("They were creating a “new man”.", ["term"]),
        ("The so-called “liberators” came, and the word ‘bread’ was heard.", ["term", "term"]),
        ("They came to “help” us.", ["scare"]),
        ("In his poem “The Road Not Taken” he says so.", ["title"]),
        ("She read “The Coast Line” aloud to him.", ["title"]),
        ("She read ‘The Case of Comrade Tulayev’ twice.", ["title"]),
        ("He was known as “Stocky”.", ["term"]),
        ("他读了《红楼梦》。", ["title"]),
        ("“Never,” he said.", ["quotation"]),
        ("She called it “a long road that leads nowhere at all”.", ["quotation"]),
        ("He wrote of his “precious Lehzen,” and left.", ["quotation"]),
        ("Er sprach vom sogenannten „Fortschritt“ der Zeit.", ["term"]),
    ],
)
def test_role(case: str, roles: list[str]) -> None:
    assert [quotation.role for quotation in quotations_of(case)[1]] == roles


def test_a_note_at_the_end_makes_a_short_stretch_a_quotation() -> None:
    case = "She loved her “precious Lehzen”.1 It was “fun”.2\n\n1. Letters, 4.\n\n2. Letters, 5."
    assert [q.role for q in quotations_of(case)[1]] == ["quotation", "quotation"]


def test_a_novel_accuses_nobody() -> None:
    talk = "\n\n".join(f"“I came at {n} o'clock,” said Anna.\n\n“And I at {n + 1},” he replied." for n in range(30))
    manuscript, quotations = quotations_of(talk + "\n\nThey went home.")
    assert manuscript.notes == ()
    assert {quotation.role for quotation in quotations} == {"dialogue"}


@pytest.mark.parametrize(
    ("case", "speaker"),
    [
        ("“Never,” said Queen Victoria.", "Queen Victoria"),
        ("“Never,” Albert wrote to his brother.", "Albert"),
        ("Victor Serge wrote: “We were never asked.”", "Victor Serge"),
        ("“Never,” he said.", None),
        ("The road was long. “Never again would we go,” and so on.", None),
    ],
)
def test_speaker(case: str, speaker: str | None) -> None:
    assert quotations_of(case)[1][0].speaker == speaker


@pytest.mark.parametrize(
    ("quoted", "marks"),
    [
        ("We went ... and came", ["ellipsis: ..."]),
        ("We went . . . and came . . . . Then", ["ellipsis: . . .", "ellipsis: . . . ."]),
        ("We went… and came [...] back [. . .] then (…) home […]",
         ["ellipsis: …", "ellipsis: [...]", "ellipsis: [. . .]", "ellipsis: (…)", "ellipsis: […]"]),
        ("We went.. and came *** back * * * then", ["ellipsis: ..", "ellipsis: ***", "ellipsis: * * *"]),
        ("We went —— and came", ["ellipsis: ——"]),
        ("We [were] there, [sic] they (sic) said [emphasis added]",
         ["insertion: [were]", "sic: [sic]", "sic: (sic)", "insertion: [emphasis added]"]),
        ("We went (but even this) and came—home. E.g. here", []),
        ("我们走……然后——回来", ["ellipsis: ……"]),
    ],
)  # fmt: skip
def test_alterations(quoted: str, marks: list[str]) -> None:
    manuscript, quotations = quotations_of(f"She wrote to him: “{quoted}.”")
    found = [f"{a.kind}: {a.span.of(manuscript.text)}" for a in quotations[0].alterations]
    assert found == marks


def test_notes_answer_for_all_since_the_one_before() -> None:
    case = (
        "“The road was long,” he wrote, “and cold.”1 “We were young,” she said.\n\n"
        "It rained. “We were wet,” she said.2 “Nobody answers for this,” he said.\n\n# Two\n\n“New,” she said.3\n\n"
        "1. Letters, 4.\n\n2. Letters, 5.\n\n3. Letters, 6."
    )
    manuscript, quotations = quotations_of(case)
    labels = {note.id: note.label for note in manuscript.notes}
    found = [([labels[id] for id in quotation.notes], quotation.near) for quotation in quotations]
    assert found == [(["1"], True), (["1"], True), (["2"], False), (["2"], True), ([], True), (["3"], True)]


def test_a_block_quotation_is_answered_where_it_is_announced() -> None:
    case = (
        "As she wrote to him:1\n\n> The road was long.\n\nThen “it rained.2” So she said, “and rained.”\n\n"
        "1. Letters, 4.\n\n2. Letters, 5."
    )
    manuscript, quotations = quotations_of(case)
    labels = {note.id: note.label for note in manuscript.notes}
    assert [[labels[id] for id in q.notes] for q in quotations] == [["1"], ["2"], []]


def test_quotations_in_a_note_are_answered_by_it() -> None:
    case = "The road was long.1 The night was cold.2\n\n1. Letters, 4: “a long and weary road.”\n\n2. Letters, 5."
    manuscript, quotations = quotations_of(case)
    assert [(q.role, q.notes) for q in quotations] == [("quotation", (manuscript.notes[0].id,))]


def test_a_flattened_mark_inside_is_skipped() -> None:
    case = "He wrote: “The road was long,[1] and the night was cold.”[2]\n\n[1] Letters, 4.\n\n[2] Letters, 5."
    manuscript, quotations = quotations_of(case)
    assert [span.of(manuscript.text) for span in quotations[0].skipped] == ["[1]"]
    assert quotations[0].alterations == ()
