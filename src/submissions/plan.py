"""Plan what to make: cases, templates, languages, audiences and formats become jobs with their file names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from submissions.findings import Finding, Place
from submissions.formats import FORMATS, Format
from submissions.gate import can_be_a_file_name

AUDIENCES: Final = ("filing", "public")


class UnknownNameError(ValueError):
    """A name on the command line that nothing bears; `nearest` is the name that may have been meant, or ""."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, tuple(sorted(known))
        self.nearest = nearest(name, self.known)
        super().__init__(f"there is no {kind} '{name}'")


class NothingSelectedError(ValueError):
    """Every name is known, but no submission bears all of them together."""


@dataclass(frozen=True, slots=True)
class TemplateOutline:
    """What planning, and somebody who chooses, needs to know of a template; title and purpose are in English.

    `needs` must be in a case; `takes` are the texts and measures that it prints where a case gives them; `guidance`
    says of some of both what to write there, in English.
    """

    id: str
    title: str
    languages: tuple[str, ...]
    audiences: tuple[str, ...]
    purpose: str = ""
    procedure: str = ""
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    guidance: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SubmissionOutline:
    """One submission as a case asks for it; `index` is its position in the case, from 0."""

    index: int
    template: str
    languages: tuple[str, ...]
    audiences: tuple[str, ...]
    formats: tuple[Format, ...]
    place: Place
    exhibits: bool = False


@dataclass(frozen=True, slots=True)
class CaseOutline:
    """What planning needs to know of a case; `folder` is relative to the workspace, with forward slashes.

    `protects` tells whether anything of anybody in it is withheld from the public; `has_shared_files` whether a file of
    it has a name elsewhere on the disk, `is_whole` whether all of it could be read: else it is only to be looked at.
    """

    id: str
    folder: str
    place: Place
    submissions: tuple[SubmissionOutline, ...]
    protects: bool = False
    has_shared_files: bool = False
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Selection:
    """What the user asked for; an empty tuple asks for everything. `formats` overrides what the case asks for."""

    templates: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ()

    @property
    def is_everything(self) -> bool:
        """Whether nothing was left out."""
        return not (self.templates or self.languages or self.audiences or self.formats)


@dataclass(frozen=True, slots=True)
class Job:
    """One document to make: one case through one template, in one language, for one audience.

    `exhibits` tells whether copies of its annexes are put beside it.
    """

    case_id: str
    folder: str
    submission: int
    template: str
    language: str
    audience: str
    formats: tuple[Format, ...]
    place: Place
    exhibits: bool = False

    def output(self, file_format: str) -> str:
        """Return the name of the output of one format, within the audience's folder."""
        return f"{self.template.replace('/', '-')}.{self.language}.{file_format}"

    def __str__(self) -> str:
        return f"{self.case_id}: {self.template} ({self.language}, {self.audience})"


def plan(
    cases: Sequence[CaseOutline], templates: Sequence[TemplateOutline], selection: Selection
) -> tuple[tuple[Job, ...], list[Finding]]:
    """Return the jobs in the order of the cases and of their submissions, and what cannot be made as asked.

    Raises UnknownNameError for a selected name that nothing bears, and NothingSelectedError if the names have no
    submission in common.
    """
    known = {template.id: template for template in templates}
    _check_selection(cases, known, selection)
    findings: list[Finding] = []
    jobs: list[Job] = []
    for case in cases:
        if not case.submissions:
            findings.append(_no_submission(case))
        wanted = list(_jobs_of(case, known, selection, findings))
        findings += _name_faults(wanted)
        jobs += [_in_formats(job, selection.formats) for job in wanted]
    if not jobs and not findings and not selection.is_everything:
        raise NothingSelectedError("no submission of these cases has all that was asked for")
    return tuple(jobs), findings


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that looks most like a name, or ""."""
    return next(iter(get_close_matches(name, sorted(known), n=1, cutoff=0.5)), "")


def _check_selection(cases: Sequence[CaseOutline], templates: dict[str, TemplateOutline], selection: Selection) -> None:
    submissions = [submission for case in cases for submission in case.submissions]
    asked = {submission.template for submission in submissions}
    for name in selection.templates:
        if name not in templates and name not in asked:
            raise UnknownNameError("template", name, [*templates, *asked])
    languages = {language for template in templates.values() for language in template.languages}
    languages |= {language for submission in submissions for language in submission.languages}
    for name in selection.languages:
        if name not in languages:
            raise UnknownNameError("language", name, languages)


def _jobs_of(
    case: CaseOutline, templates: dict[str, TemplateOutline], selection: Selection, findings: list[Finding]
) -> Iterator[Job]:
    """Yield every selected job of a case; what its template cannot do becomes a finding."""
    for wish in case.submissions:
        if selection.templates and wish.template not in selection.templates:
            continue
        template = templates.get(wish.template)
        if template is None:
            findings.append(_unknown_template(wish, templates))
            continue
        audiences = [name for name in wish.audiences if not selection.audiences or name in selection.audiences]
        languages = [name for name in wish.languages if not selection.languages or name in selection.languages]
        for name in audiences:
            if name not in template.audiences:
                findings.append(_not_offered("E703", "audience", name, wish, template.audiences))
        for name in languages:
            if name not in template.languages:
                findings.append(_not_offered("E702", "language", name, wish, template.languages))
        formats = tuple(dict.fromkeys(wish.formats))
        for audience in (name for name in audiences if name in template.audiences):
            for language in (name for name in languages if name in template.languages):
                what = (case.id, case.folder, wish.index, wish.template, language, audience, formats)
                yield Job(*what, wish.place, wish.exhibits)


def _in_formats(job: Job, formats: tuple[Format, ...]) -> Job:
    if not formats:
        return job
    chosen = tuple(one for one in FORMATS if one in formats)
    return replace(job, formats=chosen)


def _name_faults(jobs: Sequence[Job]) -> list[Finding]:
    """Find jobs of one case whose outputs would have the same name, and names that some system refuses."""
    findings = []
    first: dict[tuple[str, str], Job] = {}
    for job in jobs:
        name = job.output("docx")
        for part in (job.case_id, name):
            if not can_be_a_file_name(part):
                help_ = "choose a name of small letters, digits and hyphens"
                findings.append(Finding("E705", job.place, f"a name cannot be a file name: '{part}'", help_))
        other = first.setdefault((job.audience, name.casefold()), job)
        if other is not job:
            findings.append(_same_name(job, other))
    return findings


def _same_name(job: Job, other: Job) -> Finding:
    return Finding(
        "E704",
        job.place,
        f"two documents would have the same file name: '{job.output('*')}' ({other.template} at {other.place})",
        "leave out one of the two submissions, or its language or audience",
    )


def _unknown_template(wish: SubmissionOutline, known: Iterable[str]) -> Finding:
    guess = nearest(wish.template, known)
    help_ = f"write '{guess}'" if guess else "choose one of: " + ", ".join(sorted(known))
    return Finding("E701", wish.place, f"'template' is not a template: '{wish.template}'", help_)


def _not_offered(code: str, kind: str, name: str, wish: SubmissionOutline, offered: Sequence[str]) -> Finding:
    return Finding(
        code,
        wish.place,
        f"the template {wish.template} has no such {kind}: '{name}'",
        f"choose among: {', '.join(offered)}",
    )


def _no_submission(case: CaseOutline) -> Finding:
    return Finding(
        "W706",
        case.place,
        "the case asks for no document",
        "add a list 'submissions' that names a template, its languages and its audiences",
    )
