"""Put lines into a case file at the end of one of its lists, and leave every byte that was there as it was.

The list may be written with hyphens or in brackets, be empty, or not be there at all. What comes out is read again: but
for the new entries it has to hold what it held, else nothing is appended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from submissions.findings import Finding, Place
from submissions.importing.records import Entry, Items, Leaf, Listed, Tree
from submissions.importing.yaml_rows import WrittenLine, block_lines, flow_lines
from submissions.source import SourceText
from submissions.source.case_file import read_yaml
from submissions.source.text_file import decode_text
from submissions.values import RefusedNode, SourceList, SourceMapping

_LINE_END: Final = re.compile(rb"\r\n|\r|\n")
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_DASH, _INDENT = 2, 4


@dataclass(frozen=True, slots=True)
class CaseText:
    """A case file as it is: its bytes, its text, and the values in it."""

    content: bytes
    source: SourceText
    root: SourceMapping

    def start_of(self, line: int) -> int:
        """Return the index of the byte at which a line begins, counted from 1; the end of the file past the last."""
        starts = [0, *(match.end() for match in _LINE_END.finditer(self.content))]
        return starts[line - 1] if line <= len(starts) else len(self.content)

    @property
    def end(self) -> bytes:
        """The bytes with which its lines end."""
        match = _LINE_END.search(self.content)
        return match[0] if match else b"\n"


@dataclass(frozen=True, slots=True)
class Appended:
    """The new file, its values, the cell of each new line from `first` on, and by how many lines the others moved."""

    content: bytes
    root: SourceMapping
    first: int
    places: tuple[Place, ...]
    moved: int


@dataclass(frozen=True, slots=True)
class _Insertion:
    """Bytes that go into the file at an index; `lead` lines stand before the first one of the rows."""

    index: int
    lead: tuple[str, ...]
    lines: tuple[WrittenLine, ...]
    breaks_before: bool = False
    breaks_behind: bool = True


def append(case: CaseText, listed: Listed, entries: Sequence[Entry]) -> tuple[Appended | None, list[Finding]]:
    """Return the case file with entries at the end of a list, or why that cannot be done."""
    for insertion in _insertions(case, listed, entries):
        content, first = _inserted(case, insertion)
        root = _read(content, case.source.file)
        if root is not None and _is_as_before(case.root, root, listed, entries):
            places = tuple(line.place for line in insertion.lines)
            moved = len(_LINE_END.findall(content)) - len(_LINE_END.findall(case.content))
            return Appended(content, root, first, places, moved), []
    place = case.root.key_place(listed)
    words = f"no entry can be appended to '{listed}' as it is written"
    order = f"write the list one item a line, each behind a hyphen and a space, or take '{listed}' out if it is empty"
    return None, [Finding("E189", place, words, order)]


def _read(content: bytes, file: str) -> SourceMapping | None:
    source, findings = decode_text(content, file)
    if source is None or any(one.is_error and one.code not in _OF_WORDS for one in findings):
        return None
    root, _ = read_yaml(source)
    return root


# What the gate refuses in a text is told at its cell, once the case is validated.
_OF_WORDS: Final = frozenset({"E130", "E131", "E132"})


def _insertions(case: CaseText, listed: Listed, entries: Sequence[Entry]) -> Iterator[_Insertion]:
    """Yield the ways in which entries may be appended, the nicest first."""
    node = case.root.at(listed)
    last = len(case.source.starts)
    if node is None:
        lines = block_lines(entries, _DASH, _INDENT)
        yield _Insertion(len(case.content), ("", f"{listed}:"), lines, breaks_before=True)
        yield _Insertion(len(case.content), (f"{listed}:",), lines, breaks_before=True)
        return
    key = case.root.key_place(listed)
    behind = min((one.place.line for one in case.root if one.place.line > key.line), default=last + 1)
    if isinstance(node, SourceList) and case.source.line(node.place.line)[node.place.column - 1 :].startswith("["):
        yield from _in_brackets(case, node, entries)
        return
    if isinstance(node, SourceList):
        dash = node.place.column - 1
        first = node[0].place.column - 1 if node else dash + _STEP_IN
        lines = block_lines(entries, dash, first if first > dash + 1 else dash + _STEP_IN)
        yield _at_line(case, _end_of_content(case.source, dash, key.line, behind), lines)
        yield _at_line(case, behind, lines)
    elif isinstance(node, RefusedNode) or node == "":
        yield _at_line(case, key.line + 1, block_lines(entries, _DASH, _INDENT))


_STEP_IN: Final = 2


def _at_line(case: CaseText, line: int, lines: tuple[WrittenLine, ...]) -> _Insertion:
    index = case.start_of(line)
    return _Insertion(index, (), lines, breaks_before=index == len(case.content))


def _end_of_content(source: SourceText, dash: int, key: int, behind: int) -> int:
    """Return the line behind the last one of a list: blank lines and comments as far left as its hyphens follow it."""
    line = behind
    while line - 1 > key:
        text = source.line(line - 1)
        bare = text.lstrip(" ")
        is_comment = bare.startswith("#") and len(text) - len(bare) <= dash
        if bare.strip() and not is_comment and bare.strip() != "...":
            break
        line -= 1
    return line


def _in_brackets(case: CaseText, node: SourceList, entries: Sequence[Entry]) -> Iterator[_Insertion]:
    """Yield how entries go before the bracket that closes a list, behind a comma where an item is without one."""
    line, column = _closing_bracket(case.source, node.place)
    text = case.source.line(line)[: column - 1]
    start = case.start_of(line) + (len(_BYTE_ORDER_MARK) if line == 1 and case.content[:3] == _BYTE_ORDER_MARK else 0)
    index = start + len(text.encode("utf-8"))
    lines = flow_lines(entries, _DASH)
    comma = WrittenLine(" " * _DASH + ",", lines[0].place)
    for lead in ((comma, *lines), lines) if node else (lines,):
        yield _Insertion(index, ("",), lead)


def _closing_bracket(source: SourceText, place: Place) -> tuple[int, int]:
    """Return line and column, from 1, of the bracket that closes the list that begins at a place."""
    from ruamel.yaml import YAML  # noqa: PLC0415  takes a tenth of a second, which `--help` need not wait for

    depth = 0
    for event in YAML(typ="safe", pure=True).parse(source.text):
        name = type(event).__name__
        if name == "SequenceStartEvent":
            here = (event.start_mark.line + 1, event.start_mark.column + 1)
            depth = 1 if not depth and here == (place.line, place.column) else depth + bool(depth)
        elif name == "SequenceEndEvent" and depth:
            depth -= 1
            if not depth:
                return event.end_mark.line + 1, event.end_mark.column
    return place.line, place.column


def _inserted(case: CaseText, insertion: _Insertion) -> tuple[bytes, int]:
    """Return the file with the insertion, and the number of the first line of the rows."""
    end = case.end
    before, after = case.content[: insertion.index], case.content[insertion.index :]
    needs_end = insertion.breaks_before and before and not _LINE_END.search(before[-1:])
    head = end if needs_end else b""
    new = end.join(text.encode("utf-8") for text in (*insertion.lead, *(line.text for line in insertion.lines)))
    first = len(_LINE_END.findall(before + head)) + 1 + len(insertion.lead)
    return before + head + new + (end if insertion.breaks_behind else b"") + after, first


def _is_as_before(old: SourceMapping, new: SourceMapping, listed: Listed, entries: Sequence[Entry]) -> bool:
    """Tell whether a new file holds what the old one held, and behind it the entries, each as it was understood."""
    before, after = old.at(listed), new.at(listed)
    kept = list(before) if isinstance(before, SourceList) else []
    if not isinstance(after, SourceList) or list(new) != list(dict.fromkeys([*old, listed])):
        return False
    others = all(plain(new.at(key)) == plain(old.at(key)) for key in old if key != listed)
    wanted = [*map(plain, kept), *(meant(entry.tree) for entry in entries)]
    return others and [plain(one) for one in after] == wanted


def plain(node: Any) -> Any:
    """Return a value without its places, to be compared."""
    if isinstance(node, SourceMapping):
        return {str(key): plain(one) for key, one in node.items()}
    if isinstance(node, list):
        return [plain(one) for one in node]
    return None if isinstance(node, RefusedNode) else str(node)


def meant(tree: Tree) -> Any:
    """Return what is to be written without the cells that it came from, to be compared with what `plain` returns."""
    if isinstance(tree, Leaf):
        return tree.text
    if isinstance(tree, Items):
        return [meant(one) for one in tree.entries]
    return {key: meant(one) for key, one in tree.entries.items()}
