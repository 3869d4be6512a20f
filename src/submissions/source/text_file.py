"""Read a text file of the author's as UTF-8, through the gate."""

from __future__ import annotations

import os
import stat
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from submissions.findings import Finding, Place
from submissions.gate import pass_gate
from submissions.source.kinds import A_PICTURE, kind_of

# About 2,000 pages of plain text: no prose of a case is longer, and each sign passes several stages.
BYTES_MAX: Final = 5_000_000
# The mark of UTF-32 begins with that of UTF-16, so it is looked for first.
_BYTE_ORDER_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file; `file` is its name in findings, `starts` the index at which each line starts."""

    text: str
    file: str
    starts: tuple[int, ...]

    def place_at(self, index: int) -> Place:
        """Return the place of a character."""
        line = bisect_right(self.starts, index)
        return Place(self.file, line, index - self.starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return a line, counted from 1, without its end; empty past the last one."""
        if not 1 <= number <= len(self.starts):
            return ""
        start = self.starts[number - 1]
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.text)
        return self.text[start:end]


def name_in_findings(path: Path, workspace: Path) -> str:
    """Return a path as findings name it: relative to the workspace where it lies below it, with forward slashes."""
    try:
        return path.relative_to(workspace).as_posix()
    except ValueError:
        return path.name


def ordinary_file_findings(path: Path, place: Place, name: str) -> list[Finding]:
    """Tell why a path cannot be opened as a file, without opening it; links must have been dealt with before."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return [Finding("E125", place, f"the file is missing: '{name}'", "put it there, or mend its name here")]
    except OSError as error:
        words = error.strerror or "it cannot be reached"
        return [Finding("E125", place, f"the file cannot be reached: '{name}' ({words.lower()})", "mend its name here")]
    fault = _status_fault(status, readable=os.access(path, os.R_OK))
    return [Finding(fault[0], place, f"{fault[1]}: '{name}'", fault[2] or _order_to_fill(name))] if fault else []


def _order_to_fill(name: str) -> str:
    """Return what to do about an empty file: no case goes without its own, any other one is named by it."""
    if PurePath(name).name == "case.yaml":
        return "delete it and start anew with `submissions new case`, or bring back a copy of it"
    return "write it, or take its name out"


def _status_fault(status: os.stat_result, *, readable: bool) -> tuple[str, str, str] | None:
    """Return the code, the words and the order for what is not an ordinary, readable file with something in it."""
    if stat.S_ISDIR(status.st_mode):
        return "E127", "this is a folder, not a file", "name a file inside it"
    if not stat.S_ISREG(status.st_mode):
        return "E127", "this is a pipe or a device, not a file", "put an ordinary file there"
    if not readable:
        return "E125", "the file may not be read", "allow yourself to read it"
    if status.st_size == 0:
        return "E102", "the file is empty", ""
    return None


def read_text_file(path: Path, file: str, asked_at: Place) -> tuple[SourceText | None, list[Finding]]:
    """Read a text file whole; `file` names it in findings, `asked_at` is where the case asks for it.

    A UTF-8 byte order mark is accepted and left out; Windows line ends become plain ones. What the gate refuses is
    replaced by U+FFFD, so that it goes no further.
    """
    findings = ordinary_file_findings(path, asked_at, file)
    if findings:
        return None, findings
    with path.open("rb") as stream:
        content = stream.read(BYTES_MAX + 1)
    if len(content) > BYTES_MAX:
        words = f"the file is larger than {BYTES_MAX // 1_000_000} MB: '{file}'"
        return None, [
            Finding("E104", Place(file), words, "move long texts into files of their own, and exhibits into annexes")
        ]
    kind = kind_of(content)
    if kind:
        words = f"the file is not plain text but {kind}: '{file}'"
        order = "open it, copy its words into a plain text file of an editor, and save that as UTF-8 under this name"
        if kind == A_PICTURE:
            order = "put the text file itself there; a picture belongs under 'images' or 'annexes'"
        return None, [Finding("E128", Place(file), words, order)]
    return decode_text(content, file)


def decode_text(content: bytes, file: str) -> tuple[SourceText | None, list[Finding]]:
    """Return the bytes of a file as text that has passed the gate; `file` names it in findings."""
    text, fault = _decode(content, file)
    if text is None:
        return None, [fault] if fault else []
    if not text.strip():
        return None, [Finding("E102", Place(file), f"the file is empty: '{file}'", _order_to_fill(file))]
    source = _with_lines(text, file)
    clean, findings = pass_gate(text, source.place_at)
    return SourceText(clean, file, source.starts), findings


def _with_lines(text: str, file: str) -> SourceText:
    starts = [0]
    index = text.find("\n")
    while index >= 0:
        starts.append(index + 1)
        index = text.find("\n", index + 1)
    return SourceText(text, file, tuple(starts))


def _decode(content: bytes, file: str) -> tuple[str | None, Finding | None]:
    """Return the text of the bytes with plain line ends, or what encoding they are in instead of UTF-8."""
    help_ = "save the file as UTF-8; every editor offers it under 'Save as' or 'Encoding'"
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return None, Finding("E103", Place(file), f"the file is not UTF-8 but {encoding}: '{file}'", help_)
    # UTF-16 without its mark has a zero beside every letter of Latin script; text in UTF-8 has none.
    zeros = content[:4096].count(0)
    if zeros * 3 > len(content[:4096]):
        return None, Finding("E103", Place(file), f"the file is not UTF-8 text: '{file}'", help_)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        good = content[: fault.start].decode("utf-8-sig", errors="ignore")
        line = good.count("\n") + 1
        place = Place(file, line, len(good) - (good.rfind("\n") + 1) + 1)
        words = f"the file is not UTF-8: the byte {content[fault.start]:02X} here is of another encoding"
        return None, Finding("E103", place, words, help_)
    return text.replace("\r\n", "\n").replace("\r", "\n"), None
