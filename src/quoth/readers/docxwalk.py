"""The walk over a part of a Word document: what each element says to the builder."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree

from quoth.model.manuscript import BlockKind
from quoth.readers.builder import Builder, Node, count_words
from quoth.readers.descent import Level, Work, descend
from quoth.readers.docxfields import cited_items
from quoth.readers.docxnotes import Call, bookmarked, formatted, sections, symbol
from quoth.readers.docxstyles import Styles
from quoth.readers.numerals import RAISED
from quoth.readers.ooxml import WORD, attribute, local, only
from quoth.readers.pen import WHITE, Pen

__all__ = ["Walk", "raw_text"]

_PREFIXES = dict.fromkeys(WORD, "w:")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LABEL_POINT = re.compile(r"\s*[.):\]](?=\s|$)")  # typed by hand between a note's number and its text
_FIELDS: tuple[tuple[re.Pattern[str], BlockKind], ...] = (
    (re.compile(r"\s*(TOC|TOA)\b"), "contents"),
    (re.compile(r"\s*(BIBLIOGRAPHY|ADDIN\s+(ZOTERO_BIBL|EN\.REFLIST|CSL_BIBLIOGRAPHY|Mendeley Bib))"), "bibliography"),
)
_NOTE_AGAIN = re.compile(r'\s*(?:NOTEREF|FTNREF)\s+"?([^\s"]+)"?.*\\f')
_GALLERIES: dict[str, BlockKind] = {"Table of Contents": "contents", "Bibliographies": "bibliography"}
_SPACES = {"p", "tab", "ptab", "br", "cr", "tc"}


def raw_text(root: etree._Element) -> str:
    """All letters under `root`, without any of the walk's understanding; of what is stored twice, the first."""
    pieces: list[str] = []
    for element in root.iter():
        name = local(element)
        if name in {"t", "m:t"} and not any(local(above) == "mc:Fallback" for above in element.iterancestors()):
            pieces.append(element.text or "")
        elif name == "sym":
            pieces.append(symbol(element))
        elif name in _SPACES:
            pieces.append(" ")
    return "".join(pieces)


@dataclass(slots=True)
class _Field:
    """A complex field: its code, then its result."""

    code: str = ""
    data: str = ""  # what is too long for its code
    shown: bool = False
    is_call: bool = False  # its result is the mark of a note
    cited: tuple[str, ...] = ()  # its result is a citation of these items
    begun: bool = False  # a letter of its result was written


@dataclass(slots=True)
class _Pages:
    """Where the page numbers stand. `turned`: no letter was written since the last page; `rendered`: that page was
    noted by Word's layout, which notes each break set by hand once more."""

    ends: list[etree._Element]
    section: int = 0
    numbered: int = -1
    number: int = 0
    turned: bool = False
    rendered: bool = False

    def next_label(self) -> str:
        """The label of a page that begins in the present section."""
        properties = self.ends[self.section] if self.section < len(self.ends) else None
        numbering = only(properties, "pgNumType")
        start = attribute(numbering, "start") if self.numbered != self.section else None
        self.number = int(start) if start is not None and start.isdecimal() else self.number + 1
        self.numbered = self.section
        return formatted(self.number, attribute(numbering, "fmt") or "decimal")


class Walk:
    """Writes the body, then each note. Elements that `_WORK` does not name are transparent; letters are only in w:t."""

    def __init__(
        self, builder: Builder, styles: Styles, calls: dict[etree._Element, Call], comments: Mapping[str, str]
    ) -> None:
        """`comments` are the words of the document's comments, by id."""
        self._builder, self._styles, self._calls, self._comments = builder, styles, calls, comments
        self.hidden = 0
        self.has_pages = False
        self._pen = Pen(builder)
        self._kinds: list[BlockKind] = []  # what all paragraphs are around here: tables, contents, boxes, notes
        self._paragraph_around: etree._Element | None = None  # what its runs stand out from
        self._fields: list[_Field] = []
        self._bookmarked: dict[str, Call] = {}
        self._joined = False  # the next paragraph goes on in the open block
        self._emphatic = self._raised = False
        self._mark = ""  # an author's own note mark, as far as its letters are still to come
        self._numbered = False  # a note's number was just printed
        self._pages = _Pages(ends=[])

    def main(self, part: str, document: etree._Element) -> None:
        self._pages = _Pages(ends=sections(document))
        self._bookmarked = bookmarked(document, self._calls)
        self.has_pages = any(local(e) == "lastRenderedPageBreak" or _is_page_break(e) for e in document.iter())
        if self.has_pages:
            self._turn()
        self._read(part, document, "/w:document[1]")
        self._builder.close()

    def note(self, part: str, note: etree._Element, path: str, call: Call) -> None:
        self._mark = call.label if call.custom else ""
        self._kinds, self._pen.part = ["note"], part
        with self._pen.note(call.reference, call.label, call.kind):
            self._read(part, note, path)

    def _read(self, part: str, root: etree._Element, path: str) -> None:
        self._pen.part, self._fields, self._joined = part, [], False
        descend(root, path, prefixes=_PREFIXES, begin=self._begin, between=lambda _: None)

    def _begin(self, level: Level) -> Work | None:
        return _WORK.get(local(level.element), Walk._through)(self, level)

    def _say(self, text: str, path: str, offset: int = 0) -> None:
        """Write letters of the element at `path`, from its letter `offset` on."""
        at = len(text) - len(text.lstrip(WHITE))
        self._pen.space(text[:at])
        if at == len(text):
            return
        kind = self._field_kind()
        if kind is not None:
            self._pen.rename(kind)
        self._begin_citation()
        self._pen.emphasis(self._emphatic)
        self._pen.say(text[at:], Node(part=self._pen.part, path=path), offset=offset + at)
        self._pages.turned = self._numbered = False

    def _field_kind(self) -> BlockKind | None:
        """What a paragraph is by the field whose result it stands in."""
        codes = [one.code for one in self._fields if one.shown]
        return next((kind for code in codes for pattern, kind in _FIELDS if pattern.match(code)), None)

    def _left_out(self, level: Level) -> None:
        self._builder.recognised(raw_text(level.element))

    def _unread(self, _level: Level) -> None:
        """Properties: no letters in them."""

    # -- blocks ------------------------------------------------------------------------------------------------

    def _through(self, _level: Level) -> Work:
        yield

    def _paragraph(self, level: Level) -> Work:
        paragraph, properties = level.element, only(level.element, "pPr")
        if not self._joined:
            self._pen.want(*self._kind(paragraph))
        self._paragraph_around = paragraph
        if self._styles.breaks_page(paragraph) and not self._pages.turned:
            self._turn()
        yield
        self._pen.emphasis(False)
        # A deleted paragraph mark joins two paragraphs; a large initial stands in a paragraph of its own.
        self._joined = only(properties, "rPr", "del") is not None or _is_drop_cap(properties)
        if not self._joined:
            self._pen.want("paragraph")
        if only(properties, "sectPr") is not None:
            self._next_section()

    def _kind(self, paragraph: etree._Element) -> tuple[BlockKind, int]:
        return (self._kinds[-1], 0) if self._kinds else self._styles.kind(paragraph)

    def _rows(self, _level: Level) -> Work:
        return self._within("table")

    def _within(self, kind: BlockKind) -> Work:
        self._kinds.append(self._kinds[-1] if self._kinds else kind)
        yield
        self._kinds.pop()

    def _row(self, level: Level) -> Work | None:
        if only(level.element, "trPr", "del") is None:
            return self._through(level)
        self._left_out(level)
        return None

    def _content_control(self, level: Level) -> Work | None:
        properties = only(level.element, "sdtPr")
        if only(properties, "showingPlcHdr") is not None:
            self._left_out(level)  # "Click here to enter text"
            return None
        kind = _GALLERIES.get(attribute(only(properties, "docPartObj", "docPartGallery"), "val") or "")
        return self._through(level) if kind is None else self._within(kind)

    def _text_box(self, _level: Level) -> Work:
        around = self._paragraph_around, self._joined, self._emphatic
        self._kinds.append("aside")
        self._joined = False
        with self._pen.aside("aside"):
            yield
        self._kinds.pop()
        self._paragraph_around, self._joined, self._emphatic = around

    def _alternatives(self, level: Level) -> Work:
        """The same thing for new and for old programs: the first, read once."""
        level.children = iter(list(level.element)[:1])
        yield

    # -- runs --------------------------------------------------------------------------------------------------

    def _run(self, level: Level) -> Work | None:
        if self._styles.is_hidden(level.element):
            self.hidden += count_words(raw_text(level.element))
            self._left_out(level)
            return None
        self._emphatic = self._styles.is_emphatic(level.element, self._paragraph_around)
        self._raised = self._styles.is_raised(level.element)
        return self._through(level)

    def _text(self, level: Level) -> None:
        text = level.element.text or ""
        if any(one.is_call or not one.shown for one in self._fields):
            self._builder.recognised(text)
            return
        passed = self._own_mark(text)
        offset, text = passed, text[passed:]
        if level.element.get(_XML_SPACE) != "preserve":
            offset, text = offset + len(text) - len(text.lstrip(WHITE)), text.strip(WHITE)
        if self._raised and text.strip(WHITE).isdecimal():
            text = text.translate(RAISED)  # no word of the sentence
        self._say(text, level.path, offset)

    def _own_mark(self, text: str) -> int:
        """How many letters at the beginning of `text` are a note's mark, and none of the text's."""
        if self._numbered:
            self._numbered = not text.strip()
            point = _LABEL_POINT.match(text)
            return point.end() if point else 0
        core = text.strip()
        if not self._mark or not core or not (self._mark.startswith(core) or core.startswith(self._mark)):
            self._mark = self._mark if not core else ""
            return 0
        mark, self._mark = self._mark[: len(core)], self._mark[len(core) :]
        self._builder.recognised(mark)
        return text.index(core) + len(mark)

    def _symbol(self, level: Level) -> None:
        letter = symbol(level.element)
        if not self._own_mark(letter):
            self._say(letter, level.path)

    def _hyphen(self, level: Level) -> None:
        self._say("\u2011", level.path)

    def _tab(self, _level: Level) -> None:
        self._pen.space()

    def _return(self, _level: Level) -> None:
        self._pen.new_line()

    def _break(self, level: Level) -> None:
        if _is_page_break(level.element):
            self._turn()
        elif attribute(level.element, "type") == "column":
            self._pen.space()
        else:
            self._pen.new_line()

    # -- notes and fields --------------------------------------------------------------------------------------

    def _call(self, level: Level) -> None:
        call = self._calls.get(level.element)
        if call is None:
            return
        self._pen.call(call.reference)
        self._mark = call.label if call.custom else ""

    def _comment(self, level: Level) -> None:
        """Where a comment begins, ends, or is hung up: all of that is one comment."""
        mark = attribute(level.element, "id") or ""
        self._pen.comment(self._comments.get(mark, ""), f"comment {mark}")

    def _note_number(self, _level: Level) -> None:
        self._numbered = True

    def _field_mark(self, level: Level) -> None:
        kind = attribute(level.element, "fldCharType")
        if kind == "begin":
            data = only(level.element, "fldData")
            self._fields.append(_Field(data=(data.text or "") if data is not None else ""))
        elif self._fields and kind == "separate":
            self._fields[-1].shown = True
            self._fields[-1].cited = cited_items(self._fields[-1].code, self._fields[-1].data)
            self._call_again(self._fields[-1])
        elif self._fields and kind == "end":
            field = self._fields.pop()
            if field.begun:
                self._builder.end_managed(field.cited)

    def _begin_citation(self) -> None:
        """The first letter of a reference manager's citation is written next."""
        field = self._fields[-1] if self._fields else None
        if field is not None and field.cited and not field.begun:
            self._pen.ready()
            self._builder.begin_managed()
            field.begun = True

    def _call_again(self, field: _Field) -> None:
        """A NOTEREF field that looks like a note mark calls a note that was called before; others only mention it."""
        asked = _NOTE_AGAIN.match(field.code)
        call = self._bookmarked.get(asked[1]) if asked is not None else None
        if call is not None:
            self._pen.call(call.reference)
            field.is_call = True

    def _field_code(self, level: Level) -> None:
        if self._fields:
            self._fields[-1].code += level.element.text or ""

    # -- pages -------------------------------------------------------------------------------------------------

    def _rendered_break(self, _level: Level) -> None:
        pages = self._pages
        if pages.turned and not pages.rendered:
            pages.rendered = True  # the break set by hand, once more
        else:
            self._turn(rendered=True)

    def _turn(self, *, rendered: bool = False) -> None:
        """A page begins. Only the body's flow has pages: boxes and notes are set where there is room."""
        if self._pen.depth:
            return
        self._pen.turn(self._pages.next_label(), counted=True)  # Word sets them anew, and print did otherwise
        self._pages.turned, self._pages.rendered = True, rendered

    def _next_section(self) -> None:
        pages = self._pages
        pages.section += 1
        properties = pages.ends[pages.section] if pages.section < len(pages.ends) else None
        if self.has_pages and (attribute(only(properties, "type"), "val") or "nextPage") != "continuous":
            self._turn()


def _is_page_break(element: etree._Element) -> bool:
    return local(element) == "br" and attribute(element, "type") == "page"


def _is_drop_cap(properties: etree._Element | None) -> bool:
    return attribute(only(properties, "framePr"), "dropCap") in {"drop", "margin"}


_Handler = Callable[[Walk, Level], Work | None]


def _table(*rows: tuple[str, _Handler]) -> dict[str, _Handler]:
    return {name: handler for names, handler in rows for name in names.split()}


_WORK = _table(
    ("p", Walk._paragraph),
    ("r", Walk._run),
    ("t m:t", Walk._text),
    ("sym", Walk._symbol),
    ("noBreakHyphen", Walk._hyphen),
    ("tab ptab", Walk._tab),
    ("br", Walk._break),
    ("cr", Walk._return),
    ("del moveFrom rt", Walk._left_out),
    ("pPr rPr sectPr tblPr trPr tcPr sdtPr tblGrid", Walk._unread),
    ("tbl", Walk._rows),
    ("tr", Walk._row),
    ("sdt", Walk._content_control),
    ("txbxContent", Walk._text_box),
    ("mc:AlternateContent", Walk._alternatives),
    ("footnoteReference endnoteReference", Walk._call),
    ("footnoteRef endnoteRef", Walk._note_number),
    ("fldChar", Walk._field_mark),
    ("instrText", Walk._field_code),
    ("commentRangeStart commentRangeEnd commentReference", Walk._comment),
    ("lastRenderedPageBreak", Walk._rendered_break),
)
