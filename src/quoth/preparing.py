"""Who is told that code is being compiled: it takes half a minute once, and nobody should wait without knowing why.

The compiler is not loaded for this: who waits says so before there is any work, and `compiled` tells when it comes to
compiling, which it does not where the code is kept from an earlier run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["Told", "announce", "told_of_compiling"]

Told = Callable[[str], None]

_told: list[Told] = []


@contextmanager
def told_of_compiling(tell: Told) -> Iterator[None]:
    """While the block runs, `tell(name)` is called whenever this process begins to compile a function."""
    _told.append(tell)
    try:
        yield
    finally:
        _told.remove(tell)


def announce(name: str) -> None:
    """The function of this name is about to be compiled."""
    for tell in tuple(_told):
        tell(name)
