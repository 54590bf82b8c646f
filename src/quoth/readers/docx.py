"""Word documents (docx, docm, dotx; transitional and strict).

The text is read as its author would see it with all tracked changes accepted, comments and hidden text away. What a
comment says to quoth is kept, with the words it is laid upon. Notes
carry the numbers that Word prints, and follow the text, footnotes before endnotes. What stands in a text box does not
interrupt the sentence that the box is anchored in. Running heads are no text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from quoth.errors import DamagedFile, EmptyFile, TooLarge
from quoth.model.manuscript import Manuscript, Metadata, NoteKind
from quoth.readers.builder import Builder, count_words
from quoth.readers.docxnotes import Call, note_calls
from quoth.readers.docxstyles import Styles
from quoth.readers.docxwalk import Walk, raw_text
from quoth.readers.ooxml import WORD, Package, attribute, children, local, open_package

__all__ = ["read"]

_PARTS: dict[NoteKind, str] = {"footnote": "footnotes", "endnote": "endnotes"}
_ADDED, _GONE = ("ins", "moveTo"), ("del", "moveFrom")


def read(data: bytes, path: str) -> Manuscript:
    """The manuscript in a Word document. An address's part is a member of the zip ("word/document.xml"), its path the
    XPath of a w:t, its offset counts that element's letters.

    EmptyFile, ProtectedFile, UnknownFormat, DamagedFile, TooLarge where there is nothing to read.
    """
    package = open_package(data, path)
    document = _open(package)
    raw_words = sum(count_words(raw_text(root)) for root in document.roots)
    if not raw_words:
        raise EmptyFile("there is not a word in it", where=path, todo="Name a file that holds text.")
    builder = Builder(path=path, data=data, format="docx")
    calls, by_page = note_calls(document.body, document.settings)
    walk = Walk(builder, Styles(document.styles, document.body), calls, _comments(package, builder))
    walk.main(package.main, document.body)
    for kind in _PARTS:
        _read_notes(walk, builder, document, kind, [call for call in calls.values() if call.kind == kind])
    for running in document.running:
        builder.recognised(raw_text(running))
    _warn(builder, document, walk, by_page)
    return builder.build(metadata=_metadata(package), raw_words=raw_words)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    """The parts of a document that matter, parsed. `notes` are a part's name and root by kind."""

    body: etree._Element
    styles: etree._Element | None
    settings: etree._Element | None
    notes: dict[NoteKind, tuple[str, etree._Element]] = field(default_factory=dict)
    running: tuple[etree._Element, ...] = ()

    @property
    def roots(self) -> list[etree._Element]:
        return [self.body, *(root for _, root in self.notes.values()), *self.running]


def _open(package: Package) -> _Document:
    found = {name: next(iter(package.related(name)), None) for name in ("styles", "settings", *_PARTS.values())}
    parts = {name: package.part(member) for name, member in found.items() if member is not None}
    return _Document(
        body=package.part(package.main),
        styles=parts.get("styles"),
        settings=parts.get("settings"),
        notes={kind: (found[name] or "", parts[name]) for kind, name in _PARTS.items() if name in parts},
        running=tuple(package.part(name) for kind in ("header", "footer") for name in package.related(kind)),
    )


def _comments(package: Package, builder: Builder) -> dict[str, str]:
    """The words of the comments, by id."""
    try:
        roots = [package.part(name) for name in package.related("comments")]
    except (DamagedFile, TooLarge) as trouble:
        builder.warn("W166", f"the document's comments could not be read: {trouble.what}")
        return {}
    comments = (comment for root in roots for comment in children(root, "comment"))
    return {attribute(comment, "id") or "": " ".join(raw_text(comment).split()) for comment in comments}


def _read_notes(walk: Walk, builder: Builder, document: _Document, kind: NoteKind, calls: list[Call]) -> None:
    """The notes of one kind, in the order of their calls; those that nothing calls are not printed by Word either."""
    part, root = document.notes.get(kind, ("", None))
    bodies = {attribute(note, "id"): note for note in children(root, kind)}
    places = {note: index + 1 for index, note in enumerate(children(root, kind))}
    for call in calls:
        note = bodies.pop(call.id, None)
        if note is not None:
            walk.note(part, note, f"/w:{kind}s[1]/w:{kind}[{places[note]}]", call)
    left = [words for note in bodies.values() if (words := raw_text(note).strip())]
    builder.recognised(" ".join(left))
    if left:
        builder.warn("W165", f"{len(left)} {kind}s that nothing in the text calls were left out", part)


def _warn(builder: Builder, document: _Document, walk: Walk, by_page: list[NoteKind]) -> None:
    added, gone = (sum(_changes(root, names) for root in document.roots) for names in (_ADDED, _GONE))
    if added or gone:
        what = f"tracked changes ({added} insertions, {gone} deletions): the text is read with all of them accepted"
        builder.warn("W161", what)
    for kind in by_page:
        builder.warn("W162", f"{kind}s are numbered anew on each page; here they are numbered through")
    if walk.hidden:
        builder.warn("W163", f"{walk.hidden} words of hidden text were left out")
    if walk.has_pages:
        builder.warn("W164", "pages are those of the last layout that Word saved, or of breaks set by hand")


def _changes(root: etree._Element, names: tuple[str, ...]) -> int:
    """How many changes of the text itself; those of formats and of bare paragraph marks do not count."""
    changes = (element for space in WORD for name in names for element in root.iter(f"{{{space}}}{name}"))
    return sum(any(local(inner) in {"t", "delText"} for inner in change.iter()) for change in changes)


def _metadata(package: Package) -> Metadata:
    """From the core properties (ECMA-376 part 2, 11)."""
    said: dict[str, str] = {}
    for name in package.related("core-properties", ""):
        for element in package.part(name):
            if isinstance(element.tag, str):
                said[etree.QName(element).localname] = (element.text or "").strip()
    return Metadata(
        title=said.get("title", ""),
        authors=tuple(_names(said.get("creator", ""))),
        date=said.get("created", "")[:10],
        language=said.get("language", ""),
        identifiers=tuple(filter(None, [said.get("identifier", "")])),
    )


def _names(creator: str) -> Iterator[str]:
    yield from (name.strip() for name in creator.split(";") if name.strip())
