"""What stands in the source next to a passage: the rest of the sentence it was cut from, on either side."""

from __future__ import annotations

import re

from quoth.model.source import Passage

__all__ = ["clause_after", "clause_before", "sentences"]

_CLOSING = r"[\"'”’»)\]]*"
_SHORT = "".join(rf"(?<!\b{word}[.!?…])" for word in ("Mr", "Mrs", "Dr", "St", "[Vv]ol", "[Nn]o", "[A-Z]", "pp", "p"))
_END = re.compile(  # begins with a letter of few, which is looked for at once
    rf"[.!?…\n](?:(?<!\n){_SHORT}{_CLOSING}(?=\s+[^\s\da-zß-ÿа-я]|\s*$)|(?<![…\n]){_CLOSING}--?|(?<=\n)[ \t\r]*\n)"
)
_LONGEST = 240  # letters of a clause that are kept; a sentence of which more is left out is shown by its near end


def clause_before(passage: Passage) -> str:
    """The beginning of the sentence that the passage begins in the midst of, on one line; where it begins with a
    sentence, the sentence before."""
    before = passage.before
    ends = [match.end() for match in _END.finditer(before) if before[match.end() :].strip(_POINTS)]
    words = " ".join(before[ends[-1] if ends else 0 :].split())
    return words if len(words) <= _LONGEST else "… " + words[-_LONGEST:].split(" ", 1)[-1]


def clause_after(passage: Passage) -> str:
    """The rest of the sentence that the passage ends in the midst of, on one line; where it ends with a sentence, the
    sentence after."""
    after = passage.after
    ends = (match.end() for match in _END.finditer(after) if after[: match.start()].strip(_POINTS))
    words = " ".join(after[: next(ends, len(after))].split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"


_POINTS = " \n\t\r.,;:!?…\"'“”‘’«»()[]—–-"


def sentences(words: str) -> list[str]:
    """`words` parted where sentences end; the first and the last may be pieces of some."""
    parts, start = [], 0
    for match in _END.finditer(words):
        parts.append(words[start : match.end()])
        start = match.end()
    return [part for part in [*parts, words[start:]] if part.strip(_POINTS)]
