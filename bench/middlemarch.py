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
from quoth.model.finding import Verdict
from victoria import Figures, letters, rows

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
    parts = [letters(part) for part in ELLIPSIS.split(quote)]
    return any(_like(part, novel) for part in parts if len(part.split()) >= 2)


def _like(part: str, novel: str) -> bool:
    return f" {part} " in novel or (len(part) >= 25 and fuzz.partial_ratio(part, novel) >= LIKE)


def measure(folder: Path, keep: Path | None = None) -> Figures:
    collected = rows(folder / "quotations.jsonl")
    quotes = [bare(row["quote"]) for row in collected]
    critics = [f"{row['author']}, {row['year']}, {row['page']}" for row in collected]
    with tempfile.TemporaryDirectory() as place:
        page = keep or Path(place) / "middlemarch-quoted.html"
        page.write_text(manuscript(quotes, critics), encoding="utf-8")
        report = quoth.check(page, [folder / "middlemarch.txt"])
    verdicts: dict[str, Verdict] = {
        letters(quotation.span.of(report.manuscript.text)): verdict
        for quotation, verdict in reversed(list(zip(report.quotations, report.verdicts, strict=True)))
        if quotation.within is None
    }
    novel = f" {letters((folder / 'middlemarch.txt').read_text(encoding='utf-8'))} "
    meant = [quote for quote in quotes if of_the_novel(quote, novel)]
    missed = [quote for quote in meant if not _located(verdicts.get(letters(quote)))]
    others = [quote for quote in quotes if quote not in set(meant)]
    claimed = [quote for quote in others if _located(verdicts.get(letters(quote)))]
    return Figures(
        shares={
            "rows": len(quotes),
            "of the novel": len(meant),
            "located": 1 - len(missed) / len(meant),
            "others": len(others),
            "others located too": len(claimed),
        },
        misses=(
            *(f"not located: {quote[:110]} ({_said(verdicts.get(letters(quote)))})" for quote in missed),
            *(f"located, though not seen letter by letter: {quote[:110]}" for quote in claimed),
        ),
    )


def _located(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.alignment is not None


def _said(verdict: Verdict | None) -> str:
    return f"{verdict.wording}: {verdict.why}" if verdict else "not seen as one quotation"


def main() -> None:
    figures = measure(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    for key, value in figures.shares.items():
        print(f"{key:<24} {value:.3f}" if isinstance(value, float) else f"{key:<24} {value}")
    print(*(f"  {miss}" for miss in figures.misses), sep="\n")


if __name__ == "__main__":
    main()
