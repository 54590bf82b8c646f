"""The manuscript's own list of works: bibliography, works cited, references, list of abbreviations.

Blocks that the reader calls "bibliography" count wherever they stand; otherwise what follows a heading that says so,
up to the next heading that says something else. An entry answers to the form it is listed under ("GREVILLE.",
"JERROLD, EARLY COURT.", "GM ="), to its author's surname and to its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoth.find.names import is_name, key_words, main_title, surname, title_words
from quoth.find.references import Parsed, parse_reference
from quoth.find.stretch import quotations_in
from quoth.model.citation import Entry
from quoth.model.manuscript import Block, Manuscript
from quoth.model.text import Span

__all__ = ["find_bibliography"]

LONGEST_ENTRY = 90  # words
LONGEST_HEAD = 12  # words before a title: authors, or a short form

_HEADING = re.compile(
    r"(?:\W*(?:\d+|[IVXL]+|[A-Z])\.\s)?(?:(?:select(?:ed)?|general|annotated|primary|secondary|further)\s)?"
    r"(?:bibliograph(?:y|ie|ies)|works (?:cited|consulted)|references?(?: cited)?|list of references.*|reading list|"
    r"(?:list of )?abbreviations.*|short titles.*|sources(?: and .*)?|(?:primary|secondary|printed|manuscript) sources|"
    r"literatur(?:verzeichnis)?|quellen(?:verzeichnis| und literatur)?|abkürzungen|siglen(?:verzeichnis)?|"
    r"bibliographie.*|ouvrages cités|sources et bibliographie|(?:liste des )?(?:sigles|abréviations).*|"
    r"bibliograf[ií]a.*|obras citadas|referencias.*|opere citate|abbreviazioni|siglas|bronnen|literatuur(?:lijst)?|"
    r"литература|список литературы|библиография|источники)\W*",
    re.IGNORECASE,
)
_WITHIN = re.compile(  # headings inside a bibliography
    r"(?:and|und|et|y|e)|(?:primary|secondary|printed|unprinted|published|unpublished|archival|manuscript|other)\b.*|"
    r"archives?|manuscripts?|books?(?: and .*)?|articles?(?: and .*)?|periodicals?|newspapers?.*|works by .*|"
    r"quellen|literatur|manuskripte|zeitungen|sources.*|ouvrages.*|articles.*|[A-ZÀ-Ý]",
    re.IGNORECASE,
)
_KEY = re.compile(r"\s*(?P<key>[^\W\d_][\w.&’' ]{0,14}?)(?:\s*[=:\t]\s*|\s+[–—]\s+|\s{2,})(?=\S)")
_SAME_AUTHOR = re.compile(r"\s*(?:[-–—―_]{2,}|[–—―])[.,:]?\s*")
_HEAD = re.compile(r"[^.]*?(?:\b[^\W\d_]\.[^.]*?)*\.\s+")


def find_bibliography(manuscript: Manuscript) -> tuple[Entry, ...]:
    """Every entry of the manuscript's lists of works, in order; () where it has none."""
    entries: list[Entry] = []
    author = ""  # of the line before: what a dash stands for
    for line in _lines(manuscript):
        entry = _entry(manuscript, line, author)
        author = entry.reference.author if entry else ""
        if entry is not None:
            entries.append(entry)
    return tuple(entries)


def _lines(manuscript: Manuscript) -> Iterator[Span]:
    """The stretches that hold one entry each."""
    listing, empty = 0, True  # the level of the heading we are under, 0 for none; whether it has entries yet
    for block in manuscript.blocks:
        text = block.span.of(manuscript.text).strip()
        if block.kind == "heading" or _is_heading(block, text):
            if _HEADING.fullmatch(text):
                listing, empty = listing or block.level or 1, True
            elif listing and not (_WITHIN.fullmatch(text) or block.level > listing or (empty and text.isupper())):
                listing = 0
        elif block.kind == "bibliography" or (listing and block.kind in {"paragraph", "list"}):
            empty = False
            yield from _split(manuscript.text, block.span)


def _is_heading(block: Block, text: str) -> bool:
    """A line of its own that could only be a heading: plain text has no others."""
    return block.kind == "paragraph" and len(text) < 60 and "\n" not in text and _HEADING.fullmatch(text) is not None


def _split(text: str, span: Span) -> Iterator[Span]:
    """One span an entry: a block may be a list with a line for each, or one entry over many lines."""
    start = span.start
    for line in re.finditer(r"\n", span.of(text)):
        at = span.start + line.end()
        before, after = text[start:at].rstrip(), text[at : span.stop]
        if re.search(r"[.)\d]$", before) and re.match(r"[^\W\d_a-zß-ÿ]|[–—―]", after):
            yield Span(start=start, stop=start + len(before))
            start = at
    if text[start : span.stop].strip():
        yield Span(start=start, stop=span.stop)


def _entry(manuscript: Manuscript, span: Span, author_before: str) -> Entry | None:
    text = span.of(manuscript.text)
    italics = [mark.shifted(-span.start) for mark in manuscript.emphasis if span.holds(mark)]
    quoted = [found for found in quotations_in(text) if not any(mark.holds(found) for mark in italics)]
    emphasis = [mark for mark in italics if not any(found.holds(mark) for found in quoted)]
    if len(key_words(text)) < 2:
        return None
    same = _SAME_AUTHOR.match(text)
    if same and author_before:
        head, at, lead = author_before, same.end(), f"{author_before}. "
    else:
        (head, at), lead = _listed_under(text, sorted([*emphasis, *quoted])), ""
    by = len(lead) - at
    inner = [mark.shifted(by) for mark in emphasis if mark.start >= at]
    found = parse_reference(lead + text[at:], inner, [mark.shifted(by) for mark in quoted if mark.start >= at])
    listed = head.title() if head.isupper() else head
    found_author = found.by or found.author or (listed if _may_be_author(head, found) else "")
    if not _is_entry(text, found, head, found_author, marked=bool(inner and not quoted)):
        return None
    return Entry(
        span=span,
        reference=found.reference(author=found_author),
        keys=_keys(head, found_author, found.title),
    )


def _is_entry(text: str, found: Parsed, head: str, author: str, *, marked: bool) -> bool:
    """Whether a line names a work, and is no remark, advertisement or printer's address between the entries."""
    if not found.title or len(text.split()) > LONGEST_ENTRY:
        return False
    if marked:
        return not found.loose or bool(head or found.author) or text.lstrip("“‘'\"").startswith(found.title[:8])
    return bool(found.year or (author and (head or found.author)))


def _listed_under(text: str, emphasis: list[Span]) -> tuple[str, int]:
    """What an entry is listed under (an abbreviation, or what stands before italics), and where the rest begins."""
    key = _KEY.match(text)
    if key and not any(mark.start < key.end() for mark in emphasis):
        return key["key"].strip(" ."), key.end()
    head = _HEAD.match(text)
    marked = [mark for mark in emphasis if head and mark.start >= head.end()]
    if head and marked and not text[head.end() : marked[0].start].strip():
        return head.group().strip(" ."), head.end()
    before = text[: emphasis[0].start] if emphasis else ""
    if 0 < len(before.split()) <= LONGEST_HEAD and not any(letter.isdigit() for letter in before):
        return before.strip(" .,:"), len(before)
    return "", 0


def _may_be_author(head: str, found: Parsed) -> bool:
    """A head that is a name, and no word of the title ("LETTERS. The Letters of Queen Victoria"); turned round it is a
    name for certain ("Adams, Henry. The Education of Henry Adams")."""
    words = key_words(head.partition(",")[0])
    turned = "," in head and not head.isupper()  # in capitals throughout stands what the entry is called
    return bool(head) and is_name(head) and (turned or not set(words) <= set(key_words(found.title)))


def _unarticled(text: str) -> tuple[str, ...]:
    words = key_words(text)
    return (
        words[1:]
        if len(words) > 1 and words[0] in {"the", "a", "an", "der", "die", "das", "le", "la", "les"}
        else words
    )


def _keys(head: str, author: str, title: str) -> tuple[str, ...]:
    """What the entry answers to, folded: the form it is listed under first."""
    forms = [
        " ".join(_unarticled(head)),
        surname(author),
        " ".join(title_words(title)),
        " ".join(title_words(main_title(title))),
    ]
    return tuple(dict.fromkeys(form for form in forms if form))
