"""What may differ from the source without a mark: the licences of authors, and which profile grants them.

A profile changes no verdict: that the words are the source's is true under each. It decides which changes of form are
told as such.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from quoth.judge.apparatus import bare_part
from quoth.model.finding import Alignment, EditOp
from quoth.model.text import Span

__all__ = ["LICENCES", "PROFILES", "Licence", "licences_used"]

# Each profile and what it is for.
PROFILES = {
    "chicago": "Books and essays: the Chicago Manual of Style, 17th edition.",
    "legal": "Briefs and law reviews: The Bluebook, 21st edition, rule 5.",
    "strict": "Editions and diplomatic transcripts: only what no reader sees may differ.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """`what` may differ in silence under the profiles `granted`, by which `source`; `instead` is what is to be done
    under the others. `plain` gives a text without what may differ."""

    name: str
    what: str
    source: str
    granted: frozenset[str]
    instead: str
    plain: Callable[[str], str]


_EVERY, _FREE, _BOOKS = frozenset(PROFILES), frozenset({"chicago", "legal"}), frozenset({"chicago"})
_BREAK = re.compile(r"(?:[-\N{HYPHEN}]\s*\n|\N{SOFT HYPHEN}\n?|\N{WORD JOINER}|\N{ZERO WIDTH SPACE})\s*")
_MARKS = str.maketrans(dict.fromkeys("“”„‟«»‹›‘’‚‛′″`´'", '"'))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_OUTER_MARK = re.compile(r"(?<![^\W\d_])\"|\"(?![^\W\d_])")


def _marks(text: str) -> str:
    return _OUTER_MARK.sub("", text.translate(_MARKS))


def _dashes(text: str) -> str:
    return re.sub(r"\s*-+\s*", "-", text.translate(_DASHES))


def _dots(text: str) -> str:
    return re.sub(r"\s*\.(?:\s*\.)+\s*", " ... ", text.replace("…", "..."))


def _letters(text: str) -> str:
    return unicodedata.normalize("NFKC", text.replace("ſ", "\0")).replace("\0", "ſ")


LICENCES = (
    Licence(
        name="line ends",
        what="Ends of lines and pages, hyphens that stand there, strokes between lines of verse.",
        source="Chicago, on verse run into the text; Bluebook 5.1",
        granted=_EVERY,
        instead="",
        plain=lambda text: re.sub(r"\s*[/|]\s*", " ", _BREAK.sub("", text)),
    ),
    Licence(
        name="ligatures",
        what="Ligatures and other forms of the same letters.",
        source="Chicago 13.7",
        granted=_EVERY,
        instead="",
        plain=_letters,
    ),
    Licence(
        name="typed italics",
        what="Signs that typists put for italics: _so_, *so*.",
        source="a custom of plain text",
        granted=_EVERY,
        instead="",
        plain=lambda text: text.translate({ord("_"): None, ord("*"): None}),
    ),
    Licence(
        name="long s",
        what="The long s of old print.",
        source="Chicago 13.7",
        granted=_FREE,
        instead="print it as the source does",
        plain=lambda text: text.replace("ſ", "s"),
    ),
    Licence(
        name="marks",
        what="The shape of quotation marks and apostrophes, and double for single ones inside.",
        source="Chicago 13.7; Bluebook 5.1, 5.2",
        granted=_FREE,
        instead="print the marks of the source",
        plain=_marks,
    ),
    Licence(
        name="dashes",
        what="The length of dashes, and the space around them.",
        source="Chicago 13.7",
        granted=_FREE,
        instead="print the dash of the source",
        plain=_dashes,
    ),
    Licence(
        name="dots",
        what="How dots of the source are spaced, or set as one letter.",
        source="Chicago 13.50–55; Bluebook 5.3",
        granted=_FREE,
        instead="print the dots as the source does",
        plain=_dots,
    ),
    Licence(
        name="note marks",
        what="Marks of the source's notes are left out.",
        source="Chicago 13.7; Bluebook 5.2 asks for “(footnote omitted)”",
        granted=_BOOKS,
        instead="add “(footnote omitted)” to the note",
        plain=lambda text: bare_part(text, Span(start=0, stop=len(text))),
    ),
    Licence(
        name="first letter",
        what="The first letter, great or small.",
        source="Chicago 13.7; Bluebook 5.2 asks for brackets",
        granted=_BOOKS,
        instead="put the letter in brackets: “[T]he”",
        plain=str,
    ),
    Licence(
        name="final point",
        what="The point after the last word.",
        source="Chicago 13.7; Bluebook 5.1",
        granted=_FREE,
        instead="print the point of the source, or set yours behind the closing mark",
        plain=str,
    ),
)
_FIRST, _FINAL = LICENCES[-2:]
_POINTS = " .,;:!?\"'-)]"


def licences_used(edit: EditOp, place: Alignment, text: str) -> tuple[Licence, ...]:
    """The licences without which a difference that is permitted would be one. `text` is the manuscript's."""
    if edit.op != "accidental":
        return ()
    first, last = edit.quotation.start == place.quotation.start, edit.quotation.stop == place.quotation.stop
    sides = edit.quotation.of(text), place.printed(edit) + (_points_behind(place) if last else "")
    return tuple(
        licence for licence in LICENCES
        if len({_plain(side, licence, first=first, last=last) for side in sides}) > 1
    )  # fmt: skip


def _points_behind(place: Alignment) -> str:
    """The points that the source has after the last word of the passage."""
    found = re.match(r"[.,;:!?]*", place.passage.after)
    return found[0] if found else ""


def _plain(text: str, without: Licence, *, first: bool, last: bool) -> str:
    """`text` without all that may differ under the other licences."""
    for licence in LICENCES:
        text = text if licence is without else licence.plain(text)
    text = re.sub(r"\s+", " ", text)
    if first and without is not _FIRST:
        text = text[:1].lower() + text[1:]
    return text.rstrip(_POINTS) if last and without is not _FINAL else text
