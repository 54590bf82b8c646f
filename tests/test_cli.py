"""The command line as a user meets it: what it prints, what it refuses, and how it ends."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import pytest
from ebooklib import epub
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

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
    monkeypatch.setenv("COLUMNS", "100")

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
        ("sources = 3\n", "not a list of words"),
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


def _pdf(*, locked: bool = False) -> bytes:
    """A page that is a picture of nothing, or one of text behind a password."""
    out = io.BytesIO()
    canvas = Canvas(out)
    if locked:
        canvas.drawString(90, 700, "The sea was calm that night.")
    else:
        canvas.drawInlineImage(Image.new("L", (40, 40), 128), 90, 600)
    canvas.save()
    if not locked:
        return out.getvalue()
    writer, closed = pypdf.PdfWriter(clone_from=out), io.BytesIO()
    writer.encrypt("secret")
    writer.write(closed)
    return closed.getvalue()


def _docx() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("The sea was calm that night.")
    document.save(out)
    return out.getvalue()


def _epub() -> bytes:
    book, out = epub.EpubBook(), io.BytesIO()
    chapter = epub.EpubHtml(file_name="one.xhtml", content="<p>The sea was calm that night.</p>")
    book.add_item(chapter)
    book.add_item(epub.EpubNcx())
    book.spine = [chapter]
    epub.write_epub(out, book)
    return out.getvalue()


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return out.getvalue()


def _with(data: bytes, name: str, member: bytes) -> bytes:
    """The zip with one member put in or replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return _zip({**{n: packed.read(n) for n in packed.namelist()}, name: member})


def _entities() -> bytes:
    swelling = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a0 "ha">{swelling}]>'
    return f'{head}<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>&a9;</p></body></text></TEI>'.encode()


ENCRYPTION = (
    b'<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData'
    b' xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod'
    b' Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/><CipherData><CipherReference URI="EPUB/one.xhtml"/>'
    b"</CipherData></EncryptedData></encryption>"
)
SPACES = b" " * (24 << 20)
NOISE = random.Random(4).randbytes(3000)

BAD = {
    "PDF with a password": ("locked.pdf", _pdf(locked=True), "E106"),
    "PDF of pictures": ("scan.pdf", _pdf(), "E108"),
    "protected EPUB": ("drm.epub", _with(_epub(), "META-INF/encryption.xml", ENCRYPTION), "E106"),
    "EPUB cut off": ("short.epub", _epub()[:1500], "E105"),
    "docx cut off": ("short.docx", _docx()[:9000], "E105"),
    "docx bomb": ("bomb.docx", _with(_docx(), "word/document.xml", SPACES), "E107"),
    "EPUB bomb": ("bomb.epub", _with(_epub(), "EPUB/content.opf", SPACES), "E107"),
    "entity bomb": ("bomb.xml", _entities(), "E107"),
    "zero bytes": ("zero.txt", bytes(5000), "E103"),
    "noise .txt": ("noise.txt", NOISE, "E104"),
    "noise .md": ("noise.md", NOISE, "E104"),
    "noise .html": ("noise.html", NOISE, "E104"),
    "noise .xml": ("noise.xml", NOISE, "E104"),
    "noise .epub": ("noise.epub", NOISE, "E105"),
    "noise .docx": ("noise.docx", NOISE, "E105"),
    "noise .pdf": ("noise.pdf", NOISE, "E105"),
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
    assert err.count("\n") == 2, "what and where on one line, what to do on the next"
    assert "Traceback" not in err + out
    assert not list(desk.glob("*report.txt*"))


def test_pictures_of_pages_are_sent_to_ocr(run: Run, desk: Path) -> None:
    _make(desk, "scan.pdf", _pdf())
    assert "(OCR)" in run("check", "scan.pdf")[2]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_manuscript_that_may_not_be_read(run: Run, desk: Path) -> None:
    (desk / "life.md").chmod(0)
    code, _, err = run("check", "life.md")
    assert (code, "E102 life.md: the file cannot be opened" in err) == (2, True)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig", "windows-1252", "latin-1"])
def test_other_encodings_are_read_and_said(run: Run, desk: Path, encoding: str) -> None:
    marks = "«»" if encoding == "latin-1" else "“”"
    text = f"Où étaient-ils, à l'été 1903 ? Elle écrivit : {marks[0]}The sea was calm that night{marks[1]}, déjà.\n"
    _make(desk, "old.txt", text.encode(encoding))
    code, out, _ = run("check", "old.txt", "-s", "books")
    assert (code, "✓ verbatim    “The sea was calm that night”" in out) == (0, True)
    assert ("W111" in out) == (encoding in ("windows-1252", "latin-1"))


def test_very_long_lines(run: Run, desk: Path) -> None:
    words = "and the years went by at the quay " * 20_000
    (desk / "long.txt").write_text(f"{words}“The sea was calm that night” {words}\n", encoding="utf-8")
    code, out, _ = run("check", "long.txt", "-s", "books")
    assert (code, "✓ verbatim" in out) == (0, True)
    assert max(map(len, out.splitlines())) <= 100


def test_notes_that_nothing_calls_and_notes_without_quotations(run: Run, desk: Path) -> None:
    (desk / "notes.md").write_text("Nothing is quoted.[^1]\n\n[^1]: Voss, 3.\n\n[^2]: Voss, 4.\n", encoding="utf-8")
    code, out, _ = run("check", "notes.md", "-s", "books")
    assert code == 1
    assert "N103 uncalled-note  nothing in the text calls note 2" in out
    assert "1 N103 uncalled-note" in out


def test_a_damaged_chapter_is_said_to_be_missing(run: Run, desk: Path) -> None:
    book = bytearray(_epub())
    chapter = book.index(b"one.xhtml") + 40
    book[chapter : chapter + 60] = bytes(60)
    _make(desk, "life.epub", bytes(book))
    code, out, err = run("check", "life.epub")
    assert "Traceback" not in out + err
    assert (code, "E1" in err) == (2, True) or "W171 a chapter was left out" in out


def test_one_bad_manuscript_does_not_lose_the_others(run: Run, desk: Path) -> None:
    code, out, err = run("check", "missing.md", "life.md", "-s", "books")
    assert code == 2
    assert "E101" in err
    assert "✓ verbatim" in out


def test_a_manuscript_among_its_sources_is_no_witness_to_itself(run: Run, desk: Path) -> None:
    (desk / "life.md").write_text(LIFE + "\nAnd “nobody had ever written such a thing before her”.\n", encoding="utf-8")
    (desk / "books" / "copy of life.md").write_bytes((desk / "life.md").read_bytes())
    code, out, _ = run("check", "life.md", "-s", "books")
    assert code == 0
    assert "W203 copy of life.md among the sources is this manuscript, and is not searched" in out
    assert "searched: 1 book" in out
    assert "1 verbatim" in out
    report = json.loads(run("check", "life.md", "-s", "books", "-f", "json")[1])
    assert [warning["code"] for warning in report["manuscript"]["warnings"]] == ["W203"]
    assert report["summary"]["searched"] == ["the-quay"]
    assert [q["verdict"]["wording"] for q in report["quotations"]] == ["verbatim", "unchecked"]
    assert report["quotations"][1]["verdict"]["searched"] == ["the-quay"]


@pytest.mark.parametrize("book", [None, ("broken.epub", b"PK\x03\x04broken"), ("life.md", LIFE.encode())])
def test_sources_without_a_book_that_can_be_read(run: Run, desk: Path, book: tuple[str, bytes] | None) -> None:
    (desk / "new").mkdir()
    if book:
        _make(desk / "new", *book)
    code, out, _ = run("check", "life.md", "-s", "new")
    assert code == 0
    assert "W204 the sources were searched for books, and hold none that can be read" in out
    assert "no sources" not in out
    assert "1 unchecked" in out
    if book is None:
        code, out, err = run("find", "the sea was calm", "-s", "new")
        assert (code, out, "E201" in err) == (2, "", True)


def test_settings_that_name_a_missing_folder(run: Run, desk: Path) -> None:
    (desk / "quoth.toml").write_text('sources = ["nowhere"]\n', encoding="utf-8")
    code, out, err = run("check", "life.md")
    assert (code, out) == (2, "")
    assert "E101 nowhere: there is no such folder" in err


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("no-such-folder/report.txt", "E101 no-such-folder: no such folder"),
        ("books", "among the sources"),
        ("books/report.txt", "among the sources"),
        ("books/the-quay.txt", "among the sources"),
        ("other", "E102 other: this is a folder"),
        ("x" * 300, "cannot be written"),
    ],
)
def test_places_where_nothing_can_be_written(run: Run, desk: Path, output: str, said: str) -> None:
    (desk / "other").mkdir()
    before = {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()}
    code, out, err = run("check", "life.md", "-s", "books", "-o", output)
    assert (code, out) == (2, "")
    assert said in err
    assert {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()} == before


def test_output_to_a_pipe_goes_through_it(run: Run, desk: Path) -> None:
    os.mkfifo(desk / "pipe")
    reader = subprocess.Popen(["cat", "pipe"], cwd=desk, stdout=subprocess.PIPE)
    assert run("check", "life.md", "-s", "books", "-o", "pipe")[0] == 0
    assert b"verbatim" in reader.communicate(timeout=10)[0]
    assert (desk / "pipe").is_fifo()


def test_missing_sources(run: Run, desk: Path) -> None:
    code, _, err = run("check", "life.md", "--sources", "no-such-folder")
    assert code == 2
    assert "no-such-folder" in err


def test_no_sources_is_no_error(run: Run, desk: Path) -> None:
    code, out, _ = run("check", "life.md")
    assert code == 0
    assert "unchecked" in out
    assert "To look up: 1 book not in the library" in out


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
    assert (code, out) == (1, "Not found in the 1 book searched.\n")
    code, _, err = run("find", " … ", "--sources", "books")
    assert (code, "there are no words to look for" in err) == (2, True)


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


# -- works ---------------------------------------------------------------------------------------------------------


def test_works_in_every_format(run: Run, desk: Path) -> None:
    assert run("works", "life.md")[:2] == (0, "Voss, Anna. 1931. The Quay. Ekman.\n")
    assert json.loads(run("works", "life.md", "-f", "csl")[1])[0]["id"] == "voss-quay"
    assert run("works", "life.md", "-f", "bibtex")[1].startswith("@book{voss-quay,\n")
    code, _, _ = run("works", "life.md", "-f", "ris", "-o", "life.ris")
    assert code == 0
    assert (desk / "life.ris").read_bytes().startswith(b"TY  - BOOK\r\nID  - voss-quay\r\n")
    assert run("works", "life.md", "-s", "books", "--pull-list", "-f", "csv")[1].startswith("id,author,title,year")
    assert "in the library: the-quay.txt" in run("works", "life.md", "-s", "books", "--pull-list")[1]


def test_works_refuses_what_cannot_be_meant(run: Run, desk: Path) -> None:
    for wrong in (
        ["-f", "csv"],
        ["--pull-list", "-f", "ris"],
        ["--pull-list", "--style", "life.md"],
        ["--style", "none.csl"],
        ["-o", "life.md"],
    ):
        code, out, err = run("works", "life.md", *wrong)
        assert (code, out) == (2, ""), wrong
        assert "quoth: E" in err


def _in_a_process(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"], ["explain", "Q102"]])
def test_what_only_says_something_does_not_load_the_compiler(arguments: list[str]) -> None:
    program = (
        f"import sys; from quoth.apps import cli; sys.argv = {['quoth', *arguments]!r}\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "sys.exit(bool({'numba', 'llvmlite', 'rich', 'sqlite3', 'lxml'} & set(sys.modules)))"
    )
    assert _in_a_process(program).returncode == 0


COMPILES = """
from quoth.apps.terminal import bars
with bars():
    from quoth.compiled import signed
    for number in (1, 2, 3):
        signed(number), signed(number / 2)
"""


def test_that_the_engine_is_prepared_is_said_once_and_only_when_it_is(tmp_path: Path) -> None:
    kept = {"QUOTH_CACHE": str(tmp_path), "QUOTH_COMPILED": ""}
    assert _in_a_process(COMPILES, **kept).stderr.count("Preparing the engine") == 1
    assert _in_a_process(COMPILES, **kept).stderr == ""
