"""Print a pack's own documents: by the writers of every document, each file read back as every file is."""

from __future__ import annotations

from collections.abc import Sequence

from submissions.document import Document
from submissions.findings import Finding, Place, has_errors
from submissions.formats import Format
from submissions.line.formats import WRITERS, Print
from submissions.packs.composing import Composer
from submissions.today import Today


class CannotPrintError(Exception):
    """A document of the pack's own cannot be printed; the findings say why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(one.message for one in findings))
        self.findings = tuple(findings)


def print_own(
    composer: Composer, made: tuple[Document, list[Finding]], name: str, formats: Sequence[Format]
) -> tuple[dict[str, bytes], list[Finding]]:
    """Return a document as finished files by name, such as letter.docx, and what is remarked of it.

    Raises CannotPrintError where a file cannot be made, or says anything else than the document.
    """
    document, findings = made
    given = Print(document, composer.house.files, Today(composer.as_of))
    files: dict[str, bytes] = {}
    for file_format in formats:
        writer = WRITERS[file_format]
        content, faults = writer.write(given)
        findings = [*findings, *faults]
        if content and not has_errors(faults):
            findings += given.read_back(file_format, content, Place(f"{name}.{file_format}"))
        if not content or has_errors(findings):
            raise CannotPrintError(findings)
        files[f"{name}.{file_format}"] = content
    return files, findings
