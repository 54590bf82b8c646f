"""F: slips of form. What they mean is clear; a copy editor would mend them. `ignore = ["F"]` silences them all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quoth.model.citation import Cite, Locator
from quoth.model.finding import Fix, Report
from quoth.model.text import Span
from quoth.rules.rule import Hit, Rule

__all__ = ["RULES"]

_MARK = re.compile(r"(?P<mark>(?P<letters>[Pp]{1,2})(?P<point>\.?)(?P<gap>\s*))\d")
_MANY = re.compile(r"\s*[-‐-―−⁠]+\s*\d|\s*f{1,2}\b|\s*[,;&]\s*(?:and\s|passim)?\s*\d|\s(?:and|passim|et seq)\b")
_POINTLESS = re.compile(r"\(n \d+\)|\dth edn\b|\b(?:2nd|3rd) edn\b")  # OSCOLA, 1.1.2: no full stops in abbreviations
USUAL = 2 / 3  # of the page marks of a manuscript: what so many have is its style


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A "p." or "pp." before pages. `many`: more than one page follows."""

    span: Span
    letters: str
    point: str
    gap: str
    many: bool
    note: str | None

    @property
    def printed(self) -> str:
        return self.letters + self.point + self.gap


def _page_marks(report: Report) -> Iterator[Hit]:
    """A mark is held against what it stands for, and against those of the same manuscript: styles differ, slips are
    few."""
    marks = list(_marks(report))
    point, gap = _usual([mark.point for mark in marks], "."), _usual([mark.gap[:1] for mark in marks], " ")
    # French and German write "p." and "S." for one page and for many.
    plural = _usual([mark.letters.lower() for mark in marks if mark.many], "pp") == "pp"
    for mark in marks:
        letters = "pp" if mark.many and plural else "p" if not mark.many else mark.letters.lower()
        letters = letters.capitalize() if mark.letters[0].isupper() else letters
        wanted = letters + (mark.point if point is None else point) + (mark.gap if gap is None else gap)
        faults = list(_faults(mark, letters, point, gap))
        if faults:
            fix = Fix(span=mark.span, text=wanted, grade="safe")
            yield Hit(message="; ".join(faults), span=mark.span, note=mark.note, fix=fix)


def _faults(mark: _Mark, letters: str, point: str | None, gap: str | None) -> Iterator[str]:
    printed = mark.printed.strip()
    if letters != mark.letters:
        yield f"“{printed}” stands before {'several pages' if mark.many else 'one page'}"
    if point is not None and point != mark.point:
        yield f"“{printed}” lacks its point" if point else f"“{printed}” has a point here and nowhere else"
    if gap is not None and bool(gap) != bool(mark.gap):
        yield f"no space stands behind “{printed}”" if gap else f"a space stands behind “{printed}”"


def _marks(report: Report) -> Iterator[_Mark]:
    text = report.manuscript.text
    for citation in report.citations:
        for cite in citation.cites:
            for locator in cite.locators:
                found = _MARK.match(text, locator.span.start, locator.span.stop) if locator.kind == "page" else None
                if found:
                    yield _Mark(
                        span=Span(start=found.start("mark"), stop=found.end("mark")),
                        letters=found["letters"],
                        point=found["point"],
                        gap=found["gap"],
                        many=_is_many(locator, cite, text),
                        note=cite.note,
                    )


def _is_many(locator: Locator, cite: Cite, text: str) -> bool:
    """Whether several pages follow the mark: a range, or another page that has no mark of its own."""
    if locator.last is not None:
        return True
    behind = text[locator.span.stop : locator.span.stop + 12]
    starts = [other.span.start for other in cite.locators if other.span.start >= locator.span.stop]
    return bool(starts and min(starts) - locator.span.stop < 6 and _MANY.match(behind)) or " passim" in behind


def _usual(forms: Sequence[str], default: str) -> str | None:
    """The form that the manuscript mostly has; `default` where it has none, None where it has no one way."""
    if not forms:
        return default
    form, number = Counter(forms).most_common(1)[0]
    return form if number >= USUAL * len(forms) else None


_BARE = re.compile(r"(?:ibid|ib|op\.? cit|loc\.? cit)(?![\w.])", re.IGNORECASE)


def _back_references(report: Report) -> Iterator[Hit]:
    """Said at the first of each kind: an author who leaves out the point leaves it out all along. Nothing is said where
    that is the style of all abbreviations, as in British law ("(n 3)", "2nd edn")."""
    text = report.manuscript.text
    if any(_POINTLESS.search(text, citation.span.start, citation.span.stop) for citation in report.citations):
        return
    bare: dict[str, list[tuple[re.Match[str], Cite]]] = {}
    for citation in report.citations:
        for cite in citation.cites:
            if found := _BARE.match(text, cite.span.start, cite.span.stop):
                bare.setdefault(found[0].lower(), []).append((found, cite))
    for marks in bare.values():
        found, cite = marks[0]
        more = len(marks) - 1
        also = f" (and in {more} more {'note' if more == 1 else 'notes'})" if more else ""
        fix = Fix(span=Span(start=found.start(), stop=found.end()), text=found[0] + ".", grade="safe")
        yield Hit(message=f"“{found[0]}” lacks its point{also}", span=fix.span, note=cite.note, fix=fix)


RULES = (
    Rule(
        code="F101",
        name="page-mark",
        severity="info",
        grade="safe",
        origin="Chicago Manual of Style: p. and pp.",
        summary="“pp.” before one page, “p.” before several, or a mark unlike the others of the manuscript.",
        documentation=(
            "“pp.” stands for several pages, “p.” for one (Chicago Manual of Style), unless the manuscript "
            "writes “p.” for both, as French does. A point or a space that is missing is reported where two thirds of "
            "the page marks of the manuscript have it. Said once for each mark, whatever is wrong with it.\n\n"
            'Slips of form are one family: `ignore = ["F"]` in quoth.toml silences it.'
        ),
        example="“Ibid., pp. 107”, “pp387–389”, “p 321”.",
        find=_page_marks,
    ),
    Rule(
        code="F102",
        name="back-reference-point",
        severity="info",
        grade="safe",
        origin="Chicago Manual of Style: abbreviations in notes",
        summary="“Ibid”, “op cit” or the like without the point of an abbreviation.",
        documentation="Said once for the manuscript, at the first, with how many more there are.",
        example="“Ibid p. 53”.",
        find=_back_references,
    ),
)
