"""What the user says of the pages of a file, over what its reader made of them: "scan 12 = p. 1".

A line names where it begins, in scans (pages of the file, from 1) or in pages as they were read, and what is printed
there; from there on pages count up, to the end that it names or to the end of the file. Later lines win.

    scan 1 = i               roman front matter from the first scan on
    scan 13 = p. 1           the text begins on scan 13
    scan 13 = 2, 3           two pages of the book on every scan
    scan 60-61 = none        plates, which no number counts
    p. 214-230 = p. 216      the file's own numbers are two too low for a while
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from quoth.model.manuscript import PageMark, ReadWarning
from quoth.model.source import Witness
from quoth.readers.numerals import arabic, roman

__all__ = ["PageRule", "page_rule", "repaged"]

_LABEL = r"[\w*]+"
_RULE = re.compile(
    rf"(?P<unit>scan|pp?\.?)\s*(?P<first>{_LABEL})(?:\s*[-–]\s*(?P<last>{_LABEL}))?\s*=\s*"
    rf"(?:pp?\.\s*)?(?P<label>{_LABEL})(?:\s*,\s*(?P<second>{_LABEL}))?",
    re.IGNORECASE,
)
UNNUMBERED = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRule:
    """From `first` to `last` (None: to the end), pages are called `label` and what counts on from it; "" where no
    number is printed. `scans`: both count pages of the file, else they are labels as read. `each`: pages of the book
    on each scan, 1 or 2. `line` is what the user wrote."""

    line: str
    scans: bool
    first: str
    last: str | None
    label: str
    each: int = 1


def page_rule(line: str) -> PageRule | None:
    """The rule that a line says; None where it says none."""
    found = _RULE.fullmatch(line.strip())
    if found is None:
        return None
    scans, second = found["unit"].lower() == "scan", found["second"]
    label = "" if found["label"].lower() == UNNUMBERED else found["label"]
    numbers = [found["first"], *filter(None, [found["last"]])]
    if scans and not all(number.isdecimal() for number in numbers):
        return None
    if second and (arabic(label) is None or arabic(second) != (arabic(label) or 0) + 1):
        return None
    return PageRule(
        line=line.strip(),
        scans=scans,
        first=found["first"],
        last=found["last"],
        label=label,
        each=2 if second else 1,
    )


def repaged(
    witnesses: Sequence[Witness], said: Mapping[str, Sequence[PageRule]]
) -> tuple[tuple[Witness, ...], tuple[ReadWarning, ...]]:
    """The witnesses with their pages as the user has them, by path, end of a path, or id; what was said of no file, or
    of no page of it, is a warning."""
    warnings: list[ReadWarning] = []
    mended: dict[str, Witness] = {}
    for name, rules in said.items():
        called = [w for w in witnesses if name in (w.path, w.id) or w.path.endswith(f"/{name}")]
        if not called:
            warnings.append(_unmet(f"the settings have pages for {name}, and no source is called so", ""))
        for witness in called:
            pages = mended.get(witness.id, witness).pages
            for rule in rules:
                if not (new := dict(_renamed(pages, rule))):
                    warnings.append(_unmet(f"no page of {witness.path} is meant by “{rule.line}”", witness.path))
                pages = tuple(new.get(at, mark) for at, mark in enumerate(pages))
            mended[witness.id] = replace(witness, pages=_known(pages))
    return tuple(mended.get(witness.id, witness) for witness in witnesses), tuple(warnings)


def _known(pages: Sequence[PageMark]) -> Sequence[PageMark]:
    """Where some pages are known as printed, those that are only counted have no number: a count beside it would pass
    for print."""
    if all(mark.counted for mark in pages):
        return pages
    return tuple(replace(mark, label="", counted=False) if mark.counted else mark for mark in pages)


def _unmet(message: str, where: str) -> ReadWarning:
    return ReadWarning(code="W205", message=message, where=where)


def _renamed(pages: Sequence[PageMark], rule: PageRule) -> Iterator[tuple[int, PageMark]]:
    """The marks that the rule renames, by their place among all."""
    number = arabic(rule.label)
    for step, (_, places) in enumerate(groupby(_meant(pages, rule), key=lambda at: _sheet(pages, at))):
        labels = [_counted(rule.label, number, step * rule.each + more) for more in range(rule.each)]
        marks = list(places)
        for at, label in zip(marks, _shared_out(labels, len(marks)), strict=True):
            yield at, replace(pages[at], label=label, counted=False)


def _meant(pages: Sequence[PageMark], rule: PageRule) -> range:
    """Which marks stand between the two ends of a rule."""
    if rule.scans:
        first, last = int(rule.first) - 1, int(rule.last or len(pages) + int(rule.first)) - 1
        inside = [at for at, mark in enumerate(pages) if mark.index is not None and first <= mark.index <= last]
        return range(inside[0], inside[-1] + 1) if inside else range(0)
    labels = [mark.label.lower() for mark in pages]
    if rule.first.lower() not in labels:
        return range(0)
    start = labels.index(rule.first.lower())
    if rule.last is None:
        return range(start, len(pages))
    stop = next((at for at in range(start, len(labels)) if labels[at] == rule.last.lower()), None)
    return range(start, stop + 1) if stop is not None else range(0)


def _sheet(pages: Sequence[PageMark], at: int) -> int:
    """The scan of a mark; each mark is one of its own, where the file has none."""
    index = pages[at].index
    return at if index is None else index


def _shared_out(labels: Sequence[str], marks: int) -> list[str]:
    """The labels of a scan for so many marks on it: two pages that nobody parts are "12–13"."""
    if marks == 1:
        return ["–".join(labels)]
    return [labels[min(at, len(labels) - 1)] for at in range(marks)]


def _counted(label: str, number: int | None, further: int) -> str:
    """`label`, or what counts on from it; what is no number does not count."""
    if number is None or not label:
        return label
    return str(number + further) if label.isdecimal() else roman(number + further)
