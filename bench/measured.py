"""Everything that is measured of quoth, in one run on the same files, written down as docs/measured.md.

    python bench/measured.py LIBRARY [--times 5] [--each 13] [--kinds 200] [--grow 10] [--only PEER …] [--output FILE]

LIBRARY is a folder of plain-text books. What is measured: quoth beside other programs (bench/peers.py), the quick ones
with all the books and all of them with the smallest books of 11.5 MB, which is as much as the slow ones bear; how time
and memory grow (bench/speed.py); and what is found of each kind (bench/kinds.py). Figures are medians of `times`.
Nothing else should run on the machine meanwhile.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bookshelf import read_books, shelve
from kinds import COLUMNS, measure, row
from peer import PEERS, peer
from peers import Comparison, Result, compared
from quotations import KINDS, MIXED
from speed import Growth, grown

ROOT = Path(__file__).parent.parent
SEED = 1
SMALL = 11.5  # megabytes
IDLE = 0.5  # processes a processor: what measuring alone does not exceed
PACKAGES = ("numpy", "numba", "tantivy", "krokai", "Quid", "rapidfuzz")
ENGINE, SEARCHERS, CHECKER = "quoth_check", "tantivy_passages", "krokai_check"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Words at the left, figures at the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


# -- what it was measured with ---------------------------------------------------------------------------------------


def circumstances(options: argparse.Namespace) -> str:
    """Machine, date and command; no name of the machine, no path of it."""
    held = {name: _version(name) for name in PACKAGES}
    versions = ", ".join(f"{name} {number}" for name, number in held.items() if number)
    asked = f"python bench/measured.py LIBRARY --times {options.times} --each {options.each} --kinds {options.kinds}"
    asked += f" --grow {options.grow}"
    if options.only != [*PEERS]:
        asked += f" --only {' '.join(options.only)}"
    return (
        f"{datetime.now(UTC).date().isoformat()}, `{asked}`. {_busy()}{_processor()}, {os.cpu_count()} processors, "
        f"{_memory():.0f} GB of memory, {platform.system()}, Python {platform.python_version()}; {versions}."
    )


def _busy() -> str:
    """What stands beside the date where others used the machine as well: then times on the clock say little."""
    before, processors = os.getloadavg()[2], os.cpu_count() or 1
    if before < IDLE * processors:
        return ""
    return (
        f"**The machine was not free**: {before:.1f} processes ran at a time in the quarter of an hour before, on "
        f"{processors} processors. Times on the clock say little then, processor time more. "
    )


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


# -- the chapters ----------------------------------------------------------------------------------------------------


def beside_others(one: Comparison) -> str:
    head = ["", "index: s", "CPU s", "MB held", "MB on disk", "search: s", "CPU s", "MB held", "runs"]
    rows = [_costs(result) for result in one.results]
    found = [[kind, *map(str, one.counted(kind))] for kind in MIXED if kind not in one.nowhere]
    found += [[f"{kind}: found", *map(str, one.counted(kind))] for kind in MIXED if kind in one.nowhere]
    found += [["*wrongly verified*", *map(str, one.wrongly_verified())]]
    each = len(one.asked) // len(MIXED)
    return (
        f"{one.size:.1f} MB of text, {len(one.asked)} quotations, whole processes.\n\n{table(head, rows)}\n"
        f"Located, of {each} of each kind; of the last, which stand nowhere, how many were found all the same:\n\n"
        + table(["", *(f"`{result.peer}`" for result in one.results)], found)
        + "".join(f"\n- {ratio}" for ratio in ratios(one))
        + "\n"
    )


def _costs(one: Result) -> list[str]:
    made, sought = one.index, one.search
    return [
        f"`{one.peer}`", f"{made.wall:.2f}", f"{made.cpu:.2f}", f"{made.memory:.0f}", f"{one.index_size:.1f}",
        f"{sought.wall:.2f}", f"{sought.cpu:.2f}", f"{sought.memory:.0f}", str(one.times),
    ]  # fmt: skip


def ratios(one: Comparison) -> list[str]:
    """What the figures say of quoth beside one peer."""
    by_name = {result.peer: result for result in one.results}
    told = []
    if (engine := by_name.get(ENGINE)) and engine.index_size:
        told.append(f"The index of quoth is {engine.index_size / one.size:.2f} times the text.")
    if engine and (other := by_name.get(SEARCHERS)):
        told.append(
            f"Indexing: quoth {one.size / engine.index.cpu:.1f} MB, tantivy {one.size / other.index.cpu:.1f} MB a "
            f"second of processor time: {other.index.cpu / engine.index.cpu:.1f} times as much."
        )
    if engine and (other := by_name.get(CHECKER)):
        told.append(
            f"`quoth check` with its index in place takes {engine.search.wall:.2f} s the first time, krokai "
            f"{other.search.wall:.1f} s: {other.search.wall / engine.search.wall:.0f} times as long."
        )
    if engine and (kept := engine.again):
        told.append(f"The same check again takes {kept.wall:.2f} s, {kept.cpu:.2f} of the processors.")
    return told


def growth(one: Growth) -> str:
    head = ["", "the library", f"{one.times} times as large", "ratio"]
    rows = [
        [key, f"{value:,.2f}", f"{one.large[key]:,.2f}", f"{one.large[key] / value:.2f}" if value else ""]
        for key, value in one.small.items()
    ]
    return (
        f"{one.count} quotations of all kinds; *each* is of a quotation, engine and judgement alone, *whole* is the "
        f"process of `quoth check`.\n\n{table(head, rows)}"
    )


def kinds(library: Path, each: int) -> str:
    shelf = shelve(read_books(library), SEED)
    rows = []
    for kind, said in measure(shelf, SEED, each, [*KINDS]).items():
        cells = (f"{value:.3f}" if isinstance(value, float) else str(value) for value in row(said).values())
        rows.append([kind, *cells])
    return (
        f"{each} quotations of each kind. Shares located by the engine alone, in the verdict where no note cites "
        "anything, and where a note cites the book (of those that stand nowhere: how many were found); then how many "
        "were called verbatim and are not, how many were accused wrongly, and of how many that stand in several places "
        f"one alone was named.\n\n{table(['', *COLUMNS], rows)}"
    )


# -- the page --------------------------------------------------------------------------------------------------------


def chapters(options: argparse.Namespace) -> Iterator[str]:
    """The page, a chapter as soon as it is measured."""
    quick = [name for name in options.only if not peer(name).slow]
    yield f"# Measured\n\n{circumstances(options)}\n\nMedians; `bench/README.md` says what is measured and how.\n"
    whole = compared(options.library, SEED, options.each, quick, options.times)
    yield f"## Beside other programs\n\n{beside_others(whole)}"
    small = compared(options.library, SEED, options.each, options.only, options.times, megabytes=SMALL)
    how = "".join(f"- `{one.peer}`: {one.how}.\n" for one in small.results)
    yield f"## Beside slower ones, with fewer books\n\n{beside_others(small)}\n{how}"
    yield f"## What is found\n\n{kinds(options.library, options.kinds)}"
    with tempfile.TemporaryDirectory(prefix="quoth-bench-") as folder:
        larger = grown(options.library, Path(folder), SEED, options.each, options.times, fold=options.grow)
    yield f"## In a larger library\n\n{growth(larger)}"


def main() -> None:
    options = _asked()
    written: list[str] = []
    for chapter in chapters(options):
        written.append(chapter)
        options.output.write_text("\n".join(written), encoding="utf-8")
    sys.stdout.write("\n".join(written))


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("library", type=Path)
    asked.add_argument("--times", type=int, default=5)
    asked.add_argument("--each", type=int, default=13, help="quotations of each kind that are timed; 13 are 208")
    asked.add_argument("--kinds", type=int, default=200, help="quotations of each kind that are looked for")
    asked.add_argument("--grow", type=int, default=10, help="how many times as large the larger library is")
    asked.add_argument("--only", nargs="+", choices=PEERS, default=[*PEERS], metavar="PEER")
    asked.add_argument("--output", type=Path, default=ROOT / "docs" / "measured.md")
    return asked.parse_args()


if __name__ == "__main__":
    main()
