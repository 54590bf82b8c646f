"""The best path against all paths."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests import naive
from tests.engine.shelf import Shelf, novel, quotation

from quoth.engine.chain import best_path, chains, gap_cost
from quoth.engine.params import Params
from quoth.engine.seed import Ranges, seeds
from quoth.engine.sought import sought


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-1, 20), st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=8), st.booleans()
)
def test_best_path_is_the_best_of_all(links: list[tuple[float, int, int]], through: bool) -> None:
    gains = [round(gain, 3) for gain, _, _ in links]

    def cost(before: int, after: int) -> float | None:
        (_, a, b), (_, c, d) = links[before], links[after]
        edge = through and (before == 0 or after == len(links) - 1)
        return abs(c - a) + abs(d - b) if edge or (a < c and b < d) else None

    path, bits = best_path(range(len(links)), gains, cost, through=through)
    assert abs(bits - naive.best_path(gains, cost, through=through)) < 1e-9
    assert path == sorted(path)


def test_chains_when_a_part_is_far_off_then_joined_over_dots_and_not_in_silence() -> None:
    words = novel(9000)
    shelf = Shelf({"one": " ".join(words)})
    params = Params()
    for text, spread in (
        (" ".join([*words[1000:1012], "…", *words[7000:7012]]), True),
        (" ".join([*words[1000:1012], *words[7000:7012]]), False),
        (" ".join([*words[1000:1012], *words[1050:1062]]), True),
        (" ".join([*words[7000:7012], "…", *words[1000:1012]]), False),
    ):
        ranges = Ranges(shelf)
        wanted = sought(text, quotation(text), ranges.count, shelf.total)
        best = chains(wanted, seeds(wanted, ranges, 0, params), shelf.segments[0], params)[0]
        assert (sum(run.length for run in best.runs) >= 22) is spread


def test_gap_cost_when_dots_say_so_then_less() -> None:
    shelf, params = Shelf({"one": "a b c d e f"}), Params()
    ranges = Ranges(shelf)
    wanted = sought("a b … c d", quotation("a b … c d"), ranges.count, shelf.total)
    costs = [gap_cost(wanted, at, at, 100, params) for at in (1, 2, 3)]
    assert costs[1] < costs[0] == costs[2]
    assert gap_cost(wanted, 2, 2, 0, params) == 0
    assert gap_cost(wanted, 1, 1, 10, params) < gap_cost(wanted, 1, 1, 20, params) < gap_cost(wanted, 0, 1, 20, params)
