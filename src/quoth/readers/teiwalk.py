"""The walk over a TEI text: what each element says to the builder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field

from lxml import etree

from quoth.model.manuscript import BlockKind
from quoth.readers.builder import Builder, Node
from quoth.readers.entities import Entities, entity_name
from quoth.readers.teiheader import identity, local_name, marks_are_kept, words_of
from quoth.readers.teinotes import Apparatus, TeiNote, is_division
from quoth.readers.teipages import page_labels

__all__ = ["NAMESPACE", "Walk"]

NAMESPACE = "http://www.tei-c.org/ns/1.0"

Work = Generator[None, None, None]
"""What an element does: up to its `yield` before its letters, from there after them."""

_WHITE = " \t\r\n\f"
_HYPHENS = "-\u00ad\u2010\u2011¬"
_SURE_MARKS = '"“”„‟«»‹›「」『』'
_MARKS = _SURE_MARKS + "'‘’‚‛"
_OPENING = tuple("([{¿¡“„‘‚«‹")
_CLOSING = ",.;:!?)]}" + "”’»›"
_PLAIN: set[BlockKind] = {"paragraph", "verse"}
_SET_OFF = {"p", "l", "lg", "ab", "sp", "list", "text", "body", "floatingText", "table", "div", "quote"}
_HOLDS_BLOCKS = {
    "body",
    "front",
    "back",
    "text",
    "group",
    "titlePage",
    "epigraph",
    "quote",
    "argument",
    "sp",
    "postscript",
}
_VERSE = {"l", "lg", "sp"}
_QUOTING = {"q", "quote", "said", "soCalled"}
_NOT_EMPHATIC = ("sup", "sub", "sc", "small", "drop", "initial", "normal", "upright", "roman")
_AS_PRINTED = ("sic", "orig", "abbr", "am", "lem")
_PRINTED_IN = {"corr": "sic", "reg": "orig", "expan": "abbr"}  # P4 keeps the printed form in an attribute
_PARTS: dict[str, BlockKind] = {
    "toc": "contents", "contents": "contents", "bibliography": "bibliography", "references": "bibliography",
}  # fmt: skip


@dataclass(slots=True)
class _Level:
    """An element on the way down, and what is left of its children and of its own work. `passed` are children that
    are not read; `silent`: the white space between its children is none of the text's."""

    element: etree._Element
    path: str
    children: Iterator[etree._Element]
    work: Work | None = None
    last: etree._Element | None = None
    texts: int = 0
    names: Counter[str] = field(default_factory=Counter)
    passed: frozenset[etree._Element] = frozenset()
    silent: bool = False


@dataclass(slots=True)
class _Flow:
    """Letters are written late: a block opens with its first letter (`wanted`), white space is written before the
    next letter (`due`), so that nothing empty and nothing trailing is written."""

    wanted: tuple[BlockKind, int] | None = None
    due: str = ""  # "", " " or "\n"
    glued: bool = False  # a word runs on over a break: white space is none until the next letter
    stanza: etree._Element | None = None  # what holds the line of verse just ended
    before: str = ""  # the last letter written
    laid_out: bool = False  # the space due is the file's indentation, perhaps


class Walk:
    """One pass over the texts of the document under `root`. Elements that `_WORK` does not name are transparent."""

    def __init__(self, builder: Builder, root: etree._Element, texts: list[etree._Element], entities: Entities) -> None:
        self._builder, self._entities = builder, entities
        self._apparatus = Apparatus(texts)
        self._pages = page_labels(texts, builder)
        self._glyphs = _glyphs(root)
        self._marks_kept = marks_are_kept(root)
        self._kinds: list[BlockKind] = ["paragraph"]
        self._asides = 0
        self._flow = _Flow(wanted=("paragraph", 0))

    def read(self, text: etree._Element) -> None:
        """Write all of `text`. The tree is as deep as the parser allows: no recursion."""
        top = self._down(text, _path_to(text))
        levels = [] if top is None else [top]
        while levels:
            level = levels[-1]
            self._letters(level)
            child = level.last = next(level.children, None)
            if child is None:
                levels.pop()
                next(level.work or iter(()), None)
            elif child.tag is etree.Entity:
                self._say(self._entities.letters(entity_name(child)) or "\ufffd", Node(path=level.path))
            elif isinstance(child.tag, str):
                below = self._down(child, level.path + _step(child, level.names), passed=child in level.passed)
                levels += [] if below is None else [below]
        self._end_block()

    def _down(self, element: etree._Element, path: str, *, passed: bool = False) -> _Level | None:
        """Begin an element; None where its letters are not read."""
        if passed:
            self._builder.recognised(words_of(element))
            return None
        level = _Level(element, path, iter(element))
        level.work = _WORK.get(local_name(element), Walk._through)(self, level)
        if level.work is None:
            return None
        next(level.work)
        return level

    # -- letters -----------------------------------------------------------------------------------------------

    def _letters(self, level: _Level) -> None:
        """The text node after the child last read, or before the first."""
        text = level.element.text if level.last is None else level.last.tail
        if not text:
            return
        level.texts += 1
        if level.silent:
            return
        following = level.element[0] if level.last is None and len(level.element) else _next(level.last)
        if _runs_on(following):
            text = text.rstrip(_WHITE)
            if len(text) > 1 and text[-1] in _HYPHENS and text[-2].isalpha():
                text = text[:-1]  # the printer's, at the end of a line: the file says that the word is one
        self._say(text, Node(path=f"{level.path}/text()[{level.texts}]"))

    def _say(self, text: str, node: Node) -> None:
        """Write letters. White space around them is written with the next letter, unless it only lays out the file
        and the points around say that no space was printed ("(⏎<editor>", "</author>⏎</bibl>,")."""
        core, flow = text.strip(_WHITE), self._flow
        at = len(text) - len(text.lstrip(_WHITE))
        self._space(text[:at])
        if not core:
            return
        if flow.laid_out and flow.due == " " and (core[0] in _CLOSING or flow.before in _OPENING):
            flow.due = ""
        self._ready()
        self._builder.say(core, node, offset=at, collapse=True)
        flow.before, flow.glued, flow.laid_out = core[-1], False, False
        self._space(text[at + len(core) :])

    def _space(self, white: str = " ") -> None:
        flow = self._flow
        if white and not flow.glued:
            flow.due = flow.due or " "
            flow.laid_out = flow.laid_out or "\n" in white

    def _ready(self) -> None:
        """Write what is due before the next letter."""
        flow = self._flow
        if flow.wanted is not None:
            self._builder.open(flow.wanted[0], level=flow.wanted[1])
            flow.wanted, flow.before = None, ""
        elif flow.due == "\n":
            self._builder.newline()
        elif flow.due:
            self._builder.say(" ", collapse=True)
        flow.due = ""

    def _end_block(self, kind: BlockKind | None = None, depth: int = 0) -> None:
        """The open block ends; the next letter opens one of `kind`, or of the kind that holds around here."""
        kind = kind or self._kinds[-1]
        if not self._asides:
            self._builder.close()
        depth = self._kinds.count("quote") if kind == "quote" else depth
        self._flow = _Flow(wanted=(kind, depth))

    # -- elements ----------------------------------------------------------------------------------------------

    def _through(self, _level: _Level) -> Work:
        yield

    def _left_out(self, level: _Level) -> None:
        self._builder.recognised(words_of(level.element))

    def _section(self, _level: _Level) -> Work:
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

    def _block(self, _level: _Level) -> Work:
        self._end_block("paragraph" if self._kinds[-1] in _PLAIN else None)
        yield
        self._end_block()

    def _head(self, level: _Level) -> Work:
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

    def _title_part(self, _level: _Level) -> Work:
        self._end_block("heading", 1)
        yield
        self._end_block()

    def _division(self, level: _Level) -> Work:
        kind = _PARTS.get((level.element.get("type") or "").lower())
        return self._section(level) if kind is None else self._within(kind)

    def _verse(self, _level: _Level) -> Work:
        return self._within("verse" if self._kinds[-1] in _PLAIN else self._kinds[-1])

    def _line(self, level: _Level) -> Work:
        """A line of verse goes on the stanza of the line before it, whatever stands between the two lines."""
        stanza = next(a for a in level.element.iterancestors() if local_name(a) not in {*_QUOTING, "seg", "add", "cit"})
        around = self._kinds[-1]
        kind: BlockKind = "verse" if around in _PLAIN else around
        if self._flow.stanza is not stanza or self._flow.wanted is not None:
            self._end_block(kind)
        self._kinds.append(kind)
        yield
        self._kinds.pop()
        self._flow.stanza, self._flow.due = stanza, "\n"

    def _written_line(self, _level: _Level) -> Work:
        self._flow.due = "\n"
        yield
        self._flow.due = "\n"

    def _aside(self, kind: BlockKind) -> Work:
        """In the middle of a block: said apart, so that the block is whole. Between blocks: a block."""
        if self._flow.wanted is not None:
            yield from self._within(kind)
            return
        self._builder.begin_aside(kind)
        yield from self._apart(kind)

    def _apart(self, kind: BlockKind) -> Work:
        around, self._flow = self._flow, _Flow()
        self._kinds.append(kind)
        self._asides += 1
        yield
        self._asides -= 1
        self._kinds.pop()
        self._flow = around
        self._builder.end_aside()

    def _stage(self, _level: _Level) -> Work:
        return self._aside("aside")

    def _figure(self, _level: _Level) -> Work:
        return self._aside("caption")

    def _emphasis(self, level: _Level) -> Work:
        rend = (level.element.get("rend") or level.element.get("rendition") or "").lower().lstrip("#")
        if rend.startswith(_NOT_EMPHATIC) or not words_of(level.element):
            yield
            return
        self._ready()
        self._builder.begin_emphasis()
        yield
        self._builder.end_emphasis()

    def _bibl(self, level: _Level) -> Work:
        return self._through(level) if self._flow.wanted is None else self._section(level)

    # -- quotations --------------------------------------------------------------------------------------------

    def _quoting(self, level: _Level) -> Work:
        element, parent = level.element, level.element.getparent()
        if parent is not None and local_name(parent) in _VERSE and any(local_name(c) in _VERSE for c in element):
            return self._through(level)  # a speech in a poem: its lines are the poem's
        if _is_set_off(element):
            return self._within("epigraph" if self._kinds[-1] == "epigraph" else "quote")
        if self._marks_kept or not words_of(element) or self._has_marks(element):
            return self._through(level)
        return self._put_marks(level)

    def _has_marks(self, element: etree._Element) -> bool:
        """Whether its quotation marks are in the text, inside it or around. An apostrophe alone proves nothing."""
        words, tail = words_of(element), element.tail or ""
        before = "" if self._flow.due or self._flow.wanted else self._flow.before
        opening = [letter for letter in (words[0], before) if letter and letter in _MARKS]
        closing = [letter for letter in (words[-1], tail[:1]) if letter and letter in _MARKS]
        return bool(opening and closing) or any(letter in _SURE_MARKS for letter in opening + closing)

    def _put_marks(self, level: _Level) -> Work:
        inner = sum(local_name(above) in _QUOTING and not _is_set_off(above) for above in level.element.iterancestors())
        opening, closing = ("‘", "’") if inner % 2 else ("“", "”")
        self._ready()
        if not level.element.get("prev"):
            self._builder.say(opening, Node(path=level.path))
            self._flow.before, self._flow.glued = opening, True
        yield
        if not level.element.get("next") and self._flow.wanted is None:
            self._builder.say(closing, Node(path=level.path))
            self._flow.before = closing

    # -- as printed --------------------------------------------------------------------------------------------

    def _choice(self, level: _Level) -> Work:
        """One of several forms: the printed one (`choice`), the lemma or the first reading (`app`)."""
        forms = [child for child in level.element if isinstance(child.tag, str)]
        by_rank = {name: form for name in reversed(_AS_PRINTED) for form in forms if local_name(form) == name}
        chosen = next((by_rank[name] for name in _AS_PRINTED if name in by_rank), forms[0] if forms else None)
        level.passed, level.silent = frozenset(form for form in forms if form is not chosen), True
        yield

    def _printed_in_attribute(self, level: _Level) -> Work | None:
        attribute = _PRINTED_IN[local_name(level.element)]
        printed = level.element.get(attribute)
        if printed is None:
            return self._through(level)
        self._say(printed, Node(path=f"{level.path}/@{attribute}"))
        self._left_out(level)
        return None

    def _glyph(self, level: _Level) -> Work | None:
        if words_of(level.element):
            return self._through(level)
        letters = self._glyphs.get((level.element.get("ref") or level.element.get("type") or "").lstrip("#"))
        self._say(letters or "\ufffd", Node(path=level.path))
        return None

    def _spaced(self, _level: _Level) -> Work:
        self._space()
        yield
        self._space()

    # -- notes and breaks --------------------------------------------------------------------------------------

    def _note(self, level: _Level) -> Work:
        note = self._apparatus.notes.get(level.element)
        if note is not None:
            return self._note_body(level, note)
        return self._through(level) if "note" in self._kinds else self._aside("aside")

    def _note_body(self, level: _Level, note: TeiNote) -> Work:
        parent = level.element.getparent()
        between = parent is None or is_division(parent) or local_name(parent) in _HOLDS_BLOCKS
        if not note.called and not (between and self._flow.wanted is not None):
            self._call(note.reference, "")
        level.passed = frozenset(_printed_label(level.element, note.label))
        self._builder.begin_note(note.reference, note.label, note.kind)
        yield from self._apart("note")

    def _call(self, reference: str, mark: str) -> None:
        if self._flow.wanted is not None:
            self._ready()
        self._builder.call(reference, mark=mark)

    def _reference(self, level: _Level) -> Work | None:
        reference = self._apparatus.calls.get(level.element)
        if reference is None:
            return self._through(level)
        is_mark = level.element in self._apparatus.marks
        self._call(reference, words_of(level.element) if is_mark else "")
        return None if is_mark else self._through(level)

    def _page(self, level: _Level) -> Work:
        label = self._pages.get(level.element)
        if label is not None:
            if self._flow.wanted is None:
                self._ready()
            self._builder.page(label)
        return self._break(level)

    def _line_break(self, level: _Level) -> Work:
        """A line begins: of this text, unless it is a line of verse or of another edition that is numbered here."""
        elsewhere = self._kinds[-1] == "verse" or bool(level.element.get("ed"))
        if elsewhere and self._flow.before not in _HYPHENS:
            self._space()
        elif level.element.get("break") != "no":
            self._flow.due = "\n"
        return self._break(level)

    def _break(self, level: _Level) -> Work:
        if level.element.get("break") == "no":
            self._flow.due, self._flow.glued = "", True
        yield


def _is_set_off(element: etree._Element) -> bool:
    """Whether a quotation stands as a block of its own."""
    rend = " ".join(element.get(name, "") for name in ("rend", "rendition", "type")).lower()
    if "block" in rend or "display" in rend or any(local_name(child) in _SET_OFF for child in element):
        return True
    around = element.getparent()
    while around is not None and local_name(around) == "cit":
        around = around.getparent()
    return around is not None and (is_division(around) or local_name(around) in _HOLDS_BLOCKS - {"sp", "quote"})


def _printed_label(note: etree._Element, label: str) -> Iterator[etree._Element]:
    """The element that prints the note's own label at its beginning, if there is one."""
    first = note[0] if len(note) else None
    if first is None or (note.text or "").strip():
        return
    shown = words_of(first).strip("[]().: ")
    if local_name(first) == "label" or (local_name(first) in {"ref", "num", "seg", "hi"} and shown == label):
        yield first


def _next(element: etree._Element | None) -> etree._Element | None:
    return None if element is None else element.getnext()


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


def _step(child: etree._Element, names: Counter[str]) -> str:
    """The XPath step from the parent to `child`; `names` counts the children before it."""
    names["*"] += 1
    namespace, _, name = child.tag.rpartition("}")
    if namespace not in {"", "{" + NAMESPACE}:
        return f"/*[{names['*']}]"
    called = f"tei:{name}" if namespace else name
    names[called] += 1
    return f"/{called}[{names[called]}]"


def _path_to(element: etree._Element) -> str:
    names: Counter[str] = Counter()
    parent = element.getparent()
    siblings = [element] if parent is None else [child for child in parent if isinstance(child.tag, str)]
    steps = {sibling: _step(sibling, names) for sibling in siblings}
    return ("" if parent is None else _path_to(parent)) + steps[element]


_Handler = Callable[[Walk, _Level], Work | None]


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
