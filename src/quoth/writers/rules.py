"""Rules for a person: one in full, or all in a list."""

from __future__ import annotations

import textwrap

from quoth.model.finding import FixGrade
from quoth.rules.table import RULES, Rule
from quoth.writers.paint import Paint, plain

__all__ = ["FIXES", "write_rule", "write_rules"]

FIXES: dict[FixGrade | None, str] = {
    None: "none",
    "safe": "safe",
    "unsafe": "unsafe, to be looked at",
    "display-only": "the source’s words are shown, and never put in by themselves",
}


def write_rule(rule: Rule, *, width: int = 100, paint: Paint = plain) -> str:
    """Code, name, severity, what it finds, why, what to do, an example, whose rule it is, and what fixes it offers."""
    about = f"Fix: {FIXES[rule.grade]}. Origin: {rule.origin}."
    paragraphs = [rule.summary, *rule.documentation.split("\n\n"), f"Example: {rule.example}", about]
    body = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    return f"{paint(f'{rule.code} {rule.name}', rule.severity)} ({rule.severity})\n\n{body}\n"


def write_rules(*, paint: Paint = plain) -> str:
    """A line each, in order of code."""
    lines = [f"{paint(rule.code, rule.severity)}  {rule.name:<20} {rule.summary}" for rule in RULES]
    return "\n".join([*lines, "", "quoth explain CODE says more."]) + "\n"
