"""What Ibid., idem, op. cit. and supra stand for; when nothing is said, and why."""

from __future__ import annotations

import pytest
from tests.find.noted import noted

from quoth.find.bibliography import find_bibliography
from quoth.find.citations import find_citations
from quoth.model.finding import Resolution
from quoth.resolve.resolved import resolve

HOLMES = "Richard Holmes, _Coleridge: Early Visions_ (London: Hodder, 1989), 23."
FOOTSTEPS = "Richard Holmes, _Footsteps_ (London: Hodder, 1985), 3."


def led(*notes: str, chapters: tuple[int, ...] = (), bibliography: tuple[str, ...] = ()) -> list[Resolution]:
    manuscript = noted(*notes, chapters=chapters, bibliography=bibliography)
    return list(resolve(find_citations(manuscript), manuscript, find_bibliography(manuscript), ()).resolutions)


@pytest.mark.parametrize("ibid", ["Ibid.", "_Ibid._, 24.", "Ibid p 24", "ib., 9", "Ebd., S. 24.", "Ibidem, pp. 24-5"])
def test_ibid_is_the_one_work_of_the_note_before(ibid: str) -> None:
    first, second = led(HOLMES, ibid)
    assert (second.status, second.work, second.antecedent, second.by) == ("resolved", first.work, first.cite, "ibid")


def test_ibid_after_ibid_goes_on() -> None:
    assert {found.work for found in led(HOLMES, "Ibid., 24.", "Ibid.", "Ibid., 30.")} == {"holmes-coleridge"}


def test_a_note_that_cites_one_work_twice_is_one_work() -> None:
    assert led(f"{HOLMES[:-1]}; Ibid., 55.", "Ibid.")[-1].work == "holmes-coleridge"


def test_ibid_inside_a_note_is_the_reference_just_before() -> None:
    found = led("Greville, I, 3; Grey, 4; Ibid., 5.")
    assert (found[2].work, found[2].antecedent) == (found[1].work, "c2")


def test_ibid_after_two_works_is_ambiguous_with_both_named() -> None:
    *both, last = led("Greville, 3; Grey, 4.", "Ibid., 5.")
    assert (last.status, last.work, last.why) == ("ambiguous", None, "note 1 before it cites 2 works")
    assert last.candidates == tuple(found.work for found in both)


def test_and_so_is_the_ibid_after_it() -> None:
    assert [found.status for found in led("Greville, 3; Grey, 4.", "Ibid., 5.", "Ibid.")][2:] == ["ambiguous"] * 2


def test_a_volume_that_only_one_of_them_was_just_cited_in_decides() -> None:
    found = led("_Letters_, I, 85-6; Greville, IV, 16.", "_Ibid._, I, 93.")[-1]
    assert (found.work, found.antecedent) == ("letters", "c1")
    assert found.by == "ibid, the only one just cited in volume 1"


def test_a_volume_that_only_one_of_them_has_decides() -> None:
    listed = (
        "GREVILLE. _The Greville Memoirs_. 8 vols. 1896.",
        "LETTERS. _The Letters of Queen Victoria_. 3 vols. 1908.",
    )
    found = led("_Letters_, I, 85-6; Greville, IV, 16.", "_Ibid._, VII, 93.", bibliography=listed)[-1]
    assert (found.work, found.by) == ("greville-memoirs", "ibid, the only one with volume 7")


def test_a_volume_that_both_were_cited_in_decides_nothing() -> None:
    assert led("_Letters_, I, 85-6; Greville, I, 16.", "_Ibid._, I, 93.")[-1].status == "ambiguous"


@pytest.mark.parametrize(
    ("notes", "why"),
    [
        (("Ibid., 5.",), "no note stands before it"),
        (("A remark on the weather.", "Ibid., 5."), "note 1 before it cites nothing"),
        ((HOLMES, "A remark.", "Ibid., 5."), "note 2 before it cites nothing"),
        (("Private information.", "Ibid."), "note 1 before it is not resolved"),
        (("Ibid.", "Ibid."), "note 1 before it is not resolved"),
        (("Holmes, op. cit., p. 12.",), "no work by Holmes is cited before it"),
    ],
)
def test_nothing_is_guessed(notes: tuple[str, ...], why: str) -> None:
    last = led(*notes)[-1]
    assert (last.status, last.work, last.why) == ("unresolved", None, why)


def test_ibid_does_not_reach_over_the_beginning_of_a_chapter() -> None:
    assert led(HOLMES, "Ibid.", chapters=(1,))[-1].why == "it is the first note of its chapter"


def test_a_private_source_is_no_book() -> None:
    (found,) = led("Private information.")
    assert (found.status, found.by) == ("unresolved", "private")


def test_idem_is_the_same_author_and_another_work() -> None:
    first, second = led(HOLMES, "_Idem_, _Footsteps_ (London, 1985), p. 3.")
    assert (first.work, second.work) == ("holmes-coleridge", "holmes-footsteps")


def test_op_cit_is_the_authors_work_cited_before() -> None:
    found = led(HOLMES, "Greville, 3.", "Holmes, op. cit., 9.")[-1]
    assert (found.work, found.antecedent) == ("holmes-coleridge", "c1")


def test_op_cit_with_two_works_of_the_author_is_ambiguous() -> None:
    found = led(HOLMES, FOOTSTEPS, "Holmes, op. cit., 9.")[-1]
    assert (found.status, found.candidates) == ("ambiguous", ("holmes-coleridge", "holmes-footsteps"))


def test_the_note_number_of_an_op_cit_decides() -> None:
    assert led(HOLMES, FOOTSTEPS, "Holmes, op. cit., n. 1, p. 9.")[-1].work == "holmes-coleridge"
    assert led(HOLMES, FOOTSTEPS, "Above, n. 2.")[-1].work == "holmes-footsteps"


def test_an_op_cit_with_its_title_is_a_short_title() -> None:
    assert led(HOLMES, FOOTSTEPS, "Holmes, _Footsteps_, op. cit., p. 9.")[-1].work == "holmes-footsteps"
