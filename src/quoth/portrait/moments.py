"""Dates as a reader says them, and where they lie on a line of time."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from quoth.model.life import Event, Moment

__all__ = ["said", "told", "years"]

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SEASONS: Final = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}  # EDTF level 1
_PART: Final = re.compile(r"(?P<year>-?[\dX]{4})(?:-(?P<month>[\dX]{2}))?(?:-(?P<day>[\dX]{2}))?(?P<doubt>[~?%]?)\Z")
_DOUBT: Final = {"~": "about ", "?": "perhaps ", "%": "perhaps about ", "": ""}
YEAR: Final = 365.2425  # days


def said(moment: Moment) -> str:
    """ "October 1917", "about 1919", "the 1920s", "1922 – 1926", "until 1920"; EDTF where it is none of these."""
    first, slash, last = moment.edtf.partition("/")
    if not slash:
        return _part(first)
    if first in ("", ".."):
        return f"until {_part(last)}"
    if last in ("", ".."):
        return f"from {_part(first)}"
    return f"{_part(first)} – {_part(last)}"


def told(event: Event) -> str:
    """When it happened; of a station, which the text does not date, what was told before it and behind it."""
    first, slash, last = event.moment.edtf.replace("?", "").partition("/")
    if event.kind != "station" or not slash or ".." in (first, last):
        return said(event.moment)
    return f"between {_part(first)} and {_part(last)}"


def _part(edtf: str) -> str:
    found = _PART.match(edtf)
    if found is None:
        return edtf
    year, month, day = _year(found["year"]), found["month"] or "", found["day"] or ""
    if month in _SEASONS:
        words = f"{_SEASONS[month]} {year}"
    elif month.isdecimal() and 1 <= int(month) <= 12:
        words = " ".join(([str(int(day))] if day.isdecimal() else []) + [_MONTHS[int(month) - 1], year])
    else:
        words = year
    return _DOUBT[found["doubt"]] + words


def _year(digits: str) -> str:
    if re.fullmatch(r"\d{2}XX", digits):
        century = int(digits[:2]) + 1
        ending = "th" if 10 <= century % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(century % 10, "th")
        return f"{century}{ending} century"
    if re.fullmatch(r"\d{3}X", digits):
        return f"the {digits[:3]}0s"
    return str(int(digits)) if digits.lstrip("-").isdecimal() else digits


def years(moment: Moment) -> tuple[float, float]:
    """From where to where it lies, in years with their fractions; an open end is where the other is."""
    first, last = moment.days
    return _in_years(first), _in_years(last + 1)


def _in_years(day: int) -> float:
    if not 1 <= day <= date.max.toordinal():
        return 1 + (day - 1) / YEAR
    found = date.fromordinal(day)
    return found.year + (day - date(found.year, 1, 1).toordinal()) / YEAR
