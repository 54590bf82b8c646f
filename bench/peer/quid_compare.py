"""quid, which finds quotations of one text in another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from peer import Answer

HOW = "compare() of each book with all quotations as one text, defaults; the longest match of each; it verifies nothing"
needs = ("quid",)
slow = True

_APART = "\n\n"


def index(library: Path, place: Path) -> None:
    """Nothing can be made before a quotation is known."""


def search(library: Path, place: Path, texts: Sequence[str]) -> list[Answer | None]:  # noqa: ARG001  there is no index
    from quid.core.Quid import Quid  # noqa: PLC0415  a peer need not be installed

    best: list[tuple[int, Answer] | None] = [None] * len(texts)
    starts = [sum(len(text) + len(_APART) for text in texts[:at]) for at in range(len(texts))]
    for file in sorted(library.iterdir()):
        for match in Quid().compare(file.read_text(encoding="utf-8"), _APART.join(texts)):
            at = sum(start <= match.target_span.start for start in starts) - 1
            length, held = match.target_span.end - match.target_span.start, best[at]
            if held is None or length > held[0]:
                best[at] = length, Answer(file.name, match.source_span.start, match.source_span.end, False)
    return [found[1] if found else None for found in best]
