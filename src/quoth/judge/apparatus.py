"""What an editor or a printer set between the words of a book, and nobody quotes: note marks, notes and captions in
brackets, the notes at the foot of a page. That a quotation does not have them is no omission. And dots and brackets
that stand in the book itself: that a quotation has them too is no mark of its author's.

Files keep them in many shapes: "[12]", "{12}", "^12", "old man.12 He", "children12", "[Footnote 3: …]",
"[Sidenote: …]". A number is a mark only where it could hardly be anything else: "He had 12 horses" has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from quoth.model.finding import Alignment, EditOp
from quoth.model.text import Span

__all__ = ["bare", "bare_part", "without_apparatus"]

LONGEST_HEAD = 80  # letters in a line
MOST_LINES = 3
_BESIDE = 4  # letters that tell whether a figure beside them is a mark

_LABEL = r"(?:\d{1,4}[a-z]?|(?![aioAIO]\W)[a-zA-Z]|A(?=\])|[*†‡§‖¶]{1,3})"  # "[I]" is a word supplied
_NOTE = r"(?:(?i:foot\s?note|side\s?note|note|illustration|transcriber['’]s note)\b[^\[\]{}]*)"
_PAGE = r"(?:(?i:pg|page|pp?)[.:]?\s*(?:\d+|[ivxlc]+)\b[^\[\]{}\n]{0,90})"
_APPARATUS = re.compile(
    rf"[\[{{]\s*(?:{_LABEL}(?:\s?[,;]\s?{_LABEL})*|{_NOTE}|{_PAGE})\s*[\]}}]|"
    r"\^\{?\d{1,4}\}?|[⁰¹²³⁴-⁹]+|"
    r"(?<=[^\s\d_(\[])\(\d{1,3}\)|"
    r"(?<=[^\d\s][.,;:!?)\]”’\"'»])\d{1,3}(?![\w%°]|[.,:]\d)|"
    r"(?<=[^\W\d_]{3})\d{1,3}(?![\w%°]|[.,:]\d)"
)
_YEAR = re.compile(r"\W*[12]\d{3}\W*")
_APART = re.compile(r"(?<=\n\n)(?:[^\n]+\n)*[^\n]+(?=\n\n)")
_RUNS_ON = re.compile(r"[\w,;-]\s*\Z")
_FOOT = re.compile(r"([^\w\n]{0,3})\n\s*[\[(]?(?:\d{1,3}|[*†‡§‖¶]{1,3})[\]).]?\s*\S[^\f]*\f\s*")


def bare(printed: str) -> str:
    """`printed` without its marks, the notes at the foot of its pages, and their running heads."""
    if printed.replace(" ", "").isalpha():
        return printed  # words alone, as most differences are
    for head in reversed(_running_heads(printed)):
        printed = printed[: head.start] + printed[head.stop :]
    return _APPARATUS.sub("", _FOOT.sub(r"\1 ", printed))


def bare_part(text: str, part: Span) -> str:
    """Letters of `text` without its marks: what stands before and behind them decides whether they are any."""
    around = Span(start=max(0, part.start - _BESIDE), stop=part.stop + _BESIDE)
    letters, start = around.of(text), part.start - around.start
    stop = start + len(part)
    for mark in reversed(
        [mark for mark in _APPARATUS.finditer(letters) if start <= mark.start() and mark.end() <= stop]
    ):
        letters = letters[: mark.start()] + letters[mark.end() :]
        stop -= len(mark[0])
    return bare(letters[start:stop])


def _running_heads(printed: str) -> list[Span]:
    """Where a page turns in the middle of a text: one to three short lines in capitals and figures alone, a number
    among them, that blank lines set apart. The text runs on before and behind them.

    A script without capitals has none that could be told from its text; a lone year may head a part of the book.
    """
    heads: list[Span] = []
    for like_head, group in groupby(_APART.finditer(printed), key=lambda paragraph: _is_head(paragraph[0])):
        head = list(group)
        lines = [line for paragraph in head for line in paragraph[0].splitlines()]
        year = _YEAR.fullmatch(lines[0]) and not _RUNS_ON.search(printed[: head[0].start()])
        if like_head and len(lines) <= MOST_LINES and _numbered(lines) and not year:
            heads.append(Span(start=head[0].start(), stop=head[-1].end()))
    return heads


def _is_head(paragraph: str) -> bool:
    lines, letters = paragraph.splitlines(), list(filter(str.isalpha, paragraph))
    return all(letter.isupper() for letter in letters) and all(len(line) <= LONGEST_HEAD for line in lines)


def _numbered(lines: list[str]) -> bool:
    return any(letter.isdigit() for line in lines for letter in line)


def without_apparatus(place: Alignment, text: str) -> Alignment:
    """The same place, with what is apparatus told as an accidental, together with the points behind it. `text` is the
    manuscript's."""
    if all(edit.op in ("equal", "accidental", "spelling", "slip") for edit in place.edits):
        return place
    return replace(place, edits=tuple(_Retold(place, text).edits()))


@dataclass(frozen=True, slots=True)
class _Retold:
    """A place of which some edits are told otherwise."""

    place: Alignment
    text: str

    def edits(self) -> Iterator[EditOp]:
        told, edits = 0, self.place.edits
        marks = self._marks() if any(edit.op == "omit" for edit in edits) else []
        for at, edit in enumerate(edits):
            if at < told:
                continue
            points = self._points_behind(at) if edit.op in ("omit", "ellipsis", "bracket") else edit
            if (edit.op == "omit" and self._is_apparatus(edit, points, marks)) or self._is_printed(edit, points):
                told = edits.index(points) + 1
                yield _joined(edit, points)
            elif edit.op == "replace" and self._is_dressed(edit):
                yield replace(edit, op="accidental", weight=0.0)
            else:
                yield edit

    def _points_behind(self, at: int) -> EditOp:
        """The edit behind that with this number, if there only points and space differ; else itself."""
        edits = self.place.edits
        return edits[at + 1] if at + 1 < len(edits) and self._is_points(edits[at + 1]) else edits[at]

    def _is_dressed(self, edit: EditOp) -> bool:
        """Whether it is the same word in another dress."""
        return self._differs_by_mark(edit) or self._is_same(edit) or self._is_veiled(edit)

    def _is_veiled(self, edit: EditOp) -> bool:
        """Whether the source prints of the word no more than its ends: "d—n", "G—d"."""
        printed = self.place.printed(edit).strip()
        if printed.isalpha():
            return False
        veiled = re.fullmatch(r"([^\W\d_]{1,3})(?:[—–-]{1,3}|\*{1,6}|\.{2,4})([^\W\d_]{0,2})", printed)
        quoted = edit.quotation.of(self.text).casefold()
        if veiled is None or not quoted.isalpha() or len(quoted) <= len(veiled[1] + veiled[2]):
            return False
        return quoted.startswith(veiled[1].casefold()) and quoted.endswith(veiled[2].casefold())

    def _marks(self) -> list[Span]:
        """In the witness's letters."""
        start = self.place.passage.span.start
        text = self.place.passage.text
        marks = [Span(start=mark.start(), stop=mark.end()) for mark in _APPARATUS.finditer(text)]
        return [mark.shifted(start) for mark in (*marks, *_running_heads(text))]

    def _is_points(self, edit: EditOp) -> bool:
        """Whether only points and space differ."""
        if edit.op != "accidental":
            return False
        letters = edit.quotation.of(self.text) + self.place.printed(edit)
        return not any(map(str.isalnum, letters))

    def _is_apparatus(self, edit: EditOp, points: EditOp, marks: list[Span]) -> bool:
        printed, start = self.place.printed(edit), edit.passage.start
        letters = [start + at for at, letter in enumerate(printed) if letter.isalnum()]
        if all(any(mark.start <= at < mark.stop for mark in marks) for at in letters):
            return True
        return _FOOT.fullmatch(printed + self.place.printed(points) * (points is not edit)) is not None

    def _is_printed(self, edit: EditOp, points: EditOp) -> bool:
        """Whether dots or brackets that the author seems to have put stand in the source as they are."""
        if edit.op not in ("ellipsis", "bracket"):
            return False
        whole = _joined(edit, points)
        quoted, printed = "".join(whole.quotation.of(self.text).split()), "".join(self.place.printed(whole).split())
        return not quoted.isalnum() and quoted.replace("…", "...") == printed.replace("…", "...")

    def _is_same(self, edit: EditOp) -> bool:
        """Whether the letters are the same, though hyphens and spaces part them otherwise: "to-morrow", "tomorrow"."""
        quoted, printed = edit.quotation.of(self.text), bare(self.place.printed(edit))
        letters = ["".join(filter(str.isalnum, words.casefold())) for words in (quoted, printed)]
        return quoted != printed and letters[0] == letters[1]

    def _differs_by_mark(self, edit: EditOp) -> bool:
        printed = self.place.printed(edit)
        return bare(printed) != printed and bare(printed).casefold() == edit.quotation.of(self.text).casefold()


def _joined(first: EditOp, last: EditOp) -> EditOp:
    return EditOp(
        op="accidental",
        quotation=Span(start=first.quotation.start, stop=last.quotation.stop),
        passage=Span(start=first.passage.start, stop=last.passage.stop),
    )
