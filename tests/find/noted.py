"""Manuscripts made of notes: one paragraph that calls them, each note a block, an optional bibliography behind.

_Underscores_ set italics, as a reader of a format with italics would report them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.find.citations import find_citations
from quoth.model.citation import Cite
from quoth.model.manuscript import Block, BlockKind, Manuscript, Metadata, Note
from quoth.model.text import Span

__all__ = ["cites_of", "noted", "shown"]


class _Page:
    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.emphasis: list[Span] = []

    def put(self, written: str, kind: BlockKind) -> Span:
        if self.text:
            self.text += "\n\n"
        start = len(self.text)
        for i, piece in enumerate(re.split("_", written)):
            if i % 2:
                self.emphasis.append(Span(start=len(self.text), stop=len(self.text) + len(piece)))
            self.text += piece
        span = Span(start=start, stop=len(self.text))
        self.blocks.append(Block(span=span, kind=kind, level=int(kind == "heading")))
        return span


def noted(*notes: str, bibliography: Sequence[str] = (), running: str = "", chapters: Sequence[int] = ()) -> Manuscript:
    """Notes n1, n2, … labelled 1, 2, …; before the notes of `chapters` (indices) the numbering begins again under
    a heading. `running` is a paragraph of running text after the first."""
    page = _Page()
    anchors, sections, labels = [], [], []
    for i in range(len(notes)):
        if i in chapters:
            page.put("Another chapter", "heading")
        if i in chapters or not i:
            page.put("", "paragraph")
            labels.append(1)
        else:
            labels.append(labels[-1] + 1)
        page.text += "Words. "
        anchors.append(Span(start=len(page.text), stop=len(page.text)))
        sections.append(sum(chapter <= i for chapter in chapters))
    if running:
        page.put(running, "paragraph")
    spans = [page.put(note, "note") for note in notes]
    if bibliography:
        page.put("Bibliography", "heading")
        for entry in bibliography:
            page.put(entry, "paragraph")
    return Manuscript(
        path="portrait.txt",
        sha256="",
        format="text",
        encoding="utf-8",
        metadata=Metadata(),
        text=page.text,
        blocks=tuple(page.blocks),
        notes=tuple(
            Note(id=f"n{i}", label=str(label), kind="footnote", span=span, anchors=(anchor,), section=section)
            for i, (label, span, anchor, section) in enumerate(zip(labels, spans, anchors, sections, strict=True), 1)
        ),
        emphasis=tuple(page.emphasis),
    )


def cites_of(note: str, **around: Sequence[str]) -> tuple[Cite, ...]:
    """What one note cites."""
    return find_citations(noted(note, **around))[0].cites  # type: ignore[arg-type]


def shown(cite: Cite) -> str:
    """A cite in one line: form, author, title, then its places as kind:volume:first-last."""
    places = []
    for place in cite.locators:
        last = f"-{place.last}" if place.last else ""
        places.append(f"{place.kind}:{place.volume or ''}:{place.first or ''}{last}")
    return " ".join([cite.form, f"[{cite.author}|{cite.title}]", *places])
