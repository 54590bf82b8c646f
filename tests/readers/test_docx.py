"""Word documents made by python-docx and pandoc, with what these cannot write put in by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypandoc
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Inches
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from quoth.errors import DamagedFile, EmptyFile, ProtectedFile, TooLarge, UnknownFormat
from quoth.model.manuscript import Manuscript, Note
from quoth.readers.docx import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = {"w": W, "m": "http://schemas.openxmlformats.org/officeDocument/2006/math"}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())
_DECLARED += (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
SECTION = "<w:sectPr>{}</w:sectPr>"


RAISED_RUN = '<w:vertAlign w:val="superscript"/>'


def made(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def note_call(kind: str, number: int, more: str = "", attributes: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}" {attributes}/>{more}</w:r>'


def word(
    *paragraphs: str, footnotes: dict[int, str] | None = None, endnotes: dict[int, str] | None = None, end: str = ""
) -> bytes:
    """A document of these paragraphs (the insides of w:p, or whole elements), and notes by their ids."""
    document = docx.Document()
    body = document.element.body
    for child in list(body):
        body.remove(child)
    whole = "".join(p if p.startswith(("<w:p>", "<w:tbl", "<w:sdt")) else f"<w:p>{p}</w:p>" for p in paragraphs)
    for child in etree.fromstring(f"<w:body {_DECLARED}>{whole}{SECTION.format(end)}</w:body>"):
        body.append(child)
    for kind, notes in (("footnote", footnotes), ("endnote", endnotes)):
        if notes:
            _add_notes(document, kind, notes)
    return made(document)


def _add_notes(document: docx.document.Document, kind: str, notes: dict[int, str]) -> None:
    separator = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    bodies = "".join(f'<w:{kind} w:id="{number}">{body}</w:{kind}>' for number, body in notes.items())
    blob = f"<w:{kind}s {_DECLARED}>{separator}{bodies}</w:{kind}s>".encode()
    content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
    part = Part(PackURI(f"/word/{kind}s.xml"), content, blob, document.part.package)
    document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{kind.upper()}S"))


def body_of_note(kind: str, text: str) -> str:
    return f"<w:p><w:r><w:{kind}Ref/></w:r>{run(' ' + text)}</w:p>"


def with_parts(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The same zip with each member as `change` gives it, without those that it gives None."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            blob = change(name, old.read(name))
            if blob is not None:
                new.writestr(name, blob)
    return out.getvalue()


def text_of(*paragraphs: str) -> str:
    return read(word(*paragraphs), "a.docx").text


def blocks(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(manuscript.text)) for block in manuscript.blocks]


def codes(manuscript: Manuscript) -> list[str]:
    return [warning.code for warning in manuscript.warnings]


def labels(manuscript: Manuscript) -> list[str]:
    return [note.label for note in manuscript.notes]


def check_addresses(data: bytes) -> int:
    """Every letter stands where its address says. How many were compared."""
    manuscript = read(data, "a.docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        roots = {name: etree.fromstring(archive.read(name)) for name in {a.part for a in manuscript.addresses}}
    ends = [address.start for address in manuscript.addresses[1:]] + [len(manuscript.text)]
    compared = 0
    for address, end in zip(manuscript.addresses, ends, strict=True):
        found = roots[address.part].getroottree().xpath(address.path, namespaces=NAMES)
        assert isinstance(found, list)
        (node,) = found
        assert isinstance(node, etree._Element)
        letters = (node.text or "")[address.offset :]
        for letter, own in zip(manuscript.text[address.start : end], letters, strict=False):
            if not letter.isspace():
                assert letter == own, address
                compared += 1
    return compared


# -- notes -----------------------------------------------------------------------------------------------------


def test_footnotes_and_endnotes_keep_their_kinds_numbers_and_places() -> None:
    data = word(
        run("One") + note_call("footnote", 2) + run(" two") + note_call("endnote", 2) + run(" three."),
        run("Four") + note_call("footnote", 3) + run("."),
        footnotes={2: body_of_note("footnote", "First.") + f"<w:p>{run('More.')}</w:p>",
                   3: body_of_note("footnote", "Second.")},
        endnotes={2: body_of_note("endnote", "At the end.")},
    )  # fmt: skip
    manuscript = read(data, "a.docx")
    assert manuscript.text.startswith("One two three.\n\nFour.\n\nFirst.\n\nMore.")

    def told(note: Note) -> tuple[str, str, str, int, int]:
        return note.kind, note.label, note.span.of(manuscript.text), note.anchors[0].start, note.section

    assert [told(note) for note in manuscript.notes] == [
        ("footnote", "1", "First.\n\nMore.", 3, 0), ("endnote", "i", "At the end.", 7, 0),
        ("footnote", "2", "Second.", 20, 0),
    ]  # fmt: skip
    assert [block.kind for block in manuscript.blocks] == ["paragraph", "paragraph", *["note"] * 4]
    assert manuscript.words_read_share == 1.0
    assert check_addresses(data) > 40


def three_notes(rules: str, first_section: str = "") -> list[str]:
    """The labels of three notes, two of them in a first section."""
    close = f"<w:pPr>{SECTION.format(first_section)}</w:pPr>"
    data = word(
        run("a") + note_call("footnote", 1),
        close + run("b") + note_call("footnote", 2),
        run("c") + note_call("footnote", 3),
        footnotes={i: body_of_note("footnote", f"Note {i}.") for i in (1, 2, 3)},
        end=rules,
    )
    return labels(read(data, "a.docx"))


@pytest.mark.parametrize(
    ("rules", "first", "expected"),
    [
        ("", "", ["1", "2", "3"]),
        ('<w:numFmt w:val="chicago"/>', '<w:numFmt w:val="chicago"/>', ["*", "†", "‡"]),
        ('<w:numFmt w:val="upperRoman"/>', '<w:numFmt w:val="lowerLetter"/>', ["a", "b", "III"]),
        ('<w:numRestart w:val="eachSect"/>', "", ["1", "2", "1"]),
        ('<w:numStart w:val="7"/><w:numRestart w:val="eachSect"/>', '<w:numStart w:val="4"/>', ["4", "5", "7"]),
        ('<w:numStart w:val="1"/>', '<w:numStart w:val="99999999"/>', ["99999999", "100000000", "100000001"]),
    ],
)
def test_numbers_follow_format_start_and_restart(rules: str, first: str, expected: list[str]) -> None:
    wrap = "<w:footnotePr>{}</w:footnotePr>"
    assert three_notes(wrap.format(rules), wrap.format(first) if first else "") == expected


def test_numbers_that_only_the_printer_knows_are_numbered_through_and_said_so() -> None:
    data = word(
        run("a") + note_call("footnote", 1),
        footnotes={1: body_of_note("footnote", "x")},
        end='<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>',
    )
    manuscript = read(data, "a.docx")
    assert (labels(manuscript), codes(manuscript)) == (["1"], ["W162"])


def test_a_mark_of_the_authors_own_is_the_label_and_no_text_and_is_not_counted() -> None:
    data = word(
        run("a") + note_call("footnote", 1, "<w:t>**</w:t>", 'w:customMarkFollows="1"') + run(" b")
        + note_call("footnote", 2) + run(" c"),
        footnotes={1: f"<w:p>{run('** ')}{run('Own.')}</w:p>", 2: body_of_note("footnote", "Counted.")},
    )  # fmt: skip
    manuscript = read(data, "a.docx")
    assert manuscript.text == "a b c\n\nOwn.\n\nCounted."
    assert labels(manuscript) == ["**", "1"]


def test_a_deleted_call_is_not_counted_and_its_note_not_read() -> None:
    data = word(
        run("a") + f'<w:del w:id="9" w:author="x">{note_call("footnote", 1)}</w:del>' + note_call("footnote", 2),
        footnotes={1: body_of_note("footnote", "Gone."), 2: body_of_note("footnote", "Here.")},
    )
    manuscript = read(data, "a.docx")
    assert (labels(manuscript), manuscript.text, codes(manuscript)) == (["1"], "a\n\nHere.", ["W165"])


def test_a_point_typed_after_the_number_is_not_of_the_note() -> None:
    data = word(
        run("a") + note_call("footnote", 1) + note_call("footnote", 2),
        footnotes={
            1: f"<w:p><w:r><w:footnoteRef/></w:r>{run('. Text.')}</w:p>",
            2: f"<w:p><w:r><w:footnoteRef/></w:r>{run(' ... and more')}</w:p>",
        },
    )
    manuscript = read(data, "a.docx")
    assert manuscript.text == "a\n\nText.\n\n... and more"


def test_pandoc_notes_and_blocks(tmp_path: Path) -> None:
    source = "# Head\n\nText.[^a] More *Hard Times*.\n\n> Set off.[^b]\n\n[^a]: One.\n[^b]: Two.\n\n    Still two.\n"
    pypandoc.convert_text(source, "docx", format="markdown", outputfile=str(tmp_path / "a.docx"))
    manuscript = read((tmp_path / "a.docx").read_bytes(), "a.docx")
    assert blocks(manuscript)[:3] == [
        ("heading", "Head"),
        ("paragraph", "Text. More Hard Times."),
        ("quote", "Set off."),
    ]
    assert [note.span.of(manuscript.text) for note in manuscript.notes] == ["One.", "Two.\n\nStill two."]
    assert [span.of(manuscript.text) for span in manuscript.emphasis] == ["Hard Times"]


# -- changes, fields, letters ----------------------------------------------------------------------------------


def test_the_text_is_that_with_all_changes_accepted() -> None:
    data = word(
        run("He was ") + f'<w:ins w:id="1" w:author="x">{run("not ")}</w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>always </w:delText></w:r></w:del>'
        f'<w:moveFrom w:id="3" w:author="x">{run("old place ")}</w:moveFrom>'
        f'there <w:moveTo w:id="4" w:author="x">{run("new place")}</w:moveTo>' + run("."),
        '<w:pPr><w:rPr><w:del w:id="5" w:author="x"/></w:rPr></w:pPr>' + run("Joined "),
        run("in one."),
    )  # fmt: skip
    manuscript = read(data, "a.docx")
    assert blocks(manuscript) == [("paragraph", "He was not new place."), ("paragraph", "Joined in one.")]
    (warning,) = manuscript.warnings
    assert (warning.code, "2 insertions, 2 deletions" in warning.message) == ("W161", True)
    assert manuscript.words_read_share == 1.0


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>", "a b\nc\nd"),
        ("<w:r><w:t>re</w:t><w:noBreakHyphen/><w:t>do un</w:t><w:softHyphen/><w:t>til</w:t></w:r>", "re\u2011do until"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/><w:t> </w:t><w:sym w:font="X" w:char="00E9"/></w:r>', "αé"),
        (f'<w:smartTag>{run("Par")}</w:smartTag><w:hyperlink>{run("is")}</w:hyperlink>', "Paris"),
        (f'<w:customXml>{run("in")}</w:customXml><w:fldSimple w:instr="PAGE">{run("12")}</w:fldSimple>', "in12"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
        (f"<w:r><w:ruby><w:rt>{run('kan')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>", "漢"),
        (run("seen ") + run("unseen", "<w:vanish/>") + run("seen"), "seen seen"),
        ('<w:r><w:t>mag</w:t><w:lastRenderedPageBreak/><w:t>nificent</w:t></w:r>', "magnificent"),
        (run("m") + run("2", RAISED_RUN) + run(" of 19") + run("th", RAISED_RUN) + run(" 12 "), "m² of 19th 12"),
        (run("art") + run(" 3", RAISED_RUN) + run("82", '<w:vertAlign w:val="subscript"/>'), "art ³82"),
        ("<w:r><w:t>  trimmed </w:t></w:r><w:r><w:t>close</w:t></w:r>", "trimmedclose"),
    ],
)  # fmt: skip
def test_letters(inside: str, text: str) -> None:
    assert text_of(inside) == text


def test_a_text_box_is_read_once_and_does_not_interrupt() -> None:
    box = f"<w:txbxContent><w:p>{run('In the box.')}</w:p><w:p>{run('Twice.')}</w:p></w:txbxContent>"
    alternatives = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    manuscript = read(word(run("Before ") + alternatives + run("after.")), "a.docx")
    assert blocks(manuscript) == [("paragraph", "Before after."), ("aside", "In the box."), ("aside", "Twice.")]
    assert manuscript.words_read_share == 1.0


def test_hidden_text_is_left_out_and_said_so() -> None:
    manuscript = read(word(run("seen") + run(" not seen", "<w:vanish/>")), "a.docx")
    assert (manuscript.text, codes(manuscript), manuscript.words_read_share) == ("seen", ["W163"], 1.0)


# -- blocks and looks ------------------------------------------------------------------------------------------


def test_styles_tell_what_paragraphs_are() -> None:
    document = docx.Document()
    document.add_paragraph("The Life", style="Title")
    document.add_heading("Chapter", level=2)
    own = document.styles.add_style("Mon titre", 1)
    own.base_style = document.styles["Heading 3"]
    document.add_paragraph("Based on a heading", style="Mon titre")
    document.add_paragraph("Plain text of the body, the longest of all these paragraphs by far.")
    document.add_paragraph("Set off by style", style="Intense Quote")
    document.add_paragraph("Set off by hand").paragraph_format.left_indent = Inches(0.5)
    document.add_paragraph("Fig. 1", style="Caption")
    document.add_paragraph("an item", style="List Bullet")
    document.add_table(1, 1).cell(0, 0).text = "cell"
    manuscript = read(made(document), "a.docx")
    assert [(block.kind, block.level) for block in manuscript.blocks] == [
        ("heading", 1), ("heading", 2), ("heading", 3), ("paragraph", 0), ("quote", 1), ("quote", 1), ("caption", 0),
        ("list", 0), ("table", 0),
    ]  # fmt: skip


def test_a_whole_text_set_in_is_no_quotation() -> None:
    document = docx.Document()
    for words in ("One long paragraph of the text.", "And another one."):
        document.add_paragraph(words).paragraph_format.left_indent = Inches(0.5)
    assert [kind for kind, _ in blocks(read(made(document), "a.docx"))] == ["paragraph", "paragraph"]


def test_emphasis_is_what_stands_out() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("in ")
    paragraph.add_run("Hard").italic = True
    paragraph.add_run(" Times").italic = True
    paragraph.add_run(", by ")
    paragraph.add_run("styled", style="Emphasis")
    quote = document.add_paragraph("all italic by its style ", style="Quote")
    quote.add_run("Roman").italic = False
    manuscript = read(made(document), "a.docx")
    assert [span.of(manuscript.text) for span in manuscript.emphasis] == ["Hard Times", "styled", "Roman"]


def test_a_number_is_raised_by_its_style_too() -> None:
    document = docx.Document()
    style = document.styles.add_style("Mark", WD_STYLE_TYPE.CHARACTER)
    style.font.superscript = True
    paragraph = document.add_paragraph("said so.")
    paragraph.add_run("12", style="Mark")
    paragraph.add_run("13", style="Mark").font.subscript = True
    assert read(made(document), "a.docx").text == "said so.¹²13"


def test_a_large_initial_belongs_to_its_word() -> None:
    assert text_of('<w:pPr><w:framePr w:dropCap="drop"/></w:pPr>' + run("T"), run("he king.")) == "The king."


# -- pages -----------------------------------------------------------------------------------------------------


def pages(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(page.label, manuscript.text[page.offset :].lstrip()[:3]) for page in manuscript.pages]


def test_pages_turn_where_the_last_layout_and_the_author_turned_them() -> None:
    document = docx.Document()
    document.add_paragraph("one").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("two")
    manuscript = read(made(document), "a.docx")
    assert (pages(manuscript), codes(manuscript)) == ([("1", "one"), ("2", "two")], ["W164"])
    assert all(page.counted for page in manuscript.pages)
    hand = '<w:r><w:br w:type="page"/></w:r><w:r><w:lastRenderedPageBreak/><w:t>two</w:t></w:r>'
    rendered = "<w:r><w:t> t</w:t><w:lastRenderedPageBreak/><w:t>hree</w:t></w:r>"
    assert pages(read(word(run("one") + hand + rendered), "a.docx")) == [("1", "one"), ("2", "two"), ("3", "hre")]


def test_sections_number_their_pages() -> None:
    preface = '<w:pPr><w:sectPr><w:pgNumType w:fmt="lowerRoman" w:start="5"/></w:sectPr></w:pPr>'
    turn = "<w:r><w:lastRenderedPageBreak/></w:r>"
    data = word(
        run("one") + turn + run("two"), preface + run("two"), turn + run("six"), end='<w:pgNumType w:start="1"/>'
    )
    assert pages(read(data, "a.docx")) == [("v", "one"), ("vi", "two"), ("1", "six")]


# -- what a file says of itself, and what cannot be read -------------------------------------------------------


def test_metadata_and_running_heads() -> None:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "A Life", "A. One; B. Two"
    document.add_paragraph("Text.")
    document.sections[0].header.paragraphs[0].text = "RUNNING HEAD"
    manuscript = read(made(document), "a.docx")
    assert (manuscript.metadata.title, manuscript.metadata.authors) == ("A Life", ("A. One", "B. Two"))
    assert (manuscript.text, manuscript.words_read_share, manuscript.format) == ("Text.", 1.0, "docx")


def test_a_strict_document_reads_the_same() -> None:
    def strict(_name: str, blob: bytes) -> bytes:
        return blob.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    data = word(run("One") + note_call("footnote", 1), footnotes={1: body_of_note("footnote", "Two.")})
    assert read(with_parts(data, strict), "a.docx").text == read(data, "a.docx").text == "One\n\nTwo."


_GOOD = word(run("text"))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFile),
        (word(""), EmptyFile),
        (_GOOD[: len(_GOOD) // 2], DamagedFile),
        (b"PK\x03\x04 no zip", DamagedFile),
        (with_parts(_GOOD, lambda name, blob: None if name == "word/document.xml" else blob), DamagedFile),
        (with_parts(_GOOD, lambda name, blob: blob[:-20] if name == "word/document.xml" else blob), DamagedFile),
        (with_parts(_GOOD, lambda name, blob: None if "word" in name or "rels" in name else blob), UnknownFormat),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), ProtectedFile),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), UnknownFormat),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_to_do(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        read(data, "a.docx")
    assert str(caught.value).startswith("a.docx")


def test_depth_is_limited() -> None:
    deep = b"<w:sdt><w:sdtContent>" * 3000 + b"</w:sdtContent></w:sdt>" * 3000
    data = with_parts(
        _GOOD, lambda name, blob: blob.replace(b"<w:p>", deep + b"<w:p>") if name == "word/document.xml" else blob
    )
    with pytest.raises(TooLarge):
        read(data, "a.docx")


def test_an_entity_bomb_is_refused_and_a_circle_of_styles_ends() -> None:
    def bomb(name: str, blob: bytes) -> bytes:
        if name == "word/document.xml":
            levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
            blob = blob.replace(b"<w:document", f'<!DOCTYPE d [<!ENTITY l0 "ha">{levels}]><w:document'.encode(), 1)
            return blob.replace(b">text<", b">text &l11;<")
        return blob

    with pytest.raises(TooLarge):
        read(with_parts(_GOOD, bomb), "a.docx")
    document = docx.Document()
    circle = document.styles.add_style("Circle", 1)
    circle.base_style = circle
    document.add_paragraph("round", style="Circle")
    assert read(made(document), "a.docx").text == "round"


_PIECES = st.sampled_from(["Ma", "ry ", " of ", "Scots", " — ", "é", "\u00a0x"])
_INSIDE = st.lists(
    st.one_of(
        _PIECES.map(run),
        _PIECES.map(lambda text: run(text, "<w:i/>")),
        _PIECES.map(lambda text: f"<w:ins>{run(text)}</w:ins>"),
        _PIECES.map(lambda text: f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"),
        st.sampled_from(["<w:r><w:tab/></w:r>", "<w:r><w:lastRenderedPageBreak/></w:r>", note_call("footnote", 1)]),
    ),
    min_size=1, max_size=8,
).map("".join)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(_INSIDE, min_size=1, max_size=4))
def test_addresses_lead_back_to_the_letters(paragraphs: list[str]) -> None:
    data = word(*paragraphs, run("end"), footnotes={1: body_of_note("footnote", "Note.")})
    assert check_addresses(data) > 0
    assert read(data, "a.docx").words_read_share == 1.0
