"""Whether the tests of every kernel notice that it is wrong by one.

    python bench/faults.py [KERNEL …] [--list]

KERNEL is `module.function` or the beginning of one (`chain`, `order._slot`). Into each kernel one fault after the other
is planted: a number one more or less, a bound of a range, a bound of a slice or an index one more or less, < for <= and
the other way round. Then the tests of its module run, with the examples that they always run with, until one fails. A
fault that no test notices is named; one that changes no result stands in equivalent.toml with the reason.

Kernels are not compiled here: they run as the Python that they are written in, each fault in a process of its own that
is given so much memory and time, since a kernel that is wrong may never end.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import resource
import signal
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType
from typing import NamedTuple

import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"
ROOMS = ("fold", "readers", "library", "engine")
EQUIVALENT = Path(__file__).with_name("equivalent.toml")
TESTS = {
    "quoth.fold.walking": ["tests/test_fold.py"],
    "quoth.readers.scanning": ["tests/readers/test_scanning.py"],
    "quoth.library.blocks": ["tests/library/test_blocks.py", "tests/library/test_texts.py"],
    "quoth.library.lookup": ["tests/library/test_lookup.py"],
    "quoth.library.merging": ["tests/library/test_merging.py"],
    "quoth.library.order": ["tests/library/test_order.py"],
    "quoth.library.spans": ["tests/library/test_spans.py", "tests/library/test_merging.py"],
    "quoth.library.texts": ["tests/library/test_texts.py"],
    "quoth.engine.seed": ["tests/engine/test_seed.py"],
    "quoth.engine.regions": ["tests/engine/test_chain.py"],
    "quoth.engine.chain": ["tests/engine/test_chain.py"],
    "quoth.engine.pairs": ["tests/engine/test_align.py"],
}
GRACE, LONGEST = 2, 60  # seconds of processor time that a test may take: beside thrice what it takes; at most
UNPLANTED = 255
MEMORY = 6 << 30  # bytes of addresses
OTHER: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}


__all__ = ["ROOT", "TESTS", "faults", "kernels", "reasons"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kernel:
    """A function of a module, and its tree, which faults are planted in."""

    module: str
    tree: ast.FunctionDef

    @property
    def name(self) -> str:
        return f"{self.module.rpartition('.')[2]}.{self.tree.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One node of the tree of a kernel for another."""

    kernel: Kernel
    statement: ast.stmt  # the innermost that it stands in
    parent: ast.AST
    field: str
    place: int | None
    planted: ast.AST

    @property
    def there(self) -> ast.AST:
        held = getattr(self.parent, self.field)
        return held if self.place is None else held[self.place]  # type: ignore[no-any-return]

    @property
    def line(self) -> str:
        """As it is written, but for white space."""
        return ast.unparse(self.statement).partition("\n")[0]

    @property
    def wrong(self) -> str:
        """The same line with the fault."""
        whole = self.there
        self.put(self.planted)
        line = self.line
        self.put(whole)
        return line

    def put(self, node: ast.AST) -> None:
        if self.place is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.place] = node


# -- kernels and what can be wrong with them -------------------------------------------------------------------------


def kernels() -> Iterator[Kernel]:
    """Every kernel, in the order of the rooms and modules."""
    for room in ROOMS:
        for file in sorted((SOURCE / "quoth" / room).glob("*.py")):
            for node in ast.parse(file.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.FunctionDef) and any(map(_is_kernel, node.decorator_list)):
                    node.decorator_list = []
                    _mark_indices(node)
                    yield Kernel(module=f"quoth.{room}.{file.stem}", tree=node)


def _mark_indices(kernel: ast.FunctionDef) -> None:
    """Tuples that are indices know it."""
    for node in ast.walk(kernel):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple):
            node.slice.indexes = True  # type: ignore[attr-defined]


def _is_kernel(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Name) and decorator.id == "kernel"


def faults(kernel: Kernel) -> Iterator[Fault]:
    """Every fault, as the kernel is read. The tree must be whole again before the next is asked for."""
    for statement in (node for node in ast.walk(kernel.tree) if isinstance(node, ast.stmt) and node is not kernel.tree):
        for parent in _of(statement):
            for field, place, planted in _wrong(parent):
                yield Fault(
                    kernel=kernel, statement=statement, parent=parent, field=field, place=place, planted=planted
                )


def _of(statement: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a statement, without those of the statements in it."""
    yield statement
    for node in ast.iter_child_nodes(statement):
        if not isinstance(node, ast.stmt):
            yield from _of(node)


def _wrong(parent: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    """The field of the node, the place in it where it is a list, and what may be planted there."""
    for field, held in ast.iter_fields(parent):
        if isinstance(parent, ast.AnnAssign) and field == "annotation":
            continue
        nodes = list(enumerate(held)) if isinstance(held, list) else [(None, held)]
        for place, node in nodes:
            if isinstance(node, ast.cmpop) and type(node) in OTHER:
                yield field, place, OTHER[type(node)]()
            elif isinstance(node, ast.Constant) and (number := _number(node)) is not None:
                yield from ((field, place, _at(node, ast.Constant(number + step))) for step in (1, -1))
            elif isinstance(node, ast.expr) and _is_bound(parent, field, node):
                yield from ((field, place, _off(node, step)) for step in (ast.Add(), ast.Sub()))


def _number(node: ast.Constant) -> float | None:
    """What the constant says, if it is a number: True is none."""
    return node.value if isinstance(node.value, int | float) and not isinstance(node.value, bool) else None


def _is_bound(parent: ast.AST, field: str, node: ast.expr) -> bool:
    """Whether the node is a bound of a range or slice, or an index, and no plain number nor off one by a number."""
    if isinstance(node, ast.Constant | ast.UnaryOp) or (
        isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub) and isinstance(node.right, ast.Constant)
    ):
        return False
    if isinstance(parent, ast.Call):
        return field == "args" and isinstance(parent.func, ast.Name) and parent.func.id == "range"
    if isinstance(parent, ast.Subscript):
        return field == "slice" and not isinstance(node, ast.Slice | ast.Tuple)
    in_subscript = isinstance(parent, ast.Tuple) and getattr(parent, "indexes", False)
    return isinstance(parent, ast.Slice) or (in_subscript and not isinstance(node, ast.Slice))


def _off(node: ast.expr, step: ast.operator) -> ast.expr:
    return _at(node, ast.BinOp(node, step, _at(node, ast.Constant(1))))


def _at(node: ast.expr, other: ast.expr) -> ast.expr:
    return ast.copy_location(other, node)


# -- planting and testing --------------------------------------------------------------------------------------------


def _function(kernel: Kernel) -> FunctionType:
    function: FunctionType = getattr(importlib.import_module(kernel.module), kernel.tree.name).py_func
    return function


def plant(fault: Fault) -> None:
    """From now on every caller calls the faulty kernel, whatever module has imported it."""
    whole = fault.there
    fault.put(fault.planted)
    function = _function(fault.kernel)
    code = compile(ast.Module([fault.kernel.tree], []), function.__code__.co_filename, "exec")
    there = dict(function.__globals__)
    exec(code, there)
    function.__code__ = there[fault.kernel.tree.name].__code__
    fault.put(whole)


class Planting:
    """A plugin of pytest: when the tests are collected, they are run for each fault in a process of its own."""

    def __init__(self, planted: Sequence[Fault]) -> None:
        self.missed: list[Fault] = []
        self._planted = planted

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        """The examples of every day, and nobody waits for the smallest that fails."""
        import hypothesis  # noqa: PLC0415

        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile("unshrunk", hypothesis.settings.get_profile("same"), phases=phases)
        hypothesis.settings.load_profile("unshrunk")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        tests = _quickest_first(session.items)
        for fault in self._planted:
            failed = _failing(fault, tests)
            if failed is None:
                self.missed.append(fault)
            else:  # what notices one fault notices its neighbours
                tests.insert(0, tests.pop(failed))
        return True


class Test(NamedTuple):
    """A test, and how many seconds of processor time it takes where nothing is wrong."""

    item: pytest.Item
    seconds: float


def _quickest_first(items: Sequence[pytest.Item]) -> list[Test]:
    tests = []
    for item in items:
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        if _failing(None, [Test(item, LONGEST)]) is not None:
            raise SystemExit(f"{item.nodeid} fails before any fault is planted")
        tests.append(Test(item, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before))
    return sorted(tests, key=lambda test: test.seconds)


def _failing(fault: Fault | None, tests: Sequence[Test]) -> int | None:
    """The number of the first test that fails; None where none does. One that does not end is the first, too."""
    child = os.fork()
    if not child:
        os._exit(_run(fault, tests))
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == UNPLANTED:
        raise ChildProcessError(f"{fault} could not be planted")
    return None if code == 0 else max(0, code - 1)


def _run(fault: Fault | None, tests: Sequence[Test]) -> int:
    """In a process of its own: 0 where all pass, else one more than the number of the first that fails."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    try:
        if fault:
            plant(fault)
    except BaseException:
        return UNPLANTED
    for number, (item, seconds) in enumerate(tests):
        signal.setitimer(signal.ITIMER_VIRTUAL, GRACE + 3 * seconds)  # which ends the process
        try:
            reports = runtestprotocol(item, log=False, nextitem=None)
        except BaseException:
            return number + 1
        if any(report.failed for report in reports):
            return number + 1
    return 0


# -- the table -------------------------------------------------------------------------------------------------------


def reasons() -> dict[tuple[str, str], str]:
    """By kernel and faulty line: why it changes nothing."""
    entries = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get("fault", [])
    return {(entry["kernel"], line): entry["why"] for entry in entries for line in entry["planted"]}


def measured(module: str, chosen: Sequence[Kernel]) -> list[Fault]:
    """The faults of these kernels of a module that nobody notices, of those that change something."""
    harmless = reasons()
    planted = [f for kernel in chosen for f in faults(kernel) if (f.kernel.name, f.wrong) not in harmless]
    planting = Planting(planted)
    # plain numbers overflow as those of kernels do, and say so
    asked = ["-q", "-p", "no:cacheprovider", "-W", "ignore::RuntimeWarning", f"--rootdir={ROOT}"]
    with tempfile.TemporaryDirectory(prefix="quoth-faults-") as folder:
        asked += [f"--basetemp={folder}/tests", *(str(ROOT / test) for test in TESTS[module])]
        if pytest.main(asked, [planting]):
            raise SystemExit(f"the tests of {module} could not be run")
    return planting.missed


def main() -> None:
    options = _asked()
    os.environ["NUMBA_DISABLE_JIT"] = "1"  # before anything is imported that has kernels
    sys.path[:0] = [str(SOURCE), str(ROOT), str(ROOT / "bench")]
    chosen = [kernel for kernel in kernels() if not options.kernels or kernel.name.startswith(tuple(options.kernels))]
    if options.list:
        for fault in (fault for kernel in chosen for fault in faults(kernel)):
            print(f"{fault.kernel.name}:{fault.statement.lineno}: {fault.wrong}")
        return
    begin, total = time.perf_counter(), [0, 0, 0, 0]
    print(f"{'kernel':<28}{'planted':>9}{'noticed':>9}{'changes nothing':>17}{'missed':>9}", flush=True)
    for module in dict.fromkeys(kernel.module for kernel in chosen):
        here = [kernel for kernel in chosen if kernel.module == module]
        missed = measured(module, here)
        for kernel in here:
            total = [one + more for one, more in zip(total, _told(kernel, missed), strict=True)]
    print(f"{_row('all', total)}\n{time.perf_counter() - begin:.0f} seconds")
    raise SystemExit(total[-1] > 0)


def _told(kernel: Kernel, missed: Sequence[Fault]) -> list[int]:
    harmless = reasons()
    planted = list(faults(kernel))
    same = sum((kernel.name, fault.wrong) in harmless for fault in planted)
    lost = [fault for fault in missed if fault.kernel is kernel]
    counts = [len(planted), len(planted) - same - len(lost), same, len(lost)]
    print(_row(kernel.name, counts))
    for fault in lost:
        print(
            f"    {fault.statement.lineno}: {fault.line}\n    {'':<{len(str(fault.statement.lineno))}}  {fault.wrong}",
            flush=True,
        )
    return counts


def _row(name: str, counts: Sequence[int]) -> str:
    planted, caught, same, missed = counts
    return f"{name:<28}{planted:9}{caught:9}{same:17}{missed:9}"


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("kernels", nargs="*", metavar="KERNEL")
    asked.add_argument("--list", action="store_true", help="the faults alone")
    return asked.parse_args()


if __name__ == "__main__":
    main()
