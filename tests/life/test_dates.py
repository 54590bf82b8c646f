"""Dated expressions: what is found, what it means, and what is left alone."""

from __future__ import annotations

import datetime
import itertools

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from quoth.find.quotations import find_quotations
from quoth.life import life_of
from quoth.life.moments import Partial, day_number, moment_of
from quoth.model.life import Dating
from quoth.model.manuscript import Block, Manuscript, Metadata
from quoth.model.text import Span


def manuscript_of(*paragraphs: str) -> Manuscript:
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(span=Span(start=len(text), stop=len(text) + len(paragraph)), kind="paragraph"))
        text += paragraph + "\n\n"
    return Manuscript(
        path="life.txt",
        sha256="",
        format="text",
        encoding="utf-8",
        metadata=Metadata(),
        text=text,
        blocks=tuple(blocks),
    )


def datings(*paragraphs: str) -> tuple[Dating, ...]:
    manuscript = manuscript_of(*paragraphs)
    return life_of(manuscript, find_quotations(manuscript), (), (), ()).datings


def edtf(*paragraphs: str) -> list[str | None]:
    return [dating.moment.edtf if dating.moment else None for dating in datings(*paragraphs)]


STATED = {
    "He was born on 8 February 1700 in Groningen.": ["1700-02-08"],
    "He died on the 17th of March, 1782.": ["1782-03-17"],
    "On January 8, 1880 he fell.": ["1880-01-08"],
    "On the first of May 1851 it was opened.": ["1851-05-01"],
    "They met in October 1917.": ["1917-10"],
    "They met in October, 1919.": ["1919-10"],
    "It began in May of 1968.": ["1968-05"],
    "He left in 1919.": ["1919"],
    "He left about 1919.": ["1919~"],
    "A portrait (c. 1871) of him.": ["1871~"],
    "He was probably in 1933 the last of them.": ["1933?"],
    "She was born circa 44 BC in Rome.": ["-0043~"],
    "It fell in AD 70 to Titus.": ["0070"],
    "He lived in the 1920s.": ["192X"],
    "He lived in the 1930s and 1940s.": ["193X", "194X"],
    "the late 1950s": ["1955/1959"],
    "the early 2000s": ["2000/2004"],
    "the nineteen-twenties": ["192X"],
    "the 19th century": ["18XX"],
    "the seventeenth and eighteenth centuries": ["16XX", "17XX"],
    "the spring of 1917": ["1917-21"],
    "the winter of 1941–42": ["1941-24"],
    "from 1922 to 1926": ["1922/1926"],
    "between 1936 and 1941": ["1936/1941"],
    "He taught there 1936–41.": ["1936/1941"],
    "He taught there (1909–1949).": ["1909/1949"],
    "from 12 May to 3 June 1917": ["1917-05-12/1917-06-03"],
    "from May to October 1917": ["1917-05/1917-10"],
    "between May and June in 1981": ["1981-05/1981-06"],
    "12 and 13 May 1917": ["1917-05-12", "1917-05-13"],
    "May 12–14, 1917": ["1917-05-12/1917-05-14"],
    "on June 7, June 10 and August 15, 1839": ["1839-06-07", "1839-06-10", "1839-08-15"],
    "He has played there since 2013–present.": ["2013/.."],
    "am 3. Mai 1848 in Wien": ["1848-05-03"],
    "im März 1848": ["1848-03"],
    "le 14 juillet 1789": ["1789-07-14"],
    "le 1er mars 1871": ["1871-03-01"],
    "im 19. Jahrhundert": ["18XX"],
    "au XIXe siècle": ["18XX"],
    "in den 1920er Jahren": ["192X"],
    "2012-09-01": ["2012-09-01"],
    "am 3.5.1848": ["1848-05-03"],
    "on 3/4/1920": ["1920"],  # the third of April, or the fourth of March
    "on 11 February 1687/8": ["1688-02-11"],
    "on 25 October (7 November) 1917": ["1917-11-07"],
    "on 7 November [O.S. 25 October] 1917": ["1917-11-07"],
}


@pytest.mark.parametrize("text", STATED)
def test_what_is_stated(text: str) -> None:
    assert edtf(text) == STATED[text]


NONE = [
    "There were 1500 soldiers.",
    "He paid $1848 and 1,848 francs; see p. 1848.",
    "They lived at 1600 Pennsylvania Avenue.",
    "He might march, and may he rest; the august presence of May Smith.",
    "It took 1789.50 hours, 1850m and 1900%.",
    "The room was number 1917.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_date(text: str) -> None:
    assert edtf(text) == []


LEANING = {
    "In 1724 he printed them. Two years later he went on.": ["1724", "1726"],
    "She resigned in September 1841. The following month she left.": ["1841-09", "1841-10"],
    "He came in November 1838. The following May he left.": ["1838-11", "1839-05"],
    "In 1816 he came, and in May they married.": ["1816", "1816-05"],
    "He died on January 22, 1820. Six days later came the news.": ["1820-01-22", "1820-01-28"],
    "On December 30, 1851 he came; the following day he left; two days later he was dead.": [
        "1851-12-30",
        "1851-12-31",
        "1852-01-02",
    ],
    "He returned in 1920, marrying her that year, and one year later left.": ["1920", "1920", "1921"],
    "He went in 1973. He came again in May the following year.": ["1973", "1974-05"],
    "It was printed in 1738. It was not until about 170 years later, in 1896, that it was read.": [
        "1738",
        "1896",
        "1896",
    ],
    "It began in November 1838. In March she wept.": ["1838-11", "1838-03?"],  # or the March after it
    "Three years later he died.": [None],
    "He was ruined by the revolution of 1848. On May 3 he fled.": ["1848", "1848-05-03"],
    "In 1839 he came. The election of 1837 was lost. In May he left.": ["1839", "1837", "1839-05"],
    "Early in 1851 he came. In 1844, six years before, he had left. In July he died.": [
        "1851",
        "1844",
        "1838",
        "1844-07",
    ],
}


@pytest.mark.parametrize("text", LEANING)
def test_what_leans_on_the_text_before(text: str) -> None:
    assert edtf(text) == LEANING[text]


def test_a_day_in_a_quotation_does_not_lean_on_the_author() -> None:
    assert edtf("In 1802 he wrote to her: “Easter is early this year, the 22nd of March as you know.”") == [
        "1802",
        None,
    ]


def test_where_a_date_comes_from_is_told() -> None:
    first, second, third = datings(
        "In Hydrodynamica (1738) he said so. In 1740 he left; three years later he was back."
    )
    assert (first.kind, second.kind, third.kind) == ("publication", "stated", "relative")
    assert (third.anchor, third.offset) == (second.id, (3, 0, 0))


def test_spans_hold_the_expression_and_what_qualifies_it() -> None:
    text = "It was early in May 1839, or about 1840."
    assert [dating.span.of(text) for dating in datings(text)] == ["early in May 1839", "about 1840"]


@given(st.dates())
def test_days_count_as_the_standard_library_counts(day: datetime.date) -> None:
    assert day_number(day.year, day.month, day.day) == day.toordinal()


PARTIALS = st.builds(
    Partial,
    year=st.integers(-3000, 2099),
    month=st.none() | st.integers(1, 12),
    about=st.booleans(),
    perhaps=st.booleans(),
)


@given(PARTIALS)
def test_moments_are_edtf_and_their_days_lie_around_them(partial: Partial) -> None:
    moment = moment_of(partial)
    assert moment is not None
    assert moment.first is not None
    assert moment.last is not None
    assert str(parse_edtf(moment.edtf)) == moment.edtf
    assert partial.year is not None
    assert moment.first <= day_number(partial.year, partial.month or 1, 1) <= moment.last


WORDS = [
    *["1", "2", "0", "9", "–", ",", "(", ")", "of", "the", "to", "and", "in", "c.", "BC"],
    *["May", "March", "12th", "years", "later", "1917", "1930s", "century", "last"],
]


@given(st.lists(st.sampled_from(WORDS), max_size=16))
def test_any_words_are_read(words: list[str]) -> None:
    text = " ".join(words)
    spans = [dating.span for dating in datings(text)]
    assert all(one.stop <= other.start for one, other in itertools.pairwise(spans))
    assert not spans or spans[-1].stop <= len(text)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("On Christmas Eve, 1914, they met.", "1914-12-24"),
        ("They met at Christmas 1914.", "1914-12-25~"),
        ("At Michaelmas 1653 he paid.", "1653-09-29"),
        ("He died on All Saints’ Day 1755.", "1755-11-01"),
        ("At Easter 1916 they rose.", "1916-04-23~"),
        ("On Easter Sunday 1818 it was early.", "1818-03-22"),
        ("On Easter Sunday 2038 it is late.", "2038-04-25"),
        ("On Good Friday 1865 he was shot.", "1865-04-14"),
        ("On Whit Monday 1830 they danced.", "1830-05-31"),
        ("At Easter 1648, by whatever calendar, they met.", "1648"),
        ("Le 9 thermidor an II il tomba.", "1794-07-27"),
        ("On 18 Brumaire Year VIII he rose.", "1799-11-09"),
        ("On 11 nivôse XIV it ended.", "1806-01-01"),
        ("During the Second World War she hid.", "1939-09-01/1945-09-02"),
        ("She wrote no later than 1903.", "1903"),
    ],
)
def test_feasts_and_other_calendars(text: str, edtf: str) -> None:
    assert [one.moment.edtf for one in datings(text) if one.moment] == [edtf]


@pytest.mark.parametrize("text", ["On 31 thermidor II he fell.", "On 10 Thermidor XV he fell.", "The Great War came."])
def test_no_day_of_the_republic(text: str) -> None:
    assert datings(text) == ()


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("On 10 January 1840 he wrote: yours of the 21st ult. is here.", "1839-12-21"),
        ("On 10 July 1840 he wrote: yours of the 5th inst. is here.", "1840-07-05"),
        ("On 10 December 1840 he wrote: we meet on the 5th prox.", "1841-01-05"),
        ("In 1840 he came. In the spring of the following year he left.", "1841-21"),
        ("In 1840 he came. In May of that year he left.", "1840-05"),
    ],
)
def test_by_the_date_before(text: str, edtf: str) -> None:
    assert [one.moment.edtf for one in datings(text) if one.moment][1:] == [edtf]
