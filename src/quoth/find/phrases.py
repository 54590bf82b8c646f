"""What notes say around the works they name: signals, references backwards, sources that nobody can open."""

from __future__ import annotations

import re

from quoth.find.labels import YEAR

__all__ = ["AUTHOR_BACK", "BACK", "DATED", "IN", "LEAD", "NAMED_BACK", "PRIVATE", "SIGNAL", "points_back"]

SIGNAL = re.compile(
    r"(?<!\w)(?:but\s|and\s)?"
    r"(?:(?:as\s)?(?:quoted|cited|qtd\.|reprinted|printed|reproduced|given)\s(?:in|by|from|after)|"
    r"see(?:,?\s(?:also|especially|e\.\s?g\.|for example|for instance))?,?|cf\.?|compare|e\.\s?g\.,?|for example,|"
    r"vide|confer|contra|accord|"
    r"vgl\.(?:\sauch)?|siehe(?:\sauch)?|zit(?:iert|\.)?\s(?:nach|n\.|bei|in)|"
    r"voir(?:\saussi)?|cité\s(?:dans|par|d['’]après)|véase|citado\s(?:en|por)|vedi|cit(?:ato)?\.?\sin|см\.)\s+(?=\S)",
    re.IGNORECASE,
)
LEAD = re.compile(r"(?:from|in|after|aus|nach|dans|de)\s+(?=\S)", re.IGNORECASE)  # a signal before italics only
_IBID = r"ibid(?:em)?\b\.?|ib\.|ebd\.|ebenda\b|ibíd\.|ivi\b|там же"
_IDEM = r"id\.|idem\b|eadem\b|eid\.|ders\.|dies\."
_OP_CIT = r"op\.\s?cit\.?|loc\.\s?cit\.?|art\.\s?cit\.?|a\.\s?a\.\s?O\.|œuvre citée|obra citada|cit\.|ук\. соч\."
_SUPRA = r"(?:supra|above|infra|oben|ci-dessus)"
BACK = re.compile(
    rf"(?:(?P<ibid>{_IBID})|(?P<idem>{_IDEM})|(?P<op_cit>{_OP_CIT})|(?P<supra>{_SUPRA},?\s(?:note|n\.|fn\.?)))(?!\w)",
    re.IGNORECASE,
)
AUTHOR_BACK = re.compile(
    rf",?\s[\[(]?(?:(?P<op_cit>{_OP_CIT})|(?P<idem>{_IDEM}|{_IBID})|(?P<supra>{_SUPRA},?\s(?=note|n\.|fn)))(?!\w)",
    re.IGNORECASE,
)
IN = re.compile(r"[,.]?\s*(?P<signal>[Ii]n:?)(?:\s+(?P<who>\S.*))?$", re.DOTALL)  # of a book that holds a contribution
_NAME = r"(?:(?:von|van|de|del|della|di|du|le|la)\s)?[^\W\d_a-zß-ÿ][\w’'-]+"
DATED = re.compile(  # a work by its author and year: "Smith 1999a", "Bender/Schumacher (1980", "Smith and Jones, 1999"
    rf"(?<![\w.])(?P<author>{_NAME}(?:\s?/\s?{_NAME}|,?\s(?:and|und|et|y|e|&)\s{_NAME}|,\s{_NAME})*"
    rf"(?:,?\s(?:et al\.|u\.\s?a\.))?),?\s\(?(?P<year>{YEAR}[a-d]?)(?![\w–-]|/\d{{4}})"
)
_PEOPLE = rf"(?:(?:[^\W\d_a-zß-ÿ]\.\s?){{0,3}}{_NAME})(?:,?\s(?:and|und|et|y|e|&)\s{_NAME}|\s?/\s?{_NAME}){{0,2}}"
NAMED_BACK = re.compile(rf"(?<![\w.])(?P<author>{_PEOPLE})(?=(?i:{AUTHOR_BACK.pattern}))")
PRIVATE = re.compile(
    r"(?:private|personal)\s(?:information|communication|collection|knowledge|archive)|"
    r"(?:author['’]s\s)?interview\swith\b[^.;]*|"
    r"information\sprivée|communication\spersonnelle|Privatmitteilung|persönliche\sMitteilung|comunicación\spersonal",
    re.IGNORECASE,
)


def points_back(text: str) -> bool:
    """Whether `text` begins with "Ibid.", "op. cit." or another word for a work already named."""
    return BACK.match(text) is not None
