"""Texts on the disk are cut as strings are, and refused where they are not what was written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.errors import DamagedIndex
from quoth.library.blocks import BLOCK
from quoth.library.sealed import open_sealed, write_sealed
from quoth.library.texts import Texts, open_texts, stretches

LETTERS = st.text(st.characters(exclude_categories=()), max_size=9)  # of one to four bytes, lone surrogates too
TIMES = st.sampled_from([1, 32, 256])  # up to some marks, and letters on them


def put(texts: Sequence[str], folder: Path) -> Texts:
    arrays = stretches([text.encode("utf-8", "surrogatepass") for text in texts])
    write_sealed(folder, kind="test", facts={}, arrays=arrays)
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
