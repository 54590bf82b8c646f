"""The reading page: the whole text, every quotation signed with its verdict, its evidence one step away."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from quoth.model.manuscript import Block, Note
from quoth.model.text import Span
from quoth.portrait.edition import WORDINGS, Edition, Exhibit
from quoth.portrait.frame import counted, framed, link
from quoth.portrait.markup import Content, Element, append, el
from quoth.portrait.panel import panel
from quoth.portrait.setting import Layer, Setting, Sign

__all__ = ["reading_page"]

FILE: Final = "index.html"
CLOSING: Final = frozenset("”’\"'»›“‘")  # marks that close a quotation, in some language or other
DEEPEST: Final = 6
AFTER: Final = 8  # letters that may stand behind a quotation that is set off: a mark, the call of its note
_NOT_READ: Final = frozenset({"boilerplate", "contents"})

# What lies outside and what inside where two layers cover the same letters.
_EVENT, _QUOTED, _EMPHASIS, _CALL, _NAMED = 5, 10, 20, 30, 40


def reading_page(edition: Edition) -> bytes:
    manuscript = edition.report.manuscript
    setting = Setting(manuscript.text, [*_layers(edition), *_named(edition)], list(_signs(edition)))
    text = _Text(edition, setting)
    body = list(text.blocks())
    return framed(
        edition,
        FILE,
        el(
            "article",
            {"class": "reading", "id": "text"},
            _title(edition),
            text.contents(),
            _search(),
            el("div", {"class": "prose", "id": "prose"}, body),
            text.notes(),
        ),
        el(
            "aside",
            {"class": "evidence", "aria-label": "Evidence for the quotations"},
            [panel(exhibit, edition) for exhibit in edition.exhibits],
        ),
    )


# -- the head of the page ------------------------------------------------------------------------------------------


def _title(edition: Edition) -> Element:
    authors = ", ".join(edition.report.manuscript.metadata.authors)
    return el(
        "header",
        {"class": "title"},
        el("h1", {"dir": "auto"}, edition.title),
        el("p", {"class": "byline", "dir": "auto"}, authors) if authors else None,
        _key(edition),
    )


def _key(edition: Edition) -> Element | None:
    """How many quotations have which verdict, each with its sign and a way to the first of them."""
    counts = Counter(exhibit.verdict.wording for exhibit in edition.exhibits)
    if not counts:
        return el("p", {"class": "key-empty"}, "No quotation was found in this text.")
    entries = []
    for wording, (sign, name, meaning) in WORDINGS.items():
        if counts[wording]:
            first = next(e.number for e in edition.exhibits if e.verdict.wording == wording)
            entries.append(
                el(
                    "li",
                    {"class": f"v-{wording}"},
                    el(
                        "a",
                        {"href": f"#e{first}", "title": meaning},
                        el("span", {"class": "sign", "aria-hidden": "true"}, sign),
                        f" {counts[wording]} {name.lower()}",
                    ),
                )
            )
    head = el("p", {"class": "key-head", "id": "key"}, _checked(edition))
    return el("div", {"class": "key"}, head, el("ul", {"aria-labelledby": "key"}, entries))


def _checked(edition: Edition) -> str:
    books = len(edition.report.library.witnesses)
    against = f"compared with {counted(books, 'book')}" if books else "no book was at hand to compare them with"
    return f"{counted(len(edition.exhibits), 'quotation')}, {against}"


def _search() -> Element:
    """Hidden until there is a script that can answer; without one, the browser's own search finds everything."""
    return el(
        "div",
        {"class": "search", "id": "search", "role": "search", "hidden": ""},
        el("label", {"for": "sought"}, "Search the text"),
        el("input", {"type": "search", "id": "sought", "autocomplete": "off"}),
        el("output", {"id": "hits", "for": "sought", "aria-live": "polite"}),
        el("ol", {"id": "found", "class": "hits"}),
    )


# -- what lies over the letters ------------------------------------------------------------------------------------


def _layers(edition: Edition) -> Iterator[Layer]:
    manuscript = edition.report.manuscript
    for exhibit in edition.exhibits:
        css = f"q v-{exhibit.verdict.wording}"
        yield Layer(span=exhibit.quotation.span, css=css, id=exhibit.target, rank=_QUOTED)
    for span in manuscript.emphasis:
        yield Layer(span=span, tag="em", rank=_EMPHASIS)
    for note in manuscript.notes:
        for anchor in note.anchors:
            yield Layer(span=anchor, rank=_CALL, gone=True)


def _named(edition: Edition) -> Iterator[Layer]:
    """Events, places and people, where the text has them, each with an address, and a way to its own page: the date of
    an event, every name of a place, and of a person the first in a block."""
    life = edition.life
    signs = sorted(sign.at for sign in _signs(edition))
    for event in life.events:
        yield Layer(span=event.span, css="event", id=f"v{edition.events[event.id]}", rank=_EVENT)
    taken = 0
    for span, id, page in sorted(_names(edition), key=lambda each: (each[0].start, -each[0].stop)):
        # Links do not nest, and none goes round a sign.
        free = bool(page) and bisect_left(signs, span.start) == bisect_left(signs, span.stop) and span.start >= taken
        layer = Layer(span=span, id=id, rank=_NAMED)
        taken = max(taken, span.stop) if free else taken
        yield replace(layer, tag="a", css="named", href=page, rank=_NAMED + 1) if free else layer


def _names(edition: Edition) -> Iterator[tuple[Span, str, str]]:
    """Where something is named, the address of this place, and the page that it leads to: each "" for none."""
    life = edition.life
    for event in life.events:
        for dating in map(life.dating, event.datings[:1]):
            yield dating.span, "", f"chronology.html#v{edition.events[event.id]}"
    for place in life.places:
        number = edition.places[place.id]
        for time, span in enumerate(place.mentions, 1):
            yield span, f"p{number}-{time}", f"map.html#p{number}"
    starts = [block.span.start for block in edition.report.manuscript.blocks]
    for person in life.people:
        number, named = edition.people[person.id], set[int]()
        for time, span in enumerate(person.mentions, 1):
            block = bisect_right(starts, span.start)
            yield span, f"m{number}-{time}", "" if block in named else f"people.html#m{number}"
            named.add(block)


def _signs(edition: Edition) -> Iterator[Sign]:
    manuscript = edition.report.manuscript
    for exhibit in edition.exhibits:
        yield Sign(at=_behind(exhibit.quotation.span.stop, manuscript.text), rank=0, make=_signer(exhibit))
    for number, note in enumerate(manuscript.notes, 1):
        for time, anchor in enumerate(note.anchors, 1):
            yield Sign(at=anchor.start, rank=1, make=_caller(number, time, note))


def _behind(stop: int, text: str) -> int:
    """Behind the mark or two that close the quotation."""
    marks = next((n for n, letter in enumerate(text[stop : stop + 2]) if letter not in CLOSING), 2)
    return min(stop + marks, len(text))


def _signer(exhibit: Exhibit) -> Callable[[], Element]:
    sign, name, _ = WORDINGS[exhibit.verdict.wording]

    def make() -> Element:
        attributes = {
            "class": f"sign v-{exhibit.verdict.wording}",
            "href": f"#e{exhibit.number}",
            "id": f"s{exhibit.number}",
            "aria-label": f"Evidence for quotation {exhibit.number}: {name.lower()}",
        }
        return el("a", attributes, sign)

    return make


def _caller(number: int, time: int, note: Note) -> Callable[[], Element]:
    id = f"c{number}" if time == 1 else f"c{number}-{time}"

    def make() -> Element:
        call = el("a", {"href": f"#n{number}", "id": id, "aria-label": f"Note {note.label}"}, note.label)
        return el("sup", {"class": "call"}, call)

    return make


# -- the text ------------------------------------------------------------------------------------------------------


class _Text:
    """The blocks as the page has them, set in their order."""

    def __init__(self, edition: Edition, setting: Setting) -> None:
        self.edition, self.setting = edition, setting
        self.manuscript = edition.report.manuscript
        self.quoted = sorted(exhibit.quotation.span.start for exhibit in edition.exhibits)
        self.blocks_quoted = sorted(e.quotation.span for e in edition.exhibits if e.quotation.kind == "block")
        self.notes_at = sorted(note.span for note in self.manuscript.notes)
        self.headings: list[tuple[int, int, str]] = []  # block, depth, words

    def blocks(self) -> Iterator[Element]:
        depth, items = 1, el("ul")
        for at, block in enumerate(self.manuscript.blocks):
            if self._passed(block):
                continue
            if block.kind == "list":
                append(items, el("li", {"id": f"b{at}", "dir": "auto"}, self._set(block.span)))
                continue
            if len(items):
                yield items
                items = el("ul")
            if block.kind == "heading":
                depth = min(block.level + 1 or 2, depth + 1, DEEPEST)
                self.headings.append((at, depth, " ".join(block.span.of(self.manuscript.text).split())))
            yield self._block(block, at, depth)
        if len(items):
            yield items

    def _passed(self, block: Block) -> bool:
        """Whether a block is not of the reading text: what stands among the notes, what is no part of the work, and
        the title, which is above. Nothing that has a quotation is passed over."""
        if self._holds_quotation(block.span) and block.kind != "note":
            return False
        if block.kind == "note":
            after = bisect_left(self.notes_at, Span(start=block.span.start, stop=block.span.start))
            return any(note.overlaps(block.span) for note in self.notes_at[max(after - 1, 0) : after + 1])
        is_title = " ".join(block.span.of(self.manuscript.text).split()) == self.edition.title
        return block.kind in _NOT_READ or (block.kind == "heading" and is_title)

    def _holds_quotation(self, span: Span) -> bool:
        at = bisect_left(self.quoted, span.start)
        return at < len(self.quoted) and self.quoted[at] < span.stop

    def _set_off(self, span: Span) -> bool:
        """Whether a paragraph is a quotation and nothing else, as plain text has those that are set off."""
        at = bisect_left(self.blocks_quoted, span)
        near = (quoted for quoted in self.blocks_quoted[max(at - 1, 0) : at + 2] if quoted.overlaps(span))
        return any(quoted.start - span.start <= 2 and span.stop - quoted.stop <= AFTER for quoted in near)

    def _block(self, block: Block, at: int, depth: int) -> Element:
        attributes = {"id": f"b{at}", "dir": "auto"}
        contents = self._set(block.span)
        match block.kind:
            case "heading":
                return el(f"h{depth}", attributes, contents)
            case "quote" | "epigraph":
                return el("blockquote", {"class": block.kind}, el("p", attributes, contents))
            case "paragraph":
                return el("p", attributes | ({"class": "set-off"} if self._set_off(block.span) else {}), contents)
            case _:
                return el("p", attributes | {"class": block.kind}, contents)

    def _set(self, span: Span) -> list[Content]:
        return _contents(self.setting.set(span))

    def contents(self) -> Element | None:
        """The headings, as soon as they are known: called when the blocks are set."""
        return None if len(self.headings) < 3 else _contents_list(self.headings)

    def notes(self) -> Element | None:
        notes = self.manuscript.notes
        if not notes:
            return None
        entries = [self._note(number, note) for number, note in enumerate(notes, 1)]
        return el("section", {"class": "notes", "id": "notes"}, el("h2", {}, "Notes"), el("ol", {}, entries))

    def _note(self, number: int, note: Note) -> Element:
        back = link(f"#c{number}", f"{note.label}", css="back", label=f"Note {note.label}, back to the text")
        label = back if note.anchors else el("span", {"class": "back"}, note.label)
        return el("li", {"id": f"n{number}"}, label, el("div", {"dir": "auto"}, self._set(note.span)))


def _contents(set_: Element) -> list[Content]:
    """What a stretch was set as, without the element that held it."""
    contents: list[Content] = [set_.text]
    for child in list(set_):
        tail, child.tail = child.tail, None
        contents += [child, tail]
    return contents


def _contents_list(headings: list[tuple[int, int, str]]) -> Element:
    entries = [
        el("li", {"class": f"depth-{depth}"}, link(f"#b{at}", el("bdi", {}, words)))
        for at, depth, words in headings
        if words
    ]
    return el("details", {"class": "contents"}, el("summary", {}, "Contents"), el("ol", {}, entries))
