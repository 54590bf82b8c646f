"""Which notes a TEI text has, and from where each is called: learned before the walk, since calls may point ahead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from quoth.model.manuscript import NoteKind
from quoth.readers.teiheader import identity, local_name, words_of

__all__ = ["Apparatus", "TeiNote", "is_division"]

# What may stand as a note's mark: figures, one letter, a small roman number, signs like * and †; maybe in brackets.
_MARK = re.compile(r"[\[(]?\s*(?:note\s*)?(?:\d{1,4}[a-z]?|[a-z]|[ivxlc]{1,7}|[^\w\s]{1,4})\s*[.)\]]?", re.IGNORECASE)
_MARGIN = ("marg", "left", "right", "inside", "outside", "inline", "interlinear", "top", "opposite")
_END = ("end", "back")


@dataclass(frozen=True, slots=True, kw_only=True)
class TeiNote:
    """A note as the walk needs it. `called`: some mark elsewhere calls it, so where it stands it is not called."""

    reference: str
    label: str
    kind: NoteKind
    called: bool


def is_division(element: etree._Element | None) -> bool:
    """div, and P4's div0 to div7."""
    name = "" if element is None else local_name(element)
    return name[:3] == "div" and name[3:] in {"", *"01234567"}


class Apparatus:
    """`notes` by their elements; `calls` from the element where a call stands to the notes' reference; `marks` are
    those of the calling elements whose words are nothing but the note's mark."""

    def __init__(self, texts: list[etree._Element]) -> None:
        elements = [element for text in texts for element in text.iter() if isinstance(element.tag, str)]
        bodies = [element for element in elements if local_name(element) == "note" and _is_apparatus(element)]
        self._numbered = 0
        self.calls: dict[etree._Element, str] = {}
        self.marks: set[etree._Element] = set()
        labels = self._called(bodies, elements)
        self.notes = {body: self._note(body, f"note-{i}", labels) for i, body in enumerate(bodies)}

    def _called(self, bodies: list[etree._Element], elements: list[etree._Element]) -> dict[str, str]:
        """Finds all calls. From the reference of each note called to the label that its first mark shows, or ""."""
        by_id = {identity(body): f"note-{i}" for i, body in enumerate(bodies) if identity(body)}
        anchors = {identity(element): element for element in elements if identity(element)}
        labels: dict[str, str] = {}
        for element in elements:
            if local_name(element) in {"ref", "ptr", "anchor"}:
                for reference in (by_id[target] for target in _targets(element) if target in by_id):
                    self._call(element, reference, labels)
        for i, body in enumerate(bodies):
            for anchor in (anchors[target] for target in _targets(body) if target in anchors):
                if local_name(anchor) != "note":
                    self._call(anchor, f"note-{i}", labels)
        return labels

    def _call(self, element: etree._Element, reference: str, labels: dict[str, str]) -> None:
        words = words_of(element)
        if words and not _MARK.fullmatch(words):
            if local_name(element) == "ref":
                return  # "see my note on this" mentions the note and does not call it
        elif words:
            self.marks.add(element)
        self.calls[element] = reference
        labels[reference] = labels.get(reference) or words * (element in self.marks)

    def _note(self, body: etree._Element, reference: str, labels: dict[str, str]) -> TeiNote:
        label = labels.get(reference) or body.get("n") or _own_label(body)
        if not label:
            self._numbered += 1
            label = str(self._numbered)
        return TeiNote(reference=reference, label=_bare(label), kind=_kind(body), called=reference in labels)


def _targets(element: etree._Element) -> list[str]:
    return [target.removeprefix("#") for target in (element.get("target") or element.get("corresp") or "").split()]


def _is_apparatus(note: etree._Element) -> bool:
    """Not a note: a bracketed remark inside a note, and what stands in the margin without a mark."""
    if note.get("n") or note.get("target"):
        return True
    if next((above for above in note.iterancestors() if local_name(above) == "note"), None) is not None:
        return False
    return not note.get("place", "").lower().startswith(_MARGIN)


def _kind(note: etree._Element) -> NoteKind:
    said = (note.get("place") or note.get("type") or "").lower()
    if said.startswith(_END):
        return "endnote"
    if said.startswith(("foot", "bottom")):
        return "footnote"
    return "endnote" if any(local_name(above) == "back" for above in note.iterancestors()) else "footnote"


def _own_label(note: etree._Element) -> str:
    first = next(_elements(note), None)
    return words_of(first) if first is not None and local_name(first) == "label" else ""


def _elements(parent: etree._Element) -> Iterator[etree._Element]:
    return (child for child in parent if isinstance(child.tag, str))


def _bare(label: str) -> str:
    """The label without brackets and points around it: "[12]" and "12." are 12."""
    return label.strip().strip("[]().").strip() or label.strip()
