"""What the search weighs, in one place. Costs are in bits: −log2 of a chance."""

from __future__ import annotations

from dataclasses import dataclass, replace

__all__ = ["Params", "Prices"]

Prices = tuple[float, float]  # gap, silence of `Params`


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Bounds keep the work on a quotation small whatever its words; costs say how likely authors are to do a thing."""

    # seed
    crowd: int = 32  # an n-gram that stands in more places of a segment than this is no seed by itself
    places: int = 2000  # places of all seeds together, in one segment
    # chain
    stride: int = 80  # seeds further apart than this many words (and half the quotation) are not of one region
    regions: int = 8  # regions looked at closely, in one segment
    promise: float = 10.0  # bits that a region must promise to be looked at
    runs: int = 48  # runs of seeds kept in one region
    joins: int = 2  # chains of one witness that may be joined of several regions
    reach: int = 20  # the most words that an author leaves out without a mark, for each that he quotes
    gap: float = 3.0  # beginning a gap
    silence: float = 2.0  # times log2 of the words left out without a mark; with a mark it is once
    # align
    finalists: int = 6  # chains laid out word by word
    covered: float = 0.15  # share of the words that such a chain must have in its runs; of a damaged text less
    likely: float = 0.75  # share of the best chain's bits, or of those believed, that a chain must have for it
    likely_short: float = 0.5  # the same for a quotation that is worth no more: one common word tells there
    pairs: int = 64  # pairs of words weighed in one gap
    weak: float = 10.0  # bits: a run of fewer, near another, is weighed again with all other ways to fill a gap
    far: int = 4  # words left out without a mark, past which words at an end may stand nearer, misread
    edge: int = 16  # words beyond the ends of a chain that are looked for
    slack: int = 12  # words of the passage looked at there, added to twice the words missing
    swap: int = 8  # words over which a group of words may have moved
    # match
    alike: float = 0.6  # share of the quotation's words that a passage must have, or nearly have
    ragged: int = 3  # words missing at an end, with which a passage must be as good as one that has fewer
    piece: int = 5  # words in a row that are no place where `ragged` of those on one side of them are missing,
    scattered: float = 1 / 3  # and fewer than this share of that side stands there
    chance: float = 1.0  # places as good as this one expected by chance, at most
    missing: float = 3.0  # what each word that is missing speaks against a passage that has fewer
    strong: float = 1e-4  # such places expected by chance, at most
    kept: int = 8  # places returned
    # the wider look, where nothing is believed
    wider: int = 7  # words of a quotation that gets one,
    damaged: float = 0.8  # or share of its words that the library has at all, at most
    wider_crowd: int = 400
    wider_places: int = 30_000
    wider_regions: int = 24
    # the closer look at cited witnesses, where a place is likely from the start
    closer: int = 24  # words of a quotation that gets one
    witnesses: int = 4  # witnesses looked at
    cited_crowd: int = 128
    cited_chance: float = 1e-2
    # the look at the pages where a place is expected: those cited, those where its neighbours stand
    near_crowd: int = 12
    near_chance: float = 1e-2

    @property
    def widened(self) -> Params:
        """Those of the wider look."""
        return replace(self, crowd=self.wider_crowd, places=self.wider_places, regions=self.wider_regions)

    @property
    def prices(self) -> Prices:
        return self.gap, self.silence
