"""The user's own bibliography: read from every format, and what it says of a manuscript's works."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quoth
from quoth.errors import DamagedFile, MissingFile, NotAFile, NoZotero, UnknownFormat
from quoth.model.source import Work
from quoth.records import attached_files, bibtex, open_records, read_records, ris, zotero
from quoth.writers import csl

BIBTEX = r"""
@comment{ title = {Nothing} }
@string{ekman = "Ekman"}
@book{voss31,
  author = {Voss, Anna and von Stockmar, Ernst},
  title = "The Quay: A Memoir of {K}{\"o}ln",
  translator = {Ek, Bo}, publisher = ekman, address = {Lund}, year = 1931,
  file = {Full text:books/the quay.txt:text/plain;Other:/abs/gone\;.pdf:application/pdf}
}
@article{dahl,
  author={Dahl, Carl}, title={On Money}, journal={Journal of Law}, volume={12}, pages={3--9}, date={1989-06}
}
"""
# As Zotero writes it.
RIS = (
    "TY  - BOOK\r\nTI  - The Quay: A Memoir\r\nAU  - Voss, Anna\r\nA4  - Ek, Bo\r\nCY  - Lund\r\nDA  - 1931///\r\n"
    "PY  - 1931\r\nPB  - Ekman\r\nNV  - 2\r\nL1  - books/the quay.txt\r\nER  - \r\n\r\n"
    "TY  - CHAP\r\nT1  - On Money,\r\n  and other matters\r\nA1  - Dahl, Carl\r\nA2  - Ek, Bo\r\nT2  - A Book\r\n"
    "Y1  - 1989/06//\r\nSP  - 3\r\nEP  - 9\r\nER  - \r\n"
)


def kept(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder / name


def test_bibtex_with_what_pandoc_leaves_out(tmp_path: Path) -> None:
    quay, money = read_records(kept(tmp_path, "mine.bib", BIBTEX))
    assert (quay.key, quay.reference.author) == ("voss31", "Voss, Anna; Stockmar, Ernst von")
    assert quay.reference.title == "The Quay: A Memoir of Köln"
    assert (quay.reference.publisher, quay.reference.place, quay.reference.year) == ("Ekman", "Lund", "1931")
    assert quay.files == (str(tmp_path / "books/the quay.txt"), "/abs/gone;.pdf")
    assert (money.reference.title, money.reference.container) == ("On Money", "Journal of Law")
    assert (money.reference.pages, money.reference.year, money.files) == ("3-9", "1989", ())


def test_ris_as_zotero_writes_it(tmp_path: Path) -> None:
    quay, money = read_records(kept(tmp_path, "mine.ris", RIS))
    assert (quay.reference.title, quay.reference.translator) == ("The Quay: A Memoir", "Ek, Bo")
    assert (quay.reference.place, quay.reference.year, quay.reference.volumes) == ("Lund", "1931", 2)
    assert quay.files == (str(tmp_path / "books/the quay.txt"),)
    assert (money.reference.title, money.reference.container) == ("On Money, and other matters", "A Book")
    assert (money.reference.editor, money.reference.pages, money.reference.type) == ("Ek, Bo", "3-9", "chapter")


def test_csl_json(tmp_path: Path) -> None:
    item = {"id": 7, "type": "book", "title": "Ships", "author": [{"family": "Dahl", "given": "Carl"}], "note": "mine"}
    (record,) = read_records(kept(tmp_path, "mine.json", json.dumps([item, {"id": "no title"}, "junk"])))
    assert (record.key, record.reference.author, record.reference.title) == ("7", "Dahl, Carl", "Ships")
    written = csl.items([Work(id="dahl-ships", reference=record.reference, record=record)])
    assert written == [item | {"id": "7"}]  # all that the user had of it


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("mine.bib", "@book{x, title = {A", DamagedFile),
        ("mine.json", '{"a": 1}', DamagedFile),
        ("mine.json", "[[[", DamagedFile),
        ("mine.ris", "no record", DamagedFile),
        ("mine.xml", "<a/>", UnknownFormat),
    ],
)
def test_what_is_no_bibliography_is_refused(tmp_path: Path, name: str, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_records(kept(tmp_path, name, text))


def test_a_bibliography_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        read_records(tmp_path / "none.bib")
    (tmp_path / "folder.bib").mkdir()
    with pytest.raises(NotAFile):
        read_records(tmp_path / "folder.bib")


@given(st.text('@book{x,file="}= \n#', max_size=60))
def test_the_fields_of_no_text_are_a_failure(text: str) -> None:
    fields = list(bibtex._fields(text))
    assert all(0 <= field.start <= field.stop <= len(text) for field in fields)


def test_a_forgotten_brace_does_not_swallow_what_follows() -> None:
    fields = bibtex._fields("@book{a, title = {On, year = 1\n}\n@book{b, title = {Two}, file = {x.pdf}}")
    assert [(field.key, field.name) for field in fields] == [("a", "title"), ("b", "title"), ("b", "file")]


def test_two_entries_of_one_key_have_two(tmp_path: Path) -> None:
    one = kept(tmp_path, "one.ris", "TY  - BOOK\nID  - x\nTI  - One\nER  - \n")
    two = kept(tmp_path, "two.ris", "TY  - BOOK\nID  - x\nTI  - Two\nER  - \n")
    assert [record.key for record in open_records([one, two, one])] == ["x", "x-2"]


# -- what it says of a manuscript ----------------------------------------------------------------------------------

OWN = """
@book{voss31, author={Voss, Anna}, translator={Ek, Bo}, title={The Quay: A Memoir}, year=1931, file={scan7.txt}}
@book{voss99, author={Voss, Anna}, title={The Quay: A Memoir}, year=1999}
@book{dahl40, author={Dahl, Carl}, title={Ships of the North}, year=1940}
@book{dahl50, author={Dahl, Carl}, title={Storms: A Story}, year=1950}
@book{dahl51, author={Dahl, Carl}, title={Storms: A History}, year=1951}
"""
LIFE = """She recalled it: “The sea was calm that night”.[^1] Others agree.[^2]

[^1]: Anna Voss, *The Quay: A Memoir* (Lund: Ekman, 1931), 12.
[^2]: Dahl, *Ships*, 7; Dahl, *Storms*, 8; Eve Roe, *Ships* (Oslo: Lie, 1950), 9.
"""


@pytest.fixture
def life(tmp_path: Path) -> Path:
    kept(tmp_path, "mine.bib", OWN)
    kept(tmp_path, "scan7.txt", "MATTERS OF THE SEA\n\nThe sea was calm that night, and nobody remembered the storm.\n")
    return kept(tmp_path, "life.md", LIFE)


def test_entries_are_found_and_editions_kept_apart(life: Path) -> None:
    report = quoth.check(life, bibliography=[life.parent / "mine.bib"])
    keys = {work.title: work.record.key if work.record else None for work in report.works}
    assert keys == {
        "The Quay: A Memoir": "voss31",
        "Ships of the North": "dahl40",
        "Storms: A Story": "dahl50",
        "Storms: A History": "dahl51",
        "Ships": None,
    }
    assert [(said.status, len(said.candidates)) for said in report.resolutions] == [
        ("resolved", 0),
        ("resolved", 0),
        ("ambiguous", 2),
        ("resolved", 0),
    ]
    assert report.works[0].reference.translator == "Ek, Bo"  # which the note does not say


def test_another_year_is_another_edition(life: Path) -> None:
    life.write_text(LIFE.replace("1931", "1950"), encoding="utf-8")
    assert quoth.works(life, bibliography=[life.parent / "mine.bib"])[0].record is None


def test_the_files_that_it_names_are_searched(life: Path) -> None:
    kept(life.parent, "quoth.toml", 'bibliography = ["mine.bib"]\n')
    report = quoth.check(life)
    assert [(verdict.wording, verdict.attribution) for verdict in report.verdicts] == [("verbatim", "cited-work")]
    (life.parent / "scan7.txt").unlink()
    assert quoth.check(life).verdicts[0].attribution == "work-not-held"


# -- Zotero --------------------------------------------------------------------------------------------------------


class _Zotero(BaseHTTPRequestHandler):
    """What Zotero's own server says of a library of one book with a file, a note and a link."""

    folder = Path()
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        path, _, query = self.path.partition("?")
        if path.endswith("/items/top"):
            self._say(json.dumps([
                {"key": "BOOK0001", "data": {"itemType": "book"}, "csljson": {
                    "id": "http://zotero.org/users/1/items/BOOK0001", "type": "book", "title": "The Quay: A Memoir",
                    "author": [{"family": "Voss", "given": "Anna"}], "issued": {"date-parts": [["1931"]]}}},
                {"key": "NOTE0001", "data": {"itemType": "note"}, "csljson": {"title": "mine"}},
            ]))  # fmt: skip
        elif "itemType=attachment" in query:
            self._say(json.dumps([
                {"key": "FILE0001", "data": {"parentItem": "BOOK0001", "linkMode": "imported_file"}},
                {"key": "FILE0002", "data": {"parentItem": "BOOK0001", "linkMode": "imported_file"}},
                {"key": "LINK0001", "data": {"parentItem": "BOOK0001", "linkMode": "linked_url"}},
            ]))  # fmt: skip
        elif path.endswith("/items/FILE0001/file/view/url"):
            self._say((self.folder / "scan7.txt").as_uri())
        else:
            self.send_error(404)

    def _say(self, body: str) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: Any) -> None:
        """Nothing on standard error."""


@pytest.fixture
def running(life: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[_Zotero]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Zotero)
    _Zotero.folder = life.parent
    _Zotero.asked.clear()
    monkeypatch.setattr(zotero, "ADDRESS", f"http://127.0.0.1:{server.server_port}/api/users/0")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")  # which nobody may ask
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield _Zotero
    server.shutdown()
    server.server_close()
    thread.join()


def test_zotero_tells_of_works_and_files(life: Path, running: type[_Zotero]) -> None:
    report = quoth.check(life, zotero=True)
    assert report.works[0].record is not None
    assert report.works[0].record.key == "BOOK0001"
    assert report.verdicts[0].wording == "verbatim"
    assert not any("LINK0001" in path for path in running.asked)


def test_zotero_is_asked_only_where_the_flag_names_it(life: Path, running: type[_Zotero]) -> None:
    quoth.check(life, bibliography=[life.parent / "mine.bib"])
    assert running.asked == []


def test_zotero_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zotero, "ADDRESS", "http://127.0.0.1:9/api/users/0")
    with pytest.raises(NoZotero, match="Start Zotero"):
        open_records([], of_zotero=True)


def test_a_refusal_of_zotero_is_told(running: type[_Zotero], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zotero, "ADDRESS", zotero.ADDRESS.replace("/users/0", "/refused"))
    monkeypatch.setattr(running, "do_GET", lambda self: self.send_error(403))
    with pytest.raises(NoZotero, match="403"):
        open_records([], of_zotero=True)


def test_files_that_are_gone_are_left_out(life: Path) -> None:
    (record, *_) = read_records(life.parent / "mine.bib")
    work = Work(id="w", reference=record.reference, record=record)
    assert attached_files([work]) == {"voss31": (life.parent / "scan7.txt",)}
    (life.parent / "scan7.txt").unlink()
    assert attached_files([work]) == {"voss31": ()}


def test_ris_with_nothing_but_a_title() -> None:
    assert ris.read("TY  - BOOK\nTI  - One", Path("x.ris"))[0].reference.title == "One"
