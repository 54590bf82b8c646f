"""Where in the manuscript a letter stands, as a person counts: line and column from 1.

Plain text and Markdown are counted as the file has them; for other formats a line is a line of the text as it was
read, where every block is one line.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from quoth.model.manuscript import Manuscript

__all__ = ["Places"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Made once for a manuscript, asked often."""

    manuscript: Manuscript
    line_starts: tuple[int, ...]
    address_starts: tuple[int, ...]

    @classmethod
    def of(cls, manuscript: Manuscript) -> Places:
        lengths = (len(line) + 1 for line in manuscript.text.split("\n"))
        starts = tuple(manuscript.line_starts) or (0, *accumulate(lengths))
        return cls(
            manuscript=manuscript,
            line_starts=starts,
            address_starts=tuple(address.start for address in manuscript.addresses),
        )

    def line_column(self, offset: int) -> tuple[int, int]:
        in_file = self._in_file(offset) if self.manuscript.line_starts else offset
        line = max(bisect_right(self.line_starts, in_file), 1)
        return line, in_file - self.line_starts[line - 1] + 1

    def _in_file(self, offset: int) -> int:
        """The offset in the file's own decoded text, carried there by the addresses."""
        stretch = bisect_right(self.address_starts, offset) - 1
        if stretch < 0:
            return offset
        address = self.manuscript.addresses[stretch]
        return address.offset + offset - address.start

    def page(self, offset: int) -> str:
        """The label of the manuscript's page, "" where it has none."""
        pages = self.manuscript.pages
        before = bisect_right([mark.offset for mark in pages], offset) - 1
        return pages[before].label if before >= 0 else ""
