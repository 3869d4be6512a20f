"""Write names in another script: Latin in Cyrillic, Cyrillic in Latin; tell the consonants that Arabic names keep.

Sources: the Serbian alphabets in use side by side; for Russian the passports' table of ICAO Doc 9303, BGN/PCGN,
scholarly transliteration (ISO 9 without its marks), and the habits of French and German newspapers.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Final

from submissions.folding.alphabets import SCRIPTS, in_latin_letters
from submissions.folding.letters import fold, pair_table, squash

_SERBIAN: Final = pair_table(
    "а=a б=b в=v г=g д=d ђ=đ е=e ж=ž з=z и=i ј=j к=k л=l љ=lj м=m н=n њ=nj о=o п=p р=r с=s т=t ћ=ć у=u ф=f х=h ц=c "
    "ч=č џ=dž ш=š"
)
_ENGLISH: Final = pair_table(
    "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh "
    "щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=yi є=ye ґ=g ў=u"
)
# What other schemes write differently, on top of the table above.
_OTHER_SCHEMES: Final[tuple[dict[str, str], ...]] = (
    {"й": "i", "ю": "iu", "я": "ia", "ё": "e", "ъ": "ie"},  # ICAO Doc 9303
    {"ё": "yo", "й": "i"},
    {"г": "h", "и": "y", "й": "i", "ю": "iu", "я": "ia", "є": "ie"},  # Ukrainian passports, resolution 55 of 2010
    {"г": "h", "и": "y"},
    {"х": "h", "ж": "z", "ц": "c", "ч": "c", "ш": "s", "щ": "sc", "й": "j", "ю": "ju", "я": "ja"},  # scholarly
    {"х": "h"},
    {"у": "ou", "ж": "j", "ч": "tch", "ш": "ch", "щ": "chtch", "й": "i", "ю": "iou", "я": "ia"},  # French
    {"в": "w", "ж": "sch", "з": "s", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch", "й": "i", "ю": "ju",
     "я": "ja"},  # German
)  # fmt: skip
_FROM_SLAVIC_LATIN: Final = (
    ("dž", "џ"), ("lj", "љ"), ("nj", "њ"), ("đ", "ђ"), ("ž", "ж"), ("ć", "ћ"), ("č", "ч"), ("š", "ш"), ("qu", "кв"),
    ("q", "к"), ("w", "в"), ("x", "кс"), ("y", "и"),
)  # fmt: skip
_TO_RUSSIAN: Final = (
    ("џ", "дж"), ("љ", "ль"), ("њ", "нь"), ("ђ", "дж"), ("ћ", "ч"), ("ја", "я"), ("ју", "ю"), ("јо", "ё"), ("ј", "й"),
)  # fmt: skip
_FROM_ENGLISH: Final = (
    ("shch", "щ"), ("tch", "ч"), ("sch", "ш"), ("sh", "ш"), ("ch", "ч"), ("kh", "х"), ("zh", "ж"), ("ts", "ц"),
    ("gh", "г"), ("dj", "дж"), ("ou", "у"), ("oo", "у"), ("ee", "и"), ("ya", "я"), ("yu", "ю"), ("yo", "ё"),
    ("j", "дж"), ("qu", "кв"), ("q", "к"), ("c", "к"), ("w", "в"), ("x", "кс"), ("y", "и"), ("h", "х"),
)  # fmt: skip
_SINGLE: Final = {latin: cyrillic for cyrillic, latin in _SERBIAN.items() if len(latin) == 1}
_LATIN: Final = re.compile(r"[A-Za-z]")
_CYRILLIC: Final = re.compile(r"[\u0400-\u052f]")
_GREEK: Final = re.compile(r"[\u0370-\u03ff]")
_HEBREW: Final = re.compile(r"[\u05d0-\u05ea]")
_GEORGIAN: Final = re.compile(r"[\u10d0-\u10ff]")
_ARMENIAN: Final = re.compile(r"[\u0531-\u0587]")
_ETHIOPIC: Final = re.compile(r"[\u1200-\u139f]")
_ARABIC: Final = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
_UNSPACED: Final = re.compile(  # Korean as it is typed, and as folding takes it apart
    r"[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)

# Consonants that romanisations tell apart; w, y, the glottal stop, a last h and all vowels come and go, and so do
# doubled letters.
_ARABIC_CONSONANTS: Final = pair_table(
    "ب=b ت=t ث=t ج=j ح=h ه=h خ=x د=d ذ=d ر=r ز=z س=s ش=$ ص=s ض=d ط=t ظ=z غ=g ف=f ق=k ك=k ل=l م=m ن=n"
)
_LATIN_SOUNDS: Final = (
    ("tch", "$"), ("sch", "$"), ("sh", "$"), ("ch", "$"), ("kh", "x"), ("gh", "g"), ("dh", "d"), ("th", "t"),
    ("dj", "j"), ("ph", "f"), ("q", "k"), ("c", "k"), ("v", "f"), ("p", "b"),
)  # fmt: skip
_ARTICLE: Final = re.compile(r"^(?:al|el|ad|ar|as|ash|at|az|an|es|ech)[-' ]+")


def by_script(text: str) -> list[str]:
    """Return the words of a text in runs of one script, without signs around them: a name that is typed in two."""
    runs: dict[str, list[str]] = {}
    for word in text.split():
        bare = word.strip("()[]/,;")
        letter = next((one for one in bare if one.isalpha()), "")
        script = unicodedata.name(letter, "").partition(" ")[0] if letter else next(reversed(runs), "")
        if bare:
            runs.setdefault(script, []).append(bare)
    return [" ".join(words) for words in runs.values()] if len(runs) > 1 else [text]


def by_script_of_letters(text: str) -> frozenset[str]:
    """Return the scripts of the letters of a text, as Unicode calls them: LATIN, CYRILLIC."""
    return frozenset(unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha())


def is_greek(text: str) -> bool:
    """Tell whether a text has Greek letters."""
    return bool(_GREEK.search(text))


def is_hebrew(text: str) -> bool:
    """Tell whether a text has Hebrew letters."""
    return bool(_HEBREW.search(text))


def is_georgian(text: str) -> bool:
    """Tell whether a text has Georgian letters, which no name begins large."""
    return bool(_GEORGIAN.search(text))


def is_small(letter: str) -> bool:
    """Tell whether a letter is a small one where a name would have a large one; Georgian begins no name large."""
    return letter == letter.lower() != letter.upper() and not is_georgian(letter)


def is_armenian(text: str) -> bool:
    """Tell whether a text has Armenian letters."""
    return bool(_ARMENIAN.search(text))


def is_ethiopic(text: str) -> bool:
    """Tell whether a text has the letters of Amharic and Tigrinya."""
    return bool(_ETHIOPIC.search(text))


def is_cyrillic(text: str) -> bool:
    """Tell whether a text has Cyrillic letters."""
    return bool(_CYRILLIC.search(text))


def is_arabic(text: str) -> bool:
    """Tell whether a text has Arabic letters."""
    return bool(_ARABIC.search(text))


def is_latin(text: str) -> bool:
    """Tell whether a folded text has Latin letters."""
    return bool(_LATIN.search(text))


def is_unspaced(text: str) -> bool:
    """Tell whether a text is in a script that puts no spaces between words: Chinese, Japanese, Korean, Thai."""
    return bool(_UNSPACED.search(text))


def count_signs(word: str) -> int:
    """Return how many letters a word has as they are typed: a Korean syllable, which folding takes apart, is one."""
    return len(unicodedata.normalize("NFC", squash(word)))


def goes_on(folded: str, end: int) -> bool:
    """Tell whether what follows in folded text is the rest of a Korean syllable: "기" is no part of "김"."""
    return bool(_REST_OF_SYLLABLE.match(folded, end))


def scripts_searched(word: str) -> frozenset[str]:
    """Return the scripts in which a name is searched for, as Unicode calls them: its own, and those it is written in.

    Those of Chinese and Japanese are one, "CJK".
    """
    own = set(map(script_of_letter, filter(str.isalpha, word)))
    return frozenset(own.union(*(_REACHED.get(one, _LATIN_TOO if one in SCRIPTS else frozenset()) for one in own)))


def main_scripts(text: str) -> frozenset[str]:
    """Return the scripts of at least a fifth of the letters of a text, as `scripts_searched` calls them."""
    counted = Counter(map(script_of_letter, filter(str.isalpha, text)))
    return frozenset(script for script, letters in counted.items() if letters * _MAIN >= counted.total())


@cache
def script_of_letter(letter: str) -> str:
    """Return the script of a letter, as `scripts_searched` calls it."""
    script = unicodedata.name(letter, "").partition(" ")[0]
    return "CJK" if script in _OF_JAPANESE else script


_MAIN: Final = 5
_REST_OF_SYLLABLE: Final = re.compile(r"[\u1160-\u11ff]")
_OF_JAPANESE: Final = frozenset({"CJK", "HIRAGANA", "KATAKANA"})
_LATIN_TOO: Final = frozenset({"LATIN"})
_REACHED: Final = {"LATIN": frozenset({"CYRILLIC"}), "CYRILLIC": _LATIN_TOO, "ARABIC": _LATIN_TOO}
"""What `in_other_scripts` and `romanising` write a script in, beside the alphabets that have a table."""


def in_other_scripts(word: str) -> tuple[str, ...]:
    """Return a word of a name as it is written in Cyrillic, if it is Latin, or in Latin, if it is of another alphabet.

    The forms of every scheme are given, each once; none for a word in a script without a table.
    """
    for script in sorted(by_script_of_letters(word) & SCRIPTS):
        return in_latin_letters(word, script)
    if is_cyrillic(word):
        latin = _in_latin(word.lower())
        return tuple(dict.fromkeys([*latin, *(other for one in latin for other in respelt(one) if "đ" in one)]))
    return tuple(dict.fromkeys(_in_cyrillic(word.lower()))) if is_latin(fold(word)) else ()


def respelt(word: str) -> tuple[str, ...]:
    """Return a Latin word as it is written where its special letters are missing: Đ as Dj, Ö as Oe, Ə as A."""
    table = {"đ": "dj", "ö": "oe", "ü": "ue", "ä": "ae", "å": "aa", "ø": "oe", "ñ": "ny", "ş": "sh", "ç": "ch",
             "š": "sh", "ž": "zh", "č": "ch", "ć": "ch", "ə": "a"}  # fmt: skip
    lowered = word.lower()
    changed = "".join(table.get(letter, letter) for letter in lowered)
    only_dj = lowered.replace("đ", "dj")
    return tuple(form for form in dict.fromkeys((only_dj, changed)) if form != lowered)


def _in_latin(word: str) -> list[str]:
    russian = _SERBIAN | _ENGLISH
    tables = [_ENGLISH | _SERBIAN, russian, *(russian | scheme for scheme in _OTHER_SCHEMES)]
    forms = ["".join(table.get(one, table.get(fold(one), one)) for one in word) for table in tables]
    forms += [re.sub(r"(?:iy|yy|ij)\b", "y", form) for form in forms if re.search(r"(?:iy|yy|ij)\b", form)]
    return forms + [re.sub(r"i[yij]a\b", "ia", form) for form in forms if re.search(r"i[yij]a\b", form)]


def _in_cyrillic(word: str) -> list[str]:
    serbian = _letters(_replaced(word, _FROM_SLAVIC_LATIN))
    return [serbian, _replaced(serbian, _TO_RUSSIAN), _letters(_replaced(fold(word), _FROM_ENGLISH))]


def _replaced(word: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for old, new in pairs:
        word = word.replace(old, new)
    return word


def _letters(word: str) -> str:
    """Replace the Latin letters that are left, one by one."""
    folded = "".join(letter if is_cyrillic(letter) else fold(letter) for letter in word)
    return "".join(_SINGLE.get(letter, letter) for letter in folded)


def consonants(word: str) -> str:
    """Return the consonants that a name keeps in every common romanisation, from Arabic or from Latin letters.

    "فتيحة" and "Fatiha", "Fetiha", "Ftiha" give the same, "محمد" and "Mohamed", "Muhammad" too.
    """
    folded = fold(word)
    if is_arabic(folded):
        letters = folded.removeprefix("ال") if len(folded) > 4 else folded
        sounds = "".join(_ARABIC_CONSONANTS.get(letter, "") for letter in letters)
    else:
        bare = _ARTICLE.sub("", folded)
        sounds = re.sub("[^bdfgjklmnrstxz$h]", "", _replaced(bare, _LATIN_SOUNDS))
    return re.sub(r"(.)\1+", r"\1", sounds.removesuffix("h") if folded.endswith(("h", "ه")) else sounds)
