"""Numerals of pages and volumes: arabic, roman, and ranges that print cuts short."""

from __future__ import annotations

import re

from quoth.find.labels import ROMAN
from quoth.readers import numerals

__all__ = ["FOLLOWING", "arabic", "next_page", "roman_value", "style_of", "volume_number", "whole_range"]

FOLLOWING = "ff"  # `last` of "125 ff.": the pages that follow, nobody says how many


def roman_value(numeral: str) -> int | None:
    """The value of a roman numeral written the canonical way, in either case; None for everything else."""
    if not numeral or re.fullmatch(ROMAN, numeral) is None:
        return None
    return numerals.arabic(numeral)


def whole_range(first: str, last: str) -> str:
    """`last` with the figures that print left out: "222", "3" gives "223" (and "23r", "v" is left alone)."""
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        return first[: len(first) - len(last)] + last
    return last


def style_of(numeral: str) -> str:
    """ "arabic", or "upper" and "lower" for roman numerals."""
    if numeral[0].isdigit():
        return "arabic"
    return "upper" if numeral.isupper() else "lower"


def arabic(numeral: str) -> str | None:
    """The numeral in arabic figures; None if it is none."""
    if numeral.isdecimal():
        return str(int(numeral))
    value = roman_value(numeral)
    return None if value is None else str(value)


def volume_number(numeral: str) -> str | None:
    """The number of a volume; single letters from L on are initials, not volumes."""
    return None if numeral.upper() in {"L", "C", "D", "M"} else arabic(numeral)


def next_page(page: str) -> str | None:
    """The label of the page behind "125"; None for labels that do not count."""
    return str(int(page) + 1) if page.isdecimal() else None
