"""The portrait as TEI P5: valid, whole to the letter, and every pointer leads to something."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.portrait.schema import faults

import quoth
from quoth.model.finding import Report
from quoth.model.life import Moment
from quoth.model.manuscript import BLOCK_KINDS, Block
from quoth.model.source import LibraryState
from quoth.model.text import Span
from quoth.portrait.edition import Options, edition_of
from quoth.portrait.markup import told
from quoth.portrait.surroundings import around_in
from quoth.portrait.tei import document
from quoth.portrait.tei.body import body
from quoth.portrait.tei.dates import dated
from quoth.portrait.tei.elements import ID, NAMESPACE, element
from quoth.portrait.tei.nesting import Layer, nested
from quoth.readers import read

Made = tuple[Report, Mapping[str, bytes]]
TEI = f"{{{NAMESPACE}}}"
POINTING = ("target", "corresp", "ref", "source", "ana", "from", "to", "prev", "next", "wit", "datingMethod")
TAGS = ("quote", "said", "bibl", "date", "hi", "persName", "placeName", "note", "term", "soCalled", "title")


def _parsed(files: Mapping[str, bytes]) -> etree._Element:
    return etree.fromstring(files["data/portrait.xml"], etree.XMLParser(huge_tree=True))


def _words(found: etree._Element) -> str:
    return "".join(str(words) for words in found.itertext())


def _body(portrait: etree._Element) -> str:
    found = portrait.find(f".//{TEI}body")
    assert found is not None
    return _words(found)


@pytest.mark.parametrize("made", ["plain", "hostile"])
def test_the_body_is_the_text_letter_for_letter(made: str, request: pytest.FixtureRequest) -> None:
    report, files = request.getfixturevalue(made)
    assert _body(_parsed(files)) == told(report.manuscript.text)


@pytest.mark.parametrize("made", ["plain", "hostile"])
def test_every_id_is_there_once_and_every_pointer_leads_to_one(made: str, request: pytest.FixtureRequest) -> None:
    _, files = request.getfixturevalue(made)
    _check_pointers(_parsed(files))


def _check_pointers(portrait: etree._Element) -> None:
    ids = [each.get(ID) for each in portrait.iter() if each.get(ID)]
    assert len(ids) == len(set(ids))
    pointers = [value for each in portrait.iter() for name in POINTING for value in (each.get(name) or "").split()]
    assert {value for value in pointers if value.startswith("#") and value[1:] not in ids} == set()
    assert len(pointers) > 10


def test_portraits_and_whatever_can_be_drawn_are_valid(plain: Made, hostile: Made, tmp_path: Path) -> None:
    """Sixty documents drawn at random, with the seed as their name; and one with a fault, which is told."""
    drawn = [_written(random.Random(seed), tmp_path / f"{seed}.xml") for seed in range(60)]
    for name, (_, files) in (("plain", plain), ("hostile", hostile)):
        (tmp_path / f"{name}.xml").write_bytes(files["data/portrait.xml"])
    wrong = plain[1]["data/portrait.xml"].replace(b"<quote ", b"<quotation ").replace(b"</quote>", b"</quotation>")
    (tmp_path / "wrong.xml").write_bytes(wrong)
    told_of = {line.partition(".xml")[0] for line in faults([*drawn, *tmp_path.glob("*[a-z].xml")])}
    assert told_of == {str(tmp_path / "wrong")}


def test_real_texts_are_whole_and_valid(data: Path, tmp_path: Path) -> None:
    """Plain text with flattened notes, TEI in acts and verse, HTML with notes in place and page marks, an EPUB."""
    essay = quoth.check(data / "serge" / "essay.txt", life=True)
    _check_pointers(etree.fromstring(document(edition_of(essay, Options(), around_in(None)))))
    victoria = data / "victoria"
    books = (data / "shakespeare" / "mac.xml", victoria / "queen-victoria-1921-ch1-5.html")
    for report in (essay, *map(_read, (*books, victoria / "queen-victoria-ch1-5.epub"))):
        written = document(edition_of(report, Options(), around_in(None)))
        assert _body(etree.fromstring(written)) == told(report.manuscript.text)
        (tmp_path / f"{report.manuscript.format}.xml").write_bytes(written)
    assert len(list(tmp_path.iterdir())) == 4
    assert faults(tmp_path.iterdir()) == []


def _read(path: Path) -> Report:
    """A text with its notes and page marks, and nothing found in it."""
    return Report(
        manuscript=read(path),
        library=LibraryState(commit="", witnesses=()),
        quotations=(),
        citations=(),
        bibliography=(),
        resolutions=(),
        works=(),
        verdicts=(),
        findings=(),
    )


def test_quotations_have_their_verdict_their_note_and_their_passage(plain: Made) -> None:
    _, files = plain
    portrait = _parsed(files)
    of_id = {each.get(ID): each for each in portrait.iter() if each.get(ID)}
    quote = of_id["q3"]
    assert _words(quote) == "I was frightened of the old stove, which smokes,"
    assert quote.get("ana") == "#wording-altered #attribution-cited-work #location-unpaged"
    cite = of_id[(quote.get("source") or "")[1:]]
    assert _words(cite).startswith("Ibid")
    assert "House of Salt" in _words(of_id[(cite.get("corresp") or "")[1:]])
    passage = of_id[(quote.get("corresp") or "")[1:]]
    assert _words(passage).startswith("I was frightened of the new stove")
    (app,) = [each for each in portrait.iter(f"{TEI}app") if each.get("corresp") == "#q3"]
    assert [(each.tag, each.text, each.get("wit")) for each in app] == [
        (f"{TEI}lem", "old", None),
        (f"{TEI}rdg", "new", "#f1"),
    ]


# -- the text, whatever lies over it -------------------------------------------------------------------------------


@st.composite
def _layered(draw: st.DrawFn) -> tuple[str, list[Block], list[Layer]]:
    text = draw(st.text(st.sampled_from("abc  \n\t\r\x0c\x00\ud800<&]é\U0001f600"), max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = [Span(start=a, stop=b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    kinds = st.sampled_from(BLOCK_KINDS)
    blocks = [Block(span=span, kind=draw(kinds), level=draw(st.integers(0, 3))) for span in spans]
    return text, blocks, draw(st.lists(_layer(len(text)), max_size=12, unique_by=lambda layer: layer.id))


@st.composite
def _layer(draw: st.DrawFn, length: int) -> Layer:
    start, stop = sorted((draw(st.integers(0, length)), draw(st.integers(0, length))))
    tag = draw(st.sampled_from(TAGS))
    id = f"x{draw(st.integers(0, 99))}"
    return Layer(span=Span(start=start, stop=stop), tag=tag, rank=TAGS.index(tag), id=id)


@given(_layered())
def test_nothing_of_the_text_or_of_a_layer_is_lost(made: tuple[str, list[Block], list[Layer]]) -> None:
    text, blocks, layers = made
    written = etree.fromstring(etree.tostring(body(text, blocks, layers)))
    assert _words(written) == told(text)
    pieces: dict[str, list[etree._Element]] = {}
    for each in written.iter():
        if id := each.get(ID):
            pieces.setdefault(id.partition(".")[0], []).append(each)
    for layer in layers:
        found = pieces[layer.id]
        assert _solid("".join(_words(each) for each in found)) == _solid(told(layer.span.of(text)))
        ids = [f"#{each.get(ID)}" for each in found]
        assert [each.get("next") for each in found] == [*ids[1:], None]
        assert [each.get("prev") for each in found] == [None, *ids[:-1]]


def _solid(words: str) -> str:
    """Without white space: between two blocks it is of neither."""
    return "".join(words.split())


@given(_layered())
def test_pieces_nest(made: tuple[str, list[Block], list[Layer]]) -> None:
    text, _, layers = made
    whole = Span(start=0, stop=len(text))
    pieces = nested([layer for layer in layers if len(layer.span)], whole)
    for number, one in enumerate(pieces):
        for other in pieces[number + 1 :]:
            assert one.span.holds(other.span) or not one.span.overlaps(other.span)


@given(_layered())
def test_what_does_not_cross_is_not_cut(made: tuple[str, list[Block], list[Layer]]) -> None:
    text, _, layers = made
    apart: list[Layer] = []
    for layer in layers:
        if len(layer.span) and not any(_cross(layer.span, other.span) for other in apart):
            apart.append(layer)
    assert len(nested(apart, Span(start=0, stop=len(text)))) == len(apart)


def _cross(one: Span, other: Span) -> bool:
    return one.overlaps(other) and not one.holds(other) and not other.holds(one)


def test_a_heading_ends_the_divisions_that_are_not_above_it() -> None:
    levels = (1, 2, 2, 3, 1)
    blocks = [Block(span=Span(start=n, stop=n + 1), kind="heading", level=level) for n, level in enumerate(levels)]
    made = body("abcde", blocks, ())
    first, last = made
    assert [_words(each) for each in (first, last)] == ["abcd", "e"]
    assert [_words(each) for each in first.iterfind(f"{TEI}div")] == ["b", "cd"]


def test_an_attribute_has_no_letter_that_xml_has_not() -> None:
    assert element("note", {"n": "1\x00\ud800"}).get("n") == "1\ufffd\ufffd"


def _written(dice: random.Random, path: Path) -> Path:
    text = "".join(dice.choice("words and  \n\x0c<&é") for _ in range(200))
    cuts = sorted(dice.sample(range(201), 12))
    spans = [Span(start=start, stop=stop) for start, stop in zip(cuts[::2], cuts[1::2], strict=True)]
    blocks = [Block(span=span, kind=dice.choice(BLOCK_KINDS), level=dice.randrange(4)) for span in spans]
    layers = []
    for number in range(30):
        start, tag = dice.randrange(200), dice.choice((*TAGS, "citedRange", "anchor", "pb", "ptr", "ref"))
        points = tag in ("anchor", "pb", "ptr")
        stop = start if points else min(start + dice.randrange(40), 200)
        attributes = {"target": "#x0"} if tag in ("ptr", "ref") else {}
        span = Span(start=start, stop=stop)
        layers.append(Layer(span=span, tag=tag, rank=dice.randrange(9), id=f"x{number}", attributes=attributes))
    path.write_bytes(_around(body(text, blocks, layers)))
    return path


def _around(made: etree._Element) -> bytes:
    paragraphs = [element(tag, {}, element("p")) for tag in ("publicationStmt", "sourceDesc")]
    said = element("fileDesc", {}, element("titleStmt", {}, element("title", {}, "drawn")), paragraphs)
    return etree.tostring(element("TEI", {}, element("teiHeader", {}, said), element("text", {}, made)))


# -- dates ---------------------------------------------------------------------------------------------------------


def _moment(edtf: str, first: int | None = 700_000, last: int | None = 700_009) -> Moment:
    return Moment(edtf=edtf, first=first, last=last)


@pytest.mark.parametrize(
    ("edtf", "attributes"),
    [
        ("1917", {"when": "1917"}),
        ("1917-10", {"when": "1917-10"}),
        ("1917-10-25", {"when": "1917-10-25"}),
        ("-0043-03", {"when-iso": "-0043-03"}),
        ("0000", {"when-iso": "0000"}),
        ("1919~", {"when": "1919", "cert": "medium"}),
        ("1933?", {"when": "1933", "cert": "low"}),
        ("1936/1941-05", {"from": "1936", "to": "1941-05"}),
        ("1936~/1941?", {"from": "1936", "to": "1941", "cert": "low"}),
        ("192X", {"notBefore": "1917-07-15", "notAfter": "1917-07-24"}),
        ("1941-24", {"notBefore": "1917-07-15", "notAfter": "1917-07-24"}),
    ],
)
def test_dates_are_said_as_tei_says_them(edtf: str, attributes: Mapping[str, str]) -> None:
    said = {name: value for name, value in dated(_moment(edtf)).items() if value}
    plain = {"when-custom": edtf, "datingMethod": "#edtf"}
    assert said == {**attributes, **({} if _moment(edtf).is_plain else plain)}


@pytest.mark.parametrize(
    ("edtf", "first", "last", "bounds"),
    [
        ("../1917", None, 700_009, {"notAfter": "1917-07-24"}),
        ("1917/..", 700_000, None, {"notBefore": "1917-07-15"}),
        ("-05XX", -200_000, -170_000, {}),
    ],
)
def test_an_open_end_stays_open(edtf: str, first: int | None, last: int | None, bounds: Mapping[str, str]) -> None:
    said = dated(_moment(edtf, first, last))
    assert {name: value for name, value in said.items() if name.startswith("not")} == bounds
    assert said["when-custom"] == edtf


def test_a_date_that_is_not_settled_has_no_attributes() -> None:
    assert dated(None) == {}
