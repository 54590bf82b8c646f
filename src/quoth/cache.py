"""Where quoth keeps what it can make again: the index of the sources, compiled code, the list of towns."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["CACHE_VARIABLE", "cache_folder", "named_cache"]

CACHE_VARIABLE = "QUOTH_CACHE"


def cache_folder() -> Path:
    """The folder that the environment names, else the user's own. It need not exist."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - where the environment names none

    return named_cache() or user_cache_path("quoth")


def named_cache() -> Path | None:
    """The folder that the environment names; None if it names none."""
    named = os.environ.get(CACHE_VARIABLE)
    return Path(named).expanduser() if named else None
