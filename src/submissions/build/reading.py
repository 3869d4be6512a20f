"""Read the templates and the cases, once for all documents of a run: the first stages of the straight line."""

from __future__ import annotations

import re
from typing import Final

from submissions.build.stages import Stages
from submissions.case import Case
from submissions.catalogue import Catalogue, read_catalogue, template_folders
from submissions.source import read_case
from submissions.validate import validate_case

_TEXT_NAME: Final = re.compile(r"\btexts\.([a-z_0-9]+)")


def read_templates(stages: Stages) -> Catalogue:
    """Return every template and the house's files, with all that is wrong with any of them."""
    return stages.once("", "reading the templates", read_catalogue, template_folders(stages.setting.workspace))


def read_validated(stages: Stages, folder: str) -> Case:
    """Read and validate the case in a folder, once for all of its documents."""
    workspace = stages.setting.workspace
    catalogue = read_templates(Stages(stages.enter, stages.setting))
    source = stages.once(folder, "reading the case", read_case, workspace / folder, workspace)
    given = (source, workspace / folder, workspace, catalogue.house.authorities, words_of_templates(catalogue))
    return stages.once(folder, "validating the case", validate_case, *given)


def words_of_templates(catalogue: Catalogue) -> frozenset[str]:
    """Return the names of the texts that any template asks for."""
    bodies = (
        body
        for template in catalogue.templates.values()
        for body in (*template.bodies.values(), *template.stocks.values())
    )
    return frozenset(name for body in bodies for name in _TEXT_NAME.findall(body))
