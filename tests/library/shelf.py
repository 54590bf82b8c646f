"""Three sentences to make small books of, and what the tests of a library ask of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quoth.executor import Outcomes, Serial
from quoth.fold import fold
from quoth.library import Library

SERGE = "It is nothing to be born; the whole of life remains to be made, and unmade, and made again."
NINON = "She kept her letters in a tin box, and the box under the floor, and the floor under her feet."
LATER = "Nobody opened the tin box again until the house was sold."


@dataclass
class Spy:
    """An executor that remembers what was read."""

    read: list[str] = field(default_factory=list)

    def map(self, function: Callable[[Any], Any], items: Sequence[Any]) -> Outcomes[Any]:
        self.read += [item.path for item in items]
        yield from Serial().map(function, items)


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def found(library: Library, words: str) -> list[str]:
    """The ids of the witnesses with these one to three words, by a search of every segment."""
    ngram = fold(words).hashes.tolist()
    witnesses = []
    for segment in library.segments:
        start, stop = segment.range_of(ngram)
        witnesses += [segment.witnesses[segment.witness_at(place)] for place in segment.places(start, stop).tolist()]
    return sorted(witnesses)


def parts(cache: Path) -> list[str]:
    (index,) = (cache / "libraries").iterdir()
    return sorted(path.name for path in index.iterdir())
