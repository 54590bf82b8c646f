"""Verbs that announce other people's words, in the languages biographies are written in, and who speaks."""

from __future__ import annotations

import re

from quoth.model.text import Span

__all__ = ["announcer_of", "announces", "is_said", "speaker_of"]

_FORMS: dict[str, str] = {
    "en": "said say says saying wrote write writes written writing remarked remarks remarking replied replies "
    "exclaimed exclaims exclaiming asked asks answered answers declared declares declaring noted notes "
    "observed observes recalled recalls remembered remembers explained explains explaining added adds "
    "adding cried cries told tells telling insisted insists concluded concludes continued continues "
    "described describes describing recorded records reported reports complained complains confessed "
    "confesses admitted admits argued argues claimed claims stated states announced announces muttered "
    "mutters whispered whispers shouted shouts murmured murmurs echoed quoted quotes quoting reads warned "
    "warns urged urges begged begs reflected reflects commented comments suggested suggests responded "
    "responds thought thinks discovered returned testified testifies rejoined retorted ejaculated "
    "interposed",
    "de": "sagt sagte sagten schreibt schrieb schrieben geschrieben meint meinte erklärt erklärte notiert "
    "notierte bemerkt bemerkte erinnert erinnerte berichtet berichtete ruft rief fragt fragte antwortet "
    "antwortete fügte heißt hieß erzählt erzählte gestand klagte betonte urteilte",
    "fr": "dit disait disent écrit écrivit écrivait déclare déclara répond répondit remarque remarqua raconte "
    "raconta explique expliqua écrie écria demande demanda affirme affirma note nota notait confie confia "
    "ajoute ajouta avoue avoua",
    "es": "dijo dice decía escribe escribió escribía declara declaró responde respondió explica explicó "
    "recuerda recordó afirma afirmó contesta contestó pregunta preguntó exclamó añadió",
    "it": "disse dice diceva scrive scrisse scriveva dichiara dichiarò risponde rispose ricorda ricordò afferma "
    "affermò spiega spiegò aggiunse esclamò chiese",
    "pt": "disse diz escreve escreveu escrevia perguntou respondeu afirmou declarou explicou recorda",
    "nl": "zei zegt schreef schrijft verklaarde antwoordde vroeg vertelde merkte noteerde",
    "sv": "sa sade säger skrev skriver svarade frågade förklarade berättade",
    "da": "sagde siger skrev skriver svarede spurgte",
    "ru": "сказал сказала говорил говорила говорит писал писала пишет написал написала ответил ответила "
    "вспоминал вспоминала вспоминает заявил заявила отмечал отмечала спросил спросила воскликнул",
    "pl": "powiedział powiedziała mówił mówiła pisał pisała pisze napisał napisała wspominał wspominała odpowiedział",
}
_VERBS = frozenset(form for forms in _FORMS.values() for form in forms.split())
_PHRASES = re.compile(
    r"according to|\bwords of|\bown words|put it|laut\b|selon\b|según\b|secondo\b|по словам", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")

_NAME = (
    r"(?:(?:[Tt]he|Dr\.|Mr\.|Mrs\.|Miss|Sir|Lord|Lady|Queen|King|Prince|Princess|Baron|Count)\s)?"
    r"[^\W\d_a-zß-ÿа-я][\w’'-]+(?:\s(?:(?:de|von|van|of|the|du|la)\s)?[^\W\d_a-zß-ÿа-я][\w’'-]+){0,3}"
)
_AFTER = (
    re.compile(rf"\W{{1,4}}(?P<verb>[^\W\d_]+)\s(?P<name>{_NAME})"),
    re.compile(rf"\W{{1,4}}(?P<name>{_NAME})\s(?P<verb>[^\W\d_]+)"),
)
_BEFORE = re.compile(rf"(?P<name>{_NAME})\s(?P<verb>[^\W\d_]+)[,:]\s?\W?$")
_SAYING = re.compile(rf"(?P<name>{_NAME})\s(?:(?:had|has|once|later|also|then|himself|herself)\s)?(?P<verb>[^\W\d_]+)")
_DESCRIBED = re.compile(r"[,.!?;—-]?[\"'”’»]{1,2}\s(?P<who>(?:one|another|an?|the|his|her|their)(?:\s[^\W\d_]+){2,4})")
_PRONOUNS = "he she they it we i you who but and then so as in when this that what there er sie es il elle"
_NOBODY = frozenset(_PRONOUNS.split())
_LEAD = 240  # letters before what is set off in which it is announced
_NEAR = 48  # letters beside a quotation in which its verb is looked for


def announces(sentence: str) -> bool:
    """Whether a sentence has a verb of saying, writing, remembering."""
    return any(word in _VERBS for word in _WORD.findall(sentence.lower())) or _PHRASES.search(sentence) is not None


def is_said(text: str, quotation: Span, block: Span) -> bool:
    """Whether a verb of saying stands beside the quotation, in its own sentence."""
    before = text[max(block.start, quotation.start - _NEAR) : quotation.start]
    after = text[quotation.stop : min(block.stop, quotation.stop + _NEAR)]
    before = re.split(r"[.!?;”»]\s", before)[-1]
    after = re.split(r"[.!?;:“«]", after.lstrip("’'”\"»“. "))[0]
    return announces(before) or announces(after)


def speaker_of(text: str, quotation: Span, block: Span) -> str | None:
    """Who says it, where a name stands directly beside the verb; None where that is not plain."""
    for pattern in _AFTER:
        after = pattern.match(text, quotation.stop, min(block.stop, quotation.stop + 80))
        if after is not None and after["verb"] in _VERBS:
            return _somebody(after["name"])
    described = _described(text, quotation.stop, min(block.stop, quotation.stop + 80))
    if described is not None:
        return described
    words = text[max(block.start, quotation.start - 80) : quotation.start]
    before = _BEFORE.search(words) if "," in words[-4:] or ":" in words[-4:] else None
    if before is not None and before["verb"] in _VERBS:
        return _somebody(before["name"])
    return None


def announcer_of(text: str, start: int) -> str | None:
    """Who is said to speak by the sentence that announces what is set off at `start`, if it ends with a colon: "Mazin
    put it thus in a letter of that year, and wrote:"; None where that is not plain."""
    lead = text[max(0, start - _LEAD) : start].rstrip(" \n\"'“‘«„")
    if not lead.endswith(":"):
        return None
    sentence = re.split(r"(?<=[.!?])\s+(?=[^\W\da-z_])|\n", lead)[-1]
    names = {found["name"] for found in _SAYING.finditer(sentence) if found["verb"] in _VERBS}
    return _somebody(names.pop()) if len(names) == 1 else None


def _described(text: str, start: int, stop: int) -> str | None:
    """Somebody without a name, behind a quotation: “…,” one character explains."""
    found = _DESCRIBED.match(text, start, stop)
    if found is None:
        return None
    words = found["who"].split()
    verb = next((at for at, word in enumerate(words) if at > 1 and word in _VERBS), None)
    return " ".join(words[:verb]) if verb is not None else None


def _somebody(name: str) -> str | None:
    return None if name.split(maxsplit=1)[0].lower() in _NOBODY else name
