"""quoth itself, as a whole process: `quoth check` of a Markdown manuscript that has no notes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from manuscripts import markdown
from peer import Answer
from words import plain

HOW = "`quoth check` of a Markdown manuscript without notes, so that no book is named; verified is verbatim"
needs = ("quoth",)
slow = False

_PROGRAM = "import sys; sys.argv[0] = 'quoth'; from quoth.apps.cli import main; main()"


def index(library: Path, place: Path) -> None:
    _quoth(place, "sources", "--sources", str(library))


def search(library: Path, place: Path, texts: Sequence[str]) -> list[Answer | None]:
    manuscript, report = place / "manuscript.md", place / "report.json"
    manuscript.write_text(markdown(texts), encoding="utf-8")
    for kept in (place / "index").rglob("answers-*"):
        kept.unlink()  # what is measured is the search
    _quoth(place, "check", str(manuscript), "--sources", str(library), "--format", "json", "--output", str(report))
    said = json.loads(report.read_text(encoding="utf-8"))
    books = {witness["id"]: witness["path"] for witness in said["library"]["witnesses"]}
    answers: dict[str, Answer] = {}
    for quotation in said["quotations"]:
        if passage := quotation["verdict"]["passage"]:
            verified = quotation["verdict"]["wording"] == "verbatim"
            start, stop = passage["span"]
            answers[plain(quotation["text"])] = Answer(books[passage["witness"]], start, stop, verified)
    return [answers.get(plain(text)) for text in texts]


def _quoth(place: Path, *asked: str) -> None:
    kernels = place.with_name("kernels")  # compiled once, in the run that is not measured
    environment = {"NUMBA_CACHE_DIR": str(kernels)} | os.environ | {"QUOTH_CACHE": str(place / "index")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # where it is installed it is not read as source in every run
    with _lent(kernels / "towns.sqlite", place / "index" / "towns.sqlite"):
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, *asked], env=environment, capture_output=True, text=True, check=False
        )
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:
        raise RuntimeError(f"quoth {asked[0]} stopped: {done.stderr}")


@contextmanager
def _lent(kept: Path, place: Path) -> Iterator[None]:
    """What no library has to do with stays when an index is made anew, and is not counted with it."""
    for file in (kept, place):
        file.parent.mkdir(parents=True, exist_ok=True)
    if kept.is_file():
        kept.replace(place)
    try:
        yield
    finally:
        if place.is_file():
            place.replace(kept)
