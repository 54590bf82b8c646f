"""How the portrait of a text grows with the text: Queen Victoria by its first chapters, with its sources.

    python bench/sites.py ../shared/data

For each number of chapters: the words, the quotations, the seconds of processor time that the pages and exports took
(the check before them is timed apart), and the size of the site.
"""

from __future__ import annotations

import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import quoth
from quoth.portrait import Options, pages
from quoth.portrait.surroundings import around_in

HEADS = re.compile(r'<A NAME="chap0[2-9]"></A>')


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """`checked` and `made` are seconds of processor time, `size` bytes."""

    chapters: int
    words: int
    quotations: int
    checked: float
    made: float
    size: int


def cut(book: str, chapters: int) -> str:
    """The first so many chapters, as whole as the markup of the book lets them be."""
    heads = [head.start() for head in HEADS.finditer(book)]
    return book[: heads[chapters - 1]] if chapters <= len(heads) else book


def site(manuscript: Path, sources: Path, chapters: int) -> Site:
    library = quoth.open_library([sources])
    began = time.process_time()
    report = quoth.check(manuscript, [sources], life=True)
    checked = time.process_time()
    made = pages(report, Options(date="2026"), around_in(library))
    return Site(
        chapters=chapters,
        words=len(report.manuscript.text.split()),
        quotations=sum(1 for quotation in report.quotations if quotation.role == "quotation"),
        checked=checked - began,
        made=time.process_time() - checked,
        size=sum(map(len, made.values())),
    )


def main() -> None:
    data = Path(sys.argv[1]) / "victoria"
    book = (data / "queen-victoria-1921-ch1-5.html").read_text(encoding="utf-8", errors="replace")
    with TemporaryDirectory() as folder:
        manuscript = Path(folder) / "victoria.html"
        for chapters in (1, 1, 3, 5):  # the first is not counted: it makes the engine and the index ready
            manuscript.write_text(cut(book, chapters), encoding="utf-8")
            print(site(manuscript, data / "sources", chapters))


if __name__ == "__main__":
    main()
