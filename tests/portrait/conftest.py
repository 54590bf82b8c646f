"""A small manuscript with its sources, checked once, and one whose every string is an attack."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

import pytest

import quoth
from quoth.model.finding import Report
from quoth.portrait import Options, pages
from quoth.portrait.surroundings import around_in

MANUSCRIPT = """# A Keeper's Life

## I

In 1889 she came to the station on the rock. “The tide came in twice a day like a colleague who does not knock,” she
wrote.[^1] To her sister she said that “the Inspector is a good man … when he is asleep in his chair”.[^2] “I was
frightened of the old stove, which smokes,” she added.[^2]

> There was never in that house a lamp that burned as it should, nor a clock that told the hour.[^3]

She died in Paris on 2 March 1934.

[^1]: Ottilie Varn, *A House of Salt* (Skarn: Tern Press, 1926), 21.

[^2]: Ibid., 22.

[^3]: Joachim Pell, *The Keeper of Skarn* (Skarn: Tern Press, 1938), 5.
"""
BOOK = """A House of Salt

by Ottilie Varn

I was never alone there. The tide came in twice a day like a colleague who does not knock, and it never stayed.
I will say this much, that the Inspector is a good man in every way that matters to the Office when he is asleep in
his chair. I was frightened of the new stove, which smokes, and of very little else.
"""
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>"


def _made(folder: Path, manuscript: str, name: str, book: str, book_name: str) -> tuple[Report, Mapping[str, bytes]]:
    (folder / "books").mkdir()
    (folder / name).write_text(manuscript, encoding="utf-8")
    (folder / "books" / book_name).write_text(book, encoding="utf-8")
    report = quoth.check(folder / name, [folder / "books"], stream=True, life=True)
    words = (folder / "books" / book_name).read_text(encoding="utf-8")

    class Shelf:
        def text(self, witness: str) -> str:  # noqa: ARG002
            return words

    return report, pages(report, Options(excerpt=5, date="2026-11-22"), around_in(Shelf()))


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Mapping[str, bytes]]:
    return _made(tmp_path_factory.mktemp("plain"), MANUSCRIPT, "life.md", BOOK, "salt.txt")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Mapping[str, bytes]]:
    """Everything that comes from outside is hostile: title, author, text, quotation, note, file names."""
    title = ATTACK + "x " * 500_000
    paragraphs = (
        "He wrote “the tide came in <script>alert(6)</script> twice a day like a colleague who does not knock”.",
        "In 1889 he went to Paris. “</blockquote></article><script src=//evil.example/x></script> and so it was”.",
    )
    notes = (
        "Ottilie </li><script>alert(7)</script> Varn, A House of Salt (Paris: javascript:alert(8), 1926), 21.",
        'See javascript:alert(9), https://evil.example/"onclick="alert(10), data:text/html,<script>.',
    )
    said = "".join(
        f'<p>{escape(words)}<sup><a id="r{n}" href="#fn{n}">{n}</a></sup></p>' for n, words in enumerate(paragraphs, 1)
    )
    answered = "".join(f'<p id="fn{n}"><a href="#r{n}">{n}</a> {escape(words)}</p>' for n, words in enumerate(notes, 1))
    heading = escape("\N{RIGHT-TO-LEFT OVERRIDE}</h2><style>body{display:none}</style>")
    manuscript = (
        f'<html lang="en&quot; onload=&quot;alert(5)"><head><title>{escape(title)}</title>'
        f'<meta name="author" content="javascript:alert(4)"></head>'
        f"<body><h1>{heading}</h1>{said}<hr>{answered}</body></html>"
    )
    return _made(
        tmp_path_factory.mktemp("hostile"),
        manuscript,
        "<script>alert(11)<\N{RIGHT-TO-LEFT OVERRIDE}script>.html",
        BOOK,
        "<svg onload=alert(12)>.txt",
    )
