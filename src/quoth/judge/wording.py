"""Which differences matter: substance, what the author marks, accidentals, and what may be changed in silence."""

from __future__ import annotations

import re
import unicodedata

from quoth.judge.apparatus import bare_part
from quoth.model.finding import Alignment, EditOp, Wording

__all__ = ["SUBSTANTIVE", "permitted", "wording_of"]

SUBSTANTIVE = frozenset({"replace", "insert", "omit", "move"})
MARKED = frozenset({"ellipsis", "bracket"})
ACCIDENTAL = frozenset({"spelling", "slip"})


def wording_of(place: Alignment, text: str) -> Wording:
    """The gravest kind of difference decides: substance, then what the author marks, then accidentals."""
    kinds = {edit.op for edit in place.edits}
    if kinds & SUBSTANTIVE:
        return "altered"
    if kinds & MARKED:
        return "marked"
    if any(not permitted(edit, place, text) for edit in place.edits):
        return "accidentals"
    return "verbatim"


def permitted(edit: EditOp, place: Alignment, text: str) -> bool:
    """Whether a difference may be made in silence: quotation marks, dashes, spacing, ligatures, line breaks, the marks
    of notes, the capital of the first word and the point after the last (Chicago Manual of Style,
    13.7)."""
    if edit.op != "accidental":
        return edit.op not in ACCIDENTAL
    if not len(edit.quotation):
        return True  # a note or a caption that the passage runs on over
    inside = edit.passage.shifted(-place.passage.span.start)
    quoted, printed = _plain(bare_part(text, edit.quotation)), _plain(bare_part(place.passage.text, inside))
    if edit.quotation.start == place.quotation.start:
        quoted, printed = quoted.lstrip(_FIRST), printed.lstrip(_FIRST)
        quoted, printed = quoted[:1].lower() + quoted[1:], printed[:1].lower() + printed[1:]
    if edit.quotation.stop == place.quotation.stop:
        quoted, printed = quoted.rstrip(_FINAL), printed.rstrip(_FINAL)
    return quoted == printed or (_is_broken(edit, place, text) and _joined(quoted) == _joined(printed))


def _is_broken(edit: EditOp, place: Alignment, text: str) -> bool:
    """Whether a line ends in a hyphen on one side, which may be the printer's or the word's own."""
    return any(_LINE_BREAK.search(letters) for letters in (edit.quotation.of(text), place.printed(edit)))


def _joined(plain: str) -> str:
    return plain.replace("-", "").replace(" ", "")


_FIRST = " (["
_FINAL = " .,;:!?\"'-)]"
_LINE_BREAK = re.compile(r"(?:[-\N{HYPHEN}]\s*\n|\N{SOFT HYPHEN}\n?|\N{WORD JOINER}|\N{ZERO WIDTH SPACE})\s*")
_MARK = re.compile(r"(?<![^\W\d_])\"|\"(?![^\W\d_])")  # an apostrophe inside a word is a letter: "we're" is not "were"
_POINTS = str.maketrans(
    dict.fromkeys("“”„‟«»‹›‘’‚‛′″`´", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"'": '"', "…": "...", "\N{NO-BREAK SPACE}": " ", "/": " ", "|": " ", "_": None, "*": None}
)


def _plain(text: str) -> str:
    """`text` without what a compositor may choose: shapes of marks, dashes, dots and spaces, strokes where a line of
    verse ends, what typists put for italics."""
    joined = _LINE_BREAK.sub("", unicodedata.normalize("NFKC", text.replace("ſ", "s")))
    points = re.sub(r"-+", "-", _MARK.sub("", joined.translate(_POINTS)))
    return " ".join(re.sub(r"\s*([-.])\s*", r" \1 ", points).split())
