"""The endings and beginnings that languages give to names: "Karahodžićeva", "Хаджичем", "Sahlis", "وفتيحة"."""

from __future__ import annotations

from typing import Final

from submissions.audit.folding import fold, word_list
from submissions.audit.scripts import is_arabic, is_cyrillic

# Plurals of English, French and Spanish; cases and possessives of Bosnian, Croatian and Serbian.
LATIN_ENDINGS: Final = frozenset(
    word_list(
        "s es a u e i om em im ima ama ov ev ova eva ove eve ovi evi ovu evu ovo evo ovog evog ovoj evoj ovom "
        "evom ovim evim ovih evih in ina ine ini inu inog inoj inom inim inih"
    )
)
# Cases of Russian and of Serbian in Cyrillic; й is folded to и.
CYRILLIC_ENDINGS: Final = frozenset(
    word_list(
        "а у е и ы о я ю ь ом ем ои еи ою ею ым им ых их ами ями ах ях ов ев ова ева ову еву овои евои овым евым "
        "ове еве ови еви ово ево ин ина ине ину инои иным ого ому ая ую ое ии ие ска ски ског"
    )
)
_AFTER_A_VOWEL: Final = frozenset(word_list("e i u o om in ina ine ini inu inog inoj inom"))
_AFTER_A_CYRILLIC_VOWEL: Final = frozenset(word_list("ы и у е ю я ои еи ою ею ом ем ин ина ине ину инои инои инои"))
_AFTER_SKII: Final = frozenset(word_list("ого ому им ом ая ую ои ие их ими"))
_ARABIC_PREFIXES: Final = ("و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "فال", "كال", "لل", "ول", "وب", "فل", "يا")
_ARABIC_ENDINGS: Final = ("ي", "ه", "ها", "هم", "ين", "ان", "يه")
_SLAVIC_LETTERS: Final = frozenset("ćčžšđ")


def is_slavic(name: str) -> bool:
    """Tell whether a name in Latin letters is likely to take Slavic endings."""
    return bool(_SLAVIC_LETTERS & set(name.lower())) or fold(name).rstrip().endswith(("ic", "ski", "ska", "ov", "ova"))


def endings_of(form: str) -> frozenset[str]:
    """Return the endings that may follow a folded form within the same word."""
    if is_cyrillic(form):
        return CYRILLIC_ENDINGS
    return frozenset(_ARABIC_ENDINGS) if is_arabic(form) else LATIN_ENDINGS


def inflected(form: str, *, slavic: bool) -> set[str]:
    """Return the other forms of a folded word; short words and Latin ones that are not Slavic take few."""
    if is_arabic(form):
        return _arabic(form)
    if is_cyrillic(form):
        return _cyrillic(form)
    endings = LATIN_ENDINGS if slavic and len(form) > 3 else {"s", "es"} if len(form) > 3 else {"s"}
    forms = {form + ending for ending in endings}
    if slavic and form[-1] in "aeo" and len(form) > 3:
        forms |= {form[:-1] + ending for ending in _AFTER_A_VOWEL if len(form) > 4 or len(ending) == 1}
    return forms - {form}


def _cyrillic(form: str) -> set[str]:
    if len(form) < 4:
        return set()
    forms = {form + ending for ending in CYRILLIC_ENDINGS}
    if form.endswith("скии"):
        forms |= {form[:-2] + ending for ending in _AFTER_SKII}
    elif form[-1] in "аяоеиьы" and len(form) > 4:
        forms |= {form[:-1] + ending for ending in _AFTER_A_CYRILLIC_VOWEL}
    return forms - {form}


def _arabic(form: str) -> set[str]:
    """Return the word with what Arabic writes together with it: and, with, to, like, the; my, her, their."""
    bare = form.removeprefix("ال") if len(form) > 4 else form
    stem = bare.removesuffix("ه") + "ت" if bare.endswith("ه") else bare
    forms = {prefix + bare for prefix in _ARABIC_PREFIXES} | {bare}
    if len(bare) > 3:
        forms |= {stem + ending for ending in _ARABIC_ENDINGS}
    return forms - {form}
