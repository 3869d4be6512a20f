"""Write names of small alphabets in Latin letters, as passports, newspapers and their bearers do.

Sources: for Greek ELOT 743 (ISO 843), the older spelling by letters, and that by ear; for Georgian the national table
of 2002; for Armenian BGN/PCGN, and the sounds of Western Armenian.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from submissions.folding.letters import fold, pair_table

_Row = tuple[tuple[str, str], ...]


def _row(text: str) -> _Row:
    """Return a table of letters and groups of them, in the order in which they are replaced."""
    return tuple(pair_table(text).items())


# Each script in each of its schemes, the longer pairs first. They are taken of folded words, without any mark.
_GREEK_LATIN: Final = _row(
    "γγ=ng γξ=nx γχ=nch ου=ou αυ=av ευ=ev α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s τ=t "
    "υ=y φ=f χ=ch ψ=ps ω=o"
)
_GEORGIAN_LATIN: Final = _row(
    "ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh რ=r ს=s ტ=t უ=u ფ=p ქ=k ღ=gh ყ=q შ=sh ჩ=ch ც=ts "
    "ძ=dz წ=ts ჭ=ch ხ=kh ჯ=j ჰ=h"
)
_ARMENIAN_LATIN: Final = _row(
    "ու=u եւ=ev ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=y թ=t ժ=zh ի=i լ=l խ=kh ծ=ts կ=k հ=h ձ=dz ղ=gh ճ=ch մ=m յ=y ն=n շ=sh ո=o "
    "չ=ch պ=p ջ=j ռ=r ս=s վ=v տ=t ր=r ց=ts ւ=v փ=p ք=k օ=o ֆ=f"
)
_WESTERN: Final = _row("բ=p պ=b գ=k կ=g դ=t տ=d ձ=ts ծ=dz ճ=j ջ=ch")
_SCHEMES: Final[dict[str, tuple[_Row, ...]]] = {
    "GREEK": (
        _GREEK_LATIN,
        _row("αυ=af ευ=ef") + _GREEK_LATIN,
        _row("β=b η=e φ=ph υ=u") + _GREEK_LATIN,
        _row("μπ=b ντ=d γκ=g τζ=tz ου=u χ=h ξ=ks γι=y αι=e ει=i οι=i") + _GREEK_LATIN,
        _row("χ=h") + _GREEK_LATIN,
    ),
    "GEORGIAN": (_GEORGIAN_LATIN, _row("ყ=k") + _GEORGIAN_LATIN, _row("ფ=f ყ=k ხ=h ჟ=j") + _GEORGIAN_LATIN),
    "ARMENIAN": (
        _ARMENIAN_LATIN,
        _row("յա=ia յու=iu ը=e ղ=g խ=h") + _ARMENIAN_LATIN,
        _row("յա=ia յու=iu") + _WESTERN + _ARMENIAN_LATIN,
    ),
}
# How Armenian says a first letter.
_ARMENIAN_FIRST: Final = pair_table("ե=ye ո=vo")

SCRIPTS: Final = frozenset(_SCHEMES)
"""The scripts that have a table, as Unicode calls them."""


def in_latin_letters(word: str, script: str) -> tuple[str, ...]:
    """Return a word of one of `SCRIPTS` in Latin letters by each of its schemes, each form once."""
    return tuple(dict.fromkeys(_by_schemes(fold(word), script)))


def _by_schemes(folded: str, script: str) -> Iterator[str]:
    for scheme in _SCHEMES[script]:
        yield _replaced(folded, scheme)
        if script == "ARMENIAN" and folded[:1] in _ARMENIAN_FIRST and not folded.startswith("ու"):
            yield _ARMENIAN_FIRST[folded[0]] + _replaced(folded[1:], scheme)


def _replaced(word: str, row: _Row) -> str:
    for old, new in row:
        word = word.replace(old, new)
    return word
