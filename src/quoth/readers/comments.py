"""Comments of an HTML or XML file that speak to quoth: they stay in its tree, as elements without letters, so that
whoever walks it knows where they stood. All others are taken out.
"""

from __future__ import annotations

from lxml import etree

from quoth.model.manuscript import Comment

__all__ = ["COMMENT", "comment_of", "keep_comments"]

COMMENT = "quoth-comment"
_SAYS = "says"


def keep_comments(root: etree._Element) -> None:
    """Have no comments under `root` but those that speak to quoth, each as an element `COMMENT`."""
    for comment in list(root.iter(etree.Comment)):
        parent, says = comment.getparent(), comment.text or ""
        if parent is not None and Comment.speaks(says):
            element = etree.Element(COMMENT, {_SAYS: says})
            element.tail = comment.tail
            parent.replace(comment, element)
    etree.strip_tags(root, etree.Comment)


def comment_of(element: etree._Element) -> str:
    """What the comment says that `element` stands for."""
    return element.get(_SAYS) or ""
