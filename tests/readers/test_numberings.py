"""Which numbers at the edges of pages are page numbers: on books made up with known folios and stray numbers."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.readers.folios import folios_at_edges, page_labels
from quoth.readers.numerals import roman


def test_the_text_begins_anew_behind_a_preface_however_short() -> None:
    assert page_labels([["xi"], ["xii"], ["1"], ["2"]]) == ("xi", "xii", "1", "2")
    assert page_labels([["xi"], ["xii"], [], ["2"], ["3"]]) == ("xi", "xii", "1", "2", "3")


def test_volumes_bound_together_begin_anew() -> None:
    assert page_labels([["1"], ["2"], ["3"], ["4"], ["1"], ["2"], ["3"], ["4"]]) == (*"1234", *"1234")


def test_plates_and_missing_leaves() -> None:
    with_plate = [["5"], ["6"], ["7"], [], ["8"], ["9"], ["10"]]
    assert page_labels(with_plate) == ("5", "6", "7", None, "8", "9", "10")
    assert page_labels([["5"], ["6"], ["7"], ["10"], ["11"], ["12"]]) == ("5", "6", "7", "10", "11", "12")


def test_years_chapters_and_notes_are_no_pages() -> None:
    assert page_labels([["1849"], ["1850"], ["3"], ["1851"], ["12"], ["4"]]) == (None,) * 6
    assert page_labels([["1849", "33"], ["1850", "34"], ["III", "35"], [], ["37", "1852"]])[:5] == (
        "33", "34", "35", "36", "37",
    )  # fmt: skip


@settings(deadline=None)
@given(
    seed=st.integers(0, 10_000),
    front=st.integers(0, 24),
    text=st.integers(20, 120),
    printed=st.sampled_from([0.5, 0.8, 1.0]),
)
def test_whole_books(seed: int, front: int, text: int, printed: float) -> None:
    """Of pages with half or more of the folios printed and a stray number on every fourth, none is called wrongly, but
    at the seams, where nobody can know; and nearly all are called."""
    draw = random.Random(seed)
    true = [*(roman(n) for n in range(1, front + 1)), *(str(n) for n in range(1, text + 1))]
    edges = []
    for label in true:
        page = [label] if draw.random() < printed else []
        page += [str(draw.randint(1, 1900))] if draw.random() < 0.25 else []
        edges.append(draw.sample(page, len(page)))
    said = page_labels(edges)
    wrong = [at for at, label in enumerate(said) if label is not None and label != true[at]]
    seam = range(max(0, front - 6), front + 6)
    assert all(at in seam for at in wrong if front)
    assert front or not wrong
    assert sum(label == right for label, right in zip(said, true, strict=True)) >= 0.85 * (len(true) - len(seam))


def test_a_note_numbered_like_its_page_is_no_folio() -> None:
    heads = [[f"THE LIFE OF A BAKER {n}"] for n in range(3, 8)]
    feet = [
        ["3 See the letters of that year."], ["the wood was wet."], ["5 Her own words."],
        ["and nobody came."], ["7 Told by the baker."],
    ]  # fmt: skip
    above, below = folios_at_edges(heads, feet, ["3", "4", "5", "6", "7"])
    assert [said for page in above for said in page] == [True] * 5
    assert not any(said for page in below for said in page)


def test_a_title_beside_the_number_at_the_foot_is_a_folio() -> None:
    feet = [[f"{n} The Life of a Baker"] for n in range(3, 8)]
    _, below = folios_at_edges([[]] * 5, feet, ["3", "4", "5", "6", "7"])
    assert [said for page in below for said in page] == [True] * 5
