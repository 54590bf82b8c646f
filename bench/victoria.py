"""Queen Victoria, chapters 1 to 5, against the books it cites: how much of the gold quoth reproduces.

    python bench/victoria.py ../shared/data/victoria

Two manuscripts: the modern EPUB (quotations against quotations.jsonl) and the 1921 HTML (works, volumes and pages of
notes against resolution.jsonl). Every miss is listed: figures alone teach nothing.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

import quoth
from quoth.model.citation import Cite
from quoth.model.finding import Report, Verdict
from quoth.model.manuscript import Quotation

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


def quotations(folder: Path) -> Figures:
    report = quoth.check(folder / "queen-victoria-ch1-5.epub", [folder / "sources"])
    gold = rows(folder / "quotations.jsonl")
    pairs = [(row, *_found(row, report)) for row in gold]
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
            "absent": len(absent),
            "absent but claimed": len(claimed),
            "inexact but verbatim": len(too_kind),
            "notes": len(report.manuscript.notes),
        },
        misses=misses,
    )


_NOTHING = Verdict(quotation="", wording="unchecked", attribution="uncited", location="unknown")


def _found(row: dict[str, Any], report: Report) -> tuple[Quotation | None, Verdict]:
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


def _said(what: str, pair: tuple[dict[str, Any], Quotation | None, Verdict]) -> str:
    row, _, verdict = pair
    place = verdict.alignment
    where = f"{place.passage.witness} {'/'.join(place.passage.pages)}" if place else verdict.why
    return (
        f"{what}: n. {row['note']} “{row['quotation'][:90]}” gold {row['witness']} {row['page']}; "
        f"said {verdict.wording}, {verdict.attribution}, {where}"
    )


# -- notes of the 1921 HTML ----------------------------------------------------------------------------------------


def notes(folder: Path) -> Figures:
    report = quoth.check(folder / "queen-victoria-1921-ch1-5.html", [folder / "sources"])
    return _references(report, rows(folder / "resolution.jsonl"), "printed")


def _references(report: Report, gold: list[dict[str, Any]], key: str) -> Figures:
    """Each reference of the gold against the cite of the same note that leads to the same work."""
    works = {work.id: work for work in report.works}
    leads = {resolution.cite: resolution for resolution in report.resolutions}
    cites = {citation.note: citation.cites for citation in report.citations}
    total = right = placed = 0
    misses = []
    for row, note in _paired(gold, report, key):
        for wanted in row["cites"]:
            total += 1
            named = [
                (cite, works[leads[cite.id].work or ""])
                for cite in cites.get(note, ())
                if leads[cite.id].work is not None
            ]
            good = [
                cite
                for cite, work in named
                if _same_work(wanted, f"{work.author} {work.title} {work.reference.editor}")
            ]
            right += bool(good)
            held = bool(good) and _same_places(wanted["tail"], good)
            placed += held
            if not held:
                got = [(work.title, _places(cite)) for cite, work in named]
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


def _same_work(wanted: dict[str, Any], named: str) -> bool:
    """The titles agree, or the author whom the gold writes out (“by Sidney Lee”) does."""
    title = letters(wanted["work"])
    return fuzz.token_set_ratio(title, letters(named)) >= SAME or fuzz.partial_ratio(title, letters(named)) >= SAME


def _same_places(tail: str, cites: list[Cite]) -> bool:
    """Every page that the gold names is a page of one of the cites."""
    wanted = {number for number in re.findall(r"\d+", _whole(tail)) if len(number) < 4}
    got = {number for cite in cites for number in re.findall(r"\d+", _places(cite))}
    return wanted <= got


def _whole(tail: str) -> str:
    """Abbreviated ranges made whole: 222–3 is 222 and 223."""

    def filled(match: re.Match[str]) -> str:
        first, last = match[1], match[2]
        return f"{first} {first[: max(len(first) - len(last), 0)]}{last}"

    return re.sub(r"(\d+)\s*[-–\N{WORD JOINER}]+\s*(\d+)", filled, tail)


def _places(cite: Cite) -> str:
    return " ".join(f"{at.volume or ''}:{at.first or ''} {at.last or ''}" for at in cite.locators)


def main() -> None:
    folder = Path(sys.argv[1])
    for name, measure in (("quotations", quotations), ("notes", notes)):
        figures = measure(folder)
        print(f"== {name}")
        for key, value in figures.shares.items():
            print(f"{key:<24} {value:.3f}" if isinstance(value, float) else f"{key:<24} {value}")
        print(*(f"  {miss}" for miss in figures.misses), sep="\n")


if __name__ == "__main__":
    main()
