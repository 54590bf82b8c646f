"""Which links are note calls, and where the words of each note are.

A link that merely leads to another place of the text (contents, index, "see p. 12") calls no note. A call says so
itself (epub:type, role, class) or looks like one (a number, a letter, a star, often raised or in brackets) and leads
to what is a note: by type or class, under a heading like "Notes", or because a link there leads back. Raised numbers
without a link are paired with the notes that are marked as such, label by label.

The mark, its brackets, the note's own number and the way back are mark-up, not words: `calls` and `left_out` name the
elements, `cuts` the letters at either end of a slot that belong to them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from quoth.model.manuscript import NoteKind
from quoth.readers.hypertext import BLOCKS, Document, Element, Slot, classes, slots, squeezed, types
from quoth.readers.pagination import Turn

__all__ = ["Body", "Noting", "survey_notes"]

_MARK = re.compile(
    r"[\[({⁽]?\s*(?:(?:(?:foot|end)?note|fn|anm)\.?\s?#?)?([*†‡§‖¶⁂#]{1,5}|\d{1,4}[a-z]?|[a-z]|[ivxl]{1,7})\s*[\])}⁾.:]{0,2}",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\s*((?:(?:foot|end)?note|anm(?:erkung)?|nota?)\.?\s+)?[\[({]?\s*"
    r"([*†‡§‖¶]{1,3}(?![*†‡§‖¶ ])|\d{1,4}[a-z]?|[a-z](?=\s?[\]).:]))"
    r"\s*[\])}]?(?:[.:)]|\s|(?=\[))\s*",
    re.IGNORECASE,
)
_OWN_NUMBER = re.compile(  # a letter without a point or brackets may be the first word
    r"\s*(?:(?:foot|end)?note\s+)?[\[({]?\s*([*†‡§‖¶⁂#]{1,5}|\d{1,4}[a-z]?|[ivxl]{1,7}|[a-z])?"
    r"\s*[\])}]?\s*[.:)]*(?!\w)(?<![A-Za-z])\s*",
    re.IGNORECASE,
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BACK = re.compile(r"[\W_]*(?:(?:back|return|retour|zurück|up|top)\b[\w\s]{0,24})?[\W_]*", re.IGNORECASE)
_REF_CLASS = re.compile(
    r"(?:foot|end|side|rear)?[-_]?(?:note|fn)s?[-_]?(?:ref(?:erence)?|anchor|call|mark|link|num(?:ber)?|sup)s?|reference|"
    r"super(?:script)?[-_]?(?:note|ref)"
)
_NOTE_CLASS = re.compile(
    r"(?:foot|end|rear|chapter)[-_]?notes?[-_]?(?:text|body|block|list|item|section|area)?s?\d*|fns?\d*|notes|references|reflist"
)
_WEAK_CLASS = re.compile(r"note\w{0,8}|fn\w{0,4}")
_NOTE_TYPES = frozenset(["footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes"])
_END_TYPES = frozenset(["endnote", "endnotes", "rearnote", "rearnotes"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_NOTES_HEADING = re.compile(
    r"[\W_]*(?:(?:foot|end)?notes?(?: and references| to .{1,60}| on .{1,60})?|references|anmerkungen|fu(?:ß|ss)noten|"
    r"endnoten|noten|notas|note|примечания|сноски|przypisy|noter|viitteet)[\W_]*(?:[ivxl\d]+)?[\W_]*",
    re.IGNORECASE,
)
_HOLDERS = frozenset({"div", "aside", "li", "section", "dd", "blockquote", "article"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A stretch of a note's words begins at an element: all of it or, if `run`, up to the next note in its block."""

    reference: str
    label: str
    kind: NoteKind
    run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Noting:
    """What was found. `cuts`: how many letters at the head and at the tail of a slot are mark-up."""

    calls: dict[Element, str] = field(default_factory=dict)
    bodies: dict[Element, Body] = field(default_factory=dict)
    left_out: set[Element] = field(default_factory=set)
    cuts: dict[Slot, tuple[int, int]] = field(default_factory=dict)


def survey_notes(documents: tuple[Document, ...], turns: dict[Element, Turn]) -> Noting:
    """The notes of `documents`, which are one book in reading order; `turns` are its page marks."""
    return _Survey(documents, turns).noting


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Link:
    source: Element
    target: Element
    reference: str
    text: str


class _Survey:
    """One use: all that is known while the notes are looked for."""

    def __init__(self, documents: tuple[Document, ...], turns: dict[Element, Turn]) -> None:
        self.noting = Noting()
        self._turns = turns
        self._order = {element: (i, n) for i, d in enumerate(documents) for element, n in d.order.items()}
        self._links = list(_links(documents))
        self._places = [self._order[link.source] for link in self._links]
        self._to_block: dict[Element, list[_Link]] = defaultdict(list)
        for link in self._links:
            self._to_block[_block(link.target)].append(link)
        self._under_notes = {element for document in documents for element in _under_notes_heading(document)}
        marks = [link for link in self._links if _may_call(link) and link.target not in turns]
        self._targets = {link.target for link in marks}
        self._pair([link for link in marks if self._calls(link)])
        self._pair_unlinked(documents)

    # -- linked notes ------------------------------------------------------------------------------------------

    def _calls(self, link: _Link) -> bool:
        if _is_back(link) or _block(link.target).tag in _HEADINGS or _block(link.target) is _block(link.source):
            return False
        if _types_near(link.source) & {"noteref"}:
            return True
        back = self._way_back(link)
        if back and self._order[link.source] > self._order[link.target] and not _is_back(back):
            return False  # of two links that lead to each other, the first is the call
        if _ref_class(link.source):
            return True
        if _opens_block(link.source, self._turns):
            return False  # an entry of a list, or a note's own number
        return back is not None or (self._is_note(link.target) and (_raised(link.source) or not self._led_back(link)))

    def _way_back(self, link: _Link) -> _Link | None:
        """The link at the target that leads to where `link` stands."""
        ways = [way for way in self._to_block[_block(link.source)] if way is not link]
        holders = self._containers(link.target) if ways else []
        return next((way for way in ways if any(_within(way.source, holder) for holder in holders)), None)

    def _led_back(self, link: _Link) -> bool:
        """Whether the note names the place it is called from (which is another: the link is a cross-reference)."""
        return any(_is_back(way) for holder in self._containers(link.target) for way in self._inside(holder))

    def _inside(self, holder: Element) -> list[_Link]:
        """The links inside `holder`; like the links themselves, in document order."""
        last = holder
        while len(last):
            last = last[-1]
        start = bisect_left(self._places, self._order[holder])
        return self._links[start : bisect_right(self._places, self._order[last])]

    def _is_note(self, target: Element) -> bool:
        return target in self._under_notes or any(
            types(e) & _NOTE_TYPES or any(_NOTE_CLASS.fullmatch(c) or _WEAK_CLASS.fullmatch(c) for c in classes(e))
            for e in (target, *target.iterancestors())
        )

    def _pair(self, calls: list[_Link]) -> None:
        by_reference: dict[str, list[_Link]] = defaultdict(list)
        for link in calls:
            by_reference[link.reference].append(link)
        called = {link.target for link in calls}
        for reference, links in by_reference.items():
            for link in links:
                self.noting.calls[_outermost(link.source)] = reference
                self._cut_brackets(_outermost(link.source))
            self._set_body(links[0], called)

    def _set_body(self, link: _Link, called: set[Element]) -> None:
        label = _mark(link.text) or _own_label(_block(link.target))
        run = _block(link.target) is not link.target and self._shares_block(link.target, called)
        holders = [link.target] if run else self._containers(link.target)
        if not holders or any(e in self.noting.bodies for e in holders):
            return
        kind = self._kind(holders[0])
        for holder in holders:
            self.noting.bodies[holder] = Body(reference=link.reference, label=label, kind=kind, run=run)
        homes = {_block(c.source) for c in self._links if c.reference == link.reference}
        homes_of = [_block(link.target)] if run else holders
        backs = [way for holder in homes_of for way in self._inside(holder)]
        for back in backs:
            if back.source not in self.noting.calls and (_is_back(back) or _block(back.target) in homes):
                self._leave_out(back.source)
        for way in (way for holder in holders for way in holder.iter("a")):
            if way.get("href") and _BACK.fullmatch(text := squeezed(way)) and text:
                self._leave_out(way)  # it leads nowhere, yet says that it leads back
        self._cut_label(_block(link.target) if run else holders[0], label)

    def _shares_block(self, target: Element, called: set[Element]) -> bool:
        block = _block(target)
        return any(e in called and e is not target and _block(e) is block for e in block.iter())

    def _kind(self, body: Element) -> NoteKind:
        for element in (body, *body.iterancestors()):
            said = types(element)
            if said & _END_TYPES or any("endnote" in name or name == "notes" for name in classes(element)):
                return "endnote"
            if said & _NOTE_TYPES or any("footnote" in name for name in classes(element)):
                return "footnote"
        return "endnote" if body in self._under_notes else "footnote"

    def _containers(self, target: Element) -> list[Element]:
        """The elements that hold the words of the note to which `target` leads."""
        follower = _after_anchor(target)
        block = _block(target) if follower is None else follower
        if block.tag in {"td", "th"}:
            row = next(block.iterancestors("tr"), block)
            return [row]
        if block.tag == "dt":
            return [block, *_definitions(block)]
        holder = block
        while (parent := holder.getparent()) is not None and self._holds_one(parent, holder, target):
            holder = parent
        return [holder, *self._continuations(holder)]

    def _holds_one(self, parent: Element, holder: Element, target: Element) -> bool:
        if parent.tag not in _HOLDERS or parent[0] is not holder or (parent.text or "").strip():
            return False
        return all(e is target or e not in self._targets or _within(e, holder) for e in parent.iter())

    def _continuations(self, holder: Element) -> list[Element]:
        """The paragraphs that follow in the same class, a note's, without a number of their own."""
        if holder.tag != "p" or not any(_NOTE_CLASS.fullmatch(c) or _WEAK_CLASS.fullmatch(c) for c in classes(holder)):
            return []
        more: list[Element] = []
        for sibling in holder.itersiblings():
            same = sibling.tag == "p" and sibling.get("class") == holder.get("class")
            if not same or any(e in self._targets for e in sibling.iter()) or _LABELLED.match(_opening(sibling)):
                break
            more.append(sibling)
        return more

    # -- notes without links -----------------------------------------------------------------------------------

    def _pair_unlinked(self, documents: tuple[Document, ...]) -> None:
        bodies: dict[str, list[Element]] = defaultdict(list)
        named: set[Element] = set()
        calls: dict[str, list[Element]] = defaultdict(list)
        for element in (e for d in documents for e in d.elements):
            if (found := self._unlinked_body(element)) is not None:
                label, strong = found
                bodies[label].append(element)
                named |= {element} if strong else set()
            elif element.tag in {"sup", "a", "span"} and self._unlinked_call(element):
                calls[_mark(squeezed(element))].append(element)
        for label, holders in bodies.items():
            for call, holder in self._matched(calls.get(label, []), holders):
                if call is not None or holder in named:
                    self._set_unlinked(call, holder, label)

    def _unlinked_body(self, element: Element) -> tuple[str, bool] | None:
        """The label of a note that no link leads to, and whether it is a note beyond doubt."""
        names = classes(element)
        if element.tag not in BLOCKS or not (names or element.get("epub:type") or element.get("role")):
            return None
        strong = bool(types(element) & {"footnote", "endnote", "rearnote"}) or "footnote" in names
        if not strong and not any(_NOTE_CLASS.fullmatch(c) or _WEAK_CLASS.fullmatch(c) for c in names):
            return None
        noting = self.noting.bodies
        if any(e in noting for e in element.iter()) or any(e in noting for e in element.iterancestors()):
            return None
        label = _LABELLED.match(_opening(element))
        return (label[2], strong or bool(label[1])) if label else None

    def _unlinked_call(self, element: Element) -> bool:
        if element.get("href") or len(element) > 1 or not (element.tag == "sup" or _ref_class(element)):
            return False
        if any(
            e in self.noting.calls or e in self.noting.left_out for e in (*element.iter(), *element.iterancestors())
        ):
            return False
        return bool(_mark(squeezed(element))) and not _opens_block(element, self._turns)

    def _matched(self, calls: list[Element], bodies: list[Element]) -> Iterator[tuple[Element | None, Element]]:
        """The k-th call of a label with its k-th note where they are as many; else each note with the calls since
        the note of that label before it, the last of them."""
        if len(calls) == len(bodies):
            yield from zip(calls, bodies, strict=True)
            return
        waiting = list(calls)
        for body in bodies:
            before = [call for call in waiting if self._order[call] < self._order[body]]
            waiting = waiting[len(before) :]
            yield (before[-1] if before else None), body

    def _set_unlinked(self, call: Element | None, holder: Element, label: str) -> None:
        reference = f"unlinked {self._order[holder]}"
        for element in (holder, *self._continuations(holder)):
            self.noting.bodies[element] = Body(reference=reference, label=label, kind=self._kind(holder))
        self._cut_label(holder, label)
        if call is not None:
            self.noting.calls[call] = reference
            self._cut_brackets(call)

    # -- what is mark-up ---------------------------------------------------------------------------------------

    def _leave_out(self, element: Element) -> None:
        """`element` is a way back: nor is what holds only ways back, nor the brackets around it."""
        self.noting.left_out.add(element)
        self._cut_brackets(element)
        parent = element.getparent()
        while parent is not None and parent.tag not in BLOCKS and not any(c.isalnum() for c in self._words(parent)):
            self.noting.left_out.add(parent)
            parent = parent.getparent()

    def _words(self, element: Element) -> str:
        hidden = self.noting.left_out | set(self._turns)
        return "".join(_text((e, tail)) for e, tail in slots(element) if tail or not _under(e, hidden, element))

    def _cut_brackets(self, element: Element) -> None:
        before, after = _slot_before(element, self._turns), _slot_after(element, self._turns)
        if before is None or after is None:
            return
        opening, closing = _text(before).rstrip()[-1:], _text(after).lstrip()[:1]
        if opening and opening + closing in {"[]", "()", "{}"}:
            self._cut(before, tail=len(_text(before)) - len(_text(before).rstrip()) + 1)
            self._cut(after, head=len(_text(after)) - len(_text(after).lstrip()) + 1)

    def _cut(self, slot: Slot, *, head: int = 0, tail: int = 0) -> None:
        had = self.noting.cuts.get(slot, (0, 0))
        self.noting.cuts[slot] = (max(had[0], head), max(had[1], tail))

    def _cut_label(self, holder: Element, label: str) -> None:
        """The note's own number at its head, as far as no left-out link has taken it already."""
        places = list(self._leading(holder))
        opening = "".join(text for _, text in places)
        found = _OWN_NUMBER.match(opening.translate(_RAISED))
        left = 0
        if found and (found[1] or label).lower() == label.lower() and found[0].strip() not in {"[", "("}:
            left = found.end()
        for slot, text in places:
            if left <= 0:
                break
            self._cut(slot, head=min(left, len(text)) + self.noting.cuts.get(slot, (0, 0))[0])
            left -= len(text)

    def _leading(self, holder: Element) -> Iterator[tuple[Slot, str]]:
        """The first slots of a note that hold its words, with what is not yet cut of them."""
        hidden, length = self.noting.left_out | set(self._turns), 0
        for slot in slots(holder):
            element, tail = slot
            if (not tail and _under(element, hidden, holder)) or (tail and _under(element.getparent(), hidden, holder)):
                continue
            text = _text(slot)[self.noting.cuts.get(slot, (0, 0))[0] :]
            yield slot, text
            length += len(text)
            if length > 80:
                return


def _links(documents: tuple[Document, ...]) -> Iterator[_Link]:
    ids: dict[tuple[str, str], Element] = {}
    loosely: dict[tuple[str, str], Element] = {}  # names of the right letters in the wrong case
    for document in documents:
        for element in document.elements:
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    ids.setdefault((document.part, name), element)
                    loosely.setdefault((document.part, name.lower()), element)
    for document in documents:
        for element in document.root.iter("a"):
            part, sharp, name = unquote(element.get("href") or "").partition("#")
            where = _resolved(document.part, part)
            target = ids.get((where, name), loosely.get((where, name.lower()))) if sharp else None
            if target is not None:
                yield _Link(source=element, target=target, reference=f"{where}#{name.lower()}", text=squeezed(element))


def _resolved(part: str, link: str) -> str:
    """The member that `link` means when it stands in member `part` (RFC 3986, 5.2.4, within the container)."""
    if not link:
        return part
    path = [] if link.startswith("/") else part.split("/")[:-1]
    for step in link.split("/"):
        if step == "..":
            path = path[:-1]
        elif step not in {"", "."}:
            path.append(step)
    return "/".join(path)


def _under_notes_heading(document: Document) -> Iterator[Element]:
    under = False
    for element in document.elements:
        if element.tag in _HEADINGS:
            under = bool(_NOTES_HEADING.fullmatch(squeezed(element)))
        elif under:
            yield element


def _may_call(link: _Link) -> bool:
    """Whether a link shows a mark, or nothing where it says that it is one."""
    return bool(_mark(link.text)) or (
        not link.text and ("noteref" in _types_near(link.source) or _ref_class(link.source))
    )


def _own_label(body: Element) -> str:
    found = _LABELLED.match(_opening(body))
    return found[2] if found else ""


def _mark(text: str) -> str:
    """The label in a note mark ("[12]" is "12"), "" where `text` is none."""
    whole = _MARK.fullmatch(text.strip().translate(_RAISED))
    return whole[1] if whole else ""


def _block(element: Element) -> Element:
    holder: Element | None = element
    while holder is not None and holder.tag not in BLOCKS:
        element, holder = holder, holder.getparent()
    return element if holder is None else holder


def _outermost(source: Element) -> Element:
    """The raised or otherwise dressed whole of a mark: `<sup><a>1</a></sup>`."""
    mark, parent = source, source.getparent()
    while parent is not None and parent.tag not in BLOCKS and _mark(squeezed(parent)) and len(parent) <= 2:
        mark, parent = parent, parent.getparent()
    return mark


def _around(source: Element) -> Iterable[Element]:
    return (source, *source.iterancestors("sup", "span", "small"), *source.iterchildren())


def _types_near(source: Element) -> frozenset[str]:
    return frozenset().union(*(types(e) for e in _around(source)))


def _ref_class(source: Element) -> bool:
    return any(_REF_CLASS.fullmatch(name) for e in _around(source) for name in classes(e))


def _raised(source: Element) -> bool:
    if any(e.tag == "sup" for e in _around(source)) or squeezed(source)[:1] in {"[", "(", "{"}:
        return True
    before = _slot_before(source, {})
    return before is not None and _text(before).rstrip()[-1:] in {"[", "("}


def _back_class(source: Element) -> bool:
    names = [name for e in (source, *source.iterancestors("span", "sup")) for name in classes(e)]
    return any("backlink" in name or name in {"back", "footnote-back", "return", "fnback"} for name in names)


def _is_back(link: _Link) -> bool:
    return (
        "backlink" in _types_near(link.source)
        or _back_class(link.source)
        or (bool(_BACK.fullmatch(link.text)) and bool(link.text) and not _mark(link.text))
    )


def _opens_block(element: Element, turns: dict[Element, Turn]) -> bool:
    """Whether no word stands before `element` in its block."""
    block = _block(element)
    for inner, tail in slots(block):
        if inner is element and not tail:
            return True
        known = inner in turns or (tail and inner.getparent() in turns)
        if not (known and not tail) and any(c.isalnum() for c in _text((inner, tail))):
            return False
    return True


def _after_anchor(target: Element) -> Element | None:
    """The block before which an empty anchor stands: `<a id="fn1"></a><p>1. …`."""
    parent = target.getparent()
    empty = target.tag not in BLOCKS and not squeezed(target) and not (target.tail or "").strip()
    if not empty or parent is None or parent.tag in {"p", "li", "dt", "dd", "td"}:
        return None
    follower = target.getnext()
    return follower if follower is not None and follower.tag in BLOCKS else None


def _definitions(term: Element) -> Iterator[Element]:
    for sibling in term.itersiblings():
        if sibling.tag != "dd":
            return
        yield sibling


def _opening(element: Element) -> str:
    """The first letters inside `element`."""
    letters = ""
    for text in element.itertext():
        letters += str(text)
        if len(letters) > 40:
            break
    return letters.translate(_RAISED)


def _text(slot: Slot) -> str:
    element, tail = slot
    return (element.tail if tail else element.text) or ""


def _under(element: Element | None, hidden: set[Element], top: Element) -> bool:
    while element is not None and element is not top:
        if element in hidden:
            return True
        element = element.getparent()
    return False


def _within(element: Element, holder: Element) -> bool:
    return element is holder or any(ancestor is holder for ancestor in element.iterancestors())


def _slot_before(element: Element, turns: Mapping[Element, Turn]) -> Slot | None:
    """The nearest slot before `element` in its block that is not white; empty anchors and page marks are stepped
    over."""
    at: Element | None = element
    while at is not None and at.tag not in BLOCKS:
        for previous in at.itersiblings(preceding=True):
            if (previous.tail or "").strip():
                return previous, True
            if previous not in turns and (squeezed(previous) or previous.tag == "br"):
                return None
        at = at.getparent()
        if at is not None and (at.text or "").strip():
            return at, False
    return None


def _slot_after(element: Element, turns: Mapping[Element, Turn]) -> Slot | None:
    at: Element | None = element
    while at is not None and at.tag not in BLOCKS:
        for follower in (at, *at.itersiblings()):
            if follower is not at and follower not in turns and (squeezed(follower) or follower.tag == "br"):
                return None
            if (follower.tail or "").strip():
                return follower, True
        at = at.getparent()
    return None
