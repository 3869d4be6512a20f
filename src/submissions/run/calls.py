"""What a run asks of the child process, each with its arguments and the value that comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from submissions.admissibility.rows import Lengths, Ruled
from submissions.findings import Finding
from submissions.formats import Format
from submissions.line.outcome import Copied, Made, Searched, Setting
from submissions.line.stages import Bench
from submissions.plan import CaseOutline, Job, TemplateOutline


@dataclass(frozen=True, slots=True)
class OutlineCase:
    """Read what planning needs to know of the case in a folder, None where it cannot be read."""

    setting: Setting
    folder: str

    def run(self, bench: Bench) -> tuple[CaseOutline | None, list[Finding]]:
        """Do it, in the child process."""
        from submissions.line.outlines import outline_case  # noqa: PLC0415

        return outline_case(bench, self.setting, self.folder)


@dataclass(frozen=True, slots=True)
class DigestNamesOfTexts:
    """Digest the names of the texts that any template asks for, by which a case's text that nobody prints is told."""

    setting: Setting

    def run(self, bench: Bench) -> tuple[str, list[Finding]]:
        """Do it, in the child process."""
        from submissions.line.outlines import digest_names_of_texts  # noqa: PLC0415

        return digest_names_of_texts(bench, self.setting), []


@dataclass(frozen=True, slots=True)
class OutlineTemplates:
    """Read what planning needs to know of the templates of these names, or of all, and all of the one `in_full`."""

    setting: Setting
    names: tuple[str, ...] | None = None
    in_full: str | None = None

    def run(self, bench: Bench) -> tuple[tuple[TemplateOutline, ...], list[Finding]]:
        """Do it, in the child process."""
        from submissions.line.outlines import outline_templates  # noqa: PLC0415

        return outline_templates(bench, self.setting, self.names, self.in_full)


@dataclass(frozen=True, slots=True)
class MakeDocument:
    """Take one document down the whole line."""

    job: Job
    setting: Setting

    def run(self, bench: Bench) -> Made:
        """Do it, in the child process."""
        from submissions.line.line import make  # noqa: PLC0415

        return make(bench, self.job, self.setting)


@dataclass(frozen=True, slots=True)
class MakeAndExamine:
    """Take one document down the whole line, and hold the rules of its mechanism against it."""

    job: Job
    setting: Setting

    @property
    def case(self) -> str:
        """The folder of the case that it is made from."""
        return self.job.folder

    def run(self, bench: Bench) -> tuple[Made, Ruled, list[Finding]]:
        """Do it, in the child process."""
        made = MakeDocument(self.job, self.setting).run(bench)
        return made, *ExamineFiling(self.job, self.setting, lengths_of(made)).run(bench)


def lengths_of(made: Made) -> Lengths:
    """Return what rules measure of a document, nothing of one that was not made."""
    return Lengths(made.words or None, made.words_in_notes, made.pages or None, made.words_on_cover)


@dataclass(frozen=True, slots=True)
class CopyAnnexes:
    """Make the copies of annexes that go beside the documents of these jobs, all of one case and audience."""

    jobs: tuple[Job, ...]
    setting: Setting

    def run(self, bench: Bench) -> Copied:
        """Do it, in the child process."""
        from submissions.line.exhibits import make_copies  # noqa: PLC0415

        return make_copies(bench, self.jobs, self.setting)


@dataclass(frozen=True, slots=True)
class ExamineFiling:
    """Hold the rules of a document's mechanism against its case and its lengths."""

    job: Job
    setting: Setting
    lengths: Lengths

    def run(self, bench: Bench) -> tuple[Ruled, list[Finding]]:
        """Do it, in the child process."""
        from submissions.line.filing import examine_filing  # noqa: PLC0415

        return examine_filing(bench, self.job, self.setting, self.lengths)


@dataclass(frozen=True, slots=True)
class FindOldTables:
    """Look whether the tables that the rules rest on are old on the day of the run."""

    setting: Setting

    def run(self, bench: Bench) -> tuple[None, list[Finding]]:
        """Do it, in the child process."""
        from submissions.line.filing import old_tables  # noqa: PLC0415

        return None, old_tables(bench, self.setting)


@dataclass(frozen=True, slots=True)
class AuditFolder:
    """Search the names of the files of an audience folder, and its manifest as it is going to be."""

    job: Job
    setting: Setting
    names: Sequence[str]
    manifest: bytes

    def run(self, bench: Bench) -> tuple[None, list[Finding]]:
        """Do it, in the child process."""
        from submissions.line.audits import audit_set  # noqa: PLC0415

        return None, audit_set(bench, self.job, self.setting, self.names, self.manifest)


@dataclass(frozen=True, slots=True)
class AuditMade:
    """Search the files of a document that another machine made, as this one would have searched its own."""

    job: Job
    setting: Setting
    files: tuple[tuple[Format, bytes], ...]

    def run(self, bench: Bench) -> tuple[None, list[Finding]]:
        """Do it, in the child process."""
        from submissions.line.audits import audit_made  # noqa: PLC0415

        return None, audit_made(bench, self.job, self.setting, self.files)


@dataclass(frozen=True, slots=True)
class SearchStanding:
    """Search one file that stands in an audience's folder for what the case in a folder protects today.

    `name` is what the file is called within that folder.
    """

    setting: Setting
    folder: str
    audience: str
    path: Path
    name: str

    def run(self, bench: Bench) -> Searched | None:
        """Do it, in the child process."""
        from submissions.line.leftovers import search_standing  # noqa: PLC0415

        return search_standing(bench, self.setting, self.folder, self.audience, (self.path, self.name))
