"""Segments laid into one are what would have been built of all their words at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from quoth.errors import DamagedIndex
from quoth.fold import Words
from quoth.library import order
from quoth.library import texts as kept_texts
from quoth.library.merging import Part, merge
from quoth.library.sealed import open_sealed, write_sealed
from quoth.library.segment import build, facts, keep, open_segment, stretches
from quoth.library.texts import open_texts

# Few words, so that n-grams come back; gaps and lengths about the largest that have a code of their own; and so many
# of each that anchors and marks lie between.
WORDS = st.tuples(st.sampled_from([1, 2, 3, 0xFFFF_FFFF]), st.sampled_from([0, 1, 15, 16, 70_000]), st.integers(1, 17))
WITNESSES = st.tuples(st.lists(WORDS, max_size=6), st.sampled_from([1, 9, 31]), st.booleans())
SEGMENTS = st.lists(st.lists(WITNESSES, min_size=1, max_size=3), min_size=1, max_size=3)

Witness = tuple[str, Words, str]


def witness(name: str, rows: Sequence[tuple[int, int, int]]) -> Witness:
    edges = np.cumsum([size for _, gap, letters in rows for size in (gap, letters)], dtype=np.int32)
    hashes = np.array([row[0] for row in rows], np.uint32)
    return name, Words(hashes=hashes, starts=edges[::2], stops=edges[1::2]), "é" * len(rows) + name


def put(folder: Path, witnesses: Sequence[Witness]) -> None:
    segment = build([(name, keep(words)) for name, words, _ in witnesses])
    texts = [text.encode() for _, _, text in witnesses]
    letters: list[NDArray[np.generic]] = [np.frombuffer(text, np.uint8) for text in texts]
    arrays = {**stretches(segment), **kept_texts.stretches(list(map(kept_texts.marked, texts)))}
    write_sealed(folder, kind="test", facts=facts(segment), arrays={kept_texts.TEXTS: letters, **arrays})


def said(folder: Path) -> list[object]:
    """All that is known of the segment there."""
    segment, texts = open_segment(open_sealed(folder, kind="test")), open_texts(open_sealed(folder, kind="test"))
    known: list[object] = [segment.witnesses, segment.total, segment.places(0, segment.total).tolist()]
    words = np.array([1, 2, 3, 0xFFFF_FFFF], np.uint32)
    grams = np.stack(np.meshgrid(words, words, words), axis=-1).reshape(-1, 3)
    known += [[edges.tolist() for edges in segment.ranges_of(grams[:, :size])] for size in (1, 2, 3)]
    for number in range(len(segment.witnesses)):
        held = segment.words_of(number)
        begin, end = segment.extent(number)
        known += [held.hashes.tolist(), held.starts.tolist(), held.stops.tolist(), texts.text(number)[:]]
        known += [part.tolist() for at in range(begin, end, 7) for part in segment.spans(at, min(end, at + 3))]
        known.append(segment.positions(number, held.starts).tolist())
    return known


@given(drawn=SEGMENTS, room=st.sampled_from([1, 20, 1 << 23]))
def test_what_lives_of_some_segments_laid_into_one_is_as_if_built_at_once(
    drawn: list[list[tuple[list[tuple[int, int, int]], int, bool]]],
    room: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    place, parts, living = tmp_path_factory.mktemp("segments"), [], []
    for number, segment in enumerate(drawn):
        witnesses = [witness(f"{number}-{at}", rows * times) for at, (rows, times, _) in enumerate(segment)]
        put(place / str(number), witnesses)
        lives = [at for at, (_, _, alive) in enumerate(segment) if alive]
        parts.append(Part(sealed=open_sealed(place / str(number), kind="test"), living=lives))
        living += [witnesses[at] for at in lives]
    with patch.object(order, "_ROOM", room):  # places are sorted in one go, and in several
        merge(parts, place / "merged", "test")
    put(place / "built", living)
    assert said(place / "merged") == said(place / "built")


def test_a_segment_that_is_damaged_is_named_and_not_carried_on(tmp_path: Path) -> None:
    put(tmp_path / "one", [witness("a", [(1, 1, 5)] * 400)])
    data = bytearray((tmp_path / "one" / "data").read_bytes())
    data[700] ^= 1
    (tmp_path / "one" / "data").write_bytes(data)
    with pytest.raises(DamagedIndex) as refused:
        merge([Part(sealed=open_sealed(tmp_path / "one", kind="test"), living=[0])], tmp_path / "two", "test")
    assert refused.value.where == str(tmp_path / "one" / "data")
    assert not (tmp_path / "two").exists()
