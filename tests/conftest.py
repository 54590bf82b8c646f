"""What all tests share: the switch that accepts changed expectations, and a cache that is nobody's."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import hypothesis
import pytest

# Machine code is compiled once for all tests and all the processes that they start.
KERNELS = Path(__file__).parent.parent / ".kernels"
os.environ.setdefault("QUOTH_COMPILED", str(KERNELS))

# Who runs the tests in the background of a shell has them ignore interruptions, and all that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples in every run: a test that fails once in a hundred runs is a bug that nobody can look at. Draw others
# with `pytest --hypothesis-profile=wide`. No deadline: whoever calls a kernel first waits until it is compiled.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None)
hypothesis.settings.register_profile("wide", derandomize=False, max_examples=500, deadline=None)
hypothesis.settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what came out into the case files as expected")


@pytest.fixture(scope="session")
def _towns() -> Path:
    """The towns of all lives, laid down once as the kernels are compiled once: it takes seconds."""
    from quoth.life.towns import NAME, ask  # noqa: PLC0415 - bare tests of other rooms load nothing

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUOTH_CACHE", str(KERNELS))
        ask(lambda _: None)
    return KERNELS / NAME


@pytest.fixture(autouse=True)
def _own_cache(_towns: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's own index."""
    cache = tmp_path_factory.mktemp("cache")
    (cache / _towns.name).symlink_to(_towns)
    monkeypatch.setenv("QUOTH_CACHE", str(cache))


@pytest.fixture(scope="session")
def data() -> Path:
    """Real texts to measure on. They stand beside a development checkout and are not part of the project."""
    folder = Path(__file__).parent.parent.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"no data folder at {folder.name}: this checkout stands alone")
    return folder
