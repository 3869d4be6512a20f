"""Standard output and error, so that one that is full, closed or no longer read ends the program with one line."""

from __future__ import annotations

import errno
import io
import os
import sys
from io import TextIOWrapper
from typing import Any


class NotShownError(Exception):
    """What the program had to say could not be shown; the message says why."""


class GuardedStream(TextIOWrapper):
    """A stream for people, whose faults are its own: no OSError of it can be taken for one of the disk."""

    def write(self, text: str, /) -> int:
        """Write; raises NotShownError where the stream is full, closed or no longer read."""
        try:
            return super().write(text)
        except OSError as error:
            raise NotShownError(_reason(error)) from error

    def flush(self) -> None:
        """Write what waits; raises NotShownError as `write` does."""
        try:
            super().flush()
        except OSError as error:
            raise NotShownError(_reason(error)) from error


class _Closed(io.RawIOBase):
    """Stands for a stream that whoever started the program has closed."""

    def writable(self) -> bool:
        """Say that it may be written to, so that whoever tries learns why it cannot."""
        return True

    def write(self, content: Any, /) -> int:
        """Raise the OSError of a stream that is closed."""
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def guard() -> None:
    """Put guarded streams in place of standard output and error; a letter that a terminal lacks shows another sign."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, GuardedStream(io.BufferedWriter(_Closed()), encoding="utf-8", write_through=True))
        elif isinstance(stream, TextIOWrapper):
            options: dict[str, Any] = {
                "encoding": stream.encoding,
                "line_buffering": stream.line_buffering,
                "write_through": stream.write_through,
            }
            setattr(sys, name, GuardedStream(stream.detach(), errors="replace", **options))


def tell(error: NotShownError) -> None:
    """Say on standard error, in one line, what could not be shown, and let nothing be written to either any more."""
    _let_go("stdout")
    try:
        sys.stderr.write(f"The rest of what the program had to say could not be shown: {error}.\n")
        sys.stderr.flush()
    except NotShownError:
        _let_go("stderr")


def _let_go(name: str) -> None:
    """Turn a stream to nowhere: what still waits in it would raise its fault again when the program ends."""
    stream = getattr(sys, name)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, stream.fileno())
    except OSError:  # it was closed from the beginning
        setattr(sys, name, open(nowhere, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - open until the program ends


def _reason(error: OSError) -> str:
    if error.errno == errno.EPIPE:
        return "nobody reads it any more"
    if error.errno == errno.EBADF:
        return "its standard output is closed"
    return (error.strerror or "the stream is broken").lower()
