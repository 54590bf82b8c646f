"""Draws docs/demo.svg: the terminal picture of the README, from a real run of `quoth demo`.

python bench/picture.py
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

WIDTH = 100
SHOWN = 46  # lines: what fits on a screen


def main() -> None:
    environment = os.environ | {"FORCE_COLOR": "1", "COLUMNS": str(WIDTH)}
    program = [
        sys.executable,
        "-c",
        "import sys; sys.argv = ['quoth', 'demo']; from quoth.apps.cli import main; main()",
    ]
    said = subprocess.run(program, env=environment, capture_output=True, text=True, check=False).stdout
    said = re.sub(r"(?<=Ottilie Varn\x1b\[0m  )\S*/", "", said)  # the place where the package is installed
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi("$ quoth demo\n" + "\n".join(said.splitlines()[:SHOWN])))
    picture = Path(__file__).parent.parent / "docs" / "demo.svg"
    picture.write_text(console.export_svg(title="quoth demo", unique_id="quoth"), encoding="utf-8")


if __name__ == "__main__":
    main()
