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
from typing import Final

import pytest

from submissions.look import families
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
    **{name: face.twin for name, face in families().items()},
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


_MODULE: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0'
    '//EN" "module.dtd">\n<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
    'script:language="StarBasic">{code}</script:module>'
)
_UPDATE: Final = """
Sub Main(source As String, target As String, added As String)
    On Error Goto Leave
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
    document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
    document.getTextFields().refresh()
    If added &lt;&gt; "" Then
        words = document.getText()
        words.insertControlCharacter(words.getEnd(), 0, False)
        cursor = words.createTextCursorByRange(words.getEnd())
        cursor.ParaStyleName = "Heading 1"
        cursor.setString(added)
    End If
    indexes = document.getDocumentIndexes()
    For number = 0 To indexes.getCount() - 1
        indexes.getByIndex(number).update()
    Next
    Dim kind(0) As New com.sun.star.beans.PropertyValue
    kind(0).Name = "FilterName"
    kind(0).Value = "MS Word 2007 XML"
    document.storeToURL(target, kind())
    document.close(True)
Leave:
    If Err Then
        said = FreeFile()
        Open ConvertFromUrl(target) &amp; ".txt" For Output As #said
        Print #said, Error &amp; " in line " &amp; Erl
        Close #said
    End If
    StarDesktop.terminate()
End Sub
"""


def update(file: Path, folder: Path, added: str = "") -> Path:
    """Have LibreOffice load a Word file, renew its fields, add a heading, renew its contents, and save it as Word.

    Return the file that it saved; a crash of LibreOffice is a failure of its process, or leaves no file.
    """
    assert SOFFICE is not None
    workplace = folder / "libreoffice"
    workplace.mkdir()
    surroundings = {**os.environ, "FONTCONFIG_FILE": str(_font_setup(workplace))}
    office = [SOFFICE, f"-env:UserInstallation={(workplace / 'profile').as_uri()}", "--headless", "--norestore"]

    def start(order: str) -> None:
        subprocess.run([*office, order], check=True, capture_output=True, timeout=SECONDS_MAX, env=surroundings)

    # The first start fills the profile, and would overwrite the module.
    start("--terminate_after_init")
    module = workplace / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(_MODULE.format(code=_UPDATE), encoding="utf-8")
    # A copy: after a crash the lock of the file would be left beside it.
    opened = Path(shutil.copy(file, workplace))
    made = folder / f"updated-{file.name}"
    start(f'macro:///Standard.Module1.Main("{opened.as_uri()}","{made.as_uri()}","{added}")')
    return made
