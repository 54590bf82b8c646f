"""How long a quotation takes, and how much longer in a library many times as large.

    python bench/speed.py LIBRARY FOLDER [--seed 1] [--each 13] [--times 5] [--grow 10]

Makes in FOLDER the library of the seed and the same one grown with books that nobody wrote (bench/growth.py), and asks
for some 200 quotations of all kinds: engine and judgement alone, then the whole process of `quoth check`. The indexes
are in place and everything has been run once before. Figures are medians of `times`.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bookshelf import read_books, shelve
from growth import grow
from manuscripts import markdown
from quotations import MIXED, cases

CHECK = "import sys; sys.argv[0] = 'quoth'; from quoth.apps.cli import main; main()"


def alone(library: Path, texts: Sequence[str], times: int) -> dict[str, float]:
    """Engine and judgement, in this process: milliseconds a quotation, and megabytes resident beside the index."""
    import quoth  # noqa: PLC0415  only the child needs it
    from kinds import asked_of  # noqa: PLC0415
    from quoth.apps.cli import MANY  # noqa: PLC0415

    gc.set_threshold(MANY)  # as the command does

    walls, processors, opened = [], [], []
    for run in range(times + 1):
        begin = time.perf_counter()
        asked = asked_of(texts, quoth.open_library([library]))
        wall, processor = time.perf_counter(), time.process_time()
        asked.verdicts()
        if not run:
            resident = _resident(Path(os.environ["QUOTH_CACHE"]))
        else:
            opened.append(wall - begin)
            walls.append(time.perf_counter() - wall)
            processors.append(time.process_time() - processor)
    each = 1000 / len(texts)
    return {
        "words": asked.library.total,
        "open s": statistics.median(opened),
        "wall ms each": statistics.median(walls) * each,
        "CPU ms each": statistics.median(processors) * each,
        **resident,
    }


def _resident(index: Path) -> dict[str, float]:
    """Megabytes of this process that lie in memory: pages of the index's files, and all others."""
    mapped = beside = 0
    of_index = False
    for line in Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines():
        if re.match(r"[0-9a-f]+-[0-9a-f]+ ", line):
            of_index = str(index.resolve()) in line
        elif size := re.match(r"Rss:\s*(\d+) kB", line):
            mapped, beside = (mapped + int(size[1]), beside) if of_index else (mapped, beside + int(size[1]))
    return {"MB of index resident": mapped / 1024, "MB beside it": beside / 1024}


def whole(library: Path, manuscript: Path, times: int) -> dict[str, float]:
    """`quoth check`, from start to report, as a process of its own: of quotations that nobody has asked for before, and
    of the same again."""
    asked = [sys.executable, "-c", CHECK, "check", str(manuscript), "--sources", str(library)]
    asked += ["--output", str(manuscript.with_suffix(".txt"))]
    ran(asked)
    new, again = [], []
    for _ in range(times):
        for answers in Path(os.environ["QUOTH_CACHE"]).rglob("answers-*"):
            answers.unlink()
        new.append(ran(asked))
        again.append(ran(asked))
    return _medians("whole", new) | _medians("again", again)


def ran(command: Sequence[str]) -> tuple[float, float]:
    """Seconds on the clock and of the processors. As where quoth is installed, its modules are kept in bytecode, which
    some machines for building forbid."""
    installed = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=installed)
    _, _, used = os.wait4(child.pid, 0)
    child.returncode = 0
    return time.perf_counter() - begin, used.ru_utime + used.ru_stime


def _medians(what: str, runs: Sequence[tuple[float, float]]) -> dict[str, float]:
    walls, processors = zip(*runs, strict=True)
    return {f"{what} wall s": statistics.median(walls), f"{what} CPU s": statistics.median(processors)}


def measured(library: Path, folder: Path, times: int) -> dict[str, float]:
    """Both, each in processes of their own, so that the one's memory is not the other's; the whole process first, which
    makes the index and compiles what is to be compiled, so that who is asked alone finds all in place."""
    os.environ["QUOTH_CACHE"] = str(folder / "index")
    process = whole(library, folder / "manuscript.md", times)
    asked = [sys.executable, __file__, "--alone", str(library), str(folder), str(times)]
    as_the_command = os.environ | {"NUMPY_MADVISE_HUGEPAGE": "0"}
    said = subprocess.run(asked, check=True, capture_output=True, text=True, env=as_the_command).stdout
    figures: dict[str, float] = json.loads(said)
    return figures | process


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """The figures in the library and in the one that is `times` as large."""

    count: int  # quotations
    times: int
    small: dict[str, float]
    large: dict[str, float]


def grown(library: Path, folder: Path, seed: int, each: int, times: int, *, fold: int = 10) -> Growth:
    """Measure in the library of the seed and in one that is `fold` times as large, both made in the folder."""
    shelf = shelve(read_books(library), seed)
    small, large = folder / "library", folder / f"library-{fold}-fold"
    for place in (small, large):
        shelf.write(place)
    asked = list(cases(shelf, seed, each, MIXED))
    random.Random(seed).shuffle(asked)
    texts = [case.text for case in asked]
    (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    (folder / "manuscript.md").write_text(markdown(texts), encoding="utf-8")
    grow({book.name: book.printed for book in shelf.books}, large, fold)
    small_figures, large_figures = (measured(place, folder, times) for place in (small, large))
    return Growth(count=len(texts), times=fold, small=small_figures, large=large_figures)


def main() -> None:
    if sys.argv[1:2] == ["--alone"]:
        texts = json.loads((Path(sys.argv[3]) / "texts.json").read_text(encoding="utf-8"))
        print(json.dumps(alone(Path(sys.argv[2]), texts, int(sys.argv[4]))))
        return
    options = _asked()
    tell(grown(options.library, options.folder.resolve(), options.seed, options.each, options.times, fold=options.grow))


def tell(growth: Growth) -> None:
    print(f"{growth.count} quotations\n{'':<24}{'library':>14}{'grown':>14}{'ratio':>8}")
    for key, value in growth.small.items():
        print(f"{key:<24}{value:14,.3f}{growth.large[key]:14,.3f}{growth.large[key] / value if value else 0:8.2f}")


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("library", type=Path)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--each", type=int, default=13, help="quotations of each kind; 13 of 16 kinds are 208")
    asked.add_argument("--times", type=int, default=5)
    asked.add_argument("--grow", type=int, default=10)
    return asked.parse_args()


if __name__ == "__main__":
    main()
