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

Flags are added to what the file says; nothing else is read and nothing is looked for further up.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quoth.errors import ConfigError
from quoth.library.pagemaps import PageRule, page_rule
from quoth.life.choices import PlaceRule, place_rule
from quoth.rules import is_named

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
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`sources` are paths that may or may not exist; `works` maps a name in the notes to paths of source files,
    relative to their source folder, as `quoth sources` prints them; `pages` such a path to what is said of its pages.
    `select` and `ignore` name rules, () for all and for none. `bibliography` are files, as `sources` are.
    `places` maps names of the text to what is said of them."""

    sources: tuple[Path, ...] = ()
    works: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pages: Mapping[str, tuple[PageRule, ...]] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    bibliography: tuple[Path, ...] = ()
    places: Mapping[str, PlaceRule] = field(default_factory=dict)


def settings_for(manuscript: Path, sources: Sequence[Path] = (), bibliography: Sequence[Path] = ()) -> Settings:
    """The settings for one manuscript: `sources` and `bibliography` of the command line first, then those of the
    quoth.toml beside it.

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
        ignore=_rules(said, file, "ignore"),
        bibliography=_paths(said, file, "bibliography", bibliography),
        places=_places(said, file),
    )


def _paths(said: dict[str, object], file: Path, name: str, before: Sequence[Path]) -> tuple[Path, ...]:
    """The paths of a setting, behind those of the command line, each once."""
    listed = _strings(said.get(name, []), file, name)
    return tuple(dict.fromkeys([*before, *(file.parent / path for path in listed)]))


def _read(file: Path) -> dict[str, object]:
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
    rules = {name: place_rule(line) if isinstance(line, str) else None for name, line in places.items()}
    unclear = next((name for name, rule in rules.items() if rule is None), None)
    if unclear is not None:
        raise ConfigError(f"“{places[unclear]}” does not say where {unclear} is", where=str(file), todo=todo)
    return {name: rule for name, rule in rules.items() if rule is not None}


def _rules(said: dict[str, object], file: Path, name: str) -> tuple[str, ...]:
    named = _strings(said.get(name, []), file, name)
    unknown = next((rule for rule in named if not is_named(rule)), None)
    if unknown is not None:
        todo = "`quoth explain` lists the rules."
        raise ConfigError(f"“{name}” names no rule: “{unknown}”", where=str(file), todo=todo)
    return named


def _strings(value: object, file: Path, name: str) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
        raise ConfigError(f"“{name}” is not a list of words", where=str(file), todo=f'Write: {name} = ["…", "…"].')
    return tuple(values)
