"""Spelling: the words of a short text, piece by piece and letter by letter. Each piece is spelled once."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.fold.letters import (
    APOSTROPHES,
    BRACKETS,
    HYPHENS,
    PDF_HYPHEN,
    SOFT_HYPHEN,
    is_invisible,
    is_letter,
    is_mark,
    is_unspaced,
    plain,
)

__all__ = ["Word", "Words", "folded", "hashed", "spell", "spelled"]

_BROKEN_LINE = re.compile(rf"[{HYPHENS}][^\S\n]*\n\s*|{SOFT_HYPHEN}\s+|{PDF_HYPHEN}\s*")
_SILENT = re.compile(rf"[{re.escape(APOSTROPHES)}]?")
_BRACKET = re.compile(rf"[{re.escape(BRACKETS)}]{{1,2}}")

# A piece goes on over broken lines, and over all that does not surely part words. Of what does, these are the
# commonest; pieces longer than need be hold the same words.
_PARTING = HYPHENS + r"""!"#$%()*+,./:;<=>?@\^_{|}~«»–—“”„…"""
_PIECE = re.compile(
    rf"(?:[^\s{re.escape(_PARTING)}{SOFT_HYPHEN}{PDF_HYPHEN}]+|{_BROKEN_LINE.pattern}|[{SOFT_HYPHEN}{PDF_HYPHEN}])+"
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """The words of a text in order: `hashes` uint32, never 0; `starts` and `stops` int32 code points into the text,
    from a word's first letter to its last, whatever lies between them."""

    hashes: NDArray[np.uint32]
    starts: NDArray[np.int32]
    stops: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.hashes)


class Word(NamedTuple):
    """A word of a piece; its span counts from the piece's beginning."""

    start: int
    stop: int
    letters: str
    hash: int


def spelled(text: str, start: int, stop: int) -> Words:
    """The words of a stretch of a text."""
    pieces = [(start + piece.start(), spell(piece.group())) for piece in _PIECE.finditer(text[start:stop])]
    return Words(
        hashes=np.array([word.hash for _, words in pieces for word in words], np.uint32),
        starts=np.array([begin + word.start for begin, words in pieces for word in words], np.int32),
        stops=np.array([begin + word.stop for begin, words in pieces for word in words], np.int32),
    )


@lru_cache(maxsize=1 << 16)
def spell(piece: str) -> tuple[Word, ...]:
    """The words of a piece."""
    if piece.isascii() and piece.isalnum():
        letters = piece.lower()
        return (Word(0, len(piece), letters, hashed(letters)),)
    words = []
    for start, stop in _bounds(piece):
        letters = plain(piece[start:stop])
        if letters:
            words.append(Word(start, stop, letters, hashed(letters)))
    return tuple(words)


def folded(word: str) -> str:
    """The letters that a word's hash is of. Those of several words run together."""
    words = spell(word)
    return words[0].letters if len(words) == 1 else "".join(part.letters for part in words)


def hashed(letters: str) -> int:
    """The hash of a word of these folded letters."""
    return zlib.crc32(letters.encode("utf-8", "surrogatepass")) or 1


def _bounds(piece: str) -> list[tuple[int, int]]:
    """Where the words of a piece begin and end. Whether two letters are of one word depends on nothing but the two
    and what lies between them, so that a word cut out of its text folds to itself."""
    bounds: list[tuple[int, int]] = []
    for at, letter in enumerate(piece):
        if is_mark(letter):
            if bounds and bounds[-1][1] == at:
                bounds[-1] = (bounds[-1][0], at + 1)
            elif plain(letter):
                bounds.append((at, at + 1))  # half of a letter that decomposes into mark and letter
        elif is_letter(letter):
            if bounds and _joined(piece, bounds[-1][1], at):
                bounds[-1] = (bounds[-1][0], at + 1)
            else:
                bounds.append((at, at + 1))
    return bounds


def _joined(piece: str, stop: int, start: int) -> bool:
    """Whether the letter before `stop` and the letter at `start` belong to one word."""
    last, next_ = piece[stop - 1], piece[start]
    if "&" in (last, next_) or is_unspaced(last) or is_unspaced(next_):
        return False
    between = "".join(letter for letter in piece[stop:start] if not is_invisible(letter))
    if _SILENT.fullmatch(between):
        return True
    if last.isnumeric() or next_.isnumeric():
        return False
    if _BROKEN_LINE.fullmatch(piece, stop, start):
        return not (next_.isupper() and not last.isupper())
    return _BRACKET.fullmatch(between) is not None
