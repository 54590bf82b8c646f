"""Q: emphasis that was added to a quotation, or dropped from it, where both files tell which words are emphatic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quoth.judge.emphasis import KEEPING, Emphasis, Emphatic, emphasis_of, says_whose
from quoth.model.finding import Report
from quoth.model.text import Span
from quoth.rules.differences import ANSWERABLE
from quoth.rules.phrases import excerpt
from quoth.rules.rule import Checked, Hit, Rule, checked

__all__ = ["RULES"]

BEHIND = 120  # letters of the manuscript in which “(my italics)” may stand behind a quotation


def _added(report: Report) -> Iterator[Hit]:
    for found, emphasis in _compared(report):
        if emphasis.added and not _is_owned(found, report):
            yield _hit(found, f"{_named(emphasis.added, report)} not emphasised in the source", emphasis.added[0])


def _dropped(report: Report) -> Iterator[Hit]:
    for found, emphasis in _compared(report):
        if emphasis.dropped:
            yield _hit(found, f"{_named(emphasis.dropped, report)} emphasised in the source", emphasis.dropped[0])


def _compared(report: Report) -> Iterator[tuple[Checked, Emphasis]]:
    manuscript = report.manuscript
    if manuscript.format not in KEEPING or not len(manuscript.emphasis):
        return
    ours, theirs = Emphatic.of(manuscript.emphasis), dict[str, Emphatic]()
    for found in checked(report):
        witness, place = found.witness, found.place
        if witness.format not in KEEPING or not len(witness.emphasis):
            continue
        if witness.id not in theirs:
            theirs[witness.id] = Emphatic.of(witness.emphasis)
        here, there = ours.near(place.quotation), theirs[witness.id].near(place.passage.span)
        if here or there:
            yield found, emphasis_of(place, manuscript.text, here, there)


def _named(words: Sequence[Span], report: Report) -> str:
    said = ", ".join(f"“{excerpt(span.of(report.manuscript.text))}”" for span in words)
    one = len(words) == 1 and len(words[0].of(report.manuscript.text).split()) == 1
    return f"{said} {'is' if one else 'are'}"


def _is_owned(found: Checked, report: Report) -> bool:
    """Whether the author says beside the quotation, or in a note to it, that the emphasis is his."""
    text = report.manuscript.text
    notes = [note.span.of(text) for note in report.manuscript.notes if note.id in found.quotation.notes]
    span = found.quotation.span
    return any(map(says_whose, [text[span.start : span.stop + BEHIND], *notes]))


def _hit(found: Checked, message: str, span: Span) -> Hit:
    return Hit(
        message=message,
        span=span,
        quotation=found.quotation.id,
        note=found.note,
        severity=None if found.verdict.attribution in ANSWERABLE else "info",
    )


RULES = (
    Rule(
        code="Q303",
        name="added-emphasis",
        severity="warning",
        origin="Chicago Manual of Style, chapter 13: emphasis added is said",
        summary="Words are set in italics that the source does not emphasise, and nobody says whose emphasis it is.",
        documentation=(
            "Both files tell which words are emphatic (Markdown, HTML, EPUB, Word, TEI), both have some, and neither "
            "the quotation nor the passage is set in italics for the most part. Where “emphasis added”, “my italics” "
            "or the like stands in the quotation, behind it or in its note, nothing is reported here.\n\n"
            "Say whose the emphasis is, or take it out."
        ),
        example="“I did *not* go” — the source has no italics there, and the note does not say “emphasis added”.",
        find=_added,
    ),
    Rule(
        code="Q304",
        name="dropped-emphasis",
        severity="info",
        origin="Chicago Manual of Style, chapter 13: emphasis of the source is kept",
        summary="Words that the source emphasises are not emphatic in the quotation.",
        documentation=(
            "The words are the source's; its emphasis was lost, often on the way from one file to another. Compared "
            "only where both files tell which words are emphatic, as for Q303."
        ),
        example="“I am quite safe” — the source has “I am *quite* safe”.",
        find=_dropped,
    ),
)
