"""Notes of learned articles, as printed: which work each reference means, at which pages, and what op. cit. stands for.

    python bench/notes.py ../shared/data/notes

Each article is read twice: as the TEI that its annotators made, and as Markdown with the notes as printed and, where it
has one, its list of works. Every miss is listed: figures alone teach nothing.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from rapidfuzz import fuzz

import quoth
from quoth.model.citation import Cite
from quoth.model.finding import Report
from quoth.model.source import Work
from victoria import SAME, Figures, letters

TEI = "{http://www.tei-c.org/ns/1.0}"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gold:
    """One reference as the annotators have it. `back`: it points to another one; `to` is the label of the note that it
    names, `target` the id it is tied to, "" where there is none. `pages` are first pages."""

    id: str
    note: str
    surnames: tuple[str, ...]
    titles: tuple[str, ...]
    year: str
    pages: tuple[str, ...]
    back: bool
    to: str
    target: str
    text: str


def references(file: Path) -> tuple[list[Gold], list[Gold]]:
    """The references of the notes, in order, and the list of works."""
    root = etree.parse(file).getroot()
    noted = [_gold(bibl, note.get("n") or "") for note in root.iter(f"{TEI}note") if note.get("n")
             for bibl in note.iter(f"{TEI}bibl")]  # fmt: skip
    listed = [_gold(bibl, "") for list_ in root.iter(f"{TEI}listBibl") for bibl in list_.iter(f"{TEI}bibl")]
    return noted, listed


def _gold(bibl: etree._Element, note: str) -> Gold:
    refs = list(bibl.iter(f"{TEI}ref"))
    units = [*bibl.iter(f"{TEI}citedRange"), *bibl.iter(f"{TEI}biblScope")]
    return Gold(
        id=bibl.get("{http://www.w3.org/XML/1998/namespace}id") or "",
        note=note,
        surnames=tuple(_words(each) for each in bibl.iter(f"{TEI}surname", f"{TEI}orgName")),
        titles=tuple(_words(each) for each in bibl.iter(f"{TEI}title"))
        or tuple(_words(each) for each in bibl.iter(f"{TEI}idno")),
        year=next((_words(each) for each in bibl.iter(f"{TEI}date")), "") or _in_brackets(_words(bibl)) * bool(refs),
        pages=tuple(each.get("from") or "" for each in units if each.get("unit") == "page" and each.get("from")),
        back=bool(refs),
        to=next((each.get("n") or "" for each in refs if each.get("type") == "footnote"), ""),
        target=next((each.get("target", "").removeprefix("#") for each in refs if each.get("target")), ""),
        text=_words(bibl),
    )


def _in_brackets(text: str) -> str:
    """The year of "Thornton, op. cit. (1996)"."""
    found = re.search(r"\(((?:1[4-9]|20)\d\d)\)", text)
    return found[1] if found else ""


def _words(element: etree._Element) -> str:
    return re.sub(r"\s+([,.;:)])", r"\1", " ".join("".join(map(str, element.itertext())).split()))


def meant(gold: Sequence[Gold], listed: Sequence[Gold]) -> Iterator[tuple[Gold, Gold]]:
    """Each reference with the one that names its work in full."""
    for i, each in enumerate(gold):
        if each.target:
            yield each, next(other for other in gold if other.id == each.target)
        elif each.to:
            there = [other for other in gold if other.note == each.to]
            yield each, max(there, key=lambda other: (_shares(each, other), not other.back))
        elif each.back:
            yield each, next((other for other in reversed(gold[:i]) if not other.back), each)
        elif each.titles:
            yield each, each
        else:
            yield each, next((other for other in listed if _listed_as(each, other)), each)


def _shares(one: Gold, other: Gold) -> int:
    """How much of what `one` says `other` has: the reference has the last author, an article's container comes last."""
    return bool(set(one.surnames[-1:]) & set(other.surnames)) + 2 * (one.year == other.year != "")


def _listed_as(one: Gold, other: Gold) -> bool:
    return one.year[:4] == other.year[:4] and {*one.surnames} <= {*other.surnames} and (
        one.surnames[:1] == other.surnames[:1]
    )  # fmt: skip


# -- the same notes as printed -------------------------------------------------------------------------------------


def printed(file: Path, listed: Sequence[Gold]) -> str:
    """The article's notes as Markdown; what it says besides them is not known."""
    root = etree.parse(file).getroot()
    raw = [" ".join((each.text or "").split()) for each in root.iter("{*}input") if each.get("type") == "raw"]
    notes = [found.groups() for each in raw if (found := re.match(r"(\d+) (.*)", each))]
    body = " ".join(f"This is said.[^{label}]" for label, _ in notes)
    apparatus = "\n\n".join(f"[^{label}]: {words}" for label, words in notes)
    works = "\n\n".join(each.text for each in listed)
    return f"{body}\n\n{apparatus}\n" + (f"\n# Literatur\n\n{works}\n" if works else "")


# -- measuring -----------------------------------------------------------------------------------------------------


def measure(folder: Path) -> Figures:
    shares: dict[str, float] = {}
    misses: list[str] = []
    for file in sorted(folder.glob("*.xml")):
        gold, listed = references(file)
        with tempfile.TemporaryDirectory() as scratch:
            plain = Path(scratch) / "article.md"
            plain.write_text(printed(file, listed), encoding="utf-8")
            for form, manuscript in (("tei", file), ("printed", plain)):
                figures = _against(list(meant(gold, listed)), quoth.check(manuscript))
                name = f"{file.stem[-8:]} {form}"
                shares |= {f"{name}: {key}": value for key, value in figures.shares.items()}
                misses += [f"{name}: {miss}" for miss in figures.misses]
    return Figures(shares=shares, misses=tuple(misses))


def _against(gold: Sequence[tuple[Gold, Gold]], report: Report) -> Figures:
    told = Told(report)
    counts = dict.fromkeys(("works", "pages", "paged", "backs", "led back"), 0)
    misses: list[str] = []
    used: set[str] = set()
    for each, full in gold:
        here = told.cites.get(each.note, [])
        named = [cite for cite in here if told.is_right(cite, each, full)]
        right = [cite for cite in named if cite.id not in used and told.overlaps(cite, each)] or named
        used.update(cite.id for cite in right[:1])
        paged = set(each.pages) <= {at.first for cite in right for at in cite.locators}
        counts["works"] += bool(right)
        counts["paged"] += bool(each.pages)
        counts["pages"] += bool(each.pages) and paged
        counts["backs"] += each.back
        counts["led back"] += each.back and (bool(right) or told.is_unsure(each, gold))
        if not right or not paged:
            got = [(cite.form, cite.author, told.leads[cite.id].work or told.leads[cite.id].why) for cite in here]
            misses.append(f"n. {each.note} “{each.text}” → {full.text[:60]} {each.pages}; got {got}")
    extra = [
        (label, cite)
        for label, cite in told.resolved
        if not any(told.is_right(cite, each, full) for each, full in gold if each.note == label)
    ]
    misses += [f"n. {label}: too much: {told.words(cite)!r} {told.leads[cite.id].work}" for label, cite in extra]
    shares = {
        "references": len(gold),
        "right work": counts["works"] / len(gold),
        "precision": 1 - len(extra) / max(1, len(told.resolved)),
        "right pages": counts["pages"] / counts["paged"],
        "cross-references": counts["backs"],
        "led to the right note": counts["led back"] / max(1, counts["backs"]),
    }
    return Figures(shares=shares, misses=tuple(misses))


class Told:
    """What the report says of the notes: cites by the label of their note, where each leads."""

    def __init__(self, report: Report) -> None:
        self.text = report.manuscript.text
        self.works = {work.id: work for work in report.works}
        self.leads = {resolution.cite: resolution for resolution in report.resolutions}
        labels = {note.id: note.label for note in report.manuscript.notes}
        self.cites: dict[str, list[Cite]] = {}
        for citation in report.citations:
            if citation.note:
                self.cites.setdefault(labels[citation.note], []).extend(citation.cites)
        self.resolved = [(label, cite) for label, each in self.cites.items() for cite in each if self.work(cite)]

    def work(self, cite: Cite) -> Work | None:
        return self.works.get(self.leads[cite.id].work or "")

    def words(self, cite: Cite) -> str:
        return cite.span.of(self.text)

    def is_right(self, cite: Cite, each: Gold, full: Gold) -> bool:
        """Whether `cite` leads to the work meant: by what it is called; by its own title, where it stands in a book
        that is pointed back to; or by being that very reference, whole."""
        work = self.work(cite)
        if work is None:
            return False
        if _is(work, full) or (each.back and each.titles and _is(work, each)):
            return True
        return not each.back and fuzz.ratio(letters(self.words(cite)), letters(each.text)) >= SAME

    def is_unsure(self, each: Gold, gold: Sequence[tuple[Gold, Gold]]) -> bool:
        """ "Above, n. 30", where note 30 cites two works: nobody can say more than that it is ambiguous."""
        several = sum(other.note == each.to for other, _ in gold) > 1 and not each.surnames
        return several and any(self.leads[cite.id].status == "ambiguous" for cite in self.cites.get(each.note, ()))

    def overlaps(self, cite: Cite, gold: Gold) -> bool:
        return fuzz.partial_ratio(letters(self.words(cite)), letters(gold.text)) >= SAME


def _is(work: Work, gold: Gold) -> bool:
    """Whether a work is the gold's."""
    author = bool(gold.surnames) and letters(gold.surnames[0]) in letters(f"{work.author} {work.title}")
    if not gold.titles:
        return author
    titled = any(_same_title(letters(work.title), letters(title)) for title in gold.titles[:2])
    return titled or (author and gold.year[:4] == work.year != "")


def _same_title(ours: str, wanted: str) -> bool:
    if fuzz.ratio(ours, wanted) >= SAME:
        return True
    shortest = min(len(ours), len(wanted))
    return shortest > 8 and len(ours) * 2 > len(wanted) and fuzz.partial_ratio(ours, wanted) >= SAME


def main() -> None:
    figures = measure(Path(sys.argv[1]))
    for key, value in figures.shares.items():
        print(f"{key:<40} {value:.3f}" if isinstance(value, float) else f"{key:<40} {value}")
    print(*(f"  {miss}" for miss in figures.misses), sep="\n")


if __name__ == "__main__":
    main()
