"""Choose what a document wears: the look of the house, on its paper, in faces that have the letters of its language."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from submissions.catalogue import House, Template
from submissions.document import Design
from submissions.findings import Finding, Place
from submissions.languages import language_name
from submissions.look import BOOK_FACE, Dress, HouseLook, Kind, Paper, measures

# How Unicode names the letters of a script, and its code in ISO 15924.
_SCRIPTS: Final = {"LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "HEBREW": "Hebr", "ARABIC": "Arab"}


def design_of(template: Template, house: House, language: str, words: Iterable[str]) -> tuple[Design, list[Finding]]:
    """Return the design of a document, and a note where a face of the house lacks the letters of the language.

    `words` are some of that language, such as the labels of the house.
    """
    return lettered_design(house, template.frame, template.paper, language, words)


def lettered_design(
    house: House, frame: str, paper: Paper | None, language: str, words: Iterable[str]
) -> tuple[Design, list[Finding]]:
    """Return the design of a class of document, and a note where a face of the house lacks the letters of a language.

    `words` are some of that language.
    """
    plain = worn_design(house, frame, paper)
    look, lacking = _with_letters(house.look, plain.kind, script_of_words(words))
    place = Place("templates/house/house.yaml")
    spoken = language_name(language)
    findings = [
        Finding("N232", place, f"{face} has no letters of {spoken}: its documents are set in {BOOK_FACE}")
        for face in lacking
    ]
    return replace(plain, look=look), findings


def worn_design(house: House, frame: str, paper: Paper | None = None) -> Design:
    """Return the design of a class of document, or of a frame of an office's own, on a paper or that of the house."""
    base = Design(frame)
    return Design(frame, paper or house.look.worn_by(base.kind).paper or base.paper, house.look, house.logo)


def script_of_words(words: Iterable[str]) -> str:
    """Return the code of the script in which most letters of some words are written, "" for one of no table here."""
    letters = (unicodedata.name(sign, "").partition(" ")[0] for word in words for sign in word if sign.isalpha())
    found = Counter(letters).most_common(1)
    return _SCRIPTS.get(found[0][0], "") if found else ""


def _with_letters(look: HouseLook, kind: Kind, script: str) -> tuple[HouseLook, list[str]]:
    """Return the look with the book face wherever a face lacks a script, and the names of those that a house chose.

    What the class of document has of its own gives way without a word: words in Latin letters then have one face in
    Word and PDF, and the measure of the line is that of the face.
    """
    worn, plain = look.worn_by(kind), measures(look, kind, "a4")
    used = {"text": plain.text_face, "heads": plain.head_face}
    lacking = {role for role, face in used.items() if face.scripts and script not in face.scripts}
    if not lacking:
        return look, []
    chosen = [used[role].name for role in ("text", "heads") if role in lacking and getattr(worn, role)]
    book = Dress(text=BOOK_FACE if "text" in lacking else None, heads=BOOK_FACE if "heads" in lacking else None)
    classes = dict(look.classes)
    classes[kind] = book.over(classes.get(kind, Dress()))
    return replace(look, classes=tuple(sorted(classes.items()))), list(dict.fromkeys(chosen))
