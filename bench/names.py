"""Places and people of the short lives: which mentions are found, and whether the forms of one person are joined.

The gold is `names.tsv`, read off the lives by hand: for each life the names that stand in it, what each is, and of
people who it is. "other" is a name that holds one of a place or a person and is neither ("Boston Red Sox"), "either"
one that nobody could call wrong: a club or the town that it is called by, a university and its town, an emperor of a
land. The longest name that stands at a place of the text counts; headings do not. A country, a town, a river is a
place; a building is not.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from quoth.life.names import TITLES
from quoth.life.sentences import stretches_of
from quoth.model.life import Life
from quoth.model.manuscript import Manuscript
from quoth.model.text import Span

__all__ = ["Count", "Named", "named_in", "people", "places", "unions"]

GOLD = Path(__file__).with_name("names.tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name of the gold where it stands. `who` is the same for all forms of one person."""

    span: Span
    kind: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    right: int = 0
    found: int = 0
    wanted: int = 0
    misses: tuple[str, ...] = ()

    def __add__(self, other: Count) -> Count:
        return Count(
            right=self.right + other.right,
            found=self.found + other.found,
            wanted=self.wanted + other.wanted,
            misses=self.misses + other.misses,
        )

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.wanted)
        f1 = 2 * self.right / max(1, self.found + self.wanted)
        counts = f"{self.right} right of {self.found} found, {self.wanted} marked"
        return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} ({counts})"


def named_in(manuscript: Manuscript, life: str) -> list[Named]:
    """The gold of one life, in order of the text."""
    with GOLD.open(encoding="utf-8", newline="") as file:
        rows = {row["surface"]: row for row in csv.DictReader(file, delimiter="\t") if row["life"] == life}
    longest = sorted(rows, key=lambda surface: -len(surface))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    spans = [stretch.span for stretch in stretches_of(manuscript) if stretch.kind != "heading"]
    return [
        Named(span=Span(start=found.start(), stop=found.end()), kind=rows[found[0]]["kind"], who=rows[found[0]]["who"])
        for span in spans
        for found in pattern.finditer(manuscript.text, span.start, span.stop)
    ]


def places(life: Life, gold: Sequence[Named], text: str) -> Count:
    return _count("place", [span for place in life.places for span in place.mentions], gold, text)


def people(life: Life, gold: Sequence[Named], text: str) -> Count:
    return _count("person", [span for person in life.people for span in person.mentions], gold, text)


def _count(kind: str, spans: Iterable[Span], gold: Sequence[Named], text: str) -> Count:
    """A mention is right where the same letters are marked, titles aside."""
    wanted = {_untitled(one.span, text) for one in gold if one.kind == kind}
    doubtful = [one.span for one in gold if one.kind == "either"]
    found = {_untitled(span, text) for span in spans if not any(one.overlaps(span) for one in doubtful)}
    misses = [f"{kind} not found: {_around(span, text)}" for span in sorted(wanted - found)]
    false = [f"no {kind}: {_around(span, text)}" for span in sorted(found - wanted)]
    return Count(right=len(wanted & found), found=len(found), wanted=len(wanted), misses=(*misses, *false))


def _untitled(span: Span, text: str) -> Span:
    start = span.start
    for word in re.finditer(r"[^\s-]+[\s-]+", span.of(text)):
        if word[0].rstrip(".- ") not in TITLES:
            break
        start = span.start + word.end()
    return Span(start=start, stop=span.stop)


def unions(life: Life, gold: Sequence[Named], text: str) -> Count:
    """Of the mentions that are found and marked: the pairs that are one person's."""
    marked = {_untitled(one.span, text): one.who for one in gold if one.kind == "person"}
    told = {_untitled(span, text): person.id for person in life.people for span in person.mentions}
    both = sorted(marked.keys() & told.keys())
    wanted, found = set(_pairs(both, marked)), set(_pairs(both, told))
    return Count(
        right=len(wanted & found),
        found=len(found),
        wanted=len(wanted),
        misses=tuple(f"one person? {one.of(text)} – {other.of(text)}" for one, other in sorted(wanted ^ found)),
    )


def _pairs(spans: Sequence[Span], who: dict[Span, str]) -> Iterator[tuple[Span, Span]]:
    groups: defaultdict[str, list[Span]] = defaultdict(list)
    for span in spans:
        groups[who[span]].append(span)
    for group in groups.values():
        yield from combinations(group, 2)


def _around(span: Span, text: str) -> str:
    words = f"{text[max(0, span.start - 30) : span.start]}[[{span.of(text)}]]{text[span.stop : span.stop + 20]}"
    return " ".join(words.split())
