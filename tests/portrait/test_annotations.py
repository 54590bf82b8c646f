"""Web Annotations: their positions are code points, and what a manuscript says stays a string."""

from __future__ import annotations

import json
from pathlib import Path

import quoth
from quoth.portrait import Options, pages
from quoth.portrait.surroundings import around_in

TEXT = "The \U0001d504ncient said: “we shall <script>never</script> yield to the \U0001f600 tyrants of this city.”\n"


def test_positions_count_code_points_and_both_selectors_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "life.txt").write_text(TEXT, encoding="utf-8")
    report = quoth.check(tmp_path / "life.txt")
    text = report.manuscript.text
    written = json.loads(pages(report, Options(), around_in(None))["data/annotations.json"])
    assert len(written) == sum(quotation.role == "quotation" for quotation in report.quotations) > 0
    for each in written:
        exact, position = each["target"]["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == exact["exact"]
        assert text[:start].endswith(exact["prefix"])
        assert len(exact["prefix"]) == min(start, 32) > 0
        assert text[end:].startswith(exact["suffix"])
        assert "\U0001f600" in exact["exact"]
