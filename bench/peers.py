"""quoth beside other programs, in one run, on the same files: time, memory, size of index, and what each finds.

    python bench/peers.py LIBRARY [--seed 1] [--each 11] [--megabytes 11.5] [--only PEER …] [--times 5] [--json FILE]

LIBRARY is a folder of plain-text books. The library of the seed (bench/bookshelf.py) and `each` quotations of every
kind of the issue (bench/quotations.py), well mixed, are given to each program, each in a process of its own. Figures
are medians of `times`; programs marked slow run once. To install the peers:

    pip install tantivy krokai Quid

A peer that is not installed is skipped. How each is used stands in bench/peer/.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bookshelf import read_books, shelve
from concordance import Place
from peer import PEERS, Answer, missing, peer
from quotations import MARKED, MIXED, Case, cases

__all__ = ["Comparison", "Cost", "Result", "compared"]

STEPS = ("index", "search", "again")  # the last of those that keep what they found
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Of one process with all it started. Seconds; `memory` is the most that any one of the processes held."""

    wall: float
    cpu: float
    memory: float  # megabytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """`located`, `found` and `verified` count quotations, by kind; `index_size` is in megabytes; `again` is of the
    same search once more, None where a program keeps nothing."""

    peer: str
    how: str
    times: int
    index: Cost
    search: Cost
    again: Cost | None
    index_size: float
    located: dict[str, int]
    found: dict[str, int]
    verified: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What each peer did with the same files. `size` is that of the library, in megabytes."""

    results: tuple[Result, ...]
    size: float
    asked: tuple[Case, ...]

    @property
    def nowhere(self) -> frozenset[str]:
        """The kinds of quotations that stand nowhere: of these the fewest found are the best."""
        return frozenset(case.kind for case in self.asked if not case.places)

    def counted(self, kind: str) -> list[int]:
        """Of each peer how many of the kind it located; of those that stand nowhere, how many it found."""
        return [(one.found if kind in self.nowhere else one.located)[kind] for one in self.results]

    def wrongly_verified(self) -> list[int]:
        """Of each peer how many it says stand there as they are, and do not."""
        right = {case.kind for case in self.asked if case.same} | MARKED
        return [sum(count for kind, count in one.verified.items() if kind not in right) for one in self.results]


# -- one step, in a process of its own -------------------------------------------------------------------------------


def _measured(name: str, what: str, folder: Path) -> Cost:
    before = time.perf_counter()
    asked = [sys.executable, "-m", "peer.step", name, what, str(folder)]
    child = subprocess.Popen(asked, cwd=HERE)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - before
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, asked)
    memory = json.loads((folder / "memory.json").read_text(encoding="utf-8"))
    return Cost(wall=wall, cpu=used.ru_utime + used.ru_stime, memory=memory)


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(
        wall=statistics.median(cost.wall for cost in costs),
        cpu=statistics.median(cost.cpu for cost in costs),
        memory=statistics.median(cost.memory for cost in costs),
    )


# -- one peer --------------------------------------------------------------------------------------------------------


def measure(name: str, folder: Path, asked: Sequence[Case], times: int) -> Result:
    """`times` from nothing to answers. quoth and others are asked once before, so that nothing is compiled or fetched
    from a slow disk in the first run alone."""
    once = peer(name).slow
    times = 1 if once else times
    steps = [what for what in STEPS if hasattr(peer(name), what)]
    costs: dict[str, list[Cost]] = {what: [] for what in steps}
    for run in range(times + (not once)):
        shutil.rmtree(folder / name, ignore_errors=True)
        for what in steps:
            cost = _measured(name, what, folder)
            costs[what] += [cost] if run or once else []
            if what == "index":  # before a search, whose answers may be kept there and are no part of it
                size = _size(folder / name)
    if hasattr(peer(name), "answers"):
        _measured(name, "answers", folder)
    answers = [Answer(*said) if said else None for said in json.loads((folder / "answers.json").read_text("utf-8"))]
    shutil.rmtree(folder / name, ignore_errors=True)
    pairs = list(zip(asked, answers, strict=True))
    return Result(
        peer=name, how=peer(name).HOW, times=times, index=_median(costs["index"]), search=_median(costs["search"]),
        again=_median(costs["again"]) if "again" in costs else None, index_size=size,
        located=_counted(pairs, _located), found=_counted(pairs, lambda _, answer: bool(answer)),
        verified=_counted(pairs, lambda _, answer: bool(answer and answer.verified)),
    )  # fmt: skip


def _size(folder: Path) -> float:
    files = folder.rglob("*") if folder.is_dir() else ()
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


_Pairs = Sequence[tuple[Case, Answer | None]]


def _counted(pairs: _Pairs, holds: Callable[[Case, Answer | None], bool]) -> dict[str, int]:
    return {kind: sum(holds(case, answer) for case, answer in pairs if case.kind == kind) for kind in MIXED}


def _located(case: Case, answer: Answer | None) -> bool:
    """Whether the answer is right: in the book, where no place is named; else at a piece of one of the places."""
    if answer is None:
        return False
    pieces = [piece for place in case.places for piece in place]
    if answer.start is None or answer.stop is None:
        return answer.book in {piece.book for piece in pieces}
    found = Place(answer.book, answer.start, answer.stop)
    return any(found.overlaps(piece) for piece in pieces)


# -- all -------------------------------------------------------------------------------------------------------------


def _mixed(library: Path, seed: int, each: int, megabytes: float | None, folder: Path) -> list[Case]:
    """Writes the library and the texts; the smallest books first, until there are so many megabytes."""
    books = read_books(library)
    if megabytes:
        room, few = megabytes * 1e6, dict[str, str]()
        for name in sorted(books, key=lambda name: len(books[name])):
            if len(few) < 4 or len(books[name]) <= room:
                few[name] = books[name]
                room -= len(books[name])
        books = few
    shelf = shelve(books, seed)
    shelf.write(folder / "library")
    asked = list(cases(shelf, seed, each, MIXED))
    random.Random(seed).shuffle(asked)
    (folder / "texts.json").write_text(json.dumps([case.text for case in asked]), encoding="utf-8")
    return asked


def compared(
    library: Path, seed: int, each: int, only: Sequence[str], times: int, *, megabytes: float | None = None
) -> Comparison:
    """Those of the peers that are installed and can do it; what cannot is said."""
    with tempfile.TemporaryDirectory(prefix="quoth-bench-") as place:
        folder = Path(place)
        asked = _mixed(library, seed, each, megabytes, folder)
        results = []
        for name in only:
            if lacking := missing(name):
                print(f"{name}: skipped, {', '.join(lacking)} is not installed", file=sys.stderr)
                continue
            try:
                results.append(measure(name, folder, asked, times))
            except subprocess.CalledProcessError as failed:
                print(f"{name}: left out, its {failed.cmd[-2]} failed", file=sys.stderr)
        return Comparison(results=tuple(results), size=_size(folder / "library"), asked=tuple(asked))


def tell(one: Comparison) -> None:
    print(f"{one.size:.1f} MB of text, {len(one.asked)} quotations\n")
    print(f"{'':<18}{'index':>24}{'':>10}{'search':>24}")
    print(f"{'':<18}{'wall s':>8}{'CPU s':>8}{'MB':>8}{'size MB':>10}{'wall s':>8}{'CPU s':>8}{'MB':>8}{'runs':>6}")
    for result in one.results:
        made, sought = result.index, result.search
        print(
            f"{result.peer:<18}{made.wall:8.2f}{made.cpu:8.2f}{made.memory:8.0f}{result.index_size:10.1f}"
            f"{sought.wall:8.2f}{sought.cpu:8.2f}{sought.memory:8.0f}{result.times:6d}"
        )
        if kept := result.again:
            print(f"{'  again':<18}{'':>34}{kept.wall:8.2f}{kept.cpu:8.2f}{kept.memory:8.0f}{result.times:6d}")
    print(f"\nlocated{'':<11}" + "".join(f"{result.peer[:10]:>12}" for result in one.results))
    for kind in MIXED:
        note = "   (found; it stands nowhere)" if kind in one.nowhere else ""
        print(f"{kind:<18}" + "".join(f"{count:12d}" for count in one.counted(kind)) + note)
    print(f"{'wrongly verified':<18}" + "".join(f"{count:12d}" for count in one.wrongly_verified()))
    print(*(f"\n{result.peer}: {result.how}" for result in one.results), sep="")


def main() -> None:
    options = _asked()
    found = compared(
        options.library, options.seed, options.each, options.only, options.times, megabytes=options.megabytes
    )
    tell(found)
    if options.json:
        options.json.write_text(json.dumps([asdict(one) for one in found.results], indent=1), encoding="utf-8")


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("library", type=Path)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--each", type=int, default=13, help="quotations of each kind; 13 of 16 kinds are 208")
    asked.add_argument("--megabytes", type=float, help="of the library: the smallest books")
    asked.add_argument("--only", nargs="+", choices=PEERS, default=[*PEERS], metavar="PEER")
    asked.add_argument("--times", type=int, default=5)
    asked.add_argument("--json", type=Path, help="where the figures are written as well")
    return asked.parse_args()


if __name__ == "__main__":
    main()
