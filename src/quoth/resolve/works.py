"""Which work a cite means: full references, short titles, authors alone, the forms of the bibliography.

A cite is held against every work that the manuscript names, wherever it does so first, with the evidence of
`evidence.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from quoth.find.names import key_words, main_title, surname, surnames, title_words
from quoth.model.citation import Cite, Entry
from quoth.model.reference import Reference
from quoth.model.source import Work
from quoth.model.text import Span
from quoth.resolve.editions import Editions
from quoth.resolve.evidence import Known, Match, author_fits, matched_as_spelt, misspelt, unarticled
from quoth.resolve.nearby import Nearby

__all__ = ["Shelf"]

NOWHERE = Span(start=0, stop=0)


class Shelf:
    """All works the manuscript names, by id; `cited` in order of first citing."""

    def __init__(self, bibliography: Iterable[Entry], cites: Iterable[Cite]) -> None:
        self._known: dict[str, Known] = {}
        self.cited: dict[str, None] = {}
        self._nearby = Nearby()
        self._editions: dict[str, Editions] = {}
        self._aliases: dict[str, list[str]] = {}
        for entry in bibliography:
            self._put(entry.reference, keys=entry.keys)
        for cite in cites:
            if cite.form == "full" and not self.match(cite).works:
                self._put(cite.reference)

    def work(self, work: str) -> Work:
        return self._known[work].work

    def volumes(self, work: str) -> int | None:
        """How many volumes the work is said to have."""
        return self._known[work].work.reference.volumes

    def keys(self, work: str) -> frozenset[str]:
        return self._known[work].keys

    def take(self, work: str, cite: Cite) -> str | None:
        """`cite` names `work`: it is cited from now on, and learns what it did not know of itself. Gives the edition,
        None where the cite leaves it open."""
        known = self._known[work]
        self.name(work)
        known.cited = True
        alias = " ".join(unarticled(key_words(cite.alias)))
        if alias and work not in self._aliases.setdefault(alias, []):
            self._aliases[alias].append(work)
        if cite.form != "full":
            return None
        editions = self._editions.setdefault(work, Editions(work=work, references=[known.work.reference]))
        edition = editions.take(cite)
        known.work = replace(known.work, reference=editions.references[0], editions=editions.further())
        known.name_author()
        self._nearby.put(work, known.names, known.all_words)
        return edition

    def name(self, work: str) -> None:
        """`work` is one that a cite may mean: it belongs among the works, cited for certain or not."""
        self.cited.setdefault(work)

    def add(self, reference: Reference) -> str:
        """A work nobody has named before."""
        return self._put(reference)

    def _put(self, reference: Reference, *, keys: Sequence[str] = ()) -> str:
        plain = _id(reference.author or "".join(keys[:1]).split(" ")[0], reference.title)
        number, name = 1, plain
        while name in self._known:
            number += 1
            name = f"{plain}-{number}"
        listed = keys[0] if keys else ""
        known = Known(work=Work(id=name, reference=reference), listed=listed, keys=frozenset(keys))
        self._known[name] = known
        self._nearby.put(name, known.names, known.all_words)
        return name

    # -- matching

    def match(self, cite: Cite) -> Match:
        """The works `cite` may mean by its own words, with the evidence; no works where it names a new one."""
        announced = self._aliases.get(" ".join(unarticled(key_words(f"{cite.author} {cite.title}"))))
        if announced:
            return Match(works=tuple(announced), by="the short form announced for it")
        near = [self._known[work] for work in self._nearby.of(cite)]
        found = matched_as_spelt(cite, near)
        return self._narrowed(found if found.works else misspelt(cite, list(self._known.values())))

    def _narrowed(self, found: Match) -> Match:
        """Of several works that an author's name alone may mean, the one that notes have cited."""
        if len(found.works) > 1 and found.by == "author":
            cited = tuple(work for work in found.works if self._known[work].cited)
            if len(cited) == 1:
                return Match(works=cited, by="author, the only work of theirs cited before")
        return found

    def by_author(self, author: str) -> tuple[str, ...]:
        """The works of `author` cited so far; those that they edited where they wrote none."""
        named = Cite(id="", note=None, span=NOWHERE, form="author", reference=Reference(author=author))
        near = {work for work in self._nearby.of(named) if self._known[work].cited}
        cited = [work for work in self.cited if work in near] if near else []
        written = [work for work in cited if author_fits(author, self._known[work])]
        return tuple(written or [work for work in cited if self.is_by(author, work)])

    def holder(self, work: str) -> str:
        """The book that a contribution stands in, as a work of its own; the work itself where it stands in none."""
        said = self._known[work].work.reference
        if not said.container:
            return work
        book = replace(said, author="", title=said.container, container="", pages="", volume="", issue="")
        words = title_words(book.title)
        known = (each.work.id for each in self._known.values() if each.words == words)
        return next(known, None) or self._put(book)

    def has_author(self, author: str, work: str) -> bool:
        return author_fits(author, self._known[work]) or not surnames(self._known[work].work.reference.editor)

    def is_by(self, author: str, work: str) -> bool:
        """Whether `author` wrote or edited `work`."""
        known = self._known[work]
        people = surnames(author)
        return author_fits(author, known) or (bool(people) and {*people} <= {*surnames(known.work.reference.editor)})


def _id(author: str, title: str) -> str:
    """ "greville-memoirs": the surname and the first words that carry the title."""
    name = surname(author)
    words = [word for word in title_words(main_title(title)) if word != name][:3]
    return "-".join([name, *words] if name else words) or "work"
