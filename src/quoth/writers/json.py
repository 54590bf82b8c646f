"""The report as one JSON object: the contract every surface is built from (schema `quoth/report/1`).

Same report, same bytes: keys in a fixed order, no clock, no path but the manuscript's as the user wrote it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from quoth.judge.cuts import cuts_of
from quoth.judge.surroundings import clause_after, clause_before
from quoth.model.citation import Citation, Cite, Locator
from quoth.model.finding import Alignment, Finding, Report, Resolution, Verdict
from quoth.model.manuscript import Note, Quotation, ReadWarning
from quoth.model.source import Concordance, LibraryState, Passage, Witness, Work
from quoth.model.text import Span
from quoth.records.item import as_item
from quoth.writers.life import life_data
from quoth.writers.place import Places

__all__ = ["SCHEMA", "as_data", "write"]

SCHEMA = "quoth/report/1"

Data = dict[str, Any]


def write(*reports: Report) -> str:
    """JSON text with a final line end: one report is one object, several are an array of them."""
    data = [as_data(report) for report in reports]
    return json.dumps(data[0] if len(data) == 1 else data, ensure_ascii=False, indent=1) + "\n"


def as_data(report: Report) -> Data:
    """The report as plain values, in the order of the contract."""
    places = Places.of(report.manuscript)
    resolutions = {resolution.cite: resolution for resolution in report.resolutions}
    by_note = _citations_by_note(report.citations)
    return {
        "schema": SCHEMA,
        "manuscript": _manuscript(report),
        "library": _library(report.library),
        "quotations": [
            _quotation(quotation, verdict, report)
            for quotation, verdict in zip(report.quotations, report.verdicts, strict=True)
        ],
        "notes": [_note(note, by_note.get(note.id, ()), resolutions, report) for note in report.manuscript.notes],
        "works": [_work(work) for work in report.works],
        "concordances": [_concordance(law) for law in report.concordances],
        "life": life_data(report.life, report.manuscript.text) if report.life else None,
        "findings": [_finding(finding, places) for finding in report.findings],
        "waived": [{**_finding(one.finding, places), "reason": one.reason} for one in report.waived],
        "profile": report.profile,
        "summary": _summary(report),
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.stop]


# -- what was read -------------------------------------------------------------------------------------------------


def _manuscript(report: Report) -> Data:
    manuscript = report.manuscript
    return {
        "path": manuscript.path,
        "sha256": manuscript.sha256,
        "format": manuscript.format,
        "encoding": manuscript.encoding,
        "title": manuscript.metadata.title,
        "authors": list(manuscript.metadata.authors),
        "words_read_share": manuscript.words_read_share,
        "warnings": _warnings(manuscript.warnings),
    }


def _warnings(warnings: Iterable[ReadWarning]) -> list[Data]:
    return [{"code": w.code, "message": w.message, "where": w.where} for w in warnings]


def _library(state: LibraryState) -> Data:
    return {
        "commit": state.commit,
        "witnesses": [_witness(witness) for witness in state.witnesses],
        "failures": [{"path": f.path, "code": f.code, "what": f.what, "todo": f.todo} for f in state.failures],
    }


def _witness(witness: Witness) -> Data:
    meta = witness.metadata
    return {
        "id": witness.id,
        "path": witness.path,
        "sha256": witness.sha256,
        "format": witness.format,
        "work": {"title": meta.title, "authors": list(meta.authors), "editors": list(meta.editors)},
        "edition": {"volume": meta.volume, "publisher": meta.publisher, "date": meta.date},
        "pages": len(witness.pages),
        "words": witness.words,
        "words_read_share": witness.words_read_share,
        "warnings": _warnings(witness.warnings),
    }


# -- what was found ------------------------------------------------------------------------------------------------


def _quotation(quotation: Quotation, verdict: Verdict, report: Report) -> Data:
    labels = {note.id: note.label for note in report.manuscript.notes}
    return {
        "id": quotation.id,
        "text": quotation.span.of(report.manuscript.text),
        "span": _span(quotation.span),
        "block": quotation.block,
        "kind": quotation.kind,
        "role": quotation.role,
        "within": quotation.within,
        "speaker": quotation.speaker,
        "notes": [labels[note] for note in quotation.notes],
        "note_ids": list(quotation.notes),
        "note_is_near": quotation.near,
        "alterations": [{"kind": a.kind, "span": _span(a.span)} for a in quotation.alterations],
        "verdict": _verdict(verdict, report),
    }


def _verdict(verdict: Verdict, report: Report) -> Data:
    place = verdict.alignment
    return {
        "wording": verdict.wording,
        "attribution": verdict.attribution,
        "location": verdict.location,
        "why": verdict.why,
        "cite": verdict.cite,
        "searched": list(verdict.searched),
        "score_bits": round(place.score_bits, 1) if place else None,
        "margin": round(place.margin, 1) if place else None,
        "expected": _few_figures(place.expected) if place else None,
        "matched": round(place.matched, 4) if place else None,
        "passage": _passage(place.passage) if place else None,
        "edits": _edits(place) if place else [],
        "cuts": _cuts(place, report) if place else [],
        "candidates": [_candidate(candidate) for candidate in verdict.candidates],
        "joined": [{"quotation": _span(one.quotation), **_candidate(one)} for one in verdict.joined],
    }


def _passage(passage: Passage) -> Data:
    return {
        "witness": passage.witness,
        "page": passage.pages[0] if passage.pages else None,
        "pages": list(passage.pages),
        "span": _span(passage.span),
        "text": passage.text,
        "before": clause_before(passage),
        "after": clause_after(passage),
    }


def _edits(place: Alignment) -> list[Data]:
    return [
        {
            "op": e.op,
            "quotation": _span(e.quotation),
            "passage": _span(e.passage),
            "weight": round(e.weight, 3),
            "nature": e.nature,
        }
        for e in place.edits
    ]


def _cuts(place: Alignment, report: Report) -> list[Data]:
    """What the quotation passes over, with dots or without."""
    pages = next(witness.pages for witness in report.library.witnesses if witness.id == place.passage.witness)
    return [
        {
            "marked": cut.marked,
            "quotation": _span(cut.edit.quotation),
            "passage": _span(cut.edit.passage),
            "words": cut.words,
            "pages": list(cut.pages),
            "text": cut.hidden,
        }
        for cut in cuts_of(place, pages)
    ]


def _candidate(place: Alignment) -> Data:
    return {
        "passage": _passage(place.passage),
        "score_bits": round(place.score_bits, 1),
        "expected": _few_figures(place.expected),
        "matched": round(place.matched, 4),
    }


def _few_figures(number: float) -> float:
    return float(f"{number:.2g}")


# -- notes and works -----------------------------------------------------------------------------------------------


def _citations_by_note(citations: tuple[Citation, ...]) -> dict[str, tuple[Cite, ...]]:
    by_note: dict[str, tuple[Cite, ...]] = {}
    for citation in citations:
        if citation.note is not None:
            by_note[citation.note] = by_note.get(citation.note, ()) + citation.cites
    return by_note


def _note(note: Note, cites: tuple[Cite, ...], resolutions: Mapping[str, Resolution], report: Report) -> Data:
    return {
        "id": note.id,
        "label": note.label,
        "kind": note.kind,
        "section": note.section,
        "text": note.span.of(report.manuscript.text),
        "span": _span(note.span),
        "anchor": _span(note.anchors[0]) if note.anchors else None,
        "anchors": [_span(anchor) for anchor in note.anchors],
        "citations": [_cite(cite, resolutions[cite.id]) for cite in cites],
    }


def _cite(cite: Cite, resolution: Resolution) -> Data:
    return {
        "id": cite.id,
        "span": _span(cite.span),
        "form": cite.form,
        "signal": cite.signal,
        "author": cite.author,
        "title": cite.title,
        "work": resolution.work,
        "locator": _locator(cite.locators[0]) if cite.locators else None,
        "locators": [_locator(locator) for locator in cite.locators],
        "resolution": {
            "status": resolution.status,
            "work": resolution.work,
            "edition": resolution.edition,
            "witness": resolution.witnesses[0] if len(resolution.witnesses) == 1 else None,
            "witnesses": list(resolution.witnesses),
            "by": resolution.by,
            "antecedent": resolution.antecedent,
            "candidates": list(resolution.candidates),
            "why": resolution.why,
        },
    }


def _locator(locator: Locator) -> Data:
    return {
        "kind": locator.kind,
        "volume": locator.volume,
        "first": locator.first,
        "last": locator.last,
        "span": _span(locator.span),
    }


def _work(work: Work) -> Data:
    """CSL-JSON, with our own `held` and `witnesses`; `citation-key` is what your bibliography calls it."""
    key = {"citation-key": work.record.key} if work.record and work.record.key else {}
    held = {"held": bool(work.witnesses), "witnesses": list(work.witnesses)}
    others = {"editions": [as_item(other.id, other.reference) for other in work.editions]} if work.editions else {}
    return as_item(work.id, work.reference) | key | others | held


def _concordance(law: Concordance) -> Data:
    return {
        "work": law.work,
        "counted": law.counted,
        "legs": [
            {"volume": leg.volume, "witness": leg.witness, "slope": leg.slope, "offset": leg.offset} for leg in law.legs
        ],
        "pairs": law.pairs,
        "agreeing": law.agreeing,
        "within": round(law.within, 1),
        "reach": round(law.reach, 1),
    }


# -- what is said --------------------------------------------------------------------------------------------------


def _finding(finding: Finding, places: Places) -> Data:
    line, column = places.line_column(finding.span.start)
    fix = finding.fix
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "span": _span(finding.span),
        "line": line,
        "column": column,
        "quotation": finding.quotation,
        "note": finding.note,
        "fix": {"span": _span(fix.span), "text": fix.text, "grade": fix.grade} if fix else None,
    }


def _summary(report: Report) -> Data:
    sought = [verdict for quotation, verdict in zip(report.quotations, report.verdicts, strict=True)
              if quotation.role == "quotation"]  # fmt: skip
    statuses = [resolution.status for resolution in report.resolutions]
    return {
        "quotations": len(sought),
        "not_quotations": len(report.quotations) - len(sought),
        "notes": len(report.manuscript.notes),
        "cites": len(statuses),
        "wording": _counts(verdict.wording for verdict in sought),
        "attribution": _counts(verdict.attribution for verdict in sought),
        "location": _counts(verdict.location for verdict in sought),
        "resolution": _counts(statuses),
        "rules": _counts(finding.rule for finding in report.findings),
        "waived": len(report.waived),
        "searched": [witness.id for witness in report.library.witnesses],
    }


def _counts(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
