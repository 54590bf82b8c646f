"""Where what a command writes goes: to the terminal, a pipe, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path

from quoth.errors import ConfigError, MissingFile, NotAFile

__all__ = ["put", "refuse_overwriting"]


def refuse_overwriting(output: Path | None, manuscripts: Sequence[Path], sources: Sequence[Path]) -> None:
    """The manuscript is never written to, not even when asked; nor is a book, and no report may become one."""
    if output is None:
        return
    from quoth.config import settings_for  # noqa: PLC0415
    from quoth.library.sources import NOT_BOOKS  # noqa: PLC0415

    place, another = output.resolve(), "Name another file for --output."
    if place in {manuscript.resolve() for manuscript in manuscripts}:
        raise ConfigError("that is the manuscript", where=str(output), todo=another)
    folders = {f.resolve() for manuscript in manuscripts for f in settings_for(manuscript, sources).sources}
    if place.suffix.lower() not in NOT_BOOKS and not folders.isdisjoint((place, *place.parents)):
        raise ConfigError("it would lie among the sources, and be searched as a book", where=str(output), todo=another)


def put(text: str, output: Path | None) -> None:
    """Write whole or not at all: a file appears under its name only when it is complete."""
    if output is None:
        _print(text)
        return
    if not output.absolute().parent.is_dir():
        raise MissingFile("no such folder", where=str(output.parent), todo="Make it, or name another place.")
    try:
        if output.is_dir():
            raise NotAFile("this is a folder", where=str(output), todo="Name a file in it.")
        if output.exists() and not stat.S_ISREG(output.stat().st_mode):
            output.write_text(text, encoding="utf-8")  # a pipe or a device cannot be replaced by a file
        else:
            _replace(output.resolve(), text)
    except OSError as trouble:
        what = f"it cannot be written ({trouble.strerror or trouble})"
        raise NotAFile(what, where=str(output), todo="Name another place for --output.") from trouble


def _replace(output: Path, text: str) -> None:
    partial = output.with_name(f".{output.name}.{os.getpid()}.part")
    file = partial.open("x", encoding="utf-8")
    try:
        with file:
            file.write(text)
        partial.replace(output)
    finally:
        partial.unlink(missing_ok=True)


def _print(text: str) -> None:
    """To the terminal or a pipe; a reader that has seen enough (`| head`) is no failure."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
