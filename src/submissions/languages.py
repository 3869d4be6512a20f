"""Which codes are languages: those of ISO 639 that Unicode's CLDR knows, and a few that human rights cases need."""

from __future__ import annotations

from functools import cache
from typing import Final

# The languages of most cases, so that reading one need not load the tables of CLDR.
_EVERYDAY: Final = {
    "ar": "Arabic", "bs": "Bosnian", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "hr": "Croatian",
    "it": "Italian", "nl": "Dutch", "pt": "Portuguese", "ru": "Russian", "sr": "Serbian", "tr": "Turkish",
    "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
# Mayan languages of Guatemala and Mexico that CLDR 46 has no English name for (ISO 639-3).
_MAYAN: Final = {
    "acr": "Achi", "agu": "Awakatek", "cac": "Chuj", "ixl": "Ixil", "jac": "Popti'", "kjb": "Q'anjob'al",
    "knj": "Akatek", "mop": "Mopan", "poc": "Poqomam", "poh": "Poqomchi'", "toj": "Tojolab'al", "ttc": "Tektitek",
    "tzh": "Tzeltal", "tzj": "Tz'utujil", "usp": "Uspantek", "qum": "Sipakapense",
}  # fmt: skip


def is_language(code: str) -> bool:
    """Tell whether a code, in small letters, names a language."""
    return code in _EVERYDAY or code in _MAYAN or code in _known()


def language_name(code: str) -> str:
    """Return the English name of a language, or its code where none is known."""
    return _EVERYDAY.get(code) or _MAYAN.get(code) or _known().get(code, code)


@cache
def _known() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415  its tables load only when a rarer language is named

    names = Locale("en").languages.items()
    return {
        code: name for code, name in names if code.isascii() and code.isalpha() and code.islower() and len(code) <= 3
    }
