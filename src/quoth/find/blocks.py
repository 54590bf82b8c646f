"""Quotations set off from the text on the page: block quotations, verse and epigraphs that mark-up or their place
tells. Those that pasted text has lost the signs of are found in `unmarked`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from quoth.find.pairs import Pair
from quoth.model.manuscript import Block, BlockKind, Manuscript
from quoth.model.text import Span

__all__ = ["BESIDE", "SetOff", "note_at_end", "set_off", "trimmed"]

BESIDE: frozenset[BlockKind] = frozenset({"note", "aside", "caption"})  # may stand between paragraphs of one thing

_SET_OFF: frozenset[BlockKind] = frozenset({"quote", "verse", "epigraph"})
_ATTRIBUTION = re.compile(r"\s*(?:[—–―]|--?)\s*(?=\w)(?:[^\s.]+\.?\s+){0,11}\S+\s*$")
_CLOSED = re.compile(r"[”“’'»«\"」][.,]?\s*[\[(]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]*[\])]?\s*$")  # a closing mark, perhaps a note's
# A bracket at the very end with a figure in it: behind a sentence's end any, elsewhere one of places or name and place.
_CITED = re.compile(
    r"(?:[.!?…”’\"'»—-]\s+[(\[][^()\[\]]{0,120}\d[^()\[\]]{0,20}[)\]]|"
    r"\S\s+[(\[](?:[^\W\d_a-zß-ÿ][^()\[\]\d]{0,80}[\s.,:])?(?!\d{4}[)\]])[\dIVXLivxl]+(?:[.:,\s–-]+[\dIVXLivxl]+)*[)\]])"
    r"[.\s]*$"
)
_WORDS = re.compile(r"\w+")
_DASH = re.compile(r"[ \n]\s*(?:[—–―]|--?)\s*(?=\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOff:
    """A stretch set off from the text, without its marks, its note's mark and its attribution."""

    span: Span
    blocks: tuple[int, int]
    kind: Literal["block", "epigraph"]
    by: str = ""


def set_off(manuscript: Manuscript, pairs: Sequence[Pair], anchors: Sequence[Span]) -> list[SetOff]:
    """In order of the text. `anchors` are the marks of all notes, in order."""
    found = [*_by_markup(manuscript, _alone(manuscript, pairs), anchors), *_epigraphs(manuscript, anchors)]
    return sorted(found, key=lambda one: one.span.start)


# -- by mark-up ----------------------------------------------------------------------------------------------------


def _by_markup(manuscript: Manuscript, alone: set[int], anchors: Sequence[Span]) -> Iterator[SetOff]:
    """Blocks of one kind that follow each other are one quotation, unless a note ends it between them, or one has
    quotation marks of its own."""
    blocks = manuscript.blocks
    first: int | None = None
    for index, block in enumerate(blocks):
        if block.kind not in _SET_OFF:
            continue
        if first is None:
            first = index
        after = next((i for i in range(index + 1, len(blocks)) if blocks[i].kind not in BESIDE), None)
        joined = after is not None and blocks[after].kind == block.kind and blocks[after].level == block.level
        joined = joined and index not in alone and after not in alone
        cited = _CITED.search(manuscript.text, block.span.start, block.span.stop) is not None
        if not joined or cited or note_at_end(manuscript.text, block.span, anchors) is not None:
            yield from trimmed(manuscript, first, index, anchors)
            first = None


def _alone(manuscript: Manuscript, pairs: Sequence[Pair]) -> set[int]:
    """Blocks that are all in one pair of marks."""
    blocks, found = manuscript.blocks, set()
    for pair in pairs:
        block = blocks[pair.blocks[0]].span
        if pair.blocks[0] == pair.blocks[1] and pair.mark.start <= block.start + 1 and block.stop <= pair.span.stop + 4:
            found.add(pair.blocks[0])
    return found


def trimmed(manuscript: Manuscript, first: int, last: int, anchors: Sequence[Span]) -> Iterator[SetOff]:
    """Without the line that names its author, and without the note mark or the citation in brackets at its end."""
    text, start, stop = manuscript.text, manuscript.blocks[first].span.start, manuscript.blocks[last].span.stop
    by = ""
    line = max(text.rfind("\n", manuscript.blocks[last].span.start, stop), manuscript.blocks[last].span.start)
    if line > start and _ATTRIBUTION.match(text, line, stop):
        by, stop = _name_in(text[line:stop]), line
        while last > first and manuscript.blocks[last].span.start >= stop:
            last -= 1
        stop = min(stop, manuscript.blocks[last].span.stop)
    mark = note_at_end(text, Span(start=start, stop=stop), anchors)
    stop = mark.start if mark is not None else stop
    cited = _CITED.search(text, start, stop)
    stop = cited.start() + 1 if cited else stop
    stop = start + len(text[start:stop].rstrip())
    kind: Literal["block", "epigraph"] = "epigraph" if manuscript.blocks[first].kind == "epigraph" else "block"
    if stop > start:
        yield SetOff(span=Span(start=start, stop=stop), blocks=(first, last), kind=kind, by=by)


def note_at_end(text: str, span: Span, anchors: Sequence[Span]) -> Span | None:
    """The first of the note marks after which nothing more stands in `span`."""
    place = bisect_left(anchors, Span(start=span.stop + 1, stop=span.stop + 1))
    found, end = None, span.stop
    while (
        place and anchors[place - 1].start >= span.start and not text[anchors[place - 1].stop : end].strip(" .”’\"'»)")
    ):
        place -= 1
        found, end = anchors[place], anchors[place].start
    return found


# -- epigraphs -----------------------------------------------------------------------------------------------------


def _epigraphs(manuscript: Manuscript, anchors: Sequence[Span]) -> Iterator[SetOff]:
    """Right under a title: words, then a line with a dash that names whose they are."""
    text, blocks = manuscript.text, manuscript.blocks
    for index, block in enumerate(blocks[:-1]):
        if not (block.kind == "heading" or (index == 0 and _is_title(block, text))):
            continue
        below = blocks[index + 1]
        if below.kind == "paragraph":
            yield from _epigraph(manuscript, index + 1, anchors)


def _is_title(block: Block, text: str) -> bool:
    words = block.span.of(text)
    return len(_WORDS.findall(words)) <= 20 and not words.rstrip().endswith((".", ":", ";", ",", "”", '"'))


def _epigraph(manuscript: Manuscript, index: int, anchors: Sequence[Span]) -> Iterator[SetOff]:
    found = _attributed(manuscript, index)
    if found is None:
        return
    words, name = found
    mark = note_at_end(manuscript.text, words, anchors)
    stop = mark.start if mark is not None else words.stop
    stop = words.start + len(manuscript.text[words.start : stop].rstrip())
    if stop > words.start:
        span = Span(start=words.start, stop=stop)
        yield SetOff(span=span, blocks=(index, index), kind="epigraph", by=_name_in(name.of(manuscript.text)))


def _attributed(manuscript: Manuscript, index: int) -> tuple[Span, Span] | None:
    """The words of a paragraph, and the line that says whose they are: its own last line, what follows its closing
    mark, or the next block."""
    text, span = manuscript.text, manuscript.blocks[index].span
    words = span.of(text)
    for dash in _DASH.finditer(words):
        own = "\n" in dash.group() or _CLOSED.search(words, 0, dash.start() + 1) is not None
        if own and _ATTRIBUTION.match(words, dash.start()):
            cut = span.start + dash.start()
            return Span(start=span.start, stop=cut), Span(start=cut, stop=span.stop)
    below = manuscript.blocks[index + 1].span if index + 1 < len(manuscript.blocks) else None
    if below is not None and _ATTRIBUTION.fullmatch(text, below.start, below.stop):
        return span, below
    return None


def _name_in(attribution: str) -> str:
    """Who is named: what stands before the first comma of "— Anna Smith, Letters"."""
    return attribution.strip(" \n—–―-").split(",", maxsplit=1)[0].strip()
