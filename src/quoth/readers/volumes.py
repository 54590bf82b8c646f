"""The volume that a title names, however it counts."""

from __future__ import annotations

import re

__all__ = ["volume_in"]

_VOLUME = re.compile(
    r"\b(?:vol(?:ume)?s?|band|bd|tome|том)\b\.?\s*(\d{1,3}|[ivxlcdm]+|one|two|three|four|five)\b", re.IGNORECASE
)
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def volume_in(title: str) -> str:
    """The volume that `title` names, in arabic numerals, "" where it names none."""
    found = _VOLUME.search(title)
    if not found:
        return ""
    said = found[1].lower()
    if said.isdecimal():
        return str(int(said))
    return str(_WORDS.get(said) or _roman(said))


def _roman(numeral: str) -> int:
    units = [_ROMAN[letter] for letter in numeral]
    return sum(-unit if unit < after else unit for unit, after in zip(units, [*units[1:], 0], strict=True))
