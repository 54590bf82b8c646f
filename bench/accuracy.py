"""The accuracy gate: what quoth gets right on real texts must not go down.

    python bench/accuracy.py [DATA]

Measures every text that floors.toml names and compares with its floors. Where the data does not stand beside the
checkout (a user's clone), it says so and passes. The digest of the data is kept with the floors: other data, other
figures.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import kinds
import middlemarch
import notes
import novels
import reading
import serge
import victoria
from victoria import Figures

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "shared" / "data"

MEASURES: dict[str, tuple[str, Callable[[Path], Figures]]] = {
    "victoria-quotations": ("victoria", victoria.quotations),
    "victoria-notes": ("victoria", victoria.notes),
    "victoria-written-out": ("victoria", victoria.written_out),
    "notes": ("notes", notes.measure),
    "serge": ("serge", serge.measure),
    "middlemarch": ("middlemarch", middlemarch.measure),
    "readings-victoria": ("victoria", partial(reading.gate, "victoria")),
    "readings-middlemarch": ("middlemarch", partial(reading.gate, "middlemarch")),
    "readings-silent": ("victoria", partial(reading.gate, "silent")),
    "kinds": ("library.tar.xz", kinds.gate),
    "novels": ("library.tar.xz", novels.measure),
}


def digest(folder: Path) -> str:
    """Of all files of a folder: names and contents, in order; of a file, its contents."""
    whole = hashlib.sha256(folder.read_bytes() if folder.is_file() else b"")
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            whole.update(f"{file.relative_to(folder).as_posix()}\0".encode() + file.read_bytes())
    return whole.hexdigest()[:16]


def fallen(name: str, floors: dict[str, float], figures: Figures) -> list[str]:
    """Figures below their floor; keys that begin with "at most" are ceilings."""
    below = []
    for key, floor in floors.items():
        ceiling = key.startswith("at most: ")
        value = figures.shares[key.removeprefix("at most: ")]
        if (value > floor) if ceiling else (value < floor):
            below.append(f"{name}: {key} is {value:.4g}, the bound is {floor}")
    return below


def main() -> int:
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    if not data.is_dir():
        print("accuracy: the data does not stand beside this checkout; nothing was measured")
        return 0
    kept = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    failures = []
    for name, (folder, measure) in MEASURES.items():
        floors = dict(kept[name])
        expected = floors.pop("digest")
        if digest(data / folder) != expected:
            failures.append(f"{name}: the data has changed ({digest(data / folder)}, floors are for {expected})")
            continue
        figures = measure(data / folder)
        print(name, *(f"{key}={value:.4g}" for key, value in figures.shares.items()), sep="  ")
        failures += fallen(name, floors, figures)
    print(*failures, sep="\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
