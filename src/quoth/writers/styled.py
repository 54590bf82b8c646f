"""The works as a bibliography set in a style of citing, by pandoc's citeproc."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from quoth import pandoc
from quoth.errors import ConfigError
from quoth.model.source import Work
from quoth.writers.csl import items

__all__ = ["write"]

SLOWEST = 60.0  # seconds; a thousand works take two


def write(works: Iterable[Work], style: Path | None = None) -> str:
    """One entry a paragraph, in the style's own order, with a final line end; "" for no works.

    `style` is a CSL file; None is pandoc's own, Chicago author-date. ConfigError where it is no style.
    """
    listed = items(works)
    if not listed:
        return ""
    asked = [f"--csl={style.resolve()}"] if style else []
    try:
        options = ("--from=csljson", "--to=plain", "--wrap=none", "--citeproc", *asked)
        written = pandoc.run(json.dumps(listed), *options, seconds=SLOWEST)
    except pandoc.Exhausted:
        written = None
    if written is None:
        todo = "Name an independent style: a .csl file that sets bibliographies by itself."
        raise ConfigError("the bibliography cannot be set in this style", where=str(style or "quoth"), todo=todo)
    return written.decode("utf-8").replace("\r\n", "\n").strip("\n") + "\n"
