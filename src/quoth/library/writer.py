"""Brings an index up to date with its sources. Only who holds the store's lock may call `update`.

What is unchanged stays where it is; what is new is read and becomes one new segment for each commit. Words of files
that are gone or changed stay behind in their segments, dead. A segment that is more dead than alive, and small segments
that have become many, are laid into one anew, from the words and texts at hand.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from quoth.errors import DamagedIndex
from quoth.executor import Done, Executor, Failed, Processes, Serial
from quoth.fold import Words, prepare
from quoth.library.catalogue import Catalogue, Holding
from quoth.library.reading import Reading, failure, maker, read_source
from quoth.library.segment import Segment, build
from quoth.library.sources import SourceFile, distinct
from quoth.library.store import Store
from quoth.library.texts import Texts
from quoth.model.source import Witness

__all__ = ["commit_of", "drafted", "executor_for", "failed", "named", "update"]

BATCH = 64_000_000  # bytes of source files between commits: what a killed writer can lose
SMALL = 1_000_000  # bytes of source files that are read here before a process would have started
MANY = 8  # small segments at most
LARGE = 4_000_000  # words of a segment that is not laid anew for company, so that no commit costs as much as all

Progress = Callable[[int, int, str], None]
Parts = Mapping[str, tuple[Segment, Texts]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A witness on its way into a segment."""

    holding: Holding
    words: Words
    text: bytes


def update(
    store: Store, sources: Sequence[SourceFile], executor: Executor | None, progress: Progress | None, *, doubt: bool
) -> tuple[Catalogue, tuple[DamagedIndex, ...]]:
    """Put a commit of exactly these `sources`, which are in order of path, in force.

    Returns it, and what was found damaged; the files whose words were there are read again. In `doubt` all of the index
    is compared with its seals first; without, damage may show while words are moved: then raises `DamagedIndex`.
    """
    catalogue, parts, damage = _sound(store, doubt)
    held = {holding.path: holding for holding in catalogue.holdings}
    kept = [same for file in sources if (same := _same(file, held.get(file.path)))]
    known = {holding.path for holding in kept}
    missing = [file for file in sources if file.path not in known]
    for batch in _batches(missing):
        read = _read(batch, executor or executor_for(batch), _counted(progress, missing, batch))
        holdings = named(_laid_down(store, parts, kept, read))
        if not catalogue.commit or holdings != catalogue.holdings:
            catalogue = Catalogue(maker=maker(), commit=commit_of(holdings), holdings=holdings)
            store.put_commit(catalogue)
            parts = {name: parts[name] if name in parts else store.open(name) for name in catalogue.segments()}
        kept = list(holdings)
    return catalogue, damage


def _sound(store: Store, doubt: bool) -> tuple[Catalogue, Parts, tuple[DamagedIndex, ...]]:
    """What can be used of the commit in force: the holdings whose words are whole, and their segments. It has no
    `commit` where that cannot stay in force."""
    nothing = Catalogue(maker=maker(), commit="", holdings=())
    try:
        catalogue = store.catalogue()
    except DamagedIndex as trouble:
        return nothing, {}, (trouble,)
    if catalogue is None or catalogue.maker != maker():
        return nothing, {}, ()
    parts: dict[str, tuple[Segment, Texts]] = {}
    damage = []
    for name in catalogue.segments():
        try:
            parts[name] = store.open(name, doubt=doubt)
        except DamagedIndex as trouble:
            damage.append(trouble)
    whole = tuple(holding for holding in catalogue.holdings if not holding.segment or holding.segment in parts)
    return replace(catalogue, holdings=whole, commit="" if damage else catalogue.commit), parts, tuple(damage)


def _same(file: SourceFile, holding: Holding | None) -> Holding | None:
    """What is held of the file, if the file is what it was."""
    if holding is None or holding.size != file.size:
        return None
    if holding.mtime_ns != file.mtime_ns and _sha256(file.place) != holding.sha256:
        return None
    return replace(holding, mtime_ns=file.mtime_ns)


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _batches(files: Sequence[SourceFile]) -> Iterator[list[SourceFile]]:
    """The files in order, some at a time; one empty batch if there are none."""
    batch: list[SourceFile] = []
    room = BATCH
    for file in files:
        if batch and file.size > room:
            yield batch
            batch, room = [], BATCH
        batch.append(file)
        room -= file.size
    yield batch


def executor_for(files: Sequence[SourceFile]) -> Executor:
    """Processes, where they gain more than they cost to start."""
    return Serial() if sum(file.size for file in files) < SMALL else Processes()


def _counted(
    progress: Progress | None, files: Sequence[SourceFile], batch: Sequence[SourceFile]
) -> Callable[[SourceFile], None]:
    """Reports each file of the batch with its number among all."""
    done = files.index(batch[0]) if batch else 0

    def report(file: SourceFile) -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, len(files), file.path)

    return report


def _read(
    files: Sequence[SourceFile], executor: Executor, report: Callable[[SourceFile], None]
) -> list[_Draft | Holding]:
    """A draft for each file that was read, the holding of a failure for each other, in order."""
    if files:
        prepare()
    read: dict[int, _Draft | Holding] = {}
    with closing(executor.map(read_source, files)) as outcomes:
        for outcome in outcomes:
            file = files[outcome.index]
            read[outcome.index] = drafted(file, outcome.result) if isinstance(outcome, Done) else failed(file, outcome)
            report(file)
    return [read[index] for index in range(len(files))]


def drafted(file: SourceFile, reading: Reading) -> _Draft:
    witness = Witness(
        id="",
        path=file.path,
        sha256=reading.sha256,
        format=reading.format,
        metadata=reading.metadata,
        title_page=reading.title_page,
        pages=reading.pages,
        asides=reading.asides,
        words=len(reading.words),
        words_read_share=reading.words_read_share,
        warnings=reading.warnings,
    )
    holding = replace(_holding(file), sha256=reading.sha256, digest=reading.digest, witness=witness)
    return _Draft(holding=holding, words=reading.words, text=reading.text)


def failed(file: SourceFile, outcome: Failed) -> Holding:
    """What the machine is to blame for, not the file, is tried again next time: it is noted for no time at all."""
    holding = replace(_holding(file), failure=failure(file.path, outcome.error))
    if isinstance(outcome.error, (OSError, ImportError, MemoryError)):
        return replace(holding, mtime_ns=-1)
    return replace(holding, sha256=_sha256(file.place) or "")


def _holding(file: SourceFile) -> Holding:
    return Holding(path=file.path, size=file.size, mtime_ns=file.mtime_ns, sha256="")


def _laid_down(store: Store, parts: Parts, kept: Sequence[Holding], read: Sequence[_Draft | Holding]) -> list[Holding]:
    """What is kept and what was read, the words of all in segments."""
    drafts = [draft for draft in read if isinstance(draft, _Draft)]
    unread = [holding for holding in read if isinstance(holding, Holding)]
    worn = _worn(kept, parts, drafts)
    drafts += [_taken_up(holding, parts) for holding in kept if holding.segment in worn]
    rest = [holding for holding in kept if holding.segment not in worn]
    return [*rest, *unread, *_written(store, drafts)]


def _worn(kept: Sequence[Holding], parts: Parts, drafts: Sequence[_Draft]) -> set[str]:
    """The segments that are better laid anew: those more dead than alive and, where there are many, the small."""
    living: Counter[str] = Counter()
    for holding in kept:
        living[holding.segment] += holding.witness.words if holding.witness else 0
    del living[""]
    worn = {name for name, words in living.items() if words < parts[name][0].total / 2}
    small = {name for name, words in living.items() if words < LARGE and name not in worn}
    return worn | small if len(small) + bool(drafts) > MANY else worn


def _taken_up(holding: Holding, parts: Parts) -> _Draft:
    segment, texts = parts[holding.segment]
    return _Draft(holding=holding, words=segment.words_of(holding.place), text=texts.utf8(holding.place))


def _written(store: Store, drafts: Sequence[_Draft]) -> list[Holding]:
    """Write the drafts as one segment. Its witnesses are called by their paths; ids belong to a commit."""
    if not drafts:
        return []
    drafts = sorted(drafts, key=lambda draft: draft.holding.path)
    segment = build([(draft.holding.path, draft.words) for draft in drafts])
    name = store.put_segment(segment, [draft.text for draft in drafts])
    return [replace(draft.holding, segment=name, place=place) for place, draft in enumerate(drafts)]


def named(holdings: Sequence[Holding]) -> tuple[Holding, ...]:
    """In order of path, each witness with its id, which depends on nothing but the paths of all witnesses."""
    ordered = sorted(holdings, key=lambda holding: holding.path)
    stems = [_safe(PurePosixPath(holding.path).stem) for holding in ordered if holding.witness]
    ids = iter(distinct(stems))
    return tuple(
        replace(holding, witness=replace(holding.witness, id=next(ids))) if holding.witness else holding
        for holding in ordered
    )


def _safe(stem: str) -> str:
    """The stem in letters, figures, "_", "." and "-" of any script."""
    return re.sub(r"[^\w.]+", "-", unicodedata.normalize("NFC", stem)).strip("-.") or "source"


def commit_of(holdings: Sequence[Holding]) -> str:
    """Of what the library holds: which files, and what was read out of them. Not of when, or where they lie."""
    held = [
        [holding.witness.id, holding.path, holding.sha256, holding.digest] for holding in holdings if holding.witness
    ]
    return hashlib.sha256(json.dumps(held).encode()).hexdigest()[:16]
