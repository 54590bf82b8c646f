"""What Project Gutenberg puts around a book: a header, the names of those who made the file, a licence at the end.

The header's fields say what the book is. Source of the forms: the files that it has published from 1991 on, in plain
text, as web pages and as EPUB.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from quoth.model.manuscript import Metadata
from quoth.readers.letters import Letters
from quoth.readers.lines import Lines
from quoth.readers.volumes import volume_in

__all__ = ["END", "START", "Licence", "header_metadata", "is_credit", "survey_licence", "undressed"]

HEAD = 30_000  # letters: the longest headers, those of the nineties, hold the whole licence
CREDITS = 3_000  # letters that all credits may take
LONGEST_CREDIT = 800  # letters
MEASURE = 72, 80  # columns: lines that are filled up end between these

_STARRED = r"\*\*\s*START\s+OF\s+(?:THE|THIS)\s+PROJECT\s+GUTENBERG"
_SMALL_PRINT = r"END.{0,3}THE SMALL PRINT!"
START = re.compile(rf"\*(?:{_STARRED}|{_SMALL_PRINT})", re.IGNORECASE)
_END = (
    r"(?:\*{3}\s*END\s+OF\s+(?:THE|THIS)\s+PROJECT\s+GUTENBERG|\*{3}\s?START: FULL LICENSE|"
    r"(?:The\s+)?End\s+of\s+(?:the\s+|this\s+)?Project\s+Gutenberg)"
)
END = re.compile(rf"^[ \t]*(?=[*ET]){_END}", re.IGNORECASE | re.MULTILINE)

_END_LINE = re.compile(_END, re.IGNORECASE)
_END_BEGINS = tuple(  # letter by letter
    map(Letters, ("(?i:[*et])", "(?i:[*nh])", "(?i:[*de])", r"(?i:[\ses])", r"(?i:[\seonst])"))
)

_START_LINES = re.compile(
    rf"\*(?<=^\*)(?:{_STARRED}.*(?:\n.+)*?\*{{3}} *|{_SMALL_PRINT}.*)$", re.IGNORECASE | re.MULTILINE
)
_NAMES_ITSELF = re.compile(r"project gutenberg|distributed proofread", re.IGNORECASE)
_CREDIT = re.compile(
    r"[\s(*]*(?:this (?:etext|e-text|ebook) (?:was )?)?(?:e-?text )?"
    r"(?:produced|prepared|transcribed|scanned|digitized)(?: and (?:proofed|proofread))? (?:by|from)\b",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")
_KEYS = (
    r"title|subtitle|author|editor|translator|illustrator|contributor|annotator|compiler|commentator|"
    r"(?:release|posting|publication) date|date|(?:most recently|last) updated|original publication|language|"
    r"character set encoding|credits|produced by|isbn|e-?book|e-?text"
)
_FIELD = re.compile(
    rf"^[ \t]*({_KEYS}):[ \t]*(\S.*(?:\n(?![ \t]*(?:(?:{_KEYS}):|[*\[]))[ \t]*\S.*)*)", re.MULTILINE | re.IGNORECASE
)
_OPENING = re.compile(
    r"project gutenberg(?:['’]s)?(?: (?:e-?book|e-?text))?(?: of)? (?P<title>[^\n]+?),? by (?P<author>[^\n,#\[(]+)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:ebook|etext)\s*#(\d+)", re.IGNORECASE)
_YEAR = re.compile(r"\b1[4-9]\d\d\b|\b20\d\d\b")
_AND = re.compile(r"\s*(?:;|&|\band\b)\s*|\s*\n\s*")
_BEFORE = re.compile(r"^(?:the )?project gutenberg(?:['’]s)? ?(?:e-?book|e-?text)?(?: of|:)?\s*", re.IGNORECASE)
_AFTER = re.compile(r"\s*(?:[|:-]|\u2014|--)\s*(?:a )?project gutenberg.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """The book stands from `start` up to `stop`; what is outside is no part of it."""

    start: int
    stop: int
    metadata: Metadata = Metadata()  # noqa: RUF009 — a frozen value


def survey_licence(lines: Lines) -> Licence:
    """Where the licence around a plain text ends and begins again, and what its header says of the book."""
    text = lines.text
    start = max((found.end() for found in _START_LINES.finditer(text, 0, HEAD)), default=0)
    head = text[:start] if start else text[:HEAD] if _NAMES_ITSELF.search(text[:CREDITS]) else ""
    start = _past_credits(text, start)
    return Licence(start=start, stop=_end(lines, start), metadata=header_metadata(head))


def _end(lines: Lines, start: int) -> int:
    """Where the licence begins again."""
    likely = lines.starts[_END_BEGINS[0].hold(lines.first) & (lines.starts >= start)]
    for place, letters in enumerate(_END_BEGINS[1:], start=1):
        likely = likely[letters.hold(lines.points[np.minimum(likely + place, len(lines.text))])]
    ends = (at for at in likely.tolist() if _END_LINE.match(lines.text, at))
    return next(ends, len(lines.text))


def _past_credits(text: str, start: int) -> int:
    """The end of the paragraphs of credits that stand first in the book."""
    past = start
    for paragraph in _PARAGRAPH.finditer(text, start, start + CREDITS):
        if not is_credit(paragraph[0]):
            break
        past = paragraph.end()
    return past


def is_credit(paragraph: str) -> bool:
    """Whether a paragraph that stands first in the book says who made the file."""
    return len(paragraph) <= LONGEST_CREDIT and _CREDIT.match(paragraph) is not None


def header_metadata(header: str) -> Metadata:
    """What the fields of `header` say of the book; failing them, its first line ("… EBook of A Life, by B. Writer")."""
    said = _fields(header)
    opening = _OPENING.search(header)
    title = _title(said.get("title", "")) or (opening["title"].strip(" *") if opening else "")
    number, published = _NUMBER.search(header) if "#" in header else None, said.get("original publication", "")
    return Metadata(
        title=title,
        authors=_names(said.get("author", "") or (opening["author"].strip(" *") if opening else "")),
        editors=_names(said.get("editor", "")),
        volume=volume_in(title),
        date=next(iter(_YEAR.findall(published)[-1:]), ""),
        language=" ".join(said.get("language", "").split()),
        identifiers=(f"gutenberg:{number[1]}",) if number else (),
    )


def _fields(header: str) -> dict[str, str]:
    """What the header says first of each key. A key stands before the first colon of its line, and most lines have
    none."""
    said: dict[str, str] = {}
    colon = header.find(":")
    while colon >= 0:
        found = _FIELD.match(header, header.rfind("\n", 0, colon) + 1)
        if found:
            said.setdefault(found[1].lower(), found[2])
        end = header.find("\n", found.end() if found else colon)
        colon = header.find(":", end) if end >= 0 else -1
    return said


def _title(field: str) -> str:
    """The lines of a title: each is a part of its own (a subtitle), unless it goes on with the one before."""
    lines = (" " * len("Title: ") + field).split("\n")
    parts = [lines[0]]
    for before, line in pairwise(lines):
        if _goes_on(before, line):
            parts[-1] += f" {line}"
        else:
            parts.append(line)
    return ": ".join(_balanced(" ".join(part.split())) for part in parts)


def _goes_on(before: str, line: str) -> bool:
    """Whether a line of a title goes on with the one before: it begins small or in brackets, or is set in deeper; or
    the line before ends in a comma or the like or within brackets, or is full."""
    word, width = line.split(maxsplit=1)[0], len(before.rstrip())
    unended = before.rstrip()[-1] in ",;:-—" or before.count("(") > before.count(")")
    filled = MEASURE[0] <= width + len(word) and width <= MEASURE[1]
    return filled or unended or word[0].islower() or word[0] in "([" or _indent(line) > _indent(before)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _balanced(title: str) -> str:
    """A title without a bracket that closes nothing."""
    return title[:-1].rstrip() if title.endswith(")") and title.count(")") > title.count("(") else title


def _names(said: str) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in _AND.split(said) if name.strip())


def undressed(title: str) -> str:
    """The title that a page shows in the browser's frame, without the name of Project Gutenberg."""
    return _AFTER.sub("", _BEFORE.sub("", title)).strip()
