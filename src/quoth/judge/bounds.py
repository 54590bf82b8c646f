"""Where a quotation begins and ends: whether the words that the author stopped before turn the sense of the others.

"He is a thief", out of "I do not believe that he is a thief". Said only where it is certain: where the source denies,
doubts or conditions the very clause that is quoted, where the manuscript gives that clause as a sentence, and where
nothing in the manuscript's own sentence says so too.
"""

from __future__ import annotations

import re

from quoth.judge.senses import language_of, negation, proviso
from quoth.judge.surroundings import clause_after, clause_before
from quoth.model.finding import Alignment
from quoth.model.manuscript import Quotation
from quoth.model.text import Span

__all__ = ["turned_after", "turned_before"]

AROUND = 160  # letters of the manuscript in which the author may have said it in his own words

# What governs a clause and takes it back, at the end of what stands before the clause; "that" may be left out.
_DENIED = {
    "en": r"(?:(?:do|does|did|can|could|will|would|should|shall|must)(?:\s?not|n['’]t)\s(?:\w+ly\s)?"
    r"(?:believe|think|say|suppose|mean|hold|pretend|imagine|admit|agree|claim|assert|maintain)|"
    r"cannot\s(?:believe|think|say|suppose|admit|agree)|"
    r"never\s(?:believed|thought|said|supposed|meant|held|pretended|claimed|asserted)|"
    r"den(?:y|ies|ied)|(?:is|was)\s(?:not\s(?:true|the case|so)|untrue|false)|"
    r"(?:no|any)\s?(?:one|body)\s(?:believe[sd]?|thinks?|thought|says?|said)|"
    r"far from (?:believing|thinking|saying)|it is (?:a lie|absurd|nonsense)|pretend(?:s|ed)?|"
    r"doubt(?:s|ed)?(?: whether)?)(?:\sto say)?[,:]?(?:\sthat)?",
    "de": r"(?:glaube?[nt]?|denke?[nt]?|meine?[nt]?|behaupte?[nt]?|sage?[nt]?)\snicht,?(?:\sda(?:ß|ss))?|"
    r"(?:leugnet?e?|bestreitet|bestritt)[^.]{0,20},\sda(?:ß|ss)|(?:nicht wahr|unwahr|falsch),\sda(?:ß|ss)",
    "fr": r"(?:ne|n['’])\s?(?:crois|croit|croyais|croyait|pense|pensait|dis|dit|disait|soutiens|prétends)"
    r"\spas\sque?['’]?|(?:nie|niait|nia)\sque?['’]?|(?:pas vrai|faux)\sque?['’]?",
    "it": r"non\s(?:credo|crede|credeva|penso|pensa|pensava|dico|dice|diceva)\sche|(?:nego|nega|negò|negava)\sche|"
    r"(?:non è vero|è falso)\sche",
    "es": r"no\s(?:creo|cree|creía|pienso|piensa|digo|dice|decía)\sque|(?:niego|niega|negó|negaba)\sque|"
    r"(?:no es verdad|no es cierto|es falso)\sque",
}
_ONLY_IF = {
    "en": r"(?:as if|as though|unless|lest)", "de": r"(?:als ob|als wenn|es sei denn,? da(?:ß|ss)?)",
    "fr": r"(?:comme si|à moins que?['’]?)", "it": r"(?:come se|a meno che)", "es": r"(?:como si|a menos que)",
}  # fmt: skip

# What takes back the clause before it.
_TAKEN_BACK = {
    "en": r"(?:[,;:(—–-]+\s?)(?:which|but (?:this|that|it))\s(?:is|was)\s(?:\w+ly\s)?"
    r"(?:not (?:true|the case|so)|false|untrue|a lie|absurd|nonsense)|is (?:false|untrue|not true|a lie)\b|"
    r"[,;—–-]*\s?unless\b|[,;—–-]+\s?(?:provided|except|only if|but only if|if only)\b",
    "de": r",\s(?:was (?:nicht wahr|falsch|unwahr|gelogen)|es sei denn|vorausgesetzt|sofern|falls)\b",
    "fr": r",?\s?(?:ce qui (?:est faux|n['’]est pas vrai)|à moins que?|pourvu qu|sauf si)",
    "it": r",?\s?(?:il che (?:è falso|non è vero)|a meno che|purché)\b",
    "es": r",?\s?(?:lo (?:cual|que) (?:es falso|no es (?:verdad|cierto))|a menos que|siempre que)\b",
}


_NO_DENIAL = re.compile(
    r"\b(?:no|without(?: a| any)?|beyond(?: all| any)?) doubt\b|\b(?:nothing|none) but\b|\bnot only\b|\bno less\b|"
    r"\bzweifellos\b|\b(?:kein|ohne) Zweifel\b|\bsans (?:aucun )?doute\b|\bsenza dubbio\b|\bsin duda\b",
    re.IGNORECASE,
)


def turned_before(place: Alignment, quotation: Quotation, text: str) -> str:
    """The clause before the passage, where it takes back what is quoted; "" where it does not."""
    clause, language = clause_before(place.passage), _language(place)
    patterns = f"{_DENIED.get(language, '(?!)')}|{_ONLY_IF.get(language, '(?!)')}"
    if re.search(rf"(?<![^\W_])(?:{patterns})\s?[\"'“‘]?$", clause, re.IGNORECASE) is None:
        return ""
    return "" if not _is_clause(quotation, text) or _says_so(text, quotation, language, after=False) else clause


def turned_after(place: Alignment, quotation: Quotation, text: str) -> str:
    """The clause after the passage, where it takes back what is quoted; "" where it does not."""
    clause, language = clause_after(place.passage), _language(place)
    if re.match(rf"[\"'”’]?\s?(?:{_TAKEN_BACK.get(language, '(?!)')})", clause, re.IGNORECASE) is None:
        return ""
    return "" if not _ends_there(quotation, text) or _says_so(text, quotation, language, after=True) else clause


def _language(place: Alignment) -> str:
    return language_of(place.passage.before + place.passage.text + place.passage.after)


def _is_clause(quotation: Quotation, text: str) -> bool:
    """Whether the manuscript gives the words as a sentence of their own: with a capital, or after a colon or comma."""
    first = re.match(r"[\[(]?([^\W\d_])", text[quotation.span.start : quotation.span.start + 2])
    lead = text[max(0, quotation.span.start - 4) : quotation.span.start].rstrip("\"'“‘«„ ")
    return bool(first and first[1].isupper()) or lead.endswith((",", ":", "."))


def _ends_there(quotation: Quotation, text: str) -> bool:
    """Whether the manuscript's sentence ends with the quotation."""
    tail = text[quotation.span.stop - 1 : quotation.span.stop + 4]
    return any(point in tail for point in ".!?")


def _says_so(text: str, quotation: Quotation, language: str, *, after: bool) -> bool:
    """Whether the author denies or conditions it in words of his own, or in another quotation beside it."""
    own = _NO_DENIAL.sub("", _own(text, quotation.span, after=after))
    denies = re.search(r"deni|deny|denied|doubt|refus|false|untrue|pretend|as if|as though", own, re.IGNORECASE)
    return bool(denies or negation(own, language) or proviso(own, language) or _in_own_language(own))


def _own(text: str, span: Span, *, after: bool) -> str:
    if after:
        return re.split(r"\n\s*\n", text[span.stop : span.stop + AROUND])[0]
    return re.split(r"\n\s*\n", text[max(0, span.start - AROUND) : span.start])[-1]


def _in_own_language(own: str) -> bool:
    language = language_of(own)
    return bool(negation(own, language) or proviso(own, language))
