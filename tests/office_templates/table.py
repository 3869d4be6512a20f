"""The table of templates: every family of them by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from office_templates import features, forms, languages, letters, odd, pleadings, tables
from office_templates.records import OfficeTemplate

TEMPLATES: Final[Mapping[str, OfficeTemplate]] = {
    **letters.TEMPLATES,
    **tables.TEMPLATES,
    **pleadings.TEMPLATES,
    **forms.TEMPLATES,
    **features.TEMPLATES,
    **odd.TEMPLATES,
    **languages.TEMPLATES,
}
AWAITED: Final = {
    "table-in-a-table": "a table in a cell",
    "pictures-in-a-loop": "a picture in the body of a template",
    "schedule-of-annexes": "a head of nothing but tags is told as left out of the PDF",
    "linked-sections": "the same",
    "counted-affidavit": "numbers of several levels in the tree",
    "contents-and-page-numbers": "contents of the template itself",
    "quoted-by-the-template": "words that a template quotes stay as they were typed",
}
"""Templates that no file is made of yet, or not the right one, with what they wait for."""
