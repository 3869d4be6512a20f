"""Say where the files lie that come with the program, and those of a workspace that go before them; read its tables."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path


def folder_beside(name: str) -> Path:
    """Return a folder that came with the program: inside the wheel, or at the top of the program's own repository."""
    package = Path(__file__).resolve().parent
    inside = package / name
    return inside if inside.is_dir() else package.parents[1] / name


def built_in_templates() -> Path:
    """Return the folder of the templates that came with the program."""
    return folder_beside("templates")


def template_folders(workspace: Path) -> tuple[Path, ...]:
    """Return where templates are looked for: the workspace's own folder, then the built-in ones."""
    return _own_first(workspace / "templates", built_in_templates())


def rule_folders(workspace: Path) -> tuple[Path, ...]:
    """Return where mechanisms are looked for: `rules/` of the workspace, then the built-in ones."""
    return _own_first(workspace / "rules", Path(__file__).parent / "rules")


def _own_first(own: Path, built_in: Path) -> tuple[Path, ...]:
    return (own, built_in) if own.is_dir() and own.resolve() != built_in.resolve() else (built_in,)


@cache
def further_folder() -> Path | None:
    """Return the folder of the further wheel's faces, None where it is not installed or has none."""
    found = find_spec("submissions_fonts")
    folders = [Path(one) for one in (found.submodule_search_locations or ())] if found else []
    return next((folder for folder in folders if any(folder.glob("*.[ot]tf"))), None)


def packaged_rows(path: str) -> list[dict[str, str]]:
    """Return the rows of a CSV table, given by its path within the package; lines that begin with # say what it is."""
    content = files("submissions").joinpath(path).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in content.splitlines() if not line.startswith("#")))
