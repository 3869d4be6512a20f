"""The straight line: one document from the case folder to finished, proven bytes. Runs in the child process."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial

from submissions.catalogue import Template
from submissions.checks import CHECKS, Subject
from submissions.checks.consents import check_consent_of_named, check_consent_of_roles
from submissions.checks.protected import printed_texts
from submissions.checks.receivers import check_consent_to_receiver, names_of_body
from submissions.document import Block, Division, Document, Heading, Note, Paragraph, plain, walk
from submissions.findings import Finding
from submissions.line.audits import audit_files, searcher_for
from submissions.line.consequences import without_consequences
from submissions.line.drafting import Material, draft, filing_version, read_material, words_printed
from submissions.line.filing import filed_audience, rulebook
from submissions.line.inputs import input_records
from submissions.line.outcome import Made, Setting
from submissions.line.printing import print_document, shown_place
from submissions.line.reading import read_files
from submissions.line.stages import Bench, NoValueError, Stages
from submissions.plan import Job
from submissions.validate import told_once


def make(bench: Bench, job: Job, setting: Setting) -> Made:
    """Take one document down the whole line; return its files, or no files and what stands against them.

    docs/explanation/the-line.md goes through the same stages in the same order.
    """
    stages = Stages(bench, setting)
    made = Made()
    with suppress(NoValueError):
        material = read_material(stages, job)
        subject = _subject(stages, material, job)
        check(stages, subject)
        subject = replace(subject, draft=draft(stages, material, job, job.audience))
        subject = replace(subject, filing=filing_version(stages, material, job))
        check(stages, subject)
        made = _measured(subject.document)
        if setting.writes and stages.may_go_on:
            house_files = {**material.house.files, **material.template.files}
            printed = print_document(stages, job, subject.document, house_files)
            finished = {job.output(one): (shown_place(setting, job, one), content) for one, content in printed.files}
            search = partial(audit_files, draft=setting.draft, typed=printed_texts(subject.document))
            stages.look("searching the finished files", search, finished, material.case, subject.searcher)
            check(stages, replace(subject, pages=printed.pages))
            stages.enter("recording what the document was made from")
            inputs = input_records(setting.workspace, material, job)
            made = replace(made, files=printed.files, inputs=inputs, pages=printed.pages, printer=printed.printer)
    findings = told_once(stages.findings) if setting.draft else without_consequences(stages.findings)
    files = made.files if stages.may_go_on else ()
    return replace(made, findings=tuple(findings), files=files, days=stages.today.days)


def check(stages: Stages, subject: Subject) -> None:
    """Go through every check that can look now and could not before."""
    for one in CHECKS:
        if one.is_due(subject):
            stages.look(one.said, one.look, subject)


def consent_now(stages: Stages, job: Job) -> tuple[Finding, ...]:
    """Return the consents that a document lacks on the day of the setting.

    NoValueError where the case cannot be composed, so that nobody can say whose names stand in the document.
    """
    material = read_material(stages, job)
    subject = _subject(stages, material, job)
    subject = replace(subject, draft=draft(stages, material, job, job.audience))
    looks = (check_consent_of_roles, check_consent_to_receiver, check_consent_of_named)
    return tuple(dict.fromkeys(finding for look in looks for finding in look(subject)))


def _subject(stages: Stages, material: Material, job: Job) -> Subject:
    """Return a document of which nothing but the case is known yet."""
    searcher = searcher_for(stages, material.case, job)
    files = read_files(stages, job.folder, material.case)
    printed = tuple(words_printed(material, stages.setting.workspace, job.language))
    known = (material.case, job, material.template, stages.today, searcher, files, printed, material.house.files)
    return Subject(*known, receiver=_receiver(stages, job, material.template))


def _receiver(stages: Stages, job: Job, template: Template) -> tuple[str, ...]:
    """Return the names of the body that a document is filed with, none where it is filed with nobody that is known.

    What is wrong with the rules of a mechanism is told where they are held against the case.
    """
    if template.procedure is None or job.audience != filed_audience(template):
        return ()
    try:
        procedure = rulebook(stages.aside(), str(template.procedure)).procedure
    except NoValueError:
        return ()
    return names_of_body(str(procedure.body)) if procedure.body else ()


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
