"""Q: what was cut out of a quotation, or off its ends, and what that does to the sense."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoth.judge.bounds import turned_after, turned_before
from quoth.judge.cuts import Cut, cuts_of
from quoth.model.finding import EditOp, Report, Severity
from quoth.model.text import Span
from quoth.rules.differences import ANSWERABLE
from quoth.rules.phrases import excerpt
from quoth.rules.rule import Checked, Hit, Rule, checked, once

__all__ = ["RULES"]

_FOUR = re.compile(r"\.\s?(?:…|\.\s?\.\s?\.)|…\s?\.")
_THREE = re.compile(r"…|\.\s?\.\s?\.")


def _hidden_negations(report: Report) -> Iterator[Hit]:
    for found, cut in _marked_cuts(report):
        if cut.negation:
            whole = "" if cut.of_kept_sentence else ", in a sentence left out whole"
            message = f"the dots hide “{cut.negation}”{whole}: {_opened(cut)}"
            yield _hit(found, cut.edit, message, None if cut.of_kept_sentence else "info")


def _hidden_provisos(report: Report) -> Iterator[Hit]:
    for found, cut in _marked_cuts(report):
        if cut.proviso and not cut.negation:
            yield _hit(found, cut.edit, f"the dots hide “{cut.proviso}”: {_opened(cut)}")


def _hidden_voices(report: Report) -> Iterator[Hit]:
    for found, cut in _marked_cuts(report):
        if cut.another_voice:
            yield _hit(found, cut.edit, f"the dots hide a change of speaker: {_opened(cut)}")


@once
def _marked_cuts(report: Report) -> tuple[tuple[Checked, Cut], ...]:
    cuts = ((found, cut) for found in checked(report) for cut in cuts_of(found.place, found.witness.pages))
    return tuple((found, cut) for found, cut in cuts if cut.marked)


def _opened(cut: Cut) -> str:
    """How many words are hidden, over which pages, and their ends."""
    over = f" over pp. {cut.pages[0]}–{cut.pages[-1]}" if len(cut.pages) > 1 else ""
    shown = excerpt(cut.hidden.strip(' \n.,;"”’»“‘«'))
    words = cut.words
    return f"{words} words{over}, “{shown}”" if words > 1 else f"“{shown}”"


def _turned(report: Report) -> Iterator[Hit]:
    text = report.manuscript.text
    for found in checked(report):
        before = turned_before(found.place, found.quotation, text)
        after = turned_after(found.place, found.quotation, text)
        start, stop = found.quotation.span.start, found.quotation.span.stop
        if before:
            yield _at(found, Span(start=start, stop=start), f"the source has “{before}” before these words")
        if after:
            yield _at(found, Span(start=stop, stop=stop), f"the source goes on “{after}”")


def _dots(report: Report) -> Iterator[Hit]:
    """Only where the manuscript tells three dots from four: many houses set three everywhere."""
    text = report.manuscript.text
    cuts = [(found, cut) for found, cut in _marked_cuts(report) if "[" not in cut.edit.quotation.of(text)]
    if not any(_FOUR.search(_dots_of(cut, text)) for _, cut in cuts):
        return
    for found, cut in cuts:
        dots = _dots_of(cut, text)
        if _FOUR.search(dots) and not cut.ends_sentence:
            yield _hit(found, cut.edit, f"four dots, but no sentence of the source ends here: {_opened(cut)}")
        elif _THREE.search(dots) and not _FOUR.search(dots) and cut.ends_sentence and _begins_anew(cut, text):
            yield _hit(found, cut.edit, f"three dots, but a sentence of the source ends here: {_opened(cut)}")


def _dots_of(cut: Cut, text: str) -> str:
    return text[max(0, cut.edit.quotation.start - 1) : cut.edit.quotation.stop + 1]


def _begins_anew(cut: Cut, text: str) -> bool:
    """Whether a new sentence begins after the dots."""
    return re.match(r"\W{0,4}[^\W\d_a-zß-ÿа-я]", text[cut.edit.quotation.stop :][:8]) is not None


def _hit(found: Checked, edit: EditOp, message: str, severity: Severity | None = None) -> Hit:
    return _at(found, edit.quotation, message, severity)


def _at(found: Checked, span: Span, message: str, severity: Severity | None = None) -> Hit:
    return Hit(
        message=message,
        span=span,
        quotation=found.quotation.id,
        note=found.note,
        severity=severity if found.verdict.attribution in ANSWERABLE else "info",
    )


RULES = (
    Rule(
        code="Q106",
        name="hidden-negation",
        severity="warning",
        origin="Chicago Manual of Style, 13.50–55: an omission must not change the sense",
        summary="The dots of an ellipsis hide a “not” or another word that turns the sense.",
        documentation=(
            "An ellipsis is opened and the words under it are read. Where they hold a negation, the sentence may "
            "say something else without them. Often it does not: read the hidden words and judge. A negation in "
            "a sentence that is left out from its beginning to its end is told as a mere remark."
        ),
        example="“I did … regret it” — the source has “I did not for a moment regret it”.",
        find=_hidden_negations,
    ),
    Rule(
        code="Q201",
        name="hidden-proviso",
        severity="warning",
        origin="Chicago Manual of Style, 13.50–55: an omission must not change the sense",
        summary="The dots of an ellipsis hide an “unless”, “except” or “if” of the sentence that is quoted.",
        documentation=(
            "A condition that the source makes is not among the words quoted, though the sentence that it belongs "
            "to is. Sentences that are left out whole are not looked at. Where the same words also deny, they are "
            "told as Q106."
        ),
        example="“I will come … on Tuesday” — the source has “I will come, unless the ice holds, on Tuesday”.",
        find=_hidden_provisos,
    ),
    Rule(
        code="Q202",
        name="hidden-speaker",
        severity="warning",
        origin="Chicago Manual of Style, 13.50–55: an omission must not change the sense",
        summary="The dots of an ellipsis hide where one speaker ends and another begins.",
        documentation=(
            "Between the words before the dots and those after them a speech of the source ends with its paragraph, "
            "and another paragraph begins with a speech. Read as one, the quotation gives to one person what two "
            "said.\n\n"
            "Say who speaks, or quote the two apart."
        ),
        example="“Language is a finer medium … Language gives a fuller image” — another answers in between.",
        find=_hidden_voices,
    ),
    Rule(
        code="Q203",
        name="turned-sense",
        severity="error",
        origin="the custom of editors: a clause keeps what governs it",
        summary="The quotation begins or ends beside words that take back what it says.",
        documentation=(
            "The source denies, doubts or conditions the very clause that is quoted (“I do not believe that …”, "
            "“…, which is false”, “unless …”), the manuscript gives the clause as a sentence, and says nothing of it "
            "in its own words. What merely stands near by is not flagged; the rest of the sentence that a quotation "
            "was cut from is shown with it.\n\n"
            "Quote from where the sentence begins, or say in your own words what the source does with it."
        ),
        example="“He is a thief” — the source has “I do not believe that he is a thief”.",
        find=_turned,
    ),
    Rule(
        code="Q204",
        name="dots",
        severity="info",
        origin="Chicago Manual of Style, 13.50–55: three dots and four",
        summary="Three dots stand where a sentence of the source ends, or four where none does.",
        documentation=(
            "Three dots stand for words left out of a sentence; four, the first of which is a full stop, where a "
            "sentence ended (Chicago Manual of Style, 13.50–55). Only manuscripts that tell the two apart are "
            "held to it; dots in brackets are not."
        ),
        example="“The ice went out . . . There is no news” — a sentence ends among the words left out.",
        find=_dots,
    ),
)
