"""Pictures in line with the text, with alternative text and names that say nothing of their source."""

from __future__ import annotations

from typing import Final

from submissions.document import Picture, Resource
from submissions.findings import Finding
from submissions.office.names import VECTOR
from submissions.writers.word.oxml import drawing, run
from submissions.writers.word.writing import BlockSetting, Writing

# 914,400 English metric units to the inch, and 1,440 twentieths of a point.
_EMU_PER_TWIP: Final = 635
# A picture leaves room for its caption, and for some words before it.
_HEIGHT_SHARE: Final = 0.7
# [MS-ODRAWXML] 2.3.2.10: what tells Word that an extension of a picture is its drawing.
_VECTOR_URI: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_FIRST_NUMBER: Final = 1_000  # the frame's own drawings come before


def write_drawing(picture: Picture, writing: Writing, setting: BlockSetting) -> str:
    """Return a run with the picture; "" and a finding if the document does not carry it."""
    resource = dict(writing.document.resources).get(picture.resource)
    if resource is None:
        message = f"the document does not carry the picture: {picture.resource}"
        writing.findings.append(Finding("E424", picture.place, message, "name a picture file of the case"))
        return ""
    writing.drawings += 1
    ending = "jpeg" if resource.kind == "jpeg" else "png"  # of a drawing, its likeness in dots
    name = writing.pictures.setdefault(picture.resource, f"media/image{len(writing.pictures) + 1}.{ending}")
    relationships = writing.relationships(setting)
    identifier = relationships.add("image", name)
    drawn = relationships.add("image", vector_name(name)) if resource.kind == "svg" else ""
    size = _size(picture, resource, writing, setting)
    alternative = writing.check_text(picture.alternative, picture.place)
    number, name = _FIRST_NUMBER + writing.drawings, f"Picture {writing.drawings}"
    return run(drawing(number, name, _blip(identifier, drawn), alternative, size))


def _size(picture: Picture, resource: Resource, writing: Writing, setting: BlockSetting) -> tuple[int, int]:
    """Return width and height in EMU: the share of the measure, but never higher than most of the page."""
    width = setting.width * picture.width / 100
    height = width * resource.height / resource.width
    shrink = min(1.0, writing.frame.height * _HEIGHT_SHARE / height)
    return round(width * shrink * _EMU_PER_TWIP), round(height * shrink * _EMU_PER_TWIP)


def vector_name(name: str) -> str:
    """Return what the drawing itself is called, by the name of its likeness in dots."""
    return f"{name.rpartition('.')[0]}.svg"


def _blip(identifier: str, drawn: str) -> str:
    """Return the picture that is shown: Word since 2016 and LibreOffice take the drawing, others its likeness."""
    if not drawn:
        return f'<a:blip r:embed="{identifier}"/>'
    vector = f'<asvg:svgBlip xmlns:asvg="{VECTOR}" r:embed="{drawn}"/>'
    return f'<a:blip r:embed="{identifier}"><a:extLst><a:ext uri="{_VECTOR_URI}">{vector}</a:ext></a:extLst></a:blip>'
