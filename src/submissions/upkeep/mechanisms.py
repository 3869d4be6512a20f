"""Say which mechanisms there are, which are open to a case, and when their last days are; runs in the child process."""

from __future__ import annotations

from submissions.admissibility.answers import Situation
from submissions.admissibility.deadlines import deadlines
from submissions.admissibility.routes import page, routes
from submissions.admissibility.rows import DeadlineRow, ProcedurePage, RouteRow
from submissions.findings import Finding
from submissions.line.outcome import Setting
from submissions.line.reading import read_validated
from submissions.line.stages import Bench, NoValueError, Stages
from submissions.packaged import rule_folders
from submissions.rules.rulebooks import Rulebook, read_rulebooks


def describe(bench: Bench, setting: Setting) -> tuple[tuple[ProcedurePage, ...], list[Finding]]:
    """Return every mechanism as a page, and what is wrong with any of their files."""
    stages = Stages(bench, setting)
    return tuple(page(book) for book in _books(stages)), stages.findings


def route_case(bench: Bench, setting: Setting, folder: str) -> tuple[tuple[RouteRow, ...], list[Finding]]:
    """Return for every mechanism whether it is open to a case."""
    stages = Stages(bench, setting)
    situation = _situation(stages, folder)
    return (routes(_books(stages), situation) if situation is not None else ()), stages.findings


def deadlines_of_case(bench: Bench, setting: Setting, folder: str) -> tuple[tuple[DeadlineRow, ...], list[Finding]]:
    """Return the last days of a case."""
    stages = Stages(bench, setting)
    situation = _situation(stages, folder)
    return (deadlines(_books(stages), situation) if situation is not None else ()), stages.findings


def _situation(stages: Stages, folder: str) -> Situation | None:
    try:
        case = read_validated(stages, folder)
    except NoValueError:
        return None
    return Situation(case, None, str(case.case.language), "filing", stages.today)


def _books(stages: Stages) -> tuple[Rulebook, ...]:
    return stages.once("", "reading the filing rules", read_rulebooks, rule_folders(stages.setting.workspace))
