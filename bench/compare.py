"""What a change of quoth changes: the verdicts and findings of two revisions on the same manuscript, side by side.

    python bench/compare.py OLD NEW MANUSCRIPT SOURCE…      two revisions of this repository, or two checkouts
    python bench/compare.py OLD.json NEW.json               two reports that were kept (quoth check --format json)

Listed are, with their texts: quotations that are found now and were not (gained), that were and are not (lost), whose
verdict is another (changed), and findings that came or went. Ends with 1 where anything differs. A revision is laid out
in a folder of its own beside the repository's, which is taken away again; books are indexed once for each.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Difference", "differences"]

HERE = Path(__file__).resolve().parent.parent
SHOWN = 100  # letters of a text
RUN = "import sys; from quoth.apps.cli import main; sys.exit(main())"
UNFOUND = ("not-found", "unchecked")
KINDS = ("gained", "lost", "changed", "seen", "unseen", "finding gone", "finding come")

Data = dict[str, Any]
Key = tuple[str, int]  # letters of a text, and how many of the same stand before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`kind` is one of KINDS ("seen" and "unseen" are quotations that only one of the two takes for one); `said` is
    what is said now, or was before."""

    kind: str
    text: str
    said: str


def differences(old: Data, new: Data) -> Iterator[Difference]:
    """Between two reports on one manuscript, quotations first, in order of the text."""
    before, after = _by_text(old), _by_text(new)
    for key in dict.fromkeys((*after, *before)):
        yield from _of_quotation(before.get(key), after.get(key))
    gone, come = Counter(_findings(old)), Counter(_findings(new))
    for text, said in (gone - come).elements():
        yield Difference(kind="finding gone", text=text, said=said)
    for text, said in (come - gone).elements():
        yield Difference(kind="finding come", text=text, said=said)


def _by_text(report: Data) -> dict[Key, Data]:
    """The quotations by their letters: places move when a reader changes, words do not."""
    counted: Counter[str] = Counter()
    found = {}
    for quotation in report["quotations"]:
        text = _letters(quotation["text"])
        found[text, counted[text]] = quotation
        counted[text] += 1
    return found


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _of_quotation(before: Data | None, after: Data | None) -> Iterator[Difference]:
    there = after or before
    if there is None:
        return
    text = _shown(there["text"])
    if before is None or after is None:
        yield Difference(kind="seen" if after else "unseen", text=text, said=_verdict(there))
        return
    was, now = (one["verdict"]["wording"] in UNFOUND for one in (before, after))
    if was != now:
        yield Difference(kind="gained" if was else "lost", text=text, said=f"{_verdict(before)} → {_verdict(after)}")
    elif _verdict(before) != _verdict(after):
        yield Difference(kind="changed", text=text, said=f"{_verdict(before)} → {_verdict(after)}")


def _verdict(quotation: Data) -> str:
    verdict = quotation["verdict"]
    place = verdict["passage"]
    where = f"{place['witness']} {place['page'] or ''} “{_shown(place['text'])}”" if place else verdict["why"]
    return f"{verdict['wording']}, {verdict['attribution']}, {verdict['location']}: {where}"


def _findings(report: Data) -> Iterator[tuple[str, str]]:
    """What each is about (the quotation, or nothing that can be named), and what it says."""
    texts = {quotation["id"]: _shown(quotation["text"]) for quotation in report["quotations"]}
    for finding in report["findings"]:
        yield texts.get(finding["quotation"], ""), f"{finding['rule']} {finding['severity']} {finding['message']}"


def _shown(text: str) -> str:
    whole = " ".join(text.split())
    return whole if len(whole) <= SHOWN else f"{whole[: SHOWN // 2]} … {whole[-SHOWN // 2 :]}"


# -- the two reports -------------------------------------------------------------------------------------------------


def report(of: str, manuscript: Path, sources: Sequence[Path]) -> Data:
    """The report of a revision or of a checkout (a folder)."""
    with _checkout(of) as folder, tempfile.TemporaryDirectory() as cache:
        ours = {"PYTHONPATH": str(folder / "src"), "QUOTH_CACHE": cache}
        named = [part for source in sources for part in ("--sources", str(source))]
        run = subprocess.run(
            [sys.executable, "-c", RUN, "check", str(manuscript), *named, "--format", "json"],
            env={**os.environ, **ours}, stdout=subprocess.PIPE, check=False, cwd=manuscript.parent,
        )  # fmt: skip
        if run.returncode not in (0, 1):
            sys.exit(f"{of}: quoth failed")
        told: Data = json.loads(run.stdout)
        return told


@contextmanager
def _checkout(of: str) -> Iterator[Path]:
    if Path(of).is_dir():
        yield Path(of).resolve()
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "revision"
        _git("worktree", "add", "--quiet", "--detach", str(folder), of)
        try:
            yield folder
        finally:
            _git("worktree", "remove", "--force", str(folder))


def _git(*words: str) -> None:
    subprocess.run(["git", "-C", str(HERE), *words], check=True)


def main() -> int:
    old, new, *rest = sys.argv[1:]
    if rest:
        manuscript, *sources = (Path(path).resolve() for path in rest)
        reports = [report(of, manuscript, sources) for of in (old, new)]
    else:
        reports = [json.loads(Path(file).read_text(encoding="utf-8")) for file in (old, new)]
    found = list(differences(*reports))
    for kind in KINDS:
        of_kind = [one for one in found if one.kind == kind]
        print(f"{kind}: {len(of_kind)}")
        print(*(f"  “{one.text}”\n    {one.said}" for one in of_kind), sep="\n", end="\n" if of_kind else "")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
