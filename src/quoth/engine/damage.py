"""Whether the form that a text has of a word is damage to another.

Damage is believed only where the letters are ones that printing and scanning confuse, one form is all but unknown to
the library while the other is well known in it, and the text that has the unknown form has more such: a witness that
was scanned, or a manuscript that was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from quoth.engine.scanners import COMMON, TELLTALES, looks_like, misreadings, most_changed

__all__ = ["Form", "Lexicon", "Standing", "is_slip", "runs_on"]

Standing = Literal["hardly", "seldom", "known"]  # how sound texts have a form: as a misprint, as may be, as a word


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What is known of words where two are compared, words being folded letters.

    `often`: in how many places of the library a word stands. `written`: in how many it is written as here ("hed", not
    "he'd"), of which those beyond a number need not be counted, and `sound` how witnesses that are sound have it so
    (None: too few are, to say what words there are).
    `few`: in how many places of a library so large what is no word may stand besides. `damaged`, `scanned`: whether the
    witness, or the manuscript, is a text that a scanner has damaged; `throughout`: the witness on every few pages.
    """

    often: Callable[[str], int]
    written: Callable[[str, str, float], int]
    sound: Callable[[str, str], Standing | None]
    few: int
    damaged: Callable[[], bool]
    throughout: Callable[[], bool]
    scanned: Callable[[], bool]


class Form(NamedTuple):
    """A word as it stands in a text: its folded letters, and how it is written, in small letters."""

    word: str
    written: str


_UNKNOWN = 2  # a form that the library has no oftener than this, beside where it is looked at, may be damage
_SELDOM, _OFTENER = 8, 100  # one that stands in so few places may, where the right form stands so many times as often;
_OFTENER_LONGER = 50  # of a word of so many letters half as often is enough: it has few others beside it
_LONGER = 5
_OFTENER_DAMAGED = 25  # one that sound texts have seldom, where the right form stands so many times as often,
_OFTENER_NO_WORD = 3  # or so many, where they have it as a misprint at most
_MOST_BOTH = 100  # places of a form that may be damage where another form of the same word is, too
_RARE = 300  # times as often must the right form be known as one that is not so rare;
_RARE_SCANNED = 75  # so many where the manuscript was scanned, of which the book is a witness
_KNOWN = 10  # times as often as the damaged form must the right one be known
_LONG = 8  # letters of a word that has hardly another beside it that looks like it, however rare
_LONG_ALONE = 7  # of one for which a form is seen that stands nowhere else
_LONG_SPLIT = 6  # of one in such a form that has two letters for one, as "in" for "m"
_FAIR = 5  # letters of a word that need stand only once, where what is seen for it stands nowhere
_PLAIN = 3  # of one that stands twice, or is no name, where what is seen for it stands nowhere else
# What both texts may have misread, each in its own way.
_COMMON_SHORT = "the and not was his him her had but are one all she who for you has our out"
_MEANT = (*COMMON, *_COMMON_SHORT.split())

# Words that look like a denial. Too much hangs on it: they are never damage to one.
_DENYING = "not no nor none never kein keine nie ne pas rien sans non"
_BESIDE = """
    hot rot pot net nut nor not lot cot dot got jot nod tot now note knot so to do go for done bone hone lone tone gone
    nine nave sever fever lever ever nerve bein beine rein reine sein seine fein feine nee re he be me pus pis par bien
    lien sons sens nom
"""
_DENIALS, _BESIDE_DENIALS = frozenset(_DENYING.split()), frozenset(_BESIDE.split())


def is_slip(quoted: Form, printed: Form, lexicon: Lexicon, *, named: bool = False) -> bool:
    """Whether the form of the witness, or that of the quotation, is damage to the other's word, or both are to a third.
    `named`: they may be names, of which any may stand but once."""
    if Levenshtein.distance(quoted.word, printed.word, score_cutoff=4) > 4:
        return False
    there = _Seen(printed, lexicon.damaged, lexicon.throughout, own=1, times=_RARE)
    here = _Seen(quoted, lexicon.scanned, _never, own=0, times=_RARE_SCANNED)
    if _is_damage(quoted.word, there, lexicon, named=named) or _is_damage(printed.word, here, lexicon, named=named):
        return True
    words = [word for word in (quoted.word, printed.word) if word not in TELLTALES]  # of those there may be many
    if len(quoted.word) < _PLAIN or max(map(lexicon.often, words), default=0) > _MOST_BOTH:
        return False
    if not (lexicon.damaged() and lexicon.scanned()):
        return False
    here = here._replace(times=_RARE)
    return any(
        _is_damage(word, there, lexicon) and _is_damage(word, here, lexicon)
        for word in (*_MEANT, *({*misreadings(quoted.word)} & {*misreadings(printed.word)}))
        if abs(len(word) - len(printed.word)) <= most_changed(word)
    )


class _Seen(NamedTuple):
    """A form that may be damage, in a text that may be damaged, or so `throughout`. `own`: 1 where it is what the
    library has there, and is counted among its words; `times` as often must the word that was meant stand, where it is
    not unknown."""

    form: Form
    damaged: Callable[[], bool]
    throughout: Callable[[], bool]
    own: int
    times: int


def _never() -> bool:
    """Of a manuscript, which is too short to tell."""
    return False


def _is_damage(meant: str, seen: _Seen, lexicon: Lexicon, *, named: bool = True) -> bool:
    """Whether `seen` stands in a damaged text for the word `meant`: figures among letters anywhere, unknown words in a
    text that has others such."""
    word = seen.form.word
    if meant.isdecimal() and word.isdecimal():
        return False
    if not word.isalpha() and any(map(str.isalpha, word)):
        return looks_like(meant, word) or _lost(meant, word)
    if not meant.isalpha() or (meant in _DENIALS and word in _BESIDE_DENIALS):
        return False
    others, known = lexicon.often(word) - seen.own, lexicon.often(meant)
    told = word in TELLTALES
    if not (told or others <= max(_UNKNOWN, known)) or not looks_like(meant, word):
        return False  # most words: they are not laid letter on letter
    if told and known >= _KNOWN * max(1, others):
        return True
    doubtful = _Doubtful(meant, seen, others, known, named)
    return seen.damaged() and (_is_unknown if others <= _UNKNOWN else _is_seldom)(doubtful, lexicon)


class _Doubtful(NamedTuple):
    """A form that may be damage to the word `meant`, which has `known` places in the library; the form has so many
    `others` than where it is looked at. `named`: it may be a name."""

    meant: str
    seen: _Seen
    others: int
    known: int
    named: bool


def _is_unknown(form: _Doubtful, lexicon: Lexicon) -> bool:
    """Whether what stands hardly anywhere else is damage: any form that is no name, where much is known; else that of a
    word that is long, or known better."""
    meant, seen, others, _, named = form
    known = form.known or lexicon.often(f"{meant}s")  # a name that stands in the genitive alone, a thing in the plural
    if not named and others <= lexicon.few and len(meant) >= _PLAIN:
        return True
    alone = _LONG_SPLIT if len(seen.form.word) != len(meant) else _LONG_ALONE
    rare = others + seen.own
    fair = rare <= 1 and known > others and len(meant) >= (_PLAIN if not others and known > 1 else _FAIR - rare)
    if not known and not others and len(meant) >= _FAIR and seen.throughout():
        return True  # a name that stands nowhere else: in such a text more of them are misread than are written amiss
    return fair or len(meant) >= (_LONG if others else alone) or known >= _KNOWN * max(1, others)


def _is_seldom(form: _Doubtful, lexicon: Lexicon) -> bool:
    """Whether what stands elsewhere too is damage, for all that sound texts and its share of the places say."""
    meant, seen, _, known, named = form
    most = max(_UNKNOWN, known // _OFTENER_NO_WORD)  # with more it is no damage, whatever else is known of it
    others = lexicon.written(*seen.form, most + seen.own) - seen.own
    if others > most:
        return False
    if others <= _UNKNOWN:
        return _is_unknown(form._replace(others=others), lexicon)
    sound = lexicon.sound(*seen.form)
    if sound == "hardly" and not named and len(meant) >= _PLAIN and others <= known // _OFTENER_NO_WORD:
        return True
    likely = _is_likely(others, known, seen.times, meant) or (sound and others <= known // _OFTENER_DAMAGED)
    return sound != "known" and bool(likely) and known >= _KNOWN * others


def _is_likely(others: int, known: int, times: int, meant: str) -> bool:
    """Whether a form is so seldom beside the word that it is damage for all that is known of it. `others`: the places
    in which it stands beside this one."""
    oftener = _OFTENER_LONGER if len(meant) >= _LONGER else _OFTENER
    return others <= max(_UNKNOWN, min(_SELDOM, known // oftener), known // times)


def _lost(meant: str, seen: str) -> bool:
    """Whether the two differ just where the witness has no letter but a figure or a lost one."""
    if len(meant) != len(seen) or not meant.isalpha():
        return False
    return all(a == b or not b.isalpha() for a, b in zip(meant, seen, strict=True))


# -- words run together ----------------------------------------------------------------------------------------------


def runs_on(quoted: str, printed: Form, lexicon: Lexicon, *, behind: bool) -> bool:
    """Whether `printed` is the word at an end of a quotation and the one beside it, of which a scanner has not seen
    that they are two: "notan", "theHarbour". `behind`: the other one stands behind it. `quoted` is folded, and
    `printed` written as it stands, with its capitals."""
    word, written = printed
    rest = word.removeprefix(quoted) if behind else word.removesuffix(quoted)
    beside = (_BEHIND if behind else _BEFORE) | (_SMALL if quoted in _SMALL else frozenset())
    if behind and len(quoted) >= _LONGER:
        beside |= _BEHIND_LONGER
    longer = min(len(rest), len(quoted)) >= _LONGER or quoted in (_BEFORE if behind else _BEHIND)
    whole = longer and len(rest) >= _PLAIN and lexicon.often(rest) >= _WELL_KNOWN
    at = len(quoted) if behind else len(word) - len(quoted)
    capital = written[at - 1 : at].islower() and written[at : at + 1].isupper()
    if rest == word or not (rest in beside or whole or capital) or not lexicon.damaged():
        return False
    return lexicon.often(word) <= 1 or lexicon.sound(word, word) in ("hardly", "seldom")


# Common words that are no endings, and such as no word begins with; of two small ones together there is no word.
_ENDING = "and that was they their you which were from had has have this not who with"
_ENDING_LONGER = "her his him the for are but she"  # of a longer word: "pan" and "the" may be one
_BEGINNING = "the and that which they were their from was"
_SMALLEST = "the of to an it is in on not as at by be he we or so if no"
_WELL_KNOWN = 100  # times a longer word must stand in the library that another has run into
_BEHIND, _BEHIND_LONGER, _BEFORE, _SMALL = (
    frozenset(words.split()) for words in (_ENDING, _ENDING_LONGER, _BEGINNING, _SMALLEST)
)
