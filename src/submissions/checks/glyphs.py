"""Look for letters that no font has, before any page is laid out."""

from __future__ import annotations

from dataclasses import replace

from submissions.checks.subject import Subject
from submissions.document import Run, walk
from submissions.findings import Finding, Place
from submissions.gate import LOST
from submissions.writers.page.glyphs import group_of, house_faults, house_glyphs, lacking, without_glyphs


def check_glyphs(subject: Subject) -> list[Finding]:
    """Hold that a PDF can draw every letter of the tree, and may embed the house's fonts.

    One finding for a script or a sign in a file, at the first of its letters.
    """
    if "pdf" not in subject.job.formats:
        return []
    faults = house_faults(subject.house_files, subject.document.design.measures)
    house = house_glyphs(subject.house_files) if not faults else frozenset[int]()
    found: dict[tuple[str, str], list[tuple[Place, str]]] = {}
    for run in (node for node in walk(subject.document.blocks) if isinstance(node, Run)):
        for index, sign in without_glyphs(run.text, house):
            if sign == LOST:
                continue  # told where it was read
            place = run.place
            if place.column and not run.verbatim:
                place = replace(place, column=place.column + index)
            found.setdefault((place.file, group_of(sign)), []).append((place, sign))
    return [*faults, *(_said(one) for one in found.values())]


def _said(found: list[tuple[Place, str]]) -> Finding:
    # A text that is printed twice is written once.
    places = dict.fromkeys(place for place, _ in found)
    message, order = lacking([sign for _, sign in dict.fromkeys(found)])
    first, *others = sorted(places, key=lambda place: (place.line, place.column))
    lines = sorted({place.line for place in others} - {first.line})
    if lines:
        message += f"; also on line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines[:_LINES]))}"
        message += f" and {len(lines) - _LINES} more" if len(lines) > _LINES else ""
    return Finding("E510", first, message, order)


_LINES = 8
"""How many lines are named before the rest is counted."""
