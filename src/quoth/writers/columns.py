"""What letters take on a terminal: wide ones two columns, combining ones none, and those that are not seen go.

A soft hyphen, a word joiner or a mark of direction stands in many texts and is drawn by some terminals only; a control
letter in somebody's file could move the cursor. Neither is ever shown, so that columns can be counted.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

__all__ = ["columns", "cut", "legible"]

# Joiners (U+200C, U+200D) are kept: they shape the letters beside them in Persian, Hindi and emoji.
_COLOUR = r"\x1b\[[0-9;]*m"
_UNSEEN = re.compile(
    rf"(?!{_COLOUR})[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)


def columns(text: str) -> int:
    """How many columns `text`, without colours, takes."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(_width, text))


@cache
def _width(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def legible(line: str) -> str:
    """The line without what a terminal should not get; our own colours stay."""
    return line if line.isprintable() else _UNSEEN.sub("", line)


def cut(words: str, room: int) -> str:
    """`words` on one line of at most `room` columns, the last ones left out for dots where they are too many."""
    line = " ".join(words.split())
    if columns(line) <= room:
        return line
    kept, used = 0, 2  # the dots and the space before them
    for letter in line:
        used += _width(letter)
        if used > room:
            break
        kept += 1
    whole = line[:kept] if line[kept : kept + 1] == " " else line[:kept].rpartition(" ")[0]
    return f"{whole or line[:kept]} …"
