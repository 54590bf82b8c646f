"""How old printers and other countries spell: rules that bring a folded word to one form, whichever it had.

Each was chosen so that it brings no two common words of different meaning together, in any of the languages: what
would do that ("soit" and "sait", "nothing" and "noting", "plants" and "plans") is kept out by the letters around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

__all__ = ["OLD_PRINTS", "Rule", "compiled", "rules"]

Rule = tuple[str, str, str]  # letters that every word has which it changes, the pattern, the replacement

_UNCERTAIN = re.compile(r"\[[^]]*\]|\\.|\w[?*]")
_GROUP = re.compile(r"\([^()]*\)[?*]?")


def rules(said: Iterable[tuple[str, str]]) -> tuple[Rule, ...]:
    """Patterns and replacements as rules. Most words have the letters of few."""
    return tuple((_letters_in(pattern), pattern, replacement) for pattern, replacement in said)


def _letters_in(pattern: str) -> str:
    """The longest row of letters that the pattern has outside of brackets."""
    certain = _UNCERTAIN.sub(" ", pattern)
    while "(" in certain:
        certain = _GROUP.sub(" ", certain)
    return "" if "|" in certain else max(re.split(r"\W+", certain), key=len)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """That of a rule, of which there may be no word in the whole of a text."""
    return re.compile(pattern)


# u and v, i and j were shapes of one letter until about 1630, chosen by where they stood. Kept apart are "value" and
# "valve", "Juan" and "Ivan".
_SHAPES = (
    (r"^v(?=[^\Waeiouy])", "u"),  # vpon
    (r"(?<!^val)(?<=\w)v(?=[aeiouy])", "u"),  # haue
    (r"^j(?=[aeou](?!an$))", "i"),  # iustice
    (r"(?<=\w)j(?=[aeou])", "i"),  # maiesty
)

_FRENCH = (
    (r"(?<=\w\w\w)oi(?=(?:s|t|ent)$)", "ai"),  # disoit, anglois; "doit", "fois", "mois" are too short for it
    (r"^(av|et|ir)oi(?=(?:s|t|ent)$)", r"\1ai"),
    (r"^((?:re|me)?conn|(?:ap|com|dis|re)?par)oi(?=t|ss)", r"\1ai"),  # connoître, paroissoit
    (r"^foibl", "faibl"),
    (r"(?<=\w\w\w)([ae]n)ts$", r"\1s"),  # enfans, momens
    (r"^(long|prin)?tems$", r"\1temps"),
)
_GERMAN = (
    (r"th(?=eil|eur|urm|ranen?$|hur)", "t"),  # Theil, theuer, Thurm, Thräne
    (r"th(?=al(?:e|s|er|ern)?$|ier(?:e|es|en|chen)?$|u[nte]$|ust$|um(?:s|e|es|ern?)?$|or(?:e|es|en)$)", "t"),
    (r"^th(?=ur(?:e|en)?$|at(?:e|en|et|est|ig|igkeit|er|sache|sachen)?$)", "t"),
    (r"(mut|not|rat|wert|wirt|flut|glut|wut|rot|blut|miet)h(?=(?:e[ns]?|s|ige?[nr]?|wendig\w*|los\w*)?$)", r"\1"),
    (r"^athem", "atem"),
    (r"^(s|b|zw|dr|fr|m|part|einerl|allerl)ey(?=(?:n|d|t|m|s|e|en|er|es|heit|lich|ne[nrs]?|de[nrs]?)?$)", r"\1ei"),
    (r"gieb(?=s?t$)", "gib"),
    (r"(?<=\b[gfh])ieng(?=(?:e|en|st)?$)", "ing"),
    (r"(?<=\w\w\w)ir(?=(?:en|te|ten|end|ung|ungen)$)", "ier"),  # regiren
    (r"^diess$", "dies"),
    (r"^c(?=ultur|apitel|abinet|apital|onferenz|lasse[ns]?$)", "k"),
)  # fmt: skip
_ENGLISH = (
    (r"(self|own|^old|mind|again|keep|look|took|book|work|speak|^mean|king|good|^do|^go)e$", r"\1"),
    (r"(?<=\w\w\w)nesse$", "ness"),
    (r"(?<=\w\w[^\Wl])lie$", "ly"),  # quietlie; not Billie
    (r"^onely$", "only"),
    (r"^heere", "here"),
)  # fmt: skip

OLD_PRINTS = rules((*_FRENCH, *_GERMAN, *_ENGLISH, *_SHAPES))
