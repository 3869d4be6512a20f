"""Start the program, as the command `submissions` or with `python -m submissions`."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from types import TracebackType


def main() -> None:
    """Run the command line.

    Python imports this module again in every child process, which has no use for the commands.
    """
    if sys.argv[1:2] in (["build"], ["check"], ["status"]) and not {"-h", "--help"} & set(sys.argv):
        from submissions.run.worker import prepare  # noqa: PLC0415

        prepare()
    from submissions.cli import main as program  # noqa: PLC0415
    from submissions.run.serve import DEBUG  # noqa: PLC0415

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that lacks a letter shows another sign instead of failing
            stream.reconfigure(errors="replace")
    if not os.environ.get(DEBUG):
        sys.excepthook = tell_of_fault
    program(prog_name="submissions")


def tell_of_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print a fault of the program in two lines that hold nothing of the case, as the words of an exception may."""
    from submissions.reporting import fault_at, order_to_report  # noqa: PLC0415 - needed only now

    fault = fault_at(kind, trace)
    sys.stderr.write(f"error: the program stopped: {fault}\n    help: {order_to_report(fault)}\n")


if __name__ == "__main__":
    main()
