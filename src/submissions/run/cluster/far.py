"""Ask for documents before they are needed, of a cluster; what does not travel is made here.

Only this process decides and writes. What comes back is looked at here before it is used: a worker is believed no more
than a file that somebody sent.
"""

from __future__ import annotations

import secrets
import time
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYetError
from contextlib import ExitStack, suppress
from dataclasses import replace
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Final, Self, TypeVar, cast

from submissions.admissibility.rows import Ruled
from submissions.findings import Finding, Place
from submissions.line.outcome import Made, Setting
from submissions.run.ahead import Ahead
from submissions.run.calls import AuditMade, MakeAndExamine
from submissions.run.cluster.address import ClusterWish
from submissions.run.cluster.carrier import Carrier
from submissions.run.cluster.envelope import SpoiltError
from submissions.run.cluster.link import ClusterLink, NoClusterError, connect
from submissions.run.cluster.luggage import CannotTravelError
from submissions.run.cluster.room import Declined
from submissions.run.cluster.said import not_used, of_distrusted, of_lost, of_stayed, of_unfit
from submissions.run.serve import Call, Limits
from submissions.run.worker import Stopped, Worker

ValueT = TypeVar("ValueT")
_THREADS_MAX: Final = 64
_AUDITORS_MAX: Final = 4
_LOOK_EVERY_SECONDS: Final = 0.1
_ITS_OWN_LIMITS: Final = ("time", "memory")
"""Why a document may be stopped on any machine; all else may be the worker's own trouble."""
_UNSEALED: Final = "it was not sealed as our workers seal"
_NOBODY: Final = "none of its workers may be used"


class FarAhead:
    """A cluster at work on what is going to be asked for. Use it in a `with` statement: leaving it lets the cluster go.

    It is connected to when the first document is expected; other calls, and what stays here, are run by children.
    """

    def __init__(self, wish: ClusterWish, setting: Setting, limits: Limits, jobs: int) -> None:
        self._wish, self._setting, self._limits, self._jobs = wish, setting, limits, jobs
        self._near = Ahead(limits, jobs)
        self._stack = ExitStack()
        self._link: ClusterLink | None = None
        self._carrier: Carrier | None = None
        self._threads: ThreadPoolExecutor | None = None
        self._auditors: SimpleQueue[Worker] = SimpleQueue()
        self._every_auditor: list[Worker] = []
        self._expected: deque[MakeAndExamine] = deque()
        self._asked: dict[MakeAndExamine, Future[Any]] = {}
        self._let_go: list[Future[Any]] = []
        self._held_max = 0
        self._why = ""
        self._stayed: list[tuple[str, str]] = []
        self._distrusted: list[tuple[str, str]] = []

    def __enter__(self) -> Self:
        self._stack.enter_context(self._near)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._expected.clear()
        if self._carrier is not None:
            self._carrier.end()
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)
        self._stack.close()
        while any(not one.done() for one in (*self._asked.values(), *self._let_go)):
            for worker in self._every_auditor:
                worker.break_off()
            time.sleep(_LOOK_EVERY_SECONDS)
        for worker in self._every_auditor:
            worker.end()

    @property
    def findings(self) -> list[Finding]:
        """What is to be said of the cluster: nothing of it stands against a document."""
        place = Place(self._setting.shown_output)
        link = self._link
        found = [not_used(place, self._wish.address, self._why)] if self._why else []
        found += [*of_unfit(place, link.unfit.values()), *of_lost(place, link.lost)] if link is not None else []
        return [*found, *of_stayed(self._stayed), *of_distrusted(self._distrusted)]

    def expect(self, calls: Sequence[Call[Any]]) -> None:
        """Begin with what is going to be asked for, in its order."""
        far = [call for call in calls if isinstance(call, MakeAndExamine)]
        near = [call for call in calls if not isinstance(call, MakeAndExamine)]
        if far and self._is_there():
            self._expected += far
            self._go_on()
        else:
            near = list(calls)
        self._near.expect(near)

    def take(self, call: Call[ValueT]) -> ValueT | Stopped | None:
        """Return what a call gives, or how it was stopped; None for one that was not expected, or did not travel."""
        if not isinstance(call, MakeAndExamine) or (call not in self._asked and call not in self._expected):
            return self._near.take(call)
        while self._asked and next(iter(self._asked)) != call:
            self._drop(next(iter(self._asked)))
            self._go_on()
        while True:
            with suppress(NotYetError):  # a signal is heeded in between, on every system
                value = self._asked[call].result(timeout=_LOOK_EVERY_SECONDS)
                break
        if self._why:
            self._hand_over()
            return self._near.take(call) if value is None else cast(ValueT | Stopped, value)
        del self._asked[call]
        self._go_on()
        return cast(ValueT | Stopped | None, value)

    def _hand_over(self) -> None:
        """Have the children of this machine make what is left: a cluster that was lost is not waited for."""
        left = [*self._asked, *self._expected]
        for call in list(self._asked):
            self._drop(call)
        self._expected.clear()
        self._near.expect(left)

    def _drop(self, call: MakeAndExamine) -> None:
        self._let_go.append(self._asked.pop(call))
        self._let_go[-1].cancel()

    def _go_on(self) -> None:
        """Ask for so much that no worker waits, and no more: what is made is held in memory until it is taken."""
        while self._expected and self._threads is not None and len(self._asked) < self._held_max:
            call = self._expected.popleft()
            self._asked[call] = self._threads.submit(self._bring, call)

    def _is_there(self) -> bool:
        """Tell whether a cluster serves this run, which is connected to when this is first asked."""
        if self._carrier is None and not self._why:
            try:
                self._connect()
            except NoClusterError as error:
                self._why = f"it does not answer ({error})"
            except CannotTravelError as error:
                self._why = f"the templates of the office cannot travel: {error}"
        return not self._why

    def _connect(self) -> None:
        validates, name = self._setting.validates, f"submissions-{secrets.token_hex(8)}"
        held = connect(self._wish, self._limits, self._jobs, validates=validates, name=name)
        self._link = self._stack.enter_context(held)
        with Worker(self._limits) as worker:
            here = worker.run(self._link.call)
        if isinstance(here, Stopped):
            raise NoClusterError(here.stage)
        self._carrier = Carrier(self._link, here, self._setting)
        places = self._carrier.start()
        if not places:
            raise NoClusterError(_NOBODY)
        threads = min(_THREADS_MAX, 2 * places)
        self._held_max = threads + places
        self._threads = ThreadPoolExecutor(threads)
        self._every_auditor = [Worker(self._limits) for _ in range(min(_AUDITORS_MAX, max(1, self._jobs)))]
        for auditor in self._every_auditor:
            self._auditors.put(auditor)

    # --- in a thread for each document that is on its way ---

    def _bring(self, call: MakeAndExamine) -> object:
        """Return what came back of a call and may be used; None for what is to be made here."""
        carrier, folder = self._carrier, call.job.folder
        try:
            answer, sent = carrier.bring(call) if carrier is not None and not self._why else (None, {})
        except NoClusterError as error:
            self._why = self._why or str(error)
            return None
        except (CannotTravelError, SpoiltError) as error:
            noted = self._distrusted if isinstance(error, SpoiltError) else self._stayed
            noted.append((folder, _UNSEALED if isinstance(error, SpoiltError) else str(error)))
            return None
        if isinstance(answer, Declined | Stopped):
            if isinstance(answer, Stopped) and answer.reason in _ITS_OWN_LIMITS:
                return answer
            self._stayed.append((folder, f"a worker could not make it ({answer.reason})"))
        return self._looked_at(call, answer, sent) if answer is not None else None

    def _looked_at(self, call: MakeAndExamine, answer: object, sent: Mapping[str, str]) -> object:
        """Return a document that came back as it may be used, None for one that is not what was asked for."""
        shown = self._carrier.shown if self._carrier is not None else ""
        match answer:
            case Declined() | Stopped():
                return None
            case (Made() as made, Ruled() as ruled, list() as findings):
                why = self._against(call, made, sent)
                if not why:
                    told = tuple(self._at_home(finding, shown) for finding in made.findings)
                    return replace(made, findings=told), ruled, [self._at_home(one, shown) for one in findings]
            case _:
                why = "it is no document"
        self._distrusted.append((call.job.folder, why))
        return None

    def _against(self, call: MakeAndExamine, made: Made, sent: Mapping[str, str]) -> str:
        """Return what speaks against a document that came back, "" for nothing."""
        if not {one for one, _ in made.files} <= set(call.job.formats):
            return "it holds a format that nobody asked for"
        if any(sent.get(record.name, record.sha256) != record.sha256 for record in made.inputs):
            return "it was made from other files than were sent"
        if not made.files:
            return ""
        auditor = self._auditors.get()
        try:
            found = auditor.run(AuditMade(call.job, self._setting, made.files))
        finally:
            self._auditors.put(auditor)
        if isinstance(found, Stopped):
            return f"it could not be searched here ({found.reason})"
        return "what may not stand in a finished file stands in it" if found[1] else ""

    def _at_home(self, finding: Finding, shown: str) -> Finding:
        """Return a finding that names the output folder as it is called here."""
        here = self._setting.shown_output
        if shown in ("", here):
            return finding
        place = replace(finding.place, file=finding.place.file.replace(shown, here, 1))
        words, order = (text.replace(shown, here) for text in (finding.message, finding.help))
        return replace(finding, place=place, message=words, help=order)
