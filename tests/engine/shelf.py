"""A few texts as the engine sees a library, and quotations as it gets them."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from functools import cached_property

from quoth.engine.sought import Sought, sought
from quoth.engine.stacks import Stacks
from quoth.fold import fold
from quoth.library.segment import Segment, build, keep
from quoth.model.manuscript import Alteration, Metadata, PageMark, Quotation
from quoth.model.source import LibraryState, Witness
from quoth.model.text import Span


class Shelf:
    """Texts by witness, in one segment each `apart`, else in one together."""

    def __init__(
        self,
        texts: Mapping[str, str],
        *,
        pages: tuple[PageMark, ...] = (),
        asides: tuple[Span, ...] = (),
        apart: bool = False,
    ) -> None:
        self.texts = dict(texts)
        parts = [(witness, keep(fold(text))) for witness, text in self.texts.items()]
        self.segments: tuple[Segment, ...] = tuple(build([part]) for part in parts) if apart else (build(parts),)
        self.state = LibraryState(
            commit="shelf", witnesses=tuple(_witness(name, pages, asides) for name in sorted(texts))
        )

    @cached_property
    def total(self) -> int:
        return sum(segment.total for segment in self.segments)

    @property
    def again(self) -> None:
        return None

    def text(self, witness: str) -> str:
        return self.texts[witness]

    @cached_property
    def stacks(self) -> Stacks:
        return Stacks(self)


def _witness(name: str, pages: tuple[PageMark, ...], asides: tuple[Span, ...]) -> Witness:
    return Witness(id=name, path=name, sha256="", format="text", metadata=Metadata(), pages=pages, asides=asides)


def quotation(text: str) -> Quotation:
    """All of `text`, with its dots and brackets marked."""
    dots = [(m.span(), "ellipsis") for m in re.finditer(r"\.\s?\.\s?\.|…", text)]
    brackets = [(m.span(), "sic" if m[0] == "[sic]" else "insertion") for m in re.finditer(r"\[[^\]]*\]", text)]
    marks = tuple(
        Alteration(span=Span(start=start, stop=stop), kind="ellipsis" if kind == "ellipsis" else "insertion")
        for (start, stop), kind in sorted(dots + brackets)
    )
    return Quotation(id="q1", span=Span(start=0, stop=len(text)), block=0, kind="inline", alterations=marks)


def wanted(text: str, shelf: Shelf) -> Sought:
    """All of `text`, as it is sought on the shelf."""
    return sought(text, [quotation(text)], shelf.stacks)[0]


def novel(words: int, seed: int = 1, vocabulary: int = 1500) -> list[str]:
    """Words of no language, some much more common than others, as in any text."""
    chance = random.Random(seed)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
    lexicon = ["".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3)))) for _ in range(vocabulary)]
    return chance.choices(lexicon, weights=[1 / (rank + 2) for rank in range(vocabulary)], k=words)
