"""Look for letters that no font of the program has, before any page is laid out."""

from __future__ import annotations

from dataclasses import replace

from submissions.checks.subject import Subject
from submissions.document import Run, walk
from submissions.findings import Finding
from submissions.gate import LOST, code_point
from submissions.writers.page.fonts import without_glyphs


def check_glyphs(subject: Subject) -> list[Finding]:
    """Hold that a PDF can draw every letter of the tree: one finding a stretch of letters, at its column.

    No message repeats more than the first of them, as they may be a protected name.
    """
    if "pdf" not in subject.job.formats:
        return []
    order = "write it in Latin, Greek, Cyrillic, Hebrew or Arabic letters, or leave it out"
    findings: dict[Finding, None] = {}
    for run in (node for node in walk(subject.document.blocks) if isinstance(node, Run)):
        for index, letters in without_glyphs(run.text):
            if set(letters) == {LOST}:
                continue  # told where it was read
            place = run.place
            if place.column and not run.verbatim:
                place = replace(place, column=place.column + index)
            first = f"{letters[0]} ({code_point(letters[0])})"
            what = f"this letter: {first}" if len(letters) == 1 else f"{len(letters)} letters here, the first: {first}"
            findings[Finding("E510", place, f"no font of the program has {what}", order)] = None
    return list(findings)
