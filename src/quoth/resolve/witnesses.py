"""Which files of the library carry a work, and which of them carry the cited volume.

A match needs evidence of the title: the file's own title, a line of its title page or its name must begin with the
work's title and end there or go on as subtitles and volumes do. An author who contradicts forbids it. An author alone
is enough only where a cite gives no title and the library has one work of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePosixPath

from quoth.find.names import RANKS, is_name, key_words, main_title, significant, surname, title_words
from quoth.find.numerals import roman_value
from quoth.model.reference import Reference
from quoth.model.source import Witness, Work

__all__ = ["carriers", "in_order", "of_volume", "part_of", "volume_numbers", "volume_of"]

HEAD = 12  # lines of a title page in which a book says what it is and whose
TALLEST = 4  # lines that a title is set in

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "erster": 1, "zweiter": 2, "dritter": 3,
    "premier": 1, "première": 1, "deuxième": 2, "troisième": 3, "primera": 1, "segunda": 2, "tercera": 3,
}  # fmt: skip
_NUMBER = (
    r"(?P<number>\d{1,3}|[IVXLivxl]{1,7}|one|two|three|four|five|six)\b(?!\s?[-–—]\s?[\dIVX]|\s(?:and|&|to)\s[\dIVX])"
)
_COUNTED = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_VOLUME = re.compile(
    rf"(?<!\w)(?:vol(?:ume)?|Bd|Band|tome|tomo|tom|t|том)(?!\w)\.?\s*(?:the\s)?{_NUMBER}", re.IGNORECASE
)
_VOLUME_NAME = re.compile(
    r"(?:^|[\s_.-])(?:v|vol|volume|bd|band|t|tome)?[\s_.-]?(?P<number>\d{1,2}|[ivx]{1,5})$", re.IGNORECASE
)
_PART = re.compile(
    rf"(?<!\w)(?:(?P<ordinal>{'|'.join(_ORDINALS)})\s(?:part|series|partie|teil|parte)|(?:part|series|pt\.)\s{_NUMBER})",
    re.IGNORECASE,
)
_WRAPPING = re.compile(
    r"^\W*(?:the\s)?project gutenberg(?:['’]s)?(?:\s(?:e-?book|e-?text|etext))?(?:\sof)?,?\s*|"
    r"\W*(?:--|—)?\s*a project gutenberg.*$",
    re.IGNORECASE,
)
_VOLUMES_OF_TITLE = re.compile(
    r"[\s,;:(\[-]*(?:"
    + "|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for pattern in (_VOLUME, _PART))
    + r")(?:\s*\(?(?:of|von|de)\s\w+\)?)?[)\]]*",
    re.IGNORECASE,
)
_SIGNED_BY = re.compile(r"^[\W_]*(?:(?:by|von|par|por|di)(?![^\W_])[\W_]*)?", re.IGNORECASE)
_BY = re.compile(r"[,;]?\s(?:by|edited by|translated by|von|par)\s.*$", re.IGNORECASE | re.DOTALL)
_ADVERTISEMENT = re.compile(
    r"by the same author|(?:other )?(?:works|books) by|also by|uniform with|advertisement", re.IGNORECASE
)
_GOES_ON = re.compile(r"\s*(?:$|[:;.,(\[\n—–-]|(?:or|from|by|being|edited|translated|vol|in)\b)", re.IGNORECASE)


def volume_of(witness: Witness) -> str | None:
    """The number of the volume that the file carries, in arabic numerals; None where it does not say."""
    said = _number(witness.metadata.volume.strip().rstrip("."))
    if said is not None:
        return said
    for text in (witness.metadata.volume, witness.metadata.title, witness.title_page):
        number = _volume_said(text)
        if number is not None:
            return number
    found = _VOLUME_NAME.search(PurePosixPath(witness.path).stem)
    return _number(found["number"]) if found else None


@lru_cache(maxsize=1 << 12)  # title pages are long, and are asked for every cite
def _volume_said(text: str) -> str | None:
    found = _VOLUME.search(text)
    return _number(found["number"]) if found else None


def part_of(witness: Witness) -> str | None:
    """The number of the part or series that the file belongs to ("Second Part"), where it says so."""
    for text in (witness.metadata.title, witness.title_page, witness.metadata.volume):
        said = _part_said(text)
        if said is not None:
            return said[0]
    return None


@lru_cache(maxsize=1 << 12)
def _part_said(text: str) -> tuple[str | None] | None:
    """The number in the words that name a part; None where none are."""
    found = _PART.search(text)
    if found is None:
        return None
    return (str(_ORDINALS[found["ordinal"].lower()]) if found["ordinal"] else _number(found["number"]),)


def in_order(witnesses: Sequence[Witness]) -> tuple[Witness, ...]:
    """Files of one work as its volumes follow: by part, then by volume; what says neither comes as it comes."""
    return tuple(sorted(witnesses, key=lambda w: (int(part_of(w) or 1), int(volume_of(w) or 0), w.id)))


def volume_numbers(files: Sequence[Witness], volumes: int | None) -> dict[str, str | None]:
    """The volume of the cited edition that each file of one work is, by id; None where nobody can say.

    Parts that each begin at volume one count through where there are as many files as the edition has `volumes`.
    """
    if len({part_of(witness) for witness in files}) > 1:
        counts_through = volumes == len(files)
        return {witness.id: str(i) if counts_through else None for i, witness in enumerate(files, 1)}
    return {witness.id: volume_of(witness) for witness in files}


def of_volume(files: Sequence[Witness], volume: str, volumes: int | None) -> tuple[Witness, ...]:
    """The files of one work that carry `volume`, or may: those that do not say what they carry, where none says that it
    is this one. "" is any volume."""
    numbers = volume_numbers(files, volumes)
    named = tuple(witness for witness in files if not volume or numbers[witness.id] == volume)
    return named or tuple(witness for witness in files if numbers[witness.id] is None)


def carriers(
    work: Work, keys: frozenset[str], witnesses: Sequence[Witness], settled: Mapping[str, tuple[str, ...]]
) -> tuple[Witness, ...]:
    """The files that carry `work`, in order of volume. `keys` are forms it answers to; `settled` maps such forms to
    paths, as the user says outright, and is believed before all evidence."""
    told = _told(work, keys, witnesses, settled)
    if told is not None:
        return told
    if work.title:
        return in_order([witness for witness in witnesses if _carries(work, witness)]) or _holding(work, witnesses)
    theirs = [witness for witness in witnesses if surname(work.author) in _surnames(witness)]
    return in_order(theirs) if work.author and _one_work(theirs) else ()


def _holding(work: Work, witnesses: Sequence[Witness]) -> tuple[Witness, ...]:
    """The files of the book that a chapter stands in; of a journal nobody can say which volume a file is."""
    if not work.reference.container or work.reference.type.startswith("article"):
        return ()
    book = replace(work, reference=Reference(title=work.reference.container))
    return in_order([witness for witness in witnesses if _carries(book, witness)])


def _told(
    work: Work, keys: frozenset[str], witnesses: Sequence[Witness], settled: Mapping[str, tuple[str, ...]]
) -> tuple[Witness, ...] | None:
    names = {work.id, " ".join(key_words(work.title)), " ".join(title_words(work.title)), surname(work.author), *keys}
    for name, paths in settled.items():
        folded = key_words(name)
        if {name, " ".join(folded), " ".join(significant(folded))} & (names - {""}):
            return tuple(
                w for path in paths for w in witnesses if w.path == path or w.path.endswith(f"/{path}") or w.id == path
            )
    return None


def _carries(work: Work, witness: Witness) -> bool:
    author = _author_agrees(work, witness)
    if author is False:
        return False
    whole, main = title_words(work.title), title_words(main_title(work.title))
    titles = [witness.metadata.title, PurePosixPath(witness.path).stem.replace("_", " ").replace("-", " ")]
    if any(_same_title(whole, main, title) for title in titles if title):
        return True
    if not set(_dateless(main)) <= _page_words(witness.title_page):
        return False
    lines = _title_lines(witness)
    strong = author or len(main) > 2 or _named_in_title(work, witness) or _signed(work, lines)
    if not strong:
        return False
    return any(
        _same_title(whole, main, title) for title in (*_wrapped(lines[:HEAD]), *(lines if len(main) > 1 else ()))
    )


def _wrapped(lines: Sequence[str]) -> Iterator[str]:
    """The titles that lines of a title page may be, alone or with those below: "MEMOIRS / OF / A REVOLUTIONIST"."""
    for first in range(len(lines)):
        for last in range(first + 1, min(first + 1 + TALLEST, len(lines) + 1)):
            yield " ".join(lines[first:last])


@lru_cache(maxsize=1 << 10)  # each page is held against every work
def _page_words(title_page: str) -> frozenset[str]:
    return frozenset(key_words(title_page))


def _author_agrees(work: Work, witness: Witness) -> bool | None:
    """True: the same author; False: another; None: one of the two does not say."""
    mine = {word for word in key_words(work.author) if len(word) > 2 and word not in RANKS}
    theirs = {word for author in witness.metadata.authors for word in key_words(author) if len(word) > 2} - RANKS
    if not mine or not theirs:
        return None
    return bool(mine & theirs)


def _signed(work: Work, lines: Sequence[str]) -> bool:
    """Whether the author's name stands at the head of the title page on a line of its own, with "by" or without."""
    name = surname(work.author)
    mine = {word[0] for word in key_words(work.author) if word != name and word not in RANKS}
    for line in (_SIGNED_BY.sub("", line).strip(" ,.;") for line in lines[:HEAD]):
        words = key_words(line)
        given = {word[0] for word in words if word != name and word not in RANKS}
        if name and name in words and is_name(line) and (mine & given or not mine or not given):
            return True
    return False


def _named_in_title(work: Work, witness: Witness) -> bool:
    """The title names its author: The Greville Memoirs, by Charles Greville."""
    return bool(_surnames(witness) & set(title_words(work.title)))


def _surnames(witness: Witness) -> set[str]:
    return {surname(author) for author in witness.metadata.authors}


def _same_title(whole: tuple[str, ...], main: tuple[str, ...], title: str) -> bool:
    """Whether `title` is the work's, with or without either's subtitle, volume and contributors."""
    theirs = _read_title(title)
    if not theirs.whole:
        return False
    if theirs.whole in (_dateless(whole), _dateless(main)):
        return True
    if len(main) < 2:
        return False
    if theirs.main == _dateless(main) or sorted(theirs.whole) == sorted(_dateless(whole)):
        return True
    return _begins_with(whole, theirs.bare) or _begins_with(main, theirs.bare)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Title:
    """A title of a file: as it stands without wrapping and volumes; the words of all of it, of its main part."""

    bare: str
    whole: tuple[str, ...]
    main: tuple[str, ...]


@lru_cache(maxsize=1 << 14)  # each title is held against every work
def _read_title(title: str) -> _Title:
    bare = _VOLUMES_OF_TITLE.sub(". ", _WRAPPING.sub("", title)).strip(" .,;:'\"‘“")
    return _Title(
        bare=bare,
        whole=_dateless(title_words(_BY.sub("", bare))),
        main=_dateless(title_words(main_title(bare))),
    )


def _begins_with(words: tuple[str, ...], title: str) -> bool:
    """`title` begins with `words`, and goes on as a title does that is longer by a subtitle."""
    told = _significant_words(title)[: len(words)]
    if tuple(word for word, _ in told) != words or not words:
        return False
    return _GOES_ON.match(title, told[-1][1]) is not None


@lru_cache(maxsize=1 << 14)
def _significant_words(title: str) -> tuple[tuple[str, int], ...]:
    """The words of a title that are not small, folded, and where each ends."""
    words = [(key_words(word.group()), word.end()) for word in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", title)]
    told = [(folded[0] if folded else "", end) for folded, end in words]
    return tuple((word, end) for word, end in told if not word or significant([word, "\0"]) != ("\0",))


@lru_cache(maxsize=1 << 14)
def _dateless(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if not word.isdecimal()) or words


def _title_lines(witness: Witness) -> list[str]:
    """The lines of the title page, up to where a publisher praises other books."""
    page = _ADVERTISEMENT.split(witness.title_page, maxsplit=1)[0]
    return [line.strip().removeprefix("Title:").strip() for line in page.splitlines() if line.strip()]


def _one_work(witnesses: Sequence[Witness]) -> bool:
    """Whether files are one work: one alone, or volumes of which each has a title that begins with the same words."""
    if len(witnesses) < 2:
        return bool(witnesses)
    beginnings = [{_read_title(title).whole[:2] for title in _all_titles(witness)} for witness in witnesses]
    shared = {words for words in set.intersection(*beginnings) if len(words) > 1}
    return bool(shared) and all(volume_of(witness) for witness in witnesses)


def _all_titles(witness: Witness) -> list[str]:
    return [title for title in (witness.metadata.title, *_title_lines(witness)) if title]


def _number(text: str) -> str | None:
    if text.isdecimal():
        return str(int(text))
    if text.lower() in _COUNTED:
        return str(_COUNTED[text.lower()])
    value = roman_value(text.upper()) if text else None
    return None if value is None else str(value)
