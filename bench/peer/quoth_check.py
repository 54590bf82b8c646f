"""quoth itself, as a whole process: `quoth check` of a Markdown manuscript that has no notes.

What is timed is the check with the report that a person gets. The answers are read from one as JSON, which tells the
life of the manuscript too and is not timed.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from manuscripts import markdown
from peer import Answer
from words import plain

HOW = (
    "`quoth check` of a Markdown manuscript without notes, so that no book is named; verified is verbatim; *again* is "
    "the same check with the answers of the first kept"
)
needs = ("quoth",)
slow = False


def index(library: Path, place: Path) -> None:
    _quoth(place, "sources", "--sources", str(library))


def search(library: Path, place: Path, texts: Sequence[str]) -> None:
    """As for the first time: nobody has asked for any of it."""
    for kept in (place / "index").rglob("answers-*"):
        kept.unlink()
    (place / "manuscript.md").write_text(markdown(texts), encoding="utf-8")
    again(library, place, texts)


def again(library: Path, place: Path, texts: Sequence[str]) -> None:  # noqa: ARG001 - they are in the manuscript
    _check(library, place, "--output", str(place / "report.txt"))


def answers(library: Path, place: Path, texts: Sequence[str]) -> list[Answer | None]:
    report = place / "report.json"
    _check(library, place, "--format", "json", "--output", str(report))
    said = json.loads(report.read_text(encoding="utf-8"))
    books = {witness["id"]: witness["path"] for witness in said["library"]["witnesses"]}
    found: dict[str, Answer] = {}
    for quotation in said["quotations"]:
        if passage := quotation["verdict"]["passage"]:
            verified = quotation["verdict"]["wording"] == "verbatim"
            start, stop = passage["span"]
            found[plain(quotation["text"])] = Answer(books[passage["witness"]], start, stop, verified)
    return [found.get(plain(text)) for text in texts]


def _check(library: Path, place: Path, *options: str) -> None:
    _quoth(place, "check", str(place / "manuscript.md"), "--sources", str(library), *options)


def _quoth(place: Path, *asked: str) -> None:
    """The command, in this process, which does nothing else."""
    os.environ |= {"QUOTH_CACHE": str(place / "index")}
    os.environ.setdefault("QUOTH_COMPILED", str(place.with_name("kernels")))  # in the run that is not measured
    sys.dont_write_bytecode = False  # where it is installed it is not read as source in every run
    sys.argv = ["quoth", *asked]
    from quoth.apps.cli import main  # noqa: PLC0415

    said = StringIO()
    try:
        with redirect_stdout(said), redirect_stderr(said):
            main()
    except SystemExit as ended:
        if ended.code not in (0, 1, None):
            raise RuntimeError(f"quoth {asked[0]} stopped: {said.getvalue()}") from ended
