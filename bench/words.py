"""Words without quoth: what a measure of quoth may not take from it."""

from __future__ import annotations

import unicodedata
from functools import cache

__all__ = ["bare", "plain"]


def plain(text: str) -> str:
    """The words of `text` as they are compared, with a blank between them: letters and digits, without case and
    accents."""
    letters = "".join(map(bare, text))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in letters).split())


@cache
def bare(letter: str) -> str:
    """A letter without case and accent; more than one for a ligature."""
    apart = unicodedata.normalize("NFKD", letter.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))
