"""References backwards in the words of many traditions; each set of notes is read in its order."""

from __future__ import annotations

import pytest
from tests.find.noted import noted

from quoth.find.bibliography import find_bibliography
from quoth.find.citations import find_citations
from quoth.resolve.resolved import resolve


def led(*notes: str) -> list[str]:
    """For each cite the note that its antecedent stands in, "full" where it has none, else what was not decided."""
    manuscript = noted(*notes)
    citations = find_citations(manuscript)
    found = resolve(citations, manuscript, find_bibliography(manuscript), ()).resolutions
    note_of = {cite.id: (citation.note or "")[1:] for citation in citations for cite in citation.cites}
    return [note_of.get(each.antecedent or "", "full") if each.work else each.status for each in found]


SERGE = "Victor Serge, Memoirs of a Revolutionary (Iowa City: Iowa, 2002), 12."


@pytest.mark.parametrize(
    "note",
    [
        "Ibid,. p.14", "Ibidem p. 15", "Iibid., 20.",
        "ibid; p. 21", "Ebda., S. 3", "Ebenda.", "Ivi, p. 22.",
        "Ibíd., pág. 10.", "Op cit., p. 17", "Op. cit., 17.", "A. a. O., S. 103.", "aaO, S. 3.", "Loc. cit.",
        "Id. at 23.",
        "Serge, loc. cit.", "Serge, ibid., 18", "Serge, a.a.O., S. 9.", "Serge, aaO, S. 9.", "Serge, ob. cit., p. 11.",
        "V. Serge, _op. cit._, p. 7 sq.", "Serge, supra, n. 1, p 9", "Serge, see note 1 above, 22.", "Serge (n 1) 45.",
        "Serge, cited above (n. 1), 23.", "As note 1, p. 24.", "Serge (wie Anm. 1), S. 22.", "Siehe oben Anm. 1.",
        "Voir _supra_, note 1.",
        "Serge, _supra_ note 1, at 741.", "Cfr. supra, nota 1.", "See also Serge, supra note 1.",
        "Ders., a.a.O., S. 4.",
    ],
)  # fmt: skip
def test_one_book_named_again(note: str) -> None:
    assert led(SERGE, note) == ["full", "1"]


def test_a_note_number_is_followed_over_other_works_by_the_same_author() -> None:
    cold = "Victor Serge, Conquered City (New York: NYRB, 2011), 3."
    assert led(SERGE, cold, "Serge (n 1) 45.", "Serge, op. cit., n. 2, p. 4.", "Serge, op. cit., p. 5.") == [
        "full", "full", "1", "2", "ambiguous",
    ]  # fmt: skip


def test_a_year_tells_two_works_of_one_note_apart() -> None:
    notes = "A. Thornton, The Citizen (1995); A. Thornton, Promises (1996).", "Thornton, op. cit. (1996), n. 1."
    assert led(*notes) == ["full", "full", "1"]
    assert led(notes[0], "Thornton, op. cit., n. 1.") == ["full", "full", "ambiguous"]


def test_an_editor_is_pointed_back_to_like_an_author() -> None:
    book = "A. Neave, ‘Embodying the Citizen’ in Public and Private, ed. M. Thornton (1995) 5."
    assert led(book, "N. Naffine, ‘The Subject’ in Thornton, op. cit., n. 1, p. 9.") == ["full", "full", "1"]


def test_a_note_of_the_book_is_no_note_of_ours() -> None:
    assert led(SERGE, "Grey, Life (London: Cape, 1930), 4.", "Serge, op. cit., p. 89 n. 2.") == ["full", "full", "1"]


def test_several_notes_are_one_work_only_if_they_cite_one() -> None:
    assert led(SERGE, "Ibid., 13.", "See supra notes 1–2 and accompanying text.")[-1] == "2"
    assert led(SERGE, "Grey, Life (London: Cape, 1930), 4.", "See supra notes 1–2.")[-1] == "ambiguous"
    assert led(SERGE, "The date is in doubt. Ibid.", "Id., 5.", "See supra note 9.")[-1] == "unresolved"


def test_ibid_after_a_quotation_at_second_hand_is_the_book_in_hand() -> None:
    second_hand = "Henry Adams, Education (Boston: Houghton, 1918), 3, quoted in McCullough, _John Adams_, 12."
    assert led(second_hand, "Ibid., 13.") == ["full", "full", "1"]


@pytest.mark.parametrize(
    ("announced", "used"),
    [
        ("Ann Voss, _A Life in Letters_ (Lund: Ekman, 1911), 45 (hereafter cited as _Life_).", "_Life_, 46."),
        ("Ann Voss, _A Life in Letters_ (Lund: Ekman, 1911), 45 [hereinafter Voss, Letters].", "Voss, Letters 46."),
        ("Ann Voss: Das Leben in Briefen. Lund: Ekman 1911, S. 12 (im Folgenden: Briefe).", "Vgl. Briefe, S. 40."),
        ("Ann Voss, A Life in Letters, Lund, Ekman, 1911, p. 12 (désormais ALL).", "ALL, p. 4."),
        ("Ann Voss, _A Life in Letters_, Lund, Ekman, 1911, p. 2 (d’ora in poi _Lettere_).", "_Lettere_, p. 3."),
        (
            "Ann Voss, _A Life in Letters_ (1911), p. 3. Further references to it are given in the text as _Letters_.",
            "_Letters_, 4.",
        ),
    ],
)
def test_a_short_form_announced(announced: str, used: str) -> None:
    grey = "Ida Grey, A Life of Letters and Lettere (London: Cape, 1930), 4."
    manuscript = noted(announced, grey, used)
    found = resolve(find_citations(manuscript), manuscript, (), ()).resolutions
    assert found[2].work == found[0].work != found[1].work
    assert found[2].by == "the short form announced for it"
