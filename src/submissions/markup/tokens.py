"""Look at the tokens of one block before it is read."""

from __future__ import annotations

from markdown_it.tree import SyntaxTreeNode

from submissions.markup.attributes import NONE, Attributes, read_attributes


def content(node: SyntaxTreeNode) -> str:
    """Return the source text of a paragraph or cell."""
    return node.children[0].content if node.children else ""


def attributes_alone(node: SyntaxTreeNode) -> Attributes:
    """Return the attributes that are all there is in a paragraph."""
    inside = node.children[0].children
    return read_attributes(inside[0].content) if len(inside) == 1 and inside[0].type == "attributes" else NONE
