"""What a TEI header says of the book: of the printed source where there is one, else of the electronic text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from quoth.model.manuscript import Metadata

__all__ = ["header_metadata", "identity", "local_name", "marks_are_kept", "words_of"]

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace, "" for what is no element (entities)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def identity(element: etree._Element) -> str:
    """P5's xml:id or P4's id; "" for none."""
    return element.get(_XML_ID) or element.get("id") or ""


def words_of(element: etree._Element) -> str:
    """All letters in an element, white space folded."""
    return " ".join("".join(_letters(element)).split())


def _letters(element: etree._Element) -> Iterator[str]:
    for part in element.iter():
        if isinstance(part.tag, str):
            yield part.text or ""
        if part is not element:
            yield part.tail or ""


def header_metadata(root: etree._Element) -> Metadata:
    """From the first teiHeader in `root`; without one, from the attributes of `root` itself."""
    header = next((element for element in root.iter() if local_name(element) == "teiHeader"), None)
    if header is None:
        return _attributes(root)
    source, publication = _first(header, "sourceDesc"), _first(header, "publicationStmt")
    statement = _first(header, "titleStmt")
    return Metadata(
        title=_title(statement) or _title(source),
        authors=_all(statement, "author") or _all(source, "author"),
        editors=_all(statement, "editor") or _all(source, "editor"),
        volume=_volume(source) or _volume(statement),
        date=_text(source, "date") or _text(publication, "date"),
        publisher=_text(source, "publisher") or _text(publication, "publisher"),
        language=_language(header, root),
        identifiers=tuple(dict.fromkeys(_all(publication, "idno") + _all(source, "idno"))),
    )


def marks_are_kept(root: etree._Element) -> bool:
    """Whether the header says that all quotation marks of the source stand in the text (`quotation/@marks`)."""
    return any(element.get("marks") == "all" for element in _named(root, "quotation"))


def _attributes(root: etree._Element) -> Metadata:
    author = root.get("author", "")
    return Metadata(
        title=root.get("title", ""),
        authors=(author,) if author else (),
        language=root.get(_XML_LANG) or root.get("lang") or "",
    )


def _named(within: etree._Element | None, name: str) -> Iterator[etree._Element]:
    if within is not None:
        yield from (element for element in within.iter() if local_name(element) == name)


def _first(within: etree._Element, name: str) -> etree._Element | None:
    return next(_named(within, name), None)


def _all(within: etree._Element | None, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for element in _named(within, name) if (words := words_of(element))))


def _text(within: etree._Element | None, name: str) -> str:
    for element in _named(within, name):
        if words := words_of(element) or element.get("when", ""):
            return words
    return ""


def _title(within: etree._Element | None) -> str:
    """The main title, and the subtitle after a colon. A title of a series or of an article's journal is not it."""
    titles = [title for title in _named(within, "title") if title.get("level") not in {"s", "j"} and words_of(title)]
    if not titles:
        return ""
    main = next((title for title in titles if title.get("type") == "main"), titles[0])
    parts = [main, *(title for title in titles if title.get("type") == "sub" and title.getparent() is main.getparent())]
    return ": ".join(words_of(part) for part in parts)


def _volume(within: etree._Element | None) -> str:
    for scope in _named(within, "biblScope"):
        if (scope.get("unit") or scope.get("type") or "").lower() in {"vol", "volume"}:
            return scope.get("n") or words_of(scope)
    volumes = (title for title in _named(within, "title") if title.get("type") == "volume")
    return next((title.get("n") or words_of(title) for title in volumes), "")


def _language(header: etree._Element, root: etree._Element) -> str:
    for language in _named(_first(header, "langUsage"), "language"):
        if code := language.get("ident") or language.get("id"):
            return code
    for text in (root, *_named(root, "text")):
        if code := text.get(_XML_LANG) or text.get("lang"):
            return code
    return ""
