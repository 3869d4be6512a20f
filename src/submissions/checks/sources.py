"""Look at the case before any document: what its ids and the names of its files tell, and who else has its files.

No finding repeats a name that tells: neither in its words nor as its place, as far as the case folder's own name lets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel

from submissions.case import Annex, Case, Event, Person, Remedy, Submission
from submissions.case.telling import name_words
from submissions.case.texts import texts_of
from submissions.case.whole import CaseHead
from submissions.checks.subject import Subject
from submissions.findings import Finding, Place
from submissions.folding import squash
from submissions.source.files import CaseFile
from submissions.values import Text

if TYPE_CHECKING:
    from submissions.audit.names.search import Searcher
    from submissions.audit.records import Secret

OF_PERSONS: Final = frozenset({"name", "birth", "contact"})
"""The kinds of what is protected that tell who somebody is, in a name of a few words too."""

# Shorter words stand within others by chance: "rose" in "prosecutor", "amina" in "examination".
_JOINED_LETTERS: Final = 6

_ORDER: Final = "rename it here and wherever the case names it: ids and names travel in mails, lists and backups"


def names_that_tell(case: Case, files: Sequence[CaseFile], searcher: Searcher) -> Iterator[Finding]:
    """Yield a warning for each id, and each name of a file or folder, that holds somebody's protected name."""
    from submissions.audit.records import Piece  # noqa: PLC0415 - slow to import

    named = [*_ids(case), *_names(case, files)]
    pieces = [Piece(str(number), "file name", text) for number, (text, _, _) in enumerate(named)]
    told: dict[int, str] = {}
    for hit in searcher.search(pieces):
        told.setdefault(
            int(hit.piece.part), f"{_KINDS[hit.secret.kind]} that is protected{_typed_at(hit.secret, case)}"
        )
    words = _joined_words(case)
    for number, (text, _, _) in enumerate(named):
        line = next((line for word, line in words.items() if word in squash(text)), 0)
        if line:
            told.setdefault(number, f"a name that is protected at line {line}")
    for number, holds in sorted(told.items()):
        _, what, place = named[number]
        yield Finding("W150", place, f"{what} holds {holds}", _ORDER)


def _joined_words(case: Case) -> dict[str, int]:
    """Return the long folded words of protected names with the line of the person's entry, without those that are open.

    In a text a word stands between others; in ids and names of files people write words together: "norawinters2".
    """
    hidden = [one for one in case.people if any("name" in one.withheld_from(to) for to in one.protected_from)]
    is_open = {word for one in case.people if one not in hidden for word in name_words(one)}
    is_open |= {squash(one.word) for person in hidden for one in person.common_words}
    return {
        word: person.origin.line
        for person in hidden
        for word in sorted(name_words(person) - is_open)
        if len(word) >= _JOINED_LETTERS
    }


_KINDS: Final = {"name": "a name", "birth": "a date of birth", "contact": "an address or a number"}


def _typed_at(secret: Secret, case: Case) -> str:
    """Return where it was typed, as a line of the case file: the label holds the person's id, which may tell."""
    same = secret.place.file == case.case.id.place.file
    return f" at line {secret.place.line}" if same and secret.place.line else ""


def _ids(value: object) -> Iterator[tuple[str, str, Place]]:
    """Yield each id in a record at any depth, and each name of a text, with what it is and where it stands."""
    if isinstance(value, tuple):
        for inner in value:
            yield from _ids(inner)
    elif isinstance(value, BaseModel):
        own = getattr(value, "id", None)
        if isinstance(own, Text):
            what = next((words for kind, words in _WHAT.items() if isinstance(value, kind)), "an entry")
            yield str(own), f"the id of {what}", own.place
        if isinstance(value, Submission) and value.name is not None:
            yield str(value.name), "the name of a submission, which goes into those of its files,", value.name.place
        for key in type(value).model_fields:
            inner = getattr(value, key)
            names = inner if key == "texts" and isinstance(inner, Mapping) else ()
            yield from ((str(name), "the name of a text", name.place) for name in names)
            yield from _ids(inner)


_WHAT: Final[dict[type, str]] = {
    CaseHead: "the case, which is the name of its folder,",
    Person: "a person",
    Annex: "an annex",
    Event: "an event",
    Remedy: "a remedy",
}


def _names(case: Case, files: Sequence[CaseFile]) -> Iterator[tuple[str, str, Place]]:
    """Yield the last part of each name of a file or folder; its place is where the case names it, if it does."""
    typed = {str(annex.file): annex.file.place for annex in case.annexes}
    for number, file in enumerate(files, 1):
        place = typed.get(file.name, Place(case.case.id.place.file))
        yield file.name.rpartition("/")[2], f"the name of a file or folder {_counted(number, files)}", place


def _counted(number: int, files: Sequence[CaseFile]) -> str:
    """Return which one of all that lies in the case folder is meant, without its name."""
    return f"(number {number} of {len(files)} in the case folder, in the order of their paths)"


def shared_files(case: Case, files: Sequence[CaseFile]) -> Iterator[Finding]:
    """Yield a warning for each file of the case that has another name, outside of the case folder."""
    yield from (Finding("W758", place, message, _APART) for place, message in _shared(case, files))


def check_shared_files(subject: Subject) -> Iterator[Finding]:
    """Hold that no public version is made while a file of the case has a name elsewhere on the disk."""
    found = _shared(subject.case, subject.files)
    yield from (Finding("E759", place, message, _APART) for place, message in found)


_APART: Final = (
    "copy the file, delete this one, and give the copy its name; then look for the other name and delete it if it is "
    "not needed (Linux and macOS: find / -samefile FILE; Windows: fsutil hardlink list FILE)"
)


def _shared(case: Case, files: Sequence[CaseFile]) -> Iterator[tuple[Place, str]]:
    """Yield where the case names each such file, else the case file, and what is wrong."""
    place = Place(case.case.id.place.file)
    folder = place.file.rpartition("/")[0]
    places = {text.place.file: Place(text.place.file) for text in texts_of(case)}
    places |= {f"{folder}/{annex.file}": annex.file.place for annex in case.annexes}
    for number, file in enumerate(files, 1):
        if file.is_elsewhere:
            message = (
                f"a file of the case {_counted(number, files)} has another name on the disk, outside of the folder: "
                "who changes it there changes it here, and deleting it here does not delete it"
            )
            yield places.get(f"{folder}/{file.name}", place), message
