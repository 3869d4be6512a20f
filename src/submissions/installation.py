"""Say how a missing library is installed, in the way in which the program itself was installed here.

The program's own name is never asked of a package index: there it may be somebody else's.
Rule: PEP 610, "Recording the Direct URL Origin of installed distributions".
"""

from __future__ import annotations

import json
import platform
import re
import shlex
import sys
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

NAME: Final = "submissions"
_OF_EXTRA: Final = re.compile(r"""^(?P<library>[^;]+?)\s*;\s*extra\s*==\s*['"](?P<extra>[\w.-]+)['"]$""")


@dataclass(frozen=True, slots=True)
class Installation:
    """How the program came here: what PEP 610 records ("" for nothing), the environment's folder and its Python.

    `requires` are the requirements as the program's metadata lists them; `has_pip` whether pip is in the environment.
    """

    direct_url: str
    prefix: Path
    python: str
    requires: tuple[str, ...]
    has_pip: bool = True
    windows: bool = False

    def order(self, *, extra: str = "", library: str = "") -> str:
        """Return what to type to install an extra of the program, or one of the libraries that it always needs."""
        libraries = [self._quoted(one) for one in (self._libraries_of(extra) if extra else self._named(library))]
        if (self.prefix / "pipx_metadata.json").exists():
            return f"pipx inject {NAME} {' '.join(libraries)}"
        folder = self._source
        if folder is None or (self.prefix / "uv-receipt.toml").exists():
            return f"{self._pip(None)} {' '.join(libraries)}"
        wanted = self._quoted(f".[{extra}]") if extra else "."
        return f"in the program's own folder: {self._pip(folder)} {wanted}"

    @property
    def _source(self) -> Path | None:
        """The folder that the program was installed from, None where it was no folder or is gone."""
        if not self.direct_url:
            return None
        origin = json.loads(self.direct_url)
        folder = Path(url2pathname(urlsplit(origin["url"]).path)) if "dir_info" in origin else None
        return folder if folder is not None and folder.is_dir() else None

    def _pip(self, source: Path | None) -> str:
        """Return the command that installs into this environment, as it is typed in the source folder if given."""
        own = source is not None and self.prefix == source / ".venv"
        inside = ".venv\\Scripts\\" if self.windows else ".venv/bin/"
        python = f"{inside}python" if own else self._quoted(self.python)
        if not self.has_pip:
            return f"uv pip install --python {python}"
        return f"{inside}pip install" if own else f"{python} -m pip install"

    def _libraries_of(self, extra: str) -> list[str]:
        found = [_OF_EXTRA.match(one) for one in self.requires]
        return [match["library"] for match in found if match is not None and match["extra"] == extra]

    def _named(self, library: str) -> list[str]:
        """Return what the program requires of a library, its name alone where that is not recorded."""
        plain = [one for one in self.requires if ";" not in one]
        same = [one for one in plain if _normal(re.split(r"[\s\[<>=!~(]", one)[0]) == _normal(library)]
        return same[:1] or [library]

    def _quoted(self, words: str) -> str:
        """Return one argument as the system's shell takes it: cmd and PowerShell know double quotes only."""
        if not self.windows:
            return shlex.quote(words)
        return words if re.fullmatch(r"[\w.:\\/-]+", words) else f'"{words}"'


def _normal(name: str) -> str:
    """Return a library's name as package indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def here() -> Installation:
    """Return how the program came to this machine."""
    try:
        own = metadata.distribution(NAME)
        recorded, requires = own.read_text("direct_url.json") or "", tuple(own.requires or ())
    except metadata.PackageNotFoundError:  # it runs from its folder without being installed
        recorded, requires = "", ()
    has_pip = util.find_spec("pip") is not None
    return Installation(recorded, Path(sys.prefix), sys.executable, requires, has_pip, sys.platform == "win32")


def order_to_install(*, extra: str = "", library: str = "") -> str:
    """Return what to type here to install an extra of the program, or one of the libraries that it always needs."""
    return here().order(extra=extra, library=library)


_PANGO: Final = {
    "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango",
    "arch": "sudo pacman -S pango",
    "alpine": "sudo apk add pango harfbuzz-subset",
    "macos": "brew install pango",
    "windows": "install MSYS2 from https://www.msys2.org, then run in its window: "
    "pacman -S mingw-w64-ucrt-x86_64-pango; if Pango is not found then, set the environment variable "
    "WEASYPRINT_DLL_DIRECTORIES to C:\\msys64\\ucrt64\\bin",
}


def system() -> str:
    """Return which family of systems this is: a key of the tables of remedies, "debian" where nothing else is known."""
    if sys.platform in ("darwin", "win32"):
        return "macos" if sys.platform == "darwin" else "windows"
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return "debian"
    families = f"{release.get('ID', '')} {release.get('ID_LIKE', '')}".split()
    return next((family for family in families if family in _PANGO), "debian")


def order_for_pango() -> str:
    """Return what to type here to install Pango, with which the page engine lays out pages."""
    return _PANGO[system()]


_LIBREOFFICE: Final = {
    "debian": "sudo apt-get install libreoffice-writer",
    "fedora": "sudo dnf install libreoffice-writer",
    "arch": "sudo pacman -S libreoffice-fresh",
    "alpine": "sudo apk add libreoffice-writer",
    "macos": "brew install --cask libreoffice",
    "windows": "winget install TheDocumentFoundation.LibreOffice",
}


def order_for_libreoffice() -> str:
    """Return what to type here to install LibreOffice, which prints Word files as they are."""
    return _LIBREOFFICE[system()]
