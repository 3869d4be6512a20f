"""Whether this machine has what a template needs to be printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from submissions.checks.subject import Subject
from submissions.findings import Finding, Place
from submissions.installation import order_for_libreoffice
from submissions.writers.libreoffice.program import find_program

MACHINE: Final = Place("output")
"""A fault of the machine stands at no line of a case; it is told once, whatever the number of documents."""


def check_printer(subject: Subject) -> Iterator[Finding]:
    """Have a PDF that a template wants as LibreOffice prints it made by LibreOffice, or not at all."""
    if subject.template.pdf and "pdf" in subject.job.formats and find_program() is None:
        yield libreoffice_missing()


def libreoffice_missing() -> Finding:
    """Return what is told where a template asks for LibreOffice and the machine has none."""
    words = "no PDF can be made of the Word file: its template asks for LibreOffice, which is not on this machine"
    order = f"install it: {order_for_libreoffice()}; or make the Word file alone with: submissions build -f docx"
    return Finding("E257", MACHINE, words, order)
