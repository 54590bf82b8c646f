"""Plain text: paragraphs, headings, quotations, pages, from lines alone."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quoth.model.manuscript import BlockKind, Manuscript
from quoth.readers.folios import page_labels, running_heads
from quoth.readers.text import read, read_sparingly

DATA = Path(__file__).parent.parent.parent.parent / "shared" / "data"

PROSE = (
    "The revolution went on through the winter, and nobody in the town knew how it would end, though many had an "
    "opinion and a few had a plan. The baker kept his shop open until the flour was gone. Then he closed the "
    "shutters, and wrote to his brother that the world was about to begin again, and that he was tired."
)


def wrapped(text: str, width: int = 60, indent: str = "", first: str = "") -> str:
    lines, line = [], first
    for word in text.split():
        if len(line) + len(word) > width:
            lines.append(line.rstrip())
            line = indent
        line += word + " "
    return "\n".join([*lines, line.rstrip()])


def blocks(text: str) -> list[tuple[str, str]]:
    manuscript = read(text.encode(), "a.txt")
    return [(block.kind, " ".join(block.span.of(manuscript.text).split())) for block in manuscript.blocks]


def whole(manuscript: Manuscript) -> None:
    """Every letter that can be read stands in one block, in order."""
    last = 0
    for block in manuscript.blocks:
        assert block.span.start >= last
        assert not manuscript.text[last : block.span.start].strip()
        last = block.span.stop
    assert not manuscript.text[last:].strip()


@given(st.text(st.sampled_from("ab.A1 \n\r\f\t[]{}_é—“”\u2028"), max_size=200))
def test_the_text_is_the_files_and_every_letter_stands_in_a_block(text: str) -> None:
    manuscript = read(text.encode(), "a.txt")
    assert manuscript.text == text.replace("\r\n", "\n").replace("\r", "\n")
    whole(manuscript)


@given(st.binary(max_size=400))
def test_any_bytes_are_read(data: bytes) -> None:
    whole(read(data, "a.txt"))


@given(st.text(st.sampled_from("ab \n\r"), min_size=1))
def test_addresses_lead_back_to_the_letters_of_the_file(text: str) -> None:
    manuscript = read(text.encode(), "a.txt")
    ends = [*(address.start for address in manuscript.addresses[1:]), len(manuscript.text)]
    for address, end in zip(manuscript.addresses, ends, strict=True):
        for at in range(address.start, end):
            there = text[address.offset + at - address.start]
            assert manuscript.text[at] == there.replace("\r", "\n")


def test_line_starts_are_those_of_the_file() -> None:
    assert tuple(read(b"one\r\ntwo\rthree\n", "a.txt").line_starts) == (0, 5, 9, 15)


def test_hard_wrapped_paragraphs_between_blank_lines() -> None:
    text = f"{wrapped(PROSE)}\n\n{wrapped(PROSE)}\n"
    assert blocks(text) == [("paragraph", PROSE)] * 2


def test_indented_paragraphs_without_blank_lines() -> None:
    text = "\n".join([wrapped(PROSE, first="   ")] * 4)
    assert blocks(text) == [("paragraph", PROSE)] * 4


def test_paragraphs_that_only_end_short() -> None:
    text = "\n".join([wrapped(PROSE)] * 8)
    assert blocks(text) == [("paragraph", PROSE)] * 8


def test_one_paragraph_a_line() -> None:
    text = "\n".join([PROSE, PROSE, "“Short,” she said.", PROSE])
    assert [kind for kind, _ in blocks(text)] == ["paragraph"] * 4


@pytest.mark.parametrize(
    "heading",
    ["CHAPTER I.", "Chapter the First", "XIV", "12.", "Книга третья. ПЕРВАЯ", "THE FLIGHT INTO VARENNES", "Kapitel 3",
     "The baker’s brother", "BOOK I.\nMISS BROOKE."],
)  # fmt: skip
def test_headings(heading: str) -> None:
    found = blocks(f"{wrapped(PROSE)}\n\n\n{heading}\n\n{wrapped(PROSE)}\n")
    assert found[1] == ("heading", " ".join(heading.split()))
    assert [kind for kind, _ in found] == ["paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    "line",
    ["“Certainly,” said he", "My dear Sir,", "He went away.", "[3] See above", "and so to bed", "* * *",
     "Letter 12 has this: “among the"],
)  # fmt: skip
def test_short_lines_that_are_no_headings(line: str) -> None:
    assert blocks(f"{wrapped(PROSE)}\n\n{line}\n\n{wrapped(PROSE)}\n")[1][0] in {"paragraph", "aside"}


def test_what_is_set_in_is_quoted_and_short_lines_are_verse() -> None:
    verse = "    Since I can do no good because a woman,\n    Reach constantly at something\n    That is near it."
    prose, set_in = wrapped(PROSE), wrapped(PROSE, indent="    ", first="    ")
    text = "\n\n".join([prose, set_in, prose, verse, prose])
    assert [kind for kind, _ in blocks(text)] == ["paragraph", "quote", "paragraph", "verse", "paragraph"]


def test_notes_plates_and_contents() -> None:
    contents = "I. The town ........ 1\nII. The winter ........ 23\nIII. The end ........ 214"
    text = f"{contents}\n\n[Illustration: The town]\n\n{wrapped(PROSE)}\n\n[Footnote 1: He was a baker\nin the town.]\n"
    assert [kind for kind, _ in blocks(text)] == ["contents", "caption", "paragraph", "note"]


def paged(numbers: list[str], head: str = "THE LIFE OF A BAKER") -> str:
    """Pages of a printed book; a paragraph runs over every page break."""
    words = (PROSE + " ").split() * 20
    each = len(words) // len(numbers)
    pages = [wrapped(" ".join(words[at * each : (at + 1) * each])) for at in range(len(numbers))]
    return "\f".join(f"{head}\n\n{page}\n\n{n}\n" for page, n in zip(pages, numbers, strict=True))


def test_form_feeds_with_folios_and_heads() -> None:
    manuscript = read(paged(["xi", "xii", "1", "2", "3", "4", "5"]).encode(), "a.txt")
    assert [page.label for page in manuscript.pages] == ["xi", "xii", "1", "2", "3", "4", "5"]
    assert [page.index for page in manuscript.pages] == list(range(7))
    apart = [span.of(manuscript.text) for span in manuscript.skipped]
    assert apart.count("THE LIFE OF A BAKER") == 7
    assert apart[-1] == "5"
    whole(manuscript)


def test_a_paragraph_that_runs_over_a_page_is_one_block_and_its_head_is_skipped() -> None:
    body = wrapped(PROSE).split("\n")
    pages = ["\n".join(body[:2]), "\n".join(body[2:4]), "\n".join(body[4:])]
    text = "\f".join(f"{page}\n\n{14 + at}\n" for at, page in enumerate(pages))
    manuscript = read(text.encode(), "a.txt")
    first = manuscript.blocks[0]
    assert first.kind == "paragraph"
    assert first.span.of(manuscript.text).endswith(body[-1])
    assert [span.of(manuscript.text) for span in manuscript.skipped if first.span.holds(span)] == ["14", "15"]


def test_form_feeds_without_numbers_are_counted_and_said() -> None:
    manuscript = read(f"{wrapped(PROSE)}\f{wrapped(PROSE)}\f{wrapped(PROSE)}".encode(), "a.txt")
    assert [page.label for page in manuscript.pages] == ["1", "2", "3"]
    assert [warning.code for warning in manuscript.warnings] == ["W181"]
    assert all(page.counted for page in manuscript.pages)


@pytest.mark.parametrize(
    "mark", ["[Pg {}]", "{{{}}}", "[Page {}: The baker. A.D. 1730.]", "[p. {}]", "[S. {}]", "[{}]"]
)
def test_page_marks_of_transcribers(mark: str) -> None:
    parts = [mark.format(n) + PROSE * 4 for n in range(211, 220)]
    manuscript = read("\n\n".join(wrapped(part) for part in parts).encode(), "a.txt")
    assert [page.label for page in manuscript.pages] == [str(n) for n in range(211, 220)]
    assert all(manuscript.text[page.offset :].startswith("The") for page in manuscript.pages[1:] if ":" not in mark)
    assert manuscript.skipped[0].of(manuscript.text).startswith(mark[0])


def test_note_numbers_are_no_pages() -> None:
    text = "\n\n".join(wrapped(PROSE * (n * n % 11) + f"[{n}] " + PROSE) for n in range(1, 30))
    assert read(text.encode(), "a.txt").pages == ()


def test_a_licence_is_no_part_of_the_book() -> None:
    text = (
        "The Project Gutenberg EBook of A Life, by A. Writer and B. Helper\n\nTitle: A Life:\n  With Letters\n\n"
        "Author: A. Writer and B. Helper\n\nLanguage: English\n\n"
        "*** START OF THIS PROJECT GUTENBERG EBOOK A LIFE ***\n\nProduced by C. Typist\n\n\n"
        f"{wrapped(PROSE)}\n\nEnd of the Project Gutenberg EBook of A Life, by A. Writer\n\nMore.\n"
    )
    manuscript = read(text.encode(), "a.txt")
    assert manuscript.metadata.title == "A Life: With Letters"
    assert manuscript.metadata.authors == ("A. Writer", "B. Helper")
    kinds = [block.kind for block in manuscript.blocks]
    assert kinds.count("paragraph") == 1
    assert set(kinds) == {"paragraph", "boilerplate"}


INTERRUPTING = frozenset[BlockKind](["note", "aside", "caption", "contents", "boilerplate"])


@given(st.lists(st.sampled_from([
    "[Footnote 1: a baker\nin the town.]", "[Illustration: The town]", "* * *", "CHAPTER I", "THE TOWN", "12", "",
    "I. The town .... 1\nII. The winter .... 23\nIII. The end .... 214", "    Since I can do no good\n    Reach at it",
    wrapped(PROSE), wrapped(PROSE, indent="    ", first="    "), "_a_ \f", "*** END OF THE PROJECT GUTENBERG EBOOK ***",
]), max_size=9))  # fmt: skip
def test_of_a_source_all_is_told_that_is_no_paragraph_of_some_sort(parts: list[str]) -> None:
    text = "\n\n".join(parts).encode()
    whole_text, spared = read(text, "a.txt"), read_sparingly(text, "a.txt")
    kinds = [block.kind if block.kind in INTERRUPTING else "paragraph" for block in whole_text.blocks]
    assert [block.kind for block in spared.blocks] == kinds
    assert [block.span for block in spared.blocks] == [block.span for block in whole_text.blocks]
    assert (spared.text, spared.emphasis, spared.pages) == (whole_text.text, whole_text.emphasis, whole_text.pages)


_SLANTED = re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]*(?:\n(?!\s*\n)[^_\n]*){0,4})(?<=[^\s_])_(?![\w_])")


@given(st.text(st.sampled_from("__ab \n\f.—Ж日"), max_size=60))
@example("_a\nb\nc\nd\ne_ _a\nb\nc\nd\ne\nf_")
@example("_a\n \nb_ _c_")
@example("_a_b_ _c_")
def test_emphasis_is_what_a_pattern_finds(text: str) -> None:
    found = [mark.span(1) for mark in _SLANTED.finditer(text)]
    assert [(span.start, span.stop) for span in read(text.encode(), "a.txt").emphasis] == found


def test_emphasis_between_underscores() -> None:
    manuscript = read(b"She read _The Times_ and snake_case_words, _and\nthen_ slept.", "a.txt")
    assert [span.of(manuscript.text) for span in manuscript.emphasis] == ["The Times", "and\nthen"]


def test_page_labels_from_what_stands_at_the_edges() -> None:
    assert page_labels([[], ["xi"], ["xii"], ["xiii"], [], ["2"], ["3"], ["1899", "4"], []]) == (
        "x", "xi", "xii", "xiii", "1", "2", "3", "4", "5",
    )  # fmt: skip
    assert page_labels([["7"], ["1812"], ["44"], ["3"]]) == (None,) * 4
    assert page_labels([["5"], ["6"], ["7"], [], [], ["9"], ["10"], ["11"]])[3:5] == (None, None)


def test_running_heads_need_company() -> None:
    left, right = "214 THE LIFE OF A BAKER", "THE WINTER 215"
    heads = running_heads(
        [[left], [right], ["216 THE LIFE 0F A BAKER"], ["THE WINTFR 217"], [left], [right], ["A word"]]
    )
    assert [head for (head,) in heads] == [True] * 6 + [False]


def test_lines_of_the_text_that_begin_alike_are_no_running_heads() -> None:
    begun = "And of the journey home, as letter {} has it: {}"
    ends = ["grief and love", "she said, Ahab", "vote is my own", "depressed", "all mankind", "appropriated to"]
    heads = running_heads([[begun.format(at, end)] for at, end in enumerate(ends, 12)])
    assert not any(head for (head,) in heads)


@pytest.mark.parametrize("marks", ["“”", "„“", "«»", '""'])
def test_a_short_line_in_open_marks_runs_on_over_the_page(marks: str) -> None:
    head = "\n\n\f{}    A LIFE IN LETTERS"
    begun, ended = f"Another letter has: {marks[0]}being a", f"Swiss,\nI translate from the French{marks[1]}."
    told = [
        "Nobody came.",
        "He sat by the window and waited for the spring.",
        "So it ended, for a time.",
    ]
    long = [wrapped(f"{PROSE} {last}") for last in told]
    text = "\n\n".join([long[0] + head.format(11), long[1] + head.format(12), begun + head.format(13), ended, long[2]])
    assert [kind for kind, _ in blocks(text)].count("heading") == 0
    assert [words for _, words in blocks(text) if words.startswith(begun)] == [
        " ".join(f"{begun} {head.format(13)} {ended}".split())
    ]
    assert begun + marks[1] in [words for _, words in blocks(text.replace("being a", f"being a{marks[1]}"))]


def test_lines_that_announce_what_is_quoted_are_no_verse() -> None:
    told = "Then letter 12: “him what it was he said in the House of\nLords. He said it. The Duke of\nRichmond had”[3]"
    sung = "The owl went out on a night in\nMay, as the owls of Lund\nDo, and came back late”"
    long = [f"Letter {at} has it: “{' '.join([PROSE] * 2)}”" for at in range(4)]
    assert [kind for kind, _ in blocks("\n\n".join([*long, told, long[0]]))] == ["paragraph"] * 6
    assert [kind for kind, _ in blocks("\n\n".join([*long, sung, long[0]]))][4] == "verse"


@pytest.mark.skipif(not DATA.exists(), reason="the development data is not here")
def test_a_pasted_web_page_keeps_its_lines() -> None:
    manuscript = read((DATA / "serge" / "essay.txt").read_bytes(), "essay.txt")
    lines = [line.strip() for line in manuscript.text.split("\n") if line.strip()]
    assert [block.span.of(manuscript.text) for block in manuscript.blocks] == lines
    assert manuscript.blocks[0].kind == "heading"


@pytest.mark.skipif(not DATA.exists(), reason="the development data is not here")
def test_a_novel() -> None:
    manuscript = read((DATA / "middlemarch" / "middlemarch.txt").read_bytes(), "middlemarch.txt")
    whole(manuscript)
    headings = {block.span.of(manuscript.text) for block in manuscript.blocks if block.kind == "heading"}
    assert {"CHAPTER I.", "CHAPTER XLII.", "FINALE."} <= headings
    assert sum(block.kind == "verse" for block in manuscript.blocks) > 60


def test_folios_in_the_middle_of_the_line_are_folios_too() -> None:
    body = wrapped(PROSE).split("\n")
    parts = ["\n".join(body[:2]), "\n".join(body[2:4]), "\n".join(body[4:])]
    text = "\f".join(f"{part}\n\n{' ' * 28}{14 + at}\n" for at, part in enumerate(parts))
    manuscript = read(text.encode(), "a.txt")
    assert [span.of(manuscript.text) for span in manuscript.skipped] == ["14", "15", "16"]
    assert [block.kind for block in manuscript.blocks] == ["paragraph", "aside"]


@given(st.text(st.sampled_from("aB.\n[]1 "), max_size=80))
def test_blocks_of_some_kinds_are_found_without_looking_at_the_others(text: str) -> None:
    manuscript = read(text.encode(), "a.txt")
    kinds = frozenset[BlockKind]({"heading", "aside"})
    wanted = [at for at, block in enumerate(manuscript.blocks) if block.kind in kinds]
    assert list(manuscript.blocks_of(kinds)) == wanted
    assert list(manuscript.in_full().blocks_of(kinds)) == wanted


def test_a_text_read_again_is_the_same_value() -> None:
    text = f"{wrapped(PROSE)}\r\n\r\n_{wrapped(PROSE)}_\r\n".encode()
    manuscript = read(text, "a.txt")
    assert manuscript == read(text, "a.txt") == pickle.loads(pickle.dumps(manuscript))
    assert len({manuscript, read(text, "a.txt")}) == 1
