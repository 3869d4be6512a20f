"""Remove a folder as soon as whoever made it is gone, however that ended: the main file of a small process.

It is started with the folder as its argument and a pipe as its input. The system closes the pipe when the other end
dies, be it by SIGKILL. Nothing of the program is imported, so that it starts at once and takes little memory.
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path

_TRIES = 50
_BETWEEN_SECONDS = 0.1


def keep(folder: Path) -> None:
    """Wait until the input ends, and remove the folder; those that still write there are going to end too."""
    sys.stdin.buffer.read()
    for _ in range(_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(_BETWEEN_SECONDS)


def start_keeper(folder: Path) -> "subprocess.Popen[bytes]":
    """Return the process that removes a folder when this one is gone; it ends when its input is closed."""
    command = [sys.executable, "-I", "-S", __file__, str(folder)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603 - our own


def end_keeper(process: "subprocess.Popen[bytes]") -> None:
    """Have the folder removed now, and wait for it."""
    if process.stdin is not None:
        process.stdin.close()
    process.wait()


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
