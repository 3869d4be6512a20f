"""Read a table for a case, and append its rows to the case file; the reading runs in the child process."""

from __future__ import annotations

from pathlib import Path

from submissions.catalogue import template_folders, words_of_bodies
from submissions.checks.sources import names_that_tell
from submissions.findings import Finding, Place
from submissions.importing.records import Imported, TableWish
from submissions.importing.sheets import BYTES_MAX
from submissions.importing.tables import first_of_each, import_table, read_case_text, read_table
from submissions.line.audits import searcher_of_persons
from submissions.line.outcome import Setting
from submissions.line.reading import read_templates
from submissions.line.stages import Bench, Stages
from submissions.publish.faults import finding_of, reason_of
from submissions.publish.fresh import FileChangedError, rewrite
from submissions.source import read_case
from submissions.source.case_file import CASE_FILE
from submissions.source.text_file import name_in_findings
from submissions.validate import validate_case
from submissions.values import SourceMapping


def read_for_case(
    bench: Bench, setting: Setting, folder: str, path: Path, wish: TableWish
) -> tuple[Imported | None, list[Finding]]:
    """Return what a table holds for a case, with the case file before and after; nothing is written."""
    stages = Stages(bench, setting)
    stages.enter("reading a table")
    try:
        with path.open("rb") as stream:
            content = stream.read(BYTES_MAX + 1)  # what is longer is refused
    except OSError as error:
        reason = reason_of(error)
        return None, [Finding("E180", Place(path.as_posix()), f"the file cannot be read: {reason}", "look at the file")]
    table, findings = read_table(content, path.as_posix(), wish)
    if table is None:
        return None, findings
    where = setting.workspace / folder
    root, faults = read_case(where, setting.workspace)
    if root is None:
        return None, findings + faults
    file = where / CASE_FILE
    case, faults = read_case_text(file.read_bytes(), name_in_findings(file, setting.workspace))
    if case is None:
        return None, findings + faults
    house = read_templates(stages).house
    words = words_of_bodies(template_folders(setting.workspace))

    def validate(root: SourceMapping) -> list[Finding]:
        whole, faults = validate_case(root, where, setting.workspace, house.authorities, words, house.languages)
        if whole is None:
            return faults
        name = folder if root is case.root else f"{folder} with the table"
        return [*faults, *names_that_tell(whole, (), searcher_of_persons(stages, whole, name))]

    stages.enter("validating the case")
    imported, findings = import_table(table, case, wish, validate, findings)
    return imported, first_of_each(findings)


def write_imported(imported: Imported, workspace: Path, folder: str) -> list[Finding]:
    """Write the case file with the new rows, if it still is what was read; return what stands against it."""
    file = workspace / folder / CASE_FILE
    place = Place(name_in_findings(file, workspace))
    try:
        rewrite(file, imported.before, imported.after)
    except FileChangedError:
        return [Finding("E189", place, "the case file was changed meanwhile", "save it, and import the table again")]
    except OSError as error:
        return [finding_of(error, place)]
    return []
