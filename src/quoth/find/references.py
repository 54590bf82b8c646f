"""A work as a note or a bibliography names it: author, title, contributors, imprint.

"Serge, Victor. Memoirs of a Revolutionary. Translated by Peter Sedgwick. New York: NYRB, 2002", "Richard Holmes,
Coleridge: Early Visions (London: Hodder, 1989)", "The Girlhood of Queen Victoria, edited by Viscount Esher", "Jerrold,
Early Court", "Geiger 1964". What is set in italics or in quotation marks is the title; without either, the order of
sentences and commas tells (Chicago Manual of Style, 14.23; MHRA Style Guide, 7.3).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

from quoth.find.names import is_kind_of_book, is_name
from quoth.model.reference import Reference
from quoth.model.text import Span

__all__ = ["FULL_STOP", "Parsed", "parse_imprint", "parse_reference"]

_YEAR = r"(?:1[4-9]|20)\d\d"
_EDITOR = (
    r"(?:selected and )?(?:edited(?: and \w+)?|compiled) by|eds?\.(?: by)?|hrsg\.(?: von| v\.)?|herausgegeben von|"
    r"zusammengestellt von|édit(?:é|ée|és) par|éd\.|a cura di|edición de|ed\. de|red\.|под ред\."
)
_TRANSLATOR = (
    r"translated(?: and \w+)?(?: from the \w+)? by|trans(?:l)?\.(?: by)?|tr\.(?: by)?|übers(?:etzt|\.)(?: von)?|"
    r"traduit (?:de l['’ ]\w+ |du \w+ )?par|trad\.(?: de| par| di)?|tradotto da|traducción de|пер\."
)
_BY = r"written by|by|(?:(?<=[.,(]\s)|(?<=^))(?:von|par|di|por)"  # the small words only where a statement begins
_CONTRIBUTOR = re.compile(
    rf"(?:(?<=[\s,.;(])|^)(?:(?P<editor>{_EDITOR})|(?P<translator>{_TRANSLATOR})|(?P<by>{_BY}))(?=\s)", re.IGNORECASE
)
_NAME_END = re.compile(
    r"[;()\[\]]|,(?!\s(?:Jr|Sr|Baroness|Lady|Lord|Baron|Countess|Viscount|R\.A|K\.C))|"
    r"(?<!\b\w)(?<!Mrs)(?<!\bMr)(?<!\bDr)(?<!Hon)\.\s|\.$|:\s"
)
_PERSON = r"(?:[^\W\d_a-zß-ÿ][\w’'.-]*\s){1,3}(?:(?:von|van|de|du|della?|der)\s){0,2}[^\W\d_a-zß-ÿ][\w’'-]+"
_MORE_PEOPLE = re.compile(
    rf"\s{_PERSON}(?:,\s{_PERSON})+,?\s(?:and|und|et|e|y|&)\s{_PERSON}"
)  # "Otto Brunner, Werner Conze und …"
_PARENTHESIS = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*)[)\]]")
# What shows that the author goes on behind a comma: "Holmes, R., Title"; "P. Parkinson, S. Parker, Title"
_MORE_NAMES = re.compile(r"(?:[^\W\d_]\.[\s-]?)+(?:,\s|$|[^\W\d_]{2,}[^,]*,\s)")
_REAL_NAME = re.compile(
    r"\s\[[^\W\d_a-zß-ÿ][^\]\d]*\],$|\s\[[^\W\d_a-zß-ÿ][^\]\d]*\],\s$"
)  # "Daniel Stern [Marie d'Agoult],"
_SERIES = re.compile(r",\s(?:coll(?:ection|\.)|collana|colección|Reihe)\s[^,;()]*(?=,)", re.IGNORECASE)
_IN = re.compile(r"[,.]?\s+in:?\s+", re.IGNORECASE)
_YEARS = rf"(?P<year>{_YEAR})(?:[-–/]\d{{2,4}})?[a-d]?\.?$"
_NO_MONTH = (
    r"(?!(?:Jan|Feb|Mar|Mär|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz]|Spring|Summer|Autumn|Fall|Winter)"
    r"(?:[a-zé]{0,6}ar[yz]|ch|z|il|e|y|i|ust|t?ember|t?\.?|o?ber)?\.?\s)"
)
_IMPRINT = re.compile(
    r"(?:,\s(?P<town>[^\W\d_a-zß-ÿ][^,:;.()\d]{1,25}),\s(?P<house>[^\W\d_a-zß-ÿ][^,:;()\d]{1,40}),\s|"
    r"(?P<place>(?!in:)[^\W\d_][^,:;.()]*(?:[,/&]\s?[^\W\d_][^,:;.()]*)?):\s*(?P<publisher>[^:;()]+?)(?:,\s*|\s+)|"
    rf",\s{_NO_MONTH}(?P<seat>[^\W\d_a-zß-ÿ][^,:;()\d]{{1,30}})\s|"
    rf"^|(?<=[,.;:)]\s)){_YEARS}"
)
_FACTS = {"town": "place", "house": "publisher", "seat": "place"}  # "Paris, Gallimard, 1949", "Berlin 1950"
_ENTRY = frozenset({"art", "artikel", "article", "articolo", "entry", "lemma"})  # of a dictionary: nobody's name
_HELD_IN = re.compile(
    r"[,.]?\s*[Ii]n:?\s+(?:(?:ders|dies|idem|id)\.?[:,]\s+)?(?P<book>[“‘«\"]?[^\W\da-zß-ÿ_][^,(;.]+)(?=[,.]\s|\s?\(|$)"
)
_PLACE_YEAR = re.compile(
    rf"^(?P<place>[^\W\d_a-zß-ÿ][^\d,:;()]{{,40}}?)(?:,\s(?P<publisher>[^\d:;()]{{2,60}}?))?,?\s+(?P<year>{_YEAR})\.?$"
)
_PLACE_PUBLISHER = re.compile(r"^(?P<place>(?!in:)[^\W\d_][^,:;.()\d]*):\s*(?P<publisher>[^:;()]+?)\.?$")
_VOLUMES = re.compile(r"(?P<count>\d+)\s+(?:vols?|volumes|Bde|Bände|tomes|tomi|tomos)\b\.?", re.IGNORECASE)
_EDITION = re.compile(
    r"(?:\d+(?:st|nd|rd|th|e|\.)|rev\.|new|second|third|enlarged)\s(?:ed(?:n|ition)?\.?|Aufl\.)", re.IGNORECASE
)
_AUTHOR_YEAR_TITLE = re.compile(
    rf"(?P<author>[^\d()]+?(?:\((?:eds?|Hrsgg?|Hg|éds?|dirs?)\.?\))?)[,.]?\s\(?(?P<year>{_YEAR}[a-d]?)(?:[-–/]\d{{2,4}})?\)?[.:,;]\s+"
    r"(?P<rest>\S.*)",
    re.DOTALL,
)
_GIVEN_FIRST = re.compile(r"[^\s,]+\s[^,]+,")  # "Jan Pahl, Money and Marriage (1989)" has a title
_TWO_NAMES = re.compile(r"[^\s,]+\s[^,]+,\s[^\s,]+\s[^,]+")  # "Hans Mayer, Thomas Mann. Werk und Entwicklung"
_AUTHOR_YEAR = re.compile(rf"(?P<author>[^\d()]+?),?\s\(?(?P<year>{_YEAR}[a-d]?)\)?$")
# "Theodor Geiger: Vorstudien, Neuwied: Luchterhand 1964", as German notes have it. Behind an indefinite article stands
# the subtitle of a life: "Emma Goldman: An Intimate Life".
_AUTHOR_COLON = re.compile(
    rf"(?P<author>[^:()\d]{{4,80}}):\s+(?!(?:an?|eine?|une?|una|uno)\s)(?P<title>\S.*?)[.,]\s+"
    rf"(?P<imprint>(?:[^.,:()]|\b\w{{1,2}}\.){{2,40}}(?::\s[^:.,()]{{2,40}})?,?\s{_YEAR})\.?",
    re.IGNORECASE | re.DOTALL,
)
FULL_STOP = re.compile(
    r"(?<![\s.-][^\W\d_])(?<!^[^\W\d_])(?<!\b(?:St|Dr|Mr|Jr|Sr|ed|vs|No))(?<!\b(?:1st|2nd|3rd|Mrs|Hon|Rev|vol|Vol|eds|Lit))\.[”’\"']?\s+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed(Reference):
    """A reference as it was read: `author` stands before the title, `by` is named behind it; `loose` is what was
    understood as nothing at all."""

    by: str = ""
    loose: str = ""

    @property
    def full(self) -> bool:
        """With imprint, year or contributors."""
        return bool(self.title and (self.year or self.by or self.editor or self.translator or self.publisher))

    def reference(self, *, author: str) -> Reference:
        """What it says of the work, its author being settled."""
        facts = {fact.name: getattr(self, fact.name) for fact in fields(Reference)}
        return Reference(**facts | {"author": author})


def parse_reference(text: str, emphasis: Sequence[Span] = (), quoted: Sequence[Span] = ()) -> Parsed:
    """What `text`, one reference without its locators, says. `emphasis` and `quoted` (with their marks) are spans
    into it, in order."""
    title = _marked_title(text, emphasis, quoted)
    if title is None:
        return _plain(text)
    before, year = _dated(_clean(_REAL_NAME.sub(",", text[: title.start])))
    held = _held_in(text, title, emphasis)
    facts = _Facts(year=year, container=_clean(held.of(text)) if held else _holder(text[title.stop :]))
    rest = _clean(facts.take(text[held.stop if held else title.stop :], after_title=True))
    named = _clean(_unquoted(title.of(text)))
    before = "" if before.lower() in _ENTRY else before
    author, loose = ("", before) if before and not is_name(before) else (before, rest)
    return facts.reference(author=author, title=named, loose=loose)


def parse_imprint(text: str) -> Parsed:
    """What `text`, which stands behind a title and its volume, says: "2. Aufl., München 1989"."""
    facts = _Facts()
    loose = _clean(facts.take(text, after_title=True))
    return facts.reference(author="", title="", loose=loose)


def _holder(text: str) -> str:
    """The book that `text`, what follows a contribution's title, says it stands in; "" if none."""
    found = _HELD_IN.match(text)
    return _clean(_unquoted(found["book"])) if found else ""


def _held_in(text: str, title: Span, emphasis: Sequence[Span]) -> Span | None:
    """The book in italics that a chapter stands in: "“The Sea,” in *Essays on Water*"."""
    behind = next((mark for mark in emphasis if mark.start >= title.stop), None)
    joint = text[title.stop : behind.start] if behind else ""
    quoted = text[title.stop - 1 : title.stop] in "”’“‘»«\"'"  # “Title.” *Book*, edited by …, as the MLA has it
    return behind if _IN.fullmatch(joint) or (quoted and re.fullmatch(r"[.,]?\s", joint)) else None


def _marked_title(text: str, emphasis: Sequence[Span], quoted: Sequence[Span]) -> Span | None:
    """The title as italics or quotation marks set it off; the parts of one title joined."""
    marks = sorted([*emphasis, *quoted])
    if not marks:
        return None
    first = marks[0]
    for following in marks[1:]:
        joint = r":\s" if first in quoted else r"[\s:]{0,2}"  # “Title.” *Journal* are two
        if re.fullmatch(joint, text[first.stop : following.start]):
            first = Span(start=first.start, stop=following.stop)
    return first


def _dated(author: str) -> tuple[str, str]:
    """ "Smith, J. (1999)" is an author and a year."""
    found = _AUTHOR_YEAR.match(author)
    if found is None or not is_name(found["author"]) or _GIVEN_FIRST.match(found["author"]):
        return author, ""
    return _clean(found["author"]), found["year"]


def _plain(text: str) -> Parsed:
    """A reference without a marked title: bibliography style if its first sentence is a name, else note style."""
    text = text.strip()
    author, year = _dated(text.strip(" .,;:"))
    if year:
        return Parsed(author=author, year=year)
    entry = _AUTHOR_YEAR_TITLE.match(text)
    if entry and is_name(entry["author"]):
        return _sentences(entry["author"], entry["rest"], _Facts(year=entry["year"]))
    colon = _AUTHOR_COLON.fullmatch(text)
    if colon and len(colon["author"].split()) > 1 and is_name(colon["author"]):
        return _sentences(colon["author"], f"{colon['title']}. {colon['imprint']}", _Facts())
    parts = FULL_STOP.split(text, maxsplit=1)
    if len(parts) > 1 and parts[1].strip(" .") and is_name(parts[0]) and not _TWO_NAMES.fullmatch(parts[0]):
        return _sentences(parts[0], parts[1], _Facts())
    facts = _Facts()
    rest = _clean(facts.take(text, after_title=False))
    if facts.by:
        return facts.reference(author="", title=rest)
    return _note_style(rest, facts)


def _sentences(author: str, text: str, facts: _Facts) -> Parsed:
    """What follows an author: the title to its full stop, then the facts."""
    title, *rest = FULL_STOP.split(text, maxsplit=1)
    title = _clean(facts.take(title, after_title=False))
    loose = _clean(facts.take(rest[0], after_title=True)) if rest else ""
    return facts.reference(author=_clean(author), title=title, loose=loose)


def _note_style(text: str, facts: _Facts) -> Parsed:
    """What stands before a comma is the author, if it can be a name."""
    for comma in re.finditer(r",\s", text):
        author, title = text[: comma.start()], text[comma.end() :]
        if not _MORE_NAMES.match(title) and is_name(author) and not is_kind_of_book(author):
            return facts.reference(author=author, title=title)
    if is_name(text) and not is_kind_of_book(text) and len(text.split()) <= 4 and facts.empty:
        return Parsed(author=text)
    return facts.reference(author="", title=text)


@dataclass(slots=True, kw_only=True)
class _Facts:
    """Contributors and imprint, as they are taken out of a text."""

    by: str = ""
    container: str = ""
    editor: str = ""
    translator: str = ""
    place: str = ""
    publisher: str = ""
    year: str = ""
    volumes: int | None = None

    @property
    def empty(self) -> bool:
        return self == _Facts()

    def reference(self, *, author: str, title: str, loose: str = "") -> Parsed:
        facts = {name: getattr(self, name) for name in self.__slots__}
        return Parsed(author=author, title=title, loose=loose, **facts)

    def note(self, name: str, value: str) -> None:
        """The first thing said of a kind stands."""
        if not getattr(self, name):
            setattr(self, name, value)

    def take(self, text: str, *, after_title: bool) -> str:
        """Notes what `text` says and gives what is left of it. `after_title`: no part of it can be the title."""
        left = _PARENTHESIS.sub(self._parenthesis, _SERIES.sub("", text) if after_title else text)
        volumes = _VOLUMES.search(left)
        if volumes:
            self.volumes = self.volumes or int(volumes["count"])
            left = left[: volumes.start()] + left[volumes.end() :]
        return self._imprint(self._contributors(_EDITION.sub("", left)), after_title=after_title)

    def _parenthesis(self, found: re.Match[str]) -> str:
        """An imprint or a contributor in brackets is taken out; anything else stays in its place."""
        left = self._imprint(self._contributors(_EDITION.sub("", found["inside"])), after_title=True)
        return " " if not left.strip(" ,.;:") or re.search(_YEAR, found["inside"]) else found.group()

    def _contributors(self, text: str) -> str:
        """Takes out "edited by …", "trans. …", "by …" with the names behind them."""
        found = _CONTRIBUTOR.search(text)
        while found:
            following = _CONTRIBUTOR.search(text, found.end())
            end = _NAME_END.search(text, found.end() + 1)
            more = _MORE_PEOPLE.match(text, found.end())
            stop = more.end() if more else end.start() if end else len(text)
            stop = min(stop, following.start() if following else len(text))
            name = _clean(text[found.end() : stop])
            if _is_contributor(name):
                self.note(found.lastgroup or "", name)
                kept = text[: found.start()].rstrip(" ,;")
                text = f"{kept} {text[stop:]}" if text[stop : stop + 1].isalnum() else kept + text[stop:]
                found = _CONTRIBUTOR.search(text, len(kept))
            else:
                found = following
        return text

    def _imprint(self, text: str, *, after_title: bool) -> str:
        """Takes out "Place: Publisher, Year" and its shorter forms."""
        kept = []
        for part in [part for part in FULL_STOP.split(text) if part.strip(" .,;:")]:
            bare = part.strip(" ,;.")
            found = _IMPRINT.search(bare) if after_title or not self.year else None
            if after_title:
                found = _PLACE_YEAR.match(bare) or found or _PLACE_PUBLISHER.match(bare)
            if found is None:
                kept.append(part)
                continue
            begin = found.start() if after_title else _behind_the_title(bare, found)
            said = found.groupdict(default="")
            if said["place"]:
                said["place"] = bare[max(begin, found.start("place")) : found.end("place")]
            for fact, value in said.items():
                self.note(_FACTS.get(fact, fact), value.strip(" ,"))
            if begin:
                kept.append(bare[:begin])
        return ". ".join(kept)


def _behind_the_title(text: str, imprint: re.Match[str]) -> int:
    """Where an imprint begins in `text`, which has a title before it: of "Vogel, The Crossing, Berlin: Alber 1959" not
    the crossing and Berlin are its places."""
    place = imprint.groupdict().get("place") or ""
    before = text[: imprint.start()].strip(" ,")
    if ", " not in place or (before and not is_name(before)):
        return imprint.start()
    return imprint.start("place") + place.rindex(", ") + 2


def _is_contributor(name: str) -> bool:
    """A name, or a person described: "his widow, Frances, Baroness Bunsen", "the late Charles Robert Leslie"."""
    words = [word for word in re.split(r"[\s,]+", name) if word]
    return 0 < len(words) <= 14 and any(word[0].isupper() for word in words)


def _unquoted(text: str) -> str:
    return re.sub(r"[“”„«»‚‹›\"]|(?<!\w)[‘']|[’'](?!\w)", "", text)


def _clean(text: str) -> str:
    """Without the points and brackets that only joined it to its neighbours."""
    bare = re.sub(r"\s+", " ", text).strip(" ,;:[]—").removesuffix(" (").strip()
    return bare if re.search(r"(?:\b\w|\b[JS]r)\.$", bare) else bare.removesuffix(".")
