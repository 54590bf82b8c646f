"""What every page of a portrait has around it: the head with its policy, the way to the other pages, the foot."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from quoth.model.life import Event
from quoth.portrait.edition import Edition
from quoth.portrait.markup import Content, Element, el, serialised
from quoth.portrait.moments import told
from quoth.version import __version__

__all__ = ["CHAPTERS", "counted", "framed", "link", "mentions", "occasions"]

# Nothing is loaded but what lies beside the page, nothing is run but its one script, nothing is sent anywhere.
POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)

LISTED: Final = 12  # mentions that are linked in sight

# The pages in the order of the navigation: file, what it is called, what it has.
CHAPTERS: Final = (
    ("index.html", "Text", "the whole text, each quotation with its evidence"),
    ("chronology.html", "Chronology", "what happened when, with the sentences that say so"),
    ("map.html", "Map", "the places that are named"),
    ("people.html", "People", "who is named, and who is quoted"),
    ("works.html", "Works", "every work cited, and every place where it is used"),
    ("apparatus.html", "Apparatus", "where the text and its sources differ"),
    ("method.html", "Method", "what was checked against what, and how"),
)


def framed(edition: Edition, file: str, *contents: Content | Iterable[Content]) -> bytes:
    """The page `file` with these contents of its main part."""
    page = el("html", {"lang": _language(edition)}, _head(edition, file), _body(edition, file, contents))
    return serialised(page)


def _language(edition: Edition) -> str:
    """What the manuscript says it is written in; most of every page is its own words. English where it does not say."""
    said = edition.report.manuscript.metadata.language.replace("_", "-")
    parts = said.split("-")
    known = bool(said) and all(part.isascii() and part.isalnum() and len(part) <= 8 for part in parts)
    return said if known and parts[0].isalpha() and 2 <= len(parts[0]) <= 3 else "en"


def _head(edition: Edition, file: str) -> Element:
    name = next(name for path, name, _ in CHAPTERS if path == file)
    title = edition.title if file == "index.html" else f"{name} · {edition.title}"
    return el(
        "head",
        {},
        el("meta", {"charset": "utf-8"}),
        el("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY}),
        el("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        el("meta", {"name": "referrer", "content": "no-referrer"}),
        el("meta", {"name": "color-scheme", "content": "light dark"}),
        el("meta", {"name": "generator", "content": f"quoth {__version__}"}),
        el("title", {}, title),
        el("link", {"rel": "stylesheet", "href": "portrait.css"}),
        el("script", {"src": "portrait.js", "defer": ""}),
    )


def _body(edition: Edition, file: str, contents: Iterable[Content | Iterable[Content]]) -> Element:
    kind = file.removesuffix(".html")
    return el(
        "body",
        {"class": f"page-{kind}"},
        el("a", {"class": "skip", "href": "#main"}, "Skip to the contents"),
        el(
            "header",
            {"class": "masthead"},
            el("p", {"class": "site"}, el("a", {"href": "index.html"}, el("bdi", {}, edition.title))),
            _navigation(file),
        ),
        el("main", {"id": "main", "class": "main", "tabindex": "-1"}, *contents),
        _foot(edition),
    )


def _navigation(file: str) -> Element:
    entries = []
    for path, name, what in CHAPTERS:
        here = {"aria-current": "page"} if path == file else {}
        entries.append(el("li", {}, el("a", {"href": path, "title": what} | here, name)))
    return el("nav", {"class": "chapters", "aria-label": "Pages of this portrait"}, el("ul", {}, entries))


def _foot(edition: Edition) -> Element:
    date = f"Built for {edition.options.date}. " if edition.options.date else ""
    held = bool(edition.report.library.witnesses)
    done = (
        "The quotations were compared with the sources"
        if held
        else "The quotations were found, with no source at hand,"
    )
    return el(
        "footer",
        {"class": "foot"},
        el(
            "p",
            {},
            f"{date}{done} by quoth {__version__}. ",
            link("method.html", "What was checked, and what was not"),
            ".",
        ),
    )


def link(href: str, *contents: Content, css: str = "", label: str = "") -> Element:
    """A link. `label` is its name where its contents do not say what it leads to."""
    attributes = {"href": href} | ({"class": css} if css else {}) | ({"aria-label": label} if label else {})
    return el("a", attributes, *contents)


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def mentions(name: str, address: str, times: int) -> Element:
    """The way to every place of the text that names somebody or something; those beyond the first are folded in."""
    ways: list[list[Content]] = [
        [" ", link(f"index.html#{address}-{time}", str(time), label=f"{name}, mention {time}")]
        for time in range(1, times + 1)
    ]
    more = el("details", {"class": "more"}, el("summary", {}, f"{times - LISTED} more"), *ways[LISTED:])
    return el("div", {"class": "mentions"}, "In the text:", *ways[:LISTED], more if times > LISTED else None)


def occasions(edition: Edition, events: Iterable[Event]) -> Element | None:
    """The dates of these events, each a way to the chronology; several of one date are one, with their number."""
    listed: list[Content] = []
    for when, group in groupby(events, key=told):
        first, *others = group
        at = f"chronology.html#v{edition.events[first.id]}"
        listed += [" · " if listed else " ", link(at, when), f" ({1 + len(others)})" if others else None]
    return el("p", {"class": "who"}, "In the chronology:", listed) if listed else None
