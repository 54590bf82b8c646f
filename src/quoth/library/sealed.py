"""Folders that are written once and never changed: stretches of bytes in `data`, and in `seal.json` what they are.

The seal is written last and holds the kind and format version of the folder, some facts, the length and CRC-32 of the
data, and where each stretch begins and ends; a CRC-32 of its own is its last line. What is not whole is refused, never
guessed at. Numbers in the stretches are little-endian, whatever the machine.
"""

from __future__ import annotations

import json
import mmap
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quoth.errors import DamagedIndex

__all__ = ["DATA", "REMEDY", "OtherKind", "open_sealed", "seal", "settle", "write_sealed", "write_settled"]

DATA, SEAL = "data", "seal.json"
REMEDY = "Delete the folder; it is made again from the sources."
ALIGNED = 64  # bytes: where a stretch may begin

Bounds = dict[str, tuple[int, int]]  # of each stretch: where it begins and ends


class OtherKind(DamagedIndex):
    """The folder is whole, and of another kind or version."""


def write_sealed(folder: Path, *, kind: str, facts: Mapping[str, Any], stretches: Mapping[str, memoryview]) -> None:
    """Make `folder`, which must not exist, and put everything safely on the disk. `facts` are plain JSON values."""
    folder.mkdir(parents=True)
    bounds: Bounds = {}
    checksum = 0
    with (folder / DATA).open("xb") as file:
        for name, stretch in stretches.items():
            bounds[name] = file.tell(), file.tell() + stretch.nbytes
            padding = bytes(-stretch.nbytes % ALIGNED)
            for piece in (stretch, padding):
                file.write(piece)
                checksum = zlib.crc32(piece, checksum)
        length = file.tell()
        file.flush()
        os.fsync(file.fileno())
    _seal(folder, {"kind": kind, "facts": facts, "data": [length, checksum], "stretches": bounds})


def seal(folder: Path, *, kind: str) -> None:
    """Put safely on the disk the `data` that somebody else has written, as one stretch with that name."""
    with (folder / DATA).open("rb+") as file:
        data = file.read()
        os.fsync(file.fileno())
    said = {"kind": kind, "facts": {}, "data": [len(data), zlib.crc32(data)], "stretches": {DATA: [0, len(data)]}}
    _seal(folder, said)


def open_sealed(folder: Path, *, kind: str) -> tuple[dict[str, Any], dict[str, memoryview]]:
    """The facts, and the stretches mapped from the disk; every byte is compared with the seal (about 2 GB a second).

    Raises `DamagedIndex` when anything is missing, cut short or changed, and its child `OtherKind`.
    """
    said = _read_seal(folder / SEAL)
    if said["kind"] != kind:
        what = f"the index is of the kind “{said['kind']}”, not “{kind}”"
        raise OtherKind(what, where=str(folder / SEAL), todo=REMEDY)
    data = _map(folder / DATA)
    if [len(data), zlib.crc32(data)] != said["data"]:
        cut = len(data) < said["data"][0]
        raise _damaged(folder / DATA, f"the index is {'cut short' if cut else 'changed'} since it was written")
    bounds: Bounds = said["stretches"]
    return said["facts"], {name: data[start:stop] for name, (start, stop) in bounds.items()}


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


def _seal(folder: Path, said: Mapping[str, Any]) -> None:
    body = json.dumps(said).encode()
    write_settled(folder / SEAL, b"%s\n%d\n" % (body, zlib.crc32(body)))
    settle(folder)


def _read_seal(path: Path) -> dict[str, Any]:
    try:
        body, checksum, end = path.read_bytes().split(b"\n")
        if end or zlib.crc32(body) != int(checksum):
            raise _damaged(path, "the seal of the index is changed")
        said: dict[str, Any] = json.loads(body)
    except OSError as trouble:
        raise _damaged(path, "a part of the index is missing") from trouble
    except ValueError as trouble:
        raise _damaged(path, "the seal of the index is not whole") from trouble
    return said


def _map(path: Path) -> memoryview:
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            # An empty file cannot be mapped.
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b"")
    except OSError as trouble:
        raise _damaged(path, "a part of the index is missing") from trouble


def _damaged(path: Path, what: str) -> DamagedIndex:
    return DamagedIndex(what, where=str(path), todo=REMEDY)
