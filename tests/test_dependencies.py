"""The program imports what it declares and declares what it imports; so do its tests, tools and benchmarks."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
# Commands of the development extra, and what others load by a name, which nothing imports.
NEVER_IMPORTED = {"coverage", "flask", "flask-cors", "mypy", "pytest-cov", "pytest-xdist", "ruff", "s3fs"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: Iterable[str]) -> set[str]:
    """Return the names of the packages required, without their versions and the project's own extras."""
    found = {normal(re.split(r"[\s<>=!~;\[#]", requirement, maxsplit=1)[0]) for requirement in requirements}
    return found - {PROJECT["name"]}


def imported_modules(*folders: str) -> Iterator[str]:
    """Yield the first name of every module that the files of some folders import, and of those named in words."""
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    yield from (alias.name.split(".")[0] for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module:
                    yield node.module.split(".")[0]


def distributions(modules: Iterable[str]) -> set[str]:
    """Return the packages that modules come from; our own and Python's own come from none."""
    known = packages_distributions()
    foreign = set(modules) - set(sys.stdlib_module_names) - {PROJECT["name"]}
    return {normal(name) for module in foreign for name in known.get(module, ())}


DECLARED = names(PROJECT["dependencies"])


@cache
def imported(*folders: str) -> frozenset[str]:
    """Return the packages that the files of some folders import."""
    return frozenset(distributions(imported_modules(*folders)))


def test_the_program_imports_every_library_that_it_declares() -> None:
    assert set() == DECLARED - imported("src")


def test_the_program_declares_every_library_that_it_imports() -> None:
    assert imported("src") - DECLARED - names(EXTRAS["seal"]) - names(EXTRAS["cluster"]) == set()


def test_the_tests_declare_every_library_that_they_import() -> None:
    declared = DECLARED | names(requirement for extra in EXTRAS.values() for requirement in extra)
    assert imported("tests", "tools", "benchmarks") - declared == set()


def test_every_library_for_development_is_imported_or_is_a_command() -> None:
    known = imported("src") | imported("tests", "tools", "benchmarks")
    never = {name for name in names(EXTRAS["development"]) - known if not name.startswith("types-")}
    assert never == NEVER_IMPORTED


def test_the_page_engine_is_held_to_the_version_that_its_mends_are_for() -> None:
    (required,) = (each for each in PROJECT["dependencies"] if each.startswith("weasyprint"))
    from submissions.writers.page.insides import MAJOR  # noqa: PLC0415 - loads the page engine

    assert required == f"weasyprint>={MAJOR},<{MAJOR + 1}"
    pinned = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    assert f"\nweasyprint=={MAJOR}." in pinned
