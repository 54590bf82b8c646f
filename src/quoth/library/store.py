"""The index's folder: immutable parts, and one small file that says which of them are the library.

    commit           the name of the catalogue in force, and its CRC-32; replaced in one step
    catalogue-7/     what the library holds, and which segments have it (see `catalogue`)
    segment-5/       words and places of some witnesses (see `segment`), and their texts (see `texts`)
    answers-0af1…    what searches of a commit have found (see `answers`), which nobody needs
    lock             held by whoever writes

Parts are never changed. A writer makes new ones, waits until the disk has them, and then replaces `commit`: killed at
any time before, it has changed nothing. What the new commit does not name, and what killed writers left, is then swept
away. A reader who has opened the parts keeps them, even swept ones.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from quoth.errors import DamagedIndex, UnwritableIndex
from quoth.library.answers import Answers
from quoth.library.catalogue import Catalogue, read_catalogue, write_catalogue
from quoth.library.merging import Part, merge
from quoth.library.sealed import DATA, OtherKind, Unsealed, damaged, open_sealed, seal, settle, write_settled
from quoth.library.segment import Kept, Segment, build, facts, open_segment, stretches
from quoth.library.texts import TEXTS, Marked, Texts, marked, open_texts
from quoth.library.texts import stretches as text_stretches

__all__ = ["Store"]

CATALOGUE, SEGMENT = "quoth catalogue 3", "quoth segment 3"  # with the versions of their formats
COMMIT, LOCK = "commit", "lock"
PATIENCE = 0.2  # seconds between looks at a lock, so that an interruption is heard


@dataclass(frozen=True, slots=True)
class Store:
    """The folder, which need not exist yet. What writes raises `UnwritableIndex` where the disk refuses."""

    folder: Path

    def catalogue(self) -> Catalogue | None:
        """The commit in force; None if there is none, or one of another version. Raises `DamagedIndex`."""
        try:
            name = self._in_force()
            if not name:
                return None
            open_sealed(self.folder / name, kind=CATALOGUE).compare()
        except OtherKind:
            return None
        return read_catalogue(self.folder / name / DATA)

    def open(self, name: str, *, doubt: bool = False) -> tuple[Segment, Texts]:
        """A segment and its texts; every byte of them is compared if in doubt. Raises `DamagedIndex`."""
        sealed = open_sealed(self.folder / name, kind=SEGMENT)
        if doubt:
            sealed.compare()
        return open_segment(sealed), open_texts(sealed)

    @contextmanager
    def new_segment(self) -> Iterator[NewSegment]:
        """A segment that no commit names yet, for the block to fill; it is sealed where the block ends well."""
        segment = NewSegment(self)
        with closing(segment):
            yield segment
            segment.seal()

    def merge(self, living: Mapping[str, Sequence[int]]) -> str:
        """Write one segment that no commit names yet, of the witnesses at these places of these segments, one after the
        other; returns its name. Others may be written meanwhile. Raises `DamagedIndex`."""
        parts = [
            Part(sealed=open_sealed(self.folder / name, kind=SEGMENT), living=places) for name, places in living.items()
        ]
        with self.writing():
            name = self.begun("segment")
            merge(parts, self.folder / name, SEGMENT)
        return name

    def put_commit(self, catalogue: Catalogue) -> None:
        """Put `catalogue` in force and sweep away what it does not name."""
        with self.writing():
            name = self.begun("catalogue")
            write_catalogue(catalogue, self.folder / name / DATA)
            seal(self.folder / name, kind=CATALOGUE)
            settle(self.folder)
            fresh = self.folder / f"{COMMIT}.new"
            fresh.unlink(missing_ok=True)
            write_settled(fresh, f"{name} {_checksum(name)}".encode())
            fresh.replace(self.folder / COMMIT)
            settle(self.folder)
        self._sweep({COMMIT, LOCK, name, *catalogue.segments()})

    def answers(self, commit: str) -> Answers:
        """What searches of this commit have found. The next commit sweeps it away."""
        return Answers(self.folder / f"answers-{commit}")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only writer; waits for another to finish. The lock ends with the process, however that ends."""
        with self.writing():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # what a user reads is nobody else's business
            # SQLite is used for its locks alone, which work on every system; nothing is written into the file.
            lock = sqlite3.connect(self.folder / LOCK, timeout=PATIENCE, isolation_level=None)
        with closing(lock):
            with self.writing():
                while not _taken(lock):
                    pass
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Says what the disk refuses."""
        try:
            yield
        except (OSError, sqlite3.Error) as trouble:
            what = f"the index of the sources cannot be written ({trouble})"
            todo = "Make room there or let it be written to, or name another folder for the cache."
            raise UnwritableIndex(what, where=str(self.folder), todo=todo) from trouble

    def _sweep(self, kept: Collection[str]) -> None:
        """Remove everything else. Where systems do not let open files go, they go the next time."""
        for path in self.folder.iterdir():
            if path.name in kept:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with suppress(OSError):
                    path.unlink()

    def _in_force(self) -> str:
        """The name of the catalogue in force, "" if there is none or one of another version."""
        try:
            name, _, checksum = (self.folder / COMMIT).read_text("ascii").partition(" ")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeError) as trouble:
            raise self._damaged() from trouble
        if re.fullmatch(r"catalogue-\d+\n", name):
            return ""  # as the first version wrote it
        if checksum != _checksum(name):
            raise self._damaged()
        return name

    def _damaged(self) -> DamagedIndex:
        return damaged(self.folder / COMMIT, "the commit of the index cannot be read")

    def begun(self, what: str) -> str:
        """The name of a new folder, with a number that no part has. Those of killed writers have numbers too, until
        they are swept."""
        while True:
            numbers = (path.name.rpartition("-")[2] for path in self.folder.iterdir())
            name = f"{what}-{1 + max((int(number) for number in numbers if number.isdecimal()), default=0)}"
            with suppress(FileExistsError):  # another thread was quicker
                (self.folder / name).mkdir()
                return name


class NewSegment:
    """A segment on its way to the disk. Texts are written as they come, so that nobody has to hold them all; words are
    kept until the last has come. `name` is "" as long as nothing has."""

    def __init__(self, store: Store) -> None:
        self.name = ""
        self._store = store
        self._words: list[tuple[str, Kept]] = []
        self._texts: list[Marked] = []

    def add(self, witness: str, words: Kept, text: bytes) -> None:
        """One more witness: its id, its words and its text in UTF-8."""
        with self._store.writing():
            if not self.name:
                self.name = self._store.begun("segment")
                self._unsealed = Unsealed(self._store.folder / self.name)
            self._unsealed.write(TEXTS, np.frombuffer(text, np.uint8))
        self._words.append((witness, words))
        self._texts.append(marked(text))

    def seal(self) -> None:
        """Write the words, and put all safely on the disk, if there is anything."""
        if not self.name:
            return
        segment = build(self._words)
        self._words.clear()
        with self._store.writing():
            for name, pieces in {**text_stretches(self._texts), **stretches(segment)}.items():
                self._unsealed.write(name, *pieces)
            self._unsealed.seal(SEGMENT, facts(segment))

    def close(self) -> None:
        if self.name:
            self._unsealed.close()


def _checksum(name: str) -> str:
    return f"{zlib.crc32(name.encode()):08x}\n"


def _taken(lock: sqlite3.Connection) -> bool:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as trouble:
        if trouble.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
        raise
    return True
