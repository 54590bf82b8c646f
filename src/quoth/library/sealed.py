"""Folders that are written once and never changed: stretches of bytes in `data`, and in `seal.json` what they are.

The seal is written last and holds the kind and format version of the folder, some facts, the length of the data, and
where each stretch begins and ends; a CRC-32 of its own is its last line. Behind the data stand the sums of its blocks
(see `blocks`), mapped like all else: opening reads none of them. What is not whole is refused, never guessed at: the
seal when it is opened, a block of the data when it is first read.
Numbers in the stretches are little-endian, whatever the machine.
"""

from __future__ import annotations

import json
import mmap
import os
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from quoth.errors import DamagedIndex
from quoth.library.blocks import Blocks, Broken, Stretch, blocks_in, sums_of, touch_early

__all__ = ["DATA", "REMEDY", "OtherKind", "Sealed", "Unsealed", "damaged", "laid_out", "open_sealed", "seal", "settle",
           "write_sealed", "write_settled"]  # fmt: skip

DATA, SEAL = "data", "seal.json"
REMEDY = "Run again: it is made anew from the sources."
ALIGNED = 64  # bytes: where a stretch may begin, and of which the data has a multiple

_AT_ONCE = 1 << 20
_LONG = 1 << 32  # bytes of a file that is mapped in large pages, at most
_WINDOW = 1 << 24  # bytes that are mapped at a time: a multiple of a block, and of what systems map

Bounds = dict[str, tuple[int, int]]  # of each stretch: where it begins and ends


class OtherKind(DamagedIndex):
    """The folder is whole, and of another kind or version."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sealed:
    """An opened folder: its facts, and the stretches mapped from the disk, which nobody has compared with the seal."""

    place: Path
    facts: dict[str, Any]
    blocks: Blocks
    _data: memoryview
    _bounds: Bounds

    def stretch(self, name: str, dtype: str) -> Stretch:
        """The numbers of this stretch, to be touched before they are read. Raises `DamagedIndex` if there is none."""
        try:
            start, stop = self._bounds[name]
            return Stretch(np.frombuffer(self._data[start:stop], dtype), start)
        except (KeyError, ValueError) as trouble:
            raise damaged(self.place / SEAL, "the parts of the index do not fit together") from trouble

    def whole(self, name: str, dtype: str) -> NDArray[Any]:
        """The numbers of this stretch, compared with the seal here and now."""
        array, start = self.stretch(name, dtype)
        self._compare(start, start + array.nbytes)
        return array

    def compare(self) -> None:
        """Compare all of the data with the seal, some gigabytes a second. Raises `DamagedIndex`."""
        self._compare(0, len(self._data))

    def _compare(self, start: int, stop: int) -> None:
        try:
            touch_early(self.blocks, start, stop)
        except Broken as trouble:
            raise damaged(self.place / DATA) from trouble


def damaged(path: Path, what: str = "the index is changed since it was written") -> DamagedIndex:
    return DamagedIndex(what, where=str(path), todo=REMEDY)


@contextmanager
def laid_out(
    folder: Path, *, kind: str, facts: Mapping[str, object], sizes: Mapping[str, tuple[str, int]]
) -> Iterator[dict[str, NDArray[Any]]]:
    """Lay out stretches in `folder`, which holds nothing yet, by their names, dtypes and lengths. The block is given
    them, mapped to the disk, and fills them; then all is put safely there. `facts` are plain JSON values."""
    folder.mkdir(parents=True, exist_ok=True)
    bounds: Bounds = {}
    end = 0
    for name, (dtype, length) in sizes.items():
        start = end + -end % ALIGNED
        bounds[name] = start, (end := start + length * np.dtype(dtype).itemsize)
    with (folder / DATA).open("xb+") as file:
        _take_room(file, end + -end % ALIGNED)
        room = _large(mmap.mmap(file.fileno(), 0)) if end else b""
    yield {name: np.frombuffer(memoryview(room)[slice(*bounds[name])], sizes[name][0]) for name in sizes}
    if not isinstance(room, bytes):
        room.flush()
    _seal(folder, kind, facts, bounds)


def _large(room: mmap.mmap) -> mmap.mmap:
    """Have the system keep a file in large pages, where it can: of small ones whoever searches asks for each. Of a file
    so long that hardly any of its large pages has more than one place to be read, that would read too much."""
    if hasattr(mmap, "MADV_HUGEPAGE") and len(room) <= _LONG:
        with suppress(OSError):
            room.madvise(mmap.MADV_HUGEPAGE)
    return room


def _take_room(file: BinaryIO, size: int) -> None:
    """Have the disk set so much aside for the file: to write into a mapped file that has no room ends the process."""
    if hasattr(os, "posix_fallocate") and size:
        os.posix_fallocate(file.fileno(), 0, size)
        return
    file.writelines(bytes(min(_AT_ONCE, size - at)) for at in range(0, size, _AT_ONCE))
    file.flush()


class Unsealed:
    """A folder that is being written, and holds nothing yet: one stretch after the other, each in pieces as they come.
    To write what is ready made takes half the time of copying it to where the disk is mapped. Until it is sealed it is
    nothing; whether it is or not, it must be closed."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._file = folder, (folder / DATA).open("xb")
        self._bounds: Bounds = {}

    def write(self, name: str, *pieces: NDArray[np.generic]) -> None:
        """These pieces of the stretch, behind those that it has: it must be the last that was written to."""
        if name not in self._bounds:
            self._align()
        start, _ = self._bounds.get(name, (self._file.tell(), 0))
        for array in pieces:
            self._file.write(array.astype(array.dtype.newbyteorder("<"), copy=False).data.cast("B"))
        self._bounds[name] = start, self._file.tell()

    def seal(self, kind: str, facts: Mapping[str, object]) -> None:
        """Put all safely on the disk. Nothing can be written any more."""
        self._align()
        self.close()
        _seal(self._folder, kind, facts, self._bounds)

    def close(self) -> None:
        self._file.close()

    def _align(self) -> None:
        """Have the next stretch begin where one may."""
        self._file.write(bytes(-self._file.tell() % ALIGNED))


def write_sealed(
    folder: Path, *, kind: str, facts: Mapping[str, object], arrays: Mapping[str, Sequence[NDArray[np.generic]]]
) -> None:
    """Write all at once, each stretch in pieces that follow each other."""
    with closing(Unsealed(folder)) as unsealed:
        for name, pieces in arrays.items():
            unsealed.write(name, *pieces)
        unsealed.seal(kind, facts)


def seal(folder: Path, *, kind: str) -> None:
    """Put safely on the disk the `data` that somebody else has written, as one stretch with that name."""
    size = (folder / DATA).stat().st_size
    os.truncate(folder / DATA, size + -size % ALIGNED)
    _seal(folder, kind, {}, {DATA: (0, size)})


def open_sealed(folder: Path, *, kind: str) -> Sealed:
    """What is in the folder, as far as that can be said without reading the data.

    Raises `DamagedIndex` when anything is missing, cut short or the seal is changed, and its child `OtherKind`.
    """
    said = _read_seal(folder / SEAL)
    if said["kind"] != kind:
        what = f"the index is of the kind “{said['kind']}”, not “{kind}”"
        raise OtherKind(what, where=str(folder / SEAL), todo=REMEDY)
    data, length = _map(folder / DATA), said["length"]
    whole = length + 8 * blocks_in(length)
    if len(data) != whole:
        raise damaged(folder / DATA, f"the index is {'cut short' if len(data) < whole else 'too long'}")
    sums = np.frombuffer(data[length:], "<u8")
    blocks = Blocks(np.frombuffer(data[:length], "<u8"), sums, np.zeros(len(sums), np.uint8))
    return Sealed(place=folder, facts=said["facts"], blocks=blocks, _data=data[:length], _bounds=said["stretches"])


def write_settled(path: Path, data: bytes) -> None:
    """Write a file that must not exist and wait until the disk has it."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def settle(folder: Path) -> None:
    """Wait until the disk has the names in `folder`. Only where the system lets folders be opened."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _seal(folder: Path, kind: str, facts: Mapping[str, object], bounds: Bounds) -> None:
    with (folder / DATA).open("rb+") as file:
        length = file.seek(0, os.SEEK_END)
        for sums in [_sums(file, start, min(_WINDOW, length - start)) for start in range(0, length, _WINDOW)]:
            file.write(sums.astype("<u8").data)
        file.flush()
        os.fsync(file.fileno())
    said = {"kind": kind, "facts": facts, "length": length, "stretches": bounds}
    body = json.dumps(said).encode()
    write_settled(folder / SEAL, b"%s\n%d\n" % (body, zlib.crc32(body)))
    settle(folder)


def _sums(file: BinaryIO, start: int, size: int) -> NDArray[np.uint64]:
    """The sums of some blocks. Of a file that is mapped all at once all would be held in memory."""
    return sums_of(np.frombuffer(mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ, offset=start), "<u8"))


def _read_seal(path: Path) -> dict[str, Any]:
    try:
        body, checksum, end = path.read_bytes().split(b"\n")
        if end or zlib.crc32(body) != int(checksum):
            raise damaged(path, "the seal of the index is changed")
        said: dict[str, Any] = json.loads(body)
    except OSError as trouble:
        raise damaged(path, "a part of the index is missing") from trouble
    except ValueError as trouble:
        raise damaged(path, "the seal of the index is not whole") from trouble
    return said


def _map(path: Path) -> memoryview:
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            # An empty file cannot be mapped.
            return memoryview(_large(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)) if size else b"")
    except OSError as trouble:
        raise damaged(path, "a part of the index is missing") from trouble
