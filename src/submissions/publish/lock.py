"""Hold an output folder, so that two builds do not mix."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = ".submissions.lock"


@contextmanager
def hold(root: Path, wait_seconds: float, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the folder while the `with` block runs; call `waiting` when another build holds it.

    Raises TimeoutError after `wait_seconds`, and OSError where the lock file cannot be made.
    """
    from filelock import FileLock, SoftFileLock, Timeout  # noqa: PLC0415 - slow to import, needed only to publish

    # FileLock ends with its process, however that ends, so it comes first.
    for kind in (FileLock, SoftFileLock):
        lock = kind(root / LOCK)
        try:
            try:
                lock.acquire(timeout=0)
            except Timeout:
                waiting()
                lock.acquire(timeout=wait_seconds)
        except Timeout as error:
            raise TimeoutError(str(root)) from error
        except NotImplementedError:
            continue  # a disk without locks: a file that exists while the lock is held has to do
        try:
            yield
        finally:
            lock.release()
        return
