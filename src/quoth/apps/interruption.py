"""An interruption from the keyboard is heard where it ends the run, and not where it is lost.

Python raises KeyboardInterrupt in whatever function happens to be running. Some are called by code that cannot hand an
exception on: what the compiler calls back while it links prints the interruption and goes on; what a kernel calls to
return its arrays leaves one half made, and the process dies; finalizers and what an import leaves behind ignore all.
So an interruption that finds one of these at work waits until it has ended, or until the next function is compiled.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from quoth.preparing import told_of_compiling

__all__ = ["heard"]

HOLDING = frozenset({"numba", "llvmlite", "importlib", "weakref", "_weakrefset"})  # packages, wherever on the stack
CALLED_BACK = "quoth.linking"  # likewise
FINALIZER = "__del__"
PAUSE = 0.02  # seconds between two attempts to be heard


class _Interruption:
    """It waits from when it came where it could not be heard until it is raised."""

    def __init__(self) -> None:
        self._waits = False

    def come(self, number: int, frame: FrameType | None) -> None:
        """The handler of SIGINT, and of the alarm that calls again."""
        if number == signal.SIGALRM and not self._waits:
            return
        self._waits = True
        if _is_held(frame):
            signal.setitimer(signal.ITIMER_REAL, PAUSE)
        else:
            self._raise()

    def between(self, name: str) -> None:  # noqa: ARG002 - whichever function it is
        """Told when a function is about to be compiled: the compiler is between two."""
        if self._waits:
            self._raise()

    def _raise(self) -> None:
        self._waits = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        raise KeyboardInterrupt


@contextmanager
def heard() -> Iterator[None]:
    """While the block runs, SIGINT raises KeyboardInterrupt in it, soon and surely.

    Where the caller has another mind about SIGINT (a shell that runs us in the background ignores it), or where there
    are no alarms, all stays as it is.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler or not hasattr(signal, "setitimer"):
        yield
        return
    interruption = _Interruption()
    before = {number: signal.signal(number, interruption.come) for number in (signal.SIGALRM, signal.SIGINT)}
    try:
        with told_of_compiling(interruption.between):
            yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _is_held(frame: FrameType | None) -> bool:
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if frame.f_code.co_name == FINALIZER or module == CALLED_BACK or module.partition(".")[0] in HOLDING:
            return True
        frame = frame.f_back
    return False
