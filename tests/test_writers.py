"""The page a person reads: words over words, nothing lost, columns that hold, and places that can be looked up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import quoth
from quoth.demo import portrait
from quoth.model.finding import Alignment, EditKind, EditOp, Report
from quoth.model.manuscript import Metadata
from quoth.model.source import Passage, Witness
from quoth.model.text import Span
from quoth.readers import read
from quoth.writers import text as text_writer
from quoth.writers.columns import columns, cut, legible
from quoth.writers.interlinear import interlinear
from quoth.writers.place import Places

WORD_JOINER, SOFT_HYPHEN, ACUTE, ESCAPE = "\N{WORD JOINER}", "\N{SOFT HYPHEN}", "\N{COMBINING ACUTE ACCENT}", "\x1b"

Piece = tuple[EditKind, str, str]

_LETTERS = st.text(f"ab漢é,.{ACUTE}{WORD_JOINER}   ", min_size=1, max_size=12)
_PIECES = st.one_of(
    _LETTERS.map(lambda words: ("equal", words, words)),
    st.tuples(st.sampled_from(["accidental", "replace", "slip", "move", "ellipsis", "bracket"]), _LETTERS, _LETTERS),
    _LETTERS.map(lambda words: ("insert", words, "")),
    _LETTERS.map(lambda words: ("omit", "", words)),
)


def laid(pieces: Sequence[Piece]) -> tuple[Alignment, str]:
    """The alignment of these pieces, and the manuscript's text."""
    edits, quoted, printed = [], "", ""
    for op, above, below in pieces:
        edits.append(
            EditOp(
                op=op,
                quotation=Span(start=len(quoted), stop=len(quoted + above)),
                passage=Span(start=len(printed), stop=len(printed + below)),
            )
        )
        quoted, printed = quoted + above, printed + below
    passage = Passage(witness="w", span=Span(start=0, stop=len(printed)), text=printed)
    span = Span(start=0, stop=len(quoted))
    bits = {"score_bits": 9.0, "margin": 9.0, "matched": 1.0, "alike": 1.0, "expected": 0.0}
    return Alignment(quotation=span, passage=passage, edits=tuple(edits), **bits), quoted


@given(st.lists(_PIECES, min_size=1, max_size=6), st.integers(90, 120))
@example([("equal", "ab", "ab"), ("omit", "", " x"), ("insert", "c", "")], 90)
@example([("equal", "to me", "to me"), ("omit", "", " and you"), ("accidental", "", ")"), ("equal", " so", " so")], 90)
def test_cells_put_together_give_back_both_wordings(pieces: list[Piece], width: int) -> None:
    place, quoted = laid(pieces)
    cells = [cell for line in interlinear(place, quoted, width) for cell in line.cells]
    assert " ".join(cell.quoted for cell in cells).split() == quoted.split()
    assert " ".join(cell.printed for cell in cells).split() == place.passage.text.split()


@given(st.lists(_PIECES, min_size=1, max_size=40), st.integers(20, 120))
def test_lines_fit(pieces: list[Piece], width: int) -> None:
    place, quoted = laid(pieces)
    for line in interlinear(place, quoted, width):
        assert len(line.cells) == 1 or sum(cell.width for cell in line.cells) + len(line.cells) - 1 <= width


def test_long_differences_are_shortened_until_they_fit() -> None:
    told = " ".join(["incomprehensibilities"] * 9)
    place, quoted = laid([("equal", "I am ", "I am "), ("replace", told, "tired"), ("equal", " now", " now")])
    for width in (70, 100, 120):
        lines = interlinear(place, quoted, width)
        assert all(sum(cell.width + 1 for cell in line.cells) <= width + 1 for line in lines)
        assert any("words]" in cell.quoted for line in lines for cell in line.cells)


def _shown(pieces: list[Piece], width: int = 80) -> list[str]:
    place, quoted = laid(pieces)
    witness = Witness(id="w", path="w.txt", sha256="0" * 64, format="text", metadata=Metadata(title="The Quay"))
    return text_writer.write_place(place, quoted, witness, width=width).splitlines()


def test_words_that_differ_stand_over_their_carets() -> None:
    before = f"文字 e{ACUTE}te{ACUTE}{WORD_JOINER}— co{SOFT_HYPHEN}work "
    rows = _shown([("equal", before, before), ("replace", "wild", "calm"), ("equal", " night", " night")])
    _, above, below, carets = rows
    assert columns(above[: above.index("wild")]) == columns(below[: below.index("calm")]) == carets.index("^")
    assert carets.strip() == "^^^^"
    assert not {WORD_JOINER, SOFT_HYPHEN} & set(above + below)


def test_points_stay_with_their_words() -> None:
    pieces: list[Piece] = [
        ("equal", "others, is very", "others, is very"), ("ellipsis", " … ", ". It is so, because of your hat upon it"),
        ("accidental", "", "."), ("equal", "Not", " Not"),
    ]  # fmt: skip
    assert _shown(pieces)[2].endswith("very. It is so, because of your hat upon it. Not")


def test_lines_without_a_difference_have_no_carets() -> None:
    assert _shown([("equal", "calm night", "calm night")])[1:] == ["quoted   calm night", "source   calm night"]


@given(st.text(max_size=80), st.integers(4, 60))
def test_what_is_cut_fits_and_is_a_beginning(words: str, room: int) -> None:
    line, short = " ".join(words.split()), cut(words, room)
    assert columns(short) <= room
    assert short == line or line.startswith(short.removesuffix("…").removesuffix(" "))


@given(st.text())
def test_nothing_that_moves_the_cursor_is_shown(words: str) -> None:
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", legible(words + f"{ESCAPE}]0;owned\x07{ESCAPE}[2J"))
    assert legible(f"{ESCAPE}[1;31m{words}{ESCAPE}[0m") == f"{ESCAPE}[1;31m{legible(words)}{ESCAPE}[0m"


# -- the whole page ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    with pytest.MonkeyPatch.context() as patch, portrait() as (manuscript, _):
        patch.setenv("QUOTH_CACHE", str(tmp_path_factory.mktemp("cache")))
        return quoth.check(manuscript)


@pytest.mark.parametrize("width", [60, 70, 80, 100, 120])
def test_the_page_is_as_wide_as_it_was_told_and_as_long_as_it_needs(report: Report, width: int) -> None:
    page = text_writer.write(report, width=width)
    head, *lines = page.splitlines()
    assert report.manuscript.path in head
    assert [line for line in lines if columns(line) > width] == []
    assert "\n\n\n" not in page
    assert not any(line != line.rstrip() for line in lines)


def test_colour_changes_no_letter(report: Report) -> None:
    painted = text_writer.write(report, paint=lambda words, _: f"{ESCAPE}[31m{words}{ESCAPE}[0m")
    bare = re.sub(r"\x1b\[\d+m", "", painted)
    assert [line.rstrip() for line in bare.splitlines()] == text_writer.write(report).splitlines()


def test_a_tick_is_never_put_to_a_quotation_with_a_finding(report: Report) -> None:
    page = text_writer.write(report)
    flawed = [block for block in page.split("\n\n") if re.search("^    [QAL]1", block, re.MULTILINE)]
    assert len(flawed) == 6
    assert not any("✓" in block for block in flawed)


# -- line and column ---------------------------------------------------------------------------------------------------

MARKDOWN = (
    "---\ntitle: Ärger über Öl\n---\n\n# L’été à Zürich\n\n"
    "Déjà 𝔳𝔲: “première zitiert”, *naïve* “Деньги есть” 漢字.[^1]\nZeile zwei “zweite Zeile” — fin.\n\n"
    "> Ein Block “ganz eingerückt” hier.\n\n[^1]: Größe, “in der Note”.\n"
)
PLAIN = "Der Aufsatz\n\nDéjà 𝔳𝔲: “première zitiert”, 漢字 “Деньги есть”.\nUnd “zweite Zeile”.\n\n\n  Mit “x”.\n"


@pytest.mark.parametrize(("name", "text"), [("a.md", MARKDOWN), ("a.txt", PLAIN)])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\N{ZERO WIDTH NO-BREAK SPACE}"])
def test_line_and_column_are_those_of_the_file(tmp_path: Path, name: str, text: str, end: str, mark: str) -> None:
    file = tmp_path / name
    file.write_bytes((mark + text.replace("\n", end)).encode())
    manuscript = read(file)
    places = Places.of(manuscript)
    lines = text.split("\n")
    met = 0
    for found in re.finditer(r"(?<=“)[^”]+", manuscript.text):
        line, column = places.line_column(found.start())
        assert lines[line - 1][column - 1 :].startswith(found[0])
        met += 1
    assert met == text.count("“")
