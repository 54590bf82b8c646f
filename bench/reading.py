"""What quoth says of real texts, read by hand: every finding on wording marked, and the marks kept.

    python bench/reading.py ../shared/data [--write]

Three tables of `bench/readings/`: victoria.tsv holds all findings of family Q on *Queen Victoria*, each marked right,
arguable or wrong; middlemarch.tsv holds the rows of the critics' quotations whose note says what was altered, each
marked by whether quoth says so too (agrees, misses, more: it says that and something else that is so, wrong);
silent.tsv the quotations that the gold of Victoria has as inexact, each with what Strachey changed in silence, marked
found or missed, and marked only-dots or only-dress where no word is changed but what his dots stand for. A mark
holds for the words it was given to: what is said in other words is "unread" until somebody has read it. With --write
the tables are written anew, the marks that still hold with them.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import middlemarch
import quoth
from quoth.model.finding import Finding, Report
from quoth.model.manuscript import Quotation
from victoria import Figures, answer, checked, letters, rows

KEPT = Path(__file__).parent / "readings"
SHOWN = 90  # letters of a quotation in a table
UNREAD = "unread"

Row = tuple[str, str, str]  # what it is of (a rule, a row and its note), the quotation, what is said


def on_victoria(folder: Path) -> Iterator[Row]:
    report = checked(folder)
    quoted = {quotation.id: quotation for quotation in report.quotations}
    for finding in report.findings:
        if finding.rule.startswith("Q") and finding.quotation:
            yield finding.rule, _shown(report, quoted[finding.quotation]), finding.message


def on_silent(folder: Path) -> Iterator[Row]:
    report = checked(folder)
    for row in rows(folder / "quotations.jsonl"):
        if row["label"] == "present" and not row["exact"]:
            quotation, verdict = answer(row, report)
            told = [_coded(finding) for finding in report.findings if quotation and finding.quotation == quotation.id]
            said = "; ".join([verdict.wording, *(message for message in told if message.startswith("Q"))])
            yield f"n. {row['note']}, {row['witness']}, p. {row['page']}", row["quotation"][:SHOWN], said


def _coded(finding: Finding) -> str:
    return f"{finding.rule} {finding.severity} {finding.message.split(' (compared')[0]}"


def on_middlemarch(folder: Path) -> Iterator[Row]:
    collected = rows(folder / "quotations.jsonl")
    quotes = [middlemarch.bare(row["quote"]) for row in collected]
    with tempfile.TemporaryDirectory() as place:
        page = Path(place) / "middlemarch-quoted.html"
        page.write_text(middlemarch.manuscript(quotes, ["Critic"] * len(quotes)), encoding="utf-8")
        report = quoth.check(page, [folder / "middlemarch.txt"])
    found = {letters(quotation.span.of(report.manuscript.text)): quotation for quotation in report.quotations}
    for number, (row, quote) in enumerate(zip(collected, quotes, strict=True)):
        quotation = found.get(letters(quote))
        if row["note"]:
            said = _said(report, quotation) if quotation else "no quotation"
            yield f"{number}: {' '.join(row['note'].split())}", " ".join(quote.split())[:SHOWN], said


def _shown(report: Report, quotation: Quotation) -> str:
    return " ".join(quotation.span.of(report.manuscript.text).split())[:SHOWN]


def _said(report: Report, quotation: Quotation) -> str:
    """The verdict, what the author marks, and the findings."""
    verdict = report.verdicts[report.quotations.index(quotation)]
    place, text = verdict.alignment, report.manuscript.text
    marks = [
        f"{edit.op} {edit.quotation.of(text).strip()} for “{' '.join(place.printed(edit).split())[:40]}”"
        for edit in (place.edits if place else ())
        if place and edit.op in ("ellipsis", "bracket")
    ]
    told = [
        f.message.split(" (compared")[0] for f in report.findings if f.quotation == quotation.id and f.rule[0] == "Q"
    ]
    return "; ".join([verdict.wording, *marks, *told])


# The tables, with the folder of the data that each is read from.
TABLES: dict[str, tuple[str, Callable[[Path], Iterator[Row]]]] = {
    "victoria": ("victoria", on_victoria),
    "silent": ("victoria", on_silent),
    "middlemarch": ("middlemarch", on_middlemarch),
}


def marked(name: str, found: list[Row]) -> list[tuple[str, str, *Row]]:
    """The rows with mark and remark: those of the kept table, where they were given to the same words."""
    kept = KEPT / f"{name}.tsv"
    known: dict[Row, tuple[str, str]] = {}
    if kept.is_file():
        with kept.open(encoding="utf-8", newline="") as file:
            known = {
                (of, words, said): (mark, remark) for mark, remark, of, words, said in csv.reader(file, "excel-tab")
            }
    return [(*known.get(row, (UNREAD, "")), *row) for row in found]


def gate(name: str, folder: Path) -> Figures:
    """How many rows of a table have which mark."""
    table = marked(name, list(TABLES[name][1](folder)))
    counts = Counter(mark for mark, *_ in table)
    named = ("right", "agrees", "more", "arguable", "misses", "wrong", "found", "missed", UNREAD)
    return Figures(
        shares={"rows": len(table), **{mark: counts[mark] for mark in named}},
        misses=tuple(" | ".join(row) for row in table if row[0] in ("wrong", UNREAD)),
    )


def main() -> int:
    data = Path(sys.argv[1])
    for name, (folder, read) in TABLES.items():
        table = marked(name, list(read(data / folder)))
        counts = Counter(mark for mark, *_ in table)
        print(f"{name:<12} {len(table)} rows: " + ", ".join(f"{count} {mark}" for mark, count in counts.most_common()))
        if "--write" in sys.argv:
            with (KEPT / f"{name}.tsv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, "excel-tab", lineterminator="\n").writerows(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
