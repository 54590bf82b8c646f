"""The chronology page: a line of time with what is uncertain drawn as such, and every event with its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

from quoth.model.life import Event
from quoth.portrait.collation import shortened
from quoth.portrait.edition import Edition
from quoth.portrait.frame import counted, framed, link
from quoth.portrait.markup import Content, Element, el
from quoth.portrait.moments import told, years

__all__ = ["chronology_page"]

Across = Callable[[float], float]  # from a year to its place in the drawing

FILE: Final = "chronology.html"
WIDTH, LANE, LEFT = 960.0, 17.0, 16.0  # of the drawing, in its own units
DIGIT: Final = 7.0  # units: the width of a digit, about
LEAST: Final = 7.0  # units: what is shorter is a point
TICKS: Final = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
MOST_TICKS: Final = 12
SHOWN: Final = 28  # words at each end of a sentence
CENTRAL: Final = 0.04  # of the events at each end that may lie far from the others and are then drawn at the border
_KINDS: Final = {
    "birth": "Birth",
    "death": "Death",
    "life": "Birth and death",
    "publication": "Publication",
    "station": "Not dated: told between these dates",
    "event": "",
}


def chronology_page(edition: Edition) -> bytes:
    events = edition.life.chronology
    lead = "No sentence of this text says when, as far as its dates could be read."
    if events:
        lead = (
            f"{counted(len(events), 'dated event')}, as the text tells them. A bar is as long as the date is open: a "
            "year, a decade, a span. Broken outlines are dates that the text calls uncertain; an arrow is an end that "
            "it leaves open. A number stands behind a mark that several events share."
        )
    head = el("header", {"class": "title"}, el("h1", {}, "Chronology"), el("p", {"class": "byline"}, lead))
    parts = [_drawing(events, edition), _list(events, edition)] if events else []
    return framed(edition, FILE, el("div", {"class": "sheet wide"}, head, parts))


# -- the line of time --------------------------------------------------------------------------------------------------


def _drawing(events: Sequence[Event], edition: Edition) -> Element:
    low, high = _reach(events)
    step = next((tick for tick in TICKS if (high - low) / tick <= MOST_TICKS), TICKS[-1])

    def across(year: float) -> float:
        return LEFT + (min(max(year, low), high) - low) / (high - low) * (WIDTH - 2 * LEFT)

    lanes: list[float] = []  # how far each is taken
    together = [list(group) for _, group in groupby(events, key=lambda event: (event.moment, event.kind))]
    marks = [_mark(group, edition, across, lanes) for group in together]
    height = (len(lanes) + 1) * LANE + 26
    ticks = [each for year in _ticks(low, high, step) for each in _tick(across(year), str(year), height)]
    return el(
        "figure",
        {"class": "scroll", "tabindex": "0", "role": "group", "aria-label": "The line of time"},
        el(
            "svg",
            {
                "viewBox": f"0 0 {WIDTH:.0f} {height:.0f}",
                "class": "timeline",
                "role": "group",
                "aria-label": f"{len(events)} events from {low:.0f} to {high:.0f}; all of them are listed below.",
            },
            ticks,
            marks,
        ),
    )


def _reach(events: Sequence[Event]) -> tuple[float, float]:
    """From where to where the line goes: as far as all events but the few that lie apart."""
    firsts, lasts = (sorted(ends) for ends in zip(*(years(event.moment) for event in events), strict=True))
    apart = int(len(events) * CENTRAL)
    low, high = firsts[apart], lasts[len(lasts) - 1 - apart]
    margin = max((high - low) * 0.03, 1.0)
    return low - margin, high + margin


def _ticks(low: float, high: float, step: int) -> Iterator[int]:
    yield from (year for year in range(int(low // step) * step, int(high) + 1, step) if low <= year)


def _tick(x: float, label: str, height: float) -> Iterator[Element]:
    yield el("line", {"class": "tick", "x1": f"{x:.1f}", "x2": f"{x:.1f}", "y1": "0", "y2": f"{height - 22:.1f}"})
    yield el("text", {"class": "year", "x": f"{x:.1f}", "y": f"{height - 6:.1f}", "text-anchor": "middle"}, label)


def _mark(group: Sequence[Event], edition: Edition, across: Across, lanes: list[float]) -> Element:
    """A point where the date is narrow, else a bar, in the first lane that is free there: one for all events of one
    date, with their number behind it, and a way to the first of them. The keyboard has the list below."""
    event = group[0]
    first, last = years(event.moment)
    start, stop = across(first), across(last)
    wide = stop - start >= LEAST
    start, stop = (start, stop) if wide else ((start + stop - LEAST) / 2, (start + stop + LEAST) / 2)
    number = f"{len(group)}" if len(group) > 1 else ""
    lane = next((at for at, taken in enumerate(lanes) if taken + 2 <= start), len(lanes))
    lanes[lane : lane + 1] = [stop + DIGIT * len(number)]
    y = 8 + lane * LANE
    css = f"mark k-{event.kind}" + (" doubtful" if event.moment.uncertain or "X" in event.moment.edtf else "")
    title = told(event) + (f", {counted(len(group), 'event')}" if number else "")
    if wide:
        size = {"x": f"{start:.1f}", "y": f"{y:.1f}", "width": f"{stop - start:.1f}", "height": "8"}
        drawn = el("rect", {"class": css} | size, el("title", {}, title))
    else:
        at = {"cx": f"{(start + stop) / 2:.1f}", "cy": f"{y + 4:.1f}", "r": "4"}
        drawn = el("circle", {"class": css} | at, el("title", {}, title))
    beside = el("text", {"class": "count", "x": f"{stop + 3:.1f}", "y": f"{y + 8:.1f}"}, number) if number else None
    way = {"href": f"#v{edition.events[event.id]}", "tabindex": "-1", "aria-label": title}
    return el("a", way, drawn, _open_ends(event, start, stop, y + 4), beside)


def _open_ends(event: Event, start: float, stop: float, y: float) -> Iterator[Element]:
    if event.moment.first is None:
        yield el("path", {"class": "open", "d": f"M{start:.1f} {y:.1f}h-11m4 -4l-4 4l4 4"})
    if event.moment.last is None:
        yield el("path", {"class": "open", "d": f"M{stop:.1f} {y:.1f}h11m-4 -4l4 4l-4 4"})


# -- the list ----------------------------------------------------------------------------------------------------------


def _list(events: Sequence[Event], edition: Edition) -> Element:
    return el("ol", {"class": "events"}, [_event(event, edition) for event in events])


def _event(event: Event, edition: Edition) -> Element:
    number = edition.events[event.id]
    words = shortened(event.span.of(edition.report.manuscript.text), SHOWN)
    kind = _KINDS[event.kind]
    return el(
        "li",
        {"id": f"v{number}"},
        el("p", {"class": "when"}, el("span", {"title": f"EDTF {event.moment.edtf}"}, told(event))),
        el(
            "div",
            {},
            el("p", {"class": "kind"}, kind) if kind else None,
            el("p", {"dir": "auto"}, link(f"index.html#v{number}", words)),
            _company(event, edition),
        ),
    )


def _company(event: Event, edition: Edition) -> Element | None:
    """Who and where, each a way to their page."""
    people = [link(f"people.html#m{edition.people[id]}", edition.person(id).name) for id in event.people]
    places = [link(f"map.html#p{edition.places[id]}", edition.place(id).name) for id in event.places]
    linked: list[Content] = []
    for each in (*people, *places):
        linked += [" · " if linked else "", each]
    return el("p", {"class": "who"}, linked) if linked else None
