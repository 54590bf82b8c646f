"""What the user says outright: flags, and a `quoth.toml` beside the manuscript.

    sources = ["books", "../library"]     # folders or files, relative to the quoth.toml

    [works]                               # a work, as the notes name it, and the files that carry it
    "Greville" = ["greville_1.htm", "greville_2.htm"]

    bibliography = ["life.bib"]           # your own list of works: BibTeX, RIS or CSL-JSON

    [pages]                               # what is printed on the pages of a file
    "greville_1.pdf" = ["scan 1 = i", "scan 13 = p. 1"]

    [places]                              # where the places are that the text names
    "Balmoral" = "57.04, -3.23"
    "Windsor" = "Windsor, GB"

    ignore = ["F"]                        # rules that are not wanted
    profile = "legal"                     # what may differ in silence

    [severity]                            # how much a rule matters here
    "accidentals" = "warning"

    [per-path]                            # rules that are not wanted in some manuscripts
    "draft*" = ["L"]

    [[waivers]]                           # what was looked at and stands as it is
    rule = "misquotation"
    text = "for the Orient"
    reason = "His own translation, and said so in the preface."

Flags are added to what the file says; nothing else is read and nothing is looked for further up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, cast, get_args

from quoth.errors import ConfigError
from quoth.library.pagemaps import PageRule, page_rule

if TYPE_CHECKING:
    from quoth.life.choices import PlaceRule
    from quoth.model.finding import Severity
    from quoth.rules.waivers import Waiver

__all__ = ["FILE_NAME", "SETTINGS", "Settings", "settings_for"]

FILE_NAME = "quoth.toml"

# Every key a quoth.toml may hold, with what it is for: the documentation is tested against this table.
SETTINGS = {
    "sources": "Folders or files that hold the books, relative to the quoth.toml.",
    "works": "A table: a work as the notes name it (title, short title or author) = the files that carry it.",
    "bibliography": "Your own bibliography, as BibTeX, RIS or CSL-JSON, relative to the quoth.toml.",
    "pages": "A table: a file = lines that say what is printed on its pages, like “scan 12 = p. 1”.",
    "places": "A table: a name in the text = where it is (“57.04, -3.23”), which it means (“Windsor, GB”), or none.",
    "select": "Rules that are wanted, by code, beginning of a code, or name; all, where it is not said.",
    "ignore": "Rules that are not wanted, by code, beginning of a code, or name.",
    "severity": "A table: a rule, named in the same way = “error”, “warning” or “info”.",
    "per-path": "A table: a pattern for the names of manuscripts = rules that are not wanted in them.",
    "waivers": "Tables, each with a rule, the text that it is about, and the reason why it stands.",
    "profile": "What may differ in silence: “chicago” where it is not said, “legal”, or “strict”.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`sources` are paths that may or may not exist; `works` maps a name in the notes to paths of source files,
    relative to their source folder, as `quoth sources` prints them; `pages` such a path to what is said of its pages.
    `select` and `ignore` name rules, () for all and for none. `bibliography` are files, as `sources` are.
    `places` maps names of the text to what is said of them. `severity` is that of rules, by code, beginning of a code,
    or name. `profile` is a key of `judge.profiles.PROFILES`."""

    sources: tuple[Path, ...] = ()
    works: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pages: Mapping[str, tuple[PageRule, ...]] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    bibliography: tuple[Path, ...] = ()
    places: Mapping[str, PlaceRule] = field(default_factory=dict)
    severity: Mapping[str, Severity] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    profile: str = "chicago"


def settings_for(
    manuscript: Path, sources: Sequence[Path] = (), bibliography: Sequence[Path] = (), profile: str = ""
) -> Settings:
    """The settings for one manuscript: `sources` and `bibliography` of the command line first, then those of the
    quoth.toml beside it. A `profile` of the command line is taken in the place of that of the file.

    Raises ConfigError where the file is not TOML, has a key that means nothing, or a value of the wrong kind.
    """
    file = manuscript.parent / FILE_NAME
    said = _read(file) if file.is_file() else {}
    unknown = sorted(set(said) - set(SETTINGS))
    if unknown:
        raise ConfigError(
            f"there is no setting “{unknown[0]}”", where=str(file), todo=f"Known settings: {', '.join(SETTINGS)}."
        )
    return Settings(
        sources=_paths(said, file, "sources", sources),
        works=_works(said, file),
        pages=_pages(said, file),
        select=_rules(said, file, "select"),
        ignore=(*_rules(said, file, "ignore"), *_ignored_in(said, file, manuscript)),
        severity=_severities(said, file),
        waivers=_waivers(said, file),
        profile=profile or _profile(said, file),
        bibliography=_paths(said, file, "bibliography", bibliography),
        places=_places(said, file),
    )


def _paths(said: dict[str, object], file: Path, name: str, before: Sequence[Path]) -> tuple[Path, ...]:
    """The paths of a setting, behind those of the command line, each once."""
    listed = _strings(said.get(name, []), file, name)
    return tuple(dict.fromkeys([*before, *(file.parent / path for path in listed)]))


def _read(file: Path) -> dict[str, object]:
    import tomllib  # noqa: PLC0415 - many manuscripts have no such file

    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"not TOML: {error}", where=str(file), todo="Mend the line it names.") from None


def _works(said: dict[str, object], file: Path) -> dict[str, tuple[str, ...]]:
    works = said.get("works", {})
    if not isinstance(works, dict):
        raise ConfigError("“works” is not a table", where=str(file), todo='Write: [works] and "Title" = ["file.txt"].')
    return {name: _strings(files, file, f"works.{name}") for name, files in works.items()}


def _pages(said: dict[str, object], file: Path) -> dict[str, tuple[PageRule, ...]]:
    pages = said.get("pages", {})
    if not isinstance(pages, dict):
        todo = 'Write: [pages] and "file.pdf" = "scan 12 = p. 1".'
        raise ConfigError("“pages” is not a table", where=str(file), todo=todo)
    return {name: tuple(_page_rule(line, file) for line in _strings(lines, file, f"pages.{name}"))
            for name, lines in pages.items()}  # fmt: skip


def _page_rule(line: str, file: Path) -> PageRule:
    rule = page_rule(line)
    if rule is None:
        todo = "Write: scan 12 = p. 1, scan 1-11 = i, scan 12 = 2, 3, scan 60 = none, or p. 20 = p. 22."
        raise ConfigError(f"“{line}” does not say what is printed on a page", where=str(file), todo=todo)
    return rule


def _places(said: dict[str, object], file: Path) -> dict[str, PlaceRule]:
    places = said.get("places", {})
    todo = 'Write: [places] and "Balmoral" = "57.04, -3.23", "Windsor" = "Windsor, GB", or "Reading" = "none".'
    if not isinstance(places, dict):
        raise ConfigError("“places” is not a table", where=str(file), todo=todo)
    if not places:
        return {}
    from quoth.life.choices import place_rule  # noqa: PLC0415 - loads what a life is made of

    rules = {name: place_rule(line) if isinstance(line, str) else None for name, line in places.items()}
    unclear = next((name for name, rule in rules.items() if rule is None), None)
    if unclear is not None:
        raise ConfigError(f"“{places[unclear]}” does not say where {unclear} is", where=str(file), todo=todo)
    return {name: rule for name, rule in rules.items() if rule is not None}


def _rules(said: dict[str, object], file: Path, name: str) -> tuple[str, ...]:
    named = _strings(said.get(name, []), file, name)
    if not named:
        return ()
    from quoth.rules.table import is_named  # noqa: PLC0415 - loads every rule

    unknown = next((rule for rule in named if not is_named(rule)), None)
    if unknown is not None:
        todo = "`quoth explain` lists the rules."
        raise ConfigError(f"“{name}” names no rule: “{unknown}”", where=str(file), todo=todo)
    return named


def _ignored_in(said: dict[str, object], file: Path, manuscript: Path) -> Iterator[str]:
    """The rules that are not wanted in this manuscript."""
    for pattern in _table(said, file, "per-path", '"draft*" = ["L"]'):
        names = _rules(_table(said, file, "per-path", ""), file, pattern)
        if PurePath(manuscript.name).match(pattern):
            yield from names


def _severities(said: dict[str, object], file: Path) -> dict[str, Severity]:
    table = _table(said, file, "severity", '"accidentals" = "warning"')
    _rules({"severity": list(table)}, file, "severity")
    return {name: _severity(value, file, name) for name, value in table.items()}


def _severity(value: object, file: Path, name: str) -> Severity:
    from quoth.model.finding import Severity  # noqa: PLC0415 - as all that follow: few have such settings

    for severity in get_args(Severity):
        if value == severity:
            return cast(Severity, severity)
    todo = f"Known: {', '.join(get_args(Severity))}. To silence a rule, name it in “ignore”."
    raise ConfigError(f"“{value}” is no severity, for “{name}”", where=str(file), todo=todo)


def _waivers(said: dict[str, object], file: Path) -> tuple[Waiver, ...]:
    listed = said.get("waivers", [])
    todo = 'Write: [[waivers]] and rule = "misquotation", text = "the words", reason = "why they stand".'
    if not isinstance(listed, list):
        raise ConfigError("“waivers” are no list of tables", where=str(file), todo=todo)
    return tuple(_waiver(one, file, todo) for one in listed)


def _waiver(said: object, file: Path, todo: str) -> Waiver:
    from quoth.rules.table import find_rule  # noqa: PLC0415 - loads every rule
    from quoth.rules.waivers import Waiver  # noqa: PLC0415

    keys = ("rule", "text", "reason")
    if not isinstance(said, dict) or set(said) != set(keys):
        raise ConfigError("a waiver has a rule, a text and a reason, and nothing else", where=str(file), todo=todo)
    rule, text, reason = (said[key] for key in keys)
    if not all(isinstance(value, str) and value.strip() for value in (rule, text, reason)):
        raise ConfigError("a waiver has an empty place", where=str(file), todo=todo)
    if find_rule(rule) is None:
        known = "`quoth explain` lists the rules."
        raise ConfigError(f"a waiver names no rule: “{rule}”", where=str(file), todo=known)
    return Waiver(rule=rule, text=text, reason=reason)


def _profile(said: dict[str, object], file: Path) -> str:
    named = said.get("profile", "chicago")
    if named == "chicago":
        return "chicago"
    from quoth.judge.profiles import PROFILES  # noqa: PLC0415

    if named not in PROFILES:
        todo = f"Known profiles: {', '.join(PROFILES)}."
        raise ConfigError(f"there is no profile “{named}”", where=str(file), todo=todo)
    return str(named)


def _table(said: dict[str, object], file: Path, name: str, line: str) -> dict[str, object]:
    table = said.get(name, {})
    if not isinstance(table, dict):
        raise ConfigError(f"“{name}” is not a table", where=str(file), todo=f"Write: [{name}] and {line}.")
    return table


def _strings(value: object, file: Path, name: str) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
        raise ConfigError(f"“{name}” is not a list of words", where=str(file), todo=f'Write: {name} = ["…", "…"].')
    return tuple(values)
