"""Which encoding a file is in. The texts are made here; the codecs are Python's own."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.readers.encoding import decode, looks_binary

ENGLISH = "She said “yes” – and didn’t blush… the café was shut.\nNothing else was said.\n" * 3
FRENCH = "L’été où l’élève reçut « la lettre », il était déjà très tôt à Besançon. Le cœur n’y était pas.\n" * 2
GERMAN = "Größe und Überfluß: „Schöne Grüße aus Köln“, schrieb er für die Gräfin; ganz geläufig.\n" * 2
POLISH = "Zażółć gęślą jaźń; książę pożyczył źródło, którego się wstydził łąką.\n" * 2
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl šťastný děda.\n" * 2
RUSSIAN = "Революция продолжалась, и никто не знал, чем она кончится. Он писал: «Мы победим».\n" * 2
GREEK = "Η επανάσταση συνεχίστηκε και κανείς δεν ήξερε πώς θα τελειώσει.\n" * 2
TURKISH = "Işığın gölgesinde şair güneşi bekledi, çığlığı duyuldu.\n" * 2
JAPANESE = "革命は続き、誰もそれがどう終わるかを知らなかった。彼は「勝つ」と書いた。\n" * 2
CHINESE = "革命继续着，没有人知道它会怎样结束。他在信里说，我们的人都来了。\n" * 2
TAIWANESE = "革命繼續著，沒有人知道它會怎樣結束。他在信裡說，我們的人都來了。\n" * 2
KOREAN = "혁명은 계속되었고 그것이 어떻게 끝날지 아무도 몰랐다.\n" * 2


def codes(data: bytes, declared: str = "") -> list[str]:
    return [warning.code for warning in decode(data, declared=declared).warnings]


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (ENGLISH, "cp1252", "windows-1252"),
        (ENGLISH, "mac-roman", "macintosh"),
        (FRENCH, "cp1252", "windows-1252"),
        (FRENCH, "mac-roman", "macintosh"),
        (FRENCH.replace("œ", "oe").replace("’", "'"), "cp850", "ibm850"),
        (FRENCH.replace("’", "'"), "iso8859-15", "iso8859-15"),
        (GERMAN, "cp1252", "windows-1252"),
        (GERMAN, "mac-roman", "macintosh"),
        (POLISH, "cp1250", "windows-1250"),
        (POLISH, "iso8859-2", "iso8859-2"),
        (CZECH, "cp1250", "windows-1250"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN.replace("«", '"').replace("»", '"'), "koi8-r", "koi8-r"),
        (RUSSIAN.replace("«", '"').replace("»", '"'), "cp866", "ibm866"),
        (RUSSIAN.replace("«", '"').replace("»", '"'), "iso8859-5", "iso8859-5"),
        (GREEK, "cp1253", "windows-1253"),
        (TURKISH, "cp1254", "windows-1254"),
        (JAPANESE, "cp932", "shift_jis"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (CHINESE, "gb18030", "gb18030"),
        (TAIWANESE, "big5hkscs", "big5"),
        (KOREAN, "cp949", "euc-kr"),
    ],
)
def test_an_undeclared_encoding_is_recognised_and_said_to_be_a_guess(text: str, codec: str, name: str) -> None:
    decoded = decode(text.encode(codec))
    assert decoded.text == text
    assert decoded.encoding == name
    assert [warning.code for warning in decoded.warnings] == ["W111"]


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, CHINESE, "plain"])
@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_mark_decides_and_is_no_letter(text: str, mark: bytes, codec: str) -> None:
    decoded = decode(mark + text.encode(codec), declared="koi8-r")
    assert (decoded.text, decoded.encoding, decoded.warnings) == (text, codec, ())


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, GREEK])
def test_wide_text_without_a_mark(text: str, codec: str) -> None:
    data = text.encode(codec)
    assert decode(data).text == text
    assert not looks_binary(data)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf_8_arrives_as_it_is(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_are_read_without_failing(data: bytes) -> None:
    decoded = decode(data)
    assert "\x00" not in decoded.text
    decoded.text.encode()  # no lone surrogates


@given(st.binary(), st.text(max_size=12))
def test_any_declaration_is_taken_or_left(data: bytes, declared: str) -> None:
    decode(data, declared=declared).text.encode()


def test_a_declared_encoding_is_believed_where_it_holds() -> None:
    decoded = decode("прив".encode("koi8-r"), declared="KOI8-R")
    assert (decoded.text, decoded.encoding, decoded.warnings) == ("прив", "koi8-r", ())


def test_latin_1_means_windows_1252() -> None:
    decoded = decode("“né”".encode("cp1252"), declared="ISO-8859-1")
    assert (decoded.text, decoded.encoding, decoded.warnings) == ("“né”", "windows-1252", ())


def test_utf_8_is_not_talked_down_by_a_wrong_declaration() -> None:
    decoded = decode("né à l’été".encode(), declared="latin-1")
    assert (decoded.text, decoded.encoding) == ("né à l’été", "utf-8")
    assert [warning.code for warning in decoded.warnings] == ["W115"]


def test_pure_ascii_contradicts_nobody() -> None:
    assert codes(b"plain", "latin-1") == []


def test_seven_bit_japanese_is_ascii_that_means_something_else() -> None:
    assert decode(JAPANESE.encode("iso2022_jp"), declared="iso-2022-jp").text == JAPANESE


def test_a_stray_byte_in_utf_8_is_read_and_reported_with_its_line() -> None:
    data = "eins\nzwei für “drei”\n".encode() + "vier für fünf".encode("cp1252")
    decoded = decode(data)
    assert decoded.text == "eins\nzwei für “drei”\nvier für fünf"
    assert [(warning.code, warning.where) for warning in decoded.warnings] == [("W113", "line 3")]


def test_a_torn_sequence_is_replaced_and_counted() -> None:
    data = "zwei für “drei” à".encode()
    torn = data.replace("“".encode(), b"\xe2\x80")
    decoded = decode(torn)
    assert decoded.text == "zwei für \ufffddrei” à"
    assert [warning.code for warning in decoded.warnings] == ["W112"]
    assert decode(data[:-1]).text == "zwei für “drei” \ufffd"


def test_an_authors_own_replacement_characters_are_no_loss() -> None:
    assert codes("so \ufffd it stood".encode()) == []


@pytest.mark.parametrize("misread", ["cp1252", "latin-1"])
def test_mojibake_is_warned_of_and_left(misread: str) -> None:
    text = "It wasn’t Besançon".encode().decode(misread, "replace")
    decoded = decode(text.encode())
    assert decoded.text == text
    assert [warning.code for warning in decoded.warnings] == ["W114"]


@pytest.mark.parametrize("text", [FRENCH, GERMAN, "„Spaß“ – CAFÉ\u00a0» LIBERTÉ\u00a0! À « NÉ »", POLISH, RUSSIAN])
def test_good_writing_is_no_mojibake(text: str) -> None:
    assert codes(text.encode()) == []


def test_zero_bytes_are_counted() -> None:
    decoded = decode(b"one\x00two and a good deal more of it")
    assert decoded.text == "one\ufffdtwo and a good deal more of it"
    assert [warning.code for warning in decoded.warnings] == ["W116"]


@pytest.mark.parametrize(
    "data", [b"\x7fELF\x02\x01\x01" + bytes(64), b"\x89PNG\r\n\x1a\n" + bytes(range(32)), b"\x00" * 9]
)
def test_what_is_no_text_is_called_binary(data: bytes) -> None:
    assert looks_binary(data)


@pytest.mark.parametrize("data", [b"", b"plain\n", FRENCH.encode("cp1252"), ("a\x0cb" * 30).encode()])
def test_what_is_text_is_not(data: bytes) -> None:
    assert not looks_binary(data)
