"""Words of names and titles: how they are folded to be compared, and what looks like a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from quoth.fold import folded

__all__ = [
    "PEERAGE",
    "RANKS",
    "is_kind_of_book",
    "is_name",
    "key_words",
    "main_title",
    "names_others",
    "significant",
    "surname",
    "surnames",
    "title_words",
    "words_of",
]


def words_of(text: str) -> frozenset[str]:
    """A table of words, written as they are read."""
    return frozenset(text.split())


# What stands before, between or behind names and is none.
RANKS = words_of("""
    sir lord lady mr mrs ms miss dr prof professor hon rev general viscount baron baroness count countess duke duchess
    earl viscountess marquess marchioness queen king prince princess saint st jr sr freiherr freiherrn graf dom late the
""")
# Those of them by which a person is known: "Georgiana, Lady Bloomfield", and not "Maxwell, Sir Herbert".
PEERAGE = words_of("""
    lord lady viscount viscountess baron baroness count countess duke duchess earl marquess marchioness
""")
_PARTICLES = words_of("""
    von van v de der den del della di da du des la le les zu zum zur ten ter af av of und and et y e i & jr sr the
""")
_ARTICLES = words_of("""
    the a an le la les l un une des der die das ein eine den dem el los las lo gli il i una uno de het een o os as
""")
_SMALL = words_of("""
    of and in on to for from by with at or as into du de del della di der des von zu und et en y e sur aus im am vom
    aux au à d no its his her their our my not is
""")
# Nouns that name a kind of book: where one of them stands alone it is a short title, not a surname.
_KINDS_OF_BOOK = words_of("""
    letters letter memoirs memoir journal journals diary diaries papers life lives works correspondence poems essays
    history autobiography notebook notebooks recollections reminiscences speeches writings confessions biography
    collected selected briefe tagebuch tagebücher werke erinnerungen memoiren lettres mémoires œuvres oeuvres
    correspondance cartas memorias obras diario lettere memorie diari bible magazine review quarterly times post
    chronicle gazette herald mercury dictionary encyclopaedia encyclopedia zeitung revue proceedings transactions
""")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_EDITED = re.compile(r"\((?:eds?|hrsgg?|hg|éds?|dirs?|comps?)\.?\)|,? eds?\.$", re.IGNORECASE)
_JOINED = re.compile(r"\s+(?:and|und|et|&|y|e)\s+|\s*[;/&]\s*")
_OTHERS = re.compile(r",?\s*(?:et al\.?|u\.\s?a\.|and others|et autres|e altri|y otros)$|…", re.IGNORECASE)
_HELPED = re.compile(
    r",?\s(?:unter Mitarbeit von|in Zusammenarbeit mit|with the (?:assistance|collaboration) of|"
    r"avec la collaboration de|con la collaborazione di|con la colaboración de)\s.*$",
    re.IGNORECASE | re.DOTALL,
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s-]?){1,3}\.?")


@lru_cache(maxsize=1 << 14)  # the same names and titles are held against each other over and over
def key_words(text: str) -> tuple[str, ...]:
    """The words of a name or title as keys compare them: folded, a possessive 's dropped."""
    return tuple(folded(re.sub(r"['’]s?$", "", word.group())) for word in _WORD.finditer(text))


def significant(words: Sequence[str]) -> tuple[str, ...]:
    """`words` without articles and small words of any of our languages; all of them if nothing else is left."""
    kept = tuple(word for word in words if word not in _ARTICLES and word not in _SMALL)
    return kept or tuple(words)


def title_words(title: str) -> tuple[str, ...]:
    """The words of a title that carry it, folded, in order."""
    return significant(key_words(title)) if title else ()


def main_title(title: str) -> str:
    """A title without its subtitle."""
    return re.split(r":\s|\s[–—]\s|[,;]\s(?=or,?\s)|\s\(", title, maxsplit=1)[0]


def is_name(text: str) -> bool:
    """Whether `text` looks like one name or several: capitals, initials, particles; "Serge, Victor"; "Feest/Sessar"."""
    bare = _HELPED.sub("", _EDITED.sub("", text)).strip(" ,.;:")
    words = re.findall(r"[^\s,;/]+", bare)
    if not words or len(words) > 14 or words[0].lower() in _ARTICLES - {"de", "den", "des", "der", "la", "le", "el"}:
        return False
    if not all(_is_name_word(word) for word in words):
        return False
    return any(len(word.strip(".")) > 1 and word[0].isupper() for word in words) and _people(bare) <= 6


def _is_name_word(word: str) -> bool:
    low = word.strip(".").lower()
    if word in {"The", "A", "An"}:
        return False
    if low in _PARTICLES or low in RANKS or low == "al":
        return True
    return word[0].isupper() and re.fullmatch(r"[^\W\d_]+(?:[-.'’&][^\W\d_]*)*\.?", word) is not None


def _people(names: str) -> int:
    return max(
        len(re.findall(r"\s(?:and|und|et|&|y)\s|/", names)) + 1, max(len(p.split()) for p in names.split(",")) // 3
    )


def is_kind_of_book(text: str) -> bool:
    """Whether `text` is a short title by its words alone: "Letters", "Collected Poems"."""
    words = text.lower().split()
    return bool(words) and words[-1].strip(".,") in _KINDS_OF_BOOK


@lru_cache(maxsize=1 << 14)
def surname(author: str) -> str:
    """The folded word an author is known by: the first of "Greville, Charles", the last of "Charles Greville"."""
    first = _JOINED.split(_EDITED.sub("", author).strip())[0]
    given, _, behind = first.partition(",")
    rank, *titled = key_words(behind) or ("",)  # "Georgiana, Lady Bloomfield" is known by her title
    words = key_words(behind if rank in PEERAGE and set(titled) - RANKS else given)
    named = [word for word in words if word not in RANKS and len(word) > 1] or list(words)
    return named[-1] if named else ""


@lru_cache(maxsize=1 << 14)
def surnames(author: str) -> tuple[str, ...]:
    """The folded surnames of all the people `author` names, in order: of "Bender, Rolf und Rolf Schumacher" both."""
    bare = _OTHERS.sub("", _HELPED.sub("", _EDITED.sub("", author))).strip(" ,;")
    pieces = _JOINED.split(bare)
    turned = len(pieces) == 1 or len(pieces[-1].split()) > 1  # else "Smith, Jones and Brown": surnames, nothing else
    people = [person for piece in pieces for person in _people_of(piece, turned=turned)]
    return tuple(name for name in map(surname, people) if name)


def names_others(author: str) -> bool:
    """Whether `author` ends with "et al." or the like."""
    return _OTHERS.search(author.strip()) is not None


def _people_of(piece: str, *, turned: bool) -> list[str]:
    """The people that stand between two conjunctions: "Carlin, Jerome, Jan Howard" are two. `turned`: a surname may
    stand before its given name."""
    parts = [part.strip() for part in piece.split(",") if part.strip()]
    people: list[str] = []
    while parts:
        first, *parts = parts
        alone = len([word for word in first.split() if word.lower() not in _PARTICLES]) == 1
        if turned and alone and parts and (not people or _INITIALS.fullmatch(parts[0])):
            first, parts = f"{first}, {parts[0]}", parts[1:]
        people.append(first)
    return people
