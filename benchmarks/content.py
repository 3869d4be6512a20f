"""The document that is measured: an example case taken down the line to the tree, by the program's own stages."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from submissions.catalogue import read_catalogue, template_folders
from submissions.compose import authorities_of, compose
from submissions.document import Document, HouseFile
from submissions.source import read_case
from submissions.transforms import transform
from submissions.validate import validate_case
from submissions.view import view_case

WORKSPACE = Path(__file__).resolve().parent.parent


def example(
    case_id: str, template_id: str, language: str, audience: str, as_of: datetime.date = datetime.date(2026, 1, 1)
) -> tuple[Document, Mapping[str, HouseFile]]:
    """Return an example's document and the house files that print it; raises LookupError where there is none."""
    folder = WORKSPACE / "cases" / case_id
    catalogue, _ = read_catalogue(template_folders(WORKSPACE))
    source, _ = read_case(folder, WORKSPACE)
    if source is None or catalogue is None:
        raise LookupError(case_id)
    house, template = catalogue.house, catalogue.templates[template_id]
    case, _ = validate_case(source, folder, WORKSPACE, house.authorities)
    if case is None:
        raise LookupError(case_id)
    submission = next(each for each in case.submissions if each.template == template_id)
    view, _ = view_case(case, submission, audience, house.languages.of(language), as_of, folder)
    draft, _ = compose(view, template, house)
    style, labels = house.citations[language], house.labels[language]
    document, _ = transform(draft, authorities_of(view, house), style, labels, case.case.language)
    return document, {**house.files, **template.files}
