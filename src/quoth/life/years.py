"""Whether four figures are a year: "in 1848", not "1848 soldiers", "p. 1848", "1848 Main Street"."""

from __future__ import annotations

import re

__all__ = ["is_year"]

_DATES = re.compile(
    r"\b(?:in|by|since|until|till|from|before|after|during|around|about|circa|ca?\.|of|year|spring|summer|autumn|fall|"
    r"winter|early|late|mid|born|died|between|im|Jahre?|seit|bis|um|en|depuis|vers|année|dès|avant|après|nel|dal)[\s-]+$",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"(?:\b(?:pp?|nos?|nrs?|vols?|ch|ll?|ff?|fols?|§+|art|MS|Ms|cod|add|cat|page|pages|number|line|lines|verse|room|chapter|"
    r"nearly|almost|over|some|than|only|least|exactly|another|every)\.?|[$£€#№§¥])\s*$",
    re.IGNORECASE,
)
_THAN = re.compile(r"\b(?:later|earlier)\s+than\s+$")
_COUNTED = re.compile(
    r"\s+(?:(?:million|thousand|hundred|men|women|people|children|feet|per|cent|percent|lire|mph|km|kg|cm|mm|ft|lb|m)\b|"
    r"(?:[a-zß-ÿ]+\s)?[a-zß-ÿ]{2,}s\b(?<!\bwas)(?<!\bhis)(?<!\bhas)(?<!\bthis)(?<!\bits)(?<!\bis)(?<!\bas)(?<!ss)(?<!us))"
)
_STREET = re.compile(
    r"\s+(?:(?:North|South|East|West|[NSEW]\.)\s+)?(?:[A-Z][\w’'-]+\s+){1,2}(?:Street|St\.|Avenue|Ave\.?|Road|Rd\.|Drive|"
    r"Boulevard|Blvd\.?|Lane|Place|Square|Terrace)\b"
)
_DETERMINED = re.compile(r"\b(?:the|his|her|their|its|our|my|a|an|['’]s)\s+$", re.IGNORECASE)
FIRST, LAST = 1000, 2099


def is_year(found: re.Match[str]) -> bool:
    """Of the group `plain` of a match: four figures with nothing beside them that says AD or BC."""
    year = int(found["plain"])
    before = found.string[max(0, found.start("plain") - 16) : found.start("plain")]
    behind = found.string[found.end() : found.end() + 48]
    counts = _COUNTS.search(before) and not _THAN.search(before)
    if not FIRST <= year <= LAST or counts or _STREET.match(behind):
        return False
    if not _COUNTED.match(behind) or _DETERMINED.search(before):
        return True
    return year % 100 != 0 and _DATES.search(before) is not None
