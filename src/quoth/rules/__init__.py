"""The rule table."""

from __future__ import annotations

from dataclasses import replace

from quoth.model.finding import Report
from quoth.rules import attribution, location, notes, wording
from quoth.rules.rule import Rule

__all__ = ["RULES", "Rule", "apply_rules", "find_rule"]

RULES: tuple[Rule, ...] = (*wording.RULES, *attribution.RULES, *location.RULES, *notes.RULES)


def apply_rules(report: Report) -> Report:
    """The report with its findings, in order of the text, then of code."""
    findings = [finding for rule in RULES for finding in rule.findings(report)]
    return replace(report, findings=tuple(sorted(findings, key=lambda f: (f.span.start, f.span.stop, f.rule))))


def find_rule(name: str) -> Rule | None:
    """The rule of that code or name, in any case; None if there is none."""
    wanted = name.strip().lower()
    return next((rule for rule in RULES if wanted in (rule.code.lower(), rule.name)), None)
