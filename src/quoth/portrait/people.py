"""The people page: who is named, who speaks through whose quotations, who is named with whom."""

from __future__ import annotations

import re
from typing import Final

from quoth.model.life import Person
from quoth.model.source import Work
from quoth.portrait.edition import WORDINGS, Edition
from quoth.portrait.frame import counted, framed, link, mentions, occasions
from quoth.portrait.markup import Content, Element, el
from quoth.portrait.moments import said

__all__ = ["people_page"]

FILE: Final = "people.html"
LISTED: Final = 12  # companions that are linked


def people_page(edition: Edition) -> bytes:
    people = sorted(edition.life.people, key=lambda each: (each.id != edition.life.subject, -len(each.mentions)))
    lead = "Nobody is named in this text, as far as its names could be read."
    if people:
        speaking = sum(1 for person in people if person.quoted or _used(person, edition))
        of_them = f"{speaking or 'none'} of them {'is' if speaking == 1 else 'are'} quoted"
        lead = f"{counted(len(people), 'person is', 'people are')} named; {of_them}."
    head = el("header", {"class": "title"}, el("h1", {}, "People"), el("p", {"class": "byline"}, lead))
    entries = el("ul", {"class": "people"}, [_person(each, edition) for each in people]) if people else None
    return framed(edition, FILE, el("div", {"class": "sheet wide"}, head, entries))


def _person(person: Person, edition: Edition) -> Element:
    number = edition.people[person.id]
    others = [form for form in person.forms if form != person.name]
    return el(
        "li",
        {"id": f"m{number}"},
        el("h2", {}, el("bdi", {}, person.name), el("small", {}, _life(person)) if _life(person) else None),
        el("p", {"class": "meant"}, f"also {', '.join(others)}") if others else None,
        mentions(person.name, f"m{number}", len(person.mentions)),
        occasions(edition, (event for event in edition.life.chronology if person.id in event.people)),
        _quoted(person, edition),
        _written(person, edition),
        _company(person, edition),
    )


def _life(person: Person) -> str:
    born = f"born {said(person.born)}" if person.born else ""
    died = f"died {said(person.died)}" if person.died else ""
    lived = ", ".join(each for each in (born, died) if each)
    return f" {lived}" if lived else ""


def _quoted(person: Person, edition: Edition) -> Element | None:
    """The quotations that are given as this person's words, with what was said of each."""
    spoken = set(person.quoted)
    exhibits = [each for each in edition.exhibits if each.quotation.id in spoken] if spoken else []
    if not exhibits:
        return None
    listed: list[Content] = []
    for each in exhibits:
        sign, name, _ = WORDINGS[each.verdict.wording]
        label = f"Quotation {each.number}: {name.lower()}"
        listed += [" ", link(f"index.html#e{each.number}", f"{each.number} {sign}", label=label)]
    return el("p", {"class": "mentions"}, f"{counted(len(exhibits), 'quotation')}:", listed)


def _written(person: Person, edition: Edition) -> Element | None:
    """The works of this person that are quoted, with the number of quotations from each."""
    listed: list[Content] = []
    for work, number in _used(person, edition):
        listed += [" · " if listed else " ", link(f"works.html#w{edition.works[work.id]}", work.title), f" {number}"]
    return el("p", {"class": "who"}, "Quoted from:", listed) if listed else None


def _used(person: Person, edition: Edition) -> list[tuple[Work, int]]:
    """A work is a person's where its author has the words of a form of the name, in any order, two at least."""
    names = {frozenset(re.findall(r"\w+", form.casefold())) for form in person.forms}
    return [
        (work, number)
        for work in edition.report.works
        if len(author := frozenset(re.findall(r"\w+", work.author.casefold()))) > 1 and author in names
        if (number := sum(len(use.exhibits) for use in edition.uses.get(work.id, ())))
    ]


def _company(person: Person, edition: Edition) -> Element | None:
    listed: list[Content] = []
    for id, sentences in person.company[:LISTED]:
        other = edition.person(id)
        listed += [" · " if listed else " ", link(f"#m{edition.people[id]}", other.name), f" {sentences}"]
    return el("p", {"class": "who"}, "Named with:", listed) if listed else None
