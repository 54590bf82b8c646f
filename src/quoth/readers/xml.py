"""XML as it should be parsed when a stranger wrote it: no entities, no network, no DTD, no bottomless nesting."""

from __future__ import annotations

from lxml import etree

from quoth.errors import DamagedFile, TooLarge
from quoth.readers.comments import keep_comments

__all__ = ["parse_xml"]

# Without huge_tree, libxml2 refuses elements nested deeper than 256 and text nodes over 10 MB, and stops when
# entities in attributes swell; entities in text are kept as nodes and never expanded.
_LIMITS = frozenset(
    {
        etree.ErrorTypes.ERR_RESOURCE_LIMIT,
        etree.ErrorTypes.ERR_ENTITY_LOOP,
        etree.ErrorTypes.ERR_NAME_TOO_LONG,
    }
)


def parse_xml(data: bytes, where: str, *, commented: bool = False) -> etree._Element:
    """The root of the document in `data`; processing instructions are left out, and so are comments, but that in a
    `commented` document those are kept that speak to quoth (see `keep_comments`).

    DamagedFile where it is not well formed, TooLarge where it is over a limit; both name `where`.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=not commented,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if error.code in _LIMITS:  # type: ignore[attr-defined]  # the stubs do not know it
            what = f"XML over a limit ({error.msg})"
            raise TooLarge(what, where=where, todo="Simplify or split the file.") from error
        what = f"not well-formed XML ({error.msg})"
        raise DamagedFile(what, where=where, todo="Get or save another copy of the file.") from error
    if commented:
        keep_comments(root)
    return root
