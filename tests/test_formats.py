"""One life and one book in every format: whatever the bytes, the same words are checked and the same things are said.

Each file is made by a library that is not ours. The life quotes three times: right; with one word changed, in docx by
a tracked change; and right, with a wrong page in the note. The book's pages are xi, xii, 1, 2, 3:
no file counts so.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pypdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from ebooklib import epub
from lxml import etree
from pypdf.constants import PageLabelStyle
from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

import quoth
from quoth.readers import read
from quoth.writers import json as report_json

SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "report-1.schema.json").read_text(encoding="utf-8"))

LIFE_TITLE, BOOK_TITLE, AUTHOR = "The Pilot’s Daughter", "The Harbour Years", "Anna Voss"

# Paragraphs of the life: before the changed word, the word the author took out, the word put in, after; the note.
LIFE = (
    ("She had no illusions. “No letter of mine was ever answered from the capital”, she wrote in old age.", "", "", ""),
    (
        "The pilots’ room she drew from memory: “every ship that passed the light was ",
        "chalked",
        "painted",
        " upon it”.",
    ),
    ("Of her father she kept a rule: “a man who lost count would soon lose heart”. It became her own.", "", "", ""),
)
NOTES = (f"{AUTHOR}, {BOOK_TITLE} (Lund: Ekman, 1931), xii.", "Ibid., 1.", "Voss, Harbour Years, xi.")
CALLED_AFTER = ("capital”", "it”", "heart”")

PAGES = (
    ("xi", "I set these pages down for my daughter, who has asked me what the harbour was like before the bridge."),
    ("xii", "No letter of mine was ever answered from the capital, and after the third winter I ceased to expect it."),
    ("1", "The pilots kept a slate beside the door, and every ship that passed the light was chalked upon it by hand."),
    ("2", "My father counted the boats each morning, and said that a man who lost count would soon lose heart."),
    ("3", "The bridge was opened on a Sunday, with a band, and on the Monday nobody wanted a pilot any more."),
)


def accepted(paragraph: tuple[str, str, str, str]) -> str:
    before, _, inserted, after = paragraph
    return before + inserted + after


def called(at: int, mark: str) -> str:
    """Paragraph `at` of the life with `mark` where its note is called."""
    return accepted(LIFE[at]).replace(CALLED_AFTER[at], CALLED_AFTER[at] + mark, 1)


# -- plain text, Markdown, HTML, TEI ---------------------------------------------------------------------------------


def life_text() -> bytes:
    marks = "¹²³"
    body = "\n\n".join(called(at, marks[at]) for at in range(3))
    notes = "\n".join(f"{number}. {note}" for number, note in enumerate(NOTES, 1))
    return f"{LIFE_TITLE}\n\n{body}\n\nNotes\n\n{notes}\n".encode()


def book_text() -> bytes:
    pages = "\f".join(f"{words}\n\n{label}\n" for label, words in PAGES)
    return pages.encode()


def life_markdown() -> bytes:
    body = "\n\n".join(called(at, f"[^{at + 1}]") for at in range(3))
    notes = "\n\n".join(f"[^{number}]: {note}" for number, note in enumerate(NOTES, 1))
    return f"# {LIFE_TITLE}\n\n{body}\n\n{notes}\n".encode()


def _html(title: str, author: str, body: str) -> bytes:
    head = f"<head><meta charset='utf-8'><title>{title}</title><meta name='author' content='{author}'></head>"
    return f"<!DOCTYPE html><html lang='en'>{head}<body>{body}</body></html>".encode()


def life_html() -> bytes:
    body = "".join(
        "<p>" + called(at, f"<sup><a id='r{at}' href='#n{at}'>{at + 1}</a></sup>") + "</p>" for at in range(3)
    )
    notes = "".join(f"<li id='n{at}'>{note} <a href='#r{at}'>↩</a></li>" for at, note in enumerate(NOTES))
    return _html(LIFE_TITLE, "", f"<h1>{LIFE_TITLE}</h1>{body}<section class='footnotes'><ol>{notes}</ol></section>")


def book_html() -> bytes:
    marks = "".join(f"<p><span class='pagenum' id='Page_{label}'>[{label}]</span>{words}</p>" for label, words in PAGES)
    return _html(BOOK_TITLE, AUTHOR, marks)


def _tei(title: str, author: str, body: str) -> bytes:
    header = f"<teiHeader><fileDesc><titleStmt><title>{title}</title><author>{author}</author></titleStmt></fileDesc>"
    tei = f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{header}</teiHeader><text><body>{body}</body></text></TEI>"
    return etree.tostring(etree.fromstring(tei), xml_declaration=True, encoding="utf-8")


def life_tei() -> bytes:
    notes = (f"<note place='foot' n='{at + 1}'>{note}</note>" for at, note in enumerate(NOTES))
    return _tei(LIFE_TITLE, "", "".join(f"<p>{called(at, note)}</p>" for at, note in enumerate(notes)))


def book_tei() -> bytes:
    return _tei(BOOK_TITLE, AUTHOR, "".join(f"<pb n='{label}'/><p>{words}</p>" for label, words in PAGES))


# -- docx: python-docx, with the parts that it does not write added through its package -------------------------------

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _run(words: str, of: str = "t") -> str:
    return f'<w:r><w:{of} xml:space="preserve">{words}</w:{of}></w:r>'


def _changed(deleted: str, inserted: str) -> str:
    if not inserted:
        return ""
    who = 'w:author="A. Voss" w:date="2024-03-01T09:00:00Z"'
    gone = f'<w:del w:id="90" {who}>{_run(deleted, "delText")}</w:del>'
    return f'{gone}<w:ins w:id="91" {who}>{_run(inserted)}</w:ins>'


def _docx(title: str, author: str, paragraphs: list[str], **notes: str) -> bytes:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, author
    section = document.element.body[-1]
    for inside in paragraphs:
        section.addprevious(etree.fromstring(f'<w:p xmlns:w="{W}">{inside}</w:p>'))
    for kind, bodies in notes.items():
        blob = f'<w:{kind} xmlns:w="{W}">{bodies}</w:{kind}>'.encode()
        content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        part = Part(PackURI(f"/word/{kind}.xml"), content, blob, document.part.package)
        document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, kind.upper()))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def life_docx() -> bytes:
    """Two footnotes and one endnote; the word of the second quotation is changed with tracking on."""
    paragraphs = []
    bodies = {"footnote": "", "endnote": ""}
    for at, kind in enumerate(("footnote", "footnote", "endnote")):
        before, deleted, inserted, after = LIFE[at]
        call = f'<w:r><w:{kind}Reference w:id="{at + 1}"/></w:r>'
        change = _changed(deleted, inserted)
        whole = _run(before) + change + _run(after) if change else _run(before)
        first, last = whole.split(CALLED_AFTER[at], 1)
        paragraphs.append(f'{first}{CALLED_AFTER[at]}</w:t></w:r>{call}<w:r><w:t xml:space="preserve">{last}')
        bodies[kind] += (
            f'<w:{kind} w:id="{at + 1}"><w:p><w:r><w:{kind}Ref/></w:r>{_run(" " + NOTES[at])}</w:p></w:{kind}>'
        )
    return _docx(LIFE_TITLE, "", paragraphs, footnotes=bodies["footnote"], endnotes=bodies["endnote"])


def book_docx() -> bytes:
    """Its editor, too, tracked a change: “chalked” is what stands there when it is accepted."""
    paragraphs = [_run(words) for _, words in PAGES]
    before, after = PAGES[2][1].split("chalked")
    paragraphs[2] = _run(before) + _changed("scratched", "chalked") + _run(after)
    return _docx(BOOK_TITLE, AUTHOR, paragraphs)


# -- PDF: reportlab, and pypdf for the labels of the pages ------------------------------------------------------------


class Sheet:
    """Lines of running text on pages of A5."""

    def __init__(self) -> None:
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=A5)

    def lines(self, words: str, y: float, *, size: float = 11, mark: str = "") -> float:
        """Set `words` from `y` down, with a raised 1 where `mark` is; where the next line would stand."""
        line = ""
        for word in [*words.split(), ""]:
            if not word or self.canvas.stringWidth(f"{line} {word}", "Times-Roman", size) > 290:
                self._line(line, y, size, mark)
                line, y = "", y - size * 1.3
            line = f"{line} {word}".strip()
        return y

    def _line(self, line: str, y: float, size: float, mark: str) -> None:
        x = 60.0
        for at, part in enumerate(line.split("^")):
            if at:
                self.canvas.setFont("Times-Roman", size * 0.6)
                self.canvas.drawString(x, y + size * 0.4, mark)
                x += self.canvas.stringWidth(mark, "Times-Roman", size * 0.6)
            self.canvas.setFont("Times-Roman", size)
            self.canvas.drawString(x, y, part)
            x += self.canvas.stringWidth(part, "Times-Roman", size)

    def done(self, title: str, author: str, roman: int) -> bytes:
        """`roman` pages are called xi and so on, the others from 1."""
        self.canvas.save()
        writer = pypdf.PdfWriter(clone_from=self.file)
        writer.add_metadata({"/Title": title, "/Author": author} if author else {"/Title": title})
        if roman:
            writer.set_page_label(0, roman - 1, style=PageLabelStyle.LOWERCASE_ROMAN, start=11)
            writer.set_page_label(roman, len(writer.pages) - 1, style=PageLabelStyle.DECIMAL, start=1)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()


def life_pdf() -> bytes:
    """A page for each paragraph, its note at the foot of it."""
    sheet = Sheet()
    for at, note in enumerate(NOTES):
        sheet.lines(called(at, "^"), 500, mark=str(at + 1))
        sheet.lines(f"^ {note}", 70, size=8, mark=str(at + 1))
        sheet.lines(str(41 + at), 40, size=8)
        sheet.canvas.showPage()
    return sheet.done(LIFE_TITLE, "", 0)


def book_pdf() -> bytes:
    sheet = Sheet()
    for _, words in PAGES:
        sheet.lines(words, 500)
        sheet.canvas.showPage()
    return sheet.done(BOOK_TITLE, AUTHOR, 2)


# -- EPUB: ebooklib, which writes a page list from the page breaks it finds --------------------------------------------


def _epub(title: str, author: str, chapters: dict[str, str]) -> bytes:
    bound = epub.EpubBook()
    bound.set_identifier(title)
    bound.set_title(title)
    bound.set_language("en")
    if author:
        bound.add_author(author)
    items = [epub.EpubHtml(title=name, file_name=name, content=content) for name, content in chapters.items()]
    for item in items:
        bound.add_item(item)
    bound.toc, bound.spine = items, items
    bound.add_item(epub.EpubNcx())
    bound.add_item(epub.EpubNav())
    out = io.BytesIO()
    epub.write_epub(out, bound)
    return out.getvalue()


def life_epub() -> bytes:
    call = "<a epub:type='noteref' id='r{0}' href='notes.xhtml#n{0}'>{1}</a>"
    body = "".join(f"<p>{called(at, call.format(at, at + 1))}</p>" for at in range(3))
    back = "<a href='life.xhtml#r{}'>↩</a>"
    items = "".join(f"<li id='n{at}'><p>{note} {back.format(at)}</p></li>" for at, note in enumerate(NOTES))
    notes = f"<section epub:type='endnotes'><ol>{items}</ol></section>"
    return _epub(LIFE_TITLE, "", {"life.xhtml": f"<h1>{LIFE_TITLE}</h1>{body}", "notes.xhtml": notes})


def book_epub() -> bytes:
    turn = "<span epub:type='pagebreak' id='p{0}' aria-label='{0}'/>"
    paragraphs = [f"<p>{turn.format(label)}{words}</p>" for label, words in PAGES]
    front, back = "".join(paragraphs[:2]), "".join(paragraphs[2:])
    return _epub(BOOK_TITLE, AUTHOR, {"front.xhtml": front, "one.xhtml": back})


# -- what is said ------------------------------------------------------------------------------------------------------

LIVES: dict[str, Callable[[], bytes]] = {
    "life.txt": life_text, "life.md": life_markdown, "life.html": life_html, "life.xml": life_tei,
    "life.docx": life_docx, "life.pdf": life_pdf, "life.epub": life_epub,
}  # fmt: skip
BOOKS: dict[str, Callable[[], bytes]] = {
    "the-harbour-years.txt": book_text, "book.html": book_html, "book.xml": book_tei,
    "book.docx": book_docx, "book.pdf": book_pdf, "book.epub": book_epub,
}  # fmt: skip
PAIRS = [  # each life with some book, each book with some life, and the formats that people send with themselves
    *((life, "book.xml") for life in LIVES),
    *(("life.md", book) for book in BOOKS if book != "book.xml"),
    *((f"life.{format}", f"book.{format}") for format in ("docx", "pdf", "epub")),
]
UNPAGED = {"book.docx"}
DECOY = "The pilots drank in the harbour, and the capital never knew what was chalked upon the slate by the light.\n"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every life, and every book in a folder of its own with another that is on the same things."""
    root = tmp_path_factory.mktemp("shelf")
    for name, make in LIVES.items():
        (root / name).write_bytes(make())
    for name, make in BOOKS.items():
        folder = root / name.replace(".", "-")
        folder.mkdir()
        (folder / name).write_bytes(make())
        (folder / "pilots.txt").write_text(DECOY, encoding="utf-8")
    return root


@pytest.fixture(scope="module", autouse=True)
def _one_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index")


@pytest.fixture
def checked(shelf: Path, _one_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], dict[str, Any]]:
    monkeypatch.setenv("QUOTH_CACHE", str(_one_cache))

    def call(life: str, book: str) -> dict[str, Any]:
        report = quoth.check(shelf / life, [shelf / book.replace(".", "-")])
        said: dict[str, Any] = json.loads(report_json.write(report))
        jsonschema.validate(said, SCHEMA)
        return said

    return call


Checked = Callable[[str, str], dict[str, Any]]


@pytest.mark.parametrize(("life", "book"), PAIRS)
def test_the_same_is_said_of_every_format(checked: Checked, life: str, book: str) -> None:
    report = checked(life, book)
    quotations = report["quotations"]
    assert [q["text"].strip(",.") for q in quotations] == [
        "No letter of mine was ever answered from the capital",
        "every ship that passed the light was painted upon it",
        "a man who lost count would soon lose heart",
    ]
    notes = {note["id"]: note["text"].strip() for note in report["notes"]}
    assert [[notes[note] for note in q["note_ids"]] for q in quotations] == [[note] for note in NOTES]
    verdicts = [q["verdict"] for q in quotations]
    assert [v["wording"] for v in verdicts] == ["verbatim", "altered", "verbatim"]
    assert {v["attribution"] for v in verdicts} == {"cited-work"}
    (witness,) = {v["passage"]["witness"] for v in verdicts}
    assert {w["path"] for w in report["library"]["witnesses"] if w["id"] == witness} == {book}
    if book in UNPAGED:
        assert {v["location"] for v in verdicts} == {"unpaged"}
    else:
        assert [v["location"] for v in verdicts] == ["cited-page", "cited-page", "other-page"]
        assert [v["passage"]["page"] for v in verdicts] == ["xii", "1", "2"]
    rules = ["Q101"] if book in UNPAGED else ["Q101", "L101"]
    assert [f["rule"] for f in report["findings"] if f["severity"] != "info"] == rules
    assert "“painted” where the source has “chalked”" in report["findings"][0]["message"]
    assert report["manuscript"]["words_read_share"] >= 0.99


def test_notes_of_docx_keep_their_kinds_and_its_changes_are_accepted_aloud(checked: Checked) -> None:
    report = checked("life.docx", "book.docx")
    assert [(note["kind"], note["label"]) for note in report["notes"]] == [
        ("footnote", "1"), ("footnote", "2"), ("endnote", "i"),
    ]  # fmt: skip
    (book,) = (w for w in report["library"]["witnesses"] if w["path"] == "book.docx")
    for file in (report["manuscript"], book):
        (warning,) = (w for w in file["warnings"] if w["code"] == "W161")
        assert "tracked" in warning["message"]
        assert "accepted" in warning["message"]


@pytest.mark.parametrize("life", LIVES)
def test_every_note_is_called_where_its_mark_stands(checked: Checked, shelf: Path, life: str) -> None:
    report, text = checked(life, "book.epub"), read(shelf / life).text
    for note, before in zip(report["notes"], CALLED_AFTER, strict=True):
        (anchor,) = note["anchors"]
        assert text[: anchor[0]].endswith(before), f"note {note['label']} is called behind {text[: anchor[0]][-20:]}"
