"""Encrypt what travels, under a key of one run: no process that only passes it on can read it, or write it to a disk.

AES-256 in Galois/Counter Mode (NIST SP 800-38D), each time with a nonce of its own. The key itself is agreed with each
worker by X25519 (RFC 7748) and HKDF (RFC 5869): a scheduler that logs every message has not seen it.
"""

from __future__ import annotations

import pickle
import secrets
from dataclasses import dataclass, field
from typing import Any, Final

_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32


class SpoiltError(ValueError):
    """What came is not what was sent under this key, or is something else than was expected."""


def _new_key() -> bytes:
    return secrets.token_bytes(_KEY_BYTES)


@dataclass(frozen=True, slots=True)
class Envelope:
    """Seals and opens values under one key, which nothing ever shows."""

    key: bytes = field(default_factory=_new_key, repr=False)

    def seal(self, kind: str, value: object) -> bytes:
        """Return a value as bytes that only `open` with the same key and kind reads."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - of the extra `cluster`

        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + AESGCM(self.key).encrypt(nonce, pickle.dumps(value, pickle.HIGHEST_PROTOCOL), kind.encode())

    def open(self, kind: str, sealed: bytes) -> Any:
        """Return the value that was sealed as of a kind; raises SpoiltError."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - of the extra `cluster`
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        try:
            nonce, text = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
            return pickle.loads(AESGCM(self.key).decrypt(nonce, text, kind.encode()))  # noqa: S301 - sealed by ourselves
        except (InvalidTag, ValueError) as error:
            raise SpoiltError(kind) from error


class Handshake:
    """One side of an agreement on a key, of which only the public half is ever sent."""

    def __init__(self) -> None:
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey  # noqa: PLC0415 - of the extra

        self._private = X25519PrivateKey.generate()

    @property
    def public(self) -> bytes:
        """What the other side is told."""
        return self._private.public_key().public_bytes_raw()

    def envelope_with(self, public: bytes) -> Envelope:
        """Return what both sides, and nobody else, can seal and open; raises SpoiltError for no public half."""
        from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - of the extra `cluster`
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey  # noqa: PLC0415
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

        try:
            shared = self._private.exchange(X25519PublicKey.from_public_bytes(public))
        except (ValueError, TypeError) as error:
            raise SpoiltError("public") from error
        info = b"".join(sorted((self.public, public)))
        return Envelope(HKDF(hashes.SHA256(), _KEY_BYTES, salt=None, info=info).derive(shared))
