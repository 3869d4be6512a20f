"""Write each secret in all the forms in which a file may hold it: words that stand alone, and runs of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Final

from submissions.audit.names.inflection import ARABIC_PREFIXES, inflected, is_slavic, is_turkish, turkish
from submissions.audit.names.months import month_names
from submissions.audit.names.parts import bare_word, halves, is_title, name_words
from submissions.audit.records import Secret
from submissions.folding import fold, latin_by_looks, squash, word_list
from submissions.folding.scripts import count_signs, in_other_scripts, is_arabic, is_cyrillic, is_unspaced, respelt

LONG: Final = 6
"""From so many letters on, a form is also found inside other letters and with signs or spaces between its own."""

_JOINED_LETTERS_MIN: Final = 5
_LETTERS_MIN: Final = 3
_CAPITAL_MAX: Final = 4
"""Up to so many letters, and for names of months, running text must have the capital: "ali" and "said" are words."""
_MONTHS: Final = frozenset(name for month in range(1, 13) for name in month_names(month))
_GENERIC_PLACE: Final = re.compile(
    r"^(?:(?:the|la|le|les|el|los|las|l'|al-?)\s*)?(?:aldea|caserio|barrio|canton|colonia|municipio|pueblo|village|hamlet|town"
    r"|city|municipality|commune|wilaya|daira|douar|ville|quartier|hameau|region|district|province|selo|grad|opcina|naselje"
    r"|село|деревня|город|قريه|بلديه|ولايه|مدينه|حي|دوار)\s+(?:(?:of|de|del|du|d')\s*)?"
)
_GENERIC_MAILBOX: Final = frozenset(
    word_list("info office contact mail admin kontakt secretariat press legal advocacy support oficina bureau")
)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of letters and digits to be found wherever they stand in this order.

    `gaps` are the indices before which the secret itself has a space or a sign; `strict` asks that the run begin and
    end as a word does, however long it is.
    """

    letters: str
    secret: Secret
    variant: str = ""
    gaps: frozenset[int] = frozenset()
    strict: bool = False


@dataclass(frozen=True, slots=True)
class WordForm:
    """A folded word that is a hit where it stands alone; `capital` asks for a capital in running text."""

    secret: Secret
    variant: str = ""
    capital: bool = False


@dataclass(slots=True)
class Forms:
    """All forms of many secrets: words by their letters, and runs."""

    words: dict[str, list[WordForm]] = field(default_factory=dict)
    spans: dict[tuple[str, str], Span] = field(default_factory=dict)

    def word(self, form: str, secret: Secret, variant: str = "", *, capital: bool = False) -> None:
        """Add a word that must stand alone; a short one must have a capital in running text, others where asked."""
        found = self.words.setdefault(form, [])
        if all(one.secret.label != secret.label for one in found):
            short = (len(form) <= _CAPITAL_MAX or form in _MONTHS) and variant != "in a name for files or mail"
            found.append(WordForm(secret, variant, capital or short))

    def span(self, text: str, secret: Secret, variant: str = "", *, strict: bool = False) -> None:
        """Add a run of letters; `text` still has its spaces and signs."""
        pieces = [piece for piece in re.split(r"[\W_]+", fold(text)) if piece]
        letters = "".join(pieces)
        if letters:
            gaps = frozenset(accumulate(len(piece) for piece in pieces[:-1]))
            self.spans.setdefault((letters, secret.label), Span(letters, secret, variant, gaps, strict))


def forms_of(secrets: tuple[Secret, ...]) -> Forms:
    """Return the forms of all secrets that a search for letters can find; dates and numbers are searched for apart."""
    forms = Forms()
    for secret in secrets:
        if secret.kind == "name":
            _add_name(forms, secret)
        elif secret.kind == "place":
            _add_place(forms, secret)
        elif secret.kind == "contact":
            _add_contact(forms, secret)
        elif secret.kind == "words":
            _add_text(forms, secret, secret.text)
    return forms


def common_words(secret: Secret) -> frozenset[str]:
    """Return the squashed words that mean nothing alone."""
    return frozenset(squash(word) for part in secret.common for word in (part, *part.split()))


# --- names ---


def _add_name(forms: Forms, secret: Secret) -> None:
    common = common_words(secret)
    if secret.is_nickname:
        _add_text(forms, secret, secret.text)
        return
    for word in name_words(" ".join(secret.parts)):
        if squash(word) not in common:
            add_word(forms, secret, word)
            _add_bare(forms, secret, word, common)
    if len(secret.parts) > 1:
        _add_halves(forms, secret, secret.parts[1], common)
    if len(secret.parts) > 1 and squash("".join(secret.parts[:2])) not in common:
        _add_whole(forms, secret, secret.parts[0], secret.parts[1], common)
    text = _without_titles(secret.text)
    words = name_words(text)
    if len(words) == 1 and len(text.split()) == 1:
        if squash(text) not in common:
            add_word(forms, secret, text)
            _add_bare(forms, secret, text, common)
            _add_halves(forms, secret, text, common)
    elif text:
        _add_doubled(forms, secret)
        if not words and len(text.split()) == 1 and not secret.as_typed:  # "Ms Vy" of a variant; "Vy" has its guard
            text = secret.text
        if len(text.split()) > 1 or secret.as_typed or count_signs(text) >= _LETTERS_MIN - is_unspaced(text):
            _add_text(forms, secret, text)
        if not secret.parts and len(words) == 2:
            _add_whole(forms, secret, words[0], words[1], common)


def _add_doubled(forms: Forms, secret: Secret) -> None:
    """Add a word that the whole name has twice after each other, as many in Burma do: "Su Su" of "Su Su Aye"."""
    for one, two in pairwise(secret.text.split()):
        if squash(one) == squash(two):
            forms.span(f"{one} {two}", secret, "twice, as in the whole name")


def _without_titles(text: str) -> str:
    """Return a name without titles at its start: "Doña Chepa" is searched for as "Chepa"."""
    words = text.split()
    while len(words) > 1 and is_title(words[0]):  # "Xu An" is not "An"
        words = words[1:]
    return " ".join(words)


def add_word(forms: Forms, secret: Secret, word: str) -> None:
    """Add one word of a name, in its inflections, in other spellings and in other scripts."""
    spellings = {squash(word): ""}
    spellings |= {squash(other): "in another spelling" for other in respelt(word)} | spellings
    spellings |= {squash(other): "in another script" for other in in_other_scripts(word)} | spellings
    slavic = is_slavic(secret.text)
    for form, variant in spellings.items():
        if is_unspaced(form):
            forms.span(form, secret, variant)
            continue
        if len(form) < LONG:
            forms.word(form, secret, variant)
        else:
            forms.span(word if form == squash(word) else form, secret, variant)  # "O'Brien" is also "O Brien"
            forms.span(form[::-1], secret, "written backwards", strict=True)
        if " " in word and is_arabic(form):  # "وعبد الله", and "عبدالله" in one word
            for prefix in ARABIC_PREFIXES:
                forms.span(prefix + word, secret, "inflected", strict=True)
        for other in inflected(form, slavic=slavic or (len(form) > 3 and variant == "in another script")):
            if not other.startswith(form) or len(form) < LONG or is_arabic(form):
                how = "inflected" if not variant else f"{variant}, inflected"
                forms.word(other, secret, how, capital=len(form) <= _CAPITAL_MAX)  # "верой" is "by faith"
        for other in turkish(word) if not variant and (len(form) < LONG + 2 or is_turkish(word)) else ():
            forms.word(other, secret, "inflected", capital=True)
        if is_cyrillic(form):
            _add_latin_looks(forms, secret, word)
        if (is_arabic(form) and len(form) > 2) or len(form) == LONG - 1:
            forms.word(form[::-1], secret, "written backwards")


def _add_bare(forms: Forms, secret: Secret, word: str, common: frozenset[str]) -> None:
    """Add a word without its article: "Khatib" and "Elkhatib" of "al-Khatib"."""
    bare = bare_word(word)
    if bare and squash(bare) not in common:
        add_word(forms, secret, bare)
        for article in ("al", "el"):
            forms.word(article + squash(bare), secret, "with its article")


def _add_halves(forms: Forms, secret: Secret, family: str, common: frozenset[str]) -> None:
    """Add the halves of a double family name; each must have its capital in running text.

    Half of a given name is no name of hers, and often an everyday word or somebody else's: "Jean" of "Jean-Pierre".
    """
    for half in (half for word in name_words(family) for half in halves(word)):
        letters = squash(half)
        if letters not in common:
            for form in {letters, *map(squash, (*respelt(half), *in_other_scripts(half)))}:
                forms.word(form, secret, "half of a double name", capital=True)
            for form in inflected(letters, slavic=is_slavic(secret.text)):
                forms.word(form, secret, "half of a double name, inflected", capital=True)


def _add_latin_looks(forms: Forms, secret: Secret, word: str) -> None:
    """Add a Cyrillic word as it reads once every letter that looks Latin is taken for that."""
    letters = squash(latin_by_looks(word))
    if len(letters) < LONG:
        forms.word(letters, secret)
    else:
        forms.span(letters, secret)


def _add_whole(forms: Forms, secret: Secret, given: str, family: str, common: frozenset[str]) -> None:
    """Add both parts together, in both orders and as names for files and mail have them."""
    forms.span(f"{given} {family}", secret)
    forms.span(f"{family} {given}", secret, "family name first")
    for first in given.split()[:1]:
        if first != given:
            forms.span(f"{first} {family}", secret, "with one given name")
            forms.span(f"{family} {first}", secret, "family name first")
    for part in (given, family):
        if len(part.split()) > 1 and len(squash(part)) >= _JOINED_LETTERS_MIN and squash(part) not in common:
            forms.word(squash(part), secret, "in one word")
            for form in inflected(squash(part), slavic=False) if is_arabic(part) else ():
                forms.word(form, secret, "in one word, inflected")
    if len(family.split()) > 1 and squash(family) not in common and not _is_borne_whole(family, secret):
        forms.span(family, secret)  # "van der Berg", though "Berg" is somebody else's too
    whole = f"{given} {family}"
    for other in in_other_scripts(whole):
        forms.span(other, secret, "in another script")
    for other in respelt(whole):
        forms.span(other, secret, "in another spelling")
    forms.span(squash(whole)[::-1], secret, "written backwards", strict=True)
    forms.span(squash(family + given)[::-1], secret, "written backwards", strict=True)
    if not is_unspaced(whole):
        for handle in _handles(given, family, common):
            forms.word(handle, secret, "in a name for files or mail")


def _is_borne_whole(family: str, secret: Secret) -> bool:
    """Tell whether somebody who may be named bears a family name of several words as a whole."""
    return any(squash(family) in squash(name) for one in secret.bearers for name in one.names)


def _handles(given: str, family: str, common: frozenset[str]) -> Iterator[str]:
    """Yield what programs make of a name: "akarahodzic", "karahodzica", "almasak"."""
    names = [squash(word) for word in given.split() if squash(word)]
    last = squash(family)
    if not names or not last:
        return
    initials = "".join(name[0] for name in names)
    for start in dict.fromkeys((names[0][0], initials)):
        yield from (form for form in (start + last,) if len(form) >= _JOINED_LETTERS_MIN)
        if last not in common and len(last) == _JOINED_LETTERS_MIN:
            yield last + start
    if names[0] not in common and len(names[0]) >= _JOINED_LETTERS_MIN:
        yield names[0] + last[0]


# --- places, contacts, passages ---


def _add_place(forms: Forms, secret: Secret) -> None:
    common = common_words(secret)
    if squash(secret.text) in common:
        return
    _add_text(forms, secret, secret.text)
    own = _GENERIC_PLACE.sub("", fold(secret.text), count=1)
    if len(squash(own)) >= 4 and squash(own) != squash(secret.text) and squash(own) not in common:
        _add_text(forms, secret, own, "without the word before it")


def _add_contact(forms: Forms, secret: Secret) -> None:
    mailbox, at, domain = secret.text.partition("@")
    if at:
        forms.span(secret.text, secret)
        forms.span(f"{mailbox} at {domain}", secret, "with the signs in words")
        forms.span(f"{mailbox} at {domain.replace('.', ' dot ')}", secret, "with the signs in words")
        if len(squash(mailbox)) >= LONG and squash(mailbox) not in _GENERIC_MAILBOX:
            forms.span(mailbox, secret, "without the domain", strict=True)
    elif re.search(r"[^\W\d_]{2}", secret.text):
        _add_text(forms, secret, secret.text)


def _add_text(forms: Forms, secret: Secret, text: str, variant: str = "") -> None:
    """Add a text as it stands; a short single word must stand alone."""
    letters = squash(text)
    if len(letters) < LONG and len(re.split(r"[\W_]+", fold(text).strip("'"))) == 1 and not is_unspaced(text):
        forms.word(letters, secret, variant)
        for other in inflected(letters, slavic=is_slavic(text)) if letters.isalpha() else ():
            forms.word(other, secret, "inflected")
    else:
        forms.span(text, secret, variant)
        for other in in_other_scripts(text) if secret.kind in {"name", "place"} else ():
            forms.span(other, secret, "in another script")
