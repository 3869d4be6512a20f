"""Lay out a workspace with one case for each text and language, and have it built as a user would."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from submissions.catalogue import read_catalogue, template_folders

BEGIN: Final = "stressbegin"
END: Final = "stressend"
OWN: Final = "stress/passage"
"""The template of this folder: a numbered paper in the house's filing frame that prints one text."""
AS_OF: Final = "2026-01-01"
_HERE: Final = Path(__file__).parent
_LINES_BEFORE: Final = 2
"""Lines that stand before a text in the file of its case."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the program said of a text: its code, the line of the text (0 where it is of no line), and its words."""

    code: str
    severity: str
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Built:
    """One text in one language: its case, the files that were made, and what the program said."""

    text: Path
    language: str
    word: Path | None
    pdf: Path | None
    findings: tuple[Finding, ...]


def languages_of(template: str) -> tuple[str, ...]:
    """Return the languages of a built-in template or of this folder's own; raises LookupError for no template."""
    if template == OWN:
        return tuple(sorted(path.stem for path in (_HERE / "template").glob("*.md")))
    catalogue, _ = read_catalogue(template_folders(_HERE))
    if catalogue is None:
        raise LookupError(template)
    return tuple(catalogue.templates[template].languages)


def build(texts: Sequence[Path], template: str, languages: Sequence[str], workspace: Path) -> list[Built]:
    """Write a case for each text and language into an empty folder, build them all, and return what came of it."""
    shutil.copytree(_HERE / "template", workspace / "templates" / OWN)
    wanted = {}
    for number, text in enumerate(texts, start=1):
        for language in languages:
            case = f"text-{number:03}-{language}"
            wanted[case] = (text, language)
            _write_case(workspace / "cases" / case, case, text.read_text(encoding="utf-8"), template, language)
    command = [sys.executable, "-m", "submissions", "build", "--as-of", AS_OF, "--format", "json", "-w", str(workspace)]
    told = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    return [
        Built(text, language, *_files(workspace / "output" / case), _findings(told["findings"], case))
        for case, (text, language) in wanted.items()
    ]


def _write_case(folder: Path, case: str, text: str, template: str, language: str) -> None:
    folder.mkdir(parents=True)
    words = dict.fromkeys(("standfirst", "ask"), "Words.")
    record = {
        "case": {"id": case, "title": "A text", "short_title": "A text", "language": language},
        "state": "PRT",
        "organisation": {"name": "An organisation", "address": "A street"},
        "recommendations": [{"addressee": "The Government", "measures": ["Words."]}],
        "texts": {**words, "facts": {"file": "facts.md"}},
        "submissions": [{"template": template, "languages": [language], "audiences": ["filing"]}],
    }
    (folder / "case.yaml").write_text(json.dumps(record, indent=1), encoding="utf-8")
    (folder / "facts.md").write_text(f"{BEGIN}\n\n{text}\n\n{END}\n", encoding="utf-8", newline="\n")


def _files(folder: Path) -> tuple[Path | None, Path | None]:
    word, pdf = (next(iter(sorted(folder.rglob(f"*.{ending}"))), None) for ending in ("docx", "pdf"))
    return word, pdf


def _findings(told: Sequence[Mapping[str, Any]], case: str) -> tuple[Finding, ...]:
    mine = [one for one in told if f"/{case}/" in f"/{one['file']}/"]
    return tuple(Finding(one["code"], one["severity"], _line(one), f"{one['message']}; {one['help']}") for one in mine)


def _line(told: Mapping[str, Any]) -> int:
    return max(0, told["line"] - _LINES_BEFORE) if told["file"].endswith("facts.md") else 0
