"""One page of a PDF: from the letters of its text layer, with their places, to lines in reading order.

The order of the letters in the file is the order in which they were drawn, which need not be that of reading. So
words are taken with the places where they stand, gathered into rows, and the rows read from top to bottom; where a
clear gutter parts the page, column by column. Places are in points from the lower left corner of the page.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import pypdfium2.raw as pdfium

__all__ = ["HYPHEN", "Chunk", "Piece", "Row", "page_chunks", "reading_order", "row_of"]

WIDE_GAP = 1.8  # times the size: further apart, two words may stand in two columns
RAISED_SIZE = 0.86  # of the size beside it
RAISED_FROM, RAISED_TO = 0.12, 0.75  # of the size, above the line
FEWEST_IN_COLUMN = 5  # lines
CROSSING = 0.15  # of the lines may cross a gutter: headings, plates
NARROWEST = 0.22  # of the page's text: columns of figures are no columns of text

HYPHEN = "\ufffe"  # what pdfium writes for a hyphen at a line end
_WORD = re.compile(rf"[^\s{HYPHEN}]+{HYPHEN}?|{HYPHEN}")
_MARK = re.compile(r"[\d*†‡§¶‖]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A word, or the part of one that is set alike. `index` is where it begins in the page's letters; `y` is the line
    it stands on; `spaced`: white space comes before it; `raised`: a superscript."""

    text: str
    index: int
    left: float
    right: float
    y: float
    size: float
    spaced: bool = True
    raised: bool = False


Chunk = list[Piece]  # pieces that follow each other on one line, without a wide gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of type, from `left` to `right`, standing on `y`. `size` is that of most of its words. `column` counts
    from 0 on each page."""

    pieces: tuple[Piece, ...]
    column: int
    text: str
    left: float
    right: float
    y: float
    size: float


def row_of(pieces: Sequence[Piece], column: int) -> Row:
    """The row of pieces that are in order; one at least."""
    sizes = sorted(piece.size for piece in pieces if not piece.raised) or [pieces[0].size]
    return Row(
        pieces=tuple(pieces),
        column=column,
        text="".join(" " + piece.text if piece.spaced and at else piece.text for at, piece in enumerate(pieces)),
        left=pieces[0].left,
        right=pieces[-1].right,
        y=_base(pieces).y,
        size=sizes[len(sizes) // 2],
    )


def page_chunks(textpage: ctypes.c_void_p, text: str) -> list[Chunk]:
    """The chunks of a page, as they were drawn. `text` holds its letters, one for each letter that pdfium counts."""
    chunks: list[Chunk] = []
    for piece in _pieces(_Ruler(textpage), text):
        chunk = chunks[-1] if chunks else None
        if chunk is not None and (fit := _fitted(chunk[-1], _base(chunk), piece)):
            chunk.append(fit)
        else:
            chunks.append([piece])
    return chunks


def reading_order(pages: Sequence[Sequence[Chunk]]) -> list[tuple[Row, ...]]:
    """The rows of each page in reading order. A page on which the columns do not show, the last one of a chapter,
    has those of the others."""
    gutters = [_gutter(chunks) for chunks in pages]
    known = sorted(gutter for gutter in gutters if gutter is not None)
    usual = known[len(known) // 2] if 2 * len(known) >= sum(map(bool, pages)) and known else None
    rows = []
    for chunks, own in zip(pages, gutters, strict=True):
        gutter = usual if own is None and usual is not None and _is_clear(chunks, usual) else own
        rows.append(tuple(_rows(chunks, 0) if gutter is None else _by_columns(chunks, gutter)))
    return rows


class _Ruler:
    """Measures letters of a page. The C values are made once: there are a million letters in a book."""

    def __init__(self, textpage: ctypes.c_void_p) -> None:
        self._page, self._box = textpage, pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def box(self, index: int) -> tuple[float, float, float]:
        """Left, right and size (the height that its font asks for) of a letter."""
        box = self._box
        pdfium.FPDFText_GetLooseCharBox(self._page, index, ctypes.byref(box))
        return box.left, box.right, box.top - box.bottom

    def line(self, index: int) -> float:
        """The height of the line that a letter stands on."""
        pdfium.FPDFText_GetCharOrigin(self._page, index, ctypes.byref(self._x), ctypes.byref(self._y))
        return float(self._y.value)


def _pieces(ruler: _Ruler, text: str) -> Iterator[Piece]:
    for word in _WORD.finditer(text):
        spaced = word.start() == 0 or text[word.start() - 1] != HYPHEN
        yield from _parts(ruler, word[0], word.start(), spaced)


def _parts(ruler: _Ruler, word: str, index: int, spaced: bool) -> Iterator[Piece]:
    """A word, cut where its letters stand higher or are smaller."""
    left, right, size = ruler.box(index)
    y, last = ruler.line(index), index + len(word) - 1
    if len(word) == 1:
        yield Piece(text=word, index=index, left=left, right=right, y=y, size=size, spaced=spaced)
        return
    _, end, end_size = ruler.box(last)
    even = abs(end_size - size) < 0.1 * size
    if even and not (_MARK.search(word) and not word.isdigit()):
        yield Piece(text=word, index=index, left=left, right=end, y=y, size=size, spaced=spaced)
        return
    measured = [(ruler.line(at), *ruler.box(at)) for at in range(index, last + 1)]
    start = 0
    for at in range(1, len(word) + 1):
        here = measured[start]
        if (
            at == len(word)
            or abs(measured[at][0] - here[0]) > 0.1 * size
            or abs(measured[at][3] - here[3]) > 0.1 * size
        ):
            yield Piece(
                text=word[start:at], index=index + start, left=here[1], right=measured[at - 1][2], y=here[0],
                size=here[3], spaced=spaced and start == 0,
            )  # fmt: skip
            start = at


def _base(chunk: Sequence[Piece]) -> Piece:
    return next((piece for piece in reversed(chunk) if not piece.raised), chunk[0])


def _fitted(last: Piece, base: Piece, piece: Piece) -> Piece | None:
    """`piece` as it goes on after `last`, on the line of `base`; None where it begins another."""
    size = max(base.size, piece.size)
    if not -0.5 * size < piece.left - last.right < WIDE_GAP * size:
        return None
    if abs(piece.y - base.y) <= RAISED_FROM * size:
        return piece
    if _is_above(piece, base):
        touches = piece.left - last.right < 0.15 * size
        return _raised(piece, spaced=piece.spaced and not touches)
    return None


def _is_above(piece: Piece, base: Piece) -> bool:
    higher = RAISED_FROM * base.size < piece.y - base.y < RAISED_TO * base.size
    return higher and piece.size < RAISED_SIZE * base.size


def _raised(piece: Piece, *, spaced: bool) -> Piece:
    return Piece(
        text=piece.text, index=piece.index, left=piece.left, right=piece.right, y=piece.y, size=piece.size,
        spaced=spaced, raised=True,
    )  # fmt: skip


def _rows(chunks: Sequence[Chunk], column: int) -> list[Row]:
    """Chunks on one line joined from left to right; rows from top to bottom."""
    rows: list[Chunk] = []
    for chunk in sorted(chunks, key=lambda chunk: -_base(chunk).y):
        base = _base(rows[-1]) if rows else None
        if base is not None and abs(_base(chunk).y - base.y) <= 0.3 * min(base.size, _base(chunk).size):
            rows[-1] += chunk
        else:
            rows.append(list(chunk))
    rows = _with_strays(rows)
    return [row_of(sorted(row, key=lambda piece: piece.left), column) for row in rows]


def _with_strays(rows: Sequence[Chunk]) -> list[Chunk]:
    """A superscript that was drawn apart from its word goes back to its row, the next one below it, or begins it."""
    whole: list[Chunk] = []
    waiting: list[Piece] = []
    for row in rows:
        base = _base(row)
        above = [piece for piece in waiting if _is_above(piece, base)]
        lost = [piece for piece in waiting if piece not in above]
        whole += [[piece] for piece in lost]
        row += [_raised(piece, spaced=_spaced_in(piece, row)) for piece in above]
        waiting = []
        if len(row) == 1 and len(row[0].text) <= 3 and _MARK.match(row[0].text):
            waiting = row
        else:
            whole.append(row)
    return [*whole, *([piece] for piece in waiting)]


def _spaced_in(piece: Piece, row: Sequence[Piece]) -> bool:
    before = [other.right for other in row if other.left < piece.left]
    return not before or piece.left - max(before) > 0.15 * row[0].size


def _gutter(chunks: Sequence[Chunk]) -> float | None:
    """Where, from the left, a gutter parts two columns of text; None where none does."""
    spans = [(chunk[0].left, chunk[-1].right) for chunk in chunks]
    if len(spans) < 2 * FEWEST_IN_COLUMN:
        return None
    left, right = min(span[0] for span in spans), max(span[1] for span in spans)
    width = right - left
    places = [left + width * (0.3 + 0.4 * step / 80) for step in range(81)]
    crossing = [sum(start < place < stop for start, stop in spans) for place in places]
    fewest = min(crossing)
    clear = [place for place, count in zip(places, crossing, strict=True) if count == fewest]
    place = clear[len(clear) // 2]
    return place if fewest <= CROSSING * len(spans) and _parts_columns(spans, place, width) else None


def _is_clear(chunks: Sequence[Chunk], gutter: float) -> bool:
    return sum(chunk[0].left < gutter < chunk[-1].right for chunk in chunks) <= max(1, CROSSING * len(chunks))


def _parts_columns(spans: Sequence[tuple[float, float]], place: float, width: float) -> bool:
    sides = [[s for s in spans if s[1] <= place], [s for s in spans if s[0] >= place]]
    if any(len(side) < FEWEST_IN_COLUMN for side in sides):
        return False
    # Lines of type begin at one edge; figures and dates at the end of lines stand anywhere.
    edges = [median(span[0] for span in side) for side in sides]
    flush = [sum(abs(span[0] - edge) < 0.03 * width for span in side) for side, edge in zip(sides, edges, strict=True)]
    wide = [median(span[1] - span[0] for span in side) > NARROWEST * width for side in sides]
    return all(wide) and all(count * 2 > len(side) for count, side in zip(flush, sides, strict=True))


def _by_columns(chunks: Sequence[Chunk], gutter: float) -> list[Row]:
    """Between lines that cross the gutter, first the left column, then the right."""
    crossing = [chunk for chunk in chunks if chunk[0].left < gutter < chunk[-1].right]
    rows, above = list[Row](), float("inf")
    heads = _rows(crossing, 0)
    for head in [*heads, None]:
        below = head.y if head is not None else float("-inf")
        band = [chunk for chunk in chunks if below < _base(chunk).y <= above and chunk not in crossing]
        rows += _rows([chunk for chunk in band if chunk[-1].right <= gutter], 0)
        rows += _rows([chunk for chunk in band if chunk[0].left >= gutter], 1)
        rows += [head] if head is not None else []
        above = below
    return rows
