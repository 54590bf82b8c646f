"""The volume that a title names, however it counts."""

from __future__ import annotations

import re

from quoth.readers.numerals import arabic

__all__ = ["volume_in"]

_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
             "eleventh", "twelfth")  # fmt: skip
_WORDS = {word: number for words in (_CARDINALS, _ORDINALS) for number, word in enumerate(words, 1)}
_VOLUME = re.compile(
    rf"\b(?:vol(?:ume)?s?|band|bd|tome|том)\b\.?\s*(?:the\s+)?(\d{{1,3}}|[ivxlcdm]+|{'|'.join(_WORDS)})\b",
    re.IGNORECASE,
)


def volume_in(title: str) -> str:
    """The volume that `title` names, in arabic numerals, "" where it names none."""
    for found in _VOLUME.finditer(title):
        number = _WORDS.get(found[1].lower()) or arabic(found[1])
        if number is not None:
            return str(number)
    return ""
