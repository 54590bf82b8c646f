"""The library: what the user owns, ready to be searched. Opening it brings the index up to date first.

    find the sources ─► compare with the catalogue ─► read what is new, in processes ─► a segment and a commit ─► open

A file counts as unchanged while its size and time are, or else its SHA-256. A file that could not be read is
remembered too, and tried again when the file changes, or quoth.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from quoth.cache import cache_folder, named_cache
from quoth.errors import DamagedIndex, NoSources, UnwritableIndex
from quoth.executor import Executor
from quoth.library.answers import Answers
from quoth.library.catalogue import Catalogue
from quoth.library.pagemaps import PageRule, repaged
from quoth.library.reading import maker
from quoth.library.segment import Segment
from quoth.library.sources import SourceFile, find_sources
from quoth.library.store import Store
from quoth.library.texts import Text, Texts
from quoth.model.manuscript import ReadWarning
from quoth.model.source import Failure, LibraryState

__all__ = ["Library", "open_library"]

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Library:
    """One commit of the index: whatever others write meanwhile, it stays as it is.

    Every place that the segments lead to is in a witness of `state`. `warnings` are about the index (W201: it was
    damaged and is made anew; W202: it could not be kept) and what was said of pages (W205); those about a file are
    with its witness. What it is asked for is compared with its seal when it is first read, and `DamagedIndex` raised
    where they differ: open it in doubt then. `view` says in what it differs from its commit, for who keeps something
    that was found in it: "" where in nothing. `answers` are those kept of searches, None where none can be.
    """

    state: LibraryState
    segments: tuple[Segment, ...]
    warnings: tuple[ReadWarning, ...] = ()
    view: str = ""
    answers: Answers | None = None
    _texts: dict[str, tuple[Texts, int]] = field(default_factory=dict, repr=False)  # by witness: which text of which

    @property
    def total(self) -> int:
        """How many words can be found."""
        return sum(segment.total for segment in self.segments)

    @property
    def again(self) -> None:
        """There is no need to ask again: an index answers whatever it is asked (see `Streamed`)."""
        return None

    def text(self, witness: str) -> Text:
        """The text of the witness with this id, to be cut as a string is. KeyError where there is none."""
        texts, number = self._texts[witness]
        return texts.text(number)

    def without(self, witnesses: Collection[str]) -> Library:
        """The library in which the witnesses with these ids are neither found nor counted; this commit, all else."""
        staying = tuple(witness for witness in self.state.witnesses if witness.id not in witnesses)
        segments = (s.named(["" if name in witnesses else name for name in s.witnesses]) for s in self.segments)
        view = f"{self.view} without {sorted(witnesses)}"
        return replace(self, state=replace(self.state, witnesses=staying), segments=tuple(segments), view=view)

    def paged(self, said: Mapping[str, Sequence[PageRule]]) -> Library:
        """The library with the pages of its files called as the user says, by path; this commit, all else."""
        witnesses, unmet = repaged(self.state.witnesses, said)
        state, warnings = replace(self.state, witnesses=witnesses), (*self.warnings, *unmet)
        return replace(self, state=state, warnings=warnings, view=f"{self.view} paged {sorted(said.items())}")


def open_library(
    folders: Sequence[Path],
    *,
    files: Sequence[Path] = (),
    cache: Path | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    doubt: bool = False,
) -> Library:
    """The library of all books under `folders` (files may be named too), and of `files`, which may be others the next
    time without the index being another.

    The index is kept under `cache`, else under what the environment calls QUOTH_CACHE, else in the user's cache
    folder; never among the sources. `executor` None: new files are read in processes, a few small ones here.
    `progress(done, of, path)` is called after each file read. In `doubt` all of the index is compared with its seals,
    and what is damaged made anew. Files that cannot be read are in `state.failures` and
    stop nothing. Raises `NoSources`, `MissingFile`, `NotAFile`, and `UnwritableIndex` where `cache` or QUOTH_CACHE
    cannot be written; without them a folder for the time being does, and a warning says so.
    """
    if not folders and not files:
        todo = "Name a folder of books with --sources."
        raise NoSources("a library was asked for and no sources are named", where="sources", todo=todo)
    sources, unreachable = find_sources(folders, files)
    named = cache or named_cache()
    base = named or cache_folder()
    try:
        library = _up_to_date(_store(base, folders or files), sources, executor, progress, doubt=doubt)
    except UnwritableIndex as trouble:
        if named:
            raise
        library = _up_to_date(_store(_lent(), folders or files), sources, executor, progress, doubt=doubt)
        notice = ReadWarning(code="W202", message=f"{trouble.what}; it is made again next time", where=trouble.where)
        library = replace(library, warnings=(*library.warnings, notice))
    return _with(library, unreachable)


def _store(base: Path, folders: Sequence[Path]) -> Store:
    """The same folders, in whatever order and however they are named, have one index."""
    places = sorted({os.fsencode(folder.expanduser().resolve()) for folder in folders})
    return Store(base.expanduser() / "libraries" / hashlib.sha256(b"\0".join(places)).hexdigest()[:16])


def _lent() -> Path:
    folder = tempfile.mkdtemp(prefix="quoth-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _up_to_date(
    store: Store,
    sources: Sequence[SourceFile],
    executor: Executor | None,
    progress: Progress | None,
    *,
    doubt: bool,
) -> Library:
    """What the store has of these sources; where it has not, it is written first."""
    try:
        catalogue = store.catalogue()
        if catalogue is not None and _is_current(catalogue, sources) and not doubt:
            return _opened(store, catalogue)
    except DamagedIndex:
        doubt = True  # though it may just have been swept away by a writer: only who has the lock can tell
    with store.locked():
        try:
            return _written(store, sources, executor, progress, doubt=doubt)
        except DamagedIndex:
            if doubt:
                raise
            return _written(store, sources, executor, progress, doubt=True)


def _written(
    store: Store, sources: Sequence[SourceFile], executor: Executor | None, progress: Progress | None, *, doubt: bool
) -> Library:
    from quoth.library.writer import update  # noqa: PLC0415 - nearly always there is nothing to write

    catalogue, damage = update(store, sources, executor, progress, doubt=doubt)
    return replace(_opened(store, catalogue), warnings=tuple(map(_notice, damage)))


def _is_current(catalogue: Catalogue, sources: Sequence[SourceFile]) -> bool:
    held = [(holding.path, holding.size, holding.mtime_ns) for holding in catalogue.holdings]
    return catalogue.maker == maker() and held == [(file.path, file.size, file.mtime_ns) for file in sources]


def _opened(store: Store, catalogue: Catalogue) -> Library:
    segments = []
    texts: dict[str, tuple[Texts, int]] = {}
    for name, witnesses in catalogue.segments().items():
        segment, read = store.open(name)
        segments.append(segment.named([witnesses.get(place, "") for place in range(len(segment.witnesses))]))
        texts |= {witness: (read, place) for place, witness in witnesses.items()}
    witnesses_in_order = sorted((h.witness for h in catalogue.holdings if h.witness), key=lambda witness: witness.id)
    state = LibraryState(
        commit=catalogue.commit,
        witnesses=tuple(witnesses_in_order),
        failures=tuple(holding.failure for holding in catalogue.holdings if holding.failure),
    )
    return Library(state=state, segments=tuple(segments), answers=store.answers(catalogue.commit), _texts=texts)


def _with(library: Library, unreachable: Sequence[Failure]) -> Library:
    failures = sorted((*library.state.failures, *unreachable), key=lambda failure: failure.path)
    return replace(library, state=replace(library.state, failures=tuple(failures)))


def _notice(damage: DamagedIndex) -> ReadWarning:
    message = f"{damage.what}; what stood there was read from the sources again"
    return ReadWarning(code="W201", message=message, where=damage.where)
