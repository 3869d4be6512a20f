"""Translate what the operating system refuses into findings that say what to do."""

from __future__ import annotations

import errno

from submissions.findings import Finding, Place

# EFBIG is what a disk formatted as FAT says of a large file; not every system has EDQUOT.
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_BUSY = {errno.EBUSY, errno.ETXTBSY}
_SHAPE = {errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ELOOP}
_SHARING_VIOLATION = {32, 33}  # Windows: the file is open in another program


def finding_of(error: OSError, place: Place) -> Finding:
    """Return the finding for an OSError met while writing an output."""
    number = error.errno or 0
    if getattr(error, "winerror", None) in _SHARING_VIOLATION or number in _BUSY:
        return Finding("E725", place, "the file is open in another program", "close it there, then build again")
    if number in _FULL:
        return Finding("E721", place, "the disk is full", "make room, or choose another folder with --output")
    if number in _REFUSED:
        return Finding(
            "E720", place, "the output folder cannot be written", "allow writing to it, or choose another with --output"
        )
    if number == errno.ENAMETOOLONG:
        return too_long(place)
    if number in _SHAPE:
        return not_a_file(place)
    reason = (error.strerror or type(error).__name__).lower()
    return Finding("E727", place, f"the disk reports a fault: {reason}", "check the disk, then build again")


def reason_of(error: OSError) -> str:
    """Return why a file cannot be read, as one clause without a capital."""
    return (error.strerror or "the disk reports a fault").lower()


def too_long(place: Place) -> Finding:
    """Return the finding for a path that the system cannot take."""
    return Finding("E722", place, "the path is too long", "choose an output folder with a shorter path with --output")


def not_a_file(place: Place) -> Finding:
    """Return the finding for a link or folder that stands where an output goes."""
    return Finding(
        "E723",
        place,
        "a link or something else that is not a plain file or folder stands where an output goes",
        "move it away: the program writes to plain files in plain folders only",
    )
