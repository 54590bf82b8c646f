"""Novels as manuscripts, against books that are not theirs: whatever their people say to each other, nobody is accused.

    python bench/novels.py LIBRARY [NAME …]

LIBRARY is a folder of plain-text books, or library.tar.xz of the development data; a NAME is the beginning of a file's
name. Each novel is checked against all the other books, and every finding is listed with its words: there should be
none. A speech that happens to stand in another book may be found there; that is no finding.
"""

from __future__ import annotations

import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import quoth
from quoth.model.finding import Report
from victoria import Figures

__all__ = ["measure"]

NOVELS = ("Great-Expectations", "Wuthering-Heights")
SHOWN = 100  # letters


def measure(library: Path, names: Sequence[str] = NOVELS) -> Figures:
    """Quotations seen and findings, of all the novels together."""
    counts: Counter[str] = Counter()
    told: list[str] = []
    with _unpacked(library) as folder:
        books = sorted(folder.rglob("*.txt"))
        for novel in (book for book in books if book.name.startswith(tuple(names))):
            report = quoth.check(novel, [book for book in books if book != novel])
            counts["novels"] += 1
            counts["speeches"] += len(report.quotations)
            counts["taken for quotations"] += sum(one.role == "quotation" for one in report.quotations)
            counts["findings"] += len(report.findings)
            told += _told(novel.stem, report)
    return Figures(shares=dict(counts), misses=tuple(told))


def _told(name: str, report: Report) -> Iterator[str]:
    spans = {quotation.id: quotation.span for quotation in report.quotations}
    for finding in report.findings:
        words = " ".join(spans.get(finding.quotation or "", finding.span).of(report.manuscript.text).split())
        yield f"{name}: {finding.rule} {finding.severity} “{words[:SHOWN]}”: {finding.message}"


@contextmanager
def _unpacked(library: Path) -> Iterator[Path]:
    if library.is_dir():
        yield library
        return
    with tempfile.TemporaryDirectory() as place, tarfile.open(library) as archive:
        archive.extractall(place, filter="data")
        yield Path(place)


def main() -> int:
    library, *names = sys.argv[1:]
    figures = measure(Path(library), names or NOVELS)
    print(*(f"{key:<24} {value}" for key, value in figures.shares.items()), sep="\n")
    print(*(f"  {miss}" for miss in figures.misses), sep="\n")
    return int(bool(figures.misses))


if __name__ == "__main__":
    sys.exit(main())
