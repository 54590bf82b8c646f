"""Brings an index up to date with its sources. Only who holds the store's lock may call `update`.

What is unchanged stays where it is; what is new is read and becomes one new segment for each commit. Words of files
that are gone or changed stay behind in their segments, dead. While a commit reads, segments that are more dead than
alive, and like-sized ones that have become many, are laid into one in the background.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path, PurePosixPath

from quoth.errors import DamagedIndex
from quoth.executor import Done, Executor, Failed, Processes, Serial
from quoth.fold import prepare
from quoth.library.catalogue import Catalogue, Holding
from quoth.library.reading import Reading, failure, maker, read_source
from quoth.library.segment import Kept, Segment, keep
from quoth.library.sources import SourceFile, distinct
from quoth.library.store import Store
from quoth.library.texts import Texts
from quoth.model.source import Witness
from quoth.readers import is_plain

__all__ = ["commit_of", "executor_for", "failed", "holding_of", "named", "update"]

BATCH = 64_000_000  # bytes of source files between commits: what a killed writer can lose
SMALL = 1_000_000  # bytes of source files that are read here before a process would have started
PLAIN = 64  # bytes of plain text, which cannot break its reader, that are read while one of other files is
FEW = 3  # like-sized segments at most
LITTLE, LIKE = 1_000_000, 2  # words: smaller segments are all like-sized, larger ones up to 2**LIKE times the size
MOST = 256_000_000  # words of a segment that is made of others, so that no commit costs as much as all
PATIENCE = 0.2  # seconds between looks at what is done in the background, so that an interruption is heard

Progress = Callable[[int, int, str], None]
Parts = Mapping[str, tuple[Segment, Texts]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A witness on its way into a segment."""

    holding: Holding
    words: Kept
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
    executor = executor or executor_for(missing)
    for batch in _batches(missing):
        merging = _Merging(store, _worn(kept, parts), kept)
        with closing(_read(batch, executor, _counted(progress, missing, batch))) as read:
            holdings = _laid_down(store, merging, read)
        catalogue, parts = _committed(store, catalogue, parts, holdings)
        kept = list(catalogue.holdings)
    several = _fitting(parts, _living(kept))
    if _is_mostly_new(missing, sources) and len(several) > 1:
        catalogue, _ = _committed(store, catalogue, parts, _Merging(store, several, kept).holdings())
    return catalogue, damage


def _committed(
    store: Store, catalogue: Catalogue, parts: Parts, holdings: Sequence[Holding]
) -> tuple[Catalogue, Parts]:
    """The commit of these holdings, put in force unless it is, and its segments."""
    ordered = named(holdings)
    if catalogue.commit and ordered == catalogue.holdings:
        return catalogue, parts
    catalogue = Catalogue(maker=maker(), commit=commit_of(ordered), holdings=ordered)
    store.put_commit(catalogue)
    return catalogue, {name: parts[name] if name in parts else store.open(name) for name in catalogue.segments()}


def _is_mostly_new(missing: Sequence[SourceFile], sources: Sequence[SourceFile]) -> bool:
    """Whether so much was read in several commits that to lay all into one is little beside it."""
    read = sum(file.size for file in missing)
    return read > BATCH and read > sum(file.size for file in sources) / 2


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
    plain = (PLAIN if is_plain(file.place) else 1 for file in files)
    weights = accumulate(file.size / less for file, less in zip(files, plain, strict=True))
    return Processes() if any(weight >= SMALL for weight in weights) else Serial()


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
) -> Generator[_Draft | Holding]:
    """A draft for each file that was read, the holding of a failure for each other; in order, as soon as may be."""
    if files:
        prepare()
    waiting: dict[int, _Draft | Holding] = {}
    turn = 0
    with closing(executor.map(read_source, files)) as outcomes:
        for outcome in outcomes:
            file = files[outcome.index]
            read = _drafted(file, outcome.result) if isinstance(outcome, Done) else failed(file, outcome)
            waiting[outcome.index] = read
            report(file)
            while turn in waiting:
                yield waiting.pop(turn)
                turn += 1


def _drafted(file: SourceFile, reading: Reading) -> _Draft:
    return _Draft(holding=holding_of(file, reading), words=keep(reading.words), text=reading.text)


def holding_of(file: SourceFile, reading: Reading) -> Holding:
    """What is held of a file that was read."""
    witness = Witness(
        id="",
        path=file.path,
        sha256=reading.sha256,
        format=reading.format,
        metadata=reading.metadata,
        title_page=reading.title_page,
        pages=reading.pages,
        asides=reading.asides,
        emphasis=reading.emphasis,
        words=len(reading.words),
        words_read_share=reading.words_read_share,
        warnings=reading.warnings,
    )
    return replace(_holding(file), sha256=reading.sha256, digest=reading.digest, witness=witness)


def failed(file: SourceFile, outcome: Failed) -> Holding:
    """What the machine is to blame for, not the file, is tried again next time: it is noted for no time at all."""
    holding = replace(_holding(file), failure=failure(file.path, outcome.error))
    if isinstance(outcome.error, (OSError, ImportError, MemoryError)):
        return replace(holding, mtime_ns=-1)
    return replace(holding, sha256=_sha256(file.place) or "")


def _holding(file: SourceFile) -> Holding:
    return Holding(path=file.path, size=file.size, mtime_ns=file.mtime_ns, sha256="")


def _laid_down(store: Store, merging: _Merging, read: Iterable[_Draft | Holding]) -> list[Holding]:
    """What is kept and what is read, the words of all in segments. The witnesses of a new one are called by their
    paths; ids belong to a commit."""
    unread: list[Holding] = []
    written: list[Holding] = []
    with store.new_segment() as segment:
        for one in read:
            if isinstance(one, Holding):
                unread.append(one)
            else:
                segment.add(one.holding.path, one.words, one.text)
                written.append(replace(one.holding, segment=segment.name, place=len(written)))
    return [*merging.holdings(), *unread, *written]


def _worn(kept: Sequence[Holding], parts: Parts) -> set[str]:
    """The segments that are better laid into one: those more dead than alive and, where there are many like-sized ones,
    these and all that are smaller."""
    living = _living(kept)
    alike = Counter(map(_size, living.values()))
    many = max((size for size, count in alike.items() if count > FEW), default=-1)
    worn = [name for name, words in living.items() if words < parts[name][0].total / 2 or _size(words) <= many]
    return _fitting(worn, living)


def _living(kept: Sequence[Holding]) -> Counter[str]:
    """How many words of each segment are held."""
    living: Counter[str] = Counter()
    for holding in kept:
        living[holding.segment] += holding.witness.words if holding.witness else 0
    del living[""]
    return living


def _fitting(names: Iterable[str], living: Mapping[str, int]) -> set[str]:
    """Of these segments the smallest, as many as may be laid into one."""
    rising = sorted(names, key=lambda name: (living[name], name))
    total = accumulate(living[name] for name in rising)
    return {name for name, words in zip(rising, total, strict=True) if words <= MOST}


def _size(words: int) -> int:
    """Segments of the same size are like-sized."""
    return -(-(words // LITTLE).bit_length() // LIKE)


class _Merging(threading.Thread):
    """Lays segments into one in the background. It does no harm to leave it alone: what it has written nobody knows."""

    def __init__(self, store: Store, worn: Collection[str], kept: Sequence[Holding]) -> None:
        super().__init__(daemon=True)
        self._store = store
        self._rest = [holding for holding in kept if holding.segment not in worn]
        moving = [holding for holding in kept if holding.segment in worn]
        self._moving = sorted(moving, key=lambda holding: (holding.segment, holding.place))
        self._name: str | Exception = ""
        if moving:
            self.start()

    def run(self) -> None:
        places: dict[str, list[int]] = {}
        for holding in self._moving:
            places.setdefault(holding.segment, []).append(holding.place)
        try:
            self._name = self._store.merge(places)
        except Exception as trouble:
            self._name = trouble

    def holdings(self) -> list[Holding]:
        """All that was kept, where it is when the work is done. Raises what `Store.merge` does."""
        while self.is_alive():
            self.join(PATIENCE)
        if isinstance(self._name, Exception):
            raise self._name
        moved = (replace(holding, segment=self._name, place=place) for place, holding in enumerate(self._moving))
        return [*self._rest, *moved]


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
