"""The habits of the house, held for every file of the repository."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINES_MAX = 400
FUNCTION_LINES_MAX = 40
SKIPPED = {
    ".git",
    ".venv",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    "__pycache__",
    "dist",
    "output",
}
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".txt", ".css", ".html", ".json", ".csv", ".cfg", ""}
# The names are put together here so that this file does not hold what it forbids.
HOSTS = [
    f"{name}\\.{end}" for name, end in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("crates", "io"))
]
STRAY = re.compile(
    "|".join([*HOSTS, "/wor" + "k/", "/hom" + "e/[a-z]", "/roo" + "t/", r"C:\\Users\\", r"\.\./shar" + "ed"])
)
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}


def files(*suffixes: str) -> list[Path]:
    return sorted(
        path
        for path in ROOT.rglob("*")
        if path.is_file() and path.suffix in suffixes and not SKIPPED.intersection(path.relative_to(ROOT).parts)
    )


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


SOURCES = files(".py")
OURS = [path for path in SOURCES if "tests" not in path.relative_to(ROOT).parts]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_no_file_is_longer_than_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES_MAX


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_no_function_is_longer_than_40_lines(path: Path) -> None:
    long = [f"{node.name}: {length}" for node in functions(path) if (length := body_lines(node)) > FUNCTION_LINES_MAX]
    assert long == []


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines from `def` to the end, without the docstring: a command's docstring is its help page."""
    end = node.end_lineno or node.lineno
    first = node.body[0]
    docstring = 0
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        docstring = (first.end_lineno or first.lineno) - first.lineno + 1
    return end - node.lineno + 1 - docstring


@pytest.mark.parametrize("path", OURS, ids=shown)
def test_everything_public_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = [] if ast.get_docstring(tree) else ["the module"]
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node):
            silent.append(node.name)
    for node in [*tree.body, *(member for each in tree.body if isinstance(each, ast.ClassDef) for member in each.body)]:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node):
            silent.append(node.name)
    assert silent == []


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_no_exception_is_caught_without_its_name(path: Path) -> None:
    caught = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            names = {kind.id if isinstance(kind, ast.Name) else "" if kind is None else "other" for kind in kinds}
            if names & {"", "Exception", "BaseException"}:
                caught.append(node.lineno)
    assert caught == []


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_nothing_is_left_for_later(path: Path) -> None:
    words = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|NotImplemented" + r"Error\()")
    assert words.findall(path.read_text(encoding="utf-8")) == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [shown(path) for path in SOURCES if path.stem in FORBIDDEN_NAMES] == []


def test_no_text_mentions_a_machine_or_a_registry() -> None:
    strays = [
        f"{shown(path)}:{number}: {line.strip()[:100]}"
        for path in files(*TEXT)
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if STRAY.search(line)
    ]
    assert strays == []


def test_every_text_file_is_utf_8_with_unix_line_ends() -> None:
    wrong = []
    for path in files(".py", ".md", ".toml", ".css", ".html"):
        content = path.read_bytes()
        if b"\r" in content or not content.decode("utf-8").endswith("\n"):
            wrong.append(shown(path))
    assert wrong == []


def test_nothing_that_is_made_lies_in_the_repository() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    made = [name for name in listed if name.startswith(("output/", "dist/")) and name != "output/.gitignore"]
    made += [name for name in listed if name.endswith((".pyc", ".egg-info", ".log"))]
    assert made == []
