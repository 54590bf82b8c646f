"""An article in a journal or a newspaper: its title in quotation marks, then what it stands in, with volume and year.

"Jan Pahl, “Money and Marriage,” *Journal of Law and Society* 12, no. 3 (1989): 34–56, at 40"; "J. Pahl, ‘Money’
(1989) 12 *Journal of Law* 34"; "“Death of a King,” *The Times*, 21 June 1837, 4"; "H. Vogel, „Geld“, in: Neue Rundschau
12 (1931), S. 45". The numbers between the journal and the pages are no pages. Without italics a journal is known by its
volume and year. Source: Chicago Manual of Style, 14.168–171; MHRA Style Guide, 7.5; OSCOLA, 3.3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quoth.find.names import is_name
from quoth.find.references import Parsed
from quoth.find.stretch import LONGEST_TITLE, Stretch
from quoth.model.text import Span

__all__ = ["Article", "goes_on_to_the_page", "read_article", "read_paper"]

LONGEST_AUTHOR = 120  # letters

_YEAR = r"(?:1[4-9]|20)\d\d"
_MONTH = r"[^\W\d_]{3,9}\.?"
_VOLUME = rf"(?P<volume>\d{{1,4}}|[IVXLC]{{1,7}})(?!\w|\.?\s{_MONTH}\s{_YEAR})"  # and no day of a month
_ISSUE = r"(?:,\s?(?:no|nr|n[°º]|№|issue|H|Heft)\.?\s?|[.:/]|\s?\((?!\d{4}\)))(?P<issue>\d{1,4}(?:[-–/]\d{1,4})?)\)?"
_DATE = rf"(?:\d{{1,2}}\.?\s(?:{_MONTH}\s)?|{_MONTH}\s(?:\d{{1,2}},\s)?)?{_YEAR}"
_BEFORE = re.compile(rf"\s*\((?P<year>{_YEAR})\)\s(?:{_VOLUME}(?:\((?P<issue>\d+)\))?\s)?")  # as lawyers cite
_NUMBERS = re.compile(
    rf"(?:,?\s(?:(?:vol|Bd|Jg|t)\.?\s)?{_VOLUME}(?:{_ISSUE})?)?"
    rf"(?P<dated>,?\s\([^()]{{0,20}}?{_DATE}\)|,\s{_DATE})?(?=[\s,:.;]|$)"
)
_JOIN = re.compile(r"[,.]?\s+(?P<within>in:?\s+)?", re.IGNORECASE)
# A journal without italics: the words before its volume. German notes have it so.
_PLAIN = re.compile(
    rf"(?P<journal>[^\W\d_a-zß-ÿ][^\d“”„«»\"();:]{{1,70}}?)(?=,?\s(?:(?:vol|Bd|Jg|t)\.?\s)?\d{{1,4}}"
    rf"(?:{_ISSUE})?,?\s\([^()]{{0,20}}?{_DATE}\))"
)
_MARKS = " “”„«»\"'‘’‚‹›"
_GAP = re.compile(r"[\s,:]*")
_PAPER = re.compile(
    r"(?:[^\W\d_]*(?:bericht|report|papier|paper|rapport|thesis)|Dissertation|Diss\.)?\W*", re.IGNORECASE
)
_ITS_AUTHORS = re.compile(
    r"[.,]?\s*\(\s*(?P<people>[^()\d/]{2,40}(?:\s?/\s?[^()\d/]{2,40})+)\)"
)  # with strokes: no place
_AT = re.compile(r",?\s(?:at|here|esp\.|hier|bes\.|ici|qui)\s|,?\s?\((?:esp\.\s)?(?:pp?|S)\.\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """`end` is the offset behind the reference, `places` where its pages would begin."""

    reference: Parsed
    end: int
    places: int


def read_article(stretch: Stretch, at: int) -> Article | None:
    """The article that is cited from `at` on; None where there is none, or nothing tells a journal from a book."""
    text = stretch.text
    title = next((mark for mark in stretch.quoted if mark.start >= at), None)
    if title is None or title.start - at > LONGEST_AUTHOR or len(title.of(text).split()) > LONGEST_TITLE:
        return None
    author = text[at : title.start].strip(" ,:")
    before = _BEFORE.match(text, title.stop)
    join = before or _JOIN.match(text, title.stop)
    journal = _journal(stretch, join.end()) if join else None
    if journal is None or (author and not is_name(author)):
        return None
    numbers = None if before else _NUMBERS.match(text, journal.stop)
    facts = {**_said(before), **_said(numbers)}
    if "year" not in facts or (join is not before and join and join["within"] and "volume" not in facts):
        return None  # a chapter stands in a book, an article in a volume of a journal
    end = numbers.end() if numbers else journal.stop
    gap = _GAP.match(text, end)
    reference = Parsed(
        type="article-journal" if "volume" in facts else "article-newspaper",
        author=author,
        title=_bare(title.of(text)),
        container=journal.of(text).strip(" ,."),
        volume=facts.get("volume", ""),
        issue=facts.get("issue", ""),
        year=facts["year"],
    )
    return Article(reference=reference, end=end, places=gap.end() if gap else end)


def read_paper(stretch: Stretch, at: int) -> Article | None:
    """A paper that nobody printed yet, known by its title and the people in brackets behind it: "Projektbericht ‚Recht
    und Armut‘ (Vogel/Kahn)". None where there is none."""
    title = next((mark for mark in stretch.quoted if mark.start >= at), None)
    people = _ITS_AUTHORS.match(stretch.text, title.stop) if title else None
    if title is None or people is None or not is_name(people["people"]):
        return None
    if _PAPER.fullmatch(stretch.text, at, title.start) is None:
        return None
    reference = Parsed(type="report", author=people["people"].strip(), title=_bare(title.of(stretch.text)))
    gap = _GAP.match(stretch.text, people.end())
    return Article(reference=reference, end=people.end(), places=gap.end() if gap else people.end())


def _journal(stretch: Stretch, at: int) -> Span | None:
    """The name of a journal that begins at `at`."""
    marked = next((mark for mark in stretch.emphasis if mark.start == at), None)
    plain = None if marked else _PLAIN.match(stretch.text, at)
    return marked or (Span(start=plain.start(), stop=plain.end("journal")) if plain else None)


def _said(found: re.Match[str] | None) -> dict[str, str]:
    said = {fact: value for fact, value in found.groupdict().items() if value} if found else {}
    year = re.search(_YEAR, said.pop("dated", ""))
    return said | ({"year": year.group()} if year else {})


def _bare(title: str) -> str:
    return title.strip(_MARKS).rstrip(",.").strip(_MARKS)


def goes_on_to_the_page(text: str, at: int) -> bool:
    """Whether, behind pages that end at `at`, the page is named that is meant: the pages were those of the article."""
    return _AT.match(text, at) is not None
