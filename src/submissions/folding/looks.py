"""Letters that print like Latin ones, and the Latin word that a word looks like."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Cyrillic, Greek, Armenian and phonetic letters beside the Latin one that they print like
# (Unicode Technical Standard 39, confusables).
_PAIRS: Final = (
    "аa вb еe сc ԁd һh іi јj ӏl кk мm нh оo рp ԛq гr ѕs тt ѵv ԝw хx уy ԍg "
    "АA ВB ЕE СC НH ІI ЈJ КK МM ОO РP ЅS ТT ХX УY ԌG "
    "αa εe ιi κk νv οo ρp τt υu χx ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX "
    "оo սu օo ոn հh ցg ıi ɡg ɑa ʟl"
)
_LIKE_LATIN: Final = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})


def skeleton(word: str) -> str:
    """Return the plain Latin word that a word looks like; two words that look alike have the same one."""
    return unicodedata.normalize("NFKC", word).translate(_LIKE_LATIN)


# Taken one by one, letters of other scripts are found in words of mixed scripts too.
_BLOCKS: Final = ((0x250, 0x2AF), (0x370, 0x3FF), (0x400, 0x52F), (0x531, 0x58F))
_LATIN_LIKE: Final[dict[int, str]] = {
    code: plain
    for start, end in _BLOCKS
    for code in range(start, end + 1)
    if len(plain := skeleton(chr(code))) == 1 and plain.isascii() and plain.isalpha()
}
_OTHER_SCRIPTS: Final = re.compile("[" + "".join(f"{chr(start)}-{chr(end)}" for start, end in _BLOCKS) + "]")


def latin_by_looks(text: str) -> str:
    """Return text with look-alikes of other scripts as the Latin letters they print like, each at its index."""
    return text.translate(_LATIN_LIKE) if _OTHER_SCRIPTS.search(text) else text
