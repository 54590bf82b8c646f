"""A block while it is being written: its letters, and every mark on them, counted from its own beginning."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from quoth.model.manuscript import BlockKind, Managed, NoteKind, PageMark
from quoth.model.text import Span

__all__ = ["Draft", "Node", "Place", "Remark", "in_order"]


class Node(NamedTuple):
    """A text node of the file: `part` and `path` as in `Address`."""

    part: str = ""
    path: str = ""


class Place(NamedTuple):
    """An address while its block is written: there are as many as text nodes, and tuples are made fast."""

    start: int
    part: str
    path: str
    offset: int


class Remark(NamedTuple):
    """A mark of a comment that speaks to quoth. `reference` tells the marks of one from those of another; "" is one
    of its own."""

    reference: str
    says: str
    offset: int


@dataclass(slots=True)
class Draft:
    """A block being written; all offsets count from its own beginning."""

    kind: BlockKind
    level: int = 0
    part: str = ""
    note: tuple[str, str, NoteKind] | None = None  # reference, label, kind
    letters: list[str] = field(default_factory=list)
    length: int = 0
    addresses: list[Place] = field(default_factory=list)
    pages: list[PageMark] = field(default_factory=list)
    calls: list[tuple[str, int, int]] = field(default_factory=list)  # reference, start, stop
    emphasis: list[Span] = field(default_factory=list)
    emphasis_open: list[int] = field(default_factory=list)
    managed: list[Managed] = field(default_factory=list)
    managed_from: int | None = None
    remarks: list[Remark] = field(default_factory=list)
    asides: list[Draft] = field(default_factory=list)

    @property
    def last(self) -> str:
        return self.letters[-1][-1] if self.letters else ""

    def write(self, text: str, address: Place | None) -> None:
        if not text:
            return
        if address is not None and not self._goes_on(address):
            self.addresses.append(address)
        self.letters.append(text)
        self.length += len(text)

    def _goes_on(self, address: Place) -> bool:
        """Whether the last address already says where these letters stand."""
        last = self.addresses[-1] if self.addresses else None
        return (
            last is not None
            and last.path == address.path
            and last.part == address.part
            and last.offset - last.start == address.offset - address.start
        )


def in_order(drafts: list[Draft]) -> list[Draft]:
    """Each block, then the asides that interrupted it, in the order they were met."""
    ordered: list[Draft] = []
    for draft in drafts:
        ordered.append(draft)
        ordered += in_order(draft.asides)
    return ordered
