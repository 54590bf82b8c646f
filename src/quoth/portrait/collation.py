"""A quotation and its passage laid side by side: the words of both with what differs marked, and each difference said.

What a mark looks like is never all there is: every difference stands in words below, and in the apparatus.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quoth.model.finding import Alignment, EditKind, EditOp
from quoth.model.text import Span
from quoth.portrait.edition import Exhibit
from quoth.portrait.markup import Content, el

__all__ = ["Difference", "as_printed", "as_quoted", "differences", "printed_words", "shortened", "spaced"]

SILENT: frozenset[EditKind] = frozenset({"equal", "accidental"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where the two differ: what the quotation has, what the source has, either may be "". `span` is where
    in the manuscript; `after` is the word of the quotation before it, "" where there is none."""

    op: EditKind
    span: Span
    quoted: str
    printed: str
    after: str = ""


def spaced(words: str) -> str:
    """On one line."""
    return " ".join(words.split())


def shortened(words: str, most: int) -> str:
    """The first and last `most` words, and how many were left out; all of them where it would not save any."""
    each = words.split()
    if len(each) <= 2 * most + 1:
        return " ".join(each)
    head, tail = each[:most], each[len(each) - most :]
    return " ".join([*head, f"[{len(each) - 2 * most} words]", *tail])


def differences(exhibit: Exhibit, text: str, most: int) -> list[Difference]:
    """In order of the text; `text` is the manuscript's. Of what the quotation leaves out `most` words are shown at each
    end."""
    found: list[Difference] = []
    after = ""
    for edit in exhibit.place.edits if exhibit.place else ():
        quoted, printed = edit.quotation.of(text).split(), exhibit.place.printed(edit) if exhibit.place else ""
        if edit.op not in SILENT and (quoted or printed.strip()):
            read = {"quoted": " ".join(quoted), "printed": shortened(printed, most), "after": after}
            found.append(Difference(op=edit.op, span=edit.quotation, **read))
        after = quoted[-1] if quoted else after
    return found


def as_quoted(place: Alignment, text: str) -> Iterator[Content]:
    """The words of the manuscript."""
    for edit in place.edits:
        yield _marked(edit, edit.quotation.of(text))


def as_printed(place: Alignment, most: int) -> Iterator[Content]:
    """The words of the source; of what was left out `most` words at each end."""
    return (_marked(edit, words) for edit, words in printed_words(place, most))


def printed_words(place: Alignment, most: int) -> Iterator[tuple[EditOp, str]]:
    """The same, step by step and without marks."""
    for edit in place.edits:
        printed = place.printed(edit)
        if edit.op in ("ellipsis", "omit"):
            lead, tail = printed[: len(printed) - len(printed.lstrip())], printed[len(printed.rstrip()) :]
            printed = lead + shortened(printed, most) + tail if printed.strip() else printed
        yield edit, printed


def _marked(edit: EditOp, words: str) -> Content:
    if edit.op in SILENT or not words.strip():
        return words
    return el("mark", {"class": f"d-{edit.op}"}, words)
