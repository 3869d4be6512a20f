"""Word what is still to come, as a draft prints it in its place."""

from __future__ import annotations

from pathlib import PurePosixPath

from submissions.document.nodes import Gap
from submissions.findings import Place
from submissions.languages import Language


def gap_of(what: str, place: Place, speech: Language) -> Gap:
    """Return the gap of `what` in words of a language: "[to come: filed, case.yaml:120]".

    Of the place it names the file, without its folders, and the line: who mends it has the case before her.
    """
    file = PurePosixPath(place.file).name
    where = f"{file}:{place.line}" if place.line else file
    return Gap(speech.draft.gap.replace("{what}", what).replace("{where}", where), place)
