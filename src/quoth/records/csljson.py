"""CSL-JSON: items as they are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from quoth.errors import DamagedFile
from quoth.model.record import Record
from quoth.records.item import as_reference

__all__ = ["read", "record", "records"]


def read(text: str, path: Path) -> tuple[Record, ...]:
    """The items of an array, or of an object that holds one as "items". DamagedFile where there is neither."""
    return records(_array(text, path))


def _array(text: str, path: Path) -> list[Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _damaged(path) from error
    items = found.get("items") if isinstance(found, dict) else found
    if not isinstance(items, list):
        raise _damaged(path)
    return items


def _damaged(path: Path) -> DamagedFile:
    return DamagedFile("this is no CSL-JSON", where=str(path), todo="Export the bibliography again, as CSL-JSON.")


def records(items: Sequence[object]) -> tuple[Record, ...]:
    """One record for each of `items` that is an object with a title."""
    made = (record(item) for item in items if isinstance(item, Mapping))
    return tuple(each for each in made if each.reference.title)


def record(item: Mapping[str, Any], files: tuple[str, ...] = ()) -> Record:
    key = str(item.get("citation-key") or item.get("id") or "")
    return Record(key=key, reference=as_reference(item), item=json.dumps(item, ensure_ascii=False), files=files)
