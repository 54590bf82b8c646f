"""Test quotations at the edges: old print, verse, words that stand in many places."""

from __future__ import annotations

import re
from collections.abc import Callable

from bookshelf import NOTICE, tokens
from changes import long_s, old_spelling
from concordance import Place
from dice import LONG, TRIES, Case, Dice, made_of
from words import plain

__all__ = ["COMMON", "EDGES"]

COMMON = "common phrase"
OFTEN = 20  # places: a phrase that stands in so many is nobody's
LINES = (2, 8)  # of verse


def _old(dice: Dice) -> Case:
    text = (passage := dice.passage(*LONG)).text
    while plain(text) == plain(passage.text):
        text = old_spelling((passage := dice.passage(*LONG)).text, dice)
    return made_of(dice, "old spelling", passage, long_s(text, dice) if dice.random() < 0.5 else text)


def _verse(dice: Dice) -> Case:
    """Lines of verse, as lines or run on with strokes or commas between them."""
    books = [book for book in dice.shelf.plain if book.verse]
    book = dice.choices(books, [len(book.verse) for book in books])[0]
    poem = dice.choice(book.verse)
    lines = [found.span() for found in re.finditer(r"\S[^\n]*", book.text[slice(*poem)])]
    count = min(len(lines), dice.randint(*LINES))
    first = dice.randrange(len(lines) - count + 1)
    passage = book.passage(poem[0] + lines[first][0], poem[0] + lines[first + count - 1][1])
    copied = [book.text[poem[0] + start : poem[0] + stop] for start, stop in lines[first : first + count]]
    mark = dice.choice([" / ", "/", " | ", "\n", "\n    ", " "])
    text = mark.join(" ".join(line.replace("_", "").split()) for line in copied)
    return made_of(dice, "verse", passage, text, same=True)


def _edition(dice: Dice) -> Case:
    """Words of a second edition, which is cited; the first, a little different, is in the library too."""
    twins = tuple(dice.shelf.twins.values())
    place, text = dice.passage(*LONG, books=twins)
    book = next(book for book in twins if book.name == place.book)
    paragraphs = zip(book.prose, book.firsts, strict=True)
    first = next(first for (start, stop), first in paragraphs if start <= place.start < stop)
    return Case(kind="two editions", text=text, book=place.book, places=((place,), (first,)), same=True)


def _notice(dice: Dice) -> Case:
    """Words of the notice that stands in every book."""
    words = tokens(NOTICE, 0, len(NOTICE))
    wanted = dice.randint(8, 40)
    first = dice.randrange(len(words) - wanted + 1)
    start, stop = words[first][0], words[first + wanted - 1][1]
    places = tuple((Place(book.name, book.end + start, book.end + stop),) for book in dice.shelf.books)
    text = " ".join(NOTICE[start:stop].split())
    return Case(kind="boilerplate", text=text, book=dice.choice(places)[0].book, places=places, same=True)


def _common(dice: Dice) -> Case:
    """Three to five words that stand in many places: where no note names a book, nothing may be claimed."""
    for _ in range(20 * TRIES):
        passage = dice.passage(3, 5)
        if len(dice.shelf.concordance.places(passage.text)) >= OFTEN:
            return Case(kind=COMMON, text=passage.text, book=passage.place.book, places=(), same=True)
    raise ValueError("no phrase is common")


EDGES: dict[str, Callable[[Dice], Case]] = {
    "old spelling": _old,
    "verse": _verse,
    "two editions": _edition,
    "boilerplate": _notice,
    COMMON: _common,
}
