"""Does the same thing to many items: here, or in processes of their own that may be killed without harm.

`map` yields an outcome for every item, exactly one, as soon as it is known; each says by its `index` which item it is
of, so that the whole can be put in order whatever came first. Nothing that one item does stops the others.

The processes are fresh interpreters that are spoken to through pipes. They are not forks, for a fork copies the locks
of threads that it does not copy; and not those of `multiprocessing`, which first run the caller's script again and so
harm whoever calls from a script without a guard. A function is sent by its name: it must stand in a module that can be
imported.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

__all__ = ["Done", "Executor", "Failed", "Outcomes", "Overdue", "Processes", "Serial", "WorkerKilled"]

Item = TypeVar("Item")
Result = TypeVar("Result")

DEADLINE = 300.0  # seconds: the thickest books take a few
TRIES = 2  # a worker may be killed for what its neighbours do; an item whose every worker is killed is to blame


class WorkerKilled(Exception):
    """The process at work on an item was killed (out of memory, a fault in compiled code) each time it was tried."""


class Overdue(WorkerKilled):
    """The process at work on an item was killed because it did not come to an end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Generic[Result]):
    """What the function returned for items[index]."""

    index: int
    result: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """What the function raised for items[index]; `WorkerKilled` where it could not even raise."""

    index: int
    error: Exception


Outcomes: TypeAlias = Generator[Done[Result] | Failed, None, None]


class Executor(Protocol):
    """Where the work is done. Outcomes come in any order, one for each item; closing the generator ends the work."""

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Outcomes[Result]: ...


@dataclass(frozen=True, slots=True)
class Serial:
    """One item after the other, in this process."""

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Outcomes[Result]:
        return (_outcome(function, index, item) for index, item in enumerate(items))


@dataclass(frozen=True, slots=True)
class Processes:
    """Several at a time, each in a process; `workers` None means one for each processor that we may use.

    Function, items and results must be picklable. An item is handed out only when a process is free for it, so a
    killed process costs no more than the one item it had, which is tried once more after all the others. An item that
    takes more than `deadline` seconds is given up, and not tried again.
    """

    workers: int | None = None
    deadline: float = DEADLINE

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Outcomes[Result]:
        job = _Job(self.deadline)
        for index, item in enumerate(items):
            job.waiting.put(_Task(function, index, item))
        crew = [_Worker(job) for _ in range(min(self.workers or _processors(), len(items)))]
        try:
            for worker in crew:
                worker.start()
            for _ in items:
                yield job.outcomes.get()
        finally:
            job.ended.set()
            for worker in crew:
                worker.dismiss()


@dataclass(frozen=True, slots=True)
class _Task:
    function: Callable[[Any], Any]
    index: int
    item: Any
    tries: int = 1


class _Job:
    """What the workers of one call share."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self.waiting: queue.SimpleQueue[_Task] = queue.SimpleQueue()
        self.outcomes: queue.SimpleQueue[Done[Any] | Failed] = queue.SimpleQueue()
        self.ended = threading.Event()


class _Worker(threading.Thread):
    """A thread that hands tasks to one process and starts another when that one dies."""

    def __init__(self, job: _Job) -> None:
        super().__init__(daemon=True)
        self._job = job
        self._process: subprocess.Popen[bytes] | None = None
        self._changing = threading.Lock()  # no process is started once the worker is dismissed

    def run(self) -> None:
        while not self._job.ended.is_set():
            try:
                task = self._job.waiting.get_nowait()
            except queue.Empty:
                return
            self._do(task)

    def dismiss(self) -> None:
        """Kill the process, whatever it does."""
        with self._changing:
            self._bury()
        if self.ident is not None:  # an interruption may come before it is started
            self.join()

    def _do(self, task: _Task) -> None:
        try:
            outcome = self._ask(pickle.dumps((task.index, pickle.dumps((task.function, task.item)))))
        except Exception as error:  # it cannot be sent, its answer cannot be understood, no process can be started
            outcome = Failed(index=task.index, error=error)
        if outcome is not None:
            self._job.outcomes.put(outcome)
        elif task.tries < TRIES:
            self._job.waiting.put(_Task(task.function, task.index, task.item, task.tries + 1))
        else:
            killed = WorkerKilled("the process at work on it was killed")
            self._job.outcomes.put(Failed(index=task.index, error=killed))

    def _ask(self, request: bytes) -> Done[Any] | Failed | None:
        """The process's answer; None if it died over it."""
        process = self._alive()
        if process is None or process.stdin is None or process.stdout is None:
            return None
        overdue = threading.Event()
        clock = threading.Timer(self._job.deadline, _end, (process, overdue))
        clock.daemon = True
        try:
            clock.start()
            process.stdin.write(request)
            process.stdin.flush()
            answer: Done[Any] | Failed = pickle.load(process.stdout)  # noqa: S301
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            with self._changing:
                self._bury()
            if overdue.is_set():
                raise Overdue(f"it was given up after {self._job.deadline:.0f} seconds") from None
            return None
        finally:
            clock.cancel()
        return answer

    def _alive(self) -> subprocess.Popen[bytes] | None:
        with self._changing:
            if self._process is None and not self._job.ended.is_set():
                self._process = _started()
            return self._process

    def _bury(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not yet written to a dead process
                if pipe is not None:
                    pipe.close()
        self._process.wait()
        self._process = None


def _end(process: subprocess.Popen[bytes], overdue: threading.Event) -> None:
    overdue.set()
    process.kill()


def _started() -> subprocess.Popen[bytes]:
    """A process that finds its modules where this one does. It is no part of the terminal's group: the keyboard speaks
    to the parent, which ends it."""
    program = f"import sys; sys.path[:] = {sys.path!r}; from quoth.executor import serve; serve()"
    arguments = [sys.executable, "-c", program]
    return subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)  # noqa: S603


def serve() -> None:
    """The life of a process: answers requests from standard input until that is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where there are no groups
    requests: queue.SimpleQueue[tuple[int, bytes]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not get among the answers
        while True:
            index, packed = requests.get()
            answers.write(_packed(_outcome(_call, index, packed)))
            answers.flush()


def _listen(requests: queue.SimpleQueue[tuple[int, bytes]]) -> None:
    """Takes requests; ends the process, even in the middle of its work, when the parent is no more."""
    while True:
        try:
            requests.put(pickle.load(sys.stdin.buffer))  # noqa: S301
        except (EOFError, pickle.UnpicklingError):
            os._exit(0)


def _call(packed: bytes) -> Any:
    function, item = pickle.loads(packed)  # noqa: S301
    return function(item)


def _packed(outcome: Done[Any] | Failed) -> bytes:
    """The outcome as bytes. A result or an error that does not survive the way is replaced by an error that does."""
    try:
        data = pickle.dumps(outcome)
        if isinstance(outcome, Failed):
            pickle.loads(data)  # noqa: S301
    except Exception as error:
        lost = outcome.error if isinstance(outcome, Failed) else error
        return pickle.dumps(Failed(index=outcome.index, error=RuntimeError(f"{type(lost).__name__}: {lost}")))
    return data


def _outcome(function: Callable[[Item], Result], index: int, item: Item) -> Done[Result] | Failed:
    try:
        return Done(index=index, result=function(item))
    except Exception as error:
        return Failed(index=index, error=error)


def _processors() -> int:
    """How many processors this process may use: in a container often fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
