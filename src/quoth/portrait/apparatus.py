"""The apparatus page: every place where the text and its sources differ, as a critical edition prints it.

The lemma is the reading of the text, before a square bracket; behind it the reading of the source and its siglum.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from quoth.portrait.collation import Difference, differences
from quoth.portrait.edition import Edition, Exhibit
from quoth.portrait.frame import counted, framed, link
from quoth.portrait.markup import Content, Element, el
from quoth.rules.phrases import book, pages

__all__ = ["apparatus_page"]

FILE: Final = "apparatus.html"
MARKED: Final = frozenset({"ellipsis", "bracket"})


def apparatus_page(edition: Edition) -> bytes:
    """The sigla, then the readings under the headings of the text."""
    text, most = edition.report.manuscript.text, edition.options.excerpt
    read = [(exhibit, differences(exhibit, text, most)) for exhibit in edition.exhibits]
    entries = [(exhibit, found) for exhibit, found in read if found]
    return framed(
        edition,
        FILE,
        el(
            "div",
            {"class": "sheet"},
            el("header", {"class": "title"}, el("h1", {}, "Apparatus"), _lead(edition, entries)),
            _sigla(edition),
            _readings(edition, entries),
        ),
    )


def _lead(edition: Edition, entries: list[tuple[Exhibit, list[Difference]]]) -> Element:
    found = sum(1 for exhibit in edition.exhibits if exhibit.place)
    if not edition.report.library.witnesses:
        said = "No book was at hand to compare the quotations with: there is nothing to record yet."
    elif not entries:
        said = f"{counted(found, 'quotation was', 'quotations were')} found in the sources, and no word differs."
    else:
        number = sum(len(differing) for _, differing in entries)
        said = (
            f"{counted(number, 'reading')} in {counted(len(entries), 'quotation')}, of {found} that were found in a "
            "source. The reading of the text stands before the bracket, that of the source behind it. Points, capitals "
            "and spacing are not recorded."
        )
    return el("p", {"class": "byline"}, said)


def _sigla(edition: Edition) -> Element | None:
    sigla = edition.sigla()
    witnesses = {witness.id: witness for witness in edition.report.library.witnesses}
    if not sigla:
        return None
    entries: list[Content] = []
    for id, siglum in sigla.items():
        name = el("bdi", {}, book(witnesses[id]))
        entries += [el("dt", {}, siglum), el("dd", {}, link(f"method.html#f{edition.files[id]}", name))]
    return el(
        "section",
        {"class": "sigla", "aria-labelledby": "sigla"},
        el("h2", {"id": "sigla"}, "Sigla"),
        el("dl", {}, entries),
    )


def _readings(edition: Edition, entries: list[tuple[Exhibit, list[Difference]]]) -> Iterator[Element]:
    manuscript, sigla = edition.report.manuscript, edition.sigla()
    headings = [
        (block.span.start, " ".join(block.span.of(manuscript.text).split()))
        for block in manuscript.blocks
        if block.kind == "heading"
    ]
    starts = [start for start, _ in headings]

    def above(entry: tuple[Exhibit, list[Difference]]) -> int:
        return bisect_right(starts, entry[0].quotation.span.start) - 1

    for at, group in groupby(entries, key=above):
        heading = headings[at][1] if at >= 0 else "Before the first heading"
        readings = [_entry(exhibit, found, sigla) for exhibit, found in group]
        yield el(
            "section",
            {"class": "readings"},
            el("h2", {"dir": "auto"}, heading or "(a heading without words)"),
            el("ol", {"class": "apparatus"}, readings),
        )


def _entry(exhibit: Exhibit, found: list[Difference], sigla: dict[str, str]) -> Element:
    siglum = sigla[exhibit.witness.id] if exhibit.witness else ""
    at = pages(exhibit.place).removeprefix(", ") if exhibit.place else ""
    readings: list[Content] = []
    for each in found:
        css = "reading marked" if each.op in MARKED else "reading"
        readings.append(el("span", {"class": css}, *_reading(each), " ", el("strong", {}, siglum)))
    return el(
        "li",
        {"id": f"a{exhibit.number}"},
        link(f"index.html#e{exhibit.number}", str(exhibit.number), css="number", label=f"Quotation {exhibit.number}"),
        el("div", {}, readings, el("span", {"class": "at"}, f" {at}") if at else None),
    )


def _reading(each: Difference) -> Iterator[Content]:
    """Lemma, bracket, reading; Latin says what kind of reading it is, as editions have it."""
    lemma = each.quoted or each.after
    yield el("bdi", {"class": "lemma"}, lemma) if lemma else el("span", {"class": "lemma"}, "(at the beginning)")
    yield "] "
    if each.op == "insert" or not each.printed:
        yield _latin("om.", "the source does not have it")
    elif not each.quoted:
        yield _latin("add.", "the source goes on")
        yield " "
        yield el("bdi", {}, each.printed)
    else:
        if each.op == "move":
            yield _latin("transp.", "in another order")
            yield " "
        yield el("bdi", {}, each.printed)


def _latin(word: str, meaning: str) -> Element:
    return el("abbr", {"title": meaning}, word)
