"""What a terminal can add to letters: who prints says how, writers say what it is that they print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

__all__ = ["Paint", "Style", "plain"]

Style = Literal["title", "good", "quiet", "error", "warning", "info", "quoted", "printed"]
Paint = Callable[[str, Style], str]


def plain(text: str, style: Style) -> str:  # noqa: ARG001
    """The letters as they are."""
    return text
