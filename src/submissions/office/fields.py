"""Find the fields of a part of a Word file: what marks each, its instruction and its result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from submissions.office.elements import drop
from submissions.office.names import w

LEAVE_WORDS: Final = frozenset({
    "AUTOTEXT", "AUTOTEXTLIST", "COMPARE", "DOCPROPERTY", "GLOSSARY", "HYPERLINK", "IF", "INCLUDE", "INCLUDEPICTURE",
    "INCLUDETEXT", "NOTEREF", "PAGEREF", "QUOTE", "REF", "SEQ", "SET", "STYLEREF", "IMPORT", "SHAPE",
})  # fmt: skip
"""Fields that printed or fetched something when the file was saved: its words or picture stay, the field goes."""


@dataclass(slots=True)
class WordField:
    """A field of several runs (ECMA-376 part 1, 17.16.18): its instruction, what marks it, its code and its result."""

    instruction: str = ""
    in_result: bool = False
    marks: list[etree._Element] = field(default_factory=list)
    code: list[etree._Element] = field(default_factory=list)
    result: list[etree._Element] = field(default_factory=list)


def fields_of(root: etree._Element, *, mends: bool = False) -> Iterator[WordField]:
    """Yield the fields of a part that begin and end; the inner ones before those around them.

    What opens and never closes, or the other way round, is taken for no field; its marks are dropped if this `mends`.
    """
    stack: list[WordField] = []
    strays: list[etree._Element] = []
    for node in [child for run in root.iter(w("r")) for child in run if child.tag != w("rPr")]:
        kind = node.get(w("fldCharType"), "") if node.tag == w("fldChar") else ""
        is_code = node.tag == w("instrText")
        for around in stack if kind in ("", "begin") else stack[:-1]:
            (around.result if around.in_result else around.code).append(node)
        if node.tag == w("fldChar") and kind not in ("begin", "separate", "end"):
            strays.append(node)
        elif kind == "begin":
            stack.append(WordField(marks=[node]))
        elif (kind or is_code) and (not stack or (stack[-1].in_result and kind != "end")):
            strays.append(node)
        elif kind:
            stack[-1].marks.append(node)
            stack[-1].in_result = True
            if kind == "end":
                yield stack.pop()
        elif is_code:
            stack[-1].instruction += node.text or ""
    strays += [part for one in stack for part in (*one.marks, *one.code)]
    for node in strays if mends else ():
        drop(node)
