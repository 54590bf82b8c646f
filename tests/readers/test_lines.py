"""A text's lines as columns of numbers, against a plain twin that reads line by line with regular expressions."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quoth.fold.points import points_of
from quoth.readers.letters import Letters
from quoth.readers.lines import PATIENCE, Lines, Runs, lines_of

TEXTS = st.lists(
    st.one_of(
        st.sampled_from(["\n", "\f", "\t", " ", "\x0b", "\u00a0", "\u2003", "\u3000", "a", "“", ")", "\u2028"]),
        st.sampled_from([" " * (PATIENCE + 3), ")" * (PATIENCE + 2), "“" * (PATIENCE + 1), "Ж", "日本", "word. "]),
    ),
    max_size=40,
).map("".join)

_ROW = re.compile(r"[^\n\f]*")
_INDENT = re.compile(r"[ \t\u00a0\u3000]*\Z")


def plain(text: str) -> list[tuple[int, int, int, bool, bool]]:
    """Start, stop, indent, parted, turned of each line."""
    found, at, blank, turned = list[tuple[int, int, int, bool, bool]](), 0, True, False
    while at <= len(text):
        row = _ROW.match(text, at)
        assert row is not None
        if row[0].strip():
            start = at + len(row[0]) - len(row[0].lstrip())
            white = _INDENT.search(text[at:start])
            assert white is not None
            stop = start + len(row[0].strip())
            found.append((start, stop, len(white[0].expandtabs(8)), blank, turned))
            blank = turned = False
        else:
            blank = True
        at = row.end() + 1
        fed = text[row.end() : at] == "\f"
        blank, turned = blank or fed, turned or fed
    return found


def columns(lines: Lines) -> list[tuple[int, int, int, bool, bool]]:
    each = (lines.starts, lines.stops, lines.indents, lines.parted, lines.turned)
    return list(zip(*(column.tolist() for column in each), strict=True))


@given(TEXTS)
def test_lines_are_those_that_one_reads_one_by_one(text: str) -> None:
    assert columns(lines_of(text)) == plain(text)


@given(TEXTS)
def test_what_lines_open_and_close_with_is_passed_over(text: str) -> None:
    lines = lines_of(text)
    written = [text[start:stop] for start, stop, *_ in plain(text)]
    assert [chr(point) for point in lines.past(Letters("[“(]"))] == [(line.lstrip("“(") or "\n")[0] for line in written]
    closing = lines.starts + [len(line.rstrip(")”")) for line in written]
    assert lines.before(Letters("[)”]")).tolist() == closing.tolist()


@given(TEXTS, st.data())
def test_without_some_lines_text_goes_on_as_over_a_page(text: str, data: st.DataObject) -> None:
    whole = plain(text)
    apart = data.draw(st.lists(st.booleans(), min_size=len(whole), max_size=len(whole)))
    kept, blank, turned = [], False, False
    for (start, stop, indent, parted, fed), out in zip(whole, apart, strict=True):
        blank, turned = blank or parted or out, turned or fed or out
        if not out:
            kept.append((start, stop, indent, blank, turned))
            blank = turned = False
    assert columns(lines_of(text).without(np.array(apart, np.bool_))) == kept


@given(st.text(), st.sampled_from([r"\w", r"\s", r"[^\W\d_a-z]", "(?i:[k-s])", "[“”]"]))
def test_letters_are_those_that_the_pattern_matches(text: str, pattern: str) -> None:
    assert Letters(pattern).hold(points_of(text)).tolist() == [re.match(pattern, letter) is not None for letter in text]


@given(st.lists(st.lists(st.integers(0, 9), min_size=1), min_size=1))
def test_runs_say_what_each_of_them_holds(parts: list[list[int]]) -> None:
    values = np.array([value for part in parts for value in part])
    sizes = [len(part) for part in parts]
    runs = Runs(firsts=np.cumsum([0, *sizes[:-1]]), lines=len(values))
    assert runs.sizes.tolist() == sizes
    assert runs.least(values).tolist() == list(map(min, parts))
    assert runs.most(values).tolist() == list(map(max, parts))
    assert runs.count(values > 4).tolist() == [sum(value > 4 for value in part) for part in parts]
    assert runs.last.tolist() == [at == len(part) - 1 for part in parts for at in range(len(part))]
    wide = runs.sizes > 1
    assert runs.each(wide).tolist() == [len(part) > 1 for part in parts for _ in part]
