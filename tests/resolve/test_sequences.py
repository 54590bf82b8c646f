"""Sequences of notes with known truth: where a resolution says that it is certain, it is right."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.find.noted import noted

from quoth.find.citations import find_citations
from quoth.resolve import resolve

BOOKS = {
    "letters": ("Anna Voss", "The Letters of a Pilot", "1911"),
    "quay": ("Anna Voss", "The Quay", "1931"),
    "childhood": ("Ida Grey", "A Harbour Childhood", "1930"),
    "tides": ("Karl Ekman", "Tides and Winds", "1925"),
}
SHORT = {"letters": "Letters", "quay": "Quay", "childhood": "Childhood", "tides": "Tides"}
COMMENT = "The date is not quite certain."

# A note is a list of references: a book and the way it is named; None for commentary.
REFERENCES = st.tuples(st.sampled_from(sorted(BOOKS)), st.sampled_from(["full", "short", "ibid", "op-cit", "noted"]))
NOTES = st.lists(st.one_of(st.none(), st.lists(REFERENCES, min_size=1, max_size=2)), min_size=2, max_size=9)


def printed(book: str, form: str, first: dict[str, int]) -> str:
    """The reference as an author who means `book` would print it; `first` tells the note that names it in full."""
    author, title, year = BOOKS[book]
    surname = author.split()[-1]
    return {
        "full": f"{author}, _{title}_ (Lund: Harbour, {year}), 12",
        "short": f"{surname}, _{SHORT[book]}_, 13",
        "ibid": "Ibid., 14",
        "op-cit": f"{surname}, op. cit., 15",
        "noted": f"{surname} (n {first.get(book, 1)}), 16",
    }[form]


def written(notes: list[list[tuple[str, str]] | None]) -> tuple[list[str], list[str]]:
    """The notes as printed, and the books that their references mean, in order. An Ibid. means the book named last,
    whatever stands between: the author forgot that nobody else knows. What has not been named is named in full."""
    first: dict[str, int] = {}
    texts, meant, last = [], [], ""
    for number, note in enumerate(notes, 1):
        parts = []
        for drawn, form in note or ():
            book = (last or drawn) if form == "ibid" else drawn
            parts.append(printed(book, form if book in first else "full", first))
            first.setdefault(book, number)
            meant.append(book)
            last = book
        texts.append("; ".join(parts) + "." if parts else COMMENT)
    return texts, meant


@settings(max_examples=150, deadline=None)
@given(NOTES)
def test_no_resolution_is_wrong_where_it_is_certain(notes: list[list[tuple[str, str]] | None]) -> None:
    texts, meant = written(notes)
    manuscript = noted(*texts)
    found = resolve(find_citations(manuscript), manuscript, (), ())
    titles = {work.id: work.title for work in found.works}
    assert len(found.resolutions) == len(meant), texts
    for resolution, book in zip(found.resolutions, meant, strict=True):
        if resolution.status == "resolved":
            assert titles[resolution.work or ""] == BOOKS[book][1], texts
        else:
            assert resolution.why, texts
        if resolution.status == "ambiguous":
            assert BOOKS[book][1] in {titles[work] for work in resolution.candidates}, texts
