"""The segment against a plain reading of the same arrays; what is not whole is refused."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.errors import DamagedIndex
from quoth.fold import Words, fold
from quoth.library.sealed import OtherKind, open_sealed, write_sealed
from quoth.library.segment import GUARDS, Segment, build, facts, open_segment, stretches

# Few distinct words, so that n-grams come back and run against the borders; the largest number, so that none wraps.
WORDS = st.sampled_from([1, 2, 3, 0x0001_0002, 0x0002_0001, 0xFFFF_FFFF])
TEXTS = st.lists(st.lists(WORDS, max_size=12), max_size=4)


def words_of(hashes: Sequence[int]) -> Words:
    starts = np.arange(len(hashes), dtype=np.int32) * 5
    return Words(hashes=np.array(hashes, np.uint32), starts=starts, stops=starts + np.int32(4))


# Gaps and lengths about the largest that have a code of their own; many words, so that anchors lie between.
SIZES = st.lists(st.tuples(st.sampled_from([0, 1, 15, 16, 70_000]), st.sampled_from([1, 2, 15, 16, 300])), max_size=9)
TIMES = st.sampled_from([1, 7, 8, 31])


def laid(sizes: Sequence[tuple[int, int]]) -> Words:
    """Words of these lengths, each after a gap of its own."""
    edges = list(accumulate((number for size in sizes for number in size), initial=0))[1:]
    starts, stops = np.array(edges[::2], np.int32), np.array(edges[1::2], np.int32)
    return Words(hashes=np.full(len(sizes), 7, np.uint32), starts=starts, stops=stops)


def segment_of(texts: Sequence[Sequence[int]]) -> Segment:
    return build([(f"w{number}", words_of(text)) for number, text in enumerate(texts)])


def write(segment: Segment, folder: Path) -> None:
    write_sealed(folder, kind="test", facts=facts(segment), arrays=stretches(segment))


def opened(folder: Path) -> Segment:
    return open_segment(open_sealed(folder, kind="test"))


def naive_places(texts: Sequence[Sequence[int]], ngram: Sequence[int]) -> list[tuple[int, int]]:
    """(witness, word) of each place where the n-gram stands whole within one witness."""
    return [
        (witness, at)
        for witness, text in enumerate(texts)
        for at in range(len(text) - len(ngram) + 1)
        if list(text[at : at + len(ngram)]) == list(ngram)
    ]


def places(segment: Segment, ngram: Sequence[int]) -> list[tuple[int, int]]:
    found = segment.places(*segment.range_of(ngram)).tolist()
    return sorted(
        (at, position - int(segment.first[at])) for position in found for at in [segment.witness_at(position)]
    )


def naive_order(texts: Sequence[Sequence[int]]) -> list[int]:
    guarded = [word for text in texts for word in (*text, 0, 0, 0)]
    threes = list(zip(guarded, guarded[1:], guarded[2:], strict=False))
    return sorted((at for at, word in enumerate(guarded) if word), key=threes.__getitem__)


@given(texts=TEXTS, ngram=st.lists(WORDS, min_size=1, max_size=3))
def test_a_range_holds_the_places_a_plain_scan_finds(texts: list[list[int]], ngram: list[int]) -> None:
    assert places(segment_of(texts), ngram) == naive_places(texts, ngram)


@given(texts=TEXTS)
def test_the_order_is_that_of_the_three_words_then_of_place(texts: list[list[int]]) -> None:
    segment = segment_of(texts)
    assert segment.places(0, segment.total).tolist() == naive_order(texts)


@given(texts=TEXTS, ngram=st.lists(WORDS, min_size=1, max_size=3), dead=st.sets(st.integers(0, 3)))
def test_a_dead_witness_is_found_no_more(texts: list[list[int]], ngram: list[int], dead: set[int]) -> None:
    dead &= set(range(len(texts)))
    alive = segment_of(texts).named(["" if number in dead else f"w{number}" for number in range(len(texts))])
    assert places(alive, ngram) == [place for place in naive_places(texts, ngram) if place[0] not in dead]
    assert [name == "" for name in alive.witnesses] == [number in dead for number in range(len(texts))]


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
    segment = build([("empty", fold("")), ("essay", fold(text))])
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
    assert again.places(0, again.total).tolist() == segment.places(0, segment.total).tolist() == naive_order(texts)
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


@given(texts=TEXTS, ngrams=st.lists(st.lists(WORDS, min_size=2, max_size=2), max_size=5))
def test_many_ranges_at_once_are_those_of_each(texts: list[list[int]], ngrams: list[list[int]]) -> None:
    segment = segment_of(texts)
    starts, stops = segment.ranges_of(np.array(ngrams, np.uint32).reshape(-1, 2))
    for ngram, start, stop in zip(ngrams, starts.tolist(), stops.tolist(), strict=True):
        assert places(segment, ngram) == naive_places(texts, ngram)
        assert stop - start == len(naive_places(texts, ngram))
        assert segment.places(start, stop).tolist() == segment.places(*segment.range_of(ngram)).tolist()


@given(texts=TEXTS, words=st.lists(WORDS, max_size=6), dead=st.sets(st.integers(0, 3)))
def test_ranges_along_are_those_of_each_ngram(texts: list[list[int]], words: list[int], dead: set[int]) -> None:
    segment = segment_of(texts).named(["" if number in dead else "w" for number in range(len(texts))])
    starts, stops = segment.ranges_along(np.array(words, np.uint32))
    for at in range(len(words)):
        for length in range(1, 4):
            start, stop = segment.range_of(words[at : at + length]) if at + length <= len(words) else (0, 0)
            found = segment.places(int(starts[length - 1, at]), int(stops[length - 1, at]))
            assert found.tolist() == segment.places(start, stop).tolist()


@given(texts=TEXTS, dead=st.sets(st.integers(0, 3)), edges=st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50))))
def test_slices_of_the_order_one_after_the_other(
    texts: list[list[int]], dead: set[int], edges: list[tuple[int, int]]
) -> None:
    whole = segment_of(texts)
    segment = whole.named(["" if number in dead else "w" for number in range(len(texts))])
    places = [at for at in whole.places(0, whole.total).tolist() if whole.witness_at(at) not in dead]
    slices = [(min(edge, segment.total), min(other, segment.total)) for edge, other in edges]
    starts, stops = np.array(slices, np.int64).reshape(-1, 2).T
    assert segment.gathered(starts, stops).tolist() == [at for start, stop in slices for at in places[start:stop]]


@given(texts=st.lists(st.tuples(SIZES, TIMES), min_size=1, max_size=4), data=st.data())
def test_spans_are_those_of_the_words(texts: list[tuple[list[tuple[int, int]], int]], data: st.DataObject) -> None:
    parts = [laid(sizes * times) for sizes, times in texts]
    segment = build([(str(number), part) for number, part in enumerate(parts)])
    witness = data.draw(st.integers(0, len(parts) - 1))
    words, (begin, end) = parts[witness], segment.extent(witness)
    start, stop = sorted(data.draw(st.tuples(st.integers(begin, end), st.integers(begin, end))))
    starts, stops = segment.spans(start, stop)
    assert starts.tolist() == words.starts[start - begin : stop - begin].tolist()
    assert stops.tolist() == words.stops[start - begin : stop - begin].tolist()


@given(texts=st.lists(st.tuples(SIZES, TIMES), min_size=1, max_size=4), data=st.data())
def test_a_letter_leads_to_the_word_that_begins_there_or_next(
    texts: list[tuple[list[tuple[int, int]], int]], data: st.DataObject
) -> None:
    parts = [laid(sizes * times) for sizes, times in texts]
    segment = build([(str(number), part) for number, part in enumerate(parts)])
    witness = data.draw(st.integers(0, len(parts) - 1))
    starts, (begin, _) = parts[witness].starts.tolist(), segment.extent(witness)
    letters = sorted({letter for start in (0, *starts) for letter in (start - 1, start, start + 1)})
    plain = [begin + sum(start < letter for start in starts) for letter in letters]
    assert segment.positions(witness, np.array(letters, np.int32)).tolist() == plain


@given(texts=st.lists(st.lists(st.integers(1, 2**32 - 1), max_size=60), max_size=3), times=TIMES)
def test_words_of_many_kinds_are_sorted_too(texts: list[list[int]], times: int) -> None:
    texts = [text * times for text in texts]
    segment = segment_of(texts)
    assert segment.places(0, segment.total).tolist() == naive_order(texts)
    assert [segment.words_of(number).hashes.tolist() for number in range(len(texts))] == texts


def test_more_words_than_two_bytes_can_number() -> None:
    text = [number * 2_654_435_761 % 2**32 for number in range(1, 66_000)]
    segment = segment_of([text, text[:9]])
    assert segment.places(0, segment.total).tolist() == naive_order([text, text[:9]])
    assert segment.at(0, len(text)).tolist() == text
    assert places(segment, text[5:8]) == [(0, 5), (1, 5)]
    assert places(segment, text[-3:]) == [(0, len(text) - 3)]


def test_heaps_of_every_size() -> None:
    chance = random.Random(1)
    text = chance.choices(range(1, 3000), weights=[1 / rank for rank in range(1, 3000)], k=40_000)
    segment = segment_of([text])
    assert segment.places(0, segment.total).tolist() == naive_order([text])
