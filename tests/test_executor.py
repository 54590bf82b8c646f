"""Every item gets one outcome, whoever is killed meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from quoth.errors import DamagedFile
from quoth.executor import Done, Executor, Failed, Overdue, Processes, Serial, WorkerKilled

BOTH = pytest.mark.parametrize("executor", [Serial(), Processes(2)], ids=["serial", "processes"])


class Stubborn(Exception):
    """Cannot be made from what pickle keeps of it."""

    def __init__(self, *, why: str) -> None:
        super().__init__(why)


def double(number: int) -> int:
    return number * 2


def fail_on_odd(number: int) -> int:
    if number % 2:
        raise DamagedFile("the number is odd", where=str(number), todo="Halve it.")
    return number


def kill_on_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def kill_the_first_time(folder: Path) -> str:
    if not (folder / "tried").exists():
        (folder / "tried").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def process_id(_: int) -> int:
    return os.getpid()


def speak(number: int) -> int:
    sys.stdout.write("noise among the answers\n")
    sys.stdout.flush()
    return number


def raise_stubborn(_: int) -> None:
    raise Stubborn(why="it was so")


def return_a_lock(_: int) -> object:
    return threading.Lock()


def sleep_long(_: int) -> None:
    time.sleep(60)


def results(outcomes: Iterable[Done[Any] | Failed]) -> dict[int, Any]:
    return {outcome.index: outcome.result if isinstance(outcome, Done) else outcome.error for outcome in outcomes}


@BOTH
def test_every_item_has_its_result(executor: Executor) -> None:
    assert results(executor.map(double, range(20))) == {number: 2 * number for number in range(20)}


@BOTH
def test_no_items_no_outcomes(executor: Executor) -> None:
    assert list(executor.map(double, [])) == []


@BOTH
def test_an_error_is_the_outcome_of_its_item_only(executor: Executor) -> None:
    found = results(executor.map(fail_on_odd, range(4)))
    assert found[0] == 0
    assert found[2] == 2
    assert isinstance(found[3], DamagedFile)
    assert (found[3].what, found[3].where, found[3].todo) == ("the number is odd", "3", "Halve it.")


def test_an_item_that_kills_its_worker_fails_and_the_others_finish() -> None:
    found = results(Processes(2).map(kill_on_three, range(12)))
    assert isinstance(found.pop(3), WorkerKilled)
    assert found == {number: number for number in range(12) if number != 3}


def test_an_item_whose_worker_was_killed_once_is_tried_again(tmp_path: Path) -> None:
    assert results(Processes(1).map(kill_the_first_time, [tmp_path])) == {0: "done"}


def test_the_work_is_done_elsewhere_and_a_process_is_used_again() -> None:
    ids = set(results(Processes(2).map(process_id, range(10))).values())
    assert os.getpid() not in ids
    assert len(ids) <= 2


def test_what_a_worker_prints_is_no_answer() -> None:
    assert results(Processes(1).map(speak, [1, 2])) == {0: 1, 1: 2}


@pytest.mark.parametrize("function", [raise_stubborn, return_a_lock])
def test_what_cannot_travel_comes_back_as_an_error_that_can(function: Any) -> None:
    (failed,) = Processes(1).map(function, [1])
    assert isinstance(failed, Failed)
    assert str(failed.error).startswith(("Stubborn: it was so", "TypeError: cannot pickle"))


def test_a_function_that_cannot_be_sent_fails_for_every_item() -> None:
    found = results(Processes(2).map(lambda number: number, range(3)))
    assert all(isinstance(error, Exception) for error in found.values())
    assert set(found) == {0, 1, 2}


def test_where_no_process_can_be_started_every_item_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr("quoth.executor._started", refuse)
    found = results(Processes(2).map(double, range(5)))
    assert [type(error) for error in found.values()] == [BlockingIOError] * 5


def test_an_item_that_comes_to_no_end_is_given_up_and_the_others_finish() -> None:
    begun = time.monotonic()
    found = results(Processes(1, deadline=4.0).map(_sleep_unless_first, [0, 1, 0]))
    assert time.monotonic() - begun < 20
    assert isinstance(found[1], Overdue)
    assert "given up after 4 seconds" in str(found[1])
    assert (found[0], found[2]) == (None, None)


def test_leaving_early_ends_the_processes() -> None:
    begun = time.monotonic()
    outcomes = Processes(2).map(_sleep_unless_first, range(4))
    assert next(outcomes) == Done(index=0, result=None)
    outcomes.close()
    assert time.monotonic() - begun < 20


def _sleep_unless_first(number: int) -> None:
    if number:
        time.sleep(60)


SCRIPT = """
import os, sys, test_executor
from quoth.executor import Processes
sys.stdout.write(f"begun {os.getpid()}\\n"); sys.stdout.flush()
for outcome in Processes(2).map(test_executor.%s, range(2)):
    sys.stdout.write(f"{outcome.index}\\n"); sys.stdout.flush()
"""


def script(function: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    program = [sys.executable, "-c", SCRIPT % function]
    return subprocess.Popen(program, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_script_without_a_guard_runs_once() -> None:
    with script("double") as process:
        out, _ = process.communicate(timeout=60)
    assert sorted(out.split()) == sorted(["0", "1", "begun", str(process.pid)])


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_or_killed_it_leaves_no_process_behind(how: signal.Signals) -> None:
    with script("sleep_long") as process:
        assert process.stdout is not None
        process.stdout.readline()
        children = _wait_for_children(process.pid, 2)
        process.send_signal(how)
        process.communicate(timeout=20)
    deadline = time.monotonic() + 20
    while any(_lives(child) for child in children):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _wait_for_children(process: int, count: int) -> list[int]:
    listing = Path(f"/proc/{process}/task")
    if not listing.exists():
        pytest.skip("needs /proc to see the children of a process")
    for _ in range(200):
        found = [int(c) for thread in listing.iterdir() for c in (thread / "children").read_text().split()]
        if len(found) == count:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{count} children were expected")


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        return state != "Z"
    except FileNotFoundError:
        return False
