"""What transcribers put before and after a book, in plain text: Project Gutenberg's header, licence and credits.

Source of the forms: the headers and footers that Project Gutenberg has used from 1991 on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quoth.model.manuscript import Metadata

__all__ = ["Licence", "survey_licence"]

HEAD = 30_000  # letters: the longest headers, those of the nineties, hold the whole licence
CREDITS = 3_000

_START = re.compile(
    r"^\*{3} ?START OF (?:THE|THIS) PROJECT GUTENBERG.*(?:\n.+)*?\*{3} *$|^\*END.?\*? ?THE SMALL PRINT!.*$",
    re.MULTILINE,
)
_END = re.compile(
    r"^ *(?:\*{3} ?END OF (?:THE|THIS) PROJECT GUTENBERG|(?:The )?End of (?:the |this )?Project Gutenberg|"
    r"\*{3}START: FULL LICENSE)",
    re.MULTILINE | re.IGNORECASE,
)
_NAMES_ITSELF = re.compile(r"project gutenberg|distributed proofread", re.IGNORECASE)
_CREDIT = re.compile(
    r"^(?:this (?:etext|e-text|ebook) (?:was )?)?(?:e-?text )?(?:produced|prepared|transcribed|scanned|digitized)"
    r"(?: (?:and proofed|and proofread))? (?:by|from) .{4,}",
    re.IGNORECASE | re.DOTALL,
)
_FIELD = re.compile(
    r"^(title|author|editor|release date|posting date|language):[ \t]*(\S.*(?:\n[ \t]+\S.*)*)",
    re.MULTILINE | re.IGNORECASE,
)
_OPENING = re.compile(
    r"project gutenberg(?:['’]s)?(?: (?:e-?book|e-?text))?(?: of)? (?P<title>[^\n]+?),? by (?P<author>[^\n,#\[(]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """The book stands from `start` up to `stop`; what is outside is no part of it."""

    start: int
    stop: int
    metadata: Metadata = Metadata()  # noqa: RUF009 — a frozen value

    def covers(self, start: int, stop: int) -> bool:
        return stop <= self.start or start >= self.stop


def survey_licence(text: str) -> Licence:
    """Where the licence ends and begins again, and what its header says of the book."""
    start = max((found.end() for found in _START.finditer(text, 0, HEAD)), default=0)
    head = text[:start] if start else text[:HEAD] if _NAMES_ITSELF.search(text[:CREDITS]) else ""
    start = _past_credits(text, start)
    end = _END.search(text, start)
    return Licence(start=start, stop=end.start() if end else len(text), metadata=_metadata(head))


def _past_credits(text: str, start: int) -> int:
    """The end of the paragraphs of credits that stand first in the book."""
    for paragraph in re.finditer(r"(?:[^\n]*\S[^\n]*(?:\n|$))+", text[start : start + CREDITS]):
        if not _CREDIT.match(paragraph[0].strip(" (*")) or len(paragraph[0]) > 800:
            break
        last = start + paragraph.end()
        return _past_credits(text, last) if last < len(text) else last
    return start


def _metadata(head: str) -> Metadata:
    fields: dict[str, str] = {}
    for name, value in _FIELD.findall(head):
        fields.setdefault(name.lower(), " ".join(value.split()))
    opening = _OPENING.search(head)
    title = fields.get("title") or (opening["title"].strip(" *") if opening else "")
    author = fields.get("author") or (opening["author"].strip(" *") if opening else "")
    return Metadata(
        title=title,
        authors=tuple(name for name in re.split(r"\s+and\s+|;\s*|\s*&\s*", author) if name),
        editors=tuple(filter(None, [fields.get("editor", "")])),
        date=re.sub(r"\s*\[.*", "", fields.get("release date", "")),
        language=fields.get("language", ""),
    )
