"""krokai, a checker of quotations of law: `krokai check` of the same Markdown manuscript that quoth gets."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from manuscripts import markdown
from peer import Answer
from words import plain

HOW = (
    "`krokai check --quiet` of the same Markdown manuscript, quotations from 8 letters on; the books under neutral "
    "names, as it leaves out files that are called memoirs or letters; it names the book alone; verified are its "
    "verdicts that read as clean"
)
needs = ("krokai",)
slow = True


def index(library: Path, place: Path) -> None:
    """Only the folders: krokai reads the sources anew in every run."""
    for folder in ("law", "case", "report"):
        (place / folder).mkdir(parents=True)
    for number, file in enumerate(sorted(library.iterdir())):
        shutil.copyfile(file, place / "law" / f"book{number:03}.txt")
    tiers = [{"tier": "A", "label": "filed", "path": "case"}]
    settings = {"sources": ["law"], "drafts": tiers, "min_quote_length": 8, "citation_packs": [], "cache_dir": "cache"}
    (place / "casefile.json").write_text(json.dumps(settings), encoding="utf-8")


def search(library: Path, place: Path, texts: Sequence[str]) -> list[Answer | None]:
    from krokai.verdicts import CLEAN  # noqa: PLC0415  a peer need not be installed

    (place / "case" / "manuscript.md").write_text(markdown(texts), encoding="utf-8")
    asked = [sys.executable, "-m", "krokai", "check", "--quiet", "--dir", str(place), "--out", str(place / "report")]
    subprocess.run(asked, cwd=place, capture_output=True, check=False)
    rows = json.loads((place / "report" / "result.json").read_text(encoding="utf-8"))["rows"]
    names = {f"book{number:03}.txt": file.name for number, file in enumerate(sorted(library.iterdir()))}
    answers = {
        plain(row["quote"]): Answer(names[Path(row["where"]).name], None, None, row["verdict"] in CLEAN)
        for row in rows
        if row["where"]
    }
    return [answers.get(plain(text)) for text in texts]
