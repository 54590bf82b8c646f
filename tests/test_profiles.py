"""What the user says of rules: which matter how much, where, what stands as it is, and what may differ in silence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import quoth
from quoth.config import settings_for
from quoth.errors import ConfigError
from quoth.judge.profiles import LICENCES, PROFILES
from quoth.model.finding import Report

BOOK = """The harbour years

I set these pages down for my daughter, who has asked me what the harbour was like before the bridge.[4] The pilots kept
a slate beside the door—and every ship that passed the light was chalked upon it by hand. My father’s rule was “count
the boats”, and a man who lost count would soon lose heart.
"""
LIFE = """She wrote of it late: “{}”.[1]

Notes

[1] Anna Voss, The Harbour Years (Lund: Ekman, 1931).
"""
WORKS = '[works]\n"The Harbour Years" = ["voss.txt"]\n'
CHANGED = "and every ship that passed the light was painted upon it by hand"


def check(folder: Path, quoted: str, settings: str = "", profile: str = "") -> Report:
    (folder / "books").mkdir(exist_ok=True)
    (folder / "books" / "voss.txt").write_text(BOOK, encoding="utf-8")
    (folder / "life.txt").write_text(LIFE.format(quoted), encoding="utf-8")
    (folder / "quoth.toml").write_text(f'sources = ["books"]\n{settings}\n{WORKS}', encoding="utf-8")
    return quoth.check(folder / "life.txt", profile=profile)


def told(report: Report, family: str) -> list[str]:
    return [finding.message for finding in report.findings if finding.rule.startswith(family)]


@pytest.mark.parametrize(
    ("quoted", "legal", "strict"),
    [
        ("a slate beside the door—and every ship that passed the light", (), ()),
        ("a slate beside the\ndoor—and every ship that passed the li\N{SOFT HYPHEN}ght", (), ()),
        ("A slate beside the door—and every ship that passed", ("first letter",), ("first letter",)),
        ("a slate beside the door — and every ship that passed", (), ("dashes",)),
        ("My father's rule was ‘count the boats’, and a man who", (), ("marks",)),
        ("was like before the bridge. The pilots kept a slate", ("note marks",), ("note marks",)),
        ("a ſlate beſide the door—and every ship that paſſed", (), ("long s",)),
        ("was chalked upon it by hand.", (), ()),
        ("a man who lost count would soon lose heart,", (), ("final point",)),
    ],
)  # fmt: skip
def test_a_profile_tells_what_it_does_not_grant(
    quoted: str, legal: tuple[str, ...], strict: tuple[str, ...], tmp_path: Path
) -> None:
    for profile, expected in (("chicago", ()), ("legal", legal), ("strict", strict)):
        report = check(tmp_path, quoted, profile=profile)
        assert report.verdicts[0].wording == "verbatim"
        (said,) = told(report, "F201") or [""]
        named = re.findall(r"(?:: |; )([a-z ]+):", said)
        assert tuple(named) == expected, (profile, said)


def test_every_licence_is_granted_by_chicago_and_each_refusal_says_what_to_do() -> None:
    assert all("chicago" in licence.granted <= set(PROFILES) for licence in LICENCES)
    assert all(licence.instead for licence in LICENCES if licence.granted != set(PROFILES))


def test_the_profile_of_the_file_holds_where_the_command_line_names_none(tmp_path: Path) -> None:
    quoted = "A slate beside the door—and every ship that passed"
    assert told(check(tmp_path, quoted, 'profile = "legal"'), "F201")
    assert not told(check(tmp_path, quoted, 'profile = "legal"', "chicago"), "F201")


def test_severity_is_the_users(tmp_path: Path) -> None:
    (finding,) = [f for f in check(tmp_path, CHANGED).findings if f.rule == "Q101"]
    assert finding.severity == "error"
    settings = '[severity]\n"Q" = "info"\n"misquotation" = "warning"\n'
    (finding,) = [f for f in check(tmp_path, CHANGED, settings).findings if f.rule == "Q101"]
    assert finding.severity == "warning"


def test_rules_are_silenced_for_some_manuscripts(tmp_path: Path) -> None:
    assert not told(check(tmp_path, CHANGED, '[per-path]\n"life*" = ["Q101"]'), "Q101")
    assert told(check(tmp_path, CHANGED, '[per-path]\n"draft*" = ["Q101"]'), "Q101")


def waiver(text: str, rule: str = "misquotation") -> str:
    return f'[[waivers]]\nrule = "{rule}"\ntext = "{text}"\nreason = "As in her own copy."\n'


@pytest.mark.parametrize("text", ["was painted upon it", "Was  PAINTED, upon it!"])
def test_a_waiver_holds_by_its_words_and_is_counted(text: str, tmp_path: Path) -> None:
    report = check(tmp_path, CHANGED, waiver(text))
    assert not told(report, "Q101")
    assert [(one.finding.rule, one.reason) for one in report.waived] == [("Q101", "As in her own copy.")]
    assert not [warning for warning in report.manuscript.warnings if warning.code == "W206"]


@pytest.mark.parametrize(("text", "rule"), [("was painted over it", "Q101"), ("was painted upon it", "Q102")])
def test_a_waiver_that_covers_nothing_is_told(text: str, rule: str, tmp_path: Path) -> None:
    report = check(tmp_path, CHANGED, waiver(text, rule))
    assert told(report, "Q101")
    assert not report.waived
    assert [warning.code for warning in report.manuscript.warnings].count("W206") == 1


def test_a_waiver_of_a_rule_that_had_no_say_is_not_idle(tmp_path: Path) -> None:
    for settings in ('ignore = ["Q101"]\n', ""):
        (tmp_path / "quoth.toml").write_text(settings + waiver("was painted over it", "Q101"), encoding="utf-8")
        (tmp_path / "life.txt").write_text("She wrote “the door was painted over it”.\n", encoding="utf-8")
        report = quoth.check(tmp_path / "life.txt")
        assert not [warning for warning in report.manuscript.warnings if warning.code == "W206"]


@pytest.mark.parametrize(
    "settings",
    [
        'profile = "oxford"', '[severity]\n"Q101" = "fatal"', '[severity]\n"Q999" = "info"', "severity = 1",
        '[per-path]\n"*" = ["Q999"]', "waivers = 1", '[[waivers]]\nrule = "Q101"', waiver("words", "Q999"),
        waiver(" "), '[[waivers]]\nrule = 1\ntext = "a"\nreason = "b"',
    ],
)  # fmt: skip
def test_settings_that_mean_nothing_are_refused(settings: str, tmp_path: Path) -> None:
    (tmp_path / "quoth.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(ConfigError):
        settings_for(tmp_path / "life.txt")
