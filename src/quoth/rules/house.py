"""F2: changes of form that the profile wants marked. Under “chicago”, which is taken where none is named, there are
none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoth.judge.profiles import LICENCES, Licence, licences_used
from quoth.judge.wording import permitted
from quoth.model.finding import Report
from quoth.rules.rule import Checked, Hit, Rule, checked

__all__ = ["RULES"]

_CLOSE = re.compile(r"…|\.\.")


def _unmarked(report: Report) -> Iterator[Hit]:
    if all(report.profile in licence.granted for licence in LICENCES):
        return
    for found in checked(report):
        refused = [f"{licence.name}: {licence.instead}" for licence in _refused(found, report)]
        if report.profile == "legal" and _has_close_dots(found, report.manuscript.text):
            refused.append("dots of an omission: print points with spaces between: “. . .”")
        if refused:
            said = "; ".join(refused)
            yield Hit(
                message=f"differs from the source in what “{report.profile}” does not let pass in silence: {said}",
                span=found.quotation.span,
                quotation=found.quotation.id,
                note=found.note,
            )


def _refused(found: Checked, report: Report) -> list[Licence]:
    """What the quotation does in silence and the profile does not grant, each once."""
    text = report.manuscript.text
    used = {
        licence.name: licence
        for edit in found.edits
        if permitted(edit, found.place, text)
        for licence in licences_used(edit, found.place, text)
    }
    return [licence for licence in used.values() if report.profile not in licence.granted]


def _has_close_dots(found: Checked, text: str) -> bool:
    """Whether dots that stand for words left out are other than points with spaces between, three, or four where a
    sentence ends (The Bluebook, rule 5.3)."""
    marks = (edit.quotation.of(text) for edit in found.edits if edit.op == "ellipsis")
    return any(_CLOSE.search(mark) for mark in marks)


RULES = (
    Rule(
        code="F201",
        name="unmarked-change",
        severity="info",
        origin="the profile: see docs/profiles.md",
        summary="A change of form that the profile wants marked.",
        documentation=(
            "The words are the source's. What differs is form alone, and of a kind that the profile in force does not "
            "let pass without a mark. docs/profiles.md lists what each profile lets pass. Under “chicago”, which is "
            "taken where none is named, nothing is reported here. “legal” also wants the points of an ellipsis spaced: "
            "three, or four where a sentence ends.\n\n"
            'Name a profile in quoth.toml: `profile = "legal"`, or with `--profile legal`.'
        ),
        example="“The gate was shut” under “legal” — the source has “the gate was shut”: print “[T]he gate was shut”.",
        find=_unmarked,
    ),
)
