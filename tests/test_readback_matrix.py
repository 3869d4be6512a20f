"""Any sign beside words of any script, in any place of a document of any language, is read back as it was typed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import groupby

import pytest

from readback_matrix import LANGUAGES, PLACES, Case, document_of, matrix
from submissions.findings import Place
from submissions.line.formats import WRITERS, Print
from test_readback import house

OUTPUT = Place("output/matrix")
CELLS = tuple(matrix())
_FEW = 5


def differences(cases: Sequence[Case], language: str) -> list[tuple[str, Case, str]]:
    """Return, by format, the cells that do not come back, of which each format tells the first."""
    made = document_of(cases, language)
    found = []
    for form, writer in WRITERS.items():
        content, findings = writer.write(Print(made, house()))
        assert [finding for finding in findings if finding.is_error] == [], form
        lines = writer.read_back(content, made, OUTPUT)
        found += [(form, cases[line.place.line - 1], line.message) for line in lines]
    return found


def test_the_matrix_has_thousands_of_cells_of_every_kind() -> None:
    assert len(CELLS) > 20_000
    assert len({case.text for case in CELLS}) > 3_000


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_few_cells_of_every_place_come_back_in_every_format(language: str) -> None:
    chance = random.Random(language)  # noqa: S311 - not for secrets
    by_place = {place: [c for c in CELLS if (c.language, c.place) == (language, place)] for place in PLACES}
    cases = [case for found in by_place.values() for case in chance.sample(found, _FEW)]
    assert differences(cases, language) == []


@pytest.mark.proof
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_every_cell_comes_back_in_every_format(language: str, place: str) -> None:
    # A page that has many notes takes the engine long: a few at a time.
    cases = [case for case in CELLS if (case.language, case.place) == (language, place)]
    size = 100 if place == "note" else len(cases)
    parts = [[case for _, case in found] for _, found in groupby(enumerate(cases), key=lambda pair: pair[0] // size)]
    assert [difference for part in parts for difference in differences(part, language)] == []
