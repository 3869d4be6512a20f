"""Make passphrases of words, and judge those that people think of."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from typing import Final

from submissions.case.telling import shares_part
from submissions.installation import order_to_install
from submissions.seal.faults import SealError

LENGTH_MIN: Final = 12
# As a power of ten. A sealed file may be tried at leisure, for years, by a State: thousands of machines that try a
# million a second each need a decade for so many, and far more where scrypt slows every try down.
GUESSES_MIN: Final = 14
# The library measures no more at once: its time grows fast with the length.
MEASURED_MAX: Final = 72
# Ten of the 7,772 words of the Electronic Frontier Foundation's long list without a hyphen: 129 bits of chance.
_WORDS: Final = 10
_WORD_LIST: Final = "eff-long"
_TRIES_MAX: Final = 1000
# How people disguise a letter; what is found so is found by whoever tries, too.
_DISGUISES: Final = str.maketrans("0134578@$!", "oieastbasi")
_AT_THE_QUESTION: Final = "leave it empty at the question to be given a good one, of words"


def propose(names: frozenset[str] = frozenset()) -> str:
    """Return a new passphrase of ten words, by chance from the system, in which none of the folded names stands.

    Raises SealError where the list of words is not installed.
    """
    words = _listed_words()
    for _ in range(_TRIES_MAX):
        made = "-".join(secrets.choice(words) for _ in range(_WORDS))
        if not _holds_a_name(made, names):
            return made
    raise SealError(
        "E763", "--passphrase", "no passphrase can be made that holds no name of your cases", "think of one yourself"
    )


def check_strength(passphrase: str, file: str, names: frozenset[str] = frozenset()) -> None:
    """Raise SealError for a passphrase that somebody could find by trying, or that holds a name of the case.

    `names` are the folded words of the names. No message repeats one, or the passphrase.
    """
    if not passphrase:
        raise SealError("E763", file, "the passphrase is empty", _AT_THE_QUESTION)
    if _holds_a_name(passphrase, names):
        message = "the passphrase holds a name of the case, which is the first thing that somebody tries"
        raise SealError("E763", file, message, f"take one that has nothing to do with the case; or {_AT_THE_QUESTION}")
    if len(passphrase) < LENGTH_MIN or not _is_strong(passphrase, names):
        least = f"10^{GUESSES_MIN} tries, or has not {LENGTH_MIN} signs"
        message = f"the passphrase is too weak: it is found in fewer than {least}"
        raise SealError("E763", file, message, f"take more words, and rarer ones; or {_AT_THE_QUESTION}")


def _holds_a_name(passphrase: str, names: frozenset[str]) -> bool:
    plain = passphrase.lower().translate(_DISGUISES)
    return any(shares_part(one, names) for one in (passphrase, plain, plain[::-1]))


def _is_strong(passphrase: str, names: frozenset[str]) -> bool:
    """Tell whether enough tries are needed to find a passphrase; of a long one, one stretch of its words is enough.

    A word that comes again adds nothing to a long one, and the spaces between words add nothing to any.
    """
    pieces = [passphrase] if len(passphrase) <= MEASURED_MAX else _stretches(passphrase)
    return any(
        all(_measure(one, names) >= GUESSES_MIN for one in dict.fromkeys((piece, piece.replace(" ", ""))))
        for piece in pieces
    )


def _stretches(passphrase: str) -> Iterator[str]:
    """Yield the different words of a passphrase, as many at a time as can be measured."""
    words = dict.fromkeys(word[:MEASURED_MAX] for word in re.findall(r"[^\W_]+", passphrase.casefold()))
    stretch = ""
    for word in words or [passphrase[:MEASURED_MAX]]:
        if stretch and len(stretch) + 1 + len(word) > MEASURED_MAX:
            yield stretch
            stretch = ""
        stretch = f"{stretch} {word}".strip()
    yield stretch


def _listed_words() -> list[str]:
    """Return the words that a passphrase is made of, sorted; raises SealError where their list is not installed."""
    try:
        from xkcdpass.xkcd_password import generate_wordlist  # noqa: PLC0415 - an extra, and only sealing needs it
    except ImportError as error:
        raise _missing("xkcdpass") from error
    return sorted(generate_wordlist(_WORD_LIST, 3, 9, "[a-z]"))


def _measure(piece: str, names: frozenset[str]) -> float:
    """Return how many tries find a short passphrase, as a power of ten; raises SealError where nothing measures it."""
    try:
        from zxcvbn import zxcvbn  # noqa: PLC0415 - an extra, and only sealing needs it
    except ImportError as error:
        raise _missing("zxcvbn") from error
    return float(zxcvbn(piece, user_inputs=sorted(names))["guesses_log10"])


def _missing(library: str) -> SealError:
    remedy = f"install it: {order_to_install(extra='seal')}"
    return SealError("E762", library, "a library that judges and makes passphrases is not installed", remedy)
