"""Which codes are languages: those of ISO 639 that Unicode's CLDR knows, and a few that human rights cases need."""

from __future__ import annotations

from functools import cache
from typing import Final

# The languages of most cases, so that reading one need not load the tables of CLDR.
_EVERYDAY: Final = frozenset(
    {
        "ar",
        "bs",
        "de",
        "en",
        "es",
        "fa",
        "fr",
        "hr",
        "it",
        "my",
        "ne",
        "nl",
        "pt",
        "ru",
        "si",
        "sq",
        "sr",
        "sw",
        "ta",
        "tr",
        "uk",
        "ur",
        "zh",
    }
)
# Mayan languages of Guatemala and Mexico that CLDR 46 has no English name for (ISO 639-3).
_MAYAN: Final = frozenset(
    {
        "acr",
        "agu",
        "cac",
        "chj",
        "ctu",
        "itz",
        "ixl",
        "jac",
        "kjb",
        "knj",
        "lac",
        "mhc",
        "mop",
        "poc",
        "poh",
        "qum",
        "toj",
        "ttc",
        "tzh",
        "tzj",
        "usp",
    }
)


def is_language(code: str) -> bool:
    """Tell whether a code, in small letters, names a language."""
    return code in _EVERYDAY or code in _MAYAN or code in _known()


@cache
def _known() -> frozenset[str]:
    from babel import Locale  # noqa: PLC0415  its tables load only when a rarer language is named

    names = Locale("en").languages
    return frozenset(
        code for code in names if code.isascii() and code.isalpha() and code.islower() and 2 <= len(code) <= 3
    )
