"""What must always hold, whatever is checked: the invariants of ARCHITECTURE.md that no single room can keep alone."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import os
import pkgutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import quoth
import quoth.model
from quoth.demo import portrait
from quoth.model.finding import Report
from quoth.writers import json as json_writer

MODEL = [importlib.import_module(f"quoth.model.{module.name}") for module in pkgutil.iter_modules(quoth.model.__path__)]
VALUES = sorted(
    {
        kind
        for module in MODEL
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if dataclasses.is_dataclass(kind)
    },
    key=lambda kind: kind.__name__,
)


@pytest.fixture(scope="module")
def report() -> Report:
    with portrait() as (manuscript, _):
        return quoth.check(manuscript)


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_values_do_not_change(kind: type) -> None:
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(kind)
    assert all(field.kw_only for field in dataclasses.fields(kind))
    types = [str(field.type) for field in dataclasses.fields(kind)]
    assert not any(changeable in type_ for type_ in types for changeable in ("list[", "dict[", "set["))


def test_edit_steps_applied_to_the_passage_give_the_quotation(report: Report) -> None:
    text = report.manuscript.text
    for verdict in report.verdicts:
        place = verdict.alignment
        if place is None:
            continue
        rebuilt = [
            place.printed(edit) if edit.op == "equal" else edit.quotation.of(text)
            for edit in place.edits
        ]  # fmt: skip
        assert "".join(rebuilt) == place.quotation.of(text)
        assert "".join(place.printed(edit) for edit in place.edits) == place.passage.text


def test_not_found_says_what_was_searched(report: Report) -> None:
    missing = [verdict for verdict in report.verdicts if verdict.wording == "not-found"]
    assert missing
    everything = tuple(sorted(witness.id for witness in report.library.witnesses))
    assert all(verdict.searched == everything for verdict in missing)
    assert report.library.commit


def test_nothing_opens_a_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refused)
    with portrait() as (manuscript, _):
        assert quoth.check(manuscript).findings


def test_same_input_same_bytes(tmp_path: Path) -> None:
    """In two processes that order their sets differently, one of them with an index made anew."""
    program = (
        "import quoth, sys\nfrom quoth.demo import portrait\nfrom quoth.writers.json import write\n"
        "with portrait() as (manuscript, _):\n    sys.stdout.buffer.write(write(quoth.check(manuscript)).encode())\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "QUOTH_CACHE": str(tmp_path / cache)},
            capture_output=True,
            check=True,
        ).stdout
        for seed, cache in (("1", "one"), ("2", "one"), ("3", "two"))
    ]
    assert said[0] == said[1] == said[2]


def test_the_report_names_no_place_of_the_machine_but_the_manuscripts(report: Report) -> None:
    written = json_writer.write(report).replace(report.manuscript.path, "")
    assert str(Path.home()) not in written
    assert os.environ["QUOTH_CACHE"] not in written


def test_the_public_names_are_there() -> None:
    assert all(hasattr(quoth, name) for name in quoth.__all__)
    assert set(quoth.__all__) == {"QuothError", "__version__", "check", "open_library", "portray", "works"}
