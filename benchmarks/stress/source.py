"""Read the words of a Markdown file as its author typed them, by markdown-it alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token as MarkdownToken
from mdit_py_plugins.footnote import footnote_plugin

from benchmarks.stress.tokens import Token, tokens

_ATTRIBUTES: Final = re.compile(r"\s*\{(?:[#.][\w.-]+\s*|[\w-]+=(?:\"[^\"]*\"|[^\s}]+)\s*)+\}")
_SPAN: Final = re.compile(r"\[([^\[\]]*)\](?=\{[.#\w])")
_FENCE: Final = re.compile(r"^\s*:{3,}.*$", re.MULTILINE)
# A star between two figures is a sign, as docs/reference/markup.md says.
_TIMES: Final = re.compile(r"(?<=\d)(\*+)(?=\d)")


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a text in order, and those of its notes."""

    body: tuple[Token, ...]
    notes: tuple[Token, ...] = ()


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    return parser.disable(["reference", "html_block", "html_inline", "entity"])


def read_source(text: str) -> Reading:
    """Return the words of a Markdown text, each with the line on which its paragraph's line stands."""
    prepared = _TIMES.sub(lambda found: "\\" + "\\".join(found[1]) if len(found[1]) == 1 else found[0], text)
    prepared = _SPAN.sub(r"\1", _FENCE.sub("", prepared))
    body: list[Token] = []
    notes: list[Token] = []
    into = body
    for token in _parser().parse(prepared):
        if token.type in ("footnote_block_open", "footnote_block_close"):
            into = notes if token.type.endswith("open") else body
        elif token.type == "inline":
            into.extend(_inline(token))
        elif token.type in ("fence", "code_block"):
            into.extend(_lines(token.content, (token.map or [0])[0] + 1))
    return Reading(tuple(body), tuple(notes))


def _inline(token: MarkdownToken) -> Iterator[Token]:
    children = token.children or []
    text = "".join(_words(child, before) for child, before in zip(children, [None, *children], strict=False))
    yield from _lines(_ATTRIBUTES.sub("", text), (token.map or [0])[0] + 1)


def _words(token: MarkdownToken, before: MarkdownToken | None) -> str:
    match token.type:
        case "footnote_ref" if before is not None and before.type == token.type:
            return ","  # the marks of two notes at one place are parted
        case "softbreak" | "hardbreak":
            return "\n"
        case "image":
            return ""
        case _:
            return token.content


def _lines(text: str, first: int) -> Iterator[Token]:
    for number, line in enumerate(text.split("\n"), start=first):
        yield from tokens(line, number)
