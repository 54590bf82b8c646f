"""Which files carry a work, and which volume each is."""

from __future__ import annotations

import pytest
from tests.find.noted import noted

from quoth.find.bibliography import find_bibliography
from quoth.find.citations import find_citations
from quoth.model.manuscript import Metadata
from quoth.model.source import Witness
from quoth.resolve.resolved import Resolved, resolve
from quoth.resolve.witnesses import part_of, volume_of


def book(name: str, title: str = "", author: str = "", *, volume: str = "", page: str = "") -> Witness:
    authors = (author,) if author else ()
    return Witness(
        id=name.partition(".")[0],
        path=name,
        sha256="",
        format="html",
        metadata=Metadata(title=title, authors=authors, volume=volume),
        title_page=page,
    )


LIBRARY = [
    book("as_i_knew_her.htm", "Queen Victoria As I Knew Her", "Sir Theodore Martin"),
    book("greville_1.htm", "The Greville Memoirs, Volume 1 (of 3)", "Charles C. F. Greville"),
    book("greville_2.htm", "The Greville Memoirs, Vol. II", "Charles C. F. Greville"),
    book("greville_3.htm", "The Greville Memoirs, Vol. III", "Charles C. F. Greville"),
    book("greville_2nd_1.htm", "The Greville Memoirs (Second Part), Volume 1 of 3", "Charles C. F. Greville"),
    book(
        "greville_2nd_2.htm",
        "A Journal of the Reign of Queen Victoria (Volume 2 of 3)",
        "Charles C. F. Greville",
        page="THE GREVILLE MEMOIRS\n(SECOND PART)\nA JOURNAL OF THE REIGN OF QUEEN VICTORIA",
    ),
    book("leaves.htm", "Leaves from the Journal of our Life in the Highlands, from 1848 to 1861", "Victoria, Queen"),
    book("letters_1.htm", "The Letters of Queen Victoria, Volume 1 (of 3), 1837-1843", "Queen Victoria"),
    book("letters_2.htm", "The Letters of Queen Victoria, Vol 2 (of 3), 1844-1853", "Queen Victoria"),
    book("letters_3.htm", "The Letters of Queen Victoria, Volume III (of 3)", "Queen of Great Britain Victoria"),
    book("middlemarch.txt"),
    book("weil-life.epub", "Anna Weil: A Life", "Jo Marsh"),
]


def led(
    note: str, *, library: list[Witness] | None = None, settled: dict[str, tuple[str, ...]] | None = None
) -> Resolved:
    manuscript = noted(note)
    return resolve(
        find_citations(manuscript), manuscript, find_bibliography(manuscript), library or LIBRARY, settled=settled or {}
    )


def files(note: str, **rest: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return led(note, **rest).resolutions[0].witnesses  # type: ignore[arg-type]


def test_the_cited_volume_comes_first_and_no_volume_is_lost() -> None:
    assert files("_The Letters of Queen Victoria_, II, 40.") == ("letters_2", "letters_1", "letters_3")
    assert led("_The Letters of Queen Victoria_, II, 40.").works[0].witnesses == ("letters_1", "letters_2", "letters_3")


def test_a_work_in_parts_keeps_all_of_them_in_order() -> None:
    assert files("_The Greville Memoirs_, IV, 40.") == (
        "greville_1", "greville_2", "greville_3", "greville_2nd_1", "greville_2nd_2",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("_Leaves from the Journal of our Life in the Highlands_, 23.", ("leaves",)),
        ("_Queen Victoria as I knew her_ by Sir Theodore Martin, 23.", ("as_i_knew_her",)),
        ("_Middlemarch_, 23.", ("middlemarch",)),
        ("George Eliot, _Middlemarch: A Study of Provincial Life_, 23.", ("middlemarch",)),
    ],
)
def test_a_title_finds_its_file(note: str, expected: tuple[str, ...]) -> None:
    assert files(note) == expected


@pytest.mark.parametrize(
    "note",
    [
        "_More Leaves from the Journal of a Life in the Highlands_, 23.",
        "_The Girlhood of Queen Victoria_ edited by Viscount Esher, 23.",
        "_Queen Victoria: A Biography_ by Sidney Lee, 23.",
        "_Queen Victoria_, 23.",
        "_The Life of Queen Victoria_, 23.",
        "_Memoirs_, 23.",
        "_Letters of Harriet, Countess Granville_, 23.",
        "Weil, 23.",
        "Anna Weil, _The Salt Road_, 23.",
        "Herman Melville, _Leaves from the Journal of our Life in the Highlands_, 23.",
    ],
)
def test_near_misses_find_nothing(note: str) -> None:
    assert files(note) == ()


def test_an_author_alone_finds_the_only_work_of_theirs() -> None:
    assert len(files("Greville, II, 3.")) == 5
    assert files("Martin, 3.") == ("as_i_knew_her",)


def test_an_author_alone_with_two_works_in_the_library_finds_nothing() -> None:
    library = [*LIBRARY, book("life.htm", "The Life of the Prince Consort", "Theodore Martin")]
    assert led("Martin, 3.", library=library).resolutions[0].witnesses == ()


def test_what_the_user_says_outright_is_believed() -> None:
    settled: dict[str, tuple[str, ...]] = {"Salt Road": ("weil-life.epub",), "Greville": ("letters_1.htm",)}
    assert files("Anna Weil, _The Salt Road_, 23.", settled=settled) == ("weil-life",)
    assert files("Greville, 23.", settled=settled) == ("letters_1",)


@pytest.mark.parametrize(
    ("witness", "volume", "part"),
    [
        (book("a.txt", "Letters, Volume III (of 3)"), "3", None),
        (book("a.txt", volume="II"), "2", None),
        (book("letters_2.txt"), "2", None),
        (book("werke-bd3.txt"), "3", None),
        (book("a.txt", "Werke. Bd. 4"), "4", None),
        (book("a.txt", "The Greville Memoirs (Second Part), Volume I (of III)"), "1", "2"),
        (book("a.txt", "Middlemarch"), None, None),
        (book("1984.txt"), None, None),
        (book("a.txt", page="MEMOIRS\nIN TWO VOLUMES\nVOL. I.\nLONDON"), "1", None),
    ],
)
def test_volumes_and_parts(witness: Witness, volume: str | None, part: str | None) -> None:
    assert (volume_of(witness), part_of(witness)) == (volume, part)


@pytest.mark.parametrize(
    ("note", "page", "held"),
    [
        ("Thomas Hobbes, _Leviathan_ (London: Crooke, 1651), 23.", "LEVIATHAN\nBy Thomas Hobbes\n1651", True),
        ("Thomas Hobbes, _Leviathan_ (London: Crooke, 1651), 23.", "LEVIATHAN\nBy Anna Weil\n1951", False),
        ("Jane Austen, _Emma_ (London: Murray, 1816), 23.", "EMMA\n_By_ JANE AUSTEN", True),
        ("Jane Austen, _Emma_ (London: Murray, 1816), 23.", "EMMA\nBY J. AUSTEN", True),
        ("Jane Austen, _Emma_ (London: Murray, 1816), 23.", "EMMA\nBY RUTH AUSTEN", False),
        ("Jo Marsh, _Memoirs of a Mason_ (Lund: Ekman, 1911), 23.", "MEMOIRS\nOF\nA MASON\nBY\nJ. MARSH", True),
        ("Jo Marsh, _Salt Roads: A Life_ (Lund: Ekman, 1911), 23.", "SALT ROADS: A LIFE\nby Jo Marsh", True),
        ("Jo Marsh, _Salt Roads_ (Lund: Ekman, 1911), 23.", "THE MILL\nby Jo Marsh\nSalt roads lead nowhere", False),
    ],
)
def test_a_title_page_says_whose_the_book_is_where_the_file_does_not(note: str, page: str, held: bool) -> None:
    library = [book("b.txt", page=page)]
    assert led(note, library=library).resolutions[0].witnesses == (("b",) if held else ())
