"""Imports point down the line only, those inside functions too, and so do those between the rooms of a folder."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from house import PACKAGE, nodes, package_files, shown

# Every file of a folder can be seen at once; the largest folder of comparable projects has 32.
FILES_MAX = 25
# From the bottom up: a module may import from the layers below its own, and from its own folder.
LAYERS = (
    ("codes_of_publishing",),
    ("codes", "folding", "formats", "installation", "office", "packaged", "signals", "today", "told"),
    ("findings", "reporting"),
    ("gate",),
    ("values", "languages", "look"),
    ("case", "document", "source"),
    ("states", "dates", "jinja", "pictures", "unseen"),
    ("markup", "wordbody"),
    ("drafted",),
    ("catalogue", "view", "validate", "schema", "rules"),
    ("compose", "transforms", "writers", "admissibility", "importing"),
    ("readback", "audit", "manifest", "exhibits", "seal"),
    ("plan", "publish"),
    ("checks",),
    ("line",),
    ("run",),
    ("remote", "upkeep"),
    ("packs",),
    ("report",),
    ("cli",),
    ("__main__",),
)
# Libraries that belong to one end of the line only.
ONLY_IN = {
    "click": {"cli"},
    "rich": {"cli"},
    "docxtpl": {"writers"},
    "lxml": {"writers", "readback", "audit", "office", "drafted", "wordbody"},
    "weasyprint": {"writers", "upkeep"},  # upkeep only asks whether it loads, and which version it is
    "pydyf": {"writers"},
    "fontTools": {"writers", "document"},  # document only reads how wide letters are
    "bidi": {"readback", "writers"},
    "filelock": {"publish"},
    "openpyxl": {"importing"},
    "pyrage": {"seal"},
    "xkcdpass": {"seal"},
    "zxcvbn": {"seal"},
    "psutil": {"publish", "run"},
    "multiprocessing": {"run"},
    "cryptography": {"run"},
    "dask": {"run"},
    "distributed": {"run"},
    "fsspec": {"remote"},
}


# The floors within a folder, from the bottom up, for its folders and files: a floor may import from those below it and
# from itself, and two folders of one floor nothing from each other. What is not named stands on top.
ROOMS = {
    "drafted": (("word",),),
    "audit": (("records",), ("gathering", "names", "nesting"), ("kinds",), ("pdf", "word")),
    "cli": (
        ("text",),
        ("progress",),
        ("options", "pages", "report", "rules", "workspace"),
        ("imports", "packs", "published", "shelf"),
    ),
    "run": (("ahead", "calls", "serve", "worker"), ("cluster",)),
    "writers": (("faces", "own_faces"), ("drawings",), ("page", "word"), ("libreoffice",)),
    "writers/word": (("bookmarks", "oxml", "pagination", "parts"), ("frame", "lint"), ("graft",)),
}


def layer_of(name: str) -> int:
    return next(number for number, names in enumerate(LAYERS) if name in names)


def module_files() -> list[Path]:
    return [path for path in package_files() if path != PACKAGE / "__init__.py"]


def top_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name of everything that a file imports, anywhere in it."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{shown(path)}:{node.lineno}: a relative import"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def own_imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and top module of everything of ours that a file imports."""
    ours = {file.name.removesuffix(".py") for file in PACKAGE.iterdir()}
    for line, name in imported(path):
        parts = name.split(".")
        if parts[0] == "submissions" and len(parts) > 1 and parts[1] in ours:
            yield line, parts[1]


def test_every_module_has_its_layer_and_every_layer_its_module() -> None:
    placed = [name for names in LAYERS for name in names]
    assert {top_of(path) for path in module_files()} ^ set(placed) == {"scaffold"}
    assert len(placed) == len(set(placed))


def test_imports_point_down() -> None:
    upward = [
        f"{shown(path)}:{line}: {top_of(path)} imports {name}"
        for path in module_files()
        for line, name in own_imports(path)
        if name != top_of(path) and layer_of(name) >= layer_of(top_of(path))
    ]
    assert upward == []


def climbs(folder: str, importer: str, target: str) -> bool:
    """Say whether a file at `importer`, within a folder, may not have `target`, in the same folder (both as `a/b`)."""
    floors = ROOMS[folder]
    top = len(floors)
    own, other = importer.split("/", maxsplit=1)[0], target.split("/", maxsplit=1)[0]
    heights = [next((n for n, names in enumerate(floors) if name in names), top) for name in (own, other)]
    rooms = all((PACKAGE / folder / name).is_dir() for name in (own, other))
    return heights[0] < heights[1] or (own != other and rooms and heights[0] == heights[1])


def climbing(folder: str, path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and name of each import of a file of a folder that goes to a floor above within the folder."""
    prefix = f"submissions.{folder.replace('/', '.')}."
    own = path.relative_to(PACKAGE / folder).with_suffix("").as_posix()
    for line, name in imported(path):
        if name.startswith(prefix) and climbs(folder, own, name.removeprefix(prefix).replace(".", "/")):
            yield line, name


def test_the_rooms_of_a_folder_import_downwards_too() -> None:
    strays = [
        f"{shown(path)}:{line}: {name}"
        for folder in ROOMS
        for path in module_files()
        if path.is_relative_to(PACKAGE / folder)
        for line, name in climbing(folder, path)
    ]
    assert strays == []


def test_every_room_that_is_named_is_there() -> None:
    named = [f"{folder}/{name}" for folder, floors in ROOMS.items() for names in floors for name in names]
    assert [n for n in named if not (PACKAGE / n).is_dir() and not (PACKAGE / f"{n}.py").is_file()] == []
    rooms = {
        path.parent.relative_to(PACKAGE).as_posix()
        for path in module_files()
        if len(path.relative_to(PACKAGE).parts) > 2
    }
    assert rooms <= set(named), "a folder within a folder has no floor"


@pytest.mark.parametrize(
    ("folder", "importer", "target"),
    [
        ("writers", "word/blocks", "page/html"),
        ("writers", "page/html", "word/oxml"),
        ("audit", "pdf/open", "word/open"),
        ("audit", "word/xml", "pdf/objects"),
        ("audit", "kinds/rtf", "word/open"),
        ("audit", "names/search", "kinds/texts"),
        ("audit", "pdf/open", "files"),
        ("audit", "names/search", "report"),
        ("writers/word", "frame/read", "docx"),
        ("writers/word", "frame/read", "lint/package"),
    ],
)
def test_a_step_up_or_aside_is_seen(folder: str, importer: str, target: str) -> None:
    assert climbs(folder, importer, target)


def test_an_import_within_a_function_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "one.py"
    path.write_text(
        "class One:\n    def run(self):\n        from submissions.line.line import make\n", encoding="utf-8"
    )
    assert list(own_imports(path)) == [(3, "line")]


def test_no_folder_holds_more_files_than_can_be_seen_at_once() -> None:
    held = Counter(path.parent for path in package_files())
    assert {shown(folder): number for folder, number in held.items() if number > FILES_MAX} == {}


def test_writers_know_the_document_and_nothing_before_it() -> None:
    strays = [
        f"{shown(path)}:{line}: {name}"
        for path in module_files()
        if top_of(path) == "writers"
        for line, name in own_imports(path)
        if name not in {"codes", "findings", "office", "packaged", "reporting", "look", "document", "writers"}
    ]
    assert strays == []


def test_a_library_of_one_end_of_the_line_is_not_used_at_another() -> None:
    strays = [
        f"{shown(path)}:{line}: {name}"
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


def test_nothing_is_called_by_a_name_in_a_string() -> None:
    """A call that is written as text is seen by no type checker and by no test of layers."""
    named = re.compile(r"submissions(?:\.\w+)+:\w+")
    calls = [
        f"{shown(path)}:{node.lineno}: {node.value}"
        for path in module_files()
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and named.fullmatch(node.value)
    ]
    assert calls == []
