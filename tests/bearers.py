"""People under any name, made without a file of their own, for tests of how names compare."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from submissions.case import Person
from submissions.case.people import WrittenName
from submissions.findings import Place
from submissions.values import Text
from test_people import person

HERE = Place("cases/x/case.yaml", 7, 5)


@cache
def patron() -> Person:
    """Return a woman whose name is protected, as the program reads her from a file."""
    with TemporaryDirectory() as folder:
        return person(Path(folder), "role: survivor, gender: woman, name: {given: Nora, family: Bell}")


def bearer(given_name: str, family: str) -> Person:
    """Return the same woman under another name."""
    name = patron().name
    assert isinstance(name, WrittenName)
    parts = {"given": Text(given_name, HERE), "family": Text(family, HERE)}
    return patron().model_copy(update={"name": name.model_copy(update=parts)})


@cache
def letters(script: str = "") -> tuple[str, ...]:
    """Return every letter of the basic plane, or those whose names begin with a script: "LATIN"."""
    every = (chr(code) for code in range(0x10000) if chr(code).isalpha())
    return tuple(one for one in every if unicodedata.name(one).startswith(script))
