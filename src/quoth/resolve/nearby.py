"""Which works share a name or a word with a cite: only those need be held against it, however many there are."""

from __future__ import annotations

from collections.abc import Iterable

from quoth.find.names import key_words, main_title, surname, surnames, title_words
from quoth.model.citation import Cite

__all__ = ["Nearby"]


class Nearby:
    """Works by their names (surnames, whole forms) and by the words of their titles, each with its place in order."""

    def __init__(self) -> None:
        self._place: dict[str, int] = {}
        self._named: dict[str, set[str]] = {}
        self._worded: dict[str, set[str]] = {}

    def put(self, work: str, names: Iterable[str], words: Iterable[str]) -> None:
        """`work` answers to `names` and has `words` in its titles, besides those that it was put under before."""
        self._place.setdefault(work, len(self._place))
        for name in names:
            self._named.setdefault(name, set()).add(work)
        for word in words:
            self._worded.setdefault(word, set()).add(work)

    def of(self, cite: Cite) -> list[str]:
        """The works that `cite` may mean, in order: one of its names is theirs, or all words of its title are."""
        author, whole = key_words(cite.author), key_words(f"{cite.author} {cite.title}")
        names = {surname(cite.author), *surnames(cite.author)[:1], *author[:1], " ".join(author), " ".join(whole)}
        names.add(" ".join(whole[1:]))  # without an article
        near = {work for name in names for work in self._named.get(name, ())}
        for title in (cite.title, cite.author):
            near |= self._with_all(title_words(main_title(title)))
        return sorted(near, key=self._place.__getitem__)

    def _with_all(self, words: tuple[str, ...]) -> set[str]:
        """The works with all of `words`; the rarest first, so that few are looked at."""
        found = sorted((self._worded.get(word, set()) for word in words), key=len)
        return set.intersection(*found) if found else set()
