"""Texts on the disk are cut as strings are, and refused where they are not what was written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.library.segments import blocks_of, compared, uncompared

from quoth.errors import DamagedIndex
from quoth.library.blocks import BLOCK
from quoth.library.sealed import open_sealed, write_sealed
from quoth.library.texts import TEXTS, Texts, _bytes_of, _Lies, marked, open_texts, stretches

LETTERS = st.text(st.characters(exclude_categories=()), max_size=9)  # of one to four bytes, lone surrogates too
TIMES = st.sampled_from([1, 32, 256])  # up to some marks, and letters on them


def arrays_of(texts: Sequence[bytes]) -> dict[str, list[NDArray[np.generic]]]:
    return {TEXTS: [np.frombuffer(text, np.uint8) for text in texts], **stretches(list(map(marked, texts)))}


def put(texts: Sequence[str], folder: Path) -> Texts:
    write_sealed(
        folder, kind="test", facts={}, arrays=arrays_of([text.encode("utf-8", "surrogatepass") for text in texts])
    )
    return open_texts(open_sealed(folder, kind="test"))


@given(texts=st.lists(st.tuples(LETTERS, TIMES), max_size=4), data=st.data())
def test_a_text_is_cut_as_a_string_is(
    texts: list[tuple[str, int]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    strings = [letters * times for letters, times in texts]
    kept = put(strings, tmp_path_factory.mktemp("texts") / "texts")
    assert len(kept) == len(strings)
    for number, string in enumerate(strings):
        text, edges = kept.text(number), st.integers(-2, len(string) + 2)
        assert (len(text), text[:]) == (len(string), string)
        start, stop = data.draw(edges), data.draw(edges)
        assert text[start:stop] == string[start:stop]
        for edge in range(0, len(string), 256):
            assert text[edge - 1 : edge + 1] == string[edge - 1 : edge + 1]


def test_a_broken_block_is_named_when_it_is_read_and_not_before(tmp_path: Path) -> None:
    put(["a" * BLOCK * 3], tmp_path / "texts")
    data = bytearray((tmp_path / "texts" / "data").read_bytes())
    data[BLOCK + 5] ^= 1
    (tmp_path / "texts" / "data").write_bytes(data)
    text = open_texts(open_sealed(tmp_path / "texts", kind="test")).text(0)
    assert text[:9] == "a" * 9
    for _ in range(2):
        with pytest.raises(DamagedIndex) as refused:
            text[BLOCK + 1 : BLOCK + 3]
        assert refused.value.where == str(tmp_path / "texts" / "data")


def test_the_pieces_of_a_stretch_follow_each_other(tmp_path: Path) -> None:
    pieces = [np.array(numbers, np.int32) for numbers in ([1], [], [2, 3])]
    write_sealed(tmp_path / "kept", kind="test", facts={}, arrays={"one": pieces, "none": [], "two": pieces[2:]})
    kept = open_sealed(tmp_path / "kept", kind="test")
    assert [kept.whole(name, "<i4").tolist() for name in ("one", "none", "two")] == [[1, 2, 3], [], [2, 3]]


@given(texts=st.lists(st.tuples(LETTERS, TIMES), max_size=4))
def test_every_256th_letter_of_a_text_has_its_byte_marked(texts: list[tuple[str, int]]) -> None:
    strings = [letters * times for letters, times in texts]
    bytes_of = [string.encode("utf-8", "surrogatepass") for string in strings]
    marks = [
        len(string[:letter].encode("utf-8", "surrogatepass"))
        for string in strings
        for letter in range(0, len(string), 256)
    ]
    assert [mark for text in bytes_of for mark in marked(text).marks.tolist()] == marks


@pytest.mark.parametrize(("start", "stop"), [(0, 1), (256, 512), (300, 777), (770, 777), (511, 513)])
@pytest.mark.parametrize("edge", [0, 1])
def test_of_letters_that_are_looked_for_all_bytes_are_compared(
    start: int, stop: int, edge: int, tmp_path: Path
) -> None:
    strings = ["before it", "é" * 777]
    text = put(strings, tmp_path / "texts").text(1)
    lies = _Lies(*text._lies)
    for letter in {start, stop} - {777}:
        mark = lies.mark + letter // 256
        byte = lies.begin + 2 * 256 * (letter // 256)
        near = min(lies.end, byte + 4 * 256)
        for there in (byte, near):
            letters = uncompared(text._letters, marks=BLOCK - 4 * (mark + edge), texts=4 * BLOCK - there - edge)
            first, last = _bytes_of(tuple(letters), tuple(lies), start, stop)
            assert (first, last) == (lies.begin + 2 * start, lies.begin + 2 * stop)
            asked = [each for each in (start, stop) if each < 777]
            wanted = set(blocks_of(letters.texts_start, 1, first, last))
            for each in asked:
                begin = lies.begin + 2 * 256 * (each // 256)
                wanted |= blocks_of(letters.marks_start, 4, lies.mark + each // 256, lies.mark + each // 256 + 1)
                wanted |= blocks_of(letters.texts_start, 1, begin, min(lies.end, begin + 4 * 256))
            assert compared(letters) == wanted
