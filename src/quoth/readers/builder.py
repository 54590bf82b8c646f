"""Grows a `Manuscript` in reading order. Every reader but plain text's builds with it.

A reader walks its file once and says what it meets: `open` a block, `say` letters (with the place in the file they
come from), `call` a note, turn a `page`. What does not belong to the flow where it stands (a note in the middle of
a sentence, a marginal heading) is said between `begin_aside` and `end_aside` and set as a block of its own after the
block it
interrupts. Offsets are never searched for again: each mark is remembered where it was met.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from quoth.model.manuscript import (
    Address,
    Block,
    BlockKind,
    Comment,
    Managed,
    Manuscript,
    Metadata,
    Note,
    NoteKind,
    PageMark,
    ReadWarning,
)
from quoth.model.text import Span
from quoth.readers.letters import Letters, points_of

__all__ = ["Builder", "Node", "count_words"]

BETWEEN_BLOCKS = "\n\n"
LONG = 2000  # letters: the words of longer texts are counted at once
LOW_SHARE = 0.99  # design: below this share of the raw words, say so

_WORDS = re.compile(r"[^ ]+(?: [^ ]+)*")
_WORD = re.compile(r"\w+")
_WORDED = Letters(r"\w")


def count_words(text: str) -> int:
    """How many runs of letters and digits stand in `text`: the measure of what was read."""
    if len(text) < LONG:
        return len(_WORD.findall(text))
    worded = _WORDED.hold(points_of(text))
    return int(worded[0]) + int(np.count_nonzero(worded[1:] > worded[:-1]))


def _spaced(text: str) -> str:
    """`text` with a space for each letter of HTML's own white space; no-break spaces are letters."""
    return text.replace("\n", " ").replace("\t", " ").replace("\r", " ").replace("\f", " ")


class Node(NamedTuple):
    """A text node of the file: `part` and `path` as in `Address`."""

    part: str = ""
    path: str = ""


class _Place(NamedTuple):
    """An address while its block is written: there are as many as text nodes, and tuples are made fast."""

    start: int
    part: str
    path: str
    offset: int


class _Remark(NamedTuple):
    """A mark of a comment that speaks to quoth. `reference` tells the marks of one from those of another; "" is one
    of its own."""

    reference: str
    says: str
    offset: int


@dataclass(slots=True)
class _Draft:
    """A block being written; all offsets count from its own beginning."""

    kind: BlockKind
    level: int = 0
    part: str = ""
    note: tuple[str, str, NoteKind] | None = None  # reference, label, kind
    letters: list[str] = field(default_factory=list)
    length: int = 0
    addresses: list[_Place] = field(default_factory=list)
    pages: list[PageMark] = field(default_factory=list)
    calls: list[tuple[str, int, int]] = field(default_factory=list)  # reference, start, stop
    emphasis: list[Span] = field(default_factory=list)
    emphasis_open: list[int] = field(default_factory=list)
    managed: list[Managed] = field(default_factory=list)
    managed_from: int | None = None
    remarks: list[_Remark] = field(default_factory=list)
    asides: list[_Draft] = field(default_factory=list)

    @property
    def last(self) -> str:
        return self.letters[-1][-1] if self.letters else ""

    def write(self, text: str, address: _Place | None) -> None:
        if not text:
            return
        if address is not None and not self._goes_on(address):
            self.addresses.append(address)
        self.letters.append(text)
        self.length += len(text)

    def _goes_on(self, address: _Place) -> bool:
        """Whether the last address already says where these letters stand."""
        last = self.addresses[-1] if self.addresses else None
        return (
            last is not None
            and last.path == address.path
            and last.part == address.part
            and last.offset - last.start == address.offset - address.start
        )


class Builder:
    """See the module. One use: walk the file, then `build`."""

    def __init__(self, *, path: str, data: bytes, format: str, encoding: str | None = None) -> None:
        self.path, self.format, self.encoding = path, format, encoding
        self._sha256 = hashlib.sha256(data).hexdigest()
        self._drafts: list[_Draft] = []
        self._open: list[_Draft] = []  # the block being written, and the asides inside it
        self._carried: list[PageMark] = []  # pages turned between blocks
        self._ahead: list[_Remark] = []  # comments on the block to come
        self._warnings: list[ReadWarning] = []
        self._recognised = 0

    # -- blocks ------------------------------------------------------------------------------------------------

    def open(self, kind: BlockKind, *, level: int = 0, part: str = "") -> None:
        """Begin a block; the block before it is closed. Inside an aside, begins the aside's next block."""
        if len(self._open) > 1:
            inner = self._open.pop()
            fresh = _Draft(kind if inner.note is None else "note", level, part or inner.part, inner.note)
            self._open[-1].asides.append(fresh)
            self._open.append(fresh)
        else:
            self.close()
            self._open = [_Draft(kind, level, part)]
            self._open[0].pages, self._carried = self._carried, []
        self._open[-1].remarks, self._ahead = self._ahead, []

    def close(self) -> None:
        """End the open block and every aside in it."""
        while self._open:
            draft = self._open.pop()
            if not self._open:
                self._drafts.append(draft)

    def begin_aside(self, kind: BlockKind, *, part: str = "") -> None:
        """What follows, up to `end_aside`, is no part of the sentence it stands in."""
        self._need()
        self._push(_Draft(kind, part=part))

    def begin_note(self, reference: str, label: str, kind: NoteKind, *, part: str = "") -> None:
        """What follows, up to `end_aside`, is the body of the note that `call(reference)` calls.

        May stand anywhere: between blocks it is a block, inside one an aside.
        """
        draft = _Draft("note", part=part, note=(reference, label, kind))
        if not self._open:
            self.open("note")  # an empty carrier, dropped when built
        self._push(draft)

    def end_aside(self) -> None:
        if len(self._open) > 1:
            self._open.pop()

    def _push(self, draft: _Draft) -> None:
        self._open[-1].asides.append(draft)
        self._open.append(draft)

    def _need(self) -> _Draft:
        if not self._open:
            self.open("paragraph")
        return self._open[-1]

    # -- letters -----------------------------------------------------------------------------------------------

    def say(self, text: str, node: Node | None = None, *, offset: int = 0, collapse: bool = False) -> None:
        """Write letters. They are the letters of `node` from `offset` on; `collapse` folds white space as HTML does."""
        draft = self._need()
        if not collapse:
            draft.write(text, self._address(draft, node, offset))
            return
        plain, done = _spaced(text), 0  # a single white letter is one space: still one for one
        if plain and "  " not in plain and plain[0] != " " != plain[-1]:
            draft.write(plain, self._address(draft, node, offset))  # nearly all text: nothing is folded
            return
        for words in _WORDS.finditer(plain):
            self._space(draft, node, offset + done, words.start() - done)
            draft.write(words[0], self._address(draft, node, offset + words.start()))
            done = words.end()
        self._space(draft, node, offset + done, len(plain) - done)

    def _space(self, draft: _Draft, node: Node | None, offset: int, letters: int) -> None:
        if letters and draft.length and draft.last not in " \n":
            draft.write(" ", self._address(draft, node, offset))

    def newline(self) -> None:
        """A line break inside a block (verse, an address, `<br>`)."""
        draft = self._need()
        if draft.length:
            draft.write("\n", None)

    def _address(self, draft: _Draft, node: Node | None, offset: int) -> _Place | None:
        return None if node is None else _Place(draft.length, node.part, node.path, offset)

    def begin_emphasis(self) -> None:
        draft = self._need()
        draft.emphasis_open.append(draft.length)

    def end_emphasis(self) -> None:
        draft = self._need()
        if draft.emphasis_open:
            start = draft.emphasis_open.pop()
            if start < draft.length:
                draft.emphasis.append(Span(start=start, stop=draft.length))

    def begin_managed(self) -> None:
        self._need().managed_from = self._need().length

    def end_managed(self, items: tuple[str, ...]) -> None:
        """The letters since `begin_managed`, in the same block, are a reference manager's citation of `items`."""
        draft = self._need()
        if draft.managed_from is not None:
            draft.managed.append(Managed(span=Span(start=draft.managed_from, stop=draft.length), items=items))
            draft.managed_from = None

    # -- marks -------------------------------------------------------------------------------------------------

    def call(self, reference: str, *, mark: str = "") -> None:
        """Note `reference` is called here. Its mark is not a letter of the text: `mark` only counts as read."""
        draft = self._need()
        self._recognised += count_words(mark)
        draft.calls.append((reference, draft.length, draft.length))

    def comment(self, says: str, *, reference: str = "", ahead: bool = False) -> None:
        """A comment stands here, or `ahead` of the next block, if it speaks to quoth. Where it is laid upon words, it
        is said before and behind them with the same `reference`."""
        if Comment.speaks(says):
            here = self._open[-1] if self._open and not ahead else None
            remark = _Remark(reference, says, here.length if here else 0)
            (here.remarks if here else self._ahead).append(remark)

    def page(self, label: str, *, index: int | None = None, counted: bool = False, mark: str = "") -> None:
        """A page begins here. `mark` is what the file printed for it, counted as read and kept out of the text."""
        self._recognised += count_words(mark)
        flow = self._open[0] if self._open else None  # pages turn in the flow, never in an aside
        page = PageMark(offset=flow.length if flow else 0, label=label, index=index, counted=counted)
        (flow.pages if flow else self._carried).append(page)

    def recognised(self, text: str) -> None:
        """`text` was understood and left out on purpose (a note's own number, a back link): count its words as read."""
        self._recognised += count_words(text)

    def warn(self, code: str, message: str, where: str = "") -> None:
        self._warnings.append(ReadWarning(code=code, message=message, where=where))

    # -- the end -----------------------------------------------------------------------------------------------

    def build(self, *, metadata: Metadata, raw_words: int, line_starts: tuple[int, ...] = ()) -> Manuscript:
        """The manuscript. `raw_words`: how many words the file holds, counted without this walk."""
        self.close()
        setting = _Setting()
        for draft in _in_order(self._drafts):
            setting.add(draft)
        setting.turn(self._carried)
        setting.remark(self._ahead, setting.length)
        text = "".join(setting.letters)
        share = self._share(text, raw_words)
        return Manuscript(
            path=self.path,
            sha256=self._sha256,
            format=self.format,
            encoding=self.encoding,
            metadata=metadata,
            text=text,
            blocks=tuple(setting.blocks),
            notes=setting.notes(),
            pages=tuple(setting.pages),
            emphasis=tuple(sorted(setting.emphasis)),
            managed=tuple(setting.managed),
            comments=setting.comments(),
            addresses=tuple(setting.addresses),
            line_starts=line_starts,
            warnings=tuple(self._warnings),
            words_read_share=share,
        )

    def _share(self, text: str, raw_words: int) -> float:
        arrived = count_words(text) + self._recognised
        share = min(1.0, arrived / raw_words) if raw_words else 1.0
        if share < LOW_SHARE:
            self.warn("W101", f"{raw_words - arrived} of {raw_words} words of the file did not arrive in the text")
        return round(share, 4)


class _Setting:
    """Sets drafts one after the other and carries every mark to its place in the whole text."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.pages: list[PageMark] = []
        self.emphasis: list[Span] = []
        self.managed: list[Managed] = []
        self.addresses: list[Address] = []
        self._ahead: list[_Remark] = []  # of blocks that turned out empty
        self._remarks: list[tuple[_Remark, int]] = []
        self._anchors: dict[str, list[Span]] = {}
        self._bodies: dict[str, tuple[str, NoteKind, Span]] = {}

    def add(self, draft: _Draft) -> None:
        text = "".join(draft.letters).rstrip(" \n")
        if self.blocks and text:
            self.letters.append(BETWEEN_BLOCKS)
            self.length += len(BETWEEN_BLOCKS)
        at, end = self.length, self.length + len(text)
        if draft.pages:
            self.turn([replace(page, offset=min(at + page.offset, end)) for page in draft.pages])
        for reference, start, stop in draft.calls:
            self._anchors.setdefault(reference, []).append(Span(start=min(at + start, end), stop=min(at + stop, end)))
        if not text:
            self._ahead += draft.remarks
            return
        self.letters.append(text)
        self.length = end
        self.remark(draft.remarks, at)
        self.blocks.append(Block(span=Span(start=at, stop=end), kind=draft.kind, level=draft.level, part=draft.part))
        if draft.emphasis:
            self.emphasis += [
                Span(start=at + e.start, stop=min(at + e.stop, end)) for e in draft.emphasis if at + e.start < end
            ]
        self.managed += [replace(each, span=each.span.shifted(at)) for each in draft.managed]
        self.addresses += [
            Address(start=at + a.start, part=a.part, path=a.path, offset=a.offset)
            for a in draft.addresses
            if at + a.start < end
        ]
        if draft.note is not None:
            self._body(draft.note, Span(start=at, stop=end))

    def remark(self, remarks: list[_Remark], at: int) -> None:
        """Comments of the block that begins at `at`, and those that waited for it."""
        self._remarks += [(remark, at) for remark in self._ahead]
        self._remarks += [(remark, min(at + remark.offset, self.length)) for remark in remarks]
        self._ahead = []

    def comments(self) -> tuple[Comment, ...]:
        """In order; the marks of one comment are the ends of what it is laid upon."""
        laid: dict[object, tuple[str, int, int]] = {}
        for number, (remark, offset) in enumerate(self._remarks):
            key = remark.reference or number
            _, start, stop = laid.get(key, ("", offset, offset))
            laid[key] = remark.says, min(start, offset), max(stop, offset)
        found = (Comment(span=Span(start=start, stop=stop), says=says) for says, start, stop in laid.values())
        return tuple(sorted(found, key=lambda comment: comment.span))

    def turn(self, pages: list[PageMark]) -> None:
        """Pages in order; one turned where no letter follows begins with the next letter."""
        for page in pages:
            offset = max(page.offset, self.pages[-1].offset if self.pages else 0)
            self.pages.append(replace(page, offset=offset))

    def _body(self, note: tuple[str, str, NoteKind], span: Span) -> None:
        reference, label, kind = note
        if reference in self._bodies:
            span = Span(start=self._bodies[reference][2].start, stop=span.stop)
        self._bodies[reference] = (label, kind, span)

    def notes(self) -> tuple[Note, ...]:
        """Notes with a body, in order of their first anchor; those never called come where they stand."""
        found = sorted(
            ((tuple(self._anchors.get(ref, ())), *body) for ref, body in self._bodies.items()),
            key=lambda note: note[0][0].start if note[0] else note[3].start,
        )
        sections = _sections([(kind, label) for _, label, kind, _ in found])
        return tuple(
            Note(id=f"n{i + 1}", label=label, kind=kind, span=span, anchors=anchors, section=sections[i])
            for i, (anchors, label, kind, span) in enumerate(found)
        )


def _sections(numbering: list[tuple[NoteKind, str]]) -> list[int]:
    """Where the numbering starts again a new section begins. Footnotes and endnotes are numbered apart."""
    section: dict[NoteKind, int] = {}
    before: dict[NoteKind, int] = {}
    sections = []
    for kind, label in numbering:
        if label.isdecimal():
            section[kind] = section.get(kind, 0) + (int(label) <= before.get(kind, 0))
            before[kind] = int(label)
        sections.append(section.get(kind, 0))
    return sections


def _in_order(drafts: list[_Draft]) -> list[_Draft]:
    """Each block, then the asides that interrupted it, in the order they were met."""
    ordered: list[_Draft] = []
    for draft in drafts:
        ordered.append(draft)
        ordered += _in_order(draft.asides)
    return ordered
