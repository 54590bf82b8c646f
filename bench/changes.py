"""What happens to words between a book and a quotation: printers, authors and scanners, each with its own habits.

Every function takes the words as they stand in the book and the dice, and gives them as somebody else has them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

__all__ = ["TAKEN", "capitals", "long_s", "misread", "old_spelling", "swapped", "typography"]

# -- typography: nothing of substance --------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W\d_]+")
_LONG = re.compile(r"[^\W\d_]{7,}")


def _marks(text: str, _: random.Random) -> str:
    """Straight marks for curly ones, and the other way round."""
    if re.search(r"[“”‘’]", text):
        return text.translate(str.maketrans("“”‘’", "\"\"''"))
    text = re.sub(r'(^|[\s(—-])"', r"\1“", text).replace('"', "”")
    return re.sub(r"(^|[\s(—-])'", r"\1‘", text).replace("'", "’")


def _dashes(text: str, dice: random.Random) -> str:
    dash = dice.choice(["—", " — ", " – ", "--", " -- "])
    return re.sub(r"\s?(?:—|--)\s?", dash, text)


def _ligatures(text: str, _: random.Random) -> str:
    for letters, one in (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ")):
        text = text.replace(letters, one)
    return text


def long_s(text: str, _: random.Random) -> str:
    """s as it was printed until about 1800: long, but at the end of a word."""
    return re.sub(r"s(?=[^\W\d_])", "ſ", text)


def capitals(text: str, dice: random.Random) -> str:
    """The first words in capitals, as at the head of a chapter, the first letter turned, or all in capitals."""
    head = " ".join(text.split(" ")[: dice.randint(1, 4)])
    return dice.choice([head.upper() + text[len(head) :], text[:1].swapcase() + text[1:], text.upper()])


def _hyphens(text: str, dice: random.Random) -> str:
    """Long words broken over the ends of lines."""
    words = list(_LONG.finditer(text))
    for word in sorted(dice.sample(words, min(len(words), dice.randint(1, 3))), key=lambda word: -word.start()):
        at = word.start() + dice.randint(3, len(word[0]) - 3)
        text = f"{text[:at]}-\n{text[at:]}"
    return text


def _soft_hyphens(text: str, _: random.Random) -> str:
    return _LONG.sub(lambda word: f"{word[0][:3]}\N{SOFT HYPHEN}{word[0][3:]}", text)


def _spaces(text: str, dice: random.Random) -> str:
    """Lines as they happen to end, blanks as a compositor sets them."""
    spaces = ["\n", "  ", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}"]
    return re.sub(" ", lambda blank: dice.choice(spaces) if dice.random() < 0.2 else blank[0], text)


def _points(text: str, dice: random.Random) -> str:
    """The point after the last word, which is the author's own."""
    return text.rstrip(".,;:!?-— ") + dice.choice([".", ",", ";", ""])


_TYPOGRAPHY: tuple[Callable[[str, random.Random], str], ...] = (
    _marks, _dashes, _ligatures, long_s, capitals, _hyphens, _soft_hyphens, _spaces, _points,
)  # fmt: skip


def typography(text: str, dice: random.Random) -> str:
    """One to three habits of printers at once, in the order of the table."""
    chosen = set(dice.sample(range(len(_TYPOGRAPHY)), dice.randint(1, 3)))
    for number, habit in enumerate(_TYPOGRAPHY):
        if number in chosen:
            text = habit(text, dice)
    return text


_OLD = (
    (r"\b([Ss])how(s|ed|n|ing)?\b", r"\1hew\2"),
    (r"\b([Cc])onnection", r"\1onnexion"),
    (r"\b([Tt])o-?day\b", r"\1o-day"),
    (r"\b([Tt])o-?morrow\b", r"\1o-morrow"),
    (r"(\w{3})or\b", r"\1our"),
    (r"(\w{3})our(s|ed|ing|able)?\b", r"\1or\2"),
    (r"(\w{3})([iy])ze(s|d)?\b", r"\1\2se\3"),
    (r"(\w{3})([iy])se(s|d)?\b", r"\1\2ze\3"),
    (r"(\w{2})ic\b", r"\1ick"),
    (r"\b([Aa])lways\b", r"\1lwaies"),
    (r"\b([Ee])very\b", r"\1uery"),
    (r"\b([Uu])pon\b", r"vpon"),
    (r"\bjust\b", "iust"),
    (r"(\w{2})y\b", r"\1ie"),
    (r"(\w{3})ed\b", r"\1'd"),
)


def old_spelling(text: str, dice: random.Random) -> str:
    """Up to one word in six as another century or country spells it."""
    often = max(1, len(text.split()) // 6)
    for pattern, spelling in dice.sample(_OLD, len(_OLD)):
        changed, times = re.subn(pattern, spelling, text, count=often)
        text, often = changed, often - times
        if often <= 0:
            break
    return text


# -- order -----------------------------------------------------------------------------------------------------------


def swapped(text: str, dice: random.Random) -> str:
    """Two neighbouring words, or two neighbouring groups of two or three, in the other order."""
    words = text.split(" ")
    size = dice.choice([1, 1, 2, 3]) if len(words) >= 8 else 1
    at = dice.randrange(len(words) - 2 * size + 1)
    first, second = words[at : at + size], words[at + size : at + 2 * size]
    return " ".join([*words[:at], *second, *first, *words[at + 2 * size :]])


# -- scanners --------------------------------------------------------------------------------------------------------

# What a scanner takes for what. Pairs of letters come first: they are seen as one.
TAKEN = {
    "rn": ["m"], "cl": ["d"], "li": ["h"], "ri": ["n"], "in": ["m"], "vv": ["w"], "fi": ["h"], "ll": ["U", "11"],
    "a": ["o", "u", "n"], "b": ["h", "6"], "c": ["e", "o"], "d": ["cl", "a"], "e": ["c", "o"], "f": ["t", "l"],
    "g": ["q", "9"], "h": ["b", "li"], "i": ["l", "1", "j"], "j": ["i"], "k": ["h", "lc"], "l": ["1", "i", "t"],
    "m": ["rn", "in"], "n": ["u", "ri"], "o": ["0", "c", "e"], "p": ["n"], "q": ["g"], "r": ["i", "n"],
    "s": ["5", "a", "e"], "t": ["l", "f", "i"], "u": ["n", "ii"], "v": ["y", "r"], "w": ["vv"], "x": ["z"],
    "y": ["v", "j"], "z": ["x"], "I": ["l", "1"], "S": ["8", "5"], "B": ["8", "R"], "O": ["0", "Q"], "T": ["7", "I"],
    "H": ["II", "R"], "C": ["G", "O"], "E": ["F", "B"], "G": ["C", "6"], "W": ["VV"], "M": ["IVI"], "D": ["O", "I)"],
}  # fmt: skip
_DROPPED, _SPLIT = 0.08, 0.08  # of the letters hit
_JOINED = 0.25  # of the letters hit that begin a word
_PAIRED = 0.7  # of the letters hit that could be seen as one with the next


def misread(text: str, share: float, dice: random.Random) -> str:
    """`text` with `share` of its letters hit; which ones is chance, how many is not.

    Of the letters hit 8 % are dropped and 8 % get a blank before them; one in four that begin a word lose the blank
    before it. All others are taken for something else, alone or with the next letter (m for rn, d for cl, c for e, 1
    for l).
    """
    letters = [place for place, letter in enumerate(text) if letter.isalpha()]
    hits = set(dice.sample(letters, max(1, round(share * len(letters)))))
    printed: list[str] = []
    place = 0
    while place < len(text):
        step = 1
        if place not in hits:
            printed.append(text[place])
        elif text[place - 1 : place] == " " and dice.random() < _JOINED:
            printed[-1:] = [text[place]]
        else:
            seen, step = _seen(text[place : place + 2], dice)
            printed.append(seen)
        place += step
    return "".join(printed)


def _seen(pair: str, dice: random.Random) -> tuple[str, int]:
    """What a letter (the first of the two) looks like, and how many letters that was."""
    kind = dice.random()
    if kind < _DROPPED:
        return "", 1
    if kind < _DROPPED + _SPLIT:
        return f" {pair[0]}", 1
    if pair in TAKEN and dice.random() < _PAIRED:
        return dice.choice(TAKEN[pair]), 2
    return dice.choice(TAKEN.get(pair[0], ["'"])), 1
