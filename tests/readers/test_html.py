"""HTML: what a reader sees arrives as text, and what is mark-up is known as mark-up."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from quoth.errors import EmptyFile
from quoth.model.manuscript import Manuscript, Note
from quoth.readers.html import read

DATA = Path(__file__).parent.parent.parent.parent / "shared" / "data" / "victoria"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the development data is not beside the project")


def page(body: str, head: str = "") -> Manuscript:
    return read(f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode(), "page.html")


def blocks(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(manuscript.text)) for block in manuscript.blocks]


def marked(manuscript: Manuscript) -> str:
    """The text with its page marks and note calls drawn in."""
    signs = [(p.offset, f"<{p.label}>") for p in manuscript.pages]
    signs += [(a.start, f"^{note.label}") for note in manuscript.notes for a in note.anchors]
    text = manuscript.text
    for offset, sign in sorted(signs, reverse=True):
        text = text[:offset] + sign + text[offset:]
    return text


def words_of(note: Note, manuscript: Manuscript) -> str:
    return note.span.of(manuscript.text)


# -- letters and blocks --------------------------------------------------------------------------------------------


def test_white_space_folds_and_other_letters_stay() -> None:
    manuscript = page("<p>  one\n\t two <b> three</b>&nbsp;four a\u00adb c\u2060d<br>five<wbr>six </p>")
    assert manuscript.text == "one two three\u00a0four a\u00adb c\u2060d\nfivesix"


def test_blocks_have_kinds() -> None:
    manuscript = page(
        "<h2>Title</h2><div>Loose <p>Par</p> end</div><blockquote><p>Quoted<blockquote>deep</blockquote></blockquote>"
        "<ul><li>One<li>Two</ul><table><tr><td>a<td>b<tr><td>c</table><figure><figcaption>Fig</figcaption></figure>"
    )
    assert blocks(manuscript) == [
        ("heading", "Title"), ("paragraph", "Loose"), ("paragraph", "Par"), ("paragraph", "end"), ("quote", "Quoted"),
        ("quote", "deep"), ("list", "One"), ("list", "Two"), ("table", "a\tb"), ("table", "c"), ("caption", "Fig"),
    ]  # fmt: skip
    assert [b.level for b in manuscript.blocks if b.kind in {"heading", "quote"}] == [2, 1, 2]


def test_verse_keeps_its_lines_and_stanzas() -> None:
    for poem in (
        "<div class=poem>{}<span class=i0>One<br></span><span class=i2>two</span>{}<span>three<br></span></div></div>",
        "<div class=poetry>{}<div class='verse i0'>One</div><div class=verse>two</div>{}<div class=verse>three</div>",
        "<blockquote epub:type=z3998:verse><p><span>One</span><br/><span>two</span></p><p><span>three</span></p>",
        "<div class=poem><p>One<br>two</p><p>three<br></p></div>",
    ):
        manuscript = page("<p>Before</p>" + poem.format("<div class=stanza>", "</div><div class=stanza>"))
        assert blocks(manuscript)[1:] == [("verse", "One\ntwo"), ("verse", "three")], poem


def test_two_line_breaks_part_paragraphs() -> None:
    assert blocks(page("One<br>\n<br>Two<br>three")) == [("paragraph", "One"), ("paragraph", "Two\nthree")]


def test_preformatted_text_keeps_its_lines_and_parts_at_blank_ones() -> None:
    assert blocks(page("<pre>\nOne  and\n two\n\n\nthree</pre>")) == [
        ("paragraph", "One  and\n two"), ("paragraph", "three"),
    ]  # fmt: skip


def test_contents_and_bibliography_are_known_by_their_headings() -> None:
    manuscript = page(
        "<h2>Contents</h2><table><tr><td>I<td>1</table><h2>Chapter I</h2><p>Text</p>"
        "<h2>Select Bibliography</h2><p>Serge, V.</p><h3>Papers</h3><ul><li>Box 1</ul><h2>Index</h2><p>A</p>"
    )
    assert [kind for kind, _ in blocks(manuscript)] == [
        "heading", "contents", "heading", "paragraph", "heading", "bibliography", "heading", "bibliography", "heading",
        "paragraph",
    ]  # fmt: skip


def test_emphasis_also_in_reverse() -> None:
    manuscript = page(
        "<p>a <i>Life of <em>Hamlet</em> now</i> b <cite>C</cite> <b>bold</b> <span class=it>D</span></p>",
        "<style>.it {font-style: italic}</style>",
    )
    assert [span.of(manuscript.text) for span in manuscript.emphasis] == ["Life of", "Hamlet", "now", "C", "D"]


def test_what_stands_beside_the_line_does_not_part_the_sentence() -> None:
    manuscript = page(
        "<p>The Queen <span class=pagehead>HER YOUTH</span>was <span class=sni>A <i>floating</i> note</span>young.</p>",
        "<style>/* span.x {} */ span.sni, p.y { color: red; float: right }</style>",
    )
    assert blocks(manuscript) == [
        ("paragraph", "The Queen was young."), ("aside", "HER YOUTH"), ("aside", "A floating note"),
    ]  # fmt: skip


def test_drop_caps_join_their_word() -> None:
    manuscript = page(
        "<p><span class=dropcap>T</span>HIS</p><p><img alt=W src=w.png>HEN</p><p><img alt='A view'>now</p>",
        "<style>.dropcap {float: left}</style>",
    )
    assert manuscript.text == "THIS\n\nWHEN\n\nnow"


def test_short_quotations_get_the_marks_a_browser_draws() -> None:
    assert page("<p>He said <q>yes</q>.</p>").text == "He said “yes”."


# -- what the page says of itself ----------------------------------------------------------------------------------

HEADER = """<pre>The Project Gutenberg EBook of Letters

Title: The Letters of Queen Victoria, Volume II (of 3)
       1844-1853

Author: Queen Victoria

Editor: Arthur Benson and Viscount Esher

Language: English

*** START OF THIS PROJECT GUTENBERG EBOOK LETTERS ***


Produced by A. Typist and the
Online Team
</pre>"""
FOOTER = (
    "<p>End of the Project Gutenberg EBook of Letters</p><pre>*** END OF THIS PROJECT GUTENBERG EBOOK ***\n\nLaw</pre>"
)


def test_a_gutenberg_header_is_boilerplate_and_metadata() -> None:
    manuscript = page(f"{HEADER}<h1>LETTERS</h1><p>Text</p>{FOOTER}", "<title>X - Project Gutenberg</title>")
    assert manuscript.metadata.title == "The Letters of Queen Victoria, Volume II (of 3): 1844-1853"
    assert manuscript.metadata.volume == "2"
    assert manuscript.metadata.authors == ("Queen Victoria",)
    assert manuscript.metadata.editors == ("Arthur Benson", "Viscount Esher")
    kinds = [kind for kind, _ in blocks(manuscript)]
    assert kinds.index("heading") == len(kinds) - 5
    assert kinds[-5:] == ["heading", "paragraph", "boilerplate", "boilerplate", "boilerplate"]


def test_dublin_core_and_the_title() -> None:
    manuscript = page(
        "<p>Text</p>",
        "<title>Year One | Site</title><meta name='DC.creator' content='Victor Serge'>"
        "<meta name='DC.title' content='Year One'><meta name='DC.date' content='1930'>",
    )
    assert manuscript.metadata.title == "Year One"
    assert manuscript.metadata.authors == ("Victor Serge",)
    assert manuscript.metadata.date == "1930"


def test_encodings_are_read_as_declared() -> None:
    manuscript = read("<meta charset=windows-1251><p>Виктор Серж, «Год первый»</p>".encode("cp1251"), "x.html")
    assert manuscript.text == "Виктор Серж, «Год первый»"
    assert manuscript.encoding == "windows-1251"


# -- every letter has its place ------------------------------------------------------------------------------------


def assert_addressed(manuscript: Manuscript, data: bytes) -> None:
    """Every address leads to a text node that has these letters at that place."""
    parser = etree.HTMLParser(encoding=manuscript.encoding, remove_comments=True, remove_pis=True, huge_tree=True)
    tree = etree.fromstring(data, parser)
    ends = [a.start for a in manuscript.addresses[1:]] + [len(manuscript.text)]
    for address, end in zip(manuscript.addresses, ends, strict=True):
        letters = manuscript.text[address.start : end].rstrip("\n")
        node = tree.xpath(address.path)[0]  # type: ignore[index]
        there = str(node)[address.offset : address.offset + len(letters)]
        assert " ".join(there.split()) == " ".join(letters.split())


def test_addresses_lead_back_into_the_file() -> None:
    data = (
        "<html><head><meta charset=utf-8></head><body><p>Some  words<sup><a id=c href='#f'>1</a></sup> and\n <i>an</i>"
        "  é</p><!-- no --><p>More<br>lines</p><p class=footnote id=f>[<a href='#c'>1</a>] A  note</p></body></html>"
    ).encode()
    assert_addressed(read(data, "x.html"), data)


INLINE = st.sampled_from(
    ["{}", "<i>{}</i>", "<b>{} </b>", "<span class=pagenum>[Pg {n}]</span>{}", "{}<br>", "<sup>{}</sup>"]
)
TEXTS = st.text(alphabet="ab c\n\u00a0\u2060é", max_size=12)
CONTENT = st.lists(st.tuples(INLINE, TEXTS))
BODIES = st.lists(
    st.tuples(
        st.sampled_from(["p", "div", "blockquote", "li", "td", "h2", "span"]), st.lists(st.tuples(INLINE, TEXTS))
    ),
    max_size=6,
)


@given(BODIES)
def test_whatever_the_mark_up_the_text_is_whole(body: list[tuple[str, list[tuple[str, str]]]]) -> None:
    n, source = 0, ""
    for tag, inner in body:
        source += f"<{tag}>"
        for pattern, text in inner:
            n += 1
            source += pattern.format(text, n=n)
        source += f"</{tag}>"
    data = f"<html><head><meta charset=utf-8></head><body><p>x</p>{source}</body></html>".encode()
    manuscript = read(data, "x.html")
    said = "x" + "".join(text for _, inner in body for _, text in inner)
    assert "".join(manuscript.text.split()) == "".join(said.split())
    for before, after in pairwise(manuscript.blocks):
        assert before.span.stop <= after.span.start
    assert all(a.start < b.start for a, b in pairwise(manuscript.addresses))
    assert_addressed(manuscript, data)


# -- hostile pages -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data", [b"", b"<html></html>", b"<p>  &nbsp;</p><script>words</script><style>p{}</style>", b"<!-- x -->"]
)
def test_pages_without_words_are_empty(data: bytes) -> None:
    with pytest.raises(EmptyFile, match=r"x\.html"):
        read(data, "x.html")


def test_scripts_and_styles_are_no_text() -> None:
    manuscript = page("<p>Text<script>var words</script><style>p {}</style><noscript>none</noscript></p>")
    assert manuscript.text == "Text"
    assert manuscript.words_read_share == 1


def test_deep_nesting_ends_soon_and_says_so() -> None:
    started = time.perf_counter()
    manuscript = page("<p>First</p>" + "<div><i>" * 1500 + "deep" + "<p>last</p>")
    assert "First" in manuscript.text
    assert "deep" in manuscript.text or [w.code for w in manuscript.warnings] == ["W132"]
    assert time.perf_counter() - started < 5


def test_nesting_beyond_the_parser_is_warned_of() -> None:
    manuscript = page("<p>First</p>" + "<div>" * 9000 + "deep")
    assert manuscript.text.startswith("First")
    assert "W132" in [w.code for w in manuscript.warnings]


def test_huge_attributes_and_many_links_cost_little() -> None:
    started = time.perf_counter()
    body = f"<p title='{'x' * 3_000_000}'>Text</p>" + "<div id=all>" + "<a href='#all'>1</a> " * 5000 + "</div>"
    assert page(body).text.startswith("Text")
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    "body",
    [
        "<p>a<sup>1</sup></p>" * 4000 + "<p class=footnote>1. x</p>" * 3999,
        "<p>" + "".join(f"w<a href='#n{n}' id=c{n}>{n % 999}</a>" for n in range(4000)) + "</p>"
        "<p>" + "".join(f"<a id=n{n} href='#c{n}'>{n % 999}</a> note<br>" for n in range(4000)) + "</p>",
        "<div class=notes>" * 200 + "<p class=footnote>1. x</p>" * 2000,
        "<span>" * 200 + "".join(f"w<span class=pagenum>[{n}]</span> " for n in range(3000)),
    ],
    ids=["unlinked", "in one paragraph", "nested", "spans"],
)
def test_thousands_of_marks_cost_little(body: str) -> None:
    started = time.process_time()
    page(body)
    assert time.process_time() - started < 5


def test_entities_are_not_expanded() -> None:
    data = (
        b'<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><html><body><p>Text &b; &amp; &eacute;</p></body>'
    )
    assert "lollol" not in read(data, "x.html").text


# -- real books ----------------------------------------------------------------------------------------------------


@needs_data
def test_queen_victoria_1921() -> None:
    data = (DATA / "queen-victoria-1921-ch1-5.html").read_bytes()
    manuscript = read(data, "victoria.html")
    assert manuscript.words_read_share >= 0.99
    assert len(manuscript.notes) == 260
    assert all(len(note.anchors) == 1 for note in manuscript.notes)
    assert [sum(n.section == s for n in manuscript.notes) for s in range(5)] == [17, 56, 70, 82, 35]
    assert not any(words_of(n, manuscript).startswith(("[", "]", ".", " ")) for n in manuscript.notes)
    assert [p.label for p in manuscript.pages[:185]] == [str(n) for n in range(1, 186)]
    assert manuscript.metadata.authors == ("Lytton Strachey",)
    assert_addressed(manuscript, data)


@needs_data
@pytest.mark.parametrize(
    ("name", "pages", "notes", "volume"),
    [
        ("letters_1", 524, 709, "1"), ("greville_2nd_2", 445, 145, "2"), ("leaves", 224, 64, ""),
        ("greville_3rd_1", 323, 68, "1"),
    ],
)  # fmt: skip
def test_source_books(name: str, pages: int, notes: int, volume: str) -> None:
    manuscript = read((DATA / "sources" / f"{name}.htm").read_bytes(), name)
    assert manuscript.words_read_share >= 0.99
    assert len(manuscript.pages) == pages
    assert sum(bool(note.anchors) for note in manuscript.notes) == notes
    assert manuscript.metadata.volume == volume
    numbers = [int(p.label) for p in manuscript.pages if p.label.isdecimal()]
    assert numbers == sorted(numbers)
