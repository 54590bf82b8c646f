"""What a terminal can do: colour where it helps, a bar while one waits, one shape for every error."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from quoth.errors import QuothError
from quoth.preparing import told_of_compiling
from quoth.writers.paint import Paint, Style, plain

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["bars", "painter", "say_error", "width"]

NARROWEST, WIDEST = 60, 120
PREPARING = "Preparing the engine: once, and it takes up to a minute…"
SHOWN = 40  # letters of what is being worked on, beside the bar

_COLOURS: dict[Style, str] = {
    "title": "1",
    "good": "32",
    "quiet": "2",
    "error": "31",
    "warning": "33",
    "info": "36",
    "quoted": "1;31",
    "printed": "1;32",
}

Told = Callable[[int, int, str], None]


def _ansi(text: str, style: Style) -> str:
    return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m"


def painter() -> Paint:
    """Colour for a terminal, none for a file or a pipe; NO_COLOR and FORCE_COLOR are honoured."""
    if os.environ.get("NO_COLOR"):
        return plain
    return _ansi if sys.stdout.isatty() or os.environ.get("FORCE_COLOR") else plain


def width() -> int:
    """Columns to set the page in."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((100, 40)).columns))


@contextmanager
def bars() -> Iterator[Callable[[str], Told]]:
    """Progress bars on standard error while the block runs: `start(what)` gives the function to tell of progress.

    Nothing is drawn where standard error is no terminal. That the engine is being compiled is said anywhere.
    """
    if not sys.stderr.isatty():
        with told_of_compiling(_say_once):
            yield lambda what: _silent  # noqa: ARG005
        return
    with _progress() as progress:
        preparing = progress.add_task(PREPARING, total=None, visible=False, now="")

        def prepare(function: str) -> None:  # noqa: ARG001 - its name says nothing to who waits
            progress.update(preparing, advance=1, visible=True)

        def start(what: str) -> Told:
            task = progress.add_task(what, total=None, visible=False, now="")

            def tell(done: int, of: int, now: str) -> None:
                progress.update(preparing, visible=False)
                progress.update(task, completed=done, total=of, visible=True, now=" ".join(now.split())[:SHOWN])

            return tell

        with told_of_compiling(prepare):
            yield start


@cache
def _say(line: str) -> None:
    """Each line once."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _say_once(function: str) -> None:  # noqa: ARG001
    _say(PREPARING)


def _silent(done: int, of: int, now: str) -> None:
    """Nobody watches."""


def _progress() -> Progress:
    """Loaded when somebody watches: a tenth of a second that a pipe need not wait for."""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
               TextColumn("{task.fields[now]}", style="dim"))  # fmt: skip
    return Progress(*columns, console=Console(stderr=True), transient=True)


def say_error(error: QuothError) -> None:
    """Code, what, where, and what to do, on standard error."""
    bold = sys.stderr.isatty()
    head = f"\x1b[1;31m{error.code}\x1b[0m" if bold else error.code
    sys.stderr.write(f"quoth: {head} {error.where}: {error.what}.\n       {error.todo}\n")
