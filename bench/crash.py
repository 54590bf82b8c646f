"""What happens to the index when its writer is killed, and when the disk changes a byte.

    python bench/crash.py [LIBRARY] [--kills 200] [--flips 500] [--seed 1]

A library of invented books is added to, file by file. The writer is killed (SIGKILL) at random moments, until so many
were killed before they had ended: after each, the index must be a state that was committed, and everything that is
searched must agree with an index made anew. Then one byte of an index is changed at random places, so often: each must
be noticed, with the file's name, or change no answer. That index is of LIBRARY, a folder of books, of which some
passages are then asked for; without one of a dozen invented books, of which everything is.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable
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
PASSAGES = 24

Answers = list[Any]
Ask = Callable[[Library], Answers]


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
    """Kill so many writers before they have ended; returns how often which state was found."""
    books, cache = base / "books", base / "cache"
    books.mkdir()
    (books / "0.txt").write_text(book(chance), "utf-8")
    before = open_library([books], cache=cache, executor=Serial()).state
    lasts, seen = 0.2, Counter[str]()  # seconds that a writer takes, about
    while seen["killed, the old state"] + seen["killed, the new state"] < kills:
        change(books, seen.total(), chance)
        child = writer(books, cache)
        time.sleep(chance.uniform(0, lasts))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        lasts *= 1.05 if killed else 0.95
        found, fresh = committed(cache), open_library([books], cache=base / "fresh", executor=Serial())
        shutil.rmtree(base / "fresh")
        assert found.state in (before, fresh.state)
        seen[f"{'killed' if killed else 'ended'}, the {'new' if found.state == fresh.state else 'old'} state"] += 1
        passages = {path.stem: [path.read_text("utf-8")[200 : 200 + LOST]] for path in books.iterdir()}
        after = open_library([books], cache=cache, executor=Serial())
        assert answers(after, passages) == answers(fresh, passages)
        assert after.warnings == ()
        before = after.state
    return seen


def committed(cache: Path) -> Library:
    """The library as it lies there."""
    (folder,) = (cache / "libraries").iterdir()
    catalogue = Store(folder).catalogue()
    assert catalogue is not None
    return _opened(Store(folder), catalogue)


def change(books: Path, number: int, chance: random.Random) -> None:
    """Add a book or two; now and then change one, or take some away."""
    for more in range(chance.randrange(1, 3)):
        (books / f"{number}-{more}.txt").write_text(book(chance), "utf-8")
    held = sorted(books.iterdir())
    if chance.random() < 0.2:
        chance.choice(held).write_text(book(chance), "utf-8")
    for path in chance.sample(held, max(0, len(held) - 9)):
        path.unlink()


def small_index(base: Path, chance: random.Random) -> tuple[Path, Ask]:
    """The index of a few invented books, and what asks for everything in it."""
    books, cache = base / "shelf", base / "cache2"
    books.mkdir()
    for number in range(12):
        (books / f"{number}.txt").write_text(book(chance), "utf-8")
        if number in (5, 8):
            open_library([books], cache=cache, executor=Serial())
    (books / "3.txt").unlink()
    open_library([books], cache=cache, executor=Serial())
    passages = {path.stem: [path.read_text("utf-8")[300 : 300 + LOST]] for path in books.iterdir()}
    return cache, lambda library: answers(library, passages)


def large_index(base: Path, books: Path, chance: random.Random) -> tuple[Path, Ask]:
    """The index of these books, and what asks for passages of them."""
    library = open_library([books], cache=base / "cache2")
    passages = []
    for witness in chance.sample(library.state.witnesses, min(PASSAGES, len(library.state.witnesses))):
        text = library.text(witness.id)
        at = chance.randrange(len(text) - LOST)
        passages.append(text[at : at + LOST])
    return base / "cache2", lambda library: [places(passage, library) for passage in passages]


def flip_bytes(cache: Path, ask: Ask, flips: int, chance: random.Random) -> Counter[str]:
    """Change one byte that often; returns how often in which file it was noticed, or changed nothing."""
    expected, seen = ask(committed(cache)), Counter[str]()
    (folder,) = (cache / "libraries").iterdir()
    parts = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    sizes = [path.stat().st_size + 20_000 for path in parts]  # small files too
    for _ in range(flips):
        path = chance.choices(parts, sizes)[0]
        at, bits = chance.randrange(path.stat().st_size), chance.randrange(1, 256)
        change_byte(path, at, bits)
        said, in_doubt = asked_of(folder, ask), damage_in(folder)
        change_byte(path, at, bits)
        assert in_doubt is None or Path(in_doubt.where) == path, (in_doubt, path, at, bits)
        if isinstance(said, DamagedIndex):
            assert Path(said.where) == path, (said, path, at, bits)
            seen[f"{path.name}: noticed by who asks"] += 1
        else:
            assert said in (None, expected), (path, at, bits)
            seen[f"{path.name}: no answer changed, {'' if in_doubt else 'not '}noticed in doubt"] += 1
    return seen


def change_byte(path: Path, at: int, bits: int) -> None:
    """Change these bits of the byte; a second time changes them back."""
    with path.open("rb+") as file:
        file.seek(at)
        (byte,) = file.read(1)
        file.seek(at)
        file.write(bytes([byte ^ bits]))


def asked_of(folder: Path, ask: Ask) -> Answers | DamagedIndex | None:
    """What the index in the folder answers, as it is; None if it is of another version."""
    try:
        catalogue = Store(folder).catalogue()
        return ask(_opened(Store(folder), catalogue)) if catalogue else None
    except DamagedIndex as trouble:
        return trouble


def damage_in(folder: Path) -> DamagedIndex | None:
    """What is found damaged where all is looked at."""
    store = Store(folder)
    try:
        catalogue = store.catalogue()
        for name in catalogue.segments() if catalogue else ():
            store.open(name, doubt=True)
    except DamagedIndex as trouble:
        return trouble
    return None


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("library", type=Path, nargs="?")
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--flips", type=int, default=500)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        base, chance = Path(place), random.Random(options.seed)
        tell("kills", kill_writers(base, options.kills, chance))
        index = large_index(base, options.library, chance) if options.library else small_index(base, chance)
        tell("flips", flip_bytes(*index, options.flips, chance))


def tell(what: str, seen: Counter[str]) -> None:
    print(what, *(f"{count} {found}" for found, count in sorted(seen.items())), sep="\n  ", flush=True)


if __name__ == "__main__":
    main()
