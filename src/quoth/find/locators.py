"""Places in a work as notes print them: "I, 216, 222-3; II, 39-40", "chap. xv, pt. 2", "pp.255", "March 11, 1838".

A volume carries on until another is named; a label ("chaps.") carries on over the numerals of its own kind; a bare
roman numeral in capitals is a volume, a bare arabic one a page (Chicago Manual of Style, 14.147-158; MHRA Style
Guide, 7). A tail of bare numerals is only believed where something ends behind it: a point, a semicolon, the note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quoth.find.labels import DATE, ENTRIES, LABELS, PLACES, ROMAN, YEAR
from quoth.find.numerals import FOLLOWING, arabic, next_page, style_of, volume_number, whole_range
from quoth.model.citation import Locator, LocatorKind
from quoth.model.text import Span

__all__ = ["Tail", "begins_date", "ends_at", "read_tail"]

_DASH = r"\s?(?:--?-?|[‐-―−])\s?"
_NUMERAL = rf"(?:\d{{1,5}}(?:[a-dr]|v(?![a-z]))?(?!\w)(?!\.\d)|{ROMAN})"
_VALUE = re.compile(
    rf"(?!\[{YEAR}\]|{YEAR}/\d\d|\d{{1,2}}(?:\.|e|st|nd|rd|th)?,?\s(?:Aufl|Auflage|Ausg|edn?|éd)\b)\[?(?P<first>\d{{1,5}}(?:[a-dr]|v)?(?=n\b|ff?\b|\W|$)|{ROMAN})\]?"
    rf"(?:(?:{_DASH}|\s(?:to|bis|à|al?)\s(?=[\divxlcIVXLC]))(?P<last>{_NUMERAL}))?"
    rf"(?P<following>\s?(?:ff?|sqq?|sgg?|segg?|ss)(?:\.|\b)(?!\s?\d))?(?P<note>\s?nn?(?:\.|\b)(?:\s?\d+)?)?"
)
_PAIR = re.compile(rf"(?<!\w)(?P<volume>\d{{1,3}}|{ROMAN})\s?(?::\s?|\.\s)(?P<page>\d{{1,4}})(?![\w:]|\.\d)")
_DRAMA = re.compile(
    rf"(?<!\w)(?P<act>\d|{ROMAN})(?:\.\s?|,\s(?=[ivx]+,))(?P<scene>\d{{1,2}}|{ROMAN})"
    rf"(?:\.\s?|(?<=[A-Z],\s[ivx]),\s|(?<=[A-Z],\s[ivx]{{2}}),\s|(?<=[A-Z],\s[ivx]{{3}}),\s)(?P<line>\d{{1,4}})(?:{_DASH}(?P<last>\d{{1,4}}))?"
)
_SEPARATOR = re.compile(
    r"\s*(?:[,;&/]\s*(?:(?:and|und|et|y|e|&|sowie|also)\s)?|(?:and|und|et|y|e|sowie|&)\s|(?=\(unp))\s*"
    r"(?:(?:esp(?:ecially|\.)|insbesondere|bes\.|notamment|see also|here|hier|ici|qui|aquí)\s)?",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\d{1,4}(?:[.-]\d{1,4}){1,3}(?!\w)")  # of a paragraph: "para 2.12", "§ 3-012"
_EMPHATIC = re.compile(r"(?:esp(?:ecially|\.)|insbesondere|insb\.|bes\.|notamment|en particulier)\s+", re.IGNORECASE)
_LABEL = re.compile("|".join(f"(?P<{kind}>(?<!\\w)(?:{words})(?![^\\W\\d_]))" for kind, words in LABELS.items()))
_ENTRY = re.compile(rf"(?:{ENTRIES})\s*[“‘\"']?(?P<words>[^;.“”\"]+?(?:\.[^;.“”\"]+?)*?)[.,]?[”’\"']?(?=[.;]|\s*$)")
_PLACE = re.compile("|".join(f"(?P<p{i}>{words})" for i, words in enumerate(PLACES)) + r"(?!\w)", re.IGNORECASE)
# How a place can begin; said once more, for speed: hardly any word does.
_BEGINS = re.compile(rf"\[?\d|\[?{ROMAN}|{'|'.join(LABELS.values())}|{ENTRIES}|(?i:{'|'.join(PLACES)}|{DATE.pattern})")
_SURNAME = re.compile(r"\s(?:[^\W\d_a-zß-ÿ]\.\s?){0,2}[^\W\d_a-zß-ÿ][^\W\d_]")
_AND_NOTE = re.compile(r",?\s(?:and|und|et|&)\s(?:foot)?notes?(?!\w)")
_ONLY_YEAR = re.compile(rf"{YEAR}[a-d]?(?=\.?,?\s|\.?$|[.;:)])(?!\s?[-–—]\s?\d)")
_STOP = re.compile(
    r"\s*(?:$|[.;:!?](?:\s|$|[”’\"'])|[)\]]|--|[—–](?!\d)|[“‘\"'«„]|\.{2,}|…|,\s*(?:$|[“‘\"'(«„])|\((?!\d{4}\))|\[(?=[^\W\d_]))"
)
_RUNS_ON = re.compile(
    r"\s+(?=(?:[^\W\d_a-zß-ÿ]\.\s?){1,3}[^\W\d_a-zß-ÿ][\w’'-]+,\s[^\W\d_a-zß-ÿ‘“'\"])"
)  # a lost full stop
_COMMA_CAPITAL = re.compile(  # what goes on behind a comma and is no place any more
    r",\s+(?=[^\W\d_a-zß-ÿ]|(?:quoted|cited|see|cf|in|and|und|et|with|where|wh(?:o|ich|ose)|though|although|but|for|on|as|"
    r"an?|the|note|here|my|our)\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """The places a reference ends with. `stop` is the offset behind them, `year_stop` that behind a year before them.

    `labelled`: print says what they are ("p.", "chap."), so that no full stop is needed to believe them. `volume` is
    the first volume named, `year` a bare year before any place; "" where there is none. `stated`: the year stands in
    brackets behind the places instead, as American law has it.
    """

    locators: tuple[Locator, ...]
    volume: str
    year: str
    year_stop: int
    stop: int
    labelled: bool
    stated: bool = False


def read_tail(text: str, at: int, stop: int, *, volume: str = "") -> Tail | None:
    """The places that stand at `at`, read as far as they go but not past `stop`; None where none begins.

    `volume` is the one being spoken of, for a tail that continues another.
    """
    emphatic = _EMPHATIC.match(text, at)
    if emphatic is None and _BEGINS.match(text, at) is None:
        return None
    reader = _TailReader(text=text[:stop], at=emphatic.end() if emphatic else at, volume=volume)
    year = reader.year()
    year_stop = reader.at
    if year:
        reader.after_year()
    reader.items()
    if not reader.locators and not reader.named and not year:
        return None
    return Tail(
        locators=tuple(reader.locators),
        volume=reader.named,
        year=year,
        year_stop=year_stop,
        stop=reader.at,
        labelled=reader.labelled,
    )


def begins_date(text: str) -> bool:
    """Whether `text` begins with a day or a month: "Nov. 27, 1839"."""
    found = _date_at(text, 0)
    return found is not None and text[found.start()].isalnum() and not text[found.start()].islower()


def _date_at(text: str, at: int) -> re.Match[str] | None:
    """A date; none where a month's name is somebody's own: "June Jordan", "August Bebel"."""
    found = DATE.match(text, at)
    named = found and not any(map(str.isdigit, found.group())) and _SURNAME.match(text, found.end())
    return None if named else found


def ends_at(text: str, at: int, stop: int, *, comma: bool) -> bool:
    """Whether what stands at `at` ends there; `comma`: a comma and a capital letter will do."""
    rest = text[at:stop]
    if _STOP.match(rest) is not None:
        return True
    return comma and (_COMMA_CAPITAL.match(rest) or _RUNS_ON.match(rest)) is not None


@dataclass(slots=True)
class _TailReader:
    """Reads item after item. `kind` and `style` are of the label that carries on, `many` whether it is a plural."""

    text: str
    at: int
    volume: str
    named: str = ""
    kind: LocatorKind = "page"
    style: str = ""
    many: bool = False
    labelled: bool = False
    locators: list[Locator] = field(default_factory=list)

    def year(self) -> str:
        """A bare year that is no page: "1975. Back cover", "1901 45"."""
        found = _ONLY_YEAR.match(self.text, self.at)
        if found is None:
            return ""
        self.at = found.end()
        return found.group()

    def after_year(self) -> None:
        """Passes what stands between a year and the places, if places follow."""
        behind = re.compile(r"[.,]?\s*").match(self.text, self.at)
        if behind is not None and self._at_item(behind.end()):
            self.at = behind.end()

    def _at_item(self, at: int) -> bool:
        probe = _TailReader(text=self.text, at=at, volume="")
        return probe.item()

    def items(self) -> None:
        """Items with separators between, as many as there are. A separator before nothing is left standing."""
        while self.item():
            self._notes()
            before = self.at
            gap = _SEPARATOR.match(self.text, self.at) or self._date_colon()
            if gap is not None:
                self.at = gap.end()
            elif not self._after_volume():
                return
            if not self._at_item(self.at):
                self.at = before
                return

    def _date_colon(self) -> re.Match[str] | None:
        """ "Dec., 1840: March, July" goes on behind the colon; "272: 'Prinny" does not."""
        gap = re.compile(r":\s").match(self.text, self.at)
        return gap if gap is not None and DATE.match(self.text, gap.end()) else None

    def _after_volume(self) -> bool:
        """Behind a volume ("II 45", "Bd. 2 S. 45") or between labels ("Act 3 scene 2") a space is enough."""
        gap = re.compile(r"[.:]?\s*").match(self.text, self.at)
        following = gap.end() if gap else self.at
        if following == self.at:
            return False
        if self.locators and _LABEL.match(self.text, following) is None:
            return False
        if "." in self.text[self.at : following] and self.locators:
            return False
        self.at = following
        return True

    def item(self) -> bool:
        """One place, whichever it is."""
        return self._date() or self._entry() or self._place() or self._drama() or self._pair() or self._numerals()

    def _add(self, kind: LocatorKind, start: int, stop: int, first: str | None = None, last: str | None = None) -> None:
        volume = self.volume or None if kind != "other" else None  # a date or a headword is in no volume
        span = Span(start=start, stop=stop)
        self.locators.append(Locator(kind=kind, span=span, volume=volume, first=first, last=last))
        self.at = stop

    def _date(self) -> bool:
        found = _date_at(self.text, self.at)
        if found is None or found.group()[0].islower():
            return False
        self._add("other", found.start(), found.end(), " ".join(found.group().split()))
        self.labelled = self.labelled or any(c.isdigit() for c in found.group())
        return True

    def _entry(self) -> bool:
        found = _ENTRY.match(self.text, self.at)
        if found is None:
            return False
        self._add("other", found.start(), found.end(), found["words"].strip(" ,'’"))
        self.labelled = True
        return True

    def _place(self) -> bool:
        found = _PLACE.match(self.text, self.at)
        if found is None:
            return False
        kind = list(PLACES.values())[int((found.lastgroup or "p0")[1:])]
        self._add(kind, found.start(), found.end(), found.group().strip("().").lower())
        self.labelled = self.labelled or kind == "cover"
        return True

    def _drama(self) -> bool:
        found = _DRAMA.match(self.text, self.at)
        if found is None or any(arabic(found[part]) is None for part in ("act", "scene")):
            return False
        self._add("act", found.start("act"), found.end("act"), arabic(found["act"]))
        self._add("scene", found.start("scene"), found.end("scene"), arabic(found["scene"]))
        last = whole_range(found["line"], found["last"]) if found["last"] else None
        self._add("line", found.start("line"), found.end(), found["line"], last)
        self.labelled = True
        return True

    def _pair(self) -> bool:
        """Volume and page in one: "2:345", "ii. 345"."""
        found = _PAIR.match(self.text, self.at)
        number = volume_number(found["volume"]) if found else None
        if (
            found is None
            or number is None
            or self._glued()
            or (found["volume"].isdecimal() and ":" not in found.group())
        ):
            return False
        self._name(number)
        self.at = found.start("page")
        self.kind, self.style = "page", ""
        return self._numerals()

    def _name(self, volume: str) -> None:
        self.volume = volume
        self.named = self.named or volume

    def _numerals(self) -> bool:
        start = self.at
        label = _LABEL.match(self.text, self.at)
        if label is not None:
            return self._labelled(label)
        if start and self.text[start - 1].isalnum():
            return False
        found = _VALUE.match(self.text, self.at)
        if found is None or not found["first"]:
            return False
        style = style_of(found["first"])
        if (style == "upper" and style != self.style) or (
            style == "lower" and not found["last"] and self._page_follows(found.end())
        ):
            return self._volume(found)
        if self.style and (style != self.style or not self.many):
            self.kind, self.style = "page", ""
        self._value(self.kind, start, found)
        return True

    def _page_follows(self, at: int) -> bool:
        """Whether a small roman numeral is a volume: an arabic page comes next, and no label speaks for it."""
        return not self.style and re.compile(r"[,.]?\s\d").match(self.text, at) is not None

    def _volume(self, found: re.Match[str]) -> bool:
        number = volume_number(found["first"])
        if number is None or found["last"] or self._glued():
            return False
        if re.compile(r"\.\s?[^\W\d_]").match(self.text, found.end()):  # an initial: "I. Kant"
            return False
        self._name(number)
        self.at = found.end("first")
        self.kind, self.style = "page", ""
        return True

    def _glued(self) -> bool:
        """Whether a letter or an abbreviation's point stands just before: the C of "A.C. 180"."""
        return self.at > 0 and (self.text[self.at - 1].isalnum() or self.text[self.at - 1] == ".")

    def _labelled(self, label: re.Match[str]) -> bool:
        """A label and its first value. Some labels stand alone: "App.", "note"."""
        slip = len(label.group()) > 4 and label.group().islower()  # a stray comma: "chapters, vii"
        gap = re.compile(r",?\s?" if slip else r"\s?").match(self.text, label.end())
        value = _VALUE.match(self.text, gap.end() if gap else label.end())
        if value is not None and not value["first"]:
            value = None
        if label.lastgroup == "volume":
            return value is not None and self._volume_label(value)
        parts = _PARTED.match(self.text, gap.end() if gap else label.end())
        if label.lastgroup == "other" and parts:
            self._add("other", label.start(), parts.end(), parts.group())
            self.labelled = True
            return True
        kind: LocatorKind = label.lastgroup  # type: ignore[assignment]  # the groups are named for the kinds
        if value is None:
            return self._alone(kind, label)
        self.kind, self.style = kind, style_of(value["first"])
        self.many = kind == "page" or _is_plural(label.group())
        self.labelled = True
        self._value(kind, label.start(), value)
        return True

    def _volume_label(self, value: re.Match[str]) -> bool:
        number = arabic(value["first"])
        if number is None:
            return False
        self._name(number)
        self.at = value.end("first")
        self.labelled = True
        self.kind, self.style = "page", ""
        return True

    def _alone(self, kind: LocatorKind, label: re.Match[str]) -> bool:
        if kind != "appendix":
            return False
        letter = re.compile(r"\s([A-Z])(?!\w)").match(self.text, label.end())
        self._add(kind, label.start(), letter.end() if letter else label.end(), letter[1] if letter else None)
        self.kind, self.style, self.labelled = "page", "", True
        return True

    def _value(self, kind: LocatorKind, start: int, found: re.Match[str]) -> None:
        first = found["first"].lower()
        last = whole_range(first, found["last"].lower()) if found["last"] else None
        stop = found.end("last") if found["last"] else found.end("first")
        if found["following"] and last is None:
            double = found["following"].strip(" .") in {"ff", "sqq", "sgg", "segg", "ss"}
            last = FOLLOWING if double else next_page(first)
            stop = found.end("following")
        if found["note"]:
            stop = found.end("note")
        self._add(kind, start, stop, first, last)

    def _notes(self) -> None:
        """ "367 and note" is page 367, and a note there."""
        found = _AND_NOTE.match(self.text, self.at)
        if found is not None and re.compile(r"\s?\d").match(self.text, found.end()) is None:
            self._add("note", found.start(), found.end())


def _is_plural(label: str) -> bool:
    bare = label.rstrip(".")
    return bare.endswith("s") or bare in {"pp", "ll", "vv", "nn", "ff", "SS", "§§", "Kap", "Kapitel"}
