"""EPUB: chapters, endnotes across them, lists of printed pages, and containers with parts missing."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from ebooklib import epub
from lxml import etree

from quoth.errors import DamagedFile, EmptyFile, ProtectedFile, TooLarge
from quoth.model.manuscript import Manuscript
from quoth.readers.epub import read

DATA = Path(__file__).parent.parent.parent.parent / "shared" / "data" / "victoria"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the development data is not beside the project")

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/my%20book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
ITEM = '<item id="{id}" href="{href}" media-type="{type}" {more}/>'
XHTML = "application/xhtml+xml"


def made(chapters: dict[str, str]) -> bytes:
    """A book made by ebooklib, which lists as a page whatever has a type and an id."""
    book = epub.EpubBook()
    book.set_title("Year One")
    book.set_language("en")
    book.add_author("Victor Serge")
    book.add_author("Peter Sedgwick", role="edt", uid="editor")
    items = [epub.EpubHtml(title=name, file_name=name, content=content) for name, content in chapters.items()]
    for item in items:
        book.add_item(item)
    book.toc, book.spine = items, items
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    buffer = io.BytesIO()
    epub.write_epub(buffer, book)
    return buffer.getvalue()


def packed(members: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in members.items():
            container.writestr(name, data)
    return buffer.getvalue()


def package(chapters: list[str], *, more_items: str = "", metadata: str = "", spine: str = "") -> str:
    items = "".join(ITEM.format(id=f"c{i}", href=name, type=XHTML, more="") for i, name in enumerate(chapters))
    refs = "".join(f'<itemref idref="c{i}"/>' for i in range(len(chapters)))
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" version="3.0"'
        f' xmlns:opf="http://www.idpf.org/2007/opf"><metadata>{metadata}</metadata>'
        f"<manifest>{items}{more_items}</manifest><spine {spine}>{refs}</spine></package>"
    )


def chapter(body: str) -> str:
    head = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head>'
    return f'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>{head}<body>{body}</body></html>'


def bound(bodies: dict[str, str], extra: Mapping[str, str | bytes] | None = None, **how: str) -> bytes:
    """A book put together by hand, for what no library would make."""
    members: dict[str, str | bytes] = {"META-INF/container.xml": CONTAINER}
    members["OEBPS/my book.opf"] = package(list(bodies), **how)
    members |= {f"OEBPS/{name}": chapter(body) for name, body in bodies.items()}
    return packed({**members, **(extra or {})})


def marked(manuscript: Manuscript) -> str:
    signs = [(p.offset, f"<{p.label}>") for p in manuscript.pages]
    signs += [(a.start, f"^{note.label}") for note in manuscript.notes for a in note.anchors]
    text = manuscript.text
    for offset, sign in sorted(signs, reverse=True):
        text = text[:offset] + sign + text[offset:]
    return text


def test_a_book_of_ebooklib() -> None:
    turn = "<span epub:type='pagebreak' id='p{0}' aria-label='{0}'/>"
    chapters = {
        "one.xhtml": f"<h1>1</h1><p>he{turn.format(4)}re<a epub:type='noteref' id='r' href='end.xhtml#n1'>1</a></p>",
        "two.xhtml": f"<p>{turn.format(5)}Two<a epub:type='noteref' href='end.xhtml#n2'>2</a></p>",
        "end.xhtml": "<section epub:type='endnotes'><ol><li id='n1'><p>First <a href='one.xhtml'>↩</a></p></li>"
        "<li id='n2' epub:type='endnote'><p>Second</p></li></ol></section>",
    }
    manuscript = read(made(chapters), "book.epub")
    assert marked(manuscript).startswith("1\n\nhe<4>re^1\n\n<5>Two^2\n\n")
    assert [(n.label, n.kind, n.span.of(manuscript.text)) for n in manuscript.notes] == [
        ("1", "endnote", "First"), ("2", "endnote", "Second"),
    ]  # fmt: skip
    assert manuscript.metadata.title == "Year One"
    assert manuscript.metadata.authors == ("Victor Serge",)
    assert manuscript.metadata.editors == ("Peter Sedgwick",)
    assert manuscript.metadata.language == "en"
    assert manuscript.words_read_share == 1
    assert {block.part for block in manuscript.blocks} == {"EPUB/one.xhtml", "EPUB/two.xhtml", "EPUB/end.xhtml"}


NAV = chapter(
    "<nav epub:type='page-list'><ol><li><a href='a.xhtml'>ix</a></li><li><a href='a.xhtml#x'>x</a></li></ol></nav>"
)
NCX = (
    '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><pageList><pageTarget value="9"><navLabel><text>ix</text>'
    '</navLabel><content src="a.xhtml"/></pageTarget><pageTarget><navLabel><text>Page x</text></navLabel>'
    '<content src="a.xhtml#x"/></pageTarget></pageList></ncx>'
)
MAP = (
    '<page-map xmlns="http://www.idpf.org/2007/opf"><page name="ix" href="a.xhtml"/><page name="x" href="a.xhtml#x"/>'
    "</page-map>"
)


@pytest.mark.parametrize(
    ("name", "data", "type", "more"),
    [
        ("nav.xhtml", NAV, XHTML, 'properties="nav"'),
        ("toc.ncx", NCX, "application/x-dtbncx+xml", ""),
        ("map.xml", MAP, "application/oebps-page-map+xml", ""),
    ],
)
def test_page_lists_in_their_spellings(name: str, data: str, type: str, more: str) -> None:
    item = ITEM.format(id="pages", href=name, type=type, more=more)
    book = bound({"a.xhtml": "<p>One <a id='x'></a>two</p>"}, {f"OEBPS/{name}": data}, more_items=item)
    assert marked(read(book, "book.epub")) == "<ix>One<x> two"


def test_page_breaks_in_the_text_need_no_list() -> None:
    book = bound(
        {"a.xhtml": "<p>wher<span epub:type='pagebreak' id='pg5' title='5'/>ever</p>", "b.xhtml": "<p>Two</p>"}
    )
    manuscript = read(book, "book.epub")
    assert marked(manuscript) == "wher<5>ever\n\nTwo"


def test_addresses_name_the_chapter() -> None:
    book = bound({"a.xhtml": "<p>One</p>", "b.xhtml": "<div><p>Two <i>words</i></p></div>"})
    manuscript = read(book, "book.epub")
    address = next(a for a in manuscript.addresses if manuscript.text.startswith("words", a.start))
    assert address.part == "OEBPS/b.xhtml"
    member = zipfile.ZipFile(io.BytesIO(book)).read(address.part)
    assert etree.fromstring(member).xpath(address.path) == ["words"]


def test_editors_and_volume_of_epub_2_and_3() -> None:
    metadata = (
        "<dc:title id='t'>Memoirs</dc:title><meta refines='#t' property='title-type'>main</meta>"
        "<dc:title id='s'>A Journal</dc:title><meta refines='#s' property='title-type'>subtitle</meta>"
        "<dc:creator opf:role='edt'>Henry Reeve</dc:creator><dc:creator id='c'>Charles Greville</dc:creator>"
        "<meta refines='#c' property='role'>ann</meta><meta refines='#c' property='role'>aut</meta>"
        "<dc:contributor opf:role='trl'>A. Other</dc:contributor><dc:date opf:event='modification'>2020</dc:date>"
        "<dc:date opf:event='publication'>1874</dc:date><meta id='set' property='belongs-to-collection'>Memoirs</meta>"
        "<meta refines='#set' property='collection-type'>set</meta>"
        "<meta refines='#set' property='group-position'>2</meta>"
    )
    said = read(bound({"a.xhtml": "<p>One</p>"}, metadata=metadata), "book.epub").metadata
    assert (said.title, said.authors, said.editors) == ("Memoirs: A Journal", ("Charles Greville",), ("Henry Reeve",))
    assert (said.volume, said.date) == ("2", "1874")


def test_style_sheets_of_the_book_count() -> None:
    css = ".sn { position: absolute } .it { font-style: italic }"
    book = bound(
        {"a.xhtml": "<p>The <span class='sn'>HEAD</span>text <span class='it'>Title</span></p>"}, {"s.css": css}
    )
    manuscript = read(book, "book.epub")
    assert manuscript.text == "The text Title\n\nHEAD"
    assert [span.of(manuscript.text) for span in manuscript.emphasis] == ["Title"]


# -- books with parts missing --------------------------------------------------------------------------------------


def codes(manuscript: Manuscript) -> list[str]:
    return [warning.code for warning in manuscript.warnings]


def test_a_missing_chapter_is_warned_of() -> None:
    members = {"META-INF/container.xml": CONTAINER, "OEBPS/my book.opf": package(["a.xhtml", "gone.xhtml"])}
    manuscript = read(packed(members | {"OEBPS/a.xhtml": chapter("<p>One</p>")}), "book.epub")
    assert manuscript.text == "One"
    assert codes(manuscript) == ["W171"]
    assert manuscript.warnings[0].where == "OEBPS/gone.xhtml"


def test_without_container_or_package_the_chapters_are_read_by_name() -> None:
    chapters = {f"ch{n}.xhtml": chapter(f"<p>Chapter {n}</p>") for n in (10, 9, 1)}
    manuscript = read(packed(chapters | {"x.png": b"\x89PNG"}), "book.epub")
    assert manuscript.text == "Chapter 1\n\nChapter 9\n\nChapter 10"
    assert "W172" in codes(manuscript)
    broken = {"META-INF/container.xml": CONTAINER, "OEBPS/my book.opf": "<package><"} | chapters
    assert read(packed(broken), "book.epub").text == manuscript.text


def test_chapters_outside_the_spine_come_last() -> None:
    more = ITEM.format(id="n", href="notes.xhtml", type=XHTML, more="")
    bodies = {"a.xhtml": "<p>One<a epub:type='noteref' href='notes.xhtml#n'>1</a></p>"}
    notes = {"OEBPS/notes.xhtml": chapter("<aside epub:type='footnote' id='n'><p>Words</p></aside>")}
    manuscript = read(bound(bodies, notes, more_items=more), "book.epub")
    assert marked(manuscript) == "One^1\n\nWords"
    assert codes(manuscript) == ["W173"]


def test_wrong_media_types_and_undeclared_entities_are_read() -> None:
    members = {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/my book.opf": package(["a.htm"]).replace(XHTML, "text/plain"),
        "OEBPS/a.htm": chapter("<p>One&nbsp;two &mdash; <b>three<p>four"),
    }
    assert read(packed(members), "book.epub").text == "One\u00a0two — three\n\nfour"


ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#">'
    '<e:EncryptedData><e:EncryptionMethod Algorithm="{how}"/><e:CipherData><e:CipherReference URI="{what}"/>'
    "</e:CipherData></e:EncryptedData></encryption>"
)


def test_encrypted_chapters_are_refused_and_obfuscated_fonts_are_not() -> None:
    locked = ENCRYPTED.format(how="http://www.w3.org/2001/04/xmlenc#aes128-cbc", what="OEBPS/a.xhtml")
    with pytest.raises(ProtectedFile, match=r"book\.epub: OEBPS/a\.xhtml"):
        read(bound({"a.xhtml": "<p>One</p>"}, {"META-INF/encryption.xml": locked}), "book.epub")
    for how, what in [("http://www.idpf.org/2008/embedding", "OEBPS/a.xhtml"), ("aes", "OEBPS/font.otf")]:
        harmless = ENCRYPTED.format(how=how, what=what)
        assert read(bound({"a.xhtml": "<p>One</p>"}, {"META-INF/encryption.xml": harmless}), "b").text == "One"


# -- hostile books -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"<html><p>no zip</p></html>", b"PK\x03\x04 and no more"])
def test_no_zip_is_damaged(data: bytes) -> None:
    with pytest.raises(DamagedFile, match=r"book\.epub"):
        read(data, "book.epub")


def test_a_book_without_words_is_empty() -> None:
    for book in (bound({"cover.xhtml": "<img src='c.png' alt='Cover of the book'/>"}), packed({"mimetype": "x"})):
        with pytest.raises(EmptyFile, match=r"book\.epub"):
            read(book, "book.epub")


def test_a_bomb_is_refused() -> None:
    with pytest.raises(TooLarge, match="times its size"):
        read(bound({"a.xhtml": "<p>One</p>" + " " * (40 << 20)}), "book.epub")


def test_a_book_whose_every_chapter_is_broken_is_damaged() -> None:
    data = bytearray(bound({"a.xhtml": "<p>One</p>" + "words and more words " * 50}))
    start = data.index(b"OEBPS/a.xhtml") + 60
    data[start : start + 20] = bytes(20)
    with pytest.raises(DamagedFile, match=r"a\.xhtml"):
        read(bytes(data), "book.epub")


def test_links_that_climb_out_of_the_container_lead_nowhere() -> None:
    book = bound({"../../../etc/passwd": "<p>x</p>", "a.xhtml": "<p>One<a href='../../../../n.xhtml#n1'>1</a></p>"})
    manuscript = read(book, "book.epub")
    assert manuscript.text.endswith("One1")


# -- a real book ---------------------------------------------------------------------------------------------------


@needs_data
def test_queen_victoria() -> None:
    started = time.process_time()
    manuscript = read((DATA / "queen-victoria-ch1-5.epub").read_bytes(), "victoria.epub")
    assert time.process_time() - started < 5
    assert manuscript.words_read_share >= 0.99
    assert [note.label for note in manuscript.notes] == [str(n) for n in range(1, 256)]
    assert all(len(note.anchors) == 1 and note.kind == "endnote" for note in manuscript.notes)
    assert "↩" not in manuscript.text
    assert manuscript.metadata.authors == ("Lytton Strachey",)
    assert manuscript.metadata.volume == ""
    assert not manuscript.warnings
