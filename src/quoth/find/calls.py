"""Where a note could be called: numbers and signs that stand where a flattened note mark would stand.

Each is weighed by how much it looks like a mark. None is believed here; see `notes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quoth.find.lists import SYMBOLS
from quoth.model.manuscript import BlockKind, Manuscript
from quoth.model.text import Span

__all__ = ["Call", "possible_calls"]

SURE = 1.0  # weight of a mark that can hardly be anything else

_UNCALLED: frozenset[BlockKind] = frozenset({"note", "contents", "boilerplate", "bibliography", "table"})
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBERS = r"\d{1,4}(?:[ \t]?[,;–-][ \t]?\d{1,4})*"
_MARK = re.compile(
    rf"(?=[\d\[［〔【(（⁰¹²³⁴⁵⁶⁷⁸⁹{SYMBOLS}])(?:"  # said once more, for speed
    rf"(?P<boxed>[\[［〔【][ \t]*(?:(?i:note)[ \t]*)?{_NUMBERS}[ \t]*[\]］〕】])|"
    rf"(?P<round>[(（]{_NUMBERS}[)）])|"
    r"(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[,–⁻][⁰¹²³⁴⁵⁶⁷⁸⁹]+)*)|"
    rf"(?<=[.,;:!?…”’\"'»«›‹“‘)\]」』。，、！？—])(?P<pointed>{_NUMBERS})(?!\w|[.,:]\d|%|°)|"
    r"(?<=[.!?…”’\"'»«“‘)\]」』] )(?P<spaced>\d{1,4})(?=\s|$)|"
    r"(?<=[^\W\d_])(?P<glued>\d{1,4}(?:,\d{1,4})*)(?!\w|[.,:]\d|%|°|[-–]\w)|"
    r"(?<=1\d{3}|20\d\d)(?<!\d{5})(?P<welded>\d{1,3})(?!\w|[.,:]\d|%|°)|"  # to a year
    rf"(?<=[^\s{SYMBOLS}])(?P<symbol>(?P<sign>[{SYMBOLS}])(?P=sign)*)(?=[\s.,;:!?)”’\"»]|$))"
)
# A number after one of these points to a place in a book (p.53), or counts something (No.1, Fig.2): no mark.
_COUNTED = re.compile(
    r"(?<!\w)(pp?|pgs?|s|nos?|nr|n|vols?|figs?|ch|chs?|chap|art|bd|sec|ll?|vv?|ff?|col|cols|fol|op|c|ca|st|t|г|с|стр|№)"
    r"\.?\s?$",
    re.IGNORECASE,
)


_SQUARED = re.compile(r"(?<!\w)(?:[kcdm]?m|ft|in|mi|yd|[a-z])$")  # km², x²


_OPENERS = "“”‘’\"'»«›‹—(\N{HAIR SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"  # what opens may close as well


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A possible mark. `weight` is how much it looks like one, 0 to 1; `boxed` tells that it has brackets or is
    raised, so that it can be used again for the same note."""

    span: Span
    label: str
    weight: float
    boxed: bool


def possible_calls(manuscript: Manuscript) -> Iterator[Call]:
    """Whatever could be a note's mark, in order; one of several numbers is one candidate for each."""
    for block in manuscript.blocks:
        if block.kind in _UNCALLED:
            continue
        for found in _MARK.finditer(manuscript.text, block.span.start, block.span.stop):
            shape = found.lastgroup if found.lastgroup != "sign" else "symbol"
            weight = _weight(manuscript.text, found, str(shape), block.span)
            if weight:
                yield from _labelled(found, str(shape), weight)


def _labelled(found: re.Match[str], shape: str, weight: float) -> Iterator[Call]:
    span = Span(start=found.start(shape), stop=found.end(shape))
    if shape == "symbol":
        yield Call(span=span, label=found[shape], weight=weight, boxed=False)
        return
    before, boxed = None, shape in {"boxed", "raised"}
    for part in re.finditer(r"([–⁻-]?)\s*(\d+)", found[shape].translate(_RAISED)):
        number = int(part[2])
        if part[1] and before is not None and before < number <= before + 9:
            between = range(before + 1, number)
            yield from (Call(span=span, label=str(n), weight=weight, boxed=boxed) for n in between)
        before = number
        yield Call(span=span, label=str(number), weight=weight, boxed=boxed)


def _weight(text: str, found: re.Match[str], shape: str, block: Span) -> float:
    """How much it looks like a mark, 0 to 1."""
    start = found.start(shape)
    before = text[max(block.start, start - 12) : start]
    if start == block.start or (shape in {"pointed", "spaced", "glued"} and _COUNTED.search(before)):
        return 0.0
    if shape == "pointed" and not before.rstrip(_OPENERS)[-1:].strip():
        return 0.0  # a number at the head of a quotation
    if shape == "raised" and _SQUARED.search(before):
        return 0.3
    if shape == "welded":
        return 0.4
    if shape == "glued":
        return 0.3 if before[-1].isupper() else 0.8
    if shape == "spaced":
        return 0.5 if found.end() == block.stop or before.rstrip().endswith(("”", "’", "»", '"')) else 0.2
    if shape == "pointed" and len(before) > 1 and before[-1] in ".,:;'’" and before[-2].isdigit():
        return 0.3  # 3.14, 12:30, 1,000; but also a year that ends a sentence, and its note
    return 0.6 if shape == "round" else SURE
