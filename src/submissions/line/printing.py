"""Print a drafted document in every format that its job asks for, and hold each file to the tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from submissions.document import Document, HouseFile
from submissions.findings import Finding, Place, has_errors
from submissions.formats import Format
from submissions.line.outcome import Setting
from submissions.line.stages import Stages
from submissions.plan import Job

if TYPE_CHECKING:
    from collections.abc import Mapping

    from submissions.line.formats import Print, Writer

# Of all files of one document together; mail and the upload forms of the bodies take far less.
BYTES_MAX: Final = 256 << 20


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """The finished files of a document by format, its pages, 0 where none were laid out, and who printed the PDF."""

    files: tuple[tuple[Format, bytes], ...]
    pages: int
    printer: str = ""


def print_document(stages: Stages, job: Job, document: Document, files: Mapping[str, HouseFile]) -> PrintedDocument:
    """Write a document in every format of its job, read each file back, and validate it where that is asked for.

    `files` are those of the house and the template. Raises NoValueError for a format that gives no usable file.
    """
    from submissions.line.formats import WRITERS, Print  # noqa: PLC0415 - a check needs no writer
    from submissions.line.validators import validate_file  # noqa: PLC0415

    setting = stages.setting
    given, written = Print(document, files, stages.today, setting.output), dict[Format, bytes]()
    for file_format in job.formats:
        place, writer = shown_place(setting, job, file_format), WRITERS[file_format]
        before = len(stages.findings)
        content = written[file_format] = stages.run(f"writing {writer.name}", _written, writer, given)
        if has_errors(stages.findings[before:]):
            continue  # what it lacks for that would be told as a fault of the program
        stages.look(f"reading back {writer.name}", given.read_back, file_format, content, place)
        if setting.validates:
            stages.look(f"validating {writer.name}", validate_file, file_format, content, place, setting.output)
    if sum(map(len, written.values())) > BYTES_MAX:
        shrink = "use smaller pictures"
        stages.findings.append(Finding("E713", job.place, f"{job} is larger than {BYTES_MAX >> 20} MiB", shrink))
    return PrintedDocument(tuple(written.items()), given.pages, given.printer)


def _written(writer: Writer, given: Print) -> tuple[bytes | None, list[Finding]]:
    content, findings = writer.write(given)
    return content or None, findings


def shown_place(setting: Setting, job: Job, file_format: Format) -> Place:
    """Return the place of a finished file as findings name it."""
    return Place(f"{setting.shown_output}/{job.case_id}/{job.folder_of_outputs}/{job.output(file_format)}")
