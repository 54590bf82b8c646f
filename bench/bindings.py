"""The same quotations as a manuscript of each format, made by libraries that are not ours.

    texts ─► text, Markdown, HTML, EPUB, docx, PDF

Each quotation stands in a paragraph of its own behind a number, so that what is said can be held against what was
written. What the letters NOTE, PAGE, ITALIC and ROMAN stand for each format has in its own way: a note is called and
printed at the end; a page ends under a running head; a line ends; a word is slanted.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import docx
from docx.enum.text import WD_BREAK
from ebooklib import epub
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from meaningless import CITE, ITALIC, NOTE, PAGE, ROMAN

__all__ = ["BINDINGS", "LEAD", "Said", "lead", "noted"]

# Where the same words led every quotation and every note said the same, they would look like running heads.
_LEADS = (
    "Letter {} has these words: ", "She goes on, in letter {}: ", "What came of it is told in letter {}: ",
    "To her brother, in the autumn, letter {}: ", "Then letter {}: ", "And of the journey home, as letter {} has it: ",
    "Another of the bundle is letter {}: ",
)  # fmt: skip
_NOTES = (
    "{}", "See {}", "{} The ink has faded here.", "Cf. {}", "{} She wrote in great haste.", "{} I copied it myself.",
    "{} The spelling is hers.", "{} He never answered.", "{} My thanks to the keeper of the reading room.",
)  # fmt: skip
LEAD = re.compile(r"[Ll]etter\s+(\d+)(?:\s+has\s+(?:these\s+words|it))?:")
TITLE = "A Life in Letters"
_HEAD = TITLE.upper()
_OWN = "This is how the editor prints it."  # what a note says that cites nothing
_LINE_END = re.compile(r"(?<!-)\n")
_PIECES = re.compile(f"(-?{PAGE}|[{NOTE}{CITE}{ITALIC}{ROMAN}\n])")


class Said(NamedTuple):
    """A paragraph: what stands before the quotation, the quotation in its marks, and what its note cites."""

    lead: str
    text: str
    cited: str = ""


def lead(number: int) -> str:
    """What stands before the quotation of this number."""
    return _LEADS[number % len(_LEADS)].format(number)


def noted(number: int, cited: str) -> str:
    """What the note behind the quotation of this number says."""
    return _NOTES[number % len(_NOTES)].format(cited)


class _Printer:
    """Numbers notes and pages as they come."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.page = 9

    def paragraphs(
        self, said: Sequence[Said], put: Callable[[str, int], str], plain: Callable[[str], str] = str
    ) -> list[str]:
        """Each paragraph; `put` says what stands for a piece, and is told the number of the note or page."""
        return [
            "".join(
                self._put(piece, one, put) if _PIECES.fullmatch(piece) else plain(piece)
                for piece in _PIECES.split(f"{one.lead}{one.text}{CITE if one.cited else ''}")
            )
            for one in said
        ]

    def _put(self, piece: str, said: Said, put: Callable[[str, int], str]) -> str:
        if piece in (NOTE, CITE):
            self.notes.append(said.cited if piece == CITE else _OWN)
        self.page += piece.endswith(PAGE)
        return put(piece, self.page if piece.endswith(PAGE) else len(self.notes))

    def listed(self, form: str) -> list[str]:
        """The notes, each as `form` has it of its number {n} and its text {text}."""
        return [form.format(n=number, text=text) for number, text in enumerate(self.notes, 1)]


def _text(said: Sequence[Said]) -> bytes:
    """Pages end with a form feed, under a line with folio and head; notes are figures in brackets."""

    def put(piece: str, number: int) -> str:
        if piece.endswith(PAGE):
            return f"{piece[:-1]}\n\n\f{number}    {_HEAD}\n\n"
        return {NOTE: f"[{number}]", CITE: f"[{number}]", "\n": "\n"}.get(piece, "_")

    printer = _Printer()
    paragraphs = printer.paragraphs(said, put)
    return "\n\n".join([TITLE, *paragraphs, "Notes", *printer.listed("[{n}] {text}"), ""]).encode()


def _markdown(said: Sequence[Said]) -> bytes:
    def put(piece: str, number: int) -> str:
        turn = "" if piece[0] == "-" else " "
        return {NOTE: f"[^{number}]", CITE: f"[^{number}]", "\n": "\n", ITALIC: "*", ROMAN: "*"}.get(piece, turn)

    printer = _Printer()
    paragraphs = printer.paragraphs(said, put)
    return "\n\n".join([f"# {TITLE}", *paragraphs, *printer.listed("[^{n}]: {text}"), ""]).encode()


def _marked_up(said: Sequence[Said], page: str, call: str, note: str) -> str:
    """The body of a web page. `page`, `call` and `note` have the number as {n}, the note its text as {text}."""

    def put(piece: str, number: int) -> str:
        if piece.endswith(PAGE):
            return ("" if piece[0] == "-" else " ") + page.format(n=number)
        called = call.format(n=number)
        return {NOTE: called, CITE: called, "\n": "<br/>\n", ITALIC: "<i>", ROMAN: "</i>"}[piece]

    printer = _Printer()
    paragraphs = printer.paragraphs(said, put, partial(html.escape, quote=False))
    body = [f"<p>{paragraph}</p>" for paragraph in paragraphs]
    return "\n".join([f"<h1>{TITLE}</h1>", *body, "<h2>Notes</h2>", *printer.listed(note)])


def _html(said: Sequence[Said]) -> bytes:
    body = _marked_up(
        said,
        '<span class="pagenum"><a id="Page_{n}">[Pg {n}]</a></span>',
        '<sup><a href="#fn{n}" id="r{n}">{n}</a></sup>',
        '<p class="footnote" id="fn{n}"><a href="#r{n}">{n}</a> {text}</p>',
    )
    head = f'<head><meta charset="utf-8"/><title>{TITLE}</title></head>'
    return f'<!DOCTYPE html><html lang="en">{head}<body>{body}</body></html>'.encode()


def _epub(said: Sequence[Said]) -> bytes:
    book = epub.EpubBook()
    book.set_identifier("letters")
    book.set_title(TITLE)
    book.set_language("en")
    chapter = epub.EpubHtml(title=TITLE, file_name="text.xhtml", lang="en")
    chapter.content = _marked_up(
        said,
        '<span epub:type="pagebreak" id="page{n}" title="{n}"></span>',
        '<a epub:type="noteref" href="#fn{n}">{n}</a>',
        '<aside epub:type="footnote" id="fn{n}"><p>{text}</p></aside>',
    )
    book.add_item(chapter)
    book.spine, book.toc = [chapter], [chapter]
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    written = io.BytesIO()
    epub.write_epub(written, book)
    return written.getvalue()


def _docx(said: Sequence[Said]) -> bytes:
    """Notes are raised figures, as they are where a text was pasted from a page; pages end where Word would turn."""
    document, notes = docx.Document(), list[str]()
    document.add_heading(TITLE, 1)
    for one in said:
        paragraph, slanted = document.add_paragraph(one.lead), False
        for piece in _PIECES.split(f"{one.text}{CITE if one.cited else ''}"):
            if piece.endswith(PAGE) or piece == "\n":
                run = paragraph.add_run(" " if piece == PAGE else "")
                run.add_break(WD_BREAK.PAGE if piece.endswith(PAGE) else WD_BREAK.LINE)
            elif piece in (NOTE, CITE):
                notes.append(one.cited if piece == CITE else _OWN)
                paragraph.add_run(str(len(notes))).font.superscript = True
            elif piece in (ITALIC, ROMAN):
                slanted = piece == ITALIC
            else:
                paragraph.add_run(piece).italic = slanted
    document.add_heading("Notes", 1)
    for number, text in enumerate(notes, 1):
        document.add_paragraph(f"{number}. {text}")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


# -- PDF -------------------------------------------------------------------------------------------------------------


def _pdf(said: Sequence[Said]) -> bytes:
    """Pages turn where they are full, under folio and head; lines end where they are full, or inside a broken word."""
    style = ParagraphStyle("text", fontName=_font(), fontSize=9, leading=12, spaceAfter=8)

    def put(piece: str, number: int) -> str:
        called, turn = f"<super>{number}</super>", "" if piece[0] == "-" else " "
        slanted = f'<font name="{_font("Italic")}">'
        return {NOTE: called, CITE: called, "\n": "<br/>", ITALIC: slanted, ROMAN: "</font>"}.get(piece, turn)

    printer = _Printer()
    set_ = [one._replace(text=_LINE_END.sub(" ", one.text)) for one in said]
    paragraphs = printer.paragraphs(set_, put, partial(html.escape, quote=False))
    story = [Paragraph(text, style) for text in [*paragraphs, "Notes", *printer.listed("{n}. {text}")]]
    written = io.BytesIO()
    SimpleDocTemplate(written, pagesize=A5, title=TITLE).build(story, onFirstPage=_headed, onLaterPages=_headed)
    return written.getvalue()


def _headed(canvas: Canvas, _: SimpleDocTemplate) -> None:
    canvas.setFont(_font(), 8)
    canvas.drawCentredString(A5[0] / 2, A5[1] - 40, f"{canvas.getPageNumber() + 9}    {_HEAD}")


@cache
def _font(slant: str = "") -> str:
    """The name of a font that has ligatures, long s and marks of all shapes."""
    file = next(Path("/usr/share/fonts").rglob(f"DejaVuSerifCondensed{'-' * bool(slant)}{slant}.ttf"))
    pdfmetrics.registerFont(TTFont(file.stem, str(file)))
    return file.stem


BINDINGS: dict[str, tuple[str, Callable[[Sequence[Said]], bytes]]] = {
    "text": ("txt", _text),
    "markdown": ("md", _markdown),
    "html": ("html", _html),
    "epub": ("epub", _epub),
    "docx": ("docx", _docx),
    "pdf": ("pdf", _pdf),
}
