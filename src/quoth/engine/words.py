"""What the difference between two words is: another accepted spelling, damage to the witness, or another word.

Spellings are compared by rule: both words are brought to one form by the rules below, each of which was chosen so that
it brings no two common words of different meaning together ("four" and "for" stay apart, so do "advice" and "advise").
Damage is believed only where the letters are ones that printing and scanning confuse, one form is all but unknown to
the library while the other is well known in it, and the text that has the unknown form has more such: a witness that
was scanned, or a manuscript that was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import Levenshtein

from quoth.engine.orthographies import OLD_PRINTS

__all__ = [
    "FEW",
    "MISREADINGS",
    "TELLTALES",
    "Difference",
    "Lexicon",
    "difference",
    "habits",
    "is_scanned",
    "is_slip",
    "one_spelling",
    "runs_on",
]

Difference = Literal["spelling", "slip", "replace"]

_VOWELS = "[aeiouy]"

# Pairs of (pattern, replacement), applied in order to folded letters.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^(\w*[bcdfghilmnprstv])(?:ae|oe)(?=\w{3})", r"\1e"),  # mediaeval, foetus
        (r"^(?:ae|oe)(?=\w{4})", "e"),  # aesthetic, oecumenical
        (r"(?<=\w\w)our(?=(?:s|ed|er|ers|ing|able|ably|ite|ites|less|ful|fully|y|ists?|ism|ly|hood)?$)", "or"),
        (r"(?<=\w\w\w)is(?=(?:e|es|ed|er|ers|ing|able|ations?)$)", "iz"),
        (r"(?<=\w\w\w)ys(?=(?:e|es|ed|er|ers|ing)$)", "yz"),
        (
            rf"^(\w*{_VOWELS}\w*[^aeiouy\W]+{_VOWELS})([lpst])\2(?=(?:ed|ing|er|ers|or|ors|ous|ously|ery|est|ist|ists)$)",
            r"\1\2",
        ),
        (r"ll(?=(?:ful|fully|ments?)$)", "l"),  # skilful, enrolment
        (rf"^(\w*{_VOWELS}\w*[^aeiouy\W]+{_VOWELS})ll$", r"\1l"),  # fulfil, enrol
        (r"^(bias|focus)s(?=(?:es|ed|ing)$)", r"\1"),
        (r"^centring$", "centering"),
        (r"^(fresco|portico|buffalo|tornado|volcano|mosquito|grotto)es$", r"\1s"),
        (r"xion(?=(?:s|al|ally)?$)", "ction"),  # connexion, reflexion
        (r"(?<=\w\w)([bgt])re(?=s?$)", r"\1er"),  # centre, sombre, meagre
        (r"dgement", "dgment"),
        (r"(?<=\w\w)ence(?=(?:s|less)?$)", "ense"),  # defence, licence
        (r"ogue(?=s?$)", "og"),
        (r"(?<=gra)mme(?=s?$)", "m"),
        (rf"^(\w*{_VOWELS}\w*)ick$", r"\1ic"),  # publick, musick
        (r"^enquir", "inquir"),
        (r"^encreas", "increas"),
        (r"^entrust", "intrust"),
        (r"^enclos", "inclos"),
        (r"^shew(?=(?:n|ed|s|ing|er|y)?$)", "show"),
        (r"^practise(?=[sd]?$)", "practice"),
        (r"^chus(?=(?:e|es|ing)$)", "choos"),
        (r"^gray(?=(?:er|est|ish|s|ness)?$)", "grey"),
        (r"^gaol", "jail"),
        (r"^waggon", "wagon"),
        (r"^wooll(?=en|ens|y$)", "wool"),
        (r"^plough", "plow"),
        (r"^(s?)mould", r"\1mold"),
        (r"^moustach", "mustach"),
        (r"^gips", "gyps"),
        (r"^cos(?=y|ily|iness)", "coz"),
        (r"^(b|m)ur(?:th)(?=en|er)", r"\1urd"),  # burthen, murther
        (r"^compleat(?=s|ly|ness|$)", "complete"),
        (r"^antient", "ancient"),
        (r"^controul", "control"),
        (r"^develope$", "develop"),
        (r"^jewell?e?r(?=y$)", "jewelr"),
        (r"^pyjama", "pajama"),
        (r"^sceptic", "skeptic"),
        (r"^(learn|burn|dream|leap|lean|spoil|kneel)t$", r"\1ed"),
        (r"^(spel|smel|spil|dwel)t$", r"\1led"),
        (r"^shaks?pe[ae]re?", "shakespeare"),
    )
)

_ORTHOGRAPHIES = (*_RULES, *OLD_PRINTS)

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_FIRSTS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth"
)


def _numbers() -> dict[str, str]:
    """Numbers written out, to their figures: "eighteen", "twentyone", "twentyfirst"."""
    units, firsts = _UNITS.split(), _FIRSTS.split()
    numbers = {word: str(value) for value, word in enumerate(units)}
    numbers |= {word: _ordinal(value) for value, word in enumerate(firsts, 1)}
    for ten, word in enumerate(_TENS.split(), 2):
        numbers |= {word: str(10 * ten), word[:-1] + "ieth": _ordinal(10 * ten)}
        numbers |= {word + unit: str(10 * ten + value) for value, unit in enumerate(units[1:10], 1)}
        numbers |= {word + first: _ordinal(10 * ten + value) for value, first in enumerate(firsts[:9], 1)}
    return numbers


def _ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


_SHORT_FOR = {
    "mister": "mr", "doctor": "dr", "saint": "st", "mistress": "mrs", "messrs": "messieurs", "etcetera": "etc",
    "andc": "etc", "oer": "over", "eer": "ever", "neer": "never", "tho": "though", "altho": "although",
    "thro": "through", "thru": "through", "shakspere": "shakespeare", "twas": "itwas", "tis": "itis",
} | _numbers()  # fmt: skip

_ROMAN = re.compile(r"(?=[ivxlc]{2})(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@lru_cache(maxsize=1 << 14)
def one_spelling(word: str) -> str:
    """The form that all accepted spellings of a folded word share."""
    if word in _SHORT_FOR:
        return _SHORT_FOR[word]
    if _ROMAN.fullmatch(word):
        values = [_ROMAN_VALUES[letter] for letter in word]
        return str(sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values)))
    for pattern, replacement in _ORTHOGRAPHIES:
        word = pattern.sub(replacement, word)
    return word


def habits(word: str) -> frozenset[int]:
    """The numbers of the rules that change a folded word on its way to the form that all its spellings share: how
    whoever printed it spells."""
    if word in _SHORT_FOR or _ROMAN.fullmatch(word):
        return frozenset()
    found = set()
    for number, (pattern, replacement) in enumerate(_ORTHOGRAPHIES):
        brought = pattern.sub(replacement, word)
        if brought != word:
            found.add(number)
        word = brought
    return frozenset(found)


# Small words as scanners misread them, and as nobody writes them. A text that has some of these is damaged; in one that
# has none, a rare word is a word.
_SEEN = """
    tlie tbe thc tlic lhe fhe aud wbich whicb wliich whioh witb tbat tliat lhat bave liave bim liim frora tbey tliey
    tliis tbis thnt hnve nnd ond qne ponr dn anx nne uue uud nicbt uicht ift fich perclie nna qneste
"""
TELLTALES = frozenset(_SEEN.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What is known of words where two are compared: in how many places of the library the word of these folded
    letters stands, and whether the witness, or the manuscript, is a text that a scanner has damaged."""

    often: Callable[[str], int]
    damaged: Callable[[], bool]
    scanned: Callable[[], bool]


def difference(quoted: str, printed: str, raw: tuple[str, str], lexicon: Lexicon) -> Difference:
    """What sets two folded words apart. `raw` are the same words as they stand, for their apostrophes."""
    if one_spelling(quoted) == one_spelling(printed) or _elided(quoted, printed, raw):
        return "spelling"
    named = raw[1][:1].isupper() and (raw[1].isupper() or not raw[1][:2].isupper())  # no name begins like "IVIary"
    return "slip" if is_slip(quoted, printed, lexicon, named=named) else "replace"


def runs_on(quoted: str, printed: str, lexicon: Lexicon, *, behind: bool) -> bool:
    """Whether `printed` is the word at an end of a quotation and the one beside it, of which a scanner has not seen
    that they are two: "notan". `behind`: the other one stands behind it. Both are folded."""
    rest = printed.removeprefix(quoted) if behind else printed.removesuffix(quoted)
    beside = (_BEHIND if behind else _BEFORE) | (_SMALL if quoted in _SMALL else frozenset())
    return rest != printed and rest in beside and lexicon.often(printed) <= 1 and lexicon.damaged()


# Common words that are no endings, and such as no word begins with; of two small ones together there is no word.
_ENDING = "and that was they their you which were from had has have this not who with"
_BEGINNING = "the and that which were their from was"
_SMALLEST = "the of to an it is in on not as at by be he we or so if no"
_BEHIND, _BEFORE, _SMALL = (frozenset(words.split()) for words in (_ENDING, _BEGINNING, _SMALLEST))


# -- damage ----------------------------------------------------------------------------------------------------------

# Letters that look alike, in groups of which each may be taken for each, and pairs that are seen as one letter. Of
# figures none is taken for another: a wrong number is another number.
_ALIKE = (
    "il1jt", "eoca", "o0", "aun", "hbk", "ltf", "s5", "sfa", "b8", "b6", "g9q", "ug", "vyr", "yj", "rin", "xz", "pn",
    "do", "da", "ce", "hn", "es", "ao", "z2", "uv", "br", "hr", "ef", "be", "cg",
    "oq",
)  # fmt: skip
_PAIRED = (
    "tl th", "rn m", "in m", "ni m", "iii m", "ln m", "vv w", "cl d", "li h", "ii u", "ii n", "fi h", "ri n", "lc k",
    "ll u", "rr n", "11 ll", "nn m", "tt n", "lt h", "ti h", "il h",
    "ivi m", "ii h",
)  # fmt: skip
_UNKNOWN = 2  # a form that the library has no oftener than this may be damage
_SELDOM, _OFTENER = 8, 100  # one that stands in so few places may, where the right form stands so many times as often;
_OFTENER_LONGER = 50  # of a word of so many letters half as often is enough: it has few others beside it
_LONGER = 6
_RARE = 300  # times as often must the right form be known as one that is not so rare;
_RARE_SCANNED = 75  # so many where the manuscript was scanned, of which the book is a witness
_KNOWN = 10  # times as often as the damaged form must the right one be known
_LONG = 8  # letters of a word that has hardly another beside it that looks like it, however rare
_FAIR = 5  # letters of a word that need stand only once more, where what is seen for it stands nowhere else
_PLAIN = 3  # letters of a word that is no name and need not stand anywhere else, where what is seen for it does not
_LETTERS_EACH = 3  # of a word, for each that is misread; a short one may have one


def _alike() -> frozenset[tuple[str, str]]:
    groups = [(one, other) for group in _ALIKE for one in group for other in group if one != other]
    pairs = [(one, other) for one, other in map(str.split, _PAIRED)]
    return frozenset([*groups, *pairs, *((other, one) for one, other in pairs)])


_TAKEN = _alike()
_SIZES = frozenset((len(one), len(other)) for one, other in _TAKEN)

# Common words that no misreading of one letter makes another word, but for those below.
_COMMON = """
    that this with from have which were their there they when what would them than into upon could other some very such
    more great after before should himself without little about where while first death state people every under never
    still again being through between because himself against another nothing something
"""
_WORDS_TOO = """
    then these those same white mere move keen wore alter beer vary mare hare slate greet stale ware suck ether bean
    sonne whore tittle nave ther auch euch thar hove thon fram stato stata beep seme haye wheat tout sucre hever agam
    whene avery ander
"""
_COMMON_SHORT = "the and not was his him her had but are one all she who for you has our out"
_MEANT = (*_COMMON.split(), *_COMMON_SHORT.split())
FEW = 3  # misreadings in all, and a text is damaged


def _misreadings(word: str) -> Iterator[str]:
    for letters, seen in _TAKEN:
        for at in range(len(word)):
            if word.startswith(letters, at):
                yield word[:at] + seen + word[at + len(letters) :]


MISREADINGS = TELLTALES | {form for word in _COMMON.split() for form in _misreadings(word)} - {*_WORDS_TOO.split()}


@lru_cache(maxsize=4)
def is_scanned(text: str) -> bool:
    """Whether a manuscript has words as scanners misread them."""
    return sum(word in MISREADINGS for word in text.split()) >= FEW


def is_slip(quoted: str, printed: str, lexicon: Lexicon, *, named: bool = False) -> bool:
    """Whether the form of the witness, or that of the quotation, is damage to the other's word, or both are to a third
    that is common. Both are folded. `named`: they may be names, of which any may stand but once."""
    if Levenshtein.distance(quoted, printed, score_cutoff=4) > 4:
        return False
    often, damaged, scanned = lexicon.often, lexicon.damaged, lexicon.scanned
    if _is_damage(quoted, printed, often, damaged, named=named) or _is_damage(
        printed, quoted, often, scanned, times=_RARE_SCANNED
    ):
        return True
    if len(quoted) < _PLAIN or not (damaged() and scanned()):
        return False
    return any(
        _is_damage(word, printed, often, damaged) and _is_damage(word, quoted, often, scanned) for word in _MEANT
    )


def _is_damage(
    meant: str,
    seen: str,
    often: Callable[[str], int],
    damaged: Callable[[], bool],
    *,
    named: bool = True,
    times: int = _RARE,
) -> bool:
    """Whether `seen` stands in a damaged text for the word `meant`: figures among letters anywhere, unknown words in a
    text that has others such. `times` as often as one that is not unknown must the word stand."""
    if meant.isdecimal() and seen.isdecimal():
        return False
    if any(map(str.isalpha, seen)) and not seen.isalpha():
        return _misread(meant, seen) or _lost(meant, seen)
    if not meant.isalpha():
        return False
    rare, known = often(seen), often(meant)
    oftener = _OFTENER_LONGER if len(meant) >= _LONGER else _OFTENER
    if seen not in TELLTALES and rare > max(_UNKNOWN, min(_SELDOM, known // oftener), known // times):
        return False  # most words: they need not be laid letter on letter
    if not _misread(meant, seen):
        return False
    if not named and rare <= 1 and len(meant) >= _PLAIN and damaged():
        return True
    long = (len(meant) >= _LONG and rare <= _UNKNOWN) or (len(meant) >= _FAIR and rare <= 1 and known > rare)
    return (long or known >= _KNOWN * max(1, rare)) and (seen in TELLTALES or damaged())


def _misread(meant: str, seen: str) -> bool:
    """Whether a scanner can have seen the one for the other: letters taken for others, not too many of them."""
    reached = _on_while_same(meant, seen, {(0, 0)})
    for _ in range(max(1, len(meant) // _LETTERS_EACH)):
        reached = _on_while_same(meant, seen, set(_one_taken(meant, seen, reached)))
        if (len(meant), len(seen)) in reached:
            return meant != seen
    return False


def _on_while_same(meant: str, seen: str, places: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """These places in both words, and those after the letters behind them that are the same in both."""
    reached = set(places)
    for i, j in places:
        for ahead, (one, two) in enumerate(zip(meant[i:], seen[j:], strict=False), 1):
            if one != two:
                break
            reached.add((i + ahead, j + ahead))
    return reached


def _one_taken(meant: str, seen: str, places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The places behind letters that are taken for others."""
    for i, j in places:
        for m, s in _SIZES:
            if (meant[i : i + m], seen[j : j + s]) in _TAKEN:
                yield i + m, j + s


def _lost(meant: str, seen: str) -> bool:
    """Whether the two differ just where the witness has no letter but a figure or a lost one."""
    if len(meant) != len(seen) or not meant.isalpha():
        return False
    return all(a == b or not b.isalpha() for a, b in zip(meant, seen, strict=True))


def _elided(quoted: str, printed: str, raw: tuple[str, str]) -> bool:
    """Whether one word has "’d" or "’st" where the other has "ed" or "est"."""
    for word, other, written in ((quoted, printed, raw[0]), (printed, quoted, raw[1])):
        for ending in ("d", "st"):
            cut = word.removesuffix(ending)
            if word != cut and other == cut + "e" + ending and not written[len(written) - len(ending) - 1].isalpha():
                return True
    return False
