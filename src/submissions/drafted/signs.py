"""Signs that Word keeps as places in the font of one program: what that font shows there."""

from __future__ import annotations

from typing import Final

from submissions.gate import shown_by_symbols

_HEXADECIMAL: Final = frozenset("0123456789abcdefABCDEF")
_PRIVATE: Final = 0xF000
# The highest code of a font of symbols, whose signs Word writes with or without the offset above (17.3.3.30).
_OF_FONT_MAX: Final = 0xFF


def sign_of(code: str, font: str) -> str:
    """Return the sign that a `w:sym` shows; one that nobody knows is left private, which the gate refuses."""
    if not code or len(code) > 6 or not set(code) <= _HEXADECIMAL or int(code, 16) > 0x10FFFF:
        return "\N{REPLACEMENT CHARACTER}"
    number = int(code, 16)
    if number <= _OF_FONT_MAX and font.lower().startswith(("symbol", "wingdings", "webdings")):
        number += _PRIVATE
    sign = chr(number)
    return shown_by_symbols(sign) or sign
