"""Which work a cite means."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.find.noted import noted

from quoth.find.bibliography import find_bibliography
from quoth.find.citations import find_citations
from quoth.find.names import key_words
from quoth.model.manuscript import Manuscript
from quoth.resolve.resolved import Resolved, resolve

LISTED = [
    "GREVILLE. _The Greville Memoirs_. 8 vols. 1896.",
    "JERROLD, EARLY COURT. _The Early Court of Queen Victoria_. By Clare Jerrold. 1912.",
    "JERROLD, MARRIED LIFE. _The Married Life of Queen Victoria_. By Clare Jerrold. 1913.",
    "LEAVES. _Leaves from the Journal of our Life in the Highlands_. By Queen Victoria. 1868.",
    "LETTERS. _The Letters of Queen Victoria_. 3 vols. 1908.",
    "MARTIN. _The Life of the Prince Consort_. By Theodore Martin. 5 vols. 1875.",
    "MARTIN, QUEEN VICTORIA. _Queen Victoria as I knew her_. By Sir Theodore Martin. 1908.",
    "MORE LEAVES. _More Leaves from the Journal of a Life in the Highlands_. By Queen Victoria. 1884.",
    "OWEN. _The Life of Robert Owen_, written by himself. 1857.",
    "OWEN, JOURNAL. _Owen's Rational Quarterly Review and Journal_.",
    "STOCKMAR. _Denkwürdigkeiten des Freiherrn v. Stockmar_. 1872.",
    "WALPOLE. _The Life of Lord John Russell_. By Sir Spencer Walpole. 2 vols. 1889.",
    "WILBERFORCE, WILLIAM. _The Life of William Wilberforce_. 5 vols. 1838.",
]


def led(manuscript: Manuscript) -> Resolved:
    return resolve(find_citations(manuscript), manuscript, find_bibliography(manuscript), ())


def titles(*notes: str, bibliography: list[str] | None = None) -> list[str]:
    """The title of the work that each cite leads to, or the status."""
    found = led(noted(*notes, bibliography=bibliography or []))
    works = {work.id: work for work in found.works}
    return [works[one.work].title if one.work else one.status for one in found.resolutions]


@pytest.mark.parametrize(
    ("note", "title"),
    [
        ("Greville, II, 3.", "The Greville Memoirs"),
        ("_Letters_, I, 3.", "The Letters of Queen Victoria"),
        ("_Leaves_, 3.", "Leaves from the Journal of our Life in the Highlands"),
        ("_More Leaves_, 3.", "More Leaves from the Journal of a Life in the Highlands"),
        ("Owen, 193-4.", "The Life of Robert Owen"),
        ("Owen, Journal, No. 1, 28-9.", "Owen's Rational Quarterly Review and Journal"),
        ("Martin, I, 3.", "The Life of the Prince Consort"),
        ("Martin, _Queen Victoria_, 3.", "Queen Victoria as I knew her"),
        ("Jerrold, _Early Court_, 15.", "The Early Court of Queen Victoria"),
        ("Jerrold, _Married Life_, 56.", "The Married Life of Queen Victoria"),
        ("Jerrold, 56.", "ambiguous"),
        ("Spencer Walpole, II, 133-7.", "The Life of Lord John Russell"),
        ("Horace Walpole, II, 133-7.", ""),
        ("_Wilberforce, William_, V, 71-2.", "The Life of William Wilberforce"),
        ("Stockmar, _Biographische Skizze_, and cap. iii.", "Denkwürdigkeiten des Freiherrn v. Stockmar"),
        ("Grevile, II, 3.", "The Greville Memoirs"),
        ("Kinglake, II, 27-32.", ""),
        ("_Morning Post_, Sept. 14, 1839.", "Morning Post"),
    ],
)
def test_the_forms_of_a_bibliography(note: str, title: str) -> None:
    assert titles(note, bibliography=LISTED) == [title]


def test_another_title_by_a_listed_author_is_another_work() -> None:
    assert titles("Plato, _Symposium_, 23.", bibliography=["Plato. _Republic_. London, 1901."]) == ["Symposium"]


WEIL = [
    "Weil, Anna. The Salt Road. Translated by Jo Marsh. London: Quay, 1975. Back cover.",
    "Weil, Anna. Memoirs of a Pilot. Translated by Jo Marsh. New York: Harbour Books, 2002. p. 1",
]


@pytest.mark.parametrize(
    ("note", "title"),
    [
        ("Memoirs, p. 378", "Memoirs of a Pilot"),
        ("Salt Road, p. 3", "The Salt Road"),
        ("Weil, Pilot, p. 3", "Memoirs of a Pilot"),
        ("Weil, The Salt Road, p. 3", "The Salt Road"),
        ("Weil, p. 3", "ambiguous"),
        ("Weil, Winter Ports, p. 3", "Winter Ports"),
        ("Simone Weil, p. 3", ""),
    ],
)
def test_what_earlier_notes_have_named_in_full(note: str, title: str) -> None:
    assert titles(*WEIL, note)[2:] == [title]


def test_two_full_titles_that_share_words_are_two_works() -> None:
    notes = [
        "_The Life of H. J. Temple_ by Lord Dalling, I, 3.",
        "_The Life and Correspondence of H. J. Temple_ by A. Ashley, I, 3.",
    ]
    assert len(set(titles(*notes))) == 2


def test_an_author_alone_is_the_work_of_theirs_that_is_cited() -> None:
    listed = ["Weil, Anna. _The Salt Road_. London, 1975.", "Weil, Anna. _Winter Ports_. London, 1987."]
    assert titles("Weil, _Winter Ports_, 3.", "Weil, 4.", bibliography=listed) == ["Winter Ports"] * 2
    assert titles("Weil, 4.", bibliography=listed) == ["ambiguous"]


def test_author_and_year() -> None:
    listed = ["Smith, Jane. 1999. _The Long View_. Leeds: Arc.", "Smith, Jane. 2004. _The Short View_. Leeds: Arc."]
    assert titles("Smith 2004, 23.", "Smith 1999, 23.", bibliography=listed) == ["The Short View", "The Long View"]


def test_works_come_once_in_order_of_first_citing_with_readable_ids() -> None:
    found = led(noted(WEIL[1], "Greville, II, 3.", WEIL[0], "Memoirs, p. 3", "Greville, I, 2."))
    assert [work.id for work in found.works] == ["weil-memoirs-pilot", "greville", "weil-salt-road"]
    assert found.works[0].year == "2002"


def test_one_resolution_a_cite_in_order() -> None:
    manuscript = noted("Greville, 3; Grey, 4.", "A remark.", "Ibid.")
    cites = [cite.id for citation in find_citations(manuscript) for cite in citation.cites]
    assert [found.cite for found in led(manuscript).resolutions] == cites


def test_the_notes_of_queen_victoria_as_first_printed(data: Path) -> None:
    """Against the modern edition, in which every title is written out. It spells three titles its own way."""
    html = pytest.importorskip("quoth.readers.html")
    path = data / "victoria" / "queen-victoria-1921-ch1-5.html"
    manuscript = html.read(path.read_bytes(), path.name)
    rows = [json.loads(line) for line in (data / "victoria" / "resolution.jsonl").read_text("utf-8").splitlines()]
    found = led(manuscript)
    works = {work.id: work for work in found.works}
    leads = {one.cite: works[one.work].title if one.work else "" for one in found.resolutions}
    meant = {
        _plain(citation.span.of(manuscript.text)): [leads[cite.id] for cite in citation.cites]
        for citation in find_citations(manuscript)
    }
    right = [
        any(_same(cited["work"], title) for title in meant.get(_plain(row["printed"]), []))
        for row in rows
        for cited in row["cites"]
    ]
    assert sum(right) / len(right) >= 0.98


def _plain(text: str) -> str:
    return " ".join(key_words(text.replace("_", " ")))[:80]


def _same(modern: str, title: str) -> bool:
    """The same first words, two letters of them apart at most: "über" is "uber" there, and "v." is "von"."""
    ours, theirs = (" ".join(key_words(text))[:24].replace(" ", "") for text in (title, modern))
    return ours[:18] == theirs[:18] and bool(ours)


DATED = (
    "Bender, Rolf und Rolf Schumacher, 1980: Erfolgsbarrieren vor Gericht. Tübingen.",
    "Bender, Rolf, 1980: Tatsachenforschung in der Justiz. Tübingen.",
    "Danzig, Richard/Lowy, Michael, 1974/75; Everyday Disputes. New York.",
    "Steinbach, E., 1979: Ein Bericht. Birlinghoven.",
)


@pytest.mark.parametrize(
    ("note", "work"),
    [
        ("Bender 1980, S. 7.", "bender-tatsachenforschung-justiz"),
        ("Bender/Schumacher 1980, S. 24.", "bender-erfolgsbarrieren-vor-gericht"),
        ("Bender Schumacher 1980, S. 24.", "bender-erfolgsbarrieren-vor-gericht"),
        ("Vgl. Danzig/Lowy 1974.", "danzig-everyday-disputes"),
        ("Ausführlicher bei Steinbach 1979", "steinbach-bericht"),
        ("Steinbach (1979) hat in einer Erhebung von 1144 Prozessen das Gegenteil ermittelt.", "steinbach-bericht"),
        ("Dies hebt Steinbach 1979, S. 35 hervor.", "steinbach-bericht"),
    ],
)
def test_an_author_and_a_year(note: str, work: str) -> None:
    assert [found.work for found in led(noted(note, bibliography=DATED)).resolutions] == [work]
