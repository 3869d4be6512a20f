"""Look at what stands in an audience's folder after a run: nothing there may name who is protected today.

A build that is refused, a selection, a submission that was taken out, a copy that a program brought back: each leaves
files that this run did not make. They are searched as what it makes is searched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from submissions.findings import Finding
from submissions.line.outcome import Searched, Setting
from submissions.manifest import NAME, Manifest, read_manifest
from submissions.publish.contents import everything_in, is_of_system, is_set_aside
from submissions.publish.folder import Destination
from submissions.run.calls import SearchStanding
from submissions.run.reuse import Reuse
from submissions.run.watched import digest_plain
from submissions.run.worker import Stopped, Worker
from submissions.source.files import names_elsewhere

_SHOWN_MAX = 5


def look_at_standing(
    worker: Worker, reuse: Reuse, destination: Destination, case: str, *, setting: Setting, fresh: Mapping[str, str]
) -> list[Finding]:
    """Return what stands against the files of a folder; what was searched without a hit is remembered.

    `case` is the case's folder; `fresh` holds the SHA-256 of each file that this run made or found unchanged.
    """
    manifest = read_manifest(destination.folder / NAME, destination.place(NAME))[0] or Manifest(destination.audience)
    findings: list[Finding] = []
    searched: dict[str, str] = {}
    for name in everything_in(destination.folder):
        digest = digest_plain(destination.folder / name)
        faults: list[Finding] = []
        if name in fresh:
            is_ours = digest == fresh[name] and (name == NAME or manifest.digest_of(name) == digest)
            faults = [] if is_ours else [_replaced(destination, name)]
        elif not reuse.is_searched(destination, case, name, digest):
            faults, digest = _search(worker, destination, case, setting, (name, digest, manifest))
        if not faults:
            searched[name] = digest
        findings += [*faults, *_foreign(destination, name, manifest, faults)]
    findings += elsewhere(destination)
    if reuse.is_untouched(case):
        reuse.remember_searched(destination, case, searched.items())
    return findings


def elsewhere(destination: Destination) -> Iterator[Finding]:
    """Yield a warning for each file of a folder that has another name on the disk, outside of the folder."""
    names = {destination.folder / name: name for name in everything_in(destination.folder)}
    for path in sorted(names_elsewhere(names)):
        place = destination.place(names[path])
        words = (
            "this file has another name on the disk, outside of the folder: who changes it there changes it here, and "
            "deleting it here does not delete it"
        )
        yield Finding("W744", place, words, _APART)


_APART = (
    "delete it here and build again, which makes a file of its own; then look for the other name and delete it if it "
    "is not needed (Linux and macOS: find / -samefile FILE; Windows: fsutil hardlink list FILE)"
)


def _search(
    worker: Worker, destination: Destination, case: str, setting: Setting, found: tuple[str, str, Manifest]
) -> tuple[list[Finding], str]:
    """Have the child search one file; return what stands against it, and the digest of what was searched."""
    name, digest, manifest = found
    path, place = destination.folder / name, destination.place(name)
    if path.is_symlink():
        return [Finding("E738", place, "a link cannot be searched: what it leads to may change", _MOVE)], digest
    answer = worker.run(SearchStanding(setting, case, destination.audience, path, name))
    if isinstance(answer, Stopped):
        return [answer.finding(place, worker.limits)], digest
    if answer is None:
        words = "this file could not be searched for who is protected today, because it or its case cannot be read"
        return [Finding("E738", place, words, "hand nothing of this folder over until the case builds again")], digest
    is_released = manifest.exhibit_digest_of(name) == answer.sha256  # a picture that somebody looked at and released
    faults = list(_named(destination, name, answer))
    if not faults and not is_released and not is_of_system(name):
        faults = [
            Finding("E738", place, f"a part of this file cannot be searched for who is protected: {reason}", _MOVE)
            for reason in answer.unsearchable[:_SHOWN_MAX]
        ]
    return faults, answer.sha256 or digest


_MOVE = "move it out of this folder; what is handed over should be what a build has made and searched"
_TAKE_OUT = (
    "take it out of this folder: delete it, or keep it where only its owner reads it, and ask whoever received it to "
    "delete it too; then mend what stands against the build, and build again"
)


def _named(destination: Destination, name: str, answer: Searched) -> Iterator[Finding]:
    """Yield an error for each who is named; a file whose own name tells who is not called by it."""
    withheld = f"whom the {destination.audience} version withholds today"
    place = destination.place("" if answer.is_named else name)
    what = "a file here, by its own name or in its words," if answer.is_named else "this file"
    for hit in answer.hits[:_SHOWN_MAX]:
        yield Finding("E737", place, f"{what} names somebody {withheld}: {hit}", _TAKE_OUT)


def _replaced(destination: Destination, name: str) -> Finding:
    words = "another program put another file in place of this one while it was being published"
    order = "find out which program copies files into this folder, stop it, and build again"
    return Finding("E728", destination.place(name), words, order)


def _foreign(destination: Destination, name: str, manifest: Manifest, faults: list[Finding]) -> Iterator[Finding]:
    """Yield a warning for a file in a public folder that no build made, unless something worse was said of it."""
    known = manifest.digest_of(name) is not None or is_set_aside(name) or is_of_system(name)
    if destination.audience == "public" and not known and not faults:
        words = "no build made this file, and whoever is given the folder is given it too"
        yield Finding("W739", destination.place(name), words, "move it to a folder of your own")
