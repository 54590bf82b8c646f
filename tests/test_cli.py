"""The command line as a user meets it: what it prints, what it refuses, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.apps import cli

BOOK = "The sea was calm that night, and nobody on the quay remembered the storm.\n\nShe wrote nothing for a year.\n"
LIFE = (
    "# A life\n\nShe recalled it: “The sea was calm that night”.[^1]\n\n"
    "[^1]: Anna Voss, *The Quay* (Lund: Ekman, 1931).\n"
)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["quoth", *arguments])
        with pytest.raises(SystemExit) as end:
            cli.main()
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out, said.err

    return call


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A manuscript and a folder with one book."""
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "the-quay.txt").write_text(BOOK, encoding="utf-8")
    (tmp_path / "life.md").write_text(LIFE, encoding="utf-8")
    return tmp_path


def test_check_says_verbatim_and_ends_with_0(run: Run, desk: Path) -> None:
    code, out, _ = run("check", "life.md", "--sources", "books")
    assert code == 0
    assert "✓ verbatim" in out
    assert "1 quotation" in out


def test_check_finds_a_misquotation_and_ends_with_1(run: Run, desk: Path) -> None:
    (desk / "life.md").write_text(LIFE.replace("was calm", "was wild"), encoding="utf-8")
    code, out, _ = run("check", "life.md", "--sources", "books")
    assert code == 1
    assert "Q101 misquotation" in out
    assert "wild" in out
    assert "calm" in out


def test_json_is_one_object_and_for_several_manuscripts_an_array(run: Run, desk: Path) -> None:
    one = json.loads(run("check", "life.md", "-s", "books", "--format", "json")[1])
    assert one["schema"] == "quoth/report/1"
    (desk / "more.md").write_text(LIFE, encoding="utf-8")
    two = json.loads(run("check", "life.md", "more.md", "-s", "books", "--format", "json")[1])
    assert [report["manuscript"]["path"] for report in two] == ["life.md", "more.md"]


def test_output_is_written_whole_and_never_over_the_manuscript(run: Run, desk: Path) -> None:
    assert run("check", "life.md", "-s", "books", "-o", "report.txt")[0] == 0
    assert "✓ verbatim" in (desk / "report.txt").read_text(encoding="utf-8")
    code, _, err = run("check", "life.md", "-s", "books", "-o", "life.md")
    assert (code, "that is the manuscript" in err) == (2, True)
    assert (desk / "life.md").read_text(encoding="utf-8") == LIFE
    assert not list(desk.glob("*.part"))


def test_settings_beside_the_manuscript_name_the_sources(run: Run, desk: Path) -> None:
    (desk / "quoth.toml").write_text('sources = ["books"]\n', encoding="utf-8")
    assert "✓ verbatim" in run("check", "life.md")[1]


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("sources = [\n", "not TOML"),
        ("source = ['books']\n", "there is no setting “source”"),
        ("sources = 3\n", "not a list of paths"),
        ("works = 3\n", "not a table"),
    ],
)
def test_settings_that_cannot_be_meant(run: Run, desk: Path, toml: str, said: str) -> None:
    (desk / "quoth.toml").write_text(toml, encoding="utf-8")
    code, _, err = run("check", "life.md")
    assert code == 2
    assert said in err
    assert "E301" in err


def test_settings_say_outright_which_file_is_which_work(run: Run, desk: Path) -> None:
    (desk / "books" / "the-quay.txt").rename(desk / "books" / "scan-0041.txt")
    (desk / "quoth.toml").write_text('sources = ["books"]\n[works]\n"The Quay" = ["scan-0041.txt"]\n', encoding="utf-8")
    report = json.loads(run("check", "life.md", "-f", "json")[1])
    assert report["works"][0]["witnesses"] == ["scan-0041"]
    assert report["quotations"][0]["verdict"]["attribution"] == "cited-work"


def _make(desk: Path, name: str, data: bytes) -> str:
    (desk / name).write_bytes(data)
    return name


BAD = {
    "missing": ("missing.md", None, "E101"),
    "folder": ("books", None, "E102"),
    "empty": ("empty.md", b"", "E103"),
    "white": ("white.txt", b" \n\n \t\n", "E103"),
    "unknown": ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "E104"),
    "not a zip": ("life.docx", b"PK\x03\x04" + bytes(40), "E105"),
    "not a PDF": ("life.pdf", b"%PDF-1.7\ngarbage", "E105"),
    "old Word": ("life.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "E104"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_manuscripts_get_a_sentence_and_2(run: Run, desk: Path, name: str) -> None:
    path, data, expected = BAD[name]
    if data is not None:
        _make(desk, path, data)
    code, out, err = run("check", path, "--sources", "books", "-o", "report.txt")
    assert code == 2
    assert expected in err
    assert path in err
    assert "Traceback" not in err + out
    assert not (desk / "report.txt").exists()


def test_one_bad_manuscript_does_not_lose_the_others(run: Run, desk: Path) -> None:
    code, out, err = run("check", "missing.md", "life.md", "-s", "books")
    assert code == 2
    assert "E101" in err
    assert "✓ verbatim" in out


def test_missing_sources(run: Run, desk: Path) -> None:
    code, _, err = run("check", "life.md", "--sources", "no-such-folder")
    assert code == 2
    assert "no-such-folder" in err


def test_no_sources_is_no_error(run: Run, desk: Path) -> None:
    code, out, _ = run("check", "life.md")
    assert code == 0
    assert "unchecked" in out
    assert "To look up: 1 work not in the library" in out


def test_a_text_without_quotations_or_notes(run: Run, desk: Path) -> None:
    (desk / "plain.txt").write_text("Nothing is quoted here.\n", encoding="utf-8")
    code, out, _ = run("check", "plain.txt", "-s", "books")
    assert code == 0
    assert "0 quotations" in out


def test_a_bad_book_is_named_and_the_others_are_read(run: Run, desk: Path) -> None:
    _make(desk / "books", "broken.epub", b"PK\x03\x04broken")
    code, out, _ = run("check", "life.md", "-s", "books")
    assert code == 0
    assert "broken.epub" in out
    listed = run("sources", "-s", "books")[1]
    assert "1 could not be read" in listed
    assert "broken.epub" in listed


def test_find(run: Run, desk: Path) -> None:
    code, out, _ = run("find", "the sea was wild that night", "--sources", "books")
    assert code == 0
    assert "calm" in out
    code, out, _ = run("find", "zephyrs over Saskatchewan never quarrel", "--sources", "books")
    assert (code, "Not found in the 1 book" in out) == (1, True)


def test_find_and_sources_need_sources(run: Run, desk: Path) -> None:
    assert "E201" in run("find", "the sea was calm")[2]
    assert "E201" in run("sources")[2]


def test_explain(run: Run) -> None:
    assert "silent-omission" in run("explain", "Q102")[1]
    assert "Q102" in run("explain", "silent-omission")[1]
    assert "L101" in run("explain")[1]
    assert run("explain", "Q999")[0] == 2


def test_version_and_help_load_no_engine() -> None:
    program = (
        "import sys; sys.argv = ['quoth', '--help']\n"
        "from quoth.apps.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'lxml', 'pypdfium2', 'rapidfuzz', 'sqlite3'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_closed_pipe_is_no_failure(desk: Path) -> None:
    program = "import sys; from quoth.apps.cli import main; sys.argv = ['quoth', 'explain']; main()"
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run([sys.executable, "-c", program], stdout=pipe, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
