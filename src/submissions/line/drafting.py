"""Draft one version of a document: what its audience may see, composed by the template and made final."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from submissions.case import Case, Submission
from submissions.case.filed import as_filed
from submissions.case.texts import texts_of
from submissions.catalogue import House, Template, shared_stocks, template_folders
from submissions.checks import Draft, submission_of
from submissions.compose import authorities_of, compose
from submissions.line.filing import has_stand_ins
from submissions.line.memoranda import examinations
from submissions.line.reading import read_templates, read_validated, template_faults
from submissions.line.stages import NoValueError, Stages
from submissions.plan import Job
from submissions.transforms import transform
from submissions.view import view_case


@dataclass(frozen=True, slots=True)
class Material:
    """What a document is made from, read and validated: the case in its folder, the template, the house."""

    case: Case
    folder: Path
    template: Template
    house: House

    def submission(self, job: Job) -> Submission:
        """Return what the case asks for with this document."""
        return submission_of(self.case, job)


def read_material(stages: Stages, job: Job) -> Material:
    """Read what a job's document is made from; faults of other templates do not stand against it."""
    every = stages.aside()
    catalogue = read_templates(every)
    own = (f"templates/{job.template}/", "templates/house/")
    template = catalogue.templates[job.template]
    faults = (*every.findings, *template_faults(catalogue))
    stages.findings += [finding for finding in faults if finding.place.file.startswith(own)]
    case = read_validated(stages, job.folder, in_part=True)
    return Material(case, stages.setting.workspace / job.folder, template, catalogue.house)


def words_printed(material: Material, workspace: Path, language: str) -> Iterator[str]:
    """Yield the texts that the house and its templates print in a language of themselves, whatever the case."""
    template, house = material.template, material.house
    yield from house.labels[language].values()
    drafted = template.word_bodies.get(language)
    if drafted is not None:
        yield drafted.words
    elif language in template.bodies:
        yield template.bodies[language]
    if language in template.stocks:
        yield template.stocks[language]
    yield from shared_stocks(template_folders(workspace), language)
    for authority in house.authorities.values():
        yield from map(str, texts_of(authority))


def draft(stages: Stages, material: Material, job: Job, audience: str) -> Draft:
    """Return the version of a job's document that one audience reads, as the writers print it.

    Every version of every document is drafted here and nowhere else. Raises NoValueError where it cannot be.
    """
    case, house, language = as_filed(material.case, job.submission), material.house, job.language
    spoken = house.languages.of(language)
    submission = submission_of(case, job)
    # A paper that bears its own date does not say on which day it was made.
    day = stages.setting.as_of if submission.date is not None else stages.today.exactly()
    seen = (case, submission, audience, spoken, day, material.folder)
    view = stages.run("choosing what the audience sees", view_case, *seen)
    if "examinations" in material.template.needs and not has_stand_ins(stages, case):
        view = replace(view, examinations=examinations(stages, case, view, spoken, house.labels[language]["annex"]))
    unfinished = tuple(stages.findings) if stages.setting.draft else None
    composed = stages.run("composing", compose, view, material.template, house, unfinished)
    given = (authorities_of(view, house), house.citations[language], house.labels[language], case.case.language)
    document = stages.run("numbering and citing", transform, composed, *given)
    return Draft(view, document)


def filing_version(stages: Stages, material: Material, job: Job) -> Draft | None:
    """Return the filing version of a public document, in memory alone; None where the case makes none.

    What stands against the filing version is told where it is made.
    """
    asked = material.submission(job).audiences
    if job.audience != "public" or "filing" not in asked or "filing" not in material.template.audiences:
        return None
    try:
        return draft(stages.aside(), material, job, "filing")
    except NoValueError:
        return None
