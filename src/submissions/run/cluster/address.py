"""Where a cluster is, and whether the papers of a case may travel there: encrypted, or not beyond this machine.

Rule: RFC 1122, section 3.2.1.3, and RFC 4291, section 2.5.3, on the addresses that never leave a machine.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

LOCAL: Final = "local"
"""Asks for a cluster of this machine's own, for the time of a run."""
ENCRYPTED: Final = "tls"
OPEN: Final = "tcp"
_PORT: Final = 8786
"""The port of a scheduler of Dask where none is named."""


@dataclass(frozen=True, slots=True)
class ClusterWish:
    """Which cluster is wanted: "local" or an address that `read_address` gave, and the folder of its certificates.

    Without a folder, Dask's own configuration names the certificates.
    """

    address: str
    certificates: Path | None = None


class AddressRefusedError(ValueError):
    """An address that nothing may be sent to, or that is none: the words say why, and what to do."""


Resolve = Callable[[str], Iterable[str]]
"""Gives the numeric addresses of a name; raises OSError where there is none."""


def resolve(host: str) -> list[str]:
    """Return the numeric addresses of a name, as this machine finds them; raises OSError."""
    found = socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def read_address(words: str, resolve: Resolve = resolve) -> str:
    """Return the address to connect to for what was typed: "local", "tls://..." or "tcp://..." on this machine.

    A name of this machine is replaced by its number, so that it cannot stand for another one a moment later. Raises
    AddressRefusedError.
    """
    if words == LOCAL:
        return LOCAL
    scheme, host, port = _parts(words)
    if scheme == ENCRYPTED:
        return f"{ENCRYPTED}://{_bracketed(host)}:{port}"
    try:
        numbers = list(resolve(host))
    except (OSError, UnicodeError) as error:
        raise AddressRefusedError(f"nobody here knows the address '{host}'\n\nCheck how it is written.") from error
    if not numbers or not all(map(is_loopback, numbers)):
        raise AddressRefusedError(_IN_THE_OPEN.format(words=words))
    return f"{OPEN}://{_bracketed(numbers[0])}:{port}"


_IN_THE_OPEN: Final = (
    "nothing is sent to '{words}': it is another machine, and the way there is not encrypted. A public version is made "
    "from the confidential case too, so it may not travel either\n\n"
    "Give the cluster certificates and write tls:// before its address, or use --cluster local"
)


def _parts(words: str) -> tuple[str, str, int]:
    """Return scheme, host and port of an address as it was typed; raises AddressRefusedError."""
    whole = words if "://" in words else f"{OPEN}://{words}"
    try:
        found = urlsplit(whole)
        scheme, host, port = found.scheme, found.hostname or "", found.port or _PORT
    except ValueError as error:
        raise AddressRefusedError(_NO_ADDRESS.format(words=words)) from error
    is_plain = not (found.path.strip("/") or found.query or found.fragment or found.username)
    if scheme not in (ENCRYPTED, OPEN) or not host or not is_plain:
        raise AddressRefusedError(_NO_ADDRESS.format(words=words))
    return scheme, host, port


_NO_ADDRESS: Final = "'{words}' is no address of a cluster\n\nWrite tls://HOST:PORT, tcp://localhost:PORT, or local"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def host_and_port(address: str) -> tuple[str, int]:
    """Return the host and the port of an address that `read_address` gave."""
    found = urlsplit(address)
    return found.hostname or "", found.port or _PORT


def is_loopback(number: str) -> bool:
    """Tell whether a numeric address never leaves this machine; its address in a network is none of these."""
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


def may_receive(address: str) -> bool:
    """Tell whether a process of a cluster, by the address that it gives for itself, may be sent what is secret."""
    scheme, _, rest = address.partition("://")
    return scheme == ENCRYPTED or (scheme == OPEN and is_loopback(urlsplit(f"//{rest}").hostname or ""))
