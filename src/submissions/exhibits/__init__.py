"""Clean copies of exhibits: the pages or the picture that a reader sees, and nothing else that the file holds."""

from submissions.exhibits.copies import FOLDER, READ_MAX, Copy, clean_copy, clean_name, copy_name, kind_of
from submissions.exhibits.extras import SAID, WARNED, can_strip, extras_in, strip
from submissions.exhibits.faults import CannotCleanError
from submissions.exhibits.opening import check_opens

__all__ = [
    "FOLDER",
    "READ_MAX",
    "SAID",
    "WARNED",
    "CannotCleanError",
    "Copy",
    "can_strip",
    "check_opens",
    "clean_copy",
    "clean_name",
    "copy_name",
    "extras_in",
    "kind_of",
    "strip",
]
