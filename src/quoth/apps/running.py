"""What the commands do with what they were asked: each imports what it needs when it is called."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import quoth
from quoth.apps.options import Books
from quoth.errors import DamagedIndex, InputError, NoSources

if TYPE_CHECKING:
    from quoth.library import Library
    from quoth.model.finding import Alignment, Report

__all__ = ["check_each", "checked", "library_of", "listed", "passages", "pulled", "shown", "written"]


def checked(manuscript: Path, books: Books, *, life: bool = False) -> Report:
    """The report on one manuscript, with bars while one waits."""
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


def check_each(manuscripts: Sequence[Path], books: Books, *, life: bool) -> tuple[list[Report], bool]:
    """The reports, and whether any manuscript could not be checked: one bad file does not lose the others."""
    from quoth.apps.terminal import say_error  # noqa: PLC0415

    reports, failed = [], False
    for manuscript in manuscripts:
        try:
            reports.append(checked(manuscript, books, life=life))
        except InputError as error:
            say_error(error)
            failed = True
    return reports, failed


def library_of(sources: Sequence[Path], *, doubt: bool = False) -> Library:
    """The books in `sources` and in the quoth.toml of this folder. Raises NoSources where none are named."""
    from quoth.apps.terminal import bars  # noqa: PLC0415
    from quoth.config import FILE_NAME, settings_for  # noqa: PLC0415

    settings = settings_for(Path(FILE_NAME), sources)
    if not settings.sources:
        raise NoSources(
            "no sources are named", where="quoth", todo="Name a folder of books with --sources DIR, or in a quoth.toml."
        )
    with bars() as start:
        return quoth.open_library(settings.sources, reading=start("reading books"), doubt=doubt).paged(settings.pages)


def passages(words: str, library: Library, sources: Sequence[Path]) -> tuple[Alignment, ...]:
    """Where `words` stand, best place first; a damaged index is made anew first."""
    from quoth.pipeline import find  # noqa: PLC0415

    try:
        return find(words, library)
    except DamagedIndex:
        return find(words, library_of(sources, doubt=True))


def shown(words: str, places: Sequence[Alignment], library: Library) -> str:
    """The places one under the other, as wide as the terminal."""
    from quoth.apps.terminal import painter, width  # noqa: PLC0415
    from quoth.writers.text import write_place  # noqa: PLC0415

    paint, columns = painter(), width()
    witnesses = {witness.id: witness for witness in library.state.witnesses}
    return "\n".join(
        write_place(place, words, witnesses[place.passage.witness], width=columns, paint=paint) for place in places
    )


def written(reports: Sequence[Report], form: str, output: Path | None) -> str:
    """One report as it is; several one after the other, as JSON in one array."""
    from quoth.apps.terminal import painter, width  # noqa: PLC0415

    if form == "json":
        from quoth.writers import json  # noqa: PLC0415

        return json.write(*reports)
    from quoth.writers import text  # noqa: PLC0415

    if output is None:
        return "\n".join(text.write(report, width=width(), paint=painter()) for report in reports)
    return "\n".join(text.write(report) for report in reports)


def listed(manuscript: Path, books: Books, form: str, style: Path | None) -> str:
    """The works of a manuscript as a bibliography; `style` is for the one that people read."""
    from quoth.writers import bibtex, csl, ris, styled  # noqa: PLC0415

    works = quoth.works(manuscript, bibliography=books.bibliography, zotero=books.zotero)
    match form:
        case "csl":
            return csl.write(works)
        case "bibtex":
            return bibtex.write(works)
        case "ris":
            return ris.write(works)
        case _:
            return styled.write(works, style)


def pulled(manuscript: Path, books: Books, form: str, output: Path | None) -> str:
    """The works of a manuscript as a list of books to pull from the shelf."""
    from quoth.apps.terminal import painter, width  # noqa: PLC0415
    from quoth.writers import pulls  # noqa: PLC0415

    report = checked(manuscript, books)
    match form:
        case "markdown":
            return pulls.write_markdown(report)
        case "csv":
            return pulls.write_csv(report)
        case _:
            return pulls.write_text(report) if output else pulls.write_text(report, width=width(), paint=painter())
