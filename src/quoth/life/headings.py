"""The dates of letters and of the days of a journal, as their editions print them above the text.

    BUCKINGHAM PALACE, _12th May 1839_.
    Tuesday, 20th June 1837.

A heading is a short line with a whole date, in which nothing but places, weekdays and names stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from quoth.life.expressions import absolute
from quoth.life.moments import moment_of
from quoth.model.finding import Verdict
from quoth.model.life import Moment, SourceDate
from quoth.model.text import Letters, Span

__all__ = ["source_dates"]

REACH = 6000  # letters: a heading further up is of something else as likely as not
LONGEST = 90  # letters of a heading
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_FIGURE = re.compile(r"\d")  # no whole date is printed without
_PROSE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|he|she|they|it|which|that|who|wrote|written|died|born|see|vol)\b", re.IGNORECASE
)


def source_dates(verdicts: Sequence[Verdict], text_of: Callable[[str], Letters]) -> tuple[SourceDate, ...]:
    """One for each quotation whose passage was found under a dated heading, in order of the quotations."""
    return tuple(_dated(verdicts, text_of))


def _dated(verdicts: Sequence[Verdict], text_of: Callable[[str], Letters]) -> Iterator[SourceDate]:
    for verdict in verdicts:
        if verdict.alignment is None:
            continue
        passage = verdict.alignment.passage
        start = max(0, passage.span.start - REACH)
        above = text_of(passage.witness)[start : passage.span.start]
        found = _heading(above.replace("_", " "))  # so plain text writes italics
        if found is not None:
            span, moment = found
            yield SourceDate(
                quotation=verdict.quotation, witness=passage.witness, span=span.shifted(start), moment=moment
            )


def _heading(text: str) -> tuple[Span, Moment] | None:
    """The last in a stretch of text."""
    for line in reversed(list(_LINE.finditer(text))):
        if not _FIGURE.search(line[0]) or len(line[0].strip()) > LONGEST or _PROSE.search(line[0]):
            continue
        for one in absolute(text, Span(start=line.start(), stop=line.end())):
            moment = moment_of(one.start)
            if one.start.is_whole and one.end is None and moment is not None:
                return one.span, moment
    return None
