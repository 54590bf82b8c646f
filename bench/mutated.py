"""True quotations changed, and the books they are from: what the harness of mutations asks about.

    books ─► a shelf: some as they are, some scanned, some paged
          ─► passages ─► changed in the quotation or in the book ─► samples
          ─► the library, with what the samples print in it

Passages have eight to sixty words, as they are quoted: of fewer, once words are gone from them, nobody could say where
they come from. Each is from a paragraph of its own.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bookshelf import Book, book_of, tokens
from changes import misread
from concordance import Concordance
from meaningful import MEANINGFUL, Vocabulary
from meaningless import BOTH, ITALIC, MANUSCRIPT, MISREAD, NOTE, PAGE, ROMAN, SHAPES, TURNS, seen_for

__all__ = ["LEAST", "NOISE", "Sample", "Shelf", "samples", "shelve", "write_library"]

LENGTHS = (8, 60)  # words
COMMON = 40  # times a word stands in the library that is put in another's place
KNOWN = 2  # times a word stands there that is no misreading
NOISE = 0.004  # of the letters of a scanned text are misread
LINES = 36  # on a page of a book that has pages
LEAST = 300  # letters: shorter stretches of a scanned text stay as they are
IN_BOOK = " (book)"
OF_BOOKS = {MISREAD + IN_BOOK, TURNS + IN_BOOK}  # what whole books have; none has both
MEANINGLESS = {**MANUSCRIPT, **BOTH, **{name + IN_BOOK: make for name, make in BOTH.items()}}
_WORD = re.compile(r"[^\W\d_]+")
_LINE_ENDS, _LINE_BEGINS = re.compile(r"\w[-\u2010]\n\s*\Z"), re.compile(r"[-\u2010]\n\s*\w")
_BROKEN = re.compile(f"-(?:\n|{PAGE})|\u00ad")
_MARK = re.compile(r"(?P<open>[“‘]|(?<![^\s(—-])[\"'])|[\"'”’]")
_ODD = re.compile(r"[#$~^`\\@&/]|--?-?$|\b[A-Z]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The books: as they are, those that a scanner has read, and those whose pages turn under heads and folios."""

    clean: tuple[Book, ...]
    scanned: tuple[Book, ...]
    paged: tuple[Book, ...]

    @property
    def books(self) -> tuple[Book, ...]:
        return (*self.clean, *self.scanned, *self.paged)


def shelve(books: Mapping[str, str], seed: int) -> Shelf:
    """Which books are scanned or paged is chance: one in four of each."""
    names = random.Random(f"{seed}/scanned").sample(sorted(books), len(books))
    made = [book_of(name, books[name]) for name in names]
    few = max(1, len(made) // 4)
    return Shelf(clean=tuple(made[2 * few :]), scanned=tuple(made[:few]), paged=tuple(made[few : 2 * few]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A passage of a book and what was done to it. `kinds` are the changes; `text` is what the manuscript has, in its
    marks; `printed` what the book has in the place `start` to `stop`; `told` what was changed, in words."""

    kinds: tuple[str, ...]
    meaningful: bool
    book: str
    start: int
    stop: int
    text: str
    printed: str
    told: str = ""


Passage = tuple[Book, int, int]  # where it begins and ends in the text of its book


# -- samples ---------------------------------------------------------------------------------------------------------


def samples(shelf: Shelf, each: int, seed: int) -> list[Sample]:
    """`each` meaningful and `each` meaningless ones, no two from one paragraph."""
    dice = random.Random(f"{seed}/mutations")
    concordance = Concordance({book.name: book.text for book in shelf.books})
    words, known = _vocabulary(shelf.books)
    clean, scanned, paged = (deque(_passages(kept, dice)) for kept in (shelf.clean, shelf.scanned, shelf.paged))
    made: list[Sample] = []
    for number in range(2 * each):
        turn, of_meaning = divmod(number, 2)
        kinds = MEANINGFUL if of_meaning else MEANINGLESS
        kind = list(kinds)[turn % len(kinds)]
        ways = [kind] if kind in MEANINGLESS else []
        if turn // len(kinds) % 2:
            ways.append(dice.choice([way for way in MEANINGLESS if way != kind and {way, kind} != OF_BOOKS]))
        passages = scanned if MISREAD + IN_BOOK in ways else paged if TURNS + IN_BOOK in ways else clean
        changes = _Changes(kind=kind, ways=tuple(ways), words=words, known=known, dice=dice)
        made.append(_first(passages, partial(_sample, changes=changes, concordance=concordance)))
    return made


def _first(passages: deque[Passage], make: Callable[[Passage], Sample | None]) -> Sample:
    """The sample that is made of the first passage that can be changed so. Those that cannot be wait at the end."""
    for _ in range(len(passages)):
        passage = passages.popleft()
        made = make(passage)
        if made is not None:
            return made
        passages.append(passage)
    raise ValueError("the library has too few passages for so many samples")


def _passages(books: Sequence[Book], dice: random.Random) -> Iterator[Passage]:
    """Passages of eight to sixty words, each from a paragraph of its own, in any order."""
    paragraphs = [(book, start, stop) for book in books for start, stop in book.prose]
    dice.shuffle(paragraphs)
    for book, start, stop in paragraphs:
        words = tokens(book.text, start, stop)
        wanted = dice.randint(*LENGTHS)
        if len(words) >= wanted:
            first = dice.randrange(len(words) - wanted + 1)
            begin, end = words[first][0], words[first + wanted - 1][1]
            if _is_whole(book.text[begin:end]) and not _cuts_word(book.text, begin, end):
                yield book, begin, end


def _is_whole(text: str) -> bool:
    """Whether an author could print it as it is: marks inside are opened and closed in turn, nothing is there that a
    format has its own ways with."""
    marks = list(_MARK.finditer(re.sub(r"\w['’]\w", "", text)))
    in_turn = all((mark["open"] is None) == number % 2 for number, mark in enumerate(marks)) and len(marks) % 2 == 0
    return in_turn and not _ODD.search(text.replace("_", "")) and text.count("_") % 2 == 0


def _cuts_word(text: str, start: int, stop: int) -> bool:
    """Whether a passage begins or ends inside a word that a line end breaks: nobody quotes half a word."""
    return _LINE_ENDS.search(text[max(0, start - 40) : start]) is not None or _LINE_BEGINS.match(text, stop) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Changes:
    """What is to be done to a passage: the meaningless `ways`, and a change of meaning if `kind` is none of them."""

    kind: str
    ways: tuple[str, ...]
    words: Vocabulary
    known: frozenset[str]
    dice: random.Random


def _sample(passage: Passage, *, changes: _Changes, concordance: Concordance) -> Sample | None:
    """The passage changed; None where it cannot be, or where what comes out stands somewhere as it is."""
    book, start, stop = passage
    whole, told = book.passage(start, stop).text, ""
    copied, meaningful = whole, changes.kind in MEANINGFUL
    if meaningful:
        changed = MEANINGFUL[changes.kind](whole, changes.dice, changes.words)
        if changed is None:
            return None
        copied, told = changed
        if len(tokens(copied, 0, len(copied))) < LENGTHS[0] or concordance.places(copied):
            return None
    dressed = _dressed(whole, copied, book.text[start:stop], changes)
    if dressed is None:
        return None
    copied, printed = dressed
    shape = changes.dice.choice(SHAPES[1:]) if "shape of marks" in changes.ways else SHAPES[0]
    return Sample(
        kinds=tuple(dict.fromkeys([changes.kind, *changes.ways])), meaningful=meaningful, book=book.name, start=start,
        stop=stop, text=_in_marks(copied, shape), printed=_typed(printed, changes.dice), told=told,
    )  # fmt: skip


def _dressed(whole: str, copied: str, printed: str, changes: _Changes) -> tuple[str, str] | None:
    """What the manuscript and what the book has, changed in the meaningless ways; None where one of them cannot be, or
    hides the change of meaning that was made of `whole`."""
    words = copied
    for way in sorted(changes.ways, key=list(MEANINGLESS).index):
        of_book = way.endswith(IN_BOOK)
        before = printed if of_book else copied
        made = MEANINGLESS[way](before, changes.dice, changes.known)
        if not made or (way.startswith(MISREAD) and _hides(before, made, whole, words, of_book=of_book)):
            return None
        printed, copied = (made, copied) if of_book else (printed, made)
    return copied, printed


def _hides(before: str, seen: str, whole: str, copied: str, *, of_book: bool) -> bool:
    """Whether one word is put for another, and letters of either are misread, or a manuscript that is misread all over
    has what a scanner may have seen: nobody who has only the two texts could tell another word from damage there."""
    gone, come = _words(whole) - _words(copied), _words(copied) - _words(whole)
    if not gone or not come:
        return False
    hit = set(_words(before) - _words(seen))
    put = not of_book and any(way in come for word in gone for way in seen_for(word))
    return put or not hit.isdisjoint([*gone, *come])


def _words(text: str) -> Counter[str]:
    """Its words, whole, in small letters of today."""
    joined = unicodedata.normalize("NFKC", _BROKEN.sub("", text))
    return Counter(_WORD.findall(joined.lower()))


def _in_marks(text: str, shape: str) -> str:
    """`text` in marks of this shape; double ones inside, and those of its own shape, are single."""
    own = shape if shape[0] in "«„" else "“”"
    inside = re.sub(rf'(^|[\s(—-])["“{own[0]}]', rf"\1{shape[2]}", text)
    inside = re.sub(rf'["”{own[1]}]', shape[3], inside)
    return f"{shape[0]}{inside}{shape[1]}"


def _typed(printed: str, dice: random.Random) -> str:
    """What plain text has for notes and slants."""
    number = dice.randint(1, 40)
    notes = [f"[{number}]", f"{{{number}}}", "[*]", f"^{number}", f"({number % 9 + 1})", "*"]
    return re.sub(f"[{ITALIC}{ROMAN}]", "_", re.sub(NOTE, dice.choice(notes), printed))


def _paginated(text: str, style: int) -> str:
    """Pages turn at every PAGE, and between paragraphs where none has turned for long."""
    pieces, pages, last = [], 10, 0
    for place in re.finditer(f"{PAGE}|\n\n+", text):
        if place[0] == PAGE or text.count("\n", last, place.start()) >= LINES:
            pages += 1
            pieces += [text[last : place.start()], _HEADS[style].format(pages)]
            last = place.end()
    return "".join([*pieces, text[last:]])


_HEADS = (
    "\n\n\f{}    THE WORKS AND DAYS\n\n", "\n\n{}\n\nTHE WORKS AND DAYS\n\n", "\n\n[Pg {}]\n\n",
    "\n\n{} THE WORKS AND DAYS.\n\n",
)  # fmt: skip


def _vocabulary(books: Sequence[Book]) -> tuple[Vocabulary, frozenset[str]]:
    """The words to change with, and all that are words."""
    running = [word for book in books for word in _WORD.findall(book.text)]
    often = Counter(running)
    small = Counter({word: times for word, times in often.items() if word.islower()})
    lower = Counter(word.lower() for word in running)
    common = sorted(word for word, times in small.items() if times >= COMMON and (len(word) > 1 or word == "a"))
    names = [word for word, times in often.items() if times >= COMMON and word.istitle() and len(word) > 3
             and lower[word.lower()] < times * 1.02]  # fmt: skip
    known = frozenset(word for word, times in lower.items() if times > KNOWN)
    drawn = random.Random(len(running)).sample(
        [word for word in running if small[word] >= COMMON and len(word) > 1], 20000
    )
    return Vocabulary(names=sorted(names), words=drawn, lookalikes=_lookalikes(common)), known


_SPELLINGS = (
    ("is(?=(e|es|ed|er|ing|ations?)$)", "iz"), ("^enquir", "inquir"), ("^gray", "grey"), ("^shew", "show"),
    ("ence(?=s?$)", "ense"),
)  # fmt: skip


def _spelled(word: str) -> str:
    """The word as one of those spells it who spell it in two ways: what differs in that is no other word."""
    for pattern, spelling in _SPELLINGS:
        word = re.sub(pattern, spelling, word)
    return word


def _lookalikes(common: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Pairs of words of three letters or more that differ by one letter in one place."""
    patterns: defaultdict[str, list[str]] = defaultdict(list)
    for word in common:
        if len(word) >= 3:
            for at in range(len(word)):
                patterns[f"{word[:at]}.{word[at + 1 :]}"].append(word)
    like: defaultdict[str, list[str]] = defaultdict(list)
    for alike in patterns.values():
        for word in alike:
            like[word] += [other for other in alike if _spelled(other) != _spelled(word)]
    return {word: others for word, others in like.items() if others}


# -- the library ---------------------------------------------------------------------------------------------------


def write_library(shelf: Shelf, made: Sequence[Sample], folder: Path, dice: random.Random) -> None:
    """The books, with what the samples print in them. Scanned ones are misread all over."""
    inside: defaultdict[str, list[Sample]] = defaultdict(list)
    for sample in made:
        inside[sample.book].append(sample)
    for book in shelf.books:
        pieces, at = [], 0
        for sample in sorted(inside[book.name], key=lambda sample: sample.start):
            pieces += [book.text[at : sample.start], sample.printed]
            at = sample.stop
        pieces.append(book.text[at:])
        if book in shelf.scanned:
            pieces[::2] = [misread(piece, NOISE, dice) if len(piece) > LEAST else piece for piece in pieces[::2]]
        text = "".join(pieces)
        if book in shelf.paged:
            text = _paginated(text, shelf.paged.index(book) % len(_HEADS))
        (folder / book.name).write_text(text, encoding="utf-8", newline="\n")
