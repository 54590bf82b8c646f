"""The fields of a Word document that a reference manager wrote: what they hold says which work is cited.

Zotero and Mendeley keep the cited items as CSL-JSON in the code of a field, whose result is the citation as printed;
EndNote keeps records of its own (`endnote.py`).
Source: the citation schema of CSL, csl-citation.json.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from quoth.readers.endnote import endnote_items

__all__ = ["cited_items"]

LARGEST = 1_000_000  # letters of one field's code
_CITATION = re.compile(r"\s*ADDIN\s+(?:ZOTERO_ITEM\s+)?CSL_CITATION\s+(?=\{)")


def cited_items(code: str, data: str = "") -> tuple[str, ...]:
    """The items that a field with this code and data cites, in order, each a CSL-JSON object as text; () where it cites
    none, or is not whole."""
    if len(code) + len(data) > LARGEST:
        return ()
    records = endnote_items(code, data)
    if records is not None:
        return _whole(records)
    found = _CITATION.match(code)
    if found is None:
        return ()
    try:
        said = json.loads(code[found.end() :])
    except (ValueError, RecursionError):
        return ()
    cited = said.get("citationItems") if isinstance(said, dict) else None
    items = [each.get("itemData") for each in cited if isinstance(each, dict)] if isinstance(cited, list) else []
    return _whole(items)


def _whole(items: Sequence[object]) -> tuple[str, ...]:
    """The items as text; () where one of them does not say what it is."""
    whole = all(isinstance(item, dict) and item.get("title") for item in items)
    return tuple(json.dumps(item, ensure_ascii=False) for item in items) if whole else ()
