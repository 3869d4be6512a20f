"""The files of the repository as the tests of its habits read them: each read and parsed once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "submissions"
# What tools leave behind and no one keeps.
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
Function = ast.FunctionDef | ast.AsyncFunctionDef


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


@cache
def files(*suffixes: str) -> tuple[Path, ...]:
    return tuple(
        sorted(
            path
            for path in ROOT.rglob("*")
            if path.is_file() and path.suffix in suffixes and not SKIPPED.intersection(path.relative_to(ROOT).parts)
        )
    )


def sources() -> tuple[Path, ...]:
    return files(".py")


def ours() -> list[Path]:
    """Return the Python files that are not tests."""
    return [path for path in sources() if "tests" not in path.relative_to(ROOT).parts]


def package_files() -> list[Path]:
    return [path for path in sources() if path.is_relative_to(PACKAGE)]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(tree_of(path))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in nodes(path) if isinstance(node, Function))
