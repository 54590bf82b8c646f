"""Quotations as somebody's manuscript has them."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["markdown"]

_NESTED = str.maketrans({"“": "‘", "”": "’", "„": "‘", "‟": "‘"})


def markdown(texts: Sequence[str]) -> str:
    """Each quotation in a paragraph of its own, in double marks; marks inside it are single ones. No notes."""
    return "\n\n".join(
        ["# Other people's words", *(f"One witness wrote this: “{_inside(text)}”" for text in texts), ""]
    )


def _inside(text: str) -> str:
    """`text` inside double quotation marks, without blank lines and without what Markdown would take for mark-up."""
    single = re.sub(r'(^|[\s(—-])"', r"\1‘", text.translate(_NESTED)).replace('"', "’")
    return re.sub(r"\n\s*\n", "\n", re.sub(r"[*_`<>#\\$~^]", "", single)).strip()
