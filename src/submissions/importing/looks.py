"""What the format of a cell shows of the number behind it: which parts of a date, or whether it is a plain number.

The codes are those of ECMA-376, part 1, section 18.8.31; a file always has the English ones, whatever its user sees.
"""

from __future__ import annotations

import re
from typing import Final

_GENERAL: Final = frozenset({"", "general", "@"})
# Words in quotes, single signs behind a backslash, colours, conditions and locales, and the filling and spacing signs.
_NO_CODE: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
# An m beside hours or seconds is minutes.
_MINUTES: Final = re.compile(r"(?<=h)(\W*)m{1,2}|m{1,2}(?=\W*s)")
_PADDED: Final = re.compile(r"0+")


def _codes(look: str) -> str:
    """Return the codes of the format for a number above zero, in small letters, without what is printed as it is."""
    return _MINUTES.sub("", _NO_CODE.sub("", look.partition(";")[0]).lower())


def shows_of_date(look: str) -> tuple[bool, bool, bool]:
    """Tell whether a format shows the year, the month and the day of the month; the name of a weekday is no day."""
    codes = _codes(look)
    days = re.findall(r"d+", codes)
    return "y" in codes or "e" in codes, "m" in codes, any(len(one) < 3 for one in days)


def plain_figures(number: float, look: str) -> str:
    """Return a number as a plain format shows it, with the zeros before it; "" for money, shares and other formats."""
    if look.lower() in _GENERAL:
        return str(int(number)) if float(number).is_integer() else repr(number)
    if _PADDED.fullmatch(look) and float(number).is_integer() and number >= 0:
        return str(int(number)).zfill(len(look))
    return ""


def is_padded(look: str) -> bool:
    """Tell whether a format shows zeros before a number, so that none of them is lost."""
    return len(look) > 1 and _PADDED.fullmatch(look) is not None
