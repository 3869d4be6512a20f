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
from collections.abc import Iterable, Sequence
from typing import Any

from submissions.findings import Finding, Place


def lock_findings(findings: Sequence[Finding], key: bytes) -> str:
    """Return findings as letters that `unlock_findings` reads with the same key."""
    return lock(json.dumps([finding_row(one) for one in findings]).encode(), key)


def unlock_findings(letters: str, key: bytes) -> tuple[Finding, ...] | None:
    """Return the findings that were kept with a key; None where they were kept with another, or changed since."""
    text = unlock(letters, key)
    return None if text is None else findings_of(json.loads(text))


def finding_row(finding: Finding) -> list[object]:
    """Return a finding as it is kept."""
    place = (finding.place.file, finding.place.line, finding.place.column)
    return [finding.code, place, (finding.message, finding.help, finding.rule)]


def findings_of(rows: Iterable[Any]) -> tuple[Finding, ...]:
    """Return the findings of rows as `finding_row` gives them."""
    return tuple(Finding(code, Place(*place), *words) for code, place, words in rows)


def lock(text: bytes, key: bytes) -> str:
    """Return a text as letters that `unlock` reads with the same key."""
    seal = _seal(text, key)
    return b64encode(seal + _mixed(text, key, seal)).decode()


def unlock(letters: str, key: bytes) -> bytes | None:
    """Return the text that was kept with a key; None where it was kept with another, or changed since."""
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
