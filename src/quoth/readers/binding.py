"""Drafts bound into one text: set one after the other, every mark carried to its place in the whole."""

from __future__ import annotations

from dataclasses import replace

from quoth.model.manuscript import Address, Block, Comment, Managed, Note, NoteKind, PageMark
from quoth.model.text import Span
from quoth.readers.draft import Draft, Remark

__all__ = ["Binding"]

BETWEEN_BLOCKS = "\n\n"


class Binding:
    """See the module. `add` the drafts in order, then read what they make."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.pages: list[PageMark] = []
        self.emphasis: list[Span] = []
        self.managed: list[Managed] = []
        self.addresses: list[Address] = []
        self._ahead: list[Remark] = []  # of blocks that turned out empty
        self._remarks: list[tuple[Remark, int]] = []
        self._anchors: dict[str, list[Span]] = {}
        self._bodies: dict[str, tuple[str, NoteKind, Span]] = {}

    def add(self, draft: Draft) -> None:
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

    def remark(self, remarks: list[Remark], at: int) -> None:
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
