"""What a signal that ends the program raises, wherever the program is, and that it has come."""

from __future__ import annotations

_received: list[int] = []


class SignalledError(BaseException):
    """The program is to end: no KeyboardInterrupt, which Click turns into a word and a status of its own."""

    def __init__(self, number: int) -> None:
        """Keep the number of the signal."""
        super().__init__(number)
        self.number = number


def end(number: int) -> None:
    """Note that a signal asks the program to end, and raise SignalledError.

    The note stands whatever becomes of the exception: what runs at that moment may be a library, or Python itself, that
    raises another in its place or goes on without it.
    """
    _received.append(number)
    raise SignalledError(number)


def received() -> int | None:
    """Return the number of the first signal that asked the program to end, or None."""
    return _received[0] if _received else None
