"""Containers and XML from strangers: what is whole is read, what is hostile is named and refused."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.errors import DamagedFile, ProtectedFile, QuothError, TooLarge
from quoth.readers import archive as archive_module
from quoth.readers.archive import open_archive
from quoth.readers.xml import parse_xml

LOL = "".join(f'<!ENTITY {c} "{("&" + b + ";") * 10}">' for b, c in zip("abcdefgh", "bcdefghi", strict=True))


def packed(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in members.items():
            container.writestr(name, data)
    return buffer.getvalue()


def test_members_arrive_in_order_and_whole() -> None:
    archive = open_archive(packed({"mimetype": b"x", "a/b.xml": b"<a/>", "ä.txt": b"\xff"}), "book.epub")
    assert archive.names == ("mimetype", "a/b.xml", "ä.txt")
    assert archive.read("ä.txt") == b"\xff"
    assert "a/b.xml" in archive
    assert "a" not in archive


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip", packed({"a": b"b" * 1000})[:-30]])
def test_no_zip_is_damaged(data: bytes) -> None:
    with pytest.raises(DamagedFile, match=r"book\.epub"):
        open_archive(data, "book.epub")


def test_a_missing_member_is_named() -> None:
    with pytest.raises(DamagedFile, match=r"book\.docx: word/document\.xml"):
        open_archive(packed({"a": b"b"}), "book.docx").read("word/document.xml")


def test_a_broken_member_is_named_and_the_others_are_read() -> None:
    data = bytearray(packed({"bad": bytes(range(256)) * 9, "good": b"words"}))
    data[60] ^= 0xFF
    archive = open_archive(bytes(data), "book")
    with pytest.raises(DamagedFile, match="book: bad"):
        archive.read("bad")
    assert archive.read("good") == b"words"


def test_an_encrypted_member_is_protected() -> None:
    data = packed({"a": b"words"})
    directory = data.index(b"PK\x01\x02")
    flagged = data[:6] + struct.pack("<H", 1) + data[8 : directory + 8] + struct.pack("<H", 1) + data[directory + 10 :]
    with pytest.raises(ProtectedFile, match="encrypted"):
        open_archive(flagged, "book").read("a")


def test_a_bomb_is_refused_before_it_is_inflated() -> None:
    with pytest.raises(TooLarge, match="times its size"):
        open_archive(packed({"a": bytes(20 << 20)}), "bomb").read("a")


def test_sizes_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "TOTAL_BYTES", 2500)
    archive = open_archive(packed({"a": b"x" * 1000}), "book")
    archive.read("a")
    archive.read("a")
    with pytest.raises(TooLarge):
        archive.read("a")


def test_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "MEMBERS", 3)
    with pytest.raises(TooLarge, match="more than 3 parts"):
        open_archive(packed({str(i): b"" for i in range(4)}), "book")


def test_a_name_that_climbs_out_is_only_a_key(tmp_path: Path) -> None:
    archive = open_archive(packed({"../../evil.txt": b"words", "/etc/evil": b"words"}), str(tmp_path / "book"))
    assert archive.read("../../evil.txt") == archive.read("/etc/evil") == b"words"
    assert list(tmp_path.iterdir()) == []


@given(st.integers(0, 400), st.integers(1, 255))
def test_a_changed_byte_never_surprises(at: int, change: int) -> None:
    data = bytearray(packed({"one": b"some words " * 20, "two": b"<a>more</a>"}))
    data[at % len(data)] ^= change
    with suppress(QuothError):  # anything else would be a traceback
        archive = open_archive(bytes(data), "book")
        for name in archive.names:
            archive.read(name)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<a>" * 300 + b"</a>" * 300, TooLarge),
        (f'<!DOCTYPE l [<!ENTITY a "lol">{LOL}]><l>&i;</l>'.encode(), TooLarge),
        (f'<!DOCTYPE l [<!ENTITY a "lol">{LOL}]><l x="&i;"/>'.encode(), TooLarge),
        (b'<!DOCTYPE l [<!ENTITY a "&b;"><!ENTITY b "&a;">]><l x="&a;"/>', TooLarge),
        (b"<a>" + b"x" * 11_000_000 + b"</a>", TooLarge),
        (b"<a><b></a>", DamagedFile),
        (b"", DamagedFile),
    ],
    ids=["deep", "bomb", "bomb in an attribute", "loop", "endless text", "unclosed", "empty"],
)
def test_hostile_xml_is_refused(data: bytes, kind: type[QuothError]) -> None:
    with pytest.raises(kind, match=r"word/document\.xml"):
        parse_xml(data, "word/document.xml")


def test_files_of_the_machine_stay_there(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    root = parse_xml(f'<!DOCTYPE l [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]><l>&a;</l>'.encode(), "x")
    assert "secret" not in "".join(str(element.text) for element in root.iter())


def test_comments_do_not_part_the_letters() -> None:
    assert parse_xml("<a>wo<!-- c -->r<?pi?>ds<![CDATA[ &]]></a>".encode("utf-16"), "x").text == "words &"
