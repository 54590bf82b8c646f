"""Where the one whose life it is was, in sentences that do not say when: “In Brussels, he found a different world.”

Such a station is no more than told between two dates: it has their span, with doubt at both ends. It is told only where
nobody else can be meant, where a verb says that somebody went or was there, and where nothing denies or wishes it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quoth.life.chronology import Told
from quoth.life.moments import interval, moment_named
from quoth.life.placenames import AT
from quoth.life.sentences import Stretch
from quoth.model.life import Event, Moment, Place
from quoth.model.manuscript import Quotation
from quoth.model.text import Span

__all__ = ["Stage", "with_stations"]

LONGEST = 40  # years between the dates: more say nothing of when
NEAR = 1500  # letters: a pronoun means nobody who was named further up
_WAS = re.compile(
    r"\b(?:lived|lives|went|goes|came|comes|arrived|moved|returned|fled|escaped|travelled|traveled|sailed|settled|stayed|"
    r"reached|left|leave|sent|exiled|deported|banished|imprisoned|interned|confined|worked|works|taught|studied|spent|"
    r"found|joined|fought|fighting|participated|participating|took|served|visited|emigrated|released|resided|remained|"
    r"landed|grew\s+up|brought\s+up|established|founded|opened|edited|married|died|wintered|summered)\b"
)
_MEANT = re.compile(r"\b(?:[Hh]e|[Ss]he|him)\b")
_UNSURE = re.compile(
    r"\b(?:not|n[’']t|never|without|instead|refused|hoped|hopes|wished|wanted|planned|intended|dreamed|dreamt|would|could|"
    r"might|should|if|almost|nearly|letters?|wrote|news|heard|invited)\b"
)


def with_stations(events: Sequence[Event], stage: Stage, subject: str | None) -> tuple[Event, ...]:
    """The events, and the stations of the subject among them, in order of the text."""
    stations = _stations(events, stage, subject) if subject else ()
    every = sorted([*events, *stations], key=lambda event: (event.span.start, event.datings))
    return tuple(replace(event, id=f"e{number}") for number, event in enumerate(every, start=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The text with its people, and all that stands in it. `stretches` are those that tell: no headings, no notes."""

    told: Told
    stretches: Sequence[Stretch]
    places: Sequence[Place]
    quotations: Sequence[Quotation]


def _stations(events: Sequence[Event], stage: Stage, subject: str) -> Iterator[Event]:
    mentions = sorted((span, place.id) for place in stage.places for span in place.mentions)
    quoted = sorted(one.span for one in stage.quotations if one.role == "quotation")
    dated = [event for event in events if event.kind != "publication" and not _overlaps(event.span, quoted)]
    for sentence in stage.told.sentences:
        inside = _within(mentions, sentence)
        if not inside or _overlaps(sentence, [event.span for event in dated]) or not _tells(sentence, stage, quoted):
            continue
        stood = _stood(inside, sentence, stage.told.text)
        moment = _between(sentence, dated)
        if stood and moment and _is_about(subject, sentence, stage.told):
            ids = tuple(dict.fromkeys(stood))
            yield Event(
                id="",
                span=_bare(sentence, stage),
                kind="station",
                moment=moment,
                datings=(),
                places=ids,
                people=(subject,),
            )


def _within(mentions: Sequence[tuple[Span, str]], stretch: Span) -> Sequence[tuple[Span, str]]:
    first = bisect_left(mentions, stretch.start, key=lambda one: one[0].start)
    return mentions[first : bisect_left(mentions, stretch.stop, key=lambda one: one[0].start)]


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    """`others` are in order."""
    at = bisect_right(others, span.start, key=lambda one: one.start)
    return any(one.overlaps(span) for one in others[max(0, at - 1) : at + 2])


def _tells(sentence: Span, stage: Stage, quoted: Sequence[Span]) -> bool:
    """Whether it is a sentence of a paragraph, in the author's own words up to a quotation in it."""
    at = bisect_right(stage.stretches, sentence.start, key=lambda one: one.span.start) - 1
    running = at >= 0 and stage.stretches[at].kind == "paragraph" and stage.stretches[at].note is None
    first = bisect_right(quoted, sentence.start, key=lambda one: one.start) - 1
    return running and not (first >= 0 and quoted[first].stop > sentence.start)


_ROW = re.compile(r",?\s+(?:and\s+)?(?:then\s+)?")


def _stood(inside: Sequence[tuple[Span, str]], sentence: Span, text: str) -> list[str]:
    """The places where somebody was; “in Brussels, France, and Paris” leads to all three."""
    stood: list[str] = []
    end = -1
    for span, place in inside:
        if _is_there(span, sentence, text) or (end >= 0 and _ROW.fullmatch(text[end : span.start])):
            stood.append(place)
            end = span.stop
    return stood


def _is_there(place: Span, sentence: Span, text: str) -> bool:
    """Whether “in”, “to” or the like leads to the place, and a verb of being there stands in the same sentence."""
    before, behind = text[sentence.start : place.start], text[place.stop : sentence.stop]
    if AT.search(before) is None or "“" in before or _UNSURE.search(before):
        return False
    leads = re.match(r",?\s+(?:he|she)\b", behind) is not None
    return leads or _WAS.search(before) is not None


def _is_about(subject: str, sentence: Span, told: Told) -> bool:
    """Whether nobody but the subject is named in it, and the subject is: by name, or as the last who was."""
    named = {person for _, person in told.mentions(sentence)}
    if named:
        return named == {subject}
    before = told.mentions(Span(start=max(0, sentence.start - NEAR), stop=sentence.start))
    return _MEANT.search(sentence.of(told.text)) is not None and bool(before) and before[-1][1] == subject


def _between(sentence: Span, dated: Sequence[Event]) -> Moment | None:
    """From the last date that the text told to the next one, both in doubt; None where they are not in order."""
    at = bisect_left(dated, sentence.start, key=lambda event: event.span.start)
    if not 0 < at < len(dated):
        return None
    start = moment_named(dated[at - 1].moment.edtf.split("/")[-1].rstrip("~?%"))
    end = moment_named(dated[at].moment.edtf.split("/")[0].rstrip("~?%"))
    if start is None or end is None or end.precedes(start) or (end.days[0] - start.days[0]) > LONGEST * 366:
        return None
    return interval(_doubted(start), _doubted(end))


def _doubted(moment: Moment) -> Moment:
    return replace(moment, edtf=f"{moment.edtf}?")


def _bare(sentence: Span, stage: Stage) -> Span:
    """Without the white space at its ends."""
    words = sentence.of(stage.told.text)
    front = len(words) - len(words.lstrip())
    return Span(start=sentence.start + front, stop=sentence.start + max(front, len(words.rstrip())))
