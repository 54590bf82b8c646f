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


# -- pages ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mark",
    [
        "<span class=pagenum>[Pg 12]</span>",
        "<span class='pagenum'><a name='Page_12' id='Page_12'>[12]</a></span>",
        "<a id=Page_12></a>",
        "<a name=page12></a>",
        "<a id='pagei.12'></a>",
        "<span class=pagenum>{<a name=P12></a>12}</span>",
        "<span class=pageno>p. 12</span>",
        "<span class=pb id=pg_12>[page&nbsp;12]</span>",
        "<span epub:type=pagebreak title=12></span>",
        "<span role=doc-pagebreak aria-label='Page 12'></span>",
        "<span epub:type=pagebreak id=x>12</span>",
        "<span class=pgnum>12</span>",
        "<span class=x-ebookmaker-pageno title='[Pg 12]'></span>",
        "<a class=pagenum id=page12 title=12></a>",
    ],
)
def test_page_marks_in_every_spelling(mark: str) -> None:
    manuscript = page(f"<p>wher{mark}ever you go</p>")
    assert marked(manuscript) == "wher<12>ever you go"


def test_what_page_marks_print_counts_as_read() -> None:
    manuscript = page("<p>One <span class=pagenum>[Pg 12]</span> two</p>")
    assert (manuscript.text, manuscript.words_read_share) == ("One two", 1)


@pytest.mark.parametrize("label", ["xiv", "v", "7", "214a"])
def test_labels_are_kept_as_print_has_them(label: str) -> None:
    manuscript = page(f"<p><span class=pagenum>[ {label}]</span>Text</p>")
    assert [p.label for p in manuscript.pages] == [label]


def test_pages_that_turn_between_blocks() -> None:
    manuscript = page(
        "<p>One</p><div class=pagenum><a id=Page_2>2</a></div><p>Two</p><p><span class=pagenum id=Page_3>3</span></p>"
        "<p>Three</p>"
    )
    assert marked(manuscript).replace("\n", "") == "One<2>Two<3>Three"


def test_links_to_pages_turn_none() -> None:
    manuscript = page(
        "<ul><li>Albert, <a class=index href='#Page_2'>2</a>, <a href='x.htm#pageii.3'>3</a></ul>"
        "<table><tr><td>I<td class=pag>17</table><p>See p. <a href='#Page_2'>2</a></p><p><a id=Page_2></a>Text</p>"
    )
    assert [p.label for p in manuscript.pages] == ["2"]
    assert "Albert, 2, 3" in manuscript.text


def test_paragraph_numbers_are_no_pages() -> None:
    assert page("".join(f"<p><a id=p{n}></a>Text {n}</p>" for n in range(1, 9))).pages == ()
    assert len(page("".join(f"<p>Some <a id=p{n}></a>text</p>" for n in range(1, 9))).pages) == 8


def test_a_misprinted_page_is_passed_over_and_said() -> None:
    marks = [5, 6, 133, 7, 8, 1, 2]
    manuscript = page("".join(f"<p>Text <span class=pagenum>[Pg {n}]</span> text</p>" for n in marks))
    assert [p.label for p in manuscript.pages] == ["5", "6", "7", "8", "1", "2"]
    assert [w.code for w in manuscript.warnings] == ["W131"]


# -- notes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "body"),
    [
        ("[<a name=c1></a><a href='#n1'>1</a>]", "<p class=footnote><a name=n1></a> [<a href='#c1'>1</a>] Words</p>"),
        ("<sup><a id=c1 href='#n1'>1</a></sup>", "<ol><li id=n1><p>Words <a href='#c1'>↩</a></p></ol>"),
        ("<a epub:type=noteref href='#n1'>1</a>", "<aside epub:type=footnote id=n1><p>Words</p></aside>"),
        ("<a role=doc-noteref href='#n1'>1</a>", "<section role=doc-endnotes><ol><li id=n1>Words</ol></section>"),
        ("<a class=fnanchor id=c1 href='#n1'>[1]</a>",
         "<div class=footnote><p><a id=n1></a><a href='#c1'><span class=label>[1]</span></a> Words</p></div>"),
        ("<a class=noteref href='#n1'>*</a>", "<p class=fn id=n1>* Words</p>"),
        ("<sup class=reference id=c1><a href='#n1'>[1]</a></sup>",
         "<ol class=references><li id=n1><span class=backlink>^ <a href='#c1'>a</a></span> Words</ol>"),
        ("<a id=c1 href='#n1'><sup>1</sup></a>", "<h2>Notes</h2><p id=n1>1. Words</p>"),
        ("(<a id=c1 href='#n1'>1</a>)", "<dl><dt id=n1><a href='#c1'>1</a></dt><dd>Words</dd></dl>"),
        ("<a id=c1 href='#n1'>1</a>", "<table><tr><td id=n1><a href='#c1'>1</a></td><td>Words</td></tr></table>"),
        ("<sup>1</sup>", "<p class=footnote1>Footnote 1:  Words</p>"),
        ("<a href='#n1' name=c1><small>1</small></a>",
         "<p class=foot><a name=n1></a> 1 (<a href='#c1'>return</a>)<br> Words</p>"),
        ("<a href='#n1' name=c1><span class=MsoFootnoteReference>[1]</span></a>",
         "<div id=ftn1><p class=MsoFootnoteText><a href='#c1' name=n1>[1]</a>&nbsp;Words</p></div>"),
        ("<sup><a href='#n1' id=c1>[1]</a></sup>", "<div><p><a href='#c1' id=n1>[1]</a>&nbsp;Words</p></div>"),
        ("<a class=sdfootnoteanc name=c1 href='#n1'><sup>1</sup></a>",
         "<div id=x><p class=sdfootnote><a class=sdfootnotesym name=n1 href='#c1'>1</a>Words</p></div>"),
        ("<a href='#n1' class=footnote-ref id=c1 role=doc-noteref><sup>1</sup></a>",
         "<section role=doc-endnotes><li id=n1>Words<a href='#c1' role=doc-backlink>↩\ufe0e</a></section>"),
        ("<a href='#n1' id=c1>¹</a>", "<p id=n1>¹ Words <a href='#c1'>Back to text</a></p>"),
        ("<sup>[<a href='#n1' id=c1>1</a>]</sup>", "<p class=fn><a id=n1 href='#c1'>1.</a> Words</p>"),
        ("<a href='#n1' id=c1>[Note 1]</a>", "<p id=n1><a href='#c1'>Note 1.</a> Words</p>"),
        ("<span><a href='#n1' title=t id=c1><sup>1</sup></a></span>",
         "<ol><li><span id=n1></span>Words<a href='#c1'>Return to note 1.</a></ol>"),
        ("<a id=c1 href='#n1'>1</a>", "<a id=n1></a><p><a href='#c1'>1</a> Words</p>"),
    ],
)  # fmt: skip
def test_notes_of_every_kind(call: str, body: str) -> None:
    manuscript = page(f"<p>Voiceless{call} men.</p><p>More.</p>{body}")
    assert len(manuscript.notes) == 1
    (note,) = manuscript.notes
    assert words_of(note, manuscript) == "Words"
    assert note.label in {"1", "*"}
    assert marked(manuscript).startswith(f"Voiceless^{note.label} men.\n\nMore.")
    assert manuscript.words_read_share == 1


def test_notes_restart_and_stand_at_the_ends_of_chapters() -> None:
    chapter = (
        "<p>One{0}<sup><a id=c{0}1 href='#n{0}1'>1</a></sup> two<sup><a id=c{0}2 href='#n{0}2'>2</a></sup></p>"
        "<p class=footnote id=n{0}1><a href='#c{0}1'>1</a> First {0}</p>"
        "<p class=footnote id=n{0}2><a href='#c{0}2'>2</a> Second {0}</p><p class=footnote>It goes on</p>"
    )
    manuscript = page(chapter.format("a") + chapter.format("b"))
    assert [(n.label, n.section, words_of(n, manuscript)) for n in manuscript.notes] == [
        ("1", 0, "First a"), ("2", 0, "Second a\n\nIt goes on"),
        ("1", 1, "First b"), ("2", 1, "Second b\n\nIt goes on"),
    ]  # fmt: skip


def test_unlinked_notes_pair_label_by_label() -> None:
    manuscript = page(
        "<p>a<sup>1</sup> b<sup>2</sup> on the 1<sup>st</sup></p><p class=note1>Footnote 1: A</p>"
        "<p class=note1>Footnote 2: B</p><p>c<sup>1</sup> x<sup>9</sup></p><p class=note1>Footnote 1: C</p>"
    )
    assert [(n.label, words_of(n, manuscript)) for n in manuscript.notes] == [("1", "A"), ("2", "B"), ("1", "C")]
    assert marked(manuscript).startswith("a^1 b^2 on the 1st")
    assert "x9" in manuscript.text


def test_a_number_that_begins_a_paragraph_does_not_shift_the_notes() -> None:
    """As many raised numbers as notes, by chance: a list looks like a note, and a power like a call."""
    manuscript = page(
        "<p>a<sup>1</sup></p><p class=note1>Footnote 1: A</p><p class=note>1. The Danube</p>"
        "<p>b<sup>1</sup></p><p class=note1>Footnote 1: B</p><p>c<sup>1</sup></p>"
    )
    assert [(words_of(n, manuscript), len(n.anchors)) for n in manuscript.notes] == [("A", 1), ("B", 1)]
    assert marked(manuscript).startswith("a^1\n")
    assert "1. The Danube" in manuscript.text


def test_a_mark_whose_link_leads_to_itself_calls_the_note() -> None:
    manuscript = page(
        "<p>a<a name=r1 id=r1></a><a href='#r1' class=fnanchor>[1]</a>, b<a href='gone.html#x' class=fnanchor>[2]</a>"
        "<div class=footnote><p><a id=f1></a><a href='#r1'><span class=label>[1]</span></a> A</p></div>"
    )
    [note] = manuscript.notes
    assert (words_of(note, manuscript), note.label) == ("A", "1")
    assert marked(manuscript).startswith("a^1, b[2]")


def test_several_notes_in_one_paragraph() -> None:
    manuscript = page(
        "<p>a<a href='#f1' id=r1>[1]</a> b<a href='#f2' id=r2>[2]</a></p>"
        "<p><a id=f1 href='#r1'>[1]</a> First.<br><a id=f2 href='#r2'>[2]</a> Second.</p>"
    )
    assert [words_of(n, manuscript) for n in manuscript.notes] == ["First.", "Second."]


def test_a_page_turns_between_a_call_and_its_bracket() -> None:
    manuscript = page(
        "<p>wives[<a name=c1></a><span class=pagenum>[Pg 9]</span><a href='#n1'>1</a>] and</p>"
        "<p class=footnote><a name=n1></a><span class=pagenum>[Pg 10]</span>[<a href='#c1'>1</a>] See <i>Ibid.</i></p>"
    )
    assert marked(manuscript).startswith("wives<9>^1 and")
    assert [words_of(n, manuscript) for n in manuscript.notes] == ["See Ibid."]
    assert "[" not in manuscript.text


@pytest.mark.parametrize(
    "body",
    [
        "<p><a href='#ch1' id=toc1>1</a></p><h2 id=ch1><a href='#toc1'>1</a> Birth</h2><p>Text</p>",
        "<ul><li><a href='#ch1'>I</a> Birth</ul><div id=ch1><p>I was born.</p></div>",
        "<p>See chapter <a href='#ch1'>2</a>.</p><div id=ch1><p>I was born.</p></div>",
        "<p>In <a href='#Page_5'>5</a> he</p><p><a id=Page_5></a>I was born.</p>",
        "<p><a href='#A'>A</a> <a href='#B'>B</a></p><p id=A>Albert</p><p id=B>Bertie</p>",
    ],
)
def test_links_that_only_lead_elsewhere_call_no_note(body: str) -> None:
    manuscript = page(body)
    assert manuscript.notes == ()
    assert manuscript.words_read_share == 1


def test_a_cross_reference_to_a_note_is_text() -> None:
    manuscript = page(
        "<p>a<sup><a id=r1 href='#f1'>1</a></sup> and</p><p>Also note <a href='#f1'>1</a></p>"
        "<h3>Notes</h3><p id=f1><a href='#r1'>1</a> Words <a href='#r1'>↩</a></p>"
    )
    assert "Also note 1" in manuscript.text
    assert [words_of(n, manuscript) for n in manuscript.notes] == ["Words"]


def test_notes_set_where_they_are_called() -> None:
    manuscript = page(
        "<p>One<span class=footnote>A whole note.</span> and<a epub:type=noteref href='#n'>2</a>"
        "<span epub:type=footnote id=n>Another one.</span> on.</p>"
    )
    assert blocks(manuscript)[0] == ("paragraph", "One and on.")
    assert marked(manuscript).startswith("One^ and^2 on.")
    assert [words_of(n, manuscript) for n in manuscript.notes] == ["A whole note.", "Another one."]


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
