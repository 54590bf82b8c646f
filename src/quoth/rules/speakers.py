"""Q: whose words they are, by what the source itself says of who speaks."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.judge.voices import Voices, same_person, voices_of
from quoth.model.finding import Report
from quoth.rules.differences import ANSWERABLE
from quoth.rules.rule import Checked, Hit, Rule, checked
from quoth.rules.shelf import Shelf

__all__ = ["RULES"]

_MARKS = frozenset('“”"«»„‘')


def _wrong_speakers(report: Report) -> Iterator[Hit]:
    for found, speaker, voices in _spoken(report):
        if any(same_person(speaker, other) for other in voices.beside):
            message = f"given to {speaker}; in the source {voices.speaker} says it, and {speaker} what stands beside it"
            yield _hit(found, message)


def _borrowed_voices(report: Report) -> Iterator[Hit]:
    shelf, works = Shelf.of(report), {work.id: work for work in report.works}
    for found, speaker, voices in _spoken(report):
        work = works.get(shelf.work(found.cite) or "") if found.cite else None
        authors = [*found.witness.metadata.authors, *([work.author] if work and work.author else [])]
        written = any(same_person(speaker, author) for author in authors)
        if written and not any(same_person(voices.speaker, author) for author in authors):
            yield _hit(found, f"given to {speaker}, whose book has it as the words of {voices.speaker}")


def _spoken(report: Report) -> Iterator[tuple[Checked, str, Voices]]:
    """The quotations that the manuscript gives to one person and the source to another, whom the manuscript does not
    name beside them."""
    text, blocks = report.manuscript.text, report.manuscript.blocks
    for found in checked(report):
        quotation, speaker = found.quotation, found.quotation.speaker
        if speaker is None or not speaker.split()[-1][:1].isupper() or not _MARKS.isdisjoint(quotation.span.of(text)):
            continue
        voices = voices_of(found.place, found.witness)
        if voices is None or same_person(speaker, voices.speaker) or not voices.speaker.split()[-1][:1].isupper():
            continue
        if not same_person(voices.speaker, blocks[quotation.block].span.of(text)):
            yield found, speaker, voices


def _hit(found: Checked, message: str) -> Hit:
    return Hit(
        message=message,
        span=found.quotation.span,
        quotation=found.quotation.id,
        note=found.note,
        severity=None if found.verdict.attribution in ANSWERABLE else "info",
    )


RULES = (
    Rule(
        code="Q401",
        name="wrong-speaker",
        severity="error",
        origin="the custom of fact-checkers: who said it",
        summary="The manuscript gives the words to one person, the source to the one who answers.",
        documentation=(
            "The words stand in the source inside quotation marks, with a name beside a verb of saying, or in a play "
            "behind a speaker's label; the manuscript names somebody else, who in the source speaks next to them. "
            "Where the source's marks are not plain, where only a pronoun speaks, or where the two names might be "
            "one person's, nothing is said."
        ),
        example="“You will go when you are sent for,” said Berg — in the source Lindqvist says it, and Berg answers.",
        find=_wrong_speakers,
    ),
    Rule(
        code="Q402",
        name="borrowed-voice",
        severity="warning",
        origin="the custom of critics: a character is not the author",
        summary="The manuscript gives the author of a book words that the book gives to somebody else.",
        documentation=(
            "An author writes what characters say and quotes what others said. Where the manuscript has “Eliot "
            "writes”, and the book has the words in quotation marks with another's name beside them, they are not the "
            "author's own. A paragraph that names that other person is not told of.\n\n"
            "Say whose words they are."
        ),
        example="“I am no judge of these things,” Eliot writes — in the novel Dorothea says it.",
        find=_borrowed_voices,
    ),
)
