"""A library to measure with, made from a folder of plain-text books: one book left out, some in worse print.

    books ─► one left out (what is fabricated comes from it)
          ─► some with pages that break under running heads
          ─► some in a second edition besides, a little different
          ─► a notice at the end of each
          ─► the rest as they are

The books are written to a folder that quoth is given; what was done to each is known to the letter.
"""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from changes import old_spelling
from concordance import Concordance, Place

__all__ = [
    "NOTICE", "Book", "Break", "Passage", "Shelf", "book_of", "decoded", "is_prose", "is_verse", "read_books", "shelve",
    "tokens",
]  # fmt: skip

LINES = (30, 40)  # on a page
WORTH = (0.85, 0.02)  # prose: at least so many of its characters are small letters or blanks, at most so many digits
LONGEST_LINE = 62  # of verse, with its indent
EDITED = 150  # words: one in so many is another in a second edition
NOTICE = """


About this copy

This text belongs to a reading room that lends its books to whoever asks for them. It was typed by many hands,
compared twice with the printed page, and may be copied, read aloud and given away as often as anybody likes, as long
as nothing is asked for it and this notice stays with it. Those who find a mistake are asked to write to the keeper of
the reading room and to name the page and the line; mistakes are mended once a year, in spring. The keeper does not
promise that the text is fit for any purpose, and answers for no damage that may come of reading it late at night.
"""
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_END = re.compile(r"^[ \t*]*(?:the )?end of (?:the |this )?project gutenberg", re.IGNORECASE | re.MULTILINE)
_LICENCE = re.compile(r"gutenberg|transcriber|proofread|e-?text|copyright|this header|official release", re.IGNORECASE)


class Passage(NamedTuple):
    """Words of a book: where they stand, and as an author would copy them, in one line."""

    place: Place
    text: str


class Break(NamedTuple):
    """A page turns: where in the book as it was, and what was put there."""

    at: int
    put: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A text, its paragraphs of running prose and its stanzas. `breaks` are what a paged copy has more than `text`;
    `firsts` where each paragraph of a second edition stands in the first, in the order of `prose`."""

    name: str
    text: str = field(repr=False)
    prose: tuple[tuple[int, int], ...] = field(repr=False)
    verse: tuple[tuple[int, int], ...] = field(repr=False, default=())
    breaks: tuple[Break, ...] = field(repr=False, default=())
    firsts: tuple[Place, ...] = field(repr=False, default=())

    @property
    def printed(self) -> str:
        """The text as it is written to the library."""
        pieces, last = [], 0
        for turn in self.breaks:
            pieces += [self.text[last : turn.at], turn.put]
            last = turn.at
        return "".join([*pieces, self.text[last:], NOTICE])

    @property
    def end(self) -> int:
        """Where the notice begins."""
        return len(self.text) + sum(len(turn.put) for turn in self.breaks)

    def place(self, start: int, stop: int) -> Place:
        """Where letters of `text` stand in `printed`."""
        before = sum(len(turn.put) for turn in self.breaks if turn.at <= start)
        inside = sum(len(turn.put) for turn in self.breaks if start < turn.at < stop)
        return Place(self.name, start + before, stop + before + inside)

    def passage(self, start: int, stop: int) -> Passage:
        """The words from `start` to `stop` of `text`."""
        copied = re.sub(r"(?<=\w)-\n\s*(?=\w)", "-", self.text[start:stop]).replace("_", "")
        return Passage(self.place(start, stop), " ".join(copied.split()))


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """What is in the library, and the one book that is not. `twins`: second editions, by the name of the first."""

    plain: tuple[Book, ...]
    paged: tuple[Book, ...]
    twins: dict[str, Book]
    firsts: tuple[Book, ...]
    left_out: Book

    @property
    def books(self) -> tuple[Book, ...]:
        """All that is in the library."""
        return (*self.plain, *self.paged, *self.firsts, *self.twins.values())

    @cached_property
    def concordance(self) -> Concordance:
        return Concordance({book.name: book.printed for book in self.books})

    def write(self, folder: Path) -> None:
        """The library as files in UTF-8."""
        folder.mkdir(parents=True, exist_ok=True)
        for book in self.books:
            (folder / book.name).write_text(book.printed, encoding="utf-8", newline="\n")


def read_books(folder: Path) -> dict[str, str]:
    """The text of every .txt file under `folder`, by name."""
    return {file.name: decoded(file.read_bytes()) for file in sorted(folder.rglob("*.txt"))}


def decoded(data: bytes) -> str:
    """The text of a file as quoth would have it: a line end is one letter."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def shelve(books: dict[str, str], seed: int) -> Shelf:
    """The library for this seed: which book is left out, which are paged, which have a second edition is chance."""
    books = {name: _bare(text) for name, text in books.items()}
    dice = random.Random(f"{seed}/shelf")
    names = dice.sample(sorted(books), len(books))
    few = max(1, len(names) // 16)
    out, paged, firsts, plain = names[0], names[1 : 1 + few], names[1 + few : 1 + 2 * few], names[1 + 2 * few :]
    return Shelf(
        plain=tuple(book_of(name, books[name]) for name in plain),
        paged=tuple(_paged(book_of(name, books[name]), style % 2, dice) for style, name in enumerate(paged)),
        firsts=tuple(book_of(name, books[name]) for name in firsts),
        twins={name: _second_edition(name, books[name], dice) for name in firsts},
        left_out=book_of(out, books[out]),
    )


def _bare(text: str) -> str:
    """The text up to the mark that ends it: what is put behind that would be no part of the book."""
    marks = [mark.start() for mark in _END.finditer(text, len(text) // 2)]
    return text[: marks[0]] if marks else text


# -- prose -----------------------------------------------------------------------------------------------------------


def book_of(name: str, text: str) -> Book:
    return Book(name=name, text=text, prose=tuple(_prose(text)), verse=tuple(_verse(text)))


def _prose(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _PARAGRAPH.finditer(text) if is_prose(found[0]))


def _verse(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _PARAGRAPH.finditer(text) if is_verse(found[0]))


def is_verse(paragraph: str) -> bool:
    """Whether a paragraph is a stanza: short lines that begin with capitals, and mostly end with a point."""
    lines = paragraph.split("\n")
    if len(lines) < 4 or re.search(r"[\[\]{}|*=<>\d]|\.\.|--$", paragraph) or max(map(len, lines)) > LONGEST_LINE:
        return False
    capitals = sum(bool(re.match(r"[\s\"'“‘_]*[A-Z][a-z ]", line)) for line in lines)
    pointed = sum(line.rstrip("_ ")[-1:] in ",;:.!?\"'”’" for line in lines)
    return capitals >= 0.8 * len(lines) and pointed >= 0.5 * len(lines)


def is_prose(paragraph: str) -> bool:
    """Whether a paragraph is running text: no table, no list, no verse, no note, no licence."""
    if paragraph[:1].isspace() or re.search(r"[\[\]{}|*=<>]|\n[ \t]|\.\.", paragraph) or _LICENCE.search(paragraph):
        return False
    letters = sum(letter.islower() or letter.isspace() for letter in paragraph)
    digits = sum(map(str.isdigit, paragraph))
    return letters >= WORTH[0] * len(paragraph) and digits <= WORTH[1] * len(paragraph)


def tokens(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Where the words between `start` and `stop` stand."""
    return [found.span() for found in _TOKEN.finditer(text, start, stop)]


# -- worse print -----------------------------------------------------------------------------------------------------


def _paged(book: Book, style: int, dice: random.Random) -> Book:
    """The book with pages that turn inside its paragraphs, every second time inside a word.

    Style 0: form feeds, folio and running head in one line at the top. Style 1: no form feeds, the folio alone at
    the foot and the head in capitals.
    """
    title = " ".join(re.findall(r"[^\W\d_]+", book.name.removesuffix(".txt"))[:4]).upper()
    turns = [_turn(book.text, start, stop, dice) for start, stop in _spread(book, dice)]
    heads = (_head(style, number, title) for number in range(1, len(turns) + 1))
    breaks = [Break(at, f"{hyphen}\n{head}") for (at, hyphen), head in zip(turns, heads, strict=True)]
    return Book(name=book.name, text=book.text, prose=book.prose, breaks=tuple(breaks))


def _spread(book: Book, dice: random.Random) -> Iterator[tuple[int, int]]:
    """Paragraphs of prose in which a page may turn, about a page apart."""
    last = 0
    for start, stop in book.prose:
        if book.text.count("\n", last, stop) >= dice.randint(*LINES) and len(tokens(book.text, start, stop)) >= 40:
            yield start, stop
            last = stop


def _turn(text: str, start: int, stop: int, dice: random.Random) -> tuple[int, str]:
    """Where in a paragraph the page turns, and the hyphen, if it turns inside a word."""
    words = tokens(text, start, stop)[15:-15]
    long = [(begin, end) for begin, end in words if text[begin:end].isalpha() and end - begin >= 7]
    if long and dice.random() < 0.5:
        begin, end = dice.choice(long)
        return dice.randint(begin + 3, end - 3), "-"
    begin, _ = dice.choice(words)
    return begin, ""


def _head(style: int, number: int, title: str) -> str:
    page = number + 10
    if style == 0:
        return f"\f{page}    {title}\n\n" if page % 2 == 0 else f"\f{title}    {page}\n\n"
    return f"\n{page}\n\n{title}\n\n"


def _second_edition(name: str, text: str, dice: random.Random) -> Book:
    """The same work set again: other lines, other marks, here and there another spelling or another word."""
    words, pieces, spans, firsts, last, length = text.split(), list[str](), list[tuple[int, int]](), list[Place](), 0, 0
    for start, stop in _prose(text):
        pieces += [text[last:start], _reset(text[start:stop], words, dice)]
        begin = length + len(pieces[-2])
        last, length = stop, begin + len(pieces[-1])
        spans.append((begin, length))
        firsts.append(Place(name, start, stop))
    name = f"{name.removesuffix('.txt')}-second-edition.txt"
    return Book(name=name, text="".join([*pieces, text[last:]]), prose=tuple(spans), firsts=tuple(firsts))


def _reset(paragraph: str, words: Sequence[str], dice: random.Random) -> str:
    edited = [dice.choice(words) if dice.random() < 1 / EDITED else word for word in paragraph.split()]
    line = " ".join(edited)
    if dice.random() < 0.3:
        line = old_spelling(line, dice)
    return textwrap.fill(line.replace('"', "'"), 60, break_long_words=False, break_on_hyphens=False)
