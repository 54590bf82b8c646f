"""A library whose writer is killed, whose files are damaged, that several use at once: nothing committed is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from tests.library.shelf import LATER, NINON, SERGE, Spy, found, parts, write

import quoth
from quoth.errors import DamagedIndex
from quoth.executor import Executor
from quoth.library import Library, open_library
from quoth.library.store import Store

pytestmark = pytest.mark.usefixtures("no_waiting_for_the_disk")


class Killed(BaseException):
    pass


def test_a_writer_stopped_before_its_commit_loses_nothing_committed(books: Path, cache: Path) -> None:
    before = open_library([books], cache=cache)
    write(books, {"later.txt": LATER})
    with patch.object(Store, "put_commit", side_effect=Killed), pytest.raises(Killed):
        open_library([books], cache=cache)
    assert parts(cache) == ["catalogue-2", "commit", "lock", "segment-1", "segment-3"]
    (books / "later.txt").unlink()
    spy = Spy()
    assert open_library([books], cache=cache, executor=spy).state == before.state
    assert spy.read == []
    write(books, {"other.txt": LATER})
    open_library([books], cache=cache)
    assert "segment-3" not in parts(cache), "what the killed writer left is swept away"


KILLED_AT = ["Unsealed", "build", "write_catalogue", "seal", "write_settled"]
SCRIPT = """
import os, signal, sys
from pathlib import Path
from quoth.library import open_library, store
setattr(store, sys.argv[1], lambda *args, **kwargs: os.kill(os.getpid(), signal.SIGKILL))
open_library([Path(sys.argv[2])], cache=Path(sys.argv[3]))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("moment", KILLED_AT)
def test_a_writer_killed_at_any_moment_loses_nothing_committed(moment: str, books: Path, cache: Path) -> None:
    open_library([books], cache=cache)
    write(books, {"later.txt": LATER})
    killed = subprocess.run([sys.executable, "-c", SCRIPT, moment, str(books), str(cache)], check=False)
    assert killed.returncode == -signal.SIGKILL
    spy = Spy()
    library = open_library([books], cache=cache, executor=spy)
    assert spy.read == ["later.txt"]
    assert found(library, "tin box") == ["later", "ninon"]
    assert library.warnings == ()
    assert len(parts(cache)) == 5


def every_part(cache: Path) -> Iterator[Path]:
    (index,) = (cache / "libraries").iterdir()
    yield from sorted(path for path in index.rglob("*") if path.is_file() and path.name != "lock")


def asked(books: Path, cache: Path, executor: Executor | None = None) -> Library:
    """The library, every byte of which that can be asked for was: opened again in doubt where that shows damage."""
    try:
        library = open_library([books], cache=cache, executor=executor)
        for witness in library.state.witnesses:
            library.text(witness.id)[:]
        for segment in library.segments:
            segment.gathered(np.array([0]), np.array([segment.total]))
            for place in range(len(segment.witnesses)):
                words = segment.words_of(place)
                segment.ranges_of(words.hashes.reshape(-1, 1))
    except DamagedIndex:
        return open_library([books], cache=cache, executor=executor, doubt=True)
    return library


@pytest.mark.parametrize("harm", ["flip", "cut", "remove"])
def test_a_damaged_index_is_named_and_made_anew(harm: str, books: Path, tmp_path: Path) -> None:
    whole = open_library([books], cache=tmp_path / "whole")
    for number, part in enumerate(every_part(tmp_path / "whole")):
        cache = tmp_path / str(number)
        shutil.copytree(tmp_path / "whole", cache)
        damaged = cache / part.relative_to(tmp_path / "whole")
        damage(damaged, harm)
        mended = asked(books, cache)
        assert mended.state == whole.state
        assert found(mended, "tin box") == ["ninon"]
        if damaged.name != "commit" or harm != "remove":  # without a commit there is no index to be damaged
            (notice,) = mended.warnings
            assert notice.code == "W201"
            assert Path(notice.where) in (damaged, *damaged.parents), (notice, damaged)
        assert open_library([books], cache=cache, executor=Spy()).warnings == ()


def damage(path: Path, harm: str) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x04
    if harm == "remove":
        path.unlink()
    else:
        path.write_bytes(data if harm == "flip" else data[: len(data) // 2])


def test_a_check_that_meets_damage_is_made_again(books: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTH_CACHE", str(tmp_path / "cache"))
    (tmp_path / "life.md").write_text(f"“{NINON}”\n\nNobody asked.", "utf-8")
    whole = quoth.check(tmp_path / "life.md", [books])
    for data in (tmp_path / "cache").glob("libraries/*/segment-*/data"):
        damage(data, "flip")
    again = quoth.check(tmp_path / "life.md", [books])
    assert [verdict.wording for verdict in again.verdicts] == [verdict.wording for verdict in whole.verdicts]
    assert [warning.code for warning in again.manuscript.warnings] == ["W201"]
    assert quoth.check(tmp_path / "life.md", [books]).manuscript.warnings == ()


def test_only_what_was_in_the_damaged_segment_is_read_again(books: Path, cache: Path) -> None:
    open_library([books], cache=cache)
    write(books, {"later.txt": LATER})
    open_library([books], cache=cache)
    (data,) = cache.glob("libraries/*/segment-3/data")
    damage(data, "flip")
    spy = Spy()
    library = asked(books, cache, spy)
    assert spy.read == ["later.txt"]
    assert library.warnings[0].where == str(data)
    assert "since it was written" in library.warnings[0].message


def test_a_damaged_segment_whose_files_are_gone_is_forgotten(books: Path, cache: Path) -> None:
    open_library([books], cache=cache)
    write(books, {"later.txt": LATER})
    open_library([books], cache=cache)
    (data,) = cache.glob("libraries/*/segment-3/data")
    damage(data, "flip")
    (books / "later.txt").unlink()
    spy = Spy()
    notices = [open_library([books], cache=cache, executor=spy, doubt=True).warnings for _ in range(2)]
    assert [len(warnings) for warnings in notices] == [1, 0]
    assert spy.read == []


def test_an_open_library_stays_as_it_is(books: Path, cache: Path) -> None:
    before = open_library([books], cache=cache)
    write(books, {"letters/ninon.txt": LATER})
    (books / "serge.txt").unlink()
    after = open_library([books], cache=cache)
    assert (before.text("ninon")[:], after.text("ninon")[:]) == (NINON, LATER)
    assert found(before, "made") == ["serge", "serge"]


OPENER = """
import sys
from pathlib import Path
from quoth.library import open_library
library = open_library([Path(sys.argv[1])], cache=Path(sys.argv[2]))
print(library.state.commit, library.total, len(library.text("serge")), len(library.warnings))
"""


def test_two_who_open_at_once_see_one_library(books: Path, cache: Path) -> None:
    command = [sys.executable, "-c", OPENER, str(books), str(cache)]
    openers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    answers = {opener.communicate(timeout=60)[0] for opener in openers}
    assert parts(cache) == ["catalogue-2", "commit", "lock", "segment-1"], "one of them wrote"
    library = open_library([books], cache=cache)
    assert answers == {f"{library.state.commit} {library.total} {len(SERGE)} 0\n"}


def test_readers_and_writers_in_one_process_do_not_meet_halves(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "books"
    write(folder, {"fixed.txt": SERGE})
    troubles: list[BaseException] = []

    def keep_opening() -> None:
        try:
            for _ in range(15):
                library = open_library([folder], cache=cache)
                assert found(library, "remains to be") == ["fixed"]
                assert library.text("fixed")[:] == SERGE
                assert library.warnings == ()
        except BaseException as trouble:
            troubles.append(trouble)

    threads = [threading.Thread(target=keep_opening) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(10):
        write(folder, {f"{number}.txt": LATER})
        time.sleep(0.02)
    for thread in threads:
        thread.join()
    assert troubles == []
