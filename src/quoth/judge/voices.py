"""Who speaks in the source: the person to whom its own words and marks give a passage, and those who speak beside it.

Only what the source says is used: a passage that stands whole inside quotation marks, with a name beside a verb of
saying; a speech of a play, with its speaker's label before it. Where the marks are not plain, nobody speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quoth.find.speech import speaker_of
from quoth.model.finding import Alignment
from quoth.model.source import Witness
from quoth.model.text import Span

__all__ = ["Voices", "same_person", "voices_of"]

LABEL = 24  # letters: no speaker of a play has a longer label
ALIKE = 3  # letters from which on a label is short for a name: "Ham." for "Hamlet"

_BREAK = re.compile(r"\n[ \t\r]*\n")
_OPENING, _CLOSING, _EITHER = "“«„", "”»", '"'
_TITLE_WORDS = (
    "mr mrs miss ms dr sir lord lady the king queen prince princess duke duchess count countess baron madame mme "
    "monsieur herr frau uncle aunt father mother brother sister captain colonel general professor de von van of"
)
_TITLES = frozenset(_TITLE_WORDS.split())
_NAME = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """`speaker`: who says the passage; `beside`: who says what stands next to it, as far as names are given."""

    speaker: str
    beside: tuple[str, ...]


def voices_of(place: Alignment, witness: Witness) -> Voices | None:
    """None where the source does not say who speaks."""
    passage = place.passage
    window = passage.before + passage.text + passage.after
    at = Span(start=len(passage.before), stop=len(passage.before) + len(passage.text))
    return _labelled(window, at, passage.span.start - at.start, witness) or _spoken(window, at)


def same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's: they share a word, or the beginning of one, besides titles."""
    return any(
        first == last or (min(len(first), len(last)) >= ALIKE and (first.startswith(last) or last.startswith(first)))
        for first in _parts(one)
        for last in _parts(other)
    )


def _parts(name: str) -> list[str]:
    parts = [part.lower() for part in _NAME.findall(name)]
    return [part for part in parts if part not in _TITLES and (len(part) > 1 or len(parts) == 1)]


# -- plays -----------------------------------------------------------------------------------------------------------


def _labelled(window: str, at: Span, offset: int, witness: Witness) -> Voices | None:
    """The speakers whose labels stand before their speeches, apart from the text of these. `offset` leads from the
    window to the witness."""
    labels = list(_labels(window, offset, witness.asides)) if witness.format == "tei" else []
    before = [name for span, name in labels if span.stop <= at.start]
    if not before or any(at.overlaps(span) for span, _ in labels):
        return None
    after = [name for span, name in labels if span.start >= at.stop]
    return Voices(speaker=before[-1], beside=(*before[-2:-1], *after[:1]))


def _labels(window: str, offset: int, asides: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    for aside in asides:
        if offset <= aside.start and aside.stop <= offset + len(window) and len(aside) <= LABEL:
            span = aside.shifted(-offset)
            name = span.of(window).strip(" \n.,:")
            lead = window[: span.start].rstrip(" ")
            if name[:1].isupper() and len(name.split()) <= 2 and (not lead or lead.endswith("\n")):
                yield span, name


# -- prose -----------------------------------------------------------------------------------------------------------


def _spoken(window: str, at: Span) -> Voices | None:
    """The speaker of the paragraph, if the passage stands whole in its speeches."""
    paragraphs = _paragraphs(window)
    here = next((index for index, span in enumerate(paragraphs) if span.holds(at)), None)
    if here is None:
        return None
    speeches = _speeches(window, paragraphs[here])
    if not any(speech.holds(Span(start=at.start, stop=at.start)) for speech in speeches):
        return None
    if not any(speech.holds(Span(start=at.stop, stop=at.stop)) for speech in speeches):
        return None
    speaker = _speaker(window, paragraphs[here], speeches)
    if speaker is None:
        return None
    beside = (
        _speaker(window, span, _speeches(window, span))
        for span in (*paragraphs[max(0, here - 1) : here], *paragraphs[here + 1 : here + 2])
    )
    return Voices(speaker=speaker, beside=tuple(name for name in beside if name))


def _paragraphs(window: str) -> list[Span]:
    ends = [match.start() for match in _BREAK.finditer(window)]
    starts = [0, *(match.end() for match in _BREAK.finditer(window))]
    return [Span(start=start, stop=stop) for start, stop in zip(starts, [*ends, len(window)], strict=True)]


def _speeches(window: str, paragraph: Span) -> list[Span]:
    """What stands between double marks, in order; none where they do not pair."""
    found: list[Span] = []
    opened: int | None = None
    for index in range(paragraph.start, paragraph.stop):
        letter = window[index]
        if opened is None and (letter in _OPENING or letter in _EITHER):
            opened = index + 1
        elif opened is not None and (letter in _CLOSING or letter in _EITHER):
            found.append(Span(start=opened, stop=index))
            opened = None
        elif letter in _CLOSING or letter in _OPENING:
            return []
    return found if opened is None else []


def _speaker(window: str, paragraph: Span, speeches: Sequence[Span]) -> str | None:
    """The one name that the paragraph gives its speeches; None where it gives none, or two."""
    names = {name for speech in speeches if (name := speaker_of(window, speech, paragraph)) is not None}
    return names.pop() if len(names) == 1 else None
