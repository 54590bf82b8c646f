"""Patterns, looked for where they can begin."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["found_from"]


def found_from(letter: str, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where the pattern is found, which begins with that one letter: it is looked for much faster than any pattern."""
    at = text.find(letter)
    while at >= 0:
        found = pattern.match(text, at)
        if found:
            yield found
        at = text.find(letter, found.end() if found else at + 1)
