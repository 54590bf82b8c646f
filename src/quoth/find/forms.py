"""The forms that name a work in one manuscript: its bibliography's, and those of the notes read so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quoth.find.names import key_words, significant, surname, title_words
from quoth.model.citation import Cite, Entry

__all__ = ["Forms", "listed_forms"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """The sets grow with every note. `names` are surnames and short forms, `titles` titles without small words, `dated`
    first surnames with the years of their works ("smith 1999a")."""

    names: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    dated: set[str] = field(default_factory=set)

    def know(self, text: str) -> bool:
        words = key_words(text)
        return bool(words) and not {" ".join(words), " ".join(significant(words))}.isdisjoint(self.names | self.titles)

    def know_title(self, text: str) -> bool:
        """Whether a work of that very title has been named."""
        return " ".join(title_words(text)) in self.titles

    def name_a_title(self, text: str) -> bool:
        """Whether a lone name has been met as a title or its beginning: "Salt" after The Salt Road, and is nobody's."""
        words = " ".join(title_words(text))
        begun = any(title == words or title.startswith(f"{words} ") for title in self.titles)
        return begun and words not in self.names

    def know_dated(self, author: str, year: str) -> bool:
        """Whether a work of `author` and `year` has been named."""
        return f"{surname(author)} {year}" in self.dated

    def learn(self, cite: Cite) -> None:
        """From now on `cite` may be named by its author, its title, or both."""
        self.names.update({" ".join(key_words(cite.alias))} - {""})
        if cite.author and cite.year:
            self.dated.add(f"{surname(cite.author)} {cite.year}")
        self.names.update({surname(cite.author), " ".join(key_words(f"{cite.author} {cite.title}"))} - {""})
        self.titles.update({" ".join(title_words(cite.title))} - {""})

    def copy(self) -> Forms:
        """The same forms, to be learnt from apart."""
        return Forms(names=set(self.names), titles=set(self.titles), dated=set(self.dated))


def listed_forms(bibliography: Sequence[Entry]) -> Forms:
    """What the bibliography's entries answer to."""
    titles = {" ".join(title_words(entry.reference.title)) for entry in bibliography}
    keys = {key for entry in bibliography for key in entry.keys}
    works = [entry.reference for entry in bibliography]
    dated = {f"{surname(work.author)} {work.year}" for work in works if work.author and work.year}
    return Forms(names=keys - titles, titles=titles, dated=dated)
