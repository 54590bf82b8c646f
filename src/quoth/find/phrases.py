"""What notes say around the works they name: signals, references backwards, short forms announced, sources that nobody
can open. English, German, French, Italian, Spanish, and the Latin that they share."""

from __future__ import annotations

import re

from quoth.find.labels import YEAR

__all__ = [
    "AUTHOR_BACK",
    "BACK",
    "DATED",
    "HEREAFTER",
    "IN",
    "LEAD",
    "NAMED_BACK",
    "POINTER",
    "PRIVATE",
    "QUOTED_IN",
    "SIGNAL",
    "points_back",
    "signals",
]

_QUOTED_IN = (
    r"(?:as\s)?(?:quoted|cited|qtd\.|reprinted|printed|reproduced|given)\s(?:in|by|from|after)|"
    r"zit(?:iert|\.)?\s(?:nach|n\.|bei|in)|cité(?:e|s)?\s(?:dans|par|d['’]après)|citado\s(?:en|por)|cit(?:ato)?\.?\sin"
)
QUOTED_IN = re.compile(_QUOTED_IN, re.IGNORECASE)
SIGNAL = re.compile(
    rf"(?<!\w)(?:but\s|and\s)?(?:{_QUOTED_IN}|"
    r"see(?:,?\s(?:also|generally|further|especially|e\.\s?g\.|for example|for instance))?,?|cfr?\.?(?:\salso)?|"
    r"compare|quoting|citing|e\.\s?g\.,?|for example,|vide|confer|contra|accord|"
    r"(?:so|ebenso|ähnlich)\s(?:auch|bereits|schon)|(?:ferner|dagegen|anders|hingegen|zuletzt|außerdem)(?:\sauch)?|"
    r"vgl\.(?:,?\s(?:auch|hierzu|dazu|etwa|insb\.|insbesondere|z\.\s?B\.|u\.\s?a\.))*|siehe(?:\s(?:auch|hierzu|dazu|etwa))*|"
    r"voir(?:\s(?:aussi|notamment|par exemple))?,?|véase(?:\stambién)?|si\sveda(?:no)?|vedi(?:\sanche)?|см\.)\s+(?=\S)",
    re.IGNORECASE,
)
_SIGNALLING = frozenset(
    {"with", "and", "in", "accord", "contra", "supra", "infra", "voir", "siehe", "vgl", "cf", "see"}
)
LEAD = re.compile(r"(?:from|in|after|aus|nach|dans|de)\s+(?=\S)", re.IGNORECASE)  # a signal before italics only
IN = re.compile(r"[,.]?\s*(?P<signal>[Ii]n:?)(?:\s+(?P<who>\S.*))?$", re.DOTALL)  # of a book that holds a contribution

_IBID = r"i{1,2}b{1,2}(?:[ií]{1,2}[dt]{1,2}|di|ed|d)(?:em|en)?\b\.?|ib\.|ebd(?:a?\.|a\b)|ebenda\b|ivi\b|там же"
_IDEM = r"[ií]d\.|idem\b|eadem\b|eid\.|ders(?:elbe\b|\.)|dies(?:elben?\b|\.)"
_OP_CIT = (
    r"op(?:us|\.)?\s?cit(?:atum\b|\.)?|ob\.\s?cit\.?|loc(?:o|\.)?\s?cit(?:ato\b|\.)?|art(?:icle|\.)\s?cit(?:é\b|\.)?|"
    r"ouvr(?:age|\.)\scité|a\.?\s?a\.?\s?O\b\.?|œuvre citée|obra citada|cit\.|ук\. соч\."
)
_SUPRA = r"supra|above|infra|oben|ci-dessus|más arriba|sopra"
_NOTE = r"(?:foot)?notes?\.?|nn?\.?|fnn?\.?|Anm(?:erkung|\.)?|Fu(?:ß|ss)n(?:ote|\.)?|notas?|nt\."
_WHERE = rf"(?:(?:{_SUPRA}|wie|as|as in|see|siehe|s\.|vgl\.|cf\.|voir|cited|cit\.|zit\.|quoted)\.?,?\s+)"
# The note that a back reference names: "n. 7", "(n 7)", "supra note 7", "(wie Anm. 7)", "see note 7 above"
POINTER = re.compile(
    rf"[,:.]?\s*(?P<box>[\[(])?(?P<word>{_WHERE}{{0,3}}[\[(]?)(?:{_NOTE})\s?(?P<to>\d{{1,4}})"
    rf"(?P<more>\s?[-–—]\s?\d{{1,4}})?(?P<behind>\s(?:{_SUPRA})(?!\w))?[\])]{{0,2}}(?!\w)",
    re.IGNORECASE,
)
BACK = re.compile(rf"(?:(?P<ibid>{_IBID})|(?P<idem>{_IDEM})|(?P<op_cit>{_OP_CIT}))(?!\w)", re.IGNORECASE)
AUTHOR_BACK = re.compile(
    rf",?\s[\[(]?(?:(?P<op_cit>{_OP_CIT})|(?P<idem>{_IDEM}|{_IBID}))(?!\w)|"
    rf"(?P<supra>,?\s(?:[\[(]{_WHERE}{{0,3}}|{_WHERE}{{1,3}}[\[(]?|(?=(?:{_NOTE})\s?\d{{1,4}}\s(?:{_SUPRA}))))(?=(?:{_NOTE})\s?\d)",
    re.IGNORECASE,
)

_NAME = r"(?:(?:von|van|de|del|della|di|du|le|la)\s)?[^\W\d_a-zß-ÿ][\w’'-]+"
_PEOPLE = rf"(?:(?:[^\W\d_a-zß-ÿ]\.\s?){{0,3}}{_NAME})(?:,?\s(?:and|und|et|y|e|&)\s{_NAME}|\s?/\s?{_NAME}){{0,2}}"
NAMED_BACK = re.compile(rf"(?<![\w.])(?P<author>{_PEOPLE})(?=(?i:{AUTHOR_BACK.pattern}))")
DATED = re.compile(  # a work by its author and year: "Smith 1999a", "Bender/Schumacher (1980", "Smith and Jones, 1999"
    rf"(?<![\w.])(?P<author>{_NAME}(?:\s?/\s?{_NAME}|,?\s(?:and|und|et|y|e|&)\s{_NAME}|,\s{_NAME})*"
    rf"(?:,?\s(?:et al\.|u\.\s?a\.))?),?\s\(?(?P<year>{YEAR}[a-d]?)(?![\w–-]|/\d{{4}})"
)
# "(hereafter cited as Letters)", "[hereinafter MACKINNON, FEMINISM]", "(im Folgenden: Betrachtungen)"
_CITED_AS = (
    r"(?:here(?:in)?after|henceforth|subsequently)(?:,?\s(?:cited|referred to|abbreviated|quoted))?(?:,?\s(?:as|by))?|"
    r"(?:abbreviated|cited)\s(?:here(?:in)?after\s|below\s|in the text\s)?as|"
    r"(?:im\s[Ff]olgenden|nachfolgend|künftig|fortan|hiernach)(?:\s(?:auch|stets))?(?:\s(?:zit(?:iert|\.)|abgekürzt))?"
    r"(?:\s(?:als|mit|unter|mit der Sigle))?|zit(?:iert|\.)\sals|"
    r"(?:ci-après|désormais|dorénavant)(?:,?\s(?:cité|abrégé|noté)e?s?)?(?:\s(?:comme|en|sous))?|abrégé\sen|"
    r"(?:d['’]ora\sin\s(?:poi|avanti)|in\sseguito|di\sseguito)(?:,?\s(?:cit\.|citat[oa]|abbreviat[oa]))?(?:\s(?:come|in))?|"
    r"(?:en\sadelante|en\slo\ssucesivo)(?:,?\s(?:citad[oa]|abreviad[oa]))?(?:\scomo)?"
)
HEREAFTER = re.compile(
    rf"(?:[,;.]?\s*[\[(][^()\[\]]{{0,40}}?|[,;]\s+)(?i:{_CITED_AS})[:,]?\s+(?P<alias>[“‘„«\"'_]?[^\W_][^()\[\];]{{0,60}}?)\.?[)\].;]|"
    r"\.\s+(?i:(?:all\s)?(?:further|subsequent|later)\s(?:references|citations|quotations))[^.;()]{0,90}?\s(?:as|by)\s"
    r"(?P<alias2>[“‘„«\"'_]?[^\W\da-zß-ÿ_][^()\[\];.]{0,60})\."
)
PRIVATE = re.compile(
    r"(?:private|personal)\s(?:information|communication|collection|knowledge|archive)|"
    r"(?:author['’]s\s)?interview\swith\b[^.;]*|"
    r"information\sprivée|communication\spersonnelle|Privatmitteilung|persönliche\sMitteilung|comunicación\spersonal",
    re.IGNORECASE,
)


def signals(text: str) -> bool:
    """Whether `text`, set in italics, is a signal and no title: "See", "but see", "compare … with"."""
    found = SIGNAL.match(f"{text} X")
    return text.strip(" ,.").lower() in _SIGNALLING or (found is not None and found.end() > len(text))


def points_back(text: str) -> bool:
    """Whether `text` begins with "Ibid.", "op. cit." or another word for a work already named."""
    return BACK.match(text) is not None
