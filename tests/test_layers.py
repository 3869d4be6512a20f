"""Imports point down the line only, those inside functions too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "submissions"
# From the bottom up: a module may import from the layers below its own, and from its own folder.
LAYERS = (
    ("codes",),
    ("findings",),
    ("gate",),
    ("values", "languages"),
    ("case", "document", "source"),
    ("states", "dates", "jinja", "pictures"),
    ("markup",),
    ("catalogue", "view", "validate", "schema", "rules"),
    ("compose", "consents", "transforms", "checks", "writers", "admissibility"),
    ("readback", "audit", "manifest", "exhibits", "seal"),
    ("plan", "publish"),
    ("line",),
    ("run",),
    ("upkeep",),
    ("cli",),
    ("__main__",),
)
# Libraries that belong to one end of the line only.
ONLY_IN = {
    "click": {"cli"},
    "rich": {"cli"},
    "docx": {"writers", "readback", "audit"},
    "docxtpl": {"writers"},
    "lxml": {"writers", "readback", "audit"},
    "weasyprint": {"writers", "upkeep"},  # upkeep only asks whether it loads
    "filelock": {"publish"},
    "pyrage": {"seal"},
    "psutil": {"publish", "run"},
    "multiprocessing": {"run"},
}


def layer_of(name: str) -> int:
    return next(number for number, names in enumerate(LAYERS) if name in names)


def module_files() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def top_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name of everything that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def own_imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and top module of everything of ours that a file imports."""
    ours = {file.name.removesuffix(".py") for file in PACKAGE.iterdir()}
    for line, name in imported(path):
        parts = name.split(".")
        if parts[0] == "submissions" and len(parts) > 1 and parts[1] in ours:
            yield line, parts[1]


def test_every_module_has_its_layer_and_every_layer_its_module() -> None:
    placed = {name for names in LAYERS for name in names}
    assert {top_of(path) for path in module_files()} - placed - {"scaffold"} == set()


@pytest.mark.parametrize("path", module_files(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_down(path: Path) -> None:
    own = top_of(path)
    upward = [f"{line}: {name}" for line, name in own_imports(path) if name != own and layer_of(name) >= layer_of(own)]
    assert upward == []


def test_writers_know_the_document_and_nothing_before_it() -> None:
    known = {name for path in module_files() if top_of(path) == "writers" for _, name in own_imports(path)}
    assert known <= {"codes", "findings", "document", "writers"}


def test_a_library_of_one_end_of_the_line_is_not_used_at_another() -> None:
    strays = [
        f"{path.relative_to(PACKAGE).as_posix()}:{line}: {name}"
        for path in module_files()
        for line, name in imported(path)
        if top_of(path) not in ONLY_IN.get(name.split(".")[0], {top_of(path)})
    ]
    assert strays == []


def test_no_two_modules_of_a_folder_import_each_other() -> None:
    """Look for rings within a folder, where the layers do not help."""
    names = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path for path in module_files()}
    names = {name.removesuffix(".__init__"): path for name, path in names.items()}

    def needs(name: str) -> set[str]:
        wanted = {target for _, target in imported(names[name])}
        return {other for other in names if other != name and wanted & {other, *_members(other, wanted)}}

    def _members(other: str, wanted: set[str]) -> set[str]:
        return {target for target in wanted if target.rpartition(".")[0] == other}

    graph = {name: needs(name) for name in names}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail[trail.index(name) :], name))
        if name not in done:
            for other in sorted(graph[name]):
                visit(other, (*trail, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())
