"""True quotations changed: what quoth passes that it must not, and what it accuses that it must not.

    python bench/mutations.py LIBRARY [--each 5000] [--seed 1] [--formats text pdf …] [--misses FILE]

LIBRARY is a folder of plain-text books. `each` passages are changed in a way that makes other words of them
(bench/meaningful.py), half of them in a meaningless way as well; as many in one meaningless way or in two
(bench/meaningless.py). A meaningless change stands in the manuscript or in the book. All are written as manuscripts of
every format (bench/bindings.py) and checked against all the books.

*passed*: changed in meaning and called verbatim, or the like; *unchecked*: changed in meaning, and it is said why
nothing can be said; *accused*: not changed in meaning and called altered or not found; *unfound*: not changed in
meaning and not found at all; *fussed over*: not called verbatim, though no letter is another.
`--misses` lists them in words.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from bisect import bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

import quoth
from bindings import BINDINGS, LEAD, Said, lead
from bookshelf import Book, book_of, read_books, tokens
from changes import misread
from concordance import Concordance
from meaningful import MEANINGFUL, Vocabulary
from meaningless import BOTH, ITALIC, MANUSCRIPT, MISREAD, NOTE, PAGE, ROMAN, SHAPES, TURNS
from quoth import pipeline
from quoth.config import Settings
from quoth.judge.wording import SUBSTANTIVE, permitted
from quoth.library import Library
from quoth.model.finding import Report, Verdict
from quoth.model.manuscript import Quotation
from quoth.readers import read

__all__ = ["Sample", "measure", "samples"]

LENGTHS = (8, 60)  # words
TOGETHER = 400  # quotations in a manuscript
COMMON = 40  # times a word stands in the library that is put in another's place
KNOWN = 2  # times a word stands there that is no misreading
NOISE = 0.004  # of the letters of a scanned text are misread
LINES = 36  # on a page of a book that has pages
LEAST = 300  # letters: shorter stretches of one stay as they are
ACCUSED = frozenset({"altered", "not-found"})
IN_BOOK = " (book)"
OF_BOOKS = {MISREAD + IN_BOOK, TURNS + IN_BOOK}  # what whole books have; none has both
MEANINGLESS = {**MANUSCRIPT, **BOTH, **{name + IN_BOOK: make for name, make in BOTH.items()}}
_WORD = re.compile(r"[^\W\d_]+")
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
            if _is_whole(book.text[begin:end]):
                yield book, begin, end


def _is_whole(text: str) -> bool:
    """Whether an author could print it as it is: marks inside are opened and closed in turn, nothing is there that a
    format has its own ways with."""
    marks = list(_MARK.finditer(re.sub(r"\w['’]\w", "", text)))
    in_turn = all((mark["open"] is None) == number % 2 for number, mark in enumerate(marks)) and len(marks) % 2 == 0
    return in_turn and not _ODD.search(text.replace("_", "")) and text.count("_") % 2 == 0


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
    copied, printed, told = book.passage(start, stop).text, book.text[start:stop], ""
    meaningful = changes.kind in MEANINGFUL
    if meaningful:
        changed = MEANINGFUL[changes.kind](copied, changes.dice, changes.words)
        if changed is None:
            return None
        copied, told = changed
        if concordance.places(copied):
            return None
    for way in sorted(changes.ways, key=list(MEANINGLESS).index):
        of_book = way.endswith(IN_BOOK)
        made = MEANINGLESS[way](printed if of_book else copied, changes.dice, changes.known)
        if not made:
            return None
        printed, copied = (made, copied) if of_book else (printed, made)
    shape = changes.dice.choice(SHAPES[1:]) if "shape of marks" in changes.ways else SHAPES[0]
    return Sample(
        kinds=tuple(dict.fromkeys([changes.kind, *changes.ways])), meaningful=meaningful, book=book.name, start=start,
        stop=stop, text=_in_marks(copied, shape), printed=_typed(printed, changes.dice), told=told,
    )  # fmt: skip


def _in_marks(text: str, shape: str) -> str:
    """`text` in marks of this shape; double ones inside are single."""
    inside = re.sub(r'(^|[\s(—-])["“]', rf"\1{shape[2]}", text)
    inside = re.sub(r'["”]', shape[3], inside)
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


_SAME = ({"gray", "grey"}, {"show", "shew"})


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
            like[word] += [other for other in alike if other != word and {word, other} not in _SAME]
    return {word: others for word, others in like.items() if others}


# -- asking ----------------------------------------------------------------------------------------------------------


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


Answer = tuple[str, str]  # the wording, and why


def ask(made: Sequence[Sample], shelf: Shelf, library: Library, format: str, folder: Path) -> dict[int, list[Answer]]:
    """What is said of every sample, by its number, of each quotation found in its paragraph. Those with misread letters
    stand in manuscripts that are misread all over."""
    suffix, bind = BINDINGS[format]
    titles = {book.name: f"The Harbour Papers {number + 1}" for number, book in enumerate(shelf.books)}
    settings = Settings(works={title: (name,) for name, title in titles.items()})
    said: dict[int, list[Answer]] = {}
    for number, (group, preface) in enumerate(_manuscripts(made, shelf)):
        paragraphs = [
            Said(lead(at), one.text, f"Anna Voss, {titles[one.book]} (Lund: Ekman, 1931).") for at, one in group
        ]
        file = folder / f"manuscript{number}.{suffix}"
        file.write_bytes(bind([*preface, *paragraphs]))
        report = pipeline.check(read(file, name=file.name).in_full(), library, settings)
        for at, answer in _answers(report):
            said.setdefault(at, []).append(answer)
    return said


def _manuscripts(made: Sequence[Sample], shelf: Shelf) -> Iterator[tuple[list[tuple[int, Sample]], list[Said]]]:
    """The samples that stand in one manuscript, with their numbers, and what stands before them."""
    dice = random.Random(len(made))
    for scanned in (False, True):
        ones = [(at, one) for at, one in enumerate(made) if (MISREAD in one.kinds) == scanned]
        for first in range(0, len(ones), TOGETHER):
            plain = [p for p in (b.passage(*s).text for b in shelf.clean[:3] for s in b.prose[:200]) if '"' not in p]
            preface = [Said("", misread(text, NOISE, dice)) for text in plain if len(text) > LEAST][:60]
            yield ones[first : first + TOGETHER], preface if scanned else []


def _answers(report: Report) -> Iterator[tuple[int, tuple[str, str]]]:
    """For every quotation the number that stands before it, and what is said."""
    leads = [(lead.end(), int(lead[1])) for lead in LEAD.finditer(report.manuscript.text)]
    starts = [end for end, _ in leads]
    for quotation, verdict in zip(report.quotations, report.verdicts, strict=True):
        at = bisect_right(starts, quotation.span.start) - 1
        if at >= 0 and quotation.within is None:
            yield leads[at][1], (verdict.wording, _reason(quotation, verdict, report))


def _reason(quotation: Quotation, verdict: Verdict, report: Report) -> str:
    """Why nothing is said, or what differs."""
    if verdict.alignment is None:
        return verdict.why if quotation.role == "quotation" else f"taken for {quotation.role}"
    text, place = report.manuscript.text, verdict.alignment
    differing = [edit for edit in place.edits if edit.op in SUBSTANTIVE or not permitted(edit, place, text)]
    return ", ".join(f"{edit.op} {edit.quotation.of(text)!r} for {place.printed(edit)!r}" for edit in differing)


# -- the table -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was said of one sample in one format: one of the faults that the module names, or "" where it is right."""

    sample: Sample
    format: str
    fault: str
    said: Sequence[tuple[str, str]]


def outcome(sample: Sample, format: str, said: Sequence[tuple[str, str]]) -> Outcome:
    wordings = {wording for wording, _ in said}
    if sample.meaningful:
        fault = "" if wordings & ACCUSED else "passed" if wordings - {"unchecked"} else "unchecked"
    elif wordings & ACCUSED:
        fault = "accused"
    elif not wordings - {"unchecked"}:
        fault = "unfound"
    else:
        misread = any(kind.startswith(MISREAD) for kind in sample.kinds)
        fault = "" if misread or wordings <= {"verbatim"} else "fussed over"
    return Outcome(sample=sample, format=format, fault=fault, said=said)


def measure(books: Mapping[str, str], each: int, seed: int, formats: Sequence[str]) -> list[Outcome]:
    shelf = shelve(books, seed)
    made = samples(shelf, each, seed)
    with tempfile.TemporaryDirectory(prefix="quoth-bench-") as named:
        folder = Path(named)
        (folder / "books").mkdir()
        write_library(shelf, made, folder / "books", random.Random(seed))
        library = quoth.open_library([folder / "books"])
        return [
            outcome(sample, format, said.get(at, ()))
            for format in formats
            for said in [ask(made, shelf, library, format, folder)]
            for at, sample in enumerate(made)
        ]


def table(found: Sequence[Outcome]) -> Iterator[str]:
    """A line for every kind of change: of how many, by format, the faults."""
    formats = list(dict.fromkeys(one.format for one in found))
    by_kind: defaultdict[tuple[bool, str], list[Outcome]] = defaultdict(list)
    for one in found:
        for kind in (one.sample.kinds[0], "all"):
            by_kind[not one.sample.meaningful, kind].append(one)
    for is_meaningless, title in ((False, "passed / unchecked"), (True, "accused / unfound / fussed over")):
        yield f"\n{title:<34}{'of':>7}" + "".join(f"{format:>15}" for format in formats)
        for (side, kind), ones in sorted(by_kind.items()):
            if side == is_meaningless:
                yield _row(
                    kind, ones, formats, ["accused", "unfound", "fussed over"] if side else ["passed", "unchecked"]
                )


def _row(kind: str, ones: Sequence[Outcome], formats: Sequence[str], faults: Sequence[str]) -> str:
    cells = [
        " / ".join(str(sum(one.format == format and one.fault == fault for one in ones)) for fault in faults)
        for format in formats
    ]
    return f"{kind:<34}{len(ones) // len(formats):>7}" + "".join(f"{cell:>15}" for cell in cells)


def listed(found: Sequence[Outcome], out: TextIO) -> None:
    """Every fault in words, those of one sample together."""
    by_sample: defaultdict[int, list[Outcome]] = defaultdict(list)
    for one in found:
        if one.fault:
            by_sample[id(one.sample)].append(one)
    for ones in by_sample.values():
        sample = ones[0].sample
        faults: defaultdict[str, list[str]] = defaultdict(list)
        for one in ones:
            faults[one.fault + ": " + "; ".join(" ".join(said) for said in one.said)].append(one.format)
        print(f"[{' + '.join(sample.kinds)}] {sample.told}", file=out)
        for fault, formats in faults.items():
            print(f"    {fault} ({', '.join(formats)})", file=out)
        print(f"    quoted:  {sample.text!r}\n    printed: {sample.printed!r}", file=out)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("library", type=Path)
    asked.add_argument("--each", type=int, default=5000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--formats", nargs="+", choices=[*BINDINGS], default=[*BINDINGS])
    asked.add_argument("--misses", type=Path, help="where every fault is written")
    options = asked.parse_args()
    found = measure(read_books(options.library), options.each, options.seed, options.formats)
    print(*table(found), sep="\n")
    if options.misses:
        with options.misses.open("w", encoding="utf-8") as out:
            listed(found, out)


if __name__ == "__main__":
    main()
