"""Manuscripts made of plain words, for tests: a blank line parts blocks, `# ` makes a heading, `> ` a block quotation.

In a case `⟦` and `⟧` stand where a quotation is expected to begin and end; they are no part of the text.
"""

from __future__ import annotations

import re
from pathlib import Path

from quoth.model.manuscript import Block, BlockKind, Manuscript, Metadata
from quoth.model.text import Span

_KINDS: dict[str, BlockKind] = {"# ": "heading", "> ": "quote", "^ ": "note"}


def manuscript_of(text: str) -> Manuscript:
    blocks, parts, length = [], [], 0
    for paragraph in re.split(r"\n\s*\n", text.strip("\n")):
        kind = _KINDS.get(paragraph[:2], "paragraph")
        words = paragraph if kind == "paragraph" else paragraph[2:]
        blocks.append(Block(span=Span(start=length, stop=length + len(words)), kind=kind))
        parts.append(words)
        length += len(words) + 2
    return Manuscript(
        path="case.txt",
        sha256="",
        format="text",
        encoding="utf-8",
        metadata=Metadata(),
        text="\n\n".join(parts),
        blocks=tuple(blocks),
    )


def planted(text: str) -> tuple[str, list[Span]]:
    """The text without `⟦` and `⟧`, and the spans between them, in order of their beginnings, outer before inner."""
    letters: list[str] = []
    waiting: list[int] = []
    spans: list[Span] = []
    for letter in text:
        if letter == "⟦":
            waiting.append(len(letters))
        elif letter == "⟧":
            spans.append(Span(start=waiting.pop(), stop=len(letters)))
        else:
            letters.append(letter)
    return "".join(letters), sorted(spans, key=lambda span: (span.start, -span.stop))


def planted_manuscript(case: str) -> tuple[Manuscript, list[Span]]:
    """The manuscript of a case, and the spans planted in it."""
    return manuscript_of(planted(case)[0]), planted(manuscript_of(case).text)[1]


def cases_in(name: str) -> list[tuple[str, str]]:
    """Name and text of each case of a file beside this one; a case begins with a line `=== name`."""
    whole = (Path(__file__).parent / name).read_text(encoding="utf-8")
    found = re.split(r"^=== (.+)\n", whole, flags=re.MULTILINE)[1:]
    return [(title, body.strip("\n")) for title, body in zip(found[::2], found[1::2], strict=True)]
