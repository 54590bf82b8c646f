"""The walk through pandoc's tree of a Markdown file: elements become blocks, notes and emphasis, words get addresses.

With source positions, pandoc wraps every inline and block in a span or div that says where it stood. The walk keeps
the place of the innermost one; where words follow each other in the file as in the text, one address serves them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from quoth.model.manuscript import BlockKind
from quoth.readers.builder import Builder, Node
from quoth.readers.commonmark import Places
from quoth.readers.markdowntree import (
    CARET,
    Element,
    Place,
    are_inlines,
    inline_note,
    is_piped,
    is_raised,
    plain,
    unwrapped,
    worded,
)
from quoth.readers.numerals import RAISED

__all__ = ["Walk"]

CLASSES: dict[str, BlockKind] = {
    "epigraph": "epigraph", "verse": "verse", "poem": "verse", "poetry": "verse", "quote": "quote",
    "blockquote": "quote", "references": "bibliography", "bibliography": "bibliography", "aside": "aside",
    "sidebar": "aside", "caption": "caption",
}  # fmt: skip

_LABEL = re.compile(r"\[\^([^\]\s]+)\]")
_MARKER = re.compile(r"(\d{1,9}[.)])[ \t]+$")
_TAG = re.compile(r"<!--.*?-->|<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)[^<>]*>|<[!?][^<>]*>", re.DOTALL)
_UNREAD = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BLOCK_TAGS = frozenset(
    ["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table", "tr", "section", "article", "figure",
     "figcaption", "blockquote", "aside", "center", "hr", "dl", "dt", "dd"]
)  # fmt: skip
_SLANTED_TAGS = frozenset(["i", "em", "cite", "u"])


class Walk:
    """One use: `blocks(tree["blocks"])`. `line_starts` are those of the file; it ends at `end`, and what stands behind
    are calls of the notes that it never calls."""

    def __init__(self, builder: Builder, places: Places, line_starts: Sequence[int], end: int) -> None:
        self._builder, self._text, self._places = builder, places.text, places
        self._line_starts, self._end = line_starts, end
        self._kinds: list[tuple[BlockKind, int]] = [("paragraph", 0)]
        self._at: Place | None = None  # where the innermost element with a place stands
        self._next = -1  # where in the file the next letter stands if it follows on
        self._raised = False  # inside <sup>
        self._called: dict[str, str] = {}  # written label: reference
        self._ordinal = count(1)
        self._html_quotes = 0
        self._marker: tuple[str, int] | None = None  # what stands before a numbered item

    # -- blocks ------------------------------------------------------------------------------------------------

    def blocks(self, blocks: Sequence[Element]) -> None:
        for block in blocks:
            _BLOCKS.get(block["t"], _unknown)(self, block.get("c"))

    def _open(self, kind: BlockKind | None = None, level: int | None = None) -> None:
        around, depth = self._kinds[-1]
        if kind is None and around == "paragraph" and self._html_quotes:
            around, depth = "quote", self._html_quotes
        self._builder.open(kind or around, level=(depth if kind is None else 0) if level is None else level)
        self._next, self._raised = -1, False
        if self._marker:
            (marker, offset), self._marker = self._marker, None
            self._say(marker + " ", offset)

    def _within(self, kind: BlockKind, level: int, blocks: Sequence[Element]) -> None:
        self._kinds.append((kind, level))
        self.blocks(blocks)
        self._kinds.pop()

    def _paragraph(self, inlines: list[Element]) -> None:
        bare = [unwrapped(inline) for inline in inlines]
        if self._at is not None and self._at[0] >= self._end:
            self._uncalled(inlines)
        elif is_piped(bare):
            self._open("verse")
            self._piped(inlines)
        else:
            breaks = [inline["t"] for inline in bare if inline["t"] in {"LineBreak", "SoftBreak"}]
            figure = len(bare) == 1 and bare[0]["t"] == "Image"
            verse = len(breaks) > 1 and "SoftBreak" not in breaks
            self._open("caption" if figure else "verse" if verse else None)
            if figure:
                self._inlines(bare[0]["c"][1])
            else:
                self._inlines(inlines)

    def _uncalled(self, inlines: list[Element]) -> None:
        """Notes that nothing in the file calls: their bodies stand without anchors."""
        for inline in inlines:
            note = unwrapped(inline)
            place = self._place(inline)
            if note["t"] == "Note" and place is not None:
                self._builder.close()
                label = _LABEL.match(self._text, place[0])
                self._body(str(next(self._ordinal)), label[1] if label else "", note["c"])

    def _piped(self, inlines: list[Element]) -> None:
        """Lines that each begin with a bar."""
        fresh = True
        for inline in inlines:
            bare = unwrapped(inline)
            if bare["t"] in {"SoftBreak", "LineBreak"}:
                self._builder.newline()
                fresh = True
            elif not fresh or (bare.get("c") != "|" and bare["t"] != "Space"):
                fresh = False
                self._inlines([inline])

    def _heading(self, content: list[Any]) -> None:
        level, _, inlines = content
        self._open("heading", level)
        self._inlines(inlines)

    def _quote(self, blocks: list[Element]) -> None:
        kind, level = self._kinds[-1]
        self._within("quote", level + 1 if kind == "quote" else 1, blocks)

    def _list(self, items: list[list[Element]]) -> None:
        for item in items:
            self._within("list", 0, item)

    def _numbered(self, content: list[Any]) -> None:
        for item in content[1]:
            at = self._place(item[0]) if item else None
            if at is not None:
                start = self._places.start_of_line(at[0])
                found = _MARKER.search(self._text[start : at[0]])
                self._marker = (found[1], start + found.start()) if found else None
            self._within("list", 0, item)
            self._marker = None

    def _definitions(self, entries: list[Any]) -> None:
        for term, definitions in entries:
            self._open("list")
            self._inlines(term)
            for definition in definitions:
                self._within("list", 0, definition)

    def _div(self, content: list[Any]) -> None:
        (_, classes, attributes), blocks = content
        kind = next((CLASSES[name.lower()] for name in classes if name.lower() in CLASSES), None)
        if kind is not None:
            self._within(kind, int(kind == "quote"), blocks)
        else:
            around, self._at = self._at, self._places.span(dict(attributes).get("data-pos", ""))
            self.blocks(blocks)
            self._at = around

    def _code(self, content: list[Any]) -> None:
        """What is set in by four columns is a quotation to those who know no other mark; fenced lines are lines."""
        (_, _, attributes), code = content
        span = self._places.span(dict(attributes).get("data-pos", ""))
        fenced = span is not None and self._places.line(span[0]).lstrip(" >\t").startswith(("```", "~~~"))
        self._open("paragraph" if fenced else "quote")
        at = span[0] if span else -1
        for place_in_list, line in enumerate(code.split("\n")):
            if place_in_list:
                self._builder.newline()
            found = self._text.find(line, at) if span and line else -1
            self._say(line, found)
            at = found + len(line) if found >= 0 else at

    def _raw_block(self, content: list[str]) -> None:
        format, raw = content
        if format != "html":
            return
        start = self._at[0] if self._at is not None and self._text.startswith(raw, self._at[0]) else -1
        self._next = -1
        fresh, done = True, 0
        raw = _UNREAD.sub(lambda found: " " * len(found[0]), raw)
        for tag in [*_TAG.finditer(raw), None]:
            words = raw[done : tag.start() if tag else None]
            if words.strip():
                if fresh:
                    self._open()
                self._html_words(words, start + done if start >= 0 else -1)
                fresh = False
            if tag is not None:
                done = tag.end()
                self._comment(tag, ahead=fresh and not self._follows(start + tag.start() if start >= 0 else -1))
                fresh = self._html_tag(tag, inside=not fresh) or fresh

    def _html_words(self, words: str, offset: int) -> None:
        from html import unescape  # noqa: PLC0415 - loads all entities, and little Markdown has any

        if self._next >= 0 and words[0].isspace():
            self._say(" ", self._next)
        for word in re.finditer(r"(\S+)(\s*)", words):
            at = offset + word.start() if offset >= 0 else -1
            self._say(unescape(word[1]), at)
            if word[2]:
                self._say(" ", at + len(word[1]) if offset >= 0 else -1)

    def _comment(self, tag: re.Match[str], *, ahead: bool) -> None:
        if tag[0].startswith("<!--"):
            self._builder.comment(tag[0][len("<!--") : -len("-->")], ahead=ahead)

    def _follows(self, offset: int) -> bool:
        """Whether the line before that of `offset` has words on it: then what stands here is about them."""
        number = self._places.number(offset) if offset >= 0 else 0
        return number > 0 and bool(self._places.line(self._places.starts[number - 1]).strip())

    def _html_tag(self, tag: re.Match[str], *, inside: bool) -> bool:
        """Whether a new block begins behind the tag."""
        name = (tag["name"] or "").lower()
        if name == "blockquote":
            self._html_quotes = max(0, self._html_quotes + (-1 if tag["close"] else 1))
        if name in _BLOCK_TAGS:
            return True
        if inside:
            self._inline_tag(name, closing=bool(tag["close"]))
        return False

    def _table(self, content: list[Any]) -> None:
        _, caption, _, head, bodies, foot = content
        if caption[1]:
            self._within("caption", 0, caption[1])
        rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
        for _, cells in rows:
            self._open("table")
            for number, cell in enumerate(cells):
                if number:
                    self._say("\t", -1)
                for block in cell[4]:
                    self._inlines(block["c"] if block["t"] in {"Plain", "Para"} else [])

    def _figure(self, content: list[Any]) -> None:
        self._within("caption", 0, content[1][1] or content[2])

    # -- inlines -----------------------------------------------------------------------------------------------

    def _inlines(self, inlines: Sequence[Element]) -> None:
        at = 0
        while at < len(inlines):
            letters, stop = worded(inlines, at)
            if stop > at:
                self._row(letters, inlines[at:stop])
                at = stop
                continue
            marked = unwrapped(inlines[at]).get("c") == "^"
            stop = inline_note(inlines, at, self._place) if marked else 0
            if stop:
                self._written_note(inlines[at + 2 : stop])
                at = stop + 1
            elif marked and is_raised(inlines, at):
                self._raise(inlines[at + 1])
                at += 3
            else:
                self._inline(inlines[at])
                at += 1

    def _row(self, letters: str, words: Sequence[Element]) -> None:
        """Words one after the other. Where they stand in the file as they are read they are said in one go: between
        the places of the first and the last there is room for nothing else."""
        first, last = self._place(words[0]), self._place(words[-1])
        whole = first and last and last[1] - first[0] == len(letters) and self._text.startswith(letters, first[0])
        if whole and first and not self._raised:
            self._say(letters, first[0])
        else:
            for word in words:
                self._inline(word)

    def _inline(self, inline: Element) -> None:
        _INLINES.get(inline["t"], _unknown)(self, inline.get("c"))

    def _span(self, content: list[Any]) -> None:
        (_, _, attributes), inlines = content
        around, self._at = self._at, self._places.span(dict(attributes).get("data-pos", ""))
        if len(inlines) == 1:  # nearly always: a word, and this says where it stood
            self._inline(inlines[0])
        else:
            self._inlines(inlines)
        self._at = around

    def _string(self, letters: str) -> None:
        if self._raised and letters.isdecimal():
            letters = letters.translate(RAISED)
        start = -1
        place = self._at
        if place is not None:
            # An escaped letter stands behind its backslash, at the end of its place.
            whole = self._text.startswith(letters, place[0])
            start = place[0] if whole else max(place[0], place[1] - len(letters))
        self._say(letters, start)

    def _space(self, _: None) -> None:
        self._say(" ", self._at[0] if self._at else self._next)

    def _soft_break(self, _: None) -> None:
        """A line of the file runs on, unless it ends in a hyphen: that was a printer's, here as in plain text."""
        place = self._next
        hyphened = place > 1 and self._text[place - 1] in "-‐" and self._text[place - 2].isalpha()
        (self._break if hyphened else self._space)(None)

    def _break(self, _: None) -> None:
        self._builder.newline()
        self._next = -1

    def _slanted(self, inlines: list[Element]) -> None:
        self._builder.begin_emphasis()
        self._inlines(inlines)
        self._builder.end_emphasis()

    def _content(self, content: list[Any]) -> None:
        """An element that is but its inlines: they are its last list."""
        inlines = next((part for part in reversed(content) if isinstance(part, list) and are_inlines(part)), [])
        self._inlines(content if are_inlines(content) else inlines)

    def _verbatim(self, content: list[Any]) -> None:
        """Code and formulas: letters as they are, somewhere inside their place."""
        attributes = content[0][2] if isinstance(content[0], list) else []
        place = self._places.span(dict(attributes).get("data-pos", "")) or self._at
        start = self._text.find(content[1], *place) if place else -1
        self._say(content[1], start)

    def _image(self, content: list[Any]) -> None:
        self._builder.begin_aside("caption")
        self._next = -1
        self._inlines(content[1])
        self._builder.end_aside()
        self._next = -1

    def _raw_inline(self, content: list[str]) -> None:
        tag = _TAG.fullmatch(content[1]) if content[0] == "html" else None
        if tag is not None:
            self._comment(tag, ahead=False)
        if tag is not None and tag["name"]:
            self._inline_tag(tag["name"].lower(), closing=bool(tag["close"]))

    def _inline_tag(self, name: str, *, closing: bool) -> None:
        if name == "br":
            self._break(None)
        elif name == "sup":
            self._raised = not closing
        elif name in _SLANTED_TAGS and closing:
            self._builder.end_emphasis()
        elif name in _SLANTED_TAGS:
            self._builder.begin_emphasis()

    def _raise(self, inline: Element) -> None:
        self._raised = True
        self._inline(inline)
        self._raised = False

    # -- notes -------------------------------------------------------------------------------------------------

    def _note(self, blocks: list[Element]) -> None:
        written = _LABEL.match(self._text, self._at[0]) if self._at else None
        ordinal = str(next(self._ordinal))
        label = written[1] if written else ordinal
        if written and label in self._called:
            self._builder.call(self._called[label])
            return
        self._called[label] = ordinal
        self._builder.call(ordinal)
        self._body(ordinal, label, blocks)

    def _written_note(self, inlines: Sequence[Element]) -> None:
        ordinal = str(next(self._ordinal))
        self._builder.call(ordinal)
        self._body(ordinal, ordinal, [{"t": "Plain", "c": list(inlines)}])

    def _body(self, reference: str, label: str, blocks: list[Element]) -> None:
        self._builder.begin_note(reference, label, "footnote")
        kinds, self._kinds = self._kinds, [("note", 0)]
        at, self._at = self._at, None
        self.blocks(blocks)
        self._kinds, self._at, self._next = kinds, at, -1
        self._builder.end_aside()

    # -- letters -----------------------------------------------------------------------------------------------

    def _place(self, element: Element) -> Place | None:
        if element["t"] not in {"Span", "Div"}:
            return None
        return self._places.span(dict(element["c"][0][2]).get("data-pos", ""))

    def _say(self, letters: str, offset: int) -> None:
        """`offset` counts in the text with its lines made "\\n"; −1 where the letters stand nowhere in the file."""
        letters = letters.replace(CARET, "^")
        begins_line = self._places.start_of_line(offset) == offset  # a line end of two letters is one in the text
        if offset >= 0 and (offset != self._next or begins_line):
            self._builder.say(letters, Node(), offset=self._in_file(offset))
        else:
            self._builder.say(letters)
        if offset >= 0:
            stop = offset + len(letters)
            self._next = -1 if self._text.startswith("\n", stop - 1) else stop  # the file's line end may be two letters

    def _in_file(self, offset: int) -> int:
        number = self._places.number(offset)
        return self._line_starts[number] + offset - self._places.starts[number]


def _unknown(walk: Walk, content: Any) -> None:
    """An element of a later pandoc: its letters at least are kept."""
    walk._say(plain(content), -1)


_BLOCKS: dict[str, Callable[[Walk, Any], None]] = {
    "Plain": Walk._paragraph, "Para": Walk._paragraph, "LineBlock": _unknown, "Header": Walk._heading,
    "BlockQuote": Walk._quote, "BulletList": Walk._list, "OrderedList": Walk._numbered,
    "DefinitionList": Walk._definitions, "Div": Walk._div, "CodeBlock": Walk._code, "RawBlock": Walk._raw_block,
    "Table": Walk._table, "Figure": Walk._figure, "HorizontalRule": lambda *_: None,
}  # fmt: skip
_INLINES: dict[str, Callable[[Walk, Any], None]] = {
    "Span": Walk._span, "Str": Walk._string, "Space": Walk._space, "SoftBreak": Walk._soft_break,
    "LineBreak": Walk._break,
    "Emph": Walk._slanted, "Underline": Walk._slanted, "Strong": Walk._content, "SmallCaps": Walk._content,
    "Strikeout": Walk._content, "Superscript": Walk._content, "Subscript": Walk._content, "Quoted": Walk._content,
    "Cite": Walk._content, "Link": Walk._content, "Image": Walk._image, "Code": Walk._verbatim, "Math": Walk._verbatim,
    "RawInline": Walk._raw_inline, "Note": Walk._note,
}  # fmt: skip
