"""Search one file of any origin for what a case protects, or for the names of a list. Runs in the child process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from submissions.findings import Finding, Place
from submissions.line.audits import organisations_of
from submissions.line.outcome import Setting
from submissions.line.reading import read_validated
from submissions.line.stages import Bench, NoValueError, Stages

if TYPE_CHECKING:
    from submissions.audit.names.search import Searcher
    from submissions.audit.records import AuditReport, Secret
    from submissions.audit.report import Outcome


def audit_path(
    bench: Bench, setting: Setting, source: tuple[str, str, str], path: Path, name: str
) -> tuple[Outcome | None, list[Finding]]:
    """Search one file for what a case protects and what a list names.

    `source` is the case folder, "" for none; the audience; and the path of the list, "" for none. `name` is what the
    file is called. Returns no outcome where there is nothing to search for, and what stands against that.
    """
    from submissions.audit.records import AuditReport, Unsearchable  # noqa: PLC0415 - slow to import
    from submissions.audit.report import outcome_of  # noqa: PLC0415

    stages = Stages(bench, setting)
    try:
        searcher, organisations = searcher_from(stages, source)
    except NoValueError:
        return None, stages.findings
    stages.enter("searching a file")
    try:
        report = _audit(name, path, searcher, organisations) if path.is_file() else None
    except OSError:
        report = None
    if report is None:
        report = AuditReport(
            name, unsearchable=(Unsearchable("", "it cannot be read: it is no file, or its rights forbid it"),)
        )
    return outcome_of(report, searcher, shows_words=source[1] == "filing"), stages.findings


def searcher_from(stages: Stages, source: tuple[str, str, str]) -> tuple[Searcher, tuple[str, ...]]:
    """Return what searches for all that a case and a list protect, and whom files may name as their author.

    `source` is as in `audit_path`. Raises NoValueError where there is nothing to search with.
    """
    given = stages.bench, stages.setting, source
    return stages.once("|".join(source), "gathering what is protected", _from_source, *given)


def _audit(name: str, path: Path, searcher: Searcher, organisations: tuple[str, ...]) -> AuditReport:
    from submissions.audit.files import audit_file  # noqa: PLC0415 - slow to import

    return audit_file(name, path.read_bytes(), searcher, organisations, foreign=True)


def _from_source(
    bench: Bench, setting: Setting, source: tuple[str, str, str]
) -> tuple[tuple[Searcher, tuple[str, ...]] | None, list[Finding]]:
    from submissions.audit.names.parts import may_stand, read_names  # noqa: PLC0415
    from submissions.audit.names.search import Searcher  # noqa: PLC0415 - slow to import
    from submissions.audit.names.secrets import secrets_of  # noqa: PLC0415
    from submissions.audit.names.unsearched import unsearched_findings, unwritten_findings  # noqa: PLC0415

    folder, audience, names = source
    stages = Stages(bench, setting)
    secrets: list[Secret] = []
    organisations: tuple[str, ...] = ()
    try:
        if folder:
            case = read_validated(stages, folder)
            stages.findings.clear()  # what is wrong with the case otherwise is for `check` to say
            secrets += secrets_of(case, audience)
            stages.findings += [*unsearched_findings(secrets), *unwritten_findings(secrets)]
            organisations = organisations_of(case)
        if names:
            listed = Path(names).read_bytes().decode("utf-8-sig")
            more, findings = read_names(listed, Path(names).name)
            organisations += may_stand(listed)
            stages.findings += findings
            secrets += more
            stages.findings += [*unsearched_findings(more, listed=True), *unwritten_findings(more, listed=True)]
            if any(finding.is_error for finding in findings):
                return None, stages.findings  # no file is clean of a name that nobody looked for
    except NoValueError:
        return None, stages.findings
    except (OSError, UnicodeDecodeError):
        broken = Finding(
            "E626", Place(Path(names).name), "the list of names cannot be read", "save it as a text in UTF-8"
        )
        return None, [*stages.findings, broken]
    if not secrets:
        stages.findings.append(_nobody(folder, audience, names))
    return (Searcher(secrets), organisations), stages.findings


def _nobody(folder: str, audience: str, names: str) -> Finding:
    """Return the warning that there is no name to search for."""
    return Finding(
        "W627",
        Place(f"{folder}/case.yaml" if folder else Path(names).name),
        f"nothing is protected from the audience '{audience}': no name was searched for",
        "look at 'protected' of the people, or give a list of names with --names",
    )
