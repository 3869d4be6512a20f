"""Names and pseudonyms stand in the same sentence: elision, contraction, articles, capitals, and gender."""

from __future__ import annotations

from pathlib import Path

import pytest

from speaking import KNOWN
from submissions.document import (
    Cell,
    Column,
    Design,
    Document,
    Emphasis,
    Furniture,
    Heading,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Row,
    Run,
    Table,
    plain,
    walk,
)
from submissions.findings import Place
from submissions.jinja.filters import filters
from submissions.markup import Scope, read_markup
from submissions.transforms.agreement import agree
from submissions.values import Missing, Prose, Withholding

HERE = Place("case.yaml", 1)


def document(markdown: str, language: str, name: str) -> Document:
    """Return a document of one prose in which `@a` prints a name."""
    forms = {"a": {"name": name, "full": name, "initials": name}}
    scope = Scope(
        forms, frozenset(), "", "Table", "Figure", False, lambda index, place: (), lambda typed, place: ("", [])
    )
    lines = markdown.split("\n")
    places = tuple(Place("facts.md", number) for number in range(1, len(lines) + 1))
    blocks, findings = read_markup(Prose(markdown, places[0], places), scope)
    assert findings == []
    direction = "rtl" if language == "ar" else "ltr"
    return Document("T", language, direction, "O", Furniture("", "", ""), Design("brief"), blocks, languages=KNOWN)


def printed(markdown: str, language: str, name: str) -> str:
    made = agree(document(markdown, language, name))
    return " | ".join(plain(node.inlines) for node in walk(made.blocks) if isinstance(node, Paragraph | Heading))


@pytest.mark.parametrize(
    ("typed", "filing", "public", "name", "pseudonym"),
    [
        ("La sœur de @a.", "La sœur d'Almasa.", "La sœur de Mme B.", "Almasa", "Mme B"),
        ("La sœur d'@a.", "La sœur d'Almasa.", "La sœur de Mme B.", "Almasa", "Mme B"),
        ("La sœur d’@a.", "La sœur d’Almasa.", "La sœur du témoin.", "Almasa", "le témoin"),
        ("La sœur de @a.", "La sœur de Marta.", "La sœur du témoin.", "Marta", "le témoin"),
        ("La sœur de @a.", "La sœur d'Élise.", "La sœur des deux filles.", "Élise", "les deux filles"),
        ("La sœur de @a.", "La sœur d'Ines.", "La sœur de la témoin.", "Ines", "la témoin"),
        ("La sœur de @a.", "La sœur d'Ines.", "La sœur de l’un d’eux.", "Ines", "l’un d’eux"),
        ("Il écrit à @a.", "Il écrit à Ines.", "Il écrit au témoin.", "Ines", "le témoin"),
        ("Il écrit à @a.", "Il écrit à Ines.", "Il écrit aux témoins.", "Ines", "les témoins"),
        ("Il dit que @a part.", "Il dit qu'Ines part.", "Il dit que Mme B part.", "Ines", "Mme B"),
        ("Il dit qu'@a part.", "Il dit qu'Ines part.", "Il dit que Mme B part.", "Ines", "Mme B"),
        ("Parce que @a part.", "Parce qu'Ines part.", "Parce que A part.", "Ines", "A"),
        ("Lorsque @a part.", "Lorsqu'Ines part.", "Lorsque le témoin part.", "Ines", "le témoin"),
        ("Puisqu'@a part.", "Puisqu'Ines part.", "Puisque Mme B part.", "Ines", "Mme B"),
        ("Quelque @a.", "Quelque Ines.", "Quelque Mme B.", "Ines", "Mme B"),
        ("La mère de @a.", "La mère de Hélène.", "La mère de A.", "Hélène", "A"),
        ("La mère d'@a.", "La mère d'Hélène.", "La mère de A.", "Hélène", "A"),
        ("La mère de @a.", "La mère de Yasmina.", "La mère de A.K.", "Yasmina", "A.K."),
        ("La mère de @a.", "La mère d'Yves.", "La mère d'une avocate.", "Yves", "une avocate"),
        ("La mère de *@a*.", "La mère d'Ines.", "La mère du témoin.", "Ines", "le témoin"),
        ("La mère de\n@a.", "La mère d'Ines.", "La mère du témoin.", "Ines", "le témoin"),
    ],
)
def test_french_elides_and_contracts_before_whatever_is_printed(
    typed: str, filing: str, public: str, name: str, pseudonym: str
) -> None:
    assert printed(typed, "fr", name) == filing
    assert printed(typed, "fr", pseudonym) == public


@pytest.mark.parametrize(
    ("typed", "filing", "public", "name", "pseudonym"),
    [
        ("La madre de @a.", "La madre de Marta.", "La madre del testigo.", "Marta", "el testigo"),
        ("La madre de @a.", "La madre de El Hadji.", "La madre de la testigo.", "El Hadji", "la testigo"),
        ("Escribe a @a.", "Escribe a Marta.", "Escribe al testigo.", "Marta", "el testigo"),
        ("Vio a Marta y @a.", "Vio a Marta e Irma.", "Vio a Marta y la testigo.", "Irma", "la testigo"),
        ("Vio a Marta e @a.", "Vio a Marta e Hilda.", "Vio a Marta y Sra. B.", "Hilda", "Sra. B"),
        ("Vio a Marta y @a.", "Vio a Marta y Hielo.", "Vio a Marta y el testigo.", "Hielo", "el testigo"),
        ("Marta o @a.", "Marta u Olga.", "Marta o Sra. B.", "Olga", "Sra. B"),
    ],
)
def test_spanish_contracts_and_changes_its_conjunctions(
    typed: str, filing: str, public: str, name: str, pseudonym: str
) -> None:
    assert printed(typed, "es", name) == filing
    assert printed(typed, "es", pseudonym) == public


@pytest.mark.parametrize(
    ("typed", "filing", "public", "name", "pseudonym"),
    [
        ("قالت ل@a", "قالت لفتيحة", "قالت للشاهدة", "فتيحة", "الشاهدة"),
        ("قالت ل@a", "قالت لفتيحة", "قالت للاجئة", "فتيحة", "اللاجئة"),
        ("قالت ول@a", "قالت ولفتيحة", "قالت وللشاهدة", "فتيحة", "الشاهدة"),
        ("قالت ل@a", "قالت لـ\u00a0Marta", "قالت للسيدة ب", "Marta", "السيدة ب"),
        ("التقت ب@a", "التقت بفتيحة", "التقت بالشاهدة", "فتيحة", "الشاهدة"),
        ("ذهبت و@a", "ذهبت وفتيحة", "ذهبت والشاهدة", "فتيحة", "الشاهدة"),
    ],
)
def test_arabic_joins_its_prefixes_to_what_is_printed(
    typed: str, filing: str, public: str, name: str, pseudonym: str
) -> None:
    assert printed(typed, "ar", name) == filing
    assert printed(typed, "ar", pseudonym) == public


@pytest.mark.parametrize("typed", ["a@a.example", "بريد@example", "x.و@a"])
def test_an_address_is_no_person(typed: str) -> None:
    assert printed(typed, "ar", "فتيحة") == typed


@pytest.mark.parametrize(
    ("typed", "filing", "public", "name", "pseudonym"),
    [
        ("It was a @a case.", "It was an Amina case.", "It was a Ms B case.", "Amina", "Ms B"),
        ("It was an @a case.", "It was a Marta case.", "It was an A case.", "Marta", "A"),
        ("It was a @a case.", "It was a Eugenia case.", "It was an F case.", "Eugenia", "F"),
        ("It was a @a case.", "It was a Una case.".replace("a Una", "an Una"), "It was a U case.", "Una", "U"),
        ("The @a case.", "The Amina case.", "The Ms B case.", "Amina", "Ms B"),
    ],
)
def test_english_has_an_before_a_vowel_that_is_heard(
    typed: str, filing: str, public: str, name: str, pseudonym: str
) -> None:
    assert printed(typed, "en", name) == filing
    assert printed(typed, "en", pseudonym) == public


@pytest.mark.parametrize(
    ("typed", "public"),
    [
        ("@a spoke.", "The witness spoke."),
        ("*@a* spoke.", "The witness spoke."),
        ("“@a spoke.”", "“The witness spoke.”"),
        ("He left. @a spoke.", "He left. The witness spoke."),
        ("Did he? @a spoke.", "Did he? The witness spoke."),
        ("He said “go.” @a spoke.", "He said “go.” The witness spoke."),
        ("He left.^[@a saw it.] @a spoke.", "He left. The witness spoke. | The witness saw it."),
        ("Then @a spoke.", "Then the witness spoke."),
        ("See art. @a spoke.", "See art. the witness spoke."),
        ("Mr. @a spoke.", "Mr. the witness spoke."),
        ("He spoke: @a left.", "He spoke: the witness left."),
        ("- @a spoke\n- and @a left", "The witness spoke | and the witness left"),
        ("## @a in court", "The witness in court"),
        ("Words.\n\n@a spoke.", "Words. | The witness spoke."),
        ("| Who | What |\n|---|---|\n| @a | seen by @a |", "Who | What | The witness | seen by the witness"),
    ],
)
def test_a_pseudonym_that_begins_a_sentence_has_a_capital(typed: str, public: str) -> None:
    assert printed(typed, "en", "the witness") == public


def test_french_and_spanish_have_their_capital_after_elision_too() -> None:
    assert printed("@a parle.", "fr", "l’un d’eux") == "L’un d’eux parle."
    assert printed("De @a on ne sait rien.", "fr", "le témoin") == "Du témoin on ne sait rien."
    assert printed("¿@a habló?", "es", "el testigo") == "¿El testigo habló?"


def test_every_run_keeps_its_place_and_no_mark_of_a_person_is_left() -> None:
    made = agree(document("La mère\nde *@a* et de @a.", "fr", "le témoin"))
    runs = [node for node in walk(made.blocks) if isinstance(node, Run)]
    assert not any(run.person for run in runs)
    assert {run.place.file for run in runs} == {"facts.md"}
    assert [(run.text, run.place.line, run.verbatim) for run in runs if run.verbatim] == [
        ("témoin", 2, True),
        ("témoin", 2, True),
    ]


def test_what_names_nobody_is_left_as_it_is() -> None:
    place = HERE
    note = Note(1, (Paragraph((Run("de Ines", place),), place),), "n", place)
    row = Row((Cell((Paragraph((Run("the witness", place),), place),), place),), place)
    blocks = (
        Paragraph((Emphasis((Run("de ", place),), place), Run("Ines", place, verbatim=True), note), place),
        ListBlock("bullet", (ListItem((Paragraph((Run("the witness", place),), place),), place, "•"),), place),
        Table((Column("start", 100),), (), (row,), place),
    )
    one = Document("T", "fr", "ltr", "O", Furniture("", "", ""), Design("brief"), blocks)
    assert agree(one) == one


class Somebody:
    """What a template has of a person."""

    def __init__(self, gender: str | None) -> None:
        self.gender = gender


WOMAN, MAN, OTHER, UNSAID = Somebody("woman"), Somebody("man"), Somebody("other"), Somebody(None)


@pytest.mark.parametrize(
    ("who", "forms", "expected"),
    [
        (WOMAN, ("né", "née"), "née"),
        (MAN, ("né", "née"), "né"),
        (OTHER, ("né", "née", "né·e"), "né·e"),
        (UNSAID, ("nacido", "nacida", "nacido/a"), "nacido/a"),
        (UNSAID, ("nacido", "nacida"), "nacido"),
        ([WOMAN, WOMAN], ("nés", "nées"), "nées"),
        ([WOMAN, MAN], ("nés", "nées", "né·es"), "nés"),
        ([WOMAN, OTHER], ("nés", "nées", "né·es"), "né·es"),
        (WOMAN, ("وُلد", "وُلدت"), "وُلدت"),
    ],
)
def test_a_template_makes_words_agree_with_people(who: object, forms: tuple[str, ...], expected: str) -> None:
    assert filters(lambda value: value, {})["agree"](who, *forms) == expected  # type: ignore[arg-type,return-value]


def test_a_template_gives_the_wording_for_the_public_of_what_is_withheld_and_of_nothing_else() -> None:
    withheld = filters(lambda value: value, {})["withheld"]  # type: ignore[arg-type,return-value]
    gap = Missing("E136", HERE, "words")
    assert withheld(Withholding("a", "born", HERE), "a date withheld") == "a date withheld"
    assert withheld("1961", "a date withheld") == "1961"
    assert withheld(gap, "a date withheld") is gap
    assert withheld(None, "a date withheld") is None


def test_the_finding_of_what_is_withheld_says_how_to_give_the_wording(tmp_path: Path) -> None:
    finding = Withholding("a", "born", HERE).finding
    assert finding.code == "E137"
    assert '|withheld("...")' in finding.help
