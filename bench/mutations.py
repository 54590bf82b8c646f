"""True quotations changed: what quoth passes that it must not, and what it accuses that it must not.

    python bench/mutations.py LIBRARY [--each 5000] [--seed 1] [--formats text pdf …] [--misses FILE]

LIBRARY is a folder of plain-text books. `each` passages are changed in a way that makes other words of them
(bench/meaningful.py), half of them in a meaningless way as well; as many in one meaningless way or in two
(bench/meaningless.py). A meaningless change stands in the manuscript or in the book. All are written as manuscripts of
every format (bench/bindings.py) and checked against all the books.

*passed*: changed in meaning and called verbatim, or the like; *unchecked*: changed in meaning, and it is said why
nothing can be said; *accused*: not changed in meaning and called altered or not found; *unfound*: not changed in
meaning and not found at all; *fussed over*: not called verbatim, though no letter is another.
`--misses` lists them in words.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import NamedTuple, TextIO

import quoth
from bindings import BINDINGS, LEAD, Said, lead, noted
from bookshelf import read_books
from changes import misread
from meaningless import MISREAD
from mutated import LEAST, NOISE, Sample, Shelf, samples, shelve, write_library
from quoth import pipeline
from quoth.config import Settings
from quoth.judge.wording import SUBSTANTIVE, permitted
from quoth.library import Library
from quoth.model.finding import Report, Verdict
from quoth.model.manuscript import Quotation
from quoth.readers import read

__all__ = ["measure"]

TOGETHER = 400  # quotations in a manuscript
TITLES = (
    ["Harbour", "Orchard", "Winter", "Northern", "Quaker", "Meadow", "Lantern", "Island", "Granite", "Chapel"],
    ["Papers", "Letters", "Memoirs", "Sketches", "Journals", "Voyages", "Essays", "Sermons", "Trials", "Gardens"],
)  # two words make a title; none has a number that could be that of a volume
ACCUSED = frozenset({"altered", "not-found"})
ALONE, IN_TWOS, ALL = "· one change alone", "· two at once", "· all"


# -- asking ----------------------------------------------------------------------------------------------------------


Answer = tuple[str, str]  # the wording, and why


class _Manuscript(NamedTuple):
    """Samples that stand in one manuscript, with their numbers, what stands before them, and the format it has."""

    format: str
    samples: Sequence[tuple[int, Sample]]
    preface: Sequence[Said]


def ask(made: Sequence[Sample], shelf: Shelf, books: Path, formats: Sequence[str]) -> Iterator[tuple[str, int, Answer]]:
    """What is said of each quotation that is found beside a sample: the format, the number of the sample, the answer.
    `books` is the folder of the library. How far it is goes to the screen."""
    titles = {book.name: " ".join(title) for book, title in zip(shelf.books, product(*TITLES), strict=False)}
    manuscripts = [manuscript for format in formats for manuscript in _manuscripts(made, shelf, format)]
    answered = partial(_answered, books=books, titles=titles)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for done, (manuscript, answers) in enumerate(zip(manuscripts, pool.map(answered, manuscripts), strict=True), 1):
            print(f"\r{done} of {len(manuscripts)} manuscripts", end="", file=sys.stderr, flush=True)
            yield from ((manuscript.format, at, answer) for at, answer in answers)
    print(file=sys.stderr)


def _manuscripts(made: Sequence[Sample], shelf: Shelf, format: str) -> Iterator[_Manuscript]:
    """Those with misread letters stand in manuscripts that are misread all over."""
    dice = random.Random(len(made))
    plain = [p for p in (b.passage(*s).text for b in shelf.clean[:3] for s in b.prose[:200]) if '"' not in p]
    for scanned in (False, True):
        ones = [(at, one) for at, one in enumerate(made) if (MISREAD in one.kinds) == scanned]
        for first in range(0, len(ones), TOGETHER):
            preface = [Said("", misread(text, NOISE, dice)) for text in plain if len(text) > LEAST][:60]
            yield _Manuscript(format, ones[first : first + TOGETHER], preface if scanned else [])


def _answered(manuscript: _Manuscript, *, books: Path, titles: Mapping[str, str]) -> list[tuple[int, Answer]]:
    suffix, bind = BINDINGS[manuscript.format]
    paragraphs = [
        Said(lead(at), one.text, noted(at, f"Anna Voss, {titles[one.book]} (Lund: Ekman, 1931)."))
        for at, one in manuscript.samples
    ]
    data = bind([*manuscript.preface, *paragraphs])
    with tempfile.TemporaryDirectory(prefix="quoth-bench-") as folder:
        file = Path(folder) / f"manuscript.{suffix}"
        file.write_bytes(data)
        settings = Settings(works={title: (name,) for name, title in titles.items()})
        report = pipeline.check(read(file, name=file.name).in_full(), _library(books), settings)
    if not any(work.witnesses for work in report.works):
        raise ValueError("no book that the notes cite is known for one of the library's")
    return list(_answers(report))


@cache
def _library(books: Path) -> Library:
    """Opened once in each process."""
    return quoth.open_library([books])


def _answers(report: Report) -> Iterator[tuple[int, tuple[str, str]]]:
    """For every quotation the number that stands before it, and what is said."""
    leads = [(lead.end(), int(lead[1])) for lead in LEAD.finditer(report.manuscript.text)]
    starts = [end for end, _ in leads]
    for quotation, verdict in zip(report.quotations, report.verdicts, strict=True):
        at = bisect_right(starts, quotation.span.start) - 1
        if at >= 0 and quotation.within is None:
            yield leads[at][1], (verdict.wording, _reason(quotation, verdict, report))


def _reason(quotation: Quotation, verdict: Verdict, report: Report) -> str:
    """Why nothing is said, or what differs."""
    if verdict.alignment is None:
        return verdict.why if quotation.role == "quotation" else f"taken for {quotation.role}"
    text, place = report.manuscript.text, verdict.alignment
    differing = [edit for edit in place.edits if edit.op in SUBSTANTIVE or not permitted(edit, place, text)]
    return ", ".join(f"{edit.op} {edit.quotation.of(text)!r} for {place.printed(edit)!r}" for edit in differing)


# -- the table -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was said of one sample in one format: one of the faults that the module names, or "" where it is right."""

    sample: Sample
    format: str
    fault: str
    said: Sequence[tuple[str, str]]


def outcome(sample: Sample, format: str, said: Sequence[tuple[str, str]]) -> Outcome:
    wordings = {wording for wording, _ in said}
    if sample.meaningful:
        fault = "" if wordings & ACCUSED else "passed" if wordings - {"unchecked"} else "unchecked"
    elif wordings & ACCUSED:
        fault = "accused"
    elif not wordings - {"unchecked"}:
        fault = "unfound"
    else:
        misread = any(kind.startswith(MISREAD) for kind in sample.kinds)
        fault = "" if misread or wordings <= {"verbatim"} else "fussed over"
    return Outcome(sample=sample, format=format, fault=fault, said=said)


def measure(books: Mapping[str, str], each: int, seed: int, formats: Sequence[str]) -> list[Outcome]:
    shelf = shelve(books, seed)
    made = samples(shelf, each, seed)
    with tempfile.TemporaryDirectory(prefix="quoth-bench-") as folder:
        write_library(shelf, made, Path(folder), random.Random(seed))
        quoth.open_library([Path(folder)])  # indexed once, before others open it
        said: defaultdict[tuple[str, int], list[Answer]] = defaultdict(list)
        for format, at, answer in ask(made, shelf, Path(folder), formats):
            said[format, at].append(answer)
    return [outcome(sample, format, said.get((format, at), ())) for format in formats for at, sample in enumerate(made)]


def table(found: Sequence[Outcome]) -> Iterator[str]:
    """A line for every kind of change: of how many, by format, the faults."""
    formats = list(dict.fromkeys(one.format for one in found))
    by_kind: defaultdict[tuple[bool, str], list[Outcome]] = defaultdict(list)
    for one in found:
        for kind in (one.sample.kinds[0], ALONE if len(one.sample.kinds) == 1 else IN_TWOS, ALL):
            by_kind[not one.sample.meaningful, kind].append(one)
    for is_meaningless, title in ((False, "passed / unchecked"), (True, "accused / unfound / fussed over")):
        yield f"\n{title:<34}{'of':>7}" + "".join(f"{format:>15}" for format in formats)
        for (side, kind), ones in sorted(by_kind.items()):
            if side == is_meaningless:
                yield _row(
                    kind, ones, formats, ["accused", "unfound", "fussed over"] if side else ["passed", "unchecked"]
                )


def _row(kind: str, ones: Sequence[Outcome], formats: Sequence[str], faults: Sequence[str]) -> str:
    cells = [
        " / ".join(str(sum(one.format == format and one.fault == fault for one in ones)) for fault in faults)
        for format in formats
    ]
    return f"{kind:<34}{len(ones) // len(formats):>7}" + "".join(f"{cell:>15}" for cell in cells)


def listed(found: Sequence[Outcome], out: TextIO) -> None:
    """Every fault in words, those of one sample together."""
    by_sample: defaultdict[int, list[Outcome]] = defaultdict(list)
    for one in found:
        if one.fault:
            by_sample[id(one.sample)].append(one)
    for ones in by_sample.values():
        sample = ones[0].sample
        faults: defaultdict[str, list[str]] = defaultdict(list)
        for one in ones:
            faults[one.fault + ": " + "; ".join(" ".join(said) for said in one.said)].append(one.format)
        print(f"[{' + '.join(sample.kinds)}] {sample.told}", file=out)
        for fault, formats in faults.items():
            print(f"    {fault} ({', '.join(formats)})", file=out)
        print(f"    quoted:  {sample.text!r}\n    printed: {sample.printed!r}", file=out)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("library", type=Path)
    asked.add_argument("--each", type=int, default=5000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--formats", nargs="+", choices=[*BINDINGS], default=[*BINDINGS])
    asked.add_argument("--misses", type=Path, help="where every fault is written")
    options = asked.parse_args()
    found = measure(read_books(options.library), options.each, options.seed, options.formats)
    print(*table(found), sep="\n")
    if options.misses:
        with options.misses.open("w", encoding="utf-8") as out:
            listed(found, out)


if __name__ == "__main__":
    main()
