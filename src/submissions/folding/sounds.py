"""Tell whether two Latin spellings may be one name that was written down by ear: Khadija, Chadidscha.

The key is one of consonants, for romanisations by English, French, German, Spanish and Slavic habits; Soundex and
Metaphone know English ones only. docs/reference/audit.md says what it finds, and what it costs, beside one edit.
"""

from __future__ import annotations

import re
from typing import Final

from submissions.folding.letters import pair_table, squash

KEY_MIN: Final = 3
"""A shorter key is that of too many other words."""
_GROUPS: Final = pair_table(
    "schtsch=s shch=s chtch=s tsch=s dsch=s tch=s dzh=s sch=s cz=s sz=s zh=s dj=s ch=s sh=s kh=k gh=k ph=b th=t x=ks "
    "qu=k"
)
_ALIKE: Final = str.maketrans("qcgvwfpzd", "kkkbbbbst")
_SOFT: Final = re.compile("c(?=[eiy])")
_UNHEARD: Final = re.compile("[aeiouhyj]")
_DOUBLED: Final = re.compile(r"(.)\1+")


def sound_key(word: str) -> str:
    """Return the consonants of a Latin word as an ear takes them, "a" before them where it begins with a vowel."""
    letters = squash(word)
    for group, one in _GROUPS.items():
        letters = letters.replace(group, one)
    letters = _SOFT.sub("s", letters).translate(_ALIKE)
    begins = "a" if letters[:1] in tuple("aeiouyj") else ""
    return begins + _DOUBLED.sub(r"\1", _UNHEARD.sub("", letters))
