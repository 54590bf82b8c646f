"""Words joined from two places: what a quotation has and its passage has not may stand elsewhere in the library, word
for word; and so may the sentences of one that is found nowhere. Then nobody made it up, and the author is told where
it is from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from quoth.judge.absence import TOO_SHORT
from quoth.judge.surroundings import sentence_spans
from quoth.judge.wording import SUBSTANTIVE
from quoth.model.finding import Alignment, EditOp, Verdict
from quoth.model.manuscript import Quotation
from quoth.model.text import Span

__all__ = ["from_elsewhere", "joined", "strange"]

BY_CHANCE = 2.0**-12  # places of so much evidence expected by chance: with fewer, the words are from there
CHANCE_WORDS = 2  # that both have between words that the passage has not, or that differ here and there


def strange(quotation: Quotation, verdict: Verdict, text: str) -> tuple[Quotation, ...]:
    """The stretches of the quotation (of the manuscript `text`), in order, that its passage does not have, or its
    sentences where it has none, if they are long enough to be sought elsewhere: each as a quotation of its own."""
    place, spans = verdict.alignment, list[Span]()
    if place is not None and verdict.wording == "altered":
        spans = list(_not_in(place, text))
    elif verdict.wording == "not-found":
        spans = [span.shifted(quotation.span.start) for span in sentence_spans(quotation.span.of(text))]
    long = [span for span in spans if len(span.of(text).split()) > TOO_SHORT and span != quotation.span]
    return tuple(_part(quotation, span, number) for number, span in enumerate(long, 1))


def _not_in(place: Alignment, text: str) -> Iterator[Span]:
    """The stretches that a passage does not have: words that follow each other, not some here and there, as where it is
    damaged or put otherwise."""
    for edits in _stretches(place.edits, text):
        rows = [words for words in (_words(edit, text) for edit in edits if _is_strange(edit)) if words > CHANCE_WORDS]
        if sum(rows) > TOO_SHORT:
            yield Span(start=edits[0].quotation.start, stop=edits[-1].quotation.stop)


def _stretches(edits: Sequence[EditOp], text: str) -> Iterator[list[EditOp]]:
    """Runs of edits that begin and end with words the passage has not, over words that both have by chance."""
    for parted, run in groupby(edits, key=lambda edit: not _is_strange(edit) and _words(edit, text) > CHANCE_WORDS):
        found = [] if parted else list(run)
        strange = [at for at, edit in enumerate(found) if _is_strange(edit)]
        if strange:
            yield found[strange[0] : strange[-1] + 1]


def _is_strange(edit: EditOp) -> bool:
    return edit.op in ("insert", "replace") or (edit.op == "move" and not len(edit.passage))


def _words(edit: EditOp, text: str) -> int:
    return len(edit.quotation.of(text).split())


def _part(quotation: Quotation, span: Span, number: int) -> Quotation:
    return replace(
        quotation,
        id=f"{quotation.id}.{number}",
        span=span,
        alterations=tuple(one for one in quotation.alterations if _holds(span, one.span)),
        skipped=tuple(one for one in quotation.skipped if _holds(span, one)),
    )


def _holds(whole: Span, part: Span) -> bool:
    return whole.start <= part.start and part.stop <= whole.stop


def joined(places: Sequence[Alignment]) -> Alignment | None:
    """Of the places where a stretch may stand, best first, the one where it does: word for word, and not by chance."""
    return next((place for place in places if place.expected <= BY_CHANCE and not _is_altered(place)), None)


def _is_altered(place: Alignment) -> bool:
    return any(edit.op in SUBSTANTIVE for edit in place.edits)


def from_elsewhere(edit: EditOp, verdict: Verdict) -> Alignment | None:
    """Where the words of an edit stand that are from another place than the passage."""
    return next((place for place in verdict.joined if _holds(place.quotation, edit.quotation)), None)
