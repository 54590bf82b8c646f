"""What a reference manager's fields say of the cites that stand in them: not evidence, but the truth."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from quoth.model.citation import Cite
from quoth.model.manuscript import Managed
from quoth.model.record import Record

__all__ = ["managed_cites"]


def managed_cites(cites: Sequence[Cite], fields: Sequence[Managed]) -> dict[str, Record]:
    """The entry of each cite that stands in a field, by cite id.

    A field with one item means it by all that was read in its words; one with several means them in their order, where
    as many cites were read. Otherwise nobody can say which is which.
    """
    told: dict[str, Record] = {}
    for field in fields:
        within = [cite for cite in cites if field.span.start <= cite.span.start < field.span.stop]
        items = [_entry(item) for item in field.items]
        if len(items) == 1:
            items *= len(within)
        if len(items) == len(within):
            told |= {cite.id: item for cite, item in zip(within, items, strict=True)}
    return told


def _entry(text: str) -> Record:
    """The item as an entry; its number in the manager's own database is no key that a person could use."""
    from quoth.records.csljson import record  # noqa: PLC0415 - few manuscripts have such fields

    item = json.loads(text)
    return replace(record(item), key=str(item.get("citation-key") or ""))
