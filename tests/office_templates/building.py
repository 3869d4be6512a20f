"""Build the documents of some templates in one workspace, as an office does: one case, one command."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pikepdf
from click.testing import CliRunner

from office_templates.hostile import PAGES, case_file
from office_templates.records import OfficeTemplate
from submissions.cli import main

_SETTINGS: Final = """\
title: {LANGUAGE: Paper}
purpose: {LANGUAGE: A paper of the office.}
languages: [LANGUAGE]
audiences: [filing, public]
numbered: false
frame: letter
contents: false
needs: [case.title]
"""
_CODE: Final = re.compile(r"templates/office/([\w-]+)/\S+ (?:error|warning|note)\[(\w+)\]")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build said, its status, the files by name, and the codes that were found of each template."""

    said: str
    status: int
    files: Mapping[str, bytes]
    told: Mapping[str, tuple[str, ...]]


def build_all(
    folder: Path, templates: Mapping[str, OfficeTemplate], audience: str = "filing", language: str = "en"
) -> Built:
    """Build one document by each template for an audience; `folder` becomes the workspace."""
    home = folder / "cases" / "hostile"
    (home / "annexes").mkdir(parents=True, exist_ok=True)
    with pikepdf.new() as paper:
        for _ in range(PAGES):
            paper.add_blank_page()
        paper.save(home / "annexes" / "judgment.pdf", deterministic_id=True)
    for name, one in templates.items():
        own = folder / "templates" / "office" / name
        own.mkdir(parents=True, exist_ok=True)
        settings = _SETTINGS.replace("LANGUAGE", language) + one.settings
        (own / "template.yaml").write_text(settings, encoding="utf-8")
        (own / f"{language}.docx").write_bytes(one.build())
    (home / "case.yaml").write_text(case_file(tuple(templates), language, (audience,)), encoding="utf-8")
    order = ["build", "hostile", "--audience", audience, "-w", str(folder), "--as-of", "2026-03-01"]
    run = CliRunner().invoke(main, order)
    out = folder / "output" / "hostile" / audience
    files = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} if out.is_dir() else {}
    told: dict[str, tuple[str, ...]] = {}
    for name, code in _CODE.findall(run.output):
        told[name] = (*told.get(name, ()), code)
    return Built(run.output, run.exit_code, files, told)
