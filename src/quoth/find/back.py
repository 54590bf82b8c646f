"""References backwards as they are printed: "Ibid.", "id.", "op. cit., n. 7", "(wie Anm. 7)", "supra note 7".

What stands before one (an author, a title) and behind it (pages) is read in `scan`; what it means is settled in
`resolve.antecedents`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quoth.find.labels import YEAR
from quoth.find.phrases import AUTHOR_BACK, BACK, POINTER
from quoth.model.citation import CiteForm, Locator
from quoth.model.text import Span

__all__ = ["Back", "back_at", "back_behind"]

_POINTS = re.compile(r"[.,:)\]]*\s*")
_YEAR = re.compile(rf"[.,]?\s*\((?P<year>{YEAR}[a-d]?)\)")
_PAGED = re.compile(r"\d[)\].,]*(?:\s(?:and|und|et|y|e|&))?$|(?<!\w)(?:pp?|S)\.\s?\d")
_OF_THE_SAME = re.compile(  # "in: ders.: Vergangene Zukunft", "dies., Briefe"; no pages, no labels
    r"(?i:ders|dies|idem|id|eadem)(?:elben?)?\.?[:,]\s+(?!\w+\.?\s?\d)[“„«»‚‘]?[^\W\d_a-zß-ÿ][^\W\d_]{2}"
)
_NAMES_NOTES: frozenset[CiteForm] = frozenset({"op-cit", "supra"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """`start` is where its words begin, `end` where they end, `stop` where places behind them may begin. `note` is the
    note that it names, if it names one; `year` tells one of several works, "" where none is given."""

    form: CiteForm
    start: int
    end: int
    stop: int
    note: Locator | None
    year: str


def back_at(text: str, at: int, *, signalled: bool) -> Back | None:
    """A reference backwards at `at` with nothing before it. `signalled`: "see" stands there, so that "note 7" alone is
    one."""
    found = BACK.match(text, at)
    if found is not None:
        form: CiteForm = "op-cit" if found["op_cit"] else "ibid" if found["ibid"] else "idem"
        return _back(text, form, at, found.end())
    pointer = POINTER.match(text, at)
    if pointer is None or not (pointer["word"] or pointer["behind"] or signalled):
        return None
    return _back(text, "supra", at, at)


def back_behind(text: str, at: int, stop: int) -> Back | None:
    """The first reference backwards that stands behind an author or title which begins at `at`."""
    found = AUTHOR_BACK.search(text, at, stop)
    if found is None:
        return None
    if not found["op_cit"] and _PAGED.search(text[at : found.start()]):
        return None  # a note behind a page is one of the book's own ("p. 45 (n. 3)"), "ibid." another reference
    if found["idem"] and _OF_THE_SAME.match(text, found.start("idem")):
        return None  # another work of theirs, or the book of their own that an article stands in
    if found["supra"] is not None:
        return _back(text, "supra", found.start(), found.start())
    return _back(text, "op-cit" if found["op_cit"] else "idem", found.start(), found.end())


def _back(text: str, form: CiteForm, start: int, end: int) -> Back:
    """With the year and the note that stand behind its words."""
    year = _YEAR.match(text, end) if form in _NAMES_NOTES else None
    end = year.end() if year else end
    pointer = POINTER.match(text, end) if form in _NAMES_NOTES else None
    note = _note(pointer) if pointer else None
    end = pointer.end() if pointer else end
    points = _POINTS.match(text, end)
    stop = points.end() if points else end
    return Back(form=form, start=start, end=end, stop=stop, note=note, year=year["year"] if year else "")


def _note(pointer: re.Match[str]) -> Locator:
    """The note, or the first and last of several."""
    last = re.sub(r"\D", "", pointer["more"] or "") or None
    begin = next(i for i in range(pointer.start(), pointer.end()) if pointer.string[i].isalnum())
    stop = pointer.end("more") if last else pointer.end("to")
    return Locator(kind="note", span=Span(start=begin, stop=stop), first=pointer["to"], last=last)
