"""What the difference between two words is: another accepted spelling, damage to the witness, or another word.

Spellings are compared by rule: both words are brought to one form by the rules below, each of which was chosen so that
it brings no two common words of different meaning together ("four" and "for" stay apart, so do "advice" and "advise").
What damage is, `damage` says.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from quoth.engine.damage import Form, Lexicon, is_slip
from quoth.engine.orthographies import OLD_PRINTS, compiled, rules

__all__ = ["Difference", "difference", "habits", "one_spelling"]

Difference = Literal["spelling", "slip", "replace"]

_VOWELS = "[aeiouy]"
_NAME = 5  # letters of a name that has few others beside it that look like it
_BROKEN = re.compile(r"[-\s\N{SOFT HYPHEN}\N{HYPHEN}\N{NOT SIGN}]")

# Pairs of (pattern, replacement), applied in order to folded letters.
_RULES = rules(
    (
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
    for letters, pattern, replacement in _ORTHOGRAPHIES:
        if letters in word:
            word = compiled(pattern).sub(replacement, word)
    return word


def habits(word: str) -> frozenset[int]:
    """The numbers of the rules that change a folded word on its way to the form that all its spellings share: how
    whoever printed it spells."""
    if word in _SHORT_FOR or _ROMAN.fullmatch(word):
        return frozenset()
    found = set()
    for number, (letters, pattern, replacement) in enumerate(_ORTHOGRAPHIES):
        brought = compiled(pattern).sub(replacement, word) if letters in word else word
        if brought != word:
            found.add(number)
        word = brought
    return frozenset(found)


def difference(
    quoted: str, printed: str, raw: tuple[str, str], lexicon: Lexicon, *, beside: bool = False
) -> Difference:
    """What sets two folded words apart. `raw` are the same words as they stand, for their apostrophes. `beside`: a word
    beside them is damaged; then what begins like a name may be damage as any word may, if it is not short."""
    if one_spelling(quoted) == one_spelling(printed) or _elided(quoted, printed, raw):
        return "spelling"
    named = raw[1][:1].isupper() and (raw[1].isupper() or not raw[1][:2].isupper())  # no name begins like "IVIary"
    named = named and not (beside and len(quoted) >= _NAME)
    forms = Form(quoted, _written(quoted, raw[0])), Form(printed, _written(printed, raw[1]))
    return "slip" if is_slip(*forms, lexicon, named=named) else "replace"


def _written(word: str, raw: str) -> str:
    """How a word is written, in small letters; one that is broken as it is folded."""
    return word if not raw.isalpha() and _BROKEN.search(raw) else raw.casefold()


def _elided(quoted: str, printed: str, raw: tuple[str, str]) -> bool:
    """Whether one word has "’d" or "’st" where the other has "ed" or "est"."""
    if abs(len(quoted) - len(printed)) != 1:
        return False
    for word, other, written in ((quoted, printed, raw[0]), (printed, quoted, raw[1])):
        for ending in ("d", "st"):
            cut = word.removesuffix(ending)
            if word != cut and other == cut + "e" + ending and not written[len(written) - len(ending) - 1].isalpha():
                return True
    return False
