"""What happens to the index when its writer is killed, and when the disk changes a byte.

    python bench/crash.py --kills 200 --flips 500 [--seed 1]

A library of invented books is added to, file by file. The writer is killed (SIGKILL) at random moments: after each, the
index must be a state that was committed, and everything that is searched must agree with an index made anew. Then one
byte of the index is changed at random places: each must be noticed, with the file's name, or change no answer.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from quoth.engine.match import locate
from quoth.errors import DamagedIndex
from quoth.executor import Serial
from quoth.library import Library, open_library
from quoth.library.index import _opened
from quoth.library.store import Store
from quoth.model.manuscript import Quotation
from quoth.model.text import Span

WORDS = 400  # of a book
LOST = 100  # letters of a passage

Answers = list[Any]


def book(chance: random.Random) -> str:
    """Words of no language, some much more common than others, on lines."""
    lexicon = ["".join(chance.choices("aeiounrstlmdé", k=chance.randrange(2, 9))) for _ in range(300)]
    words = chance.choices(lexicon, weights=[1 / (rank + 2) for rank in range(300)], k=WORDS)
    return "\n".join(" ".join(words[at : at + 11]) for at in range(0, WORDS, 11))


def answers(library: Library, passages: dict[str, list[str]]) -> Answers:
    """What is held, where every n-gram stands, what the texts are, and where passages of them are found."""
    said: Answers = [library.state, library.total]
    standing: Counter[tuple[Any, ...]] = Counter()
    for segment in library.segments:
        for place, name in enumerate(segment.witnesses):
            if name:
                words, text = segment.words_of(place), library.text(name)
                said.append((name, text[:], words.hashes.tolist(), words.starts.tolist(), words.stops.tolist()))
    every = np.array(sorted({word for row in said[2:] for word in row[2]}), np.uint32)
    for segment in library.segments:
        starts, stops = segment.ranges_along(every)
        for length in range(3):
            counts = (stops - starts)[length].tolist()
            standing.update({(length, word): count for word, count in enumerate(counts)})
        for at in segment.gathered(starts[0], stops[0]).tolist():
            witness = segment.witness_at(at)
            standing[segment.witnesses[witness], at - segment.extent(witness)[0]] += 1
    found = [alignment for name in sorted(passages) for text in passages[name] for alignment in places(text, library)]
    return [*sorted(said[2:]), said[:2], sorted(standing.items(), key=str), found]


def places(text: str, library: Library) -> list[tuple[str, Span, float]]:
    quotation = Quotation(id="q", span=Span(start=0, stop=len(text)), block=0, kind="inline", alterations=())
    return [(a.passage.witness, a.passage.span, a.score_bits) for a in locate(text, quotation, library)]


def writer(books: Path, cache: Path) -> int:
    """A process that brings the index up to date."""
    child = os.fork()
    if not child:
        try:
            open_library([books], cache=cache, executor=Serial())
        finally:
            os._exit(0)
    return child


def kill_writers(base: Path, kills: int, chance: random.Random) -> Counter[str]:
    """Kill a writer that often; returns how often which state was found."""
    books, cache = base / "books", base / "cache"
    books.mkdir()
    (books / "0.txt").write_text(book(chance), "utf-8")
    before = open_library([books], cache=cache, executor=Serial()).state
    lasted, seen = 0.3, Counter[str]()
    for number in range(kills):
        change(books, number, chance)
        child = writer(books, cache)
        time.sleep(chance.uniform(0, lasted))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        seen["killed" if os.WIFSIGNALED(status) else "finished first"] += 1
        (folder,) = (cache / "libraries").iterdir()
        catalogue = Store(folder).catalogue()
        assert catalogue is not None
        found = _opened(Store(folder), catalogue)
        shutil.rmtree(base / "fresh", ignore_errors=True)
        fresh = open_library([books], cache=base / "fresh", executor=Serial())
        seen["old state" if found.state == before else "new state"] += 1
        assert found.state in (before, fresh.state), number
        passages = {path.stem: [path.read_text("utf-8")[200 : 200 + LOST]] for path in books.iterdir()}
        began = time.perf_counter()
        after = open_library([books], cache=cache, executor=Serial())
        lasted = 0.9 * lasted + 0.2 * (time.perf_counter() - began) if found.state == before else lasted
        assert answers(after, passages) == answers(fresh, passages), number
        assert after.warnings == ()
        before = after.state
    return seen


def change(books: Path, number: int, chance: random.Random) -> None:
    """Add a book or two; now and then change one, or take some away."""
    for more in range(chance.randrange(1, 3)):
        (books / f"{number}-{more}.txt").write_text(book(chance), "utf-8")
    held = sorted(books.iterdir())
    if chance.random() < 0.2:
        chance.choice(held).write_text(book(chance), "utf-8")
    for path in chance.sample(held, max(0, len(held) - 9)):
        path.unlink()


def flip_bytes(base: Path, flips: int, chance: random.Random) -> Counter[str]:
    """Change one byte that often; returns how often in which file it was noticed, or changed nothing."""
    books, cache = base / "shelf", base / "cache2"
    books.mkdir()
    for number in range(12):
        (books / f"{number}.txt").write_text(book(chance), "utf-8")
        if number in (5, 8):
            open_library([books], cache=cache, executor=Serial())
    (books / "3.txt").unlink()
    whole = open_library([books], cache=cache, executor=Serial())
    passages = {path.stem: [path.read_text("utf-8")[300 : 300 + LOST]] for path in books.iterdir()}
    expected, seen = answers(whole, passages), Counter[str]()
    (folder,) = (cache / "libraries").iterdir()
    parts = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    sizes = [path.stat().st_size + 20_000 for path in parts]  # small files too
    for _ in range(flips):
        path = chance.choices(parts, sizes)[0]
        data = path.read_bytes()
        at, bits = chance.randrange(len(data)), chance.randrange(1, 256)
        path.write_bytes(data[:at] + bytes([data[at] ^ bits]) + data[at + 1 :])
        said = asked_of(folder, passages)
        path.write_bytes(data)
        if isinstance(said, DamagedIndex):
            assert Path(said.where) == path, (said, path, at, bits)
        else:
            assert said in (None, expected), (path, at, bits)
        what = "noticed" if isinstance(said, DamagedIndex) else "no answer changed" if said else "another version"
        seen[f"{path.name}: {what}"] += 1
    return seen


def asked_of(folder: Path, passages: dict[str, list[str]]) -> Answers | DamagedIndex | None:
    """What the index in the folder answers, as it is."""
    try:
        catalogue = Store(folder).catalogue()
        return answers(_opened(Store(folder), catalogue), passages) if catalogue else None
    except DamagedIndex as trouble:
        return trouble


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--flips", type=int, default=500)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as base:
        folder, chance = Path(base), random.Random(options.seed)
        for name, seen in (
            ("kills", kill_writers(folder, options.kills, chance)),
            ("flips", flip_bytes(folder, options.flips, chance)),
        ):
            print(name, *(f"{count} {what}" for what, count in sorted(seen.items())), sep="\n  ")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
