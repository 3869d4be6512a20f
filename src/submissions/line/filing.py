"""Hold the rules of a document's mechanism against its case; runs in the child process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from submissions.admissibility.answers import Situation
from submissions.admissibility.examine import examine
from submissions.admissibility.rows import Lengths, Ruled
from submissions.admissibility.tables import table
from submissions.admissibility.words import answer_findings
from submissions.case import Case
from submissions.case.filed import as_filed
from submissions.catalogue import Template
from submissions.checks import submission_of
from submissions.findings import Finding
from submissions.languages import PLAIN
from submissions.line.outcome import Setting
from submissions.line.reading import read_templates, read_validated
from submissions.line.stages import Bench, NoValueError, Stages
from submissions.packaged import rule_folders
from submissions.plan import Job
from submissions.rules.rulebooks import Rulebook, read_rulebook
from submissions.rules.tables import ages
from submissions.validate import LACKING
from submissions.values import Unread
from submissions.view.pages import count_pages


def examine_filing(bench: Bench, job: Job, setting: Setting, lengths: Lengths) -> tuple[Ruled, list[Finding]]:
    """Return the table of a document's mechanism and what stands against the filing; both empty where it has none."""
    stages = Stages(bench, setting)
    template = read_templates(Stages(bench, setting)).templates.get(job.template)
    if template is None or template.procedure is None or job.audience != filed_audience(template):
        return Ruled(), []  # a public version is not filed, unless what is filed is public
    reading = stages.aside()
    try:
        case = read_validated(reading, job.folder, in_part=True)
        book = rulebook(stages, str(template.procedure))
    except NoValueError:
        return Ruled(), stages.findings or [_no_rules(template)]
    if has_stand_ins(reading, case):
        return Ruled(), [Finding("W826", job.place, _NOT_HELD, "write what is missing, and make the draft again")]
    if any(rule.count is not None and rule.count.annexes for rule in book.rules):
        lengths = replace(lengths, pages_of_annexes=_pages_of_annexes(case, setting.workspace / job.folder))
    case = as_filed(case, job.submission)
    situation = Situation(case, submission_of(case, job), job.language, job.audience, stages.today, lengths)
    answers = examine(book, situation)
    findings = answer_findings(book, answers, situation)
    return Ruled(table(book, answers, situation, PLAIN), stages.today.days), [*stages.findings, *findings]


_NOT_HELD: Final = "the filing rules were not held against this draft, since records of the case lack values"


def has_stand_ins(stages: Stages, case: Case) -> bool:
    """Tell whether the case of a draft, as these stages have read it, has stand-ins: no rule can judge them.

    The file of an annex that is not there has none.
    """
    files = {annex.file.place for annex in case.annexes}
    lacking = (finding for finding in stages.findings if finding.code in LACKING and finding.place not in files)
    return stages.setting.draft and any(lacking)


def _pages_of_annexes(case: Case, folder: Path) -> int | None:
    """Return how many pages the annexes of a case have together, None where one cannot be counted."""
    if any(isinstance(annex.file, Unread) for annex in case.annexes):
        return None
    counts = [count_pages(folder / annex.file, annex.file) for annex in case.annexes]
    return sum(count for count in counts if isinstance(count, int)) if all(map(_is_counted, counts)) else None


def _is_counted(count: object) -> bool:
    return isinstance(count, int)


def filed_audience(template: Template) -> str:
    """Return the audience whose version is filed: the public's where a body publishes whatever it is sent."""
    return "filing" if "filing" in template.audiences else "public"


def _no_rules(template: Template) -> Finding:
    words = f"the template '{template.id}' files with '{template.procedure}', which has no rules: nothing was checked"
    order = "write the rules of it, or take 'procedure' out; `submissions procedures` lists what there is"
    place = template.procedure.place if template.procedure is not None else template.place
    return Finding("W802", place, words, order)


def old_tables(bench: Bench, setting: Setting) -> list[Finding]:
    """Return one warning of the tables that are older than a year on the day of the run, or none."""
    bench.enter("looking at the age of the tables")
    return ages(setting.as_of)


def rulebook(stages: Stages, identity: str) -> Rulebook:
    """Return the rules of a mechanism, read once for all documents; raises NoValueError where they have a fault."""
    folders = rule_folders(Path(stages.setting.workspace))
    return stages.once(identity, "reading the filing rules", read_rulebook, identity, folders)
