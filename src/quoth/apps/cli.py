"""The command line: `quoth check`, `portrait`, `find`, `works`, `sources`, `explain`, `demo`.

Exit codes: 0 nothing to report, 1 findings that are errors or warnings, 2 quoth could not do it, 130 interrupted.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

import quoth
from quoth.apps.interruption import heard
from quoth.apps.output import put, refuse_overwriting
from quoth.errors import ConfigError, DamagedIndex, InputError, MissingFile, NoSources, QuothError

if TYPE_CHECKING:
    from quoth.library import Library
    from quoth.model.finding import Report

__all__ = ["app", "main"]

app = typer.Typer(
    name="quoth",
    help="Check every quotation of a manuscript against the books it cites, word by word and page by page.\n\n"
    "Start with: quoth demo. Then: quoth check life.docx --sources books/",
    epilog="Nothing leaves this machine, and no manuscript is ever written to.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """What `quoth check` can write."""

    text = "text"
    json = "json"


class Profile(StrEnum):
    """What may differ in silence: the keys of `judge.profiles.PROFILES`."""

    chicago = "chicago"
    legal = "legal"
    strict = "strict"


class WorksFormat(StrEnum):
    """What `quoth works` can write: a bibliography as one of the first four, a pull list as text or the last two."""

    text = "text"
    csl = "csl"
    bibtex = "bibtex"
    ris = "ris"
    markdown = "markdown"
    csv = "csv"


BIBLIOGRAPHIES = (WorksFormat.text, WorksFormat.csl, WorksFormat.bibtex, WorksFormat.ris)
PULL_LISTS = (WorksFormat.text, WorksFormat.markdown, WorksFormat.csv)


Sources = Annotated[
    list[Path] | None,
    typer.Option(
        "--sources",
        "-s",
        metavar="DIR",
        help="A folder of books (PDF, EPUB, HTML, text, TEI, docx), or one book. May be given several times. "
        "They are read once and kept in an index in your cache folder.",
    ),
]

Bibliographies = Annotated[
    list[Path] | None,
    typer.Option(
        "--bibliography",
        "-b",
        metavar="FILE",
        help="Your own bibliography: BibTeX, RIS or CSL-JSON. May be given several times.",
    ),
]
Zotero = Annotated[
    bool, typer.Option("--zotero", help="Ask Zotero, running on this computer, for your works and their files.")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there instead of to the terminal.")
]


@app.callback(invoke_without_command=True)
def _top(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        typer.echo(f"quoth {quoth.__version__}")
        raise typer.Exit


@app.command()
def check(  # noqa: PLR0917 - typer calls it by name
    manuscripts: Annotated[list[Path], typer.Argument(metavar="MANUSCRIPT...", help="The texts to check.")],
    sources: Sources = None,
    bibliography: Bibliographies = None,
    zotero: Zotero = False,
    format: Annotated[Format, typer.Option("--format", "-f", help="For a person, or for a program.")] = Format.text,
    output: Output = None,
    stream: Annotated[
        bool, typer.Option("--stream", help="Let the sources run past once, and keep no index: a single check.")
    ] = False,
    life: Annotated[
        bool, typer.Option("--life", help="Look at dates, places and people, too, and check that times agree.")
    ] = False,
    profile: Annotated[
        Profile | None, typer.Option("--profile", help="What may differ from the source without a mark.")
    ] = None,
) -> None:
    """Check every quotation and note of a manuscript.

    Each quotation is looked for in the sources, word by word, and in the work, volume and page that its note
    names. Without sources the notes are still resolved, and you get the list of books to pull from the shelf.

    Exit code: 0 nothing to report, 1 errors or warnings found, 2 quoth could not do it.

    Examples:

      quoth check life.docx --sources books/

      quoth check ch1.md ch2.md -s books/ -s letters.pdf

      quoth check life.epub -s books/ --format json --output report.json
    """
    refuse_overwriting(output, manuscripts, sources or [])
    reports, failed = _check_each(
        manuscripts,
        _Books(sources or [], bibliography or [], zotero, stream, profile or ""),
        life=life or format is Format.json,
    )
    if reports:
        put(_written(reports, format, output), output)
    if failed:
        raise typer.Exit(2)
    if any(finding.severity != "info" for report in reports for finding in report.findings):
        raise typer.Exit(1)


@app.command()
def portrait(  # noqa: PLR0917 - typer calls it by name
    manuscript: Annotated[Path, typer.Argument(metavar="MANUSCRIPT", help="The text to publish with its evidence.")],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FOLDER", help="Where the site goes; an older portrait is replaced."),
    ],
    sources: Sources = None,
    bibliography: Bibliographies = None,
    zotero: Zotero = False,
    excerpt: Annotated[
        int,
        typer.Option("--excerpt", metavar="N", min=0, help="Show at most N words of a source around a passage."),
    ] = 30,
    date: Annotated[
        str, typer.Option("--date", metavar="DATE", help="The date that the pages bear. None, where it is not given.")
    ] = "",
) -> None:
    """Publish a text with its evidence, as a site that is opened from the disk.

    Each quotation is one step from its passage in the source, its differences and its note; a chronology, a map, the
    people, the works and an apparatus lead back to the sentences. Nothing is loaded from anywhere, and no source file
    is copied.

    Examples:

      quoth portrait life.docx --sources books/ --output site/

      quoth portrait life.epub -s books/ -o site/ --excerpt 0 --date 2026-11-22
    """
    from quoth.apps.terminal import bars  # noqa: PLC0415

    refuse_overwriting(output, [manuscript], sources or [])
    with bars() as start:
        quoth.portray(
            manuscript,
            output,
            sources or [],
            bibliography=bibliography or [],
            zotero=zotero,
            excerpt=excerpt,
            date=date,
            reading=start("reading books"),
            checking=start("checking"),
        )
    put(f"{output / 'index.html'}\n", None)


@app.command()
def find(
    words: Annotated[str, typer.Argument(help="The words to look for, in quotation marks.")],
    sources: Sources = None,
) -> None:
    """Find a passage: the book, the page, and how the words differ.

    Example:

      quoth find "I own nothing and regret it" --sources books/
    """
    from quoth.apps.terminal import painter, width  # noqa: PLC0415
    from quoth.pipeline import find as find_passages  # noqa: PLC0415
    from quoth.writers.text import write_place  # noqa: PLC0415

    if not any(letter.isalnum() for letter in words):
        raise ConfigError("there are no words to look for", where=f"“{words}”", todo="Give a few, in quotation marks.")
    library = _library(sources)
    if not library.state.witnesses:
        todo = "Look at what quoth sources says, or name another folder."
        raise NoSources("there is no book in the sources that can be read", where="quoth find", todo=todo)
    witnesses = {witness.id: witness for witness in library.state.witnesses}
    try:
        places = find_passages(words, library)
    except DamagedIndex:
        places = find_passages(words, _library(sources, doubt=True))
    if not places:
        searched = "1 book" if len(witnesses) == 1 else f"{len(witnesses)} books"
        put(f"Not found in the {searched} searched.\n", None)
        raise typer.Exit(1)
    paint, columns = painter(), width()
    shown = (write_place(p, words, witnesses[p.passage.witness], width=columns, paint=paint) for p in places)
    put("\n".join(shown), None)


@app.command()
def works(  # noqa: PLR0917 - typer calls it by name
    manuscript: Annotated[Path, typer.Argument(metavar="MANUSCRIPT", help="The text whose works to list.")],
    sources: Sources = None,
    bibliography: Bibliographies = None,
    zotero: Zotero = False,
    format: Annotated[
        WorksFormat,
        typer.Option(
            "--format", "-f", help="A bibliography: text, csl, bibtex, ris. A pull list: text, markdown, csv."
        ),
    ] = WorksFormat.text,
    style: Annotated[
        Path | None,
        typer.Option("--style", metavar="FILE.csl", help="The style of the bibliography, if not Chicago author-date."),
    ] = None,
    pull_list: Annotated[
        bool,
        typer.Option(
            "--pull-list", help="Per book: is it in the library, which pages, which quotations to find there."
        ),
    ] = False,
    output: Output = None,
) -> None:
    """List the works that a manuscript cites, each once, as a bibliography or as a list of books to pull.

    Examples:

      quoth works life.docx --bibliography mine.bib --style turabian.csl

      quoth works life.docx --format bibtex --output life.bib

      quoth works life.docx --sources books/ --pull-list --format markdown
    """
    refuse_overwriting(output, [manuscript], sources or [])
    if format not in (PULL_LISTS if pull_list else BIBLIOGRAPHIES):
        what = f"a {'pull list' if pull_list else 'bibliography'} cannot be written as {format}"
        known = ", ".join(PULL_LISTS if pull_list else BIBLIOGRAPHIES)
        raise ConfigError(what, where="--format", todo=f"Name one of {known}.")
    if style is not None and (pull_list or format is not WorksFormat.text):
        raise ConfigError("only a bibliography as text has a style", where="--style", todo="Leave out --style.")
    if style is not None and not style.is_file():
        raise MissingFile("no such style", where=str(style), todo="Name a .csl file.")
    books = _Books(sources or [], bibliography or [], zotero)
    write = _pulls(manuscript, books, format, output) if pull_list else _listed(manuscript, books, format, style)
    put(write, output)


@app.command()
def sources(folders: Sources = None) -> None:
    """List the library: each book, what it is taken to be, its pages, and what could not be read and why.

    Example:

      quoth sources --sources books/
    """
    from quoth.apps.terminal import painter  # noqa: PLC0415
    from quoth.writers import shelves  # noqa: PLC0415

    put(shelves.write(_library(folders).state, paint=painter()), None)


@app.command()
def explain(
    rule: Annotated[str | None, typer.Argument(metavar="RULE", help="A code (Q102) or a name (wrong-page).")] = None,
) -> None:
    """Say what a rule finds, why, and what to do. Without a rule, list them all."""
    from quoth.apps.terminal import painter, width  # noqa: PLC0415
    from quoth.rules import find_rule  # noqa: PLC0415
    from quoth.writers.rules import write_rule, write_rules  # noqa: PLC0415

    if rule is None:
        return put(write_rules(paint=painter()), None)
    wanted = find_rule(rule)
    if wanted is None:
        raise ConfigError("there is no such rule", where=rule, todo="quoth explain lists them all.")
    return put(write_rule(wanted, width=width(), paint=painter()), None)


@app.command()
def demo() -> None:
    """Check a small invented life against its three invented sources, and say what is to be seen."""
    from quoth.demo import portrait  # noqa: PLC0415

    with portrait() as (manuscript, explanation):
        put(_written([_checked(manuscript, _Books([], [], False))], Format.text, None) + "\n" + explanation, None)


# -- what the commands share -----------------------------------------------------------------------------------------


class _Books(NamedTuple):
    """What the user names beside the manuscript."""

    sources: list[Path]
    bibliography: list[Path]
    zotero: bool
    stream: bool = False
    profile: str = ""


def _checked(manuscript: Path, books: _Books, *, life: bool = False) -> Report:
    from quoth.apps.terminal import bars  # noqa: PLC0415

    with bars() as start:
        return quoth.check(
            manuscript,
            books.sources,
            bibliography=books.bibliography,
            zotero=books.zotero,
            stream=books.stream,
            profile=books.profile,
            life=life,
            reading=start("reading books"),
            checking=start("checking"),
        )


def _check_each(manuscripts: list[Path], books: _Books, *, life: bool) -> tuple[list[Report], bool]:
    """The reports, and whether any manuscript could not be checked: one bad file does not lose the others."""
    from quoth.apps.terminal import say_error  # noqa: PLC0415

    reports, failed = [], False
    for manuscript in manuscripts:
        try:
            reports.append(_checked(manuscript, books, life=life))
        except InputError as error:
            say_error(error)
            failed = True
    return reports, failed


def _library(sources: list[Path] | None, *, doubt: bool = False) -> Library:
    from quoth.apps.terminal import bars  # noqa: PLC0415
    from quoth.config import FILE_NAME, settings_for  # noqa: PLC0415

    settings = settings_for(Path(FILE_NAME), sources or [])
    if not settings.sources:
        raise NoSources(
            "no sources are named", where="quoth", todo="Name a folder of books with --sources DIR, or in a quoth.toml."
        )
    with bars() as start:
        return quoth.open_library(settings.sources, reading=start("reading books"), doubt=doubt).paged(settings.pages)


def _written(reports: list[Report], format: Format, output: Path | None) -> str:
    """One report as it is; several one after the other, as JSON in one array."""
    from quoth.apps.terminal import painter, width  # noqa: PLC0415
    from quoth.writers import json, text  # noqa: PLC0415

    if format is Format.json:
        return json.write(*reports)
    if output is None:
        return "\n".join(text.write(report, width=width(), paint=painter()) for report in reports)
    return "\n".join(text.write(report) for report in reports)


def _listed(manuscript: Path, books: _Books, format: WorksFormat, style: Path | None) -> str:
    from quoth.writers import bibtex, csl, ris, styled  # noqa: PLC0415

    listed = quoth.works(manuscript, bibliography=books.bibliography, zotero=books.zotero)
    match format:
        case WorksFormat.csl:
            return csl.write(listed)
        case WorksFormat.bibtex:
            return bibtex.write(listed)
        case WorksFormat.ris:
            return ris.write(listed)
        case _:
            return styled.write(listed, style)


def _pulls(manuscript: Path, books: _Books, format: WorksFormat, output: Path | None) -> str:
    from quoth.apps.terminal import painter, width  # noqa: PLC0415
    from quoth.writers import pulls  # noqa: PLC0415

    report = _checked(manuscript, books)
    match format:
        case WorksFormat.markdown:
            return pulls.write_markdown(report)
        case WorksFormat.csv:
            return pulls.write_csv(report)
        case _:
            return pulls.write_text(report) if output else pulls.write_text(report, width=width(), paint=painter())


def main() -> None:
    """The entry point: runs a command and turns what went wrong into a sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        with heard():
            app()
    except QuothError as error:
        from quoth.apps.terminal import say_error  # noqa: PLC0415

        say_error(error)
        sys.exit(2)
