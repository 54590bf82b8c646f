"""Cases without code: each file of tests/cases is a manuscript, its sources, and what quoth must say of them.

A case is Markdown. A fenced block whose first line reads ```manuscript NAME, ```source NAME or ```settings quoth.toml
is a file; the block ```said is what is expected. `pytest --accept` writes what came out into that block. Every case is
also run twice more: over the index that the first run left, and as JSON that must meet its schema.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

import quoth
from quoth.model.citation import Locator
from quoth.model.finding import Alignment, Report
from quoth.writers import json as json_writer

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))
SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "report-1.schema.json").read_text(encoding="utf-8"))
BLOCK = re.compile(r"^(`{3,})(manuscript|source|settings|said)[ ]?([^\n]*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    text = case.read_text(encoding="utf-8")
    manuscript, sources = _laid_out(text, tmp_path)
    report = quoth.check(manuscript, sources)
    said = _said(report)
    if request.config.getoption("--accept"):
        case.write_text(_accepted(text, said), encoding="utf-8")
    else:
        assert said == _expected(text)
    again = quoth.check(manuscript, sources)
    assert json_writer.write(again) == json_writer.write(report)
    streamed = quoth.check(manuscript, sources, stream=True)
    assert json_writer.write(streamed) == json_writer.write(report)
    jsonschema.validate(json_writer.as_data(report), SCHEMA)
    for verdict in report.verdicts:
        if verdict.alignment:
            assert _tiles(verdict.alignment)


def _laid_out(text: str, folder: Path) -> tuple[Path, list[Path]]:
    """The case's files on disk."""
    manuscript, books = None, folder / "books"
    for _, kind, name, body in BLOCK.findall(text):
        if kind == "said":
            continue
        file = (books if kind == "source" else folder) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(body.replace("<FF>", "\f"), encoding="utf-8")
        manuscript = file if kind == "manuscript" else manuscript
    assert manuscript is not None, "a case needs a ```manuscript NAME block"
    return manuscript, [books] if books.is_dir() else []


def _expected(text: str) -> str:
    return next((body for _, kind, _, body in BLOCK.findall(text) if kind == "said"), "")


def _accepted(text: str, said: str) -> str:
    for match in BLOCK.finditer(text):
        if match[2] == "said":
            return text[: match.start(4)] + said + text[match.end(4) :]
    return f"{text.rstrip()}\n\n```said\n{said}```\n"


def _tiles(place: Alignment) -> bool:
    """Steps touch, in order, and cover both spans."""
    ends = [(place.quotation.start, place.passage.span.start)]
    for edit in place.edits:
        assert (edit.quotation.start, edit.passage.start) == ends[-1]
        ends.append((edit.quotation.stop, edit.passage.stop))
    return ends[-1] == (place.quotation.stop, place.passage.span.stop)


def _said(report: Report) -> str:
    """Everything a case pins, a line each: quotations with their verdicts and differences, notes, findings."""
    return "\n".join([*_quotations(report), *_notes(report), *_findings(report), *_waived(report)]) + "\n"


def _quotations(report: Report) -> list[str]:
    lines = []
    text = report.manuscript.text
    labels = {note.id: note.label for note in report.manuscript.notes}
    for quotation, verdict in zip(report.quotations, report.verdicts, strict=True):
        kind = quotation.kind if quotation.role == "quotation" else quotation.role
        notes = ",".join(labels[note] for note in quotation.notes) or "-"
        lines.append(f"{quotation.id} {kind} n.{notes} “{' '.join(quotation.span.of(text).split())}”")
        place = verdict.alignment
        where = f" {place.passage.witness} {'/'.join(place.passage.pages)}".rstrip() if place else ""
        why = f" ({verdict.why})" if verdict.why else ""
        lines.append(f"   {verdict.wording}, {verdict.attribution}, {verdict.location}{where}{why}")
        for edit in place.edits if place else ():
            if edit.op not in ("equal", "accidental"):
                quoted, printed = edit.quotation.of(text), place.printed(edit) if place else ""
                lines.append(f"   {edit.op} “{' '.join(quoted.split())}” for “{' '.join(printed.split())}”")
    return lines


def _notes(report: Report) -> list[str]:
    leads = {resolution.cite: resolution for resolution in report.resolutions}
    labels = {note.id: note.label for note in report.manuscript.notes}
    lines = []
    for citation in report.citations:
        for cite in citation.cites:
            lead = leads[cite.id]
            to = lead.work or "|".join(lead.candidates) or lead.why
            places = " ".join(map(_place, cite.locators))
            lines.append(f"n.{labels.get(citation.note or '', '-')} {cite.form} {lead.status} {to} {places}".rstrip())
    return lines


def _place(at: Locator) -> str:
    volume, last = f"{at.volume}:" if at.volume else "", f"-{at.last}" if at.last else ""
    return volume + (at.first or at.kind) + last


def _findings(report: Report) -> list[str]:
    return [f"{finding.rule} {finding.severity} {finding.message}" for finding in report.findings]


def _waived(report: Report) -> list[str]:
    return [f"waived {waived.finding.rule}: {waived.reason}" for waived in report.waived]
