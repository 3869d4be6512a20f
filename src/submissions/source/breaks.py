"""Find where a file of YAML is broken: at the line that, mended a little, makes the lines around it sound again.

A parser stops where it can go on no longer, which may be far behind the fault: an open quotation mark takes in line
after line. So the part of the file that cannot be read by itself is looked for, and what may mend it is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from submissions.findings import Finding, Place
from submissions.source.foreign import take_out_marks
from submissions.source.mends import LineMend, mends
from submissions.source.text_file import SourceText

BREAKS_MAX: Final = 10
"""How many breaks of one file are told."""
# How many lines are read again for one break; a second for some ten thousand.
_LINES_MAX: Final = 40_000
_BEGINS: Final = re.compile(r"[A-Za-z_\"'][\w\"' -]*:(?: |$)")


def find_breaks(source: SourceText) -> list[Finding]:
    """Return where a file that cannot be read is broken, and nothing where no small mend makes it sound."""
    lines, findings = take_out_marks(source)
    fault = stops_at(lines)
    while fault is not None and len(findings) < BREAKS_MAX:
        mend = _find_mend(lines, fault)
        if mend is None:
            break
        lines[mend.index : mend.tail] = mend.lines
        findings.append(
            Finding(mend.code, Place(source.file, mend.index + 1, mend.column + 1), mend.message, mend.order)
        )
        later = stops_at(lines)
        if later is not None and later <= min(fault, mend.index):
            break
        fault = later
    return findings


def stops_at(lines: Sequence[str]) -> int | None:
    """Return the index of the line at which a parser can go on no longer; None for sound lines."""
    from ruamel.yaml import YAML  # noqa: PLC0415  takes a tenth of a second, which `--help` need not wait for
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415

    try:
        for _ in YAML(typ="safe", pure=True).parse("\n".join(lines)):
            pass
    except MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        return min(mark.line, len(lines) - 1) if mark is not None else 0
    except (YAMLError, ValueError, OverflowError):
        return len(lines) - 1
    return None


def _find_mend(lines: list[str], fault: int) -> LineMend | None:
    """Return the first mend after which the part of the file with the fault can be read."""
    start, stop = _broken_part(lines, fault)
    before = max((one for one in _beginnings(lines) if one < start), default=start)
    inside = stops_at(lines[start:stop])
    last = min(start + inside, stop - 1) if inside is not None else min(fault, stop - 1)
    left = _LINES_MAX
    for mend in mends(lines[:stop], start, last):
        part = [*lines[before : mend.index], *mend.lines, *lines[mend.tail : stop]]
        left -= len(part)
        if left < 0:
            return None
        if mend.index >= before and stops_at(part) is None:
            return mend
    return None


def _broken_part(lines: Sequence[str], fault: int) -> tuple[int, int]:
    """Return the first part of the file, from a key of its own to the next, that cannot be read by itself."""
    starts = [*_beginnings(lines), len(lines)]
    parts = list(zip([0, *starts[1:]], starts[1:], strict=False))
    for start, stop in parts:
        if start <= fault and stops_at(lines[start:stop]) is not None:
            return start, stop
    return 0, len(lines)


def _beginnings(lines: Sequence[str]) -> list[int]:
    found: Iterator[int] = (index for index, line in enumerate(lines) if _BEGINS.match(line))
    return list(found) or [0]
