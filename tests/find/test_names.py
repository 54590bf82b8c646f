"""Names: whose surnames a list of people has."""

from __future__ import annotations

import pytest

from quoth.find.names import is_name, names_others, surnames


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Bender, Rolf und Rolf Schumacher", ("bender", "schumacher")),
        ("Carlin, Jerome, Jan Howard und Sheldon Messinger", ("carlin", "howard", "messinger")),
        ("Feest, Johannes/Blankenburg, Erhard", ("feest", "blankenburg")),
        ("Feest / Blankenburg", ("feest", "blankenburg")),
        ("Smith, Jones and Brown", ("smith", "jones", "brown")),
        ("A. Smith, B. Jones, and C. Brown", ("smith", "jones", "brown")),
        ("Smith, J., Jones, A.B., & Brown, C.", ("smith", "jones", "brown")),
        ("Serge, Victor", ("serge",)),
        ("Georgiana, Lady Bloomfield", ("bloomfield",)),
        ("van Gogh, Vincent", ("gogh",)),
        ("F. Haug (ed.)", ("haug",)),
        ("Blankenburg, Erhard; Schönholz, Siegfried, unter Mitarbeit von Ralf Rogowski", ("blankenburg", "schonholz")),
        ("Smith et al.", ("smith",)),
        ("", ()),
    ],
)
def test_surnames(author: str, expected: tuple[str, ...]) -> None:
    assert surnames(author) == expected
    assert not author or is_name(author)


def test_who_names_others() -> None:
    assert names_others("Smith et al.")
    assert names_others("Bender u. a.")
    assert not names_others("Smith and Jones")
