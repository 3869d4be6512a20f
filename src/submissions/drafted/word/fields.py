"""The fields of Word: which print what somebody wrote, which Word fills by itself, and which refer to something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


# ECMA-376 part 1, 17.16.5. What is in none of these sets prints its result like any other words.
_LISTS: Final = frozenset({"TOC", "TOA", "INDEX"})
_UNSEEN: Final = frozenset({"XE", "TC", "TA", "RD", "SET", "PRIVATE", "ADVANCE"})
_OWN: Final = _names(
    "AUTHOR COMMENTS CREATEDATE DATE DOCPROPERTY DOCVARIABLE EDITTIME FILENAME FILESIZE INFO KEYWORDS LASTSAVEDBY "
    "NUMCHARS NUMPAGES NUMWORDS PAGE PRINTDATE REVNUM SAVEDATE SECTION SECTIONPAGES SUBJECT TEMPLATE TIME TITLE "
    "USERADDRESS USERINITIALS USERNAME STYLEREF"
)
_TO_FILL: Final = _names("ASK FILLIN MACROBUTTON MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF SKIPIF DATABASE")
_OUTSIDE: Final = _names("INCLUDEPICTURE INCLUDETEXT LINK DDE DDEAUTO EMBED IMPORT INCLUDE")
_LOST: Final = _names("EQ SYMBOL LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT BARCODE DISPLAYBARCODE SHAPE")
_REMARKS: Final = {
    **dict.fromkeys(_LISTS, "contents"),
    **dict.fromkeys(_OWN, "own field"),
    **dict.fromkeys(_TO_FILL, "to be filled in"),
    **dict.fromkeys(_OUTSIDE, "outside field"),
    **dict.fromkeys(_LOST, "lost field"),
}


@dataclass(frozen=True, slots=True)
class FieldCode:
    r"""An instruction such as `REF _Ref1 \r \h`: its name, its arguments, and its switches in small letters."""

    name: str
    arguments: tuple[str, ...] = ()
    switches: frozenset[str] = frozenset()

    @property
    def remark(self) -> str:
        """The kind of remark that the field calls for, "" for none."""
        return _REMARKS.get(self.name, "")

    @property
    def is_left_out(self) -> bool:
        """Whether what the field shows is no words of the author's: contents, an index, entries that print nothing."""
        return self.name in _LISTS or self.name in _UNSEEN

    @property
    def address(self) -> str:
        """Where a link leads, with the place on the page; "" where it leads to a place in the file itself."""
        if self.name != "HYPERLINK" or len(self.arguments) <= ("l" in self.switches):
            return ""
        return "#".join(self.arguments[: 1 + ("l" in self.switches)])

    @property
    def target(self) -> str:
        """The bookmark whose number or page is printed, "" where it is something else."""
        is_number = self.name == "REF" and bool(self.switches & {"r", "n", "w"})
        return self.arguments[0] if self.arguments and (is_number or self.name in ("NOTEREF", "PAGEREF")) else ""


def read_code(instruction: str) -> FieldCode:
    """Return the parts of an instruction."""
    words = [quoted.replace('\\"', '"').replace("\\\\", "\\") or bare for quoted, bare in _QUOTED.findall(instruction)]
    if not words:
        return FieldCode("")
    switches = frozenset(word[1:].lower() for word in words[1:] if word.startswith("\\") and len(word) == 2)
    name = "=" if words[0].startswith("=") else words[0].upper()
    return FieldCode(name, tuple(word for word in words[1:] if not word.startswith("\\")), switches)


@dataclass(slots=True)
class OpenField:
    """A field that is being read: its instruction so far, and whether its result has begun."""

    instruction: str = ""
    in_result: bool = False
    code: FieldCode = FieldCode("")
    number: int = 0
    """Of the paragraph in which it begins."""
