"""A small pack in a workspace, and what its cases are as a pack sees them, for the tests of packs."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from submissions.findings import Place
from submissions.packs.outlines import PackCase
from submissions.packs.reading import PackFile, read_pack
from submissions.plan import CaseOutline, SubmissionOutline

PACK: Final = """\
title: {en: Redress that waits, fr: Des réparations qui attendent}
session:
  name: {en: "Human Rights Council, 62nd session", fr: "Conseil des droits de l'homme, 62e session"}
  body: Human Rights Council
  dates: {from: 2026-06-15, to: 2026-07-10}
  deadline: 2026-06-01
organisation: {name: Example Law Clinic, address: "1 Example Street, Geneva", email: office@clinic.example}
contents:
  - cases: [one]
"""
RECIPIENTS: Final = """\
recipients:
  - {name: Jane Ambassador, form_of_address: H.E. Ms, email: jane@mission.example, line: your statement of 4 March}
  - {name: Jean Délégué, language: fr, email: jean@mission.example, line: votre question du 9 mai}
"""


def pack_in(workspace: Path, text: str = PACK, name: str = "session") -> Path:
    """Write a pack file, and return its workspace."""
    folder = workspace / "packs"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return workspace


def read(workspace: Path, text: str = PACK, name: str = "session") -> PackFile:
    """Return a pack that has no fault."""
    file, findings = read_pack(pack_in(workspace, text, name), name)
    assert [str(one) for one in findings] == []
    assert file is not None
    return file


def outlined(case_id: str, state: str = "BIH", languages: tuple[str, ...] = ("en",), **more: object) -> PackCase:
    """Return a case that makes a public brief, as a pack sees it."""
    folder = f"cases/{case_id}"
    place = Place(f"{folder}/case.yaml", 9, 5)
    wish = SubmissionOutline(0, "advocacy/brief", languages, ("filing", "public"), ("docx", "pdf"), place)
    outline = CaseOutline(case_id, folder, Place(f"{folder}/case.yaml", 1), (wish,), language="en")
    given = {"tags": frozenset(), "themes": frozenset(), "mechanisms": frozenset(), **more}
    return PackCase(outline, state, (("", f"The case {case_id}"),), **given)  # type: ignore[arg-type]
