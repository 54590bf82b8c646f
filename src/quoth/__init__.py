"""quoth checks every quotation of a manuscript against the books it cites, word by word and page by page.

    import quoth

    report = quoth.check("life.docx", sources=["books/"])
    for finding in report.findings:
        print(finding.rule, finding.message)

What is listed in `__all__` is a contract; everything else may change. Nothing is loaded before it is called for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from quoth.errors import DamagedIndex, QuothError
from quoth.version import __version__

if TYPE_CHECKING:
    from quoth.library import Library
    from quoth.library.stream import Streamed
    from quoth.model.finding import Report
    from quoth.model.manuscript import Manuscript
    from quoth.model.source import Work

__all__ = ["QuothError", "__version__", "check", "open_library", "portray", "works"]

Progress = Callable[[int, int, str], None]


def check(
    path: str | Path,
    sources: Sequence[str | Path] = (),
    *,
    bibliography: Sequence[str | Path] = (),
    zotero: bool = False,
    stream: bool = False,
    life: bool = False,
    profile: str = "",
    reading: Progress | None = None,
    checking: Progress | None = None,
) -> Report:
    """Check one manuscript against the books in `sources` and in the `quoth.toml` beside it.

    With no sources at all the quotations are found and the notes resolved, and every quotation is unchecked.
    `bibliography` are files of the user's own; `zotero` asks the program on this machine for what it holds. With
    `stream` the sources run past once, and no index is made or used. With `life` the report says when,
    where and who too. `profile` says what may differ in silence; "" for what the quoth.toml says.
    `reading` is told of each source file read, `checking` of each quotation, as (done, of, what). Raises QuothError.
    """
    books = _Books(sources=sources, bibliography=bibliography, zotero=zotero, stream=stream, profile=profile)
    return _checked(Path(path), books, life=life, reading=reading, checking=checking)[0]


def portray(
    path: str | Path,
    folder: str | Path,
    sources: Sequence[str | Path] = (),
    *,
    bibliography: Sequence[str | Path] = (),
    zotero: bool = False,
    excerpt: int = 30,
    date: str = "",
    reading: Progress | None = None,
    checking: Progress | None = None,
) -> Report:
    """Check one manuscript, and make its portrait in `folder`: a site that is read from the disk.

    `folder` is made, or replaced whole where it is an older portrait. Of a source at most `excerpt` words are shown on
    each side of a passage. `date` is what the pages say they were made for: nobody looks at a clock. The rest is as in
    `check`. Raises QuothError.
    """
    from quoth.portrait import Options, pages  # noqa: PLC0415
    from quoth.portrait.folder import publish, refuse_foreign  # noqa: PLC0415
    from quoth.portrait.surroundings import around_in  # noqa: PLC0415

    refuse_foreign(Path(folder))
    books = _Books(sources=sources, bibliography=bibliography, zotero=zotero)
    report, library = _checked(Path(path), books, life=True, reading=reading, checking=checking)
    publish(Path(folder), pages(report, Options(excerpt=excerpt, date=date), around_in(library)))
    return report


@dataclass(frozen=True, slots=True, kw_only=True)
class _Books:
    """What the user names beside the manuscript, as `check` has it."""

    sources: Sequence[str | Path]
    bibliography: Sequence[str | Path]
    zotero: bool
    stream: bool = False
    profile: str = ""


class _Ahead(Thread):
    """Work that is done beside all else. The process does not wait for it to end, when interrupted."""

    def __init__(self, work: Callable[[], Manuscript]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self._done: Manuscript | BaseException

    def run(self) -> None:
        try:
            self._done = self._work()
        except BaseException as trouble:
            self._done = trouble

    def outcome(self) -> Manuscript:
        """Waits for it; raises what it raised."""
        self.join()
        if isinstance(self._done, BaseException):
            raise self._done
        return self._done


def _checked(
    path: Path, books: _Books, *, life: bool, reading: Progress | None, checking: Progress | None
) -> tuple[Report, Library | Streamed | None]:
    """The report, and the library that it was made with, None for none."""
    begun = _begun(path)
    from quoth import pipeline  # noqa: PLC0415
    from quoth.config import settings_for  # noqa: PLC0415
    from quoth.model.record import Own  # noqa: PLC0415
    from quoth.records import attached_files, digest, open_records  # noqa: PLC0415

    folders, lists = ([Path(each) for each in paths] for paths in (books.sources, books.bibliography))
    settings = settings_for(path, folders, lists, books.profile)
    manuscript = begun().in_full()
    own = Own(records=open_records(settings.bibliography, of_zotero=books.zotero))
    files = attached_files(pipeline.works(manuscript, settings, own)) if any(r.files for r in own.records) else {}
    named = [file for attached in files.values() for file in attached]
    library: Library | Streamed | None = None
    if settings.sources or named:
        opened = partial(_run_past, manuscript) if books.stream else open_library
        library = opened(settings.sources, files=named, reading=reading)
    own = replace(own, attached={key: tuple(map(digest, attached)) for key, attached in files.items()})
    try:
        return pipeline.check(manuscript, library, settings, checking, own=own, life=life), library
    except DamagedIndex:
        library = open_library(settings.sources, files=named, reading=reading, doubt=True)
        return pipeline.check(manuscript, library, settings, checking, own=own, life=life), library


def _begun(path: Path) -> Callable[[], Manuscript]:
    """What reads the manuscript. Markdown is read from now on, in a thread that waits for another program most of the
    time: meanwhile all else is loaded."""
    from quoth.readers import SUFFIXES, read  # noqa: PLC0415

    reading = partial(read, path, name=str(path))
    if SUFFIXES.get(path.suffix.lower()) != "markdown":
        return reading
    ahead = _Ahead(reading)
    ahead.start()
    return ahead.outcome


def _run_past(
    manuscript: Manuscript, sources: Sequence[Path], *, files: Sequence[Path], reading: Progress | None
) -> Streamed:
    from quoth import pipeline  # noqa: PLC0415
    from quoth.library.stream import run_past  # noqa: PLC0415

    wanted = pipeline.asked(manuscript)
    itself = manuscript.sha256
    return run_past(wanted, sources, files=files, itself=itself, progress=reading)


def works(path: str | Path, *, bibliography: Sequence[str | Path] = (), zotero: bool = False) -> tuple[Work, ...]:
    """The works that one manuscript cites, in order of first citing. No book is read. Raises QuothError."""
    from quoth import pipeline  # noqa: PLC0415
    from quoth.config import settings_for  # noqa: PLC0415
    from quoth.model.record import Own  # noqa: PLC0415
    from quoth.readers import read  # noqa: PLC0415
    from quoth.records import open_records  # noqa: PLC0415

    settings = settings_for(Path(path), (), [Path(file) for file in bibliography])
    own = Own(records=open_records(settings.bibliography, of_zotero=zotero))
    return pipeline.works(read(Path(path), name=str(path)).in_full(), settings, own)


def open_library(
    sources: Sequence[str | Path],
    *,
    files: Sequence[Path] = (),
    reading: Progress | None = None,
    doubt: bool = False,
) -> Library:
    """The books in `sources` (folders or files), and the single `files` besides: read once, kept in an index, and
    noticed when they change.

    Raises QuothError where a source is missing or the index cannot be kept. Whoever searches the library may meet a
    part of the index that is not what was written: `DamagedIndex`. Opened in `doubt`, all of it is looked through and
    what is damaged made anew from the books.
    """
    from quoth.library import open_library as opened  # noqa: PLC0415

    folders = [Path(source) for source in sources]
    return opened(folders, files=files, progress=reading, doubt=doubt)
