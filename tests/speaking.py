"""The languages of the house, for the tests of everything that is written in one."""

from __future__ import annotations

from functools import cache
from typing import Final

from submissions.case import Person
from submissions.catalogue import House, built_in_templates, read_catalogue
from submissions.languages import FewLanguages, Language
from submissions.values import Text


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


def somebody(role: str, gender: str | None) -> Person:
    """Return somebody of a role and gender; her name has no letter that a pseudonym could not take."""
    name = Text("Q")
    return Person.model_construct(id=Text("p"), role=role, gender=gender, name=name, variants=(), pseudonym=None)
