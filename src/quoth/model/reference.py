"""A work as somebody names it: what a note, a list of works or the user's own bibliography says of it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

__all__ = ["Reference"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The facts of one reference, each as printed; "" and None mean that it does not say.

    The names are those of CSL where CSL has one word for them: `place` is its publisher-place, `year` its issued,
    `container` its container-title (the journal, the book that a chapter stands in), `pages` its page (from where to
    where an article goes, never the page that a note cites). `volume` and `issue` are of the container; `volumes` is
    how many the work has, its number-of-volumes. `type` is a type of CSL, "" where nothing tells.
    """

    type: str = ""
    author: str = ""
    title: str = ""
    container: str = ""
    editor: str = ""
    translator: str = ""
    edition: str = ""
    volumes: int | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    place: str = ""
    publisher: str = ""
    year: str = ""
    doi: str = ""
    url: str = ""

    def completed(self, other: Reference) -> Reference:
        """This one, with what only `other` says."""
        missing = [fact.name for fact in fields(Reference) if not getattr(self, fact.name)]
        return replace(self, **{name: getattr(other, name) for name in missing})
