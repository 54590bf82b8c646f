"""What was asked before is answered as it was, wherever the quotation stands now; another question is searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.shelf import Shelf, novel, quotation

from quoth.engine import recall
from quoth.engine.match import Near, Search
from quoth.engine.recall import Question, Recall
from quoth.library.answers import Answers
from quoth.model.finding import Alignment
from quoth.model.manuscript import Quotation
from quoth.model.source import LibraryState
from quoth.model.text import Span

WORDS = novel(3000)
ONE, TWO = " ".join(WORDS[:2000]), " ".join([*WORDS[1500:], *novel(500, seed=3)])
SHELF = Shelf({"one": ONE, "two": TWO})


@dataclass
class Kept:
    """The shelf as a library whose answers are kept."""

    answers: Answers | None
    view: str = ""
    state: LibraryState = SHELF.state
    segments = SHELF.segments
    again: None = None
    total = SHELF.total
    text = staticmethod(SHELF.text)


def asked(library: Kept, text: str, *questions: Question) -> list[tuple[Alignment, ...]]:
    recall = Recall(text, library)
    recall.expect(questions)
    answers = [recall.answer(question) for question in questions]
    recall.keep()
    return answers


def placed(said: str, ahead: str) -> tuple[str, Quotation]:
    """The words as a quotation in a manuscript, behind others."""
    one = quotation(said)
    marks = tuple(replace(mark, span=mark.span.shifted(len(ahead))) for mark in one.alterations)
    return f"{ahead}{said} and so on", replace(one, span=one.span.shifted(len(ahead)), alterations=marks)


@pytest.fixture
def unsearched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The quotations that were searched for all the same."""
    done: list[str] = []

    class Told(Search):
        def locate(self, text: str, quotation: Quotation, **more: object) -> tuple[Alignment, ...]:
            done.append(quotation.span.of(text))
            return super().locate(text, quotation, **more)  # type: ignore[arg-type]

        def beside(self, text: str, quotation: Quotation, near: object) -> tuple[Alignment, ...]:
            done.append(quotation.span.of(text))
            return super().beside(text, quotation, near)  # type: ignore[arg-type]

    monkeypatch.setattr(recall, "Search", Told)
    return done


DRAWN = st.tuples(
    st.integers(0, 2900),
    st.integers(1, 40),
    st.lists(st.tuples(st.integers(0, 39), st.sampled_from(["drop", "…", "[so]", "Über", "nonsense"])), max_size=4),
)


def drawn(at: int, length: int, changes: list[tuple[int, str]]) -> str:
    words = list(WORDS[at : at + length])
    for where, change in changes:
        words[where % len(words)] = "" if change == "drop" else change
    return " ".join(filter(None, words)) or "nothing"


@settings(max_examples=40, deadline=None)
@given(DRAWN, st.booleans())
def test_an_answer_that_was_kept_is_that_of_the_search(
    tmp_path_factory: pytest.TempPathFactory, what: tuple[int, int, list[tuple[int, str]]], alone: bool
) -> None:
    library, said = Kept(Answers(tmp_path_factory.mktemp("kept") / "answers")), drawn(*what)
    near = (Near("two", Span(start=0, stop=400)),)
    text, here = placed(said, "In the beginning ")
    later, there = placed(said, "After a long chapter that is new, ")
    (first,) = asked(library, text, Question(here, near=near, prefer=("two",), alone=alone))
    (again,) = asked(library, text, Question(here, near=near, prefer=("two",), alone=alone))
    (moved,) = asked(library, later, Question(there, near=near, prefer=("two",), alone=alone))
    (plain,) = asked(Kept(None), later, Question(there, near=near, prefer=("two",), alone=alone))
    assert again == first
    assert moved == plain


def test_what_was_asked_before_is_not_searched_and_what_is_another_question_is(
    tmp_path: Path, unsearched: list[str]
) -> None:
    library = Kept(Answers(tmp_path / "answers"))
    said = " ".join(WORDS[100:120])
    text, one = placed(said, "He said ")
    asked(library, text, Question(one))
    assert unsearched == [said]
    moved, other = placed(said, "Later he said ")
    asked(library, moved, Question(other))
    assert unsearched == [said]
    near = (Near("one", Span(start=0, stop=90)),)
    for question in (Question(one, near=near), Question(one, prefer=("two",)), Question(one, near=near, alone=True)):
        unsearched.clear()
        asked(library, text, question)
        assert unsearched == [said]
    for another in (replace(library, view=" without ['two']"), replace(library, state=_committed("later"))):
        unsearched.clear()
        asked(another, text, Question(one))
        assert unsearched == [said]


def _committed(commit: str) -> LibraryState:
    return replace(SHELF.state, commit=commit)


def test_the_same_words_marked_in_another_way_are_another_question(tmp_path: Path, unsearched: list[str]) -> None:
    library = Kept(Answers(tmp_path / "answers"))
    text, one = placed(" ".join([*WORDS[5:15], "…", *WORDS[18:28]]), "He said ")
    asked(library, text, Question(one))
    asked(library, text, Question(replace(one, alterations=())))
    asked(library, text, Question(replace(one, skipped=(Span(start=20, stop=24),))))
    assert len(unsearched) == 3


def test_one_quotation_that_is_twice_in_a_manuscript_is_searched_once(tmp_path: Path, unsearched: list[str]) -> None:
    said = " ".join(WORDS[200:230])
    (before, one), (_, two) = placed(said, "He said "), placed(said, f"He said {said} and so on; he said ")
    text = f"{before}; he said {said} and so on"
    first, second = asked(Kept(Answers(tmp_path / "answers")), text, Question(one), Question(two))
    assert len(unsearched) == 1
    assert [place.passage for place in first] == [place.passage for place in second]
    assert second[0].quotation == first[0].quotation.shifted(two.span.start - one.span.start)


def test_other_code_asks_other_questions(
    tmp_path: Path, unsearched: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Kept(Answers(tmp_path / "answers"))
    text, one = placed(" ".join(WORDS[300:320]), "")
    asked(library, text, Question(one))
    monkeypatch.setattr(recall, "_searcher", lambda: "another quoth")
    asked(library, text, Question(one))
    assert len(unsearched) == 2


def test_of_two_alike_the_one_that_is_asked_first_is_expected(monkeypatch: pytest.MonkeyPatch) -> None:
    said = " ".join(WORDS[30:50])
    text, starts = f"\n{said}\n{said}\n", (1, len(said) + 2)
    one, two = (replace(quotation(said), id=f"q{at}", span=quotation(said).span.shifted(at)) for at in starts)
    expected = list[str]()

    def expect(_: Search, __: str, quotations: Sequence[Quotation]) -> None:
        expected.extend(each.id for each in quotations)

    monkeypatch.setattr(Search, "expect", expect)
    Recall(text, Kept(None)).expect([Question(one), Question(two)])
    assert expected == [one.id]
