"""The bibliography of a manuscript: each work once, and the same in every format that it is written in.

What is written is read again by pandoc, which is not ours.
"""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quoth
from quoth.errors import ConfigError
from quoth.model.reference import Reference
from quoth.model.source import Work
from quoth.records.item import Item, as_item, as_reference
from quoth.writers import bibtex, csl, pulls, ris, styled

# CSL 1.0.2, csl-data.json: the variables that we write.
VARIABLES = {
    "id", "type", "language", "author", "editor", "translator", "title", "container-title", "edition",
    "number-of-volumes", "volume", "issue", "page", "publisher", "publisher-place", "issued", "DOI", "URL",
}  # fmt: skip
TYPES = {"book", "chapter", "article-journal", "article-newspaper", "periodical", "thesis"}

_LETTERS = st.text("abcd éßЖ&%$#_~^\\\"'-:", min_size=1, max_size=15).map(lambda text: " ".join(text.split()))
_WORDS = _LETTERS.filter(lambda text: any(map(str.isalpha, text)))
_NAMES = st.sampled_from(["Serge, Victor", "Ann Lee & Bo Ek", "von Stockmar, Ernst", "One of the Servants", "Hunt"])
_REFERENCES = st.builds(
    Reference,
    type=st.sampled_from(["book", "article-journal", "chapter"]),
    author=_NAMES,
    title=_WORDS,
    container=_WORDS,
    translator=_NAMES | st.just(""),
    publisher=_WORDS | st.just(""),
    volume=st.sampled_from(["", "12"]),
    year=st.sampled_from(["", "1880", "1880-86", "2002"]),
).map(lambda said: replace(said, container="") if said.type == "book" else said)


def read_back(written: str, format: str) -> list[Item]:
    command = [pypandoc.get_pandoc_path(), "--sandbox", f"--from={format}", "--to=csljson"]
    done = subprocess.run(command, input=written.encode(), capture_output=True, check=True, timeout=60)
    items: list[Item] = json.loads(done.stdout)
    return items


def plain(text: object) -> str:
    """Without mark-up, typographic quotes, and dashes that TeX makes of hyphens: the letters."""
    bare = re.sub(r"</?(?:span|i|b|sup|sub)[^>]*>", "", unicodedata.normalize("NFC", str(text)))
    return re.sub(r"[^\w&%$#_{}~^\\]", "", bare)


def works(references: Sequence[Reference]) -> list[Work]:
    return [Work(id=f"w{i}", reference=reference) for i, reference in enumerate(references)]


@settings(max_examples=6, deadline=None)
@given(st.lists(_REFERENCES, min_size=1, max_size=25))
def test_pandoc_reads_the_bibtex_as_it_was_meant(references: list[Reference]) -> None:
    told = works(references)
    same(csl.items(told), read_back(bibtex.write(told), "bibtex"), ("author", "translator"))


@settings(max_examples=6, deadline=None)
@given(st.lists(_REFERENCES, min_size=1, max_size=25))
def test_pandoc_reads_the_ris_as_it_was_meant(references: list[Reference]) -> None:
    """Of several years it reads the first alone, and it does not know a translator."""
    told = works([replace(reference, year=reference.year[:4]) for reference in references])
    same(csl.items(told), read_back(ris.write(told), "ris"), ("author",))


def same(items: list[Item], back: list[Item], roles: Sequence[str]) -> None:
    assert [item["id"] for item in items] == [item["id"] for item in back]
    for item, other in zip(items, back, strict=True):
        assert other["type"] == item["type"]
        assert other.get("issued") == item.get("issued")
        for variable in ("title", "publisher", "volume", *(["container-title"] if item["type"] != "book" else [])):
            assert plain(other.get(variable, "")) == plain(item.get(variable, "")), variable
        for role in roles:
            assert list(map(letters, other.get(role, []))) == list(map(letters, item.get(role, []))), role


def letters(name: dict[str, str]) -> list[str]:
    """A name's letters: which of its parts a particle belongs to is a matter of format."""
    return sorted(plain("".join(name.values())))


def test_braces_cannot_end_a_value_early() -> None:
    """TeX has names for them; a brace behind a backslash would still be counted by BibTeX."""
    written = bibtex.write(works([Reference(title="On {x", author="Ann Lee")]))
    assert written.count("{") == written.count("}")
    assert read_back(written, "bibtex")[0]["author"] == [{"family": "Lee", "given": "Ann"}]


@given(_REFERENCES)
def test_an_item_has_the_variables_of_csl_and_says_the_same(reference: Reference) -> None:
    item = as_item("x", reference)
    assert set(item) <= VARIABLES
    assert item["type"] in TYPES
    assert json.loads(csl.write(works([reference])))[0] == item | {"id": "w0"}
    assert as_item("x", as_reference(item)) == item


@pytest.mark.parametrize(
    ("reference", "type"),
    [
        (Reference(title="The Times"), "periodical"),
        (Reference(title="The Times", author="Ann Lee"), "book"),
        (Reference(title="Hard Times: a novel"), "book"),
        (Reference(title="On Money", container="Journal of Law"), "article-journal"),
        (Reference(title="On Money", container="A Book", editor="Ann Lee"), "chapter"),
    ],
)
def test_the_type_is_what_a_librarian_would_say(reference: Reference, type: str) -> None:
    assert as_item("x", reference)["type"] == type


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Denkwürdigkeiten aus den Papieren des Freiherrn von Stockmar", "de"),
        ("Adolphe Quetelet et le Prince Albert de Saxe-Cobourg", "fr"),
        ("The Life of Ludwig van Beethoven", None),
        ("Victor Serge: de la Commune à Kronstadt", None),  # French or Spanish
        ("Bleak House", None),
    ],
)
def test_the_language_of_a_title_is_said_where_it_is_sure(title: str, language: str | None) -> None:
    assert as_item("x", Reference(title=title)).get("language") == language


@pytest.mark.parametrize(
    ("year", "issued"),
    [
        ("2002", {"date-parts": [[2002]]}),
        ("1999a", {"date-parts": [[1999]]}),
        ("1880-6", {"date-parts": [[1880], [1886]]}),
        ("1896–1901", {"date-parts": [[1896], [1901]]}),
        ("[1868?]", {"literal": "[1868?]"}),
    ],
)
def test_years(year: str, issued: object) -> None:
    assert as_item("x", Reference(title="A", year=year))["issued"] == issued


def test_what_another_program_wrote_wrongly_is_as_if_it_were_not_there() -> None:
    wrong: dict[str, Any] = {"title": ["a"], "author": "Serge", "issued": {"date-parts": "x"}, "volume": True}
    assert as_reference(wrong) == Reference()
    assert as_reference({"title": "On <i>Money</i>", "number-of-volumes": 8}) == Reference(title="On Money", volumes=8)


# -- the manuscript and its lists ----------------------------------------------------------------------------------

LIFE = """# A life

She recalled it: “The sea was calm that night”.[^1] And then: “She wrote nothing for a year”.[^2] Others agree.[^3]

[^1]: Anna Voss, *The Quay: A Memoir*, trans. Bo Ek, 2 vols. (Lund: Ekman, 1931), II, 12.
[^2]: Voss, *Quay*, I, iv.
[^3]: Ibid., I, 3; Carl Dahl, *Ships* (Lund: Ekman, 1940), 7.
"""


@pytest.fixture
def life(tmp_path: Path) -> Path:
    (tmp_path / "books").mkdir()
    book = "THE QUAY\nby Anna Voss\nVolume II\n\nThe sea was calm that night, and nobody remembered the storm.\n"
    (tmp_path / "books" / "the-quay-2.txt").write_text(book * 3, encoding="utf-8")
    (tmp_path / "life.md").write_text(LIFE, encoding="utf-8")
    return tmp_path / "life.md"


def test_a_bibliography_in_its_style(life: Path, tmp_path: Path) -> None:
    cited = quoth.works(life)
    assert styled.write(cited) == (
        "Dahl, Carl. 1940. Ships. Ekman.\n\nVoss, Anna. 1931. The Quay: A Memoir. Translated by Bo Ek. 2 vols. Ekman.\n"
    )
    style = tmp_path / "titles.csl"
    style.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><title>T</title><id>t</id>'
        "<updated>2020-01-01T00:00:00Z</updated></info><citation><layout><text variable='title'/></layout></citation>"
        "<bibliography><layout><text variable='title'/></layout></bibliography></style>",
        encoding="utf-8",
    )
    assert styled.write(cited, style) == "The Quay: A Memoir\n\nShips\n"
    style.write_text("no style", encoding="utf-8")
    with pytest.raises(ConfigError):
        styled.write(cited, style)
    assert styled.write(()) == ""


def test_the_pull_list_has_each_volume_and_what_is_held(life: Path) -> None:
    report = quoth.check(life, [life.parent / "books"])
    rows = list(csv.DictReader(io.StringIO(pulls.write_csv(report))))
    assert [(row["volume"], row["held"], row["pages"], row["note"], row["wording"]) for row in rows] == [
        ("1", "no", "iv", "2", "unchecked"),
        ("1", "no", "p. 3", "3", ""),
        ("2", "yes", "p. 12", "1", "verbatim"),
        ("", "no", "p. 7", "3", ""),
    ]
    said = pulls.write_text(report)
    assert "Anna Voss, The Quay: A Memoir, 1931, vol. II\n  in the library: the-quay-2.txt\n" in said
    assert "Carl Dahl, Ships, 1940\n  not in the library\n" in said
    assert "| p. 12 | n. 1 | 3 | “The sea was calm that night” |" in pulls.write_markdown(report)


# -- editions and volumes ------------------------------------------------------------------------------------------


def listed(folder: Path, *notes: str) -> list[tuple[str, str]]:
    """The id and the year of each item in the bibliography of a manuscript with these notes."""
    calls = " ".join(f"Words.[^{i}]" for i in range(len(notes)))
    text = "\n".join(["# A life", "", calls, "", *(f"[^{i}]: {note}" for i, note in enumerate(notes))])
    (folder / "life.md").write_text(text, encoding="utf-8")
    items = csl.items(quoth.works(folder / "life.md"))
    return [
        (item["id"], "-".join(str(date[0]) for date in item.get("issued", {}).get("date-parts", []))) for item in items
    ]


def test_editions_are_kept_apart_and_a_short_form_leaves_open_which(tmp_path: Path) -> None:
    old = (
        "Victor Serge, *Memoirs of a Revolutionary*, trans. Peter Sedgwick (Oxford: Oxford University Press, 1963), 23."
    )
    new = "Victor Serge, *Memoirs of a Revolutionary* (New York: NYRB, 2012), 44."
    assert listed(tmp_path, old, new, "Serge, *Memoirs*, 50.", new, "Ibid., 45.") == [
        ("serge-memoirs-revolutionary", "1963"),
        ("serge-memoirs-revolutionary-2012", "2012"),
    ]
    report = quoth.check(tmp_path / "life.md")
    editions = [resolution.edition for resolution in report.resolutions]
    first, second = "serge-memoirs-revolutionary", "serge-memoirs-revolutionary-2012"
    assert editions == [first, second, None, second, second]
    rows = list(csv.DictReader(io.StringIO(pulls.write_csv(report))))
    assert [(row["year"], row["pages"], row["certain"]) for row in rows] == [
        ("1963", "p. 23", "yes"),
        ("1963", "p. 50", "no"),
        ("2012", "p. 44", "yes"),
        ("2012", "p. 44", "yes"),
        ("2012", "p. 45", "yes"),
        ("2012", "p. 50", "no"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("(London: Hodder, 1998)", "(New York: Pantheon, 1998)", 2),
        ("(London: Hodder, 1998)", "(London: Hodder & Stoughton, 1998)", 1),
        ("(Oxford: OUP, 1998)", "(Oxford: Oxford University Press, 1998)", 1),
        ("(London: Hodder, 1998)", "(Hodder)", 1),
        ("5 vols. (London: Hodder, 1875)", "(London: Hodder, 1880)", 1),
        ("(London: Hodder, 1875)", "(London: Hodder, 1880)", 2),
    ],
)
def test_what_makes_another_edition(tmp_path: Path, one: str, other: str, count: int) -> None:
    notes = (f"Ann Lee, *The Sea*, {one}, 12.", f"Ann Lee, *The Sea*, {other}, 14.")
    assert len(listed(tmp_path, *notes)) == count


def test_works_whose_subtitles_differ_are_two(tmp_path: Path) -> None:
    first = "Richard Holmes, *Coleridge: Early Visions* (London: Hodder, 1989), 3."
    second = "Richard Holmes, *Coleridge: Darker Reflections* (London: HarperCollins, 1998), 9."
    assert len(listed(tmp_path, first, second, "Holmes, *Early Visions*, 4.")) == 2
