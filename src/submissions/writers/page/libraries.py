"""Which libraries of the system lay out the words and cut the fonts: another version may give other bytes."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from typing import Final

from submissions.writers.page.fonts import own_fonts_only

_HARFBUZZ: Final = ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")


def system_libraries() -> dict[str, str]:
    """Return the versions of Pango and HarfBuzz by their names, nothing where they cannot be loaded."""
    try:
        with own_fonts_only():
            from weasyprint.text.ffi import pango  # noqa: PLC0415 - loading it takes a second
    except (OSError, ImportError):
        return {}
    return {"Pango": str(pango.pango_version()), "HarfBuzz": _harfbuzz()}


def _harfbuzz() -> str:
    """Return the version of HarfBuzz, which shapes words and cuts fonts; Pango has loaded it. "" if it does not say."""
    for name in _HARFBUZZ:
        with suppress(OSError, AttributeError):
            told = ctypes.CDLL(name).hb_version_string
            told.restype = ctypes.c_char_p
            return str(told().decode("ascii"))
    return ""
