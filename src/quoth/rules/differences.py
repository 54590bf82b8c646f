"""How a difference between a quotation and its source is put into words, as an editor would say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from quoth.judge.joins import from_elsewhere
from quoth.judge.nature import GRAVE
from quoth.model.finding import Alignment, EditOp, Fix, Nature, Severity
from quoth.model.source import Witness
from quoth.model.text import Span
from quoth.rules.phrases import book, excerpt, found_at, pages
from quoth.rules.rule import Checked, Hit

__all__ = [
    "ANSWERABLE",
    "SAID",
    "accidental",
    "is_joined",
    "omitted",
    "slipped",
    "stands_in",
    "substituted",
    "told",
    "transposed",
]

ANSWERABLE = frozenset({"cited-work", "other-work"})  # attributions under which the book compared decides
MANY = 10  # words left out from which on they are counted
SAID = 3  # differences put into words; the rest is counted

Say = Callable[[EditOp, Checked, str], str]

_NAMED: frozenset[Nature] = frozenset({"negation", "number", "name", "pronoun", "inflection", "contraction"})
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_INVISIBLE = re.compile("[\N{WORD JOINER}\N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}\N{HAIR SPACE}]")


def told(found: Checked, edits: Sequence[EditOp], text: str, say: Say, *, lesser: Severity | None = None) -> Hit:
    """All the differences of a kind as one finding. `text` is the manuscript's; `lesser` the severity where none of
    them is grave, None for the rule's own."""
    clauses = list(dict.fromkeys(say(edit, found, text) for edit in edits))
    more = [f"and {len(clauses) - SAID} more"] if len(clauses) > SAID else []
    return Hit(
        message="; ".join(clauses[:SAID] + more) + _doubt(found),
        span=found.quotation.span,
        quotation=found.quotation.id,
        note=found.note,
        fix=_restored(found, edits),
        severity=_severity(found, edits, lesser),
    )


def substituted(edit: EditOp, found: Checked, text: str) -> str:
    quoted, printed = _shown(edit, found, text)
    if not printed:
        return f"“{quoted}”{_beside(text, edit.quotation, found.quotation.span)} is not in the source{_nature(edit)}"
    is_last = not any(map(str.isalnum, text[edit.quotation.stop : found.quotation.span.stop]))
    if is_last and edit.nature == "substitution" and " " in quoted:
        return f"“{quoted}” is not in the source, which goes on “{printed}”"
    return f"“{quoted}” where the source has “{printed}”{_nature(edit)}"


def is_joined(edit: EditOp, found: Checked) -> bool:
    """Whether words were joined from another place."""
    return edit.op != "move" and from_elsewhere(edit, found.verdict) is not None


def stands_in(place: Alignment, witnesses: Mapping[str, Witness], text: str) -> str:
    """Where words of the manuscript `text` stand that are not where the rest of their quotation does."""
    where = found_at(place, witnesses[place.passage.witness])
    return f"“{excerpt(place.quotation.of(text))}” stands in {where}"


def omitted(edit: EditOp, found: Checked, text: str) -> str:
    _, printed = _shown(edit, found, text)
    passage = found.place.passage
    there = edit.passage.shifted(-passage.span.start)
    beside = _beside(passage.text, there, Span(start=0, stop=len(passage.text)))
    words = len(_WORD.findall(found.place.printed(edit)))
    if words > MANY:
        return f"the source has {words} words{beside}, left out without a mark: “{printed}”{_nature(edit)}"
    return f"the source has “{printed}”{beside}, left out without a mark{_nature(edit)}"


def transposed(edit: EditOp, found: Checked, text: str) -> str:
    quoted, printed = _shown(edit, found, text)
    place = from_elsewhere(edit, found.verdict)
    if place and place.passage.witness == found.witness.id:
        return f"“{excerpt(place.quotation.of(text))}”: the source has it elsewhere{pages(place)}"
    return f"“{quoted}”: the source has {f'“{printed}”' if printed else 'it elsewhere'}"


def slipped(edit: EditOp, found: Checked, text: str) -> str:
    quoted, printed = _shown(edit, found, text)
    return f"“{quoted}” is “{printed}” in the file searched, which looks damaged there"


def accidental(edit: EditOp, found: Checked, text: str) -> str:
    """Points that differ are shown between the words they part."""
    quoted, printed = _shown(edit, found, text)
    if quoted == printed or not (quoted and printed):
        passage = found.place.passage
        quoted = _between(text, edit.quotation, found.quotation.span)
        there = edit.passage.shifted(-passage.span.start)
        printed = _between(passage.text, there, Span(start=0, stop=len(passage.text)))
    return f"“{quoted}” is printed “{printed}”" if quoted != printed else "points differ"


def _shown(edit: EditOp, found: Checked, text: str) -> tuple[str, str]:
    quoted, printed = edit.quotation.of(text), found.place.printed(edit)
    return excerpt(_INVISIBLE.sub("", quoted)), excerpt(_INVISIBLE.sub("", printed))


def _nature(edit: EditOp) -> str:
    return f" ({edit.nature})" if edit.nature in _NAMED else ""


def _beside(text: str, span: Span, whole: Span) -> str:
    """Where in `whole` a difference stands: before which word, or after which where none follows."""
    after = _WORD.search(text, span.stop, whole.stop)
    if after:
        return f" before “{after[0]}”"
    before = _WORD.findall(text[whole.start : span.start])
    return f" after “{before[-1]}”" if before else ""


def _between(text: str, span: Span, whole: Span) -> str:
    """A stretch with the words it touches or stands between, on one line."""
    start, stop = span.start, span.stop
    while start > whole.start and not text[start - 1].isspace():
        start -= 1
    while stop < whole.stop and not text[stop].isspace():
        stop += 1
    return " ".join(_INVISIBLE.sub("", text[start:stop]).split())


def _severity(found: Checked, edits: Sequence[EditOp], lesser: Severity | None) -> Severity | None:
    """Words of another form, or small words, are less than other words; and where the book compared may not be the one
    quoted, nothing is an error."""
    if _may_read_otherwise(found):
        return "info"
    return None if any(edit.nature in GRAVE or edit.nature is None for edit in edits) else lesser


def _may_read_otherwise(found: Checked) -> bool:
    elsewhere = found.verdict.location != "cited-page" and found.beside_unheld
    return found.verdict.attribution not in ANSWERABLE or elsewhere


def _doubt(found: Checked) -> str:
    """What must be added where the book compared may not be the one quoted: that one may read otherwise."""
    if not _may_read_otherwise(found):
        return ""
    which = "another work cited" if found.verdict.attribution in ANSWERABLE else "the work cited"
    return f" (compared with {book(found.witness)}; {which} may read otherwise)"


def _restored(found: Checked, edits: Sequence[EditOp]) -> Fix | None:
    """The source's own words in place of those quoted. Shown, never applied unasked: the author may have meant it."""
    if len(edits) != 1 or (edits[0].op == "move" and not found.place.printed(edits[0])):
        return None
    return Fix(span=edits[0].quotation, text=found.place.printed(edits[0]), grade="display-only")
