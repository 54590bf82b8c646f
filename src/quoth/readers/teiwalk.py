"""The walk over a TEI text: what each element says to the builder."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from quoth.model.manuscript import BlockKind
from quoth.readers.builder import Builder, Node
from quoth.readers.comments import COMMENT, comment_of
from quoth.readers.descent import Level, Work, descend, path_to
from quoth.readers.entities import Entities, entity_name
from quoth.readers.pen import WHITE, Pen
from quoth.readers.teiheader import identity, local_name, marks_are_kept, words_of
from quoth.readers.teinotes import Apparatus, TeiNote, is_division
from quoth.readers.teipages import page_labels
from quoth.readers.teiquotes import HOLDS_BLOCKS, QUOTING, has_marks, is_set_off, marks_for

__all__ = ["NAMESPACE", "Walk"]

NAMESPACE = "http://www.tei-c.org/ns/1.0"

_PREFIXES = {NAMESPACE: "tei:", "": ""}

_HYPHENS = "-\u00ad\u2010\u2011¬"
_PLAIN: set[BlockKind] = {"paragraph", "verse"}
_VERSE = {"l", "lg", "sp"}
_NOT_EMPHATIC = ("sup", "sub", "sc", "small", "drop", "initial", "normal", "upright", "roman")
_AS_PRINTED = ("sic", "orig", "abbr", "am", "lem")
_PRINTED_IN = {"corr": "sic", "reg": "orig", "expan": "abbr"}  # P4 keeps the printed form in an attribute
_PARTS: dict[str, BlockKind] = {
    "toc": "contents", "contents": "contents", "bibliography": "bibliography", "references": "bibliography",
}  # fmt: skip


class Walk:
    """One pass over the texts of the document under `root`. Elements that `_WORK` does not name are transparent."""

    def __init__(self, builder: Builder, root: etree._Element, texts: list[etree._Element], entities: Entities) -> None:
        self._builder, self._entities = builder, entities
        self._apparatus = Apparatus(texts)
        self._pages, self._counted = page_labels(texts, builder)
        self._glyphs = _glyphs(root)
        self._marks_kept = marks_are_kept(root)
        self._pen = Pen(builder)
        self._kinds: list[BlockKind] = ["paragraph"]
        self._stanza: etree._Element | None = None  # what holds the line of verse just ended

    def read(self, text: etree._Element) -> None:
        """Write all of `text`."""
        path = path_to(text, _PREFIXES)
        descend(text, path, prefixes=_PREFIXES, begin=self._begin, between=self._letters)
        self._end_block()

    def _begin(self, level: Level) -> Work | None:
        element, parent = level.element, level.parent
        if element.tag is etree.Entity:
            self._pen.say(self._entities.letters(entity_name(element)) or "\ufffd", Node(path=level.path))
            return None
        if parent is not None and element in parent.passed:
            self._builder.recognised(words_of(element))
            return None
        return _WORK.get(local_name(element), Walk._through)(self, level)

    def _letters(self, level: Level) -> None:
        """The text node after the child last read, or before the first."""
        element, last = level.element, level.last
        text = element.text if last is None else last.tail
        if not text:
            return
        level.texts += 1
        if level.silent:
            return
        following = last.getnext() if last is not None else element[0] if len(element) else None
        if _runs_on(following):
            text = text.rstrip(WHITE)
            if len(text) > 1 and text[-1] in _HYPHENS and text[-2].isalpha():
                text = text[:-1]  # the printer's, at the end of a line: the file says that the word is one
        self._pen.say(text, Node(path=f"{level.path}/text()[{level.texts}]"))

    def _end_block(self, kind: BlockKind | None = None, depth: int = 0) -> None:
        """The open block ends; the next letter opens one of `kind`, or of the kind that holds around here."""
        kind = kind or self._kinds[-1]
        self._pen.want(kind, self._kinds.count("quote") if kind == "quote" else depth)
        self._stanza = None

    # -- elements ----------------------------------------------------------------------------------------------

    def _through(self, _level: Level) -> Work:
        yield

    def _left_out(self, level: Level) -> None:
        self._builder.recognised(words_of(level.element))

    def _comment(self, level: Level) -> None:
        self._pen.comment(comment_of(level.element))

    def _section(self, _level: Level) -> Work:
        self._end_block()
        yield
        self._end_block()

    def _within(self, kind: BlockKind) -> Work:
        """All blocks in it are of `kind`; but a list in a quotation is of the quotation."""
        around = self._kinds[-1]
        self._kinds.append(kind if around in _PLAIN or kind in {"caption", "aside"} or around == kind else around)
        self._end_block()
        yield
        self._kinds.pop()
        self._end_block()

    def _block(self, _level: Level) -> Work:
        self._end_block("paragraph" if self._kinds[-1] in _PLAIN else None)
        yield
        self._end_block()

    def _head(self, level: Level) -> Work:
        parent = level.element.getparent()
        if parent is not None and local_name(parent) in {"figure", "table"}:
            self._end_block("caption")
        elif parent is not None and local_name(parent) in {"list", "castList", "castGroup"}:
            self._end_block()
        else:
            above = sum(is_division(ancestor) for ancestor in level.element.iterancestors())
            depth = above + (parent is not None and local_name(parent) == "lg")
            self._end_block("heading", min(6, max(1, depth)))
        yield
        self._end_block()

    def _title_part(self, _level: Level) -> Work:
        self._end_block("heading", 1)
        yield
        self._end_block()

    def _division(self, level: Level) -> Work:
        kind = _PARTS.get((level.element.get("type") or "").lower())
        return self._section(level) if kind is None else self._within(kind)

    def _verse(self, _level: Level) -> Work:
        return self._within("verse" if self._kinds[-1] in _PLAIN else self._kinds[-1])

    def _line(self, level: Level) -> Work:
        """A line of verse goes on the stanza of the line before it, whatever stands between the two lines."""
        stanza = next(a for a in level.element.iterancestors() if local_name(a) not in {*QUOTING, "seg", "add", "cit"})
        around = self._kinds[-1]
        kind: BlockKind = "verse" if around in _PLAIN else around
        if self._stanza is not stanza or self._pen.between_blocks:
            self._end_block(kind)
        self._kinds.append(kind)
        yield
        self._kinds.pop()
        self._stanza = stanza
        self._pen.new_line()

    def _written_line(self, _level: Level) -> Work:
        self._pen.new_line()
        yield
        self._pen.new_line()

    def _aside(self, kind: BlockKind) -> Work:
        """In the middle of a block: said apart, so that the block is whole. Between blocks: a block."""
        if self._pen.between_blocks:
            yield from self._within(kind)
            return
        with self._pen.aside(kind):
            yield from self._apart(kind)

    def _apart(self, kind: BlockKind) -> Work:
        stanza, self._stanza = self._stanza, None
        self._kinds.append(kind)
        yield
        self._kinds.pop()
        self._stanza = stanza

    def _stage(self, _level: Level) -> Work:
        return self._aside("aside")

    def _figure(self, _level: Level) -> Work:
        return self._aside("caption")

    def _emphasis(self, level: Level) -> Work:
        rend = (level.element.get("rend") or level.element.get("rendition") or "").lower().lstrip("#")
        if rend.startswith(_NOT_EMPHATIC) or not words_of(level.element):
            yield
            return
        self._pen.ready()
        self._builder.begin_emphasis()
        yield
        self._builder.end_emphasis()

    def _bibl(self, level: Level) -> Work:
        return self._section(level) if self._pen.between_blocks else self._through(level)

    # -- quotations --------------------------------------------------------------------------------------------

    def _quoting(self, level: Level) -> Work:
        element, parent = level.element, level.element.getparent()
        if parent is not None and local_name(parent) in _VERSE and any(local_name(c) in _VERSE for c in element):
            return self._through(level)  # a speech in a poem: its lines are the poem's
        if is_set_off(element):
            return self._within("epigraph" if self._kinds[-1] == "epigraph" else "quote")
        if self._marks_kept or not words_of(element) or has_marks(element, self._pen.before):
            return self._through(level)
        return self._put_marks(level)

    def _put_marks(self, level: Level) -> Work:
        opening, closing = marks_for(level.element)
        if not level.element.get("prev"):
            self._pen.say(opening, Node(path=level.path))
            self._pen.glue()
        yield
        if not level.element.get("next") and not self._pen.between_blocks:
            self._pen.glue()
            self._pen.say(closing, Node(path=level.path))

    # -- as printed --------------------------------------------------------------------------------------------

    def _choice(self, level: Level) -> Work:
        """One of several forms: the printed one (`choice`), the lemma or the first reading (`app`)."""
        forms = [child for child in level.element if isinstance(child.tag, str)]
        by_rank = {name: form for name in reversed(_AS_PRINTED) for form in forms if local_name(form) == name}
        chosen = next((by_rank[name] for name in _AS_PRINTED if name in by_rank), forms[0] if forms else None)
        level.passed, level.silent = frozenset(form for form in forms if form is not chosen), True
        yield

    def _printed_in_attribute(self, level: Level) -> Work | None:
        attribute = _PRINTED_IN[local_name(level.element)]
        printed = level.element.get(attribute)
        if printed is None:
            return self._through(level)
        self._pen.say(printed, Node(path=f"{level.path}/@{attribute}"))
        self._left_out(level)
        return None

    def _glyph(self, level: Level) -> Work | None:
        if words_of(level.element):
            return self._through(level)
        letters = self._glyphs.get((level.element.get("ref") or level.element.get("type") or "").lstrip("#"))
        self._pen.say(letters or "\ufffd", Node(path=level.path))
        return None

    def _spaced(self, _level: Level) -> Work:
        self._pen.space()
        yield
        self._pen.space()

    # -- notes and breaks --------------------------------------------------------------------------------------

    def _note(self, level: Level) -> Work:
        note = self._apparatus.notes.get(level.element)
        if note is not None:
            return self._note_body(level, note)
        return self._through(level) if "note" in self._kinds else self._aside("aside")

    def _note_body(self, level: Level, note: TeiNote) -> Work:
        parent = level.element.getparent()
        between = parent is None or is_division(parent) or local_name(parent) in HOLDS_BLOCKS
        if not note.called and not (between and self._pen.between_blocks):
            self._pen.call(note.reference)
        level.passed = frozenset(_printed_label(level.element, note.label))
        with self._pen.note(note.reference, note.label, note.kind):
            yield from self._apart("note")

    def _reference(self, level: Level) -> Work | None:
        reference = self._apparatus.calls.get(level.element)
        if reference is None:
            return self._through(level)
        is_mark = level.element in self._apparatus.marks
        self._pen.call(reference, words_of(level.element) if is_mark else "")
        return None if is_mark else self._through(level)

    def _page(self, level: Level) -> Work:
        label = self._pages.get(level.element)
        if label is not None:
            self._pen.turn(label, counted=self._counted)
        return self._break(level)

    def _line_break(self, level: Level) -> Work:
        """A line begins: of this text, unless it is a line of verse or of another edition that is numbered here."""
        elsewhere = self._kinds[-1] == "verse" or bool(level.element.get("ed"))
        if elsewhere and self._pen.line_end not in _HYPHENS:
            self._pen.space()
        elif level.element.get("break") != "no":
            self._pen.new_line()
        return self._break(level)

    def _break(self, level: Level) -> Work:
        if level.element.get("break") == "no":
            self._pen.glue()
        yield


def _printed_label(note: etree._Element, label: str) -> Iterator[etree._Element]:
    """The element that prints the note's own label at its beginning, if there is one."""
    first = note[0] if len(note) else None
    if first is None or (note.text or "").strip():
        return
    shown = words_of(first).strip("[]().: ")
    if local_name(first) == "label" or (local_name(first) in {"ref", "num", "seg", "hi"} and shown == label):
        yield first


def _runs_on(element: etree._Element | None) -> bool:
    """Whether `element` begins a row of breaks, one of which says that the word around it is not broken."""
    while element is not None and local_name(element) in {"lb", "pb", "cb", "gb", "fw", "milestone"}:
        if element.get("break") == "no":
            return True
        if (element.tail or "").strip():
            return False
        element = element.getnext()
    return False


def _glyphs(root: etree._Element) -> dict[str, str]:
    """Letters that the header declares (`glyph`, `char`): from their identity to the letters they map to."""
    found: dict[str, str] = {}
    for element in root.iter():
        if local_name(element) in {"glyph", "char"}:
            mapping = next((inner for inner in element.iter() if local_name(inner) == "mapping"), None)
            if mapping is not None and identity(element):
                found[identity(element)] = words_of(mapping)
    return found


_Handler = Callable[[Walk, Level], Work | None]


def _table(*rows: tuple[str, _Handler]) -> dict[str, _Handler]:
    return {name: handler for names, handler in rows for name in names.split()}


_WORK = _table(
    ("body front back text group floatingText titlePage docTitle sp spGrp surface row argument", Walk._section),
    ("div div0 div1 div2 div3 div4 div5 div6 div7", Walk._division),
    (
        "p ab byline docImprint docEdition docDate imprimatur opener closer dateline salute signed trailer address",
        Walk._block,
    ),
    ("postscript u zone item castItem", Walk._block),
    ("head", Walk._head),
    ("titlePart", Walk._title_part),
    ("lg", Walk._verse),
    ("l", Walk._line),
    ("addrLine line", Walk._written_line),
    ("epigraph", lambda walk, _: walk._within("epigraph")),
    ("list castList", lambda walk, _: walk._within("list")),
    ("table", lambda walk, _: walk._within("table")),
    ("cell", Walk._section),
    ("listBibl", lambda walk, _: walk._within("bibliography")),
    ("bibl biblStruct", Walk._bibl),
    ("speaker", lambda walk, _: walk._within("aside")),
    ("stage", Walk._stage),
    ("figure", Walk._figure),
    ("hi emph title foreign mentioned term distinct", Walk._emphasis),
    ("q quote said soCalled", Walk._quoting),
    ("choice app", Walk._choice),
    (COMMENT, Walk._comment),
    ("corr reg expan", Walk._printed_in_attribute),
    ("g", Walk._glyph),
    ("roleDesc", Walk._spaced),
    ("note", Walk._note),
    ("ref ptr anchor", Walk._reference),
    ("pb milestone", Walk._page),
    ("lb", Walk._line_break),
    ("cb gb", Walk._break),
    ("fw figDesc desc del surplus metamark index interpGrp rt witDetail listWit teiHeader", Walk._left_out),
)
