"""Say which letter the name of a glyph stands for, and what the built-in encodings hold (ISO 32000-2, annex D)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_MARKS = {
    "grave": "\u0300", "acute": "\u0301", "circumflex": "\u0302", "tilde": "\u0303", "macron": "\u0304",
    "breve": "\u0306", "dotaccent": "\u0307", "dieresis": "\u0308", "ring": "\u030a", "hungarumlaut": "\u030b",
    "caron": "\u030c", "commaaccent": "\u0326", "cedilla": "\u0327", "ogonek": "\u0328",
}  # fmt: skip
_SIGNS = """
space\u0020 exclam! quotedbl" numbersign# dollar$ percent% ampersand& quotesingle' parenleft( parenright)
asterisk* plus+ comma, hyphen- period. slash/ zero0 one1 two2 three3 four4 five5 six6 seven7 eight8 nine9 colon:
semicolon; less< equal= greater> question? at@ bracketleft[ backslash\\ bracketright] asciicircum^ underscore_
grave` braceleft{ bar| braceright} asciitilde~ exclamdown¡ cent¢ sterling£ currency¤ yen¥ brokenbar¦ section§
dieresis¨ copyright© ordfeminineª guillemotleft« logicalnot¬ registered® macron¯ degree° plusminus± acute´
mu\u00b5 paragraph¶ periodcentered· cedilla¸ ordmasculineº guillemotright» onequarter¼ onehalf½ threequarters¾
questiondown¿ AEÆ Ethð multiply× OslashØ ThornÞ germandblsß aeæ ethð divide÷ oslashø thornþ DcroatĐ dcroatđ
Hbarħ hbarħ dotlessiı IJĲ ijĳ kgreenlandicĸ LslashŁ lslashł napostropheŉ Engŋ engŋ OEŒ oeœ Tbarŧ tbarŧ longsſ
florinƒ circumflexˆ caronˇ breve˘ dotaccent˙ ring˚ ogonek˛ tilde˜ hungarumlaut˝ endash– emdash— afii00208―
quoteleft‘ quoteright’ quotesinglbase‚ quotedblleft“ quotedblright” quotedblbase„ dagger† daggerdbl‡ bullet•
ellipsis… perthousand‰ guilsinglleft‹ guilsinglright› fraction⁄ Euro€ trademark™ minus− ffﬀ fiﬁ flﬂ ffiﬃ fflﬄ
afii61352№ nbspace\u00a0 sfthyphen\u00ad softhyphen\u00ad nonbreakingspace\u00a0 Gammafunction\u0393
Scedilla\u015e scedilla\u015f Tcedilla\u0162 tcedilla\u0163 Tcommaaccent\u0162 tcommaaccent\u0163
Idotaccent\u0130
""".split()  # noqa: SIM905 - a table to be read
_PREFIXED = re.compile(r"(?:uni((?:[0-9A-Fa-f]{4})+)|u([0-9A-Fa-f]{4,6}))$")
_STANDARD = {
    0x27: "’", 0x60: "‘",
    **dict(zip(range(0xA1, 0xB0), "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ", strict=True)),
    0xB1: "–", 0xB2: "†", 0xB3: "‡", 0xB4: "·", 0xB6: "¶", 0xB7: "•", 0xB8: "‚", 0xB9: "„", 0xBA: "”", 0xBB: "»",
    0xBC: "…", 0xBD: "‰", 0xBF: "¿", 0xC1: "`", 0xC2: "´", 0xC3: "ˆ", 0xC4: "˜", 0xC5: "¯", 0xC6: "˘", 0xC7: "˙",
    0xC8: "¨", 0xCA: "˚", 0xCB: "¸", 0xCD: "˝", 0xCE: "˛", 0xCF: "ˇ", 0xD0: "—", 0xE1: "Æ", 0xE3: "ª", 0xE8: "Ł",
    0xE9: "Ø", 0xEA: "Œ", 0xEB: "º", 0xF1: "æ", 0xF5: "ı", 0xF8: "ł", 0xF9: "ø", 0xFA: "œ", 0xFB: "ß",
}  # fmt: skip


@cache
def _names() -> dict[str, str]:
    """Return the letters by the names of the Adobe Glyph List that Latin, Greek and Cyrillic fonts use."""
    found = {}
    for sign in _SIGNS:
        found[sign[:-1]] = sign[-1]
    found["space"] = " "
    found.update({"Hbar": "Ħ", "Eng": "Ŋ", "Tbar": "Ŧ", "Eth": "Ð", "nbspace": "\u00a0"})
    for base in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz":
        found[base] = base
        found.update(
            {
                base + name: sign
                for name, mark in _MARKS.items()
                if len(sign := unicodedata.normalize("NFC", base + mark)) == 1
            }
        )
    for code in range(0x391, 0x3CA):
        words = unicodedata.name(chr(code), "").split()
        if len(words) == 4 and words[0] == "GREEK":
            found[words[3].title() if words[1] == "CAPITAL" else words[3].lower()] = chr(code)
    found.update(_cyrillic())
    return found


def _cyrillic() -> dict[str, str]:
    """Return the afii names of the Cyrillic letters, Ё and ё standing after Е and е in them."""
    upper = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯҐЂЃЄЅІЇЈЉЊЋЌЎ"
    lower = upper.lower()
    found = {f"afii{10017 + place}": sign for place, sign in enumerate(upper)}
    found.update({f"afii{10065 + place}": sign for place, sign in enumerate(lower)})
    return {**found, "afii10145": "Џ", "afii10193": "џ"}


def letter_of(name: str) -> str:
    """Return the letter that a glyph's name stands for, "" where the name says nothing."""
    bare = name.partition(".")[0]
    known = _names().get(bare)
    if known:
        return known
    match = _PREFIXED.match(bare)
    if match:
        digits = match[1] or match[2]
        codes = [digits[at : at + 4] for at in range(0, len(digits), 4)] if match[1] else [digits]
        return "".join(
            chr(code) for each in codes if (code := int(each, 16)) < 0x110000 and not 0xD800 <= code < 0xE000
        )
    if "_" in bare[1:-1]:
        parts = [letter_of(part) for part in bare.split("_")]
        return "".join(parts) if all(parts) else ""
    return ""


@cache
def encoding(name: str) -> tuple[str, ...]:
    """Return the 256 signs of a built-in encoding, "" where it has none."""
    if name == "WinAnsiEncoding":
        return tuple(bytes([code]).decode("cp1252", "replace").replace("\ufffd", "•") for code in range(256))
    if name == "MacRomanEncoding":
        return tuple(bytes([code]).decode("mac_roman") for code in range(256))
    plain = [chr(code) if 32 <= code < 127 else "" for code in range(256)]
    for code, sign in _STANDARD.items():
        plain[code] = sign
    return tuple(plain)
