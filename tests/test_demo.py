"""The demonstration shows one of each thing, says of each note what the report says, and leaves its files alone."""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

import quoth
from quoth.apps import cli
from quoth.demo import portrait
from quoth.model.finding import Report, Verdict

ONE_OF_EACH = {"Q101": 1, "Q102": 1, "Q104": 1, "Q106": 1, "A101": 1, "L101": 1, "N101": 1}

# What the explanation calls a thing, and what makes it so: a rule that is broken, a wording, an attribution.
CALLED = {
    "verbatim": "verbatim",
    "silent omission": "Q102",
    "dangling Ibid.": "N101",
    "misquotation": "Q101",
    "an ellipsis that hides a “not”": "Q106",
    "wrong page": "L101",
    "wrong book": "A101",
    "not held": "work-not-held",
    "not found": "Q104",
    "marked": "marked",
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, str]:
    with pytest.MonkeyPatch.context() as patch, portrait() as (manuscript, explanation):
        patch.setenv("QUOTH_CACHE", str(tmp_path_factory.mktemp("cache")))
        return quoth.check(manuscript), explanation


def _by_note(report: Report) -> dict[str, list[Verdict]]:
    labels = {note.id: note.label for note in report.manuscript.notes}
    found: dict[str, list[Verdict]] = {label: [] for label in labels.values()}
    for quotation, verdict in zip(report.quotations, report.verdicts, strict=True):
        if quotation.role == "quotation":
            found[labels[quotation.notes[0]]].append(verdict)
    return found


def _explained(explanation: str) -> dict[str, str]:
    """What the explanation says of each note: by label, the whole entry on one line."""
    entries = re.findall(r"^  (\d[\d, ]*?) {2,}(.+?)(?=^  \d|^\n|\Z)", explanation, re.MULTILINE | re.DOTALL)
    return {label: " ".join(said.split()) for labels, said in entries for label in labels.split(", ")}


def test_one_of_each_thing(demo: tuple[Report, str]) -> None:
    report, _ = demo
    assert Counter(finding.rule for finding in report.findings) == ONE_OF_EACH
    verdicts = [v for q, v in zip(report.quotations, report.verdicts, strict=True) if q.role == "quotation"]
    flawed = {finding.quotation for finding in report.findings}
    whole = [v for v in verdicts if v.quotation not in flawed]
    assert Counter(v.wording for v in whole) == {"verbatim": len(whole) - 2, "marked": 1, "unchecked": 1}
    assert [v.attribution for v in verdicts].count("work-not-held") == 1
    assert [work.title for work in report.works if not work.witnesses] == ["The Northern Stations"]
    assert [q.span.of(report.manuscript.text) for q in report.quotations if q.role != "quotation"] == ["lost years"]


def test_the_explanation_says_what_the_report_says(demo: tuple[Report, str]) -> None:
    report, explanation = demo
    explained = _explained(explanation)
    labels = {note.id: note.label for note in report.manuscript.notes}
    cites_nothing = {labels[c.note] for c in report.citations if c.note and not c.cites}
    assert {*explained, *cites_nothing} == set(labels.values())
    broken: dict[str, set[str]] = {label: set() for label in labels.values()}
    asked = {quotation.id: labels[quotation.notes[0]] for quotation in report.quotations if quotation.notes}
    for finding in report.findings:
        broken[asked[finding.quotation] if finding.quotation else labels[finding.note or ""]].add(finding.rule)
    for label, verdicts in _by_note(report).items():
        if label in explained:
            thing = CALLED[explained[label].split(":")[0]]
            axes = {value for v in verdicts for value in (v.wording, v.attribution)}
            assert thing in axes | broken[label], f"note {label}: {explained[label]}"
            assert broken[label] == ({thing} & set(ONE_OF_EACH)), f"note {label} has findings nobody explains"


def test_what_the_explanation_quotes_stands_in_the_portrait_or_the_books(demo: tuple[Report, str]) -> None:
    report, explanation = demo
    words = report.manuscript.text + "".join(v.alignment.passage.text for v in report.verdicts if v.alignment)
    for quoted in re.findall(r"“([^”]+)”", explanation):
        assert quoted.removesuffix(" …") in words


def test_the_command_writes_nothing_beside_the_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def state(folder: Path) -> dict[str, str]:
        files = (file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        return {file.as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}

    with portrait() as (manuscript, explanation):
        package = manuscript.parent.parent
        before = state(package)
        monkeypatch.setattr(sys, "argv", ["quoth", "demo"])
        with pytest.raises(SystemExit) as end:
            cli.main()
        assert (end.value.code or 0, state(package)) == (0, before)
    shown = capsys.readouterr().out
    assert shown.endswith(explanation)
    assert all(code in shown for code in ONE_OF_EACH)
