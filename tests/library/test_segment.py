"""The segment against a plain reading of the same arrays; what is not whole is refused."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import naive
from tests.library.segments import TEXTS, TIMES, places, segment_of, words_of

from quoth.errors import DamagedIndex
from quoth.fold import fold
from quoth.library.sealed import OtherKind, open_sealed, write_sealed
from quoth.library.segment import GUARDS, Segment, build, facts, keep, open_segment, stretches


def write(segment: Segment, folder: Path) -> None:
    write_sealed(folder, kind="test", facts=facts(segment), arrays=stretches(segment))


def opened(folder: Path) -> Segment:
    return open_segment(open_sealed(folder, kind="test"))


@given(texts=TEXTS)
def test_the_order_is_that_of_the_three_words_then_of_place(texts: list[list[int]]) -> None:
    segment = segment_of(texts)
    assert segment.places(0, segment.total).tolist() == naive.order(texts, GUARDS)


def test_no_ngram_crosses_from_one_witness_into_the_next() -> None:
    segment = segment_of([[1, 2], [3, 1], [], [2, 3]])
    assert places(segment, [2, 3]) == [(3, 0)]
    assert places(segment, [1, 2]) == [(0, 0)]
    assert places(segment, [1]) == [(0, 0), (1, 1)]
    assert places(segment, [3, 1, 2]) == []


def test_each_position_belongs_to_its_witness() -> None:
    segment = segment_of([[1, 2], [], [3]])
    sizes = [2 + GUARDS, GUARDS, 1 + GUARDS]
    belongs = [number for number, size in enumerate(sizes) for _ in range(size)]
    assert [segment.witness_at(position) for position in range(sum(sizes))] == belongs


def test_words_come_back_as_they_were_folded() -> None:
    text = "“O heart—loose, not voiceless”, he said."
    segment = build([("empty", keep(fold(""))), ("essay", keep(fold(text)))])
    words, expected = segment.words_of(1), fold(text)
    assert [text[a:b] for a, b in zip(words.starts.tolist(), words.stops.tolist(), strict=True)][:2] == ["O", "heart"]
    assert words.hashes.tolist() == expected.hashes.tolist()
    assert len(segment.words_of(0)) == 0


@pytest.mark.parametrize("texts", [[], [[]], [[1]], [[1, 2, 3, 1, 2, 3], [], [2, 3]]])
def test_written_and_opened_it_is_the_same(texts: list[list[int]], tmp_path: Path) -> None:
    segment = segment_of(texts)
    write(segment, tmp_path / "segment")
    again = opened(tmp_path / "segment")
    assert again.witnesses == segment.witnesses
    assert again.first.tolist() == segment.first.tolist()
    assert not again.first.flags.writeable
    assert (
        again.places(0, again.total).tolist() == segment.places(0, segment.total).tolist() == naive.order(texts, GUARDS)
    )
    for number, text in enumerate(texts):
        assert again.words_of(number).hashes.tolist() == text
        assert again.words_of(number).stops.tolist() == words_of(text).stops.tolist()


def test_the_same_witnesses_make_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write(segment_of([[1, 2, 3], [3, 2, 1]]), tmp_path / folder)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == sorted(path.name for path in (tmp_path / "two").iterdir())
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in files)


@pytest.mark.parametrize("name", ["data", "seal.json"])
@pytest.mark.parametrize("harm", ["flip", "cut", "remove"])
def test_what_is_not_whole_is_refused_by_name(name: str, harm: str, tmp_path: Path) -> None:
    folder = tmp_path / "segment"
    write(segment_of([[1, 2, 3, 1, 2], [2, 3]]), folder)
    damage(folder / name, harm)
    with pytest.raises(DamagedIndex) as refused:
        open_sealed(folder, kind="test").compare()
    assert refused.value.where == str(folder / name)


def test_a_change_of_any_byte_is_noticed(tmp_path: Path) -> None:
    write(segment_of([[1, 2, 3, 1, 2], [2, 3]]), tmp_path / "segment")
    for name in ("data", "seal.json"):
        whole = (tmp_path / "segment" / name).read_bytes()
        for at in range(len(whole)):
            (tmp_path / "segment" / name).write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
            with pytest.raises(DamagedIndex):
                open_sealed(tmp_path / "segment", kind="test").compare()
        (tmp_path / "segment" / name).write_bytes(whole)


def damage(path: Path, harm: str) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x10
    if harm == "remove":
        path.unlink()
    else:
        path.write_bytes(data if harm == "flip" else data[: len(data) // 2])


def test_another_kind_of_folder_is_refused(tmp_path: Path) -> None:
    write(segment_of([[1]]), tmp_path / "segment")
    with pytest.raises(OtherKind, match="of the kind “test”"):
        open_sealed(tmp_path / "segment", kind="other")
    with pytest.raises(DamagedIndex, match="missing"):
        open_sealed(tmp_path, kind="test")


@given(texts=st.lists(st.lists(st.integers(1, 2**32 - 1), max_size=60), max_size=3), times=TIMES)
def test_words_of_many_kinds_are_sorted_too(texts: list[list[int]], times: int) -> None:
    texts = [text * times for text in texts]
    segment = segment_of(texts)
    assert segment.places(0, segment.total).tolist() == naive.order(texts, GUARDS)
    assert [segment.words_of(number).hashes.tolist() for number in range(len(texts))] == texts


def test_more_words_than_two_bytes_can_number() -> None:
    text = [number * 2_654_435_761 % 2**32 for number in range(1, 66_000)]
    segment = segment_of([text, text[:9]])
    assert segment.places(0, segment.total).tolist() == naive.order([text, text[:9]], GUARDS)
    assert segment.at(0, len(text)).tolist() == text
    assert places(segment, text[5:8]) == [(0, 5), (1, 5)]
    assert places(segment, text[-3:]) == [(0, len(text) - 3)]


def test_heaps_of_every_size() -> None:
    chance = random.Random(1)
    text = chance.choices(range(1, 3000), weights=[1 / rank for rank in range(1, 3000)], k=40_000)
    segment = segment_of([text])
    assert segment.places(0, segment.total).tolist() == naive.order([text], GUARDS)
