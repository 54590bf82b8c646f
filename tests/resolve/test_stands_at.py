"""Does a passage stand where the cite says?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.find.noted import cites_of

from quoth.model.citation import Locator
from quoth.model.text import Span
from quoth.resolve.locators import stands_at, volumes_named


@pytest.mark.parametrize(
    ("note", "pages", "volume", "expected"),
    [
        ("Grey, 222-3.", ("223",), None, "cited"),
        ("Grey, 222-3.", ("221", "222"), None, "cited"),
        ("Grey, 222-3.", ("224",), None, "other"),
        ("Grey, 222-3.", ("ccxxii",), None, "other"),
        ("Grey, p. xiv.", ("xiv",), None, "cited"),
        ("Grey, p. xiv.", ("XIV",), None, "cited"),
        ("Grey, p. xiv.", ("14",), None, "other"),
        ("Grey, pp. xii–xv.", ("xiii",), None, "cited"),
        ("Grey, 214.", ("[214]",), None, "cited"),
        ("_Letters_, I, 216; II, 39-40.", ("39",), "2", "cited"),
        ("_Letters_, I, 216; II, 39-40.", ("39",), "1", "other"),
        ("_Letters_, I, 216; II, 39-40.", ("39",), None, "cited"),
        ("Grey, 216.", ("216",), "3", "cited"),
        ("Grey, 125 ff.", ("131",), None, "cited"),
        ("Grey, 125 ff.", ("124",), None, "other"),
        ("Grey, 125 ff.", ("300",), None, "other"),
        ("Grey, 352-1.", ("351",), None, "cited"),
        ("Grey, chap. iii.", ("12",), None, "unknown"),
        ("Grey, 12, chap. iii.", ("12",), None, "cited"),
        ("Grey, 12, chap. iii.", ("80",), None, "unknown"),
        ("Grey, 12, 15, etc.", ("80",), None, "unknown"),
        ("Grey, 12.", (), None, "unpaged"),
        ("Grey, 12.", ("",), None, "unpaged"),
        ("Grey, 12.", ("", "14"), None, "unknown"),
        ("Grey, 12.", ("", "12"), None, "cited"),
        ("Grey, 13.", ("12–13",), None, "cited"),
        ("Grey, 14.", ("12–13",), None, "other"),
        ("_Grey_.", ("12",), None, "none"),
    ],
)
def test_standing(note: str, pages: tuple[str, ...], volume: str | None, expected: str) -> None:
    (cite,) = cites_of(note)
    assert stands_at(cite.locators, pages, volume) == expected


@given(st.integers(1, 800), st.integers(0, 30), st.integers(1, 840))
def test_a_range_holds_the_pages_between_its_ends_and_no_others(first: int, more: int, page: int) -> None:
    locator = Locator(kind="page", span=Span(start=0, stop=0), first=str(first), last=str(first + more))
    standing = stands_at([locator], [str(page)])
    assert standing == ("cited" if page in range(first, first + more + 1) else "other")


def test_the_volumes_a_cite_names() -> None:
    assert volumes_named(cites_of("_Letters_, I, 216; II, 39-40; I, 3.")[0]) == ("1", "2")
    assert volumes_named(cites_of("Greville, VI.")[0]) == ("6",)
    assert volumes_named(cites_of("Grey, 3.")[0]) == ()
