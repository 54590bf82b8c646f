"""The text layer of a PDF, joined again to paragraphs that run over lines, columns and pages.

Running heads and printed page numbers stand apart, as blocks of their own ("aside"); a hyphen at a line end is a soft
hyphen before the line end, so that the word is one; footnotes that a raised figure on their page calls are notes.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from quoth.errors import DamagedFile, EmptyFile, NeedsOcr, ProtectedFile, TooLarge
from quoth.model.manuscript import Manuscript, Metadata
from quoth.readers.builder import Builder, count_words
from quoth.readers.folios import page_labels
from quoth.readers.pdflayout import Sheet, paragraphs, take_apart
from quoth.readers.pdfpage import HYPHEN, Chunk, page_chunks, reading_order
from quoth.readers.pdfstreams import refuse_bombs
from quoth.readers.pdfwalk import Walk

__all__ = ["read"]

MOST_PAGES = 20_000
SLOWEST = 300.0  # seconds
FULLEST = 200_000  # letters on a page
WRONG = 0.2  # of the printed numbers that were read: past this, labels and print tell two stories
MOST = 2 / 3  # of the pages: print that was read on so many, and is not the labels on so many, is believed

# What programs write where nobody gave a title or a name.
_NO_TITLE = re.compile(
    r"\x00|^Microsoft (?:Office )?Word - |\.(?:docx?|odt|rtf|indd|qxd|tex|dvi)$|^\(?(?:untitled|anonymous|unknown)\)?$",
    re.IGNORECASE,
)
_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")


def read(data: bytes, path: str) -> Manuscript:
    """The manuscript in a PDF. Its addresses count pdfium's letters, page by page.

    ProtectedFile for one with a password, DamagedFile for what is no PDF, NeedsOcr for pictures of pages without
    text, EmptyFile for blank pages, TooLarge past the limits on pages and time.
    """
    refuse_bombs(data, path)
    document = _opened(data, path)
    try:
        return _read(document, data, path)
    except pypdfium2.PdfiumError as damage:
        raise DamagedFile(f"the PDF is damaged ({damage})", where=path, todo="Get a whole copy of it.") from damage
    finally:
        document.close()


def _opened(data: bytes, path: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as refused:
        if getattr(refused, "err_code", None) in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            todo = "Save a copy of it without a password."
            raise ProtectedFile("the PDF asks for a password", where=path, todo=todo) from refused
        raise DamagedFile("the PDF cannot be opened", where=path, todo="Get a whole copy of it.") from refused


def _read(document: pypdfium2.PdfDocument, data: bytes, path: str) -> Manuscript:
    if len(document) > MOST_PAGES:
        raise TooLarge(f"the PDF has {len(document)} pages", where=path, todo="Split it.")
    builder = Builder(path=path, data=data, format="pdf")
    texts, pages = _pages(document, builder, path)
    _refuse_pictures(document, texts, builder, path)
    sheets = take_apart(reading_order(pages))
    labels = _labels(document, sheets, builder)
    Walk(builder, sheets, labels or _counted(sheets), counted=labels is None).say(paragraphs(sheets))
    raw_words = sum(count_words(text.replace(HYPHEN, "\u00ad\n")) for text in texts)
    return builder.build(metadata=_metadata(document), raw_words=raw_words)


def _pages(document: pypdfium2.PdfDocument, builder: Builder, path: str) -> tuple[list[str], list[list[Chunk]]]:
    texts, pages = list[str](), list[list[Chunk]]()
    deadline = time.monotonic() + SLOWEST
    for number in range(len(document)):
        if time.monotonic() > deadline:
            raise TooLarge("the PDF takes too long to read", where=path, todo="Split it.")
        try:
            text, chunks = _page(document, number)
        except pypdfium2.PdfiumError:
            builder.warn("W156", "a page is damaged and was left out", f"page {number + 1}")
            text, chunks = "", list[Chunk]()
        if len(text) >= FULLEST:
            builder.warn(
                "W155", f"the page holds more than {FULLEST} letters; the rest was left out", f"page {number + 1}"
            )
        texts.append(text)
        pages.append(chunks)
    return texts, pages


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[str, list[Chunk]]:
    page = document[number]
    textpage = page.get_textpage()
    try:
        text = _letters(textpage)
        return text, page_chunks(textpage.raw, text)
    finally:
        textpage.close()
        page.close()


def _letters(textpage: pypdfium2.PdfTextPage) -> str:
    """One letter for each that pdfium counts; those past the limit are left out."""
    letters = min(textpage.count_chars(), FULLEST)
    text = str(textpage.get_text_range(0, letters)) if letters else ""
    if len(text) == letters:
        return text
    codes = (pdfium.FPDFText_GetUnicode(textpage.raw, index) for index in range(letters))
    return "".join(_letter(code) for code in codes)


def _letter(code: int) -> str:
    if code == 2:
        return HYPHEN
    return "\ufffd" if code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code)


def _refuse_pictures(document: pypdfium2.PdfDocument, texts: Sequence[str], builder: Builder, path: str) -> None:
    """Pages without text are blank or pictures; a file of nothing but pictures is no text yet."""
    empty = [number for number, text in enumerate(texts) if not text.strip()]
    pictures = [number for number in empty if _has_picture(document, number)]
    if len(empty) == len(texts) and pictures:
        todo = "Recognise its text first (OCR), for instance with ocrmypdf."
        raise NeedsOcr("the PDF holds pictures of pages and no text", where=path, todo=todo)
    if len(empty) == len(texts):
        raise EmptyFile("the PDF holds no text", where=path, todo="Check that it is the right file.")
    if pictures:
        which = _ranges([number + 1 for number in pictures])
        builder.warn("W154", f"{len(pictures)} pages are pictures without text and need OCR", f"pages {which}")


def _has_picture(document: pypdfium2.PdfDocument, number: int) -> bool:
    try:
        page = document[number]
        return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    except pypdfium2.PdfiumError:
        return False


def _ranges(numbers: Sequence[int]) -> str:
    """ "3, 5–8, 11"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _labels(document: pypdfium2.PdfDocument, sheets: Sequence[Sheet], builder: Builder) -> list[str] | None:
    """What each page is called: by the file's own labels, unless print refutes what is mere counting. None: nobody
    calls them anything."""
    printed = page_labels([sheet.numbers for sheet in sheets])
    if len(sheets) > len(document):
        builder.warn("W157", "two pages of the book stand on each page of the file; their printed numbers are used")
        return [p or "" for p in printed]
    written = [_written_label(document, number) for number in range(len(document))]
    read = [(w, p) for w, p in zip(written, printed, strict=True) if p]
    wrong = sum(w.lower() != p for w, p in read)
    if not any(written) or (written == _counted(sheets) and wrong > WRONG * len(read)):
        if any(printed):
            message = "the file does not name its pages; the numbers printed on them are used"
            builder.warn("W152", message)
            return [p or "" for p in printed]
        builder.warn("W151", "the file does not name its pages, and none is numbered in print: they are counted from 1")
        return None
    if wrong > WRONG * len(read):
        prevails = wrong > MOST * len(read) and len(read) > MOST * len(written)
        used = "numbers printed on them, which are used" if prevails else "numbers printed on them; the labels are used"
        builder.warn("W153", f"the labels of {wrong} pages are not the {used}")
        return [p or "" for p in printed] if prevails else written
    return written


def _counted(sheets: Sequence[Sheet]) -> list[str]:
    return [str(sheet.scan + 1) for sheet in sheets]


def _written_label(document: pypdfium2.PdfDocument, number: int) -> str:
    label = str(document.get_page_label(number) or "").strip()
    return label.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _metadata(document: pypdfium2.PdfDocument) -> Metadata:
    said = {key: _NO_TITLE.sub("", " ".join(value.split())) for key, value in document.get_metadata_dict().items()}
    date = _PDF_DATE.match(said.get("CreationDate", ""))
    return Metadata(
        title=said.get("Title", ""),
        authors=tuple(name.strip() for name in re.split(r";|\s+and\s+", said.get("Author", "")) if name.strip()),
        date="-".join(part for part in date.groups() if part) if date else "",
    )
