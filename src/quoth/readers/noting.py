"""Which links are note calls, and where the words of each note are.

A link that merely leads to another place of the text (contents, index, "see p. 12") calls no note. A call says so
itself (epub:type, role, class) or looks like one (a number, a letter, a star, often raised or in brackets) and leads
to what is a note: by type or class, under a heading like "Notes", or because a link there leads back. Raised numbers
without a link are paired with the notes that are marked as such, label by label.

The mark, its brackets, the note's own number and the way back are mark-up, not words: `calls` and `left_out` name the
elements, `cuts` the letters at either end of a slot that belong to them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from quoth.model.manuscript import NoteKind
from quoth.readers.hypertext import (
    BLOCKS,
    Document,
    Element,
    Slot,
    block_of,
    opens_block,
    short_text,
    squeezed,
    within,
)
from quoth.readers.links import Link, find_links
from quoth.readers.noteforms import (
    LABELLED,
    LONGEST_MARK,
    NOTES_HEADING,
    is_named_note,
    is_note_like,
    is_raised,
    kind_of_note,
    leads_back,
    mark_in,
    opening_of,
    own_label,
    says_it_calls,
    says_its_type,
)
from quoth.readers.pagination import Turn
from quoth.readers.trimming import Trimming

__all__ = ["Body", "Noting", "survey_notes"]

MOST_LINKS = 50  # in a note that shares its paragraph with others

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HOLDERS = frozenset({"div", "aside", "li", "section", "dd", "blockquote", "article"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A stretch of a note's words begins at an element: all of it or, if `run`, up to the next note in its block."""

    reference: str
    label: str
    kind: NoteKind
    run: bool = False
    called_here: bool = False  # nothing else calls it: it is set where it belongs


@dataclass(frozen=True, slots=True, kw_only=True)
class Noting:
    """What was found: references by calling element, bodies by their elements; `left_out` and `cuts` see `Trimming`."""

    left_out: set[Element]
    cuts: dict[Slot, tuple[int, int]]
    calls: dict[Element, str] = field(default_factory=dict)
    bodies: dict[Element, Body] = field(default_factory=dict)


def survey_notes(documents: tuple[Document, ...], turns: dict[Element, Turn]) -> Noting:
    """The notes of `documents`, which are one book in reading order; `turns` are its page marks."""
    survey = _Survey(documents, turns)
    survey.pair_linked()
    survey.pair_unlinked(documents)
    return survey.noting


class _Survey:
    """One use: all that is known while the notes are looked for."""

    def __init__(self, documents: tuple[Document, ...], turns: dict[Element, Turn]) -> None:
        self._trimming = Trimming(turns)
        self.noting = Noting(left_out=self._trimming.left_out, cuts=self._trimming.cuts)
        self._turns = turns
        self._order = {element: (i, n) for i, d in enumerate(documents) for element, n in d.order.items()}
        self._links = list(find_links(documents))
        self._places = [self._order[link.source] for link in self._links]
        self._to_block: dict[Element, list[Link]] = defaultdict(list)
        self._of_reference: dict[str, list[Link]] = defaultdict(list)
        self._leading: set[Element] = set()  # the links that lead out of their block
        for link in self._links:
            block = block_of(link.target)
            self._to_block[block].append(link)
            self._of_reference[link.reference].append(link)
            if block is not block_of(link.source):
                self._leading.add(link.source)
        self._under_notes = {element for document in documents for element in _under_notes_heading(document)}
        self._marks = [link for link in self._links if _may_call(link) and link.target not in turns]
        self._targets = {link.target for link in self._marks}

    # -- linked notes ------------------------------------------------------------------------------------------

    def pair_linked(self) -> None:
        calls = [link for link in self._marks if self._calls(link)]
        called = {link.target for link in calls}
        for link in calls:
            mark = _outermost(link.source)
            self.noting.calls[mark] = link.reference
            self._trimming.cut_brackets(mark)
        for link in {call.reference: call for call in reversed(calls)}.values():
            self._set_body(link, called)

    def _calls(self, link: Link) -> bool:
        home, there = block_of(link.source), block_of(link.target)
        if (
            leads_back(link.source, link.text)
            or there.tag in _HEADINGS
            or (there is home and not _is_inset(link.target))
        ):
            return False
        if says_its_type(link.source):
            return True
        back = self._way_back(link)
        if back and self._order[link.source] > self._order[link.target] and not leads_back(back.source, back.text):
            return False  # of two links that lead to each other, the first is the call
        if says_it_calls(link.source):
            return True
        if opens_block(link.source, self._turns):
            return False  # an entry of a list, or a note's own number
        return back is not None or (self._is_note(link.target) and (is_raised(link.source) or not self._led_back(link)))

    def _way_back(self, link: Link) -> Link | None:
        """The link at the target that leads to where `link` stands."""
        ways = self._to_block[block_of(link.source)]
        holders = self._containers(link.target) if ways else []
        return next((w for w in ways if w is not link and any(within(w.source, holder) for holder in holders)), None)

    def _led_back(self, link: Link) -> bool:
        """Whether the note names the place it is called from (which is another: the link is a cross-reference)."""
        inside = (way for holder in self._containers(link.target) for way in self._inside(holder))
        return any(leads_back(way.source, way.text) for way in inside)

    def _inside(self, holder: Element) -> list[Link]:
        """The links inside `holder`; like the links themselves, in document order."""
        last = holder
        while len(last):
            last = last[-1]
        start = bisect_left(self._places, self._order[holder])
        return self._links[start : bisect_right(self._places, self._order[last])]

    def _is_note(self, target: Element) -> bool:
        around = (e for e in (target, *target.iterancestors()) if e.tag not in {"html", "body"})
        return target in self._under_notes or any(is_note_like(element) for element in around)

    def _set_body(self, link: Link, called: set[Element]) -> None:
        block = block_of(link.target)
        label = mark_in(link.text) or own_label(block)
        run = block is not link.target and not _is_inset(link.target) and self._shares_block(link.target, called)
        holders = [link.target] if run else self._containers(link.target)
        if not holders or any(element in self.noting.bodies for element in holders):
            return
        kind = kind_of_note(holders[0], under_heading=holders[0] in self._under_notes)
        for holder in holders:
            self.noting.bodies[holder] = Body(reference=link.reference, label=label, kind=kind, run=run)
        inside = self._up_to_next(link.target, called) if run else [w for h in holders for w in self._inside(h)]
        self._leave_ways_back(inside, link.reference)
        if not run:
            self._leave_dead_ways_back(holders)
            self._trimming.cut_number(holders[0], label)

    def _up_to_next(self, target: Element, called: set[Element]) -> list[Link]:
        """The links of a note that ends where the next one begins."""
        start = bisect_left(self._places, self._order[target])
        stop = start + 1
        while stop < len(self._links) and self._links[stop].source not in called:
            stop += 1
        return self._links[start : min(stop, start + MOST_LINKS)]

    def _shares_block(self, target: Element, called: set[Element]) -> bool:
        block = block_of(target)
        return any(e in called and e is not target and block_of(e) is block for e in block.iter())

    def _leave_ways_back(self, inside: list[Link], reference: str) -> None:
        homes = {block_of(call.source) for call in self._of_reference[reference]}
        for way in inside:
            leads = leads_back(way.source, way.text) or block_of(way.target) in homes
            if leads and way.source not in self.noting.calls:
                self._trimming.leave_out(way.source)

    def _leave_dead_ways_back(self, holders: list[Element]) -> None:
        """Links that lead nowhere, yet say that they lead back."""
        for link in (link for holder in holders for link in holder.iter("a")):
            if link.get("href") and leads_back(link, squeezed(link)):
                self._trimming.leave_out(link)

    def _containers(self, target: Element) -> list[Element]:
        """The elements that hold the words of the note to which `target` leads."""
        if _is_inset(target):
            return [target]
        follower = _after_anchor(target)
        block = block_of(target) if follower is None else follower
        if block.tag in {"td", "th"}:
            return [next(block.iterancestors("tr"), block)]
        if block.tag == "dt":
            return [block, *_definitions(block)]
        holder = block
        while (parent := holder.getparent()) is not None and self._holds_one(parent, holder, target):
            holder = parent
        return [holder, *self._continuations(holder)]

    def _holds_one(self, parent: Element, holder: Element, target: Element) -> bool:
        if parent.tag not in _HOLDERS or parent[0] is not holder or (parent.text or "").strip():
            return False
        return all(e is target or e not in self._targets or within(e, holder) for e in parent.iter())

    def _continuations(self, holder: Element) -> list[Element]:
        """The paragraphs that follow in the same class, a note's, without a number of their own."""
        if holder.tag != "p" or not is_note_like(holder):
            return []
        more: list[Element] = []
        for sibling in holder.itersiblings():
            same = sibling.tag == "p" and sibling.get("class") == holder.get("class")
            if not same or LABELLED.match(opening_of(sibling)) or any(e in self._targets for e in sibling.iter()):
                break
            more.append(sibling)
        return more

    # -- notes without links -----------------------------------------------------------------------------------

    def pair_unlinked(self, documents: tuple[Document, ...]) -> None:
        bodies: dict[str, list[Element]] = defaultdict(list)
        calls: dict[str, list[Element]] = defaultdict(list)
        certain: set[Element] = set()
        for element in (e for document in documents for e in document.elements):
            if element.tag in BLOCKS:
                label, sure = self._unlinked_body(element)
                if label:
                    bodies[label].append(element)
                    certain |= {element} if sure else set()
            elif element.tag in {"sup", "a", "span", "small"} and element not in self._leading:
                self._unlinked_inline(element, calls)
        for label, holders in bodies.items():
            for call, holder in self._matched(calls[label], holders):
                if call is not None or holder in certain:
                    self._set_unlinked(call, holder, label)

    def _unlinked_body(self, element: Element) -> tuple[str, bool]:
        """The label of a note that no link leads to, "" if it is none, and whether it is one beyond doubt."""
        if not is_note_like(element) or self._is_known(element):
            return "", False
        found = LABELLED.match(opening_of(element))
        return (found[2], is_named_note(element) or bool(found[1])) if found else ("", False)

    def _unlinked_inline(self, element: Element, calls: dict[str, list[Element]]) -> None:
        """A raised number, a mark whose link leads nowhere, or a whole note set where it is called."""
        mark = mark_in(short_text(element, LONGEST_MARK) or "")
        if mark and len(element) <= 1 and (element.tag == "sup" or says_it_calls(element)):
            if not self._is_known(element) and not opens_block(element, self._turns):
                calls[mark].append(element)
        elif not mark and is_named_note(element) and not self._is_known(element) and " " in squeezed(element):
            reference = f"inset {self._order[element]}"
            self.noting.bodies[element] = Body(reference=reference, label="", kind="footnote", called_here=True)

    def _is_known(self, element: Element) -> bool:
        """Whether a note that is found already is in `element`, or around it."""
        noting = self.noting
        known = (e in noting.bodies or e in noting.calls or e in self._trimming.left_out for e in element.iter())
        return any(known) or any(e in noting.bodies and is_named_note(element) for e in element.iterancestors())

    def _matched(self, calls: list[Element], bodies: list[Element]) -> Iterator[tuple[Element | None, Element]]:
        """The k-th call of a label with its k-th note where they are as many and each note follows its call; else each
        note with the last of the calls that stand since the note of that label before it."""
        pairs = list(zip(calls, bodies, strict=False))
        if len(calls) == len(bodies) and all(self._order[call] < self._order[body] for call, body in pairs):
            yield from pairs
            return
        places, done = [self._order[call] for call in calls], 0
        for body in bodies:
            before = bisect_left(places, self._order[body])
            yield (calls[before - 1] if before > done else None), body
            done = max(done, before)

    def _set_unlinked(self, call: Element | None, holder: Element, label: str) -> None:
        reference = f"unlinked {self._order[holder]}"
        kind = kind_of_note(holder, under_heading=holder in self._under_notes)
        for element in (holder, *self._continuations(holder)):
            self.noting.bodies[element] = Body(reference=reference, label=label, kind=kind)
        self._trimming.cut_number(holder, label)
        if call is not None:
            self.noting.calls[call] = reference
            self._trimming.cut_brackets(call)


def _under_notes_heading(document: Document) -> Iterator[Element]:
    under = False
    for element in document.elements:
        if element.tag in _HEADINGS:
            under = bool(NOTES_HEADING.fullmatch(squeezed(element)))
        elif under:
            yield element


def _may_call(link: Link) -> bool:
    """Whether a link shows a mark, or nothing where it says that it is one."""
    return bool(mark_in(link.text)) or (not link.text and says_it_calls(link.source))


def _outermost(source: Element) -> Element:
    """The raised or otherwise dressed whole of a mark: `<sup><a>1</a></sup>`."""
    mark, parent = source, source.getparent()
    while parent is not None and parent.tag not in BLOCKS and len(parent) <= 2:
        if not mark_in(short_text(parent, LONGEST_MARK) or ""):
            break
        mark, parent = parent, parent.getparent()
    return mark


def _is_inset(target: Element) -> bool:
    """Whether a whole note is set inside a paragraph: `<span class="footnote" id="n1">…</span>`."""
    return target.tag not in BLOCKS and is_named_note(target) and " " in squeezed(target)


def _after_anchor(target: Element) -> Element | None:
    """The block before which an empty anchor stands: `<a id="fn1"></a><p>1. …`."""
    parent = target.getparent()
    empty = target.tag not in BLOCKS and not (target.tail or "").strip() and short_text(target, 0) == ""
    if not empty or parent is None or parent.tag in {"p", "li", "dt", "dd", "td"}:
        return None
    follower = target.getnext()
    return follower if follower is not None and follower.tag in BLOCKS else None


def _definitions(term: Element) -> Iterator[Element]:
    for sibling in term.itersiblings():
        if sibling.tag != "dd":
            return
        yield sibling
