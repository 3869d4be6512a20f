"""Read the tables that come with the program."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path


def folder_beside(name: str) -> Path:
    """Return a folder that came with the program: inside the wheel, or at the top of the program's own repository."""
    package = Path(__file__).resolve().parent
    inside = package / name
    return inside if inside.is_dir() else package.parents[1] / name


def packaged_rows(path: str) -> list[dict[str, str]]:
    """Return the rows of a CSV table, given by its path within the package; lines that begin with # say what it is."""
    content = files("submissions").joinpath(path).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in content.splitlines() if not line.startswith("#")))
