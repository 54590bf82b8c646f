"""What a file is, by what stands in it; by its name only where the content could be several things."""

from __future__ import annotations

import io
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from quoth.errors import DamagedFile, EmptyFile, ProtectedFile, UnknownFormat
from quoth.readers.encoding import decode, looks_binary

if TYPE_CHECKING:
    import zipfile

__all__ = ["SUFFIXES", "sniff"]

HEAD = 8192  # bytes

SUFFIXES = {
    ".txt": "text", ".text": "text",
    ".md": "markdown", ".markdown": "markdown",
    ".htm": "html", ".html": "html", ".xhtml": "html",
    ".xml": "tei", ".tei": "tei",
    ".epub": "epub", ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip

_SAVE_AS = "Save it as .docx, .html, .md or .txt and name that file."
_FOREIGN = (  # magic, what it is, what to do
    (b"{\\rtf", "an RTF file", _SAVE_AS),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Word file (.doc)",
        "Open it in a word processor and save it as .docx.",
    ),
    (b"%!PS", "a PostScript file", "Convert it to PDF first."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and name the file inside."),
    (b"BZh", "a bzip2 archive", "Unpack it and name the file inside."),
    (b"\xfd7zXZ\x00", "an xz archive", "Unpack it and name the file inside."),
    (b"7z\xbc\xaf\x27\x1c", "a 7-zip archive", "Unpack it and name the file inside."),
    (b"Rar!", "a RAR archive", "Unpack it and name the file inside."),
    (b"AT&TFORM", "a DjVu file", "Convert it to PDF with its text layer first."),
    (b"TPZ", "a Kindle file", "Convert it to EPUB first."),
    (b"\x89PNG", "an image", "Recognise its text (OCR) first."),
    (b"\xff\xd8\xff", "an image", "Recognise its text (OCR) first."),
    (b"II*\x00", "an image", "Recognise its text (OCR) first."),
    (b"MM\x00*", "an image", "Recognise its text (OCR) first."),
    (b"GIF8", "an image", "Recognise its text (OCR) first."),
)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_LATEX = re.compile(r"\\documentclass|\\begin\{document\}|\\(?:chapter|section)\{")
_TAG = re.compile(r"<[A-Za-z][\w:.-]*[\s/>]")
_HTML = re.compile(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_COMMENTS = r"\s*(?:<!--.*?-->\s*)*"
_HTML_DOCUMENT = re.compile(rf"{_COMMENTS}(?:<!doctype html|<html[\s>])", re.IGNORECASE | re.DOTALL)
_XML_DOCUMENT = re.compile(rf"{_COMMENTS}(?:<\?xml\s|<(?:\w+:)?(?:TEI|teiCorpus)[\s.>])", re.DOTALL)


def sniff(data: bytes, where: str) -> str:
    """The format of `data`, a key of the readers' table. `where` is its path, for its name and for errors."""
    for magic, what, todo in _FOREIGN:
        if data.startswith(magic):
            raise UnknownFormat(f"this is {what}, which quoth does not read", where=where, todo=todo)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _container(data, where)
    named = SUFFIXES.get(PurePosixPath(where).suffix.lower(), "")
    if data[60:68] in {b"BOOKMOBI", b"TEXtREAd"}:
        raise UnknownFormat("this is a Kindle file, which quoth does not read", where=where, todo="Convert it to EPUB.")
    if looks_binary(data):
        _refuse_binary(where, named)
    return _writing(data, where, named)


def _refuse_binary(where: str, named: str) -> None:
    if named in {"pdf", "epub", "docx"}:
        raise DamagedFile(f"the file is no {named} file, or damaged", where=where, todo="Get a whole copy of it.")
    raise UnknownFormat("the file is no text, and of no known format", where=where, todo=_SAVE_AS)


def _container(data: bytes, where: str) -> str:
    import zipfile  # noqa: PLC0415 - text needs none

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            return _packed(archive, names, where)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as damage:
        if isinstance(damage, RuntimeError) and "password" in str(damage):
            raise ProtectedFile("the file asks for a password", where=where, todo="Save it without one.") from damage
        raise DamagedFile("the zip container is damaged", where=where, todo="Get a whole copy of it.") from damage


def _packed(archive: zipfile.ZipFile, names: set[str], where: str) -> str:
    if not names:
        raise EmptyFile("the container is empty", where=where, todo="Get a whole copy of it.")
    if "word/document.xml" in names or any(name.startswith("word/document") for name in names):
        return "docx"
    mimetype = b""
    if "mimetype" in names and archive.getinfo("mimetype").file_size < HEAD:
        mimetype = archive.read("mimetype")
    if mimetype.startswith(b"application/epub") or "META-INF/container.xml" in names:
        return "epub"
    if mimetype.startswith(_OPEN_DOCUMENT):
        raise UnknownFormat("this is an OpenDocument file, which quoth does not read", where=where, todo=_SAVE_AS)
    raise UnknownFormat("this is a zip archive of other files", where=where, todo="Unpack it and name the file inside.")


def _writing(data: bytes, where: str, named: str) -> str:
    head = decode(data[:HEAD]).text.lstrip("\ufeff")
    if _LATEX.search(head):
        todo = "Convert it to .docx, .md or PDF."
        raise UnknownFormat("this is LaTeX, which quoth does not read", where=where, todo=todo)
    if _HTML_DOCUMENT.match(head):
        return "html"
    if _XML_DOCUMENT.match(head):
        return "html" if _HTML.search(head) and "<TEI" not in head else "tei"
    if named in {"markdown", "text"}:
        return named  # a text may begin with a tag, and Markdown may hold HTML
    if named in {"html", "tei"} and _TAG.search(head):
        return named
    return "html" if _HTML.search(head) else "text"
