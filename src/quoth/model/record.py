"""A work as the user's own bibliography has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quoth.model.reference import Reference

__all__ = ["Own", "Record"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One entry of a bibliography, a reference manager's or the manuscript's own hidden one.

    `key` is what the entry is called there; `item` is all that it says, a CSL-JSON object as text. `files` are where
    it says that the work's files are: absolute paths, or addresses that the reference manager on this machine answers.
    """

    key: str
    reference: Reference
    item: str = field(repr=False)
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The user's own bibliography. `attached` are the SHA-256 digests of the files that entries name and that are
    there, by key; only of works that the manuscript cites."""

    records: tuple[Record, ...] = ()
    attached: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
