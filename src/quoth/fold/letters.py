"""Letters of any script: which are of words, and how they are spelled where only what a reader hears counts."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = [
    "APOSTROPHES", "BRACKETS", "HYPHENS", "PDF_HYPHEN", "SOFT_HYPHEN", "is_invisible", "is_letter", "is_mark",
    "is_unspaced", "plain",
]  # fmt: skip

APOSTROPHES = "'`´’‘‛′＇ʹʻʼʽʾʿ՚׳"
HYPHENS = "-\u2010\u2011"
SOFT_HYPHEN = "\u00ad"  # before a blank it stood at the end of a line, even where the line end was lost
PDF_HYPHEN = "\ufffe"  # what PDF readers write for a hyphen at a line end
BRACKETS = "[]⟨⟩"
_DAMAGE = "\ufffd"  # a letter that did not survive decoding: its word is one word still

_SPELLED_OUT = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
)
# Canonical combining classes of marks that leave the letter what it is: Hebrew and Arabic points, and the marks
# above, below and through Latin, Greek and Cyrillic letters. Others (viramas, kana voicing, Thai vowels) are letters.
_POINTS = range(10, 37)
_DIACRITICS = (1, *range(202, 241))

# Scripts without spaces: first and last code point. Source: Unicode Standard Annex 14, classes ID and SA.
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3040, 0x30FF),
    (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x20000, 0x3FFFF),
)  # fmt: skip


def plain(word: str) -> str:
    """The letters of one word as they are compared; none where it is made of nothing that is."""
    if word == "&":
        return "and"
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold()).translate(_SPELLED_OUT)
    return unicodedata.normalize("NFC", "".join(_plain_figure(letter) for letter in spread if _is_kept(letter)))


def _plain_figure(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter


def _is_kept(letter: str) -> bool:
    """Whether a decomposed letter is part of what is compared."""
    if is_mark(letter):
        class_ = unicodedata.combining(letter)
        return not (class_ in _POINTS or class_ in _DIACRITICS or "VARIATION SELECTOR" in unicodedata.name(letter, ""))
    return is_letter(letter)


@lru_cache(maxsize=1 << 12)
def is_letter(letter: str) -> bool:
    """Whether it can be of a word by itself."""
    if letter in APOSTROPHES:
        return False
    if unicodedata.decomposition(letter).startswith("<super>") and letter.isdigit():
        return False
    return unicodedata.category(letter)[0] in "LN" or letter in ("&", _DAMAGE)


def is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"


def is_invisible(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf"


def is_unspaced(letter: str) -> bool:
    return letter >= "\u0e00" and any(first <= ord(letter) <= last for first, last in _UNSPACED)
