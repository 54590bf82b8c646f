"""The fields of a Word document that a reference manager wrote: what they hold says which work is cited.

Zotero and Mendeley keep the cited items as CSL-JSON in the code of a field, whose result is the citation as printed.
Source: the citation schema of CSL, csl-citation.json.
"""

from __future__ import annotations

import json
import re

__all__ = ["cited_items"]

LARGEST = 1_000_000  # letters of one field's code
_CITATION = re.compile(r"\s*ADDIN\s+(?:ZOTERO_ITEM\s+)?CSL_CITATION\s+(?=\{)")


def cited_items(code: str) -> tuple[str, ...]:
    """The items that a field with this code cites, in order, each a CSL-JSON object as text; () where it cites none, or
    its code is not whole."""
    found = _CITATION.match(code)
    if found is None or len(code) > LARGEST:
        return ()
    try:
        said = json.loads(code[found.end() :])
    except (ValueError, RecursionError):
        return ()
    cited = said.get("citationItems") if isinstance(said, dict) else None
    items = [each.get("itemData") for each in cited if isinstance(each, dict)] if isinstance(cited, list) else []
    whole = all(isinstance(item, dict) and item.get("title") for item in items)
    return tuple(json.dumps(item, ensure_ascii=False) for item in items) if whole else ()
