"""Find folders of outputs that no case of the workspace answers for: nobody searches what stands in them.

A case that is gone or has another id, a folder that a program copied beside its own ("public (1)"), a copy of the
whole: whom they may not name can be asked of no case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Final

from submissions.findings import Finding, Place
from submissions.manifest import DRAFTS, NAME, read_manifest
from submissions.plan import AUDIENCES
from submissions.publish.contents import PACKS, audience_folders, everything_in, is_of_drafts

_PUBLIC: Final = "public"
_ORDER: Final = (
    "delete it, or move it out of the output folder to where only its owner reads it; or bring its case back to "
    "'cases' under the name of the folder, and build"
)


def folders_of_no_case(output: Path, shown: str, cases: Sequence[str]) -> Iterator[Finding]:
    """Yield a finding for each folder that looks like an audience's and belongs to none of `cases`, all of a workspace.

    `shown` is the output folder as findings name it.
    """
    names = [PurePosixPath(case).name for case in cases]
    own = [output / name / audience for name in names for audience in AUDIENCES]
    own += [drafts for name in names if is_of_drafts(drafts := output / name / DRAFTS)]
    known = set(own)
    for folder in sorted(_like_an_audience(output)):
        if known.isdisjoint((folder, *folder.parents)) and not _is_one_of(folder, own) and everything_in(folder):
            yield _of_no_case(folder, "/".join((shown, folder.relative_to(output).as_posix())))


def _like_an_audience(output: Path) -> set[Path]:
    """Return the folders that are called as an audience is, or nearly so, and those that hold a manifest."""
    if not output.is_dir():
        return set()
    called = {path for path in audience_folders(output) if path.name.casefold().startswith(AUDIENCES)}
    packs = output / PACKS  # of several cases each, and searched when they are made
    found = {path.parent for path in output.rglob(NAME) if path.parent != output}
    return called | {folder for folder in found if not folder.is_relative_to(packs)}


def _is_one_of(folder: Path, own: Sequence[Path]) -> bool:
    """Tell whether a folder is that of a case by another name: some disks know it in other letters too."""
    for one in own:
        with suppress(OSError):
            if folder.samefile(one):
                return True
    return False


def _of_no_case(folder: Path, shown: str) -> Finding:
    """Return an error for a folder that may be handed to anybody, a warning for one of full identities."""
    manifest, _ = read_manifest(folder / NAME, Place(shown))
    is_public = manifest.audience == _PUBLIC if manifest else folder.name.casefold().startswith(_PUBLIC)
    if is_public:
        words = "no case of this workspace has this folder, so nobody can say whether it names who is protected"
        return Finding("E742", Place(shown), words, _ORDER)
    words = "no case of this workspace has this folder, and it may hold the full identities of people"
    return Finding("W743", Place(shown), words, _ORDER)
