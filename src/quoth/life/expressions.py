"""Expressions that name a date outright, or a part of one: patterns, and what each says.

An expression is found by its form alone; what it leaves open ("12 May", "the 12th") is settled in `context.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quoth.life.almanac import (
    CAPITALS,
    DECADES,
    MONTHS,
    ORDINALS,
    SEASONS,
    any_of,
    ordinal_of,
    roman_number,
)
from quoth.life.moments import NOWHEN, WINTER, Partial, moment_of
from quoth.life.years import is_year
from quoth.model.text import Span

__all__ = ["Expression", "absolute"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """What stands at `span`: one date, or from `start` to `end` where `end` is not None. `open_end`: "2013–present"."""

    span: Span
    start: Partial
    end: Partial | None = None
    open_end: bool = False


Match = re.Match[str]
Found = Iterator[Expression]

_M = rf"(?:{any_of(MONTHS)})\b\.?"
_BEGIN = r"(?:\b|(?<=[a-zß-ÿ])(?=[A-Z]))"  # a web page runs words together: "onMay 29, 1818"
_D = rf"(?:\d{{1,2}}(?!\d)(?:st|nd|rd|th|er|º|ª|\.(?=\s))?|(?:{any_of(ORDINALS)})\b)"
_Y = r"(?:\d{3,4})(?!\d)"
_DASH = r"[-‐‑–—−]"
_TO = rf"(?:\s?{_DASH}\s?|\s+(?:to|until|till|through|bis|bis\s+zum|au|à|al|a)\s+(?:the\s+)?)"
_AND = r"(?:\s*,\s*|\s*&\s*|\s+(?:and|or|und|oder|et|ou|y|e)\s+(?:the\s+)?)"
_OF = r"(?:(?:of|de|di|del|dell['’]|in|des\s+Jahres)\s*)"
_ERA = r"(?P<era>\s?(?:B\.?\s?C\.?(?:\s?E\.?)?|v\.\s?Chr\.|av\.\s?J\.-C\.|A\.?\s?D\.?|C\.?\s?E\.)(?!\w))"
_AHEAD = _ERA.replace("era", "ahead")
_SMALL_NUMBER = r"(?<![\d.,/:$£€-])"

_DAY_FIRST = re.compile(
    rf"{_SMALL_NUMBER}(?:(?<=\s)|(?<=\W)|^)(?:(?P<d1>{_D})(?P<to>{_TO})?(?(to)|(?P<and>{_AND})))??"
    rf"(?P<d2>{_D})(?:\s+day)?\s+{_OF}?(?P<m>{_M})(?:,?\s+{_OF}?(?P<y>{_Y})(?P<dual>/\d{{1,2}}(?!\d))?{_ERA}?)?"
)
# One day in the calendars of Caesar and of Gregory: "25 October (7 November) 1917", "11/23 May 1890".
_BRACKETED = r"\s*[(\[](?:[NO]\.?\s?S\.?:?\s*|(?:New|Old)\s+Style:?\s*|Gregorian:?\s*|Julian:?\s*)?"
_TWO_CALENDARS = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})/(?P<d2>\d{{1,2}})\s+(?P<m>{_M})"
    rf"|(?P<d1a>{_D})\s+{_OF}?(?P<m1a>{_M}){_BRACKETED}(?P<d2a>{_D})\s+{_OF}?(?P<m2a>{_M})[)\]]"
    rf"|(?P<m1b>{_M})\s+(?P<d1b>{_D}){_BRACKETED}(?P<m2b>{_M})\s+(?P<d2b>{_D})[)\]]),?\s+{_OF}?(?P<y>{_Y})"
)
_MONTH_FIRST = re.compile(
    rf"{_BEGIN}(?P<m>{_M})\s+(?:the\s+)?(?P<d1>{_D})(?:(?:(?P<to>{_TO})|(?P<and>{_AND}))(?P<d2>{_D})(?!\s+{_M}))?"
    rf"(?:,?\s+{_OF}?(?P<y>{_Y})(?P<dual>/\d{{1,2}}(?!\d))?{_ERA}?)?"
)
_MONTH = re.compile(
    rf"\b(?P<m>{_M})(?:(?:(?P<to>{_TO})|(?P<and>{_AND}))(?P<m2>{_M}))?,?\s+{_OF}?(?P<y>{_Y})(?P<dual>/\d{{1,2}}(?!\d))?"
)
_LISTED_MONTH = re.compile(
    rf"\b(?P<m>{_M})(?=(?:(?:\s*[,;]|\s+(?:and|or|&))\s*{_M})*(?:\s*,|\s+(?:and|or|&|und|et))\s*{_M},?\s+{_Y})"
)
_LONE_MONTH = re.compile(
    rf"(?:\b(?P<before>[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Tt]ill|[Ff]rom|[Dd]uring|[Tt]hrough|[Bb]efore|[Aa]fter|[Ee]arly"
    rf"(?:\sin)?|[Ll]ate(?:\sin)?|mid|end\sof|beginning\sof|middle\sof|month\sof|days\sof|weeks\sof|[Tt]hat|[Ii]m|[Ss]eit|Ende|Anfang|Mitte)"
    rf"[\s-]+)(?P<m>{any_of(CAPITALS)})\b(?!\.|['’]s|\s+[A-Z]|-\w)"
)
_ISO = re.compile(r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])")
_FIGURES = re.compile(
    r"(?<![\d./])(?P<d>\d{1,2})(?P<point>[./]\s?)(?P<m>\d{1,2}|[IVX]{1,4})(?P=point)(?P<y>\d{4})(?!\d)"
)
_SEASON = re.compile(
    rf"\b(?:(?P<s1>{any_of(SEASONS)})(?P<to>{_TO})?(?(to)|(?P<and>{_AND})))??(?P<s>{any_of(SEASONS)}),?\s+{_OF}?(?P<y>{_Y})"
    rf"(?:[-–/](?P<next>\d{{4}}|\d{{1,2}})(?!\d))?"
)
_DECADE = re.compile(
    rf"(?<![\w.,])(?P<y>\d{{3}}0)(?:\s?['’]?s|er(?:\s+Jahren?)?)\b(?:(?:(?P<to>{_TO})|(?P<and>{_AND}))"
    rf"(?:\d\d|['’‘])?(?P<y2>\d0)(?:['’]?s|er)\b)?"
)
_ANNEES = re.compile(r"\bannées\s+(?P<y>1[5-9]\d0|20\d0)\b")
_SPELLED_DECADE = re.compile(
    rf"\b(?P<c>fifteen|sixteen|seventeen|eighteen|nineteen)[\s-](?P<d>{any_of(DECADES)})\b", re.IGNORECASE
)
_CENTURY = re.compile(
    rf"\b(?:(?P<c1>\d{{1,2}}(?:st|nd|rd|th)?|{any_of(ORDINALS)})(?:(?P<to>{_TO})|(?P<and>{_AND})))?"
    rf"(?P<c>\d{{1,2}}(?:st|nd|rd|th)|{any_of(ORDINALS)})[\s-]+[Cc]entur(?:y|ies)\b{_ERA}?",
    re.IGNORECASE,
)
_FOREIGN_CENTURY = re.compile(
    r"\b(?:(?P<c>\d{1,2})\.\s?Jahrhunderts?|(?P<r>[IVX]{1,5})(?:e|ème)\s+siècle|(?:siglo|secolo|século)\s+(?P<l>[IVX]{1,5}))\b"
)
_YEAR = re.compile(
    rf"(?<![\w.,/:$£€#-])(?:(?P<ad>A\.?D\.?\s?)(?P<yad>\d{{1,4}})|(?P<y>\d{{1,4}})(?={_AHEAD})|(?P<plain>\d{{4}}))"
    rf"(?!\d|[.,]\d|%|°|[a-zß-ÿ])"
    rf"(?:(?:\s?{_DASH}\s?|\s+to\s+|/)(?P<open>present|today|heute)"
    rf"|{_DASH}(?P<short>\d{{4}}|\d{{1,2}})(?![\d%]|\s+{_M}|{_DASH}\d)"
    rf"|/(?P<slash>\d{{1,2}}|\d{{4}})(?![\d/]))?{_ERA}?"
)


def absolute(text: str, block: Span) -> Found:
    """All that may be meant in the block, in no order; of those that overlap, the longest holds."""
    centuries = "entur" in block.of(text).lower()  # its pattern is slow, and its word is rare
    for pattern, reading in _READINGS:
        if reading is _centuries and not centuries:
            continue
        for found in pattern.finditer(text, block.start, block.stop):
            yield from (one for one in reading(found) if one.start.is_possible or _is_slip(one.start))


def _is_slip(date: Partial) -> bool:
    """A whole date that no calendar has, the 31st of June: somebody wrote it."""
    return date.is_whole and (date.day or 0) <= 31


def _span(found: Match) -> Span:
    """Without the point that may end a sentence as well as an abbreviation."""
    return Span(start=found.start(), stop=found.end() - found[0].endswith("."))


def _month(found: Match, group: str) -> int:
    return MONTHS[found[group].rstrip(".")]


def _full_year(found: Match) -> int | None:
    """The second of two years is that of the calendar whose year begins in January: "11 February 1687/8"."""
    if not found["y"]:
        return None
    year = int(found["y"]) + (1 if found["dual"] else 0)
    return _of_era(year, found)


def _of_era(year: int, found: Match) -> int:
    era = found.groupdict().get("era") or ""
    return 1 - year if era.strip().startswith(("B", "v", "av")) else year


def _days(found: Match) -> Found:
    month, year = _month(found, "m"), _full_year(found)
    days = [ordinal_of(found[group]) for group in ("d1", "d2") if found[group]]
    dates = [Partial(year=year, month=month, day=day) for day in days]
    yield from _one_or_two(found, dates)


def _one_or_two(found: Match, dates: list[Partial]) -> Found:
    """One date, a range, or two dates that stand together: the first up to its joint, the second from there."""
    if len(dates) == 1:
        yield Expression(span=_span(found), start=dates[0])
    elif found["to"] or _is_between(found):
        yield Expression(span=_span(found), start=dates[0], end=dates[1])
    else:
        joint = found.end("and")
        yield Expression(span=Span(start=found.start(), stop=found.start("and")), start=dates[0])
        yield Expression(span=Span(start=joint, stop=found.end()), start=dates[1])


def _is_between(found: Match) -> bool:
    return (
        re.search(r"\b(?:between|zwischen|entre|tra|fra)\s+(?:the\s+)?$", found.string[: found.start()][-14:])
        is not None
    )


def _months(found: Match) -> Found:
    year = _full_year(found)
    months = [_month(found, group) for group in ("m", "m2") if found[group]]
    yield from _one_or_two(found, [Partial(year=year, month=month) for month in months])


def _two_calendars(found: Match) -> Found:
    """The later of the two is Gregory's; the year is that of both, but where one is of December."""
    form = "" if found["m"] else "a" if found["m1a"] else "b"
    days = [ordinal_of(found[f"d{at}{form}"]) for at in (1, 2)]
    months = [_month(found, f"m{at}{form}" if form else "m") for at in (1, 2)]
    dates = [Partial(year=int(found["y"]), month=month, day=day) for month, day in zip(months, days, strict=True)]
    first, second = ((moment_of(date) or NOWHEN).first for date in dates)
    if first is not None and second is not None and 10 <= abs(second - first) <= 13:
        yield Expression(span=_span(found), start=dates[1] if second > first else dates[0])


def _lone_month(found: Match) -> Found:
    yield Expression(span=Span(start=found.start("m"), stop=found.end("m")), start=Partial(month=_month(found, "m")))


def _iso(found: Match) -> Found:
    yield Expression(span=_span(found), start=Partial(year=int(found["y"]), month=int(found["m"]), day=int(found["d"])))


def _figures(found: Match) -> Found:
    """Points stand between day and month, in this order; of "3/4/1920" nobody knows which is which."""
    first, second = int(found["d"]), found["m"]
    month = int(second) if second.isdecimal() else roman_number(second)
    year = int(found["y"])
    if found["point"][0] == "/" and first <= 12 and month <= 12 and first != month:
        yield Expression(span=_span(found), start=Partial(year=year))
    elif found["point"][0] == "/" and month > 12:
        yield Expression(span=_span(found), start=Partial(year=year, month=first, day=month))
    else:
        yield Expression(span=_span(found), start=Partial(year=year, month=month, day=first))


def _seasons(found: Match) -> Found:
    year = int(found["y"])
    seasons = [SEASONS[found[group]] for group in ("s1", "s") if found[group]]
    crossing = found["next"] is not None and seasons[-1] == WINTER
    dates = [Partial(year=year, season=season, winter_of_two=crossing) for season in seasons]
    yield from _one_or_two(found, dates)


def _decades(found: Match) -> Found:
    year = int(found["y"])
    dates = [Partial(year=year, years=10)]
    if found["y2"]:
        dates.append(Partial(year=year // 100 * 100 + int(found["y2"]), years=10))
    yield from _one_or_two(found, dates)


def _annees(found: Match) -> Found:
    yield Expression(span=_span(found), start=Partial(year=int(found["y"]), years=10))


def _spelled_decade(found: Match) -> Found:
    century = {"fifteen": 1500, "sixteen": 1600, "seventeen": 1700, "eighteen": 1800, "nineteen": 1900}
    year = century[found["c"].lower()] + DECADES[found["d"].lower()]
    yield Expression(span=_span(found), start=Partial(year=year, years=10))


def _centuries(found: Match) -> Found:
    numbers = [ordinal_of(found[group]) or 0 for group in ("c1", "c") if found[group]]
    dates = [_century(number, found) for number in numbers]
    yield from _one_or_two(found, dates)


def _century(number: int, found: Match) -> Partial:
    before = (found["era"] or "").strip().startswith("B")
    return Partial(year=-100 * number + 1 if before else 100 * (number - 1), years=100)


def _foreign_century(found: Match) -> Found:
    roman = found["r"] or found["l"]
    number = roman_number(roman) if roman else int(found["c"])
    yield Expression(span=_span(found), start=Partial(year=100 * (number - 1), years=100))


def _years(found: Match) -> Found:
    number = found["yad"] or found["y"] or found["plain"]
    if found["plain"] and not found["era"] and not is_year(found):
        return
    year = _of_era(int(number), found)
    suffix = found["short"] or found["slash"]
    if suffix is None or found["era"]:
        yield Expression(span=_span(found), start=Partial(year=year), open_end=bool(found["open"]))
    else:
        yield from _year_and_suffix(found, year, suffix)


def _year_and_suffix(found: Match, year: int, suffix: str) -> Found:
    """ "1936–41", "1936/7"; "1917-03" is a month, and "1914-7" is to 1917."""
    end = year // 10 ** len(suffix) * 10 ** len(suffix) + int(suffix)
    start = found.start("plain")
    if end > year:
        yield Expression(span=Span(start=start, stop=found.end()), start=Partial(year=year), end=Partial(year=end))
    elif len(suffix) == 2 and 1 <= int(suffix) <= 12:
        yield Expression(span=Span(start=start, stop=found.end()), start=Partial(year=year, month=int(suffix)))
    else:
        yield Expression(span=Span(start=start, stop=found.end("plain")), start=Partial(year=year))


_READINGS: tuple[tuple[re.Pattern[str], Callable[[Match], Found]], ...] = (
    (_TWO_CALENDARS, _two_calendars),
    (_DAY_FIRST, _days),
    (_MONTH_FIRST, _days),
    (_MONTH, _months),
    (_LISTED_MONTH, _lone_month),
    (_LONE_MONTH, _lone_month),
    (_ISO, _iso),
    (_FIGURES, _figures),
    (_SEASON, _seasons),
    (_DECADE, _decades),
    (_ANNEES, _annees),
    (_SPELLED_DECADE, _spelled_decade),
    (_CENTURY, _centuries),
    (_FOREIGN_CENTURY, _foreign_century),
    (_YEAR, _years),
)
