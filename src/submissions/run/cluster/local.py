"""Start a cluster of this machine's own for one run, as a rehearsal of one that is elsewhere, and end it.

Its parts speak to each other under certificates that nobody else has: otherwise whoever else uses this machine could
have it run what they like. It keeps nothing on a disk and serves no page that shows what it does.
"""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from distributed import LocalCluster

LEAST: Final = 2
_SETTINGS: Final = {
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": False,  # the children have limits of their own
    "distributed.worker.daemon": False,
    "distributed.worker.profile.enabled": False,
    "distributed.admin.system-monitor.disk": False,
}


@contextmanager
def local_cluster(jobs: int) -> Iterator[LocalCluster]:
    """Hold a cluster of as many processes as `jobs`, two at least, while the `with` block runs."""
    import dask  # noqa: PLC0415 - of the extra `cluster`
    from distributed import LocalCluster, Security  # noqa: PLC0415

    with dask.config.set(_SETTINGS), _deaf_to_interrupts():
        cluster = LocalCluster(
            n_workers=max(LEAST, jobs),
            threads_per_worker=1,
            memory_limit=0,
            processes=True,
            dashboard_address=None,
            host="127.0.0.1",
            security=Security.temporary(),
            silence_logs=logging.CRITICAL + 1,
        )
    try:
        yield cluster
    finally:
        cluster.close()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Keep Ctrl-C from what starts within the block: a terminal sends it to every process, and ending is this one's.

    Windows cannot do it; there a worker may say that it was interrupted.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
