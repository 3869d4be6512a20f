"""Notice folders that a program copies to other people's computers, where protected people's papers should not lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from submissions.findings import Finding, Place
from submissions.line.outcome import Setting
from submissions.plan import CaseOutline

# How the programs call their folders, in small letters: the whole name, or its beginning.
_NAMES: Final = {
    "dropbox": "Dropbox", "onedrive": "OneDrive", "icloud drive": "iCloud Drive", "iclouddrive": "iCloud Drive",
    "mobile documents": "iCloud Drive", "com~apple~clouddocs": "iCloud Drive", "google drive": "Google Drive",
    "googledrive": "Google Drive",
}  # fmt: skip
_BEGINNINGS: Final = {"dropbox (": "Dropbox", "onedrive - ": "OneDrive"}
# macOS keeps them all in one folder, each with the name of the account behind a hyphen.
_OF_MACOS: Final = "cloudstorage"
_ON_MACOS: Final = {"dropbox": "Dropbox", "onedrive": "OneDrive", "googledrive": "Google Drive"}
# Files and folders that the programs leave at the top of what they copy, whatever it is called.
_MARKS: Final = {
    ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".tmp.driveupload": "Google Drive", ".tmp.drivedownload": "Google Drive",
}  # fmt: skip


def synchronised_by(folder: Path) -> str:
    """Return the name of the program that copies a folder elsewhere, "" where none is known to; reads names only."""
    for path in dict.fromkeys((folder.absolute(), folder.resolve())):
        parts = [part.casefold() for part in path.parts]
        for before, name in zip(["", *parts], parts, strict=False):
            found = _NAMES.get(name) or next((who for start, who in _BEGINNINGS.items() if name.startswith(start)), "")
            found = found or (_ON_MACOS.get(name.partition("-")[0], "") if before == _OF_MACOS else "")
            if found:
                return found
        for above in (path, *path.parents):
            # The home folder holds Dropbox's own settings under the same name: there it is a folder of another kind.
            found = next((who for mark, who in _MARKS.items() if (above / mark).exists()), "")
            if found and above != Path.home():
                return found
    return ""


def check_places(setting: Setting, cases: Sequence[CaseOutline]) -> Iterator[Finding]:
    """Warn where a case with protected people, or what is made of it, lies in such a folder."""
    protected = [case for case in cases if case.protects]
    for case in protected:
        found = synchronised_by(setting.workspace / case.folder)
        if found:
            yield _warning(case.place, f"the case '{case.id}', which protects people,", found)
    found = synchronised_by(setting.output) if protected else ""
    if found:
        yield _warning(Place(setting.shown_output), "the output folder, where protected people are named,", found)


def _warning(place: Place, what: str, program: str) -> Finding:
    return Finding(
        "W755",
        place,
        f"{what} lies in a folder that {program} copies to other computers",
        "move it to a folder that stays on this computer; to pass something on, seal it with: submissions seal",
    )
