"""Markdown: the rendered text, its notes, and the way back to the file."""

from __future__ import annotations

import re
from bisect import bisect_right

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quoth.errors import TooLarge
from quoth.model.manuscript import Manuscript
from quoth.readers import commonmark, markdownwalk
from quoth.readers.markdown import read


def md(text: str) -> Manuscript:
    return read(text.encode(), "a.md")


def blocks(text: str) -> list[tuple[str, str]]:
    manuscript = md(text)
    return [(block.kind, block.span.of(manuscript.text)) for block in manuscript.blocks]


def in_file(manuscript: Manuscript, offset: int) -> int:
    at = bisect_right([address.start for address in manuscript.addresses], offset) - 1
    address = manuscript.addresses[at]
    return address.offset + offset - address.start


WORDS = [f"{stem}{n}" for n in range(40) for stem in ("wört", "кнiga", "é", "a")]
PIECES = [
    "{0} {1}", "*{0} {1}* {2}", "**{0}** {1}", "{0}\t{1}", "[{0} {1}](http://x.y/z) {2}", "`{0}` {1}", "\\*{0}\\* {1}",
    "{0}&amp;{1}", "{0}\n{1}", "{0}  \n{1}", "<i>{0}</i> {1}", "{0}[^N]", "{0}^[{1} *{2}*] {3}", "~~{0}~~ {1}",
    "“{0}” — ‘{1}’",
]  # fmt: skip
SHAPES = [
    "{}",
    "# {}",
    "> {}",
    "> > {}",
    "- {}",
    "-\t{}",
    "1. {}",
    "1999. {}",
    "| {}",
    "    {}",
    "<div>\n\n{}\n\n</div>",
    "::: epigraph\n{}\n:::",
]


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A Markdown text in which no word stands twice, and its words."""
    words = iter(draw(st.permutations(WORDS)))
    used: list[str] = []
    parts: list[str] = []
    notes: list[str] = []
    for shape in draw(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=6)):
        piece = draw(st.sampled_from(PIECES))
        if "[^N]" in piece:
            used.append(next(words))
            piece = piece.replace("N", str(len(notes) + 1))
            notes.append(f"[^{len(notes) + 1}]: {used[-1]}")
        fresh = [next(words) for _ in range(piece.count("{"))]
        if shape == "    {}" or ("\n" in piece and shape != "{}"):
            piece = " ".join(f"{{{n}}}" for n in range(len(fresh)))
        used += fresh
        parts.append(shape.format(piece.format(*fresh)))
    return "\n\n".join([*parts, *notes]) + "\n", used


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.sampled_from(["\n", "\r\n", "\r"]))
@example(("wört0\nкнiga0\n", ["wört0", "кнiga0"]), "\r\n")
@example(("<p>wört0\nкнiga0</p>\n", ["wört0", "кнiga0"]), "\r\n")
def test_every_word_arrives_once_and_its_address_leads_to_it(document: tuple[str, list[str]], line_end: str) -> None:
    text, words = document
    raw = text.replace("\n", line_end)
    manuscript = read(raw.encode(), "a.md")
    for word in words:
        [place] = [found.start() for found in re.finditer(rf"\b{word}\b", manuscript.text)]
        there = in_file(manuscript, place)
        assert raw[there : there + len(word)] == word
    assert manuscript.words_read_share >= 0.99
    assert manuscript.line_starts[1] == raw.index(line_end) + len(line_end)


def test_kinds_of_blocks() -> None:
    text = (
        "# Title\n\nWords *set* out.\n\n> Quoted\n> words.\n>\n> > Deeper.\n\n- one\n- two\n\n1921. Year\n\n"
        "| First line\n|   second line\n\nHard  \nbroken  \nlines\n\n    set in\n\n---\n\n![Plate](x.png)\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n::: {.epigraph}\nMotto\n:::\n\n<!-- hidden -->\n"
    )
    assert blocks(text) == [
        ("heading", "Title"), ("paragraph", "Words set out."), ("quote", "Quoted words."), ("quote", "Deeper."),
        ("list", "one"), ("list", "two"), ("list", "1921. Year"), ("verse", "First line\nsecond line"),
        ("verse", "Hard\nbroken\nlines"), ("quote", "set in"), ("caption", "Plate"), ("table", "a\tb"),
        ("table", "c\td"), ("epigraph", "Motto"),
    ]  # fmt: skip
    assert [block.level for block in md(text).blocks if block.kind == "quote"][:2] == [1, 2]


def test_letters_stay_as_they_are_written() -> None:
    text = 'It\'s "so" -- and... :smile: $5 or $6, (c) 1/2, A. Writer, [sic] [...] #1 snake_case_word.'
    assert md(text).text == text


def test_a_line_that_ends_in_a_hyphen_is_broken_there_and_others_run_on() -> None:
    text = "He wrote: “bel-\nieve it, and -\nif you can”\nno more."
    assert md(text).text == "He wrote: “bel-\nieve it, and - if you can” no more."


def test_numbered_lines_are_not_renumbered() -> None:
    assert blocks("I. The town\n\nA. Writer was here.") == [
        ("paragraph", "I. The town"),
        ("paragraph", "A. Writer was here."),
    ]
    assert [text for _, text in blocks("3. Smith\n7. Jones\n7. Brown")] == ["3. Smith", "7. Jones", "7. Brown"]


def test_notes_keep_their_labels_and_stand_behind_their_paragraph() -> None:
    manuscript = md(
        "First.[^7] Second^[An *inline* one.] and again[^7].\n\nThird[^star].\n\n"
        "[^star]: A star.\n[^7]: The first, p. 12.\n\n    And more.\n"
    )
    assert [(note.label, note.span.of(manuscript.text)) for note in manuscript.notes] == [
        ("7", "The first, p. 12.\n\nAnd more."), ("2", "An inline one."), ("star", "A star."),
    ]  # fmt: skip
    assert [[manuscript.text[: a.start].split()[-1] for a in note.anchors] for note in manuscript.notes] == [
        ["First.", "again"], ["Second"], ["Third"],
    ]  # fmt: skip
    assert [block.kind for block in manuscript.blocks] == ["paragraph", "note", "note", "note", "paragraph", "note"]
    assert [span.of(manuscript.text) for span in manuscript.emphasis] == ["inline"]


def test_a_note_that_is_never_called_is_kept_without_an_anchor() -> None:
    manuscript = md("Words.\n\n[^lost]: See *there*, p. 3.")
    [note] = manuscript.notes
    assert (note.label, note.anchors, note.span.of(manuscript.text)) == ("lost", (), "See there, p. 3.")
    assert manuscript.words_read_share == 1.0


def test_a_call_without_its_note_is_said() -> None:
    manuscript = md("Words.[^9]")
    assert manuscript.text == "Words.[^9]"
    assert [warning.code for warning in manuscript.warnings] == ["W142"]


def test_an_escaped_caret_begins_no_note() -> None:
    assert md("x \\^[a] and 2^[not closed").notes == ()


def test_raised_figures_are_no_words() -> None:
    assert md("word.<sup>12</sup> and^3^ and 4<sup>th</sup>").text == "word.¹² and³ and 4th"


def test_html_keeps_its_text_and_loses_its_comments() -> None:
    text = (
        "<blockquote>\n\nSet <em>off</em>.\n\n</blockquote>\n\n"
        "<p>A &lt;b&gt;<br>line</p><script>no()</script>\n\nEnd <!-- x --> here."
    )
    assert blocks(text) == [("quote", "Set off."), ("paragraph", "A <b>\nline"), ("paragraph", "End  here.")]


def test_the_head_is_metadata() -> None:
    names = "author:\n  - A. Writer\n  - name: B. Helper\n"
    head = f"---\ntitle: A *Life*\nsubtitle: With Letters\n{names}date: 1921\nlang: en\n---\n"
    metadata = md(head + "\nWords.").metadata
    assert (metadata.title, metadata.authors, metadata.date, metadata.language) == (
        "A Life: With Letters", ("A. Writer", "B. Helper"), "1921", "en",
    )  # fmt: skip
    assert md(head + "\nWords.").text == "Words."


def test_a_broken_head_is_read_as_text() -> None:
    manuscript = md("---\ntitle: [open\n---\n\nWords.")
    assert manuscript.text.endswith("Words.")
    assert [warning.code for warning in manuscript.warnings] == ["W141"]


def test_another_encoding_is_read_and_said() -> None:
    manuscript = read("“Überfluß” – für *alle* Leute.".encode("cp1252"), "a.md")
    assert manuscript.text == "“Überfluß” – für alle Leute."
    assert manuscript.encoding == "windows-1252"


@pytest.mark.parametrize("bomb", ["> " * 4000 + "x", "- " * 4000 + "x"])
def test_nesting_has_its_limit(bomb: str) -> None:
    with pytest.raises(TooLarge):
        md(bomb)


def test_length_and_time_have_their_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commonmark, "LARGEST", 5)
    with pytest.raises(TooLarge):
        md("six letters")
    monkeypatch.undo()
    monkeypatch.setattr(commonmark, "SLOWEST", 0.001)
    with pytest.raises(TooLarge):
        md("words")


@pytest.mark.parametrize(
    "text", ["[" * 3000, "*a " * 2000, "`" * 999, "![a](" * 500, "<" * 999, "[^1]: [^1]", "^[" * 99]
)
def test_hostile_markup_is_read(text: str) -> None:
    md(text)


@pytest.mark.parametrize("depth", [1, 2, 30])
def test_notes_that_call_each_other_in_circles_or_double(depth: int) -> None:
    notes = "\n".join(f"[^{n}]: see{n} [^{(n + 1) % depth}][^{(n + 1) % depth}]\n    and [^0]" for n in range(depth))
    manuscript = md(f"Words.[^0]\n\n{notes}\n\nMore words.")
    assert len(manuscript.notes) == depth
    assert manuscript.notes[0].span.of(manuscript.text) == f"see0 [^{1 % depth}][^{1 % depth}] and [^0]"
    assert manuscript.blocks[-1].span.of(manuscript.text).startswith("see" if depth > 1 else "More")


def test_words_said_in_one_go_have_the_addresses_that_each_would_have(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = [piece.format("one", "two", "three", "four").replace("^N", "^1") for piece in PIECES]
    text = "  \n".join([" ".join(pieces), "a\\\\\\\\b c\\!\\!d", "e  f  g", "h&nbsp;i ^ j x^2^ k", "l -\r\nm"])
    said = md(f"{text}\n\n[^1]: A note, and *more* of it.\n")
    monkeypatch.setattr(markdownwalk, "worded", lambda inlines, at: ("", at))  # noqa: ARG005
    assert md(f"{text}\n\n[^1]: A note, and *more* of it.\n") == said


@settings(deadline=None, max_examples=25)
@given(st.text(st.sampled_from("ab1.#>-|*_`[]()^:<!&;~{}\\ \t\n\r\f\x00\x1b"), min_size=1, max_size=80))
def test_any_marks_are_read(text: str) -> None:
    read(text.encode(), "a.md")
