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

import numpy as np

from quoth.fold.points import points_of
from quoth.model.manuscript import BlockKind, Comment, Managed, Manuscript, Metadata, NoteKind, PageMark, ReadWarning
from quoth.model.text import Span
from quoth.readers.binding import Binding
from quoth.readers.draft import Draft, Node, Place, Remark, in_order
from quoth.readers.letters import Letters

__all__ = ["Builder", "Node", "count_words"]

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


class Builder:
    """See the module. One use: walk the file, then `build`."""

    def __init__(self, *, path: str, data: bytes, format: str, encoding: str | None = None) -> None:
        self.path, self.format, self.encoding = path, format, encoding
        self._sha256 = hashlib.sha256(data).hexdigest()
        self._drafts: list[Draft] = []
        self._open: list[Draft] = []  # the block being written, and the asides inside it
        self._carried: list[PageMark] = []  # pages turned between blocks
        self._ahead: list[Remark] = []  # comments on the block to come
        self._warnings: list[ReadWarning] = []
        self._recognised = 0

    # -- blocks ------------------------------------------------------------------------------------------------

    def open(self, kind: BlockKind, *, level: int = 0, part: str = "") -> None:
        """Begin a block; the block before it is closed. Inside an aside, begins the aside's next block."""
        if len(self._open) > 1:
            inner = self._open.pop()
            fresh = Draft(kind if inner.note is None else "note", level, part or inner.part, inner.note)
            self._open[-1].asides.append(fresh)
            self._open.append(fresh)
        else:
            self.close()
            self._open = [Draft(kind, level, part)]
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
        self._push(Draft(kind, part=part))

    def begin_note(self, reference: str, label: str, kind: NoteKind, *, part: str = "") -> None:
        """What follows, up to `end_aside`, is the body of the note that `call(reference)` calls.

        May stand anywhere: between blocks it is a block, inside one an aside.
        """
        draft = Draft("note", part=part, note=(reference, label, kind))
        if not self._open:
            self.open("note")  # an empty carrier, dropped when built
        self._push(draft)

    def end_aside(self) -> None:
        if len(self._open) > 1:
            self._open.pop()

    def _push(self, draft: Draft) -> None:
        self._open[-1].asides.append(draft)
        self._open.append(draft)

    def _need(self) -> Draft:
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

    def _space(self, draft: Draft, node: Node | None, offset: int, letters: int) -> None:
        if letters and draft.length and draft.last not in " \n":
            draft.write(" ", self._address(draft, node, offset))

    def newline(self) -> None:
        """A line break inside a block (verse, an address, `<br>`)."""
        draft = self._need()
        if draft.length:
            draft.write("\n", None)

    def _address(self, draft: Draft, node: Node | None, offset: int) -> Place | None:
        return None if node is None else Place(draft.length, node.part, node.path, offset)

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
            remark = Remark(reference, says, here.length if here else 0)
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
        binding = Binding()
        for draft in in_order(self._drafts):
            binding.add(draft)
        binding.turn(self._carried)
        binding.remark(self._ahead, binding.length)
        text = "".join(binding.letters)
        share = self._share(text, raw_words)
        return Manuscript(
            path=self.path,
            sha256=self._sha256,
            format=self.format,
            encoding=self.encoding,
            metadata=metadata,
            text=text,
            blocks=tuple(binding.blocks),
            notes=binding.notes(),
            pages=tuple(binding.pages),
            emphasis=tuple(sorted(binding.emphasis)),
            managed=tuple(binding.managed),
            comments=binding.comments(),
            addresses=tuple(binding.addresses),
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
