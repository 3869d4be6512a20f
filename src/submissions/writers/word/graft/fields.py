"""What becomes of the fields of a letterhead: numbers of pages stay, what names or fetches something goes."""

from __future__ import annotations

import re
from typing import Final

from submissions.office.elements import drop, unwrap
from submissions.office.fields import LEAVE_WORDS, WordField, fields_of
from submissions.office.names import w
from submissions.writers.word.graft.opening import Letterhead

# They print the same for everybody, or the number of the page (ECMA-376 part 1, 17.16.5).
_KEPT: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "SYMBOL", "EQ", "ADVANCE"})
_LISTS: Final = frozenset({"TOC", "TOA", "INDEX"})
_WEB_LINK: Final = re.compile(r'\s*HYPERLINK\s+"(https?://|mailto:)[^"\\]+"', re.IGNORECASE)
_FIRST_WORD: Final = re.compile(r"\s*([A-Za-z]+)")


def settle_fields(letterhead: Letterhead, *, is_form: bool) -> None:
    """Keep numbers of pages, leave the words of other fields or take them out; each that goes is named.

    A form is a document: what its fields showed, contents and an index apart, are words of it.
    """
    for name, root in letterhead.texts():
        for one in list(fields_of(root, mends=True)):
            _settle(letterhead, name, one, is_form=is_form)
        for simple in list(root.iter(w("fldSimple"))):
            act = _act(simple.get(w("instr"), ""), is_form=is_form)
            if act == "keep":
                continue
            _tell(letterhead, name, simple.get(w("instr"), ""), act)
            unwrap(simple) if act == "unlink" else drop(simple)
        for node in list(root.iter(w("fldData"))):
            drop(node)


def _settle(letterhead: Letterhead, name: str, one: WordField, *, is_form: bool) -> None:
    act = _act(one.instruction, is_form=is_form)
    if act == "keep":
        return
    _tell(letterhead, name, one.instruction, act)
    for node in (*one.marks, *one.code, *(one.result if act == "take out" else ())):
        drop(node)


def _tell(letterhead: Letterhead, name: str, instruction: str, act: str) -> None:
    first = _FIRST_WORD.match(instruction)
    what = f"a field ({first[1].upper() if first else 'without a name'}) in {name}"
    letterhead.leave_out(f"{what}, whose words stay" if act == "unlink" else f"{what} with what it prints")


def _act(instruction: str, *, is_form: bool) -> str:
    """Return what becomes of a field by its instruction: "keep", "unlink" or "take out"."""
    match = _FIRST_WORD.match(instruction)
    kind = match[1].upper() if match else ""
    if kind in _KEPT or _WEB_LINK.match(instruction):
        return "keep"
    return "unlink" if kind in LEAVE_WORDS or (is_form and kind not in _LISTS) else "take out"
