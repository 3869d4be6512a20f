"""Why something cannot be sealed or opened."""

from __future__ import annotations

from submissions.findings import Finding, Place


class SealError(Exception):
    """Sealing or opening ends here; `finding` says why. Its words never repeat a key or a password."""

    def __init__(self, code: str, file: str, message: str, remedy: str, line: int = 0) -> None:
        super().__init__(message)
        self.finding = Finding(code, Place(file, line), message, remedy)
