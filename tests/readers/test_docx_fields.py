"""Fields of Word documents: what they show, and what reference managers keep in them."""

from __future__ import annotations

import base64
import json
from xml.sax.saxutils import escape

import pytest
from tests.readers.test_docx import (
    blocks,
    body_of_note,
    note_call,
    run,
    text_of,
    word,
)

from quoth.readers.docx import read


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def test_of_a_field_the_result_is_read_and_the_code_is_not() -> None:
    inner = char("begin") + code(" DATE ") + char("separate") + run("1999") + char("end")
    zotero = char("begin") + code(' ADDIN ZOTERO_ITEM CSL_CITATION {"x":1} ') + inner + char("separate")
    assert text_of(run("See ") + zotero + run("(Mill 4)") + char("end") + run(".")) == "See (Mill 4)."


def citation(items: list[object], shown: str, kind: str = "ZOTERO_ITEM CSL_CITATION") -> str:
    """A reference manager's field, its code in two runs as Word parts long ones."""
    cited = json.dumps({"citationID": "x", "citationItems": [{"id": 1, "itemData": item} for item in items]})
    pieces = code(f" ADDIN {kind} {escape(cited[:20])}") + code(escape(cited[20:]))
    return char("begin") + pieces + char("separate") + shown + char("end")


@pytest.mark.parametrize("kind", ["ZOTERO_ITEM CSL_CITATION", "CSL_CITATION"])
def test_a_field_of_a_reference_manager_tells_its_items(kind: str) -> None:
    book, other = {"id": 1, "type": "book", "title": "The <Quay>"}, {"id": 2, "title": "Ships"}
    note = run("See ") + citation([book, other], run("Voss, ") + run("Quay", "<w:i/>") + run(", 12"), kind) + run(".")
    body = f"<w:p><w:r><w:footnoteRef/></w:r>{note}</w:p>"
    data = word(run("One") + note_call("footnote", 1), footnotes={1: body})
    (field,) = read(data, "a.docx").managed
    assert field.span.of(read(data, "a.docx").text) == "Voss, Quay, 12"
    assert list(map(json.loads, field.items)) == [book, other]


RECORD = (
    "<EndNote><Cite><Author>Voss</Author><Year>1931</Year><RecNum>7</RecNum><Pages>12</Pages><record>"
    '<ref-type name="Book">6</ref-type><contributors><authors><author><style face="normal">Voss, Anna</style></author>'
    "<author>Harbour Board,</author></authors></contributors><titles><title><style>The Quay &amp; </style>"
    "<style>Sea</style></title></titles><dates><year>1931</year></dates><pub-location>Lund</pub-location><publisher>Harbour</publisher>"
    "</record></Cite></EndNote>"
)


@pytest.mark.parametrize("long", [False, True])
def test_a_field_of_endnote_tells_its_records(long: bool) -> None:
    packed = base64.b64encode(RECORD.encode()).decode()
    begin = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:fldData xml:space="preserve">{packed}</w:fldData></w:fldChar></w:r>'
    )
    inner = begin + code(" ADDIN EN.CITE.DATA ") + char("end")
    field = (
        (begin + code(" ADDIN EN.CITE ") + inner) if long else char("begin") + code(f" ADDIN EN.CITE {escape(RECORD)}")
    )
    data = word(run("See ") + field + char("separate") + run("Voss 1931, 12") + char("end") + run("."))
    (managed,) = read(data, "a.docx").managed
    assert managed.span.of(read(data, "a.docx").text) == "Voss 1931, 12"
    assert list(map(json.loads, managed.items)) == [
        {
            "type": "book",
            "title": "The Quay & Sea",
            "publisher-place": "Lund",
            "publisher": "Harbour",
            "author": [{"family": "Voss", "given": "Anna"}, {"literal": "Harbour Board"}],
            "issued": {"date-parts": [[1931]]},
        }
    ]


@pytest.mark.parametrize(
    "cited", ["", "<EndNote>", "<EndNote><Cite/></EndNote>", "<EndNote>" + "<a>" * 999 + "</EndNote>"]
)
def test_a_field_of_endnote_that_is_not_whole_tells_nothing(cited: str) -> None:
    field = char("begin") + code(f" ADDIN EN.CITE {escape(cited)}") + char("separate") + run("(Mill 4)") + char("end")
    manuscript = read(word(run("See ") + field), "a.docx")
    assert (manuscript.text, manuscript.managed) == ("See (Mill 4)", ())


@pytest.mark.parametrize(
    "cited", ['{"x":1}', '{"citationItems": [{"id": 1}]}', '{"citationItems": 7}', "{not json", "[" * 9999]
)
def test_a_field_that_is_not_whole_tells_nothing(cited: str) -> None:
    field = char("begin") + code(f" ADDIN CSL_CITATION {cited}") + char("separate") + run("(Mill 4)") + char("end")
    manuscript = read(word(run("See ") + field), "a.docx")
    assert (manuscript.text, manuscript.managed) == ("See (Mill 4)", ())


def test_a_cross_reference_that_looks_like_a_note_mark_calls_the_note_again() -> None:
    def again(switches: str) -> str:
        return char("begin") + code(f" NOTEREF _Ref1 {switches}") + char("separate") + run("1") + char("end")

    mark = f'<w:bookmarkStart w:id="0" w:name="_Ref1"/>{note_call("footnote", 1)}<w:bookmarkEnd w:id="0"/>'
    data = word(
        run("One") + mark + run(" two") + again("\\h \\f ") + run(", see note ") + again("\\h ") + run("."),
        footnotes={1: body_of_note("footnote", "Both.")},
    )
    manuscript = read(data, "a.docx")
    assert manuscript.text == "One two, see note 1.\n\nBoth."
    assert [span.start for span in manuscript.notes[0].anchors] == [3, 7]


def test_contents_and_bibliography_are_known_by_their_fields() -> None:
    manuscript = read(
        word(
            char("begin") + code(' TOC \\o "1-3" ') + char("separate") + run("One 1"),
            run("Two 9") + char("end"),
            run("Text."),
            char("begin") + code(" ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY ") + char("separate") + run("Mill, J."),
            run("Adams, H.") + char("end"),
        ),
        "a.docx",
    )
    assert [kind for kind, _ in blocks(manuscript)] == [
        "contents",
        "contents",
        "paragraph",
        "bibliography",
        "bibliography",
    ]
