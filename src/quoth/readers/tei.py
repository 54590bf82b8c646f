"""TEI: P4 and P5, with a namespace or without, with or without their DTD (which is never fetched).

What is read is the text as printed, since that is what people quote: of a choice the original, erroneous or
abbreviated form (a "[sic]" can only be true of that), of an apparatus the lemma, of a deletion nothing, of running
heads nothing. Notes, speakers and stage directions do not interrupt the sentence or the speech they stand in.
Quotation marks that the printer set and the file leaves to its style sheet are put back around an inline `q` or
`quote`: otherwise nobody could tell a quotation from its frame.

Of a file in another vocabulary that only wraps TEI (a data set of notes), the TEI in it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from quoth.errors import EmptyFile, UnknownFormat
from quoth.model.manuscript import Manuscript
from quoth.readers.builder import Builder, count_words
from quoth.readers.entities import Entities, entity_name
from quoth.readers.teiheader import header_metadata, local_name
from quoth.readers.teiwalk import NAMESPACE, Walk
from quoth.readers.xml import parse_xml

__all__ = ["read"]

_ROOTS = {"TEI", "TEI.2", "teiCorpus", "teiCorpus.2"}
_WITHIN_WORDS = {"hi", "c", "g", "ex", "am", "supplied", "unclear", "damage", "seg", "add", "abbr", "expan", "pb"}

_JOIN = "\ufdd0"  # no letter: Unicode keeps it for uses like this
_JOINED = re.compile(rf"[-\u00ad\u2010¬]?\s*{_JOIN}\s*")


def read(data: bytes, path: str) -> Manuscript:
    """The manuscript in a TEI file. Its addresses are XPaths in which `tei:` is the TEI namespace.

    UnknownFormat where there is no TEI in it; EmptyFile where there is no word; DamagedFile and TooLarge from the
    parser, TooLarge for entities heaped on entities.
    """
    if not data.strip():
        raise EmptyFile("the file holds nothing", where=path, todo="Name a file that holds text.")
    root = parse_xml(data, path, commented=True)
    islands = _islands(root, path)
    entities = Entities(root, path)
    texts = [text for island in islands for text in _texts(island)]
    raw_words = sum(_raw_words(text, entities) for text in texts)
    if not raw_words:
        raise EmptyFile("there is not a word in its text", where=path, todo="Name a file that holds text.")
    builder = Builder(path=path, data=data, format="tei", encoding=root.getroottree().docinfo.encoding)
    _warn(builder, root, islands, entities)
    walk = Walk(builder, root, texts, entities)
    for text in texts:
        walk.read(text)
    return builder.build(metadata=header_metadata(root), raw_words=raw_words)


def _warn(builder: Builder, root: etree._Element, islands: list[etree._Element], entities: Entities) -> None:
    references = (entity_name(entity) for entity in root.iter(etree.Entity))
    unknown = dict.fromkeys(f"&{name};" for name in references if entities.letters(name) is None)
    if unknown:
        builder.warn("W121", f"entities whose letters stand nowhere in the file: {', '.join(unknown)}")
    if islands != [root]:
        builder.warn("W123", f"<{local_name(root)}> is not TEI: the TEI that it wraps was read, the rest left out")


def _islands(root: etree._Element, path: str) -> list[etree._Element]:
    """The outermost TEI elements of the file: the root alone in a TEI file."""
    if _is_tei(root):
        return [root]
    every = [element for element in root.iter() if isinstance(element.tag, str) and _is_tei(element)]
    found = [element for element in every if not any(_is_tei(above) for above in element.iterancestors())]
    if not found:
        what = f"XML that is not TEI (it begins with <{local_name(root)}>)"
        raise UnknownFormat(what, where=path, todo="Save the text as TEI, HTML, EPUB, docx or plain text.")
    return found


def _is_tei(element: etree._Element) -> bool:
    return etree.QName(element).namespace == NAMESPACE or local_name(element) in _ROOTS


def _texts(island: etree._Element) -> Iterator[etree._Element]:
    """The outermost `text` elements, else the transcription of images, else (a fragment) the island itself."""
    if local_name(island) not in _ROOTS:
        yield island
        return
    for child in island:
        if local_name(child) == "text":
            yield child
        elif local_name(child) in _ROOTS:
            yield from _texts(child)
    if not any(local_name(element) == "text" for element in island.iter()):
        yield from (child for child in island if local_name(child) == "sourceDoc")


def _raw_words(text: etree._Element, entities: Entities) -> int:
    """Words in the file, counted without the walk. Tags are spaces, but for those that stand inside words."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(text, events=("start", "end")):
        if element.tag is etree.Entity:
            pieces += [entities.letters(entity_name(element)) or "" if event == "start" else element.tail or ""]
        elif event == "start" or element is not text:
            between = _JOIN if element.get("break") == "no" else "" if local_name(element) in _WITHIN_WORDS else " "
            pieces += [between, (element.text if event == "start" else element.tail) or ""]
    return count_words(_JOINED.sub("", "".join(pieces)))
