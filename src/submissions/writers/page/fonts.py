"""Where the program's own fonts lie, and the set-up in which a page engine sees these and no others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).resolve().parents[2] / "fonts"
"""The folder of the program's font files, their licence and their fontconfig set-up."""

VARIABLE: Final = "FONTCONFIG_FILE"
"""The environment variable by which fontconfig finds its set-up."""


@contextmanager
def own_fonts_only() -> Iterator[None]:
    """Point fontconfig, which reads its variable whenever a configuration is made, at the package's own fonts."""
    with _environment(VARIABLE, str(FONTS / "fonts.conf")):
        yield


@contextmanager
def no_language_of_the_machine() -> Iterator[None]:
    """Keep Pango from asking which language the machine speaks, by which it chooses between shapes of ideographs."""
    with _environment("PANGO_LANGUAGE", ""):
        yield


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
