"""Citations in the running text, and the quotations they answer for: “…” (Kropotkin, Memoirs 33)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from quoth.find.labels import YEAR
from quoth.model.citation import Citation
from quoth.model.manuscript import Manuscript, Quotation

__all__ = ["cited_in_text"]

LONGEST_LEAD = 120  # letters between a bracket and the quotation that it introduces
_YEAR = re.compile(rf"{YEAR}[a-d]?[,:]")
_SENTENCE_END = re.compile(r"[.!?…][”’\"'»)\]]*\s+[\"'“‘«(]?[^\W\d_a-zß-ÿ]")


def cited_in_text(
    quotations: Sequence[Quotation], citations: Sequence[Citation], manuscript: Manuscript
) -> Mapping[str, Citation]:
    """By quotation id, the citation in brackets that answers for it: the first behind it, in its block and its
    sentence, else one that introduces it. A quotation that a note near by answers for has none; one inside another has
    the other's."""
    bracketed = [citation for citation in citations if citation.note is None and citation.cites]
    starts = [citation.span.start for citation in bracketed]
    found: dict[str, Citation] = {}
    for quotation in quotations if bracketed else ():
        if quotation.notes and quotation.near:
            continue
        if quotation.within in found:
            found[quotation.id] = found[quotation.within]
            continue
        at = bisect_left(starts, quotation.span.stop)
        if at < len(bracketed) and _in_reach(manuscript, quotation, starts[at]):
            found[quotation.id] = bracketed[at]
        elif at and _introduces(manuscript, bracketed[at - 1], quotation):
            found[quotation.id] = bracketed[at - 1]
    return found


def _introduces(manuscript: Manuscript, citation: Citation, quotation: Quotation) -> bool:
    """Whether a bracket with its author before it leads to the quotation: "Vogel (1999, 23) writes: “It was calm.”" """
    if _YEAR.match(manuscript.text, citation.span.start) is None or citation.span.stop > quotation.span.start:
        return False
    between = manuscript.text[citation.span.stop : quotation.span.start + 1]
    return "\n\n" not in between and len(between) <= LONGEST_LEAD and _SENTENCE_END.search(between) is None


def _in_reach(manuscript: Manuscript, quotation: Quotation, start: int) -> bool:
    """Whether the quotation's block and sentence go on up to `start`. A bracket right behind closing marks and points
    belongs to the words before it, whether they ended a sentence or not."""
    stop = quotation.span.stop
    last = next((block.span for block in manuscript.blocks if block.span.start < stop <= block.span.stop + 1), None)
    if last is None or start > last.stop:
        return False
    between = manuscript.text[stop:start]
    return not any(map(str.isalnum, between)) or _SENTENCE_END.search(between[:-1]) is None
