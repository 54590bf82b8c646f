"""Approximate quotation search: seed, chain, align. `match.locate` is the way in."""
