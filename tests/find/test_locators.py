"""Places as notes print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.find.locators import begins_date, read_tail
from quoth.find.numerals import roman_value, whole_range


def places(text: str) -> list[str]:
    tail = read_tail(text, 0, len(text))
    if tail is None:
        return []
    return [
        f"{place.kind}:{place.volume or ''}:{place.first or ''}{'-' + place.last if place.last else ''}"
        for place in tail.locators
    ]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("23", ["page::23"]),
        ("pp. 82-3", ["page::82-83"]),
        ("pp203-204", ["page::203-204"]),
        ("pp.255", ["page::255"]),
        ("p 321", ["page::321"]),
        ("S. 65—83", ["page::65-83"]),
        ("p. xiv", ["page::xiv"]),
        ("xii–xv, 3", ["page::xii-xv", "page::3"]),
        ("II, 326-8", ["page:2:326-328"]),
        ("I, 216, 222-3; II, 39-40", ["page:1:216", "page:1:222-223", "page:2:39-40"]),
        ("ii. 345", ["page:2:345"]),
        ("2:345", ["page:2:345"]),
        ("vol. III, pp. 34-5", ["page:3:34-35"]),
        ("Bd. 2, S. 45 ff.", ["page:2:45-ff"]),
        ("125 f.", ["page::125-126"]),
        ("I, 510–11", ["page:1:510-511"]),
        ("100–1", ["page::100-101"]),
        ("II, 238 and 264", ["page:2:238", "page:2:264"]),
        ("chap. i, 86", ["chapter::i", "page::86"]),
        ("chaps. viii, ix, x, and xi", ["chapter::viii", "chapter::ix", "chapter::x", "chapter::xi"]),
        ("chap. xv, pt. 2", ["chapter::xv", "other::2"]),
        (
            "I, chaps. xv-xviii and Appendix, and II, chap. i",
            ["chapter:1:xv-xviii", "appendix:1:", "chapter:2:i"],
        ),
        ("502, chap. xxxiii", ["page::502", "chapter::xxxiii"]),
        ("App. A", ["appendix::A"]),
        ("II, 367 and note", ["page:2:367", "note:2:"]),
        ("79 n. 2", ["page::79"]),
        ("n. 7, pp. 80–1", ["note::7", "page::80-81"]),
        ("No. 1, February, 1853, 28-9", ["number::1", "other::February, 1853", "page::28-29"]),
        ("March 11, 1838 (unpublished)", ["other::March 11, 1838", "other::unpublished"]),
        ("12 May 1841, p. 4", ["other::12 May 1841", "page::4"]),
        ("IV, 178, and August 15, 1839", ["page:4:178", "other::August 15, 1839"]),
        ("I, 366, 475, etc.", ["page:1:366", "page:1:475", "other::etc"]),
        ("Art. ‘Joseph Paxton’", ["other::Joseph Paxton"]),
        ("III.ii.20–25", ["act::3", "scene::2", "line::20-25"]),
        ("f. 23r", ["folio::23r"]),
        ("Back cover", ["cover::back cover"]),
        ("1975. Back cover", ["cover::back cover"]),
        ("especially 43–59", ["page::43-59"]),
        ("London", []),
        ("I. Kant", []),
        ("A.C. 180", []),
    ],
)
def test_places_as_printed(printed: str, expected: list[str]) -> None:
    assert places(printed) == expected


def test_a_bare_year_before_the_places_is_no_page() -> None:
    tail = read_tail("1901 45", 0, 7)
    assert tail is not None
    assert (tail.year, [place.first for place in tail.locators]) == ("1901", ["45"])


def test_every_place_is_the_letters_of_its_span() -> None:
    text = "I, 216, 222–3, chap. ix and App. B"
    tail = read_tail(text, 0, len(text))
    assert tail is not None
    assert [place.span.of(text) for place in tail.locators] == ["216", "222–3", "chap. ix", "App. B"]


@given(st.integers(1, 9999), st.integers(0, 400))
def test_a_range_cut_short_is_made_whole(first: int, pages: int) -> None:
    """Whatever figures print may leave out, from none to all that the two ends share."""
    last = first + pages
    shared = 0
    while len(str(first)) == len(str(last)) and shared < len(str(last)) - 1 and str(first)[shared] == str(last)[shared]:
        shared += 1
    for cut in range(shared + 1):
        assert whole_range(str(first), str(last)[cut:]) == str(last)


@given(st.integers(1, 3999))
def test_roman_numerals_in_both_cases(number: int) -> None:
    written, left = "", number
    for value, sign in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
        (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        while left >= value:
            written, left = written + sign, left - value
    assert roman_value(written) == roman_value(written.upper()) == number


@pytest.mark.parametrize("word", ["", "iiii", "vx", "Ivi", "letters", "ic"])
def test_what_is_no_roman_numeral(word: str) -> None:
    assert roman_value(word) is None


@pytest.mark.parametrize("name", ["June Jordan", "August Bebel", "Jan P. Pahl"])
def test_a_month_before_a_surname_is_a_name(name: str) -> None:
    assert not begins_date(name)
    assert begins_date(f"{name.split(maxsplit=1)[0]} 3, 1840")
