"""TEI as real projects write it: Perseus P4, P5 with and without a namespace, drama, verse, apparatus."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.errors import DamagedFile, EmptyFile, TooLarge, UnknownFormat
from quoth.model.manuscript import Manuscript
from quoth.readers.tei import read
from quoth.readers.xml import parse_xml

DATA = Path(__file__).parent.parent.parent.parent / "shared" / "data"
TEI = {"tei": "http://www.tei-c.org/ns/1.0"}


def p5(body: str, *, header: str = "", back: str = "", doctype: str = "") -> bytes:
    text = f"<text><body>{body}</body>{back}</text>"
    return f'{doctype}<TEI xmlns="{TEI["tei"]}"><teiHeader>{header}</teiHeader>{text}</TEI>'.encode()


def tei(body: str, *, header: str = "", back: str = "", doctype: str = "") -> Manuscript:
    return read(p5(body, header=header, back=back, doctype=doctype), "a.xml")


def blocks(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(manuscript.text)) for block in manuscript.blocks]


def codes(manuscript: Manuscript) -> list[str]:
    return [warning.code for warning in manuscript.warnings]


def check_addresses(data: bytes) -> int:
    """Every letter up to the next address is the letter of the node that the address names. How many were compared."""
    manuscript, tree = read(data, "a.xml"), parse_xml(data, "a.xml").getroottree()
    ends = [address.start for address in manuscript.addresses[1:]] + [len(manuscript.text)]
    nodes: dict[str, str] = {}
    for address in manuscript.addresses:
        if address.path not in nodes:
            found = tree.xpath(address.path, namespaces=TEI)
            assert isinstance(found, list)
            (node,) = found
            nodes[address.path] = node if isinstance(node, str) else ""
    compared = 0
    for address, end in zip(manuscript.addresses, ends, strict=True):
        node = nodes[address.path][address.offset :]
        for letter, own in zip(manuscript.text[address.start : end], node, strict=False):
            if not letter.isspace():
                assert letter == own, (address, node)
                compared += 1
    return compared


def test_blocks_have_their_kinds_and_headings_their_depth() -> None:
    manuscript = tei(
        "<div><head>One</head><p>A paragraph.</p><div><head>Two</head><epigraph><p>Motto.</p></epigraph>"
        "<quote><p>Set off.</p></quote><list><item>first</item></list>"
        "<table><row><cell>a</cell><cell>b</cell></row></table><figure><head>A view</head></figure></div></div>"
    )
    assert blocks(manuscript) == [
        ("heading", "One"), ("paragraph", "A paragraph."), ("heading", "Two"), ("epigraph", "Motto."),
        ("quote", "Set off."), ("list", "first"), ("table", "a"), ("table", "b"), ("caption", "A view"),
    ]  # fmt: skip
    assert [block.level for block in manuscript.blocks if block.kind == "heading"] == [1, 2]
    assert manuscript.words_read_share == 1.0


def test_a_speech_is_one_block_whatever_interrupts_it() -> None:
    manuscript = tei(
        "<sp><speaker>HAMLET</speaker><l>To be, or not to be,</l>\n<stage>Aside</stage>\n"
        "<l>that is <stage>pausing</stage>the question</l></sp><sp><speaker>OPHELIA</speaker><l>My lord</l></sp>"
    )
    assert blocks(manuscript) == [
        ("aside", "HAMLET"), ("verse", "To be, or not to be,\nthat is the question"), ("aside", "Aside"),
        ("aside", "pausing"), ("aside", "OPHELIA"), ("verse", "My lord"),
    ]  # fmt: skip


def test_stanzas_are_blocks_and_quoted_verse_is_a_quotation() -> None:
    manuscript = tei("<lg><lg><l>one</l><l>two</l></lg><lg><l>three</l></lg></lg><quote><l>four</l><l>five</l></quote>")
    assert blocks(manuscript) == [("verse", "one\ntwo"), ("verse", "three"), ("quote", "four\nfive")]


def test_lines_numbered_after_another_edition_do_not_break_the_line() -> None:
    manuscript = tei('<l>stand, and unfold <lb n="6" ed="F1"/>yourself</l><p>prose<lb/>next</p>')
    assert blocks(manuscript) == [("verse", "stand, and unfold yourself"), ("paragraph", "prose\nnext")]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('magnifi-\n<lb break="no"/>cent', "magnificent"),
        ('magnifi-<pb n="3" break="no"/>\n<lb break="no"/>cent', "magnificent"),
        ('magnifi\n<lb break="no"/>\ncent', "magnificent"),
        ('magnifi<pb n="3"/>cent', "magnificent"),
        ("well-<lb/>known", "well-\nknown"),
        ("a <hi>W</hi>ord, s<supplied>o</supplied>lid", "a Word, solid"),
        ("<choice>\n<sic>recieve</sic>\n<corr>receive</corr>\n</choice>d", "recieved"),
        ("<choice><reg>to-day</reg><orig>to day</orig></choice>", "to day"),
        ("<choice><expan>Mister</expan><abbr>Mr</abbr></choice>", "Mr"),
        ('<corr sic="teh">the</corr> end', "teh end"),
        ("<app><rdg wit='B'>lass</rdg><lem wit='A'>girl</lem></app>", "girl"),
        ("<app><rdg wit='B'>lass</rdg><rdg wit='A'>girl</rdg></app>", "lass"),
        ("the <del>old</del> <add>new</add> way", "the new way"),
        ("before <fw type='header'>RUNNING HEAD</fw>after", "before after"),
        ("(\n<bibl>\n<author>Mill</author>\n</bibl>\n), p. 4", "(Mill), p. 4"),
        ("<q>“Yes,”</q> <hi>l'</hi>homme ; mot", "“Yes,” l'homme ; mot"),
        ("caf&eacute; &agr;&Ogr; &#233;", "café αΟ é"),
    ],
)
def test_the_text_is_the_printed_one(body: str, text: str) -> None:
    manuscript = tei(f"<p>{body}</p>", doctype='<!DOCTYPE TEI SYSTEM "tei.dtd">')
    assert manuscript.text == text


def test_pages_turn_without_splitting_words_and_neighbours_tell_a_missing_number() -> None:
    manuscript = tei('<pb n="[xii]"/><p>one t<pb n="p. 13"/>wo</p><pb/><p>three</p><p>four <pb n="15"/>five</p>')
    assert [(page.label, manuscript.text[page.offset :].split()[0]) for page in manuscript.pages] == [
        ("xii", "one"), ("13", "wo"), ("14", "three"), ("15", "five"),
    ]  # fmt: skip


def test_pages_of_two_editions_do_not_mix() -> None:
    manuscript = tei('<p><pb n="1" ed="A"/>a <pb n="99" ed="B"/>b <pb n="2" ed="A"/>c</p>')
    assert [page.label for page in manuscript.pages] == ["1", "2"]
    assert codes(manuscript) == ["W122"]
    assert not any(page.counted for page in manuscript.pages)


def test_pages_are_called_by_their_images_only_where_nothing_else_names_them() -> None:
    manuscript = tei('<p><pb facs="#f0007"/>a <pb facs="img/p_0008.jpg"/>b</p>')
    assert [page.label for page in manuscript.pages] == ["7", "8"]
    assert codes(manuscript) == ["W124"]
    assert all(page.counted for page in manuscript.pages)


def test_notes_in_place_and_notes_pointed_to() -> None:
    manuscript = tei(
        '<p>First<note place="foot" n="1"><p>Body.</p><p>More.</p></note> claim<ref target="#e1">*</ref>. See '
        '<ref target="#e1">what I say there</ref>.</p>',
        back='<back><div type="notes"><note xml:id="e1"><label>*</label> At the end.</note></div></back>',
    )
    assert manuscript.text.startswith("First claim. See what I say there.\n\n")
    first, second = manuscript.notes
    assert (first.label, first.kind, first.span.of(manuscript.text)) == ("1", "footnote", "Body.\n\nMore.")
    assert (second.label, second.kind, second.span.of(manuscript.text)) == ("*", "endnote", "At the end.")
    assert [(span.start, span.stop) for span in first.anchors + second.anchors] == [(5, 5), (11, 11)]


def test_a_note_that_points_back_to_its_anchor() -> None:
    manuscript = tei(
        '<p>Some<anchor xml:id="a1"/> words.</p>', back='<back><note target="#a1" n="2">Here.</note></back>'
    )
    (note,) = manuscript.notes
    assert (note.label, note.anchors[0].start, note.span.of(manuscript.text)) == ("2", 4, "Here.")


def test_what_stands_in_the_margin_is_no_note() -> None:
    manuscript = tei('<p>The king <note place="margin">An. 1537</note>died.</p>')
    assert blocks(manuscript) == [("paragraph", "The king died."), ("aside", "An. 1537")]
    assert manuscript.notes == ()


def test_quotation_marks_left_to_the_style_sheet_are_put_back() -> None:
    assert tei("<p>He said <q>go <q>now</q></q>.</p>").text == "He said “go ‘now’”."
    assert tei("<p>He said <q>“go”</q>.</p>").text == "He said “go”."
    assert tei("<p>He said “<q>go</q>”.</p>").text == "He said “go”."
    assert tei("<p>He said <q>'tis late</q>.</p>").text == "He said “'tis late”."
    kept = "<encodingDesc><editorialDecl><quotation marks='all'/></editorialDecl></encodingDesc>"
    assert tei("<p>a <q>scare</q></p>", header=kept).text == "a scare"


def test_a_quotation_set_off_inside_a_paragraph_is_a_block() -> None:
    manuscript = tei("<p>He wrote:<cit><quote><p>Go.</p></quote><bibl>Letters, 3</bibl></cit> And went.</p>")
    assert blocks(manuscript) == [
        ("paragraph", "He wrote:"), ("quote", "Go."), ("paragraph", "Letters, 3"), ("paragraph", "And went."),
    ]  # fmt: skip


def test_emphasis_is_where_the_italics_are() -> None:
    manuscript = tei('<p>in <title level="m">Hard  Times</title>, <hi rend="sup">2</hi> <emph>so</emph></p>')
    assert [span.of(manuscript.text) for span in manuscript.emphasis] == ["Hard Times", "so"]


def test_the_header_tells_what_the_printed_source_is() -> None:
    header = (
        "<fileDesc><titleStmt><title type='main'>Life</title><title type='sub'>A Study</title>"
        "<author>A. Writer</author>"
        "<editor>E. Ditor</editor></titleStmt><publicationStmt><publisher>Archive</publisher><date>2001</date>"
        "<idno>urn:x:1</idno></publicationStmt><sourceDesc><bibl><biblScope unit='volume'>II</biblScope>"
        "<publisher>Murray</publisher><date>1878</date></bibl></sourceDesc></fileDesc>"
        "<profileDesc><langUsage><language ident='en'>English</language></langUsage></profileDesc>"
    )
    metadata = tei("<p>x</p>", header=header).metadata
    assert (metadata.title, metadata.authors, metadata.editors) == ("Life: A Study", ("A. Writer",), ("E. Ditor",))
    assert (metadata.volume, metadata.date, metadata.publisher) == ("II", "1878", "Murray")
    assert (metadata.language, metadata.identifiers) == ("en", ("urn:x:1",))


def test_glyphs_are_the_letters_that_the_header_maps_them_to() -> None:
    header = "<encodingDesc><charDecl><char xml:id='slong'><mapping>ſ</mapping></char></charDecl></encodingDesc>"
    assert tei("<p>con<g ref='#slong'/>ul</p>", header=header).text == "conſul"


def test_entities_come_from_the_file_and_what_nobody_declares_is_named() -> None:
    doctype = '<!DOCTYPE TEI SYSTEM "tei.dtd" [<!ENTITY me "A &amp; B"><!ENTITY us "&me;, <b>C</b>">]>'
    manuscript = tei("<p>by &us; and &them;</p>", doctype=doctype)
    assert manuscript.text == "by A & B, C and \ufffd"
    assert [(w.code, "&them;" in w.message) for w in manuscript.warnings] == [("W121", True)]


def test_an_entity_bomb_is_refused() -> None:
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    doctype = f'<!DOCTYPE TEI [<!ENTITY l0 "ha ha ha ha">{levels}]>'
    with pytest.raises(TooLarge):
        tei("<p>&l11;</p>", doctype=doctype)


def test_a_file_of_the_machine_is_never_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("password")
    doctype = f'<!DOCTYPE TEI [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    manuscript = tei("<p>a &s; b</p>", doctype=doctype)
    assert "password" not in manuscript.text
    assert codes(manuscript) == ["W121"]


def test_depth_is_limited_and_what_is_allowed_is_read_without_recursion() -> None:
    with pytest.raises(TooLarge):
        tei("<seg>" * 5000 + "x" + "</seg>" * 5000)
    assert tei("<div>" * 200 + "<p>deep</p>" + "</div>" * 200).text == "deep"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFile),
        (b" \n", EmptyFile),
        (p5("<p> </p>"), EmptyFile),
        (b"<TEI><text><p>broken", DamagedFile),
        (b"<dataset><title>No TEI</title></dataset>", UnknownFormat),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        read(data, "a.xml")
    assert str(caught.value).startswith("a.xml: ")


def test_tei_wrapped_in_another_vocabulary_is_read() -> None:
    data = f'<set><raw>Mill, p. 4</raw><note xmlns="{TEI["tei"]}" n="1"><label>1</label> Mill, p. 4</note></set>'
    manuscript = read(data.encode(), "a.xml")
    assert blocks(manuscript) == [("note", "Mill, p. 4")]
    assert codes(manuscript) == ["W123"]
    assert check_addresses(data.encode()) == len("Mill,p.4")


_WORDS = st.lists(st.sampled_from(["king", "—", "ol'", "é", "née"]), min_size=1, max_size=3).map(" ".join)
_INLINE = st.recursive(
    _WORDS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, st.sampled_from(["", "<lb/>", "<pb n='4'/>", "<lb break='no'/>"]), inner).map("".join),
        st.tuples(st.sampled_from(["hi", "q", "seg", "del", "note", "stage"]), inner).map(
            lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
        ),
        inner.map(lambda words: f"<choice> <sic>{words}</sic> <corr>x</corr> </choice>"),
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["p", "l", "head", "quote", "sp"]), _INLINE), min_size=1, max_size=5))
def test_addresses_lead_back_to_the_letters(parts: list[tuple[str, str]]) -> None:
    data = p5("\n".join(f"<{name}>{words}</{name}>" for name, words in parts) + "<p>end</p>")
    assert check_addresses(data) > 0


@pytest.mark.parametrize(
    "path", ["shakespeare/ham.xml", "shakespeare/mac.xml", "shakespeare/son.xml", "notes/10.1111_1467-6478.00057.xml"]
)
def test_real_files_arrive_whole_and_addressed(path: str) -> None:
    if not (DATA / path).exists():
        pytest.skip("the data for development is not here")
    data = (DATA / path).read_bytes()
    manuscript = read(data, path)
    assert manuscript.words_read_share > 0.999
    assert check_addresses(data) > 0.95 * sum(not letter.isspace() for letter in manuscript.text)


def test_a_speech_of_hamlet_is_verse_without_its_stage_directions() -> None:
    path = DATA / "shakespeare" / "ham.xml"
    if not path.exists():
        pytest.skip("the data for development is not here")
    manuscript = read(path.read_bytes(), "ham.xml")
    found = [block for block in manuscript.blocks if "slings and arrows" in block.span.of(manuscript.text)]
    assert [block.kind for block in found] == ["verse"]
    assert found[0].span.of(manuscript.text).startswith("To be, or not to be: that is the question:\nWhether")
