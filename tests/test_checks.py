"""What the checks of the finished document find, and that they are silent on a good one."""

from __future__ import annotations

from pathlib import Path

import pytest

from composing import made


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("# A\n\nWords.", []),
        ("# A\n\n## B\n\nWords.", []),
        ("# A\n\n# B\n\nWords.", ["E350"]),
        ("# A\n\nWords.\n\n# B", ["E350"]),
        ("# A\n\n### B\n\nWords.", ["E321"]),
        ("## A\n\nWords.", ["E321"]),
        ("# A\n\n- item", ["E352"]),
    ],
)
def test_each_check_finds_its_fault_and_nothing_else(body: str, codes: list[str], tmp_path: Path) -> None:
    assert made(tmp_path, body).codes == codes


def test_a_document_that_is_too_long_is_a_warning(tmp_path: Path) -> None:
    assert made(tmp_path, "# A\n\none two three", words_max=2).codes == ["W353"]
    assert made(tmp_path, "# A\n\none two three", words_max=3).codes == []
