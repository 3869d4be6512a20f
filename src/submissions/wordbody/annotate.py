"""Write what was found of a Word template into a copy of it, as comments of Word beside each fault."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

import docx
from docx.text.run import Run
from lxml import etree

from submissions.findings import Finding
from submissions.office.names import w
from submissions.office.package import read_package, write_parts
from submissions.wordbody.paragraphs import PARAGRAPH

_AUTHOR: Final = "submissions"
_INITIALS: Final = "s"


def annotated(content: bytes, findings: Sequence[Finding]) -> bytes:
    """Return a template with a comment for each finding: at its paragraph, or at the first where it has none.

    The same template and findings give the same comments, without a clock. `content` is a Word file that opens.
    """
    opened = docx.Document(io.BytesIO(content))
    paragraphs = list(opened.element.iter(PARAGRAPH))
    for finding in findings:
        at = paragraphs[min(max(finding.place.line, 1), len(paragraphs)) - 1] if paragraphs else None
        if at is None:
            at = opened.add_paragraph()._p
            paragraphs = [at]
        words = f"{finding.severity.value} {finding.code}: {finding.message}"
        text = f"{words}\n{finding.help}" if finding.help else words
        comment = opened.add_comment(_runs(at), text=text, author=_AUTHOR, initials=_INITIALS)
        comment._comment_elm.attrib.pop(w("date"), None)
    kept = io.BytesIO()
    opened.save(kept)
    return write_parts(read_package(kept.getvalue()))


def _runs(paragraph: etree._Element) -> list[Run]:
    """Return the runs that a comment is to stand beside; a paragraph without any gets an empty one."""
    runs = paragraph.findall(w("r")) or [etree.SubElement(paragraph, w("r"))]
    return [Run(one, None) for one in (runs[0], runs[-1])]  # type: ignore[arg-type]
