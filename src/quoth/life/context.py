"""What an expression leaves open, settled by the text before it: the year of "12 May", the date of "three years later".

Nothing is invented: where the text before does not say it either, there is no moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quoth.life.dates import Said
from quoth.life.moments import SPRING, Partial, days_in, interval, moment_of
from quoth.life.relative import Age, Relation
from quoth.model.life import Dating, DatingKind, Moment

__all__ = ["settled"]


SOON = 4  # sentences: so far ahead, or in the same paragraph, the same month of a year named is the same month
NEAR = 2  # sentences: a relative date further from what it leans on is not sure of it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Anchor:
    """A dating that others may lean on, as the parts that it says."""

    id: str
    partial: Partial
    said: Said


@dataclass(slots=True, kw_only=True)
class _Past:
    """What the text has said so far: `latest` its last date, `story` the last that tells when something happened."""

    latest: _Anchor | None = None
    story: _Anchor | None = None

    def add(self, dating: Dating, partial: Partial | None, said: Said) -> None:
        if isinstance(said.relation, Age):
            self.latest = self.story = None  # the text is now somewhere else in a life
        if partial is None:
            return
        anchor = _Anchor(id=dating.id, partial=partial, said=said)
        backward = isinstance(said.relation, Relation) and said.relation.direction < 0
        if said.published and self.story is not None:
            return
        self.latest = self.latest if backward else anchor
        if not (backward or said.attributive or said.bound) or self.story is None:
            self.story = anchor


def settled(said: Sequence[Said]) -> tuple[Dating, ...]:
    """The datings, in order. What an expression leans on stands before it: of the narrative for the narrative, of the
    same note for a note, and for a day of a quotation a day beside the quotation."""
    datings: list[Dating] = []
    narrative, noted = _Past(), _Past()
    note = None
    for at, one in enumerate(said):
        assert one.stretch is not None
        if one.stretch.note != note:
            note, noted = one.stretch.note, _Past()
        past = noted if note else narrative
        dating, partial = _dating(f"d{at + 1}", one, _leaning(one, past, said[at + 1 : at + 4]))
        datings.append(replace(dating, kind="source") if note else dating)
        past.add(dating, partial, one)
    return tuple(datings)


def _leaning(one: Said, past: _Past, behind: Sequence[Said]) -> _Anchor | None:
    """What the expression may lean on, None where nothing will do."""
    if isinstance(one.relation, Relation):
        latest = past.latest
        return latest if latest and one.sentence - latest.said.sentence <= 1 else past.story
    anchor = past.story
    if one.quotation is not None and anchor is not None:
        beside = anchor.said.stretch is one.stretch and anchor.partial.day is not None
        return anchor if beside else None
    return anchor if anchor and anchor.partial.month is not None else _ahead(one, behind) or anchor


def _ahead(one: Said, behind: Sequence[Said]) -> _Anchor | None:
    """“On June 18 … It was on June 20, 1837”: a day of the same month, soon, with its year."""
    for other in behind:
        same = other.start.month == one.start.month and other.start.year is not None and other.quotation is None
        later = one.start.day is not None and other.start.day is not None and other.start.day >= one.start.day
        if same and later and (other.stretch is one.stretch or other.sentence - one.sentence <= SOON):
            return _Anchor(id="", partial=other.start, said=other)
    return None


def _dating(id: str, one: Said, anchor: _Anchor | None) -> tuple[Dating, Partial | None]:
    """And what later expressions may lean on, None where it says too little."""
    if isinstance(one.relation, Age):
        return Dating(id=id, span=one.span, kind="age", moment=None, bound=one.bound), None
    if one.relation is not None:
        return _by_relation(id, one, one.relation, anchor)
    kind: DatingKind = "publication" if one.published else "stated"
    start, lean = one.start, None
    first = start if start.year is not None or one.end is None else one.end
    if first.year is None:
        if anchor is None:
            return Dating(id=id, span=one.span, kind="context", moment=None, bound=one.bound), None
        start, kind, lean = _completed(start, anchor.partial), "context", anchor.id or None
    elif one.listed:
        kind = "context"
    end = one.end.within(start) if one.end else None
    moment = _moment(start, end, one)
    dating = Dating(id=id, span=one.span, kind=kind, moment=moment, anchor=lean, bound=one.bound)
    return dating, (end or start) if moment else None


def _moment(start: Partial, end: Partial | None, one: Said) -> Moment | None:
    opening = moment_of(start)
    if opening is None or not (end or one.open_end):
        return opening
    return interval(opening, moment_of(end) if end else None)


def _completed(partial: Partial, anchor: Partial) -> Partial:
    """A month before that of the anchor is of the next year, or the text looks back: nobody knows which."""
    whole = partial.within(anchor)
    before = whole.month is not None and anchor.month is not None and whole.month < anchor.month
    return replace(whole, perhaps=True) if before else whole


def _by_relation(id: str, one: Said, relation: Relation, anchor: _Anchor | None) -> tuple[Dating, Partial | None]:
    partial = _shifted(one.start, relation, anchor.partial) if anchor else None
    if partial and anchor and one.sentence - anchor.said.sentence > NEAR:
        partial = replace(partial, perhaps=True)
    told = one.told or partial
    moment = moment_of(told) if told else None
    offset = relation.offset if relation.direction else None
    lean = anchor.id if anchor and partial else None
    dating = Dating(id=id, span=one.span, kind="relative", moment=moment, anchor=lean, offset=offset, bound=one.bound)
    return dating, told if moment else None


def _shifted(said: Partial, relation: Relation, anchor: Partial) -> Partial | None:
    if anchor.year is None or anchor.years > 1:
        return None
    vague = relation.vague or anchor.about
    if relation.unit == "named":
        return _named(said, relation, anchor)
    years, months, days = relation.offset or (0, 0, 0)
    match relation.unit:
        case "year":
            return replace(said, year=anchor.year + years + (1 if months else 0), about=vague or bool(months))
        case "month":
            return _by_months(said, years * 12 + months, anchor, vague=vague)
        case "day":
            return _by_days(days, anchor, vague=vague)
        case _:
            return None


def _named(said: Partial, relation: Relation, anchor: Partial) -> Partial | None:
    """The next May behind November 1838 is of 1839; the next May behind 1838 is of 1839, too."""
    assert anchor.year is not None
    wanted, have = _place(said), _place(anchor)
    if relation.direction == 0:
        return replace(said, year=anchor.year)
    if have is None or wanted is None:
        return replace(said, year=anchor.year + relation.direction)
    passed = wanted <= have if relation.direction == 1 else wanted >= have
    return replace(said, year=anchor.year + (relation.direction if passed else 0))


def _place(partial: Partial) -> float | None:
    """In months of the year."""
    if partial.month is not None:
        return partial.month
    return None if partial.season is None else 3.5 + 3 * (partial.season - SPRING)


def _by_months(said: Partial, months: int, anchor: Partial, *, vague: bool) -> Partial | None:
    if anchor.month is None or anchor.year is None:
        return None
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return replace(said, year=year, month=month + 1, about=vague)


def _by_days(days: int, anchor: Partial, *, vague: bool) -> Partial | None:
    if anchor.day is None or anchor.month is None or anchor.year is None:
        return None
    year, month, day = anchor.year, anchor.month, anchor.day + days
    while day > days_in(year, month):
        day -= days_in(year, month)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    while day < 1:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        day += days_in(year, month)
    return Partial(year=year, month=month, day=day, about=vague)
