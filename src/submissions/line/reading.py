"""Read the templates and the cases, once for all documents of a run: the first stages of the straight line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from submissions.case import Case
from submissions.case.asked import AskedValue
from submissions.case.texts import texts_of
from submissions.catalogue import Catalogue, Shelf, open_catalogue, template_folders, words_of_bodies
from submissions.findings import Finding
from submissions.line.stages import NoValueError, Stages
from submissions.source import read_case
from submissions.source.files import CaseFile, files_of_case
from submissions.validate import validate_case

_IMAGE: Final = re.compile(r"!\[[^\]]*\]\(\s*([^\s)]+)")


def read_templates(stages: Stages) -> Catalogue:
    """Return the templates, each read when it is asked for, and the house's files with all that is wrong with them."""
    return stages.once("", "reading the templates", _open, template_folders(stages.setting.workspace))


def template_faults(catalogue: Catalogue) -> list[Finding]:
    """Return what is wrong with the templates that were read so far."""
    return list(catalogue.templates.findings) if isinstance(catalogue.templates, Shelf) else []


def _open(folders: Sequence[Path]) -> tuple[Catalogue, list[Finding]]:
    _, catalogue, findings = open_catalogue(folders)
    return catalogue, findings


def read_validated(stages: Stages, folder: str, *, in_part: bool = False) -> Case:
    """Read and validate the case in a folder, once for all of its documents.

    Raises NoValueError where it cannot be read, or only `in_part` and that is not asked for: to tell what else is wrong
    with it.
    """
    workspace = stages.setting.workspace
    catalogue = read_templates(stages.aside())
    source = stages.once(folder, "reading the case", read_case, workspace / folder, workspace)
    given = (
        source,
        workspace / folder,
        workspace,
        catalogue.house.authorities,
        names_of_texts(stages),
        catalogue.house.languages,
        stages.setting.draft,
        partial(_asked, catalogue),
    )
    key = f"{folder}|draft" if stages.setting.draft else folder
    case = stages.once(key, "validating the case", validate_case, *given)
    if not (case.is_whole or in_part):
        raise NoValueError(folder)
    return case


def names_of_texts(stages: Stages) -> frozenset[str]:
    """Return the names of the texts that any template asks for, for which all of them are read: once in a run."""
    workspace = stages.setting.workspace
    names: frozenset[str] = stages.bench.kept.get(
        (workspace, "names of texts"), lambda: words_of_bodies(template_folders(workspace))
    )
    return names


def _asked(catalogue: Catalogue, template: str) -> Mapping[str, AskedValue] | None:
    """Return what a template asks the case to type; None where there is no such template, or it cannot be read."""
    return catalogue.templates[template].values if template in catalogue.templates else None


def read_files(stages: Stages, folder: str, case: Case) -> tuple[CaseFile, ...]:
    """Return what lies in a case folder; for each document anew, since the disk may have changed."""
    typed = {text.place.file.removeprefix(f"{folder}/") for text in texts_of(case)}
    return files_of_case(stages.setting.workspace / folder, {*typed, *files_named(case)})


def files_named(case: Case) -> set[str]:
    """Return the paths, below the case folder, of its annexes and of the pictures that its prose shows."""
    shown = {name for text in texts_of(case) for name in _IMAGE.findall(text)}
    return {*(str(annex.file) for annex in case.annexes), *shown}
