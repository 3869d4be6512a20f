"""The endings and beginnings that languages give to names: "Karahodžićeva", "Хаджичем", "Sahlis", "وفتيحة"."""

from __future__ import annotations

from typing import Final

from submissions.folding import fold, squash, word_list
from submissions.folding.scripts import (
    is_arabic,
    is_armenian,
    is_cyrillic,
    is_ethiopic,
    is_georgian,
    is_greek,
    is_hebrew,
)

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
        "ове еве ови еви ово ево ин ина ине ину инои иным ого ому ая ую ое ии ие ска ски ског ив ам ям"
    )
)
_FLEETING_MAX: Final = 8
_AFTER_A_VOWEL: Final = frozenset(word_list("e i u o y om ou ych ym in ina ine ini inu inog inoj inom"))
_AFTER_A_SHORT: Final = frozenset(word_list("e i u o ina ine ini inu ino inog inoj inom"))  # "Sarin" is a poison
_AFTER_A_CYRILLIC_VOWEL: Final = frozenset(word_list("ы и у е ю я ои еи ою ею ом ем ин ина ине ину инои инои инои"))
# What a short name becomes with an s and is then no name: "Thi", "Dan", "Mai", "Thu".
_EVERYDAY: Final = frozenset(
    word_list(
        "this thus his has was its yes as is us ours bus gas dans mais tous "
        "sous vers lors mois fois sans pas plus nous vous ans les des mes ses tes ces cas bas los las sus mis tus nos "
        "dos tres mas antes pues menos tras unos unas ellos ellas"
    )
)
_AFTER_THREE: Final = frozenset(word_list("а у ом ем е ы и ои ою ю я"))
_AFTER_SKI: Final = frozenset(word_list("a e i u og om oj ih im ima"))
# "Павел, Павла", "Кравец, Кравца", "Лев, Льва"; "Petar, Petra".
_FLEETING_CYRILLIC: Final = ("ел", "ец", "ек", "ок", "ев")
_AFTER_FLEETING_CYRILLIC: Final = frozenset(word_list("а у ом ем е ы и ов"))
_AFTER_FLEETING: Final = frozenset(word_list("a u om em e i ov ova ovo ove ovi ovog ovom ovoj"))
_AFTER_SKII: Final = frozenset(word_list("ого ому им ом ая ую ои ие их ими"))
ARABIC_PREFIXES: Final = ("و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "فال", "كال", "لل", "ول", "وب", "فل", "يا")
_ARABIC_ENDINGS: Final = ("ي", "ه", "ها", "هم", "ين", "ان", "يه")
# Names in -о and -ь of Ukrainian: "родина Шевченків", "Шевченкові"; і is folded to и.
_AFTER_O: Final = frozenset(word_list("а у ом ови ив ам ами ах"))
# Cases and the plural of Turkish; ı is folded to i, ü to u. The short ones make other names of a name ("Mart" and
# "Martin"), and are looked for behind letters of Turkish only.
TURKISH_ENDINGS: Final = frozenset(word_list("nin nun dan den tan ten lar ler larin lerin yla yle"))
_TURKISH_SHORT: Final = frozenset(word_list("in un a e i u ya ye yi yu yin yun da de ta te la le"))
_TURKISH_LETTERS: Final = frozenset("ığşçöü")
# "Παπαδόπουλος, Παπαδόπουλου", "Μαρία, Μαρίας", "Παππάς, Παππά, Παππάδες"; ς is folded to σ.
_GREEK_ENDINGS: Final = (
    ("οσ", word_list("ου ο ε οι ων ουσ")), ("ησ", word_list("η ηδεσ ηδων")), ("ασ", word_list("α αδεσ αδων")),
    ("ισ", word_list("ι")), ("ουσ", word_list("ου")), ("α", word_list("ασ εσ ων")), ("ω", word_list("ωσ")),
    ("η", word_list("ησ εσ ων ηδεσ ηδων")),
)  # fmt: skip
_HEBREW_PREFIXES: Final = ("ו", "ב", "ל", "מ", "ש", "ה", "כ", "של")
# Cases of Armenian with and without the article; of Georgian behind a vowel or a consonant, where a last vowel may go;
# what Amharic writes together with a name: of, to, in, from, and the family of; object, and, too.
_ARMENIAN_ENDINGS: Final = word_list("ն ը ի ին ից ով ում ս ներ ների ները ներին եր երի")
_GEORGIAN_ENDINGS: Final = word_list("ი მა მ ის ს ად ით ო ები ების ებს ებმა")
_ETHIOPIC_PREFIXES: Final = ("የ", "ለ", "በ", "ከ", "ስለ", "እነ", "የእነ")
_ETHIOPIC_ENDINGS: Final = ("ን", "ና", "ም")
_POLISH_ENDINGS: Final = frozenset(word_list("owi iem ie ow owie ami ach owna owny"))
_SLAVIC_LETTERS: Final = frozenset("ćčžšđżźłśńąęřěů")


def is_slavic(name: str) -> bool:
    """Tell whether a name in Latin letters is likely to take Slavic endings."""
    return bool(_SLAVIC_LETTERS & set(name.lower())) or fold(name).rstrip().endswith(("ic", "ski", "ska", "ov", "ova"))


def endings_of(form: str) -> frozenset[str]:
    """Return the endings that may follow a folded form within the same word."""
    if is_cyrillic(form):
        return CYRILLIC_ENDINGS
    if is_armenian(form) or is_georgian(form):
        return frozenset(_ARMENIAN_ENDINGS if is_armenian(form) else _GEORGIAN_ENDINGS)
    if is_greek(form):
        return frozenset(other[len(form) :] for other in _greek(form) if other.startswith(form))
    return frozenset(_ARABIC_ENDINGS) if is_arabic(form) else LATIN_ENDINGS | TURKISH_ENDINGS | _POLISH_ENDINGS


def inflected(form: str, *, slavic: bool) -> set[str]:
    """Return the other forms of a folded word; short words and Latin ones that are not Slavic take few."""
    if is_arabic(form):
        return _arabic(form)
    if is_cyrillic(form):
        return _cyrillic(form)
    if is_greek(form):
        return _greek(form)
    if is_armenian(form) or is_georgian(form) or is_ethiopic(form):
        return _caucasian_or_ethiopic(form) - {form}
    if is_hebrew(form):
        return {prefix + form for prefix in _HEBREW_PREFIXES} if len(form) > 2 else set()
    endings = LATIN_ENDINGS | _POLISH_ENDINGS if slavic and len(form) > 3 else {"s", "es"} if len(form) > 3 else {"s"}
    forms = {form + ending for ending in endings}
    if slavic and len(form) == 3 and form[-1] == "a":  # not "Ano": the Spanish year has lost its tilde here
        forms |= {form[:-1] + ending for ending in "eiu"}
    elif slavic and form[-1] in "aeo" and len(form) > 3:
        forms |= {form[:-1] + ending for ending in (_AFTER_A_VOWEL if len(form) > 4 else _AFTER_A_SHORT)}
    if slavic and len(form) > 4 and form.endswith(("ski", "ska", "cki", "cka")):
        forms |= {form[:-1] + ending for ending in _AFTER_SKI}
    if slavic and len(form) > 4 and form.endswith(("ar", "ac")) and form[-3] not in "aeiou":
        forms |= {form[:-2] + form[-1] + ending for ending in _AFTER_FLEETING}
    return forms - {form} - _EVERYDAY


def _caucasian_or_ethiopic(form: str) -> set[str]:
    """Return the word with its cases in Armenian and Georgian, and with what Amharic writes together with it."""
    if is_ethiopic(form):
        return {before + form + behind for before in ("", *_ETHIOPIC_PREFIXES) for behind in ("", *_ETHIOPIC_ENDINGS)}
    if len(form) < 3:
        return set()
    if is_armenian(form):
        return {form + ending for ending in _ARMENIAN_ENDINGS}
    stems = (form, form[:-1]) if form[-1] in "აეიოუ" and len(form) > 3 else (form,)
    return {stem + ending for stem in stems for ending in _GEORGIAN_ENDINGS}


def is_turkish(name: str) -> bool:
    """Tell whether a name has letters that Turkish writes, so that all endings of Turkish may follow it."""
    return bool(_TURKISH_LETTERS & set(name.lower()))


def turkish(name: str) -> set[str]:
    """Return the other forms of a name in Turkish, where no apostrophe parts the ending: "Aydının", "Kayadan"."""
    form = squash(name)
    least = 3 if is_turkish(name) else 4
    if len(form) < least or not form.isascii():
        return set()
    short = _TURKISH_SHORT if is_turkish(name) else ()
    if len(form) == 3:  # "Gülün", but not "Güle", which may be another word
        return {form + ending for ending in (*TURKISH_ENDINGS, "in", "un")} - _EVERYDAY
    return {form + ending for ending in (*TURKISH_ENDINGS, *short)} - _EVERYDAY


def _greek(form: str) -> set[str]:
    if len(form) < 4:
        return set()
    return {form.removesuffix(old) + new for old, news in _GREEK_ENDINGS if form.endswith(old) for new in news} - {form}


def _cyrillic(form: str) -> set[str]:
    if len(form) < 3:
        return set()
    forms = {form + ending for ending in (CYRILLIC_ENDINGS if len(form) > 3 else _AFTER_THREE)}
    if form.endswith(("скии", "цкии", "ская", "цкая", "ои", "ыи")) and len(form) > 4:
        forms |= {form[:-2] + ending for ending in _AFTER_SKII}
    elif form[-1] in "аяоеиьы":
        if form[-1] in "оь" and len(form) > 4:
            forms |= {form[:-1] + ending for ending in _AFTER_O}
        if form[-1] in "ая" and len(form) > 5 and form[-2] not in "аеиоуыэюя":  # "семья Скиб"
            forms.add(form[:-1] if form[-1] == "а" else form[:-1] + "ь")
        forms |= {form[:-1] + ending for ending in _AFTER_A_CYRILLIC_VOWEL}
    if form.endswith(("ова", "ева", "ина", "ына")) and len(form) > 5:  # the men of her family
        forms |= {form[:-1] + ending for ending in ("", "ым", "ых", "ыми")}
    if form.endswith(_FLEETING_CYRILLIC) and len(form) <= _FLEETING_MAX:
        soft = "ь" if form[-2:] == "ев" or form[-3] == "л" else ""
        forms |= {form[:-2] + soft + form[-1] + ending for ending in _AFTER_FLEETING_CYRILLIC}
    if form.endswith("яц"):  # "Заяц, Зайца"
        forms |= {form[:-2] + "иц" + ending for ending in _AFTER_FLEETING_CYRILLIC}
    if form.endswith(("ья", "ия")):  # "Наталья" and "Наталия"
        forms |= {form[:-2] + other + ending for other in "иь" for ending in ("я", "и", "ю", "е", "еи")}
    return forms - {form}


def _arabic(form: str) -> set[str]:
    """Return the word with what Arabic writes together with it: and, with, to, like, the; my, her, their."""
    bare = form.removeprefix("ال") if len(form) > 4 else form
    stem = bare.removesuffix("ه") + "ت" if bare.endswith("ه") else bare
    forms = {prefix + bare for prefix in ARABIC_PREFIXES} | {bare}
    if len(bare) > 3:
        forms |= {stem + ending for ending in _ARABIC_ENDINGS}
    return forms - {form}
