"""Carry documents to a cluster and back: what they are made from travels once to each worker that needs it."""

from __future__ import annotations

import asyncio
import concurrent.futures
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from submissions.line.outcome import Setting
from submissions.reporting import Contained
from submissions.run.calls import MakeAndExamine
from submissions.run.cluster.environment import Environment
from submissions.run.cluster.link import ClusterLink, Crew, NoClusterError
from submissions.run.cluster.luggage import Luggage, pack_case, pack_office
from submissions.run.cluster.room import ANSWER, CALL, CASE, NO_ROOM, OFFICE, Declined, Errand, carry, make_there

if TYPE_CHECKING:
    from distributed import Future

_LOOK_EVERY_SECONDS: Final = 1.0
_ALONE_SECONDS: Final = 20.0
"""How long to wait for a worker to come back where none is left; Dask starts one anew within a few seconds."""
_TRIES: Final = 3
_CANCELLED: Final = (asyncio.CancelledError, concurrent.futures.CancelledError)
_CASES_KEPT: Final = 32
"""Cases whose files workers hold at once; what is let go is sent again where it is wanted once more."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """Files that were given to a crew, and their digests by path."""

    future: Future[bytes]
    digests: Mapping[str, str]


class Carrier:
    """Takes calls to the workers of a cluster, and sees to it that there are any."""

    def __init__(self, link: ClusterLink, here: Environment, setting: Setting) -> None:
        self._link, self._here, self._setting = link, here, setting
        inside = setting.output.is_relative_to(setting.workspace)
        self.shown = setting.shown_output if inside else f"output-{secrets.token_hex(8)}"
        self._office: Luggage = pack_office(setting.workspace)
        self._sent: OrderedDict[tuple[str, Crew], _Sent] = OrderedDict()
        self._lock = threading.Lock()
        self._lost = ""
        self._ended = threading.Event()
        self._tender = threading.Thread(target=self._tend, daemon=True)

    def start(self) -> int:
        """Open rooms on the workers that are there, and return how many documents they make at once; 0 for none."""
        self._link.look(self._here)
        if self._link.crew.places:
            self._tender.start()
        return self._link.crew.places

    def end(self) -> None:
        """Look after the workers no longer."""
        self._ended.set()

    def bring(self, call: MakeAndExamine) -> tuple[object, Mapping[str, str]]:
        """Have a call run, and return what came back with the digests of what was sent for it.

        Raises NoClusterError where the cluster is gone, CannotTravelError for a case that has to stay, and SpoiltError
        for an answer that none of our workers can have sealed.
        """
        job, setting = call.job, replace(call.setting, workspace=Path(), output=Path())
        sealed = self._link.envelope.seal(CALL, Errand(job, setting, self.shown))
        for _ in range(_TRIES):
            crew = self._crew()
            office, case = self._give(OFFICE, "", crew), self._give(CASE, job.folder, crew)
            given = (self._link.name, sealed, office.future, case.future)
            answer = self._wait(self._submit(make_there, *given, crew=crew), crew)
            if answer == NO_ROOM:
                with self._lock:
                    self._link.open_again(self._here)
            elif answer is not None:
                return self._link.envelope.open(ANSWER, answer), {**office.digests, **case.digests}
        return Declined("its workers were lost one after the other"), {}

    def _give(self, kind: str, folder: str, crew: Crew) -> _Sent:
        """Return the files of a case, or of the office, as the workers of a crew have them or are going to get them."""
        with self._lock:
            key = (folder, crew)
            if key not in self._sent:
                luggage = self._office if kind == OFFICE else pack_case(self._setting.workspace, folder)
                future = self._submit(carry, self._link.envelope.seal(kind, luggage), crew=crew)
                self._sent[key] = _Sent(future, luggage.digests)
                if len(self._sent) > _CASES_KEPT:
                    self._sent.popitem(last=False)
            self._sent.move_to_end(key)
            return self._sent[key]

    def _submit(self, function: Any, *given: Any, crew: Crew) -> Future[bytes]:
        """Plan a call on the workers of a crew; its name, which Dask shows and logs, says nothing."""
        key = f"submissions-{secrets.token_hex(16)}"
        contained = Contained()
        with contained:
            planned = self._link.client.submit(function, *given, key=key, workers=crew.addresses, pure=False)
            return cast("Future[bytes]", planned)
        self._lost = self._lost or f"its scheduler is gone ({contained.kind})"
        raise NoClusterError(self._lost)

    def _wait(self, future: Future[bytes], crew: Crew) -> bytes | None:
        """Return what a call gave, None where its workers were lost with it."""
        while True:
            contained, answer = Contained(), None
            with suppress(*_CANCELLED), contained:
                answer = future.result(timeout=_LOOK_EVERY_SECONDS)
            if isinstance(answer, bytes):
                return answer
            self._check()
            is_waiting = contained.kind == TimeoutError.__name__ and not future.done()
            if not is_waiting or not set(crew.addresses) & set(self._link.crew.addresses):
                future.cancel()
                return None

    def _crew(self) -> Crew:
        """Return who is there; where nobody is, wait until somebody comes or the cluster is given up."""
        while not self._link.crew.members:
            self._check()
            time.sleep(_LOOK_EVERY_SECONDS / 10)
        return self._link.crew

    def _check(self) -> None:
        """Raise NoClusterError where the cluster is gone."""
        if not self._lost and not self._link.is_up:
            self._lost = "its scheduler is gone"
        if self._lost or self._ended.is_set():
            raise NoClusterError(self._lost)

    def _tend(self) -> None:
        """See every second who is there, until the run ends or the cluster is lost."""
        since = time.monotonic()
        while not self._ended.wait(_LOOK_EVERY_SECONDS) and not self._lost:
            try:
                with self._lock:
                    self._link.look(self._here)
            except NoClusterError:
                self._lost = "its scheduler is gone"
            if self._link.crew.members:
                since = time.monotonic()
            elif time.monotonic() - since > _ALONE_SECONDS:
                self._lost = "no worker is left"
