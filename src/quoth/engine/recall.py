"""What was asked of a library before is not searched for again.

    question ─► key ─► the answer that is kept beside the index, else a search, whose answer is kept

A key holds all that an answer depends on: the commit and how it is looked at, the code that searches, the letters of
the quotation and what the author has marked in them, where its note points. Where the quotation stands in the
manuscript is not among it: an author who adds a chapter asks again what was asked before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from quoth.engine.match import Near, Search
from quoth.engine.scanners import is_scanned
from quoth.engine.stacks import Searchable
from quoth.library.answers import Answers
from quoth.library.reading import maker
from quoth.model.finding import Alignment, EditOp
from quoth.model.manuscript import Quotation
from quoth.model.source import Passage
from quoth.model.text import Span

if TYPE_CHECKING:
    from quoth.library.asked import Asked

__all__ = ["Askable", "Question", "Recall"]


class Askable(Searchable, Protocol):
    """What it takes to ask a library again; see `Library`."""

    @property
    def view(self) -> str: ...
    @property
    def again(self) -> Callable[[Asked], Askable] | None: ...
    @property
    def answers(self) -> Answers | None: ...


class Question(NamedTuple):
    """Where a quotation stands; the rest is as in `Search.locate`. `alone`: in the stretches `near` and nowhere else,
    as in `Search.beside`."""

    quotation: Quotation
    near: tuple[Near, ...] = ()
    prefer: tuple[str, ...] = ()
    alone: bool = False


class Recall:
    """The answers to questions about the quotations of the manuscript `text`. The library is opened for searching when
    there is a question that nobody has asked before."""

    def __init__(self, text: str, library: Askable) -> None:
        self._text, self._library = text, library
        self._kept = library.answers
        self._given: dict[bytes, bytes] = {}
        self._new: dict[bytes, bytes] = {}

    def expect(self, questions: Sequence[Question]) -> None:
        """Prepare for these questions: together they cost a part of what they cost one by one."""
        keys: dict[bytes, Quotation] = {}
        for question in questions:
            keys.setdefault(self._key(question), question.quotation)  # of two alike the first is asked for
        self._given |= self._kept.to(keys) if self._kept else {}
        asked = [quotation for key, quotation in keys.items() if key not in self._given]
        if asked and not all(question.alone for question in questions):
            self._search.expect(self._text, asked)

    def answer(self, question: Question) -> tuple[Alignment, ...]:
        """The places, best first."""
        if self._kept is None:
            return self._searched(question)
        key, start = self._key(question), question.quotation.span.start
        known = self._given.get(key) or self._new.get(key)
        if known:
            return _read(known, start)
        found = self._searched(question)
        self._new[key] = _written(found, start)
        return found

    def also(self, quotations: Sequence[Quotation]) -> Recall:
        """Who can answer questions about these, too, of which nobody knew when the library was asked for: one that ran
        past runs past once more."""
        again = self._library.again
        if again is None or not quotations:
            return self
        from quoth.engine.asking import asking  # noqa: PLC0415 - of a library that runs past

        return Recall(self._text, again(asking(self._text, quotations)))

    def keep(self) -> None:
        """Keep what was searched for, for the next who asks."""
        if self._kept:
            self._kept.keep(self._new)

    def _searched(self, question: Question) -> tuple[Alignment, ...]:
        quotation, near, prefer, alone = question
        if alone:
            return self._search.beside(self._text, quotation, near)
        return self._search.locate(self._text, quotation, prefer=prefer, near=near)

    @cached_property
    def _search(self) -> Search:
        return Search(self._library)

    @cached_property
    def _ground(self) -> str:
        """What every answer depends on. Of the manuscript beyond the quotation that is whether it was scanned."""
        library = self._library
        return repr((_searcher(), library.state.commit, library.view, is_scanned(self._text)))

    def _key(self, question: Question) -> bytes:
        quotation, near, prefer, alone = question
        start, stop = quotation.span.start, quotation.span.stop
        letters = self._text[max(0, start - 1) : stop + 1]  # and one on either side, which a bracket may touch
        marked = [(one.kind, one.span.start - start, one.span.stop - start) for one in quotation.alterations]
        skipped = [(span.start - start, span.stop - start) for span in quotation.skipped]
        expected = [(name, span.start, span.stop) for name, span in near]
        asked = repr((self._ground, letters, start == 0, marked, skipped, expected, prefer, alone))
        return hashlib.sha256(asked.encode("utf-8", "surrogatepass")).digest()[:16]


@cache
def _searcher() -> str:
    """Names the quoth that searches: what reads, and a digest of the code that finds and compares."""
    root = Path(__file__).parent.parent
    files = sorted(path for room in ("engine", "library") for path in root.glob(f"{room}/*.py"))
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in files))
    return f"{maker()}+{digest.hexdigest()[:16]}"


# -- how an answer is kept: every place as a row of plain values, those of the quotation counted from its beginning ---


def _written(places: Sequence[Alignment], start: int) -> bytes:
    return json.dumps([_row(place, start) for place in places], ensure_ascii=False).encode("utf-8", "surrogatepass")


def _read(said: bytes, start: int) -> tuple[Alignment, ...]:
    return tuple(_place(row, start) for row in json.loads(said.decode("utf-8", "surrogatepass")))


def _row(place: Alignment, start: int) -> list[Any]:
    passage, quotation = place.passage, place.quotation
    return [
        [quotation.start - start, quotation.stop - start],
        [passage.witness, passage.span.start, passage.span.stop, passage.text, passage.pages, passage.counted,
         passage.before, passage.after],
        [[edit.op, edit.quotation.start - start, edit.quotation.stop - start, edit.passage.start, edit.passage.stop,
          edit.weight] for edit in place.edits],
        place.score_bits, place.margin, place.matched, place.alike, place.expected,
    ]  # fmt: skip


def _place(row: list[Any], at: int) -> Alignment:
    (start, stop), passage, edits, score_bits, margin, matched, alike, expected = row
    return Alignment(
        quotation=Span(start=start + at, stop=stop + at),
        passage=_passage(passage),
        edits=tuple(_edit(edit, at) for edit in edits),
        score_bits=score_bits,
        margin=margin,
        matched=matched,
        alike=alike,
        expected=expected,
    )


def _passage(row: list[Any]) -> Passage:
    witness, start, stop, text, pages, counted, before, after = row
    return Passage(
        witness=witness,
        span=Span(start=start, stop=stop),
        text=text,
        pages=tuple(pages),
        counted=counted,
        before=before,
        after=after,
    )


def _edit(row: list[Any], at: int) -> EditOp:
    op, start, stop, begin, end, weight = row
    quotation, passage = Span(start=start + at, stop=stop + at), Span(start=begin, stop=end)
    return EditOp(op=op, quotation=quotation, passage=passage, weight=weight)
