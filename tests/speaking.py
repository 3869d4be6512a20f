"""The languages of the house, for the tests of everything that is written in one."""

from __future__ import annotations

from functools import cache
from typing import Final

from submissions.catalogue import House, built_in_templates, read_catalogue
from submissions.languages import FewLanguages, Language


@cache
def house() -> House:
    """Return the built-in house."""
    found, findings = read_catalogue([built_in_templates()])
    assert findings == []
    return found.house


CODES: Final = tuple(house().languages)
"""The codes of all languages of the house."""

KNOWN: Final[FewLanguages] = house().languages.only(CODES)
"""All languages of the house, as a document has them."""


def spoken(code: str) -> Language:
    """Return a language of the house, or a blank one."""
    return KNOWN.of(code)
