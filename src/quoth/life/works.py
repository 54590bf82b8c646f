"""Where each work of the report is used: by which cites, for which quotations, and where the running text names it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.life.sentences import Stretch
from quoth.model.citation import Citation
from quoth.model.finding import Resolution
from quoth.model.life import WorkUse
from quoth.model.manuscript import Quotation
from quoth.model.source import Work
from quoth.model.text import Span

__all__ = ["uses_of"]


def uses_of(
    works: Sequence[Work],
    citations: Sequence[Citation],
    resolutions: Sequence[Resolution],
    quotations: Sequence[Quotation],
    *,
    text: str,
    stretches: Sequence[Stretch],
    marked: Sequence[Span],
) -> tuple[WorkUse, ...]:
    """One for each work, in the same order. `marked` are the stretches in italics and in marks that are titles."""
    named = _mentions(works, text, stretches, marked)
    leads = {resolution.cite: resolution.work for resolution in resolutions}
    cites: dict[str, list[str]] = {work.id: [] for work in works}
    by_note: dict[str, set[str]] = {}
    for citation in citations:
        for cite in citation.cites:
            work = leads.get(cite.id)
            if work is not None:
                cites[work].append(cite.id)
                by_note.setdefault(citation.note or "", set()).add(work)
    answering = [(quotation.id, by_note.get(quotation.notes[0], set())) for quotation in quotations if quotation.notes]
    return tuple(
        WorkUse(
            work=work.id,
            cites=tuple(cites[work.id]),
            mentions=named.get(work.id, ()),
            quotations=tuple(quotation for quotation, cited in answering if work.id in cited),
        )
        for work in works
    )


def _mentions(
    works: Sequence[Work], text: str, stretches: Sequence[Stretch], marked: Sequence[Span]
) -> dict[str, tuple[Span, ...]]:
    """By work, where the running text has its title as it is printed: a title of one word only where it is in italics
    or in marks, and one that two works have nowhere."""
    titles: dict[str, list[str]] = {}
    for work in works:
        titles.setdefault(_main(work.title), []).append(work.id)
    alone = {title: ids[0] for title, ids in titles.items() if title and len(ids) == 1}
    if not alone:
        return {}
    longest = sorted(alone, key=lambda title: (-len(title), title))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(_printed(title) for title in longest)})(?!\w)")
    found: dict[str, list[Span]] = {}
    for stretch in stretches:
        for mention in pattern.finditer(text, stretch.span.start, stretch.span.stop) if stretch.note is None else ():
            span = Span(start=mention.start(), stop=mention.end())
            title = " ".join(mention[0].replace("’", "'").split())
            if " " in title or any(one.holds(span) for one in marked):
                found.setdefault(alone[title], []).append(span)
    return {work: tuple(spans) for work, spans in found.items()}


def _main(title: str) -> str:
    """Without its subtitle: “Memoirs of a Revolutionary, 1901–1941” is spoken of as “Memoirs of a Revolutionary”."""
    head = re.split(r"[:;(\[]|\.\s|,\s+\d", title, maxsplit=1)[0]
    return " ".join(head.replace("’", "'").split()).strip(" ,.")


def _printed(title: str) -> str:
    return r"\s+".join(re.escape(word).replace("'", "['’]") for word in title.split())
