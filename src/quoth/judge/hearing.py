"""Every quotation is heard: where its words stand, and what that means; twice, where its neighbours can help."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from quoth.engine.match import Near
from quoth.engine.recall import Askable, Question, Recall
from quoth.judge.absence import TOO_SHORT
from quoth.judge.claim import Claim
from quoth.judge.company import companions
from quoth.judge.concordance import concordances, expected, in_concordance
from quoth.judge.joins import joined, strange
from quoth.judge.place import Searched
from quoth.judge.verdict import judge
from quoth.model.finding import Alignment, Verdict
from quoth.model.manuscript import Manuscript, Quotation
from quoth.model.source import Concordance, Witness
from quoth.resolve.locators import Leaves
from quoth.resolve.witnesses import volume_of

__all__ = ["Heard", "hear"]

Progress = Callable[[int, int, str], None]


def hear(
    quotations: Sequence[Quotation],
    claims: Mapping[str, Sequence[Claim]],
    manuscript: Manuscript,
    library: Askable | None,
    progress: Progress | None = None,
) -> Heard:
    """The verdicts, in the order of `quotations`. `claims` are those of each quotation, by its id; `progress` is told
    (done, of, words) after each."""
    witnesses = Searched((witness.id, witness) for witness in (library.state.witnesses if library else ()))
    cited = {claim.cite.id: claim for said in claims.values() for claim in said}
    leaves = cache(lambda name: Leaves.of(witnesses[name]))
    hearing = _Hearing(
        manuscript=manuscript,
        recall=Recall(manuscript.text, library) if library else None,
        witnesses=witnesses,
        claims=claims,
        pages={cite: _cited_pages(claim, witnesses, leaves) for cite, claim in cited.items()},
    )
    return _verdicts(quotations, hearing, progress or _silent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The verdicts, and the works whose cites follow another edition than that of the files."""

    verdicts: tuple[Verdict, ...]
    concordances: tuple[Concordance, ...]


def _silent(done: int, of: int, what: str) -> None:
    """Nobody is waiting."""


def _cited_pages(claim: Claim, witnesses: Mapping[str, Witness], leaves: Callable[[str], Leaves]) -> tuple[Near, ...]:
    """The stretches of the library that are the pages cited."""
    return tuple(
        Near(name, span)
        for name in claim.resolution.witnesses
        for span in leaves(name).cited(claim.cite.locators, volume_of(witnesses[name]))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hearing:
    """What it takes to say of one quotation where its words stand and what that means."""

    manuscript: Manuscript
    recall: Recall | None
    witnesses: Searched
    claims: Mapping[str, Sequence[Claim]]
    pages: Mapping[str, Sequence[Near]]  # by cite

    def expect(self, questions: Iterable[Question]) -> None:
        """Prepare for these questions."""
        if self.recall:
            self.recall.expect([question for question in questions if question.quotation.role == "quotation"])

    def verdict(self, question: Question) -> Verdict:
        sought = question.quotation.role == "quotation"  # titles, terms and dialogue are not looked for
        return self._judged(question, self.recall.answer(question) if sought and self.recall else ())

    def again(self, question: Question, verdict: Verdict) -> Verdict:
        """The verdict on a quotation that was not found, now that its neighbours were: beside them it may be."""
        beside = self.recall.answer(question) if self.recall else ()
        return self._judged(question, (*beside, *verdict.candidates)) if beside else verdict

    def parts(self, quotation: Quotation, verdict: Verdict) -> list[Question]:
        """Where the stretches of a quotation stand that are not where the rest of it was found."""
        place = verdict.alignment
        prefer = (place.passage.witness,) if place else self.question(quotation).prefer
        return [Question(part, prefer=prefer) for part in strange(quotation, verdict, self.manuscript.text)]

    def _judged(self, question: Question, places: Sequence[Alignment]) -> Verdict:
        quotation, claims = question.quotation, self.claims[question.quotation.id]
        return judge(quotation, claims, places, self.witnesses, manuscript=self.manuscript, near=question.near)

    def question(self, quotation: Quotation) -> Question:
        """Where it stands: the pages that its notes name first, and the books that they cite."""
        claims = self.claims[quotation.id]
        near = tuple(near for claim in claims for near in self.pages[claim.cite.id])
        cited = dict.fromkeys(witness for claim in claims for witness in claim.resolution.witnesses)
        return Question(quotation, near=near, prefer=tuple(cited))


def _verdicts(quotations: Sequence[Quotation], hearing: _Hearing, progress: Progress) -> Heard:
    """Each quotation by itself, the pages that its notes name first; then those that were not found once more, where
    their neighbours were, or where the pages named stand in the edition at hand."""
    questions = list(map(hearing.question, quotations))
    hearing.expect(questions)
    alone = []
    for done, question in enumerate(questions, 1):
        alone.append(hearing.verdict(question))
        progress(done, len(questions), question.quotation.span.of(hearing.manuscript.text))
    laws = concordances(quotations, alone, hearing.claims, hearing.witnesses)
    by_work = {law.work: law for law in laws}
    company = companions(quotations, alone)
    second = {}
    for quotation, verdict in zip(quotations, alone, strict=True):
        near = company.get(quotation.id, ())
        if verdict.alignment is None and _can_be_found(quotation, hearing.manuscript):
            near += expected(hearing.claims[quotation.id], by_work, hearing.witnesses)
        if near:
            second[quotation.id] = Question(quotation, near=near, alone=True)
    hearing.expect(second.values())
    verdicts = []
    for quotation, verdict in zip(quotations, alone, strict=True):
        heard = hearing.again(second[quotation.id], verdict) if quotation.id in second else verdict
        verdicts.append(in_concordance(heard, hearing.claims[quotation.id], by_work))
    verdicts = _with_joins(quotations, verdicts, hearing)
    if hearing.recall:
        hearing.recall.keep()
    return Heard(verdicts=tuple(verdicts), concordances=laws)


def _with_joins(quotations: Sequence[Quotation], verdicts: Sequence[Verdict], hearing: _Hearing) -> list[Verdict]:
    """What a passage does not have is looked for elsewhere, in the same book first; so are the sentences of what was
    found nowhere, in the books cited first."""
    if hearing.recall is None:
        return list(verdicts)
    parts = [hearing.parts(one, verdict) for one, verdict in zip(quotations, verdicts, strict=True)]
    asked = [question for questions in parts for question in questions]
    recall = hearing.recall.also([question.quotation for question in asked])
    recall.expect(asked)
    places = [tuple(filter(None, (joined(recall.answer(one)) for one in questions))) for questions in parts]
    return [replace(one, joined=there) if there else one for one, there in zip(verdicts, places, strict=True)]


def _can_be_found(quotation: Quotation, manuscript: Manuscript) -> bool:
    """Whether there is enough of a quotation to be known among the pages where another edition may have it."""
    return quotation.role == "quotation" and len(quotation.span.of(manuscript.text).split()) > TOO_SHORT
