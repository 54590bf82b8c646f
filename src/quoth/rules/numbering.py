"""The numbers of notes and their marks: which are missing, out of order or given twice.

Numbering that begins again, by chapter or by page, is no fault: a run of notes ends where a note is called 1, or where
the numbers fall and go on from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quoth.find.calls import possible_calls
from quoth.model.finding import Report
from quoth.model.manuscript import Note
from quoth.model.text import Span
from quoth.rules.rule import Hit

__all__ = ["misnumbered", "unanswered"]

FEWEST = 3  # marks in brackets that have notes: fewer do not show that brackets are marks
BEYOND = 3  # numbers behind the last note that a mark may have
SHARE = 2 / 3  # of all marks in brackets: what so many are, the others are

_UNDEFINED = re.compile(r"\[\^(?P<label>[^\]\s]{1,20})\]")  # a note mark of Markdown that no note answers


def misnumbered(report: Report) -> Iterator[Hit]:
    """Notes whose number is that of another one, falls behind the one before, or leaves a gap; marks in another order
    than their notes."""
    for run in _runs(report.manuscript.notes):
        seen: dict[int, Note] = {}
        for before, note in pairwise([None, *run]):
            if note is None:
                continue
            fault = _fault(before, note, seen)
            if fault:
                yield Hit(message=fault, span=note.span, note=note.id)
            seen.setdefault(int(note.label), note)


def _runs(notes: Sequence[Note]) -> Iterator[list[Note]]:
    """Notes that are numbered through, in the order in which they are printed."""
    numbered = sorted((note for note in notes if note.label.isdecimal()), key=lambda note: (note.kind, note.span))
    run: list[Note] = []
    for i, note in enumerate(numbered):
        if run and (note.kind != run[-1].kind or _begins_again(run, note, numbered[i + 1 : i + 2])):
            yield run
            run = []
        run.append(note)
    if run:
        yield run


def _begins_again(run: Sequence[Note], note: Note, following: Sequence[Note]) -> bool:
    number, before = int(note.label), int(run[-1].label)
    if number > before:
        return False
    goes_on = any(int(other.label) == number + 1 for other in following)
    return number == 1 or note.section != run[-1].section or (number < before and goes_on)


def _fault(before: Note | None, note: Note, seen: dict[int, Note]) -> str:
    """What is wrong with the number of `note`; "" if nothing is."""
    number, last = int(note.label), int(before.label) if before else 0
    if number in seen:
        return f"two notes are called {number}"
    if before is None:
        return ""
    if number < last:
        return f"note {number} stands behind note {last}"
    if number == last + 2:
        return f"there is no note {last + 1}"
    if number > last + 2:
        return f"there are no notes {last + 1} to {number - 1}"
    if before.anchors and note.anchors and note.anchors[0].start < before.anchors[0].start:
        return f"the text calls note {number} before note {last}"
    return ""


def unanswered(report: Report) -> Iterator[Hit]:
    """Marks in the text that no note answers."""
    manuscript = report.manuscript
    anchors = {anchor for note in manuscript.notes for anchor in note.anchors}
    labels = {note.label for note in manuscript.notes}
    highest = max((int(label) for label in labels if label.isdecimal()), default=0) + BEYOND
    calls = possible_calls(manuscript) if anchors else ()
    boxed = [call for call in calls if call.boxed and call.label.isdecimal() and int(call.label) <= highest]
    answered = sum(call.span in anchors for call in boxed)
    if answered >= FEWEST and answered >= SHARE * len(boxed):
        for call in boxed:
            if call.span not in anchors and call.label not in labels:
                yield Hit(message=f"the mark {call.label} has no note", span=call.span)
    for block in manuscript.blocks:
        for found in _UNDEFINED.finditer(manuscript.text, block.span.start, block.span.stop):
            span = Span(start=found.start(), stop=found.end())
            if span not in anchors:
                yield Hit(message=f"the mark {found['label']} has no note", span=span)
