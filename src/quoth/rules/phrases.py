"""How books, pages and words are named in everything that quoth says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from quoth.model.source import Concordance, Leg, Witness, Work
from quoth.resolve.witnesses import volume_of

if TYPE_CHECKING:
    from quoth.model.citation import Locator
    from quoth.model.finding import Alignment

__all__ = ["book", "book_name", "excerpt", "found_at", "law_of_pages", "pages", "places", "volume_name", "work_name"]

EXCERPT = 60  # letters: longer stretches are shown by their ends
TITLE = 48  # letters: longer titles are shown by their beginning

_MAIN = re.compile(r"\s*(?:[:;(\[]|,?\s+(?:vol(?:ume)?|band|bd|tome|part)\b)", re.IGNORECASE)
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def book(witness: Witness, *, longest: int = TITLE) -> str:
    """A file as a reader would call the book: its main title and volume; the file's name where it has no title."""
    title = _MAIN.split(witness.metadata.title, maxsplit=1)[0].strip(" ,.-")
    title = (title if len(title) <= longest else title[:longest].rpartition(" ")[0] + " …") or witness.path
    volume = volume_of(witness)
    return f"{title}, {volume_name(volume)}" if volume else title


def work_name(work: Work | None) -> str:
    """A work as the manuscript gives it: author, title, year; "?" for none."""
    return ", ".join(part for part in (work.author, work.title, work.year) if part) if work else "?"


def book_name(work: Work, volume: str) -> str:
    """A work, and which volume of it: "Charles Greville, The Greville Memoirs, 1896, vol. II"."""
    return f"{work_name(work)}, vol. {volume_name(volume)}" if volume else work_name(work)


def pages(place: Alignment) -> str:
    """ ", p. 12", ", pp. 12–13", or "" where the file has no page numbers."""
    labels = [label for label in place.passage.pages if label]
    if not labels:
        return ""
    return f", p. {labels[0]}" if labels[0] == labels[-1] else f", pp. {labels[0]}–{labels[-1]}"


def found_at(place: Alignment, witness: Witness) -> str:
    return book(witness) + pages(place)


def law_of_pages(law: Concordance, witnesses: Mapping[str, Witness]) -> str:
    """How the pages cited answer to those of the files: "its p. n is p. n + 12 here", volumes named where they differ
    from the files' own."""
    laws = {(leg.slope, leg.offset) for leg in law.legs}
    if len(laws) == 1:
        named = [_volume(leg, witnesses) for leg in law.legs if leg.volume != volume_of(witnesses[leg.witness])]
        volumes = f"its volume {', '.join(named)}; " if named else ""
        return f"{volumes}its p. n is {_of_n(law.legs[0])} here"
    return "; ".join(f"its p. n{_in(leg)} is {_of_n(leg)} of {witnesses[leg.witness].path}" for leg in law.legs)


def _volume(leg: Leg, witnesses: Mapping[str, Witness]) -> str:
    return f"{volume_name(leg.volume or '')} is {witnesses[leg.witness].path}"


def _in(leg: Leg) -> str:
    return f" of {volume_name(leg.volume)}" if leg.volume else ""


def _of_n(leg: Leg) -> str:
    """ "p. n + 12", "about p. 0.979 n − 3"."""
    sign = "+" if leg.offset > 0 else "−"
    shift = f" {sign} {abs(leg.offset):.0f}" if leg.offset else ""
    return f"p. n{shift}" if leg.slope == 1.0 else f"about p. {leg.slope:g} n{shift}"


def places(locators: tuple[Locator, ...]) -> str:
    """Locators as a note would have them: "I, 216, 222–223; II, 39–40", "chapter 3", "back cover"."""
    groups: dict[str | None, list[str]] = {}
    for locator in locators:
        groups.setdefault(locator.volume, []).append(_place(locator))
    return "; ".join(_in_volume(volume, parts) for volume, parts in groups.items())


def _in_volume(volume: str | None, parts: list[str]) -> str:
    if volume:
        return ", ".join([volume_name(volume), *parts])
    alone = len(parts) == 1 and "–" not in parts[0]
    return ("p. " if alone else "pp. ") * parts[0][:1].isdecimal() + ", ".join(parts)


def _place(locator: Locator) -> str:
    first, last = locator.first or "", locator.last
    range_ = f"{first}–{last}" if last and last != "ff" else f"{first} ff." if last else first
    plain = locator.kind in ("page", "cover", "other")
    return (range_ or locator.kind) if plain else f"{locator.kind} {range_}".strip()


def volume_name(volume: str) -> str:
    """The number of a volume in roman figures, as notes mostly have it."""
    return _ROMANS[int(volume) - 1] if volume.isdecimal() and 0 < int(volume) <= len(_ROMANS) else volume


def excerpt(words: str) -> str:
    """`words` on one line without the points around them, the middle left out where they are many."""
    line = " ".join(words.split()).strip(" ,;:.!?—–-")
    if len(line) <= EXCERPT:
        return line
    head, tail = line[: EXCERPT * 2 // 3].rsplit(" ", 1)[0], line[-EXCERPT // 3 :].split(" ", 1)[-1]
    return f"{head} […] {tail}"
