"""What the pages hold: inert, whole, the same every time, and every link leading to something."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

import quoth
from quoth.errors import ConfigError, MissingFile, NotAFolder
from quoth.model.finding import Report
from quoth.model.source import Passage
from quoth.model.text import Span
from quoth.portrait import Options, pages
from quoth.portrait.exports import _cell
from quoth.portrait.folder import MARK, publish
from quoth.portrait.markup import ATTRIBUTES, TAGS, el, outward, serialised, told
from quoth.portrait.setting import Layer, Setting, Sign

Made = tuple[Report, Mapping[str, bytes]]


def _parsed(files: Mapping[str, bytes]) -> dict[str, html.HtmlElement]:
    return {path: _page(content) for path, content in files.items() if path.endswith(".html")}


def _page(content: bytes) -> html.HtmlElement:
    return html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))


def _nothing(passage: Passage, words: int) -> tuple[str, str]:
    return "", ""


@pytest.mark.parametrize("made", ["plain", "hostile"])
def test_every_link_leads_to_something_and_every_id_is_there_once(made: str, request: pytest.FixtureRequest) -> None:
    _, files = request.getfixturevalue(made)
    parsed = _parsed(files)
    ids = {path: page.xpath("//@id") for path, page in parsed.items()}
    assert {path: len(each) - len(set(each)) for path, each in ids.items()} == dict.fromkeys(ids, 0)
    for path, page in parsed.items():
        for href in page.xpath("//a/@href"):
            if not href.startswith("http"):
                file, _, fragment = href.partition("#")
                assert (file or path) in files, f"{path} links to {href}"
                assert not fragment or fragment in ids[file or path], f"{path} links to {href}"


def test_the_text_is_all_there_and_each_quotation_has_its_evidence(plain: Made) -> None:
    report, files = plain
    page = _parsed(files)["index.html"]
    prose = " ".join(page.xpath("//*[@id='prose']")[0].text_content().split())
    assert "she came to the station on the rock" in prose
    said = [(v.wording, page.get_element_by_id(f"e{n}").text_content()) for n, v in enumerate(report.verdicts, 1)]
    assert [wording for wording, _ in said] == ["verbatim", "marked", "altered", "unchecked"]
    assert "in every way that matters to the Office" in said[1][1]  # what the dots hide
    assert "“old” for “new”" in said[2][1]
    assert "as in note 1" in said[1][1]
    assert [" ".join(q.text_content().split()) for q in page.xpath("//*[contains(@class, 'q v-altered')]")] == [
        "I was frightened of the old stove, which smokes,"
    ]


def test_no_more_of_a_source_is_shown_than_is_allowed(plain: Made) -> None:
    _, files = plain
    shown = b"".join(files.values()).decode()
    assert "I was never alone there" in shown.replace("\n", " ")  # five words before the first passage
    assert "you have been frightened" not in shown
    assert "by Ottilie Varn" not in shown


def test_the_apparatus_prints_lemma_reading_and_siglum(plain: Made) -> None:
    page = _parsed(plain[1])["apparatus.html"]
    readings = [" ".join(each.text_content().split()) for each in page.xpath("//*[contains(@class, 'reading')]")]
    assert "old] new A" in readings


def test_the_same_report_makes_the_same_bytes(plain: Made) -> None:
    report, _ = plain
    assert pages(report, Options(excerpt=5), _nothing) == pages(report, Options(excerpt=5), _nothing)


def test_the_exports_say_what_the_pages_say(plain: Made) -> None:
    report, files = plain
    rows = list(csv.DictReader(io.StringIO(files["data/chronology.csv"].decode("utf-8"))))
    events = json.loads(files["data/chronology.json"])["events"]
    assert [row["edtf"] for row in rows] == [event["edtf"] for event in events] == ["1889", "1934-03-02"]
    for event in events:
        start, stop = event["span"]
        assert " ".join(report.manuscript.text[start:stop].split()) == event["text"]
    (paris,) = json.loads(files["data/places.geojson"])["features"]
    longitude, latitude = paris["geometry"]["coordinates"]
    assert (paris["properties"]["name"], round(longitude), round(latitude)) == ("Paris", 2, 49)
    assert [item["title"] for item in json.loads(files["data/works.json"])] == [
        "A House of Salt",
        "The Keeper of Skarn",
    ]


def test_dates_places_and_people_lead_from_the_text_and_back(plain: Made) -> None:
    parsed = _parsed(plain[1])
    ways = {way.text: way.get("href") for way in parsed["index.html"].xpath("//a[@class='named']")}
    assert {"1889", "2 March 1934", "Paris"} <= {" ".join(words.split()) for words in ways if words}
    paris = parsed["map.html"].get_element_by_id(ways["Paris"].partition("#")[2])
    back = paris.xpath(".//a/@href")
    assert [href.partition("#")[0] for href in back] == ["index.html", "chronology.html"]
    assert parsed["index.html"].get_element_by_id(back[0].partition("#")[2]).text_content() == "Paris"
    assert "Paris" in parsed["chronology.html"].get_element_by_id(back[1].partition("#")[2]).text_content()


TOLD = """# Ada Quill

Ada Quill was born in 1890. In 1912 Ada Quill was arrested. In Brussels, she found a different world. Ada Quill lived in
Paris. Ada Quill died in 1947.

“The tide came in twice a day like a colleague,” she wrote.[^1]

[^1]: Ada Quill, *A House of Salt* (Skarn: Tern Press, 1926), 21.
"""


def test_whose_works_are_quoted_and_what_is_told_between_two_dates(tmp_path: Path) -> None:
    (tmp_path / "life.md").write_text(TOLD, encoding="utf-8")
    parsed = _parsed(pages(quoth.check(tmp_path / "life.md", life=True), Options(), _nothing))
    quill = " ".join(parsed["people.html"].get_element_by_id("m1").text_content().split())
    assert "Quoted from: A House of Salt 1" in quill
    assert "In the chronology: 1890 · 1912 · between 1912 and 1947 (2) · 1947" in quill
    assert "1 of them is quoted" in parsed["people.html"].text_content()


WHOLE, NEAR = "Paris, Brussels, Berlin, Prague, Vienna, Hamburg, Munich, Zürich", "Mexico City and Tokyo"


@pytest.mark.parametrize(("places", "maps"), [(WHOLE, [8]), (f"{WHOLE}, {NEAR}", [10, 8]), (NEAR, [2])])
def test_where_most_places_lie_close_together_a_second_map_shows_them(
    places: str, maps: list[int], tmp_path: Path
) -> None:
    (tmp_path / "life.md").write_text(f"In 1901 she lived in {places}.\n", encoding="utf-8")
    page = _parsed(pages(quoth.check(tmp_path / "life.md", life=True), Options(), _nothing))["map.html"]
    drawn = [[mark.findtext("title") for mark in each.xpath(".//circle")] for each in page.xpath("//svg")]
    assert [len(titles) for titles in drawn] == maps
    assert all("1901" in title for titles in drawn for title in titles)


def test_no_cell_is_a_formula(plain: Made) -> None:
    assert _cell("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert _cell("1889") == "1889"


# -- nothing that a manuscript says becomes mark-up -------------------------------------------------------------------


def test_what_is_hostile_is_text(hostile: Made) -> None:
    """Every script, style and event attribute of every page is our own; the title is cut."""
    _, files = hostile
    for path, page in _parsed(files).items():
        assert page.xpath("//script/@src") == ["portrait.js"], path
        assert not page.xpath("//script/text() | //style | //iframe | //object | //embed | //img | //form | //base"), (
            path
        )
        assert not [name for element in page.iter() for name in element.attrib if str(name).startswith("on")], path
        assert {element.tag for element in page.iter() if isinstance(element.tag, str)} <= TAGS, path
        assert not re.search(r"(?:href|src)=\"(?!https?:|[a-z#])", files[path].decode()), path
        assert not [href for href in page.xpath("//@href | //@src") if re.match(r"(?:javascript|data|vbscript):", href)]
        assert len(page.findtext(".//title")) < 300
        assert "frame-src" not in page.xpath("//meta[@http-equiv]/@content")[0]
    assert "<script>alert(6)</script>" in _parsed(files)["index.html"].text_content()


@given(st.text(max_size=60))
def test_any_text_survives_as_text(text: str) -> None:
    """Whatever it is, as contents and as the value of an attribute. Ends of lines are as HTML has them."""
    page = el("html", {}, el("body", {}, el("div", {"title": text}, "x", text)))
    (back,) = _page(serialised(page)).xpath("//div")
    assert back.text_content().split() == ("x" + told(text)).split()
    assert str(back.get("title")).split() == told(text).split()
    assert list(back) == []


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " javascript:x", "data:text/html,x", "//evil.example", "file:///etc"]
)
def test_an_address_that_is_no_page_cannot_be_said(address: str) -> None:
    assert outward(address) is None
    with pytest.raises(ValueError, match="leads nowhere"):
        el("a", {"href": address}, "x")


def test_code_cannot_be_said() -> None:
    for tag, attributes in [("iframe", {}), ("p", {"onclick": "x"}), ("p", {"style": "x"}), ("img", {})]:
        with pytest.raises(ValueError, match="has"):
            el(tag, attributes)
    with pytest.raises(ValueError, match="code"):
        el("script", {}, "alert(1)")
    assert not any(name.startswith("on") for name in ATTRIBUTES)


# -- layers ------------------------------------------------------------------------------------------------------------

_SPANS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda ends: Span(start=min(ends), stop=max(ends)))


@given(st.lists(st.tuples(_SPANS, st.integers(0, 2)), max_size=6), st.lists(st.integers(0, 12), max_size=3))
def test_layers_keep_the_letters_and_cover_what_they_cover(layers: list[tuple[Span, int]], signs: list[int]) -> None:
    text = "abcdefghijkl"
    made = [Layer(span=span, css=f"l{n}", id=f"i{n}", rank=rank) for n, (span, rank) in enumerate(layers)]
    signed = [Sign(at=at, rank=0, make=lambda: el("br")) for at in signs]
    root = Setting(text, made, signed).set(Span(start=0, stop=12))
    assert "".join(map(str, root.itertext())) == text
    assert len(root.findall(".//br")) == len(signs)
    for n, (span, _) in enumerate(layers):
        inside = "".join(
            "".join(map(str, piece.itertext())) for piece in root.iter("span") if piece.get("class") == f"l{n}"
        )
        assert inside == span.of(text)
        assert sum(1 for piece in root.iter("span") if piece.get("id") == f"i{n}") == (1 if len(span) else 0)
    for br in root.iter("br"):
        assert not list(br)


# -- the folder --------------------------------------------------------------------------------------------------------


def test_a_folder_is_written_whole_and_replaced_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, {"index.html": b"one", "data/old.json": b"{}"})
    publish(site, {"index.html": b"two"})
    assert {p.name for p in site.iterdir()} == {"index.html", MARK}
    assert (site / "index.html").read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_what_is_not_ours_is_not_replaced(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "life.docx").write_bytes(b"years of work")
    with pytest.raises(ConfigError, match="something else"):
        publish(theirs, {"index.html": b""})
    ours = tmp_path / "ours"
    publish(ours, {"index.html": b"one"})
    (ours / "CNAME").write_text("example.org")
    with pytest.raises(ConfigError, match="CNAME"):
        publish(ours, {"index.html": b"two"})
    assert (ours / "index.html").read_bytes() == b"one"
    assert (theirs / "life.docx").read_bytes() == b"years of work"
    with pytest.raises(NotAFolder):
        publish(theirs / "life.docx", {"index.html": b""})
    with pytest.raises(MissingFile):
        publish(tmp_path / "nowhere" / "site", {"index.html": b""})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ours", "theirs"]


def test_a_failure_leaves_the_older_portrait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    publish(site, {"index.html": b"one"})
    renamed = Path.rename

    def broken(self: Path, target: Path) -> Path:
        if self.name.endswith(".part"):
            raise OSError("the disk is full")
        return renamed(self, target)

    monkeypatch.setattr(Path, "rename", broken)
    with pytest.raises(NotAFolder, match="cannot be written"):
        publish(site, {"index.html": b"two"})
    assert (site / "index.html").read_bytes() == b"one"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_portrait_without_sources(tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("Nothing is quoted here.\n", encoding="utf-8")
    report = quoth.portray(tmp_path / "empty.md", tmp_path / "site")
    assert report.quotations == ()
    assert "No quotation was found" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
