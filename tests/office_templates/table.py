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
