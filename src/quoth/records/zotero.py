"""What Zotero holds, asked of the program itself while it runs on this machine: the one place that opens a socket.

Only a flag that names it leads here. Requests go to this machine alone, past every proxy and after no redirect.
Source: Zotero Web API v3, "Local API"; the programs of Zotero 7 on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPHandler, OpenerDirector, Request, url2pathname

from quoth.errors import NoZotero
from quoth.model.record import Record
from quoth.records.csljson import record

__all__ = ["ADDRESS", "place_of", "read"]

ADDRESS = "http://127.0.0.1:23119/api/users/0"
SLOWEST = 120.0  # seconds: Zotero answers for its whole library at once
LARGEST = 500_000_000  # bytes of an answer
_KEY = re.compile(r"[A-Z0-9]{8}")


def read() -> tuple[Record, ...]:
    """Every work of the user's own library, with the addresses of its attached files. Raises NoZotero."""
    works = _asked(f"{ADDRESS}/items/top?include=csljson,data")
    attached: dict[str, list[str]] = {}
    for item in _asked(f"{ADDRESS}/items?itemType=attachment&include=data"):
        data = item.get("data", {})
        if _KEY.fullmatch(str(item.get("key"))) and data.get("linkMode") != "linked_url":
            attached.setdefault(str(data.get("parentItem")), []).append(f"{ADDRESS}/items/{item['key']}/file/view/url")
    made = (_record(item, attached.get(str(item.get("key")), [])) for item in works)
    return tuple(each for each in made if each and each.reference.title)


def _record(item: dict[str, Any], files: Sequence[str]) -> Record | None:
    """An item of Zotero's; None for a note or a file that belongs to no work."""
    csl = item.get("csljson")
    if not isinstance(csl, dict) or item.get("data", {}).get("itemType") in ("attachment", "note", "annotation"):
        return None
    return record({**csl, "id": str(item.get("key"))}, tuple(files))


def place_of(address: str) -> Path | None:
    """Where the attached file lies that Zotero tells of at `address`; None where it has no file of it here."""
    try:
        said = _opened(address).decode("utf-8").strip()
    except NoZotero:
        return None
    return Path(url2pathname(urlsplit(said).path)) if said.startswith("file:") else None


def _asked(address: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(_opened(address))
    except (ValueError, RecursionError) as error:
        raise _silent("what answers is not Zotero", address) from error
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _opened(address: str) -> bytes:
    opener = OpenerDirector()  # with nothing in it that would follow a redirect or ask a proxy
    opener.add_handler(HTTPHandler())
    try:
        with opener.open(Request(address, headers={"Zotero-API-Version": "3"}), timeout=SLOWEST) as answer:  # noqa: S310
            status, read = answer.status, answer.read(LARGEST)
    except (URLError, OSError, ValueError) as error:
        raise _silent("Zotero does not answer", address) from error
    if status != 200:
        raise _silent(f"Zotero refuses to answer ({status})", address)
    return bytes(read)


def _silent(what: str, address: str) -> NoZotero:
    todo = "Start Zotero, and allow other applications to communicate with it: Settings, Advanced."
    return NoZotero(what, where=f"{urlsplit(address).hostname}:{urlsplit(address).port}", todo=todo)
