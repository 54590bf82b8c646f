"""What words can be a reference, and what kind of one, where no italics, quotation marks or known forms tell."""

from __future__ import annotations

import re

from quoth.find.labels import YEAR
from quoth.find.names import is_name, significant, words_of
from quoth.find.phrases import SIGNAL
from quoth.find.references import FULL_STOP, Parsed
from quoth.model.citation import CiteForm

__all__ = ["ANY_YEAR", "author_of", "form_of", "is_contained", "is_correspondence", "is_imprint", "is_plausible"]

LONGEST_HEAD = 40  # words of a reference before its places

ANY_YEAR = re.compile(rf"\((?:[^()]*\D)?{YEAR}[a-d]?(?:[-–]\d+)?\)")
_IN_BOOK = re.compile(r"[“‘„«\"'][^“”‘„«»\"]+[”’“»\"'],?\s(?:in:?)\s[^\W\d_a-zß-ÿ]")
_LETTER = re.compile(r"(?P<writer>[^,;:]+?)\s(?:to|an|à|a)\s(?P<reader>[^,;:]+)")
_STARTS_NO_TITLE = words_of("""
    in on at he she it this these that there his her they we i when while as but and for to if so yet here such both all
    some many most nobody no not what who which perhaps
""")
_CONTRIBUTING = frozenset({"by", "edited", "translated", "trans", "ed", "eds", "vol", "compiled", "written"})


def is_contained(text: str) -> bool:
    """A contribution in a book, with its year: "‘Title’ in Book, ed. M. Thornton (1995)"."""
    return _IN_BOOK.match(text) is not None and ANY_YEAR.search(text) is not None


def is_correspondence(text: str) -> bool:
    """ "Abigail Adams to John Adams", "Goethe an Schiller"."""
    found = _LETTER.fullmatch(text)
    return found is not None and is_name(found["writer"]) and is_name(found["reader"])


def is_imprint(loose: str) -> bool:
    """Whether what follows a title may be a publisher or a society: names, no prose."""
    return not loose or (is_name(loose) and len(loose.split()) <= 6)


def author_of(reference: Parsed) -> str:
    """The author as printed, a possessive dropped; what stands behind the title where it says more."""
    before = re.sub(r"['’]s?$", "", reference.author)
    return reference.by if not before or before in reference.by else before


def form_of(reference: Parsed) -> CiteForm:
    if reference.full or reference.type:
        return "full"
    if reference.title:
        return "short"
    return "full" if reference.year else "author"


def is_plausible(text: str, reference: Parsed, *, labelled: bool) -> bool:
    """Whether words without a marked title can be a reference: capitals as titles and names have them, or the order of
    a full reference."""
    words = re.findall(r"[^\W\d_][\w'’-]*", ANY_YEAR.sub("", text))
    if not 0 < len(words) <= LONGEST_HEAD or words[0].lower() in _STARTS_NO_TITLE or _is_small(words[-1]):
        return False
    if max(len(word) for word in words) < 2 or any(text.count(a) != text.count(b) for a, b in ("()", "[]")):
        return False
    if SIGNAL.search(text) or (FULL_STOP.search(text) and not (reference.author and reference.full)):
        return False
    author = reference.author or reference.by
    if author and is_name(author) and (reference.full or reference.place):
        return True
    small = [word for word in words if word[0].islower() and _is_content(word)]
    if not small:
        return len(words) <= 16
    return labelled and bool(reference.author) and len(small) * 2 <= len(words)


def _is_content(word: str) -> bool:
    return word.lower() not in _CONTRIBUTING and not _is_small(word)


def _is_small(word: str) -> bool:
    """An article, a preposition, a conjunction in small letters."""
    return word[0].islower() and significant([word, "\0"]) == ("\0",)
