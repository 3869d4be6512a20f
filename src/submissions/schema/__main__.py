"""Write the reference page of the case file again: `python -m submissions.schema docs/reference/case-file.md`."""

from __future__ import annotations

import sys
from pathlib import Path

from submissions.schema import case_reference

if __name__ == "__main__":
    Path(sys.argv[1]).write_text(case_reference(), encoding="utf-8", newline="\n")
