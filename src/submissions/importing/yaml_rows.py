"""Write entries as lines of a case file, each with the cell that it came from.

Block style where the list of the case is so, braces where it is written in brackets. A text is written as it is
where YAML reads it so, else between double quotation marks or, with several lines, below a `|` (YAML 1.2.2, chapters 7
and 8).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from submissions.findings import Place
from submissions.importing.records import Branch, Entry, Items, Leaf, Tree

# It begins with a letter or a figure, and nothing in it means anything to YAML, neither here nor in brackets.
_PLAIN: Final = re.compile(r"[^\W_]([\w ()./%+&’–—-]*[\w).])?")
_NOTHING: Final = frozenset({"null", "Null", "NULL"})
_ESCAPED: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"}
# What a block below a | keeps as it is: lines without a space at their ends, of which the first begins with none.
_BLOCK: Final = re.compile(r"\S(.*\S)?(\n+(.*\S))*")
_STEP: Final = 2


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """One line of the case file without its end, and the cell that it came from."""

    text: str
    place: Place


def block_lines(entries: Sequence[Entry], dash: int, indent: int) -> tuple[WrittenLine, ...]:
    """Return entries as items of a list whose hyphens stand behind `dash` spaces and whose keys behind `indent`."""
    lines: list[WrittenLine] = []
    for entry in entries:
        first, *rest = _block(entry.tree, indent, entry.place)
        hyphen = " " * dash + "-" + " " * (indent - dash - 1)
        lines += [WrittenLine(hyphen + first.text[indent:], first.place), *rest]
    return tuple(lines)


def _block(tree: Branch, indent: int, place: Place) -> Iterator[WrittenLine]:
    for key, value in tree.entries.items():
        yield from _keyed(" " * indent + key, value, indent, place)


def _keyed(head: str, value: Tree, indent: int, place: Place) -> Iterator[WrittenLine]:
    """Yield a key with its value: on one line, or below it."""
    if isinstance(value, Leaf) and "\n" in value.text and _BLOCK.fullmatch(value.text):
        yield WrittenLine(f"{head}: |", value.place)
        for line in value.text.split("\n"):
            yield WrittenLine((" " * (indent + _STEP) + line) if line else "", value.place)
    elif isinstance(value, Leaf) or (isinstance(value, Items) and value.is_short):
        yield WrittenLine(f"{head}: {_short(value)}", place_of(value, place))
    elif isinstance(value, Branch):
        yield WrittenLine(f"{head}:", place_of(value, place))
        yield from _block(value, indent + _STEP, place)
    else:
        yield WrittenLine(f"{head}:", place_of(value, place))
        for one in value.entries:
            yield from _item(one, indent + _STEP, place)


def _item(value: Tree, dash: int, place: Place) -> Iterator[WrittenLine]:
    if not isinstance(value, Branch):
        yield WrittenLine(" " * dash + f"- {_short(value)}", place_of(value, place))
        return
    first, *rest = _block(value, dash + _STEP, place)
    yield WrittenLine(" " * dash + "- " + first.text[dash + _STEP :], first.place)
    yield from rest


def place_of(value: Tree, otherwise: Place) -> Place:
    """Return the cell that a value came from, the first one where it has several."""
    if isinstance(value, Leaf):
        return value.place
    parts = value.entries.values() if isinstance(value, Branch) else value.entries
    return next((place_of(one, otherwise) for one in parts), otherwise)


def _short(value: Tree) -> str:
    """Return a value on one line."""
    if isinstance(value, Leaf):
        return scalar(value.text)
    if isinstance(value, Items):
        return "[" + ", ".join(map(_short, value.entries)) + "]"
    return "{" + ", ".join(f"{key}: {_short(one)}" for key, one in value.entries.items()) + "}"


def scalar(text: str) -> str:
    """Return a text on one line, between quotation marks where YAML would else read it otherwise."""
    if _PLAIN.fullmatch(text) and text not in _NOTHING and "  " not in text:
        return text
    return '"' + "".join(_ESCAPED.get(sign, sign) for sign in text) + '"'


def flow_lines(entries: Sequence[Entry], indent: int) -> tuple[WrittenLine, ...]:
    """Return entries as items within brackets: each value on a line of its own, commas between the items."""
    lines: list[WrittenLine] = []
    for number, entry in enumerate(entries):
        parts = list(_flow(entry.tree, " " * (indent + _STEP), entry.place))
        comma = "," if number < len(entries) - 1 else ""
        lines.append(WrittenLine(" " * indent + "{", entry.place))
        lines += [WrittenLine(f"{one.text},", one.place) for one in parts[:-1]]
        lines += [parts[-1], WrittenLine(" " * indent + "}" + comma, entry.place)]
    return tuple(lines)


def _flow(tree: Branch, head: str, place: Place) -> Iterator[WrittenLine]:
    """Yield the values of a mapping in braces, one a line; what is nested stands on the line of its key."""
    for key, value in tree.entries.items():
        yield WrittenLine(f"{head}{key}: {_short(value)}", place_of(value, place))
