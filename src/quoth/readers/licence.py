"""The header and licence that Project Gutenberg puts around a book, and what the header says of it.

The lines "*** START OF THE PROJECT GUTENBERG EBOOK …" and "*** END OF …" part them from the book.
"""

from __future__ import annotations

import re

from quoth.model.manuscript import Metadata
from quoth.readers.volumes import volume_in

__all__ = ["END", "START", "header_metadata"]

START = re.compile(r"\*{3}\s*START\s+OF\s+(?:THE|THIS)\s+PROJECT\s+GUTENBERG", re.IGNORECASE)
END = re.compile(
    r"\*{3}\s*END\s+OF\s+(?:THE|THIS)\s+PROJECT\s+GUTENBERG|^\s*End\s+of\s+(?:the\s+|this\s+)?Project\s+Gutenberg",
    re.IGNORECASE | re.MULTILINE,
)

_LINE = re.compile(
    r"^[ \t]*([A-Z][A-Za-z ]{2,24}):[ \t]*(\S.*(?:\n(?![ \t]*[A-Z][A-Za-z ]{2,24}:)[ \t]*\S.*)*)", re.MULTILINE
)
_AND = re.compile(r"\s*(?:;|&|\band\b)\s*|\s*\n\s*")


def header_metadata(header: str) -> Metadata:
    """What the lines "Title:", "Author:", "Editor:", "Language:" of `header` say; a line may run on."""
    said = {key.lower(): value for key, value in reversed(_LINE.findall(header))}
    title = " ".join(said.get("title", "").split())
    number = re.search(r"(?:EBook|eBook|Etext)\s*#(\d+)", header)
    return Metadata(
        title=title,
        authors=_names(said.get("author", "")),
        editors=_names(said.get("editor", "")),
        volume=volume_in(title),
        language=" ".join(said.get("language", "").split()),
        identifiers=(f"gutenberg:{number[1]}",) if number else (),
    )


def _names(said: str) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in _AND.split(said) if name.strip())
