"""Chance, and what is known of a test quotation: what every kind of quotation is made with."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bookshelf import Book, Passage, Shelf, tokens
from concordance import Place
from words import plain

__all__ = ["LONG", "TRIES", "Case", "Dice", "made_of"]

LONG = (8, 80)  # words of the long kinds
TRIES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A quotation as its author prints it, and the truth.

    `book` is the one its note names. `places` are all the places in the library where the words that it was made from
    stand, each as its pieces (two where dots hide something); () where it stands nowhere and nothing may be claimed.
    `same`: nothing of substance differs, so that it may be called verbatim and must not be accused. `changed` says
    what was done.
    """

    kind: str
    text: str
    book: str
    places: tuple[tuple[Place, ...], ...]
    same: bool
    changed: str = ""


class Dice(random.Random):
    """Chance, and passages by chance."""

    def __init__(self, shelf: Shelf, seed: str) -> None:
        super().__init__(seed)
        self.shelf = shelf

    def passage(self, fewest: int, most: int, books: Sequence[Book] = ()) -> Passage:
        """Between `fewest` and `most` words, from one paragraph of a book; all lengths are alike."""
        wanted = self.randint(fewest, most)
        books = books or self.shelf.plain
        for _ in range(TRIES):
            book = self.choices(books, [len(book.prose) for book in books])[0]
            start, stop = self.choice(book.prose)
            words = tokens(book.text, start, stop)
            if len(words) >= wanted:
                first = self.randrange(len(words) - wanted + 1)
                return book.passage(words[first][0], words[first + wanted - 1][1])
        raise ValueError(f"no paragraph of {wanted} words in {[book.name for book in books]}")

    def word(self) -> str:
        """A word of the language: any word of any page is as likely as any other, so common words are common."""
        words = self.passage(20, 20).text.split(" ")
        return re.sub(r"^\W+|\W+$", "", self.choice(words[1:-1])).lower() or self.word()

    def other(self, word: str) -> str:
        """A word that `word` is replaced by: another one, with its points and capital."""
        bare = re.sub(r"^\W+|\W+$", "", word)
        put = self.word()
        while plain(put) == plain(bare):
            put = self.word()
        return word.replace(bare, put.capitalize() if bare[:1].isupper() else put) if bare else put


def _standing(shelf: Shelf, passage: Passage) -> tuple[tuple[Place, ...], ...]:
    """All places with the words of the passage."""
    others = shelf.concordance.places(passage.text)
    return ((passage.place,), *((place,) for place in others if not place.overlaps(passage.place)))


def made_of(dice: Dice, kind: str, passage: Passage, text: str, *, same: bool = False, changed: str = "") -> Case:
    places = _standing(dice.shelf, passage)
    return Case(kind=kind, text=text, book=passage.place.book, places=places, same=same, changed=changed)
