"""Read recipients and identities: the public keys that a file is sealed for, and the secret keys that open it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from submissions.installation import order_to_install
from submissions.seal.faults import SealError

# A key has some 75 letters, so that this holds more than anybody has; the wrong file is mostly larger.
_BYTES_MAX: Final = 1 << 20
_RECIPIENT_HELP: Final = "ask for the public key again: a line that begins with 'age1' and has 62 letters and digits"
_IDENTITY_HELP: Final = "name the file that 'age-keygen' wrote, with a line that begins with 'AGE-SECRET-KEY-1'"


def library() -> Any:
    """Return pyrage; raises SealError where it is not installed."""
    try:
        import pyrage  # noqa: PLC0415 - an extra, and only sealing needs it
    except ImportError as error:
        remedy = f"install it: {order_to_install(extra='seal')}"
        raise SealError("E762", "pyrage", "the library that encrypts is not installed", remedy) from error
    return pyrage


def read_recipients(typed: Sequence[str], files: Sequence[Path]) -> tuple[Any, ...]:
    """Return the recipients typed and those in files, a line each, every one once; raises SealError and OSError."""
    pyrage = library()
    found: dict[str, Any] = {}
    places = [("--recipient", number, text) for number, text in enumerate(typed, 1)]
    places += [(path.as_posix(), number, text) for path in files for number, text in _lines(path)]
    for file, number, text in places:
        if text.upper().startswith("AGE-SECRET-KEY-"):
            remedy = "give the public key that belongs to it; whoever has seen the secret one can open what it opens"
            raise SealError("E761", file, "this is a secret key, not a recipient", remedy, number)
        try:
            found.setdefault(text, pyrage.x25519.Recipient.from_str(text))
        except pyrage.RecipientError as error:
            raise SealError("E761", file, "this is no recipient of age", _RECIPIENT_HELP, number) from error
    if not found:
        raise SealError("E761", files[0].as_posix(), "the file names no recipient", _RECIPIENT_HELP)
    return tuple(found.values())


def read_identities(files: Sequence[Path]) -> tuple[Any, ...]:
    """Return the identities in files, a line each; raises SealError and OSError."""
    pyrage = library()
    found = []
    for path in files:
        for number, text in _lines(path):
            try:
                found.append(pyrage.x25519.Identity.from_str(text))
            except pyrage.IdentityError as error:
                raise SealError(
                    "E761", path.as_posix(), "this is no identity of age", _IDENTITY_HELP, number
                ) from error
    if not found:
        raise SealError("E761", files[0].as_posix(), "the file holds no identity", _IDENTITY_HELP)
    return tuple(found)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file that say something, with their numbers."""
    with path.open("rb") as stream:
        content = stream.read(_BYTES_MAX + 1)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SealError("E761", path.as_posix(), "this is no file of keys", "name a text file, a key a line") from error
    if len(content) > _BYTES_MAX:
        raise SealError("E761", path.as_posix(), "this is no file of keys", "name a text file, a key a line")
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        if words and not words.startswith("#"):
            yield number, words
