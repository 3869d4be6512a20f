"""The stable codes of all findings: letter for the weight, number for the stage, and the fault in a few words.

100 to 199 reading and validating the case, 200 to 299 templates, 300 to 399 prose, references and citations,
400 to 499 Word, images, 500 to 599 HTML and PDF, 600 to 699 reading back, 700 to 799 building and publishing.
A code is never given a new meaning; `docs/reference/findings.md` is made from this table.
"""

from __future__ import annotations

from typing import Final

CODES: Final[dict[str, str]] = {
    "E101": "the case folder or its case.yaml is missing",
    "E112": "a date is not a date",
}
