"""A reference manager's fields are believed before all that can be read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from tests.find.noted import noted

from quoth.find.citations import find_citations
from quoth.model.manuscript import Managed
from quoth.model.text import Span
from quoth.resolve.resolved import Resolved, resolve
from quoth.writers import csl

QUAY = {"id": 1, "type": "book", "title": "The Quay", "author": [{"family": "Voss", "given": "Anna"}],
        "issued": {"date-parts": [["1931"]]}, "publisher": "Ekman", "ISBN": "1"}  # fmt: skip
SHIPS = {"id": 2, "type": "book", "title": "Ships", "author": [{"family": "Dahl", "given": "Carl"}]}
MONEY = {"id": 3, "type": "article-journal", "title": "On Money", "author": [{"family": "Voss", "given": "Bo"}]}


def led(notes: list[str], fields: dict[int, list[dict[str, Any]]]) -> Resolved:
    """The notes resolved, those of `fields` (by index) being fields with these items."""
    manuscript = noted(*notes)
    managed = [
        Managed(span=manuscript.notes[at].span, items=tuple(map(json.dumps, items))) for at, items in fields.items()
    ]
    manuscript = replace(manuscript, managed=tuple(managed))
    return resolve(find_citations(manuscript), manuscript, (), ())


def titles(found: Resolved) -> list[str]:
    works = {work.id: work.title for work in found.works}
    return [works[one.work] if one.work else one.status for one in found.resolutions]


def test_the_field_says_what_a_short_form_cannot() -> None:
    found = led(["Voss, 12.", "Voss, 13.", "Ibid., 14."], {0: [QUAY], 1: [MONEY], 2: [MONEY]})
    assert titles(found) == ["The Quay", "On Money", "On Money"]
    assert {one.by for one in found.resolutions} == {"your reference manager"}


def test_what_is_typed_by_hand_meets_what_is_managed() -> None:
    found = led(["Anna Voss, _The Quay_ (Lund: Ekman, 1931), 12.", "Voss, _Quay_, 13.", "Ibid., 3."], {1: [QUAY]})
    assert titles(found) == ["The Quay"] * 3
    assert len(found.works) == 1
    assert csl.items(found.works) == [QUAY | {"id": "voss-quay"}]  # all that the manager has of it


def test_several_items_are_taken_in_order_or_not_at_all() -> None:
    notes = ["Voss, _Quay_, 12; Dahl, _Ships_, 3.", "Voss, 4.", "Dahl, _Ships_, 9; Dahl, _Storms_, 3; Roe, _Sea_, 2."]
    found = led(notes, {0: [QUAY, SHIPS], 2: [SHIPS, MONEY]})
    assert titles(found) == ["The Quay", "Ships", "The Quay", "Ships", "Storms", "Sea"]


def test_a_field_reaches_no_further_than_its_words() -> None:
    manuscript = noted("Voss, _Quay_, 12.", "Dahl, _Ships_, 3.")
    field = Managed(span=Span(start=0, stop=manuscript.notes[0].span.stop), items=(json.dumps(QUAY),))
    manuscript = replace(manuscript, managed=(field,))
    found = resolve(find_citations(manuscript), manuscript, (), ())
    assert titles(found) == ["The Quay", "Ships"]
    assert found.resolutions[1].by != "your reference manager"
