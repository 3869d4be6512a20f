"""Open each finished file again and compare its text with the tree, before anything is published."""

from __future__ import annotations

from submissions.document import Document
from submissions.findings import Finding, Place


def read_back(form: str, content: bytes, document: Document, place: Place) -> list[Finding]:
    """Return a finding for each difference between a finished file and its document.

    `form` is "docx", "pdf" or "html"; `place` names the output for faults that have no place of their own.
    Raises KeyError for a format that no reader knows.
    """
    from submissions.readback.html import check_html  # noqa: PLC0415 - each reader loads its library only when used
    from submissions.readback.pdf import check_pdf  # noqa: PLC0415
    from submissions.readback.word import check_word  # noqa: PLC0415

    return {"docx": check_word, "pdf": check_pdf, "html": check_html}[form](content, document, place)
