"""Rules for a person: one in full, or all in a list."""

from __future__ import annotations

import textwrap

from quoth.rules import RULES, Rule
from quoth.writers.text import Paint, plain

__all__ = ["write_rule", "write_rules"]


def write_rule(rule: Rule, *, width: int = 100, paint: Paint = plain) -> str:
    """Code, name, severity, what it finds, why, what to do, and an example."""
    paragraphs = [rule.summary, *rule.documentation.split("\n\n"), f"Example: {rule.example}"]
    body = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    return f"{paint(f'{rule.code} {rule.name}', rule.severity)} ({rule.severity})\n\n{body}\n"


def write_rules(*, paint: Paint = plain) -> str:
    """A line each, in order of code."""
    lines = [f"{paint(rule.code, rule.severity)}  {rule.name:<20} {rule.summary}" for rule in RULES]
    return "\n".join([*lines, "", "quoth explain CODE says more."]) + "\n"
