"""Printed names to CSL's names, and back.

"Serge, Victor", "Peter Sedgwick & George Paizas", "Georgiana, Lady Bloomfield", "Ernst Freiherr v. Stockmar", "Holmes,
R., Parker, S." are taken apart as a library's catalogue would. What is no person's name for certain ("One of Her
Majesty's Servants") stays as it is printed, literal. Source: CSL 1.0.2, "Names"; Chicago Manual of Style, 16.71–84.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from quoth.find.names import PEERAGE, RANKS, words_of

__all__ = ["Name", "csl_names", "printed_names"]

Name = dict[str, str]  # CSL's keys: family, given, dropping-particle, non-dropping-particle, suffix; or literal

_PARTICLES = words_of("""
    von van v v. de der den del della di da du des dos la le les zu zum zur ten ter af av vom d' d’ y
""")
_BODIES = words_of("""
    commission committee council ministry department office society association institute institut university board
    agency bureau union party federation academy ministerium kommission gesellschaft verband universität amt société
    commissariat ministère comité université akademie comisión comité ministerio società министерство комитет
""")
_AND = re.compile(r",?\s(?:and|und|et|y|e|en|og|och|i|и|&)\s|\s*;\s*|\s*/\s*")
_MORE = re.compile(r",?\s(?:et\sal\.?|u\.\s?a\.|and\sothers|и\sдр\.)$", re.IGNORECASE)
_ROLE = re.compile(r"[\s,]*(?:\((?:eds?|hrsg|trans|comp|dir|a cura di)\.?\)|,\s(?:eds?|comps?)\.)$", re.IGNORECASE)
_LEAD = re.compile(r"^(?:the\slate|the(?=\s(?:hon|rev|right|rt|duke|earl)\b))\s+", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:[JS]r\.?|[IVX]{2,4}|Esq\.?|(?:[A-Z]\.\s?){2,}|[A-Z]{2,5})$")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[\s-]?)+$")
_CAPITAL = re.compile(r"(?:[dl]['’])?[^\W\d_a-zß-ÿа-я]")
_ROMAN = re.compile(r"[IVX]+\.?$")


def csl_names(text: str) -> list[Name]:
    """The people that `text`, one statement of responsibility, names; [] for ""."""
    bare = _ROLE.sub("", text.strip())
    more = _MORE.search(bare)
    pieces = [piece.strip(" ,") for piece in _AND.split(bare[: more.start()] if more else bare)]
    people = [person for piece in pieces if piece for person in _listed(piece)]
    names = [_person(person) for person in people]
    if len(people) > 1 and any("literal" in name for name in names):
        names = [{"literal": bare}]  # "Ministry of Agriculture and Fisheries" is one body
    return names + [{"literal": "et al."}] * bool(more)


def printed_names(names: Iterable[Mapping[str, str]]) -> str:
    """Names of CSL on one line, such that `csl_names` gives them again: "Serge, Victor; Sedgwick, Peter"."""
    return "; ".join(filter(None, map(_printed, names)))


def _printed(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    family = " ".join(name.get(part, "") for part in ("non-dropping-particle", "family")).strip()
    given = " ".join(name.get(part, "") for part in ("given", "dropping-particle")).strip()
    if ", " in given:
        return f"{given} {family}"  # "Georgiana, Lady Bloomfield"
    return ", ".join(part for part in (family, given, name.get("suffix", "")) if part)


def _listed(piece: str) -> list[str]:
    """`piece`, which no "and" parts, as one string a person."""
    parts = piece.split(", ")
    if len(parts) < 2 or _SUFFIX.match(parts[1]):
        return [piece]
    if len(parts) % 2 == 0 and all(_INITIALS.match(given) for given in parts[1::2]):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    if all(_is_whole(part) for part in parts):
        return parts
    if len(parts) > 2 and all(_is_whole(part) for part in parts[2:]):
        return [", ".join(parts[:2]), *parts[2:]]
    return [piece]


def _is_whole(part: str) -> bool:
    """Whether `part` has a given name and a surname."""
    words = [word for word in part.split() if word.lower() not in _PARTICLES]
    return len([word for word in words if word.lower().strip(".") not in RANKS]) > 1


def _person(text: str) -> Name:
    bare = _LEAD.sub("", text).strip()
    first, _, behind = bare.partition(", ")
    if not _is_person(bare):
        return {"literal": text}
    if not behind:
        return _given_first(bare)
    if _SUFFIX.match(behind) and _is_whole(first):
        return _given_first(first) | {"suffix": behind}
    rank, _, titled = behind.partition(" ")
    if titled and rank.lower() in PEERAGE and len(first.split()) == 1 and _is_lone(titled):
        return {"family": titled, "given": f"{first}, {rank}"}
    return _inverted(first, behind)


def _is_person(text: str) -> bool:
    """Capitals, initials and particles, and nothing that only a description or an office has."""
    words = [word.strip(",") for word in text.split()]
    if (
        not words
        or words[0] in {"The", "A", "An"}
        or not _BODIES.isdisjoint(map(str.lower, words))
        or re.search(r"['’]s?\s", text)
        or "of" in words
    ):
        return False
    named = [word for word in words if word.lower() not in _PARTICLES and word.lower().strip(".") not in RANKS]
    return bool(named) and all(map(_CAPITAL.match, named)) and not _ROMAN.match(words[-1])


def _is_lone(text: str) -> bool:
    return len([word for word in text.split() if word.lower() not in _PARTICLES]) == 1


def _given_first(text: str) -> Name:
    words = text.split()
    at = len(words) - 1
    while at > 0 and words[at - 1].lower() in _PARTICLES and words[at - 1][0].islower():
        at -= 1
    *particles, family = words[at:]
    return _kept({"family": family, "given": " ".join(words[:at]), "dropping-particle": " ".join(particles)})


def _inverted(family: str, given: str) -> Name:
    """ "von Stockmar, Ernst" is listed under its particle, "Beauvoir, Simone de" is not."""
    given, _, suffix = given.partition(", ")
    before, named = _parted(family.split(), first=True)
    behind, called = _parted(given.split(), first=False)
    parts = {"family": named, "given": called, "non-dropping-particle": before, "dropping-particle": behind}
    return _kept(parts | {"suffix": suffix})


def _parted(words: list[str], *, first: bool) -> tuple[str, str]:
    """The particles at the beginning (`first`) or the end of `words`, and the other words."""
    count, row = 0, words if first else words[::-1]
    while count < len(row) - 1 and row[count].lower() in _PARTICLES and row[count][0].islower():
        count += 1
    at = count if first else len(words) - count
    sides = (words[:at], words[at:]) if first else (words[at:], words[:at])
    return " ".join(sides[0]), " ".join(sides[1])


def _kept(name: Name) -> Name:
    return {part: value for part, value in name.items() if value}
