"""The stages of finding a life, in order; and what is known of each person when all have spoken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from quoth.life.choices import PlaceRule
from quoth.life.chronology import Told, aged, events_of, vital_dates
from quoth.life.context import settled
from quoth.life.dates import expressions_of
from quoth.life.gazetteer import gazetteer_of
from quoth.life.headings import source_dates
from quoth.life.names import names_of
from quoth.life.people import Somebody, find_people, slug
from quoth.life.placenames import place_names
from quoth.life.places import find_places
from quoth.life.sentences import sentence_at, sentences_of, stretches_of, unmarked_text
from quoth.life.stations import Stage, with_stations
from quoth.life.works import uses_of
from quoth.model.citation import Citation
from quoth.model.finding import Resolution, Verdict
from quoth.model.life import Life, Moment, Person, WorkUse
from quoth.model.manuscript import Manuscript, Quotation
from quoth.model.source import Work
from quoth.model.text import Letters, Span

__all__ = ["tell"]


def tell(
    manuscript: Manuscript,
    quotations: Sequence[Quotation],
    citations: Sequence[Citation],
    resolutions: Sequence[Resolution],
    works: Sequence[Work],
    *,
    places: Mapping[str, PlaceRule],
    verdicts: Sequence[Verdict],
    text_of: Callable[[str], Letters] | None,
) -> Life:
    text = unmarked_text(manuscript)
    stretches = stretches_of(manuscript)
    sentences = sentences_of(text, stretches)
    said = expressions_of(text, stretches, sentences, quotations)
    names = names_of(text, stretches, sentences)
    gazetteer = gazetteer_of({name.words for name in names} | {rule.name for rule in places.values()})
    located = place_names(names, text, gazetteer, places)
    stood = find_places(located, text, gazetteer, places)
    titles = _titles(manuscript, quotations)
    people = find_people(names, text, located, titles)
    ids = _ids(people)
    told = Told(text=text, sentences=sentences, people=_mentions(people, ids))
    datings = settled(said)
    vital = vital_dates(datings, told)
    datings = aged(datings, said, told, vital)
    uses = uses_of(works, citations, resolutions, quotations, text=text, stretches=stretches, marked=titles)
    known = _people(people, ids, vital, quotations, sentences)
    subject = _subject(known, manuscript)
    events = events_of(datings, told, stood, quotations, _cited(uses))
    stage = Stage(told=told, stretches=stretches, places=stood, quotations=quotations)
    return Life(
        datings=datings,
        events=with_stations(events, stage, subject),
        places=stood,
        people=known,
        works=uses,
        sources=source_dates(verdicts, text_of) if text_of else (),
        subject=subject,
    )


def _titles(manuscript: Manuscript, quotations: Sequence[Quotation]) -> list[Span]:
    """Stretches in italics, and in quotation marks that are titles."""
    titles = [quotation.span for quotation in quotations if quotation.role == "title"]
    return sorted([*manuscript.emphasis, *titles])


def _ids(people: Sequence[Somebody]) -> list[str]:
    """Made from the names; of two that are alike the second has a number."""
    seen: Counter[str] = Counter()
    ids = []
    for somebody in people:
        base = slug(somebody.name) or "somebody"
        seen[base] += 1
        ids.append(base if seen[base] == 1 else f"{base}-{seen[base]}")
    return ids


def _mentions(people: Sequence[Somebody], ids: Sequence[str]) -> list[tuple[Span, str]]:
    return sorted((span, id) for somebody, id in zip(people, ids, strict=True) for span in somebody.spans)


def _people(
    people: Sequence[Somebody],
    ids: Sequence[str],
    vital: Mapping[str, tuple[Moment | None, Moment | None]],
    quotations: Sequence[Quotation],
    sentences: Sequence[Span],
) -> tuple[Person, ...]:
    company = _company(people, ids, sentences)
    by_form = {form: id for somebody, id in zip(people, ids, strict=True) for form in somebody.forms}
    quoted: dict[str, list[str]] = {}
    for quotation in quotations:
        speaker = by_form.get(" ".join((quotation.speaker or "").split()))
        if speaker is not None and quotation.role == "quotation":
            quoted.setdefault(speaker, []).append(quotation.id)
    return tuple(
        Person(
            id=id,
            name=somebody.name,
            forms=tuple(form for form, _ in sorted(somebody.forms.items(), key=lambda one: (-one[1], one[0]))),
            mentions=somebody.spans,
            quoted=tuple(quoted.get(id, ())),
            company=company[id],
            born=vital.get(id, (None, None))[0],
            died=vital.get(id, (None, None))[1],
        )
        for somebody, id in zip(people, ids, strict=True)
    )


def _company(
    people: Sequence[Somebody], ids: Sequence[str], sentences: Sequence[Span]
) -> dict[str, tuple[tuple[str, int], ...]]:
    starts = [sentence.start for sentence in sentences]
    together: dict[int, set[str]] = {}
    for somebody, id in zip(people, ids, strict=True):
        for span in somebody.spans:
            together.setdefault(sentence_at(span.start, starts), set()).add(id)
    met: dict[str, Counter[str]] = {id: Counter() for id in ids}
    for group in together.values():
        for id in group:
            met[id].update(other for other in group if other != id)
    return {id: tuple(sorted(others.items(), key=lambda one: (-one[1], one[0]))) for id, others in met.items()}


def _cited(uses: Iterable[WorkUse]) -> dict[str, list[str]]:
    """Works by quotation."""
    cited: dict[str, list[str]] = {}
    for use in uses:
        for quotation in use.quotations:
            cited.setdefault(quotation, []).append(use.work)
    return cited


MOSTLY = 2  # times the mentions of anybody else make somebody the subject of a text that does not name one


def _subject(people: Sequence[Person], manuscript: Manuscript) -> str | None:
    """The person that the title names; else who is named far more often than anybody else."""
    headings = [manuscript.blocks[at].span.of(manuscript.text) for at in manuscript.blocks_of(frozenset({"heading"}))]
    for title in (manuscript.metadata.title, *headings[:1]):
        named = [person for person in people if title and any(form in title for form in person.forms)]
        if named:
            return max(named, key=lambda person: len(person.mentions)).id
    ranked = sorted(people, key=lambda person: -len(person.mentions))
    if not ranked:
        return None
    alone = len(ranked) == 1 or len(ranked[0].mentions) >= MOSTLY * len(ranked[1].mentions)
    return ranked[0].id if alone else None
