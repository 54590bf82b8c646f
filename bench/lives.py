"""Short lives and a long one: which of their dates are found, and told as the people who marked them did; which of
their places and people (`names.py`).

    python bench/lives.py ../shared/data

The lives of the GUM corpus have TEI dates, marked and normalised by hand; the *Queen Victoria* has `<time>` elements.
Both are taken out of the mark-up, and quoth is given the bare words.

What the gold cannot say is not held against what was found: TEI's `when` has no “about” or “perhaps”. A range found is
two dates where the gold marks its two ends.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import names
from names import Count
from quoth.find.notes import find_notes
from quoth.find.quotations import find_quotations
from quoth.life import life_of
from quoth.model.life import Dating, Life
from quoth.model.manuscript import Block, Manuscript, Metadata
from quoth.model.text import Span
from quoth.readers import read

__all__ = ["Score", "Truth", "gum", "score", "victoria"]

BLOCKS = {"p", "head", "caption", "item", "cell", "quote"}
NO_SPACE_BEFORE = set(".,;:!?)]}’”%") | {"'s", "’s", "n't"}
NO_SPACE_BEHIND = set("([{“‘$£€")
DASHES = set("–—-/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """A date as it was marked: where, and what it means as EDTF."""

    span: Span
    edtf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    right: int
    found: int
    wanted: int
    misses: tuple[str, ...] = ()

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0


# -- the short lives ---------------------------------------------------------------------------------------------------


def gum(file: Path) -> tuple[Manuscript, list[Truth]]:
    """One life of the corpus as text, and its dates."""
    text, blocks, dates = "", [], []
    opened: list[tuple[str, int]] = []
    start, glued = 0, 0
    for line in file.read_text(encoding="utf-8").splitlines():
        name = re.match(r"</?(\w+)", line)
        if name is None:
            word = line.split("\t")[0]
            text += ("" if glued == 2 or not _spaced(text, word) else " ") + word
            glued = 2 if glued else 0
        elif name[1] == "w":
            glued = 0 if line.startswith("</") else 1
        elif name[1] == "date" and not line.startswith("</"):
            opened.append((_edtf(line), len(text)))
        elif name[1] == "date":
            edtf, begun = opened.pop()
            begun += len(text[begun:]) - len(text[begun:].lstrip())
            dates.append(Truth(span=Span(start=begun, stop=len(text)), edtf=edtf))
        elif name[1] in BLOCKS and text[start:].strip():
            blocks.append(
                Block(span=Span(start=start, stop=len(text)), kind="heading" if name[1] == "head" else "paragraph")
            )
            text += "\n\n"
            start = len(text)
    return _manuscript(file.name, text, blocks), sorted(dates, key=lambda one: one.span)


def _spaced(text: str, word: str) -> bool:
    if not text or text[-1].isspace() or word in NO_SPACE_BEFORE or text[-1] in NO_SPACE_BEHIND:
        return False
    between_years = text[-1] in DASHES and text[-2:-1].isdigit() and word[:1].isdigit()
    return not between_years and not (word in DASHES and text[-1].isdigit())


def _manuscript(name: str, text: str, blocks: Iterable[Block]) -> Manuscript:
    return Manuscript(
        path=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        format="text",
        encoding="utf-8",
        metadata=Metadata(),
        text=text,
        blocks=tuple(blocks),
    )


def _edtf(element: str) -> str:
    said = dict(re.findall(r'(\w+)="([^"]*)"', element))
    start, end = said.get("from", said.get("notBefore")), said.get("to", said.get("notAfter"))
    return said.get("when") or _whole_years(start or "..", end or "..")


def _whole_years(start: str, end: str) -> str:
    if start.endswith("-01-01") and end.endswith("-12-31"):
        start, end = start[:4], end[:4]
        if start[:3] == end[:3] and (start[3], end[3]) == ("0", "9"):
            return start[:3] + "X"
        if start[:2] == end[:2] and (start[2:], end[2:]) == ("00", "99"):
            return start[:2] + "XX"
    return f"{start}/{end}"


# -- the long one ------------------------------------------------------------------------------------------------------


OPEN, CLOSE = "\ue000", "\ue001"  # letters of nobody: they mark the dates in one copy of the book


def victoria(epub: Path) -> tuple[Manuscript, list[Truth]]:
    """The book as quoth reads it without its `<time>` elements, and what they said. Those without `datetime` stand in
    the imprint and say nothing."""
    edtf: list[str] = []
    marked = _copied(epub, rb'<time datetime="([^"]*)">([^<]*)</time>', edtf).text
    manuscript = _copied(epub, None, [])
    truths, at = [], 0
    for number, piece in enumerate(re.split(f"[{OPEN}{CLOSE}]", marked)):
        if number % 2:
            truths.append(Truth(span=Span(start=at, stop=at + len(piece)), edtf=edtf[number // 2]))
        at += len(piece)
    assert manuscript.text == re.sub(f"[{OPEN}{CLOSE}]", "", marked)
    return manuscript, truths


def _copied(epub: Path, dated: bytes | None, edtf: list[str]) -> Manuscript:
    """The book without the elements; what `dated` matches is marked, and its first group kept."""
    said: dict[str, list[str]] = {}

    def mark(found: re.Match[bytes]) -> bytes:
        said[name].append(found[1].decode())
        return OPEN.encode() + found[2] + CLOSE.encode()

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / epub.name
        with zipfile.ZipFile(epub) as old, zipfile.ZipFile(copy, "w") as new:
            for member in old.infolist():
                name, data = member.filename, old.read(member)
                said[name] = []
                if name.endswith("html"):
                    data = re.sub(dated, mark, data) if dated else data
                    data = re.sub(rb"</?time\b[^>]*>", b"", data)
                new.writestr(member, data)
        edtf += [one for name in sorted(said) for one in said[name]]
        return read(copy, name=epub.name).in_full()


# -- what was found ----------------------------------------------------------------------------------------------------


def score(datings: Iterable[Dating], truths: list[Truth], text: str, *, strict: bool = True) -> Score:
    """`strict`: what is found where nothing is marked counts as wrong."""
    left = list(truths)
    right = found = 0
    misses = []
    for dating in datings:
        said = _plain(dating.moment.edtf) if dating.moment else ""
        marked = [one for one in left if one.span.overlaps(dating.span)]
        if not said or not (marked or strict):
            continue
        ends = said.split("/")
        if len(marked) > 1 and len(ends) == len(marked):
            agreed = sum(end == one.edtf for end, one in zip(ends, marked, strict=True))
            found, right = found + len(marked), right + agreed
        else:
            agreed = sum(said == one.edtf for one in marked[:1])
            found, right = found + 1, right + agreed
        left = [one for one in left if one not in marked]
        if agreed < max(1, len(marked)):
            misses.append(f"{_around(dating.span, text)} found {said}, marked {[one.edtf for one in marked]}")
    misses += [f"{_around(one.span, text)} not found, marked {one.edtf}" for one in left]
    wanted = len(truths)
    return Score(right=right, found=found, wanted=wanted, misses=tuple(misses))


def _plain(edtf: str) -> str:
    return re.sub(r"[~?%]", "", edtf)


def _around(span: Span, text: str) -> str:
    words = f"{text[max(0, span.start - 50) : span.start]}[[{span.of(text)}]]{text[span.stop : span.stop + 20]}"
    return " ".join(words.split())


def told(manuscript: Manuscript) -> Life:
    manuscript = find_notes(manuscript)
    return life_of(manuscript, find_quotations(manuscript), (), (), ())


def _add(scores: Iterable[Score]) -> Score:
    every = list(scores)
    return Score(
        right=sum(one.right for one in every),
        found=sum(one.found for one in every),
        wanted=sum(one.wanted for one in every),
        misses=tuple(miss for one in every for miss in one.misses),
    )


def _short_lives(folder: Path) -> None:
    dates, places, people, unions = [], Count(), Count(), Count()
    for file in sorted(folder.glob("*.xml")):
        manuscript, truths = gum(file)
        life, gold = told(manuscript), names.named_in(manuscript, file.stem.removeprefix("GUM_bio_"))
        dates.append(score(life.datings, truths, manuscript.text))
        counts = [count(life, gold, manuscript.text) for count in (names.places, names.people, names.unions)]
        places, people, unions = places + counts[0], people + counts[1], unions + counts[2]
        misses = [*dates[-1].misses, *(miss for count in counts for miss in count.misses)]
        print(f"{file.stem:<24} F1 {dates[-1].f1:.3f}", *(f"    {miss}" for miss in misses), sep="\n")
    whole = _add(dates)
    print(f"short lives: dates F1 {whole.f1:.3f} ({whole.right} right of {whole.found} found, {whole.wanted} marked)")
    print(f"short lives: places {places}", f"short lives: people {people}", sep="\n")
    print(f"short lives: pairs of mentions of one person {unions}")


def _long_life(epub: Path) -> None:
    manuscript, truths = victoria(epub)
    datings = told(manuscript).datings
    every = score(datings, truths, manuscript.text, strict=False)
    full = score(datings, [one for one in truths if len(one.edtf) == 10], manuscript.text, strict=False)
    print(*every.misses, sep="\n")
    print(f"Queen Victoria: full dates F1 {full.f1:.3f} ({full.right} right of {full.wanted} marked)")
    print(f"Queen Victoria: all marked dates F1 {every.f1:.3f} ({every.right} right of {every.wanted} marked)")


# Where the essay's subject was, in the order in which it tells of it.
STATIONS = ["france", "spain", "petrograd", "germany", "austria", "orenburg", "brussels", "marseilles", "mexico"]


def _essay(file: Path) -> None:
    """An essay whose stations are mostly undated: each must stand on its line of time all the same."""
    life = told(read(file, name=file.name).in_full())
    subject = next(person for person in life.people if person.id == life.subject)
    placed = {place.id for place in life.places if place.meant}
    reached = [one for one in STATIONS if one in placed and any(one in event.places for event in life.events)]
    born, died = (moment.edtf if moment else "not said" for moment in (subject.born, subject.died))
    missing = [one for one in STATIONS if one not in reached]
    print(f"Serge: born {born}, died {died}; {len(reached)} of {len(STATIONS)} stations on timeline and map", *missing)


def main() -> None:
    data = Path(sys.argv[1])
    _essay(data / "serge" / "essay.txt")
    _short_lives(data / "lives")
    _long_life(data / "victoria" / "queen-victoria-ch1-5.epub")


if __name__ == "__main__":
    main()
