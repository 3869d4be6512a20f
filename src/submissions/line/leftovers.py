"""Search a file that stands in an audience's folder, whoever put it there, for what is protected today.

Runs in the child process: what is searched may be hostile, and the parent never holds a case.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from submissions.case import Case
from submissions.findings import Finding
from submissions.line.audits import searcher_with, words_beyond
from submissions.line.outcome import Searched, Setting
from submissions.line.reading import read_templates, read_validated
from submissions.line.stages import Bench, NoValueError, Stages

if TYPE_CHECKING:
    from submissions.audit.names.search import Searcher


def search_standing(
    bench: Bench, setting: Setting, folder: str, audience: str, found: tuple[Path, str]
) -> Searched | None:
    """Search one file, given by its path and the name to search, for what the case in a folder protects.

    None where the case or the file cannot be read.
    """
    path, name = found
    return search_bytes(bench, setting, folder, audience, (path.read_bytes, name))


def search_bytes(
    bench: Bench, setting: Setting, folder: str, audience: str, found: tuple[Callable[[], bytes], str]
) -> Searched | None:
    """Search what is read, under a name, for what the case in a folder protects; None as for `search_standing`."""
    from submissions.audit.files import audit_file  # noqa: PLC0415 - slow to import
    from submissions.audit.report import outcome_of  # noqa: PLC0415

    stages = Stages(bench, setting)
    read, name = found
    try:
        case = read_validated(stages, folder)
        key = f"{folder}|{audience}|every language"
        searcher = stages.once(key, "gathering what is protected", _searcher, stages, case, audience)
        if not searcher.secrets:
            return Searched()
        stages.enter("searching what stands in the folder")
        content = read()
    except (NoValueError, OSError):
        return None
    report = audit_file(name, content, searcher)
    outcome = outcome_of(report, searcher)
    return Searched(
        sha256(content).hexdigest(),
        tuple(dict.fromkeys(f"{hit.whose} ({hit.where}, {hit.form})" for hit in outcome.hits)),
        any(hit.piece.channel == "file name" and not hit.piece.part for hit in report.hits),
        outcome.unsearchable,
    )


def _searcher(stages: Stages, case: Case, audience: str) -> tuple[Searcher, list[Finding]]:
    """Return what searches for all that an audience may not find, with the words of every language of the house."""
    shelf = read_templates(stages.aside()).house.languages
    return searcher_with(case, audience, *words_beyond([shelf.of(code) for code in sorted(shelf)]))
