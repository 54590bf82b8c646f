"""The works as CSL-JSON, which reference managers and pandoc read."""

from __future__ import annotations

import json
from collections.abc import Iterable

from quoth.model.record import Record
from quoth.model.source import Work
from quoth.records.item import Item, as_item

__all__ = ["items", "write"]


def items(works: Iterable[Work]) -> list[Item]:
    """One item a work, in their order; as the user's own bibliography has it, where it has it."""
    return [_own(work.record) if work.record else as_item(work.id, work.reference) for work in works]


def _own(record: Record) -> Item:
    item: Item = json.loads(record.item)
    return {"type": "document", **item, "id": record.key}


def write(works: Iterable[Work]) -> str:
    """One array, with a final line end."""
    return json.dumps(items(works), ensure_ascii=False, indent=1) + "\n"
