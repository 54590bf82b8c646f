"""Test quotations of many kinds, from the books of a shelf, each with the truth about it.

    python bench/quotations.py LIBRARY FOLDER [--seed 1] [--each 200]

writes the library that belongs to the seed into FOLDER/library and the quotations, one JSON object a line, into
FOLDER/quotations.jsonl. The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from bookshelf import Shelf, read_books, shelve, tokens
from changes import misread, swapped, typography
from dice import LONG, TRIES, Case, Dice, made_of
from edges import EDGES
from words import plain

__all__ = ["KINDS", "MARKED", "MIXED", "Case", "cases"]

FAR_APART = (300, 2500)  # words that dots hide when they hide pages: one to eight pages
KNOWN_RUN = 6  # words in a row that stand in the library: then nothing is fabricated


# -- whole passages --------------------------------------------------------------------------------------------------


def _verbatim(dice: Dice) -> Case:
    passage = dice.passage(*LONG)
    return made_of(dice, "verbatim", passage, passage.text, same=True)


def _typography(dice: Dice) -> Case:
    passage = dice.passage(*LONG)
    text = passage.text
    while text == passage.text:
        text = typography(passage.text, dice)
    return made_of(dice, "typography", passage, text, same=True)


def _substituted(kind: str, count: int) -> Callable[[Dice], Case]:
    def made(dice: Dice) -> Case:
        passage = dice.passage(*LONG)
        text, changed = _with_others(passage.text, count, dice)
        return made_of(dice, kind, passage, text, changed=changed)

    return made


def _with_others(text: str, count: int, dice: Dice) -> tuple[str, str]:
    words = text.split(" ")
    told = []
    for at in sorted(dice.sample([at for at, word in enumerate(words) if plain(word)], count)):
        put = dice.other(words[at])
        told.append(f"{words[at]} → {put}")
        words[at] = put
    return " ".join(words), "; ".join(told)


def _misread(kind: str, share: float) -> Callable[[Dice], Case]:
    def made(dice: Dice) -> Case:
        passage = dice.passage(*LONG)
        text = passage.text
        while plain(text).replace(" ", "") == plain(passage.text).replace(" ", ""):
            text = misread(passage.text, share, dice)
        return made_of(dice, kind, passage, text)

    return made


def _transposed(dice: Dice) -> Case:
    passage = dice.passage(*LONG)
    text = passage.text
    while plain(text) == plain(passage.text):
        text = swapped(passage.text, dice)
    return made_of(dice, "transposed", passage, text)


# -- what the author marks -------------------------------------------------------------------------------------------

_DOTS = (" ... ", " . . . ", " … ", "… ", "... ", " [...] ", " […] ", ". . . . ", " [. . .] ")


def _elided_near(dice: Dice) -> Case:
    """Three words to a sentence are hidden; at least four words stand on either side."""
    hidden = dice.randint(3, 25)
    passage = dice.passage(LONG[0] + hidden, LONG[1] + hidden)
    words = passage.text.split(" ")
    hidden = min(hidden, len(words) - 8)
    at = dice.randint(4, len(words) - hidden - 4)
    text = " ".join(words[:at]) + dice.choice(_DOTS) + " ".join(words[at + hidden :])
    return made_of(dice, "elided near", passage, text, changed=f"hidden: {' '.join(words[at : at + hidden])}")


def _elided_far(dice: Dice) -> Case:
    """Pages are hidden; at least five words stand on either side."""
    for _ in range(TRIES):
        book = dice.choice(dice.shelf.plain)
        first = dice.randrange(len(book.prose))
        before = tokens(book.text, *book.prose[first])
        begin, end = book.prose[min(first + dice.randint(3, 60), len(book.prose) - 1)]
        after = tokens(book.text, begin, end)
        counts = dice.randint(5, 40), dice.randint(5, 40)
        hidden = len(book.text[before[-1][1] : begin].split()) if before else 0
        if len(before) >= counts[0] and len(after) >= counts[1] and FAR_APART[0] <= hidden <= FAR_APART[1]:
            one = book.passage(before[-counts[0]][0], before[-1][1])
            two = book.passage(after[0][0], after[counts[1] - 1][1])
            return Case(
                kind="elided far", text=one.text + dice.choice(_DOTS) + two.text, book=book.name,
                places=((one.place, two.place),), same=False, changed=f"hidden: {hidden} words and more",
            )  # fmt: skip
    raise ValueError("no two paragraphs with pages between them")


def _bracket(dice: Dice) -> Case:
    """The author puts in words of his own, in brackets, or in the place of a word, or [sic], or changes a capital."""
    passage = dice.passage(*LONG)
    words = passage.text.split(" ")
    at = dice.randint(1, len(words) - 1)
    own = " ".join(dice.word() for _ in range(dice.randint(1, 4)))
    way = dice.choice(["put in", "in its place", "sic", "capital"])
    if way == "put in":
        words.insert(at, f"[{own}]")
    elif way == "in its place":
        words[at] = f"[{own}]"
    elif way == "sic":
        words.insert(at, "[sic]")
    else:
        words[0] = f"[{words[0][:1].swapcase()}]{words[0][1:]}"
    return made_of(dice, "bracket", passage, " ".join(words), changed=way)


# -- short -----------------------------------------------------------------------------------------------------------


def _short(dice: Dice) -> Case:
    """Four to six words that stand in one place of the library alone."""
    for _ in range(TRIES):
        passage = dice.passage(4, 6)
        if len(dice.shelf.concordance.places(passage.text)) == 1:
            return made_of(dice, "4–6 words", passage, passage.text, same=True)
    raise ValueError("no short passage is unique")


def _short_changed(dice: Dice) -> Case:
    """Five to seven words, one of them another; no other place of the library has all of them but one."""
    for _ in range(TRIES):
        passage = dice.passage(5, 7)
        text, changed = _with_others(passage.text, 1, dice)
        words = plain(text).split(" ")
        if len(words) != len(plain(passage.text).split(" ")):
            continue
        found = [place for at in range(len(words)) for place in dice.shelf.concordance.places(text, at)]
        if len(found) == 1 and found[0].overlaps(passage.place):
            return made_of(dice, "short, 1 changed", passage, text, changed=changed)
    raise ValueError("no short passage is unique")


# -- worse print -----------------------------------------------------------------------------------------------------


def _over_a_page(dice: Dice) -> Case:
    """The clean words of a passage inside which the page turns, under a running head."""
    book = dice.choice(dice.shelf.paged)
    turn = dice.choice(book.breaks)
    start, stop = next(span for span in book.prose if span[0] < turn.at < span[1])
    words = tokens(book.text, start, stop)
    inside = sum(1 for begin, _ in words if begin < turn.at)
    wanted = dice.randint(*LONG)
    before = dice.randint(3, max(3, wanted - 4))
    first, last = max(0, inside - before), min(len(words), inside - before + wanted)
    passage = book.passage(words[first][0], words[last - 1][1])
    changed = "inside a word" if turn.put.startswith("-") else "between words"
    style = ", form feeds" if "\f" in turn.put else ", no form feeds"
    return made_of(dice, "page break", passage, passage.text, same=True, changed=changed + style)


# -- nothing to be found ---------------------------------------------------------------------------------------------


def _fabricated(dice: Dice) -> Case:
    """From the book that is left out; no six words of it in a row stand in the library."""
    for _ in range(TRIES):
        passage = dice.passage(*LONG, books=(dice.shelf.left_out,))
        if not dice.shelf.concordance.runs(passage.text, KNOWN_RUN):
            named = dice.choice(dice.shelf.plain).name
            return Case(kind="fabricated", text=passage.text, book=named, places=(), same=False)
    raise ValueError("the book left out stands in the library in other words")


def _spliced(dice: Dice) -> Case:
    """Pieces of three to five words of one book, from anywhere in it, one after the other."""
    book = dice.choice(dice.shelf.plain)
    wanted = dice.randint(*LONG)
    pieces: list[str] = []
    while sum(len(piece.split()) for piece in pieces) < wanted:
        pieces.append(dice.passage(3, 5, (book,)).text)
    text = " ".join(pieces)
    return Case(kind="spliced", text=text, book=book.name, places=(), same=False, changed=" | ".join(pieces))


Maker = Callable[[Dice], Case]
KINDS: dict[str, Maker] = {
    "verbatim": _verbatim,
    "typography": _typography,
    "1 word": _substituted("1 word", 1),
    "3 words": _substituted("3 words", 3),
    "elided near": _elided_near,
    "elided far": _elided_far,
    "bracket": _bracket,
    "OCR 5 %": _misread("OCR 5 %", 0.05),
    "OCR 10 %": _misread("OCR 10 %", 0.10),
    "OCR 15 %": _misread("OCR 15 %", 0.15),
    "page break": _over_a_page,
    "4–6 words": _short,
    "short, 1 changed": _short_changed,
    "transposed": _transposed,
    "fabricated": _fabricated,
    "spliced": _spliced,
} | EDGES
MIXED = [kind for kind in KINDS if kind not in EDGES]
MARKED = {"elided near", "elided far", "bracket"}  # the author says that something differs


def cases(shelf: Shelf, seed: int, each: int, kinds: Sequence[str] = tuple(KINDS)) -> Iterator[Case]:
    """`each` quotations of each kind. A kind's are the same whichever other kinds are asked for."""
    for kind in kinds:
        dice = Dice(shelf, f"{seed}/{kind}")
        for _ in range(each):
            yield KINDS[kind](dice)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("library", type=Path)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--each", type=int, default=200)
    options = asked.parse_args()
    shelf = shelve(read_books(options.library), options.seed)
    shelf.write(options.folder / "library")
    rows = (json.dumps(asdict(case), ensure_ascii=False) for case in cases(shelf, options.seed, options.each))
    (options.folder / "quotations.jsonl").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
