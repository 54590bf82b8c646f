"""The judge's rules of caution, on made-up evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quoth.judge.claim import Claim
from quoth.judge.verdict import judge
from quoth.model.citation import Cite, Locator
from quoth.model.finding import Alignment, EditKind, EditOp, Resolution, Verdict
from quoth.model.manuscript import Block, Manuscript, Metadata, Quotation
from quoth.model.reference import Reference
from quoth.model.source import Passage, Witness
from quoth.model.text import Span

QUOTED = "The sea was calm that night"


def span(start: int, stop: int) -> Span:
    return Span(start=start, stop=stop)


def manuscript(text: str = QUOTED, language: str = "en") -> Manuscript:
    return Manuscript(
        path="life.txt",
        sha256="",
        format="text",
        encoding="utf-8",
        metadata=Metadata(language=language),
        text=text,
        blocks=(Block(span=span(0, len(text)), kind="paragraph"),),
    )


def quotation(text: str = QUOTED, *, near: bool = True) -> Quotation:
    return Quotation(id="q1", span=span(0, len(text)), block=0, kind="inline", notes=("n1",), near=near)


def book(name: str, *, volume: str = "", language: str = "en", share: float = 1.0) -> Witness:
    return Witness(
        id=name,
        path=f"{name}.txt",
        sha256="",
        format="text",
        metadata=Metadata(title=name, volume=volume, language=language),
        words=1000,
        words_read_share=share,
    )


def page(first: str, volume: str | None = None) -> Locator:
    return Locator(kind="page", span=span(0, 1), volume=volume, first=first)


def claim(*witnesses: str, work: str = "w", at: tuple[Locator, ...] = (), status: str = "resolved") -> Claim:
    resolved = status == "resolved"
    return Claim(
        cite=Cite(
            id=f"c-{work}", note="n1", span=span(0, 1), form="short", reference=Reference(title=work), locators=at
        ),
        resolution=Resolution(
            cite=f"c-{work}",
            status=status,  # type: ignore[arg-type]
            work=work if resolved else None,
            witnesses=witnesses,
            why="" if resolved else "two works could be meant",
        ),
    )


def place(
    name: str, *, op: EditKind = "equal", printed: str = QUOTED, pages: tuple[str, ...] = ("5",), bits: float = 90.0,
    matched: float = 1.0,
) -> Alignment:  # fmt: skip
    whole = span(0, len(printed))
    edit = EditOp(op=op, quotation=span(0, len(QUOTED)), passage=whole)
    return Alignment(
        quotation=span(0, len(QUOTED)),
        passage=Passage(witness=name, span=whole, text=printed, pages=pages),
        edits=(edit,),
        score_bits=bits,
        margin=bits,
        matched=matched,
        alike=matched,
        expected=0.0,
    )


def judged(claims: list[Claim], places: list[Alignment], *books: Witness, near: bool = True) -> Verdict:
    witnesses = {witness.id: witness for witness in books}
    return judge(quotation(near=near), claims, places, witnesses, manuscript=manuscript())


def axes(verdict: Verdict) -> tuple[str, str, str]:
    return verdict.wording, verdict.attribution, verdict.location


def test_words_on_the_cited_page() -> None:
    verdict = judged([claim("letters", at=(page("5"),))], [place("letters")], book("letters"))
    assert axes(verdict) == ("verbatim", "cited-work", "cited-page")


def test_words_on_another_page_of_the_cited_work() -> None:
    verdict = judged([claim("letters", at=(page("9"),))], [place("letters")], book("letters"))
    assert axes(verdict) == ("verbatim", "cited-work", "other-page")


def test_a_volume_that_no_file_carries_is_another_edition() -> None:
    books = book("one", volume="1"), book("two", volume="2")
    verdict = judged([claim("one", "two", at=(page("9", "6"),))], [place("one")], *books)
    assert axes(verdict) == ("verbatim", "cited-work", "other-edition")


def test_two_files_with_one_volume_number_cannot_be_compared() -> None:
    books = book("first_1", volume="1"), book("second_1", volume="1")
    verdict = judged([claim("first_1", "second_1", at=(page("9", "1"),))], [place("first_1")], *books)
    assert verdict.location == "other-edition"


def test_found_only_in_another_book() -> None:
    verdict = judged([claim("letters")], [place("memoir")], book("letters"), book("memoir"))
    assert axes(verdict) == ("verbatim", "other-work", "no-locator")


def test_another_book_is_no_accusation_while_the_cited_one_is_not_held() -> None:
    verdict = judged([claim()], [place("memoir")], book("memoir"))
    assert verdict.attribution == "work-not-held"


def test_another_book_is_no_accusation_while_the_note_is_unresolved() -> None:
    verdict = judged([claim(status="ambiguous")], [place("memoir")], book("memoir"))
    assert verdict.attribution == "unresolved"


def test_a_note_in_another_paragraph_does_not_convict() -> None:
    verdict = judged([claim("letters")], [place("memoir")], book("letters"), book("memoir"), near=False)
    assert verdict.attribution == "uncited"
    assert judged([claim("letters")], [], book("letters"), near=False).wording == "unchecked"


def test_a_poor_likeness_in_a_book_that_no_note_names_is_no_passage() -> None:
    poor = place("memoir", op="replace", matched=0.7, bits=80)
    assert judged([claim("letters")], [poor], book("letters"), book("memoir")).wording == "not-found"
    assert judged([claim("memoir")], [poor], book("letters"), book("memoir")).wording == "altered"


def test_the_cited_place_is_preferred_to_one_as_good() -> None:
    places = [place("memoir", bits=91), place("letters", bits=90)]
    verdict = judged([claim("letters")], places, book("letters"), book("memoir"))
    assert verdict.attribution == "cited-work"


def test_the_words_themselves_are_preferred_to_something_like_them_in_the_cited_book() -> None:
    """A likeness of a common phrase is found in any book; of a long passage, in the book that it is from."""
    books = book("letters"), book("memoir")
    for bits, witness in (21.0, "memoir"), (88.0, "letters"):
        likeness = place("letters", op="replace", bits=bits, matched=0.8)
        verdict = judged([claim("letters")], [place("memoir", bits=bits + 1), likeness], *books)
        assert verdict.alignment
        assert verdict.alignment.passage.witness == witness
    on_page = place("letters", op="replace", bits=21.0, matched=0.8)
    verdict = judged([claim("letters", at=(page("5"),))], [place("memoir", bits=22.0), on_page], *books)
    assert axes(verdict) == ("altered", "cited-work", "cited-page")


def test_a_phrase_that_stands_in_many_places_is_nobodys() -> None:
    books = [book(f"memoir {number}") for number in range(6)]
    places = [place(one.id, bits=20.0) for one in books]
    verdict = judged([], places, *books)
    assert (verdict.wording, verdict.alignment, len(verdict.candidates)) == ("unchecked", None, 6)
    assert "too common" in verdict.why
    assert judged([], places[:5], *books).wording == "verbatim"
    assert judged([], [replace(one, score_bits=90.0) for one in places], *books).wording == "verbatim"
    assert judged([claim("memoir 3")], places, *books).attribution == "cited-work"


def test_the_words_are_preferred_to_the_same_with_another_between() -> None:
    places = [place("letters", op="omit", bits=26.0), place("letters", bits=25.0)]
    assert judged([claim("letters")], places, book("letters")).wording == "verbatim"


def test_a_free_rendering_on_the_cited_page_must_be_beyond_doubt() -> None:
    cited = [claim("letters", at=(page("5"),))]
    free = place("letters", op="replace", bits=40.0, matched=0.5)
    assert axes(judged(cited, [free], book("letters"))) == ("altered", "cited-work", "cited-page")
    assert judged(cited, [replace(free, score_bits=30.0)], book("letters")).wording == "unchecked"
    assert judged(cited, [replace(free, alike=0.49)], book("letters")).wording == "unchecked"


def test_a_clearly_better_place_is_preferred_to_the_cited_one() -> None:
    places = [place("memoir", bits=120), place("letters", op="replace", matched=0.65, bits=60)]
    verdict = judged([claim("letters")], places, book("letters"), book("memoir"))
    assert axes(verdict)[:2] == ("verbatim", "other-work")


@pytest.mark.parametrize(
    ("claims", "witness", "why"),
    [
        ([], book("letters"), "no note"),
        ([claim()], book("letters"), "not in the library"),
        ([claim(status="unresolved")], book("letters"), "not resolved"),
        ([claim("letters")], book("letters", share=0.5), "read whole"),
        ([claim("letters")], book("letters", language="fr"), "another language"),
    ],
)
def test_absence_that_proves_nothing(claims: list[Claim], witness: Witness, why: str) -> None:
    verdict = judged(claims, [], witness)
    assert verdict.wording == "unchecked"
    assert why in verdict.why


def test_absence_that_proves_something_names_what_was_searched() -> None:
    verdict = judged([claim("letters")], [], book("letters"), book("memoir"))
    assert verdict.wording == "not-found"
    assert verdict.searched == ("letters", "memoir")


def test_a_short_quotation_is_never_not_found() -> None:
    short = "The sea"
    verdict = judge(
        quotation(short), [claim("letters")], [], {"letters": book("letters")}, manuscript=manuscript(short)
    )
    assert verdict.wording == "unchecked"


def test_what_is_no_quotation_is_never_judged() -> None:
    title = replace(quotation(), role="title")
    verdict = judge(
        title, [claim("letters")], [place("letters")], {"letters": book("letters")}, manuscript=manuscript()
    )
    assert axes(verdict)[0] == "unchecked"
    assert verdict.alignment is None


def test_without_sources_everything_is_unchecked() -> None:
    assert judged([claim()], []).why == "there is no book to search"


@pytest.mark.parametrize(
    ("printed", "wording"),
    [
        (QUOTED, "verbatim"),
        ("the sea was calm that night", "verbatim"),  # the first capital
        ("The sea was calm that night.", "verbatim"),  # the final point
        ("The “sea” was calm that night", "verbatim"),  # quotation marks
        ("The sea\nwas calm that night", "verbatim"),  # a line break
        ("The sea was calm that\N{NO-BREAK SPACE}night", "verbatim"),
        ("The Sea was calm that night", "accidentals"),
        ("The sea was calm, that night", "accidentals"),
        ("The sea was calm; that night", "accidentals"),
    ],
)
def test_what_may_be_changed_in_silence(printed: str, wording: str) -> None:
    verdict = judged([claim("letters")], [place("letters", op="accidental", printed=printed)], book("letters"))
    assert verdict.wording == wording


@pytest.mark.parametrize(
    ("op", "wording"),
    [
        ("replace", "altered"),
        ("insert", "altered"),
        ("omit", "altered"),
        ("move", "altered"),
        ("ellipsis", "marked"),
        ("bracket", "marked"),
        ("spelling", "accidentals"),
        ("slip", "accidentals"),
    ],
)
def test_the_gravest_difference_decides(op: EditKind, wording: str) -> None:
    verdict = judged([claim("letters")], [place("letters", op=op)], book("letters"))
    assert verdict.wording == wording
