"""Plan what to make: cases, templates, languages, audiences and formats become jobs with their file names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import groupby
from typing import Final

from submissions.findings import Finding, Place
from submissions.formats import FORMATS, Format
from submissions.gate import can_be_a_file_name
from submissions.manifest import DRAFTS

AUDIENCES: Final = ("filing", "public")
# What a submission makes if it does not say.
_FORMATS: Final[tuple[Format, ...]] = ("docx", "pdf")


class UnknownNameError(ValueError):
    """A name on the command line that nothing bears; `nearest` is the name that may have been meant, or ""."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, tuple(sorted(known))
        self.nearest = nearest(name, self.known)
        super().__init__(f"there is no {kind} '{name}'")


class NothingSelectedError(ValueError):
    """Every name is known, but no submission bears all of them together."""


@dataclass(frozen=True, slots=True)
class ValueOutline:
    """A value that a template asks the case to type: its kind, what to write there in English, and its choices."""

    name: str
    kind: str
    about: str
    required: bool
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TemplateOutline:
    """What planning, and somebody who chooses, needs to know of a template; title and purpose are in English.

    `needs` must be in a case; `takes` are the texts and measures that it prints where a case gives them; `guidance`
    says of some of both what to write there, in English. `values` must be typed at the submission.
    `pdf` is who makes the PDF, "" for the program itself.
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
    values: tuple[ValueOutline, ...] = ()
    pdf: str = ""


@dataclass(frozen=True, slots=True)
class SubmissionOutline:
    """One submission as a case asks for it; `index` is its position in the case, from 0, `name` its own or ""."""

    index: int
    template: str
    languages: tuple[str, ...]
    audiences: tuple[str, ...]
    formats: tuple[Format, ...]
    place: Place
    exhibits: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class CaseOutline:
    """What planning needs to know of a case; `folder` is relative to the workspace, with forward slashes.

    `protects` tells whether anything of anybody in it is withheld from the public; `has_shared_files` whether a file of
    it has a name elsewhere on the disk; `language` is the case's own; `is_whole` whether all of it could be
    read: else it is only to be looked at.
    """

    id: str
    folder: str
    place: Place
    submissions: tuple[SubmissionOutline, ...]
    protects: bool = False
    has_shared_files: bool = False
    language: str = ""
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

    `submission` is None where the case does not list it. `exhibits` tells whether copies of its annexes are put beside
    it, `draft` whether it is a draft. `name` tells its submission from another of the same template.
    """

    case_id: str
    folder: str
    submission: int | None
    template: str
    language: str
    audience: str
    formats: tuple[Format, ...]
    place: Place
    exhibits: bool = False
    draft: bool = False
    name: str = ""

    def output(self, file_format: str) -> str:
        """Return the name of the output of one format, within its folder."""
        kind = f".{self.audience}.{DRAFTS}" if self.draft else ""
        own = "-".join(filter(None, (self.template.replace("/", "-"), self.name)))
        return f"{own}.{self.language}{kind}.{file_format}"

    def is_in(self, names: Iterable[str]) -> bool:
        """Tell whether one of the names of files is that of its output in any format."""
        return not {self.output(one) for one in FORMATS}.isdisjoint(names)

    @property
    def folder_of_outputs(self) -> str:
        """The name of the folder of its outputs: the audience's, or that of the case's drafts."""
        return DRAFTS if self.draft else self.audience

    def __str__(self) -> str:
        return f"{self.case_id}: {self.template} ({self.language}, {self.audience})"


def plan(
    cases: Sequence[CaseOutline],
    templates: Sequence[TemplateOutline],
    selection: Selection,
    *,
    are_named: bool = False,
    draft: bool = False,
) -> tuple[tuple[Job, ...], list[Finding]]:
    """Return the jobs in the order of the cases and of their submissions, and what cannot be made as asked.

    A draft may be made of a template that a case does not list, where that case was asked for by its name
    (`are_named`); a final document may not, and the finding says what to add. Raises UnknownNameError for a selected
    name that nothing bears, and NothingSelectedError if the names have no submission in common.
    """
    known = {template.id: template for template in templates}
    _check_selection(cases, known, selection)
    findings: list[Finding] = []
    jobs: list[Job] = []
    unlisted: list[Finding] = []
    for case in cases:
        if not case.submissions and not (draft and selection.templates):
            findings.append(_no_submission(case, draft=draft))
        wanted = list(_jobs_of(case, known, selection, findings))
        others = list(unlisted_jobs(case, known, selection)) if are_named else []
        unlisted += [not_listed(case, list(of), draft=draft) for _, of in groupby(others, lambda job: job.template)]
        wanted += others if draft else []
        findings += _name_faults(wanted)
        jobs += [
            _in_formats(replace(job, draft=draft, exhibits=job.exhibits and not draft), selection.formats)
            for job in wanted
        ]
    if unlisted and (draft or not jobs):
        findings += unlisted
    if not jobs and not findings and not selection.is_everything:
        raise NothingSelectedError("no submission of these cases has all that was asked for")
    return tuple(jobs), findings


def unlisted_jobs(case: CaseOutline, templates: dict[str, TemplateOutline], selection: Selection) -> Iterator[Job]:
    """Yield the documents of the templates asked for that a case does not list, with what they take for themselves.

    That is the case's language if the template has it, and every audience of the template.
    """
    listed = {wish.template for wish in case.submissions}
    for template in (templates[name] for name in selection.templates if name in templates and name not in listed):
        own = case.language if case.language in template.languages else next(iter(template.languages), "")
        languages = [one for one in template.languages if one in selection.languages] if selection.languages else [own]
        audiences = [one for one in template.audiences if not selection.audiences or one in selection.audiences]
        for audience in audiences:
            for language in filter(None, languages):
                what = (case.id, case.folder, None, template.id, language, audience, _FORMATS)
                yield Job(*what, case.place)


def not_listed(case: CaseOutline, jobs: Sequence[Job], *, draft: bool) -> Finding:
    """Return what says how a template is added that a case does not list: an error, of a draft a remark."""
    template = jobs[0].template
    pairs = [(job.language, job.audience) for job in jobs]
    languages, audiences = (", ".join(dict.fromkeys(one)) for one in zip(*pairs, strict=True))
    lines = (
        "add to 'submissions:' in case.yaml:",
        f"  - template: {template}",
        f"    languages: [{languages}]",
        f"    audiences: [{audiences}]",
    )
    if draft:
        words = f"a draft was asked for of a template that the case does not list: '{template}'"
        return Finding("N709", case.place, words, "\n".join(("to make the document itself,", *lines)))
    words = f"the case does not list the template '{template}', so nothing is made of it"
    return Finding("E707", case.place, words, "\n".join((*lines, "or try it first with --draft")))


# Codes of languages and States have two letters; half of one is the half of thirty others.
_GUESSED_FROM: Final = 2


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that looks most like a name, or ""; of two letters every other code is as near."""
    if len(name) <= _GUESSED_FROM:
        return ""
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
                yield Job(*what, wish.place, wish.exhibits, name=wish.name)


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
        "give one of the two submissions a name of its own ('name: second-client'), or leave it out",
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


def _no_submission(case: CaseOutline, *, draft: bool) -> Finding:
    order = "add a list 'submissions' that names a template, its languages and its audiences"
    order += f", or try one: submissions build --draft {case.id} -t TEMPLATE" if draft else ""
    return Finding("W706", case.place, "the case asks for no document", order)
