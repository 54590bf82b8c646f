"""Changes that leave the words as they were: what printers, typists, scanners and programs do to them, and what an
author may do in silence. Nobody may be accused of them, whether they stand in the manuscript or in the book.

Every function takes the words of a passage, the dice and the words of the library, and gives them changed; None where
the passage has nothing to change in that way. Some letters stand for what each format has in its own way: `NOTE` for
the mark of a note (`CITE` for that of one that cites), `PAGE` for the end of a page; `ITALIC` and `ROMAN` stand around
what is set in italics.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator

from changes import TAKEN, long_s

__all__ = [
    "BOTH", "CITE", "ITALIC", "MANUSCRIPT", "MISREAD", "NOTE", "PAGE", "ROMAN", "SHAPES", "TURNS", "Maker", "seen_for",
]  # fmt: skip

NOTE, PAGE, ITALIC, ROMAN, CITE = map(chr, range(0xE000, 0xE005))

MISREAD, TURNS = "misread letters", "page turns"  # what a text has all over, or not at all
SHAPES = ("“”‘’", "«»‹›", "„“‚‘", "\"\"''")  # the outer pair of marks, and that inside it

Maker = Callable[[str, random.Random, Collection[str]], str | None]
_SPACE = re.compile(r"(?<=\w)[^\S\n]|(?<=[,;:])[^\S\n]")
_LONG = re.compile(r"[^\W\d_]{7,}")
_WHOLE = re.compile(rf"(?<![\w\u00ad])(?<!-[\n{PAGE}])[^\W\d_]{{3,}}(?![\w\u00ad]|-[\n{PAGE}])")


def _lines(text: str, dice: random.Random, _: Collection[str]) -> str | None:
    """A line ends somewhere else."""
    blanks = list(_SPACE.finditer(text))
    return _changed(text, dice, blanks, "\n") if blanks else None


def _changed(text: str, dice: random.Random, found: list[re.Match[str]], put: str) -> str:
    """One to three of the places found as `put`."""
    for at in sorted(dice.sample(found, min(len(found), dice.randint(1, 3))), key=lambda at: -at.start()):
        text = text[: at.start()] + put + text[at.end() :]
    return text


def _hyphens(text: str, dice: random.Random, _: Collection[str]) -> str | None:
    """Long words broken over the ends of lines."""
    words = list(_LONG.finditer(text))
    for word in sorted(dice.sample(words, min(len(words), dice.randint(1, 3))), key=lambda word: -word.start()):
        at = word.start() + dice.randint(3, len(word[0]) - 3)
        text = f"{text[:at]}-\n{text[at:]}"
    return text if words else None


def _ligatures(text: str, _: random.Random, __: Collection[str]) -> str | None:
    set_ = text
    for letters, one in (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ")):
        set_ = set_.replace(letters, one)
    return set_ if set_ != text else None


def _long_s(text: str, dice: random.Random, _: Collection[str]) -> str | None:
    set_ = long_s(text, dice)
    return set_ if set_ != text else None


def _marks(text: str, dice: random.Random, _: Collection[str]) -> str | None:
    """Marks of another shape around what is quoted inside, and in don't."""
    if not re.search(r"['’‘\"“”]", text):
        return None
    single = re.sub(r"(?<=\w)['’](?=\w)", "’" if "'" in text else "'", text)
    shape = dice.choice(SHAPES)
    return re.sub(r'["”]', shape[1], re.sub(r'(^|[\s(—-])["“]', lambda mark: mark[1] + shape[0], single))


def _dashes(text: str, dice: random.Random, _: Collection[str]) -> str | None:
    found = re.search(r"(?<=[a-z,;.!?])\s?(?:—|--|–)\s?(?=[a-zA-Z])", text)
    if found is None:
        return None
    dash = dice.choice([dash for dash in ("—", " — ", " – ", "--", " -- ", "\u2009—\u2009") if dash != found[0]])
    return re.sub(r"(?<=[a-z,;.!?])\s?(?:—|--|–)\s?(?=[a-zA-Z])", dash, text)


def _first_letter(text: str, _: random.Random, __: Collection[str]) -> str | None:
    return text[:1].swapcase() + text[1:] if text[:1].isalpha() else None


def _final_point(text: str, dice: random.Random, _: Collection[str]) -> str | None:
    """The point after the last word is the author's own."""
    bare = text.rstrip(".,;:!?-— ")
    last = text[len(bare) :]
    return bare + dice.choice([point for point in (".", ",", ";", "") if point != last])


def _page(text: str, dice: random.Random, _: Collection[str]) -> str | None:
    """The page turns between two words, or inside one."""
    words = list(_LONG.finditer(text))
    if words and dice.random() < 0.3:
        word = dice.choice(words)
        at = word.start() + dice.randint(3, len(word[0]) - 3)
        return f"{text[:at]}-{PAGE}{text[at:]}"
    blanks = list(_SPACE.finditer(text))
    if not blanks:
        return None
    at = dice.choice(blanks).start()
    return f"{text[:at]}{PAGE}{text[at + 1 :]}"


def _note(text: str, dice: random.Random, _: Collection[str]) -> str | None:
    """The mark of a note after a word or a point."""
    ends = list(re.finditer(r"(?<=[^\W\d_]{3})(?=[\s,;.:])|(?<=[^\W\d_]{3}[,;.])(?=\s)", text))[:-1]
    if not ends:
        return None
    at = dice.choice(ends).start()
    return f"{text[:at]}{NOTE}{text[at:]}"


def _misread(text: str, dice: random.Random, known: Collection[str]) -> str | None:
    """One or two words as a scanner sees them; never one that is a word itself, nor a piece of one that is broken: with
    the other piece it may be one."""
    words = list(_WHOLE.finditer(text))
    dice.shuffle(words)
    seen = [(word, wrong) for word in words[:8] if (wrong := _wrongly_seen(word[0], dice, known))]
    for word, wrong in sorted(seen[: dice.randint(1, 2)], key=lambda one: -one[0].start()):
        text = text[: word.start()] + wrong + text[word.end() :]
    return text if seen else None


def _wrongly_seen(word: str, dice: random.Random, known: Collection[str]) -> str | None:
    ways = [way for way in seen_for(word) if unicodedata.normalize("NFKC", way).lower() not in known]
    return dice.choice(ways) if ways else None


def seen_for(word: str) -> Iterator[str]:
    """All that a scanner may see for `word` which takes one letter, or two together, for another."""
    for letters, all_taken in TAKEN.items():
        for at in range(len(word)):
            if word.startswith(letters, at):
                yield from (word[:at] + taken + word[at + len(letters) :] for taken in all_taken if taken.isalnum())


def _spaces(text: str, dice: random.Random, _: Collection[str]) -> str | None:
    blanks = list(re.finditer(r"(?<=\w) (?=\w)", text))
    return _changed(text, dice, blanks, dice.choice(["  ", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}"])) if blanks else None


def _soft_hyphens(text: str, _: random.Random, __: Collection[str]) -> str | None:
    set_ = _LONG.sub(lambda word: f"{word[0][:3]}\N{SOFT HYPHEN}{word[0][3:]}", text)
    return set_ if set_ != text else None


def _italics(text: str, dice: random.Random, _: Collection[str]) -> str | None:
    words = list(re.finditer(r"(?<=[^-]\s)[^\W\d_]{3,}(?=[\s,.;])", text))
    if not words:
        return None
    word = dice.choice(words)
    return f"{text[: word.start()]}{ITALIC}{word[0]}{ROMAN}{text[word.end() :]}"


# What may stand in the manuscript or in the book, and what only an author does.
BOTH: dict[str, Maker] = {
    "line end": _lines,
    "hyphen at line end": _hyphens,
    "soft hyphens": _soft_hyphens,
    "spaces": _spaces,
    "ligatures": _ligatures,
    "long s": _long_s,
    "shape of marks": _marks,
    "dash": _dashes,
    TURNS: _page,
    "note mark": _note,
    MISREAD: _misread,
    "italics": _italics,
}
MANUSCRIPT: dict[str, Maker] = {"first letter": _first_letter, "final point": _final_point}
