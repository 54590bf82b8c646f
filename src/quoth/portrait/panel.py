"""The evidence for one quotation: what was found, beside what is quoted, and the note that led there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from quoth.model.citation import Cite
from quoth.model.finding import Alignment, Attribution, EditKind, Location
from quoth.portrait.collation import Difference, as_printed, as_quoted, differences, spaced
from quoth.portrait.edition import WORDINGS, Edition, Exhibit
from quoth.portrait.frame import counted, link
from quoth.portrait.markup import Content, Element, el
from quoth.rules.phrases import found_at, places, work_name
from quoth.rules.table import find_rule

__all__ = ["ATTRIBUTIONS", "LOCATIONS", "panel", "said_of"]

ATTRIBUTIONS: Final[dict[Attribution, str]] = {
    "cited-work": "in the work cited",
    "other-work": "in another work than the one cited",
    "uncited": "no note answers for it",
    "work-not-held": "the work cited is not in the library",
    "unresolved": "what is cited is not certain",
}
LOCATIONS: Final[dict[Location, str]] = {
    "cited-page": "on the page cited",
    "other-page": "on another page than the one cited",
    "other-edition": "in another edition, by its own pages",
    "no-locator": "no page is cited",
    "unpaged": "the file has no page numbers",
    "unknown": "",
}
_SAID: Final[dict[EditKind, str]] = {
    "spelling": "Another spelling",
    "slip": "A letter or two",
    "replace": "Other words",
    "insert": "Added",
    "omit": "Left out in silence",
    "move": "Moved",
    "ellipsis": "Hidden by the dots",
    "bracket": "In brackets",
}


def panel(exhibit: Exhibit, edition: Edition) -> Element:
    """One panel, which shows itself when its address is followed."""
    sign, name, _ = WORDINGS[exhibit.verdict.wording]
    number = exhibit.number
    return el(
        "article",
        {"class": "exhibit", "id": f"e{number}", "tabindex": "-1", "aria-labelledby": f"e{number}-name"},
        el(
            "header",
            {"class": f"exhibit-head v-{exhibit.verdict.wording}"},
            el(
                "h2",
                {"id": f"e{number}-name"},
                el("span", {"class": "sign", "aria-hidden": "true"}, sign),
                f" {name} ",
                el("small", {}, f"quotation {number} of {len(edition.exhibits)}"),
            ),
            link(f"#{exhibit.target}", "×", css="close", label=f"Close, back to quotation {number} in the text"),
        ),
        el("p", {"class": "axes"}, said_of(exhibit)),
        _laid_beside(exhibit, edition),
        _differences(exhibit, edition),
        *_joined(exhibit, edition),
        _note(exhibit, edition),
        _findings(exhibit),
        _onward(exhibit, edition),
    )


def said_of(exhibit: Exhibit) -> str:
    """The other two axes, and the reason where one is given."""
    verdict = exhibit.verdict
    parts = [ATTRIBUTIONS[verdict.attribution], LOCATIONS[verdict.location] if exhibit.place else "", verdict.why]
    said = "; ".join(dict.fromkeys(part for part in parts if part))
    return said[:1].upper() + said[1:] + "."


def _laid_beside(exhibit: Exhibit, edition: Edition) -> list[Content]:
    place = exhibit.place
    quoted: Content = el("blockquote", {"dir": "auto"}, spaced(exhibit.words))
    if place is None or exhibit.witness is None:
        return [el("h3", {}, "Quoted"), quoted]
    most, text = edition.options.excerpt, edition.report.manuscript.text
    if exhibit.verdict.wording != "verbatim":
        quoted = el("blockquote", {"dir": "auto"}, as_quoted(place, text))
    around = [el("span", {"class": "around"}, words) for words in (exhibit.before, exhibit.behind)]
    printed = el("blockquote", {"dir": "auto", "class": "printed"}, around[0], as_printed(place, most), around[1])
    source = el("cite", {}, _found(place, edition))
    return [el("h3", {}, "Quoted"), quoted, el("h3", {}, "In the source"), printed, el("p", {"class": "found"}, source)]


def _differences(exhibit: Exhibit, edition: Edition) -> list[Content]:
    found = differences(exhibit, edition.report.manuscript.text, edition.options.excerpt)
    if not found:
        return []
    entries = [el("li", {}, *_difference(each)) for each in found]
    return [
        el("h3", {}, "Differences" if len(found) > 1 else "Difference"),
        el("ul", {"class": "differences"}, entries),
    ]


def _difference(each: Difference) -> Iterator[Content]:
    yield el("span", {"class": "what"}, _SAID[each.op], ": ")
    if each.quoted:
        yield el("bdi", {"class": "quoted"}, f"“{each.quoted}”")
    if each.quoted and each.printed:
        yield " for "
    if each.printed:
        yield el("bdi", {"class": "printed"}, f"“{each.printed}”")


def _joined(exhibit: Exhibit, edition: Edition) -> Iterator[Content]:
    """Where words stand that the passage does not have."""
    for place in exhibit.verdict.joined:
        yield el("h3", {}, "From another place")
        yield el("blockquote", {"dir": "auto", "class": "printed"}, as_printed(place, edition.options.excerpt))
        yield el("p", {"class": "found"}, el("cite", {}, _found(place, edition)))


def _found(place: Alignment, edition: Edition) -> Element:
    """The book and page, with a link to the file."""
    file = edition.files[place.passage.witness]
    return link(f"method.html#f{file}", found_at(place, edition.report.library.witnesses[file - 1]))


def _note(exhibit: Exhibit, edition: Edition) -> list[Content]:
    if not exhibit.notes:
        return []
    note = exhibit.notes[0]
    number = edition.notes[note.id]
    head = el("h3", {}, link(f"#n{number}", f"Note {note.label}"), "" if exhibit.quotation.near else " (further on)")
    said = el("blockquote", {"dir": "auto", "class": "note-text"}, spaced(note.span.of(edition.report.manuscript.text)))
    resolved = [el("li", {}, *_resolved(cite, edition)) for cite in exhibit.cited]
    return [head, said, el("ul", {"class": "resolved"}, resolved) if resolved else None]


def _resolved(cite: Cite, edition: Edition) -> Iterator[Content]:
    """What one cite leads to, and by what."""
    lead = edition.leads[cite.id]
    work = edition.work(lead.work)
    if work:
        yield "→ "
        yield link(f"works.html#w{edition.works[work.id]}", el("bdi", {}, work_name(work)))
        where = places(cite.locators)
        yield f", {where}" if where else ""
        antecedent = edition.cites.get(lead.antecedent or "")
        before = edition.note_of(antecedent) if antecedent else None
        yield f" (as in note {before.label})" if before else ""
        return
    names = [edition.work(id) for id in lead.candidates]
    yield "→ not resolved" + (f": {lead.why}" if lead.why else "")
    if names:
        yield "; it could be " + " or ".join(work_name(work) for work in names if work)


def _findings(exhibit: Exhibit) -> list[Content]:
    if not exhibit.findings:
        return []
    entries = []
    for finding in exhibit.findings:
        rule = find_rule(finding.rule)
        name = f"{finding.rule} {rule.name}" if rule else finding.rule
        entries.append(el("li", {}, el("span", {"class": "rule"}, name), " ", el("bdi", {}, finding.message)))
    return [el("h3", {}, counted(len(entries), "remark")), el("ul", {"class": "findings"}, entries)]


def _onward(exhibit: Exhibit, edition: Edition) -> Element:
    number, last = exhibit.number, len(edition.exhibits)
    return el(
        "p",
        {"class": "onward"},
        link(f"#e{number - 1}", "← before", label=f"Quotation {number - 1}") if number > 1 else None,
        link(f"#{exhibit.target}", "in the text", label=f"Quotation {number} in the text"),
        link(f"#e{number + 1}", "next →", label=f"Quotation {number + 1}") if number < last else None,
    )
