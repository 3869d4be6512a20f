"""The habits of the house, held for every file of the repository; whoever breaks one is named with file and line."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from house import ROOT, Function, files, functions, nodes, ours, package_files, shown, sources, tree_of

LINES_MAX = 400
# Without its docstring, which for a command is its page of help; and with everything.
FUNCTION_LINES_MAX = 40
WHOLE_FUNCTION_LINES_MAX = 50
TEXT = (".py", ".md", ".toml", ".yaml", ".yml", ".txt", ".css", ".html", ".json", ".csv", ".cfg", "")
# The names are put together here so that this file does not hold what it forbids.
HOSTS = [
    f"{name}\\.{end}" for name, end in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("crates", "io"))
]
STRAY = re.compile(
    "|".join([*HOSTS, "/wor" + "k/", "/hom" + "e/[a-z]", "/roo" + "t/", r"C:\\Users\\", r"\.\./shar" + "ed"])
)
LEFT_OVER = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|NotImplemented" + r"Error\()")
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
# A rule yields the line and what is wrong there, for one file.
Rule = Callable[[Path], Iterator[tuple[int, str]]]


def too_many_lines(path: Path) -> Iterator[tuple[int, str]]:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    if lines > LINES_MAX:
        yield lines, f"the file has more than {LINES_MAX} lines"


def long_functions(path: Path) -> Iterator[tuple[int, str]]:
    for node in functions(path):
        whole = (node.end_lineno or node.lineno) - node.lineno + 1
        without = whole - docstring_lines(node)
        if without > FUNCTION_LINES_MAX:
            yield node.lineno, f"{node.name} has {without} lines without its docstring"
        if whole > WHOLE_FUNCTION_LINES_MAX:
            yield node.lineno, f"{node.name} has {whole} lines with its docstring"


def docstring_lines(node: Function) -> int:
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        return (first.end_lineno or first.lineno) - first.lineno + 1
    return 0


def silent(path: Path) -> Iterator[tuple[int, str]]:
    tree = tree_of(path)
    if not ast.get_docstring(tree):
        yield 1, "the module has no docstring"
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    members = [node for each in (tree, *classes) for node in each.body if isinstance(node, Function)]
    for node in (*classes, *members):
        if not node.name.startswith("_") and not ast.get_docstring(node):
            yield node.lineno, f"{node.name} has no docstring"


def broad_excepts(path: Path) -> Iterator[tuple[int, str]]:
    for node in nodes(path):
        if isinstance(node, ast.ExceptHandler):
            kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            for kind in kinds:
                name = "everything" if kind is None else ast.unparse(kind).rpartition(".")[2]
                if name in {"everything", "Exception", "BaseException"}:
                    yield node.lineno, f"{name} is caught"


def left_for_later(path: Path) -> Iterator[tuple[int, str]]:
    yield from found_in(path, LEFT_OVER)


def stray_places(path: Path) -> Iterator[tuple[int, str]]:
    yield from found_in(path, STRAY)


def found_in(path: Path, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if pattern.search(line):
            yield number, line.strip()[:100]


def name_that_says_nothing(path: Path) -> Iterator[tuple[int, str]]:
    if path.stem in FORBIDDEN_NAMES:
        yield 1, f"the name {path.stem} says nothing"


def other_bytes(path: Path) -> Iterator[tuple[int, str]]:
    content = path.read_bytes()
    if b"\r" in content:
        yield content[: content.index(b"\r")].count(b"\n") + 1, "a line ends with a carriage return"
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        yield content[: error.start].count(b"\n") + 1, "not UTF-8"
    else:
        if not text.endswith("\n"):
            yield text.count("\n") + 1, "the last line does not end"


RULES: dict[str, tuple[Rule, Callable[[], Iterable[Path]]]] = {
    "files have 400 lines at most": (too_many_lines, sources),
    "functions have 40 lines at most, 50 with their docstring": (long_functions, sources),
    "everything public says what it is for": (silent, ours),
    "an exception is caught by its name": (broad_excepts, sources),
    "nothing is left for later": (left_for_later, sources),
    "a module has a name that says something": (name_that_says_nothing, sources),
    "no text mentions a machine or a registry": (stray_places, lambda: files(*TEXT)),
    "text is UTF-8 with Unix line ends": (other_bytes, lambda: files(".py", ".md", ".toml", ".css", ".html")),
}


@pytest.mark.parametrize("name", RULES)
def test_every_file_keeps_to_the_rule_that(name: str) -> None:
    rule, paths = RULES[name]
    checked = list(paths())
    assert len(checked) > 10
    assert [f"{shown(path)}:{line}: {what}" for path in checked for line, what in rule(path)] == []


ASYNCHRONOUS = '"""A module."""\nclass Told:\n    """Told."""\n\n    async def f(self):\n        x = 1\n'
DOTTED = "try:\n    x = 1\nexcept (ValueError, builtins.Exception):\n    x = 2\n"
BROKEN = {
    "files have 400 lines at most": "x = 1\n" * 401,
    "functions have 40 lines at most, 50 with their docstring": "def f():\n" + "    x = 1\n" * 40,
    "everything public says what it is for": ASYNCHRONOUS,
    "an exception is caught by its name": DOTTED,
    "nothing is left for later": "x = 1  # TO" + "DO\n",
    "a module has a name that says something": "",
    "no text mentions a machine or a registry": "see /hom" + "e/someone\n",
    "text is UTF-8 with Unix line ends": "x = 1\ny = 2",
}


@pytest.mark.parametrize("name", BROKEN)
def test_whoever_breaks_it_is_named_under_the_rule_that(name: str, tmp_path: Path) -> None:
    broken = tmp_path / "helpers.py"
    broken.write_bytes(BROKEN[name].encode("utf-8"))
    assert len(list(RULES[name][0](broken))) == 1


def test_a_long_docstring_counts_towards_the_longer_limit_alone(tmp_path: Path) -> None:
    page = '    """Tell.\n' + "    more\n" * 9 + '    """\n'
    path = tmp_path / "one.py"
    path.write_text("def f():\n" + page + "    x = 1\n" * 38, encoding="utf-8")
    assert list(long_functions(path)) == []
    path = tmp_path / "two.py"
    path.write_text("def f():\n" + page + "    x = 1\n" * 39, encoding="utf-8")
    assert list(long_functions(path)) == [(1, "f has 51 lines with its docstring")]


def test_nothing_that_is_made_lies_in_the_repository() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    made = [name for name in listed if name.startswith(("output/", "dist/")) and name != "output/.gitignore"]
    made += [name for name in listed if name.endswith((".pyc", ".egg-info", ".log"))]
    assert made == []


def test_no_two_classes_of_the_program_share_a_name() -> None:
    where: dict[str, list[str]] = {}
    for path in package_files():
        for node in nodes(path):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where.setdefault(node.name, []).append(f"{shown(path)}:{node.lineno}")
    assert {name: places for name, places in where.items() if len(places) > 1} == {}
