"""What a signal that ends the program raises, wherever the program is."""

from __future__ import annotations


class SignalledError(BaseException):
    """The program is to end: no KeyboardInterrupt, which Click turns into a word and a status of its own."""

    def __init__(self, number: int) -> None:
        """Keep the number of the signal."""
        super().__init__(number)
        self.number = number
