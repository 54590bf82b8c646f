"""T: what is reported of time, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.life.test_dates import manuscript_of

import quoth
from quoth import pipeline
from quoth.config import Settings

FOUND = {
    "T101": [
        "Victor Serge was born in Belgium in 1890. In 1889 Victor Serge left Brussels.",
        "Victor Serge died in 1947. In 1949 Serge went to Paris.",
    ],
    "T102": ["On 3 May 1848 Anna Wolff spoke in Vienna. On 3 May 1848 Anna Wolff married in Paris."],
    "T104": [
        "Victor Serge was born in 1890. In 1912, at the age of 19, Serge was arrested.",
        "Jeanne Moreau (23 January 1928 – 31 July 2017) acted. Moreau left in 1960 at the age of 16.",
    ],
    "T105": ["In 1847 they closed the mill. Ten years later, in 1871, it burnt."],
    "T106": [
        "Victor Serge (1890–1947) wrote. Victor Serge was born in 1892 in Belgium.",
        "Victor Serge died in 1947. In 1946 Victor Serge died in Mexico.",
    ],
    "T107": [
        "It was opened on 31 June 1839.",
        "It was opened on Monday, 4 May 1948.",
        "It was opened on February 29, 1900.",
    ],
}
SILENT = [
    "Victor Serge was born in Belgium in 1890. In 1889 the parents of Victor Serge left Brussels.",
    "Victor Serge died in 1947. In 1951 the novel of Serge was published, and in 1960 Serge was read everywhere.",
    "Victor Serge was born about 1890. In 1889 Victor Serge left Brussels.",
    "Victor Serge was born in 1890. In 1890 Victor Serge left Brussels.",
    "On 3 May 1848 Anna Wolff spoke in Vienna. On 5 May 1848 Anna Wolff married in Paris.",
    "On 3 May 1848 Anna Wolff spoke in Vienna. On 3 May 1848 Karl Marx wrote in Paris.",
    "Victor Serge was born in 1890. In 1912, at the age of 21, Serge was arrested.",
    "Victor Serge was born in 1890. In 1912, at the age of 22, Serge was arrested.",
    "Victor Serge was born in 1890. In 1912 Rirette Maîtrejean, at the age of 25, was arrested.",
    "In 1847 they closed the mill. About ten years later, in 1871, it burnt.",
    "In 1847 they closed the mill. Ten years later, in 1858, it burnt.",
    "In 1861 it was built. In 1847 they had bought the land. Ten years later, in 1871, it burnt.",
    "Victor Serge (1890–1947) wrote. Victor Serge was born on 30 December 1890 in Brussels.",
    "It was opened on Tuesday, 4 May 1948, and closed on Wednesday, 25 October 1917.",  # a Wednesday in Russia
    "Since the war of 1870 nobody came. Two years later, in 1881, the mill burnt.",
    "It was built in 1840. They left on Saturday, 3 May.",  # of 1840 or of any year behind it
    "Anna Wolff mourned when the boy died in 1830. In 1835 Anna Wolff went to Paris.",
    "Anna Wolff, whose son died in 1830, wept. In 1835 Anna Wolff went to Paris.",
    "Anna Wolff saw her husband die; her child died in 1830. In 1835 Anna Wolff went to Paris.",
    "In 1830 the daughter of Anna Wolff died. In 1835 Anna Wolff went to Paris.",
    "Anna Wolff was glad when a son was born in 1850. In 1835 Anna Wolff went to Paris.",
    "Anna Wolff (born 1800) was glad. Anna Wolff was at home when twins were born in 1850.",
]


def rules(text: str) -> set[str]:
    report = pipeline.check(manuscript_of(text), None, Settings(), life=True)
    return {finding.rule for finding in report.findings if finding.rule.startswith("T")}


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in FOUND.items() for text in texts])
def test_what_is_reported(rule: str, text: str) -> None:
    assert rules(text) == {rule}


@pytest.mark.parametrize("text", SILENT)
def test_what_is_not(text: str) -> None:
    assert rules(text) == set()


def test_nothing_of_time_is_said_where_nobody_asked() -> None:
    report = pipeline.check(manuscript_of("It was opened on 31 June 1839."), None, Settings())
    assert report.life is None
    assert [finding for finding in report.findings if finding.rule.startswith("T")] == []


LETTERS = """The Letters of Anna Wolff. Edited by J. Roe. London: Murray, 1907.

VIENNA, _12th May 1839._

MY DEAREST FRIEND,--The little boats lay in the harbour like sleeping birds, and nobody came to wake them before the
evening bells had rung for a second time.

VIENNA, _3rd June 1841._

MY DEAREST FRIEND,--All the windows of our narrow street were broken by the hail, and the glazier has become a rich man
who no longer greets his neighbours.
"""
LIFE = """# Anna Wolff

{when} Anna Wolff wrote to her friend: “The little boats lay in the harbour like sleeping birds, and nobody came to
wake them before the evening bells had rung.”[^1]

[^1]: J. Roe, ed., *The Letters of Anna Wolff* (London: Murray, 1907).
"""


@pytest.mark.parametrize(
    ("when", "reported"),
    [
        ("On May 3, 1841,", True),
        ("In 1841", True),
        ("On May 12, 1839,", False),
        ("In 1839", False),
        ("In May 1839", False),
    ],
)
def test_a_letter_under_another_date(when: str, reported: bool, tmp_path: Path) -> None:
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "letters.txt").write_text(LETTERS, encoding="utf-8")
    (tmp_path / "life.md").write_text(LIFE.format(when=when), encoding="utf-8")
    report = quoth.check(tmp_path / "life.md", [tmp_path / "books"], life=True)
    assert report.life is not None
    assert [source.moment.edtf for source in report.life.sources] == ["1839-05-12"]
    assert any(finding.rule == "T108" for finding in report.findings) == reported


@pytest.mark.parametrize(
    ("year", "read", "told"),
    [("1975", "3 May 1968", {"T103"}), ("1967", "3 May 1968", set()), ("1968", "3 May 1968", set())],
)
def test_a_book_is_not_read_before_it_is_printed(tmp_path: Path, year: str, read: str, told: set[str]) -> None:
    manuscript = tmp_path / "life.md"
    manuscript.write_text(
        f"She “never regretted a roof that leaked”.[^1]\n\n[^1]: Anna Voss, *Letters* (Lund: Ekman, {year}), 12, "
        f"accessed {read}.\n",
        encoding="utf-8",
    )
    found = quoth.check(manuscript, life=True).findings
    assert {finding.rule for finding in found if finding.rule.startswith("T")} == told
