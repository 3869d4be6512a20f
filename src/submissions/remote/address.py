"""Open an address that fsspec knows, if what is secret may travel there, and name it without its password."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import urlsplit

from submissions.installation import order_to_install
from submissions.reporting import Contained

# What is encrypted on its way, or does not leave this machine; over all else the papers of a case do not go.
_ENCRYPTED: Final = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "sftp", "ssh", "https"})
_LIBRARIES: Final = {
    **dict.fromkeys(("s3", "s3a"), "s3fs"),
    **dict.fromkeys(("gs", "gcs"), "gcsfs"),
    **dict.fromkeys(("abfs", "abfss", "az", "adl"), "adlfs"),
    **dict.fromkeys(("sftp", "ssh"), "paramiko"),
    "https": "aiohttp",
}
_DISKS: Final = frozenset({"sftp", "ssh"})
_HERE: Final = frozenset({"file", "local", "memory"})
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_LOOK_UP_MAX: Final = 4
_PASSWORD: Final = re.compile(r"(?<=://)[^/@]*@")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\\]")


class AddressUnusableError(ValueError):
    """An address that cannot be opened, or that nothing may be sent to: the words say why."""


class NameRefusedError(ValueError):
    """A name at an address that is not the path of a file below it."""


BAD_NAME: Final = "a name at the address is not the path of a file below it"
MEND_NAME: Final = "look there for a name with '..', a backslash or a control character"
"""What is said, and to do, where such a name is found; the name itself may tell of a case."""


class RemoteFaultError(Exception):
    """An address did not do what it was asked; the words are the kind of the fault, and nothing of a case."""


@dataclass(frozen=True, slots=True)
class Remote:
    """A folder at an address: its file system, its path there, and the address as it may be shown.

    `has_folders` tells whether the file system knows folders that must be made before files lie in them.
    """

    system: Any
    root: str
    shown: str
    has_folders: bool = True

    def path(self, name: str = "") -> str:
        """Return the path of a name below the folder, as the file system takes it."""
        return f"{self.root}/{name}" if name else self.root

    def below(self, name: str = "") -> dict[str, int]:
        """Return the files below a folder of it by their paths from there, with their sizes; raises NameRefusedError.

        Nothing for a folder that is not there. Raises RemoteFaultError.
        """
        with asking(self):
            self.system.invalidate_cache()
            found = self.system.find(self.path(name), detail=True) if self.system.exists(self.path(name)) else {}
        inside = f"{self.path(name).rstrip('/')}/"
        files = {}
        for path, known in found.items():
            if known.get("type") == "directory" or f"{path}/" == inside:
                continue
            if not str(path).startswith(inside):
                raise NameRefusedError(str(path))
            files[checked_name(str(path).removeprefix(inside))] = int(known.get("size") or 0)
        return files

    def is_within(self, folders: Sequence[str], mark: str) -> bool:
        """Tell whether the folder is called as one of `folders`, or it or one above it holds a file called `mark`.

        Raises RemoteFaultError.
        """
        above = [PurePosixPath(self.root), *PurePosixPath(self.root).parents][:_LOOK_UP_MAX]
        above = [folder for folder in above if folder.name]
        if any(folder.name.casefold() in folders for folder in above):
            return True
        with asking(self):
            return any(bool(self.system.isfile(f"{str(folder).rstrip('/')}/{mark}")) for folder in above)
        return False

    @property
    def disk(self) -> Path | None:
        """The folder on a disk of this machine, None where it is elsewhere."""
        return Path(self.root) if type(self.system).__name__ == "LocalFileSystem" else None

    def read(self, name: str) -> bytes:
        """Return the content of a file; raises RemoteFaultError."""
        with asking(self):
            return bytes(self.system.cat_file(self.path(name)))
        raise RemoteFaultError("nothing came")

    def write(self, name: str, content: bytes) -> None:
        """Write a file, whatever stood there; raises RemoteFaultError."""
        with asking(self):
            self.system.pipe_file(self.path(name), content)

    def remove(self, name: str) -> None:
        """Remove a file; raises RemoteFaultError."""
        with asking(self):
            self.system.rm_file(self.path(name))
            self.system.invalidate_cache()

    def make_folder(self, name: str) -> None:
        """Make a folder where the file system knows folders; raises RemoteFaultError.

        A store of objects has none, and is asked for none: it would open a new bucket for a name that was mistyped.
        """
        with asking(self):
            if self.has_folders:
                self.system.makedirs(self.path(name), exist_ok=True)


@contextmanager
def asking(remote: Remote) -> Iterator[None]:
    """Raise RemoteFaultError for whatever breaks off the block: every library of fsspec has faults of its own."""
    contained = Contained()
    with contained:
        yield
    if contained.words:
        raise RemoteFaultError(f"'{remote.shown}' answers with a fault ({contained.kind})")


def open_remote(address: str) -> Remote:
    """Return the folder at an address; raises AddressUnusableError, and ImportError without the extra."""
    import fsspec  # noqa: PLC0415 - of the extra `cluster`

    shown = _PASSWORD.sub("", address)
    scheme, divider, _ = address.partition("://")
    if not divider or "::" in address or scheme not in _ENCRYPTED | _HERE:
        raise AddressUnusableError(
            f"nothing is fetched from or copied to '{shown}': it is no address whose way is known to be encrypted\n\n"
            "Write one such as s3://BUCKET/FOLDER, sftp://HOST/FOLDER or file:///FOLDER"
        )
    contained = Contained()
    with contained:
        system, path = fsspec.url_to_fs(address, skip_instance_cache=scheme != "memory", use_listings_cache=False)
        _check_endpoint(system, shown)
        return Remote(system, str(path).rstrip("/"), shown, has_folders=scheme in _HERE | _DISKS)
    if contained.kind == "AddressUnusableError":
        raise AddressUnusableError(_IN_THE_OPEN.format(shown=shown))
    if contained.kind in ("ImportError", "ModuleNotFoundError"):
        order = order_to_install(library=_LIBRARIES.get(scheme, scheme))
        raise AddressUnusableError(f"'{scheme}://' wants a library that is not installed\n\nInstall it: {order}")
    raise AddressUnusableError(f"'{shown}' cannot be opened ({contained.kind})")


_IN_THE_OPEN: Final = (
    "nothing is fetched from or copied to '{shown}': its server is another machine, and the way there is not "
    "encrypted\n\nGive the server a certificate, and name it by https://"
)


def _check_endpoint(system: Any, shown: str) -> None:
    """Raise AddressUnusableError for a store of objects whose server is spoken to in the open."""
    given = getattr(system, "client_kwargs", None) or {}
    if hasattr(system, "connect"):  # the library's own configuration may name the server
        system.connect()
    client = getattr(getattr(system, "s3", None), "meta", None)
    named = (getattr(one, "endpoint_url", None) for one in (system, client))
    for endpoint in (*named, given.get("endpoint_url")):
        found = urlsplit(str(endpoint or ""))
        if found.scheme == "http" and found.hostname not in _LOOPBACK:
            raise AddressUnusableError(shown)


def checked_name(name: str) -> str:
    """Return a path below a folder as it stands; raises NameRefusedError for one that is none, or leads elsewhere."""
    parts = PurePosixPath(name).parts
    is_plain = bool(parts) and "/".join(parts) == name and not any(part in ("..", ".", "/") for part in parts)
    if not is_plain or _CONTROL.search(name) or ":" in parts[0]:
        raise NameRefusedError(name)
    return name
