"""What the other commands ask of the child process, each with its arguments and the value that comes back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from submissions.findings import Finding
from submissions.line.outcome import Setting
from submissions.line.stages import Bench
from submissions.plan import Job

if TYPE_CHECKING:
    from submissions.admissibility.rows import DeadlineRow, ProcedurePage, RouteRow
    from submissions.audit.report import Outcome
    from submissions.drafted.pieces import DraftedProse
    from submissions.importing.records import Imported, TableWish
    from submissions.look import Kind
    from submissions.upkeep.doctor import Examination
    from submissions.upkeep.edits import Comparison
    from submissions.upkeep.letterheads import FrameMade
    from submissions.upkeep.wishes import Redaction, Wish
    from submissions.wordbody.records import Examined, FirstTemplate


@dataclass(frozen=True, slots=True)
class FindLackingConsent:
    """Say which consents a document lacks on the day of the setting, and what keeps that from being seen."""

    job: Job
    setting: Setting

    def run(self, bench: Bench) -> tuple[tuple[Finding, ...], list[Finding]]:
        """Do it, in the child process."""
        from submissions.upkeep.consent import lacking_now  # noqa: PLC0415

        return lacking_now(bench, self.job, self.setting)


@dataclass(frozen=True, slots=True)
class WriteStarter:
    """Write a case file of a name to be filled in, for templates that all have a language."""

    setting: Setting
    name: str
    templates: tuple[str, ...]
    language: str

    def run(self, bench: Bench) -> tuple[str | None, list[Finding]]:
        """Do it, in the child process."""
        from submissions.upkeep.starter import starter_text  # noqa: PLC0415

        return starter_text(bench, self.setting, self.name, self.templates, self.language)


@dataclass(frozen=True, slots=True)
class MakeFrames:
    """Make the Word frames of a workspace's look."""

    setting: Setting

    def run(self, bench: Bench) -> tuple[dict[str, bytes], list[Finding]]:
        """Do it, in the child process."""
        from submissions.upkeep.looks import frames  # noqa: PLC0415

        return frames(self.setting)


@dataclass(frozen=True, slots=True)
class MakeSpecimens:
    """Make a specimen of each class of document in the look of a workspace."""

    setting: Setting

    def run(self, bench: Bench) -> tuple[dict[str, bytes], list[Finding]]:
        """Do it, in the child process."""
        from submissions.upkeep.looks import specimens  # noqa: PLC0415

        return specimens(bench, self.setting)


@dataclass(frozen=True, slots=True)
class GraftLetterhead:
    """Make a frame of a class of document from the letterhead at a path.

    `asked` are words of the paragraph whose place the document takes, "" where nobody has named it.
    """

    setting: Setting
    path: Path
    kind: Kind
    asked: str

    def run(self, bench: Bench) -> tuple[FrameMade | None, list[Finding]]:
        """Do it, in the child process."""
        from submissions.upkeep.letterheads import frame_of_letterhead  # noqa: PLC0415

        return frame_of_letterhead(bench, self.setting, self.path, self.kind, self.asked)


@dataclass(frozen=True, slots=True)
class AuditFile:
    """Search one file of any origin for what a case or a list of names protects.

    `source` is the case folder, "" for none; the audience; and the path of the list, "" for none. `name` is what the
    file is called.
    """

    setting: Setting
    source: tuple[str, str, str]
    path: Path
    name: str

    def run(self, bench: Bench) -> tuple[Outcome | None, list[Finding]]:
        """Do it, in the child process."""
        from submissions.upkeep.audit import audit_path  # noqa: PLC0415

        return audit_path(bench, self.setting, self.source, self.path, self.name)


@dataclass(frozen=True, slots=True)
class FindNames:
    """Gather the folded words of the names of everybody in the cases of these folders, and which cannot be read."""

    setting: Setting
    folders: tuple[str, ...]

    def run(self, bench: Bench) -> tuple[frozenset[str], tuple[str, ...]]:
        """Do it, in the child process."""
        from submissions.upkeep.naming import names_in  # noqa: PLC0415

        return names_in(bench, self.setting, self.folders)


@dataclass(frozen=True, slots=True)
class RedactFile:
    """Take regions, and what a case or a list of names protects, out of one file."""

    setting: Setting
    wish: Wish

    def run(self, bench: Bench) -> tuple[Redaction | None, list[Finding]]:
        """Do it, in the child process."""
        from submissions.upkeep.redacting import redact_path  # noqa: PLC0415

        return redact_path(bench, self.setting, self.wish)


@dataclass(frozen=True, slots=True)
class TranscribeWord:
    """Read the prose of a Word file as Markdown that is to lie at a path."""

    setting: Setting
    path: Path
    target: Path

    def run(self, bench: Bench) -> tuple[DraftedProse | None, list[Finding]]:
        """Do it, in the child process."""
        from submissions.upkeep.transcripts import transcribe  # noqa: PLC0415

        return transcribe(self.path, self.target)


@dataclass(frozen=True, slots=True)
class ExamineMachine:
    """See whether this machine has what the program needs; a broken library can end the child."""

    def run(self, bench: Bench) -> list[Examination]:
        """Do it, in the child process."""
        from submissions.upkeep.doctor import examine_machine  # noqa: PLC0415

        return examine_machine(bench)


@dataclass(frozen=True, slots=True)
class DescribeProcedures:
    """Show every mechanism as a page."""

    setting: Setting

    def run(self, bench: Bench) -> tuple[tuple[ProcedurePage, ...], list[Finding]]:
        """Do it, in the child process."""
        from submissions.upkeep.mechanisms import describe  # noqa: PLC0415

        return describe(bench, self.setting)


@dataclass(frozen=True, slots=True)
class RouteCase:
    """Say for every mechanism whether it is open to the case in a folder."""

    setting: Setting
    folder: str

    def run(self, bench: Bench) -> tuple[tuple[RouteRow, ...], list[Finding]]:
        """Do it, in the child process."""
        from submissions.upkeep.mechanisms import route_case  # noqa: PLC0415

        return route_case(bench, self.setting, self.folder)


@dataclass(frozen=True, slots=True)
class FindDeadlines:
    """Find the last days of the case in a folder."""

    setting: Setting
    folder: str

    def run(self, bench: Bench) -> tuple[tuple[DeadlineRow, ...], list[Finding]]:
        """Do it, in the child process."""
        from submissions.upkeep.mechanisms import deadlines_of_case  # noqa: PLC0415

        return deadlines_of_case(bench, self.setting, self.folder)


@dataclass(frozen=True, slots=True)
class ExamineTemplate:
    """Look at a Word template, whose bytes are given, without a case."""

    content: bytes
    file: str

    def run(self, bench: Bench) -> tuple[Examined, list[Finding]]:
        """Do it, in the child process."""
        from submissions.catalogue.asked import own_names_beside, own_names_faults  # noqa: PLC0415
        from submissions.compose.names import shapes_of_names  # noqa: PLC0415
        from submissions.jinja.fields import ANYTHING  # noqa: PLC0415
        from submissions.languages import PLAIN  # noqa: PLC0415
        from submissions.wordbody.body import read_body  # noqa: PLC0415
        from submissions.wordbody.examine import examine  # noqa: PLC0415

        bench.enter(f"looking at the template: {self.file}")
        own, faults = own_names_beside(Path(self.file))
        shapes = {**shapes_of_names(), **dict.fromkeys((*own.names, *own.values), ANYTHING)}
        found = examine(self.content, self.file, shapes)
        body, _ = read_body(self.content, self.file)
        if body is not None:
            faults += own_names_faults(own, {Path(self.file).stem: (body.text, "")})
        values = tuple((name, one.kind, one.about_in(PLAIN)) for name, one in own.values.items())
        return replace(found, findings=(*faults, *found.findings), values=values), []


@dataclass(frozen=True, slots=True)
class MakeTemplate:
    """Make a first template of a Word file whose bytes are given, with the values of the case in a folder as tags."""

    setting: Setting
    folder: str
    content: bytes
    file: str

    def run(self, bench: Bench) -> tuple[FirstTemplate, list[Finding]]:
        """Do it, in the child process."""
        from submissions.upkeep.first_template import first_template  # noqa: PLC0415

        return first_template(bench, self.setting, self.folder, self.content, self.file)


@dataclass(frozen=True, slots=True)
class AnnotateTemplate:
    """Write what was found of a Word template into a copy of it."""

    content: bytes
    file: str
    found: tuple[Finding, ...]

    def run(self, bench: Bench) -> tuple[bytes, list[Finding]]:
        """Do it, in the child process."""
        from submissions.wordbody.annotate import annotated  # noqa: PLC0415

        bench.enter(f"annotating the template: {self.file}")
        return annotated(self.content, self.found), []


@dataclass(frozen=True, slots=True)
class ReadTable:
    """Read a table for the case in a folder, and append its rows to the text of the case file."""

    setting: Setting
    folder: str
    path: Path
    wish: TableWish

    def run(self, bench: Bench) -> tuple[Imported | None, list[Finding]]:
        """Do it, in the child process."""
        from submissions.upkeep.tables import read_for_case  # noqa: PLC0415

        return read_for_case(bench, self.setting, self.folder, self.path, self.wish)


@dataclass(frozen=True, slots=True)
class CompareFile:
    """Compare a Word file with the document of the case in a folder that bears its name, for an audience or for any."""

    setting: Setting
    folder: str
    audience: str
    path: Path

    def run(self, bench: Bench) -> tuple[Comparison | None, list[Finding]]:
        """Do it, in the child process."""
        from submissions.upkeep.edits import compare_path  # noqa: PLC0415

        return compare_path(bench, self.setting, self.folder, self.audience, self.path)
