"""Run the program with `python -m submissions`."""

from __future__ import annotations

from submissions.cli import main

if __name__ == "__main__":
    main(prog_name="submissions")
