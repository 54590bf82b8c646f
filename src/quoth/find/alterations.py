"""What an author marks as changed inside a quotation: dots, brackets, [sic]."""

from __future__ import annotations

import re
from functools import cache

from quoth.model.manuscript import Alteration, AlterationKind
from quoth.model.text import Span

__all__ = ["alterations_in"]

_SPACE = r"[\s\N{WORD JOINER}]{0,3}"
_DOTS = rf"(?:\.(?:\.|{_SPACE}\.{_SPACE}\.)(?:{_SPACE}\.)*|…)(?:{_SPACE}[.…])*"
_CJK = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_STARS = r"(?<!\w)[*](?:\s?[*]){2,}(?!\w)"
_FIRST = "\u3040"  # no letter before it is Chinese, Japanese or Korean
_BLANKS = "—―-"
_KINDS: dict[str, AlterationKind] = {"ellipsis": "ellipsis", "sic": "sic", "insertion": "insertion"}


@cache
def _alteration(*, cjk: bool) -> re.Pattern[str]:
    """What finds them; in a text without Chinese, Japanese or Korean letters, of which classes are slow to make, it is
    not asked whether there are some."""
    apart, alone = (rf"(?<!{_CJK})", rf"(?!{_CJK})") if cjk else ("", "")
    # A dash of two is an omission, except in Chinese and Japanese, where it is the ordinary dash.
    dashes = rf"{apart}[—―](?:\s?[—―])+{alone}|-{{4,}}"
    return re.compile(
        rf"(?=[\[(（［〔.…—―*-])(?:"  # said once more, for speed
        rf"(?P<ellipsis>[\[(（［〔]\s*(?:{_DOTS}|[—–―-]+|[*](?:\s?[*])*)\s*[\])）］〕]|{_DOTS}|{_STARS}|{dashes})|"
        r"(?P<sic>[\[(]\s*(?i:sic|!|sic\s*!|так!?)\s*[\])])|"
        r"(?P<insertion>[\[［〔][^\[\]［］〔〕]{1,600}[\]］〕]))"
    )


def alterations_in(text: str, span: Span, skipped: tuple[Span, ...] = ()) -> tuple[Alteration, ...]:
    """The marked changes in `span`, in order, each with its brackets. What lies in `skipped` (note marks in
    brackets) is none, nor are dashes in place of a name."""
    found = []
    cjk = max(text[max(0, span.start - 1) : span.stop], default="") >= _FIRST
    for match in _alteration(cjk=cjk).finditer(text, span.start, span.stop):
        place = Span(start=match.start(), stop=match.end())
        hidden = _is_blank(text, place.start) or any(skip.holds(place) for skip in skipped)
        if match.lastgroup is not None and not hidden:
            found.append(Alteration(span=place, kind=_KINDS[match.lastgroup]))
    return tuple(found)


def _is_blank(text: str, start: int) -> bool:
    """Whether dashes stand for the rest of a number or of a name whose initial stands right before them: "18——",
    "General D----"."""
    before, letter = text[max(0, start - 2) : start - 1], text[max(0, start - 1) : start]
    initial = letter.isupper() and letter != "I" and not before.isalnum()
    return text[start] in _BLANKS and (letter.isdigit() or initial)
