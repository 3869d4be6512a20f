"""Print the finished Word file of a document as PDF by LibreOffice, or say why there is none: nothing stands in."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pikepdf

from submissions.checks.printing import MACHINE, libreoffice_missing
from submissions.document import Document, HouseFile
from submissions.findings import Finding, Place
from submissions.packaged import further_folder
from submissions.writers.libreoffice.convert import NotPrintedError, convert
from submissions.writers.libreoffice.faces import faces_lacking, faces_named
from submissions.writers.libreoffice.finish import finish_pdf
from submissions.writers.libreoffice.program import find_program
from submissions.writers.page.glyphs import house_fonts
from submissions.writers.page.pdf import Layout

FOLDER_PREFIX: Final = ".submissions-print-"


def print_word(content: bytes, document: Document, files: Mapping[str, HouseFile], as_of: date, output: Path) -> Layout:
    """Return the PDF of a Word file, and what stands against it; no bytes where LibreOffice gives none.

    LibreOffice reads from the disk: the file is put into a folder of its own inside the output folder, which only the
    owner can read, and removed again; what a run that was killed has left the next one removes.
    """
    program = find_program()
    if program is None:
        return Layout(b"", {}, (libreoffice_missing(),))
    output.mkdir(parents=True, exist_ok=True)
    prefix = f"{FOLDER_PREFIX}{os.getppid()}-"
    with house_fonts(files) as own, TemporaryDirectory(prefix=prefix, dir=output, ignore_cleanup_errors=True) as place:
        folders = [path.parent for path in own[:1]]
        further = further_folder()
        folders += [] if further is None else [further]
        try:
            pdf = convert(content, program, Path(place), fonts=folders, named=faces_named(content))
            made = finish_pdf(pdf, document, as_of)
        except NotPrintedError as fault:
            return Layout(b"", {}, (_not_printed(document, str(fault)),))
        except pikepdf.PdfError:
            return Layout(b"", {}, (_not_printed(document, "what it wrote is no PDF"),))
    return Layout(made, {}, tuple(_faces(content, made, document)))


def _place(document: Document) -> Place:
    return MACHINE if document.form is None else document.form.place


def _not_printed(document: Document, why: str) -> Finding:
    order = "open the Word file in LibreOffice and see what it makes of it, or make the Word file alone with: "
    order += "submissions build -f docx"
    return Finding("E258", _place(document), f"LibreOffice makes no PDF of the Word file: {why}", order)


def _faces(content: bytes, pdf: bytes, document: Document) -> Iterator[Finding]:
    for face in faces_lacking(content, pdf):
        words = f"the PDF is no exact picture of the Word page: the face '{face}' is not there, and another is used"
        order = "install it, put its files into templates/house/fonts, or choose another face in the template"
        yield Finding("W259", _place(document), words, order)
