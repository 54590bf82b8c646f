"""What scanners and old types make of words: letters taken for others that look alike, and the words by which a text is
known to be so damaged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

__all__ = ["COMMON", "FEW", "MISREADINGS", "TELLTALES", "is_scanned", "looks_like", "misreadings", "most_changed"]

# Small words as scanners misread them, and as nobody writes them. A text that has some of these is damaged; in one that
# has none, a rare word is a word.
_SEEN = """
    tlie tbe thc tlic lhe fhe aud wbich whicb wliich whioh witb tbat tliat lhat bave liave bim liim frora tbey tliey
    tliis tbis thnt hnve nnd ond qne ponr dn anx nne uue uud nicbt uicht ift fich perclie nna qneste
"""
TELLTALES = frozenset(_SEEN.split())

# Letters that look alike, in groups of which each may be taken for each, and pairs that are seen as one letter. Of
# figures none is taken for another: a wrong number is another number.
_ALIKE = (
    "il1jt", "eoca", "o0", "aun", "hbk", "ltf", "s5", "sfa", "b8", "b6", "g9q", "ug", "vyr", "yj", "rin", "xz", "pn",
    "do", "da", "ce", "hn", "es", "ao", "z2", "uv", "br", "hr", "ef", "be", "cg",
    "oq",
)  # fmt: skip
_PAIRED = (
    "tl th", "rn m", "in m", "ni m", "iii m", "ln m", "vv w", "cl d", "li h", "ii u", "ii n", "fi h", "ri n", "lc k",
    "ll u", "rr n", "11 ll", "nn m", "tt n", "lt h", "ti h", "il h",
    "ivi m", "ii h",
)  # fmt: skip
_LETTERS_EACH = 3  # of a word, for each that is misread; a short one may have one


def _alike() -> frozenset[tuple[str, str]]:
    groups = [(one, other) for group in _ALIKE for one in group for other in group if one != other]
    pairs = [(one, other) for one, other in map(str.split, _PAIRED)]
    return frozenset([*groups, *pairs, *((other, one) for one, other in pairs)])


_TAKEN = _alike()
_LONGEST_CHANGE = max(abs(len(one) - len(other)) for one, other in _TAKEN)
_SEEN_FOR = {letters: tuple(sorted(two for one, two in _TAKEN if one == letters)) for letters, _ in _TAKEN}
_LONGEST = max(map(len, _SEEN_FOR))
_SIZES = frozenset((len(one), len(other)) for one, other in _TAKEN)
_SIZES_BY = {more: [(m, s) for m, s in _SIZES if m - s == more] for more in {m - s for m, s in _SIZES}}

# Common words that no misreading of one letter makes another word, but for those below.
_COMMON = """
    that this with from have which were their there they when what would them than into upon could other some very such
    more great after before should himself without little about where while first death state people every under never
    still again being through between because himself against another nothing something
"""
_WORDS_TOO = """
    then these those same white mere move keen wore alter beer vary mare hare slate greet stale ware suck ether bean
    sonne whore tittle nave ther auch euch thar hove thon fram stato stata beep seme haye wheat tout sucre hever agam
    whene avery ander
"""
COMMON = tuple(_COMMON.split())
FEW = 3  # misreadings in all, and a text is damaged


def misreadings(word: str) -> Iterator[str]:
    """The forms of which a scanner sees one for the other: one letter, or a pair, taken for another."""
    for at in range(len(word)):
        for stop in range(at + 1, min(len(word), at + _LONGEST) + 1):
            for seen in _SEEN_FOR.get(word[at:stop], ()):
                yield word[:at] + seen + word[stop:]


MISREADINGS = TELLTALES | {form for word in COMMON for form in misreadings(word)} - {*_WORDS_TOO.split()}


@lru_cache(maxsize=4)
def is_scanned(text: str) -> bool:
    """Whether a manuscript has words as scanners misread them."""
    return sum(word in MISREADINGS for word in text.split()) >= FEW


def most_changed(word: str) -> int:
    """By how many letters what a scanner sees for the word may be longer or shorter."""
    return _LONGEST_CHANGE * max(1, len(word) // _LETTERS_EACH)


def looks_like(meant: str, seen: str) -> bool:
    """Whether a scanner can have seen `seen` for the word `meant`: letters taken for others, not too many of them."""
    if len(meant) < 2 * _LETTERS_EACH:
        return meant != seen and _is_one_taken(meant, seen)
    reached = _on_while_same(meant, seen, {(0, 0)})
    for left in reversed(range(max(1, len(meant) // _LETTERS_EACH))):
        reached = _on_while_same(meant, seen, set(_one_taken(meant, seen, reached, left)))
        if (len(meant), len(seen)) in reached:
            return meant != seen
    return False


def _is_one_taken(meant: str, seen: str) -> bool:
    """Whether the two differ in letters that are taken for others once."""
    for m, s in _SIZES_BY.get(len(meant) - len(seen), ()):
        for at in range(len(meant)):
            if (meant[at : at + m], seen[at : at + s]) in _TAKEN and meant[at + m :] == seen[at + s :]:
                return True
            if meant[at] != seen[at : at + 1]:
                break
    return False


def _on_while_same(meant: str, seen: str, places: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """These places in both words, and those after the letters behind them that are the same in both."""
    reached = set(places)
    for i, j in places:
        for ahead, (one, two) in enumerate(zip(meant[i:], seen[j:], strict=False), 1):
            if one != two:
                break
            reached.add((i + ahead, j + ahead))
    return reached


def _one_taken(meant: str, seen: str, places: Iterable[tuple[int, int]], left: int) -> Iterator[tuple[int, int]]:
    """The places behind letters that are taken for others, from which both words can be ended with so many changes
    more."""
    most = left * _LONGEST_CHANGE
    for i, j in places:
        longer = len(meant) - i - len(seen) + j
        for m, s in _SIZES:
            if -most <= longer - m + s <= most and (meant[i : i + m], seen[j : j + s]) in _TAKEN:
                yield i + m, j + s
