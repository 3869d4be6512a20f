"""Make and judge passphrases."""

from __future__ import annotations

import secrets
from typing import Final

from submissions.seal.faults import SealError

# Below that, trying is too cheap even with scrypt; a passphrase that is proposed has 24 letters.
LENGTH_MIN: Final = 12
# No letter that is mistaken for another when it is read out or copied by hand; 32 of them, so five bits each.
_LETTERS: Final = "abcdefghijkmnpqrstuvwxyz23456789"
# Twenty-four letters of five bits: 120 bits, in groups that can be read out over the telephone.
_GROUPS: Final = 6
_GROUP: Final = 4


def propose() -> str:
    """Return a new passphrase of six groups of four letters: 120 bits of chance from the system."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def check_strength(passphrase: str, file: str) -> None:
    """Raise SealError for a passphrase that somebody could find by trying."""
    if len(passphrase) < LENGTH_MIN or len(set(passphrase.casefold())) < 6:
        weak = f"is too weak: fewer than {LENGTH_MIN} letters, or the same few again and again"
        reason = weak if passphrase else "is empty"
        raise SealError(
            "E763", file, f"the passphrase {reason}", "leave it empty at the question to be given a good one"
        )
