"""Elements of TEI P5, made so that nothing a manuscript says becomes mark-up or breaks the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

from quoth.portrait.markup import Content, Element, append, told

__all__ = ["ID", "NAMESPACE", "element", "local"]

NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"
ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
_NAMES: Final[dict[str, str]] = {None: NAMESPACE}  # type: ignore[dict-item]  # lxml's stubs forget the default one


def element(
    tag: str, attributes: Mapping[str, str] | None = None, *contents: Content | Iterable[Content], id: str = ""
) -> Element:
    """An element. Attributes that are "" and contents that are None or "" are left away."""
    made = etree.Element(f"{{{NAMESPACE}}}{tag}", nsmap=_NAMES)
    if id:
        made.set(ID, id)
    for name, value in (attributes or {}).items():
        if value:
            made.set(name, told(value))
    for content in contents:
        append(made, content)
    return made


def local(made: Element) -> str:
    """The name of an element of ours."""
    return str(made.tag).removeprefix(f"{{{NAMESPACE}}}")
