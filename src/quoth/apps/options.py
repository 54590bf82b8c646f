"""The options that several commands have, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import click

__all__ = ["Books", "bibliography", "form", "output", "path", "profile", "sources", "zotero"]

Option = Callable[[Callable[..., Any]], Callable[..., Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """What the user names beside the manuscript."""

    sources: tuple[Path, ...] = ()
    bibliography: tuple[Path, ...] = ()
    zotero: bool = False
    stream: bool = False
    profile: str = ""

    @classmethod
    def of(cls, named: Mapping[str, Any]) -> Books:
        """From the options of a command, by name; what the command does not have is as when it is not given."""
        return cls(**{field.name: named[field.name] for field in fields(cls) if named.get(field.name)})


path = click.Path(path_type=Path)

sources: Option = click.option(
    "--sources",
    "-s",
    metavar="DIR",
    multiple=True,
    type=path,
    help="A folder of books (PDF, EPUB, HTML, text, TEI, docx), or one book. May be given several times. "
    "They are read once and kept in an index in your cache folder.",
)
bibliography: Option = click.option(
    "--bibliography",
    "-b",
    metavar="FILE",
    multiple=True,
    type=path,
    help="Your own bibliography: BibTeX, RIS or CSL-JSON. May be given several times.",
)
zotero: Option = click.option(
    "--zotero", is_flag=True, help="Ask Zotero, running on this computer, for your works and their files."
)
output: Option = click.option(
    "--output", "-o", metavar="FILE", type=path, help="Write there instead of to the terminal."
)


def form(known: Iterable[str], what: str) -> Option:
    return click.option(
        "--format", "-f", "form", type=click.Choice(tuple(known)), default="text", show_default=True, help=what
    )


def profile(known: Iterable[str]) -> Option:
    return click.option(
        "--profile", type=click.Choice(tuple(known)), help="What may differ from the source without a mark."
    )
