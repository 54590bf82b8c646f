"""Pages that can be trusted: how many pages of made-up books get the number that is printed on them, and what leaks.

    python bench/pages.py ../shared/data

Books are set from the words of a real novel as printers set them: roman front matter, running heads left and right,
chapters that open without a head, plates that no number counts, notes at the foot, folios that a scanner misread; as
plain text with form feeds and as PDF, one page on a sheet or two. Then the law of another edition, on the notes of a
real book (Greville, in Queen Victoria).
"""

from __future__ import annotations

import io
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

import quoth
from quoth.model.manuscript import Manuscript
from quoth.readers import pdf, text
from quoth.readers.numerals import roman

LINES, WIDTH = 30, 58  # of a page
HEIGHT, SHEET, LEADING = 560, 380, 14


@dataclass(frozen=True, slots=True)
class Page:
    """One printed page: `label` is what a reader would call it, "" for a plate; lines outermost first."""

    label: str
    head: str
    body: tuple[str, ...]
    foot: str


def book(novel: list[str], seed: int, *, damage: float) -> list[Page]:
    """Front matter, then chapters of 6 to 20 pages. `damage`: share of folios that a scanner misread or lost."""
    draw, lines = random.Random(seed), iter(novel[seed * 4000 % 9000 :])
    title = draw.choice(["THE LIFE OF A BAKER", "Letters and Papers", "MEMOIRS, VOL. II", "A History of the Quay"])
    pages = [
        Page(roman(n), "", _lines(lines, LINES), _folio(draw, roman(n), damage) if n > 2 else "")
        for n in range(1, draw.choice([4, 8, 17]))
    ]
    number = 1
    for chapter in range(1, 8):
        name = f"{draw.choice(['The Voyage', 'Exile', 'At Home', 'The Court', 'Old Friends'])}"
        for at in range(draw.randint(6, 20)):
            pages.append(_page(draw, lines, number, (title, name), chapter, opening=at == 0, damage=damage))
            number += 1
        if draw.random() < 0.3:
            pages.append(Page("", "", ("The quay in winter, from a drawing",), ""))
    return pages


def _page(
    draw: random.Random, lines: Iterator[str], number: int, titles: tuple[str, str], chapter: int, *, opening: bool,
    damage: float,
) -> Page:  # fmt: skip
    folio = _folio(draw, str(number), damage)
    if opening:
        return Page(str(number), "", (f"CHAPTER {chapter}", *_lines(lines, LINES - 8)), folio)
    left = number % 2 == 0
    head = f"{folio}   {titles[0]}" if left else f"{titles[1]}   {folio}"
    note = (f"{draw.randint(1, 3)} Compare the letters of that year.",) if draw.random() < 0.3 else ()
    return Page(str(number), head.strip(), (*_lines(lines, LINES - len(note)), *note), "")


def _lines(lines: Iterator[str], count: int) -> tuple[str, ...]:
    return tuple(next(lines) for _ in range(count))


def _folio(draw: random.Random, label: str, damage: float) -> str:
    if draw.random() >= damage:
        return label
    return draw.choice(["", label.replace("1", "l"), label.replace("3", "8"), "I" + label])


def as_text(pages: list[Page]) -> Manuscript:
    sheets = ["\n".join([page.head, "", *page.body, "", page.foot]).strip("\n") for page in pages]
    return text.read("\f".join(sheets).encode(), "book.txt")


def as_pdf(pages: list[Page], *, up: int) -> Manuscript:
    """`up`: pages on a sheet. The cover stands alone."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(SHEET * up, HEIGHT))
    for first in range(0, len(pages), up):
        for place, page in enumerate(pages[first : first + up]):
            _drawn(canvas, page, place * SHEET + 40)
        canvas.showPage()
    canvas.save()
    return pdf.read(file.getvalue(), "book.pdf")


def _drawn(canvas: Canvas, page: Page, left: float) -> None:
    canvas.setFont("Times-Roman", 11)
    canvas.drawString(left, HEIGHT - 40, page.head)
    for at, line in enumerate(page.body):
        canvas.drawString(left, HEIGHT - 75 - LEADING * at, line)
    canvas.drawCentredString(left + 150, 25, page.foot)


@dataclass(slots=True)
class Tally:
    """Counts over all books of one kind."""

    pages: int = 0
    right: int = 0
    wrong: int = 0
    heads: int = 0
    leaked: int = 0
    lines: int = 0
    lost: int = 0

    def add(self, pages: list[Page], read: Manuscript) -> None:
        labels = _labels(pages, read)
        numbered = [(page.label, said) for page, said in zip(pages, labels, strict=True) if page.label]
        self.pages += len(numbered)
        self.right += sum(said == label for label, said in numbered)
        self.wrong += sum(said not in (label, "") for label, said in numbered)
        apart = _blanked(read)
        heads = [head for page in pages if len(head := re.sub(r"\W+", " ", page.head).strip()) > 4]
        self.heads += len(heads)
        self.leaked += sum(f" {head} " in apart for head in heads)
        bodies = [re.sub(r"\W+", " ", line).strip() for page in pages if page.label for line in page.body[2:-3]]
        self.lines += len(bodies)
        self.lost += sum(f" {line} " not in apart for line in bodies)

    def said(self) -> str:
        return (
            f"pages {self.pages}  right {self.right / self.pages:.4f}  wrong {self.wrong / self.pages:.4f}  "
            f"heads in the text {self.leaked / max(1, self.heads):.4f}  lines lost {self.lost / self.lines:.4f}"
        )


def _labels(pages: list[Page], read: Manuscript) -> list[str]:
    """The label that each page got: the one in force where its middle line stands."""
    said, at = [], 0
    for page in pages:
        line = page.body[len(page.body) // 2]
        found = read.text.find(line, at)
        at = found if found >= 0 else at
        marks = [mark for mark in read.pages if mark.offset <= at]
        known = found >= 0 and marks and not marks[-1].counted
        said.append(marks[-1].label if known else "")
    return said


def _blanked(read: Manuscript) -> str:
    """The words that belong to sentences, with single spaces: what stands apart is left out."""
    letters = list(read.text)
    for span in (*read.skipped, *(block.span for block in read.blocks if block.kind == "aside")):
        letters[span.start : span.stop] = " " * len(span)
    return " " + re.sub(r"[\W_]+", " ", "".join(letters)) + " "


def law(data: Path) -> None:
    report = quoth.check(data / "victoria" / "queen-victoria-1921-ch1-5.html", [data / "victoria" / "sources"])
    for told in report.concordances:
        leg = told.legs[0]
        print(
            f"{told.work}: {leg.slope:g} n + {leg.offset:g}, {told.agreeing} of {told.pairs}, within {told.within:.1f}"
        )
    for finding in report.findings:
        if finding.rule in ("L101", "L102", "L103"):
            print(f"  {finding.rule} {finding.message}")


def main() -> None:
    data = Path(sys.argv[1])
    words = (data / "middlemarch" / "middlemarch.txt").read_text(encoding="utf-8").split()
    novel = _wrapped(words[20_000:180_000])
    for damage in (0.1, 0.3):
        for kind in ("text", "pdf", "pdf, two pages on a sheet"):
            tally = Tally()
            for seed in range(3):
                pages = book(novel, seed, damage=damage)
                tally.add(pages, as_text(pages) if kind == "text" else as_pdf(pages, up=1 if kind == "pdf" else 2))
            print(f"{kind}, {damage:.0%} of the folios damaged: {tally.said()}")
    law(data)


def _wrapped(words: list[str]) -> list[str]:
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) >= WIDTH:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return lines


if __name__ == "__main__":
    main()
