"""Compare what was found in a finished file with what the tree says, word for word and number for number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from submissions.findings import Finding, Place
from submissions.readback.lines import Line
from submissions.readback.normal import is_separator, normal, seen
from submissions.readback.telling import parting, remedy, shown, where
from submissions.reporting import order_to_report

# The first differences tell; one lost paragraph shifts whatever comes after it.
_MOST = 5


def same(expected: Line, found: Line) -> bool:
    """Tell whether a found line prints the expected number and words, whatever stands between the two."""
    if expected.kind != found.kind:
        return False
    printed = normal(f"{found.number} {found.text}")
    number = normal(expected.number)
    if not printed.startswith(number):
        return False
    rest, words = printed[len(number) :], normal(expected.text)
    if not number:
        return rest == words
    return rest.endswith(words) and is_separator(rest[: len(rest) - len(words)])


def compare_lines(expected: Sequence[Line], found: Sequence[Line], what: str) -> list[Finding]:
    """Return a finding for each of the first differences; `what` names the file's format ("the Word file")."""
    wanted = [line for line in expected if line.number or normal(line.text)]
    findings: list[Finding] = []
    for missing, extra in _differences(wanted, found):
        if len(findings) == _MOST:
            break
        findings.append(difference(missing, extra, what))
    return findings


def _differences(wanted: Sequence[Line], found: Sequence[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    matcher = SequenceMatcher(None, [_key(line) for line in wanted], [_key(line) for line in found], autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        length = max(last - first, end - start)
        for offset in range(length):
            left = wanted[first + offset] if first + offset < last else None
            right = found[start + offset] if start + offset < end else None
            if kind != "equal" or left is None or right is None or not same(left, right):
                yield left, right


def _key(line: Line) -> tuple[str, str]:
    """Return what aligns two lines: their letters and digits, numbers first."""
    return line.kind, "".join(sign for sign in seen(f"{line.number}{line.text}") if sign.isalnum())


def difference(missing: Line | None, extra: Line | None, what: str, at: int | None = None) -> Finding:
    """Return the finding for words that are missing, for words that are extra, or for both.

    `at` is where in the missing line the difference is; without it, where the two lines begin to differ.
    """
    if missing is None and extra is not None:
        message = f"{what} prints words that are not in the document: '{shown(extra)}'"
        return Finding("E602", extra.place, message, order_to_report("E602"))
    assert missing is not None  # noqa: S101 - one of the two sides is always there
    if extra is None:
        message = f"{what} lost words: '{shown(missing)}'{where(missing)}"
        return Finding("E601", missing.place, message, order_to_report("E601"))
    begins = parting(missing, extra) if at is None else at
    found = shown(extra, begins if at is None else 0)
    message = f"{what} prints '{found}' for '{shown(missing, begins)}'{where(missing)}"
    return Finding("E603", missing.place, message, remedy(missing, extra, begins, "E603"))


def compare_alternatives(expected: Sequence[Line], found: Sequence[str], place: Place, what: str) -> list[Finding]:
    """Return a finding for each picture whose words are missing or others; `place` is the output's."""
    findings = []
    for line, text in zip_longest(expected, found[: len(expected)], fillvalue=""):
        if isinstance(line, Line) and text != line.text:
            findings.append(difference(line, Line("alternative", "", text, place) if text else None, what))
    return findings


def unreadable(place: Place, what: str, reason: str) -> Finding:
    """Return the finding for a finished file that cannot be opened again."""
    return Finding("E604", place, f"{what} cannot be opened again: {reason}", order_to_report("E604"))
