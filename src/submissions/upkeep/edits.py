"""Compare a Word file that somebody edited with the document that its case makes; runs in the child process."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from submissions.case import Case
from submissions.document import Document, HouseFile
from submissions.findings import Finding, Place
from submissions.line.drafting import draft, read_material
from submissions.line.outcome import Setting
from submissions.line.reading import read_validated
from submissions.line.stages import Bench, NoValueError, Stages
from submissions.plan import Job
from submissions.publish.contents import name_as_made
from submissions.publish.faults import reason_of
from submissions.readback.edited import DamagedFileError, read_edited, with_frame
from submissions.readback.edits import Edit, find_edits, place_beside, with_proposals
from submissions.readback.lines import expected_lines
from submissions.readback.looks import count_other_looks
from submissions.source.packages import fault_of_parts

BYTES_MAX: Final = 200_000_000
# Of the parts in XML; those of the longest complaints are below three million.
UNPACKED_MAX: Final = 40_000_000


@dataclass(frozen=True, slots=True)
class Noted:
    """A comment in the file: its words, and the place of the paragraph beside which it stands, None where it is new."""

    words: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a person changed in a file.

    `document` says which one it is. `other_looks` is how many paragraphs of the same words look otherwise.
    """

    document: str
    edits: tuple[Edit, ...] = ()
    comments: tuple[Noted, ...] = ()
    other_looks: int = 0


def compare_path(
    bench: Bench, setting: Setting, folder: str, audience: str, path: Path
) -> tuple[Comparison | None, list[Finding]]:
    """Return what was changed in a Word file against the document of a case, drafted again; nothing is written."""
    stages = Stages(bench, setting)
    place = Place(path.as_posix())
    try:
        case = read_validated(stages, folder)
        job = _job_of(case, folder, audience, name_as_made(path.name))
        if job is None:
            return None, [_no_document(case, folder, audience, place)]
        with path.open("rb") as stream:
            content = stream.read(BYTES_MAX + 1)
        fault = _fault_of(content)
        if fault:
            return None, [Finding("E745", place, f"the file cannot be compared: {fault}", "save it in Word as .docx")]
        material = read_material(stages, job)
        document = draft(stages, material, job, job.audience).document
        stages.enter("comparing a file")
        comparison = _compared(str(job), content, document, {**material.house.files, **material.template.files})
    except NoValueError:
        return None, [one for one in stages.findings if one.is_error]
    except (zipfile.BadZipFile, DamagedFileError) as error:
        words = f"the file cannot be compared: it is damaged ({error})"
        return None, [Finding("E745", place, words, "open it in Word, and save it again")]
    except OSError as error:
        reason = reason_of(error)
        return None, [Finding("E745", place, f"the file cannot be compared: {reason}", "look whether it can be opened")]
    return comparison, []


def _jobs(case: Case, folder: str) -> Iterator[Job]:
    for index, one in enumerate(case.submissions):
        for language in one.languages:
            for audience in one.audiences:
                yield Job(
                    str(case.case.id), folder, index, str(one.template), str(language), audience, ("docx",),
                    one.template.place, name=str(one.name or ""),
                )  # fmt: skip


def _job_of(case: Case, folder: str, audience: str, name: str) -> Job | None:
    """Return the document that a file is by its name; of one that both audiences get, that of the audience named."""
    found = [job for job in _jobs(case, folder) if job.output("docx") == name and audience in ("", job.audience)]
    return found[0] if len(found) == 1 else None


def _no_document(case: Case, folder: str, audience: str, place: Place) -> Finding:
    if place.file.rpartition(".")[2].lower() != "docx":
        words = "the file cannot be compared: only Word files (.docx) are"
        return Finding("E745", place, words, "name the Word file of the document")
    names = sorted({job.output("docx") for job in _jobs(case, folder) if audience in ("", job.audience)})
    words = "the name of the file is not that of one document of the case"
    order = f"give it the name under which it was made, and say its --audience; there are {', '.join(names) or 'none'}"
    return Finding("E745", place, words, order)


def _fault_of(content: bytes) -> str:
    if len(content) > BYTES_MAX:
        return f"it is larger than {BYTES_MAX // 1_000_000} MB"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if "word/document.xml" not in package.namelist():
            return "it is no Word file"
        fault = fault_of_parts(package, UNPACKED_MAX)
    return fault[0] if fault else ""


def _compared(name: str, content: bytes, document: Document, files: dict[str, HouseFile]) -> Comparison:
    from submissions.writers.word.docx import write_docx  # noqa: PLC0415 - slow to load

    printed, _ = write_docx(document, files)
    made, edited = expected_lines(document), read_edited(content, Place("the file"))
    made = with_frame(made, printed, _FRAME) if printed else made
    edits = find_edits(made, edited.lines)
    if edited.rejected is not None:
        edits = with_proposals(edits, find_edits(made, edited.rejected), edited.rejected)
    beside = [(one.words, place_beside(one.beside, made, edits)) for one in edited.remarks]
    comments = tuple(Noted(words, line.place if line is not None else None) for words, line in beside)
    looks = count_other_looks(printed, edited.content) if printed else 0
    return Comparison(name, tuple(edits), comments, looks)


# What stands above and below a document is typed in its frame, which is the office's own or is made from the look.
_FRAME: Final = Place("templates/house")
