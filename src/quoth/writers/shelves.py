"""The library for a person: what each file is taken to be, its pages, and what could not be read and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quoth.model.source import LibraryState, Witness
from quoth.readers.numerals import arabic
from quoth.rules.phrases import book
from quoth.writers.columns import legible
from quoth.writers.paint import Paint, plain

__all__ = ["write"]

WHOLE = 200  # letters of a title
MOST = 6  # numberings of a file that are told: more are stray numbers, or a periodical


def write(state: LibraryState, *, paint: Paint = plain) -> str:
    """One book after the other, then the files that could not be read, with a final line end."""
    return "\n".join(map(legible, [*_books(state, paint), *_failures(state, paint)])) + "\n"


def _books(state: LibraryState, paint: Paint) -> Iterator[str]:
    words = sum(witness.words for witness in state.witnesses)
    books = "1 book" if len(state.witnesses) == 1 else f"{len(state.witnesses)} books"
    yield paint(f"{books}, {words:,} words", "title")
    for witness in state.witnesses:
        yield ""
        yield f"{paint(_title(witness), 'title')}  {paint(witness.path, 'quiet')}"
        yield f"    {witness.words:,} words, {_pages(witness)}, {witness.words_read_share:.1%} read as {witness.format}"
        for warning in witness.warnings:
            yield "    " + paint(f"{warning.code} {warning.message}", "warning")


def _title(witness: Witness) -> str:
    meta = witness.metadata
    people = ", ".join(meta.authors or meta.editors)
    return ", ".join(part for part in (people, book(witness, longest=WHOLE), meta.date) if part)


def _pages(witness: Witness) -> str:
    pages = witness.pages
    if not pages:
        return "no page numbers"
    counted = " counted by the file" if pages[0].counted else ""
    number = "1 page" if len(pages) == 1 else f"{len(pages)} pages"
    bare = sum(not mark.label for mark in pages)
    unnumbered = f", {bare} without a number" if bare else ""
    return f"{number}{counted}: {_numberings([mark.label for mark in pages if mark.label]) or 'none'}{unnumbered}"


def _numberings(labels: Sequence[str]) -> str:
    """ "i–xii, 1–424": from where to where each numbering goes, however many pages it leaves out."""
    runs: list[list[str]] = []
    for label in labels:
        before = runs[-1][-1] if runs else ""
        if not before or label.isdecimal() != before.isdecimal() or (arabic(label) or 0) < (arabic(before) or 0):
            runs.append([label])
        runs[-1].append(label)
    told = [run[0] if run[0] == run[-1] else f"{run[0]}–{run[-1]}" for run in runs]
    return ", ".join(told if len(told) <= MOST else [*told[:MOST], "…"])


def _failures(state: LibraryState, paint: Paint) -> Iterator[str]:
    if state.failures:
        yield ""
        yield paint(f"{len(state.failures)} could not be read", "title")
    for failure in state.failures:
        yield f"{paint(failure.code, 'error')}  {failure.path}: {failure.what}. {failure.todo}"
