"""quoth checks every quotation of a manuscript against the books it cites, word by word and page by page.

    import quoth

    report = quoth.check("life.docx", sources=["books/"])
    for finding in report.findings:
        print(finding.rule, finding.message)

What is listed in `__all__` is a contract; everything else may change. Nothing is loaded before it is called for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.errors import QuothError
from quoth.version import __version__

if TYPE_CHECKING:
    from quoth.library import Library
    from quoth.model.finding import Report
    from quoth.model.source import Work

__all__ = ["QuothError", "__version__", "check", "open_library", "works"]

Progress = Callable[[int, int, str], None]


def check(
    path: str | Path,
    sources: Sequence[str | Path] = (),
    *,
    reading: Progress | None = None,
    checking: Progress | None = None,
) -> Report:
    """Check one manuscript against the books in `sources` and in the `quoth.toml` beside it.

    With no sources at all the quotations are found and the notes resolved, and every quotation is unchecked.
    `reading` is told of each source file read, `checking` of each quotation, as (done, of, what). Raises QuothError.
    """
    from quoth import pipeline  # noqa: PLC0415
    from quoth.config import settings_for  # noqa: PLC0415
    from quoth.readers import read  # noqa: PLC0415

    settings = settings_for(Path(path), [Path(source) for source in sources])
    manuscript = read(Path(path), name=str(path)).in_full()
    library = open_library(settings.sources, reading=reading) if settings.sources else None
    return pipeline.check(manuscript, library, settings, checking)


def works(path: str | Path) -> tuple[Work, ...]:
    """The works that one manuscript cites, in order of first citing. No book is read. Raises QuothError."""
    from quoth import pipeline  # noqa: PLC0415
    from quoth.config import settings_for  # noqa: PLC0415
    from quoth.readers import read  # noqa: PLC0415

    return pipeline.works(read(Path(path), name=str(path)).in_full(), settings_for(Path(path)))


def open_library(sources: Sequence[str | Path], *, reading: Progress | None = None) -> Library:
    """The books in `sources` (folders or files): read once, kept in an index, and noticed when they change.

    Raises QuothError where a source is missing or the index cannot be kept.
    """
    from quoth.executor import Processes  # noqa: PLC0415
    from quoth.library import open_library as opened  # noqa: PLC0415

    return opened([Path(source) for source in sources], executor=Processes(), progress=reading)
