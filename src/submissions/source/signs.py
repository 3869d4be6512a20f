"""Signs that look like those of YAML and are others: blanks that are no spaces, colons, hyphens, quotation marks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from submissions.gate import code_point

# For use within brackets of a pattern.
BLANKS: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that print like a space and are none."""
UNSEEN: Final = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\u3164\ufe0f\ufeff\uffa0"
"""Signs that draw nothing at all."""
COLONS: Final = "\uff1a\ufe55\ufe13\ua789\u2236\u02d0\u0589\u05c3\u1361\u1365"
"""Signs that print like a colon."""
DASHES: Final = "\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u2022\u2023\u25aa\u25cf\u25e6\u00b7\u2043\u2219\u2027"
"""Signs that word processors set in place of the hyphen before an item."""
COMMAS: Final = "\uff0c\u3001\u060c\u066b\ufe50\ufe10\ufe51\u201a"
"""Signs that print like a comma."""
BRACKETS: Final = "\uff3b\uff3d\uff5b\uff5d\u3010\u3011\u3014\u3015"
"""Signs that print like brackets."""
PRINTED_QUOTES: Final = "\u2018-\u201f\u00ab\u00bb\u2039\u203a\u300c-\u300f\uff02\uff07\u2032\u2033\u301d-\u301f"
"""Quotation marks of print, which YAML takes for letters."""

_NAMES: Final = {
    "\t": "a tab", "\u00a0": "a no-break space", "\u202f": "a narrow no-break space", "\u200b": "a zero-width space",
    "\ufeff": "a byte order mark", "\u3000": "a wide space of Chinese or Japanese", "\u2013": "a dash",
    "\u2014": "a dash", "\u2212": "a minus sign", "\u2022": "a bullet", "\uff1a": "a wide colon", "=": "'='",
    ";": "';'", "\u00ad": "a soft hyphen", "*": "a star", "+": "a plus sign", "\u060c": "an Arabic comma",
    "\uff0c": "a wide comma", "\u3001": "a comma of Chinese or Japanese",
}  # fmt: skip


def name_of_sign(sign: str) -> str:
    """Return what a sign is called, with its code where it is not a plain one."""
    if sign in _NAMES:
        return _NAMES[sign] if sign.isascii() else f"{_NAMES[sign]} ({code_point(sign)})"
    return f"another sign ({code_point(sign)}, {unicodedata.name(sign, 'without a name').lower()})"


KEY_BEGINS: Final = re.compile(r" *(?:- +)*[A-Za-z_][\w-]*:(?: |$)")
"""A line that begins with a key."""
_EDGES: Final = re.compile(f"^[{BLANKS}{UNSEEN}]+|[ {BLANKS}{UNSEEN}]+$")
_MARK: Final = re.compile(f"([{DASHES}+])[ {BLANKS}]")


@dataclass(frozen=True, slots=True)
class OddSign:
    """A sign in a key that does not belong there: its column within the key, counted from 0, and what is told."""

    column: int
    told: tuple[str, str]


def odd_in_key(key: str) -> OddSign | None:
    """Return what stands before or behind a key and cannot be seen, or looks like the hyphen of an item."""
    mark = _MARK.match(key)
    if mark:
        words = f"the item begins with {name_of_sign(mark[1])} in place of a hyphen"
        return OddSign(0, (words, "begin the item with a hyphen and one space"))
    edge = _EDGES.search(key)
    if edge is None or not edge[0].strip(" ") or edge.start() == 0 == len(key) - edge.end():
        return None
    odd = edge[0].strip(" ")[0]
    if edge.start() == 0:
        words = f"before the key stands {name_of_sign(odd)}, and YAML takes spaces only"
        return OddSign(0, (words, "delete what stands before its first letter, and indent with the space bar"))
    words = f"beside the colon stands {name_of_sign(odd)}"
    return OddSign(
        key.index(odd, edge.start()), (words, "write the colon directly behind the key, and one space behind it")
    )
