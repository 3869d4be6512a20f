"""Run LibreOffice once over a Word file, in a folder of its own, and end it with all that it has started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from submissions.writers.libreoffice.profile import surroundings, write_profile

SECONDS_MAX: Final = 240.0
"""How long one run may take by the clock."""
# On Linux the names of its sockets may have 107 signs.
_SOCKET_MAX: Final = 60


class NotPrintedError(Exception):
    """LibreOffice gave no PDF; the message says why, in words that hold nothing of the document."""


def convert(
    content: bytes,
    program: Path,
    folder: Path,
    *,
    fonts: Sequence[Path] = (),
    named: Sequence[str] = (),
    seconds: float = SECONDS_MAX,
) -> bytes:
    """Return the PDF that LibreOffice prints of a Word file; raises NotPrintedError.

    All that is written lies in `folder`, which is empty and the caller's to remove. `fonts` are folders of faces,
    `named` the faces of the machine that it may see.
    """
    source, made = folder / "page.docx", folder / "made"
    source.write_bytes(content)
    made.mkdir()
    write_profile(folder / "profile")
    command = [
        str(program),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *([f"-env:OSL_SOCKET_PATH={folder}"] if len(str(folder)) < _SOCKET_MAX else []),
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "pdf:writer_pdf_Export",
        "--outdir",
        str(made),
        str(source),
    ]
    _run(command, surroundings(folder, fonts, named), folder, seconds)
    pdf = made / "page.pdf"
    if not pdf.is_file():
        raise NotPrintedError("it wrote no file")
    return pdf.read_bytes()


def _run(command: Sequence[str], environment: Mapping[str, str], folder: Path, seconds: float) -> None:
    """Run a command to its end, in a group of processes of its own."""
    nothing = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - the program was found by us, its arguments hold no word of a case
            command, cwd=folder, env=environment, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
    except OSError as error:
        raise NotPrintedError(f"it cannot be started: {error.strerror or type(error).__name__}") from error
    try:
        status = process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise NotPrintedError(f"it did not end within {seconds:g} seconds and was stopped") from None
    finally:
        _end(process)
    if status:
        raise NotPrintedError(f"it ended with status {status}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it has started, whether it has ended itself or not."""
    if sys.platform == "win32":
        if process.poll() is None:
            tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(  # noqa: S603 - the same
                tree, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
