"""The documents of a pack as they were taken from the folders of their cases, and what is said of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import pikepdf

from submissions.findings import Finding, Place
from submissions.formats import Format
from submissions.plan import Job
from submissions.publish.transaction import SourceFile

_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_CORE: Final = "docProps/core.xml"


@dataclass(frozen=True, slots=True)
class TakenDocument:
    """A document that is to go into a pack: its files as they stand, by format, each with its digest.

    `case_title` is by language, `state` the name of the State by language.
    """

    job: Job
    files: tuple[tuple[Format, SourceFile], ...]
    case_titles: tuple[tuple[str, str], ...] = ()
    states: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PackDocument:
    """A document as it stands in a pack: its number, its title in its own words, its pages, its bytes by format."""

    number: int
    job: Job
    title: str
    case_title: str
    state: str
    pages: int
    contents: Mapping[Format, bytes] = field(default_factory=dict)

    def name(self, file_format: str) -> str:
        """Return the name of a file of it within the pack: "word/03-a-v-bosnia.advocacy-brief.en.docx"."""
        folder = FOLDERS.get(file_format, file_format)
        return f"{folder}/{self.number:02}-{self.job.case_id}.{self.job.output(file_format)}"


FOLDERS: Final[Mapping[str, str]] = {"docx": "word", "pdf": "pdf", "html": "html"}
"""The folder of the files of each format within a pack."""


def opened(taken: Sequence[TakenDocument], language: str) -> tuple[list[PackDocument], list[Finding]]:
    """Return documents with their bytes, each held against its digest; one that was changed meanwhile is left out.

    What is said of a case is in `language`, where the case has it.
    """
    documents: list[PackDocument] = []
    findings = []
    for one in taken:
        contents, changed = _read(one.files)
        if changed:
            words = "a document was changed while the pack was being made, and is left out"
            findings.append(Finding("E773", Place(changed), words, "make the pack again"))
            continue
        title, pages = _of_pdf(contents["pdf"]) if "pdf" in contents else (_of_word(contents.get("docx", b"")), 0)
        case_title = _said(one.case_titles, language) or one.job.case_id
        documents.append(
            PackDocument(
                number=len(documents) + 1,
                job=one.job,
                title=_without(title, case_title, one.case_titles) or one.job.template,
                case_title=case_title,
                state=_said(one.states, language),
                pages=pages,
                contents=contents,
            )
        )
    return documents, findings


def _read(files: Sequence[tuple[Format, SourceFile]]) -> tuple[dict[Format, bytes], str]:
    """Return the bytes of files, and the name of the first that is not what it was, or ""."""
    contents: dict[Format, bytes] = {}
    for file_format, file in files:
        content = _bytes(file.path)
        if sha256(content).hexdigest() != file.sha256:
            return {}, file.path.name
        contents[file_format] = content
    return contents, ""


def _bytes(path: Path) -> bytes:
    try:
        return b"" if path.is_symlink() else path.read_bytes()
    except OSError:
        return b""


def _of_pdf(content: bytes) -> tuple[str, int]:
    """Return the title that a PDF gives itself, and the number of its pages."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return str(pdf.docinfo.get("/Title", "")), len(pdf.pages)


def _of_word(content: bytes) -> str:
    """Return the title that a Word file of the program's own gives itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            found = ElementTree.fromstring(package.read(_CORE)).find(_TITLE)  # noqa: S314 - a file that was made here
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return ""
    return (found.text or "") if found is not None else ""


def _said(texts: Sequence[tuple[str, str]], language: str) -> str:
    """Return the text in a language, or that which stands for all, or the first."""
    known = dict(texts)
    return next((known[one] for one in (language, "", *known) if one in known), "")


def _without(title: str, case_title: str, titles: Sequence[tuple[str, str]]) -> str:
    """Return the title of a document without that of its case before it, which the heading above it says."""
    for known in sorted({case_title, *dict(titles).values()}, key=len, reverse=True):
        rest = title[len(known) :].strip(_BETWEEN)
        if known and rest and title.translate(_SET).startswith(known.translate(_SET)):
            return rest
    return title


_BETWEEN: Final = " \N{EN DASH}\N{EM DASH}:-\N{NO-BREAK SPACE}"
# What typography sets otherwise than it was typed, sign for sign.
_SET: Final = str.maketrans("\N{RIGHT SINGLE QUOTATION MARK}\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", "'  ")
