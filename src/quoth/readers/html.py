"""HTML and XHTML pages: books on the web, essays saved from it."""

from __future__ import annotations

import re

from quoth.errors import EmptyFile
from quoth.model.manuscript import Manuscript, Metadata
from quoth.readers.builder import Builder
from quoth.readers.encoding import decode
from quoth.readers.gutenberg import START, header_metadata, undressed
from quoth.readers.hypertext import BLOCKS, UNREAD, Document, parse_html, raw_words, slots, squeezed
from quoth.readers.markup import say_documents
from quoth.readers.volumes import volume_in

__all__ = ["read"]

_DECLARED = re.compile(rb"(?:charset\s*=\s*[\"']?|<\?xml[^>]{0,80}encoding\s*=\s*[\"'])([\w.:-]+)", re.IGNORECASE)
DECLARED_WITHIN = 4096  # bytes; browsers look at 1024, but some put the title first


def read(data: bytes, path: str) -> Manuscript:
    """The page in `data`. EmptyFile where nothing can be read in it."""
    declared = _DECLARED.search(data, 0, DECLARED_WITHIN)
    decoded = decode(data, declared=declared[1].decode("ascii", "replace") if declared else "")
    document = parse_html(decoded.text)
    builder = Builder(path=path, data=data, format="html", encoding=decoded.encoding)
    for warning in decoded.warnings:
        builder.warn(warning.code, warning.message, warning.where)
    words = raw_words(document) if document is not None else 0
    if document is None or not words:
        raise EmptyFile("the page holds no words", where=path, todo="Name a file with text in it.")
    say_documents(builder, (document,))
    return builder.build(metadata=_metadata(document), raw_words=words)


def _metadata(document: Document) -> Metadata:
    """A Project Gutenberg header says more than the page's own head; what it leaves out is taken from there."""
    header = header_metadata(_header(document))
    named = _named(document)
    title = next((squeezed(e) for e in document.elements if e.tag == "title"), "")
    shown = undressed(title)
    return Metadata(
        title=header.title or _first(named, "dc.title", "citation_title", "og:title") or shown,
        authors=header.authors or _all_of(named, "dc.creator", "dcterms.creator", "citation_author", "author"),
        editors=header.editors or _all_of(named, "dc.contributor.editor", "citation_editor"),
        volume=header.volume or volume_in(title),
        date=header.date or _first(named, "dc.date", "dcterms.date", "citation_publication_date", "dc.date.issued"),
        publisher=_first(named, "dc.publisher", "dcterms.publisher", "citation_publisher"),
        language=header.language or document.root.get("lang") or _first(named, "dc.language", "dcterms.language"),
        identifiers=header.identifiers or _all_of(named, "dc.identifier", "citation_isbn"),
    )


def _named(document: Document) -> dict[str, list[str]]:
    """The meta elements: contents by name, in small letters."""
    named: dict[str, list[str]] = {}
    for element in document.root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").lower()
        content = " ".join((element.get("content") or "").split())
        if name and content:
            named.setdefault(name, []).append(content)
    return named


def _first(named: dict[str, list[str]], *names: str) -> str:
    return next((named[name][0] for name in names if name in named), "")


def _all_of(named: dict[str, list[str]], *names: str) -> tuple[str, ...]:
    return next((tuple(named[name]) for name in names if name in named), ())


def _header(document: Document) -> str:
    """The text up to the line that ends a Project Gutenberg header, "" where there is none; blocks end lines."""
    lines: list[str] = []
    for element, tail in slots(document.root):
        text = (element.tail if tail else element.text) or ""
        if element.tag in BLOCKS or element.tag == "br":
            lines.append("\n" if element.tag == "br" else "\n\n")
        if element.tag not in UNREAD or tail:
            lines.append(text)
        if START.search(text):
            return "".join(lines)
    return ""
