"""Start the program, as the command `submissions` or with `python -m submissions`."""

from __future__ import annotations

import sys
from io import TextIOWrapper


def main() -> None:
    """Run the command line.

    Python imports this module again in every child process, which has no use for the commands.
    """
    if sys.argv[1:2] in (["build"], ["check"], ["status"]) and not {"-h", "--help"} & set(sys.argv):
        from submissions.run.worker import prepare  # noqa: PLC0415

        prepare()
    from submissions.cli import main as program  # noqa: PLC0415

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that lacks a letter shows another sign instead of failing
            stream.reconfigure(errors="replace")
    program(prog_name="submissions")


if __name__ == "__main__":
    main()
