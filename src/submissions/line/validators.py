"""Ask other people's validators about a finished file, under `--validate`; their errors become findings."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from submissions.findings import Finding, Place
from submissions.formats import Format
from submissions.installation import order_to_install
from submissions.line.formats import WRITERS
from submissions.reporting import order_to_report

FOLDER_PREFIX: Final = ".submissions-validate-"


def validate_file(file_format: Format, content: bytes, place: Place, output: Path) -> list[Finding]:
    """Return a finding for each error that a validator of this format reports, and for each validator not installed.

    The validators read from the disk: the file is put into a folder of its own inside the output folder, which only
    the owner can read, and removed again.
    """
    findings: list[Finding] = []
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"{FOLDER_PREFIX}{os.getppid()}-", dir=output) as folder:
        path = Path(folder) / f"document.{file_format}"
        path.write_bytes(content)
        for name in WRITERS[file_format].validators:
            findings += _run(name, path, place)
    return findings


def _run(name: str, path: Path, place: Place) -> Iterator[Finding]:
    product = name.replace("_", "-")
    try:
        module = import_module(name)
    except ImportError:
        install = f"install it: {order_to_install(extra='validate')}"
        yield Finding("W741", place, f"the validator is not installed: {product}", install)
        return
    for words in dict.fromkeys(_READERS[name](module, path)):
        yield Finding("E740", place, f"{product} reports: {words}", order_to_report("E740"))


def _openxml_audit(module: Any, path: Path) -> Iterator[str]:
    for error in module.OpenXmlValidator().validate(path).errors:
        if error.severity is module.ValidationSeverity.ERROR:
            yield f"{error.description} ({error.part_uri})"


def _ooxml_integrity(module: Any, path: Path) -> Iterator[str]:
    for fault in module.check(path):
        if fault.severity is module.ERROR:
            yield f"{fault.code} {fault.message} ({fault.part})"


def _pdfua(module: Any, path: Path) -> Iterator[str]:
    for fault in module.validate(str(path)).findings:
        if fault.severity is module.Severity.ERROR:
            yield f"{fault.rule_id} {fault.message}"


_READERS: Final[dict[str, Callable[[Any, Path], Iterator[str]]]] = {
    "openxml_audit": _openxml_audit,
    "ooxml_integrity": _ooxml_integrity,
    "pdfua": _pdfua,
}
