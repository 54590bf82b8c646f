"""The other way round: what is sought is known, and the library runs past it once. No index is made or written.

    what is asked ─► each file read in a process, its n-grams counted ─► places of the rare ones ─► books opened again

Of a file that ran past stay its entry in the catalogue, how often its words stand there, and the places of those
n-grams that are asked for and are few enough to lead anywhere. Its text and its words are let go, unless so little ran
past that all of it can stay, folded together: `KEPT` words. Where the engine then looks at a passage, that one book is
unfolded, or read again, and is open for a while: at most `OPEN` words of all books at a time. So memory grows with the
distinct words of the library, eight bytes each, and no further with its size. What is found, and all that is said of
it, is what a fresh index of the same files would give.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from quoth.errors import NoSources
from quoth.executor import Done, Executor, Serial
from quoth.fold import prepare
from quoth.library.answers import Answers
from quoth.library.asked import Asked, standing
from quoth.library.catalogue import Catalogue, Holding
from quoth.library.order import ranked
from quoth.library.pagemaps import PageRule, repaged
from quoth.library.passed import Gathered, Pass, Passed, Shelf, folded
from quoth.library.reading import maker, read_source
from quoth.library.segment import GUARDS
from quoth.library.sources import SourceFile, find_sources
from quoth.library.writer import commit_of, executor_for, failed, holding_of, named
from quoth.model.manuscript import ReadWarning
from quoth.model.source import Failure, LibraryState

__all__ = ["Streamed", "run_past"]

Progress = Callable[[int, int, str], None]


def run_past(
    wanted: Asked,
    folders: Sequence[Path],
    *,
    files: Sequence[Path] = (),
    itself: str = "",
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Streamed:
    """The library of all books under `folders`, and of `files`, as far as it is asked for; arguments as those of
    `open_library`. `itself` is the SHA-256 of the manuscript: no word of a file that is it can be found.

    Raises `NoSources`, `MissingFile`, `NotAFile`. Nothing is written.
    """
    if not folders and not files:
        todo = "Name a folder of books with --sources."
        raise NoSources("a library was asked for and no sources are named", where="sources", todo=todo)
    sources, unreachable = find_sources(folders, files)
    if sources:
        prepare()
    gathered, holdings = Gathered(wanted), dict[int, Holding]()
    executor = executor or executor_for(sources)
    work = partial(_let_past, wanted, itself, stays=isinstance(executor, Serial))
    with closing(executor.map(work, sources)) as outcomes:
        for done, outcome in enumerate(outcomes, 1):
            file = sources[outcome.index]
            if isinstance(outcome, Done):
                gathered.take(outcome.index, outcome.result)
                holdings[outcome.index] = outcome.result.holding
            else:
                holdings[outcome.index] = failed(file, outcome)
            if progress:
                progress(done, len(sources), file.path)
    again = partial(run_past, folders=folders, files=files, itself=itself)
    return _streamed(sources, [holdings[at] for at in range(len(sources))], gathered, unreachable, again)


def _streamed(
    sources: Sequence[SourceFile],
    holdings: Sequence[Holding],
    gathered: Gathered,
    unreachable: Sequence[Failure],
    again: Callable[[Asked], Streamed],
) -> Streamed:
    held = Catalogue(maker=maker(), commit=commit_of(named(holdings)), holdings=named(holdings))
    witnesses = tuple(holding.witness for holding in held.holdings if holding.witness)
    failures = (*unreachable, *(holding.failure for holding in held.holdings if holding.failure))
    by_path = {source.path: at for at, source in enumerate(sources)}
    order = [by_path[witness.path] for witness in witnesses]
    state = LibraryState(
        commit=held.commit,
        witnesses=tuple(sorted(witnesses, key=lambda witness: witness.id)),
        failures=tuple(sorted(failures, key=lambda failure: failure.path)),
    )
    digests = {holding.path: holding.digest for holding in holdings}
    books = {number: gathered.books[at] for number, at in enumerate(order) if at in gathered.books}
    shelf = Shelf([sources[at] for at in order], [digests[sources[at].path] for at in order], books)
    sizes = [witness.words for witness in witnesses]
    row = Passed([witness.id for witness in witnesses], sizes, gathered, order, shelf)
    return Streamed(state=state, segments=(row,), again=again)


def _let_past(wanted: Asked, itself: str, source: SourceFile, *, stays: bool) -> Pass:
    """The work on one file, which `stays` in memory or does not. A file with the SHA-256 `itself` is the manuscript,
    and no word of it counts."""
    reading = read_source(source)
    words = reading.words.hashes if reading.sha256 != itself else np.empty(0, np.uint32)
    lexicon, ranks = ranked(np.append(words, np.zeros(GUARDS, np.uint32)))
    grams, positions = standing(wanted, lexicon, ranks)
    often = np.bincount(grams, minlength=len(wanted.grams))
    few = often[grams] <= wanted.limits[grams]
    present = np.flatnonzero(often)
    return Pass(
        holding=holding_of(source, reading),
        book=folded(reading) if stays else None,
        words=lexicon[1:],
        counts=np.bincount(ranks, minlength=len(lexicon))[1:],
        grams=present,
        often=often[present],
        places=np.stack([grams[few], positions[few]]).astype(np.int32),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Streamed:
    """A library that ran past: what `Library` is, for what was asked of it. `again` lets it run past for something
    else."""

    state: LibraryState
    segments: tuple[Passed, ...]
    again: Callable[[Asked], Streamed]
    warnings: tuple[ReadWarning, ...] = ()
    view: str = ""
    answers: Answers | None = None  # there is no place to keep them

    @property
    def total(self) -> int:
        """How many words can be found."""
        return sum(passed.total for passed in self.segments)

    def text(self, witness: str) -> str:
        """The text of the witness with this id."""
        return self.segments[0].text(witness)

    def without(self, witnesses: Collection[str]) -> Streamed:
        """The library without these; of theirs no word may have been counted (see `run_past`)."""
        staying = tuple(witness for witness in self.state.witnesses if witness.id not in witnesses)
        again = self.again
        return replace(
            self,
            state=replace(self.state, witnesses=staying),
            again=lambda wanted: again(wanted).without(witnesses),
        )

    def paged(self, said: Mapping[str, Sequence[PageRule]]) -> Streamed:
        """The library with the pages of its files called as the user says, by path."""
        witnesses, unmet = repaged(self.state.witnesses, said)
        again = self.again
        return replace(
            self,
            state=replace(self.state, witnesses=witnesses),
            warnings=(*self.warnings, *unmet),
            again=lambda wanted: again(wanted).paged(said),
        )
