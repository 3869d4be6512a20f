"""What may be taken for the initial of a word of a name: its first letter in every spelling, script and look.

Sources: the schemes of `scripts`; for Arabic, Persian and Hebrew the tables of ALA-LC and BGN/PCGN and the habits of
French; for Greek ELOT 743 and older habits; for Korean the Revised and the McCune-Reischauer tables and the spellings
that passports have. Every other script reads as the name that Unicode gives its letter: "BENGALI LETTER KA" as k.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from submissions.folding.letters import fold, pair_table, squash
from submissions.folding.looks import skeleton
from submissions.folding.scripts import in_other_scripts, respelt

_BEGINNING_MAX: Final = 3
"""Up to so many letters stand for one initial: "Lj", "Dzs"."""

# How the first letters of a word are written in Latin; vowels that a script leaves out may be any.
_SOUNDS: Final[dict[str, tuple[str, ...]]] = {
    letter: tuple(sounds.split(","))
    for letter, sounds in pair_table(
        "ا=a,e,i,o,u,y ع=a,e,i,o,u,y ب=b,p پ=p ت=t ث=th,s ج=j,dj,g چ=ch,tch,c ح=h ه=h خ=kh,h,x د=d ذ=dh,z ر=r ز=z "
        "ژ=zh,j س=s ش=sh,ch,s ص=s ض=d,z ط=t ظ=z,d غ=gh,g ف=f,p ڤ=v ق=q,k,g ك=k,c گ=g ل=l م=m ن=n و=w,v,o,u ي=y,i,j,e "
        "א=a,e,i,o,u,y ע=a,e,i,o,u,y ב=b,v ג=g,j ד=d ה=h ו=v,w ז=z,j ח=h,ch,kh ט=t י=y,j,i כ=k,c,ch,kh ל=l מ=m נ=n "
        "ס=s,c פ=p,f,ph צ=ts,tz,z,c,s ק=k,q,c ר=r ש=sh,s,ch ת=t,th "
        "α=a β=v,b γ=g,y,gh δ=d,dh ε=e ζ=z η=i,e,h θ=th,t ι=i,j,y κ=k,c λ=l μ=m ν=n ξ=x,ks ο=o π=p ρ=r,rh σ=s τ=t "
        "υ=y,i,u,h φ=f,ph χ=ch,h,kh,x ψ=ps ω=o μπ=b,mp ντ=d,nt γκ=g,gk τζ=tz,j,dz τσ=ts,ch,c ου=ou,u αι=e,ae "
        "е=ye,je є=ye,e,je г=h,g ґ=g и=y,i э=e ј=y,i џ=j,dj дж=j,dj,g й=y,i,j ц=ts,tz,c,z ў=w,u ә=a,e қ=q,k ғ=gh,g "
        "ң=n,ng ө=o,u ү=u,y ұ=u,y һ=h ҳ=h ҷ=j,ch ҡ=q,k ҙ=z ҫ=s "
        "ᄀ=g,k ᄃ=d,t ᄅ=r,l,n,y ᄇ=b,p ᄋ=a,e,i,o,u,w,y,l,r ᄌ=j,ch,z ᄎ=ch,c ᄏ=k ᄐ=t ᄑ=p,f "
        "ज\u093c=z फ\u093c=f क\u093c=q,k ग\u093c=gh,g ख\u093c=kh,x य=y,j য=j,y ব=b,w,v व=v,w "
        "ฐ=th,t ธ=th,t ถ=th,t ท=th,t ð=dh ŋ=ng ə=a,e"
    ).items()
}
_PREFIX: Final = "ال"
"""The Arabic article, which is written in one word with a name and left off by many."""

_VOWELS_BEFORE: Final = "เแโใไເແໂໃໄ"
"""Vowels of Thai and Lao that are written before the letter with which the word begins."""

_DIGRAPHS: Final = ("dž", "lj", "nj")
"""What the Serbian and Croatian alphabets count as one letter."""

_CALLED: Final = re.compile(r"(?:LETTER|SYLLABLE|CHARACTER)(?: (?:SMALL|GLOTTAL|PHARYNGEAL|SARA))? ([A-Z]+)")


def initial_readings(word: str) -> frozenset[str]:
    """Return all that may be taken for the initial of a typed word of a name, folded: up to three letters each."""
    begun = _from_first_letter(word)
    if not begun:
        return frozenset()
    readings = {form[:length] for form in _forms(begun) for length in range(1, _BEGINNING_MAX + 1)}
    readings |= _sounds_of(begun)
    sounds = {reading for reading in readings if reading.isascii()}
    own = _script_of(squash(begun))
    readings |= {squash(one) for one, said in _SOUNDS.items() if sounds & set(said) and _script_of(one) != own}
    return frozenset(readings | letter_readings(begun[0]) | letter_readings(begun[0].upper()))


def letter_readings(letters: str) -> frozenset[str]:
    """Return what letters that stand for a name may be read as: themselves, and the Latin ones that they look like."""
    return frozenset({squash(letters), squash(skeleton(letters))} - {""})


def _from_first_letter(word: str) -> str:
    """Return a word in small letters from its first letter on: "ali" of "ʿAli"."""
    composed = unicodedata.normalize("NFC", word).lower()
    start = next((index for index, letter in enumerate(composed) if squash(letter)), len(composed))
    return composed[start:]


def _beginnings(word: str) -> tuple[str, ...]:
    """Return a word, and the word without what stands before its first letter: an article, a vowel, "d'"."""
    bare = word[2:] if fold(word[1:2]) == "'" else word
    return tuple(dict.fromkeys(filter(None, (word, bare, word.removeprefix(_PREFIX), word.lstrip(_VOWELS_BEFORE)))))


def _forms(word: str) -> Iterator[str]:
    """Yield a word of a name folded, in each spelling and script that the program knows."""
    for one in dict.fromkeys((*_beginnings(word), *_beginnings(fold(word)))):
        for spelt in (one, *respelt(one)):
            yield squash(spelt)
            for other in in_other_scripts(spelt):
                yield from map(squash, (other, *respelt(other)))


def _sounds_of(word: str) -> set[str]:
    """Return how the first letters of a word in another script, or special ones, are written in Latin."""
    typed = {one[:length] for form in (word, squash(word)) for one in _beginnings(form) for length in (1, 2)}
    known = {sound for one in typed for sound in _SOUNDS.get(one, ())}
    if not known:
        names = (unicodedata.name(one[:1], "") for one in typed if _script_of(one) != "LATIN")
        known = {called[1].lower() for name in names if (called := _CALLED.search(name))}
    return known | {sound[:1] for sound in known}


def _script_of(letter: str) -> str:
    """Return the first word of what Unicode calls a letter: LATIN, GREEK."""
    return unicodedata.name(letter[:1], "").partition(" ")[0]


def initial_pattern(word: str) -> str:
    """Return a regular expression for the initial of a name in text folded with its capitals: A, or AE and Ae of Æ."""
    begun = _from_first_letter(word)
    letters = next((one for one in _DIGRAPHS if begun.startswith(one)), begun[:1])
    forms = {squash(begun)[:1], *(squash(one) for one in (begun[:1], letters, *respelt(begun[:1])))}
    written = sorted({form for one in forms for form in (one.upper(), one.capitalize())})
    return re.escape(written[0]) if len(written) == 1 else f"(?:{'|'.join(map(re.escape, written))})"
