"""A web page saved as text, with notes flattened onto its words: what of its apparatus is understood.

    python bench/serge.py ../shared/data/serge

The text is under copyright and stands beside the checkout, never in it; what is known of it here is counts and labels.
"""

from __future__ import annotations

import sys
from pathlib import Path

import quoth
from victoria import Figures, letters

# The note that each work is first cited in, and the notes that lead to it: read off the essay by hand.
WORKS = {
    "conquered city": {"1"},
    "memoirs of a revolutionary": {"2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "14", "16", "17"},
    "the case of comrade tulayev": {"13"},
    "unforgiving years": {"15"},
}
NOTES = 17


def measure(folder: Path) -> Figures:
    report = quoth.check(folder / "essay.txt")
    works = {work.id: letters(work.title) for work in report.works}
    leads = {resolution.cite: resolution.work for resolution in report.resolutions}
    labels = {note.id: note.label for note in report.manuscript.notes}
    reached = {
        (labels[citation.note], works[work])
        for citation in report.citations
        if citation.note
        for cite in citation.cites
        if (work := leads[cite.id])
    }
    wanted = {(note, title) for title, notes in WORKS.items() for note in notes}
    quoted = {labels[note] for quotation in report.quotations for note in quotation.notes[:1] if quotation.near}
    accused = [verdict.quotation for verdict in report.verdicts if verdict.wording != "unchecked"]
    shares = {
        "notes with an anchor": sum(1 for note in report.manuscript.notes if note.anchors) / NOTES,
        "notes leading to the right work": len(reached & wanted) / len(wanted),
        "works": len(report.works),
        "notes with a quotation": len(quoted) / NOTES,
        "called anything but unchecked": len(accused),
    }
    misses = [f"note {note} should lead to {title}" for note, title in sorted(wanted - reached)]
    return Figures(shares=shares, misses=(*misses, *(f"too much: {pair}" for pair in sorted(reached - wanted))))


def main() -> None:
    figures = measure(Path(sys.argv[1]))
    for key, value in figures.shares.items():
        print(f"{key:<36} {value:.3f}" if isinstance(value, float) else f"{key:<36} {value}")
    print(*(f"  {miss}" for miss in figures.misses), sep="\n")


if __name__ == "__main__":
    main()
