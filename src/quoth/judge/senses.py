"""Words that turn a sentence round: negations, and provisos ("unless", "except", "if"); and which language a piece of
text is in, since "sin" is a negation in Spanish and none in English.

The lists hold the words whose presence is enough. Words that are as often something else ("save", French "si" in an
affirmation, Italian "si") are left out: what is said of them could not be relied on.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

__all__ = ["language_of", "negation", "proviso"]

# Small words that few other languages have, and that any sentence or two is full of.
_SMALL: dict[str, str] = {
    "en": "the of and to in that is was it his her with he she for as had not which be you my",
    "de": "der die das und ist nicht ein eine ich zu den mit sich auf für von dem daß dass er sie es war wir",
    "fr": "le la les et des un une que qui dans est pour ce il elle je ne pas du au sur avec vous nous",
    "it": "il lo la che di e un una per non con sono è della del gli si più mi come ma",
    "es": "el la los las que de y un una por no con es su del lo se más me como pero",
    "pt": "o a os as que de e um uma por não com é seu do da se mais em como mas foi",
    "nl": "de het een en van ik niet dat te is zijn op met voor hij er aan die maar",
    "sv": "och att det som en är på av för med den till inte han hon jag var ett om",
    "da": "og at det som en er på af for med den til ikke han hun jeg var et om",
    "ru": "и в не на что он с как это по но из я мы был она его",
    "pl": "i w nie na się że z do to jest jak ale był o po jego",
}
_NEGATIONS: dict[str, str] = {
    "en": r"not|never|no|none|nor|neither|nobody|no-?one|nothing|nowhere|cannot|without|hardly|scarcely|\w+n['’]t",
    "de": r"nicht|kein\w*|nie|niemals|nichts|niemand\w*|nirgends|weder|ohne|kaum",
    "fr": r"ne|n['’]\w+|pas|jamais|rien|aucune?|ni|personne|sans|nulle?|guère",
    "it": r"non|mai|nulla|niente|nessun\w*|né|senza|neppure|neanche",
    "es": r"no|nunca|jamás|nada|nadie|ningun\w*|ningún|ni|sin|tampoco",
    "pt": r"não|nunca|jamais|nada|ninguém|nenhum\w*|nem|sem",
    "nl": r"niet|geen|nooit|niets|niemand|zonder|noch",
    "sv": r"inte|ej|icke|aldrig|ingen|inget|inga|ingenting|utan",
    "da": r"ikke|aldrig|ingen|intet|uden",
    "ru": r"не|нет|ни|никогда|ничего|никто|без|нельзя",
    "pl": r"nie|nigdy|nic|nikt|żaden|żadn\w+|bez",
}
_PROVISOS: dict[str, str] = {
    "en": r"unless|except(?:ing)?|if|provided(?:\sthat)?|lest|whether|supposing|on condition",
    "de": r"wenn|falls|sofern|außer|ausser|es sei denn|vorausgesetzt|ob|ausgenommen",
    "fr": r"sauf|excepté|à moins|pourvu qu\w*|hormis|s['’]ils?|si",
    "it": r"salvo|eccetto|tranne|purché|a meno|qualora|se",
    "es": r"si|salvo|excepto|a menos|siempre que|con tal",
    "pt": r"exceto|salvo|a menos|contanto|caso",
    "nl": r"tenzij|mits|behalve|indien|als",
    "sv": r"om|såvida|utom|förutsatt",
    "da": r"hvis|medmindre|undtagen|forudsat",
    "ru": r"если|кроме|разве|лишь бы",
    "pl": r"jeśli|jeżeli|jeśliby|chyba|oprócz|gdyby",
}
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1 << 10)
def language_of(text: str) -> str:
    """The language of which `text` has the most small words; English where none has any."""
    counts = dict.fromkeys(_SMALL, 0)
    words = Counter(_WORD.findall(text.lower()))
    for word in words.keys() & _LANGUAGES.keys():
        for language in _LANGUAGES[word]:
            counts[language] += words[word]
    return max(counts, key=lambda language: counts[language])


_LANGUAGES: dict[str, list[str]] = {}  # by small word, those that have it
for _language, _words in _SMALL.items():
    for _word in set(_words.split()):
        _LANGUAGES.setdefault(_word, []).append(_language)


@lru_cache
def _standing_alone(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE)


def negation(words: str, language: str) -> re.Match[str] | None:
    """The first negation among `words`."""
    return _standing_alone(_NEGATIONS[language]).search(words)


def proviso(words: str, language: str) -> re.Match[str] | None:
    """The first proviso among `words`."""
    return _standing_alone(_PROVISOS[language]).search(words)
