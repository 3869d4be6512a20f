"""Make a frame of the house from a letterhead, and a page of samples in Word and PDF. Runs in the child process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from submissions.catalogue import open_catalogue, template_folders
from submissions.catalogue.house import BYTES_MAX
from submissions.compose.design import worn_design
from submissions.document import HouseFile
from submissions.findings import Finding, Place, has_errors
from submissions.line.formats import WRITERS, Print
from submissions.line.outcome import Setting
from submissions.line.stages import Bench
from submissions.look import Kind
from submissions.upkeep.looks import SPECIMENS, specimen
from submissions.writers.word.docx import FRAMES
from submissions.writers.word.frame.make import make_frame
from submissions.writers.word.graft.graft import graft_letterhead

if TYPE_CHECKING:
    from submissions.writers.word.graft.graft import Grafted


@dataclass(frozen=True, slots=True)
class FrameMade:
    """A frame made of a letterhead: the name of its file in the house, what it is, and its samples by their names."""

    name: str
    grafted: Grafted
    samples: dict[str, bytes]


def frame_of_letterhead(
    bench: Bench, setting: Setting, path: Path, kind: Kind, asked: str
) -> tuple[FrameMade | None, list[Finding]]:
    """Return a frame of a class of document made of the letterhead at a path, and what stands against it.

    `asked` are words of the paragraph whose place the document takes, "" where nobody has named it.
    """
    place, name = Place(path.as_posix()), FRAMES[kind]
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= BYTES_MAX else b""
    except OSError:
        return None, [Finding("E401", place, "the letterhead cannot be read: its rights forbid it", "copy it here")]
    if size > BYTES_MAX:
        message = f"the letterhead cannot be read: it has more than {BYTES_MAX // 1_000_000} megabytes"
        order = "make its pictures smaller (in Word: Picture Format > Compress Pictures) and save it"
        return None, [Finding("E401", place, message, order)]
    _, catalogue, _ = open_catalogue(template_folders(setting.workspace))
    house = catalogue.house
    design = worn_design(house, kind)
    bench.enter("grafting a letterhead")
    grafted, findings = graft_letterhead(content, make_frame(design), design.measures.hang, place, asked)
    if grafted is None:
        return None, findings
    samples: dict[str, bytes] = {}
    frame = HouseFile(grafted.content, Place(f"templates/house/{name}"))
    given = Print(specimen(house, kind), {**house.files, name: frame})
    for form in SPECIMENS:
        bench.enter(f"making a page of samples: {form}")
        made, faults = WRITERS[form].write(given)
        faults += WRITERS[form].read_back(made, given.document, frame.place) if made else []
        # Of the PDF, to which the letterhead does nothing, only what keeps it from being made.
        findings += [one for one in faults if form == "docx" or one.is_error]
        if made and not has_errors(faults):
            samples[f"{kind}.{form}"] = made
    return FrameMade(name, grafted, samples), findings
