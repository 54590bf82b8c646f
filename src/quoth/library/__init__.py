"""What the user owns, and its index."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quoth.library.index import Library, open_library

__all__ = ["Library", "open_library"]


def __getattr__(name: str) -> object:
    """The index and all that it needs are loaded for these two, and not for what is known of sources without one."""
    if name not in __all__:
        raise AttributeError(name)
    from quoth.library import index  # noqa: PLC0415

    return getattr(index, name)
