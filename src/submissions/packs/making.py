"""Make the files of one receiver's pack in the child process: letter, index, combined PDF, zip; and search them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from submissions.catalogue import template_folders
from submissions.findings import Finding, Place, has_errors
from submissions.formats import Format
from submissions.line.outcome import Setting
from submissions.line.reading import read_templates, read_validated
from submissions.line.stages import Bench, NoValueError, Stages
from submissions.packs.archive import zipped
from submissions.packs.combining import combine
from submissions.packs.composing import Composer
from submissions.packs.documents import PackDocument, TakenDocument, opened
from submissions.packs.index import index, index_csv
from submissions.packs.letter import letter
from submissions.packs.printing import CannotPrintError, print_own
from submissions.packs.reading import PackFile
from submissions.packs.receivers import Receiver
from submissions.packs.safety import Safety, findings_of
from submissions.packs.words import read_words
from submissions.reporting import order_to_report

T = TypeVar("T")
_OWN: Final[tuple[Format, ...]] = ("docx", "pdf")
"""The formats of letter and index."""


@dataclass(frozen=True, slots=True)
class PackMade:
    """The files of one receiver's pack by name, empty where something stands against them, and how much it is."""

    files: tuple[tuple[str, bytes], ...] = ()
    documents: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class PackWish:
    """What is to be made: a pack for one of its receivers, of these documents; `place` is its folder."""

    file: PackFile
    receiver: Receiver
    taken: tuple[TakenDocument, ...]
    place: Place


def make_pack(bench: Bench, setting: Setting, wish: PackWish) -> tuple[PackMade, list[Finding]]:
    """Return the files of one receiver's pack, and what stands against them."""
    stages = Stages(bench, setting)
    try:
        return _make(stages, wish)
    except CannotPrintError as error:
        return PackMade(), [*stages.findings, *error.findings]
    except NoValueError:
        return PackMade(), stages.findings


def _make(stages: Stages, wish: PackWish) -> tuple[PackMade, list[Finding]]:
    """Make and search the files; none of them is handed on while anything stands against one."""
    file, receiver = wish.file, wish.receiver
    stages.enter(f"reading the documents of the pack {file.id}")
    composer = _composer(stages, wish)
    documents, changed = opened(wish.taken, receiver.language)
    stages.findings += changed
    if not documents:
        return PackMade(), stages.findings
    made = _own_files(stages, wish, composer, documents)
    copies = {one.name(kind): content for one in documents for kind, content in one.contents.items()}
    stages.enter(f"searching the files of the pack {file.id}")
    holders = (f"{file.id}/{receiver.id}", f"{file.id}.zip")
    stages.findings += findings_of(_safety(stages, wish), made, copies, receiver, wish.place, holders)
    archive = zipped({**made, **copies}, file.id)
    stages.findings += _read_back(archive, {**made, **copies}, file.id, wish.place)
    if has_errors(stages.findings):
        return PackMade(), stages.findings
    whole = (*made.items(), *copies.items(), (f"{file.id}.zip", archive))
    return PackMade(whole, len(documents), sum(one.pages for one in documents)), stages.findings


def _composer(stages: Stages, wish: PackWish) -> Composer:
    """Return what the pack's own documents are composed with; raises NoValueError where the house lacks the words."""
    language = wish.receiver.language
    folders = template_folders(stages.setting.workspace)
    words = stages.run("reading the words of packs", read_words, folders, language)
    house = read_templates(stages.aside()).house
    if language not in house.labels:
        place = Place(f"templates/house/labels.{language}.yaml")
        stages.findings.append(Finding("E206", place, "the house has no labels in a recipient's language", "write it"))
        raise NoValueError(language)
    return Composer(wish.file, wish.receiver, house, words, stages.setting.as_of)


def _own_files(
    stages: Stages, wish: PackWish, composer: Composer, documents: Sequence[PackDocument]
) -> dict[str, bytes]:
    """Return the files that are made for a pack, by name: the combined PDF, the index, and the letter."""
    name = wish.file.id
    stages.enter(f"making the combined PDF of the pack {name}")
    combined = _shared(stages, wish, "combined", lambda: combine(composer, documents))
    labels = dict(combined.first_pages)
    stages.enter(f"making the index of the pack {name}")
    listed = _shared(
        stages, wish, "index", lambda: print_own(composer, index(composer, documents, labels), "index", _OWN)
    )
    stages.enter(f"making the letter of the pack {name}")
    files, findings = print_own(composer, letter(composer, documents), "letter", _OWN)
    stages.findings += findings
    return {**dict(combined.files), **listed, "index.csv": index_csv(composer, documents, labels), **files}


def _shared(stages: Stages, wish: PackWish, what: str, make: Callable[[], tuple[T, Sequence[Finding]]]) -> T:
    """Return what all receivers have in common who get the same documents in the same language, made once for them."""
    digests = tuple(file.sha256 for one in wish.taken for _, file in one.files)
    key = (stages.setting.workspace, what, wish.file.id, wish.receiver.language, *digests)
    value, findings = stages.bench.kept.get(key, make)
    stages.findings += findings
    return value


def _safety(stages: Stages, wish: PackWish) -> Safety:
    """Return what the files are searched with; raises NoValueError where a case can no longer be read."""
    folders = dict.fromkeys((one.job.case_id, one.job.folder) for one in wish.taken)
    pack = wish.file.pack
    authors = tuple(dict.fromkeys(str(name) for name in pack.organisation.name.values()))
    cases = tuple((case_id, read_validated(stages.aside(), folder)) for case_id, folder in folders)
    key = "|".join([wish.file.id, pack.audience, *(case_id for case_id, _ in cases)])
    return Safety(stages, key, pack.audience, cases, wish.file.receivers, authors)


def _read_back(archive: bytes, files: Mapping[str, bytes], folder: str, place: Place) -> list[Finding]:
    """Hold that the zip holds these files, which were searched, and nothing else beside or behind them."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened_zip:
        entries = opened_zip.infolist()
        held = {one.filename.removeprefix(f"{folder}/"): opened_zip.read(one) for one in entries}
        is_plain = not opened_zip.comment and not any(one.extra or one.comment for one in entries)
    if held == dict(files) and len(entries) == len(files) and is_plain:
        return []
    words = "the zip does not hold the files of the pack as they were made"
    return [Finding("E775", place, words, order_to_report("E775"))]
