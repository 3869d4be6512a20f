"""What a signal that ends the program raises, wherever the program is, and how often it is asked to."""

from __future__ import annotations

import _thread
import os
import signal
import sys
import threading
import time
from typing import Final

_received: list[int] = []
_PATIENCE_SECONDS: Final = 0.5


class SignalledError(BaseException):
    """The program is to end: no KeyboardInterrupt, which Click turns into a word and a status of its own."""

    def __init__(self, number: int) -> None:
        """Keep the number of the signal."""
        super().__init__(number)
        self.number = number


def end(number: int) -> None:
    """Note that a signal asks the program to end, and raise SignalledError, except while one is being cleaned up after.

    The note stands whatever becomes of the exception: what runs at that moment may be a library, or Python itself, that
    raises another in its place or goes on without it. Therefore the signal comes again until the program has ended.
    """
    if not _received:
        # The module threading may be at work in the very moment that was interrupted, and hold its locks.
        _thread.start_new_thread(_insist, (number,))
    _received.append(number)
    if not _is_heeded(sys.exc_info()[1]):
        raise SignalledError(number)


def received() -> int | None:
    """Return the number of the first signal that asked the program to end, or None."""
    return _received[0] if _received else None


def _is_heeded(error: BaseException | None) -> bool:
    """Tell whether an exception that is being handled is of a signal, or came of one."""
    while error is not None and not isinstance(error, SignalledError):
        error = error.__cause__ or error.__context__
    return error is not None


def _insist(number: int) -> None:
    """Send a signal to the main thread again and again: it may wait for something, which only a signal breaks off."""
    main = threading.main_thread().ident
    while main is not None:
        time.sleep(_PATIENCE_SECONDS)
        if os.name == "posix":
            signal.pthread_kill(main, number)
        else:
            signal.raise_signal(number)
