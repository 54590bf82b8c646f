"""Folding: from a text to its words, as they are compared, and back to the letters they were made of.

Two texts fold to the same words where they differ only in what no reader hears: case, diacritics, ligatures, long s,
points, quotation marks, apostrophes, hyphens at line ends, invisible letters. What a fold does:

- letters lose case, diacritics and typographic form (NFKD, case folding; æ is ae, ß is ss, ſ is s, ø is o, þ is th);
- apostrophes inside a word are dropped ("don’t", "dont"); invisible letters (soft hyphen, joiners) vanish;
- a hyphen parts words ("to-day" is two), but at a line end it is the printer's and the halves join, unless the second
  begins with a capital of its own ("Anglo-⏎Saxon") or a side ends in a figure;
- brackets inside a word vanish: "[T]he" is "the", "colo[u]r" is "color";
- figures of every script are 0 to 9; superscript ones are note marks and no words;
- "&" is the word "and";
- in scripts written without spaces (ideographs, kana, Thai, Lao, Khmer, Burmese) each letter with its marks is a word.

A word's hash is the CRC-32 of its folded letters in UTF-8: the same on every machine. 0 is never a hash.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.model.text import Span

__all__ = ["Words", "fold", "folded", "hashed"]

_APOSTROPHES = "'`´’‘‛′＇ʹʻʼʽʾʿ՚׳"
_HYPHENS = "-\u2010\u2011"
_SOFT_HYPHEN = "\u00ad"  # before a blank it stood at the end of a line, even where the line end was lost
_PDF_HYPHEN = "\ufffe"  # what PDF readers write for a hyphen at a line end
_BRACKETS = "[]⟨⟩"
_DAMAGE = "\ufffd"  # a letter that did not survive decoding: its word is one word still

_BROKEN_LINE = re.compile(rf"[{_HYPHENS}][^\S\n]*\n\s*|{_SOFT_HYPHEN}\s+|{_PDF_HYPHEN}\s*")
_SILENT = re.compile(rf"[{re.escape(_APOSTROPHES)}]?")
_BRACKET = re.compile(rf"[{re.escape(_BRACKETS)}]{{1,2}}")

_SPELLED_OUT = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
)
# Canonical combining classes of marks that leave the letter what it is: Hebrew and Arabic points, and the marks
# above, below and through Latin, Greek and Cyrillic letters. Others (viramas, kana voicing, Thai vowels) are letters.
_POINTS = range(10, 37)
_DIACRITICS = (1, *range(202, 241))

_WITHIN, _BETWEEN, _HYPHEN = range(3)  # kinds of letters: within a word, surely between words

# Scripts without spaces: first and last code point. Source: Unicode Standard Annex 14, classes ID and SA.
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3040, 0x30FF),
    (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x20000, 0x3FFFF),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """The words of a text in order: `hashes` uint32, never 0; `starts` and `stops` int32 code points into the text,
    from a word's first letter to its last, whatever lies between them."""

    hashes: NDArray[np.uint32]
    starts: NDArray[np.int32]
    stops: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.hashes)


class _Word(NamedTuple):
    start: int
    stop: int
    letters: str
    hash: int


def fold(text: str, skip: Sequence[Span] = ()) -> Words:
    """The words of `text`. What lies in `skip` is passed over: a word interrupted by it is one word."""
    if not skip:
        return _fold(text)
    kept = _kept(len(text), skip)
    words = _fold("".join(text[start:stop] for start, stop in kept))
    origin = np.concatenate([np.arange(start, stop, dtype=np.int32) for start, stop in kept] or [np.empty(0, np.int32)])
    return Words(hashes=words.hashes, starts=origin[words.starts], stops=origin[words.stops - 1] + np.int32(1))


def folded(word: str) -> str:
    """The letters that a word's hash is of. Those of several words run together."""
    spelled = _spell(word)
    return spelled[0].letters if len(spelled) == 1 else "".join(part.letters for part in spelled)


def _kept(length: int, skip: Sequence[Span]) -> list[tuple[int, int]]:
    """The stretches of 0..length that no span of `skip` covers, in order."""
    kept, at = [], 0
    for span in sorted(skip):
        if span.start > at:
            kept.append((at, min(span.start, length)))
        at = max(at, span.stop)
    return [*kept, (at, length)] if at < length else kept


class _Lexicon(dict[str, int]):
    """Numbers the distinct pieces of one text, so that each is spelled once and the rest is arithmetic."""

    def __init__(self) -> None:
        super().__init__()
        self.spelled: list[tuple[_Word, ...]] = []

    def __missing__(self, piece: str) -> int:
        number = self[piece] = len(self.spelled)
        self.spelled.append(_spell(piece))
        return number


def _fold(text: str) -> Words:
    pieces, begins = _pieces(text)
    lexicon = _Lexicon()
    numbers = np.fromiter(map(lexicon.__getitem__, pieces), np.int64, len(pieces))

    spelled = list(chain.from_iterable(lexicon.spelled))
    sizes = np.fromiter(map(len, lexicon.spelled), np.int64, len(lexicon.spelled))
    counts = sizes[numbers]  # words in each piece
    first = (np.cumsum(sizes) - sizes)[numbers]  # where they stand in `spelled`
    before = np.cumsum(counts) - counts
    which = np.arange(counts.sum()) + np.repeat(first - before, counts)
    offsets = np.repeat(begins, counts)
    starts, stops, hashes = (
        np.fromiter((getattr(word, part) for word in spelled), np.int64, len(spelled))[which]
        for part in ("start", "stop", "hash")
    )
    return Words(
        hashes=hashes.astype(np.uint32),
        starts=(offsets + starts).astype(np.int32),
        stops=(offsets + stops).astype(np.int32),
    )


def _pieces(text: str) -> tuple[list[str], NDArray[np.int64]]:
    """What stands between letters that surely part words, and where. A line broken at a hyphen parts nothing."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _KINDS[np.minimum(points, len(_KINDS) - 1)]
    inside = np.zeros(len(points) + 2, np.int8)
    inside[1:-1] = kinds == _WITHIN
    for hyphen in np.flatnonzero(
        (kinds == _HYPHEN) | (points == ord(_SOFT_HYPHEN)) | (points == ord(_PDF_HYPHEN))
    ).tolist():
        broken = _BROKEN_LINE.match(text, hyphen)
        if broken and inside[hyphen] and inside[broken.end() + 1]:
            inside[hyphen + 1 : broken.end() + 1] = 1
    begins = np.flatnonzero(np.diff(inside) == 1)
    # The pieces, each with one NUL before it, as one string: splitting that is quicker than cutting them out.
    apart = np.where(inside[1:-1], points, np.uint32(0))[(inside[1:-1] | inside[2:]).astype(bool)]
    pieces = apart.tobytes().decode("utf-32-le", "surrogatepass").removeprefix("\0").split("\0") if len(begins) else []
    return pieces, begins


@lru_cache(maxsize=1 << 16)
def _spell(piece: str) -> tuple[_Word, ...]:
    """The words of a piece; their spans count from its beginning."""
    if piece.isascii() and piece.isalnum():
        letters = piece.lower()
        return (_Word(0, len(piece), letters, hashed(letters)),)
    words = []
    for start, stop in _bounds(piece):
        letters = _letters(piece[start:stop])
        if letters:
            words.append(_Word(start, stop, letters, hashed(letters)))
    return tuple(words)


def hashed(letters: str) -> int:
    """The hash of a word of these folded letters."""
    return zlib.crc32(letters.encode("utf-8", "surrogatepass")) or 1


def _bounds(piece: str) -> list[tuple[int, int]]:
    """Where the words of a piece begin and end. Whether two letters are of one word depends on nothing but the two
    and what lies between them, so that a word cut out of its text folds to itself."""
    bounds: list[tuple[int, int]] = []
    for at, letter in enumerate(piece):
        if _is_mark(letter):
            if bounds and bounds[-1][1] == at:
                bounds[-1] = (bounds[-1][0], at + 1)
            elif _is_kept(letter):
                bounds.append((at, at + 1))  # half of a letter that decomposes into mark and letter
        elif _is_letter(letter):
            if bounds and _joined(piece, bounds[-1][1], at):
                bounds[-1] = (bounds[-1][0], at + 1)
            else:
                bounds.append((at, at + 1))
    return bounds


def _joined(piece: str, stop: int, start: int) -> bool:
    """Whether the letter before `stop` and the letter at `start` belong to one word."""
    last, next_ = piece[stop - 1], piece[start]
    if "&" in (last, next_) or _is_unspaced(last) or _is_unspaced(next_):
        return False
    between = "".join(letter for letter in piece[stop:start] if not _is_invisible(letter))
    if _SILENT.fullmatch(between):
        return True
    if last.isnumeric() or next_.isnumeric():
        return False
    if _BROKEN_LINE.fullmatch(piece, stop, start):
        return not (next_.isupper() and not last.isupper())
    return _BRACKET.fullmatch(between) is not None


def _letters(word: str) -> str:
    if word == "&":
        return "and"
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold()).translate(_SPELLED_OUT)
    return unicodedata.normalize("NFC", "".join(_plain_figure(letter) for letter in spread if _is_kept(letter)))


def _plain_figure(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter


def _is_kept(letter: str) -> bool:
    """Whether a decomposed letter is part of what is compared."""
    if unicodedata.category(letter)[0] == "M":
        class_ = unicodedata.combining(letter)
        return not (class_ in _POINTS or class_ in _DIACRITICS or "VARIATION SELECTOR" in unicodedata.name(letter, ""))
    return _is_letter(letter)


@lru_cache(maxsize=1 << 12)
def _is_letter(letter: str) -> bool:
    if letter in _APOSTROPHES:
        return False
    if unicodedata.decomposition(letter).startswith("<super>") and letter.isdigit():
        return False
    return unicodedata.category(letter)[0] in "LN" or letter in ("&", _DAMAGE)


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"


def _is_invisible(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf"


def _is_unspaced(letter: str) -> bool:
    return letter >= "\u0e00" and any(first <= ord(letter) <= last for first, last in _UNSPACED)


def _parts(letter: str) -> bool:
    """Whether no word ever goes on over `letter` (but over a broken line)."""
    silent = letter in _APOSTROPHES or letter in _BRACKETS or _is_invisible(letter)
    return not (silent or _is_letter(letter) or _is_mark(letter))


def _kind(letter: str) -> int:
    return _HYPHEN if letter in _HYPHENS else _BETWEEN if _parts(letter) else _WITHIN


# By code point, and one kind for all beyond; there `_bounds` says what parts words. The table is only for speed: it
# knows Latin letters and what is set between words, and is soon made.
_KINDS = np.full(0x2071, _WITHIN, np.int8)
for _block in (range(0x0250), range(0x2000, 0x2070)):
    _KINDS[_block.start : _block.stop] = [_kind(chr(_point)) for _point in _block]
