"""Folders that are written once and never changed: named stretches of bytes, and a seal that says what they are.

The seal (`seal.json`) is written last and holds the kind and format version of the folder, some facts, and the size
and CRC-32 of every stretch; a CRC-32 of its own is its last line. What is not whole is refused, never guessed at.
Numbers on disk are little-endian, whatever the machine.
"""

from __future__ import annotations

import json
import mmap
import os
import zlib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from quoth.errors import DamagedIndex

__all__ = ["REMEDY", "OtherKind", "open_sealed", "seal", "settle", "write_sealed", "write_settled"]

SEAL = "seal.json"
REMEDY = "Delete the folder; it is made again from the sources."


class OtherKind(DamagedIndex):
    """The folder is whole, and of another kind or version."""


def write_sealed(folder: Path, *, kind: str, facts: Mapping[str, Any], stretches: Mapping[str, memoryview]) -> None:
    """Make `folder`, which must not exist, and put everything safely on the disk. `facts` are plain JSON values,
    `stretches` file names and their bytes."""
    folder.mkdir(parents=True)
    for name, stretch in stretches.items():
        write_settled(folder / name, stretch)
    _seal(folder, kind, facts, {name: (stretch.nbytes, zlib.crc32(stretch)) for name, stretch in stretches.items()})


def seal(folder: Path, *, kind: str, names: Collection[str]) -> None:
    """Put safely on the disk what others have written into `folder` under these names."""
    sizes = {}
    for name in names:
        with (folder / name).open("rb+") as file:
            data = file.read()
            os.fsync(file.fileno())
        sizes[name] = len(data), zlib.crc32(data)
    _seal(folder, kind, {}, sizes)


def _seal(folder: Path, kind: str, facts: Mapping[str, Any], sizes: Mapping[str, tuple[int, int]]) -> None:
    body = json.dumps({"kind": kind, "facts": facts, "stretches": sizes}, ensure_ascii=True, sort_keys=True)
    write_settled(folder / SEAL, memoryview(f"{body}\n{zlib.crc32(body.encode())}\n".encode()))
    settle(folder)


def open_sealed(folder: Path, *, kind: str) -> tuple[dict[str, Any], dict[str, memoryview]]:
    """The facts, and the stretches mapped from the disk; every byte is compared with the seal (about 2 GB a second).

    Raises `DamagedIndex` when anything is missing, cut short or changed, and its child `OtherKind`.
    """
    said = _read_seal(folder)
    if said["kind"] != kind:
        what = f"the index is of the kind “{said['kind']}”, not “{kind}”"
        raise OtherKind(what, where=str(folder / SEAL), todo=REMEDY)
    return said["facts"], {name: _map(folder / name, *size) for name, size in said["stretches"].items()}


def write_settled(path: Path, data: memoryview) -> None:
    """Write a file and wait until the disk has it."""
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


def _read_seal(folder: Path) -> dict[str, Any]:
    try:
        body, checksum, end = (folder / SEAL).read_bytes().split(b"\n")
        if end or zlib.crc32(body) != int(checksum):
            raise _damaged(folder / SEAL, "the seal of the index is changed")
        said: dict[str, Any] = json.loads(body)
    except OSError as trouble:
        raise _damaged(folder / SEAL, "a part of the index is missing") from trouble
    except ValueError as trouble:
        raise _damaged(folder / SEAL, "the seal of the index is not whole") from trouble
    return said


def _map(path: Path, size: int, checksum: int) -> memoryview:
    try:
        with path.open("rb") as file:
            found = os.fstat(file.fileno()).st_size
            # An empty file cannot be mapped.
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if found else b"")
    except OSError as trouble:
        raise _damaged(path, "a part of the index is missing") from trouble
    if found != size:
        raise _damaged(path, f"a part of the index has {found} bytes where {size} were written")
    if zlib.crc32(data) != checksum:
        raise _damaged(path, "a part of the index is changed since it was written")
    return data


def _damaged(path: Path, what: str) -> DamagedIndex:
    return DamagedIndex(what, where=str(path), todo=REMEDY)
