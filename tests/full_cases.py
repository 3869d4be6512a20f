"""The case that gives everything, and the one that gives next to nothing, in a workspace for tests."""

from __future__ import annotations

import shutil
from pathlib import Path

FULL = Path(__file__).parent / "full_case"
MINIMAL = """\
case: {id: minimal-case, title: A title, short_title: Short, language: LANGUAGE}
state: PRT
organisation: {name: An organisation, address: Somewhere}
submissions:
"""


def full_workspace(folder: Path, submissions: list[dict[str, object]]) -> Path:
    """Copy the full case into `folder`/cases and let it make the submissions; return the workspace."""
    case = folder / "cases" / "full-case"
    shutil.copytree(FULL, case)
    with (case / "case.yaml").open("a", encoding="utf-8") as file:
        file.write("\nsubmissions:\n" + "".join(_entry(one) for one in submissions))
    return folder


def minimal_workspace(folder: Path, template: str, language: str) -> Path:
    """Write a case that gives nothing but what every case must; return the workspace."""
    case = folder / "cases" / "minimal-case"
    case.mkdir(parents=True)
    entry = _entry({"template": template, "languages": [language]})
    (case / "case.yaml").write_text(MINIMAL.replace("LANGUAGE", language) + entry, "utf-8")
    return folder


def _entry(submission: dict[str, object]) -> str:
    lines = [f"{key}: {_flow(value)}" for key, value in submission.items()]
    return "  - " + "\n    ".join(lines) + "\n"


def _flow(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    return f'"{value}"' if ":" in str(value) else str(value)
