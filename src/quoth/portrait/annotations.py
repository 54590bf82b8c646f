"""The quotations as Web Annotations (W3C, 2017) in JSON-LD: where each stands, and its verdict.

Positions count code points, as the data model wants of a TextPositionSelector (4.2.5), never UTF-16 code units, in the
plain text that lies beside them. No word of a source is in them.
"""

from __future__ import annotations

from typing import Any, Final

from quoth.model.text import Span
from quoth.portrait.edition import WORDINGS, Edition, Exhibit

__all__ = ["annotated"]

TEXT: Final = "text.txt"  # an address beside that of the annotations
CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
AROUND: Final = 32  # letters of the text before and behind, by which a reader finds the words again


def annotated(edition: Edition) -> list[dict[str, Any]]:
    """One for each quotation, in order of the text."""
    return [_annotation(exhibit, edition) for exhibit in edition.exhibits]


def _annotation(exhibit: Exhibit, edition: Edition) -> dict[str, Any]:
    manuscript = edition.report.manuscript
    return {
        "@context": CONTEXT,
        "id": f"urn:sha256:{manuscript.sha256}#{exhibit.target}",
        "type": "Annotation",
        "motivation": "assessing",
        "body": {"type": "TextualBody", "value": WORDINGS[exhibit.verdict.wording][1], "format": "text/plain"},
        "target": {
            "source": TEXT,
            "selector": _selectors(exhibit.quotation.span, manuscript.text),
        },
    }


def _selectors(span: Span, text: str) -> list[dict[str, Any]]:
    return [
        {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(span.start - AROUND, 0) : span.start],
            "suffix": text[span.stop : span.stop + AROUND],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.stop},
    ]
