"""Read a case folder: its `case.yaml` as values that know their places, and the files it names."""

from submissions.source.case_file import read_case
from submissions.source.lookalikes import nearest
from submissions.source.paths import locate
from submissions.source.text_file import SourceText, read_text_file

__all__ = ["SourceText", "locate", "nearest", "read_case", "read_text_file"]
