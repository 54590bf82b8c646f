"""A long manuscript with many notes, as Word has it: how long its apparatus takes, and whether all of it is understood.

    python bench/apparatus.py

A hundred thousand words with 100, 200, … 1600 notes of mixed kinds, set by pandoc. For each: processor time to read the
file, to find its notes and what they cite, and to resolve it; how many references lead to the work that was meant, and
how many, said to be certain, lead to another. Draws bench/apparatus.svg.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pypandoc

from graph import Line, drawn
from quoth.find.bibliography import find_bibliography
from quoth.find.citations import find_citations
from quoth.find.notes import find_notes
from quoth.readers import read
from quoth.resolve.resolved import resolve

WORDS = 100_000
NOTES = (100, 200, 400, 800, 1600)
RUNS = 3  # the quickest counts: what else the machine does is no time of ours

_SURNAMES = "Ahlgren Berger Castell Dorn Ekman Falk Grey Holm Ivory Jensen Kahn Lund Mercer Nagel Orme Pahl Quist Roth"
_GIVEN = "Anna Bertil Clara David Edith Frans Greta Hugo Ida Karl Lena Martin Nora Otto Paula Rolf Sara Thomas"
_NOUNS = (
    "Harbour Winter River Journey Garden Island Market Tower Bridge Orchard Quarry Mill Abbey Meadow Furnace Lantern"
)
_KINDS = "Letters Memoirs History Life Study Chronicle Portrait Account Legend Atlas"
_CITIES = "London Lund Berlin Boston Paris Vienna"
_PRESSES = ("Harbour Press", "Meridian", "North Books", "Ekman & Sons")
_SYLLABLES = "ba den kor lis mar no per ru sel tan vo wim ges tra ple dor"


T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A book that nobody wrote."""

    given: str
    surname: str
    title: str
    short: str
    imprint: str

    @property
    def full(self) -> str:
        return f"{self.given} {self.surname}, *{self.title}* ({self.imprint})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Apparatus:
    """Notes as printed, in pandoc's Markdown, and for each the titles of the books that its references mean."""

    notes: tuple[str, ...]
    meant: tuple[tuple[str, ...], ...]


def books(count: int, chance: random.Random) -> list[Book]:
    """Books by different people, some of them of one name; no two titles share their first words."""
    titles = [f"{kind} of the {noun}" for kind in _KINDS.split() for noun in _NOUNS.split()]
    chance.shuffle(titles)
    return [
        Book(
            given=chance.choice(_GIVEN.split()),
            surname=chance.choice(_SURNAMES.split()),
            title=f"The {title}",
            short=title,
            imprint=f"{chance.choice(_CITIES.split())}: {chance.choice(_PRESSES)}, {chance.randint(1850, 1990)}",
        )
        for title in titles[:count]
    ]


def apparatus(count: int, seed: int = 1) -> Apparatus:
    """`count` notes on a tenth as many books: named in full first, then shortly, by Ibid., by the note that has them,
    one by one and several in a note, with commentary and quotations between."""
    chance = random.Random(seed)
    shelf = books(max(4, count // 10), chance)
    first: dict[str, int] = {}
    notes: list[str] = []
    meant: list[tuple[str, ...]] = []
    for number in range(1, count + 1):
        repeated = meant[-1][0] if meant and len(meant[-1]) == 1 else ""
        if chance.random() < 0.08:
            notes.append("The date is not quite certain, and nobody has asked since.")
            meant.append(())
            continue
        if repeated and chance.random() < 0.25:
            notes.append(f"Ibid., {_page(chance)}.")
            meant.append((repeated,))
            continue
        cited = chance.sample(shelf, chance.choice((1, 1, 1, 2, 3)))
        parts = [_named(book, number, first, chance) for book in cited]
        notes.append(_dressed("; ".join(parts), chance))
        meant.append(tuple(book.title for book in cited))
    return Apparatus(notes=tuple(notes), meant=tuple(meant))


def _page(chance: random.Random) -> str:
    page = chance.randint(2, 400)
    return f"{page}–{page + chance.randint(1, 9)}" if chance.random() < 0.3 else str(page)


def _named(book: Book, number: int, first: dict[str, int], chance: random.Random) -> str:
    """The reference as its author would print it; `first` tells the notes that name a book in full, and grows."""
    if book.title not in first:
        first[book.title] = number
        return f"{book.full}, {_page(chance)}"
    if first[book.title] < number and chance.random() < 0.15:
        return f"{book.given} {book.surname}, *{book.short}*, cited n. {first[book.title]}, p. {_page(chance)}"
    return f"{book.surname}, *{book.short}*, {_page(chance)}"


def _dressed(references: str, chance: random.Random) -> str:
    """The references as they are, behind a signal, or with words of the author's own around them."""
    kind = chance.random()
    if kind < 0.1:
        return f"See {references}."
    if kind < 0.2:
        return f"{references}. The other witnesses are silent, as far as anybody knows."
    if kind < 0.3:
        return f"“It was a fine day, and nobody came,” she wrote; {references}."
    return f"{references}."


def markdown(notes: Sequence[str], words: int, seed: int = 1) -> str:
    """A text of so many words that calls the notes at even distances."""
    chance = random.Random(seed)
    lexicon = ["".join(chance.choices(_SYLLABLES.split(), k=chance.randint(1, 4))) for _ in range(3000)]
    each = words // len(notes)
    calls = [" ".join(chance.choices(lexicon, k=each)).capitalize() + f".[^{i}]" for i in range(1, len(notes) + 1)]
    body = "\n\n".join(" ".join(calls[i : i + 4]) for i in range(0, len(calls), 4))
    return body + "\n\n" + "\n\n".join(f"[^{i}]: {note}" for i, note in enumerate(notes, 1)) + "\n"


def word_document(text: str, file: Path) -> Path:
    pypandoc.convert_text(text, "docx", format="markdown", outputfile=str(file))
    return file


# -- measuring -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Seconds of processor time; counts of references."""

    notes: int
    reading: float
    finding: float
    resolving: float
    references: int
    right: int
    wrong: int

    @property
    def whole(self) -> float:
        return self.reading + self.finding + self.resolving


def measure(file: Path, truth: Apparatus) -> Figures:
    """The quickest of a few runs, stage by stage."""
    reading, manuscript = _timed(lambda: find_notes(read(file)))
    finding, citations = _timed(lambda: find_citations(manuscript))
    resolving, resolved = _timed(lambda: resolve(citations, manuscript, find_bibliography(manuscript), ()))
    titles = {work.id: work.title for work in resolved.works}
    leads = {each.cite: titles[each.work] for each in resolved.resolutions if each.work}
    told = [{leads[cite.id] for cite in citation.cites if cite.id in leads} for citation in citations]
    return Figures(
        notes=len(citations),
        reading=reading,
        finding=finding,
        resolving=resolving,
        references=sum(map(len, truth.meant)),
        right=sum(len(there & {*meant}) for there, meant in zip(told, truth.meant, strict=True)),
        wrong=sum(len(there - {*meant}) for there, meant in zip(told, truth.meant, strict=True)),
    )


def _timed(stage: Callable[[], T]) -> tuple[float, T]:
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        made = stage()
        taken.append(time.process_time() - start)
    return min(taken), made


def main() -> None:
    print("notes  reading  finding  resolving  whole, s  references  right  wrong")
    measured = []
    with tempfile.TemporaryDirectory() as folder:
        for count in NOTES:
            truth = apparatus(count)
            each = measure(word_document(markdown(truth.notes, WORDS), Path(folder) / f"{count}.docx"), truth)
            print(f"{each.notes:5}  {each.reading:7.2f}  {each.finding:7.2f}  {each.resolving:9.2f}  {each.whole:8.2f}"
                  f"  {each.references:10}  {each.right:5}  {each.wrong:5}")  # fmt: skip
            measured.append(each)
    lines = [
        Line(name="read", points=tuple((each.notes, each.reading) for each in measured)),
        Line(name="find", points=tuple((each.notes, each.finding) for each in measured)),
        Line(name="resolve", points=tuple((each.notes, each.resolving) for each in measured)),
        Line(name="in all", points=tuple((each.notes, each.whole) for each in measured)),
    ]
    title = f"A Word document of {WORDS:,} words: seconds of processor time by its notes"
    Path(__file__).with_suffix(".svg").write_text(drawn(title, lines), encoding="utf-8")


if __name__ == "__main__":
    main()
