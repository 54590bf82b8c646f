"""What kind of difference an edit is, in an editor's words: a number, a name, a negation, an inflection.

The gravest thing that a difference does names it: "twelve" for "not ten" is a negation. Nothing here decides whether
words differ; the engine has done that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from quoth.engine.words import one_spelling
from quoth.fold import folded
from quoth.judge.senses import language_of, negation
from quoth.model.finding import Alignment, EditOp, Nature

__all__ = ["GRAVE", "bracketed", "named", "stands_for"]

GRAVE: frozenset[Nature] = frozenset(
    {"negation", "number", "name", "pronoun", "substitution", "omission", "insertion", "transposition"}
)  # of the others an author may say: it is the same thing

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NAMES_NO_NAMES = frozenset({"de"})  # languages in which every noun has a capital
_SENTENCE_ENDS = frozenset(".!?:“\"‘'(—-")

_FUNCTION: dict[str, str] = {
    "en": "a an the this that these those and or but nor so yet for of in on at to from by with upon into unto as than "
    "am is are was were be been being do does did have has had shall should will would can could may might must "
    "which who whom whose what when where there here very too also then thus such some any o oh",
    "de": "der die das den dem des ein eine einen einem einer eines und oder aber denn in im an am auf aus bei mit "
    "nach von vom zu zum zur ist sind war waren sein hat hatte haben wird wurde werden daß dass als wie so auch",
    "fr": "le la les l un une des du de d et ou mais car en dans à au aux par pour sur avec est sont était être a ont "
    "avait avoir que qui dont où ce cet cette ces si aussi très y",
    "it": "il lo la i gli le un uno una e o ma di a da in con su per tra fra del della dei è sono era essere ha aveva "
    "che cui come così anche",
    "es": "el la los las un una y o pero de a en con por para sobre es son era ser ha había que como así también",
}
_PRONOUNS: dict[str, str] = {
    "en": "i me my mine myself you your yours thou thee thy he him his himself she her hers herself it its itself we "
    "us our ours they them their theirs one",
    "de": "ich mich mir mein meine du dich dir dein er ihn ihm sein sie ihr ihre wir uns unser euch es man sich",
    "fr": "je me moi mon ma mes tu te toi ton ta tes il lui elle son sa ses nous notre nos vous votre vos ils elles "
    "leur leurs on se",
    "it": "io me mi mio mia tu te ti tuo tua lui lei suo sua noi ci nostro nostra voi vi vostro loro si",
    "es": "yo me mi tú te tu él ella su sus nosotros nos nuestro vosotros os ellos ellas se",
}
_ENDINGS: dict[str, str] = {
    "en": "s es ed d ing er est en n th st eth ly ies ied y e",
    "de": "e en er es em n s t st te ten test et",
    "fr": "e s es x ent er ez é ée és ées ait aient ais a ai er ir ons ont ant aux al",
    "it": "a e i o are ere ire ato ata ati ate ava avano ano ono",
    "es": "a o e s as os es an on ar er ir ado ada aba aban ó é í ía",
}
_IRREGULAR = (
    "am is are was were be been being", "has have had having", "do does did done doing", "go goes went gone",
    "say says said", "see sees saw seen", "come comes came", "run runs ran", "write writes wrote written",
    "think thinks thought", "know knows knew known", "give gives gave given", "take takes took taken",
    "shall should", "will would", "can could", "may might", "man men", "woman women", "child children",
    "make makes made", "speak speaks spoke spoken", "feel feels felt", "find finds found", "tell tells told",
    "bin bist ist sind war waren", "hat haben hatte", "suis es est sont était", "ai as a ont avait",
)  # fmt: skip
_FAMILIES = tuple(frozenset(forms.split()) for forms in _IRREGULAR)
FEW = 3  # words: brackets that say more explain something, and may do it in any words
_SEX = {**dict.fromkeys(("he", "him", "his", "himself"), "m"), **dict.fromkeys(("she", "her", "hers", "herself"), "f")}
_SHORTENED = {"m": "am", "re": "are", "s": "is", "ve": "have", "ll": "will", "d": "would", "t": "not"}


def named(place: Alignment, text: str) -> Alignment:
    """The same place with the nature of every difference said. `text` is the manuscript's."""
    if all(edit.op in ("equal", "accidental") for edit in place.edits):
        return place
    language = language_of(place.passage.before + place.passage.text + place.passage.after)
    edits = tuple(
        edit if edit.op in ("equal", "accidental") else replace(edit, nature=_nature(edit, place, text, language))
        for edit in place.edits
    )
    return replace(place, edits=edits)


def bracketed(edit: EditOp, place: Alignment, text: str) -> Nature | None:
    """What the author's words in brackets do to the sense, of which brackets are no excuse: a negation, another number,
    a name for another name, another sex; None where they do no such thing."""
    language = language_of(place.passage.before + place.passage.text + place.passage.after)
    put, printed = (" ".join(_WORD.findall(words)) for words in (_whole(edit, text), place.printed(edit)))
    denies = [negation(_in_full(words), language) is not None for words in (put, printed)]
    if denies[0] != denies[1] and (len(_words(put)) <= FEW or denies[1]) and len(_words(printed)) <= FEW:
        return "negation"
    printed = printed or stands_for(edit, place, text)
    if _numbers(put) and _numbers(printed) and _numbers(put) != _numbers(printed):
        return "number"
    names = _names(put, "x", language), _names(printed, "x", language)
    if language not in _NAMES_NO_NAMES and names[0] and names[1] and names[0].isdisjoint(names[1]):
        return "name"
    sexes = [{_SEX[word] for word in _words(words) if word in _SEX} for words in (put, printed)]
    alone = len(_words(put)) == 1  # "[her teacher's]" for "his" is another matter
    return "pronoun" if alone and sexes[0] and sexes[1] and sexes[0].isdisjoint(sexes[1]) else None


def stands_for(edit: EditOp, place: Alignment, text: str) -> str:
    """The words of the source that brackets stand for, "" for none; of brackets at the beginning of a quotation, as
    many as they have of the sentence before the passage."""
    printed, count = place.printed(edit), len(_words(_whole(edit, text)))
    if printed or edit.quotation.start != place.quotation.start or count > FEW:
        return printed
    before = place.passage.before.rstrip()
    return "" if before[-1:] in _SENTENCE_ENDS else " ".join(_WORD.findall(before)[-count:])


def _whole(edit: EditOp, text: str) -> str:
    """What stands in the quotation, words whole that brackets part: "[n]obody"."""
    return edit.quotation.of(text).replace("[", "").replace("]", "")


def _nature(edit: EditOp, place: Alignment, text: str, language: str) -> Nature | None:
    if edit.op in ("ellipsis", "bracket"):
        return None
    if edit.op in ("spelling", "slip"):
        return "spelling" if edit.op == "spelling" else "damage"
    if edit.op == "move":
        return "transposition"
    quoted, printed = edit.quotation.of(text), place.printed(edit)
    grave = _grave(quoted, printed, _is_name(edit, place, text, language), language)
    if grave is not None:
        return grave
    if edit.op == "replace":
        return _of_words(_words(quoted), _words(printed), language)
    only = _words(quoted or printed)
    if all(_is_in(_FUNCTION, word, language) for word in only):
        return "function word"
    if all(_is_in(_PRONOUNS, word, language) for word in only):
        return "pronoun"
    return "omission" if edit.op == "omit" else "insertion"


def _grave(quoted: str, printed: str, name: bool, language: str) -> Nature | None:
    """What turns the sense, whatever else differs: a negation, a number, a name that only one side has."""
    if (negation(_in_full(quoted), language) is None) != (negation(_in_full(printed), language) is None):
        return "negation"
    if _numbers(quoted) != _numbers(printed):
        return "number"
    return "name" if name else None


def _words(words: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(words)]


def _in_full(words: str) -> str:
    """Without the apostrophe of a contraction: "can't" and "cannot" both deny."""
    return " ".join(_words(words))


def _numbers(words: str) -> list[str]:
    spelt = (one_spelling(folded(word)) for word in _WORD.findall(words) if not word.isalpha() or len(word) > 2)
    return sorted(word for word in spelt if word[:1].isdigit() and word not in ("1", "1st", "2nd"))  # "one", "second"


def _is_name(edit: EditOp, place: Alignment, text: str, language: str) -> bool:
    """Whether words with a capital in the midst of a sentence stand on one side only."""
    if language in _NAMES_NO_NAMES:
        return False
    passage = place.passage
    before = passage.before + passage.text[: edit.passage.start - passage.span.start]
    here = _names(edit.quotation.of(text), text[: edit.quotation.start][-3:], language)
    there = _names(place.printed(edit), before[-3:], language)
    return bool(here ^ there)


def _names(words: str, before: str, language: str) -> set[str]:
    """The words with a capital that no sentence gave them. `before` are the letters before `words`."""
    opens = "\n\n" in before or not before.strip() or before.strip()[-1] in _SENTENCE_ENDS
    found = set()
    for match in _WORD.finditer(words):
        lead = words[: match.start()].rstrip()
        first = (lead[-1] in _SENTENCE_ENDS) if lead else opens
        small = _is_in(_PRONOUNS, match[0].lower(), language) or _is_in(_FUNCTION, match[0].lower(), language)
        if match[0][0].isupper() and not first and not small and not match[0].startswith(("I'", "I’")):
            found.add(match[0].lower().removesuffix("'s").removesuffix("’s"))
    return found


def _of_words(quoted: Sequence[str], printed: Sequence[str], language: str) -> Nature:
    quoted, printed = _uncontracted(quoted), _uncontracted(printed)
    if quoted == printed:
        return "contraction"
    both = [*quoted, *printed]
    if all(_is_in(_PRONOUNS, word, language) for word in both):
        return "pronoun"
    if len(quoted) == len(printed) and all(
        one == other or _inflected(one, other, language) for one, other in zip(quoted, printed, strict=True)
    ):
        return "inflection"
    if all(_is_in(_FUNCTION, word, language) for word in both):
        return "function word"
    return "substitution"


def _is_in(words: dict[str, str], word: str, language: str) -> bool:
    return word in _listed(words.get(language, ""))


@cache
def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _uncontracted(words: Sequence[str]) -> list[str]:
    whole = []
    for word in words:
        head, mark, tail = word.partition("'")
        if word in ("cannot", "can't"):
            whole += ["can", "not"]
        elif mark and tail == "t" and head.endswith("n"):
            whole += [head[:-1], "not"]
        else:
            whole += [head, _SHORTENED[tail]] if mark and tail in _SHORTENED else [word]
    return whole


def _inflected(one: str, other: str, language: str) -> bool:
    """Whether two words are forms of one: another ending, or forms that a list knows."""
    if any(one in family and other in family for family in _FAMILIES):
        return True
    stem = 0
    while stem < min(len(one), len(other)) and one[stem] == other[stem]:
        stem += 1
    endings = _ENDINGS.get(language, "").split()
    least = max(3, (max(len(one), len(other)) + 1) // 2)
    rests = (one[stem:].strip("'"), other[stem:].strip("'"))
    return stem >= least and all(not rest or rest in endings for rest in rests)
