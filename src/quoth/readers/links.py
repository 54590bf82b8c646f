"""The links inside a book: which element leads to which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from quoth.readers.hypertext import Document, Element, squeezed

__all__ = ["Link", "find_links", "member_named"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Link:
    """`reference` names the target, the same for all links to it; `text` is what the link shows."""

    source: Element
    target: Element
    reference: str
    text: str


def find_links(documents: tuple[Document, ...]) -> Iterator[Link]:
    """The links that arrive somewhere in `documents`, in document order."""
    ids: dict[tuple[str, str], Element] = {}
    loosely: dict[tuple[str, str], Element] = {}  # names of the right letters in the wrong case
    for document in documents:
        for element in document.elements:
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    ids.setdefault((document.part, name), element)
                    loosely.setdefault((document.part, name.lower()), element)
    for document in documents:
        for element in document.root.iter("a"):
            part, sharp, name = unquote(element.get("href") or "").partition("#")
            where = member_named(document.part, part)
            target = ids.get((where, name), loosely.get((where, name.lower()))) if sharp else None
            if target is not None:
                yield Link(source=element, target=target, reference=f"{where}#{name.lower()}", text=squeezed(element))


def member_named(part: str, link: str) -> str:
    """The member that `link` means when it stands in member `part` (RFC 3986, 5.2.4, within the container)."""
    if not link:
        return part
    path = [] if link.startswith("/") else part.split("/")[:-1]
    for step in link.split("/"):
        if step == "..":
            path = path[:-1]
        elif step not in {"", "."}:
            path.append(step)
    return "/".join(path)
