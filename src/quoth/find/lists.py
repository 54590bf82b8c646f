"""Lists of notes: lines that begin with a label, standing together, their numbers rising.

Whether such a list is a list of notes is not seen here: a numbered list of errands looks the same. It is decided
in `notes`, by whether marks in the text before it answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quoth.model.manuscript import BlockKind, Manuscript
from quoth.model.text import Span

__all__ = ["NOTE_HEADINGS", "SYMBOLS", "Entry", "note_lists"]

SYMBOLS = "*†‡§¶‖"
LONGEST_STEP = 4  # numbers that may be missing between two notes of a list, and one
MOST_BETWEEN = 8  # further paragraphs that one note may have

# What a list of notes is headed with. Evidence for a list whose marks are weak; nothing depends on it alone.
NOTE_HEADINGS = re.compile(
    r"(end|foot)?notes?( (and|&) (references|sources))?|references|sources|works cited|citations|"
    r"anmerkungen|fu(ß|ss)noten|endnoten|einzelnachweise|nachweise|belege|quellen|notes et références|références|"
    r"note|riferimenti|notas( al pie)?|referencias|referências|примечания|сноски|ссылки|przypisy|poznámky|"
    r"(voet|eind)?noten|(fot|slut)?noter|referenser|viitteet|jegyzetek|注释?|注釈|註釋?|脚注|尾注",
    re.IGNORECASE,
)

_OTHER: frozenset[BlockKind] = frozenset({"heading", "contents", "boilerplate", "note", "table", "epigraph"})
_LABEL = re.compile(
    r"[ \t]*(?:\^[ \t]*)?(?:"
    r"[\[［〔【(（][ \t]*(?P<boxed>\d{1,4})[ \t]*[\]］〕】)）][.:]?[ \t]*|"
    r"(?P<pointed>\d{1,4})(?:[.)\]:．、](?!\d)[ \t]*|[ \t]+|(?=[^\W\d_a-zà-ÿ]|[“‘„«\"'])|(?=\n))|"
    r"(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})[ \t]*|"
    rf"(?P<symbol>(?P<sign>[{SYMBOLS}])(?P=sign)*)[ \t]*(?![{SYMBOLS} ])"
    r")",
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line that could be a note. `start` is where its label begins, `body` where its words do; `number` is 0 for
    a symbol. `block` is the index of the block it stands in."""

    block: int
    start: int
    body: int
    label: str
    number: int


def note_lists(manuscript: Manuscript, marked: dict[int, list[int]]) -> list[list[Entry]]:
    """Runs of entries whose numbers rise, in order of the text. `marked` tells for each number where marks of it
    could stand, in order."""
    lists: list[list[Entry]] = []
    entries = list(_entries(manuscript))
    for i, entry in enumerate(entries):
        last = lists[-1][-1] if lists else None
        if last is None or not _follows(manuscript, lists[-1], entry, entries[i + 1 : i + 4], marked):
            if _begins(manuscript, entry):
                lists.append([entry])
        else:
            lists[-1].append(entry)
    return lists


def _entries(manuscript: Manuscript) -> Iterator[Entry]:
    text = manuscript.text
    for index, block in enumerate(manuscript.blocks):
        if block.kind in _OTHER:
            continue
        start, stop = block.span.start, block.span.stop
        while start < stop:
            line_end = text.find("\n", start, stop)
            found = _LABEL.match(text, start, stop)
            if found and (text[found.end() : stop].strip() or found["pointed"]):
                yield _entry(found, index)
            start = stop if line_end < 0 else line_end + 1


def _entry(found: re.Match[str], block: int) -> Entry:
    label = found["boxed"] or found["pointed"] or (found["raised"] or "").translate(_RAISED) or found["symbol"]
    number = int(label) if label.isdecimal() else 0
    return Entry(block=block, start=found.start(), body=found.end(), label=label, number=number)


def _begins(manuscript: Manuscript, entry: Entry) -> bool:
    """A list begins with a block, or after a line of its own that is its heading; a wrapped line that happens to
    begin with a number begins nothing."""
    block = manuscript.blocks[entry.block].span
    before = manuscript.text[block.start : entry.start].strip()
    return not before or NOTE_HEADINGS.fullmatch(before.rstrip(":.")) is not None


def _follows(
    manuscript: Manuscript, notes: Sequence[Entry], entry: Entry, ahead: Sequence[Entry], marked: dict[int, list[int]]
) -> bool:
    last = notes[-1]
    if entry.number == 0 or last.number == 0:
        return entry.number == last.number and entry.block - last.block <= 1
    step = entry.number - last.number
    if not 0 <= step <= LONGEST_STEP or entry.block - last.block > MOST_BETWEEN:
        return False
    if step > 1 and any(other.number == last.number + 1 for other in ahead):
        return False  # a number inside a note; the next note is still to come
    if step == 0 and not any(other.number == last.number + 1 for other in ahead):
        return False  # the same number twice in a list is a slip only if the list goes on
    between = manuscript.blocks[last.block + 1 : entry.block]
    if any(block.kind in _OTHER for block in between):
        return False
    return not between or not _called_between(notes, entry, manuscript.blocks[entry.block - 1].span, marked)


def _called_between(notes: Sequence[Entry], entry: Entry, up_to: Span, marked: dict[int, list[int]]) -> bool:
    """Whether this note's mark stands only after the list began: then a new text, with its own notes, lies between."""
    places = marked.get(entry.number, [])
    inside = any(notes[-1].body < place <= up_to.stop for place in places)
    return inside and not any(place < notes[0].start for place in places)
