"""The pull list: per book whether the library holds it, its pages in order, and what to look up on them.

As text and Markdown for a person at the shelf, as CSV for a table of one row per quotation.
"""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Iterator
from dataclasses import replace

from quoth.find.numerals import roman_value
from quoth.model.citation import Locator
from quoth.model.finding import Report
from quoth.rules.phrases import book_name, places
from quoth.writers.columns import columns, cut, legible
from quoth.writers.paint import Paint, plain
from quoth.writers.place import Places
from quoth.writers.pull_list import Errand, Pull, pull_list

__all__ = ["COLUMNS", "write_csv", "write_markdown", "write_text"]

COLUMNS = (
    "id", "author", "title", "year", "volume", "held", "files", "pages", "note", "line", "quotation",
    "wording", "certain",
)  # fmt: skip
HEAD = 34  # columns of where, note and pages
LONGEST = 15  # columns of a wording and the marks around the words
LEAST = 20  # columns of words that are always shown
SHOWN = 400  # letters of a quotation in Markdown
NO_PAGE = "no page"
TABLE = (("page", "note", "line", "quotations"), ("---",) * 4)


def write_text(report: Report, *, width: int = 100, paint: Paint = plain) -> str:
    """One book after the other, with a final line end; "" where nothing is cited."""
    lines = [line for pull in pull_list(report) for line in ("", *_book(pull, report, width, paint))]
    return "\n".join(legible(line).rstrip() for line in lines[1:]) + "\n" * bool(lines)


def _book(pull: Pull, report: Report, width: int, paint: Paint) -> Iterator[str]:
    yield from (paint(line, "title") for line in textwrap.wrap(book_name(pull.work, pull.volume), width))
    yield paint(f"  {_status(pull)}", "good" if pull.witnesses else "warning")
    at = Places.of(report.manuscript)
    for errand in _by_page(pull.errands):
        head = f"{at.line_column(errand.at)[0]:>6}  {_called(errand):<8} {_pages(errand)}"
        said = [
            (cut(q.span.of(report.manuscript.text), max(width - HEAD - 18, 20)), v.wording) for q, v in errand.answers
        ]
        if not said or columns(head) >= HEAD:
            yield head
            head = ""
        for words, wording in said:
            yield f"{head}{' ' * (HEAD - columns(head))}“{words}”  {paint(wording, 'quiet')}"
            head = ""


def write_markdown(report: Report) -> str:
    """A heading and a table for each book, with a final line end; "" where nothing is cited."""
    return "\n".join(_section(pull, report) for pull in pull_list(report))


def _section(pull: Pull, report: Report) -> str:
    at = Places.of(report.manuscript)
    rows = [
        (_pages(errand), _called(errand), str(at.line_column(errand.at)[0]), _words(errand, report))
        for errand in _by_page(pull.errands)
    ]
    head = f"## {_cell(book_name(pull.work, pull.volume))}\n\n{_cell(_status(pull))}\n\n"
    return head + "".join(f"| {' | '.join(row)} |\n" for row in [*TABLE, *(tuple(map(_cell, row)) for row in rows)])


def _words(errand: Errand, report: Report) -> str:
    text = report.manuscript.text
    return "; ".join(f"“{cut(quotation.span.of(text), SHOWN)}”" for quotation, _ in errand.answers)


def _cell(text: str) -> str:
    """`text` on one line, with nothing in it that Markdown would take for its own."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#" else letter for letter in " ".join(text.split()))


def write_csv(report: Report) -> str:
    """A row for each quotation, and one for each cite that answers for none; the columns are COLUMNS."""
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(COLUMNS)
    for pull in pull_list(report):
        for errand in _by_page(pull.errands):
            rows.writerows(_rows(pull, errand, report))
    return table.getvalue()


def _rows(pull: Pull, errand: Errand, report: Report) -> Iterator[tuple[str, ...]]:
    work, line = pull.work, Places.of(report.manuscript).line_column(errand.at)[0]
    files = "; ".join(witness.path for witness in pull.witnesses)
    head = (work.id, work.author, work.title, work.year, pull.volume, _yes(bool(pull.witnesses)), files)
    where = (_pages(errand), errand.note, str(line))
    for quotation, verdict in errand.answers:
        words = " ".join(quotation.span.of(report.manuscript.text).split())
        yield *head, *where, words, verdict.wording, _yes(not errand.doubt)
    if not errand.answers:
        yield *head, *where, "", "", _yes(not errand.doubt)


def _yes(said: bool) -> str:
    return "yes" if said else "no"


# -- small pieces --------------------------------------------------------------------------------------------------


def _status(pull: Pull) -> str:
    files = ", ".join(witness.path for witness in pull.witnesses)
    return f"in the library: {files}" if files else "not in the library"


def _called(errand: Errand) -> str:
    return (f"n. {errand.note}" if errand.note else "text") + (" ?" if errand.doubt else "")


def _pages(errand: Errand) -> str:
    return places(tuple(_bare(locator) for locator in errand.locators)) or NO_PAGE


def _bare(locator: Locator) -> Locator:
    """Without its volume, which the heading says."""
    return replace(locator, volume=None)


def _by_page(errands: tuple[Errand, ...]) -> list[Errand]:
    """As one meets them going through the book: roman pages, arabic pages, other places, no place."""
    return sorted(errands, key=lambda errand: (_page(errand), errand.at))


def _page(errand: Errand) -> tuple[int, int]:
    first = next((locator.first for locator in errand.locators if locator.kind == "page" and locator.first), None)
    if first is None:
        return (2 if errand.locators else 3, 0)
    roman = roman_value(first)
    return (0, roman) if roman is not None else (1, int("".join(filter(str.isdecimal, first)) or 0))
