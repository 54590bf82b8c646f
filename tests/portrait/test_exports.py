"""What other programs read, read by other programs: libraries that are not ours open, expand and validate it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

import geojson
import jsonschema
import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld
from rocrate.rocrate import ROCrate

from quoth.model.finding import Report
from quoth.model.life import Coordinates, Event, Life, Moment, Place, PlaceCandidate
from quoth.model.text import Span
from quoth.portrait.crate import SPECIFICATION
from quoth.portrait.edition import Edition, Options, edition_of
from quoth.portrait.exports import COLUMNS, RISKY, _table, exports
from quoth.portrait.folder import publish
from quoth.portrait.markup import told
from quoth.portrait.places import linked_places
from quoth.portrait.surroundings import around_in

Made = tuple[Report, Mapping[str, bytes]]
BOTH = pytest.mark.parametrize("made", ["plain", "hostile"])

# The model of W3C's Web Annotation Data Model (2017), as far as we use it: 3.1, 3.2.4, 4.2.4, 4.2.5.
ANNOTATION = {
    "type": "object",
    "required": ["@context", "id", "type", "target"],
    "additionalProperties": False,
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": {"type": "string", "format": "uri", "pattern": "^[a-z][a-z0-9+.-]*:"},
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["assessing", "commenting", "identifying", "linking"]},
        "body": {
            "type": "object",
            "required": ["type", "value"],
            "properties": {"type": {"const": "TextualBody"}, "value": {"type": "string"}, "format": {"type": "string"}},
        },
        "target": {
            "type": "object",
            "required": ["source", "selector"],
            "properties": {
                "source": {"const": "text.txt"},
                "selector": {
                    "type": "array",
                    "prefixItems": [
                        {
                            "required": ["type", "exact"],
                            "properties": {
                                "type": {"const": "TextQuoteSelector"},
                                **{name: {"type": "string"} for name in ("exact", "prefix", "suffix")},
                            },
                            "additionalProperties": False,
                        },
                        {
                            "required": ["type", "start", "end"],
                            "properties": {
                                "type": {"const": "TextPositionSelector"},
                                **{name: {"type": "integer", "minimum": 0} for name in ("start", "end")},
                            },
                            "additionalProperties": False,
                        },
                    ],
                    "minItems": 2,
                    "maxItems": 2,
                },
            },
        },
    },
}
# Linked Places format 1.3: what it requires of a feature, and what a time may be.
_DATE = {"type": "string", "pattern": r"^-?\d{4}(-\d\d(-\d\d)?)?[~?%]?$"}
_END = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": dict.fromkeys(("in", "earliest", "latest"), _DATE),
}
LINKED = {
    "type": "object",
    "required": ["type", "@context", "features"],
    "properties": {
        "features": {
            "items": {
                "required": ["@id", "type", "properties", "names", "geometry"],
                "properties": {
                    "@id": {"type": "string", "pattern": "^urn:sha256:[0-9a-f]{64}#p[0-9]+$"},
                    "properties": {
                        "required": ["title", "ccodes", "fclasses"],
                        "properties": {
                            "ccodes": {"type": "array", "items": {"pattern": "^[A-Z]{2}$"}},
                            "fclasses": {"type": "array", "items": {"enum": list("AHLPRST")}},
                        },
                    },
                    "names": {"type": "array", "minItems": 1, "items": {"required": ["toponym", "citations"]}},
                    "when": {
                        "required": ["timespans"],
                        "properties": {
                            "timespans": {
                                "minItems": 1,
                                "items": {"required": ["start"], "properties": {"start": _END, "end": _END}},
                            }
                        },
                    },
                },
            }
        }
    },
}


def _read(files: Mapping[str, bytes], path: str) -> Any:
    return json.loads(files[path])


# -- annotations ---------------------------------------------------------------------------------------------------


@BOTH
def test_annotations_are_of_the_model_and_select_the_quotations(made: str, request: pytest.FixtureRequest) -> None:
    report, files = request.getfixturevalue(made)
    written = _read(files, "data/annotations.json")
    text = files["data/text.txt"].decode()
    assert text == told(report.manuscript.text)
    quoted = [quotation.span for quotation in report.quotations if quotation.role == "quotation"]
    assert len(written) == len(quoted) > 0
    for annotation, span in zip(written, quoted, strict=True):
        jsonschema.Draft202012Validator(ANNOTATION).validate(annotation)
        exact, position = annotation["target"]["selector"]
        assert (position["start"], position["end"]) == (span.start, span.stop)
        assert text[span.start : span.stop] == exact["exact"]
        around = exact["prefix"] + exact["exact"] + exact["suffix"]
        assert [at for at in range(len(text)) if text.startswith(around, at)] == [span.start - len(exact["prefix"])]


# -- places --------------------------------------------------------------------------------------------------------


@BOTH
def test_places_are_geojson_and_linked_places(made: str, request: pytest.FixtureRequest) -> None:
    _, files = request.getfixturevalue(made)
    for path in ("data/places.geojson", "data/linked-places.jsonld"):
        collection = geojson.loads(files[path].decode())
        assert collection.is_valid, collection.errors()
        assert [feature["properties"] for feature in collection["features"]]
    jsonschema.Draft202012Validator(LINKED).validate(_read(files, "data/linked-places.jsonld"))


PARIS = PlaceCandidate(
    name="Paris", country="FR", coordinates=Coordinates(latitude=48.85, longitude=2.35), geonames=2988507
)


def _edition(report: Report, life: Life) -> Edition:
    return edition_of(replace(report, life=life), Options(), around_in(None))


def _told(report: Report, moments: list[Moment], *, meant: PlaceCandidate | None = PARIS) -> dict[str, Any]:
    span = Span(start=0, stop=1)
    place = Place(
        id="p",
        name="Paris",
        names=("Paris",),
        mentions=(span,),
        status="resolved" if meant else "ambiguous",
        meant=meant,
        candidates=(PARIS,),
    )
    events = [
        Event(id=f"e{n}", span=span, kind="event", moment=moment, datings=(), places=("p",))
        for n, moment in enumerate(moments, 1)
    ]
    linked = linked_places(_edition(report, Life(places=(place,), events=tuple(events))))
    jsonschema.Draft202012Validator(LINKED).validate(linked)
    (feature,) = linked["features"]
    assert isinstance(feature, dict)
    return feature


@pytest.mark.parametrize(
    ("edtf", "first", "last", "span"),
    [
        ("1917-10", 1, 2, {"start": {"in": "1917-10"}}),
        ("1917~", 1, 2, {"start": {"in": "1917~"}}),
        ("1936/1941-05", 1, 2, {"start": {"in": "1936"}, "end": {"in": "1941-05"}}),
        ("192X", 700_900, 704_552, {"start": {"earliest": "1920-01-01"}, "end": {"latest": "1929-12-31"}}),
        ("../1917", None, 700_168, {"start": {"latest": "1917-12-30"}, "end": {"latest": "1917-12-30"}}),
        ("1917/..", 699_804, None, {"start": {"earliest": "1916-12-31"}}),
    ],
)
def test_a_place_has_the_times_that_are_told_of_it(
    plain: Made, edtf: str, first: int | None, last: int | None, span: Mapping[str, Any]
) -> None:
    feature = _told(plain[0], [Moment(edtf=edtf, first=first, last=last)])
    assert feature["when"]["timespans"] == [span]
    assert feature["geometry"]["coordinates"] == [2.35, 48.85]
    assert feature["links"] == [{"type": "closeMatch", "identifier": "https://www.geonames.org/2988507"}]


def test_a_place_that_is_not_certain_is_nowhere(plain: Made) -> None:
    feature = _told(plain[0], [Moment(edtf="-05XX", first=-200_000, last=-170_000)], meant=None)
    assert feature["geometry"] is None
    assert feature["links"] == []
    assert "when" not in feature
    assert feature["descriptions"][0]["value"] == "Not certain which place is meant: Paris (FR)"


# -- the whole -----------------------------------------------------------------------------------------------------


@BOTH
def test_the_whole_is_a_crate_of_its_files(made: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    _, files = request.getfixturevalue(made)
    publish(tmp_path / "site", files)
    crate = ROCrate(tmp_path / "site")
    assert crate.name == _read(files, "ro-crate-metadata.json")["@graph"][1]["name"]
    held = {entity.id: entity for entity in crate.data_entities}
    assert set(held) == set(files) - {"ro-crate-metadata.json"}
    for path, entity in held.items():
        content = (tmp_path / "site" / path).read_bytes()
        assert entity["sha256"] == sha256(content).hexdigest()
        assert entity["contentSize"] == str(len(content))
    assert (
        crate.dereference("https://www.geonames.org/")["license"].id == "https://creativecommons.org/licenses/by/4.0/"
    )
    assert crate.dereference("#check")["instrument"]["name"] == "quoth"


@BOTH
def test_every_word_of_the_crate_is_defined_and_every_pointer_leads_to_something(
    made: str, request: pytest.FixtureRequest
) -> None:
    """The context is the one that the library rocrate brings, a later one than ours: nothing is fetched."""
    _, files = request.getfixturevalue(made)
    metadata = _read(files, "ro-crate-metadata.json")
    context = json.loads(resources("rocrate").joinpath("data", "ro-crate.jsonld").read_text(encoding="utf-8"))

    def brought(url: str, options: Mapping[str, Any]) -> dict[str, Any]:
        assert url == f"{SPECIFICATION}/context"
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": context["@context"]}}

    expanded = jsonld.expand(metadata, {"documentLoader": brought, "base": "file:///site/"})
    assert [len(each) for each in expanded] == [len(each) for each in metadata["@graph"]]
    ids = {each["@id"] for each in expanded}
    assert {"file:///site/index.html", "file:///site/#quoth", "file:///site/"} <= ids
    pointers = {value["@id"] for each in expanded for values in each.values() for value in values if "@id" in value}
    assert pointers - ids == {SPECIFICATION}


# -- chronology ----------------------------------------------------------------------------------------------------


def test_the_chronology_is_the_same_as_a_table_and_as_json(plain: Made) -> None:
    report, files = plain
    rows = list(csv.DictReader(io.StringIO(files["data/chronology.csv"].decode(), newline="")))
    events = _read(files, "data/chronology.json")["events"]
    assert report.life is not None
    assert len(rows) == len(events) == len(report.life.events) > 0
    for row, event in zip(rows, events, strict=True):
        assert list(row) == list(COLUMNS)
        assert (row["id"], row["edtf"], row["kind"], row["text"]) == tuple(event[n] for n in COLUMNS[:4])
        assert [int(row["start"]), int(row["stop"])] == event["span"]
        assert row["places"].split("; ") == (event["places"] or [""])
        parse_edtf(row["edtf"])


_WORDS = st.text(st.sampled_from("=+-@\t\r\n\",;' abé\x00"), max_size=8)


@given(st.lists(st.tuples(_WORDS, _WORDS), max_size=4))
def test_no_cell_runs_and_every_cell_comes_back(rows: list[tuple[str, str]]) -> None:
    """Dates that begin with a minus are said as they are: no manuscript writes them."""
    events = [
        {"id": "v1", "edtf": "-0043-03", "kind": "event", "text": text, "places": [place], "people": [], "span": [0, 1]}
        for text, place in rows
    ]
    read = list(csv.reader(io.StringIO(_table(events), newline="")))
    assert len(read) == len(rows) + 1
    for (text, place), (_, edtf, _, *cells) in zip(rows, read[1:], strict=True):
        assert edtf == "-0043-03"
        assert not any(cell.startswith(RISKY) for cell in cells)
        for said, cell in zip((text, place), cells[:2], strict=True):
            assert cell == told(f"'{said}" if said.startswith(RISKY) else said)


def test_all_json_is_text_that_anybody_may_read(hostile: Made) -> None:
    _, files = hostile
    for path, content in files.items():
        if path.endswith(("json", "jsonld")):
            content.decode("ascii")
            json.dumps(json.loads(content), ensure_ascii=False).encode("utf-8")  # no half of a surrogate pair


def test_what_is_no_letter_is_no_letter_in_any_of_them(plain: Made) -> None:
    place = Place(id="p", name="P\ud800", names=("P\ud800",), mentions=(Span(start=0, stop=1),), status="unresolved")
    written = exports(_edition(plain[0], Life(places=(place,))))
    for content in written.values():
        assert b"ud800" not in content
