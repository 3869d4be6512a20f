"""Signs that Word keeps as places in the font of one program: what that font shows there."""

from __future__ import annotations

from typing import Final

from submissions.gate import LOST, shown_by_symbols

_HEXADECIMAL: Final = frozenset("0123456789abcdefABCDEF")
_PRIVATE: Final = 0xF000
# The highest code of a font of symbols, whose signs Word writes with or without the offset above (ECMA-376 part 1,
# 17.3.3.30).
_OF_FONT_MAX: Final = 0xFF
# The gate's table has the signs of both fonts; these codes are those of Wingdings, all others those of Symbol.
_WINGDINGS: Final = frozenset({0x6F, 0xA7, 0xA8, 0xD8, 0xE0, 0xFC, 0xFD, 0xFE})


def sign_of(code: str, font: str) -> str:
    """Return the sign that a `w:sym` shows; one that nobody knows is left private, which the gate refuses."""
    if not code or len(code) > 6 or not set(code) <= _HEXADECIMAL or int(code, 16) > 0x10FFFF:
        return LOST
    number = int(code, 16)
    name = font.lower()
    if not name.startswith(("symbol", "wingdings", "webdings")):
        return shown_by_symbols(chr(number)) or chr(number)
    place = number - _PRIVATE if number >= _PRIVATE else number
    is_known = name in ("symbol", "wingdings") and 0 <= place <= _OF_FONT_MAX
    is_known = is_known and (place in _WINGDINGS) == (name == "wingdings")
    sign = chr(_PRIVATE + place) if 0 <= place <= _OF_FONT_MAX else chr(number)
    return (shown_by_symbols(sign) if is_known else "") or sign
