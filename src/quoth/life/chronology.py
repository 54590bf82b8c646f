"""What happened when: the sentences that say so, who was born and who died, and how old somebody was."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quoth.life.dates import Said
from quoth.life.moments import interval, moment_named, years_on
from quoth.life.relative import Age
from quoth.model.life import Dating, Event, EventKind, Moment, Place
from quoth.model.manuscript import Quotation
from quoth.model.text import Span

__all__ = ["Told", "aged", "events_of", "vital_dates"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The text and its sentences, and who is named where: (span, id), in order."""

    text: str
    sentences: Sequence[Span]
    people: Sequence[tuple[Span, str]]

    def mentions(self, stretch: Span) -> Sequence[tuple[Span, str]]:
        """Of people, in a stretch, in order."""
        first = bisect_left(self.people, stretch.start, key=lambda one: one[0].start)
        last = bisect_left(self.people, stretch.stop, key=lambda one: one[0].start)
        return self.people[first:last]

    def named(self, stretch: Span) -> list[str]:
        """The people named in a stretch, in order, each once for each mention."""
        return [person for _, person in self.mentions(stretch)]

    def sentence(self, offset: int) -> Span:
        at = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        return self.sentences[max(0, at)]


# -- births, deaths, ages ----------------------------------------------------------------------------------------------

# Nothing but a place or the like stands between the verb and the date.
_SHORTLY = r"(?:(?!\b(?:and|but|when|while|after|before|since|who|which|that|und|et)\b)[^.;]){0,60}$"
_BORN = re.compile(r"\b(?:was\s+born|is\s+born|[Bb]orn|b\.|wurde|geboren|geb\.|naquit|née?|est\s+née?)\b" + _SHORTLY)
_DIED = re.compile(
    r"\b(?:died|dies|[Dd]eath\s+(?:came\s+)?(?:in|on)|d\.|was\s+(?:killed|murdered|executed|shot)|starb|gestorben|mourut|"
    r"est\s+morte?)\b" + _SHORTLY
)
_OF = re.compile(r"\b(?:of|by|with|to|from)\s+$")  # before a name that is not the subject
_OF_ANOTHER = re.compile(
    r"[’']s\b|\bthat\b|\b(?:his|her)\s+(?:\w+\s+)?(?:wife|husband|father|mother|brother|sister|child)\s*$|\bwhom?\b"
)
_ANOTHERS = re.compile(  # between a name and the verb: who was born or died is somebody else
    r"\b(?:when|while|after|before|until|where|whose|whom|his|her|their|sons?|daughters?|child(?:ren)?|twins?|boys?|girls?|"
    r"bab(?:y|ies)|heirs?|wife|husband|father|mother|brothers?|sisters?|friends?|als|nachdem|quand|lorsque)\b"
)
_APART = re.compile(r",[^,]*,\s*$")  # “Serge, a man of no country, died”
_PASSED = re.compile(r"\b(?<!had )(?<!have )(?<!not )(?:died|was\s+(?:killed|murdered|executed|shot)|starb|mourut)\b")
_FRONT = re.compile(r"^\W*(?:\[\d+\]\s*)?(?:In|On|Early|Late|Im|Am|En|Le)?\b\W*(?:\w+\s+){0,2}$")
_BRACKET = re.compile(r"^(?:\s+[A-Z]{2,})*\s*(?:,\s*)?\((?:[^()]{0,80}[;,:\]]\s*)?(?:c\.\s*)?$")
_WEAK = re.compile(
    r"\b(?:his|her|their|whose)\s+(?:\w+\s+)?(?:wife|husband|father|mother|brother|sister|son|daughter|child)\b"
)


def vital_dates(datings: Sequence[Dating], told: Told) -> dict[str, tuple[Moment | None, Moment | None]]:
    """By person, when born and when died, where a sentence says it of one who is named before it in the same sentence.
    The first that says it counts."""
    vital: dict[str, tuple[Moment | None, Moment | None]] = {}
    for dating in datings:
        kind, person = _vital(dating, told)
        if person is None or dating.moment is None:
            continue
        born, died = vital.get(person, (None, None))
        start, end = _ends(dating.moment) if kind == "life" else (dating.moment, dating.moment)
        vital[person] = (
            born or (start if kind in {"birth", "life"} else None),
            died or (end if kind in {"death", "life"} else None),
        )
    return vital


def _vital(dating: Dating, told: Told) -> tuple[EventKind, str | None]:
    """What a dating says of whose life; ("event", None) where nothing."""
    if dating.moment is None or dating.kind != "stated" or dating.bound:
        return "event", None
    sentence = told.sentence(dating.span.start)
    mentions = told.mentions(Span(start=sentence.start, stop=dating.span.start))
    if not mentions:
        return _passing(dating, sentence, told)
    last, who = mentions[-1]
    between = told.text[last.stop : dating.span.start]
    if "/" in dating.moment.edtf and ".." not in dating.moment.edtf and _BRACKET.search(between):
        closing = told.text[dating.span.stop : dating.span.stop + 1] == ")"
        return ("life", who) if closing else ("event", None)
    before = told.text[sentence.start : dating.span.start]
    first = next(span.start for span, person in mentions if person == who)
    if _WEAK.search(before) or between.startswith(("’s", "'s")) or _OF.search(told.text[sentence.start : first]):
        return "event", None
    if born := _BORN.search(before):
        subject = told.text[mentions[0][0].stop : sentence.start + born.start()]
        return ("event", None) if _ANOTHERS.search(subject) else ("birth", _bearer([person for _, person in mentions]))
    died = _DIED.search(between)
    return ("death", who) if died and not _ANOTHERS.search(between[: died.start()]) else ("event", None)


def _passing(dating: Dating, sentence: Span, told: Told) -> tuple[EventKind, str | None]:
    """“In 1947 Serge died”: the date leads, and one person is named before the verb, whose kin is not."""
    passed = _PASSED.search(told.text, dating.span.stop, sentence.stop)
    if passed is None or not _FRONT.search(told.text[sentence.start : dating.span.start]):
        return "event", None
    subject = Span(start=dating.span.stop, stop=passed.start())
    mentions = told.mentions(subject)
    people = {person for _, person in mentions}
    if len(people) != 1 or _OF.search(told.text[subject.start : mentions[0][0].start]):
        return "event", None
    words = _APART.sub(" ", subject.of(told.text))
    if _OF_ANOTHER.search(words) or re.search(r"\d{4}", words):
        return "event", None
    return "death", people.pop()


def _bearer(people: Sequence[str]) -> str | None:
    """Whose birth it is: “Serge … was born Victor Kibalchich” names one person twice; of two nobody knows."""
    return people[-1] if len(set(people)) == 1 else None


def _ends(moment: Moment) -> tuple[Moment | None, Moment | None]:
    start, end = moment.edtf.split("/")
    return moment_named(start), moment_named(end)


_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_OTHERS = re.compile(rf"(?<![.!?] )(?<![.!?]\n)\b(?!{_MONTH})[A-Z][a-zß-ÿ]")


Vital = Mapping[str, tuple[Moment | None, Moment | None]]


def aged(datings: Sequence[Dating], said: Sequence[Said], told: Told, vital: Vital) -> tuple[Dating, ...]:
    """The datings, those by an age told from the birth of the last who is named before, in the same sentence or the one
    before it."""
    return tuple(
        _by_age(dating, one.relation, told, vital) if isinstance(one.relation, Age) else dating
        for dating, one in zip(datings, said, strict=True)
    )


def _by_age(dating: Dating, age: Age, told: Told, vital: Vital) -> Dating:
    at = max(0, bisect_right(told.sentences, dating.span.start, key=lambda sentence: sentence.start) - 1)
    mentions = told.mentions(Span(start=told.sentences[at].start, stop=dating.span.start))
    mentions = mentions or told.mentions(Span(start=told.sentences[max(0, at - 1)].start, stop=dating.span.start))
    people = [person for _, person in mentions]
    birth, death = vital.get(people[-1], (None, None)) if len(set(people)) == 1 else (None, None)
    if people and _OTHERS.search(told.text, mentions[-1][0].stop, dating.span.start):
        return dating  # somebody else may have come in, whose name is not known for one
    moment = years_on(birth, age.first, age.stop) if birth else None
    if moment and death and moment.last and death.last and moment.first and moment.first < death.last < moment.last:
        moment = interval(moment_named(moment.edtf.split("/")[0]), death)
    return replace(dating, moment=moment, offset=(age.first, 0, 0)) if moment else dating


# -- events ------------------------------------------------------------------------------------------------------------

_CUT = re.compile(r"[,;:—–(]\s*|\s+(?=(?:and|but|then|while|before|after|und|et)\s)")


def events_of(
    datings: Sequence[Dating],
    told: Told,
    places: Iterable[Place],
    quotations: Sequence[Quotation],
    cited: Mapping[str, Sequence[str]],
) -> tuple[Event, ...]:
    """One for each dating of the running text that has a moment. `cited` are works by quotation."""
    dated = [dating for dating in datings if dating.moment is not None and dating.kind != "source"]
    dated = [dating for dating in dated if not _is_said_again(told.sentence(dating.span.start), told)]
    stage = _Stage(
        told=told,
        places=sorted((span, place.id) for place in places for span in place.mentions),
        quotations=sorted((one.span, one.id) for one in quotations if one.role == "quotation"),
        cited=cited,
    )
    spans = _clauses(dated, told)
    return tuple(
        stage.event(f"e{number}", dating, span)
        for number, (dating, span) in enumerate(zip(dated, spans, strict=True), start=1)
    )


def _is_said_again(sentence: Span, told: Told) -> bool:
    """Whether it is glued to the sentence before it and has none but its words: a picture's caption and its label."""
    if sentence.start == 0 or told.text[sentence.start - 1].isspace():
        return False
    before = told.sentence(sentence.start - 1)
    words, said = (set(re.findall(r"\w+", span.of(told.text))) for span in (sentence, before))
    return before.stop == sentence.start and words <= said


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stage:
    """All that stands in the text beside the dates."""

    told: Told
    places: Sequence[tuple[Span, str]]
    quotations: Sequence[tuple[Span, str]]
    cited: Mapping[str, Sequence[str]]

    def event(self, id: str, dating: Dating, span: Span) -> Event:
        kind, who = _vital(dating, self.told)
        named = self.told.named(span)
        quotations = _within(self.quotations, span)
        return Event(
            id=id,
            span=span,
            kind="publication" if dating.kind == "publication" else kind if who else "event",
            moment=_bounded(dating),
            datings=(dating.id,),
            places=tuple(dict.fromkeys(_within(self.places, span))),
            people=tuple(dict.fromkeys([who, *named] if who else named)),
            quotations=tuple(quotations),
            works=tuple(dict.fromkeys(work for one in quotations for work in self.cited.get(one, ()))),
        )


def _within(every: Sequence[tuple[Span, str]], span: Span) -> list[str]:
    first = bisect_left(every, span.start, key=lambda one: one[0].start)
    last = bisect_left(every, span.stop, key=lambda one: one[0].start)
    return [id for _, id in every[first:last]]


def _bounded(dating: Dating) -> Moment:
    moment = dating.moment
    assert moment is not None
    if not dating.bound or "/" in moment.edtf:
        return moment
    return interval(None, moment) if dating.bound == "before" else interval(moment, None)


def _clauses(dated: Sequence[Dating], told: Told) -> list[Span]:
    """The sentence of each dating, cut between two of the same sentence at the last comma or the like."""
    sentences = [told.sentence(dating.span.start) for dating in dated]
    starts = [sentence.start for sentence in sentences]
    stops = [sentence.stop for sentence in sentences]
    for at in range(1, len(dated)):
        if sentences[at] == sentences[at - 1]:
            between = Span(start=dated[at - 1].span.stop, stop=dated[at].span.start)
            cuts = [cut.start() for cut in _CUT.finditer(told.text, between.start, between.stop)]
            stops[at - 1] = starts[at] = cuts[-1] if cuts else between.stop
    return [_trimmed(Span(start=a, stop=max(a, b)), told.text) for a, b in zip(starts, stops, strict=True)]


def _trimmed(span: Span, text: str) -> Span:
    """Without the white space and points at its edges that belong to its neighbours."""
    words = span.of(text)
    front = len(words) - len(words.lstrip(" \n\t,;:)—–"))
    return Span(start=span.start + front, stop=span.start + max(front, len(words.rstrip())))
