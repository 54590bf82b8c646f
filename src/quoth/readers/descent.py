"""A way down a tree of XML without recursion, which a stranger's nesting could exhaust, and the XPaths along it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

__all__ = ["Level", "Prefixes", "Work", "descend", "path_to"]

Work = Generator[None, None, None]
"""What an element does: up to its `yield` before its letters, from there after them."""

Prefixes = Mapping[str, str]
"""From a namespace ("" for none) to the prefix that its names have in XPaths ("w:", or "" for none)."""


@dataclass(slots=True)
class Level:
    """An element on the way down. `children` are those still to come, `last` the one before them; `texts` counts its
    text nodes so far, `names` its children by name. `passed` are children whose letters are not read; `silent`: the
    white space between its children is none of the text's."""

    element: etree._Element
    path: str
    parent: Level | None
    children: Iterator[etree._Element]
    last: etree._Element | None = None
    texts: int = 0
    names: Counter[str] = field(default_factory=Counter)
    passed: frozenset[etree._Element] = frozenset()
    silent: bool = False


def descend(
    root: etree._Element,
    path: str,
    *,
    prefixes: Prefixes,
    begin: Callable[[Level], Work | None],
    between: Callable[[Level], None],
) -> None:
    """Visit `root` (at `path`) and all below in document order. `begin` gives an element's work, None to pass over
    the element; `between` comes before each child and after the last: where text nodes are."""
    levels: list[tuple[Level, Work]] = []
    _enter(levels, Level(root, path, None, iter(root)), begin)
    while levels:
        level, work = levels[-1]
        between(level)
        child = level.last = next(level.children, None)
        if child is None:
            levels.pop()
            next(work, None)
        else:
            _enter(levels, Level(child, level.path + _step(child, level.names, prefixes), level, iter(child)), begin)


def _enter(levels: list[tuple[Level, Work]], level: Level, begin: Callable[[Level], Work | None]) -> None:
    work = begin(level)
    if work is not None:
        next(work)
        levels.append((level, work))


def path_to(element: etree._Element, prefixes: Prefixes) -> str:
    """The XPath of `element`, as `descend` writes it."""
    names: Counter[str] = Counter()
    parent = element.getparent()
    siblings = [element] if parent is None else list(parent)
    steps = {sibling: _step(sibling, names, prefixes) for sibling in siblings}
    return ("" if parent is None else path_to(parent, prefixes)) + steps[element]


def _step(child: etree._Element, names: Counter[str], prefixes: Prefixes) -> str:
    """The XPath step from the parent to `child`; `names` counts the children before it. "" for entities."""
    if not isinstance(child.tag, str):
        return ""  # type: ignore[unreachable]  # the stubs know no entities
    names["*"] += 1
    namespace, _, name = child.tag.rpartition("}")
    prefix = prefixes.get(namespace[1:])
    if prefix is None:
        return f"/*[{names['*']}]"
    names[prefix + name] += 1
    return f"/{prefix}{name}[{names[prefix + name]}]"
