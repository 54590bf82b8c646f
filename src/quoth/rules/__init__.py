"""The rule table."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from quoth.model.finding import Report
from quoth.rules import additions, attribution, chronology, cuts, form, location, notes, reckoning, speakers, wording
from quoth.rules.rule import Rule

__all__ = ["RULES", "Rule", "apply_rules", "find_rule", "is_named"]

RULES: tuple[Rule, ...] = (
    *sorted((*wording.RULES, *cuts.RULES, *additions.RULES, *speakers.RULES), key=lambda rule: rule.code),
    *attribution.RULES,
    *location.RULES,
    *notes.RULES,
    *form.RULES,
    *sorted((*chronology.RULES, *reckoning.RULES), key=lambda rule: rule.code),
)


def apply_rules(report: Report, select: Collection[str] = (), ignore: Collection[str] = ()) -> Report:
    """The report with its findings, in order of the text, then of code. `select` (() for all) and `ignore` are names of
    rules, codes, or beginnings of codes: "F" is all slips of form."""
    heard = [rule for rule in RULES if (not select or _named(rule, select)) and not _named(rule, ignore)]
    findings = [finding for rule in heard for finding in rule.findings(report)]
    return replace(report, findings=tuple(sorted(findings, key=lambda f: (f.span.start, f.span.stop, f.rule))))


def is_named(name: str) -> bool:
    """Whether a rule answers to the name, the code, or the beginning of a code."""
    return any(_named(rule, [name]) for rule in RULES)


def _named(rule: Rule, names: Collection[str]) -> bool:
    said = [name.strip() for name in names]
    return any(rule.name == name.lower() or (name and rule.code.startswith(name.upper())) for name in said)


def find_rule(name: str) -> Rule | None:
    """The rule of that code or name, in any case; None if there is none."""
    wanted = name.strip().lower()
    return next((rule for rule in RULES if wanted in (rule.code.lower(), rule.name)), None)
