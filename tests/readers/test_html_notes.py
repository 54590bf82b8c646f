"""HTML: where pages turn, and where notes are called and stand."""

from __future__ import annotations

import pytest
from tests.readers.test_html import blocks, marked, page, words_of

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
