"""A quotation is known by its company: what stands beside it in the manuscript often stands beside it in the source.

An author who works from a page takes several things from it. Where one quotation was found for certain and its
neighbour was not, the pages around the one are where to look for the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from quoth.engine.match import Near
from quoth.model.finding import Alignment, Verdict
from quoth.model.manuscript import Quotation
from quoth.model.text import Span

__all__ = ["companions"]

AROUND = 3000  # letters on either side of a neighbour's passage: a page or two of print
CERTAIN = 60.0  # bits that a neighbour's place must have
ALIKE = 0.9  # share of its words that must stand there


def companions(quotations: Sequence[Quotation], verdicts: Sequence[Verdict]) -> dict[str, tuple[Near, ...]]:
    """For each quotation that was not found, the stretches around the passages of its neighbours, by quotation id.

    Neighbours stand in the same block or answer to the same note. Quotations that have none are not in the result.
    """
    found = [(q, v.alignment) for q, v in zip(quotations, verdicts, strict=True) if v.alignment and _sure(v.alignment)]
    company: dict[str, tuple[Near, ...]] = {}
    for quotation, verdict in zip(quotations, verdicts, strict=True):
        if quotation.role == "quotation" and verdict.alignment is None:
            near = tuple(_around(place) for other, place in found if _neighbours(quotation, other))
            if near:
                company[quotation.id] = near
    return company


def _sure(place: Alignment) -> bool:
    return place.score_bits >= CERTAIN and place.matched >= ALIKE


def _neighbours(one: Quotation, other: Quotation) -> bool:
    return one.block == other.block or bool(one.notes[:1] and one.notes[:1] == other.notes[:1])


def _around(place: Alignment) -> Near:
    span = place.passage.span
    return Near(place.passage.witness, Span(start=max(0, span.start - AROUND), stop=span.stop + AROUND))
