"""Queen Victoria, chapters 1 to 5, against the books it cites: how much of the gold quoth reproduces.

    python bench/victoria.py ../shared/data/victoria

Two manuscripts: the modern EPUB (quotations against quotations.jsonl, notes against notes.jsonl) and the 1921 HTML
(works, volumes and pages of notes against resolution.jsonl). Every miss is listed: figures alone teach nothing.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

import quoth
from quoth.model.citation import Cite
from quoth.model.finding import Report, Verdict
from quoth.model.manuscript import Quotation
from quoth.model.source import Work

Pair = tuple[dict[str, Any], Quotation | None, Verdict]  # a row of the gold, and what quoth has of it

SAME = 90.0  # per cent of letters: a quotation found is the quotation of the gold


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Shares from 0 to 1, counts, and the misses in words."""

    shares: dict[str, float]
    misses: tuple[str, ...]


def rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def letters(text: str) -> str:
    """The words of `text` without case, points and diacritics: a comparison that owes nothing to quoth's own."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare.replace("\N{WORD JOINER}", "")))


# -- quotations of the EPUB ----------------------------------------------------------------------------------------


@cache
def checked(folder: Path) -> Report:
    """The report on the modern edition, for all who measure it."""
    return quoth.check(folder / "queen-victoria-ch1-5.epub", [folder / "sources"])


def quotations(folder: Path) -> Figures:
    report = checked(folder)
    gold = rows(folder / "quotations.jsonl")
    pairs = [(row, *answer(row, report)) for row in gold]
    present = [pair for pair in pairs if pair[0]["label"] == "present"]
    absent = [pair for pair in pairs if pair[0]["label"] == "absent"]
    in_book = [pair for pair in present if _witness(pair[2]) == pair[0]["witness"]]
    on_page = [pair for pair in present if pair[2].alignment and pair[0]["page"] in pair[2].alignment.passage.pages]
    claimed = [pair for pair in absent if pair[2].wording not in ("not-found", "unchecked")]
    too_kind = [pair for pair in present if not pair[0]["exact"] and pair[2].wording == "verbatim"]
    misses = (
        *(_said("not in the right book", pair) for pair in present if pair not in in_book),
        *(_said("not on the right page", pair) for pair in in_book if pair not in on_page),
        *(_said("claimed though absent", pair) for pair in claimed),
        *(_said("verbatim though inexact", pair) for pair in too_kind),
        *(_said("not seen as a quotation", pair) for pair in pairs if pair[1] is None),
    )
    return Figures(
        shares={
            "present": len(present),
            "right book": len(in_book) / len(present),
            "right page": len(on_page) / len(present),
            **_by_wording(present),
            "absent": len(absent),
            "absent but claimed": len(claimed),
            "inexact but verbatim": len(too_kind),
            "notes": len(report.manuscript.notes),
        },
        misses=misses,
    )


def _by_wording(present: list[Pair]) -> dict[str, float]:
    """Of what stands in the books to the letter, the share that is passed; of the rest, the share that is told of."""
    exact, inexact = ([pair for pair in present if pair[0]["exact"] is kind] for kind in (True, False))
    passed = [pair for pair in exact if pair[2].wording in ("verbatim", "accidentals", "marked")]
    verbatim = [pair for pair in exact if pair[2].wording == "verbatim"]
    told = [pair for pair in inexact if pair[2].wording in ("altered", "accidentals", "marked")]
    in_silence = [pair for pair in inexact if pair[2].wording == "altered"]  # words changed or left out, and no mark
    return {
        "exact": len(exact),
        "exact and verbatim": len(verbatim) / len(exact),
        "exact and passed": len(passed) / len(exact),
        "inexact and told of": len(told) / len(inexact),
        "inexact in silence": len(in_silence),
    }


_NOTHING = Verdict(quotation="", wording="unchecked", attribution="uncited", location="unknown")


def answer(row: dict[str, Any], report: Report) -> tuple[Quotation | None, Verdict]:
    """The quotation of the report that is the gold's, by note and words."""
    wanted = letters(row["quotation"])
    labels = {note.id: note.label for note in report.manuscript.notes}
    best: tuple[float, Quotation | None, Verdict] = (SAME, None, _NOTHING)
    for quotation, verdict in zip(report.quotations, report.verdicts, strict=True):
        if str(row["note"]) in [labels[note] for note in quotation.notes]:
            likeness = fuzz.ratio(wanted, letters(quotation.span.of(report.manuscript.text)))
            if likeness > best[0]:
                best = (likeness, quotation, verdict)
    return best[1], best[2]


def _witness(verdict: Verdict) -> str | None:
    return verdict.alignment.passage.witness if verdict.alignment else None


def _said(what: str, pair: Pair) -> str:
    row, _, verdict = pair
    place = verdict.alignment
    where = f"{place.passage.witness} {'/'.join(place.passage.pages)}" if place else verdict.why
    return (
        f"{what}: n. {row['note']} “{row['quotation'][:90]}” gold {row['witness']} {row['page']}; "
        f"said {verdict.wording}, {verdict.attribution}, {where}"
    )


# -- notes of the 1921 HTML, and of the EPUB -----------------------------------------------------------------------

# Where the modern editors' notes depart from the printing of 1921 that they stand for: the number of their note, what
# they have, and what is printed. The EPUB has their words, and is held against them as they are.
SLIPS = {
    14: ("378–81", "373-81"),
    47: ("1, 124–5", "I, 124-5"),
    66: ("79–1", "70-1"),
    96: ("1, 249", "I, 249"),
    115: ("The Greville Memoirs I, 85–6", "_Letters_, I, 85-6"),
    155: ("November 3, 1839", "Nov. 13, 1839"),
    177: ("352–1", "352-4"),
    247: ("324–32", "324-31"),
}
WORK_OF_SLIP = {115: "The Letters of Queen Victoria"}

Place = tuple[str, str]  # volume and page or chapter; "" is a volume that is not named


def notes(folder: Path) -> Figures:
    """The printing of 1921: short titles, Ibid., numbers that begin again with each chapter."""
    report = quoth.check(folder / "queen-victoria-1921-ch1-5.html")
    return _references(report, _mended(rows(folder / "resolution.jsonl")), "printed")


def written_out(folder: Path) -> Figures:
    """The modern edition, where every title is written out."""
    report = quoth.check(folder / "queen-victoria-ch1-5.epub")
    return _references(report, rows(folder / "notes.jsonl"), "text")


def _mended(gold: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The gold with what is printed in place of the editors' slips; each is held against the printed note first."""
    for row in gold:
        wrong, printed = SLIPS.get(row["n_se"], ("", ""))
        if wrong:
            cite = next(cite for cite in row["cites"] if wrong in f"{cite['work']} {cite['tail']}")
            if printed not in row["printed"]:
                raise ValueError(f"note {row['n_se']} is not printed as {printed}")
            cite["work"] = WORK_OF_SLIP.get(row["n_se"], cite["work"])
            cite["tail"] = cite["tail"].replace(wrong, printed)
    return gold


def _references(report: Report, gold: list[dict[str, Any]], key: str) -> Figures:
    """Each reference of the gold against the cites of the same note that lead to the same work."""
    works = {work.id: work for work in report.works}
    leads = {resolution.cite: resolution for resolution in report.resolutions}
    cites = {citation.note: citation.cites for citation in report.citations}
    total = right = placed = 0
    misses = []
    for row, note in _paired(gold, report, key):
        named = [(cite, works[leads[cite.id].work or ""]) for cite in cites.get(note, ()) if leads[cite.id].work]
        for wanted in row["cites"]:
            total += 1
            good = [cite for cite, work in named if _same_work(wanted["work"], work)]
            right += bool(good)
            held = bool(good) and _wanted(wanted["tail"]) <= {place for cite in good for place in _places(cite)}
            placed += held
            if not held:
                got = [(work.title, sorted(_places(cite))) for cite, work in named]
                misses.append(f"n. {note} “{row[key]}”: wanted {wanted['work'][:50]} {wanted['tail']}; got {got}")
    shares = {"notes": len(report.manuscript.notes), "references": total, "right work": right / total,
              "right work and places": placed / total}  # fmt: skip
    return Figures(shares=shares, misses=tuple(misses))


def _paired(gold: list[dict[str, Any]], report: Report, key: str) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Gold rows with our note ids: by the note's own words, in order."""
    waiting = list(report.manuscript.notes)
    for row in gold:
        wanted = letters(row[key])
        best = max(waiting, key=lambda note: fuzz.ratio(wanted, letters(note.span.of(report.manuscript.text))))
        yield row, best.id
        if fuzz.ratio(wanted, letters(best.span.of(report.manuscript.text))) == 100:
            waiting = waiting[waiting.index(best) + 1 :] + waiting[: waiting.index(best) + 1]


def _same_work(wanted: str, work: Work) -> bool:
    """The titles agree, or the author whom the gold writes out (“by Sidney Lee”) does; the gold may have a subtitle."""
    title, named = letters(wanted), letters(f"{work.author} {work.title} {work.reference.editor}")
    begins = title.startswith(f"{letters(work.title)} ") and len(work.title.split()) > 3
    return begins or fuzz.token_set_ratio(title, named) >= SAME or fuzz.partial_ratio(title, named) >= SAME


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_NEXT_REFERENCE = re.compile(rf"[.;]\s(?!{_MONTH}\s)(?=[A-Z][a-z]+[’'\s])")  # the gold's tail runs on into it
_ISSUE = re.compile(rf"No\. \d+, {_MONTH},? \d{{4}}")  # says which number of a journal is meant
_DAY = re.compile(rf"({_MONTH})\s(\d{{1,2}})(?:, \d{{4}})?")
_PART = re.compile(r"\b(?P<volume>[IVX]+)\b(?!\.)|\b(?P<first>\d{1,3}|[ivxl]+)\b(?:[-–](?P<last>\d+|[ivxl]+)\b)?")
_VOLUMES = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def _wanted(tail: str) -> set[Place]:
    """The volumes, pages, chapters and days that the gold names, ranges made whole."""
    tail = _ISSUE.sub("", _NEXT_REFERENCE.split(tail.replace("\N{WORD JOINER}", ""), maxsplit=1)[0])
    found: set[Place] = {("", f"{day[1][:3]} {day[2]}") for day in _DAY.finditer(tail)}
    volume = ""
    for part in _PART.finditer(re.sub(r"\d{4}", "", _DAY.sub("", tail))):
        first, last = part["first"], part["last"]
        if part["volume"]:
            volume = str(_VOLUMES.index(part["volume"]) + 1)
            continue
        found.add((volume, first))
        if last:
            found.add((volume, first[: max(len(first) - len(last), 0)] * last.isdecimal() + last))
    return found


def _places(cite: Cite) -> set[Place]:
    found: set[Place] = set()
    for at in cite.locators:
        days = (
            {("", f"{day[1][:3]} {day[2]}") for day in _DAY.finditer(at.first or "")} if at.kind == "other" else set()
        )
        found |= days or {(at.volume or "", number) for number in (at.first, at.last) if number}
    return found


def main() -> None:
    folder = Path(sys.argv[1])
    for name, measure in (("quotations", quotations), ("notes", notes), ("written out", written_out)):
        figures = measure(folder)
        print(f"== {name}")
        for key, value in figures.shares.items():
            print(f"{key:<24} {value:.3f}" if isinstance(value, float) else f"{key:<24} {value}")
        print(*(f"  {miss}" for miss in figures.misses), sep="\n")


if __name__ == "__main__":
    main()
