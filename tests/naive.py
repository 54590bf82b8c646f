"""Plain twins of the fast stages: slow, short, and written from the description, not from the code."""

from __future__ import annotations

import math
import re
import unicodedata
import zlib
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

from quoth.model.text import Span

APOSTROPHES = "'`´’‘‛′＇ʹʻʼʽʾʿ՚׳"
SPELLED_OUT = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)


def fold(text: str, skip: Sequence[Span] = ()) -> list[tuple[str, int, int]]:
    """The folded letters of each word, and its first and last letter's place, one letter after the other."""
    kept = [i for i in range(len(text)) if not any(s.start <= i < s.stop for s in skip)]
    words: list[list[int]] = []
    for at, i in enumerate(kept):
        if is_mark(text[i]):
            if words and at and words[-1][-1] == kept[at - 1]:
                words[-1].append(i)
            elif letters(text[i]):
                words.append([i])
        elif is_letter(text[i]):
            if words and one_word(text, [k for k in kept[:at] if k >= words[-1][-1]], i):
                words[-1].append(i)
            else:
                words.append([i])
    spelled = [(letters("".join(text[i] for i in word)), word[0], word[-1] + 1) for word in words]
    return [word for word in spelled if word[0]]


def hash_of(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) or 1


def one_word(text: str, since: list[int], here: int) -> bool:
    """Whether the letter at `since[0]` and that at `here` are of one word; `since` are the places between."""
    last, letter = text[since[0]], text[here]
    raw = "".join(text[i] for i in since[1:])
    between = "".join(c for c in raw if unicodedata.category(c) != "Cf")
    if "&" in (last, letter) or UNSPACED.match(last) or UNSPACED.match(letter):
        return False
    if between == "" or (len(between) == 1 and between in APOSTROPHES):
        return True
    if last.isnumeric() or letter.isnumeric():
        return False
    if ((raw[0] in "-\u2010\u2011" and "\n" in raw) or raw[0] in "\u00ad\ufffe") and raw[1:].strip() == "":
        return not letter.isupper() or last.isupper()
    return len(between) <= 2 and all(c in "[]⟨⟩" for c in between)


def letters(word: str) -> str:
    if word == "&":
        return "and"
    out = ""
    for c in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold()):
        combining = unicodedata.combining(c)
        if is_mark(c):
            dropped = (
                combining == 1 or 10 <= combining <= 36 or 202 <= combining <= 240 or "VARIATION SELECTOR" in name(c)
            )
            out += "" if dropped else c
        else:
            out += "".join(x for x in SPELLED_OUT.get(c, str(unicodedata.decimal(c, c))) if is_letter(x))
    return unicodedata.normalize("NFC", out)


def name(c: str) -> str:
    return unicodedata.name(c, "")


def is_mark(c: str) -> bool:
    return unicodedata.category(c).startswith("M")


def is_letter(c: str) -> bool:
    if c in APOSTROPHES or (c.isdigit() and unicodedata.decomposition(c).startswith("<super>")):
        return False
    return unicodedata.category(c)[0] in "LN" or c in "&\ufffd"


# -- searching -------------------------------------------------------------------------------------------------------


def places(words: Sequence[int], ngram: Sequence[int]) -> list[int]:
    """Where the words stand in a row."""
    return [at for at in range(len(words)) if list(words[at : at + len(ngram)]) == list(ngram)]


def gap(stop: int, start: int, left_out: int, dots: Sequence[int], prices: tuple[float, float]) -> float:
    """What it costs to pass over the words `stop` to `start` of a quotation and so many words of the passage: where
    dots stand before one of those words or the next, leaving out is said; else it is paid for, as `prices` say: so
    much for any gap, and so many times the bits of what was left out in silence."""
    price, silence = prices
    if stop == start and not left_out:
        return 0.0
    skipped, silent = math.log2(1 + start - stop), math.log2(1 + max(0, left_out - (start - stop)))
    if any(stop <= dot <= start for dot in dots):
        return skipped + math.log2(1 + left_out)
    return price + skipped + silence * silent


def whole(start: int, stop: int, spans: Sequence[tuple[int, int]]) -> int:
    """How many positions are in those spans that lie whole between `start` and `stop`."""
    return sum(end - begin for begin, end in spans if start <= begin and end <= stop)


def best_path(gains: Sequence[float], cost: Callable[[int, int], float | None], *, through: bool) -> float:
    """The worth of the best path through any of the links 0, 1, …: all paths are tried."""
    inner = range(1, len(gains) - 1) if through else range(len(gains))
    best = float("-inf")
    for size in range(len(inner) + 1):
        for chosen in combinations(inner, size):
            path = [0, *chosen, len(gains) - 1] if through else list(chosen)
            costs = [cost(a, b) for a, b in pairwise(path)]
            if path and None not in costs:
                best = max(best, sum(gains[link] for link in path) - sum(c for c in costs if c is not None))
    return best


def best_place(
    wanted: Sequence[str],
    there: Sequence[str],
    worth: Callable[[int, bool], float],
    gap: Callable[[int, int, int], float],
) -> float:
    """The worth of the best layout anywhere: every equal pair of words is weighed after every other, no seeds.

    `worth(i, follows)` are the bits of word i; `gap(start, stop, left_out)` what a gap costs.
    """
    best: dict[tuple[int, int], float] = {}
    for i, word in enumerate(wanted):
        for j, other in enumerate(there):
            if word == other:
                head = worth(i, False) - gap(0, i, 0)
                befores = [
                    before + worth(i, (a, b) == (i - 1, j - 1)) - gap(a + 1, i, j - b - 1)
                    for (a, b), before in best.items()
                    if a < i and b < j
                ]
                best[i, j] = max([head, *befores])
    return max((bits - gap(i + 1, len(wanted), 0) for (i, _), bits in best.items()), default=0.0)


def seeds(
    wanted: Sequence[int], parts: Sequence[int], there: Sequence[int], crowd: int, room: int
) -> list[tuple[int, int, int]]:
    """At each word the shortest n-gram (1 to 3 words, none over the edge of a part) that stands in at most `crowd`
    places, else the longest; those of more places, the least common first, as long as all places are at most `room`."""
    ngrams = []
    for at in range(len(wanted)):
        end = min(part for part in parts if part > at)
        tried = [(length, places(there, wanted[at : at + length])) for length in range(1, min(3, end - at) + 1)]
        ngrams.append((at, *next((t for t in tried if len(t[1]) <= crowd), tried[-1])))
    few = [ngram for ngram in ngrams if len(ngram[2]) <= crowd]
    room -= sum(len(ngram[2]) for ngram in few)
    for ngram in sorted((n for n in ngrams if len(n[2]) > crowd), key=lambda n: len(n[2])):
        room -= len(ngram[2])
        if room < 0:
            break
        few.append(ngram)
    return sorted((at, place, length) for at, length, stands in few for place in stands)


def outlasting(
    seeds: Sequence[tuple[int, int, int]], wanted: Sequence[int], parts: Sequence[int], there: Sequence[int]
) -> list[tuple[int, int, int]]:
    """Each seed as long as the words agree behind it, up to 3, none over the edge of a part."""
    longer = []
    for at, place, length in seeds:
        end = min(3, *(part - at for part in parts if part > at))
        sizes = range(length, end + 1)
        longer.append((at, place, max(n for n in sizes if wanted[at : at + n] == there[place : place + n])))
    return longer


def runs(seeds: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Seeds on one diagonal that touch or overlap, as one; by passage, then by quotation."""
    pairs = {(word + i, place + i) for word, place, length in seeds for i in range(length)}
    joints = {(word + i, place + i) for word, place, length in seeds for i in range(1, length)}
    starts = {(word, place) for word, place, _ in seeds}
    made = []
    for word, place in sorted(pairs, key=lambda pair: (pair[1], pair[0])):
        if (word - 1, place - 1) in pairs:
            continue
        length = 1
        while (word + length, place + length) in pairs:
            length += 1
        made.append((word, place, length))
    assert joints | starts == pairs
    return made


def parted(runs: Sequence[tuple[int, int, int]], stride: int, edges: Sequence[int]) -> list[int]:
    """Where runs, by passage, begin that stand too far from the last, or over an edge; at last their number."""
    places = [place for _, place, _ in runs]
    apart = [
        at
        for at in range(1, len(runs))
        if places[at] - places[at - 1] > stride or any(places[at - 1] < edge <= places[at] for edge in edges)
    ]
    return [0, *apart, len(runs)]


def promise(
    runs: Sequence[tuple[int, int, int]], bits: Sequence[float], company: Sequence[float]
) -> tuple[float, float, float]:
    """Bits of the words that the runs have, each once, and next to none for each word of the longest run; as many and,
    where a run begins, what its first word is worth more than in company; and what each run is worth by itself, all in
    all."""
    had = {word for first, _, length in runs for word in range(first, first + length)}
    row = 2.0**-24 * max(length for _, _, length in runs)
    promised = sum(company[word + 1] - company[word] for word in had) + row
    extra = sum(bits[word] - (company[word + 1] - company[word]) for word in {first for first, _, _ in runs})
    alone = sum(bits[word] + company[word + length] - company[word + 1] for word, _, length in runs)
    return promised, promised + extra, alone


def way_of_runs(
    runs: Sequence[tuple[int, int, int]],
    bits: Sequence[float],
    company: Sequence[float],
    cost: Callable[[int, int, int], float],
    reach: Callable[[int, int, int], bool],
) -> float:
    """The worth of the best way through runs (word, place, length), by trying all ways. `cost(stop, start, left_out)`
    is that of a gap, `reach` whether it can be crossed. What two runs claim belongs to the first."""
    best = float("-inf")
    ordered = sorted(runs)
    for size in range(1, len(ordered) + 1):
        for chosen in combinations(ordered, size):
            worth, way = 0.0, list(chosen)
            for before, after in pairwise([None, *way]):
                assert after is not None
                start, there, length = after
                if before is not None:
                    stop, passed = before[0] + before[2], before[1] + before[2]
                    overlap = max(0, stop - start, passed - there)
                    left_out = there + overlap - passed
                    forward = before[0] < start and before[1] < there and overlap < length
                    if not forward or not reach(stop, start + overlap, left_out):
                        worth = float("-inf")
                        break
                    worth -= cost(stop, start + overlap, left_out)
                    start, length = start + overlap, length - overlap
                worth += bits[start] + company[start + length] - company[start + 1]
            best = max(best, worth)
    return best


Run = tuple[int, ...]
Way = tuple[list[Run], float]


def linked(ways: Sequence[Way], way: Callable[[Sequence[Run]], Way], joins: int) -> list[Way]:
    """The ways of one witness, joined so often, those that a joined one has a run of no more among them."""
    made, rest = [], list(ways)
    for _ in range(joins):
        if len(rest) > 1:
            made.append(way([run for runs, _ in rest for run in runs]))
            ends = {run[1] + run[2] for run in made[-1][0]}
            rest = [one for one in rest if ends.isdisjoint(run[1] + run[2] for run in one[0])]
    return made + rest


def alike(one: str, two: str) -> int:
    """0 for the same letters, 1 for words of at least four letters of which at most 34 in 100 differ, else −1."""
    if one == two:
        return 0
    allowed = 0.34 * max(len(one), len(two))
    return 1 if min(len(one), len(two)) >= 4 and distance(one, two) <= allowed else -1


def pairs(
    wanted: Sequence[str], there: Sequence[str], places: Sequence[int], parted: Sequence[bool]
) -> list[list[int]]:
    """[word, word, place, place, kind] of all words that could face each other: one and one, if they are alike; two
    and one, if they have the same letters, no mark parts the two, and the two stand side by side."""
    found = []
    for i in range(len(wanted)):
        for j in range(len(there)):
            if (kind := alike(wanted[i], there[j])) >= 0:
                found.append([i, i + 1, places[j], places[j] + 1, kind])
            if i + 1 < len(wanted) and not parted[i + 1] and wanted[i] + wanted[i + 1] == there[j]:
                found.append([i, i + 2, places[j], places[j] + 1, 0])
            if j + 1 < len(there) and places[j + 1] == places[j] + 1 and there[j] + there[j + 1] == wanted[i]:
                found.append([i, i + 1, places[j], places[j] + 2, 0])
    return found


def worthiest(pairs: Sequence[Sequence[int]], bits: Sequence[float], most: int) -> list[list[int]]:
    """So many of the pairs, those whose words have the most bits, half of them where the words are only alike; of two
    that have as many, the first. They stay in their order."""

    def worth(at: int) -> float:
        start, stop, _, _, kind = pairs[at]
        return sum(bits[start:stop]) / (1 + kind)

    return [list(pairs[at]) for at in sorted(sorted(range(len(pairs)), key=lambda at: (-worth(at), at))[:most])]


def way_of_pairs(
    way: Sequence[Sequence[int]], bits: Sequence[float], gap: Callable[[int, int, int, int], float]
) -> float | None:
    """What the words of these pairs are worth, half of it where they are only alike, less the gaps between; None where
    a step leads back. `gap(stop, start, passed, there)` passes over words and positions; no position is left out at an
    edge of kind 3."""
    worth = sum(sum(bits[start:stop]) / (2 if kind == 1 else 1) for start, stop, _, _, kind in way)
    for (_, stop, _, passed, kind), (start, _, there, _, other) in pairwise(way):
        if start < stop or there < passed:
            return None
        worth -= gap(stop, start, there if 3 in (kind, other) else passed, there)
    return worth


def best_way_of_pairs(
    links: Sequence[Sequence[int]], bits: Sequence[float], gap: Callable[[int, int, int, int], float]
) -> float:
    """The worth of the best way from the first to the last, by trying all."""
    inner = links[1:-1]
    chosen = (between for size in range(len(inner) + 1) for between in combinations(inner, size))
    ways = (way_of_pairs([links[0], *between, links[-1]], bits, gap) for between in chosen)
    return max(worth for worth in ways if worth is not None)


def distance(one: str, two: str) -> int:
    """Levenshtein's, by its definition."""
    if not one or not two:
        return len(one) + len(two)
    same = one[0] == two[0]
    return (
        distance(one[1:], two[1:])
        if same
        else 1 + min(distance(one[1:], two), distance(one, two[1:]), distance(one[1:], two[1:]))
    )


# -- the index -------------------------------------------------------------------------------------------------------


def places_within(texts: Sequence[Sequence[int]], ngram: Sequence[int]) -> list[tuple[int, int]]:
    """(text, word) of each place where the n-gram stands whole within one text."""
    return [(number, at) for number, text in enumerate(texts) for at in places(text, ngram)]


def order(texts: Sequence[Sequence[int]], guards: int) -> list[int]:
    """All places, by the three words that stand there and then by place; so many guards (0) end each text."""
    guarded = [word for text in texts for word in (*text, *[0] * guards)]
    threes = list(zip(guarded, guarded[1:], guarded[2:], strict=False))
    return sorted((at for at, word in enumerate(guarded) if word), key=threes.__getitem__)


def sums(data: bytes, block: int) -> list[int]:
    """The checksum of each block of so many bytes: four sums of every fourth number of eight bytes, folded together;
    what is left over after the last four belongs to the first sum."""
    numbers = [int.from_bytes(data[at : at + 8], "little") for at in range(0, len(data), 8)]
    made, step, all_ones = [], 0x9E3779B97F4A7C15, (1 << 64) - 1

    def mixed(sum: int, more: int) -> int:
        sum = (sum ^ more) * step & all_ones
        return sum ^ sum >> 32

    for begin in range(0, len(numbers), block // 8):
        here = numbers[begin : begin + block // 8]
        four, even = [step, step ^ all_ones, step >> 32, len(here)], len(here) - len(here) % 4
        for at, number in enumerate(here):
            lane = at % 4 if at < even else 0
            four[lane] = mixed(four[lane], number)
        made.append(mixed(mixed(mixed(four[0], four[1]), four[2]), four[3]))
    return made
