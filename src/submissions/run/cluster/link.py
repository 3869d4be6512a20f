"""Hold a cluster: connect to it, see which of its workers may be used, and open and close a room on each of them."""

from __future__ import annotations

import logging
import os
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from submissions.reporting import Contained
from submissions.run.cluster.address import (
    ENCRYPTED,
    LOCAL,
    AddressRefusedError,
    ClusterWish,
    host_and_port,
    may_receive,
)
from submissions.run.cluster.envelope import Envelope, Handshake, SpoiltError
from submissions.run.cluster.environment import Environment, TellEnvironment, differences
from submissions.run.cluster.room import KEY, close_room, introduce, open_room
from submissions.run.serve import DEBUG, Limits
from submissions.run.worker import Stopped

if TYPE_CHECKING:
    from distributed import Client, Security

CERTIFICATES: Final = ("ca.pem", "cert.pem", "key.pem")
"""The files of a folder of certificates: whom to believe, who we are, and the key to it."""
_LARGE: Final = "distributed.admin.large-graph-warning-threshold"
"""From which size on Dask warns, in words of its own, that much is sent; here that is meant."""
_CONNECT_SECONDS: Final = 15.0
_ASK_SECONDS: Final = 90.0
"""How long a worker may take to load what it needs and to say what it is."""
_LEAVE_SECONDS: Final = 10.0


class NoClusterError(Exception):
    """A cluster does not answer; the words say how that showed itself."""


@dataclass(frozen=True, slots=True)
class Crew:
    """The workers that may be used at one moment, and how many documents each makes at once."""

    members: tuple[tuple[str, int], ...] = ()

    @property
    def addresses(self) -> list[str]:
        """Who they are."""
        return [address for address, _ in self.members]

    @property
    def places(self) -> int:
        """How many documents they make at once together."""
        return sum(threads for _, threads in self.members)


@dataclass(frozen=True, slots=True)
class Unfit:
    """A worker that is not used: `is_open` tells that the way to it is not encrypted, else `why` what differs."""

    address: str
    is_open: bool
    why: str = ""


def check_wish(wish: ClusterWish) -> None:
    """Raise AddressRefusedError for a cluster whose certificates are missing, ImportError without the extra."""
    import cryptography  # noqa: F401, PLC0415 - of the extra `cluster`
    import distributed  # noqa: F401, PLC0415

    if wish.certificates is not None and not wish.address.startswith(ENCRYPTED):
        raise AddressRefusedError("certificates go with an address that begins with tls://")
    if wish.address.startswith(ENCRYPTED):
        _security(wish)


def _security(wish: ClusterWish) -> Security:
    """Return with which certificates to speak to a cluster; raises AddressRefusedError."""
    from distributed import Security  # noqa: PLC0415 - of the extra `cluster`

    try:
        if wish.certificates is None:
            security = Security(require_encryption=True)
        else:
            ca, cert, key = (str(wish.certificates / name) for name in CERTIFICATES)
            security = Security(require_encryption=True, tls_ca_file=ca, tls_client_cert=cert, tls_client_key=key)
        if security.get_connection_args("client")["ssl_context"] is None:
            raise AddressRefusedError(_NO_CERTIFICATES)
    except (OSError, ssl.SSLError, ValueError) as error:
        if isinstance(error, AddressRefusedError):
            raise
        raise AddressRefusedError(f"the certificates cannot be used: {_reason(error)}\n\n{_WHERE}") from error
    return security


_WHERE: Final = (
    f"Name the folder that holds {', '.join(CERTIFICATES)} with --cluster-certificates, or set them in Dask's own "
    "configuration (distributed.comm.tls)"
)
_NO_CERTIFICATES: Final = f"an encrypted cluster wants certificates, and none are named\n\n{_WHERE}"


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or type(error).__name__).lower()


class ClusterLink:
    """A connection to a cluster, with a name and a key of its own for one run."""

    def __init__(self, client: Client, envelope: Envelope, limits: Limits, *, validates: bool, name: str) -> None:
        self.client, self.envelope, self.name = client, envelope, name
        self._limits, self._call, self._handshake = limits, TellEnvironment(validates), Handshake()
        self.crew = Crew()
        self.unfit: dict[str, Unfit] = {}
        self.lost: list[str] = []

    @property
    def call(self) -> TellEnvironment:
        """What is asked of this machine and of every worker."""
        return self._call

    @property
    def is_up(self) -> bool:
        """Whether the scheduler is there."""
        return bool(self.client.status == "running")

    def look(self, here: Environment) -> None:
        """See who is there now, and open rooms on those that are new and fit.

        Raises NoClusterError where the scheduler is gone.
        """
        with _told_as_lost():
            told = self.client.scheduler_info(n_workers=-1)["workers"]
        there = {str(address): int(worker["nthreads"]) for address, worker in told.items()}
        known = self.crew.addresses
        gone = [address for address in known if address not in there]
        self.lost += gone
        fit = self._vet([address for address in there if address not in known and address not in self.unfit], here)
        if gone or fit:
            members = [(address, there[address]) for address in (*known, *fit) if address in there]
            self.crew = Crew(tuple(sorted(members)))

    def _vet(self, addresses: Sequence[str], here: Environment) -> list[str]:
        """Return which workers may be used, with a room opened on each; the others are noted."""
        unencrypted = [address for address in addresses if not may_receive(address)]
        self.unfit.update({address: Unfit(address, is_open=True) for address in unencrypted})
        asked = [one for one in addresses if one not in unencrypted]
        keys: dict[str, bytes] = {}
        for address, told in self._run(introduce, self.name, self._call, workers=asked).items():
            why = _difference(here, told)
            try:
                if not why:
                    keys[address] = self._handshake.envelope_with(told[1]).seal(KEY, self.envelope.key)
            except SpoiltError:
                why = "its half of the key cannot be used"
            if why:
                self.unfit[address] = Unfit(address, is_open=False, why=why)
        given = (self.name, self._handshake.public, keys, self._limits)
        opened = self._run(open_room, *given, workers=list(keys))
        for address, why in opened.items():
            if why:
                self.unfit[address] = Unfit(
                    address, is_open=False, why=why if isinstance(why, str) else type(why).__name__
                )
        return [address for address, why in opened.items() if why == ""]

    def open_again(self, here: Environment) -> None:
        """Open the rooms of the crew once more: one that was idle for long has closed itself."""
        self.crew = Crew()
        self.look(here)

    def _run(self, function: Any, *given: Any, workers: Sequence[str]) -> dict[str, Any]:
        """Have workers run a function, beside what Dask plans; raises NoClusterError where the scheduler is gone."""
        if not workers:
            return {}
        with _told_as_lost():
            found: dict[str, Any] = self.client.run(function, *given, workers=list(workers), on_error="return")
        return found

    def leave(self) -> None:
        """Close every room and the connection, within a few seconds, whatever goes on."""
        with suppress(NoClusterError):
            if self.is_up and self.crew.members:
                left = threading.Thread(target=self._close_rooms, daemon=True)
                left.start()
                left.join(_LEAVE_SECONDS)
        with suppress(NoClusterError), _told_as_lost():
            self.client.close(timeout=_LEAVE_SECONDS)

    def _close_rooms(self) -> None:
        with suppress(NoClusterError):
            self._run(close_room, self.name, workers=self.crew.addresses)


def _difference(here: Environment, told: Any) -> str:
    """Return why a worker is not used, by what it said of itself, "" where it may be."""
    match told:
        case (Mapping() as there, bytes()):
            return differences(here, there)
        case (Stopped() as stopped, _):
            return f"it could not say what it is: {stopped.stage}"
    return f"it could not say what it is: {type(told).__name__}"


_TOLD: Final = {
    "ConnectionRefusedError": "nobody listens there",
    "TimeoutError": "nothing came in time",
    "gaierror": "nobody here knows its name",
    "SSLError": "its certificate and yours do not vouch for each other",
    "SSLCertVerificationError": "its certificate and yours do not vouch for each other",
}
"""What some faults mean, by their kinds."""


@contextmanager
def _told_as_lost() -> Iterator[None]:
    """Raise NoClusterError for whatever Dask raises: whatever it is, the documents are made here."""
    contained = Contained()
    with contained:
        yield
    if contained.kind:
        raise NoClusterError(_TOLD.get(contained.kind, contained.kind))


@contextmanager
def connect(wish: ClusterWish, limits: Limits, jobs: int, *, validates: bool, name: str) -> Iterator[ClusterLink]:
    """Hold a cluster while the `with` block runs; "local" starts one with as many workers as `jobs`, and ends it.

    Raises NoClusterError where none answers.
    """
    import dask  # noqa: PLC0415 - of the extra `cluster`
    from distributed import Client  # noqa: PLC0415

    _quiet()
    with ExitStack() as stack, dask.config.set({_LARGE: "1 TiB"}):
        with _told_as_lost():
            if wish.address != LOCAL:  # Dask would knock again and again where nobody is
                socket.create_connection(host_and_port(wish.address), _CONNECT_SECONDS).close()
            if wish.address == LOCAL:
                from submissions.run.cluster.local import local_cluster  # noqa: PLC0415 - only where it is asked for

                given = stack.enter_context(local_cluster(jobs))
                client = Client(given, timeout=_CONNECT_SECONDS, set_as_default=False)
            else:
                security = _security(wish) if wish.address.startswith(ENCRYPTED) else None
                client = Client(wish.address, timeout=_CONNECT_SECONDS, set_as_default=False, security=security)
        link = ClusterLink(client, Envelope(), limits, validates=validates, name=name)
        stack.callback(link.leave)
        yield link


def _quiet() -> None:
    """Keep Dask's own words from the terminal: what is to be said of a cluster is said as a finding."""
    if not os.environ.get(DEBUG):
        for name in ("distributed", "distributed.client", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
