"""What was found out: where a cite leads, how the words compare, what that means, what to tell the author."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from quoth.model.citation import Citation, Entry
from quoth.model.manuscript import Manuscript, Quotation
from quoth.model.source import Concordance, LibraryState, Passage, Work
from quoth.model.text import Span

if TYPE_CHECKING:  # few checks ask for a life
    from quoth.model.life import Life

__all__ = [
    "Alignment",
    "Attribution",
    "EditKind",
    "EditOp",
    "Finding",
    "Fix",
    "FixGrade",
    "Location",
    "Nature",
    "Report",
    "Resolution",
    "ResolutionStatus",
    "Severity",
    "Verdict",
    "Waived",
    "Wording",
]

ResolutionStatus = Literal["resolved", "ambiguous", "unresolved"]
EditKind = Literal[
    "equal", "accidental", "spelling", "slip", "replace", "insert", "omit", "move", "ellipsis", "bracket"
]
Nature = Literal[
    "spelling", "damage", "contraction", "inflection", "function word", "pronoun", "number", "name", "negation",
    "transposition", "substitution", "omission", "insertion",
]  # fmt: skip
Wording = Literal["verbatim", "accidentals", "marked", "altered", "translated", "not-found", "unchecked"]
Attribution = Literal["cited-work", "other-work", "uncited", "work-not-held", "unresolved"]
Location = Literal["cited-page", "other-page", "other-edition", "no-locator", "unpaged", "unknown"]
Severity = Literal["error", "warning", "info"]
FixGrade = Literal["safe", "unsafe", "display-only"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a cite leads to.

    `work` is the id of a `Work`, None unless status is "resolved"; `edition` that of its edition, None where the cite
    leaves open which of several. `witnesses` are the ids of the files to look
    in, those of the cited volume first; () where the library does not hold the work. `by` says what decided
    ("title", "author",
    "bibliography", "ibid", …); `antecedent` is the id of the cite it stands for; `candidates` are ids of the works
    that could be meant; `why` says in a clause why nothing was chosen, "" otherwise.
    """

    cite: str
    status: ResolutionStatus
    work: str | None = None
    edition: str | None = None
    witnesses: tuple[str, ...] = ()
    by: str = ""
    antecedent: str | None = None
    candidates: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditOp:
    """One step from the passage to the quotation. Spans are code points into the manuscript's and the witness's texts.

    equal       the same letters
    accidental  the same words, other points, capitals, spacing, hyphens or typographic letters
    spelling    the same word in another accepted spelling
    slip        letters differ that scanners confuse, and the form of a damaged file, the witness's or the author's,
                looks like no word
    replace     other words
    insert      words the passage does not have (the passage span is empty)
    omit        words the quotation leaves out without a mark (the quotation span is empty)
    move        the same words in another order; where the passage span is empty, the witness has them near by but not
                in the passage
    ellipsis    the author's dots, and what they hide
    bracket     the author's insertion, and what it replaces

    `weight` is how much differs, in words (letters as fractions); 0 for equal and accidental. `nature` is what an
    editor would call the difference: the gravest thing that it does to the sense; None where there is none, where the
    author has marked it, and before anybody has judged.
    """

    op: EditKind
    quotation: Span
    passage: Span
    weight: float = 0.0
    nature: Nature | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """A quotation laid beside a passage. `edits` tile both: ordered, touching, covering the two spans whole.

    `score_bits` is the evidence that this is no chance likeness, in bits (−log2 of the chance of each matched word);
    `margin` how many bits better than the next best place that is not the same words, `score_bits` if there is none.
    `expected` is how many places of so much evidence there would be in the library by chance.
    `matched` is the share of the quotation's own words that the passage has, moved ones included, 0 to 1; `alike` the
    share that it has or nearly has, letter by letter.
    """

    quotation: Span
    passage: Passage
    edits: tuple[EditOp, ...]
    score_bits: float
    margin: float
    matched: float
    alike: float
    expected: float

    def printed(self, edit: EditOp) -> str:
        """The letters of the witness that `edit`, one of ours, covers."""
        start = self.passage.span.start
        return self.passage.text[edit.passage.start - start : edit.passage.stop - start]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is said of one quotation, on three axes that are never mixed. `why` gives the reason in a clause where
    wording is "unchecked" or attribution "unresolved". `searched` are the ids of the witnesses that were searched,
    () if none.
    `cite` is the id of the cite that was held against it, None where there is none. `joined` are the places where
    stretches of the quotation stand that its passage does not have, or sentences of one that is not found, in the order
    of the quotation."""

    quotation: str
    wording: Wording
    attribution: Attribution
    location: Location
    why: str = ""
    alignment: Alignment | None = None
    candidates: tuple[Alignment, ...] = ()
    joined: tuple[Alignment, ...] = ()
    cite: str | None = None
    searched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """What would mend it: put `text` in place of `span`. Applied only to a copy, on request."""

    span: Span
    text: str
    grade: FixGrade


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to tell the author. `rule` is a code of the rule table; `span` is in the manuscript."""

    rule: str
    severity: Severity
    message: str
    span: Span
    quotation: str | None = None
    note: str | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """A finding that the user has looked at and lets stand, and the reason given. `said` is where a comment of the
    manuscript says so, None where quoth.toml does."""

    finding: Finding
    reason: str
    said: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that one check found. `verdicts` are in the order of `quotations`, one each; `findings` in order of the
    text. `concordances` are of the works whose cites follow another edition than that of the files, in order of id.
    `life` is None where nobody asked for it. `waived` are findings that the user lets stand, in the same order;
    `profile` says what may differ in silence."""

    manuscript: Manuscript
    library: LibraryState
    quotations: tuple[Quotation, ...] = field(repr=False)
    citations: tuple[Citation, ...] = field(repr=False)
    bibliography: tuple[Entry, ...] = field(repr=False)
    resolutions: tuple[Resolution, ...] = field(repr=False)
    works: tuple[Work, ...] = field(repr=False)
    verdicts: tuple[Verdict, ...] = field(repr=False)
    findings: tuple[Finding, ...]
    concordances: tuple[Concordance, ...] = ()
    life: Life | None = None
    waived: tuple[Waived, ...] = ()
    profile: str = "chicago"
