"""The one door: what a file is, and what is said where it cannot be read."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoth import readers
from quoth.errors import (
    DamagedFile,
    EmptyFile,
    InputError,
    MissingFile,
    NotAFile,
    QuothError,
    TooLarge,
    UnknownFormat,
)
from quoth.readers import FORMATS, read
from quoth.readers.sniff import SUFFIXES, sniff

TEI = b"<?xml version='1.0'?>\n<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p>word</p></body></text></TEI>"
SOURCE = Path(readers.__file__).parent.parent
PAGE = b"<!DOCTYPE html><html><body><p>A word.</p></body></html>"


def archive(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as container:
        for name, data in members.items():
            container.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.txt", b"plain words", "text"),
        ("noname", b"plain words", "text"),
        ("a.weird", b"# Not so plain", "text"),
        ("a.md", b"# A *word*", "markdown"),
        ("a.MARKDOWN", b"<p>in it</p>", "markdown"),
        ("a.txt", b"<p> is a tag, said the text", "text"),
        ("a.html", PAGE, "html"),
        ("a.htm", b"<p>no head</p>", "html"),
        ("a.txt", PAGE, "html"),
        ("a", b"\xef\xbb\xbf" + PAGE, "html"),
        ("a", PAGE.decode().encode("utf-16"), "html"),
        ("a.xhtml", b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "html"),
        ("a.xml", TEI, "tei"),
        ("a.html", TEI, "tei"),
        ("a.pdf", b"%PDF-1.7 and so on", "pdf"),
        ("a.pdf", b"junk before\n%PDF-1.4", "pdf"),
        ("a.zip", archive(word__document_dot_xml=b"<w/>"), "docx"),
        ("a.docx", archive(mimetype=b"application/epub+zip"), "epub"),
        ("a.epub", archive(**{"META-INF__container_dot_xml": b"<c/>"}), "epub"),
    ],
)
def test_content_says_what_a_file_is(name: str, data: bytes, format: str) -> None:
    assert sniff(data, name) == format


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"{\\rtf1 words}", "docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "docx"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.text"), "docx"),
        (b"\\documentclass{book}\n\\begin{document}", "PDF"),
        (archive(book_dot_txt=b"words"), "Unpack"),
        (b"\x1f\x8b\x08" + bytes(9), "Unpack"),
        (b"\x89PNG\r\n\x1a\n", "OCR"),
        (bytes(60) + b"BOOKMOBI" + bytes(60), "EPUB"),
        (bytes(range(256)) * 4, "docx"),
    ],
)
def test_what_cannot_be_read_is_named_with_advice(data: bytes, advice: str) -> None:
    with pytest.raises(UnknownFormat) as told:
        sniff(data, "book")
    assert advice in told.value.todo


def test_a_torn_container_is_damaged() -> None:
    whole = archive(word__document_dot_xml=b"<w/>" * 99)
    with pytest.raises(DamagedFile):
        sniff(whole[:-30], "a.docx")
    with pytest.raises(DamagedFile):
        sniff(bytes(range(256)), "a.pdf")


def test_every_suffix_has_a_reader() -> None:
    assert set(SUFFIXES.values()) <= set(FORMATS)


def test_a_path_is_kept_as_it_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_text("words", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read(Path("a") / "b.txt").path == "a/b.txt"
    assert read(Path("a") / "b.txt", name="Called").path == "Called"


def test_content_is_believed_against_the_name_and_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "letters.html"
    path.write_bytes(b"These are no tags at all.")
    manuscript = read(path)
    assert manuscript.format == "text"
    assert [warning.code for warning in manuscript.warnings] == ["W102"]
    path.with_suffix(".txt").write_bytes(b"These are no tags at all.")
    assert read(path.with_suffix(".txt")).warnings == ()


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingFile) as told:
        read(tmp_path / "nothing.txt", name="nothing.txt")
    assert str(told.value) == "nothing.txt: there is no such file. Check the path."


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00" * 40])
def test_nothing_in_it(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(EmptyFile):
        read(tmp_path / "a.txt")


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(NotAFile):
        read(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotAFile):
        read(tmp_path / "pipe")
    with pytest.raises(InputError):
        read(Path("a\x00b"))
    with pytest.raises(InputError):
        read(tmp_path / ("n" * 5000))


def test_a_file_without_rights(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("words", encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(NotAFile, match="rights"):
        read(path)


def test_size_is_looked_at_before_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "LARGEST", 10)
    (tmp_path / "a.txt").write_bytes(b"eleven bytes")
    with pytest.raises(TooLarge):
        read(tmp_path / "a.txt")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    data=st.binary(max_size=300), suffix=st.sampled_from([".txt", ".md", ".html", ".xml", ".pdf", ".docx", ".epub", ""])
)
def test_any_bytes_are_a_format_or_a_clear_error(data: bytes, suffix: str) -> None:
    try:
        format = sniff(data, "file" + suffix)
    except QuothError as told:
        format, complaint = "", told
    assert format in FORMATS or complaint.todo.endswith(".")


def test_a_warning_means_one_thing() -> None:
    """A code that two modules give out would soon mean two things."""
    homes: dict[str, set[str]] = {}
    for file in SOURCE.rglob("*.py"):
        for code in re.findall(r'"(W\d{3})"', file.read_text(encoding="utf-8")):
            homes.setdefault(code, set()).add(file.name)
    assert {code: files for code, files in homes.items() if len(files) > 1} == {}
