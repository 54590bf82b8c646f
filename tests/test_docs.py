"""The documentation is part of the thing: a command, rule, setting, error or path without a page fails here.

docs/rules.md and the help texts in docs/commands.md are generated; `pytest --accept` writes them anew.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import quoth
import quoth.errors
from quoth.apps.cli import app
from quoth.config import SETTINGS
from quoth.errors import QuothError
from quoth.judge.profiles import LICENCES, PROFILES, Licence
from quoth.rules.table import RULES
from quoth.writers.rules import FIXES

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
COMMANDS = sorted(app.commands)


def _kept(file: Path, made: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--accept"):
        file.write_text(made, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == made, f"{file.name} is not what the code says: pytest --accept"


def test_rules_page(request: pytest.FixtureRequest) -> None:
    codes = "Q wording, A attribution, L location, N notes, F form, T time"
    head = f"# Rules\n\nEach is printed by `quoth explain CODE`. Codes: {codes}.\n"
    pages = [
        f"\n## {rule.code} {rule.name}\n\n*{rule.severity}.* {rule.summary}\n\n{rule.documentation}\n\n"
        f"Example: {rule.example}\n\nFix: {FIXES[rule.grade]}. Origin: {rule.origin}.\n"
        for rule in RULES
    ]
    _kept(DOCS / "rules.md", head + "".join(pages), request)


def test_profiles_page(request: pytest.FixtureRequest) -> None:
    head = (
        "# Profiles\n\nWhat may differ from the source without a mark. A profile changes no verdict: the words are the "
        "source's or they are not. It decides which changes of form are told (F201). Name one in quoth.toml "
        '(`profile = "legal"`) or with `--profile legal`.\n\n'
    )
    profiles = "".join(f"- **{name}** {what}\n" for name, what in PROFILES.items())
    rows = "".join(
        f"| {one.what} | {' | '.join(_granted(one, name) for name in PROFILES)} | {one.source} |\n" for one in LICENCES
    )
    table = f"\n| what | {' | '.join(PROFILES)} | source |\n| --- | {'--- | ' * (len(PROFILES) + 1)}\n".replace(
        "| \n", "|\n"
    )
    tail = (
        "\nWords, their order, their spelling, capitals and points inside, and what is left out or put in need a mark "
        "under every profile, or are told (Q101 to Q105).\n\nUnder `legal` the points that stand for words left out "
        "have spaces between (Bluebook 5.3): “. . .”, four where a sentence ends. Whether three or four are right is "
        "told under every profile (Q204), in manuscripts that tell the two apart.\n"
    )
    _kept(DOCS / "profiles.md", head + profiles + table + rows + tail, request)


def _granted(licence: Licence, profile: str) -> str:
    return "in silence" if profile in licence.granted else licence.instead


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_in_the_documentation(command: str, request: pytest.FixtureRequest) -> None:
    file = DOCS / "commands.md"
    said = CliRunner(env={"COLUMNS": "100", "NO_COLOR": "1"}).invoke(app, [command, "--help"], prog_name="quoth").output
    page = file.read_text(encoding="utf-8")
    block = re.compile(rf"(## quoth {command}\n.*?```text\n)(.*?)(```)", re.DOTALL)
    found = block.search(page)
    assert found, f"docs/commands.md has no section “quoth {command}” with a text block"
    if request.config.getoption("--accept"):
        file.write_text(page[: found.start(2)] + said.strip("\n") + "\n" + page[found.end(2) :], encoding="utf-8")
    else:
        assert found[2] == said.strip("\n") + "\n", "pytest --accept writes the help anew"


def test_a_rule_offers_fixes_of_its_own_grade_alone(tmp_path: Path) -> None:
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "voss.txt").write_text("I set these pages down for my daughter.\n" * 2, encoding="utf-8")
    said = "She wrote “I set these papers down for my daughter”.[1]\n\nNotes\n\n[1] Voss, Years, pp. 107; Ibid pp. 3.\n"
    (tmp_path / "life.txt").write_text(said, encoding="utf-8")
    grades = {rule.code: rule.grade for rule in RULES}
    fixes = [one for one in quoth.check(tmp_path / "life.txt", [tmp_path / "books"]).findings if one.fix]
    assert {one.rule for one in fixes} >= {"Q101", "F101"}
    assert all(one.fix and one.fix.grade == grades[one.rule] for one in fixes)


def test_rule_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    assert [rule.code for rule in RULES] == sorted(
        (rule.code for rule in RULES), key=lambda code: ("QALNFT".index(code[0]), code)
    )


def test_every_error_has_a_line() -> None:
    page = (DOCS / "errors.md").read_text(encoding="utf-8")
    errors = [kind for _, kind in inspect.getmembers(quoth.errors, inspect.isclass) if issubclass(kind, QuothError)]
    missing = [kind.code for kind in errors if kind.__subclasses__() == [] and f"| {kind.code} |" not in page]
    assert not missing, f"docs/errors.md lacks {missing}"


def test_every_read_warning_has_a_line() -> None:
    page = (DOCS / "errors.md").read_text(encoding="utf-8")
    source = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py"))
    codes = sorted(set(re.findall(r'"(W\d{3})"', source)))
    assert codes
    missing = [code for code in codes if f"| {code} |" not in page]
    assert not missing, f"docs/errors.md lacks {missing}"


def test_every_setting_has_a_section() -> None:
    page = (DOCS / "settings.md").read_text(encoding="utf-8")
    assert [name for name in SETTINGS if f"## {name}" not in page] == []


def test_paths_in_the_map_exist() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:src|tests|docs|bench|\.ci)/[\w./-]+)`", page)
    assert len(named) > 20
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_module_is_in_the_map() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    modules = [file for file in (ROOT / "src" / "quoth").rglob("*.py") if file.name != "__init__.py"]
    assert [file.name for file in modules if file.name not in page] == []


def test_decisions_are_numbered_one_by_one() -> None:
    pages = sorted((DOCS / "adr").glob("*.md"))
    heads = [page.read_text(encoding="utf-8").partition(" ")[2].partition(".")[0] for page in pages]
    assert [int(page.name[:4]) for page in pages] == [int(head) for head in heads] == list(range(1, len(pages) + 1))


def test_links_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name} links to {target}"
