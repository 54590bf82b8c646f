"""Days that are told by a feast, by the calendar of the French Republic, or by a war: "Easter 1916", "9 Thermidor II".

A feast that may be its season as well ("at Christmas") is about its day. Those that move with Easter are reckoned by
Gregory's calendar, and only from the year on in which the last country of the west had it (Britain, 1752).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from quoth.life.almanac import any_of, roman_number
from quoth.life.expressions import Expression
from quoth.life.moments import Partial
from quoth.model.text import Span

__all__ = ["observed"]

_FIXED = {
    "Christmas Day": 1225, "Christmas Eve": 1224, "Boxing Day": 1226, "New Year's Day": 101, "New Year's Eve": 1231,
    "Twelfth Night": 105, "Epiphany": 106, "Candlemas": 202, "St Valentine's Day": 214, "Lady Day": 325, "May Day": 501,
    "Midsummer Day": 624, "Midsummer's Day": 624, "Bastille Day": 714, "Lammas": 801, "Lammas Day": 801,
    "Michaelmas": 929, "Michaelmas Day": 929, "Halloween": 1031, "Hallowe'en": 1031, "All Saints' Day": 1101,
    "All Souls' Day": 1102, "Guy Fawkes Day": 1105, "Martinmas": 1111, "Armistice Day": 1111, "St Stephen's Day": 1226,
    "Heiligabend": 1224, "Silvester": 1231, "Neujahr": 101, "Toussaint": 1101,
}  # fmt: skip
_SEASONAL = {"Christmas": 1225, "Weihnachten": 1225, "Noël": 1225, "Midsummer": 624}
_BY_EASTER = {
    "Shrove Tuesday": -47, "Ash Wednesday": -46, "Palm Sunday": -7, "Maundy Thursday": -3, "Good Friday": -2,
    "Easter Sunday": 0, "Easter Day": 0, "Easter Monday": 1, "Ascension Day": 39, "Whit Sunday": 49, "Whitsunday": 49,
    "Whit Monday": 50, "Trinity Sunday": 56, "Corpus Christi": 60, "Karfreitag": -2, "Ostersonntag": 0,
}  # fmt: skip
_AROUND_EASTER = {"Easter": 0, "Whitsun": 49, "Pentecost": 49, "Ostern": 0, "Pfingsten": 49, "Pâques": 0}
_DAYS = _FIXED | _SEASONAL
_MOVING = _BY_EASTER | _AROUND_EASTER
REFORMED = 1753  # the first whole year of Gregory's calendar in all the west
_NAMES = any_of(_DAYS | _MOVING).replace("'", "['’]")
_FEAST = re.compile(rf"\b(?P<feast>{_NAMES}),?\s+(?:(?:of|in|de)\s+)?(?:the\s+year\s+)?(?P<y>\d{{4}})(?![\d–-])")

_REPUBLICAN = {
    name: month
    for month, names in enumerate(
        (
            "vendémiaire vendemiaire", "brumaire", "frimaire", "nivôse nivose", "pluviôse pluviose", "ventôse ventose",
            "germinal", "floréal floreal", "prairial", "messidor", "thermidor", "fructidor",
        )
    )
    for name in names.split()
}  # fmt: skip
# 1 vendémiaire of the years I to XIV, as days of September 1792 to 1805.
_BEGINS = (22, 22, 22, 23, 22, 22, 22, 23, 23, 23, 23, 24, 23, 23)
_REPUBLIC = re.compile(
    rf"\b(?P<d>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{any_of(_REPUBLICAN)}),?\s+"
    r"(?:(?:of\s+)?(?:the\s+)?(?:[Yy]ear|an)\s+)?(?P<y>[IVX]+|\d{1,2})\b",
    re.IGNORECASE,
)

_WARS = {
    "World War I": ((1914, 7, 28), (1918, 11, 11)),
    "World War II": ((1939, 9, 1), (1945, 9, 2)),
}
_WAR = re.compile(
    r"\b(?:[Dd]uring|[Tt]hroughout)\s+(?:the\s+)?(?P<war>(?P<first>First\s+World\s+War|World\s+War\s+(?:I|One)|Great\s+War)|"
    r"Second\s+World\s+War|World\s+War\s+(?:II|Two))\b"
)


def observed(text: str, block: Span) -> Iterator[Expression]:
    """All in the block, in no order."""
    for pattern, reading in ((_FEAST, _feast), (_REPUBLIC, _republican), (_WAR, _war)):
        for found in pattern.finditer(text, block.start, block.stop):
            if (one := reading(found)) is not None:
                yield one


def _feast(found: re.Match[str]) -> Expression | None:
    name, year = " ".join(found["feast"].replace("’", "'").split()), int(found["y"])
    vague = name in _SEASONAL or name in _AROUND_EASTER
    if name in _DAYS:
        month, day = divmod(_DAYS[name], 100)
        return Expression(span=_span(found), start=Partial(year=year, month=month, day=day, about=vague))
    if year < REFORMED:
        return None
    moved = _easter(year) + timedelta(days=_MOVING[name])
    return Expression(span=_span(found), start=Partial(year=year, month=moved.month, day=moved.day, about=vague))


def _span(found: re.Match[str]) -> Span:
    return Span(start=found.start(), stop=found.end())


def _easter(year: int) -> date:
    """Easter Sunday of the western church (the anonymous algorithm, Nature 13, 1876)."""
    golden, century, of_century = year % 19, year // 100, year % 100
    leaps, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _republican(found: re.Match[str]) -> Expression | None:
    year = int(found["y"]) if found["y"].isdecimal() else roman_number(found["y"])
    day = int(found["d"])
    if not 1 <= year <= len(_BEGINS) or not 1 <= day <= 30:
        return None
    begin = date(1791 + year, 9, _BEGINS[year - 1])
    told = begin + timedelta(days=_REPUBLICAN[found["m"].lower()] * 30 + day - 1)
    return Expression(span=_span(found), start=Partial(year=told.year, month=told.month, day=told.day))


def _war(found: re.Match[str]) -> Expression:
    ends = _WARS["World War I" if found["first"] else "World War II"]
    start, end = (Partial(year=year, month=month, day=day) for year, month, day in ends)
    return Expression(span=Span(start=found.start("war"), stop=found.end("war")), start=start, end=end)
