"""The rule table."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import replace

from quoth.model.finding import Finding, Report, Severity
from quoth.model.manuscript import ReadWarning
from quoth.rules import (
    additions,
    attribution,
    chronology,
    comments,
    cuts,
    emphasis,
    form,
    house,
    location,
    notes,
    reckoning,
    speakers,
    wording,
)
from quoth.rules.rule import Rule
from quoth.rules.waivers import Waiver, idle, waive

__all__ = ["RULES", "Rule", "apply_rules", "find_rule", "is_named"]

NEED_BOOKS = "QAL"  # families of rules that hold the manuscript against books

RULES: tuple[Rule, ...] = (
    *sorted(
        (*wording.RULES, *cuts.RULES, *additions.RULES, *emphasis.RULES, *speakers.RULES), key=lambda rule: rule.code
    ),
    *attribution.RULES,
    *location.RULES,
    *notes.RULES,
    *form.RULES,
    *house.RULES,
    *comments.RULES,
    *sorted((*chronology.RULES, *reckoning.RULES), key=lambda rule: rule.code),
)


def apply_rules(
    report: Report,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    *,
    severity: Mapping[str, Severity] | None = None,
    waivers: Sequence[Waiver] = (),
) -> Report:
    """The report with its findings, in order of the text, then of code. `select` (() for all) and `ignore` are names of
    rules, codes, or beginnings of codes: "F" is all slips of form. `severity` is the user's own, named in the same way;
    the longest name decides. What is waived, there or in a comment of the manuscript, is told apart; a waiver that
    covers nothing is a warning, a comment that does a finding."""
    heard = [rule for rule in RULES if (not select or _named(rule, select)) and not _named(rule, ignore)]
    late = [rule for rule in heard if rule in comments.RULES]
    found = _found(report, [rule for rule in heard if rule not in late], severity or {})
    names = {rule.code: rule.name for rule in RULES}
    stay, waived = waive(report, found, waivers, names)
    stay, let = comments.let_stand(report, stay, names)
    report = replace(report, waived=tuple(sorted((*waived, *let), key=lambda one: _in_text(one.finding))))
    unheard = _unheard(report, heard)
    told = _found(_without_comments(report, unheard), late, severity or {})
    unused = idle(report, found, waivers, names)
    warnings = tuple(_idle(waiver) for waiver in unused if waiver.rule.lower() not in unheard)
    manuscript = replace(report.manuscript, warnings=(*report.manuscript.warnings, *warnings))
    return replace(report, manuscript=manuscript, findings=tuple(sorted((*stay, *told), key=_in_text)))


def _found(report: Report, rules: Sequence[Rule], severity: Mapping[str, Severity]) -> list[Finding]:
    found = [_weighed(finding, rule, severity) for rule in rules for finding in rule.findings(report)]
    return sorted(found, key=_in_text)


def _in_text(finding: Finding) -> tuple[int, int, str]:
    return finding.span.start, finding.span.stop, finding.rule


def _unheard(report: Report, heard: Sequence[Rule]) -> set[str]:
    """The codes and names of rules that had no say: left out by the user, or with nothing at hand to speak of. Nobody
    knows whether what lets their findings stand is of use."""
    mute = [rule for rule in RULES if rule not in heard or _is_mute(rule, report)]
    return {name for rule in mute for name in (rule.code.lower(), rule.name)}


def _is_mute(rule: Rule, report: Report) -> bool:
    family = rule.code[0]
    return (family == "T" and report.life is None) or (family in NEED_BOOKS and not report.library.witnesses)


def _without_comments(report: Report, unheard: Set[str]) -> Report:
    """Without the comments about rules that had no say."""
    kept = [one for one in report.manuscript.comments if unheard.isdisjoint(comments.about(one, report))]
    return replace(report, manuscript=replace(report.manuscript, comments=tuple(kept)))


def _weighed(finding: Finding, rule: Rule, severity: Mapping[str, Severity]) -> Finding:
    """The finding with the severity that the user gives its rule. What the rule tells as a mere remark stays one."""
    named = [name for name in severity if _named(rule, [name])]
    if not named or finding.severity != rule.severity:
        return finding
    return replace(finding, severity=severity[max(named, key=len)])


def _idle(waiver: Waiver) -> ReadWarning:
    return ReadWarning(code="W206", message=f"the waiver of {waiver.rule} for “{waiver.text}” covers no finding")


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
