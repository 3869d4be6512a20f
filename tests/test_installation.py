"""What is missing is installed in the way in which the program was, and never by its own name from an index."""

from __future__ import annotations

import ast
import json
import re
import shlex
from pathlib import Path

import pytest

from house import package_files, shown
from submissions.installation import Installation, here

REQUIRES = (
    "lxml>=6.1",
    "weasyprint<71,>=70",
    "markdown-it-py>=3",
    "pyrage>=1.4; extra == 'seal'",
    'zxcvbn>=4.5 ; extra == "seal"',
    "pdfua>=0.1.3; extra == 'validate'",
)


def installed(
    folder: Path, origin: dict[str, object] | None, *, mark: str = "", venv: str = ".venv", has_pip: bool = True
) -> Installation:
    """Return the program in an environment of its own, with a file that pipx or uv leaves there if one is named."""
    prefix = folder / venv
    prefix.mkdir(parents=True)
    if mark:
        (prefix / mark).write_text("", encoding="utf-8")
    python = str(prefix / "bin" / "python")
    return Installation(json.dumps(origin) if origin else "", prefix, python, REQUIRES, has_pip)


@pytest.mark.parametrize("editable", [True, False])
def test_a_source_folder_is_installed_from_again(tmp_path: Path, editable: bool) -> None:
    folder = tmp_path / "the program"
    one = installed(folder, {"url": folder.as_uri(), "dir_info": {"editable": editable}})
    assert one.order(extra="seal") == "in the program's own folder: .venv/bin/pip install '.[seal]'"
    assert one.order(library="lxml") == "in the program's own folder: .venv/bin/pip install ."


def test_a_source_folder_with_another_environment_names_its_python(tmp_path: Path) -> None:
    one = installed(tmp_path, {"url": tmp_path.as_uri(), "dir_info": {}}, venv="env of mine")
    python = shlex.quote(str(tmp_path / "env of mine" / "bin" / "python"))
    assert one.order(extra="seal") == f"in the program's own folder: {python} -m pip install '.[seal]'"


def test_an_environment_without_pip_is_given_to_uv(tmp_path: Path) -> None:
    one = installed(tmp_path, {"url": tmp_path.as_uri(), "dir_info": {}}, has_pip=False)
    assert one.order(extra="seal") == (
        "in the program's own folder: uv pip install --python .venv/bin/python '.[seal]'"
    )


def test_pipx_is_asked_for_the_libraries_by_their_own_names(tmp_path: Path) -> None:
    one = installed(tmp_path, {"url": tmp_path.as_uri(), "dir_info": {}}, mark="pipx_metadata.json")
    assert one.order(extra="seal") == "pipx inject submissions 'pyrage>=1.4' 'zxcvbn>=4.5'"
    assert one.order(library="WeasyPrint") == "pipx inject submissions 'weasyprint<71,>=70'"


@pytest.mark.parametrize(
    ("origin", "mark"),
    [
        (None, ""),
        ({"url": "file:///gone/submissions-0.1.0-py3-none-any.whl", "archive_info": {}}, ""),
        ({"url": "https://example.org/s.git", "vcs_info": {"vcs": "git", "commit_id": "0"}}, ""),
        ({"url": "file:///gone/folder", "dir_info": {}}, ""),
        ({"url": "file:///", "dir_info": {}}, "uv-receipt.toml"),
    ],
)
def test_from_anywhere_else_the_libraries_are_named_and_never_the_program(
    tmp_path: Path, origin: dict[str, object] | None, mark: str
) -> None:
    one = installed(tmp_path, origin, mark=mark)
    python = shlex.quote(str(tmp_path / ".venv" / "bin" / "python"))
    assert one.order(extra="validate") == f"{python} -m pip install 'pdfua>=0.1.3'"
    assert one.order(library="markdown_it.py") == f"{python} -m pip install 'markdown-it-py>=3'"
    assert one.order(library="unheard-of") == f"{python} -m pip install unheard-of"


def test_windows_is_told_in_its_own_signs(tmp_path: Path) -> None:
    (tmp_path / ".venv").mkdir()
    origin = json.dumps({"url": tmp_path.as_uri(), "dir_info": {"editable": True}})
    one = Installation(origin, tmp_path / ".venv", "C:\\x\\python.exe", REQUIRES, windows=True)
    assert one.order(extra="seal") == 'in the program\'s own folder: .venv\\Scripts\\pip install ".[seal]"'
    other = Installation("", tmp_path, "C:\\My Tools\\python.exe", REQUIRES, windows=True)
    assert other.order(extra="seal") == '"C:\\My Tools\\python.exe" -m pip install "pyrage>=1.4" "zxcvbn>=4.5"'


def test_here_the_extra_is_known_with_its_libraries() -> None:
    assert any(one.startswith("pyrage") and "seal" in one for one in here().requires)
    assert "seal" in here().order(extra="seal") or "pyrage" in here().order(extra="seal")


def test_no_other_module_says_how_something_is_installed() -> None:
    """Hold that no text of the program but the one function's holds such an order, or asks an index for its name."""
    forbidden = re.compile(r"pip3? install|submissions\[\w|pipx |uv tool")
    found = [
        f"{shown(path)}:{node.lineno}"
        for path in package_files()
        if path.name != "installation.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if forbidden.search(node.value)
    ]
    assert found == []


def test_no_page_asks_an_index_for_the_program_by_its_name() -> None:
    root = Path(__file__).parents[1]
    pages = [*root.glob("*.md"), *(root / "docs").rglob("*.md")]
    asked = re.compile(r"(?:install|inject|add|run)\s+(?:-\S+\s+)*['\"]?submissions\b(?!\s+(?:pyrage|'))")
    assert len(pages) > 20
    assert [page.name for page in pages if asked.search(page.read_text(encoding="utf-8"))] == []
