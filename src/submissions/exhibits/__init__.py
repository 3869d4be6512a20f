"""Clean copies of exhibits: the pages or the picture that a reader sees, and nothing else that the file holds."""

from submissions.exhibits.copies import FOLDER, Copy, clean_copy, clean_name, copy_name, kind_of
from submissions.exhibits.faults import CannotCleanError

__all__ = ["FOLDER", "CannotCleanError", "Copy", "clean_copy", "clean_name", "copy_name", "kind_of"]
