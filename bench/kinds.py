"""How many quotations of each kind quoth finds where they stand, and what it says of them.

    python bench/kinds.py LIBRARY [--seed 1 2 3] [--each 200] [--only KIND …] [--misses FILE]

LIBRARY is a folder of plain-text books. For each seed a library is made of it (bench/bookshelf.py), `each` quotations
of every kind (bench/quotations.py), and quoth is asked three ways: the engine alone; the verdict where no note cites
anything; the verdict where a note cites the book. Every miss is listed.
"""

from __future__ import annotations

import argparse
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from rapidfuzz import fuzz

import quoth
from bookshelf import Shelf, decoded, read_books, shelve
from concordance import Place
from edges import COMMON
from quotations import KINDS, Case, cases
from quoth.engine.match import Search
from quoth.find.alterations import alterations_in
from quoth.judge.claim import Claim
from quoth.judge.hearing import hear
from quoth.library import Library
from quoth.model.citation import Cite
from quoth.model.finding import Alignment, Resolution, Verdict
from quoth.model.manuscript import Manuscript, Metadata, Quotation
from quoth.model.text import Span
from victoria import Figures
from words import plain

__all__ = ["Asked", "Said", "asked_of", "gate", "located", "say"]

APART = "\n\n"
ALIKE = 92.0  # per cent of letters: the same words, printed in another way
EVERY, GATE_SEED, GATE_EACH = 7, 1, 30  # every seventh book of the library
NOWHERE = Span(start=0, stop=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Quotations as a manuscript, one in each paragraph, and the library to look in."""

    library: Library
    manuscript: Manuscript
    quotations: tuple[Quotation, ...]
    books: dict[str, str]  # by witness

    def verdicts(self, cited: Sequence[Case] = ()) -> tuple[Verdict, ...]:
        """What is said of each; where `cited` are given, each by a note that names the book of the case."""
        named = {name: witness for witness, name in self.books.items()}
        claims = {
            quotation.id: (_claim(quotation, named[case.book]),)
            for quotation, case in zip(self.quotations, cited or (), strict=bool(cited))
        }
        claimed = {quotation.id: claims.get(quotation.id, ()) for quotation in self.quotations}
        return hear(self.quotations, claimed, self.manuscript, self.library).verdicts

    def best(self) -> list[Alignment | None]:
        """The engine's best place of each."""
        search = Search(self.library)
        search.expect(self.manuscript.text, self.quotations)
        places = (search.locate(self.manuscript.text, quotation) for quotation in self.quotations)
        return [found[0] if found else None for found in places]


def asked_of(texts: Sequence[str], library: Library) -> Asked:
    quotations, text = [], ""
    for number, words in enumerate(texts):
        span = Span(start=len(text), stop=len(text) + len(words))
        text += words + APART
        marks = alterations_in(text, span)
        quotations.append(Quotation(id=f"q{number}", span=span, block=number, kind="block", alterations=marks))
    manuscript = Manuscript(
        path="bench", sha256="", format="text", encoding=None, metadata=Metadata(), text=text, blocks=()
    )
    books = {witness.id: witness.path for witness in library.state.witnesses}
    library = replace(library, answers=None)  # what is measured is the search
    return Asked(library=library, manuscript=manuscript, quotations=tuple(quotations), books=books)


def _claim(quotation: Quotation, witness: str) -> Claim:
    cite = Cite(id=f"c-{quotation.id}", note=None, span=NOWHERE, form="full")
    leads = Resolution(cite=cite.id, status="resolved", work=witness, witnesses=(witness,), by="title")
    return Claim(cite=cite, resolution=leads, title=witness)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was said of one case, three ways."""

    case: Case
    engine: Place | None
    uncited: Place | None
    cited: Place | None
    wordings: tuple[str, str]  # uncited, cited
    others: bool  # other places were named beside it, uncited
    why: str


def say(shelf: list[Case], library: Library) -> list[Said]:
    asked = asked_of([case.text for case in shelf], library)
    alone, noted = asked.verdicts(), asked.verdicts(shelf)
    return [
        Said(
            case=case,
            engine=_place(case, best, asked),
            uncited=_place(case, verdict.alignment, asked),
            cited=_place(case, named.alignment, asked, cited=True),
            wordings=(verdict.wording, named.wording),
            others=bool(verdict.candidates),
            why=verdict.why,
        )
        for case, best, verdict, named in zip(shelf, asked.best(), alone, noted, strict=True)
    ]


def _place(case: Case, found: Alignment | None, asked: Asked, *, cited: bool = False) -> Place | None:
    """Where the words were found. A book that prints the same words in a slightly other way ("any thing") is as right
    as the one that they were taken from, where no note names that: then it is the case's own place."""
    if found is None:
        return None
    place = Place(asked.books[found.passage.witness], found.passage.span.start, found.passage.span.stop)
    if not cited and place.book != case.book and _alike(case, found.passage.text, asked):
        return case.places[0][0]._replace(stop=case.places[0][-1].stop)
    return place


def _alike(case: Case, passage: str, asked: Asked) -> bool:
    """Whether a passage has the words, nearly letter for letter, of every piece that the case was made from."""
    texts = {name: witness for witness, name in asked.books.items()}
    there = plain(passage)
    pieces = [
        plain(asked.library.text(texts[piece.book])[piece.start : piece.stop])
        for piece in (case.places[0] if case.places else ())
    ]
    long_enough = len(there) >= sum(map(len, pieces)) * ALIKE / 100
    return bool(pieces) and long_enough and all(fuzz.partial_ratio(piece, there) >= ALIKE for piece in pieces)


def located(case: Case, found: Place | None, cited: bool = False) -> bool:
    """Whether `found` is one of the places where the words stand: all pieces of it; in the book named, if `cited`."""
    if found is None or (cited and found.book != case.book):
        return False
    return any(all(found.overlaps(piece) for piece in place) for place in case.places)


# -- the table -------------------------------------------------------------------------------------------------------

COLUMNS = ("engine", "uncited", "cited", "verbatim", "accused", "untold")


def row(said: Sequence[Said]) -> dict[str, float]:
    """For quotations that stand somewhere the shares located, else how many were found. `verbatim`: called so though
    they are not; `accused`: called altered or not found though nothing of substance differs; `untold`: one place alone
    is named of several where the words stand."""
    somewhere = bool(said[0].case.places)
    figures: dict[str, float] = {}
    for column in COLUMNS[:3]:
        places = [(one.case, getattr(one, column)) for one in said]
        right = sum(located(case, place, column == "cited") for case, place in places)
        figures[column] = right / len(said) if somewhere else sum(place is not None for _, place in places)
    figures["verbatim"] = sum(not one.case.same and "verbatim" in one.wordings for one in said)
    figures["accused"] = sum(one.case.same and bool({"altered", "not-found"} & {*one.wordings}) for one in said)
    figures["untold"] = sum(bool(one.uncited) and len(one.case.places) > 1 and not one.others for one in said)
    return figures


def tell(name: str, figures: dict[str, float]) -> str:
    cells = (f"{value:9.3f}" if isinstance(value, float) else f"{value:9d}" for value in figures.values())
    return f"{name:<18}" + "".join(cells)


def misses(said: Iterable[Said]) -> list[str]:
    """Every quotation of which something wrong was said, in words."""
    return [line for one in said for line in (_missed(one),) if line]


def _missed(one: Said) -> str:
    case = one.case
    asked = ("uncited",) if case.kind == COMMON else COLUMNS[:3]
    ways = [column for column in asked if not _right(case, getattr(one, column), column == "cited")]
    if not case.same and "verbatim" in one.wordings:
        ways.append("called verbatim")
    if case.same and {"altered", "not-found"} & {*one.wordings}:
        ways.append("accused")
    if not ways:
        return ""
    place = case.places[0][0] if case.places else None
    stands = f"{place.book[:40]} {place.start}-{case.places[0][-1].stop}" if place else "nowhere"
    got = "; ".join(f"{way} {_brief(getattr(one, way))}" for way in ways if way in COLUMNS[:3])
    return (
        f"[{case.kind}] {', '.join(ways)}\n    “{' '.join(case.text.split())}”\n    changed: {case.changed[:200]}\n"
        f"    stands: {stands}\n    said: {got or '-'}; {'/'.join(one.wordings)} {one.why}"
    )


def _right(case: Case, found: Place | None, cited: bool) -> bool:
    return located(case, found, cited) if case.places else found is None


def _brief(place: Place | None) -> str:
    return f"{place.book[:40]} {place.start}-{place.stop}" if place else "nothing"


def measure(shelf: Shelf, seed: int, each: int, kinds: Sequence[str]) -> dict[str, list[Said]]:
    """What was said of the quotations of each kind."""
    made = list(cases(shelf, seed, each, kinds))
    with tempfile.TemporaryDirectory(prefix="quoth-bench-") as folder:
        shelf.write(Path(folder))
        library = quoth.open_library([folder])
        return {kind: say([case for case in made if case.kind == kind], library) for kind in kinds}


def gate(archive: Path) -> Figures:
    """A few books and quotations: enough to notice that something broke, quick enough for every change."""
    with tarfile.open(archive) as packed:
        members = sorted((m for m in packed.getmembers() if m.name.endswith(".txt")), key=lambda m: m.name)
        files = [(member.name, packed.extractfile(member)) for member in members[::EVERY]]
        books = {name.split("/")[-1]: decoded(file.read()) for name, file in files if file}
    found = measure(shelve(books, GATE_SEED), GATE_SEED, GATE_EACH, [*KINDS])
    rows = {kind: row(said) for kind, said in found.items()}
    shares = {f"{kind}, {column}": rows[kind][column] for kind in KINDS for column in COLUMNS[:3]}
    for column in COLUMNS[3:]:
        shares[column] = sum(figures[column] for figures in rows.values())
    return Figures(shares=shares, misses=tuple(line for said in found.values() for line in misses(said)))


def report(folder: Path, seeds: Sequence[int], each: int, kinds: Sequence[str], listed: TextIO) -> None:
    books = read_books(folder)
    for seed in seeds:
        shelf = shelve(books, seed)
        found = measure(shelf, seed, each, kinds)
        print(f"\nseed {seed}, {each} of each, {len(shelf.books)} books, left out: {shelf.left_out.name}")
        print(f"{'':<18}" + "".join(f"{column:>9}" for column in COLUMNS))
        for kind, said in found.items():
            print(tell(kind, row(said)))
            print(*misses(said), sep="\n", file=listed)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("library", type=Path)
    asked.add_argument("--seed", type=int, nargs="+", default=[1, 2, 3])
    asked.add_argument("--each", type=int, default=200)
    asked.add_argument("--only", nargs="+", choices=[*KINDS], default=[*KINDS], metavar="KIND")
    asked.add_argument("--misses", type=Path, help="where every miss is written; else they follow the tables")
    options = asked.parse_args()
    with options.misses.open("w", encoding="utf-8") if options.misses else tempfile.TemporaryFile("w+") as listed:
        report(options.library, options.seed, options.each, options.only, listed)
        if not options.misses:
            listed.seek(0)
            sys.stdout.write(listed.read())


if __name__ == "__main__":
    main()
