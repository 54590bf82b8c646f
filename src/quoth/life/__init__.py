"""The life that a manuscript tells: dates, places, people, and what happened when."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.life.context import settled
from quoth.life.dates import expressions_of
from quoth.life.sentences import sentences_of, stretches_of, unmarked_text
from quoth.life.works import uses_of
from quoth.model.citation import Citation
from quoth.model.finding import Resolution
from quoth.model.life import Life
from quoth.model.manuscript import Manuscript, Quotation
from quoth.model.source import Work

__all__ = ["life_of"]


def life_of(
    manuscript: Manuscript,
    quotations: Sequence[Quotation],
    citations: Sequence[Citation],
    resolutions: Sequence[Resolution],
    works: Sequence[Work],
) -> Life:
    """What the running text says of when, where and who. Notes and lists of works tell of books, not of the life."""
    text = unmarked_text(manuscript)
    stretches = stretches_of(manuscript)
    sentences = sentences_of(text, stretches)
    datings = settled(expressions_of(text, stretches, sentences, quotations))
    return Life(datings=datings, works=uses_of(works, citations, resolutions, quotations))
