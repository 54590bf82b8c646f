"""Sequences of notes with known truth: where a resolution says that it is certain, it is right.

What is drawn is what authors do: works named in full, shortly, by Ibid., idem, op. cit. and the number of a note; up to
three in a note, behind signals, among commentary, at second hand; namesakes, two works of one author, titles that begin
alike; numbering that begins again with a chapter. The property is trusted because it kills the faults planted below.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.find.noted import noted

from quoth.find.citations import find_citations
from quoth.model.finding import Resolution
from quoth.resolve import antecedents, evidence
from quoth.resolve.antecedents import Antecedents
from quoth.resolve.resolved import resolve


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    author: str
    title: str
    short: str
    imprint: str
    volumes: bool = False

    @property
    def surname(self) -> str:
        return self.author.rsplit(maxsplit=1)[-1]


BOOKS = (
    Book(
        author="Anna Voss", title="The Letters of a Pilot", short="Letters", imprint="Lund: Harbour, 1911", volumes=True
    ),
    Book(author="Anna Voss", title="The Quay", short="Quay", imprint="Lund: Harbour, 1931"),
    Book(author="Ida Grey", title="A Harbour Childhood", short="Childhood", imprint="Oslo: Nord, 1930"),
    Book(author="Edith Grey", title="Lanterns at Sea", short="Lanterns", imprint="Oslo: Nord, 1904"),
    Book(author="Karl Ekman", title="Tides and Winds", short="Tides", imprint="Kiel: Meer, 1925"),
    Book(author="Rolf Dahl", title="Letters from the North", short="Letters", imprint="Kiel: Meer, 1951", volumes=True),
)
FORMS = ("full", "short", "title", "author", "ibid", "idem", "op-cit", "noted")
COMMENT = "The date is not quite certain."
DRESS = (
    "{}.",
    "See {}.",
    "{}. The other witnesses are silent.",
    "The pilot denied it: {}.",
    "“It was a calm sea”: {}.",
)

Drawn = tuple[int, str, bool]  # a book, the way it is named, and whether at second hand behind the one before
REFERENCE = st.tuples(st.integers(0, len(BOOKS) - 1), st.sampled_from(FORMS), st.booleans())
NOTE = st.tuples(st.lists(REFERENCE, max_size=3), st.sampled_from(DRESS), st.integers(0, 7).map(lambda n: n == 0))
NOTES = st.lists(NOTE, min_size=2, max_size=10)


class Author:
    """Writes notes and remembers what they mean. An Ibid. means the book named last, whatever stands between: the
    author forgot that nobody else knows. What a chapter has not named yet is named in full."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.meant: list[Book] = []
        self.chapters: list[int] = []
        self._first: dict[Book, int] = {}
        self._last: Book | None = None
        self._number = 0

    def note(self, drawn: list[Drawn], dress: str, *, chapter: bool) -> None:
        if chapter and self.texts:
            self.chapters.append(len(self.texts))
            self._first, self._number = {}, 0
        self._number += 1
        parts: list[str] = []
        for index, form, second_hand in drawn:
            book = (self._last or BOOKS[index]) if form in ("ibid", "idem") else BOOKS[index]
            joint = ", quoted in " if parts and second_hand and form not in ("ibid", "idem") else "; " if parts else ""
            parts.append(joint + self._printed(book, form))
            self._first.setdefault(book, self._number)
            self._last = book
            self.meant.append(book)
        self.texts.append(dress.format("".join(parts)) if parts else COMMENT)

    def _printed(self, book: Book, form: str) -> str:
        volume = "II, " if book.volumes and form != "title" else ""
        if book not in self._first:
            form = "full"
        return {
            "full": f"{book.author}, _{book.title}_ ({book.imprint}), {volume}12",
            "short": f"{book.surname}, _{book.short}_, {volume}13",
            "title": f"_{book.short}_, 13",
            "author": f"{book.surname}, p. 13",
            "ibid": f"Ibid., {volume}14",
            "idem": f"Idem, _{book.short}_, {volume}13",
            "op-cit": f"{book.surname}, op. cit., {volume}15",
            "noted": f"{book.surname} (n {self._first.get(book, 1)}), {volume}16",
        }[form]


def hold(notes: list[tuple[list[Drawn], str, bool]]) -> None:
    """Asserts of one sequence that nothing certain is wrong."""
    author = Author()
    for drawn, dress, chapter in notes:
        author.note(drawn, dress, chapter=chapter)
    manuscript = noted(*author.texts, chapters=author.chapters)
    found = resolve(find_citations(manuscript), manuscript, (), ())
    titles = {work.id: work.title for work in found.works}
    assert len(found.resolutions) == len(author.meant), author.texts
    for resolution, book in zip(found.resolutions, author.meant, strict=True):
        if resolution.status == "resolved":
            assert titles[resolution.work or ""] == book.title, (author.texts, resolution)
        else:
            assert resolution.why, author.texts
        if resolution.status == "ambiguous":
            assert book.title in {titles[work] for work in resolution.candidates}, (author.texts, resolution)


@settings(max_examples=200, deadline=None)
@given(NOTES)
def test_no_resolution_is_wrong_where_it_is_certain(notes: list[tuple[list[Drawn], str, bool]]) -> None:
    hold(notes)


# -- faults that it must kill --------------------------------------------------------------------------------------


def _first_candidate(ask: Callable[..., Resolution]) -> Callable[..., Resolution]:
    """Guesses where several could be meant."""

    def guess(*args: Any) -> Resolution:
        found = ask(*args)
        return replace(found, status="resolved", work=found.candidates[0]) if found.candidates else found

    return guess


FAULTS: dict[str, tuple[object, str, object]] = {
    "an Ibid. after two works is the first": (Antecedents, "ibid", _first_candidate(Antecedents.ibid)),
    "an op. cit. is the first of its author": (Antecedents, "op_cit", _first_candidate(Antecedents.op_cit)),
    "of works that fit alike the first is meant": (
        evidence,
        "_match",
        lambda by, known: evidence.Match(works=tuple(each.work.id for each in known)[:1], by=by),
    ),
    "what is quoted at second hand is in hand": (antecedents, "_in_hand", lambda models: list(models)[:1]),
    "a note's number counts through the chapters": (
        Antecedents,
        "_cited_in_one",
        lambda self, label, _: iter(self._cited[self._labelled[label][0].id].cites if label in self._labelled else ()),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_property_kills(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, name, wrong = FAULTS[fault]
    monkeypatch.setattr(owner, name, wrong)
    looking = settings(
        max_examples=400, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    with pytest.raises(AssertionError):
        looking(given(NOTES)(hold))()
