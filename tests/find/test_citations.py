"""What notes cite."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.find.noted import cites_of, noted, shown

from quoth.find.citations import find_citations, is_private

LISTED = [
    "GOSSART.  _Adolphe Quetelet et le Prince Albert_.  1919.",
    "GREVILLE.  _The Greville Memoirs_.  8 vols.  1896.",
    "KNIGHT.  _The Autobiography of Miss Cornelia Knight_.  2 vols.  1861.",
    "LETTERS.  _The Letters of Queen Victoria_.  3 vols.  1908.",
]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "Greville, II, 326-8; Stockmar, chap. i, 86; Knight, I, chaps. xv-xviii and Appendix, and II, chap. i.",
            [
                "author [Greville|] page:2:326-328",
                "author [Stockmar|] chapter::i page::86",
                "author [Knight|] chapter:1:xv-xviii appendix:1: chapter:2:i",
            ],
        ),
        (
            "_Letters_, I, 1-3: Grey, 373-81, 389; Crawford, 30-4.",
            ["short [|Letters] page:1:1-3", "author [Grey|] page::373-381 page::389", "author [Crawford|] page::30-34"],
        ),
        (
            "Creevey, I, 264, 272: 'Prinny has let loose his belly; otherwise he is said to be well,' 279.",
            ["author [Creevey|] page:1:264 page:1:272 page:1:279"],
        ),
        ("Jerrold, _Early Court_, 15-17.", ["short [Jerrold|Early Court] page::15-17"]),
        ("_The Times_ 'Life,' 45.", ["short [|The Times Life] page::45"]),
        (
            "Owen, Journal, No. 1, February, 1853, 28-9.",
            ["short [Owen|Journal] number::1 other::February, 1853 page::28-29"],
        ),
        ("_Cornhill Magazine_, LXXV, 730.", ["short [|Cornhill Magazine] page:75:730"]),
        ("_Ernest II, Duke of Saxe-Coburg_, I, 18–23.", ["short [|Ernest II, Duke of Saxe-Coburg] page:1:18-23"]),
        ("_Ibid._, IV, 7, 9, 14-15.", ["ibid [|] page:4:7 page:4:9 page:4:14-15"]),
        ("Ibid p. 53", ["ibid [|] page::53"]),
        ("Ibid pp387-389", ["ibid [|] page::387-389"]),
        ("ib., 9", ["ibid [|] page::9"]),
        ("Ebd., S. 50.", ["ibid [|] page::50"]),
        ("_Ibid._, I, 14; _Girlhood_, I, 280.", ["ibid [|] page:1:14", "short [|Girlhood] page:1:280"]),
        ("Vogel, op. cit., n. 7, pp. 80–1.", ["op-cit [Vogel|] note::7 page::80-81"]),
        ("Above, n. 30.", ["supra [|] note::30"]),
        ("_Idem_, _Footsteps_ (London, 1985), p. 3.", ["idem [|Footsteps] page::3"]),
        (
            "Weil, Anna. The Salt Road. Translated by Jo Marsh. New York: Harbour Books, 1975. Back cover.",
            ["full [Weil, Anna|The Salt Road] cover::back cover"],
        ),
        (
            "Weil, Anna. The Salt Road. New York: Harbour Books. p.71",
            ["full [Weil, Anna|The Salt Road] page::71"],
        ),
        ("Memoirs, p. 378", ["short [|Memoirs] page::378"]),
        (
            "Richard Holmes, _Coleridge: Early Visions_ (London: Hodder, 1989), 23–5.",
            ["full [Richard Holmes|Coleridge: Early Visions] page::23-25"],
        ),
        (
            "S. Walby, ‘Is Citizenship Gendered?’ (1994) 28 Sociology 379",
            ["full [S. Walby|Is Citizenship Gendered?] page::379"],
        ),
        (
            "C. Pateman, The Sexual Contract (1988). See K. O’Donovan, Family Matters (1993), especially 43–59.",
            ["full [C. Pateman|The Sexual Contract]", "full [K. O’Donovan|Family Matters] page::43-59"],
        ),
        ("Vgl. Luhmann 1980, S. 99—112.", ["full [Luhmann|] page::99-112"]),
        ("Greville, March 11, 1838 (unpublished).", ["author [Greville|] other::March 11, 1838 other::unpublished"]),
        (
            "'Loyalty is a dead letter.' Greville, March 25, 1839; _Morning Post_, Sept. 14, 1839.",
            ["author [Greville|] other::March 25, 1839", "short [|Morning Post] other::Sept. 14, 1839"],
        ),
        ("'He goes all lengths with Prussia.'--Greville, VI, 305.", ["author [Greville|] page:6:305"]),
        (
            "The Duke told him he was 'sure there was a battle.' Greville, Feb. 26, 1840.",
            ["author [Greville|] other::Feb. 26, 1840"],
        ),
        (
            "It is part of the summary printed in _Letters_, 162 and 163. The phrase is omitted in _Girlhood_, 169.",
            ["short [|Letters] page::162 page::163", "short [|Girlhood] page::169"],
        ),
        (
            "_Girlhood_, II, 262-9. Greville's statement (Nov. 27, 1839) that 'the Queen settled it' has no basis.",
            ["short [|Girlhood] page:2:262-269"],
        ),
        ("_Dictionary of National Biography_, Art. Sir James Clark; Letters, I. 202.",
         ["short [|Dictionary of National Biography] other::Sir James Clark", "short [|Letters] page:1:202"]),
        ("Private information.", ["full [|Private information]"]),
    ],
)  # fmt: skip
def test_notes_as_printed(note: str, expected: list[str]) -> None:
    assert [shown(cite) for cite in cites_of(note)] == expected


@pytest.mark.parametrize(
    "note",
    [
        "Venice and Lombardy.",
        "This is a comment on the weather in 1820.",
        "Emphasis mine.",
        "In London, 23 people died of it.",
        "He died in London, aged 72. See also pp. 34-5.",
        "Letter of 3 March 1843.",
        "The courts have broad powers under the Family Law Act 1975 (Cwth.) to divide what is owned.",
        "Back cover",
        "",
    ],
)
def test_commentary_cites_nothing(note: str) -> None:
    assert cites_of(note) == ()


def test_a_form_of_the_bibliography_needs_no_place() -> None:
    assert [shown(cite) for cite in cites_of("Gossart; Ernest, I, 72-3", bibliography=LISTED)] == [
        "author [Gossart|]",
        "author [Ernest|] page:1:72-73",
    ]
    assert cites_of("Gossart")[:1] == ()


def test_a_short_title_is_known_from_the_note_that_named_it() -> None:
    manuscript = noted(
        "Weil, Anna. The Salt Road. New York: Harbour Books, 2002. p. 1", "Salt, p. 3", "Salt Road, p. 4"
    )
    _, second, third = find_citations(manuscript)
    assert [shown(cite) for cite in (*second.cites, *third.cites)] == [
        "short [|Salt] page::3",
        "short [|Salt Road] page::4",
    ]


def test_one_citation_a_note_and_ids_in_order() -> None:
    found = find_citations(noted("Greville, I, 3; Grey, 4.", "A remark.", "Ibid., 5."))
    assert [(citation.note, [cite.id for cite in citation.cites]) for citation in found] == [
        ("n1", ["c1", "c2"]),
        ("n2", []),
        ("n3", ["c3"]),
    ]


def test_spans_are_of_the_manuscript_and_hold_reference_and_places() -> None:
    manuscript = noted("See Greville, II, 326-8; _Letters_, I, 3.")
    (citation,) = find_citations(manuscript)
    assert [cite.span.of(manuscript.text) for cite in citation.cites] == ["Greville, II, 326-8", "Letters, I, 3"]
    assert [cite.locators[0].span.of(manuscript.text) for cite in citation.cites] == ["326-8", "3"]
    assert citation.cites[0].signal == "See"


def test_invisible_letters_change_nothing_but_the_spans() -> None:
    joiner = "\N{WORD JOINER}"
    manuscript = noted(f"_Greville_, II, 326{joiner}–{joiner}8.")
    ((cite,),) = (citation.cites for citation in find_citations(manuscript))
    assert shown(cite) == "short [|Greville] page:2:326-328"
    assert cite.locators[0].span.of(manuscript.text) == f"326{joiner}–{joiner}8"


@pytest.mark.parametrize(
    ("running", "expected"),
    [
        ("He said so [Weil, The Salt Road, p. 23] and left.", ["short [Weil|The Salt Road] page::23"]),
        ("He said so (Smith 1999, 23) and left.", ["full [Smith|] page::23"]),
        ("He said so (in 1999, aged 23) and left [see page 3].", []),
        ("He was tall (six feet, 2) and [sic] old (London, 23).", []),
    ],
)
def test_brackets_in_the_running_text(running: str, expected: list[str]) -> None:
    citations = [citation for citation in find_citations(noted("A note.", running=running)) if citation.note is None]
    assert [shown(cite) for citation in citations for cite in citation.cites] == expected


def test_private_sources_are_told_apart() -> None:
    private, book = (cites_of(note)[0] for note in ("Interview with the author, 3 May 1990.", "_Interviews_, 23."))
    assert is_private(private)
    assert not is_private(book)


NAMES = ["Greville", "Stockmar", "Crawford", "Brontë", "Mrs. Gaskell", "Spencer Walpole"]
TITLES = ["Letters", "Early Court", "Das Kapital", "Life of Owen, Written by Himself", "Ports: A Study, 1812–1834"]
VOLUMES = {"": None, "I, ": "1", "IV, ": "4", "vol. 2, ": "2"}
JOINED = "\N{WORD JOINER}–\N{WORD JOINER}"  # as e-books print a dash

heads = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from(TITLES).map(lambda title: f"_{title}_"),
    st.tuples(st.sampled_from(NAMES[:4]), st.sampled_from(TITLES)).map(lambda both: f"{both[0]}, _{both[1]}_"),
)
pages = st.integers(1, 900).flatmap(
    lambda first: st.sampled_from([str(first), f"{first}–{first + 4}", f"{first}{JOINED}{first + 4}", f"p. {first}"])
)
places = st.tuples(st.sampled_from(sorted(VOLUMES)), st.lists(pages, min_size=1, max_size=3))
references = st.tuples(heads, st.lists(places, min_size=1, max_size=2).filter(lambda runs: all(v for v, _ in runs[1:])))
remarks = st.sampled_from(["", " 'He was, it seems, very old; and tired.'", " The rest is lost in the fire of 1834."])


@settings(max_examples=150, deadline=None)
@given(st.lists(references, min_size=1, max_size=4), remarks)
def test_notes_of_known_structure_are_read_back(
    cited: list[tuple[str, list[tuple[str, list[str]]]]], remark: str
) -> None:
    """As many cites as references, each with its head's words, its whole span, and its places with their volumes."""
    written = [f"{head}, " + "; ".join(volume + ", ".join(run) for volume, run in runs) for head, runs in cited]
    manuscript = noted("; ".join(written) + "." + remark)
    (citation,) = find_citations(manuscript)
    assert [cite.span.of(manuscript.text) for cite in citation.cites] == [one.replace("_", "") for one in written]
    for cite, (head, runs) in zip(citation.cites, cited, strict=True):
        assert ", ".join(part for part in (cite.author, cite.title) if part) == head.replace("_", "")
        assert [(place.span.of(manuscript.text), place.volume) for place in cite.locators] == [
            (page, VOLUMES[volume]) for volume, run in runs for page in run
        ]
