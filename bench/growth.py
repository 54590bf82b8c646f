"""Books that nobody wrote, to make a library large: words follow each other as they do in real books.

Each word is drawn from the words that follow the last one somewhere in the real books, as often as they do (a Markov
chain of the first order), so that words and pairs of words are as common as in the real ones, and nothing longer is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["grow", "invented"]

LINE, PARAGRAPH = 11, 9  # words, lines
LETTERS = 5.7  # of a word, with the blank behind it: what a book of so many letters has in words


def invented(books: Mapping[str, str], count: int, words: int, seed: int) -> Iterator[str]:
    """`count` texts of so many words each."""
    lexicon: dict[str, int] = {}
    running = np.array([lexicon.setdefault(word, len(lexicon)) for text in books.values() for word in text.split()])
    order = np.argsort(running, kind="stable")  # where each word stands, word by word
    first = np.searchsorted(running[order], np.arange(len(lexicon) + 1))
    chance = np.random.default_rng(seed)
    drawn = np.empty((words, count), np.int64)
    at = chance.integers(0, len(running), count)
    for row in drawn:
        row[:] = running[at]
        begin, end = first[row], first[row + 1]
        at = (order[begin + (chance.random(count) * (end - begin)).astype(np.int64)] + 1) % len(running)
    known = list(lexicon)
    return (_set([known[word] for word in column]) for column in _columns(drawn))


def _columns(drawn: NDArray[np.int64]) -> Iterator[list[int]]:
    for number in range(drawn.shape[1]):
        yield drawn[:, number].tolist()


def _set(words: list[str]) -> str:
    """Words in lines and paragraphs."""
    lines = [" ".join(words[at : at + LINE]) for at in range(0, len(words), LINE)]
    return "\n\n".join("\n".join(lines[at : at + PARAGRAPH]) for at in range(0, len(lines), PARAGRAPH)) + "\n"


def grow(books: Mapping[str, str], folder: Path, times: int, seed: int = 1) -> None:
    """Writes into `folder` as many invented books as make the library `times` as large, each as long as a real one is
    on average. What is there already stays."""
    count = len(books) * (times - 1)
    wanted = [folder / f"invented-{number:05}.txt" for number in range(count)]
    if all(file.exists() for file in wanted):
        return
    words = int(sum(map(len, books.values())) / len(books) / LETTERS)
    for file, text in zip(wanted, invented(books, count, words, seed), strict=True):
        file.write_text(text, encoding="utf-8")
