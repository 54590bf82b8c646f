"""Days, months, years and what is less sure, as EDTF strings and as counts of days.

Years are astronomical, as in EDTF: 0 is 1 BC, -43 is 44 BC. Centuries are those of speech: the nineteenth is 1800 to
1899 ("18XX"). Seasons are those of the northern half of the world, with the months that border on them: an author who
writes "spring" may mean the end of February.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from typing import Literal

from quoth.model.life import Moment

__all__ = [
    "AUTUMN",
    "NOWHEN",
    "SPRING",
    "SUMMER",
    "WINTER",
    "Part",
    "Partial",
    "day_number",
    "days_in",
    "interval",
    "moment_named",
    "moment_of",
    "years_on",
]

SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24  # as EDTF numbers them
Part = Literal["", "early", "mid", "late"]
_MONTHS_OF = {SPRING: (2, 6), SUMMER: (5, 9), AUTUMN: (8, 12)}
_DECADE, _CENTURY = 10, 100


NOWHEN = Moment(edtf="", first=None, last=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """What an expression says of a date; None is what it leaves open.

    `years` is how many years are meant from `year` on: 1, 10 for a decade, 100 for a century. `season` is a number of
    EDTF. `winter_of_two`: the winter that begins in `year` and ends in the next. `part` narrows the longest unit named.
    `about` and `perhaps` are said of the whole.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    years: int = 1
    season: int | None = None
    winter_of_two: bool = False
    part: Part = ""
    about: bool = False
    perhaps: bool = False

    @property
    def is_possible(self) -> bool:
        """Whether there is such a day; the 29 February of a year not named is."""
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        if self.month is None:
            return 1 <= self.day <= 31
        return 1 <= self.day <= days_in(2000 if self.year is None else self.year, self.month)

    @property
    def is_whole(self) -> bool:
        """Whether year, month and day are named."""
        return self.year is not None and self.month is not None and self.day is not None

    def within(self, other: Partial) -> Partial:
        """This one, with the larger units that only `other` names."""
        if self.year is not None:
            return self
        needs_month = self.month is None and self.season is None
        return replace(self, year=other.year, month=other.month if needs_month else self.month)


def moment_of(partial: Partial) -> Moment | None:
    """None where no year is known: what has none cannot stand in a chronology."""
    if partial.year is None or not partial.is_possible:
        return None
    if partial.part and partial.years > 1:
        return _part_of_years(partial)
    first, last = _bounds(partial)
    sign = {(True, True): "%", (True, False): "~", (False, True): "?"}.get((partial.about, partial.perhaps), "")
    return Moment(edtf=_written(partial) + sign, first=first, last=last)


def interval(start: Moment | None, end: Moment | None) -> Moment:
    """From the one to the other; None is open. An end before its start is not mended here."""
    edtf = f"{_whole(start.edtf, '0') if start else '..'}/{_whole(end.edtf, '9') if end else '..'}"
    return Moment(edtf=edtf, first=start.first if start else None, last=end.last if end else None)


def _whole(edtf: str, digit: str) -> str:
    """Level 1 has no intervals between years of which digits are open: their first or last year stands for them,
    about."""
    year = edtf.replace("X", digit)
    return edtf if year == edtf else year if year[-1] in "~?%" else year + "~"


def _written(partial: Partial) -> str:
    assert partial.year is not None
    year = _year(partial.year)
    if partial.years == _CENTURY:
        return year[:-2] + "XX"
    if partial.years == _DECADE:
        return year[:-1] + "X"
    if partial.season is not None:
        return f"{year}-{partial.season}"
    if partial.month is None:
        return year
    return f"{year}-{partial.month:02}" if partial.day is None else f"{year}-{partial.month:02}-{partial.day:02}"


def _year(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04}"


def _part_of_years(partial: Partial) -> Moment:
    """The halves of a decade or century; the middle of it has no sharp edge."""
    assert partial.year is not None
    half = partial.years // 2
    first, last = {
        "early": (partial.year, partial.year + half - 1),
        "late": (partial.year + half, partial.year + partial.years - 1),
        "mid": (partial.year + partial.years * 4 // 10, partial.year + partial.years * 6 // 10),
    }[partial.part]
    vague = partial.part == "mid" or partial.about
    ends = [moment_of(Partial(year=year, about=vague, perhaps=partial.perhaps)) for year in (first, last)]
    return interval(*ends)


def _bounds(partial: Partial) -> tuple[int, int]:
    year, month = partial.year, partial.month
    assert year is not None
    if partial.season == WINTER:
        start = day_number(year, 11, 1) if partial.winter_of_two else day_number(year, 1, 1)
        return start, day_number(year + 1, 3, 31)
    if partial.season is not None:
        opening, closing = _MONTHS_OF[partial.season]
        return day_number(year, opening, 1), day_number(year, closing, days_in(year, closing))
    if month is None:
        last = year + partial.years - 1
        return _narrowed(day_number(year, 1, 1), day_number(last, 12, 31), partial)
    if partial.day is None:
        return _narrowed(day_number(year, month, 1), day_number(year, month, days_in(year, month)), partial)
    day = day_number(year, month, partial.day)
    return day, day


def _narrowed(first: int, last: int, partial: Partial) -> tuple[int, int]:
    """“Early 1917” is not its last third, “late 1917” not its first."""
    third = (last - first) // 3
    if partial.about:  # how far “about” reaches nobody says: no less than the unit to either side
        return first - (last - first + 1), last + (last - first + 1)
    match partial.part:
        case "early":
            return first, last - third
        case "late":
            return first + third, last
        case _:
            return first, last


def days_in(year: int, month: int) -> int:
    return monthrange(2000 + year % 400, month)[1]  # the calendar repeats after 400 years, and its module ends at 1


def day_number(year: int, month: int, day: int) -> int:
    """As `datetime.date.toordinal`, for any year (proleptic Gregorian)."""
    before = year - 1
    leaps = before // 4 - before // 100 + before // 400
    return before * 365 + leaps + sum(days_in(year, earlier) for earlier in range(1, month)) + day


def years_on(moment: Moment, first: int, stop: int) -> Moment | None:
    """From `first` years behind a day or year up to the day before `stop` years; where the two are the same, that day
    or year. None of what is neither a day, a month nor a year."""
    partial = _parsed(moment.edtf)
    if partial is None or partial.year is None:
        return None
    start = moment_of(replace(partial, year=partial.year + first, day=_held(partial, first)))
    if first == stop or start is None:
        return start
    last = moment_of(replace(partial, year=partial.year + stop, day=_held(partial, stop)))
    if last is None or last.first is None or partial.day is None:
        return interval(start, last)
    return interval(start, _day(last.first - 1))


def moment_named(edtf: str) -> Moment | None:
    """Of a day, a month or a year as EDTF; None of anything else."""
    partial = _parsed(edtf)
    return moment_of(partial) if partial else None


def _held(partial: Partial, years: int) -> int | None:
    """Who is born on 29 February has a birthday on the 28th of most years."""
    if partial.day is None or partial.month is None or partial.year is None:
        return partial.day
    return min(partial.day, days_in(partial.year + years, partial.month))


def _parsed(edtf: str) -> Partial | None:
    found = re.fullmatch(r"(?P<y>-?\d{4})(?:-(?P<m>0[1-9]|1[0-2]))?(?:-(?P<d>\d\d))?(?P<sign>[~?%]?)", edtf)
    if found is None:
        return None
    month, day = found["m"], found["d"]
    return Partial(
        year=int(found["y"]),
        month=int(month) if month else None,
        day=int(day) if day else None,
        about=found["sign"] in {"~", "%"},
        perhaps=found["sign"] in {"?", "%"},
    )


def _day(number: int) -> Moment:
    year = number // 366 + 1
    while day_number(year + 1, 1, 1) <= number:
        year += 1
    month = max(at for at in range(1, 13) if day_number(year, at, 1) <= number)
    day = number - day_number(year, month, 1) + 1
    return Moment(edtf=_written(Partial(year=year, month=month, day=day)), first=number, last=number)
