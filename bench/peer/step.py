"""One step of one peer, in a process of its own that loads nothing else.

    python -m peer.step PEER index|search|again|answers FOLDER

The library is FOLDER/library, the quotations are FOLDER/texts.json; answers go to FOLDER/answers.json, and the most
memory that was held, in megabytes, to FOLDER/memory.json.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from pathlib import Path

from peer import peer


def main() -> None:
    name, what, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    asked, library, place = peer(name), folder / "library", folder / name
    if what == "index":
        asked.index(library, place)
    else:
        texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
        told = getattr(asked, what)(library, place, texts)
        if told is not None:
            (folder / "answers.json").write_text(json.dumps(told), encoding="utf-8")
    (folder / "memory.json").write_text(json.dumps(_memory()), encoding="utf-8")


def _memory() -> float:
    """The most that this process, or any one that it started, held. (The system counts for a new process what the one
    that started it held; that is why the peers are not started from the one that has all the books.)"""
    own = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text(encoding="utf-8"))
    started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(int(own[1]) if own else 0, started) / 1024


if __name__ == "__main__":
    main()
