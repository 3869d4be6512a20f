"""Keep what was found with what was made, so that a warning is shown on every run though its document is made once.

A message may quote the case, and the store may not hold a word of it. So findings are kept as bytes that only the case
itself opens: their key is a digest of all its files, which whoever has the store alone has not. Bytes that were
changed, or belong to another case, day or program, do not open.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Sequence

from submissions.findings import Finding, Place


def lock_findings(findings: Sequence[Finding], key: bytes) -> str:
    """Return findings as letters that `unlock_findings` reads with the same key."""
    rows = [
        (one.code, (one.place.file, one.place.line, one.place.column), (one.message, one.help, one.rule))
        for one in findings
    ]
    return lock(json.dumps(rows).encode(), key)


def unlock_findings(letters: str, key: bytes) -> tuple[Finding, ...] | None:
    """Return the findings that were kept with a key; None where they were kept with another, or changed since."""
    text = unlock(letters, key)
    try:
        rows = json.loads(text or b"")
        return tuple(Finding(code, Place(*place), *words) for code, place, words in rows)
    except (ValueError, KeyError, TypeError):
        return None


def lock(text: bytes, key: bytes) -> str:
    """Return a text as letters that `unlock` reads with the same key."""
    seal = _seal(text, key)
    return b64encode(seal + _mixed(text, key, seal)).decode()


def unlock(letters: str, key: bytes) -> bytes | None:
    """Return the text that was locked with a key; None where it was locked with another, or changed since."""
    try:
        content = b64decode(letters, validate=True)
    except ValueError:
        return None
    size = hashlib.sha256().digest_size
    seal, text = content[:size], _mixed(content[size:], key, content[:size])
    return text if hmac.compare_digest(seal, _seal(text, key)) else None


def _seal(text: bytes, key: bytes) -> bytes:
    """Return what shows that a text was not changed (HMAC, RFC 2104)."""
    return hmac.digest(key, text, "sha256")


def _mixed(text: bytes, key: bytes, seal: bytes) -> bytes:
    """Return a text under a stream of bytes from key and seal, or the text again from that (SHAKE-256, FIPS 202).

    The seal makes another stream for each text, as the vector of RFC 5297 does.
    """
    stream = hashlib.shake_256(b"stream\0" + key + seal).digest(len(text))
    return (int.from_bytes(text) ^ int.from_bytes(stream)).to_bytes(len(text))
