"""The command line: `quoth check`, `portrait`, `find`, `works`, `sources`, `explain`, `demo`.

Exit codes: 0 nothing to report, 1 findings that are errors or warnings, 2 quoth could not do it, 130 interrupted.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from pathlib import Path

import click

import quoth
from quoth.apps.interruption import heard
from quoth.apps.options import Books, bibliography, form, output, path, profile, sources, zotero
from quoth.apps.output import put, refuse_overwriting
from quoth.apps.running import check_each, checked, library_of, listed, passages, pulled, shown, written
from quoth.errors import ConfigError, MissingFile, NoSources, QuothError

__all__ = ["app", "main"]

MANY = 1_000_000  # values made before circles among them are looked for: there are next to none, and looking takes time
FORMATS = ("text", "json")
PROFILES = ("chicago", "legal", "strict")  # the keys of `judge.profiles.PROFILES`, which is not loaded for --help
BIBLIOGRAPHIES = ("text", "csl", "bibtex", "ris")
PULL_LISTS = ("text", "markdown", "csv")
WORKS = (*BIBLIOGRAPHIES, *PULL_LISTS[1:])


class _AsWritten(click.Group):
    """Its help has the commands in the order of this file: the first is the one to know."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the name and shape are click's
        return list(self.commands)


@click.group(
    name="quoth",
    cls=_AsWritten,
    epilog="Nothing leaves this machine, and no manuscript is ever written to.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(quoth.__version__, message="quoth %(version)s", help="Print the version and stop.")
def app() -> None:
    """Check every quotation of a manuscript against the books it cites, word by word and page by page.

    Start with: quoth demo. Then: quoth check life.docx --sources books/
    """


@app.command()
@click.argument("manuscripts", metavar="MANUSCRIPT...", nargs=-1, required=True, type=path)
@sources
@bibliography
@zotero
@form(FORMATS, "For a person, or for a program.")
@output
@click.option("--stream", is_flag=True, help="Let the sources run past once, and keep no index: a single check.")
@click.option("--life", is_flag=True, help="Look at dates, places and people, too, and check that times agree.")
@profile(PROFILES)
def check(manuscripts: tuple[Path, ...], form: str, output: Path | None, life: bool, **named: object) -> None:
    """Check every quotation and note of a manuscript.

    Each quotation is looked for in the sources, word by word, and in the work, volume and page that its note
    names. Without sources the notes are still resolved, and you get the list of books to pull from the shelf.

    Exit code: 0 nothing to report, 1 errors or warnings found, 2 quoth could not do it.

    Examples:

      quoth check life.docx --sources books/

      quoth check ch1.md ch2.md -s books/ -s letters.pdf

      quoth check life.epub -s books/ --format json --output report.json
    """
    books = Books.of(named)
    refuse_overwriting(output, manuscripts, books.sources)
    reports, failed = check_each(manuscripts, books, life=life or form == "json")
    if reports:
        put(written(reports, form, output), output)
    if failed:
        raise click.exceptions.Exit(2)
    if any(finding.severity != "info" for report in reports for finding in report.findings):
        raise click.exceptions.Exit(1)


@app.command()
@click.argument("manuscript", type=path)
@click.option(
    "--output",
    "-o",
    metavar="FOLDER",
    type=path,
    required=True,
    help="Where the site goes; an older portrait is replaced.",
)
@sources
@bibliography
@zotero
@click.option(
    "--excerpt",
    metavar="N",
    type=click.IntRange(min=0),
    default=30,
    show_default=True,
    help="Show at most N words of a source around a passage.",
)
@click.option("--date", metavar="DATE", default="", help="The date that the pages bear. None, where it is not given.")
def portrait(manuscript: Path, output: Path, excerpt: int, date: str, **named: object) -> None:
    """Publish a text with its evidence, as a site that is opened from the disk.

    Each quotation is one step from its passage in the source, its differences and its note; a chronology, a map, the
    people, the works and an apparatus lead back to the sentences. Nothing is loaded from anywhere, and no source file
    is copied.

    Examples:

      quoth portrait life.docx --sources books/ --output site/

      quoth portrait life.epub -s books/ -o site/ --excerpt 0 --date 2026-11-22
    """
    from quoth.apps.terminal import bars  # noqa: PLC0415

    books = Books.of(named)
    refuse_overwriting(output, [manuscript], books.sources)
    with bars() as start:
        quoth.portray(
            manuscript,
            output,
            books.sources,
            bibliography=books.bibliography,
            zotero=books.zotero,
            excerpt=excerpt,
            date=date,
            reading=start("reading books"),
            checking=start("checking"),
        )
    put(f"{output / 'index.html'}\n", None)


@app.command()
@click.argument("words")
@sources
def find(words: str, sources: tuple[Path, ...]) -> None:
    """Find a passage: the book, the page, and how the words differ. WORDS stand in quotation marks.

    Example:

      quoth find "I own nothing and regret it" --sources books/
    """
    if not any(letter.isalnum() for letter in words):
        raise ConfigError("there are no words to look for", where=f"“{words}”", todo="Give a few, in quotation marks.")
    library = library_of(sources)
    if not library.state.witnesses:
        todo = "Look at what quoth sources says, or name another folder."
        raise NoSources("there is no book in the sources that can be read", where="quoth find", todo=todo)
    places = passages(words, library, sources)
    if not places:
        books = len(library.state.witnesses)
        put(f"Not found in the {'1 book' if books == 1 else f'{books} books'} searched.\n", None)
        raise click.exceptions.Exit(1)
    put(shown(words, places, library), None)


@app.command()
@click.argument("manuscript", type=path)
@sources
@bibliography
@zotero
@form(WORKS, "A bibliography: text, csl, bibtex, ris. A pull list: text, markdown, csv.")
@click.option(
    "--style",
    metavar="FILE.csl",
    type=path,
    help="The style of the bibliography, if not Chicago author-date.",
)
@click.option(
    "--pull-list",
    is_flag=True,
    help="Per book: is it in the library, which pages, which quotations to find there.",
)
@output
def works(
    manuscript: Path, form: str, style: Path | None, pull_list: bool, output: Path | None, **named: object
) -> None:
    """List the works that a manuscript cites, each once, as a bibliography or as a list of books to pull.

    Examples:

      quoth works life.docx --bibliography mine.bib --style turabian.csl

      quoth works life.docx --format bibtex --output life.bib

      quoth works life.docx --sources books/ --pull-list --format markdown
    """
    books = Books.of(named)
    refuse_overwriting(output, [manuscript], books.sources)
    _agree(form, style, pull_list)
    put(pulled(manuscript, books, form, output) if pull_list else listed(manuscript, books, form, style), output)


def _agree(form: str, style: Path | None, pull_list: bool) -> None:
    known = PULL_LISTS if pull_list else BIBLIOGRAPHIES
    if form not in known:
        what = f"a {'pull list' if pull_list else 'bibliography'} cannot be written as {form}"
        raise ConfigError(what, where="--format", todo=f"Name one of {', '.join(known)}.")
    if style is not None and (pull_list or form != "text"):
        raise ConfigError("only a bibliography as text has a style", where="--style", todo="Leave out --style.")
    if style is not None and not style.is_file():
        raise MissingFile("no such style", where=str(style), todo="Name a .csl file.")


@app.command(name="sources")
@sources
def library(sources: tuple[Path, ...]) -> None:
    """List the library: each book, what it is taken to be, its pages, and what could not be read and why.

    Example:

      quoth sources --sources books/
    """
    from quoth.apps.terminal import painter  # noqa: PLC0415
    from quoth.writers import shelves  # noqa: PLC0415

    put(shelves.write(library_of(sources).state, paint=painter()), None)


@app.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Say what a rule finds, why, and what to do. RULE is a code (Q102) or a name (wrong-page); without one, all
    are listed.
    """
    from quoth.apps.terminal import painter, width  # noqa: PLC0415
    from quoth.rules.table import find_rule  # noqa: PLC0415
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
        put(written([checked(manuscript, Books())], "text", None) + "\n" + explanation, None)


def main() -> None:
    """The entry point: runs a command and turns what went wrong into a sentence and an exit code."""
    gc.set_threshold(MANY)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads for matrices, of which there are none
    os.environ.setdefault("NUMPY_MADVISE_HUGEPAGE", "0")  # memory in large pages, which take longer to find than to use
    atexit.register(gc.freeze)  # what there is at the end goes with the process: nobody looks for circles in it
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        with heard():
            sys.exit(app.main(prog_name="quoth", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:  # an interruption
        sys.exit(130)
    except QuothError as error:
        from quoth.apps.terminal import say_error  # noqa: PLC0415

        say_error(error)
        sys.exit(2)
