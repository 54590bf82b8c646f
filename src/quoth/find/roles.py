"""What stands in quotation marks and is no quotation: titles, terms, scare quotes, a novel's dialogue.

They are kept with their role, and never accused. In doubt a stretch is a quotation: nothing that claims to be
somebody's words goes unchecked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.find.pairs import Pair
from quoth.find.speech import is_said
from quoth.model.manuscript import Block, BlockKind, Manuscript, QuotationRole
from quoth.model.text import Span

__all__ = ["is_dialogue", "role_of"]

SHORT = 3  # words; longer stretches are somebody's words unless they are titles
MANY = 40  # quoted stretches from which a text can be a novel

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL_WORDS = (
    "a an the and or of in on at to for from with by as but nor is de la le les des du et en der die das und von zu im "
    "el los las y del il lo gli di da e o a och i av för van het een"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_WORK = re.compile(
    r"(?:\b(?:book|novel|essay|poem|article|chapter|film|movie|song|story|play|painting|pamphlet|lecture|paper|"
    r"ballad|ode|opera|symphony|hymn|column|review|series|episode|album|single|entitled|titled|headed|title|"
    r"Buch|Roman|Aufsatz|Gedicht|Artikel|Kapitel|Lied|Titel|betitelt|livre|roman|poème|chapitre|chanson|intitulée?s?|"
    r"libro|novela|poema|artículo|capítulo|titulad[oa]|romanzo|saggio|intitolat[oa])\b[\s,:]*(?:\w+\s){0,2})$",
    re.IGNORECASE,
)
_PERFORMED = re.compile(
    r"\b(?:reads?|reading|recit(?:e[ds]?|ing)|sang|sings?|performed|published|translated|reviewed)\s(?:aloud\s)?$"
)
_NAMED = re.compile(
    r"(?:\b(?:so-called|called|termed|known as|named|dubbed|nicknamed|styled|labelled|labeled|"
    r"words?|term|terms|phrase|expression|"
    r"letters?|concept of|notion of|idea of|meaning|means|sogenannte[nrsm]?|genannt|Wort|Wörter|Begriff|Ausdruck|"
    r"dit|mots?|terme|appelée?s?|llamad[oa]s?|palabras?|término|cosiddett[aoie]|parol[ae]|termine)\s+(?:of\s|a\s|an\s|the\s)?)$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"\b(?:an?|the|this|that|these|those|his|her|its|their|our|my|no|any|such|ein\w*|de[rnms]|die|das|"
    r"les?|la|une?|des|el|los|las|un[ao]?|il|lo)\s$",
    re.IGNORECASE,
)
_CITING: frozenset[BlockKind] = frozenset({"note", "bibliography"})
_PLACE = re.compile(r"[”’“\"'»«,.\s]{1,4}(?:[(\[]\s*\d{4}|\d+\b|in:?\s+[^\W\d_])")  # year, volume or page, "in …"
_UTTERED = re.compile(r"[.!?…,;:—–-]$")


def role_of(
    manuscript: Manuscript, span: Span, block: Block, *, noted: bool, dialogue: bool, title_marks: bool = False
) -> QuotationRole:
    """The role of a stretch in marks. `noted`: a note stands at its very end; `dialogue`: the text is a novel."""
    text = manuscript.text
    if title_marks or (block.kind in _CITING and _is_cited(text, span, block.span)):
        return "title"
    words = _WORD.findall(span.of(text))
    before = text[max(block.span.start, span.start - 60) : span.start].rstrip("“”„‟\"‘’‚'«»‹›`「『《〈 \n")
    before += " "
    if not noted and _is_title(words, before, span.of(text)):
        return "title"
    if dialogue:
        return "dialogue"
    if noted or len(words) > SHORT or re.search(r"[.!?;…]", span.of(text)) or not words:
        return "quotation" if words else "term"
    if _NAMED.search(before) or (_DETERMINED.search(before) and span.of(text)[-1].isalnum()):
        return "term"
    if is_said(text, span, block.span):
        return "quotation"
    if span.of(text).endswith(","):
        return "quotation"
    return "term" if len(words) > 1 else "scare"


def _is_cited(text: str, span: Span, block: Span) -> bool:
    """In a note, a title is what a place to find it follows: ‘Is Citizenship Gendered?’ (1994) 28 Sociology 379."""
    if not text[span.start].isupper() or text[max(block.start, span.start - 4) : span.start].rstrip(
        "“‘\"'«„ "
    ).endswith(":"):
        return False
    return _PLACE.match(text, span.stop, block.stop) is not None


def _is_title(words: Sequence[str], before: str, quoted: str) -> bool:
    """Capitalised Like This, or after a word for a work. One capital at the head is only a sentence."""
    if not words or not words[0][0].isupper() or len(words) > 15 or quoted.rstrip(",").endswith((".", "—", "–", "…")):
        return False
    if quoted.endswith(("?", "!")) and before.rstrip().endswith((".", "?", "!", ",", ":")):
        return False  # somebody cries it
    great = [word for word in words if word.lower() not in _SMALL]
    capitals = sum(word[0].isupper() for word in great)
    if _WORK.search(before):
        return bool(great)
    fewest = 2 if _PERFORMED.search(before) else 3
    return len(great) >= fewest and capitals == len(great) and not quoted.endswith(",")


def is_dialogue(manuscript: Manuscript, pairs: Sequence[Pair]) -> bool:
    """Whether the text is a novel: no notes, many quoted stretches, utterances most of them, and paragraphs that
    begin with them."""
    if manuscript.notes or len(pairs) < MANY:
        return False
    text, blocks = manuscript.text, manuscript.blocks
    uttered = sum(
        _UTTERED.search(text, max(pair.span.start, pair.span.stop - 1), pair.span.stop) is not None for pair in pairs
    )
    speaking = {pair.blocks[0] for pair in pairs}
    heads = {pair.blocks[0] for pair in pairs if pair.span.start - blocks[pair.blocks[0]].span.start <= 2}
    return 2 * uttered > len(pairs) and 2 * len(heads) > len(speaking)
