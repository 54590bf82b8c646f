"""The words of a source on both sides of a passage."""

from __future__ import annotations

from typing import Protocol

from quoth.model.source import Passage
from quoth.model.text import Letters
from quoth.portrait.edition import Around

__all__ = ["around_in"]

LETTERS = 16  # looked at for each word that is wanted: words are shorter, and what is left over is cut


class Texts(Protocol):
    """A library, as far as it is asked here."""

    def text(self, witness: str, /) -> Letters: ...


def around_in(library: Texts | None) -> Around:
    """What `library` has around a passage; nothing, where there is none."""

    def around(passage: Passage, words: int) -> tuple[str, str]:
        if library is None or not words:
            return "", ""
        text, span, reach = library.text(passage.witness), passage.span, words * LETTERS
        before = text[max(span.start - reach, 0) : span.start]
        behind = text[span.stop : min(span.stop + reach, len(text))]
        return _last(before, words), _first(behind, words)

    return around


def _last(before: str, words: int) -> str:
    """The last words, with the space that parts them from the passage, and dots before them."""
    kept = before.split()[-words:]
    return f"… {' '.join(kept)}{' ' * before[-1:].isspace()}" if kept else ""


def _first(behind: str, words: int) -> str:
    kept = behind.split()[:words]
    return f"{' ' * behind[:1].isspace()}{' '.join(kept)} …" if kept else ""
