"""What speaks for a work that a cite may mean, from the certain to the weaker; the first kind that any work answers
decides: the form the bibliography lists it under; author and title; title (whole, then its beginning, then words inside
it); author; editor; a slip of spelling. Two works of the same kind of evidence are two candidates, never a choice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import DamerauLevenshtein

from quoth.find.names import RANKS, key_words, main_title, names_others, surname, surnames, title_words
from quoth.model.citation import Cite
from quoth.model.source import Work

__all__ = ["Known", "Match", "author_fits", "matched", "matched_as_spelt", "misspelt", "unarticled"]

SHORTEST_NAME = 2  # letters of a name that may be misspelt where the title is right
LONG_ENOUGH = 6  # letters of a name in which one wrong letter is a slip and not another name

_ARTICLES = frozenset({"the", "a", "an", "le", "la", "les", "der", "die", "das", "el", "los", "las", "il", "lo", "gli"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The ids of the works a cite may mean, and what says so ("title", "author", "bibliography", …)."""

    works: tuple[str, ...]
    by: str = ""


@dataclass(slots=True, kw_only=True)
class Known:
    """A work that can be meant: one that the manuscript names, or the user's own bibliography.

    `listed` is its form in the manuscript's bibliography, "" where it is not there; `keys` are all forms it answers to;
    `cited`: a note has named it.
    """

    work: Work
    listed: str = ""
    keys: frozenset[str] = frozenset()
    cited: bool = False
    words: tuple[str, ...] = field(init=False)
    main: tuple[str, ...] = field(init=False)
    surname: str = field(init=False)
    people: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.words = title_words(self.work.title)
        self.main = title_words(main_title(self.work.title))
        self.name_author()

    def name_author(self) -> None:
        self.surname = surname(self.work.author)
        self.people = surnames(self.work.author)

    @property
    def names(self) -> set[str]:
        """All that it can be called by, but for its title."""
        return {self.listed, self.surname, *self.people, *surnames(self.work.reference.editor)} - {""}

    @property
    def all_words(self) -> set[str]:
        """The words of its title and of all forms it answers to."""
        return {*self.words, *(word for key in self.keys for word in key.split())}


def matched(cite: Cite, known: Sequence[Known]) -> Match:
    """What `cite` may mean of the works `known`, a slip of spelling being allowed."""
    found = matched_as_spelt(cite, known)
    return found if found.works else misspelt(cite, known)


def matched_as_spelt(cite: Cite, known: Sequence[Known]) -> Match:
    """What `cite` may mean of the works `known`: the first kind of evidence that any of them answers decides."""
    return _first(cite, known, _EVIDENCE)


def _first(cite: Cite, known: Sequence[Known], kinds: Iterable[Callable[[Cite, Sequence[Known]], Match]]) -> Match:
    for evidence in kinds:
        found = evidence(cite, known)
        if found.works:
            return found
    return Match(works=())


def _match(by: str, known: Iterable[Known]) -> Match:
    return Match(works=tuple(each.work.id for each in known), by=by)


def _listed(cite: Cite, known: Sequence[Known]) -> Match:
    """The very form under which the bibliography lists it."""
    form = " ".join(unarticled(key_words(f"{cite.author} {cite.title}")))
    found = [each for each in known if each.listed and each.listed == form and _year_fits(cite, each)]
    if len(found) > 1 and not cite.title:
        return Match(works=())  # several are listed under a name: who the others are decides
    return _match("bibliography", found)


def _author_and_title(cite: Cite, known: Sequence[Known]) -> Match:
    """Both author and title agree; the fullest agreement of titles decides."""
    if not (cite.author and cite.title):
        return Match(works=())
    theirs = _best_title(cite, [each for each in known if author_fits(cite.author, each)], "author and title")
    return theirs if theirs.works else _best_title(cite, [each for each in known if not each.work.author], "title")


def _part_of_listed(cite: Cite, known: Sequence[Known]) -> Match:
    """The bibliography's form for it, and then a part of the work: "Stockmar, Biographische Skizze".

    Only where the form is no author's name: behind a name would stand another work of theirs.
    """
    if cite.form != "short" or not (cite.author and cite.title):
        return Match(works=())
    form = " ".join(key_words(cite.author))
    return _match("bibliography", [each for each in known if form and each.listed == form != each.surname])


def _title(cite: Cite, known: Sequence[Known]) -> Match:
    """The title, where the cite names no author, or only what may be a title."""
    if cite.title and not cite.author:
        return _best_title(cite, known, "title")
    if cite.author and not cite.title and not any(author_fits(cite.author, each) for each in known):
        return _best_title(replace(cite, reference=replace(cite.reference, title=cite.author)), known, "title")
    return Match(works=())


def _author(cite: Cite, known: Sequence[Known]) -> Match:
    if not cite.author or cite.title:
        return Match(works=())
    theirs = [each for each in known if author_fits(cite.author, each) and _year_fits(cite, each)]
    alone = [
        each for each in theirs if not names_others(cite.author) and len(each.people) == len(surnames(cite.author))
    ]
    return _match("author and year" if cite.year else "author", alone or theirs)


def _editor(cite: Cite, known: Sequence[Known]) -> Match:
    """The editor alone, where no author of that name is known."""
    people = surnames(cite.author)
    if not people or cite.title:
        return Match(works=())
    theirs = [each for each in known if {*people} <= {*surnames(each.work.reference.editor)} and _year_fits(cite, each)]
    return _match("editor", theirs)


def misspelt(cite: Cite, known: Sequence[Known]) -> Match:
    """One letter away from the form or the surname of one work; where the title agrees, from a short surname too."""
    if cite.form == "full":
        return Match(works=())
    if cite.author and cite.title:
        return _misspelt_in_part(cite, known)
    form = " ".join(unarticled(key_words(cite.author or cite.title)))
    if len(form) < LONG_ENOUGH:
        return Match(works=())
    near = [each for each in known if any(_near(form, other) for other in (each.listed, each.surname))]
    return _match("spelling", near)


def _misspelt_in_part(cite: Cite, known: Sequence[Known]) -> Match:
    """The author as written and the title a letter or two away, or the title as written and the author a letter."""
    name, title = surname(cite.author), " ".join(title_words(cite.title))
    theirs = [each for each in known if author_fits(cite.author, each)]
    if len(title) >= LONG_ENOUGH:
        starts = [(each, " ".join(each.words[: len(title.split())])) for each in theirs]
        near = [each for each, start in starts if DamerauLevenshtein.distance(title, start, score_cutoff=2) <= 2]
        if near:
            return _match("spelling", near)
    slips = [
        each
        for each in known
        if len(name) > SHORTEST_NAME and DamerauLevenshtein.distance(name, each.surname, score_cutoff=1) == 1
    ]
    return replace(_best_title(cite, slips, "title"), by="title, the author’s name misspelt")


def _near(form: str, other: str) -> bool:
    return len(other) >= LONG_ENOUGH and DamerauLevenshtein.distance(form, other, score_cutoff=1) <= 1


def _best_title(cite: Cite, known: Sequence[Known], by: str) -> Match:
    """The works whose titles agree best: whole, without the subtitle, its beginning, words within."""
    words, main = title_words(cite.title), title_words(main_title(cite.title))
    kinds: list[Callable[[Known], bool]] = [
        lambda each: words == each.words or " ".join(words) in each.keys,
        lambda each: main == each.main and (main == words or each.main == each.words or _alike(words, each.words)),
    ]
    if cite.form != "full" or len(words) > 2:
        kinds.append(lambda each: each.words[: len(words)] == words)
    if cite.form != "full":
        kinds.append(lambda each: _within(words, each.words))
        if cite.author and len(words) > 1:  # ‘James and Lee’ for ‘Henry James and Vernon Lee’
            kinds.append(lambda each: _in_order(words, each.words) and author_fits(cite.author, each))
    for agrees in kinds:
        found = [each for each in known if words and agrees(each) and _year_fits(cite, each)]
        if found:
            return _match(by, found)
    return Match(works=())


def _in_order(words: Sequence[str], title: Sequence[str]) -> bool:
    """Whether `title` has all of `words` one after the other, with others between."""
    rest = iter(title)
    return all(word in rest for word in words)


def _alike(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two titles with subtitles may be one: one subtitle goes on where the other ends."""
    return words[: len(others)] == others[: len(words)]


def _within(words: Sequence[str], title: Sequence[str]) -> bool:
    return any(tuple(title[i : i + len(words)]) == tuple(words) for i in range(len(title) - len(words) + 1))


def author_fits(author: str, known: Known) -> bool:
    """The same surnames, and no given name or initial that speaks against it."""
    if known.people[1:] and key_words(author) == known.people:  # "Bender Schumacher", the stroke lost
        return True
    name = surname(author)
    others = () if names_others(known.work.author) else surnames(author)[1:]
    if not {*others} <= {*key_words(known.work.author)} or not name or name not in (known.surname, known.listed):
        return False
    mine, theirs = _given(author, name), _given(known.work.author, name)
    return not mine or not theirs or mine[0][0] == theirs[0][0]


def _given(author: str, name: str) -> list[str]:
    return [
        word for word in key_words(re.split(r"\s(?:and|und|et|&)\s", author)[0]) if word != name and word not in RANKS
    ]


def _year_fits(cite: Cite, known: Known) -> bool:
    """A year contradicts only where it is the way works are told apart: "Smith 1999", "Family Law Act 1975"."""
    if not cite.year or not known.work.year or (cite.title and cite.reference.type != "legislation"):
        return True
    lettered = cite.year[-1:].isalpha()  # "1911" may be 1911a or 1911b
    return known.work.year == cite.year or (not lettered and known.work.year.rstrip("abcdefgh") == cite.year)


def unarticled(words: Sequence[str]) -> Sequence[str]:
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


_EVIDENCE = (_listed, _author_and_title, _part_of_listed, _title, _author, _editor)
