"""The faults that are planted in kernels: every kernel has tests for it, and what is excused is planted today."""

from __future__ import annotations

import faults


def test_every_kernel_has_tests() -> None:
    assert {kernel.module for kernel in faults.kernels()} == set(faults.TESTS)
    assert [test for tests in faults.TESTS.values() for test in tests if not (faults.ROOT / test).is_file()] == []


def test_faults_that_change_nothing_are_faults_of_today() -> None:
    today = {(kernel.name, fault.wrong) for kernel in faults.kernels() for fault in faults.faults(kernel)}
    assert set(faults.reasons()) - today == set()


def test_bounds_numbers_and_comparisons_are_wrong_one_at_a_time() -> None:
    kernel = next(kernel for kernel in faults.kernels() if kernel.name == "pairs._unequal")
    lines = [fault.wrong for fault in faults.faults(kernel)]
    assert {"for at in range(len(one) - 1):", "if one[at + 1] != two[at]:", "return 2", "return -1"} <= set(lines)
    assert len(lines) == len(set(lines))


def test_a_fault_that_is_planted_is_in_the_kernel_that_is_called() -> None:
    from quoth.library import blocks  # noqa: PLC0415

    whole = blocks.compare.py_func.__code__  # type: ignore[attr-defined]
    kernel = next(kernel for kernel in faults.kernels() if kernel.name == "blocks.compare")
    try:
        faults.plant(next(faults.faults(kernel)))
        assert blocks.compare.py_func.__code__ != whole  # type: ignore[attr-defined]
    finally:
        blocks.compare.py_func.__code__ = whole  # type: ignore[attr-defined]
