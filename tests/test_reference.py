"""The generated reference pages are fresh, and every finding code is used and explained."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from submissions.codes import CODES

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"


def load_generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = load_generator()


@pytest.mark.parametrize("name", GENERATOR.PAGES)
def test_the_page_is_fresh(name: str) -> None:
    assert (ROOT / name).read_text("utf-8") == GENERATOR.PAGES[name](), "run: make reference"


@pytest.mark.parametrize("code", ["E421", "E425", "E501", "E503", "E712", "E740", "W741"])
def test_orders_that_functions_make_are_shown(code: str) -> None:
    page = (ROOT / "docs" / "reference" / "findings.md").read_text("utf-8")
    section = page.partition(f"### {code}\n")[2].partition("###")[0]
    assert "\n- " in section


def test_every_code_stands_in_the_program_and_every_code_in_the_program_is_known() -> None:
    used: set[str] = set()
    for path in (ROOT / "src" / "submissions").rglob("*.py"):
        if path.name not in ("codes.py", "codes_of_publishing.py"):
            used |= set(re.findall(r'"([EWN]\d{3})"', path.read_text("utf-8")))
    assert used - set(CODES) == set()
    assert set(CODES) - used == set()


def test_the_codes_are_sorted_by_number_and_each_number_stands_once() -> None:
    numbers = [int(code[1:]) for code in CODES]
    assert numbers == sorted(set(numbers))


def test_every_code_is_shown_by_a_test_or_a_fixture() -> None:
    shown: set[str] = set()
    for path in (ROOT / "tests").rglob("*"):
        if (
            path.is_file()
            and path.suffix in {".py", ".yaml", ".txt", ".md", ".css", ".html"}
            and GOLDEN not in path.parents
        ):
            shown |= set(re.findall(r"\b[EWN]\d{3}\b", path.read_text("utf-8", errors="replace")))
    assert set(CODES) - shown == set()
