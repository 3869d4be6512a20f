"""What becomes of the fields of a letterhead: numbers of pages stay, what names or fetches something goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from submissions.office.elements import drop, unwrap
from submissions.office.fields import LEAVE_WORDS
from submissions.office.names import w
from submissions.writers.word.graft.opening import Letterhead

# They print the same for everybody, or the number of the page (ECMA-376 part 1, 17.16.5).
_KEPT: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "SYMBOL", "EQ", "ADVANCE"})
_WEB_LINK: Final = re.compile(r'\s*HYPERLINK\s+"(https?://|mailto:)[^"\\]+"', re.IGNORECASE)
_FIRST_WORD: Final = re.compile(r"\s*([A-Za-z]+)")


@dataclass(slots=True)
class _Field:
    """A field while it is read: its instruction, what marks it, its code and its result."""

    instruction: str = ""
    in_result: bool = False
    marks: list[etree._Element] = field(default_factory=list)
    code: list[etree._Element] = field(default_factory=list)
    result: list[etree._Element] = field(default_factory=list)


def settle_fields(letterhead: Letterhead) -> None:
    """Keep numbers of pages, leave the words of other fields or take them out; each that goes is named."""
    for name, root in letterhead.texts():
        for one in list(_fields(root)):
            _settle(letterhead, name, one)
        for simple in list(root.iter(w("fldSimple"))):
            act = _act(simple.get(w("instr"), ""))
            if act == "keep":
                continue
            _tell(letterhead, name, simple.get(w("instr"), ""), act)
            unwrap(simple) if act == "unlink" else drop(simple)
        for node in list(root.iter(w("fldData"))):
            drop(node)


def _settle(letterhead: Letterhead, name: str, one: _Field) -> None:
    act = _act(one.instruction)
    if act == "keep":
        return
    _tell(letterhead, name, one.instruction, act)
    for node in (*one.marks, *one.code, *(one.result if act == "take out" else ())):
        drop(node)


def _tell(letterhead: Letterhead, name: str, instruction: str, act: str) -> None:
    first = _FIRST_WORD.match(instruction)
    what = f"a field ({first[1].upper() if first else 'without a name'}) in {name}"
    letterhead.leave_out(f"{what}, whose words stay" if act == "unlink" else f"{what} with what it prints")


def _act(instruction: str) -> str:
    """Return what becomes of a field by its instruction: "keep", "unlink" or "take out"."""
    match = _FIRST_WORD.match(instruction)
    kind = match[1].upper() if match else ""
    if kind in _KEPT or _WEB_LINK.match(instruction):
        return "keep"
    return "unlink" if kind in LEAVE_WORDS else "take out"


def _fields(root: etree._Element) -> Iterator[_Field]:
    """Yield the fields of a part that begin and end; the inner ones before those around them.

    What opens and never closes, or the other way round, is taken for no field, and its marks are dropped.
    """
    stack: list[_Field] = []
    for node in [child for run in root.iter(w("r")) for child in run if child.tag != w("rPr")]:
        kind = node.get(w("fldCharType"), "") if node.tag == w("fldChar") else ""
        is_code = node.tag == w("instrText")
        for around in stack if kind in ("", "begin") else stack[:-1]:
            (around.result if around.in_result else around.code).append(node)
        if node.tag == w("fldChar") and kind not in ("begin", "separate", "end"):
            drop(node)
        elif kind == "begin":
            stack.append(_Field(marks=[node]))
        elif (kind or is_code) and (not stack or (stack[-1].in_result and kind != "end")):
            drop(node)
        elif kind:
            stack[-1].marks.append(node)
            stack[-1].in_result = True
            if kind == "end":
                yield stack.pop()
        elif is_code:
            stack[-1].instruction += node.text or ""
    for one in stack:
        for part in (*one.marks, *one.code):
            drop(part)
