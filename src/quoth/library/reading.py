"""Reads one source file: what a worker process does, and what it brings back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quoth import errors
from quoth.executor import Overdue, WorkerKilled
from quoth.fold import Words, fold
from quoth.library.blocks import sums_of
from quoth.library.sources import SourceFile
from quoth.model.manuscript import BLOCK_KINDS, Block, Manuscript, Metadata, PageMark, ReadWarning
from quoth.model.rows import NUMBER, Rows
from quoth.model.source import Failure
from quoth.model.text import Span
from quoth.readers import read
from quoth.version import __version__

__all__ = ["Reading", "failure", "maker", "read_source"]

# Kinds of blocks that the text around them runs on over, and those that are no part of the book.
_INTERRUPTING = np.isin(BLOCK_KINDS, ["note", "aside", "caption", "table", "contents"])
_OUTSIDE = np.isin(BLOCK_KINDS, ["boilerplate"])

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
MUCH = 100_000  # bytes
LARGEST = (1 << 25) - (1 << 16)  # bytes: the most that glibc learns from, less what it keeps beside and rounds up
TITLE_PAGE = 1500  # letters: the half-title, the title page and its verso of most books


class _Columns(NamedTuple):
    """Where the blocks of a manuscript start and stop, and of which of the `BLOCK_KINDS` they are."""

    starts: NDArray[np.intc]
    stops: NDArray[np.intc]
    kinds: NDArray[np.intc]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read out of a file; fields as in `Witness`. `text` is UTF-8, lone surrogates and all; `digest` is of all
    that the library keeps of it."""

    sha256: str
    format: str
    metadata: Metadata
    title_page: str
    pages: tuple[PageMark, ...]
    asides: Sequence[Span]
    emphasis: Sequence[Span]
    words_read_share: float
    warnings: tuple[ReadWarning, ...]
    text: bytes = field(repr=False)
    words: Words = field(repr=False)
    digest: str


def read_source(source: SourceFile) -> Reading:
    """Read and fold the file. Boilerplate (a library's licence, a shop's advertisements) is no part of the book:
    its words cannot be found. Raises what the readers raise, and `EmptyFile` where there is not one word."""
    _hold_memory()
    manuscript = read(source.place, name=source.path, source=True)
    text = _sentences(manuscript)
    blocks = _columns(manuscript.blocks)
    words = fold(text, skip=_outside(blocks))
    if not len(words):
        todo = "If it holds page images, recognise their text (OCR) first; else take it out of the sources."
        raise errors.EmptyFile("there is not one word to read in it", where=source.path, todo=todo)
    letters, asides = text.encode("utf-8", "surrogatepass"), _asides(blocks)
    title_page = _title_page(manuscript, blocks)
    return Reading(
        sha256=manuscript.sha256,
        format=manuscript.format,
        metadata=manuscript.metadata,
        title_page=title_page,
        pages=manuscript.pages,
        asides=asides,
        emphasis=manuscript.emphasis,
        words_read_share=manuscript.words_read_share,
        warnings=manuscript.warnings,
        text=letters,
        words=words,
        digest=_digest(manuscript, title_page, asides, letters, words),
    )


@cache
def _hold_memory() -> None:
    """Have memory that is given back stay with this process, for the next book. The C library of most Linux systems
    returns every large piece to the system, to be asked for it again and have it cleared page by page, which takes a
    twentieth of the time of reading; it stops doing so for pieces up to the size of the largest that it has seen given
    back (mallopt(3), "M_MMAP_THRESHOLD"). Elsewhere this does nothing."""
    np.empty(LARGEST, np.uint8)


def failure(path: str, error: Exception) -> Failure:
    """The row for a file that could not be read."""
    if isinstance(error, errors.QuothError):
        return Failure(path=path, code=error.code, what=error.what, todo=error.todo)
    if isinstance(error, Overdue):
        what, todo = f"reading it came to no end ({error})", "Convert it to plain text, or part it into smaller files."
    elif isinstance(error, WorkerKilled):
        what, todo = "reading it took more memory than there is, or broke the reader", "Convert it to plain text."
    elif isinstance(error, OSError):
        what, todo = (
            f"it cannot be opened ({error.strerror or error})",
            "Check that it exists and that you may read it.",
        )
    else:
        what = f"the reader broke off ({type(error).__name__}: {error})"
        todo = "Convert it to plain text, and report the file to the makers of quoth."
    return Failure(path=path, code=errors.InputError.code, what=what, todo=todo)


@cache
def maker() -> str:
    """Names the quoth that reads: its version, and a digest of the code that decides what a text is and what its
    words are. What another maker has read is read again."""
    root = Path(__file__).parent.parent
    files = [
        path
        for pattern in ("readers/*.py", "model/*.py", "fold/*.py", "library/reading.py")
        for path in root.glob(pattern)
    ]
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in sorted(files)))
    return f"{__version__}+{digest.hexdigest()[:16]}"


def _sentences(manuscript: Manuscript) -> str:
    """The text with the letters blanked that belong to no sentence (page marks, running heads): as long as before, so
    that every offset holds. Inside a word the blanks are soft hyphens, and the word stays whole."""
    text, pieces, done = manuscript.text, [], 0
    for span in manuscript.skipped:
        inside = text[span.start - 1 : span.start].isalnum() and text[span.stop : span.stop + 1].isalnum()
        blank = SOFT_HYPHEN if inside else " "
        letters = (letter if letter.isspace() else blank for letter in span.of(text))
        pieces += [text[done : span.start], "".join(letters)]
        done = span.stop
    return "".join([*pieces, text[done:]])


def _columns(blocks: Sequence[Block]) -> _Columns:
    if isinstance(blocks, Rows):
        return _Columns(*(np.frombuffer(column, NUMBER) for column in blocks.columns[:3]))
    rows = [(block.span.start, block.span.stop, BLOCK_KINDS.index(block.kind)) for block in blocks]
    return _Columns(*np.array(rows, NUMBER).reshape(-1, 3).T)


def _outside(blocks: _Columns) -> list[Span]:
    outside = _OUTSIDE[blocks.kinds]
    return list(map(_span, blocks.starts[outside].tolist(), blocks.stops[outside].tolist()))


def _title_page(manuscript: Manuscript, blocks: _Columns) -> str:
    """The head of the text, where a book says what it is: blocks that are the book's own, each on lines of its own."""
    head: list[str] = []
    room = TITLE_PAGE
    for at in np.flatnonzero(~_OUTSIDE[blocks.kinds]).tolist():
        head.append(manuscript.text[blocks.starts[at] : blocks.stops[at]][:room])
        room -= len(head[-1]) + 1
        if room <= 0:
            break
    return "\n".join(head).encode("utf-8", "replace").decode()  # databases take no lone surrogates


def _asides(blocks: _Columns) -> Rows[Span]:
    """The blocks that interrupt the text, those that follow each other as one."""
    at = np.flatnonzero(_INTERRUPTING[blocks.kinds])
    first = np.diff(at, prepend=-2) > 1
    edges = blocks.starts[at[first]], blocks.stops[at[np.roll(first, -1)]]
    return Rows(columns=tuple(edge.tobytes() for edge in edges), make=_span)


def _span(start: int, stop: int) -> Span:
    return Span(start=start, stop=stop)


def _digest(manuscript: Manuscript, title_page: str, asides: Sequence[Span], text: bytes, words: Words) -> str:
    digest = hashlib.sha256(_summed(np.frombuffer(text, np.uint8)))
    for array in (words.hashes, words.starts, words.stops):
        digest.update(_summed(array.astype(array.dtype.newbyteorder("<"), copy=False).view(np.uint8)))
    pages = [(page.offset, page.label, page.index, page.counted) for page in manuscript.pages]
    for spans in (asides, manuscript.emphasis):
        digest.update(b"%d:" % len(spans) + _edges(spans).astype("<i4").tobytes())
    said = [manuscript.format, asdict(manuscript.metadata), pages, title_page]
    digest.update(json.dumps(said, sort_keys=True).encode())
    return digest.hexdigest()


def _edges(spans: Sequence[Span]) -> NDArray[np.intc]:
    """Where all of them begin, and where all stop."""
    if isinstance(spans, Rows):
        return np.frombuffer(b"".join(spans.columns), NUMBER)
    return np.array([[span.start for span in spans], [span.stop for span in spans]], NUMBER)


def _summed(data: NDArray[np.uint8]) -> bytes:
    """The data, or of much of it the sums of its blocks and what is left over: to read these is ten times as quick."""
    if len(data) < MUCH:
        return data.tobytes()
    whole = len(data) - len(data) % 8
    return sums_of(data[:whole].view("<u8")).astype("<u8").tobytes() + data[whole:].tobytes()
