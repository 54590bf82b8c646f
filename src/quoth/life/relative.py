"""Expressions that date by another date: "three years later", "the following May", "that summer", "aged 17"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quoth.life.almanac import (
    CAPITALS,
    CARDINALS,
    DECADES,
    ORDINALS,
    SEASONS,
    UNITS,
    any_of,
    number_of,
    ordinal_of,
)
from quoth.life.moments import Partial
from quoth.model.text import Span

__all__ = ["Age", "Relation", "Relative", "relative"]

Unit = Literal["day", "month", "year", "decade", "century", "season", "named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """So far behind another date (`offset`: years, months, days, negative before it), told as exactly as `unit`.

    Of unit "named" the target names a month or season: its next one behind the other date (`direction` 1), the last
    before it (-1) or that of the same year (0). `vague`: "about", "some".
    """

    unit: Unit
    direction: Literal[-1, 0, 1]
    offset: tuple[int, int, int] | None = None
    target: Partial | None = None
    vague: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """So many years after a birth: from the birthday on which one is `first` to the day before one is `stop`; one day
    where they are the same (a birthday)."""

    first: int
    stop: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    span: Span
    relation: Relation | Age


_NUMBER = rf"(?:\d{{1,3}}|{any_of(CARDINALS)})"
_VAGUE = (
    r"(?P<vague>(?:some|about|around|nearly|almost|roughly|approximately|over|barely|scarcely|hardly|"
    r"(?:more|less|little\smore)\sthan|etwa|fast|environ|presque)\s+)"
)
_LATER = (
    r"later|afterwards?|thereafter|plus\stard|après(?=[\s,.;:])|später|danach|darauf|"
    r"after(?=\s*[,.;:]|\s+(?:that|this)\b)"
)
_EARLIER = r"earlier|previously|plus\stôt|auparavant|zuvor|früher|vorher|before(?=\s*[,.;:])"
_SHIFT = re.compile(
    rf"(?<!\bof\s)(?<!\bhalf\s)(?<!-)\b{_VAGUE}?(?P<n>{_NUMBER})[\s-]+(?P<half>and\sa\shalf\s+)?(?P<u>{any_of(UNITS)})\s+"
    rf"(?:(?P<later>{_LATER})|(?P<earlier>{_EARLIER}))(?![\w-])(?!\s+than\b)",
    re.IGNORECASE,
)
_NEXT = r"(?:following|next|ensuing|succeeding|suivante?|folgenden|nächsten)"
_SAME = r"(?:same|very\ssame|même|selben|gleichen)"
_LAST = r"(?:previous|preceding|précédente?|vorigen|vorangegangenen|vorhergehenden)"
_TIME_OF_DAY = r"morning|afternoon|evening|night|day|Tag|jour"
_UNIT = rf"(?P<u>year|month|week|decade|century|{_TIME_OF_DAY}|Jahre?|Monat|année|mois)"
_NAMED = rf"(?P<named>{any_of(CAPITALS)}|{any_of(SEASONS)})"
_POINTED = re.compile(
    rf"\b(?:(?:[Tt]he|[Ii]m|[Aa]m|[Ii]n|[Ll][ea]|[Ll]['’])\s*(?:(?P<next>{_NEXT})|(?P<same>{_SAME})|(?P<last>{_LAST}))|(?P<bare>[Nn]ext)"
    rf"|(?P<that>[Tt]hat(?:\ssame|\svery)?))\s+(?:{_UNIT}|{_NAMED})\b(?!['’]s|-)"
)
_TURNED = re.compile(
    r"\b(?:[Tt]he|[Ll]['’]|[Ll]e)\s*(?P<u>year|month|week|day|année|mois|jour)\s+(?:(?P<next>after|suivante?)|(?P<last>before|précédente?))"
    r"(?=\s*[,.;:)])"
)
_WITHIN = re.compile(
    r"\b(?:earlier|later|early|late|midway|middle|end|beginning|close)\s+(?:in|of)\s+(?P<span>(?:the|that)\s+year)\b"
)
_OF_MONTH = re.compile(
    rf"\b(?P<d>\d{{1,2}}(?:st|nd|rd|th)|{any_of(ORDINALS)})\s+(?:day\s+)?of\s+"
    r"(?:(?:the\s+(?:(?P<next>following|next)|(?P<same>same)))|(?P<that>that(?:\ssame)?))\s+month\b"
)
_INSTANT = re.compile(
    r"\b(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?:(?P<same>inst(?:ant|\.))|(?P<last>ult(?:imo|\.))|(?P<next>prox(?:imo|\.)))(?!\w)"
)
_OF_YEAR = re.compile(
    rf"\b(?P<named>{any_of(CAPITALS)}|{any_of(SEASONS)})\s+of\s+(?:that(?:\ssame)?|the\s+(?:same|(?P<next>following|next)|"
    r"(?P<last>previous|preceding)))\s+year\b"
)
_LAST_MONTH = re.compile(
    rf"\b(?:(?:the\s+)?(?P<d>\d{{1,2}}(?:st|nd|rd|th)?|{any_of(ORDINALS)})\s+(?:day\s+)?(?:of\s+)?)?"
    rf"(?P<m>{any_of(CAPITALS)})\.?\s+(?:(?P<last>last|ult\.)|(?P<next>next|prox\.))(?![\w-])|"
    rf"\b(?P<pre>[Ll]ast)\s+(?P<m2>{any_of(CAPITALS)})\b"
)
_AGE = re.compile(
    rf"\b(?:(?:at|by|from|until)\s+(?:the\s+|an?\s+)?age\s+(?:of\s+)?|aged\s+|when\s+(?:he|she)\s+was\s+(?:only\s+|just\s+|barely\s+)?"
    rf"|à\s+l['’]âge\s+de\s+|im\s+Alter\s+von\s+)(?P<n>\d{{1,2}}|{any_of(CARDINALS)})(?:\s+(?:years?\s+old|years|ans|Jahren))?"
    r"(?=[\s,.;:)])(?!\s+(?:months|weeks|days|to\b|of\b))",
    re.IGNORECASE,
)
_NTH_YEAR = re.compile(
    rf"\bin\s+(?:his|her)\s+(?P<o>\d{{1,2}}(?:st|nd|rd|th)|{any_of(ORDINALS)})\s+year(?=\s*[,.;:)]|\s+(?:he|she)\b)",
    re.IGNORECASE,
)
_BIRTHDAY = re.compile(
    rf"\b(?:his|her)\s+(?P<o>\d{{1,2}}(?:st|nd|rd|th)|{any_of(ORDINALS)})\s+birthday\b", re.IGNORECASE
)
_IN_DECADE = re.compile(
    rf"\b(?:in|into|by|during|throughout)\s+(?:his|her)\s+(?P<d>teens|{any_of(DECADES)}|[2-9]0['’]?s)\b", re.IGNORECASE
)


def relative(text: str, block: Span) -> Iterator[Relative]:
    """All in the block, in no order."""
    for pattern, reading in _READINGS:
        for found in pattern.finditer(text, block.start, block.stop):
            relation = reading(found)
            if relation is not None:
                yield Relative(span=_span(found), relation=relation)


def _span(found: re.Match[str]) -> Span:
    inner = found.groupdict().get("span")
    return Span(start=found.end() - len(inner) if inner else found.start(), stop=found.end())


def _shift(found: re.Match[str]) -> Relation | None:
    number = number_of(found["n"])
    size = next((size for unit, size in UNITS.items() if unit.lower() == found["u"].lower()), None)
    if number is None or size is None:
        return None
    years, months, days = (number * part for part in size)
    if found["half"]:
        years, months = (years, months + 6) if size == (1, 0, 0) else (years, months)
    way: Literal[-1, 1] = 1 if found["later"] else -1
    return Relation(
        unit=_told(size), direction=way, offset=(way * years, way * months, way * days), vague=bool(found["vague"])
    )


def _told(size: tuple[int, int, int]) -> Unit:
    if size[0]:
        return "year"
    return "month" if size[1] else "day"


_OF_WORD: dict[str, tuple[Unit, tuple[int, int, int]]] = {
    "year": ("year", (1, 0, 0)),
    "jahr": ("year", (1, 0, 0)),
    "jahre": ("year", (1, 0, 0)),
    "année": ("year", (1, 0, 0)),
    "month": ("month", (0, 1, 0)),
    "monat": ("month", (0, 1, 0)),
    "mois": ("month", (0, 1, 0)),
    "decade": ("decade", (10, 0, 0)),
    "century": ("century", (100, 0, 0)),
    "week": ("day", (0, 0, 7)),
}


def _pointed(found: re.Match[str]) -> Relation | None:
    groups = found.groupdict()
    way: Literal[-1, 0, 1] = 1 if groups.get("next") or groups.get("bare") else -1 if groups.get("last") else 0
    if named := groups.get("named"):
        month, season = CAPITALS.get(named), SEASONS.get(named)
        return Relation(unit="named", direction=way, target=Partial(month=month, season=season))
    unit, size = _OF_WORD.get(found["u"].lower(), ("day", (0, 0, 1)))
    if size == (0, 0, 7):
        return None  # which of its days, the text leaves open
    years, months, days = (way * part for part in size)
    return Relation(unit=unit, direction=way, offset=(years, months, days))


def _of_month(found: re.Match[str]) -> Relation:
    way: Literal[0, 1] = 1 if found["next"] else 0
    day = ordinal_of(found["d"])
    return Relation(unit="month", direction=way, offset=(0, way, 0), target=Partial(day=day))


def _instant(found: re.Match[str]) -> Relation:
    """“the 5th inst.”, of this month; “ult.” of the last, “prox.” of the next."""
    way: Literal[-1, 0, 1] = 0 if found["same"] else -1 if found["last"] else 1
    return Relation(unit="month", direction=way, offset=(0, way, 0), target=Partial(day=int(found["d"])))


def _of_year(found: re.Match[str]) -> Relation:
    """“the spring of the following year”."""
    way: Literal[-1, 0, 1] = 1 if found["next"] else -1 if found["last"] else 0
    target = Partial(month=CAPITALS.get(found["named"]), season=SEASONS.get(found["named"]))
    return Relation(unit="year", direction=way, offset=(way, 0, 0), target=target)


def _last_month(found: re.Match[str]) -> Relation:
    month = CAPITALS[found["m"] or found["m2"]]
    day = ordinal_of(found["d"]) if found["d"] else None
    return Relation(unit="named", direction=1 if found["next"] else -1, target=Partial(month=month, day=day))


def _within(_found: re.Match[str]) -> Relation:
    return Relation(unit="year", direction=0, offset=(0, 0, 0))


def _age(found: re.Match[str]) -> Age | None:
    number = number_of(found["n"])
    return Age(first=number, stop=number + 1) if number is not None and number > 1 else None


def _nth_year(found: re.Match[str]) -> Age | None:
    number = ordinal_of(found["o"])
    return Age(first=number - 1, stop=number) if number and number > 2 else None


def _birthday(found: re.Match[str]) -> Age | None:
    number = ordinal_of(found["o"])
    return Age(first=number, stop=number) if number else None


def _in_decade(found: re.Match[str]) -> Age:
    word = found["d"].lower()
    if word == "teens":
        return Age(first=13, stop=20)
    first = DECADES.get(word) or int(word[:2])
    return Age(first=first, stop=first + 10)


_READINGS = (
    (_SHIFT, _shift),
    (_POINTED, _pointed),
    (_TURNED, _pointed),
    (_WITHIN, _within),
    (_OF_MONTH, _of_month),
    (_INSTANT, _instant),
    (_OF_YEAR, _of_year),
    (_LAST_MONTH, _last_month),
    (_AGE, _age),
    (_NTH_YEAR, _nth_year),
    (_BIRTHDAY, _birthday),
    (_IN_DECADE, _in_decade),
)
