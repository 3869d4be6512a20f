"""Tell each fault of a case once: not again by what cannot be done for want of what was refused or not given."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import Final

from submissions.findings import Finding

# What the author gives and has not given, or not in the language of the document, or in a file that is not there.
_GAPS: Final = frozenset(
    {"E114", "E135", "E116", "E117", "E125", "E126", "E127", "E128", "E129", "E136", "E210", "E255"}
)
# Characters that the gate refuses and hands on as U+FFFD.
_REFUSED: Final = frozenset({"E130", "E131", "E132"})
# What becomes of a template where a gap is: an empty heading, paragraph or section, an expression without its value.
_CONSEQUENCES: Final = frozenset({"E215", "E217", "E322", "E350", "E351", "E352", "E355", "W330"})


def without_consequences(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings on one document, each once, without those that only repeat a gap or a refused character.

    They are no other faults: who fills the gap mends them.
    """
    refused = {(one.place.file, one.place.line) for one in findings if one.code in _REFUSED}
    findings = [one for one in findings if not (_is_stand_in(one) and (one.place.file, one.place.line) in refused)]
    gaps = [finding for finding in findings if finding.code in _GAPS]
    needs = {_quoted(finding)[-1].partition(".")[0] for finding in gaps if finding.code == "E210"}
    # Whose protection is written in the case is told of there, and not again where a text would name the person.
    told = {_quoted(one)[1] for one in gaps if one.code == "E135" and _quoted(one)[0] == "name"}
    once = [one for one in findings if not (one.code == "E135" and _quoted(one)[0] in told)]
    return tuple(dict.fromkeys(one for one in once if not (gaps and _repeats(one, needs))))


def _is_stand_in(finding: Finding) -> bool:
    """Tell whether a letter that no font has is the one that the gate sets for a character that it refuses."""
    return finding.code == "E510" and "(U+FFFD)" in finding.message


def _repeats(finding: Finding, needs: Set[str]) -> bool:
    if not finding.place.file.startswith("templates/"):
        return False
    printed = _quoted(finding)[:1]
    if finding.code == "E213":  # a part of what is needed, or what the template has made of it
        return bool(needs) and any(re.split(r"\W", name)[0] in needs or _WORD.fullmatch(name) for name in printed)
    if finding.code == "E212":  # the first item of a list that has none
        return bool(needs) and any(name.isdecimal() for name in printed)
    if finding.code == "E621":  # the mark of a gap is itself a placeholder
        return "placeholder" in finding.message
    return finding.code in _CONSEQUENCES


def _quoted(finding: Finding) -> list[str]:
    """Return what stands between quotation marks in a message."""
    return re.findall(r"'([^']*)'", finding.message)


_WORD: Final = re.compile(r"\w+")
