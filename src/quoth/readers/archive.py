"""Zip containers (docx, odt, EPUB), opened as if an enemy had made them.

Nothing is ever unpacked to disk: members are read into memory one by one, so a name like "../../etc/passwd" is a
key and no path. What a bomb can cost is bounded before a byte of it is inflated, by the sizes its directory declares
(zipfile never inflates more than those), and by what has been read so far (members that share their bytes).
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib

from quoth.errors import DamagedFile, ProtectedFile, TooLarge

__all__ = ["Archive", "open_archive"]

MEMBERS = 20_000
MEMBER_BYTES = 128 << 20
TOTAL_BYTES = 512 << 20
RATIO = 250  # XML of a word processor packs 10 to 40 times; a bomb, a thousand
RATIO_FROM = 4 << 20  # a small member may be as repetitive as it likes

_ENCRYPTED = 0x1  # general purpose bit 0: APPNOTE.TXT 4.4.4

_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, NotImplementedError)


class Archive:
    """An open zip. `names` are its members (no folders) in the order of its directory, each once."""

    def __init__(self, packed: zipfile.ZipFile, path: str) -> None:
        self._zip, self._path, self._read = packed, path, 0
        self._members = {member.filename: member for member in packed.infolist() if not member.is_dir()}
        self.names = tuple(self._members)

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """The bytes of member `name`. DamagedFile if it is missing or broken, TooLarge, ProtectedFile."""
        member = self._members.get(name)
        if member is None:
            raise DamagedFile("the part is missing", where=f"{self._path}: {name}", todo=_ANOTHER_COPY)
        self._permit(member)
        try:
            return self._zip.read(member)
        except _BROKEN as error:
            what = f"the part is broken ({error or type(error).__name__})"
            raise DamagedFile(what, where=f"{self._path}: {name}", todo=_ANOTHER_COPY) from error

    def _permit(self, member: zipfile.ZipInfo) -> None:
        where = f"{self._path}: {member.filename}"
        if member.flag_bits & _ENCRYPTED:
            raise ProtectedFile("the part is encrypted", where=where, todo="Save a copy without a password.")
        self._read += member.file_size
        if member.file_size > MEMBER_BYTES or self._read > TOTAL_BYTES:
            raise TooLarge(f"unpacks to more than {MEMBER_BYTES >> 20} MB", where=where, todo=_SPLIT)
        if member.file_size > RATIO_FROM and member.file_size > RATIO * max(member.compress_size, 1):
            raise TooLarge(f"unpacks to more than {RATIO} times its size", where=where, todo=_SPLIT)


_ANOTHER_COPY = "Get or save another copy of the file."
_SPLIT = "If the file is honest, save it anew or in parts."


def open_archive(data: bytes, path: str) -> Archive:
    """The zip in `data`; `path` is what to call it. DamagedFile if it is none, TooLarge if it has too many members."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise DamagedFile(f"not a whole zip container ({error})", where=path, todo=_ANOTHER_COPY) from error
    if len(packed.infolist()) > MEMBERS:
        raise TooLarge(f"a container of more than {MEMBERS} parts", where=path, todo=_SPLIT)
    return Archive(packed, path)
