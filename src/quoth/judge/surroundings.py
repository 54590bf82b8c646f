"""What stands in the source next to a passage: the rest of the sentence it was cut from, on either side."""

from __future__ import annotations

import re
from itertools import pairwise

from quoth.model.source import Passage
from quoth.model.text import Span

__all__ = ["clause_after", "clause_before", "sentence_spans", "sentences"]

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
    return [span.of(words) for span in sentence_spans(words)]


def sentence_spans(words: str) -> list[Span]:
    """Where the sentences stand in `words`."""
    ends = [0, *(match.end() for match in _END.finditer(words)), len(words)]
    spans = (Span(start=start, stop=stop) for start, stop in pairwise(ends))
    return [span for span in spans if span.of(words).strip(_POINTS)]
