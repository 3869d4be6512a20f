"""Say what is wrong with an author's material, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from submissions.codes import CODES


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A point in one of the author's files.

    `file` is relative to the workspace with forward slashes; `line` and `column` count from 1, and 0 means
    "the file as a whole".
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


class Severity(Enum):
    """How much a finding weighs; an error stops every file of its submission."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_SEVERITY_OF_LETTER = {"E": Severity.ERROR, "W": Severity.WARNING, "N": Severity.NOTE}


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or remark: a stable code, a place, one sentence, an order, and the rule behind it.

    `message` is one sentence in lower case without a full stop; `help` says what to do; `rule` names the
    document that says so, or is empty.
    """

    code: str
    place: Place
    message: str
    help: str = ""
    rule: str = ""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(f"finding code {self.code} is not in codes.py")

    @property
    def severity(self) -> Severity:
        """The weight that the code's first letter gives it."""
        return _SEVERITY_OF_LETTER[self.code[0]]

    @property
    def is_error(self) -> bool:
        """Whether nothing may be published while this finding stands."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.severity.value}[{self.code}]: {self.message}"


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any of the findings is an error."""
    return any(finding.is_error for finding in findings)
