"""Questions to pandoc's tree of a Markdown file: what an element is under its wrapping, what a row of inlines means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

__all__ = [
    "CARET", "Element", "Place", "are_inlines", "inline_note", "is_piped", "is_raised", "plain", "unwrapped", "worded",
]  # fmt: skip

CARET = "\ue05e"  # stands for "^" where it must not call a note; private use, as long as what it stands for

Element = dict[str, Any]
Place = tuple[int, int]  # offsets into the text with its lines made "\n"

_WRAPPER = ["wrapper", "1"]  # an attribute, as pandoc writes it


def plain(element: Any) -> str:
    """The letters of any part of pandoc's tree."""
    if isinstance(element, list):
        return "".join(plain(part) for part in element if isinstance(part, (dict, list)))
    if not isinstance(element, dict):
        return ""
    if element.get("t") in {"Space", "SoftBreak", "LineBreak"}:
        return " "
    content = element.get("c", "")
    return content if isinstance(content, str) else plain(content)


def unwrapped(inline: Element) -> Element:
    """The element inside the spans that only say where it stood."""
    while inline["t"] == "Span":
        (_, _, attributes), within = inline["c"]
        if len(within) != 1 or _WRAPPER not in attributes:
            break
        inline = within[0]
    return inline


def worded(inlines: Sequence[Element], at: int) -> tuple[str, int]:
    """The letters of the words and spaces from `at` on of which each has a place of its own, and where another element
    or a "^" stands."""
    letters: list[str] = []
    for number in range(at, len(inlines)):  # a copy each time would take the square of their number
        word = unwrapped(inlines[number])
        if word is inlines[number] or word["t"] not in ("Str", "Space") or word.get("c") == "^":
            break
        letters.append(word.get("c", " "))
    return "".join(letters), at + len(letters)


def are_inlines(content: Sequence[Any]) -> bool:
    return all(isinstance(part, dict) for part in content)


def is_piped(bare: Sequence[Element]) -> bool:
    """Whether these, which are unwrapped, are lines that each begin with a bar."""
    heads = [bare[0], *(after for here, after in pairwise(bare) if "Break" in here["t"])] if bare else []
    return len(heads) > 1 and all(head.get("c") == "|" for head in heads)


def inline_note(inlines: Sequence[Element], at: int, place: Callable[[Element], Place | None]) -> int:
    """Where the "]" of an inline note stands that begins at `at`; 0 if none does. Escaped marks count for nothing."""

    def mark(number: int) -> str:
        letters = unwrapped(inlines[number]).get("c")
        span = place(inlines[number]) if letters in ("^", "[", "]") else None
        return str(letters) if span and span[1] - span[0] == 1 else ""

    if mark(at) != "^" or at + 2 >= len(inlines) or mark(at + 1) != "[":
        return 0
    depth = 0
    for number in range(at + 1, len(inlines)):
        depth += {"[": 1, "]": -1}.get(mark(number), 0)
        if not depth:
            return number
    return 0


def is_raised(inlines: Sequence[Element], at: int) -> bool:
    """Whether a "^figure^" begins here."""
    if at + 2 >= len(inlines):
        return False
    first, figure, last = (unwrapped(inline).get("c") for inline in inlines[at : at + 3])
    return first == last == "^" and isinstance(figure, str) and figure.isdecimal()
