"""Quotation marks of all languages: which open, which close, which are apostrophes.

A mark opens or closes by its shape, by what stands beside it, and by how this manuscript uses it elsewhere: `“` opens
in English and closes in German, `”` does both in Swedish, `'` is also an apostrophe. Which marks belong together is
decided in `pairs`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from quoth.model.text import Span

__all__ = ["Family", "Habits", "Lean", "Mark", "Sighting", "habits_of", "marks_in", "sightings"]

Family = Literal["double", "single", "guillemet", "angle", "corner", "white-corner", "title"]
Lean = Literal["open", "close", "either", "maybe-close", "elision"]

_FAMILIES: dict[Family, str] = {
    "double": '“”„‟"〝〞〟＂״',
    "single": "‘’‚‛'`´",
    "guillemet": "«»",
    "angle": "‹›",
    "corner": "「」",
    "white-corner": "『』",
    "title": "《》〈〉",
}
_FAMILY: dict[str, Family] = {letter: family for family, letters in _FAMILIES.items() for letter in letters}
_FAMILY |= {"``": "double", "''": "double", ",,": "double"}
_SHAPE: dict[str, Lean] = {
    **dict.fromkeys([*"“„‟〝‘‚‛`«‹「『《〈", "``", ",,"], "open"),
    **dict.fromkeys([*"”〞〟’´»›」』》〉", "''"], "close"),
}
_MARK = re.compile(  # a class of letters comes first, for speed; what stands before it is looked at afterwards
    r"[“”„‟\"〝〞〟＂״‘’‚‛'`´«»‹›「」『』《》〈〉,](?:(?<=`)`|(?<=')'(?!\w)|(?<=,)(?<![^\s(],),(?=\w)|(?<!,))"
)
_INSIDE_WORDS = frozenset("’'‘‛´`")
_HEBREW = re.compile(r"[\u05d0-\u05ea]")
_THIN = frozenset(
    "\N{HAIR SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{SIX-PER-EM SPACE}"
    "\N{WORD JOINER}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{SOFT HYPHEN}"
)

# Words that lost their first letters and begin with an apostrophe; only those that hardly ever begin a sentence
# without it. English, German, Dutch and Afrikaans.
_CUT_FRONT = re.compile(
    r"(tis|twas|twere|twill|twould|twixt|tween|tisn|twasn|twon|em|cause|til|bout|neath|gainst|n|cos|coz|cuz|"
    r"fraid|nough|scuse|pon|\d\ds?|s|t|k|ne|nen|nem|ner|nes)(?!\w)",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"s(?!\w)")
# Words that lost their last letters, and plurals that own something: the mark after them may be an apostrophe.
_CUT_END = re.compile(r"(?:\w[sxz]|(?<!\w)(?:\w+in|o|d|n|th|an|ol|wi|t|y|mis|i|ha|po))$", re.IGNORECASE)
_OWNS_NOTHING = re.compile(
    r"(?<!\w)(?:was|is|his|this|has|does|goes|says|us|as|its|hers|ours|yours|theirs|yes|thus|always|perhaps|across|"
    r"sometimes|less|unless|besides|\w+wards|das|was|als|bis|es|dans|sans|pas|plus|mais|vous|nous|ils|elles)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A quotation mark. `leading`: it begins a line. `firm`: the letter before it ends a clause, as before a true
    closing mark. "maybe-close" is a closing mark that may be an apostrophe, "elision" an opening one."""

    start: int
    stop: int
    letter: str
    family: Family
    lean: Lean
    leading: bool
    firm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How this manuscript uses its marks: the way each letter leans, and whether single marks are its outer ones."""

    leans: dict[str, Lean]
    single_outside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A mark and the letters beside it, where other marks, note marks and thin spaces are looked through."""

    start: int
    stop: int
    letter: str
    before: str
    after: str


def marks_in(text: str, block: Span, seen_in_block: Iterable[Sighting], habits: Habits) -> list[Mark]:
    """The quotation marks of one block in order, apostrophes inside words left out."""
    marks = []
    for seen in seen_in_block:
        lean = _lean(text, block, seen, habits)
        if lean is not None:
            marks.append(
                Mark(
                    start=seen.start,
                    stop=seen.stop,
                    letter=seen.letter,
                    family=_FAMILY[seen.letter],
                    lean=lean,
                    leading=seen.before in {"", "\n"},
                    firm=_side(seen.before) in {"point", "dash", "closing"},
                )
            )
    return marks


def habits_of(text: str, blocks: Iterable[Span], seen: Iterable[Sequence[Sighting]]) -> Habits:
    """Counted over the whole manuscript, so that a single doubtful mark is read as the others are."""
    opened: Counter[str] = Counter()
    closed: Counter[str] = Counter()
    for block, seen_in_block in zip(blocks, seen, strict=True):
        for one in seen_in_block:
            lean = _by_sides(one)
            if lean == "open" and not _is_cut_front(text, block, one):
                opened[one.letter] += 1
            elif lean == "close":
                closed[one.letter] += 1
    leans = {letter: _habit(letter, opened[letter], closed[letter]) for letter in _FAMILY}
    alike = opened["”"] > opened["“"] or opened["»"] > opened["«"]  # one mark both opens and closes, as in Swedish
    leans["’"] = "either" if not opened["‘"] and (alike or opened["’"] > 2) else "close"
    single = sum(opened[letter] for letter in _FAMILIES["single"])
    other = sum(opened[letter] for family, letters in _FAMILIES.items() if family != "single" for letter in letters)
    return Habits(leans=leans, single_outside=single > other)


def _habit(letter: str, opened: int, closed: int) -> Lean:
    shape = _SHAPE.get(letter)
    if shape is None:
        return "either"
    doubt = 3  # uses in the other way that are still taken for slips
    opened, closed = opened + doubt * (shape == "open"), closed + doubt * (shape == "close")
    if opened >= 4 * closed:
        return "open"
    return "close" if closed >= 4 * opened else "either"


def _lean(text: str, block: Span, seen: Sighting, habits: Habits) -> Lean | None:
    """None for an apostrophe inside a word."""
    sides, habit = _by_sides(seen), habits.leans[seen.letter]
    before, after = (
        text[max(block.start, seen.start - 1) : seen.start],
        text[seen.stop : min(block.stop, seen.stop + 1)],
    )
    if seen.letter in _INSIDE_WORDS and after.isalnum() and not _is_ideograph(after):
        owns = before.strip() and _POSSESSIVE.match(text, seen.stop, block.stop)  # Lord M.'s
        if owns or (before.isalnum() and not _is_ideograph(before)):
            return None
    if seen.letter in '"״' and _HEBREW.match(before) and _HEBREW.match(after):
        return None  # the sign of an abbreviation
    if _FAMILY[seen.letter] == "single":
        if sides == "open" and _is_cut_front(text, block, seen):
            return "elision"
        if sides == "open" and habit == "close":
            return "elision"  # ’ before a word that is on no list is still no opening mark
        if sides == "close" and habit != "open" and before.isalnum() and _may_be_apostrophe(text, block, seen):
            return "maybe-close"
    if habit == "either":
        return sides
    return habit if sides in {"either", habit} else "either"


def _may_be_apostrophe(text: str, block: Span, seen: Sighting) -> bool:
    goes_on = text[seen.stop : min(block.stop, seen.stop + 2)]
    word = text[max(block.start, seen.start - 16) : seen.start]
    if not goes_on[:1].isspace() or not goes_on[1:2].isalnum() or _OWNS_NOTHING.search(word):
        return False
    return _CUT_END.search(word) is not None


def _is_cut_front(text: str, block: Span, seen: Sighting) -> bool:
    if _FAMILY[seen.letter] != "single" or seen.letter in "‚`":
        return False
    return _CUT_FRONT.match(text, seen.stop, block.stop) is not None


def _by_sides(seen: Sighting) -> Lean:
    """A mark opens after space and before words, closes after words and before space."""
    before, after = _side(seen.before), _side(seen.after)
    begins = after in {"word", "dash", "opening"} or (after == "point" and seen.after == "…")
    opens = before in {"space", "opening", "dash"} and begins
    closes = before not in {"space", "opening"} and after in {"space", "point", "dash", "closing"}
    if opens == closes:
        return "either"
    return "open" if opens else "close"


def _is_ideograph(letter: str) -> bool:
    """Whether it is of those that are written without spaces."""
    return "\u3040" <= letter <= "\u30ff" or "\u3400" <= letter <= "\u9fff"


@lru_cache(maxsize=4096)
def _side(letter: str) -> Literal["space", "word", "point", "dash", "opening", "closing"]:
    if not letter or letter.isspace():
        return "space"
    category = unicodedata.category(letter)
    if letter.isalnum() or category[0] == "M" or category in {"Sc", "So"}:
        return "word"
    if category == "Pd" or letter in "/*_|":
        return "dash"
    if category == "Ps" or letter in "¿¡":
        return "opening"
    return "closing" if category == "Pe" else "point"


def sightings(text: str, block: Span, hidden: dict[int, int]) -> list[Sighting]:
    """The marks of a block, apostrophes among them, in order.

    `hidden` maps each end of letters that are no text (note marks) to the other end.
    """
    found = [match.span() for match in _MARK.finditer(text, block.start, block.stop)]
    befores: list[str] = []
    for i, (start, _) in enumerate(found):
        at = start
        while at > block.start and (text[at - 1] in _THIN or hidden.get(at, at) < at):
            at = hidden[at] if hidden.get(at, at) < at else at - 1
        touches = i > 0 and at <= found[i - 1][1]
        befores.append(befores[-1] if touches else text[max(block.start, at - 1) : at])
    afters: list[str] = []
    for i in range(len(found) - 1, -1, -1):
        at = found[i][1]
        while at < block.stop and (text[at] in _THIN or hidden.get(at, at) > at):
            at = hidden[at] if hidden.get(at, at) > at else at + 1
        touches = i + 1 < len(found) and at >= found[i + 1][0]
        letter = "…" if text.startswith(("..", ". ."), at, block.stop) else text[at : min(block.stop, at + 1)]
        afters.append(afters[-1] if touches else letter)
    return [
        Sighting(start=start, stop=stop, letter=text[start:stop], before=before, after=after)
        for (start, stop), before, after in zip(found, befores, reversed(afters), strict=True)
    ]
