"""The life that a manuscript tells: dates, places, people, works, and what happened when. Start at `telling.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from quoth.model.citation import Citation
from quoth.model.finding import Resolution, Verdict
from quoth.model.manuscript import Manuscript, Quotation
from quoth.model.source import Work
from quoth.model.text import Letters

if TYPE_CHECKING:
    from quoth.life.choices import PlaceRule
    from quoth.model.life import Life

__all__ = ["life_of"]


def life_of(
    manuscript: Manuscript,
    quotations: Sequence[Quotation],
    citations: Sequence[Citation],
    resolutions: Sequence[Resolution],
    works: Sequence[Work],
    *,
    places: Mapping[str, PlaceRule] | None = None,
    verdicts: Sequence[Verdict] = (),
    text_of: Callable[[str], Letters] | None = None,
) -> Life:
    """What the running text says of when, where and who; of notes only what they date. `places` is what the user says
    of names. `text_of` gives the text of a witness by its id: with it the passages of the `verdicts` are dated, too."""
    from quoth.life.telling import tell  # noqa: PLC0415 - its patterns take longer to make than a short check

    return tell(
        manuscript, quotations, citations, resolutions, works, places=places or {}, verdicts=verdicts, text_of=text_of
    )
