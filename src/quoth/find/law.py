"""Cases and statutes as notes cite them: "Balfour v. Balfour [1919] 2 K.B. 571", "Brown v. Board of Educ., 347 U.S.
483, 495 (1954)", "Family Law Act 1975 (Cwth.), s. 79" (OSCOLA, 4th edition, 2.1 and 2.4; Bluebook, rules 10 and 12).

A case is known by its parties or its report, a statute by its short title and year. What a sentence merely mentions is
left to whoever reads the sentence: only places that a note cites are found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quoth.find.labels import YEAR
from quoth.find.numerals import whole_range
from quoth.model.citation import Locator, LocatorKind
from quoth.model.reference import Reference
from quoth.model.text import Span

__all__ = ["Law", "laws_in"]

_HINT = re.compile(
    r"\sat\s\d|\s(?:v|vs|c)\.?\s|\bre\s|parte\s|[\[(][12]\d{3}[\])]\s?[\dA-Z]|\s[12]\d{3}\s\(|\b(?:Act|Code)\b|§"
)
_NO_PARTY = (  # words that begin a sentence, not a name
    r"(?!(?:See|Cf|In|But|And|Thus|However|Compare|Contrast|Also|The|Accord|As|Under|For|Vgl|Siehe|Voir|On|Of|Based|By)"
    r"\b)"
)
_WORD = r"[^\W\d_a-zß-ÿ][\w.’'&-]*"
_SMALL = r"(?:of|the|and|for|&|de|du|des|et|on|to|ex rel\.)"
_PARTY = rf"{_NO_PARTY}{_WORD}(?:,?\s(?:{_SMALL}\s){{0,2}}(?:{_WORD}|\([^()]{{1,30}}\))){{0,8}}?"
_LAST = (
    rf"{_WORD}(?:\s(?:{_SMALL}\s){{0,2}}(?!(?:{YEAR})\b)(?:{_WORD}|\([^()\d]{{3,30}}\))|"
    r",\s(?:Inc|Ltd|Co|L\.?L\.?C|P\.?L\.?C)\b\.?){0,8}"
)
_NAME = rf"(?:{_PARTY}\s(?:v|vs|c)\.?\s|(?:In\s[Rr]e|Re|Ex\s[Pp]arte|In the Matter of)\s){_LAST}"
_REPORT = r"[^\W\d_a-zß-ÿ][\w.’']*(?:\s?[A-Z&][\w.’']*){0,4}(?:\s(?:2d|3d|4th))?(?:\s\(\d+\s\w+\.?\))?"
_PLACE = (
    rf"[\[(](?P<year>{YEAR})[\])]\s?(?:(?P<volume>\d{{1,4}})\s)?(?P<report>{_REPORT})\s"
    r"(?P<page>(?:[IVX]{1,3}(?:-[AB])?[-–])?\d{1,5})(?:[-–](?P<to>\d{1,5}))?|"
    rf"(?P<volume2>\d{{1,4}})\s(?P<report2>{_REPORT})\s(?P<page2>\d{{1,5}})"
    rf"(?P<pins>(?:,\s\d{{1,5}}(?:[-–]\d{{1,5}})?)*)(?:\s\((?:[^()\d]{{0,30}}\s)?(?P<year2>{YEAR})\))?"
)
_PARALLEL = rf"(?:,\s[\[(]{YEAR}[\])]\s?(?:\d{{1,4}}\s)?{_REPORT}\s\d{{1,5}})*"
_COURT = r"(?:\s\([A-Z][\w.\s]{0,20}\))?"
_UNREPORTED = rf"(?P<court>,\s[A-Z][\w\s]{{2,50}}?,\s\d{{1,2}}\s[A-Z][a-z]+\s{YEAR})"  # heard on a day, printed nowhere
# These take their time to be made, and few notes have a hint: they are when one has.
_CASE = rf"(?<![\w.])(?P<name>{_NAME})(?:,?\s(?:{_PLACE}){_PARALLEL}{_COURT}|{_UNREPORTED})?"
_REPORTED = rf"(?:^|(?<=[;(]\s)|(?<=\.\s))(?:{_PLACE}){_COURT}(?=\s*(?:[.;,)]|$))"
_AGAIN = (  # "Brown, 347 U.S. at 495"
    rf"(?<![\w.])(?P<name>{_NO_PARTY}{_WORD}(?:\s{_WORD}){{0,3}}),\s(?P<volume>\d{{1,4}})\s(?P<report>{_REPORT})\sat\s"
    r"(?P<page>\d{1,5})(?:[-–](?P<to>\d{1,5}))?"
)
_STATUTE = (
    rf"(?<![\w.])(?P<title>{_NO_PARTY}{_WORD}"
    rf"(?:,?\s(?:{_SMALL}\s|in\s|with\s|by\s){{0,3}}(?:{_WORD}|\([^()]{{1,60}}\))){{0,10}}?"
    rf"(?P<act>\s(?:Acts?|Code|Ordinance|Statute|Regulations|Rules|Order|Constitution))?)(?:,?|\sof)\s"
    rf"(?P<year>{YEAR})(?P<enacted>,\sPub\.\sL\.\s(?:No\.\s)?[\d–-]+(?:,\s§§?\s?\d[\w()]*)?(?:,\s\d+\sStat\.\s\d+(?:,\s\d+)?)?"
    r"(?:\s\((?:[^()]|\([^()]*\))*\))?)?"
    r"(?P<where>\s\((?:[A-Z][A-Za-z]{0,4}\.?){1,4}\))?(?![\w–-])"
)
_CODE = (  # "42 U.S.C. § 1983 (2012)", "29 C.F.R. § 1604.11"
    r"(?<![\w.])(?P<title>\d{1,2}\s(?:U\.?\s?S\.?\s?C\.?(?:\s?A\.?)?|C\.?\s?F\.?\s?R\.?))\s§§?\s?(?P<section>\d+\w*(?:[.-]\d+)*)"
    rf"(?:\((?:\w{{1,3}})\))*(?:[-–]\d+\w*)?(?:\s\((?:[^()\d]{{0,20}}\s)?(?P<year>{YEAR})\))?"
)
_NEUTRAL = re.compile(
    r"(?:UK(?:SC|HL|PC|UT|FTT)|EW(?:CA|HC|FC)|CS(?:IH|OH)|NI(?:CA|QB)|HCA|SCC|NZ(?:SC|CA|HC)|I(?:ESC|EHC))\b"
)
_ENDS = re.compile(
    r"\s*(?:[.;:)\]]|$|,?\s(?:ss?|secs?|arts?|pts?|cc?|chs?|paras?|sch)\.?\s?\d|,?\s§|,?\sand\s(?:the\s)?[A-Z])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A case or a statute that a note names. `stop` is behind its report. `bare`: nothing but the name of a case."""

    start: int
    stop: int
    reference: Reference
    locators: tuple[Locator, ...] = ()
    bare: bool = False


def laws_in(text: str) -> dict[int, Law]:
    """The cases and statutes of one note, by where they begin."""
    if _HINT.search(text) is None:
        return {}
    found: dict[int, Law] = {}
    taken = 0
    every = [*_cases(text), *_reports(text), *_again(text), *_statutes(text), *_codes(text)]
    for law in sorted(every, key=lambda law: (law.start, -law.stop)):
        if law.start >= taken:
            found[law.start] = law
            taken = law.stop
    return found


def _cases(text: str) -> Iterator[Law]:
    for found in re.finditer(_CASE, text):
        reported, bare = bool(found["page"] or found["page2"]), found.end() == found.end("name")
        name = found["name"].rstrip(".," if bare else ",")
        stop = found.start() + len(name) if bare else found.end()
        places = tuple(_places(found)) if reported else ()
        yield Law(start=found.start(), stop=stop, reference=_case(found, name), locators=places, bare=bare)


def _reports(text: str) -> Iterator[Law]:
    """A report alone, of a case that the text names."""
    for found in re.finditer(_REPORTED, text):
        report = found["report"] or found["report2"]
        if "." in report or report.isupper():
            reference = _case(found, found.group())
            yield Law(start=found.start(), stop=found.end(), reference=reference, locators=tuple(_places(found)))


def _again(text: str) -> Iterator[Law]:
    for found in re.finditer(_AGAIN, text):
        place = Span(start=found.start("page"), stop=found.end("to") if found["to"] else found.end("page"))
        last = whole_range(found["page"], found["to"]) if found["to"] else None
        located = Locator(kind="page", span=place, first=found["page"], last=last)
        reference = Reference(title=found["name"])
        yield Law(start=found.start(), stop=found.end(), reference=reference, locators=(located,))


def _case(found: re.Match[str], title: str) -> Reference:
    return Reference(
        type="legal_case",
        title=title,
        container=found["report"] or found["report2"] or "",
        volume=found["volume"] or found["volume2"] or "",
        pages=found["page"] or found["page2"] or "",
        year=found["year"] or found["year2"] or "",
    )


def _places(found: re.Match[str]) -> Iterator[Locator]:
    """The page where the report begins, and those within it; a neutral citation has a number instead."""
    page = "page" if found["page"] else "page2"
    kind: LocatorKind = "number" if _NEUTRAL.match(found["report"] or "") else "page"
    stop = found.end("to") if found["to"] else found.end(page)
    yield Locator(kind=kind, span=Span(start=found.start(page), stop=stop), first=found[page], last=found["to"])
    for pin in re.finditer(r"(\d+)(?:[-–](\d+))?", found["pins"] or ""):
        at = found.start("pins")
        last = whole_range(pin[1], pin[2]) if pin[2] else None
        yield Locator(kind="page", span=Span(start=at + pin.start(), stop=at + pin.end()), first=pin[1], last=last)


def _statutes(text: str) -> Iterator[Law]:
    """Only where the reference ends behind its year: what is said of an act in passing cites nothing."""
    for found in re.finditer(_STATUTE, text):
        if (found["act"] or found["where"] or found["enacted"]) and _ENDS.match(text, found.end()):
            reference = Reference(type="legislation", title=found["title"], year=found["year"])
            yield Law(start=found.start(), stop=found.end(), reference=reference)


def _codes(text: str) -> Iterator[Law]:
    """A section of the codified statutes."""
    for found in re.finditer(_CODE, text):
        place = Span(start=found.start("section"), stop=found.end("section"))
        located = Locator(kind="other", span=place, first=found["section"])
        reference = Reference(type="legislation", title=found["title"], year=found["year"] or "")
        yield Law(start=found.start(), stop=found.end(), reference=reference, locators=(located,))
