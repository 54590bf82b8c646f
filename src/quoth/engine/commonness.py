"""How common a word is, before a library is asked: a small one cannot tell that "the" is common and "harbour" not.

Two classes of small words of the languages of our first users, with the share of running text that a word of the class
has, in round numbers; every other word is taken to be as rare as an ordinary noun. What a library counts is added to
this, so that with a hundred thousand words of its own it has the greater say.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quoth.fold import folded

__all__ = ["BACKGROUND", "shares"]

BACKGROUND = 100_000  # words: how much text the shares below are worth, beside the library's own
_RARE = 1e-5

_CLASSES = {
    0.01: """
        the of and to in a that it is was he for i with as his on be at by
        le la les de des du et à un une il que en est
        der die und in den von zu das mit sich des ist
        il di e che la in un a per del non
        el la de que y en los un por con no las se
    """,
    0.002: """
        you not had have her him she they this but from or are which were we my me all one there their been has when so
        who what will would if no more out up an your its our do did could into than them then some other only now any
        may about like time such very upon can must two should these those over after before own
        elle nous vous qui dans pour sur ne pas se ce au plus par avec son sa ses mais ou je lui tout était cette
        er sie es ich nicht auf für im dem ein eine auch als an nach wie war aus bei noch nur so aber wir hat wenn oder
        le lo gli una si è con da sono ma come più io al dei della era questo nel
        una su para al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me
    """,
}  # fmt: skip

_SHARES = {folded(word): of_text for of_text, words in reversed(_CLASSES.items()) for word in words.split()}


def shares(words: Sequence[str]) -> NDArray[np.float64]:
    """The share of running text that each word (folded letters) has."""
    return np.array([_SHARES.get(word, _RARE) for word in words])
