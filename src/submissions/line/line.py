"""The straight line: one document from the case folder to finished, proven bytes. Runs in the child process."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Final

from submissions.case import Submission
from submissions.catalogue import House, Template
from submissions.checks import check, check_public
from submissions.compose import authorities_of, compose
from submissions.consents import Occasion, lacking_for_named, lacking_for_roles
from submissions.document import Block, Division, Document, Heading, HouseFile, Note, Paragraph, plain, walk
from submissions.findings import Finding, Place
from submissions.line.audits import audit_document, audit_echoes, audit_files, audit_leftovers, searcher_for
from submissions.line.filing import examinations
from submissions.line.inputs import input_records
from submissions.line.outcome import Enter, Made, Setting
from submissions.line.reading import read_templates, read_validated, template_faults
from submissions.line.stages import NoValueError, Stages
from submissions.line.versions import other_numbers
from submissions.plan import Job
from submissions.transforms import transform
from submissions.values import Day, PartialDate
from submissions.view import view_case

BYTES_MAX: Final = 256 << 20


def make(enter: Enter, job: Job, setting: Setting) -> Made:
    """Take one document down the whole line; return its files, or no files and what stands against them."""
    stages = Stages(enter, setting)
    made = Made()
    with suppress(NoValueError):
        template, house = templates_for(stages, job)
        case, folder = read_validated(stages, job.folder), setting.workspace / job.folder
        submission = case.submissions[job.submission]
        occasion = occasion_of(job, submission, template, setting)
        stages.look("looking for consent", lacking_for_roles, case, occasion)
        seen = (job.audience, house.languages.of(job.language), setting.as_of, folder)
        view = stages.run("choosing what the audience sees", view_case, case, submission, *seen)
        if "examinations" in template.needs:
            view = replace(view, examinations=examinations(stages, case, job.language))
        draft = stages.run("composing", compose, view, template, house)
        style, labels = house.citations[job.language], house.labels[job.language]
        sources = authorities_of(view, house)
        document = stages.run("numbering and citing", transform, draft, sources, style, labels, case.case.language)
        stages.look("looking for the consent of those named", lacking_for_named, case, occasion, document)
        stages.look("checking", check, document, view, template)
        stages.look("looking for near leaks", check_public, document, view, case)
        counted = (case, job, template, house, setting.as_of, folder)
        stages.look("comparing the numbers of both versions", other_numbers, document, *counted)
        searcher = searcher_for(stages, case, job)
        stages.look("searching the text for protected names", audit_document, document, searcher)
        stages.look("looking for what was not filled in", audit_leftovers, document)
        stages.look("looking for words of what is withheld", audit_echoes, document, case, job.audience)
        made = _measured(document)
        if setting.writes and stages.may_go_on:
            files, pages = write_and_read_back(stages, job, document, {**house.files, **template.files})
            finished = {job.output(form): (shown_place(setting, job, form), content) for form, content in files}
            stages.look("searching the finished files for protected names", audit_files, finished, case, searcher)
            stages.look("counting pages", too_long, job, template, pages)
            enter("recording what the document was made from")
            inputs = input_records(
                setting.workspace, case, folder, template, audience=job.audience, language=job.language
            )
            made = replace(made, files=files, inputs=inputs, pages=pages)
    return replace(made, findings=tuple(stages.findings), files=made.files if stages.may_go_on else ())


def occasion_of(job: Job, submission: Submission, template: Template, setting: Setting) -> Occasion:
    """Return a document as far as consent goes: its date is the submission's, or else the day of the run."""
    day = setting.as_of
    today = (day.year, day.month, day.day)
    dated = submission.date or PartialDate("day", Day(*today), None, submission.origin)
    return Occasion(template.id, template.consents, job.audience, dated, today)


def consent_now(stages: Stages, job: Job) -> tuple[Finding, ...]:
    """Return the consents that a document lacks on the day of the setting.

    NoValueError where the case cannot be composed, so that nobody can say whose names stand in the document.
    """
    setting = stages.setting
    template, house = templates_for(stages, job)
    case, folder = read_validated(stages, job.folder), setting.workspace / job.folder
    submission = case.submissions[job.submission]
    occasion = occasion_of(job, submission, template, setting)
    seen = (job.audience, house.languages.of(job.language), setting.as_of, folder)
    view = stages.run("choosing what the audience sees", view_case, case, submission, *seen)
    draft = stages.run("composing", compose, view, template, house)
    lacking = [*lacking_for_roles(case, occasion), *lacking_for_named(case, occasion, draft)]
    return tuple(dict.fromkeys(lacking))


def templates_for(stages: Stages, job: Job) -> tuple[Template, House]:
    """Return the template of a job and the house; faults of other templates do not stand against the job."""
    every = Stages(stages.enter, stages.setting)
    catalogue = read_templates(every)
    own = (f"templates/{job.template}/", "templates/house/")
    template = catalogue.templates[job.template]
    faults = (*every.findings, *template_faults(catalogue))
    stages.findings += [finding for finding in faults if finding.place.file.startswith(own)]
    return template, catalogue.house


def write_and_read_back(
    stages: Stages, job: Job, document: Document, files: dict[str, HouseFile]
) -> tuple[tuple[tuple[str, bytes], ...], int]:
    """Write a document in every format of its job and compare each file with the tree; return them and the pages."""
    from submissions.line.printing import FORMAT_NAMES, Printer  # noqa: PLC0415 - a check needs no writer
    from submissions.line.validators import validate_file  # noqa: PLC0415
    from submissions.readback import read_back  # noqa: PLC0415

    setting, printer, written = stages.setting, Printer(document, files), {}
    for form in job.formats:
        place = shown_place(setting, job, form)
        name = FORMAT_NAMES[form]
        written[form] = stages.run(f"writing {name}", printer.write, form)
        stages.look(f"reading back {name}", read_back, form, written[form], document, place)
        if setting.validates:
            stages.look(f"validating {name}", validate_file, form, written[form], place, setting.output)
    if sum(map(len, written.values())) > BYTES_MAX:
        shrink = "use smaller images"
        stages.findings.append(Finding("E713", job.place, f"{job} is larger than {BYTES_MAX >> 20} MiB", shrink))
    return tuple(written.items()), printer.pages


def shown_place(setting: Setting, job: Job, form: str) -> Place:
    """Return the place of a finished file as findings name it."""
    return Place(f"{setting.shown_output}/{job.case_id}/{job.audience}/{job.output(form)}")


def too_long(job: Job, template: Template, pages: int) -> list[Finding]:
    """Warn where a document has more pages than its template wants."""
    if template.pages_max is None or pages <= template.pages_max:
        return []
    message = f"the document has {pages} pages and its template wants {template.pages_max} at most: {job}"
    return [Finding("W353", job.place, message, "shorten its texts")]


def _measured(document: Document) -> Made:
    """Return how long a document is, as far as its tree can tell."""
    cover = tuple(node for node in document.blocks if isinstance(node, Division) and node.role == "cover")
    return Made(
        words=count_words(document.blocks),
        words_in_notes=count_words_in_notes(document.blocks),
        words_on_cover=count_words(cover),
    )


def count_words(blocks: tuple[Block, ...]) -> int:
    """Return the number of words in the paragraphs and headings of a document, notes included."""
    found = (node for node in walk(blocks) if isinstance(node, Paragraph | Heading))
    return sum(len(plain(node.inlines).split()) for node in found)


def count_words_in_notes(blocks: tuple[Block, ...]) -> int:
    """Return how many of a document's words stand in its notes."""
    notes = (block for node in walk(blocks) if isinstance(node, Note) for block in walk(node.blocks))
    return sum(len(plain(node.inlines).split()) for node in notes if isinstance(node, Paragraph))
