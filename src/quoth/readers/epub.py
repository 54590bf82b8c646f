"""EPUB 2 and 3: chapters in the order of the spine, endnotes across them, and the book's own list of printed pages.

What is missing or wrong in the container is a warning; the chapters that are there are read. Only a book whose
chapters are encrypted, or that holds no words, is refused. Fonts may be obfuscated: that hides no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import unquote

from quoth.errors import DamagedFile, EmptyFile, ProtectedFile, QuothError
from quoth.model.manuscript import Manuscript, Metadata
from quoth.readers.archive import Archive, open_archive
from quoth.readers.builder import Builder
from quoth.readers.encoding import decode
from quoth.readers.hypertext import Document, Element, parse_html, raw_words, squeezed, types
from quoth.readers.links import member_named
from quoth.readers.markup import say_documents
from quoth.readers.pagination import page_label
from quoth.readers.volumes import volume_in
from quoth.readers.xml import parse_xml

__all__ = ["read"]

CONTAINER, ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
FONTS_ONLY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")  # EPUB 3.3, 4.3; Adobe
CHAPTERS = (".xhtml", ".html", ".htm", ".xml")
DC = "{http://purl.org/dc/elements/1.1/}"
PAGE_MAP = "application/oebps-page-map+xml"

_DECLARED = re.compile(rb"<\?xml[^>]{0,80}encoding\s*=\s*[\"']([\w.:-]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """A line of the manifest; `name` is the member of the container."""

    name: str
    media_type: str = ""
    properties: frozenset[str] = frozenset()

    @property
    def is_chapter(self) -> bool:
        """Whether it is text, whatever its media type claims."""
        return "html" in self.media_type or (
            self.name.lower().endswith(CHAPTERS) and not self.media_type.startswith(("image/", "font/", "audio/"))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Package:
    """What the package document says: `spine` are the chapters in reading order."""

    metadata: Metadata = field(default_factory=Metadata)
    items: tuple[_Item, ...] = ()
    spine: tuple[_Item, ...] = ()
    navigation: str = ""
    ncx: str = ""


def read(data: bytes, path: str) -> Manuscript:
    """The book in `data`. DamagedFile, ProtectedFile, TooLarge, or EmptyFile where there are no words in it."""
    archive = open_archive(data, path)
    builder = Builder(path=path, data=data, format="epub")
    package = _package(archive, builder)
    _refuse_encrypted(archive, package, path)
    documents = tuple(_chapters(archive, package, builder))
    words = sum(raw_words(document) for document in documents)
    if not words:
        raise EmptyFile("the book holds no words", where=path, todo="Name an EPUB with text in it.")
    sheets = tuple(_text(archive, name) for name in archive.names if name.lower().endswith(".css"))
    say_documents(builder, documents, sheets=sheets, listed=_page_list(archive, package))
    return builder.build(metadata=package.metadata, raw_words=words)


# -- chapters ------------------------------------------------------------------------------------------------------


def _chapters(archive: Archive, package: _Package, builder: Builder) -> Iterator[Document]:
    broken: QuothError | None = None
    arrived = False
    for item in package.spine:
        try:
            data = archive.read(item.name)
        except DamagedFile as error:
            broken = error
            builder.warn("W171", f"a chapter was left out: {error.what}", item.name)
            continue
        declared = _DECLARED.search(data, 0, 200)
        decoded = decode(data, declared=declared[1].decode("ascii", "replace") if declared else "")
        for warning in decoded.warnings:
            builder.warn(warning.code, warning.message, warning.where or item.name)
        document = parse_html(decoded.text, item.name)
        if document is not None:
            arrived = True
            yield document
    if broken is not None and not arrived:
        raise broken


def _text(archive: Archive, name: str) -> str:
    try:
        return decode(archive.read(name)).text
    except DamagedFile:
        return ""  # a style sheet or a page list may be broken; the text is not


def _refuse_encrypted(archive: Archive, package: _Package, path: str) -> None:
    chapters = {item.name for item in package.spine}
    root = _parsed(archive, ENCRYPTION)
    for entry in root.iter("{*}EncryptedData") if root is not None else ():
        method = entry.find("{*}EncryptionMethod")
        algorithm = (method.get("Algorithm") or "") if method is not None else ""
        locked = {unquote(r.get("URI") or "") for r in entry.iter("{*}CipherReference")} & chapters
        if locked and algorithm not in FONTS_ONLY:
            where = f"{path}: {min(locked)}"
            raise ProtectedFile("the chapters are encrypted", where=where, todo="Use a copy without protection.")


# -- the package ---------------------------------------------------------------------------------------------------


def _package(archive: Archive, builder: Builder) -> _Package:
    name = _package_name(archive, builder)
    root = _parsed(archive, name) if name else None
    if root is None:
        builder.warn("W172", "no package document can be read; the chapters are in the order of their names", name)
        chapters = tuple(item for item in map(_named, sorted(archive.names, key=_natural)) if item.is_chapter)
        return _Package(items=chapters, spine=tuple(i for i in chapters if not i.name.startswith("META-INF/")))
    items = {item.get("id") or "": _item(item, name) for item in root.iter("{*}item")}
    spine = root.find("{*}spine")
    ordered = [items[ref] for ref in _idrefs(spine) if ref in items]
    for ref in _idrefs(spine):
        if ref not in items:
            builder.warn("W171", f"the spine names a chapter that the manifest does not have: {ref}", name)
    navigation = next((item.name for item in items.values() if "nav" in item.properties), "")
    unlisted = [i for i in items.values() if i.is_chapter and i not in ordered and i.name != navigation]
    if unlisted:
        some = ", ".join(item.name for item in unlisted[:3])
        builder.warn("W173", f"{len(unlisted)} chapters outside the reading order were read last: {some}", name)
    ncx = items.get(spine.get("toc") or "") if spine is not None else None
    ncx = ncx or next((item for item in items.values() if item.media_type == "application/x-dtbncx+xml"), None)
    return _Package(
        metadata=_metadata(root),
        items=tuple(items.values()),
        spine=tuple(dict.fromkeys(item for item in (*ordered, *unlisted) if item.is_chapter)),
        navigation=navigation,
        ncx=ncx.name if ncx else "",
    )


def _package_name(archive: Archive, builder: Builder) -> str:
    root = _parsed(archive, CONTAINER)
    named = [unquote(r.get("full-path") or "") for r in root.iter("{*}rootfile")] if root is not None else []
    found = [name for name in named if name in archive]
    if found:
        return found[0]
    builder.warn("W172", "the container does not say where its package document is", CONTAINER)
    return next((name for name in archive.names if name.lower().endswith(".opf")), "")


def _parsed(archive: Archive, name: str) -> Element | None:
    """The root of member `name`, None where it is missing or no XML."""
    if name not in archive:
        return None
    try:
        return parse_xml(archive.read(name), name)
    except DamagedFile:
        return None


def _item(element: Element, package: str) -> _Item:
    return _Item(
        name=_member(package, element.get("href") or ""),
        media_type=(element.get("media-type") or "").lower(),
        properties=frozenset((element.get("properties") or "").split()),
    )


def _named(name: str) -> _Item:
    return _Item(name=name)


def _member(base: str, href: str) -> str:
    """The member that `href` means when it stands in member `base`."""
    return member_named(base, unquote(href))


def _idrefs(spine: Element | None) -> list[str]:
    return [ref.get("idref") or "" for ref in spine.iter("{*}itemref")] if spine is not None else []


def _natural(name: str) -> list[tuple[int, str]]:
    """Chapter 10 after chapter 9."""
    return [(int(digits or 0), letters) for digits, letters in re.findall(r"(\d*)(\D*)", name)]


# -- pages ---------------------------------------------------------------------------------------------------------


def _page_list(archive: Archive, package: _Package) -> dict[tuple[str, str], str]:
    """Labels by part and id, from the first list that has any: the navigation document, the NCX, Adobe's page map.

    Some programs list whatever has an id; a list most of whose labels are no page numbers is none.
    """
    for pages in (_from_navigation, _from_ncx, _from_page_map):
        listed = dict(pages(archive, package))
        if sum(1 for label in listed.values() if page_label(label)) * 2 > len(listed):
            return listed
    return {}


Listed: TypeAlias = Iterator[tuple[tuple[str, str], str]]


def _from_navigation(archive: Archive, package: _Package) -> Listed:
    document = parse_html(_text(archive, package.navigation), package.navigation) if package.navigation else None
    for nav in document.root.iter("nav") if document is not None else ():
        if types(nav) & {"page-list", "pagelist"}:
            for link in nav.iter("a"):
                yield _target(package.navigation, link.get("href") or ""), _label(squeezed(link))


def _from_ncx(archive: Archive, package: _Package) -> Listed:
    root = _parsed(archive, package.ncx)
    for target in root.iter("{*}pageTarget") if root is not None else ():
        label, content = target.find("{*}navLabel/{*}text"), target.find("{*}content")
        printed = (label.text or "") if label is not None else target.get("value") or ""
        if content is not None:
            yield _target(package.ncx, content.get("src") or ""), _label(printed)


def _from_page_map(archive: Archive, package: _Package) -> Listed:
    for item in package.items:
        root = _parsed(archive, item.name) if item.media_type == PAGE_MAP else None
        for page in root.iter("{*}page") if root is not None else ():
            yield _target(item.name, page.get("href") or ""), _label(page.get("name") or "")


def _target(base: str, href: str) -> tuple[str, str]:
    name, _, fragment = href.partition("#")
    return _member(base, name) if name else base, unquote(fragment)


def _label(printed: str) -> str:
    return page_label(printed) or " ".join(printed.split())


# -- metadata ------------------------------------------------------------------------------------------------------


def _metadata(root: Element) -> Metadata:
    said = {e.get("id"): e for e in root.iter() if e.get("id")}
    refined: Refined = {}
    for meta in root.iter("{*}meta"):
        about = (meta.get("refines") or "").lstrip("#")
        if about in said:
            refined.setdefault((about, meta.get("property") or ""), []).append(squeezed(meta))
    people = [(_roles(e, refined), squeezed(e)) for tag in ("creator", "contributor") for e in root.iter(f"{{*}}{tag}")]
    title = _title(root, refined)
    return Metadata(
        title=title,
        authors=tuple(name for roles, name in people if "aut" in roles and name),
        editors=tuple(name for roles, name in people if "edt" in roles and name),
        volume=volume_in(title) or _volume(root, refined),
        date=_date(root),
        publisher=_first(root, "publisher"),
        language=_first(root, "language"),
        identifiers=tuple(text for e in root.iter("{*}identifier") if (text := squeezed(e))),
    )


Refined: TypeAlias = dict[tuple[str, str], list[str]]  # by the id of what is refined, and the property


def _roles(person: Element, refined: Refined) -> list[str]:
    """The MARC relators of a creator or contributor: a creator without one is an author."""
    said = refined.get((person.get("id") or "", "role")) or [person.get("{http://www.idpf.org/2007/opf}role") or ""]
    return said if any(said) else ["aut" if str(person.tag).endswith("creator") else "ctb"]


def _title(root: Element, refined: Refined) -> str:
    titles = [(refined.get((e.get("id") or "", "title-type"), []), squeezed(e)) for e in root.iter(f"{DC}title")]
    main = next((text for kinds, text in titles if "main" in kinds), titles[0][1] if titles else "")
    under = next((text for kinds, text in titles if "subtitle" in kinds), "")
    return f"{main}: {under}" if main and under and under not in main else main


def _volume(root: Element, refined: Refined) -> str:
    """The place in a set, which is a work of several volumes; a place in a series is none (EPUB 3.3, D.3.3)."""
    for meta in root.iter("{*}meta"):
        name = meta.get("id") or ""
        if meta.get("property") == "belongs-to-collection" and "set" in refined.get((name, "collection-type"), []):
            return refined.get((name, "group-position"), [""])[0]
    return ""


def _date(root: Element) -> str:
    dates = list(root.iter(f"{DC}date"))
    event = "{http://www.idpf.org/2007/opf}event"
    dates.sort(key=lambda e: {"original-publication": 0, "publication": 1, None: 2}.get(e.get(event), 3))
    return squeezed(dates[0]) if dates else ""


def _first(root: Element, name: str) -> str:
    found = root.find(f".//{DC}{name}")
    return squeezed(found) if found is not None else ""
