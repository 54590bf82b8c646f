"""868 quotations of Middlemarch as critics printed them, against the novel.

    python bench/middlemarch.py ../shared/data/middlemarch [MANUSCRIPT.html]

The rows are put into one manuscript, each a block quotation. Whether a row is of the novel at all is decided without
quoth, by a search letter by letter: a row counts where one of its parts is like a stretch of the novel. The rows hold a
critic's mangled marks, line breaks of a PDF and pieces of other sentences; they are taken as they are.
"""

from __future__ import annotations

import html
import re
import sys
import tempfile
from pathlib import Path

from rapidfuzz import fuzz

import quoth
from quoth.model.finding import Report
from victoria import Figures, letters, rows

FEW = 3  # places: a phrase that stands in more is nobody's in particular
LIKE = 85.0  # per cent of letters: a part is of the novel
ELLIPSIS = re.compile(r"(?:\.\s*){3,}|…|\[[^\]]*\]")


def manuscript(quotes: list[str], critics: list[str]) -> str:
    """One HTML page: who quotes, then what, as a block quotation."""
    said = zip(critics, quotes, strict=True)
    body = (
        f"<p>{html.escape(critic)}:</p><blockquote><p>{html.escape(quote)}</p></blockquote>" for critic, quote in said
    )
    head = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Quoting Middlemarch</title></head>'
    return "\n".join([head, "<body>", *body, "</body></html>", ""])


def bare(quote: str) -> str:
    """A row without the marks that the collection put round it."""
    return re.sub(r'^[“”"\s]+|[“”"\s]+$', "", quote)


def of_the_novel(quote: str, novel: str) -> bool:
    """Whether a part of at least two words stands in the novel, letter for letter or nearly. `novel` is in letters."""
    return any(_places(part, novel) > 0 for part in _parts(quote))


def common(quote: str, novel: str) -> bool:
    """Whether all that a row has of the novel stands there so often that no one place can be meant ("the use of")."""
    places = [_places(part, novel) for part in _parts(quote)]
    return min((found for found in places if found), default=0) > FEW


def _parts(quote: str) -> list[str]:
    return [part for part in map(letters, ELLIPSIS.split(quote)) if len(part.split()) >= 2]


def _places(part: str, novel: str) -> int:
    exact = novel.count(f" {part} ")
    return exact or int(len(part) >= 25 and fuzz.partial_ratio(part, novel) >= LIKE)


def measure(folder: Path, keep: Path | None = None) -> Figures:
    collected = rows(folder / "quotations.jsonl")
    quotes = [bare(row["quote"]) for row in collected]
    critics = [f"{row['author']}, {row['year']}, {row['page']}" for row in collected]
    with tempfile.TemporaryDirectory() as place:
        page = keep or Path(place) / "middlemarch-quoted.html"
        page.write_text(manuscript(quotes, critics), encoding="utf-8")
        report = quoth.check(page, [folder / "middlemarch.txt"])
    found = _located(report)
    novel = f" {letters((folder / 'middlemarch.txt').read_text(encoding='utf-8'))} "
    meant = [quote for quote in quotes if of_the_novel(quote, novel) and not common(quote, novel)]
    missed = [quote for quote in meant if letters(quote) not in found]
    others = [quote for quote in quotes if not of_the_novel(quote, novel)]
    claimed = [quote for quote in others if letters(quote) in found]
    return Figures(
        shares={
            "rows": len(quotes),
            "too common to place": sum(common(quote, novel) for quote in quotes),
            "of the novel": len(meant),
            "located": 1 - len(missed) / len(meant),
            "others": len(others),
            "others located too": len(claimed),
        },
        misses=(
            *(f"not located: {quote[:110]}" for quote in missed),
            *(f"located, though not seen letter by letter: {quote[:110]}" for quote in claimed),
        ),
    )


def _located(report: Report) -> set[str]:
    """The rows, in letters, that were located: whole, or the quotation inside what a critic wrote around it."""
    text = report.manuscript.text
    rows_of = {quotation.id: letters(quotation.span.of(text)) for quotation in report.quotations}
    return {
        rows_of[quotation.within or quotation.id]
        for quotation, verdict in zip(report.quotations, report.verdicts, strict=True)
        if verdict.alignment
    }


def main() -> None:
    figures = measure(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    for key, value in figures.shares.items():
        print(f"{key:<24} {value:.3f}" if isinstance(value, float) else f"{key:<24} {value}")
    print(*(f"  {miss}" for miss in figures.misses), sep="\n")


if __name__ == "__main__":
    main()
