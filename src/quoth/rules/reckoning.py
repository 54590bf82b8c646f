"""T: ages, intervals, the days of the calendar, the dates of sources. Heard only where a life was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quoth.model.finding import Report
from quoth.rules.rule import Hit, Rule

if TYPE_CHECKING:
    from quoth.model.life import Dating, Life, Moment

__all__ = ["RULES"]

# -- T104, T105: reckoning ---------------------------------------------------------------------------------------------


def _wrong_age(report: Report) -> Iterator[Hit]:
    """An age and one date in the same sentence, of somebody whose birth the text tells."""
    life, text = report.life, report.manuscript.text
    datings = life.datings if life else ()
    for at, age in enumerate(datings):
        if age.kind != "age" or age.moment is None or age.moment.uncertain:
            continue
        beside = [one for one in datings[max(0, at - 2) : at + 3] if one is not age and _same_sentence(one, age, text)]
        if len(beside) != 1 or beside[0].kind != "stated" or beside[0].bound:
            continue
        said = beside[0].moment
        if said and said.is_plain and (said.precedes(age.moment) or age.moment.precedes(said)):
            message = f"“{age.span.of(text)}” is {age.moment.edtf} by the birth told; the sentence says {said.edtf}"
            yield Hit(message=message, span=age.span)


def _same_sentence(one: Dating, other: Dating, text: str) -> bool:
    start, stop = min(one.span.stop, other.span.stop), max(one.span.start, other.span.start)
    return re.search(r"[.!?;]\s+[“\"‘(]?[A-Z]|\n", text[start:stop]) is None


_ROUND = re.compile(
    r"^(?:some|about|around|nearly|almost|roughly|approximately|over|more|less|barely|fast|etwa|environ)\b"
)
NEAR = 3  # datings before: if one of them agrees, it is the one that is meant


def _wrong_interval(report: Report) -> Iterator[Hit]:
    """“Ten years later, in 1849” behind a date that is not ten years before; round numbers may be round."""
    life, text = report.life, report.manuscript.text
    datings = life.datings if life else ()
    for at, dating in enumerate(datings):
        years = _years_told(dating, text)
        if years is None or dating.moment is None or dating.anchor is None:
            continue
        leeway = 1 + abs(years) // 10
        gaps = [gap for one in datings[max(0, at - NEAR) : at] if (gap := _gap(one, dating)) is not None]
        anchor = _gap(life.dating(dating.anchor), dating) if life and _tells_when(dating.anchor, life, text) else None
        if anchor is None or not gaps or any(abs(gap - years) <= leeway for gap in gaps):
            continue
        message = f"“{dating.span.of(text)}”, {dating.moment.edtf}, is {anchor} years behind the date before it"
        yield Hit(message=message, span=dating.span)


def _tells_when(anchor: str, life: Life, text: str) -> bool:
    """Not “since 1870”, nor “the war of 1870”: what came two years later may have come after something else."""
    dating = life.dating(anchor)
    return not dating.bound and not text[: dating.span.start].endswith(" of ")


def _years_told(dating: Dating, text: str) -> int | None:
    """How many years the words say; None of what only says how many months, or nearly how many."""
    if dating.kind != "relative" or dating.offset is None or dating.offset[1:] != (0, 0):
        return None
    from quoth.life.almanac import number_of  # noqa: PLC0415 - few checks ask for a life

    words = dating.span.of(text).lower()
    counted = number_of(words.split()[0]) is not None and not _ROUND.match(words)
    return dating.offset[0] or None if counted else None


def _gap(one: Dating, other: Dating) -> int | None:
    if one.moment is None or other.moment is None or one.kind == "source":
        return None
    if not (one.moment.is_plain and other.moment.is_plain):
        return None
    return _year(other.moment) - _year(one.moment)


def _year(moment: Moment) -> int:
    found = re.match(r"-?\d{4}", moment.edtf)
    return int(found[0]) if found else 0


# -- T107: the calendar ------------------------------------------------------------------------------------------------

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"\b(?P<day>{'|'.join(_WEEKDAYS)}),?\s+(?:the\s+)?$")
AIR = 693_596 + 365 * 20  # about 1920, as a day
GREGORY = 577_736  # 15 October 1582, as a day: before it the calendar of the text is Caesar's
JULIAN = range(9, 14)  # days that Caesar's calendar lags behind, in the centuries that have both


def _impossible(report: Report) -> Iterator[Hit]:
    life, text = report.life, report.manuscript.text
    for dating in life.datings if life else ():
        if dating.kind == "stated" and dating.moment is None:
            yield Hit(message=f"there is no “{dating.span.of(text)}” in the calendar", span=dating.span)
        elif (said := _weekday(dating, text)) is not None:
            yield Hit(
                message=f"{dating.moment and dating.moment.edtf} was a {said[1]}, not a {said[0]}", span=dating.span
            )


def _weekday(dating: Dating, text: str) -> tuple[str, str] | None:
    """The weekday that stands before a day, and the right one, where they differ in both calendars. A day whose year
    stands elsewhere may be of another year."""
    moment = dating.moment if dating.kind == "stated" else None
    named = _WEEKDAY.search(text[: dating.span.start][-16:])
    if named is None or moment is None or len(moment.edtf) != 10 or moment.first is None or moment.first < GREGORY:
        return None
    right = [_WEEKDAYS[(moment.first - 1) % 7], *(_WEEKDAYS[(moment.first - 1 + lag) % 7] for lag in JULIAN)]
    fits = named["day"] == right[0] or (moment.first < AIR and named["day"] in right)
    return None if fits else (named["day"], right[0])


# -- T108: the dates of sources ----------------------------------------------------------------------------------------

MONTH = 31  # days: by so much a text may round, and a letter written on one day be told of on another
_WRITES = re.compile(
    r"\b(?:wrote|writes|writing|written|letter|journal|diary|noted|notes|entry|entered|recorded|told|schrieb|écrivit)\b"
)


def _other_date(report: Report) -> Iterator[Hit]:
    """“In 1841 she wrote in her journal: …”, of words that stand under a day of 1839."""
    life, text = report.life, report.manuscript.text
    sources = {source.quotation: source for source in life.sources} if life else {}
    verdicts = {verdict.quotation: verdict for verdict in report.verdicts}
    quotations = {quotation.id: quotation for quotation in report.quotations}
    for event in life.events if life else ():
        assert life is not None
        if not event.datings:
            continue
        dating = life.dating(event.datings[0])
        for id in event.quotations[:1]:
            between = text[dating.span.stop : quotations[id].span.start]
            source = sources.get(id)
            announced = _WRITES.search(between) and not re.search(r"[.!?]\s", between)
            if source is None or verdicts[id].attribution != "cited-work" or not announced:
                continue
            if dating.kind == "stated" and event.moment.is_plain and _apart(event.moment, source.moment):
                message = (
                    f"the source dates these words {source.moment.edtf}; here they stand under {event.moment.edtf}"
                )
                yield Hit(message=message, span=dating.span, quotation=id)


def _apart(one: Moment, other: Moment) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return other.last < one.first - MONTH or other.first > one.last + MONTH


RULES: tuple[Rule, ...] = (
    Rule(
        code="T104",
        name="wrong-age",
        severity="warning",
        origin="the custom of fact-checkers: dates agree with one another",
        summary="An age does not fit the date beside it and the birth that the manuscript tells.",
        documentation=(
            "The manuscript says when the person was born; a sentence gives an age and one date, and on no day of that "
            "date had the person this age. A birth told by its year leaves a year's play."
        ),
        example="Born in 1890, “In 1912, at the age of 19, Serge was arrested”.",
        find=_wrong_age,
    ),
    Rule(
        code="T105",
        name="wrong-interval",
        severity="info",
        origin="the custom of fact-checkers: dates agree with one another",
        summary="“Ten years later, in 1849” is not ten years behind the date before it.",
        documentation=(
            "A sentence counts years from the date before it and names its own date, and the two do not agree: by more "
            "than one year, and one more for every ten. Numbers that are about or nearly are left alone, and "
            "so are those that agree with another date shortly before."
        ),
        example="“In 1847 they closed the mill. Ten years later, in 1871, it burnt.”",
        find=_wrong_interval,
    ),
    Rule(
        code="T107",
        name="impossible-date",
        severity="warning",
        origin="the custom of fact-checkers: dates agree with one another",
        summary="A day that is not in the calendar, or a weekday that the day was not.",
        documentation=(
            "The 31st of June, or a Monday that was a Tuesday. For days before 1920 a weekday may be that of either "
            "calendar, Caesar's or Gregory's; days before 15 October 1582 are not compared, nor those whose year "
            "stands elsewhere."
        ),
        example="“on 31 June 1839”; “on Monday, 4 May 1948”, which was a Tuesday.",
        find=_impossible,
    ),
    Rule(
        code="T108",
        name="other-date-in-source",
        severity="warning",
        origin="the custom of fact-checkers: dates agree with one another",
        summary="Words are dated here otherwise than by the letter or journal that they stand in.",
        documentation=(
            "A sentence dates outright what somebody wrote, and quotes it; the words were found in the work cited, "
            "under the heading of a letter or of a day, and its date is more than a month away. The manuscript may "
            "have the wrong year, or the words of another letter."
        ),
        example="“On May 3, 1841, she wrote in her journal …” – the source has the words under 3 May 1839.",
        find=_other_date,
    ),
)
