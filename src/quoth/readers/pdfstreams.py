"""Packed streams of a PDF, looked at before pdfium unpacks them: a bomb is refused while it is small.

Looks at the bytes, not at the structure: every Flate stream that says it is neither picture nor font is unpacked up
to a bound and thrown away. What pages draw is packed to a third or a tenth; to a fiftieth only what repeats itself.
"""

from __future__ import annotations

import re
import zlib

from quoth.errors import TooLarge

__all__ = ["refuse_bombs"]

GREATEST = 64 << 20  # bytes unpacked: the largest maps stay below
SUSPICIOUS = 2 << 20  # bytes unpacked, from which the ratio counts
STEEPEST = 50  # times the packed size
DICTIONARY = 1024  # bytes before a stream in which its dictionary is looked for

_STREAM = re.compile(rb"stream\r?\n")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_NO_TEXT = re.compile(rb"/Image\b|/Length1\b|/FontFile|/ICCBased\b|/XRef\b|/CIDFontType0C\b|/Type1C\b")


def refuse_bombs(data: bytes, where: str) -> None:
    """TooLarge if a stream of the PDF unpacks to far more than a page can hold."""
    for found in _STREAM.finditer(data):
        before = data[max(0, found.start() - DICTIONARY) : found.start()]
        dictionary = before[before.rfind(b" obj") + 1 :]
        filters = len(_FLATE.findall(dictionary))
        if not filters or _NO_TEXT.search(dictionary):
            continue
        stop = data.find(b"endstream", found.end())
        packed = data[found.end() : stop if stop >= 0 else len(data)]
        if _is_bomb(packed, filters):
            todo = "Print it to a new PDF with a program you trust."
            raise TooLarge("a part of the PDF unpacks to far more than a page holds", where=where, todo=todo)


def _is_bomb(packed: bytes, filters: int) -> bool:
    size, content = len(packed), packed
    for _ in range(filters):
        try:
            content = zlib.decompressobj().decompress(content, GREATEST + 1)
        except zlib.error:
            return False  # encrypted, or damaged: pdfium will say
        if len(content) > GREATEST or len(content) > max(SUSPICIOUS, STEEPEST * size):
            return True
    return False
