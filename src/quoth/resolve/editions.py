"""Editions of one work, told apart by what full references say of year, publisher and place.

Page numbers belong to an edition, and a bibliography lists each. Volumes of one set came out in different years, so a
year tells nothing where volumes are named; a place and a publisher that both differ always do.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from quoth.find.names import title_words
from quoth.model.citation import Cite
from quoth.model.reference import Reference
from quoth.model.source import Edition
from quoth.resolve.locators import volumes_named

__all__ = ["Editions"]


@dataclass(slots=True, kw_only=True)
class Editions:
    """The editions of the work `work` that were cited in full, in order; `references` grows."""

    work: str
    references: list[Reference] = field(default_factory=list)

    def take(self, cite: Cite) -> str:
        """The id of the edition that `cite`, a full reference, names."""
        said, set_ = cite.reference, bool(volumes_named(cite))
        for i, known in enumerate(self.references):
            if _same(known, said, set_=set_):
                self.references[i] = known.completed(said)
                return self.ids()[i]
        self.references.append(said)
        return self.ids()[-1]

    def ids(self) -> list[str]:
        """The work's own id for the first; the year, else a number, behind it for the others."""
        ids: list[str] = []
        for i, reference in enumerate(self.references):
            plain = f"{self.work}-{reference.year or i + 1}" if i else self.work
            ids.append(plain if plain not in ids else f"{plain}-{i + 1}")
        return ids

    def further(self) -> tuple[Edition, ...]:
        """All but the first."""
        return tuple(Edition(id=id, reference=said) for id, said in zip(self.ids(), self.references, strict=True))[1:]


def _same(one: Reference, other: Reference, *, set_: bool) -> bool:
    """Whether two references may be of one edition. `set_`: the second names a volume of it."""
    if _apart(one.publisher, other.publisher) and _apart(one.place, other.place):
        return False
    volumes = set_ or (one.volumes or 1) > 1 or (other.volumes or 1) > 1
    return volumes or not (one.year and other.year) or one.year[:4] == other.year[:4]


def _apart(one: str, other: str) -> bool:
    """Whether both are said and no word of one is in the other."""
    mine, theirs = title_words(one), title_words(other)
    return bool(mine and theirs) and set(mine).isdisjoint(theirs)
