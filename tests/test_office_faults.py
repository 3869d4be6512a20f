"""Whatever is wrong with a Word template is told at its paragraph, in words that are held here, and no file is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from office_templates.building import build_all
from office_templates.faulty import FAULTS, TOLD
from office_templates.records import OfficeTemplate

Row = tuple[Callable[[], bytes], tuple[str, ...]]
QUICK = ("a loop begun in a content control and ended outside", "letters of a block", "macros")


@pytest.mark.parametrize(
    "row", [one if name in QUICK else pytest.param(one, marks=pytest.mark.proof) for name, one in FAULTS.items()],
    ids=list(FAULTS),
)  # fmt: skip
def test_a_fault_of_a_template_stops_both_files_and_is_told_word_for_word(row: Row, tmp_path: Path) -> None:
    build, expected = row
    built = build_all(tmp_path, {"faulty": OfficeTemplate(build, ())})
    assert (built.status, dict(built.files)) == (1, {}), built.said
    assert [one for one in expected if one not in built.said] == [], built.said
    assert "a fault of the program" not in built.said
    assert built.said.count("help: ") == built.said.count("]: ")


@pytest.mark.proof
@pytest.mark.parametrize("row", TOLD.values(), ids=list(TOLD))
def test_what_is_odd_is_told_and_stops_nothing(row: Row, tmp_path: Path) -> None:
    build, expected = row
    built = build_all(tmp_path, {"odd": OfficeTemplate(build, ())})
    assert built.status == 0, built.said
    assert [one for one in expected if one not in built.said] == []
    assert built.said.count("[W270]") == len(expected)
