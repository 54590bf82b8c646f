"""Expressions of the text that date something, in order, with what stands before them: "about", "early", "since".

The forms themselves are in `expressions.py` and `relative.py`; what they lean on is settled in `context.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quoth.life.calendars import observed
from quoth.life.expressions import Expression, absolute
from quoth.life.moments import Part, Partial, moment_of
from quoth.life.relative import Age, Relation, Relative, relative
from quoth.life.sentences import Stretch, sentence_at
from quoth.model.life import Bound
from quoth.model.manuscript import Quotation
from quoth.model.text import Span

__all__ = ["Said", "expressions_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One expression with all that its own words say: a date (`start`, and `end` of a range), or one by another date
    (`relation`, and `start` what it says of the date itself). `sentence` counts
    the sentences of the text, `quotation` is the id of the quotation it stands in. `attributive`:
    a year that tells which ("the revolution of 1848"), not when something happened. `published`: it stands in brackets
    behind what it dates, as the year of a book does. `listed`: the year stands at the end of a list. `told`: what
    stands behind a relative date and says it outright."""

    span: Span
    stretch: Stretch | None = None
    sentence: int = 0
    quotation: str | None = None
    attributive: bool = False
    start: Partial
    end: Partial | None = None
    open_end: bool = False
    relation: Relation | Age | None = None
    bound: Bound = ""
    published: bool = False
    listed: bool = False
    told: Partial | None = None


def expressions_of(
    text: str, stretches: Sequence[Stretch], sentences: Sequence[Span], quotations: Sequence[Quotation]
) -> list[Said]:
    """In order of the text, none overlapping another. `text` is the manuscript's without its marks. Of a note only days
    and months are heard: its years are those of books."""
    starts = [sentence.start for sentence in sentences]
    words = sorted((one.span, one.id) for one in quotations if one.role == "quotation")
    every: list[Said] = []
    for stretch in stretches:
        found = [_qualified(one, stretch.span, text) for one in _longest(text, stretch.span)]
        for one in _listed(_joined(found, text), text):
            if stretch.note is None or one.start.month is not None:
                sentence, quotation = sentence_at(one.span.start, starts), _quoted(one.span, words)
                every.append(replace(one, stretch=stretch, sentence=sentence, quotation=quotation))
    return every


def _quoted(span: Span, words: Sequence[tuple[Span, str]]) -> str | None:
    """The quotation that the expression stands in."""
    at = bisect_right(words, span.start, key=lambda one: one[0].start)
    return next((id for quotation, id in reversed(words[max(0, at - 3) : at]) if quotation.holds(span)), None)


def _longest(text: str, block: Span) -> list[Expression | Relative]:
    every: list[Expression | Relative] = [*absolute(text, block), *observed(text, block), *relative(text, block)]
    every.sort(key=lambda one: (one.span.start, -one.span.stop))
    kept: list[Expression | Relative] = []
    for one in every:
        if not kept or one.span.start >= kept[-1].span.stop:
            kept.append(one)
        elif len(one.span) > len(kept[-1].span):
            kept[-1] = one
    return kept


# -- what stands before ----------------------------------------------------------------------------------------------

_ABOUT = re.compile(
    r"(?:\b(?:ca?\.?|circa|about|around|roughly|approximately|some\s+time\s+(?:in|around)|um|gegen|etwa|vers|environ|hacia|"
    r"verso)|~)\s*(?:the\s+year\s+)?$",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    r"\b(?:possibly|probably|perhaps|maybe|presumably|apparently|vermutlich|wahrscheinlich|wohl|peut-être|probablement)"
    r"\s+(?:(?:in|on|as\s+early\s+as|im|en)\s+)?$",
    re.IGNORECASE,
)
_DOUBTED = re.compile(r"\s?(?:\(\?\)|\[\?\]|\?(?=[)\s,;–-]))")
_PART = re.compile(
    r"\b(?:(?P<early>early|earlier|beginning\s+of|start\s+of|first\s+half\s+of|first\s+years\s+of|anfang|début|frühen|"
    r"opening\s+years\s+of)|(?P<mid>mid(?:dle)?|middle\s+of|mitte|milieu|mittleren)|"
    r"(?P<late>late|later|end\s+of|latter\s+half\s+of|second\s+half\s+of|last\s+years\s+of|ende|fin|späten|turn\s+of))"
    r"(?:[\s-]+(?:(?:in|of|part\s+of|des|der|de|le|la|the)\s+)*|-)$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:before|prior\s+to|until|till|up\s+to|by|vor|bis|avant|jusqu['’]en)\s+(?:the\s+|about\s+)?$", re.IGNORECASE
)
_AFTER = re.compile(
    r"\b(?:after|since|ever\s+since|from|nach|seit|ab|après|depuis|dès)\s+(?:the\s+|about\s+)?$", re.IGNORECASE
)


def _qualified(one: Expression | Relative, block: Span, text: str) -> Said:
    before = text[max(block.start, one.span.start - 32) : one.span.start]
    if isinstance(one, Relative):
        target = one.relation.target if isinstance(one.relation, Relation) else None
        return Said(span=one.span, start=target or Partial(), relation=one.relation)
    start, begins = one.start, one.span.start
    if part := _PART.search(before):
        start, begins = replace(start, part=_part(part)), begins - len(part[0])
        before = before[: part.start()]
    if about := _ABOUT.search(before):
        start, begins = replace(start, about=True), begins - len(about[0])
        before = before[: about.start()]
    doubt = _DOUBTED.match(text, one.span.stop, block.stop)
    if _PERHAPS.search(before) or doubt:
        start = replace(start, perhaps=True)
    span = Span(start=begins, stop=one.span.stop)
    return Said(
        span=span,
        start=start,
        end=one.end,
        open_end=one.open_end,
        bound=_bound(before),
        attributive=_is_attributive(one, before),
        published=_is_published(span, block, text),
    )


_TELLS_WHICH = re.compile(r"(?<!beginning)(?<!end)(?<!year)\s+of\s+$")


def _is_attributive(one: Expression, before: str) -> bool:
    return one.start.month is None and one.start.season is None and _TELLS_WHICH.search(before) is not None


def _part(found: re.Match[str]) -> Part:
    if found["early"]:
        return "early"
    return "mid" if found["mid"] else "late"


def _bound(before: str) -> Bound:
    if _BEFORE.search(before):
        return "before"
    return "after" if _AFTER.search(before) else ""


_BRACKET = re.compile(
    r"[\w’'”\"»!?.]\s?[(\[](?:[^()\[\]]{0,60}[,;]\s*|(?:pub(?:lished|\.)|first\s+published|written|dt\.|engl\.)\s+(?:in\s+)?)?$"
)


def _is_published(span: Span, block: Span, text: str) -> bool:
    """Whether the year stands last in brackets that follow a name: "Hydrodynamica (1738)". Two years are a life."""
    if text[span.stop : span.stop + 1] not in (")", "]") or not span.of(text).isdecimal():
        return False
    return _BRACKET.search(text[max(block.start, span.start - 72) : span.start]) is not None


# -- two expressions that are one -------------------------------------------------------------------------------------

_TO = re.compile(
    r"\s*[-–—−]\s*|,?\s+(?:to|until|till|through|and\s+until|bis(?:\s+zum)?|au|à|jusqu['’](?:en|au)|a|al)\s+(?:the\s+)?"
)
_AND = re.compile(r"\s+(?:and|und|et|y|e)\s+(?:the\s+)?")
_BETWEEN = re.compile(r"\b(?:between|zwischen|entre|tra|fra)\s+(?:the\s+)?$", re.IGNORECASE)
_OF = re.compile(r",?\s+(?:(?:of|in)\s+)?")
_OTHER_CALENDAR = re.compile(
    r"\s*[(\[](?:(?P<new>N\.?S\.?|New\s+Style|Gregorian)|(?P<old>O\.?S\.?|Old\s+Style|Julian))?:?,?\s*$", re.IGNORECASE
)


def _joined(said: Sequence[Said], text: str) -> list[Said]:
    """Ranges, and what a year that is told by another belongs to: "May of the following year"."""
    kept: list[Said] = []
    for one in said:
        joined = _pair(kept[-1], one, text) if kept else None
        if joined is None:
            kept.append(one)
        else:
            kept[-1] = joined
    return kept


def _listed(said: Sequence[Said], text: str) -> list[Said]:
    """Of dates in a row the last may name the year of all: "June 7, June 10 and August 15, 1839"; a relative date may
    be told outright: "ten years later, in 1849"."""
    kept: list[Said] = []
    for one in reversed(said):
        kept.append(_before(one, kept[-1], text) if kept else one)
    return kept[::-1]


_LIST = re.compile(r"\s*[,;]?\s*(?:(?:and|or|&|und|et|y|e)\s+)?(?:again\s+)?(?:on|in|am|im|le|en)?\s*(?:the\s+)?")
_NAMELY = re.compile(r"\s*,?\s*\(?(?:in|on|i\.e\.|namely)?\s*")


def _before(one: Said, behind: Said, text: str) -> Said:
    gap = text[one.span.stop : behind.span.start]
    if len(gap) > 24 or behind.start.year is None or behind.relation is not None:
        return one
    if isinstance(one.relation, Relation) and one.relation.direction and _NAMELY.fullmatch(gap):
        return replace(one, told=behind.start)
    if one.relation or one.start.year is not None or one.start.month is None or not _LIST.fullmatch(gap):
        return one
    later = behind.start.month is None or behind.start.month < one.start.month
    return one if later else replace(one, start=one.start.within(behind.start), listed=True)


def _pair(first: Said, second: Said, text: str) -> Said | None:
    gap = text[first.span.stop : second.span.start]
    if len(gap) > 24:
        return None
    whole = Span(start=first.span.start, stop=second.span.stop)
    if isinstance(second.relation, Relation) and first.relation is None:
        tells = second.relation.unit == "year" and first.start.year is None and _OF.fullmatch(gap)
        return replace(second, span=whole, start=first.start) if tells else None
    if first.relation or second.relation or first.end or second.end or first.open_end:
        return None
    between = _AND.fullmatch(gap) and _BETWEEN.search(text[max(0, first.span.start - 14) : first.span.start])
    if between or _TO.fullmatch(gap):
        return _range(first, second, whole)
    return _two_calendars(first, second, gap, whole)


def _range(first: Said, second: Said, whole: Span) -> Said | None:
    start, end = first.start, second.start
    if start.year is None and (end.year is None or end.month is not None or end.season is not None):
        start = replace(start.within(end), part=start.part)
    if start.day is not None and start.month is None:
        return None
    if start.year is not None and end.year is not None and (start.year, start.month or 0) > (end.year, end.month or 12):
        return None
    return replace(
        first, span=whole, start=start, end=end, open_end=second.open_end, bound="", published=False, attributive=False
    )


def _two_calendars(first: Said, second: Said, gap: str, whole: Span) -> Said | None:
    """One day told in the calendars of Caesar and of Gregory: the latter counts, 10 to 13 days on."""
    brackets = _OTHER_CALENDAR.fullmatch(gap)
    days = [moment.first for one in (first, second) if (moment := moment_of(one.start.within(second.start)))]
    if not brackets or len(days) < 2 or first.start.day is None or second.start.day is None:
        return None
    apart = [day for day in days if day is not None]
    if not 10 <= abs(apart[0] - apart[1]) <= 13:
        return None
    new = second if apart[1] > apart[0] else first
    return replace(first, span=whole, start=new.start.within(second.start))
