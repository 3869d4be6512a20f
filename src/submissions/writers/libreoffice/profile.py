"""The set-up in which LibreOffice prints: a profile of its own, no macros, no network, and the program's own faces."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from submissions.look import families
from submissions.writers.page.fonts import FONTS, VARIABLE

_EXPORT: Final = "Office.Common/Filter/PDF/Export"
_SCRIPTING: Final = "Office.Common/Security/Scripting"
# Schema of LibreOffice, officecfg/registry; a setting that a version does not know is passed over by it.
_SETTINGS: Final[tuple[tuple[str, str, str], ...]] = (
    (_EXPORT, "UseTaggedPDF", "true"),
    (_EXPORT, "PDFUACompliance", "true"),
    (_EXPORT, "SelectPdfVersion", "2"),  # PDF/A-2b
    (_EXPORT, "ExportBookmarks", "true"),
    (_EXPORT, "ExportFormFields", "false"),
    (_EXPORT, "ExportNotes", "false"),
    (_EXPORT, "ExportNotesInMargin", "false"),
    (_EXPORT, "IsAddStream", "false"),
    (_EXPORT, "IsSkipEmptyPages", "false"),
    (_EXPORT, "UseReferenceXObject", "false"),
    (_EXPORT, "UseLosslessCompression", "true"),
    (_EXPORT, "ReduceImageResolution", "false"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "DisableActiveContent", "true"),
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Office.Writer/Content/Update", "Chart", "false"),
    ("Office.Java/VirtualMachine", "Enable", "false"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Setup/L10N", "ooLocale", "en-US"),
    ("Setup/L10N", "ooSetupSystemLocale", "en-US"),
    # All that it would fetch goes to a port of this machine where nobody listens.
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
# Where programs of a desktop keep what they like (XDG Base Directory Specification).
_OF_DESKTOPS: Final = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
_NOWHERE: Final = "http://127.0.0.1:9"
_REGISTRY: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}
</oor:items>
"""
_ITEM: Final = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
# Faces that the machine has are seen where the Word file names them, all others are those of the program and the house.
_FONTS: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
  <dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>
  <dir>{home}/.local/share/fonts</dir><dir>{home}/.fonts</dir>
  <cachedir>{cache}</cachedir>
  <selectfont>
    <rejectfont><glob>*</glob></rejectfont>
{own}
{named}
  </selectfont>
{twins}
  <match target="font">
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="autohint" mode="assign"><bool>false</bool></edit>
  </match>
</fontconfig>
"""
_NAMED: Final = '    <acceptfont><pattern><patelt name="family"><string>{name}</string></patelt></pattern></acceptfont>'
_TWIN: Final = '  <alias binding="same"><family>{name}</family><prefer><family>{twin}</family></prefer></alias>'


def write_profile(folder: Path) -> None:
    """Write a profile for one run into a folder: how to print, and that nothing is run or fetched."""
    items = "\n".join(_ITEM.format(path=path, name=name, value=escape(value)) for path, name, value in _SETTINGS)
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_REGISTRY.format(items=items), encoding="utf-8")


def surroundings(folder: Path, fonts: Sequence[Path], named: Sequence[str]) -> Mapping[str, str]:
    """Return the environment of one run, whose files all lie in a folder.

    `fonts` are folders of faces beside the program's; of the machine's faces those are seen that are `named`.
    """
    own = [FONTS, *fonts]
    twins = {name: one.twin for name, one in families().items()}
    setup = folder / "fonts.conf"
    setup.write_text(
        _FONTS.format(
            folders="\n".join(f"  <dir>{escape(str(one))}</dir>" for one in own),
            home=escape(str(Path.home())),
            cache=escape(str(folder / "font-cache")),
            own="\n".join(f"    <acceptfont><glob>{escape(str(one))}/*</glob></acceptfont>" for one in own),
            named="\n".join(_NAMED.format(name=escape(name)) for name in named if name not in twins),
            twins="\n".join(_TWIN.format(name=escape(name), twin=escape(twin)) for name, twin in twins.items()),
        ),
        encoding="utf-8",
    )
    scratch = folder / "scratch"
    scratch.mkdir()
    places = dict.fromkeys(("TMPDIR", "TMP", "TEMP", "HOME", *_OF_DESKTOPS), str(scratch))
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), _NOWHERE)
    plain = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "SAL_USE_VCLPLUGIN": "svp", "SAL_DISABLE_OPENCL": "1", "no_proxy": ""}
    return {**os.environ, **places, **proxies, **plain, VARIABLE: str(setup)}
