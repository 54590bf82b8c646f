"""The works as CSL-JSON, which reference managers and pandoc read."""

from __future__ import annotations

import json
from collections.abc import Iterable

from quoth.model.source import Edition, Work
from quoth.records.item import Item, as_item

__all__ = ["items", "write"]


def items(works: Iterable[Work]) -> list[Item]:
    """One item for each edition of each work, in their order."""
    return [_item(edition) for work in works for edition in work.every_edition]


def _item(edition: Edition) -> Item:
    """As the user's own bibliography has it, where it has it; else all that the manuscript says."""
    if edition.record is None:
        return as_item(edition.id, edition.reference)
    item: Item = json.loads(edition.record.item)
    return {"type": "document", **item, "id": edition.record.key or edition.id}


def write(works: Iterable[Work]) -> str:
    """One array, with a final line end."""
    return json.dumps(items(works), ensure_ascii=False, indent=1) + "\n"
