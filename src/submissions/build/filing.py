"""Hold the rules of a document's mechanism against its case; runs in the child process."""

from __future__ import annotations

from pathlib import Path

from submissions.admissibility.answers import Situation
from submissions.admissibility.examine import examine
from submissions.admissibility.rows import Lengths, RuleRow
from submissions.admissibility.tables import table
from submissions.admissibility.words import answer_findings
from submissions.build.reading import read_templates, read_validated
from submissions.build.records import Setting
from submissions.build.serve import Enter
from submissions.build.stages import NoValueError, Stages
from submissions.catalogue import Template
from submissions.findings import Finding
from submissions.plan import Job
from submissions.rules.reading import Rulebook, read_rulebook, rule_folders


def examine_filing(
    enter: Enter, job: Job, setting: Setting, lengths: Lengths
) -> tuple[tuple[RuleRow, ...], list[Finding]]:
    """Return the table of a document's mechanism and what stands against the filing; both empty where it has none."""
    stages = Stages(enter, setting)
    template = read_templates(Stages(enter, setting)).templates.get(job.template)
    if template is None or template.procedure is None or job.audience != "filing":
        return (), []  # a public version is not filed
    try:
        case = read_validated(Stages(enter, setting), job.folder)
        book = rulebook(stages, str(template.procedure))
    except NoValueError:
        return (), stages.findings or [_no_rules(template)]
    situation = Situation(case, case.submissions[job.submission], job.language, job.audience, setting.as_of, lengths)
    answers = examine(book, situation)
    findings = answer_findings(book, answers, situation)
    return table(book, answers, situation, "en"), [*stages.findings, *findings]


def _no_rules(template: Template) -> Finding:
    words = f"the template '{template.id}' files with '{template.procedure}', which has no rules: nothing was checked"
    order = "write the rules of it, or take 'procedure' out; `submissions procedures` lists what there is"
    place = template.procedure.place if template.procedure is not None else template.place
    return Finding("W802", place, words, order)


def rulebook(stages: Stages, identity: str) -> Rulebook:
    """Return the rules of a mechanism, read once for all documents; raises NoValueError where they have a fault."""
    folders = rule_folders(Path(stages.setting.workspace))
    return stages.once(identity, "reading the filing rules", read_rulebook, identity, folders)
