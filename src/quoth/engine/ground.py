"""The ground that a quotation is laid on: one witness, its words, and the letters they were made of."""

from __future__ import annotations

from quoth.engine.asides import NONE, Interrupted
from quoth.engine.stacks import Stacks
from quoth.fold import folded
from quoth.model.text import Letters

__all__ = ["Ground"]

BEFORE, AFTER = 400, 1200  # letters that are looked up with a stretch
AROUND = 64  # words on either side that are looked up with one


class _Window:
    """A text of which the part that was last looked at is kept at hand: what is cut out stands close together."""

    def __init__(self, text: Letters) -> None:
        self._text, self._from, self._part = text, 0, ""

    def __len__(self) -> int:
        return len(self._text)

    def __getitem__(self, stretch: slice, /) -> str:
        start, stop = stretch.start - self._from, stretch.stop - self._from
        if start < 0 or stop > len(self._part):
            self._from = max(0, stretch.start - BEFORE)
            self._part = self._text[self._from : stretch.stop + AFTER]
            start, stop = stretch.start - self._from, stretch.stop - self._from
        return self._part[start:stop]


class Ground:
    """The witness of this number. `known` are folded letters of words by their hash, remembered for all grounds."""

    def __init__(
        self, stacks: Stacks, witness: int, known: dict[int, str] | None = None, asides: Interrupted = NONE
    ) -> None:
        self.stacks, self.witness, self.asides = stacks, witness, asides
        self.name = stacks.names[witness]
        self.text: Letters = _Window(stacks.library.text(self.name))
        self.known = {} if known is None else known
        self.start, self.stop = stacks.extent(witness)
        self._from, self._starts, self._stops = self.start, list[int](), list[int]()
        self._words_from, self._words = self.start, list[int]()

    def words(self, start: int, stop: int) -> list[int]:
        at = start - self._words_from
        if at < 0 or stop - self._words_from > len(self._words):
            self._words_from = max(self.start, start - AROUND)
            at = start - self._words_from
            self._words = self.stacks.looked_through(self._words_from, min(self.stop, stop + 2 * AROUND)).tolist()
        return self._words[at : at + stop - start]

    def left_out(self, start: int, stop: int) -> int:
        """How many of these words are of the text that runs there, and not of what interrupts it."""
        return stop - start - (self.asides.between(start, stop) if len(self.asides.begins) and start < stop else 0)

    def span(self, position: int) -> tuple[int, int]:
        """Code points of the word at `position`."""
        at = position - self._from
        if not 0 <= at < len(self._starts):
            at = self._look(position, position + 1)
        return self._starts[at], self._stops[at]

    def spans(self, start: int, stop: int) -> tuple[list[int], list[int]]:
        """Where each of these words begins and ends."""
        at = start - self._from
        if at < 0 or stop - self._from > len(self._starts):
            at = self._look(start, stop)
        return self._starts[at : at + stop - start], self._stops[at : at + stop - start]

    def _look(self, start: int, stop: int) -> int:
        """Looks these words up, and those around them; says where they stand among these."""
        self._from = max(self.start, start - AROUND)
        self._starts, self._stops = self.stacks.spans(self._from, min(self.stop, stop + AROUND))
        return start - self._from

    def letters(self, start: int, stop: int) -> list[str]:
        """The folded letters of these words."""
        known = self.known
        return [known.get(word) or self._spell(word, start + at) for at, word in enumerate(self.words(start, stop))]

    def _spell(self, word: int, position: int) -> str:
        first, last = self.span(position)
        self.known[word] = folded(self.text[first:last])
        return self.known[word]
