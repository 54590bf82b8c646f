"""What of note marks and notes is mark-up and no words: ways back, brackets around a mark, a note's own number."""

from __future__ import annotations

from collections.abc import Container, Iterator

from quoth.readers.hypertext import BLOCKS, Element, Slot, slot_after, slot_before, slots, text_of
from quoth.readers.noteforms import OWN_NUMBER, RAISED

__all__ = ["Trimming"]

OPENING = 80  # letters within which a note's own number ends


class Trimming:
    """`left_out` are elements that are mark-up whole; `cuts` says how many letters at the head and at the tail of a
    slot are. `pages` are the page marks, which may stand between a mark and its brackets."""

    def __init__(self, pages: Container[Element]) -> None:
        self.left_out: set[Element] = set()
        self.cuts: dict[Slot, tuple[int, int]] = {}
        self._pages = pages

    def leave_out(self, element: Element) -> None:
        """`element` is a way back: nor is what holds only ways back, nor the brackets around it."""
        if element in self.left_out:
            return
        self.left_out.add(element)
        self.cut_brackets(element)
        parent = element.getparent()
        while parent is not None and parent.tag not in BLOCKS and not self._has_words(parent):
            self.left_out.add(parent)
            parent = parent.getparent()

    def _has_words(self, element: Element) -> bool:
        return any(
            any(letter.isalnum() for letter in text_of(slot)) and not self._is_hidden(slot, element)
            for slot in slots(element)
        )

    def _is_hidden(self, slot: Slot, top: Element) -> bool:
        """Whether a mark of its own stands around `slot` inside `top`."""
        element, tail = slot
        at = element.getparent() if tail else element
        while at is not None and at is not top:
            if at in self.left_out or at in self._pages:
                return True
            at = at.getparent()
        return False

    def cut_brackets(self, element: Element) -> None:
        before, after = slot_before(element, self._pages), slot_after(element, self._pages)
        if before is None or after is None:
            return
        opening, closing = text_of(before).rstrip(), text_of(after).lstrip()
        if opening and closing and opening[-1] + closing[0] in {"[]", "()", "{}"}:
            self._cut(before, tail=len(text_of(before)) - len(opening) + 1)
            self._cut(after, head=len(text_of(after)) - len(closing) + 1)

    def _cut(self, slot: Slot, *, head: int = 0, tail: int = 0) -> None:
        had = self.cuts.get(slot, (0, 0))
        self.cuts[slot] = (max(had[0], head), max(had[1], tail))

    def cut_number(self, holder: Element, label: str) -> None:
        """The note's own number at its head, as far as no left-out link has taken it already."""
        places = list(self._leading(holder))
        found = OWN_NUMBER.match("".join(text for _, text in places).translate(RAISED))
        if found is None or (found[1] or label).lower() != label.lower() or found[0].strip() in {"[", "("}:
            return
        left = found.end()
        for slot, text in places:
            if left > 0:
                self._cut(slot, head=min(left, len(text)) + self.cuts.get(slot, (0, 0))[0])
                left -= len(text)

    def _leading(self, holder: Element) -> Iterator[tuple[Slot, str]]:
        """The first slots of a note that hold its words, with what is not yet cut of them."""
        length = 0
        for slot in slots(holder):
            if not self._is_hidden(slot, holder):
                text = text_of(slot)[self.cuts.get(slot, (0, 0))[0] :]
                yield slot, text
                length += len(text)
            if length > OPENING:
                return
