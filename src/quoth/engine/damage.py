"""What scanners and old types make of words, and whether the form that a text has is damage to another.

Damage is believed only where the letters are ones that printing and scanning confuse, one form is all but unknown to
the library while the other is well known in it, and the text that has the unknown form has more such: a witness that
was scanned, or a manuscript that was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

__all__ = [
    "FEW",
    "MISREADINGS",
    "TELLTALES",
    "Form",
    "Lexicon",
    "Standing",
    "is_scanned",
    "is_slip",
    "looks_like",
    "misreadings",
    "runs_on",
]

# Small words as scanners misread them, and as nobody writes them. A text that has some of these is damaged; in one that
# has none, a rare word is a word.
_SEEN = """
    tlie tbe thc tlic lhe fhe aud wbich whicb wliich whioh witb tbat tliat lhat bave liave bim liim frora tbey tliey
    tliis tbis thnt hnve nnd ond qne ponr dn anx nne uue uud nicbt uicht ift fich perclie nna qneste
"""
TELLTALES = frozenset(_SEEN.split())


Standing = Literal["hardly", "seldom", "known"]  # how sound texts have a form: as a misprint, as may be, as a word


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What is known of words where two are compared, words being folded letters.

    `often`: in how many places of the library a word stands. `written`: in how many it is written as here ("hed", not
    "he'd"), and `sound` how witnesses that are sound have it so (None: too few are, to say what words there are).
    `few`: in how many places of a library so large what is no word may stand besides. `damaged`, `scanned`: whether the
    witness, or the manuscript, is a text that a scanner has damaged.
    """

    often: Callable[[str], int]
    written: Callable[[str, str], int]
    sound: Callable[[str, str], Standing | None]
    few: int
    damaged: Callable[[], bool]
    scanned: Callable[[], bool]


class Form(NamedTuple):
    """A word as it stands in a text: its folded letters, and how it is written, in small letters."""

    word: str
    written: str


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
_UNKNOWN = 2  # a form that the library has no oftener than this, beside where it is looked at, may be damage
_SELDOM, _OFTENER = 8, 100  # one that stands in so few places may, where the right form stands so many times as often;
_OFTENER_LONGER = 50  # of a word of so many letters half as often is enough: it has few others beside it
_LONGER = 5
_OFTENER_DAMAGED = 25  # one that sound texts have seldom, where the right form stands so many times as often,
_OFTENER_NO_WORD = 3  # or so many, where they have it as a misprint at most
_RARE = 300  # times as often must the right form be known as one that is not so rare;
_RARE_SCANNED = 75  # so many where the manuscript was scanned, of which the book is a witness
_KNOWN = 10  # times as often as the damaged form must the right one be known
_LONG = 8  # letters of a word that has hardly another beside it that looks like it, however rare
_LONG_ALONE = 7  # of one for which a form is seen that stands nowhere else
_LONG_SPLIT = 6  # of one in such a form that has two letters for one, as "in" for "m"
_FAIR = 5  # letters of a word that need stand only once, where what is seen for it stands nowhere
_PLAIN = 3  # of one that stands twice, or is no name, where what is seen for it stands nowhere else
_LETTERS_EACH = 3  # of a word, for each that is misread; a short one may have one


def _alike() -> frozenset[tuple[str, str]]:
    groups = [(one, other) for group in _ALIKE for one in group for other in group if one != other]
    pairs = [(one, other) for one, other in map(str.split, _PAIRED)]
    return frozenset([*groups, *pairs, *((other, one) for one, other in pairs)])


_TAKEN = _alike()
_LONGEST_CHANGE = max(abs(len(one) - len(other)) for one, other in _TAKEN)
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

# Words that look like a denial. Too much hangs on it: they are never damage to one.
_DENYING = "not no nor none never kein keine nie ne pas rien sans non"
_BESIDE = """
    hot rot pot net nut nor not lot cot dot got jot nod tot now note knot so to do go for done bone hone lone tone gone
    nine nave sever fever lever ever nerve bein beine rein reine sein seine fein feine nee re he be me pus pis par bien
    lien sons sens nom
"""
_DENIALS, _BESIDE_DENIALS = frozenset(_DENYING.split()), frozenset(_BESIDE.split())


def misreadings(word: str) -> Iterator[str]:
    """The forms of which a scanner sees one for the other: one letter, or a pair, taken for another."""
    for letters, seen in _TAKEN:
        for at in range(len(word)):
            if word.startswith(letters, at):
                yield word[:at] + seen + word[at + len(letters) :]


MISREADINGS = TELLTALES | {form for word in _COMMON.split() for form in misreadings(word)} - {*_WORDS_TOO.split()}


@lru_cache(maxsize=4)
def is_scanned(text: str) -> bool:
    """Whether a manuscript has words as scanners misread them."""
    return sum(word in MISREADINGS for word in text.split()) >= FEW


def is_slip(quoted: Form, printed: Form, lexicon: Lexicon, *, named: bool = False) -> bool:
    """Whether the form of the witness, or that of the quotation, is damage to the other's word, or both are to a third.
    `named`: they may be names, of which any may stand but once."""
    if Levenshtein.distance(quoted.word, printed.word, score_cutoff=4) > 4:
        return False
    there = _Seen(printed, lexicon.damaged, own=1, times=_RARE)
    here = _Seen(quoted, lexicon.scanned, own=0, times=_RARE_SCANNED)
    if _is_damage(quoted.word, there, lexicon, named=named) or _is_damage(printed.word, here, lexicon, named=named):
        return True
    if len(quoted.word) < _PLAIN or not (lexicon.damaged() and lexicon.scanned()):
        return False
    here = here._replace(times=_RARE)
    return any(
        _is_damage(word, there, lexicon) and _is_damage(word, here, lexicon)
        for word in (*_MEANT, *({*misreadings(quoted.word)} & {*misreadings(printed.word)}))
        if abs(len(word) - len(printed.word)) <= _LONGEST_CHANGE * max(1, len(word) // _LETTERS_EACH)
    )


class _Seen(NamedTuple):
    """A form that may be damage, in a text that may be damaged. `own`: 1 where it is what the library has there, and is
    counted among its words; `times` as often must the word that was meant stand, where it is not unknown."""

    form: Form
    damaged: Callable[[], bool]
    own: int
    times: int


def _is_damage(meant: str, seen: _Seen, lexicon: Lexicon, *, named: bool = True) -> bool:
    """Whether `seen` stands in a damaged text for the word `meant`: figures among letters anywhere, unknown words in a
    text that has others such."""
    word, own = seen.form.word, seen.own
    if meant.isdecimal() and word.isdecimal():
        return False
    if any(map(str.isalpha, word)) and not word.isalpha():
        return looks_like(meant, word) or _lost(meant, word)
    if not meant.isalpha() or (meant in _DENIALS and word in _BESIDE_DENIALS):
        return False
    rare, known = lexicon.often(word), lexicon.often(meant)
    told, unknown = word in TELLTALES, rare - own <= _UNKNOWN
    if not (told or unknown or rare - own <= known):
        return False  # most words: they need not be laid letter on letter
    if not looks_like(meant, word):
        return False
    if not told and not unknown:
        rare = lexicon.written(*seen.form)
        likely = _is_likely(rare - own, known, seen.times, meant)
        sound = lexicon.sound(*seen.form)
        if sound == "hardly" and not named and len(meant) >= _PLAIN and rare - own <= known // _OFTENER_NO_WORD:
            return seen.damaged()
        if sound == "known" or not (likely or (sound and rare - own <= known // _OFTENER_DAMAGED)):
            return False
    if not named and rare - own <= min(_UNKNOWN, lexicon.few) and len(meant) >= _PLAIN and seen.damaged():
        return True
    alone = _LONG_SPLIT if len(word) != len(meant) else _LONG_ALONE
    long = unknown and len(meant) >= (alone if rare == own else _LONG)
    fair = rare <= 1 and known > rare and len(meant) >= (_PLAIN if rare == own and known > 1 else _FAIR - rare)
    return (long or fair or known >= _KNOWN * max(1, rare - own)) and (told or seen.damaged())


def _is_likely(others: int, known: int, times: int, meant: str) -> bool:
    """Whether a form is so seldom beside the word that it is damage for all that is known of it. `others`: the places
    in which it stands beside this one."""
    oftener = _OFTENER_LONGER if len(meant) >= _LONGER else _OFTENER
    return others <= max(_UNKNOWN, min(_SELDOM, known // oftener), known // times)


def looks_like(meant: str, seen: str) -> bool:
    """Whether a scanner can have seen `seen` for the word `meant`: letters taken for others, not too many of them."""
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


# -- words run together ----------------------------------------------------------------------------------------------


def runs_on(quoted: str, printed: str, lexicon: Lexicon, *, behind: bool) -> bool:
    """Whether `printed` is the word at an end of a quotation and the one beside it, of which a scanner has not seen
    that they are two: "notan". `behind`: the other one stands behind it. Both are folded."""
    rest = printed.removeprefix(quoted) if behind else printed.removesuffix(quoted)
    beside = (_BEHIND if behind else _BEFORE) | (_SMALL if quoted in _SMALL else frozenset())
    if behind and len(quoted) >= _LONGER:
        beside |= _BEHIND_LONGER
    longer = min(len(rest), len(quoted)) >= _LONGER and lexicon.often(rest) >= _WELL_KNOWN
    if rest == printed or not (rest in beside or longer) or not lexicon.damaged():
        return False
    return lexicon.often(printed) <= 1 or lexicon.sound(printed, printed) in ("hardly", "seldom")


# Common words that are no endings, and such as no word begins with; of two small ones together there is no word.
_ENDING = "and that was they their you which were from had has have this not who with"
_ENDING_LONGER = "her his him the for are but she"  # of a longer word: "pan" and "the" may be one
_BEGINNING = "the and that which were their from was"
_SMALLEST = "the of to an it is in on not as at by be he we or so if no"
_WELL_KNOWN = 100  # times a longer word must stand in the library that another has run into
_BEHIND, _BEHIND_LONGER, _BEFORE, _SMALL = (
    frozenset(words.split()) for words in (_ENDING, _ENDING_LONGER, _BEGINNING, _SMALLEST)
)
