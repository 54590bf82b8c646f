"""What the pages of a TEI text are called: learned before the walk, since a page's neighbours tell its number."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from lxml import etree

from quoth.readers.builder import Builder
from quoth.readers.teiheader import local_name

__all__ = ["page_labels"]

_SAYS_PAGE = re.compile(r"^(?:page|pag\.|pp?\.|pg\.?|S\.|Seite)\s*(?=\w)", re.IGNORECASE)
_LAST_FIGURES = re.compile(r"(\d+)\D*$")


def page_labels(texts: list[etree._Element], builder: Builder) -> tuple[dict[etree._Element, str], bool]:
    """The label of each page break, "" where nobody knows it, and whether they are only counted, as images are.

    Breaks of other editions than the main one are missing: page numbers of two editions must not mix.
    """
    elements = [element for text in texts for element in text.iter() if isinstance(element.tag, str)]
    breaks = [element for element in elements if local_name(element) == "pb"] or [
        element for element in elements if local_name(element) == "milestone" and element.get("unit") == "page"
    ]
    editions = Counter(element.get("ed", "") for element in breaks)
    if len(editions) > 1:
        main = editions.most_common(1)[0][0]
        named = ", ".join(sorted(edition or "(unnamed)" for edition in editions))
        builder.warn(
            "W122", f"page breaks of {len(editions)} editions ({named}): pages are those of {main or 'the unnamed'}"
        )
        breaks = [element for element in breaks if element.get("ed", "") == main]
    labels = [_label(element.get("n") or "") for element in breaks]
    counted = bool(breaks) and not any(labels)
    if counted:
        builder.warn("W124", "its pages have no printed numbers: they are called by their images")
        labels = [_image_number(element.get("facs") or "") for element in breaks]
    return dict(zip(breaks, _between(labels), strict=True)), counted


def _label(printed: str) -> str:
    bare = _SAYS_PAGE.sub("", printed.strip().strip("[]()").strip())
    return str(int(bare)) if bare.isdecimal() else bare


def _image_number(facs: str) -> str:
    stem = facs.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    figures = _LAST_FIGURES.search(stem)
    return str(int(figures[1])) if figures else ""


def _between(labels: list[str]) -> list[str]:
    """Pages without a number between two numbered ones that leave room for just so many are numbered."""
    filled = list(labels)
    numbered = [i for i, label in enumerate(labels) if label.isdecimal()]
    for before, after in pairwise(numbered):
        first = int(labels[before])
        if int(labels[after]) - first == after - before and not any(labels[before + 1 : after]):
            filled[before:after] = [str(first + i) for i in range(after - before)]
    return filled
