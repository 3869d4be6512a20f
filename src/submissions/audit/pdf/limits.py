"""Set the limits of qpdf, which hold for the whole process, and count how often they were met."""

from __future__ import annotations

from functools import cache

from pikepdf import settings

_BYTES_MAX = 2**30
"""What one stream may unpack to anywhere in the process: what the child may hold, as exhibits have large pictures.

The audit measures each stream against a lower limit of its own before qpdf unpacks it. This one stops what qpdf unpacks
by itself, as it opens a file.
"""


@cache
def set_limits() -> None:
    """Set the limits of qpdf, once; every module that opens a PDF in this process has them from then on.

    Without a limit to errors a damaged content stream is parsed to its end: with one, pikepdf stops there in silence.
    """
    settings.set_qpdf_limits(
        parser_max_errors=0,
        flate_max_memory=_BYTES_MAX,
        png_max_memory=_BYTES_MAX,
        run_length_max_memory=_BYTES_MAX,
        tiff_max_memory=_BYTES_MAX,
    )


def limits_met() -> int:
    """Return how often a limit was met in this process: a number that rises while a file is read tells of a loss."""
    return settings.qpdf_limit_errors()
