"""Start the program, as the command `submissions` or with `python -m submissions`."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType, TracebackType

from submissions.signals import SignalledError, end, received

# The statuses that shells expect of a program that a signal has ended: 128 and its number.
_OF_SIGNALS = 128


def main() -> None:
    """Run the command line.

    Python imports this module again in every child process, which has no use for the commands.
    """
    try:
        _fill_closed_streams()
        _heed_signals()
        if sys.argv[1:2] in (["build"], ["check"], ["status"]) and not {"-h", "--help"} & set(sys.argv):
            from submissions.run.worker import prepare  # noqa: PLC0415

            prepare()
        _run()
    finally:  # not by what was raised: whatever was running may have raised something else instead, or nothing
        if (number := received()) is not None:
            os.write(2, b"\nStopped. Every file is whole: the old one or the new one.\n")
            os._exit(_OF_SIGNALS + number)  # a child that is left notices at once that it is alone


def _run() -> None:
    """Load the commands and run the one that was asked for; leave with status 1 where nobody can read what it says."""
    from submissions.cli import main as program  # noqa: PLC0415
    from submissions.cli.streams import NotShownError, guard, tell  # noqa: PLC0415
    from submissions.run.serve import DEBUG  # noqa: PLC0415

    guard()
    if not os.environ.get(DEBUG):
        sys.excepthook = tell_of_fault
    try:
        try:
            program(prog_name="submissions")
        finally:
            sys.stdout.flush()
    except NotShownError as error:
        tell(error)
        sys.exit(1)


def _fill_closed_streams() -> None:
    """Open nowhere in place of a stream that is closed: the next file opened would take its number, and its words."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _heed_signals() -> None:
    """Clean up on Ctrl-C, when the system tells the program to end, and when its terminal is closed."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # `nohup` asks not to be ended
            signal.signal(number, _stop)
    sys.unraisablehook = _say_nothing_of_signals


def _say_nothing_of_signals(ignored: sys.UnraisableHookArgs) -> None:
    """Leave a signal unsaid that Python drops while it tidies up: it comes again."""
    if not isinstance(ignored.exc_value, SignalledError):
        sys.__unraisablehook__(ignored)


def _stop(number: int, frame: FrameType | None) -> None:
    end(number)


def tell_of_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print a fault of the program in two lines that hold nothing of the case, as the words of an exception may."""
    from submissions.reporting import fault_at, order_to_report  # noqa: PLC0415 - needed only now

    fault = fault_at(kind, trace)
    sys.stderr.write(f"error: the program stopped: {fault}\n    help: {order_to_report(fault)}\n")


if __name__ == "__main__":
    main()
