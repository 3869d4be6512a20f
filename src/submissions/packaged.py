"""Read the tables that come with the program."""

from __future__ import annotations

import csv
from importlib.resources import files


def packaged_rows(path: str) -> list[dict[str, str]]:
    """Return the rows of a CSV table, given by its path within the package; lines that begin with # say what it is."""
    content = files("submissions").joinpath(path).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in content.splitlines() if not line.startswith("#")))
