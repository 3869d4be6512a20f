"""Make packs: read each, build what is out of date of its cases, make and publish every receiver's folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Final, Literal

from submissions.findings import Finding, Place
from submissions.line.outcome import Setting
from submissions.manifest import BuildRecord, record_file
from submissions.packs.calls import MakePack, OutlineForPack
from submissions.packs.documents import TakenDocument
from submissions.packs.index import mail_merge
from submissions.packs.kept import KeptPacks
from submissions.packs.making import PackWish
from submissions.packs.outlines import PackCase
from submissions.packs.plan import Lacking, PlannedPack, called, plan_pack
from submissions.packs.reading import PackFile, read_pack
from submissions.packs.receivers import MAIL_MERGE, Receiver
from submissions.packs.taking import BuiltShelf
from submissions.plan import Job, NothingSelectedError, Selection, UnknownNameError
from submissions.publish.contents import PACKS, everything_in
from submissions.publish.disk import Disk
from submissions.publish.folder import Destination, publish
from submissions.run.ahead import Ahead
from submissions.run.events import Doing, Say
from submissions.run.folders import PROGRAM, Makers
from submissions.run.records import Result, RunRequest
from submissions.run.runner import run
from submissions.run.worker import Worker

PackState = Literal["made", "unchanged", "refused"]
_MANY_RECEIVERS: Final = 8
"""For fewer, further children would take longer to start than they save."""
TEMPLATE: Final = "pack"
"""What a manifest calls what was made of a pack file."""


@dataclass(frozen=True, slots=True)
class PackRequest:
    """Which packs are to be made, by their ids, and how; `run` names all cases of the workspace."""

    names: tuple[str, ...]
    run: RunRequest

    @property
    def setting(self) -> Setting:
        """What every document of the run has in common."""
        return self.run.setting


@dataclass(frozen=True, slots=True)
class PackRow:
    """What became of one receiver's pack: its folder, its files by name with their sizes, and what it lacks."""

    pack: str
    receiver: str
    folder: str
    state: PackState
    documents: int = 0
    pages: int = 0
    files: tuple[tuple[str, int], ...] = ()
    lacking: tuple[Lacking, ...] = ()

    @property
    def size(self) -> int:
        """The size of the zip in bytes, 0 where none was made."""
        return next((size for name, size in self.files if name.endswith(".zip")), 0)


@dataclass(frozen=True, slots=True)
class PackResult:
    """What came of all packs: a row for each receiver, and every finding once."""

    setting: Setting
    rows: tuple[PackRow, ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    @property
    def failed(self) -> bool:
        """Whether anything stands against a pack, or a document that one asks for is lacking."""
        return any(self.setting.stops(one) for one in self.findings)


def make_packs(request: PackRequest, say: Say = lambda event: None, disk: Disk | None = None) -> PackResult:
    """Make packs; one that has a fault, and a case that has one, stops no other."""
    rows: list[PackRow] = []
    findings: list[Finding] = []
    with Worker(request.run.limits) as worker:
        for name in request.names:
            file, faults = read_pack(request.setting.workspace, name)
            findings += faults
            if file is not None:
                made, more = _make(_Making(request, worker, file, say, disk or Disk()))
                rows += made
                findings += more
    return PackResult(request.setting, tuple(rows), tuple(dict.fromkeys(findings)))


@dataclass(frozen=True, slots=True)
class _Making:
    """One pack while it is made."""

    request: PackRequest
    worker: Worker
    file: PackFile
    say: Say
    disk: Disk

    @property
    def setting(self) -> Setting:
        """What every document of the run has in common."""
        return self.request.setting


def _make(making: _Making) -> tuple[list[PackRow], list[Finding]]:
    """Make one pack for all of its receivers."""
    if f"cases/{PACKS}" in making.request.run.cases:
        words = f"a case is called '{PACKS}', as the folder of packs in the output folder is"
        return [], [Finding("E771", Place(f"cases/{PACKS}/case.yaml"), words, "give the case another id")]
    cases, unread = outlines(making.worker, making.request.run, making.file, making.say)
    every = [PurePosixPath(folder).name for folder in making.request.run.cases]
    packs, findings = plan_pack(making.file, cases, unread, every)
    if any(making.setting.stops(one) for one in findings):
        return [], findings
    results = tuple(_build(making, packs))
    findings += [one for result in results for one in result.findings]
    shelf = BuiltShelf(making.setting, results)
    languages = sorted({pack.receiver.language for pack in packs})
    taken = {
        job: shelf.take(job, cases[job.case_id], languages)
        for job in dict.fromkeys(job for pack in packs for job in pack.jobs)
    }
    rows = []
    kept = KeptPacks(making.setting, sorted({job.folder for job in taken}))
    orders = [_order(making, pack, [taken[job] for job in pack.jobs]) for pack in packs]
    with Ahead(making.request.run.limits, making.request.run.jobs) as ahead:
        standing = [kept.find(order.call.wish, order.destination) if order.call else None for order in orders]
        calls = [order.call for order, found in zip(orders, standing, strict=True) if order.call and not found]
        ahead.expect(calls if len(calls) >= _MANY_RECEIVERS else ())
        makers = Makers(making.worker, ahead)
        for order, found in zip(orders, standing, strict=True):
            row, faults = (_as_it_stands(making, order, found), []) if found else _make_one(making, makers, order)
            _remember(kept, order, row, is_clean=not faults)
            rows.append(row)
            findings += [*faults, *(one.reason for one in row.lacking), *_still_there(order, row)]
    kept.save(making.disk)
    return rows, [*findings, *_merge(making, packs, rows), *_left_behind(making, packs)]


def _left_behind(making: _Making, packs: Sequence[PlannedPack]) -> Iterator[Finding]:
    """Yield a warning for the folder of somebody who was a recipient once: it could be sent by mistake."""
    folder = destination_of(making.setting, making.file, MAIL_MERGE).folder.parent
    known = {MAIL_MERGE if making.file.receivers else "", *(pack.receiver.id for pack in packs)}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_dir() and path.name not in known:
            place = destination_of(making.setting, making.file, path.name).place()
            words = "the pack no longer has this recipient, for whom an earlier run made the folder"
            yield Finding("W735", place, words, "delete the folder or move it away, so that nobody sends it by mistake")


def outlines(
    worker: Worker, request: RunRequest, file: PackFile, say: Say
) -> tuple[dict[str, PackCase], dict[str, Finding]]:
    """Return what the pack needs to know of the cases that may go into it, and why the others cannot be read."""
    named = {str(one) for contents in file.pack.contents for one in contents.cases}
    asks_all = any(contents.query is not None for contents in file.pack.contents)
    cases: dict[str, PackCase] = {}
    unread: dict[str, Finding] = {}
    for folder in request.cases:
        name = PurePosixPath(folder).name
        if not asks_all and name not in named:
            continue
        say(Doing(f"{file.id}: reading {folder}"))
        call = OutlineForPack(request.setting, folder, file.pack.audience, called(file))
        place = Place(f"{folder}/case.yaml")
        case, faults = worker.ask(call, place, otherwise=None)
        if case is not None:
            cases[name] = case
        else:
            why = f" ({faults[0].code} at {faults[0].place})" if faults else ""
            words = f"the case cannot be read{why}, so nothing of it goes into the pack"
            unread[name] = Finding("E773", place, words, f"see what is wrong with it: submissions check {name}")
    return cases, unread


def _build(making: _Making, packs: Sequence[PlannedPack]) -> Iterator[Result]:
    """Build, through the run of every build, what is out of date of the documents that are wanted."""
    wanted: dict[str, list[Job]] = {}
    for job in dict.fromkeys(job for pack in packs for job in pack.jobs):
        wanted.setdefault(job.folder, []).append(job)
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for folder, jobs in wanted.items():
        templates = tuple(sorted({job.template for job in jobs}))
        languages = tuple(sorted({job.language for job in jobs}))
        groups.setdefault((templates, languages), []).append(folder)
    request = making.request.run
    for (templates, languages), folders in groups.items():
        selection = Selection(templates, languages, (making.file.pack.audience,))
        asked = replace(request, cases=tuple(folders), selection=selection, is_whole=False)
        # Where a case was changed since it was read, its documents are lacking.
        with suppress(NothingSelectedError, UnknownNameError):
            yield run(asked, making.say, making.disk)


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be made for one receiver, None where nothing can be had, where it goes, and what is lacking."""

    receiver: Receiver
    destination: Destination
    call: MakePack | None
    lacking: tuple[Lacking, ...]


def _order(making: _Making, pack: PlannedPack, found: Sequence[TakenDocument | Lacking]) -> _Order:
    """Return what is to be made for one receiver."""
    lacking = (*pack.lacking, *(one for one in found if isinstance(one, Lacking)))
    taken = tuple(one for one in found if isinstance(one, TakenDocument))
    destination = destination_of(making.setting, making.file, pack.receiver.id, making.request.run.wait_seconds)
    wish = PackWish(making.file, pack.receiver, taken, destination.place())
    return _Order(pack.receiver, destination, MakePack(making.setting, wish) if taken else None, lacking)


def _still_there(order: _Order, row: PackRow) -> Iterator[Finding]:
    """Yield a warning where a pack could not be made and an older one stands in its place."""
    if row.state == "refused" and everything_in(order.destination.folder):
        words = "what stands here was made by an earlier run, and could not be made again today"
        what = "send nothing of it: mend what stands against it, and make the pack again, or delete the folder"
        yield Finding("W735", order.destination.place(), words, what)


def _as_it_stands(making: _Making, order: _Order, found: tuple[int, int, tuple[tuple[str, int], ...]]) -> PackRow:
    """Return the row of a pack that nothing has to be done for."""
    documents, pages, files = found
    names = making.file.id, order.receiver.id, order.destination.place().file
    return PackRow(*names, "unchanged", documents, pages, files, order.lacking)


def _remember(kept: KeptPacks, order: _Order, row: PackRow, *, is_clean: bool) -> None:
    """Keep a pack that was published and against which nothing was said, and nothing of any other."""
    if order.call is not None and is_clean and row.state != "refused":
        kept.remember(order.call.wish, order.destination, row.documents, row.pages)
    else:
        kept.forget(order.destination)


def _make_one(making: _Making, makers: Makers, order: _Order) -> tuple[PackRow, list[Finding]]:
    """Make and publish what one receiver gets; where nothing can be had, nothing is touched."""
    file, setting, receiver, lacking = making.file, making.setting, order.receiver, order.lacking
    destination, folder = order.destination, order.destination.place().file
    if order.call is None:
        words = "nothing that the pack asks for can be had, so it was not made"
        empty = Finding("E773", file.place, f"{receiver.id}: {words}", "mend what stands against its documents")
        return PackRow(file.id, receiver.id, folder, "refused", lacking=lacking), [empty]
    making.say(Doing(f"{file.id}: {receiver.id}"))
    made, findings = makers.ask(order.call, file.place, otherwise=None)
    if made is None or not made.files or any(setting.stops(one) for one in findings):
        return PackRow(file.id, receiver.id, folder, "refused", lacking=lacking), findings
    files = dict(made.files)
    record = _record(making, receiver.language, files)
    states, faults = publish(
        destination, [(record, files)], set_edited_aside=making.request.run.replace, whole=True, disk=making.disk
    )
    became = set(states.values())
    state: PackState = "refused" if became & {"refused", "kept"} else "made" if "made" in became else "unchanged"
    sizes = tuple((name, len(content)) for name, content in files.items())
    row = PackRow(file.id, receiver.id, folder, state, made.documents, made.pages, sizes, lacking)
    return row, [*findings, *faults]


def _merge(making: _Making, packs: Sequence[PlannedPack], rows: Sequence[PackRow]) -> list[Finding]:
    """Write the table of all recipients for a mail merge: for the owner alone, and in no recipient's folder."""
    file = making.file
    if not file.receivers:
        return []
    table = mail_merge(
        [
            (pack.receiver, row.documents, next((name for name, _ in row.files if name.endswith(".zip")), ""))
            for pack, row in zip(packs, rows, strict=True)
        ]
    )
    destination = destination_of(making.setting, file, MAIL_MERGE, making.request.run.wait_seconds)
    record = _record(making, str(file.pack.language), {"recipients.csv": table})
    given = [(record, {"recipients.csv": table})]
    return publish(destination, given, set_edited_aside=making.request.run.replace, whole=True, disk=making.disk)[1]


def _record(making: _Making, language: str, files: Mapping[str, bytes]) -> BuildRecord:
    """Return what the manifest of a folder says of its files; nothing of what they were made from."""
    outputs = tuple(sorted(record_file(name, content) for name, content in files.items()))
    return BuildRecord(TEMPLATE, language, making.setting.as_of.isoformat(), PROGRAM, (), (), outputs)


def destination_of(setting: Setting, file: PackFile, receiver: str, wait_seconds: float = 120.0) -> Destination:
    """Return the folder of one receiver; whatever tells of recipients, or is a filing's, is for its owner only."""
    return Destination(
        setting.output / PACKS,
        file.id,
        receiver,
        wait_seconds,
        f"{setting.shown_output}/{PACKS}",
        is_for_owner=file.is_private or bool(file.receivers),
    )
