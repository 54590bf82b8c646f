"""EDTF as the attributes that TEI dates with (att.datable): W3C dates, and those of ISO for years before the first.

What these cannot say whole (a season, a decade, an open end) is said by the days that bound it, and stands beside as
EDTF in @when-custom.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from quoth.model.life import Moment

__all__ = ["EDTF", "dated"]

EDTF: Final = "edtf"  # the id under which the header describes it
_PLAIN: Final = re.compile(r"(?P<day>-?\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?)(?P<doubt>[~?%]?)\Z")
_DOUBT: Final = {"~": "medium", "?": "low", "%": "low", "": ""}  # about, perhaps, perhaps about: @cert


def dated(moment: Moment | None) -> dict[str, str]:
    """The attributes; none for a date that the text does not settle."""
    if moment is None:
        return {}
    first, slash, last = moment.edtf.partition("/")
    parts = [_PLAIN.match(part) for part in ((first, last) if slash else (first,))]
    said = {} if moment.is_plain else {"when-custom": moment.edtf, "datingMethod": f"#{EDTF}"}
    names = ("from", "to") if slash else ("when",)
    if not all(parts):
        return _bounded(moment) | said
    days = dict(_named(name, part["day"]) for name, part in zip(names, parts, strict=True) if part)
    cert = min(filter(None, (_DOUBT[part["doubt"]] for part in parts if part)), default="")  # "low" before "medium"
    return days | {"cert": cert} | said


def _named(name: str, day: str) -> tuple[str, str]:
    """XML Schema has no year 0 and counts backwards from 1, ISO 8601 has one: such years can only be said in ISO's."""
    return (f"{name}-iso" if day.startswith(("-", "0000")) else name), day


def _bounded(moment: Moment) -> dict[str, str]:
    """The first and the last day that it can mean; none where no calendar of ours reaches."""
    bounds = {"notBefore": moment.first, "notAfter": moment.last}
    return {
        name: date.fromordinal(day).isoformat()
        for name, day in bounds.items()
        if day is not None and 1 <= day <= date.max.toordinal()
    }
