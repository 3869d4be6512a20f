"""Encrypt and decrypt streams with age, and look at a sealed file's outside again after it was written."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, BinaryIO, Final

from submissions.reporting import order_to_report
from submissions.seal.archive import Packing
from submissions.seal.faults import SealError
from submissions.seal.keys import library

FIRST_LINE: Final = b"age-encryption.org/v1\n"
# The library takes and gives what a passphrase seals as a whole, in memory.
PASSPHRASE_BYTES_MAX: Final = 512 << 20
# A line for each recipient of some hundred bytes: room for thousands of them.
_HEADER_MAX: Final = 1 << 20
# The payload is a nonce of 16 bytes, then chunks of 64 KiB, each with a tag of 16 bytes (age specification, "Payload").
_CHUNK: Final = 65_536
_TAG: Final = 16
_CHANGED: Final = "get the file again: it was changed or cut off on the way, or it was sealed for somebody else"


def encrypt(packing: Packing, target: BinaryIO, recipients: Sequence[Any]) -> None:
    """Encrypt an archive for recipients while it is read; raises SealError and OSError."""
    pyrage = library()
    written = _Writing(target)
    try:
        pyrage.encrypt_io(packing, written, list(recipients))
    except (pyrage.EncryptError, OSError) as error:
        raise packing.fault or written.fault or _not_sealed() from error


def encrypt_with_passphrase(packing: Packing, target: BinaryIO, passphrase: str) -> None:
    """Encrypt an archive with a passphrase, in memory; raises SealError and OSError."""
    pyrage = library()
    pieces, size = [], 0
    while piece := packing.read(1 << 20):
        pieces.append(piece)
        size += len(piece)
        if size > PASSPHRASE_BYTES_MAX:
            message = f"this cannot be sealed: it is larger than {PASSPHRASE_BYTES_MAX >> 20} MiB"
            raise SealError("E760", "--passphrase", message, "seal it for a recipient with -r, which has no such limit")
    try:
        target.write(pyrage.passphrase.encrypt(b"".join(pieces), passphrase))
    except pyrage.EncryptError as error:
        raise _not_sealed() from error


def look_again(sealed: BinaryIO, size: int, recipients: int, file: str) -> None:
    """Raise SealError unless a sealed file has a recipient's line for each recipient and room for exactly `size` bytes.

    Without a key nothing more can be seen. Rule: the age specification, sections "Header" and "Payload".
    """
    sealed.seek(0)
    head = sealed.read(_HEADER_MAX)
    # The line with the header's own code begins so, and ends it.
    end = head.find(b"\n--- ")
    stop = head.find(b"\n", end + 1)
    if not head.startswith(FIRST_LINE) or end < 0 or stop < 0:
        raise _spoilt(file)
    lines = [line for line in head[:end].split(b"\n") if line.startswith((b"-> X25519 ", b"-> scrypt "))]
    payload = sealed.seek(0, 2) - (stop + 1)
    chunks = max(1, math.ceil(size / _CHUNK))
    if len(lines) != recipients or payload != _TAG + size + chunks * _TAG:
        raise _spoilt(file)


def decrypt(sealed: BinaryIO, target: BinaryIO, identities: Sequence[Any], file: str) -> None:
    """Decrypt a sealed file into another; raises SealError, after which what was written is not to be used."""
    pyrage = library()
    _check_first_line(sealed, file)
    written = _Writing(target)
    try:
        pyrage.decrypt_io(sealed, written, list(identities))
    except (pyrage.DecryptError, OSError) as error:
        if written.fault:
            raise written.fault from error
        raise _not_opened(file, "none of the identities opens it, or it was changed") from error


def decrypt_with_passphrase(sealed: BinaryIO, target: BinaryIO, passphrase: str, file: str) -> None:
    """Decrypt a file that was sealed with a passphrase; raises SealError and OSError."""
    pyrage = library()
    _check_first_line(sealed, file)
    if sealed.seek(0, 2) > PASSPHRASE_BYTES_MAX + _HEADER_MAX:
        raise _not_opened(file, "it is larger than any file that this program seals with a passphrase")
    sealed.seek(0)
    try:
        target.write(pyrage.passphrase.decrypt(sealed.read(), passphrase))
    except pyrage.DecryptError as error:
        raise _not_opened(file, "the passphrase does not open it, or it was changed") from error


def _check_first_line(sealed: BinaryIO, file: str) -> None:
    if sealed.read(len(FIRST_LINE)) != FIRST_LINE:
        raise _not_opened(file, "it is no file of age")
    sealed.seek(0)


class _Writing:
    """A stream that keeps the fault of the disk, which age would wrap in one of its own."""

    def __init__(self, target: BinaryIO) -> None:
        self.fault: OSError | None = None
        self._target = target

    def write(self, data: bytes) -> int:
        """Write, and keep the fault if there is one."""
        try:
            return self._target.write(data)
        except OSError as error:
            self.fault = error
            raise

    def flush(self) -> None:
        """Hand on what waits."""
        self._target.flush()


def _not_opened(file: str, reason: str) -> SealError:
    return SealError("E765", file, f"the sealed file cannot be opened, and nothing was written: {reason}", _CHANGED)


def _not_sealed() -> SealError:
    return SealError(
        "E760", "pyrage", "this cannot be sealed: the library that encrypts refuses", order_to_report("E760")
    )


def _spoilt(file: str) -> SealError:
    remedy = "seal it again; if that happens twice, look after the disk"
    return SealError("E768", file, "the sealed file is not as it was written", remedy)
