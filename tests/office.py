"""LibreOffice as the tests call it: with the program's own fonts, a profile of its own, and nothing of the machine's.

Without the fonts that a Word file names, LibreOffice takes whatever the machine has, and its lines end elsewhere. The
file says Times New Roman or Arial; Liberation has the same widths, lies in the package and is what the PDF is set in.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from submissions.writers.page.fonts import FONTS

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SECONDS_MAX = 300

_SETUP = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
{aliases}
</fontconfig>
"""
_ALIAS = '  <alias binding="same"><family>{asked}</family><prefer><family>{given}</family></prefer></alias>'
_GIVEN = {
    "Times New Roman": "Liberation Serif",
    "Arial": "Liberation Sans",
    "serif": "Liberation Serif",
    "sans-serif": "Liberation Sans",
}


def needs_office(test: Callable[..., None]) -> Callable[..., None]:
    """Mark a test that LibreOffice has a part in; where it is missing, the test is skipped and says so."""
    skipped = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on this machine")
    marked: Callable[..., None] = pytest.mark.libreoffice(skipped(test))
    return marked


def convert(files: Sequence[Path], folder: Path, form: str = "pdf") -> None:
    """Have LibreOffice save files in another format into a folder, all in one call, since its start takes longest."""
    assert SOFFICE is not None
    workplace = folder / "libreoffice"
    workplace.mkdir(parents=True)
    profile = f"-env:UserInstallation={(workplace / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, files)]
    surroundings = {**os.environ, "FONTCONFIG_FILE": str(_font_setup(workplace))}
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS_MAX, env=surroundings)


def _font_setup(workplace: Path) -> Path:
    """Write the fontconfig file that shows LibreOffice the program's own fonts and no others."""
    aliases = "\n".join(_ALIAS.format(asked=asked, given=given) for asked, given in _GIVEN.items())
    path = workplace / "fonts.conf"
    text = _SETUP.format(fonts=FONTS, cache=workplace / "font-cache", aliases=aliases)
    path.write_text(text, encoding="utf-8")
    return path
