"""Say which consents a published document lacks today; runs in the child process."""

from __future__ import annotations

from submissions.findings import Finding
from submissions.line.line import consent_now
from submissions.line.outcome import Setting
from submissions.line.stages import Bench, NoValueError, Stages
from submissions.plan import Job


def lacking_now(bench: Bench, job: Job, setting: Setting) -> tuple[tuple[Finding, ...], list[Finding]]:
    """Return the consents that a document lacks on the day of the setting, and what keeps that from being seen."""
    stages = Stages(bench, setting)
    try:
        return consent_now(stages, job), []
    except NoValueError:
        return (), [finding for finding in stages.findings if finding.is_error]
