"""List what a document was made from, by name, size and SHA-256."""

from __future__ import annotations

from pathlib import Path

from submissions.case import Case
from submissions.case.texts import texts_of
from submissions.catalogue import Template, template_folders
from submissions.catalogue.house import FONTS
from submissions.languages import is_language
from submissions.line.drafting import Material
from submissions.line.reading import files_named
from submissions.manifest import FileRecord, digest_file
from submissions.plan import Job

HOUSE = "house"


def input_records(workspace: Path, material: Material, job: Job) -> tuple[FileRecord, ...]:
    """Return a record of every file that a document was made from, sorted by name.

    For the public only the template and the house are named: the names and digests of the case's files stay inside.
    Raises OSError.
    """
    files = _template_files(workspace, material.template, job.language)
    if job.audience != "public":
        files |= _case_files(workspace, material.case, material.folder)
    return tuple(FileRecord(name, path.stat().st_size, digest_file(path)) for name, path in sorted(files.items()))


def _template_files(workspace: Path, template: Template, language: str) -> dict[str, Path]:
    """Return the files of the template and of the house that serve a language, by their names in findings."""
    found = {f"templates/{template.id}/{path.name}": path for path in _files(template.folder)}
    for root in reversed(template_folders(workspace)):
        found |= {f"templates/{HOUSE}/{path.name}": path for path in _files(root / HOUSE)}
        found |= {f"templates/{HOUSE}/{FONTS}/{path.name}": path for path in _files(root / HOUSE / FONTS)}
    return {name: path for name, path in found.items() if _serves(path.name, language)}


def _serves(name: str, language: str) -> bool:
    """Tell whether a file such as `en.md`, `en.docx`, `labels.en.yaml` or `word.docx` serves a language."""
    stem, _, kind = name.rpartition(".")
    if kind == "md" or (kind == "docx" and is_language(stem)):
        return stem == language
    if kind == "yaml":  # single words of a document may be of any language
        return "." not in stem or stem.startswith("language.") or stem.endswith(f".{language}")
    return True


def _case_files(workspace: Path, case: Case, folder: Path) -> dict[str, Path]:
    """Return the case file, its files of prose, its exhibits and the pictures that its prose shows."""
    typed = {text.place.file for text in texts_of(case)}
    paths = [*(workspace / file for file in typed), *(folder / file for file in files_named(case))]
    inside = [path for path in paths if path.is_file() and path.is_relative_to(folder)]
    return {path.relative_to(workspace).as_posix(): path for path in inside}


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~")))
