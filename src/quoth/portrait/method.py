"""The method page: what was checked against what, so that somebody else can do it again."""

from __future__ import annotations

from collections import Counter
from typing import Final

from quoth.model.source import Witness
from quoth.portrait.edition import WORDINGS, Edition
from quoth.portrait.exports import FILES
from quoth.portrait.frame import counted, framed, link
from quoth.portrait.markup import Content, Element, el
from quoth.portrait.panel import ATTRIBUTIONS, LOCATIONS
from quoth.rules.phrases import book
from quoth.rules.table import find_rule
from quoth.version import __version__

__all__ = ["method_page"]

FILE: Final = "method.html"


def method_page(edition: Edition) -> bytes:
    head = el("header", {"class": "title"}, el("h1", {}, "Method"), el("p", {"class": "byline"}, _lead(edition)))
    sections = (_manuscript, _books, _verdicts, _remarks, _limits, _data)
    body = [section(edition) for section in sections]
    return framed(edition, FILE, el("div", {"class": "sheet"}, head, body))


def _lead(edition: Edition) -> str:
    date = f" for {edition.options.date}" if edition.options.date else ""
    books = len(edition.report.library.witnesses)
    against = f"compared, word by word, with {counted(books, 'book')}" if books else "found, and compared with no book"
    return f"{counted(len(edition.exhibits), 'quotation')} {against}, by quoth {__version__}{date}."


def _section(id: str, name: str, *contents: Content | list[Content]) -> Element:
    return el("section", {"aria-labelledby": id}, el("h2", {"id": id}, name), *contents)


def _facts(*facts: tuple[str, Content]) -> Element:
    rows = [(el("dt", {}, name), el("dd", {}, value)) for name, value in facts if value not in ("", None)]
    return el("dl", {"class": "facts"}, [each for row in rows for each in row])


def _digest(sha256: str) -> Element:
    return el("code", {"class": "digest"}, sha256)


def _manuscript(edition: Edition) -> Element:
    manuscript = edition.report.manuscript
    warnings = [el("li", {"dir": "auto"}, f"{w.code} {w.message}") for w in manuscript.warnings]
    passed = Counter(block.kind for block in manuscript.blocks if block.kind in ("boilerplate", "contents"))
    aside = ", ".join(f"{number} of {kind}" for kind, number in sorted(passed.items()))
    return _section(
        "manuscript",
        "The text",
        _facts(
            ("File", el("bdi", {}, manuscript.path.replace("\\", "/").rpartition("/")[2])),
            ("SHA-256", _digest(manuscript.sha256)),
            ("Read as", manuscript.format + (f" ({manuscript.encoding})" if manuscript.encoding else "")),
            ("Words that were read", f"{manuscript.words_read_share:.1%}"),
            ("Notes", str(len(manuscript.notes))),
            ("Not shown", f"blocks that are not of the work: {aside}" if aside else ""),
        ),
        el("ul", {"class": "warnings"}, warnings) if warnings else None,
    )


def _books(edition: Edition) -> Element:
    library = edition.report.library
    if not library.witnesses:
        return _section("books", "The sources", el("p", {}, "No book was given. Every quotation is “not checked”."))
    rows = [_book(witness, edition) for witness in library.witnesses]
    head = el("tr", {}, [el("th", {"scope": "col"}, name) for name in ("Book", "Words", "Pages", "File and SHA-256")])
    table = el("table", {}, el("thead", {}, head), el("tbody", {}, rows))
    failures = [el("li", {}, el("bdi", {}, f.path), f": {f.what} ({f.code})") for f in library.failures]
    return _section(
        "books",
        "The sources",
        _facts(("Library", _digest(library.commit))),
        el("div", {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": "The sources"}, table),
        el("h3", {}, "Could not be read") if failures else None,
        el("ul", {}, failures) if failures else None,
    )


def _book(witness: Witness, edition: Edition) -> Element:
    pages = str(len(witness.pages)) if witness.pages else "none marked"
    file = [el("bdi", {}, witness.path), el("br"), _digest(witness.sha256)]
    name = el("th", {"scope": "row"}, el("bdi", {}, book(witness)))
    return el(
        "tr",
        {"id": f"f{edition.files[witness.id]}"},
        name,
        el("td", {"class": "number"}, f"{witness.words:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")),
        el("td", {"class": "number"}, pages),
        el("td", {}, file),
    )


def _verdicts(edition: Edition) -> Element:
    """Three axes, each with what it can say and how often it was said."""
    said = [exhibit.verdict for exhibit in edition.exhibits]
    wordings = Counter(verdict.wording for verdict in said)
    attributions = Counter(verdict.attribution for verdict in said)
    locations = Counter(verdict.location for verdict in said if verdict.alignment)
    return _section(
        "verdicts",
        "What was said",
        el("h3", {}, "Of the words"),
        _counts([(f"{sign} {name}", meaning, wordings[w]) for w, (sign, name, meaning) in WORDINGS.items()]),
        el("h3", {}, "Of where they come from"),
        _counts([(_upper(name), "", attributions[key]) for key, name in ATTRIBUTIONS.items()]),
        el("h3", {}, "Of the page, for those that were found") if locations else None,
        _counts([(_upper(name) or "Not known", "", locations[key]) for key, name in LOCATIONS.items()])
        if locations
        else None,
    )


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _counts(rows: list[tuple[str, str, int]]) -> Element:
    return el(
        "table",
        {"class": "counts"},
        el(
            "tbody",
            {},
            [
                el(
                    "tr",
                    {},
                    el("th", {"scope": "row"}, name, el("small", {}, f" {meaning}") if meaning else None),
                    el("td", {"class": "number"}, str(number)),
                )
                for name, meaning, number in rows
                if number
            ],
        ),
    )


def _remarks(edition: Edition) -> Element | None:
    rules = Counter(finding.rule for finding in edition.report.findings)
    if not rules:
        return None
    entries = []
    for code, number in sorted(rules.items()):
        rule = find_rule(code)
        entries.append((f"{code} {rule.name}" if rule else code, rule.summary if rule else "", number))
    return _section("remarks", "Remarks", _counts(entries))


def _limits(edition: Edition) -> Element:
    """What the reader may conclude."""
    excerpt = counted(edition.options.excerpt, "word")
    found = (
        "A quotation is looked for in every book at hand, and held against the work, volume and page that its note "
        "names. “Verbatim” is said only of words that stand there, in that order. Points, capitals, spacing, hyphens "
        "at line ends and the letters of the printer may differ."
    )
    missing = (
        "“Not found” is said of the books named above and of no others. Where the evidence is too poor, the quotation "
        "is “not checked”, and the reason is given beside it. Where a note may mean several works, all are named and "
        "none is chosen."
    )
    shown = (
        f"Of a source no more is shown than the passage and {excerpt} on each side; of what a quotation leaves out, as "
        "many at each end. The books themselves are no part of this portrait."
    )
    return _section("limits", "How to read it", *(el("p", {}, words) for words in (found, missing, shown)))


def _data(edition: Edition) -> Element:  # noqa: ARG001
    """The files beside the pages."""
    entries = [el("li", {}, link(path, path.removeprefix("data/")), f": {what}") for path, what in FILES.items()]
    return _section("data", "As data", el("ul", {}, entries))
