"""Citations whose author stands in the sentence and not in the brackets: "Vogel (1999, 23) denies it", "As Vogel says,
“it was calm” (23)" (Chicago Manual of Style, 15.25; MLA Handbook, 6.3).

A year takes the name right before the bracket. Pages alone stand in a sentence with a quotation, and take the only
author whom the sentence names; where it names two, or none, nothing is cited.
"""

from __future__ import annotations

import re
from dataclasses import replace

from quoth.find.forms import Forms
from quoth.find.labels import YEAR
from quoth.find.locators import read_tail
from quoth.find.names import key_words, surname
from quoth.find.scan import scan
from quoth.find.stretch import read_stretch
from quoth.model.citation import Cite
from quoth.model.manuscript import Manuscript
from quoth.model.text import Span

__all__ = ["cited_by_the_sentence"]

_NAME = r"(?:(?:von|van|de|del|della|du|le|la)\s)?[^\W\d_a-zß-ÿ][\w’'-]+"
_AUTHOR = re.compile(
    rf"(?<!\w)(?P<author>{_NAME}(?:\s(?:and|und|et|y|&)\s{_NAME})?(?P<others>\set al\.)?)(?:['’]s?)?\s\($"
)
_YEAR = re.compile(rf"{YEAR}[a-d]?(?=[,:]\s?\S)")
_SENTENCE_END = re.compile(r"[.!?…][”’\"'»)\]]*\s+(?=[\"'“‘«(]?[^\W\d_a-zß-ÿ])")
_QUOTED = re.compile(r"[”’“\"'»«][.,;]?\s")
_WORD = re.compile(r"[^\W\d_a-zß-ÿ][\w’'-]+")


def cited_by_the_sentence(manuscript: Manuscript, span: Span, block: Span, forms: Forms) -> tuple[Cite, ...]:
    """The cite that `span`, the inside of a bracket in `block`, makes together with its sentence; () where it makes
    none that is sure."""
    name = _named_before(manuscript, span, forms) or _named_in_sentence(manuscript, span, block, forms)
    if name is None:
        return ()
    stretch = read_stretch(
        manuscript, Span(start=name.start, stop=span.stop), without=Span(start=name.stop, stop=span.start - 1)
    )
    words = replace(stretch, text=stretch.text.replace("(", " ", 1), quoted=())
    cites = scan(words, forms.copy(), None)
    whole = len(cites) == 1 and cites[0].span.stop == span.stop and cites[0].locators
    return tuple(replace(cite, span=span) for cite in cites) if whole else ()


def _named_before(manuscript: Manuscript, span: Span, forms: Forms) -> Span | None:
    """The name right before a bracket with a year, where the manuscript names a work of theirs and of that year."""
    year = _YEAR.match(manuscript.text, span.start, span.stop)
    found = _AUTHOR.search(manuscript.text, max(0, span.start - 80), span.start) if year else None
    if year is None or found is None:
        return None
    author = re.sub(r"['’]s?$", "", found["author"])
    known = forms.know_dated(author, year.group())
    return Span(start=found.start("author"), stop=found.start("author") + len(author)) if known else None


def _named_in_sentence(manuscript: Manuscript, span: Span, block: Span, forms: Forms) -> Span | None:
    """The only author whom the sentence names before a bracket that holds nothing but pages."""
    tail = read_tail(manuscript.text, span.start, span.stop)
    if (
        tail is None
        or tail.stop != span.stop
        or tail.year
        or tail.volume
        or any(at.kind != "page" for at in tail.locators)
    ):
        return None
    before = manuscript.text[block.start : span.start]
    begin = max([found.end() for found in _SENTENCE_END.finditer(before[:-3])], default=0)
    if _QUOTED.search(before, begin) is None:
        return None
    start = block.start + begin
    named: dict[str, Span] = {}
    for found in _WORD.finditer(manuscript.text, start, span.start):
        words = key_words(found.group())
        if words and " ".join(words) in forms.names:
            bare = len(re.sub(r"['’]s?$", "", found.group()))
            named.setdefault(surname(found.group()), Span(start=found.start(), stop=found.start() + bare))
    return next(iter(named.values())) if len(named) == 1 else None
