"""Look at a template before it runs: refuse what is not supported, and mark what it prints and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import Final

from jinja2 import nodes
from jinja2.filters import FILTERS
from jinja2.tests import TESTS
from jinja2.visitor import NodeTransformer

from submissions.jinja.marks import mark_lines

PRINT_FILTER: Final = "printed"
JOIN_FILTER: Final = "joined"

_ELSEWHERE: Final = frozenset(FILTERS) | frozenset(TESTS)
_INSTEAD: Final = {"defined": "given", "mapping": "given", "true": "given"}
_TAGS: Final[dict[type[nodes.Node], str]] = {
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "from",
    nodes.Extends: "extends",
    nodes.Block: "block",
}

Report = Callable[[str, int, str, str], None]
"""Takes a finding's code, the template's line, the message and the help."""


_TAG: Final = re.compile(r"\{%.*?%\}")
# The ends of blocks that print nothing: there is no sentence that could be joined to the next line.
_SILENT_END: Final = re.compile(r"\{%-?\s*end(?:macro|set)\s*%\}$")


def keep_line_ends(source: str) -> str:
    """Keep the end of a line that ends in a tag but is not made of tags alone.

    Jinja drops the line end after every tag, which is right for a tag on a line of its own and would join a sentence
    that ends in `{% endif %}` to what follows it.
    """
    return "\n".join(
        line[:-2] + "+%}" if _TAG.search(line) and line.endswith("%}") and _ends_words(line) else line
        for line in source.split("\n")
    )


def _ends_words(line: str) -> bool:
    """Tell whether a line holds more than tags, and its last tag does not say itself what to do with the line end."""
    says = line.endswith(("-%}", "+%}")) or _SILENT_END.search(line)
    return not says and bool(_TAG.sub("", line).strip())


class Preparer(NodeTransformer):
    """Rewrites a template so that each printed value goes through our hands, with its wording and line."""

    def __init__(self, filters: Collection[str], tests: Collection[str], report: Report) -> None:
        """Keep the names that a template may use, and where to report others."""
        self.filters, self.tests, self.report = filters, tests, report

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802  the visitor's own naming
        """Mark the lines of text, and send values through the filter that prints."""
        made: list[nodes.Expr] = []
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                made.append(nodes.TemplateData(mark_lines(child.data, child.lineno), lineno=child.lineno))
                continue
            wording = nodes.Const(expression(child), lineno=child.lineno)
            line = nodes.Const(child.lineno, lineno=child.lineno)
            inside = self.visit(child)
            made.append(nodes.Filter(inside, PRINT_FILTER, [wording, line], [], None, None, lineno=child.lineno))
        node.nodes = made
        return node

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802
        """Refuse the one name that Jinja itself adds."""
        if node.name == "self":
            self.report("E212", node.lineno, "there is no such name: 'self'", "take it out")
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        """Join with `~` in our own way: Jinja's would write HTML entities."""
        parts = nodes.List([self.visit(part) for part in node.nodes], lineno=node.lineno)
        return nodes.Filter(parts, JOIN_FILTER, [], [], None, None, lineno=node.lineno)

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802
        """Refuse a filter that does not exist."""
        self._refuse_unknown("filter", node.name, node.lineno, self.filters)
        return self.generic_visit(node)

    def visit_Test(self, node: nodes.Test) -> nodes.Node:  # noqa: N802
        """Refuse a test that does not exist."""
        self._refuse_unknown("test", node.name, node.lineno, self.tests)
        return self.generic_visit(node)

    def generic_visit(self, node: nodes.Node, *args: object, **kwargs: object) -> nodes.Node:
        """Refuse tags that reach into other files; a template is one file that can be read from top to bottom."""
        tag = _TAGS.get(type(node))
        if tag is not None:
            self.report("E218", node.lineno, f"this tag is not supported: '{tag}'", "write the text here itself")
        return super().generic_visit(node, *args, **kwargs)

    def _refuse_unknown(self, kind: str, name: str, line: int, known: Collection[str]) -> None:
        """Report a name that is not among the known ones, with the nearest."""
        if name in known:
            return
        # What Jinja knows elsewhere was not mistyped: a name like it would do something else.
        close = [] if name in _ELSEWHERE else get_close_matches(name, sorted(known), n=1)
        close = [_INSTEAD[name]] if name in _INSTEAD and _INSTEAD[name] in known else close
        listed = ", ".join(sorted(one for one in known if one.isidentifier()))
        order = f"write '{close[0]}'" if close else f"use one of: {listed}"
        self.report("E218", line, f"there is no such {kind}: '{name}'", order)


def expression(node: nodes.Node) -> str:  # noqa: PLR0911 - one return for each kind of expression
    """Return an expression as the template's author typed it, near enough to find it again."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{expression(node.node)}.{node.attr}"
        case nodes.Getitem():
            return f"{expression(node.node)}[{expression(node.arg)}]"
        case nodes.Const():
            return repr(node.value)
        case nodes.Filter() if node.node is not None:
            return f"{expression(node.node)}|{node.name}"
        case nodes.Call():
            return f"{expression(node.node)}({', '.join(expression(part) for part in node.args)})"
        case nodes.CondExpr():
            return f"{expression(node.expr1)} if ..."
    return type(node).__name__.lower()
