"""Walking: the words of a long text, by a kernel that knows what each letter is by itself.

To the kernel a letter is a number, its entry: what kind it is and, of a letter of words, the bytes that it folds to.
Letters that depend on their neighbours are entangled: what holds one is given hash 0, and spelled.

Nearly all letters are even: they fold to one byte, or are of no word. Over a stretch of these the kernel strides and
hardly asks: where a word may begin or end is written down for every letter and counted only where one does, and of each
word as many letters are looked up as most words have. What a processor cannot foresee costs it more than either. Over
anything else the kernel treads letter by letter.
"""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

from quoth.compiled import kernel, signed
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
from quoth.fold.points import Points, points_of
from quoth.fold.spelling import Words, spell

__all__ = ["walked"]

# The kinds of letters are an entry's four lowest bits; those that can be of words come last. A mark is one that leaves
# no trace in what is compared; directly after a letter it is of its word, anywhere else it is of none.
(
    _UNKNOWN, _BLANK, _LINE_END, _INVISIBLE, _SOFT, _PDF, _HYPHEN, _APOSTROPHE, _BRACKET, _OTHER,
    _MARK, _ENTANGLED, _LETTER,
) = range(13)  # fmt: skip
_KIND = 0xF
_FIGURE, _CAPITAL, _ALONE = 0x10, 0x20, 0x40  # alone: a word by itself, whatever stands beside it
_EVEN = 0x80
# Bits 8 to 10 say how many bytes of UTF-8 it folds to, at most four; from bit 16 stand the bytes, the first one lowest.

# What stands since the last letter of a word: what parts no letters; what parts some (figures, at times capitals); what
# parts all.
_NOTHING, _UNSEEN, _ONE_SOFT, _ELIDED, _BRACKETED, _TWICE, _BROKEN, _HYPHENED, _APART = range(9)


def walked(text: str, start: int, stop: int) -> Words:
    """The words of a stretch of a text."""
    points = points_of(text)[:stop]
    hashes = np.empty(stop - start, np.uint32)
    starts, stops = np.empty(stop - start, np.int32), np.empty(stop - start, np.int32)
    count, at = _walk(points, start, _ENTRIES, hashes, starts, stops, 0)
    while at < len(points):  # a letter that was never met before; the word that it may be of is walked again
        _ENTRIES[points[at]] = _entry(chr(points[at]))
        if count:
            count, at = count - 1, int(starts[count - 1])
        count, at = _walk(points, at, _ENTRIES, hashes, starts, stops, count)
    words = Words(hashes=hashes[:count].copy(), starts=starts[:count].copy(), stops=stops[:count].copy())
    return words if words.hashes.all() else _disentangled(text, words)


def _disentangled(text: str, words: Words) -> Words:
    """The words, with those that have hash 0 spelled. Each turns out to be any number of words, or none."""
    left = np.flatnonzero(words.hashes == 0)
    spans = zip(words.starts[left].tolist(), words.stops[left].tolist(), strict=True)
    found = [spell(text[start:stop]) for start, stop in spans]
    counts = np.ones(len(words), np.int64)
    counts[left] = [len(parts) for parts in found]
    hashes, starts, stops = (
        np.repeat(words.hashes, counts),
        np.repeat(words.starts, counts),
        np.repeat(words.stops, counts),
    )
    filled = np.flatnonzero(hashes == 0)
    rows = np.array([(word.hash, word.start, word.stop) for parts in found for word in parts], np.int64).reshape(-1, 3)
    begins = starts[filled]
    hashes[filled], starts[filled], stops[filled] = rows[:, 0], begins + rows[:, 1], begins + rows[:, 2]
    return Words(hashes=hashes, starts=starts, stops=stops)


# -- Entries ----------------------------------------------------------------------------------------------------------


def _entry(letter: str) -> int:
    if is_mark(letter):
        return _ENTANGLED if plain(letter) else _MARK | is_unspaced(letter) * _ALONE
    if not is_letter(letter):
        return _gap(letter) | _EVEN
    letters = plain(letter)
    utf8 = letters.encode("utf-8", "surrogatepass")
    if not 0 < len(utf8) <= 4 or any(map(_is_entangled, letters)):
        return _ENTANGLED
    figure, capital = letter.isnumeric() * _FIGURE, letter.isupper() * _CAPITAL
    alone = (letter == "&" or is_unspaced(letter)) * _ALONE
    even = (len(utf8) == 1 and not alone) * _EVEN
    return _LETTER | figure | capital | alone | even | len(utf8) << 8 | int.from_bytes(utf8, "little") << 16


def _is_entangled(letter: str) -> bool:
    """Whether it may change with the letter before it: marks do, and the letters that make Korean syllables. Beyond
    the first plane Unicode goes on adding scripts whose letters compose."""
    return is_mark(letter) or "\u1100" <= letter <= "\u11ff" or letter > "\uffff"


def _gap(letter: str) -> int:
    if letter in _GAPS:
        return _GAPS[letter]
    return _BLANK if letter.isspace() else _INVISIBLE if is_invisible(letter) else _OTHER


_GAPS = {
    "\n": _LINE_END,
    SOFT_HYPHEN: _SOFT,
    PDF_HYPHEN: _PDF,
    **dict.fromkeys(HYPHENS, _HYPHEN),
    **dict.fromkeys(APOSTROPHES, _APOSTROPHE),
    **dict.fromkeys(BRACKETS, _BRACKET),
}
_ENTRIES = np.zeros(0x110000, np.int64)  # by code point: _UNKNOWN until the letter is first met


# -- The kernel -------------------------------------------------------------------------------------------------------


def _transitions() -> NDArray[np.int64]:
    """By what stands since the last letter, and the kind of what comes next and is of no word: what stands then."""
    after = np.full((_APART + 1, _MARK + 1), _APART, np.int64)
    for since in (_NOTHING, _UNSEEN, _ONE_SOFT):
        after[since, [_INVISIBLE, _SOFT, _APOSTROPHE, _BRACKET]] = _UNSEEN, _UNSEEN, _ELIDED, _BRACKETED
    for since in (_ELIDED, _BRACKETED, _TWICE):
        after[since, [_INVISIBLE, _SOFT]] = since
    after[_BRACKETED, _BRACKET] = _TWICE
    after[_NOTHING, [_SOFT, _PDF, _HYPHEN]] = _ONE_SOFT, _BROKEN, _HYPHENED
    after[_HYPHENED, [_BLANK, _LINE_END]] = _HYPHENED, _BROKEN
    for since in (_ONE_SOFT, _BROKEN):
        after[since, [_BLANK, _LINE_END]] = _BROKEN
    return after


_AFTER = _transitions()
_CRC = np.array([zlib.crc32(bytes([byte]), 0xFFFFFFFF) ^ 0xFFFFFFFF for byte in range(256)], np.int64)
_SHORT, _LONG = 8, 16  # letters: a word has mostly no more than these, and hardly ever more than those
# The CRC-32 of a word is that of as many zero bytes, and for each of its letters what the letter changes, by how many
# letters follow it.
_BARE = np.array([zlib.crc32(bytes(size)) for size in range(_LONG + 1)], np.uint32)
_CHANGED = np.array([_CRC] * _LONG, np.uint32)
for _after in range(1, _LONG):
    _CHANGED[_after] = _CHANGED[0][_CHANGED[_after - 1] & 0xFF] ^ (_CHANGED[_after - 1] >> 8)
_NONE = np.uint32(0)
_STRETCH = 1024  # letters strode over at a time
_STEPS = 64  # letters trod at a time


@kernel
def _walk(  # noqa: PLR0917 - kernels know no keywords
    points: Points,
    at: int,
    entries: NDArray[np.int64],
    hashes: NDArray[np.uint32],
    starts: NDArray[np.int32],
    stops: NDArray[np.int32],
    count: int,
) -> tuple[int, int]:
    """Write down the words of `points` from `at` on, after the `count` words that are written. Returns how many words
    there are then, and where a letter without entry stands, else the end."""
    edges = np.empty(_STRETCH + 1, np.uint64)
    while at < len(points):
        before = at
        if at >= _LONG:
            count, at = _stride(points, at, entries, edges, hashes, starts, stops, count)
        if at == before:
            count, at = _tread(points, at, entries, hashes, starts, stops, count)
            if at < len(points) and entries[points[at]] & _KIND == _UNKNOWN:
                break
    return count, at


@kernel
def _stride(  # noqa: PLR0917
    points: Points,
    at: int,
    entries: NDArray[np.int64],
    edges: NDArray[np.uint64],
    hashes: NDArray[np.uint32],
    starts: NDArray[np.int32],
    stops: NDArray[np.int32],
    count: int,
) -> tuple[int, int]:
    """As `_walk`, as far as the letters are even, but for a last word that may go on. Its numbers have no sign: a place
    that may be negative is asked about at each look."""
    number = _edges(points, entries, at, min(at + _STRETCH, len(points)), edges)
    written, since, crc, last, stop = np.uint64(count), _APART, 0, 0, np.uint64(at)
    for edge in range(np.uint64(0), number, np.uint64(2)):
        start = edges[edge]
        since = _since(points, entries, since, stop, start)
        stop = edges[edge + np.uint64(1)]
        if since == _APART and stop - start <= _LONG:
            hash = _BARE[stop - start] ^ _near(points, entries, start, stop)
            if stop - start > _SHORT:
                hash ^= _far(points, entries, start, stop)
            crc = signed(hash) ^ 0xFFFFFFFF
            starts[written] = start
            written += np.uint64(1)
        else:
            if since > _BROKEN or (since > _ELIDED and not _go_together(since, last, entries[points[start]])):
                crc = 0xFFFFFFFF
                starts[written] = start
                written += np.uint64(1)
            for here in range(start, stop):
                crc = _CRC[(crc ^ entries[points[here]] >> 16) & 0xFF] ^ crc >> 8
        hashes[written - np.uint64(1)] = max(crc ^ 0xFFFFFFFF, 1)
        stops[written - np.uint64(1)] = stop
        last, since = entries[points[stop - np.uint64(1)]], _NOTHING
    end = edges[number]
    if _since(points, entries, since, stop, end) == _APART:
        return signed(written), signed(end)
    return signed(written) - 1, signed(starts[written - np.uint64(1)])


@kernel
def _edges(points: Points, entries: NDArray[np.int64], at: int, stop: int, edges: NDArray[np.uint64]) -> np.uint64:
    """Where words begin and end in turn, as far as the letters are even: how many such edges there are. After them
    stands the end, which is that of a last word, too, if it is cut off there."""
    number, last, end = np.uint64(0), 0, np.uint64(stop)
    for here in range(np.uint64(at), np.uint64(stop)):
        entry = entries[points[here]]
        if not entry & _EVEN:
            end = np.uint64(here)
            break
        edges[number] = here
        number += np.uint64((entry ^ last) >> 8 & 1)
        last = entry
    edges[number] = end
    return number


@kernel
def _near(points: Points, entries: NDArray[np.int64], start: np.uint64, stop: np.uint64) -> np.uint32:
    """What the last letters of a word change, or all where they are few."""
    changed = _NONE
    for after in range(np.uint64(0), np.uint64(_SHORT)):
        change = _CHANGED[after, entries[points[stop - np.uint64(1) - after]] >> 16 & 0xFF]
        changed ^= change if after < stop - start else _NONE
    return changed


@kernel
def _far(points: Points, entries: NDArray[np.int64], start: np.uint64, stop: np.uint64) -> np.uint32:
    """What the letters before those change."""
    changed = _NONE
    for after in range(np.uint64(_SHORT), np.uint64(_LONG)):
        change = _CHANGED[after, entries[points[stop - np.uint64(1) - after]] >> 16 & 0xFF]
        changed ^= change if after < stop - start else _NONE
    return changed


@kernel
def _since(points: Points, entries: NDArray[np.int64], since: int, at: np.uint64, stop: np.uint64) -> int:
    """What stands since the last letter of a word when one comes from `at` to `stop` over letters of no word."""
    while since != _APART and at < stop:
        since = _AFTER[since, entries[points[at]] & _KIND]
        at += np.uint64(1)
    return since


@kernel
def _go_together(since: int, last: int, entry: int) -> bool:
    """Whether what stands between the letters parts none such."""
    return not (entry | last) & _FIGURE and not (since == _BROKEN and entry & ~last & _CAPITAL)


@kernel
def _tread(  # noqa: PLR0917
    points: Points,
    at: int,
    entries: NDArray[np.int64],
    hashes: NDArray[np.uint32],
    starts: NDArray[np.int32],
    stops: NDArray[np.int32],
    count: int,
) -> tuple[int, int]:
    """As `_walk`, over some letters, and on to where no word goes on."""
    end = min(at + _STEPS, len(points))
    since, last, crc, entangled = _APART, 0, 0, False
    while at < end or (at < len(points) and since != _APART):
        entry = entries[points[at]]
        kind = entry & _KIND
        if kind == _UNKNOWN:
            break
        if kind < _MARK or (kind == _MARK and since != _NOTHING):
            since = _AFTER[since, kind]
            at += 1
            continue
        both = entry | last
        joined = since <= _BROKEN and (kind <= _ENTANGLED or not both & _ALONE)
        entangled = kind == _ENTANGLED or (joined and (entangled or (kind == _MARK and last & _ALONE != 0)))
        if joined and since > _ELIDED and not entangled:
            joined = _go_together(since, last, entry)
        if not joined:
            starts[count] = at
            count += 1
            crc = 0xFFFFFFFF
        while True:
            utf8 = entry >> 16
            for _ in range(entry >> 8 & 7):
                crc = _CRC[(crc ^ utf8) & 0xFF] ^ crc >> 8
                utf8 >>= 8
            last = entry
            at += 1
            if at == len(points):
                break
            entry = entries[points[at]]
            if entry & (_KIND | _ALONE) != _LETTER or last & _ALONE:
                break
        hashes[count - 1] = 0 if entangled else max(crc ^ 0xFFFFFFFF, 1)
        stops[count - 1] = at
        since = _NOTHING
    return count, at
