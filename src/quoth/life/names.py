"""Names of the text: runs of words with capitals, and the small words that join them.

Whether one is a person's or a place's is told by what stands around it, in `people.py` and `places.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quoth.find.names import words_of
from quoth.life.almanac import CAPITALS, SEASONS
from quoth.life.given import DOUBTFUL, GIVEN
from quoth.life.sentences import Stretch
from quoth.model.text import Span

__all__ = ["TITLES", "Name", "names_of"]

_WORD = r"[^\W\d_a-zß-öø-ÿа-я][\w]*(?:[’'-][^\W\d_]\w*)*"
_INITIAL = r"[^\W\d_a-zß-öø-ÿа-я]\.(?:-?[^\W\d_a-zß-öø-ÿа-я]\.)*"
_JOINT = (
    r"(?:de\s+la|de\s+los|de\s+las|von\s+der|van\s+der|van\s+den|von|van|de|der|den|del|della|di|da|du|la|le|ten|ter|zu|af|"
    r"av|el|bin|ibn|am|sur|upon)"
)
_TIE = (
    r"(?:d[’']|[Aa]l-|[Ee]l-|(?:bin|ibn)-)"  # small letters that a name holds without a blank: "d'Alembert", "al-Karim"
)
_SHORT = r"(?:St|Ste|Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Gen|Col|Capt|Lt|Sgt|Maj|Mme|Mlle|Sen|Gov)\."
_PIECE = rf"(?:{_SHORT}|{_INITIAL}|{_WORD})"
_CALLED = rf"(?:[“\"‘][^\S\n]?{_WORD}[^\S\n]?[”\"’][^\S\n]+)"  # William “Bill” Clinton
_OF_TITLE = (
    r"(?:King|Queen|Prince|Princess|Duke|Duchess|Earl|Countess?|Marquis|Marquess|Bishop|Archbishop|Emperor|Empress)"
)
_RUN = re.compile(
    rf"\b(?:(?:{_PIECE}[^\S\n]+)*{_OF_TITLE}[^\S\n]+of[^\S\n]+(?:the[^\S\n]+)?)?"
    rf"{_PIECE}(?:[^\S\n]+(?:{_JOINT}[^\S\n]+|{_CALLED})?{_TIE}?{_PIECE})*"
)
_BYNAME = re.compile(rf"[^\S\n]+of[^\S\n]+{_WORD}")
TITLES = words_of("""
    Mr Mrs Ms Miss Dr Prof Professor Sir Lord Lady Dame King Queen Prince Princess Duke Duchess Earl Count Countess
    Baron Baroness Viscount Viscountess Marquis Marquess Marchioness Emperor Empress Tsar Czar Tsarina Kaiser Pope
    Bishop Archbishop Cardinal Father Brother Sister Saint General Gen Colonel Col Captain Capt Major Lieutenant Lt
    Admiral Marshal Sergeant President Senator Governor Chancellor Comrade Citizen Rabbi Rev Reverend Judge Justice
    Premier Inspector Constable Commander Commodore Brigadier Chairman Empress-Dowager Archduke Archduchess Infanta
    Princesse Prinz Prinzessin König Königin Herzog Herzogin Fürst Fürstin Roi Reine Duc Duchesse Comte Comtesse Sieur
    Abbé Père Frère Sœur Maître Herrn Pater Bruder Schwester Papa Mama Grandfather Grandmother Cousin Mistress Master
    Major-General Lieutenant-General Lieutenant-Colonel Lieutenant-Governor Vice-Admiral Rear-Admiral Vice-President
    Madame Mme Mademoiselle Mlle Monsieur M Herr Frau Fräulein Freiherr Graf Gräfin Don Doña Signor Signora Aunt Uncle
    Aga Sheikh Sultan Shah Princes Princesses Kings Queens Dukes Earls Lords Ladies Messrs
""")
# Words that have a capital where a sentence begins, and are no name.
_COMMON = words_of("""
    The A An And But Or Nor So Yet For If As At By In On Of To From With Without Within Into Onto Upon After
    Before Since Until While When Where Why How What Who Whom Whose Which That This These Those There Then Thus
    Here He She It They We You I His Her Its Their Our My Your Him Them Us Me One Two Three Four Five Six Seven
    Eight Nine Ten Some Any All Both Each Every No Not Never Nothing Nobody Once Again Also Although Though
    Because During Through Between Among Against Under Over About Above Below Even Still Just Only Such Many
    Much Most More Few Several Other Another First Second Third Last Next Later Soon Now Today Perhaps Indeed
    However Moreover Meanwhile Nevertheless Nonetheless Instead Despite Following Due According Along Around
    Unlike Like Let Yes Oh Ah Well Is Was Were Are Be Been Had Has Have Do Did Does Will Would Could Should May
    Might Must Can Shall Early Late Born Died Educated Raised See Ibid Op Cit Vol Chapter Part Book Volume Page
    Le La Les Un Une Il Elle Ils Der Die Das Ein Eine Er Sie Es Und Aber Im Am Zu Nach Mit Von Et Mais En Dans
    Au Aux Du Des Across Behind Beyond Beside Besides Near Outside Inside Throughout Toward Towards Whether
    Whereas Whatever Whenever Anyone Everyone Someone Everything Something Accordingly Therefore Hence Finally
    Eventually Initially Originally Recently Often Sometimes Usually Almost Already Too Very Quite Rather Old
    Young Great Good Little Long High Everybody Ever O Truly Alone Dear Dearest Friends Friend Having People Out
    Being Certainly Unfortunately Fortunately Sadly Monday Tuesday Wednesday Thursday Friday Saturday Sunday
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """`words` as printed, without a possessive. `opens`: it begins its sentence, where any word has a capital."""

    span: Span
    words: str
    sentence: int
    stretch: Stretch
    opens: bool


def names_of(text: str, stretches: Sequence[Stretch], sentences: Sequence[Span]) -> list[Name]:
    """Of running text, in order, without its headings."""
    kept: list[Name] = []
    at = 0
    for stretch in stretches:
        while at < len(sentences) and sentences[at].start < stretch.span.stop:
            if stretch.note is None and stretch.kind != "heading":
                kept.extend(_names(text, sentences[at], at, stretch))
            at += 1
    return kept


def _names(text: str, sentence: Span, number: int, stretch: Stretch) -> Iterator[Name]:
    begin = sentence.start + len(sentence) - len(sentence.of(text).lstrip())
    taken = 0
    for found in _RUN.finditer(text, sentence.start, sentence.stop):
        for start, stop in _pieces(text, found):
            if start >= stop or start < taken:
                continue
            taken = _with_byname(text, start, stop, sentence.stop)
            opens = not any(letter.isalnum() for letter in text[begin:start])
            words = " ".join(text[start:taken].split())
            yield Name(span=Span(start=start, stop=taken), words=words, sentence=number, stretch=stretch, opens=opens)


def _with_byname(text: str, start: int, stop: int, end: int) -> int:
    """“Catherine of Aragon”, “Queen Margaret of Anjou”: a given name alone, and where she is from."""
    byname = _BYNAME.match(text, stop, end)
    if byname is None:
        return stop
    *titles, last = text[start:stop].split()
    titled = all(word.rstrip(".") in TITLES for word in titles)
    return byname.end() if titled and last in GIVEN - DOUBTFUL else stop


_CLAUSE = re.compile(r"\s+(?:Who|Whom|Whose|Which|That|When|Where|While)\b")
_POSSESSIVE = re.compile(r"[’']s(?=\s)")
_PEOPLE = re.compile(r"(\w+(?:ish|ese|ian|ean|ican)|French|Dutch|Swiss|Czech|Welsh|Greek)\s+(?=(\w+)\s)")
_EDGE = re.compile(r"\S+")
_HONOURS = re.compile(
    r"(?:\s+[A-Z]{2,}[a-z]?)+$(?<!\sI)(?<!\sII)(?<!\sIII)(?<!\sIV)(?<!\sVI)(?<!\sVII)(?<!\sVIII)(?<!\sIX)"
)


def _pieces(text: str, found: re.Match[str]) -> Iterator[tuple[int, int]]:
    """A possessive parts an owner from what is owned: “Evelyn Waugh's Brideshead Revisited”."""
    start = found.start()
    for owner in [*_POSSESSIVE.finditer(text, found.start(), found.end()), None]:
        yield _trimmed(text, start, owner.start() if owner else found.end())
        start = owner.end() if owner else start


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    """Without the words in front that any sentence can begin with, and without a possessive behind."""
    for word in _EDGE.finditer(text, start, stop):
        bare = word[0].rstrip(".")
        if bare not in _COMMON and bare not in CAPITALS and bare not in SEASONS:
            break
        start = word.end()
    while start < stop and text[start].isspace():
        start += 1
    if people := _PEOPLE.match(text, start, stop):
        start = people.end() if people[1] not in GIVEN and people[2] in GIVEN else start
    if text[start:stop].endswith(("’s", "'s")):
        stop -= 2
    if honours := _HONOURS.search(text[start:stop]):
        stop = start + honours.start()
    if clause := _CLAUSE.search(text, start, stop):
        stop = clause.start()
    words = text[start:stop].rsplit(maxsplit=1)
    if (
        len(words) == 2
        and (words[1] in CAPITALS or words[1] in _COMMON)
        and not _is_number(words[1], text[stop : stop + 8])
    ):
        stop = start + len(words[0])
    return start, stop


def _is_number(word: str, behind: str) -> bool:
    """“Norton I, Emperor”, not “as Norton I saw”."""
    return word == "I" and re.match(r"[,;:)]|\s+of\s", behind) is not None
