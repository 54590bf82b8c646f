"""Expressions of the running text that date something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoth.life.moments import Partial, moment_of
from quoth.model.life import Dating
from quoth.model.manuscript import BlockKind, Manuscript
from quoth.model.text import Span

__all__ = ["RUNNING", "find_dates"]

RUNNING: frozenset[BlockKind] = frozenset(
    {"heading", "paragraph", "quote", "verse", "epigraph", "caption", "list", "table", "aside"}
)
_YEAR = re.compile(r"(?<![\d.,])(?:1[0-9]|20)\d\d(?![\d])")


def find_dates(manuscript: Manuscript) -> tuple[Dating, ...]:
    return tuple(
        Dating(id=f"d{number}", span=span, kind="stated", moment=moment_of(Partial(year=int(span.of(manuscript.text)))))
        for number, span in enumerate(_years(manuscript), start=1)
    )


def _years(manuscript: Manuscript) -> Iterator[Span]:
    for at in manuscript.blocks_of(RUNNING):
        block = manuscript.blocks[at].span
        for found in _YEAR.finditer(manuscript.text, block.start, block.stop):
            yield Span(start=found.start(), stop=found.end())
