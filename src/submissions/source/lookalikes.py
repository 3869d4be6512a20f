"""Recognise a word that is meant to be another: typed wrongly, or with letters that only look alike."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
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


def looks_like(word: str, known: str) -> bool:
    """Tell whether a word prints like a known one and is not it."""
    return word != known and skeleton(word) == known


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that a misspelt one is nearest to, or nothing where none is near."""
    words = list(known)
    plain = skeleton(word).casefold().replace("-", "_").replace(" ", "_")
    folded = {one.casefold().replace("-", "_"): one for one in words}
    # 0.6 is difflib's own default: about two letters in five may differ.
    near = difflib.get_close_matches(plain, list(folded), n=1, cutoff=0.6)
    return folded[near[0]] if near else ""
