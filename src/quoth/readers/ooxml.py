"""The package around a Word document (ECMA-376 part 2): which part is which, by relationship and never by name."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from quoth.errors import DamagedFile, EmptyFile, ProtectedFile, QuothError, UnknownFormat
from quoth.readers.archive import Archive, open_archive
from quoth.readers.xml import parse_xml

__all__ = ["WORD", "Package", "attribute", "children", "local", "only", "open_package", "switched_on"]

# Transitional and strict documents differ in nothing but these.
WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] header signature
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4


def local(element: etree._Element) -> str:
    """The name of a WordprocessingML element; "m:…" of mathematics, "mc:…" of compatibility, "?:…" of anything else."""
    return _local(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    namespace, _, name = tag[1:].rpartition("}")
    if namespace in WORD:
        return name
    prefix = "m" if namespace in MATH else "mc" if namespace == COMPATIBILITY else "?"
    return f"{prefix}:{name}"


def attribute(element: etree._Element | None, name: str) -> str | None:
    """The value of WordprocessingML attribute `name`."""
    if element is None:
        return None
    return next((value for space in WORD if (value := element.get(f"{{{space}}}{name}")) is not None), None)


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    if element is not None:
        yield from (child for child in element if local(child) == name)


def only(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child by each name in turn."""
    for name in path:
        if element is None or not len(element):
            return None
        element = next(element.iterchildren(*_tags(name)), None)
    return element


@lru_cache(maxsize=256)
def _tags(name: str) -> tuple[str, ...]:
    return tuple(f"{{{space}}}{name}" for space in WORD)


def switched_on(properties: etree._Element | None, name: str) -> bool | None:
    """An on/off property: None where it is not set."""
    found = only(properties, name)
    return None if found is None else attribute(found, "val") not in {"0", "false", "off", "none"}


class Package:
    """An open document: `main` is the name of its main part."""

    def __init__(self, archive: Archive, path: str) -> None:
        self._archive, self._path = archive, path
        self._parsed: dict[str, etree._Element] = {}
        self.main = self._main()

    def part(self, name: str) -> etree._Element:
        if name not in self._parsed:
            self._parsed[name] = parse_xml(self._archive.read(name), f"{self._path}: {name}")
        return self._parsed[name]

    def related(self, kind: str, source: str | None = None) -> list[str]:
        """Names of the parts that part `source` ("" the package, None the main part) is related to by a `kind` of
        relationship ("footnotes"), in the order of its list. Those that are not there are left out."""
        source = self.main if source is None else source
        folder, name = posixpath.split(source)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if listing not in self._archive:
            return []
        found = []
        for relation in self.part(listing):
            if relation.get("Type", "").rpartition("/")[2] == kind and relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
                found += [target] if target in self._archive or kind == "officeDocument" else []
        return found

    def _main(self) -> str:
        named = self.related("officeDocument", "")
        for name in [*named, "word/document.xml"]:
            if name in self._archive and local(self.part(name)) == "document":
                return name
        if any(name.startswith("word/") for name in (*named, *self._archive.names)):
            what = "a Word document without its main part"
            raise DamagedFile(what, where=self._path, todo="Get or save another copy of the file.")
        what = "a zip container that holds no Word document"
        raise UnknownFormat(what, where=self._path, todo="Name the document itself, saved as .docx.")


def open_package(data: bytes, path: str) -> Package:
    """EmptyFile, ProtectedFile, UnknownFormat, DamagedFile or TooLarge where `data` is no readable Word document."""
    if not data:
        raise EmptyFile("the file holds nothing", where=path, todo="Name a file that holds text.")
    if data.startswith(_OLE):
        raise _old_or_protected(data, path)
    return Package(open_archive(data, path), path)


def _old_or_protected(data: bytes, path: str) -> QuothError:
    if _ENCRYPTED in data:
        what, todo = "the document is protected by a password", "Save a copy without a password."
        return ProtectedFile(what, where=path, todo=todo)
    return UnknownFormat("a document of Word 2003 or older (.doc)", where=path, todo="Save it as .docx.")
