"""The numbers of a document that begins in the middle: each level counts from its own first heading."""

from __future__ import annotations

import pytest

from submissions.document import OPEN_LABEL, Design, Document, Furniture, Heading, Run
from submissions.findings import Place
from submissions.transforms.number import number

HERE = Place("body.md", 1, 1)


@pytest.mark.parametrize(
    ("levels", "labels"),
    [
        ((2, 2), ["A.", "B."]),
        ((3, 3), ["1.", "2."]),
        ((2, 3, 3, 1, 2, 3), ["A.", "1.", "2.", "I.", "A.", "1."]),
        ((3, 2, 3, 1, 3), ["1.", "A.", "1.", "I.", "1."]),
    ],
)
def test_a_document_may_begin_at_any_level(levels: tuple[int, ...], labels: list[str]) -> None:
    blocks = tuple(Heading(level, (Run("Words", HERE),), HERE, OPEN_LABEL) for level in levels)
    document = Document("Title", "en", "ltr", "Office", Furniture("", "", ""), Design(), blocks)
    assert [block.label for block in number(document).blocks if isinstance(block, Heading)] == labels
