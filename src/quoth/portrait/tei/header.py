"""The header: what the text is, what it was held against, by what, and what the words of the verdicts mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from quoth.model.reference import Reference
from quoth.model.source import Witness, Work
from quoth.portrait.edition import WORDINGS, Edition
from quoth.portrait.markup import Element, outward
from quoth.portrait.panel import ATTRIBUTIONS, LOCATIONS
from quoth.portrait.tei.dates import EDTF
from quoth.portrait.tei.elements import element
from quoth.version import __version__

__all__ = ["header", "language"]

_LANGUAGE: Final = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{1,8})*\Z")  # a tag of BCP 47, as far as a schema looks
_VERSION: Final = re.compile(r"\d+(?:\.\d+){0,3}")


def header(edition: Edition) -> Element:
    return element("teiHeader", {}, _file(edition), _encoding(edition), _profile(edition))


def language(edition: Edition) -> str:
    """The language that the file names for itself, "" for none."""
    tag = edition.report.manuscript.metadata.language
    return tag if _LANGUAGE.match(tag) else ""


# -- the file and its sources --------------------------------------------------------------------------------------


def _file(edition: Edition) -> Element:
    metadata = edition.report.manuscript.metadata
    checked = element("respStmt", {}, element("resp", {}, "quotations checked by"), element("name", {}, "quoth"))
    said = f"A portrait made by quoth {__version__}"
    date = f" for {edition.options.date}" if edition.options.date else ""
    return element(
        "fileDesc",
        {},
        element(
            "titleStmt",
            {},
            element("title", {}, edition.title),
            [element("author", {}, author) for author in metadata.authors],
            [element("editor", {}, editor) for editor in metadata.editors],
            checked,
        ),
        element("publicationStmt", {}, element("p", {}, f"{said}{date}.")),
        element("sourceDesc", {}, _manuscript(edition), _witnesses(edition), _works(edition)),
    )


def _manuscript(edition: Edition) -> Element:
    manuscript = edition.report.manuscript
    name = manuscript.path.replace("\\", "/").rpartition("/")[2]
    return element("bibl", {"type": "manuscript"}, *_of_file(edition.title, name, manuscript.sha256), id="manuscript")


def _of_file(title: str, path: str, sha256: str) -> Iterable[Element]:
    yield element("title", {}, title)
    yield element("idno", {"type": "file"}, path)
    yield element("idno", {"type": "SHA-256"}, sha256)


def _witnesses(edition: Edition) -> Element | None:
    """Every file that was searched; those in which a quotation was found have their siglum."""
    sigla = edition.sigla()
    witnesses = [_witness(each, number, sigla) for number, each in enumerate(edition.report.library.witnesses, 1)]
    return element("listWit", {}, witnesses) if witnesses else None


def _witness(witness: Witness, number: int, sigla: Mapping[str, str]) -> Element:
    said = witness.metadata
    bibl = element(
        "bibl",
        {},
        [element("author", {}, author) for author in said.authors],
        *_of_file(said.title or witness.path, witness.path, witness.sha256),
        element("date", {}, said.date) if said.date else None,
    )
    return element("witness", {"n": sigla.get(witness.id, "")}, bibl, id=f"f{number}")


def _works(edition: Edition) -> Element | None:
    works = [_work(work, number, edition) for number, work in enumerate(edition.report.works, 1)]
    return element("listBibl", {"type": "works"}, works) if works else None


def _work(work: Work, number: int, edition: Edition) -> Element:
    """What the manuscript says of it, and the files that carry it."""
    carried = " ".join(f"#f{edition.files[id]}" for id in work.witnesses if id in edition.files)
    others = [element("bibl", {"type": "edition"}, *_said(other.reference)) for other in work.editions]
    return element("bibl", {"corresp": carried}, *_said(work.reference), others, id=f"w{number}")


def _said(reference: Reference) -> Iterable[Element]:
    """The facts of a reference, those that it has, in TEI's elements."""
    doi = reference.doi.removeprefix("https://doi.org/")
    facts: tuple[tuple[str, dict[str, str], str], ...] = (
        ("author", {}, reference.author),
        ("title", {"level": "a" if reference.container else ""}, reference.title),
        ("title", {"level": "j" if reference.issue else "m"}, reference.container),
        ("editor", {}, reference.editor),
        ("editor", {"role": "translator"}, reference.translator),
        ("edition", {}, reference.edition),
        ("extent", {}, f"{reference.volumes} volumes" if reference.volumes else ""),
        ("biblScope", {"unit": "volume"}, reference.volume),
        ("biblScope", {"unit": "issue"}, reference.issue),
        ("biblScope", {"unit": "page"}, reference.pages),
        ("pubPlace", {}, reference.place),
        ("publisher", {}, reference.publisher),
        ("date", {}, reference.year),
        ("idno", {"type": "DOI"}, doi),
    )
    yield from (element(tag, attributes, words) for tag, attributes, words in facts if words)
    address = outward(reference.url)
    if address:
        yield element("ref", {"target": address}, address)


# -- how it was made -----------------------------------------------------------------------------------------------


def _encoding(edition: Edition) -> Element:
    version = _VERSION.match(__version__)
    application = {"ident": "quoth", "version": version[0] if version else "0"}
    return element(
        "encodingDesc",
        {},
        element("projectDesc", {}, [element("p", {}, words) for words in _method(edition)]),
        element("variantEncoding", {"method": "double-end-point", "location": "external"}),
        element("classDecl", {}, *_taxonomies()),
        element("appInfo", {}, element("application", application, element("label", {}, "quoth"))),
    )


def _method(edition: Edition) -> Iterable[str]:
    library = edition.report.library
    yield (
        "Every quotation was looked for in all of the witnesses and held, word by word, against the work, volume and "
        "page that its note names. The letters of the body are those of the manuscript as it was read; @ana of a "
        "quotation gives the verdict on its wording, where it comes from, and its page."
    )
    if edition.life.places:
        yield "Coordinates and numbers of towns are those of GeoNames (CC BY 4.0)."
    if library.witnesses:
        yield f"The digest of the library is {library.commit}."


def _taxonomies() -> Iterable[Element]:
    yield _taxonomy("wording", ((key, f"{name}: {meaning}") for key, (_, name, meaning) in WORDINGS.items()))
    yield _taxonomy("attribution", ATTRIBUTIONS.items())
    yield _taxonomy("location", ((key, meaning or "not known") for key, meaning in LOCATIONS.items()))


def _taxonomy(axis: str, meanings: Iterable[tuple[str, str]]) -> Element:
    categories = [
        element("category", {}, element("catDesc", {}, meaning), id=f"{axis}-{key}") for key, meaning in meanings
    ]
    return element("taxonomy", {}, categories, id=axis)


def _profile(edition: Edition) -> Element:
    tag = language(edition)
    spoken = element("langUsage", {}, element("language", {"ident": tag}, tag)) if tag else None
    about = "Extended Date/Time Format (ISO 8601-2:2019, annex A): what @when-custom is written in."
    calendar = element("calendar", {}, element("p", {}, about), id=EDTF)
    return element("profileDesc", {}, spoken, element("calendarDesc", {}, calendar))
