"""Two spellings of one word are told from two words, in whatever century and language."""

from __future__ import annotations

import pytest

from quoth.engine.words import habits, one_spelling
from quoth.fold import folded

SAME = (
    "vpon upon|haue have|iustice justice|vnder under|owne own|himselfe himself|goodnesse goodness|publick public|"
    "Thal Tal|Theil Teil|Thür Tür|Muth Mut|nothwendig notwendig|Alterthum Altertum|Thränen Tränen|seyn sein|giebt gibt|"
    "gieng ging|dieß dies|beyde beide|étoit était|avoient avaient|connoître connaître|enfans enfants|tems temps"
    "|foible faible"
)
OTHERS = (
    "value valve|Juan Ivan|soit sait|fois fais|mois mais|nothing noting|plants plans|then ten|thin tin|bath bat|"
    "path pat|"
    "tales Thales|one on|three tree|thick tick|thorn torn|Hand Hände|Kind Kinde|there here|hope hop"
)


@pytest.mark.parametrize("pair", SAME.split("|"))
def test_one_word_in_two_spellings(pair: str) -> None:
    one, other = map(folded, pair.split())
    assert one_spelling(one) == one_spelling(other)
    assert habits(one) != habits(other)


@pytest.mark.parametrize("pair", OTHERS.split("|"))
def test_two_words(pair: str) -> None:
    one, other = map(folded, pair.split())
    assert one_spelling(one) != one_spelling(other)
