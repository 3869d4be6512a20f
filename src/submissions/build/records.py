"""What a run is asked for, and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from submissions.admissibility.rows import RuleRow
from submissions.build.serve import Limits
from submissions.codes import CONSENT_CODES
from submissions.findings import Finding, Severity
from submissions.manifest import ExhibitRecord, FileRecord
from submissions.plan import Job, Selection
from submissions.publish.folder import State
from submissions.publish.transaction import Content


@dataclass(frozen=True, slots=True)
class Setting:
    """What every document of a run has in common; it travels to the child process.

    `workspace` and `output` are absolute. `writes` is off for a check. `strict` makes warnings stop a document.
    """

    workspace: Path
    as_of: date
    output: Path
    writes: bool = True
    validates: bool = False
    strict: bool = False

    def stops(self, finding: Finding) -> bool:
        """Tell whether a finding keeps its document from being written."""
        return finding.is_error or (self.strict and finding.severity is Severity.WARNING)

    @property
    def shown_output(self) -> str:
        """The output folder as findings name it: relative to the workspace if it is inside."""
        inside = self.output.is_relative_to(self.workspace)
        return (self.output.relative_to(self.workspace) if inside else self.output).as_posix()


@dataclass(frozen=True, slots=True)
class Request:
    """One run: the case folders (relative to the workspace, forward slashes), what of them, and how."""

    setting: Setting
    cases: tuple[str, ...]
    selection: Selection = field(default_factory=Selection)
    limits: Limits = field(default_factory=Limits)
    replace: bool = False
    wait_seconds: float = 120.0


@dataclass(frozen=True, slots=True)
class Made:
    """One document at the end of the line: its files by format, its inputs, its length, and all findings.

    `files` is empty if an error stands. `pages` is 0 where no pages were laid out.
    """

    files: tuple[tuple[str, bytes], ...] = ()
    inputs: tuple[FileRecord, ...] = ()
    pages: int = 0
    words: int = 0
    words_in_notes: int = 0
    words_on_cover: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def lacks_consent(self) -> bool:
        """Whether somebody has not agreed to this document: it is left out, and the others of its folder are made."""
        return any(finding.code in CONSENT_CODES for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Copied:
    """The copies of annexes that go beside the documents of one case for one audience, and all findings on them.

    `names` are those of all copies that are wanted; `files` is empty if an error stands.
    """

    names: tuple[str, ...] = ()
    files: tuple[tuple[ExhibitRecord, Content], ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one output: its job, format, path and state; its length where it was made."""

    job: Job
    form: str
    path: str
    state: State
    pages: int = 0
    words: int = 0
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a run did: how many cases and documents it saw, what became of each output, and every finding once.

    `rules` holds, for each document that files with a mechanism, what became of each of the mechanism's rules.
    """

    setting: Setting
    cases: int
    documents: int
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...] = ()
    rules: tuple[tuple[Job, tuple[RuleRow, ...]], ...] = ()

    @property
    def failed(self) -> bool:
        """Whether anything stands that keeps a document from being published."""
        return any(self.setting.stops(finding) for finding in self.findings)
