"""Numerals in arabic and roman figures, raised and not: of pages, notes and volumes."""

from __future__ import annotations

import re

__all__ = ["RAISED", "arabic", "roman"]

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_VALUES = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}
_STEPS = [("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10),
          ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)]  # fmt: skip


def arabic(label: str) -> int | None:
    """The number that a label says, in arabic or roman figures of either case; None where it says none."""
    if label.isdecimal():
        return int(label)
    small = label.lower()
    if not small or not _ROMAN.fullmatch(small):
        return None
    values = [_VALUES[letter] for letter in small]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def roman(number: int) -> str:
    """In small roman figures."""
    letters = ""
    for figure, value in _STEPS:
        times, number = divmod(number, value)
        letters += figure * times
    return letters
