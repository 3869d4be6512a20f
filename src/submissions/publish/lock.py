"""Hold an output folder, so that two builds do not mix."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

LOCK = ".submissions.lock"
# Whoever waits looks this often, and whoever has worked for a while gives way for longer than that before it goes on:
# otherwise a build of many cases, which takes the folder again at once, would keep every other one out to its end.
_LOOK_EVERY_SECONDS: Final = 0.01
_WORKED_SECONDS: Final = 0.3
_GIVE_WAY_SECONDS: Final = 0.05


@contextmanager
def hold(root: Path, wait_seconds: float, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the folder while the `with` block runs; call `waiting` when another build holds it.

    Whoever holds it may hold it once more. Raises TimeoutError after `wait_seconds`, and OSError where the lock file
    cannot be made.
    """
    from filelock import FileLock, SoftFileLock, Timeout  # noqa: PLC0415 - slow to import, needed only to publish

    # FileLock ends with its process, however that ends, so it comes first.
    for kind in (FileLock, SoftFileLock):
        lock = kind(root / LOCK, is_singleton=True)
        is_outermost = not lock.is_locked
        try:
            try:
                lock.acquire(timeout=0)
            except Timeout:
                waiting()
                lock.acquire(timeout=wait_seconds, poll_interval=_LOOK_EVERY_SECONDS)
        except Timeout as error:
            raise TimeoutError(str(root)) from error
        except NotImplementedError:
            continue  # a disk without locks: a file that exists while the lock is held has to do
        began = time.monotonic()
        try:
            yield
        finally:
            lock.release()
        if is_outermost and time.monotonic() - began > _WORKED_SECONDS:
            time.sleep(_GIVE_WAY_SECONDS)
        return
