"""What the user has looked at and lets stand, with the reason: a waiver is kept by the words it is about, so that it
holds when the text around them changes, and stops holding when they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quoth.model.finding import Finding, Report, Waived

__all__ = ["Waiver", "idle", "waive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """`rule` is a code or a name; `text` words of the manuscript, of which letters and figures alone count."""

    rule: str
    text: str
    reason: str

    def covers(self, finding: Finding, name: str, text: str) -> bool:
        """Whether it is about a finding of the rule `name` in the manuscript `text`."""
        key = _key(self.text)
        return self.rule.lower() in (finding.rule.lower(), name) and bool(key) and key in _key(text)


def _key(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def waive(
    report: Report, findings: Sequence[Finding], waivers: Sequence[Waiver], names: dict[str, str]
) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
    """The findings that stay, and those that are waived, each by the first waiver that covers it. `names` are those of
    the rules, by code."""
    stay, waived = [], []
    for finding, text in _with_text(report, findings):
        waiver = next((one for one in waivers if one.covers(finding, names[finding.rule], text)), None)
        if waiver is None:
            stay.append(finding)
        else:
            waived.append(Waived(finding=finding, reason=waiver.reason))
    return tuple(stay), tuple(waived)


def idle(report: Report, findings: Sequence[Finding], waivers: Sequence[Waiver], names: dict[str, str]) -> list[Waiver]:
    """The waivers that cover no finding: what they were about is mended, or its words have changed."""
    about = list(_with_text(report, findings))
    return [
        one for one in waivers if not any(one.covers(finding, names[finding.rule], text) for finding, text in about)
    ]


def _with_text(report: Report, findings: Sequence[Finding]) -> list[tuple[Finding, str]]:
    """Each finding with the words it is about: those of its quotation, else those that it marks."""
    spans = {quotation.id: quotation.span for quotation in report.quotations}
    return [(one, spans.get(one.quotation or "", one.span).of(report.manuscript.text)) for one in findings]
