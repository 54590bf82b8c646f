"""F3: what the author tells quoth in comments of the manuscript: which findings stand, and why.

    quoth: ignore Q101, L101 quoted from the first edition

A comment reaches what it is laid upon; where it only stands, the quotation before it in its paragraph, with all up to
the comment, or, at the beginning of a paragraph and before it, the whole paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from quoth.model.finding import Finding, Report, Waived
from quoth.model.manuscript import Comment
from quoth.model.text import Span
from quoth.rules.phrases import excerpt
from quoth.rules.rule import Hit, Rule

__all__ = ["RULES", "about", "let_stand"]

_IGNORE = re.compile(
    r"\s*quoth:\s*ignore\s+(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)(?P<reason>.*)", re.IGNORECASE | re.DOTALL
)
_LEAD = " :;,.–—-\n\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What a comment asks: `rules` by code or name, `reach` the stretch of the manuscript it is about."""

    comment: Comment
    rules: tuple[str, ...]
    reason: str
    reach: Span

    def covers(self, finding: Finding, name: str, report: Report) -> bool:
        """Whether it is about a finding of the rule `name`."""
        if not self.reason or not any(rule in (finding.rule.lower(), name) for rule in self.rules):
            return False
        quoted = (quotation.span for quotation in report.quotations if quotation.id == finding.quotation)
        return any(_touch(self.reach, span) for span in (finding.span, *quoted))


def _touch(reach: Span, span: Span) -> bool:
    return reach.overlaps(span) or (not len(span) and reach.start <= span.start <= reach.stop)


def _order(comment: Comment, report: Report) -> _Order:
    """Without rules where the comment asks for nothing that can be understood, without a reason where it has none."""
    said = _IGNORE.fullmatch(comment.says)
    rules = tuple(rule.strip().lower() for rule in said["rules"].split(",")) if said else ()
    reason = " ".join(said["reason"].split()).lstrip(_LEAD) if said else ""
    return _Order(comment=comment, rules=rules, reason=reason, reach=_reach(comment, report))


def _reach(comment: Comment, report: Report) -> Span:
    if len(comment.span):
        return comment.span
    at = comment.span.start
    block = next((b.span for b in report.manuscript.blocks if b.span.start <= at <= b.span.stop), comment.span)
    if not report.manuscript.text[block.start : at].strip():
        return block
    begun = (q.span.start for q in report.quotations if q.within is None and block.start <= q.span.start < at)
    return Span(start=max(begun, default=block.start), stop=at)


def let_stand(
    report: Report, findings: Iterable[Finding], names: Mapping[str, str]
) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
    """The findings that stay, and those that a comment of the manuscript lets stand. `names` are those of the rules, by
    code."""
    orders = [_order(comment, report) for comment in report.manuscript.comments]
    stay, waived = [], []
    for finding in findings:
        order = next((one for one in orders if one.covers(finding, names[finding.rule], report)), None)
        if order is None:
            stay.append(finding)
        else:
            waived.append(Waived(finding=finding, reason=order.reason, said=order.comment.span))
    return tuple(stay), tuple(waived)


def about(comment: Comment, report: Report) -> tuple[str, ...]:
    """The rules that a comment names, by code or name in small letters."""
    return _order(comment, report).rules


def _idle(report: Report) -> Iterator[Hit]:
    heeded = {one.said for one in report.waived}
    for comment in report.manuscript.comments:
        order = _order(comment, report)
        if comment.span not in heeded:
            yield Hit(message=f"“{excerpt(comment.says.strip())}” {_trouble(order)}", span=order.reach)


def _trouble(order: _Order) -> str:
    if not order.rules:
        return "is not understood: write “quoth: ignore Q101 the reason”"
    if not order.reason:
        return "gives no reason, and is not heeded"
    return "covers no finding: what it was about is mended, or stands elsewhere"


RULES = (
    Rule(
        code="F301",
        name="idle-comment",
        severity="warning",
        origin="quoth’s own: what is let stand must still be there",
        summary="A comment asks that a finding be let stand, and there is no such finding, or no reason is given.",
        documentation=(
            "A comment “quoth: ignore Q101 the reason” in the manuscript's own syntax (Markdown, HTML, EPUB, TEI: "
            "“<!-- … -->”; Word: a comment) lets findings of the rules that it names stand, by code or name, with "
            "commas between them. It reaches what it is laid upon (Word); else the quotation before it in its "
            "paragraph, or, where it stands before a paragraph, all of that. What is let stand is counted and listed "
            "with the reason. A comment that covers nothing may hide the next mistake: it is told, as is one that is "
            "not understood.\n\n"
            "Take the comment out, or mend it."
        ),
        example="“<!-- quoth: ignore Q101 -->” behind a quotation that was corrected since.",
        find=_idle,
    ),
)
