"""Find what a template prints where a case gives it: the parts of a name, such as texts, that its body can reach."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import TemplateError, nodes

from submissions.jinja.environment import Sandbox


def parts_reached(body: str, stock: str, names: frozenset[str]) -> frozenset[str]:
    """Return "texts.delay" and the like for every part of `names` that a body prints or asks for, and the names.

    `stock` holds macros, of which only those count that the body calls, or that one of these calls. Nothing is returned
    for a template whose syntax is wrong.
    """
    sandbox = Sandbox("", frozenset())
    try:
        tree, shared = (sandbox.parse(text) for text in (body, stock))
    except TemplateError:
        return frozenset()
    macros = {macro.name: macro for one in (shared, tree) for macro in one.find_all(nodes.Macro)}
    reached = [*_outside_macros(tree)]
    called: set[str] = set()
    found: set[str] = set()
    while reached:
        node = reached.pop()
        for each in (node, *node.find_all(nodes.Node)):
            if isinstance(each, nodes.Getattr) and isinstance(each.node, nodes.Name) and each.node.name in names:
                found.add(f"{each.node.name}.{each.attr}")
            if isinstance(each, nodes.Name) and each.name in names:
                found.add(each.name)
            if isinstance(each, nodes.Name) and each.name in macros and each.name not in called:
                called.add(each.name)
                reached.append(macros[each.name])
    return frozenset(found)


def _outside_macros(tree: nodes.Template) -> Iterator[nodes.Node]:
    """Yield what a template runs itself."""
    yield from (node for node in tree.body if not isinstance(node, nodes.Macro))
