"""The texts of a segment's witnesses, as they were read: mapped from the disk and decoded by the slice.

texts        uint8 (b,)    UTF-8, one text after the other; lone surrogates pass
text_begins  int64 (k+1,)  where each begins in `texts`; the last is b
text_sizes   int64 (k,)    the letters (code points) of each
text_marks   uint32 (…)    of each the byte, counted from its beginning, of every 256th letter, from the first on
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth.compiled import kernel, signed
from quoth.kinds import Columns
from quoth.library.blocks import Broken, touch_all
from quoth.library.lookup import Plain
from quoth.library.sealed import DATA, Sealed, damaged

__all__ = ["LAYOUT", "TEXTS", "Marked", "Text", "Texts", "marked", "marks_in", "open_texts", "stretches"]

TEXTS = "texts"  # the stretch of the texts themselves
LAYOUT = {TEXTS: "|u1", "text_begins": "<i8", "text_sizes": "<i8", "text_marks": "<u4"}  # the arrays as they are kept
_EVERY = 256
_LONGEST = 4  # bytes of a letter


class _Letters(NamedTuple):
    """The blocks of a file, the arrays in it that are read block by block, and at which byte each begins."""

    data: NDArray[np.uint64]
    sums: NDArray[np.uint64]
    seen: NDArray[np.uint8]
    texts: NDArray[np.uint8]
    texts_start: int
    marks: NDArray[np.uint32]
    marks_start: int


class _Lies(NamedTuple):
    """Where a text lies: its bytes in `texts`, its first mark, and how many letters it has."""

    begin: int
    end: int
    mark: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Texts:
    """See the module. `place` is the folder that they are in."""

    place: Path
    _letters: _Letters
    _columns: Columns  # the same, as kernels are given them
    _begins: NDArray[np.int64]
    _sizes: NDArray[np.int64]
    _marks: NDArray[np.int64]  # where the marks of each text begin

    def __len__(self) -> int:
        return len(self._sizes)

    def text(self, number: int) -> Text:
        begin, end = self._begins[number : number + 2].tolist()
        lies = _Lies(begin, end, int(self._marks[number]), int(self._sizes[number]))
        return Text(place=self.place, _letters=self._letters, _columns=self._columns, _lies=Columns(lies))

    def utf8(self, number: int) -> bytes:
        """All of one text. Raises `DamagedIndex`."""
        begin, end = self._begins[number : number + 2].tolist()
        return _read(self.place, self._letters, begin, end)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Text:
    """One text. It can be measured and cut as a string can; only what is cut out is decoded."""

    place: Path
    _letters: _Letters
    _columns: Columns
    _lies: Columns

    def __len__(self) -> int:
        size: int = self._lies[-1]
        return size

    def __getitem__(self, stretch: slice, /) -> str:
        """The letters of the stretch, which has no step. Raises `DamagedIndex`."""
        start, stop, _ = stretch.indices(len(self))
        if start >= stop:
            return ""
        try:
            first, last = _bytes_of(self._columns, self._lies, start, stop)
        except Broken as trouble:
            raise damaged(self.place / DATA) from trouble
        return self._letters.texts[first:last].tobytes().decode("utf-8", "surrogatepass")


def _read(place: Path, letters: _Letters, first: int, last: int) -> bytes:
    """These bytes of all texts."""
    try:
        touch_all(*letters[:3], letters.texts_start + first, letters.texts_start + last)
    except Broken as trouble:
        raise damaged(place / DATA) from trouble
    return letters.texts[first:last].tobytes()


class Marked(NamedTuple):
    """What is kept of a text beside its bytes: how many these are, how many letters, and its marks."""

    length: int
    size: int
    marks: NDArray[np.uint32]


def marked(text: bytes) -> Marked:
    """What is to be kept of this text, which is UTF-8."""
    size, marks = _marked(np.frombuffer(text, np.uint8))
    return Marked(len(text), size, marks.copy())


def stretches(texts: Sequence[Marked]) -> dict[str, list[NDArray[np.generic]]]:
    """The arrays that are kept of these texts, in this order, beside TEXTS; each in pieces that follow each other."""
    return {
        "text_begins": [np.cumsum([0, *(text.length for text in texts)], dtype=np.int64)],
        "text_sizes": [np.array([text.size for text in texts], np.int64)],
        "text_marks": [text.marks for text in texts],
    }


def marks_in(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many marks texts of so many letters have."""
    return -(-sizes // _EVERY)


def open_texts(sealed: Sealed) -> Texts:
    """The texts among the stretches of a sealed folder. Raises `DamagedIndex`."""
    sizes = sealed.whole("text_sizes", "<i8")
    letters = _Letters(*sealed.blocks, *sealed.stretch("texts", "|u1"), *sealed.stretch("text_marks", "<u4"))
    return Texts(
        place=sealed.place,
        _letters=letters,
        _columns=Columns(letters),
        _begins=sealed.whole("text_begins", "<i8"),
        _sizes=sizes,
        _marks=np.cumsum(np.append(0, marks_in(sizes))),
    )


@kernel
def _marked(letters: NDArray[np.uint8]) -> tuple[int, NDArray[np.uint32]]:
    """How many letters a text has, and its marks. As many bytes as letters lie between two marks at least, and are
    counted without asking, many at a time."""
    size, byte, marks = 0, 0, np.empty(-(-len(letters) // _EVERY), np.uint32)
    while byte < len(letters):
        marks[size // _EVERY] = byte
        near = letters[byte : byte + _EVERY]
        met = 0
        for letter in near:
            met += _is_first(letter)
        byte += len(near)
        while byte < len(letters) and (met < _EVERY or not _is_first(letters[byte])):
            met += _is_first(letters[byte])
            byte += 1
        size += met
    return size, marks[: -(-size // _EVERY)]


@kernel
def _bytes_of(plain: Plain, lies: Plain, start: int, stop: int) -> tuple[int, int]:
    """The bytes in which the letters `start` to `stop` of a text lie, of which there is one at least: touched."""
    letters, text = _Letters(*plain), _Lies(*lies)
    first = _byte_of(letters, text, start)
    last = _byte_of(letters, text, stop) if stop < text.size else text.end
    _touch(letters, letters.texts_start + first, letters.texts_start + last)
    return first, last


@kernel
def _byte_of(letters: _Letters, text: _Lies, letter: int) -> int:
    """The byte at which the letter begins."""
    mark, before = text.mark + letter // _EVERY, letter % _EVERY
    _touch(letters, letters.marks_start + 4 * mark, letters.marks_start + 4 * mark + 4)
    byte = text.begin + signed(letters.marks[mark])
    _touch(letters, letters.texts_start + byte, letters.texts_start + min(text.end, byte + _LONGEST * _EVERY))
    texts = letters.texts
    while before > 0 or not _is_first(texts[byte]):
        if _is_first(texts[byte]):
            before -= 1
        byte += 1
    return byte


@kernel
def _touch(letters: _Letters, start: int, stop: int) -> None:
    touch_all(letters.data, letters.sums, letters.seen, start, stop)


@kernel
def _is_first(byte: np.uint8) -> bool:
    """Whether a letter begins with this byte of UTF-8."""
    return (byte & 0xC0) != 0x80  # type: ignore[no-any-return]
