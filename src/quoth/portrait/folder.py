"""Where a portrait is put: a folder that appears whole or not at all, and that nobody else has anything in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from quoth.errors import ConfigError, MissingFile, NotAFolder

__all__ = ["MARK", "publish", "refuse_foreign"]

MARK: Final = ".quoth-portrait"  # a file that says that the folder is ours, and lists what we put there
HEAD: Final = "quoth/portrait/1"


def refuse_foreign(folder: Path) -> None:
    """A folder is ours where it is not there, is empty, or is a portrait with nothing added. Raises QuothError."""
    if not folder.absolute().parent.is_dir():
        raise MissingFile("no such folder", where=str(folder.parent), todo="Make it, or name another place.")
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise NotAFolder("this is no folder", where=str(folder), todo="Name a folder for the portrait.")
    if not folder.exists() or not any(folder.iterdir()):
        return
    mark = folder / MARK
    listed = mark.read_text(encoding="utf-8", errors="replace").splitlines() if mark.is_file() else []
    if listed[:1] != [HEAD]:
        todo = "Name a new or an empty folder, or the folder of an older portrait."
        raise ConfigError("the folder holds something else than a portrait", where=str(folder), todo=todo)
    added = sorted(_files(folder) - {*listed[1:], MARK})
    if added:
        todo = "Move it away, or name another folder: the portrait would replace the whole folder."
        raise ConfigError(f"the folder holds “{added[0]}”, which is not of the portrait", where=str(folder), todo=todo)


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def publish(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put `files`, by their paths, into `folder`. They are written beside it and moved in place when all are there; an
    older portrait is there until then. Raises QuothError."""
    refuse_foreign(folder)
    folder = folder.absolute()
    partial, older = (folder.with_name(f".{folder.name}.{os.getpid()}.{end}") for end in ("part", "old"))
    try:
        partial.mkdir()
        for path, content in {**files, MARK: _mark(files)}.items():
            place = partial / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        _move_in(partial, folder, older)
    except OSError as trouble:
        what = f"it cannot be written ({trouble.strerror or trouble})"
        raise NotAFolder(what, where=str(folder), todo="Name another place for --output.") from trouble
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _mark(files: Mapping[str, bytes]) -> bytes:
    return "\n".join([HEAD, *sorted(files), ""]).encode()


def _move_in(partial: Path, folder: Path, older: Path) -> None:
    if folder.exists():
        folder.rename(older)
    try:
        partial.rename(folder)
    except OSError:
        if older.exists():
            older.rename(folder)
        raise
    shutil.rmtree(older, ignore_errors=True)
