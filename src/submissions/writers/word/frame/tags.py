"""Compile the docxtpl tags of a frame's parts once, strictly: known names only, no loops, calls or attributes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import docxtpl
import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from submissions.findings import Finding, Place
from submissions.office.names import w

NAMES: Final = ("body", "cover", "draft", "header", "language", "marking", "organisation", "page_of", "title")
# Names, conditions and a few filters: a loop or a call in a letterhead would be a program.
_ALLOWED: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Not, nodes.And, nodes.Or,
    nodes.Const, nodes.Compare, nodes.Operand, nodes.CondExpr, nodes.Filter,
)  # fmt: skip
_FILTERS: Final = frozenset({"upper", "lower", "title", "trim"})
# Of two values whether they are the same: an order among words and truths would be a question without an answer.
_COMPARED: Final = frozenset({"eq", "ne"})
# Of XML, on which a change of letters would be a change of elements.
_MADE: Final = frozenset({"body", "page_of"})
_SHOWN_MAX: Final = 60
_TAG_MAX: Final = 300
"""Signs of a tag: whoever reads a longer one reads a program."""

_DEPTH_MAX: Final = 10
"""How deep one `if` may stand in another."""

_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_BRANCH: Final = re.compile(r"\{%[-+p]*\s*(if|endif)\b")
# What Word makes of a straight mark in the languages that set it otherwise; spaces inside belong to the marks.
_DOUBLE: Final = re.compile("[\u00ab]\\s*|\\s*[\u00bb]|[\u201c-\u201f]")
_SINGLE: Final = re.compile("[\u2039]\\s*|\\s*[\u203a]|[\u2018-\u201b]")


@cache
def strict_environment() -> ImmutableSandboxedEnvironment:
    """Return the only environment in which a frame is ever rendered: sandboxed, strict, escaping."""
    return ImmutableSandboxedEnvironment(undefined=jinja2.StrictUndefined, autoescape=True)


def part_source(xml: str) -> str:
    """Return the Jinja source of a part as docxtpl makes it, each paragraph beginning a line."""
    # All that docxtpl does here is to join the tags that Word has cut into runs. It is called for that one method, not
    # copied: frames are written by its rules, and bodies drafted in Word, with their loops, will need the rest.
    patched: str = docxtpl.DocxTemplate(io.BytesIO()).patch_xml(xml)
    return _TAG.sub(_with_straight_marks, re.sub(r"<w:p([ >])", r"\n<w:p\1", patched))


def _with_straight_marks(tag: re.Match[str]) -> str:
    """Return a tag with the quotation marks of a program, where Word has set those of a language."""
    return _SINGLE.sub("'", _DOUBLE.sub('"', tag.group()))


def paragraph_texts(root: etree._Element) -> list[str]:
    """Return the text of each paragraph of a part, in order."""
    return ["".join(node.text or "" for node in paragraph.iter(w("t"))) for paragraph in root.iter(w("p"))]


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN_MAX else f"{text[:_SHOWN_MAX]}..."


def _broken(part: str, index: int, text: str, place: Place, why: str) -> Finding:
    return Finding(
        "E406",
        place,
        f"a tag of the frame {why}, in {part}, paragraph {index}: {_shown(text)}",
        "type the tag anew in one go, without formatting inside it",
    )


def check_balance(part: str, root: etree._Element, place: Place) -> Iterator[Finding]:
    """Each tag opens and closes within its paragraph."""
    for index, text in enumerate(paragraph_texts(root), 1):
        for opening, closing in (("{{", "}}"), ("{%", "%}"), ("{#", "#}")):
            if text.count(opening) != text.count(closing):
                yield _broken(part, index, text, place, "is not closed" if opening in text else "is not opened")
                break
        if any(len(tag.group()) > _TAG_MAX for tag in _TAG.finditer(text)):
            yield _broken(part, index, text, place, f"is longer than {_TAG_MAX} signs")


def _check_depth(part: str, texts: list[str], place: Place) -> Iterator[Finding]:
    """No `if` stands deeper in others than a reader can follow."""
    depth = 0
    for index, text in enumerate(texts, 1):
        for branch in _BRANCH.finditer(text):
            depth += 1 if branch.group(1) == "if" else -1
            if depth > _DEPTH_MAX:
                yield _broken(part, index, text, place, f"stands in more than {_DEPTH_MAX} others")
                return


def compile_part(
    part: str, root: etree._Element, xml: str, place: Place
) -> tuple[jinja2.Template | None, list[Finding]]:
    """Compile a part; None and findings (part, paragraph, tag) where its tags are not what a frame may hold."""
    texts = paragraph_texts(root)
    findings = [*check_balance(part, root, place), *_check_depth(part, texts, place)]
    if findings:
        return None, findings
    environment, source = strict_environment(), part_source(xml)
    try:
        tree = environment.parse(source)
    except jinja2.TemplateSyntaxError as error:
        index = min(max(error.lineno - 1, 1), len(texts)) if texts else 0
        return None, [
            _broken(part, index, texts[index - 1] if texts else "", place, f"is not understood ({error.message})")
        ]
    findings.extend(_check_nodes(part, tree, source, place))
    return (None if findings else environment.from_string(source)), findings


def _check_nodes(part: str, tree: nodes.Template, source: str, place: Place) -> Iterator[Finding]:
    lines = [re.sub(r"<[^>]+>", "", line) for line in source.split("\n")]
    index = 0
    for node in tree.find_all(nodes.Node):
        # What compares two values has no line of its own: it stands where the last one that has stood.
        index = max(node.lineno - 1, 0) if getattr(node, "lineno", None) else index
        text = lines[index] if index < len(lines) else ""
        if not _is_allowed(node):
            yield _broken(
                part, index, text, place, "does more than a frame may (a name, an if, ==, upper, lower, title, trim)"
            )
            return
        if isinstance(node, nodes.Name) and node.name not in NAMES:
            yield Finding(
                "E407",
                place,
                f"a tag of the frame asks for an unknown name, in {part}, paragraph {index}: {node.name}",
                f"use one of {', '.join(NAMES)}",
            )
        elif isinstance(node, nodes.Name) and node.name == "body" and part != "word/document.xml":
            yield _broken(part, index, text, place, "prints the document where none can stand")


def _is_allowed(node: nodes.Node) -> bool:
    """Say whether a frame may hold what a tag consists of: nothing of it can fail, whatever the values are."""
    if isinstance(node, nodes.Operand):
        return node.op in _COMPARED
    if isinstance(node, nodes.Filter):
        made = isinstance(node.node, nodes.Name) and node.node.name in _MADE
        bare = not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)
        return bare and node.name in _FILTERS and not made
    return isinstance(node, _ALLOWED)
