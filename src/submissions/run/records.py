"""What a run is asked for, and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from submissions.admissibility.rows import RuleRow
from submissions.findings import Finding
from submissions.line.outcome import Setting
from submissions.plan import Job, Selection
from submissions.publish.folder import State
from submissions.run.serve import Limits

if TYPE_CHECKING:
    from submissions.run.cluster.address import ClusterWish


@dataclass(frozen=True, slots=True)
class RunRequest:
    """One run: the case folders (relative to the workspace, forward slashes), what of them, and how.

    `is_whole` tells that they are all cases of the workspace; `jobs` is how many documents may be made at once, by
    this machine where no `cluster` makes them; `explains` that each document is to have its reason.
    """

    setting: Setting
    cases: tuple[str, ...]
    selection: Selection = field(default_factory=Selection)
    limits: Limits = field(default_factory=Limits)
    replace: bool = False
    wait_seconds: float = 120.0
    is_whole: bool = False
    jobs: int = 1
    explains: bool = False
    cluster: ClusterWish | None = None


@dataclass(frozen=True, slots=True)
class OutputRow:
    """What became of one output: its job, the ending of its name, path and state; its length where it was made."""

    job: Job
    file_format: str
    path: str
    state: State
    pages: int = 0
    words: int = 0
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a run did: how many cases and documents it saw, what became of each output, and every finding once.

    `rules` holds, for each document that files with a mechanism, what became of each of the mechanism's rules;
    `reasons` says of each why it is made anew, "" where nothing that it is made from has changed.
    """

    setting: Setting
    cases: int
    documents: int
    rows: tuple[OutputRow, ...]
    findings: tuple[Finding, ...] = ()
    rules: tuple[tuple[Job, tuple[RuleRow, ...]], ...] = ()
    reasons: tuple[tuple[Job, str], ...] = ()

    @property
    def failed(self) -> bool:
        """Whether anything stands that keeps a document from being published."""
        return any(self.setting.stops(finding) for finding in self.findings)
