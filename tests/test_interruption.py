"""An interruption ends the run, wherever it finds it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.apps.interruption import heard
from quoth.preparing import announce


def press() -> None:
    signal.raise_signal(signal.SIGINT)


def go_on_after(step: Callable[[], object]) -> None:
    """Longer than an interruption waits, and not for ever."""
    step()
    end = time.monotonic() + 5
    while time.monotonic() < end:
        time.sleep(0.01)


def of(package: str, then: Callable[[], None]) -> None:
    """Calls from a function that is of this package."""
    there = {"__name__": package, "then": then}
    exec("def called():\n    then()\ncalled()", there)


class Finalized:
    """Is interrupted when nobody needs it any more."""

    def __del__(self) -> None:
        press()


@pytest.mark.parametrize(
    "package", ["numba.core.serialize", "llvmlite.binding.executionengine", "weakref", "quoth.linking"]
)
def test_in_code_that_would_lose_it_it_waits_until_that_has_ended(package: str) -> None:
    passed = []

    def interrupted() -> None:
        press()
        time.sleep(0.05)
        passed.append("the end")

    with heard(), pytest.raises(KeyboardInterrupt):
        go_on_after(lambda: of(package, interrupted))
    assert passed == ["the end"]


def test_in_a_finalizer_it_waits() -> None:
    with heard(), pytest.raises(KeyboardInterrupt):
        go_on_after(Finalized)


def test_anywhere_else_it_is_heard_at_once() -> None:
    with heard(), pytest.raises(KeyboardInterrupt):
        press()


def test_between_two_functions_that_are_compiled_it_is_heard() -> None:
    passed = []

    def compiling() -> None:
        announce("one")
        press()
        announce("another")
        passed.append("compiled")

    with heard(), pytest.raises(KeyboardInterrupt):
        of("numba.core.dispatcher", compiling)
    assert passed == []


def test_it_is_heard_once() -> None:
    with heard():
        with pytest.raises(KeyboardInterrupt):
            go_on_after(lambda: of("numba", press))
        time.sleep(0.1)
        announce("more")


def test_who_ignores_interruptions_goes_on_ignoring_them() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with heard():
            press()
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_afterwards_all_is_as_it_was() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGALRM)]
    with heard():
        assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGALRM)] != before
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGALRM)] == before


def test_a_run_ends_with_130_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "books").mkdir()
    book = tmp_path / "books" / "slow.txt"
    book.write_text("The quay was long, and the year was longer. " * 1_600_000, encoding="utf-8")
    (tmp_path / "life.md").write_text("She recalled it: “The sea was calm that night”.\n", encoding="utf-8")
    program = "import sys; from quoth.apps.cli import main; sys.argv = ['quoth', *sys.argv[1:]]; main()"
    arguments = ["check", "life.md", "-s", "books", "-o", "report.txt"]
    command = [sys.executable, "-c", program, *arguments]
    run = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True, text=True)
    cache = Path(os.environ["QUOTH_CACHE"])
    deadline = time.monotonic() + 20
    while not (cache / "libraries").exists() and time.monotonic() < deadline:  # until the library is being opened
        time.sleep(0.05)
    os.killpg(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=20)
    assert (run.returncode, err.replace("Preparing the engine: once, and it takes up to a minute…\n", "").strip()) == (
        130,
        "",
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["books", "life.md"]
