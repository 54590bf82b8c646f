"""Markdown: the text as it is printed, without its mark-up, every letter with its place in the file.

Footnotes (`[^1]`, `^[inline]`) are notes with their labels; `>` is a quote; `|` at the head of each line, or a hard
break at the end of each, is verse. HTML comments are left out; of other HTML the text is kept. A figure set as
superscript is written with superscript figures, since it is no word of the sentence.
"""

from __future__ import annotations

import re
from typing import Any

from quoth.errors import TooLarge
from quoth.model.manuscript import Manuscript, Metadata
from quoth.readers.commonmark import Places, parse
from quoth.readers.encoding import decode
from quoth.readers.markdowntree import CARET, plain

__all__ = ["read"]

_LINE_END = re.compile(r"\r\n?|\n")
_DEFINED = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
# A note up to the next: a blank line and a line that is not set in end it.
_NOTE = re.compile(
    r"^ {0,3}\[\^[^\]\s]+\]:(?:[^\n]+|\n(?! {0,3}\[\^[^\]\s]+\]:)(?!\s*\n(?! {4}|\t|\s*\n)))*", re.MULTILINE
)
_CALLED = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_HEAD = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_MARKUP = re.compile(
    r"<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>|</?[a-z][^<>]*>|<https?:[^<>\s]*>|"
    r"\]\([^()\s]*(?:\s+\"[^\"\n]*\")?\)|\[\^[^\]\s]+\]:?|^ {0,3}\[[^\]^\n]+\]:[^\n]*$|"
    r"\{[#.=][^{}\n]*\}|^ {0,3}(?:```|~~~|:::)[^\n]*$|&#?\w+;",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)


def read(data: bytes, path: str) -> Manuscript:
    """The manuscript in a Markdown file. TooLarge where it is too long or too deep for pandoc."""
    decoded = decode(data)
    text = _LINE_END.sub("\n", decoded.text)
    called = set(_CALLED.findall(_NOTE.sub("", text)))
    uncalled = [label for label in dict.fromkeys(_DEFINED.findall(text)) if label not in called]
    # pandoc drops a note that is never called: it is called once, behind the end of the file.
    extended = _NOTE.sub(_without_calls, text) + "\n\n" + "".join(f"[^{label}]" for label in uncalled)
    tree, understood = parse(extended, path)
    from quoth.readers.builder import Builder  # noqa: PLC0415 - pandoc is at work before numpy is loaded
    from quoth.readers.markdownwalk import Walk  # noqa: PLC0415

    builder = Builder(path=path, data=data, format="markdown", encoding=decoded.encoding)
    for warning in decoded.warnings:
        builder.warn(warning.code, warning.message, warning.where)
    if not understood:
        builder.warn("W141", "the YAML head could not be understood, and is read as text")
    for label in sorted(set(_CALLED.findall(text)) - set(_DEFINED.findall(text))):
        builder.warn("W142", f"note [^{label}] is called, and nowhere written")
    line_starts = (0, *(end.end() for end in _LINE_END.finditer(decoded.text)))
    try:
        Walk(builder, Places(extended), line_starts, len(text)).blocks(tree["blocks"])
    except RecursionError as deep:
        raise TooLarge("the Markdown is nested too deeply", where=path, todo="Take some of its quotes apart.") from deep
    raw_words = _raw_words(text, headed=understood)
    return builder.build(metadata=_metadata(tree["meta"]), raw_words=raw_words, line_starts=line_starts)


def _without_calls(note: re.Match[str]) -> str:
    """A note may not call another: pandoc writes it out at each call, and notes can call each other in circles."""
    return note[0][:4] + note[0][4:].replace("[^", f"[{CARET}")


def _raw_words(text: str, *, headed: bool) -> int:
    """The words of the file without its mark-up, counted by crude means that know nothing of the walk."""
    from quoth.readers.builder import count_words  # noqa: PLC0415 - as in `read`

    body = _HEAD.sub("", text, count=1) if headed else text
    return count_words(_MARKUP.sub(" ", body))


def _metadata(meta: dict[str, Any]) -> Metadata:
    title, subtitle = _said(meta, "title"), _said(meta, "subtitle")
    return Metadata(
        title=f"{title}: {subtitle}" if title and subtitle else title,
        authors=_names(meta, "author"),
        editors=_names(meta, "editor"),
        volume=_said(meta, "volume"),
        date=_said(meta, "date"),
        publisher=_said(meta, "publisher"),
        language=_said(meta, "lang") or _said(meta, "language"),
        identifiers=_names(meta, "identifier"),
    )


def _said(meta: dict[str, Any], key: str) -> str:
    return " ".join(plain(meta.get(key)).split())


def _names(meta: dict[str, Any], key: str) -> tuple[str, ...]:
    """One name, a list of names, or a list of tables with a `name` or `text`."""
    value = meta.get(key)
    if value is None:
        return ()
    several = value["c"] if value["t"] == "MetaList" else [value]
    told = (_name(one) for one in several)
    return tuple(name for name in (" ".join(one.split()) for one in told) if name)


def _name(value: dict[str, Any]) -> str:
    if value["t"] != "MetaMap":
        return plain(value)
    parts = value["c"]
    return plain(parts.get("name") or parts.get("text") or next(iter(parts.values()), None))
