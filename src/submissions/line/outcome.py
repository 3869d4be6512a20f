"""What every document of a run has in common, and what comes out at the end of the line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from submissions.findings import Finding, Severity
from submissions.formats import Format
from submissions.manifest import ExhibitRecord, FileRecord
from submissions.publish.transaction import Content
from submissions.today import ALWAYS, Days
from submissions.told import CONSENT_CODES, GAP_CODES, TOLD_CODES


@dataclass(frozen=True, slots=True)
class Setting:
    """What every document of a run has in common; it travels to the child process.

    `workspace` and `output` are absolute. `writes` is off for a check. `strict` makes warnings stop a document. `draft`
    makes drafts: what is still to come is printed as gaps and stops nothing.
    """

    workspace: Path
    as_of: date
    output: Path
    writes: bool = True
    validates: bool = False
    strict: bool = False
    draft: bool = False

    def weight(self, finding: Finding) -> Severity:
        """Return what a finding weighs here: of a draft some errors only warn, and `strict` makes warnings errors.

        What stands in neither table of `codes` stops a draft as it stops everything.
        """
        severity = finding.severity
        if self.draft and finding.is_error and finding.code in GAP_CODES | TOLD_CODES:
            severity = Severity.WARNING
        return Severity.ERROR if self.strict and severity is Severity.WARNING else severity

    def stops(self, finding: Finding) -> bool:
        """Tell whether a finding keeps its document from being written."""
        return self.weight(finding) is Severity.ERROR

    @property
    def shown_output(self) -> str:
        """The output folder as findings name it: relative to the workspace if it is inside."""
        inside = self.output.is_relative_to(self.workspace)
        return (self.output.relative_to(self.workspace) if inside else self.output).as_posix()


@dataclass(frozen=True, slots=True)
class Made:
    """One document at the end of the line: its files by format, its inputs, its length, and all findings.

    `files` is empty if an error stands. `pages` is 0 where no pages were laid out. `printer` is what printed the PDF
    where the program itself did not. On any of `days` the same would have been made and found.
    """

    files: tuple[tuple[Format, bytes], ...] = ()
    inputs: tuple[FileRecord, ...] = ()
    pages: int = 0
    words: int = 0
    words_in_notes: int = 0
    words_on_cover: int = 0
    findings: tuple[Finding, ...] = ()
    printer: str = ""
    days: Days = ALWAYS

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
class Searched:
    """What the search of one file found, in words that hold nothing protected.

    `sha256` is the digest of the bytes that were searched, "" where nothing is protected from the audience. `hits` say
    who stands where in it; `is_named` tells that the file's own name is one of the places.
    """

    sha256: str = ""
    hits: tuple[str, ...] = ()
    is_named: bool = False
    unsearchable: tuple[str, ...] = ()
