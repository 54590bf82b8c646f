"""The pages that a cite names: those of which it is said, label by label, that a passage on them stands where cited."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quoth.find.numerals import FOLLOWING
from quoth.model.citation import Locator
from quoth.model.manuscript import Metadata, PageMark
from quoth.model.source import Witness
from quoth.model.text import Span
from quoth.resolve.locators import A_PAGE, Leaves, stands_at

labels = st.sampled_from(["i", "ii", "xii", "1", "2", "3", "12", "12–13", "23r", "", "A", "45", "46", "99999"])
volumes = st.sampled_from([None, "I", "II"])
locators = st.builds(
    Locator,
    kind=st.sampled_from(["page", "chapter"]),
    span=st.just(Span(start=0, stop=1)),
    volume=volumes,
    first=labels | st.none(),
    last=labels | st.none() | st.just(FOLLOWING),
)
marks = st.builds(PageMark, label=labels, offset=st.integers(0, 900), counted=st.booleans())


def book(pages: list[PageMark]) -> Witness:
    return Witness(id="w", path="w.txt", sha256="", format="text", metadata=Metadata(), pages=tuple(pages))


@given(st.lists(marks, max_size=8), st.lists(locators, max_size=3), volumes)
def test_they_are_those_that_stand_there(pages: list[PageMark], cited: list[Locator], volume: str | None) -> None:
    pages = sorted(pages, key=lambda mark: mark.offset)
    ends = [*(mark.offset for mark in pages[1:]), pages[-1].offset + A_PAGE] if pages else []
    expected = [
        Span(start=mark.offset, stop=end)
        for mark, end in zip(pages, ends, strict=True)
        if not mark.counted and cited and stands_at(cited, [mark.label], volume) == "cited"
    ]
    assert list(Leaves.of(book(pages)).cited(cited, volume)) == expected
